/** Purpose and handling, the glossary, and the pages that a public service owes: open to everybody. */
import { showPage } from '../../web/layout.tsx'
import { paths } from '../../web/paths.ts'
import { newRoutes } from '../../web/routes.ts'
import { AccessibilityPage } from './accessibility-page.tsx'
import { CookiesPage } from './cookies-page.tsx'
import { FoiPage } from './foi-page.tsx'
import { GlossaryPage } from './glossary-page.tsx'
import { PrivacyPage } from './privacy-page.tsx'
import { PurposePage } from './purpose-page.tsx'

export const purpose = newRoutes()

purpose.get('open', paths.purpose, (c) => showPage(c, <PurposePage c={c} />))

purpose.get('open', paths.glossary, (c) => showPage(c, <GlossaryPage c={c} />))

purpose.get('open', paths.accessibility, (c) => showPage(c, <AccessibilityPage c={c} />))

purpose.get('open', paths.privacy, (c) => showPage(c, <PrivacyPage c={c} />))

purpose.get('open', paths.cookies, (c) => showPage(c, <CookiesPage c={c} />))

purpose.get('open', paths.foi, (c) => showPage(c, <FoiPage c={c} />))
