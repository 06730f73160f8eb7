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

purpose.same(paths.purpose, (c) => showPage(c, <PurposePage c={c} />))

purpose.same(paths.glossary, (c) => showPage(c, <GlossaryPage c={c} />))

purpose.same(paths.accessibility, (c) => showPage(c, <AccessibilityPage c={c} />))

purpose.same(paths.privacy, (c) => showPage(c, <PrivacyPage c={c} />))

purpose.same(paths.cookies, (c) => showPage(c, <CookiesPage c={c} />))

purpose.same(paths.foi, (c) => showPage(c, <FoiPage c={c} />))
