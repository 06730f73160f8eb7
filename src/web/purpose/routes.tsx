/** Purpose and handling, and the glossary: open to everybody. */
import { showPage } from '../layout.tsx'
import { paths } from '../paths.ts'
import { newRoutes } from '../web.ts'
import { GlossaryPage } from './glossary-page.tsx'
import { PurposePage } from './purpose-page.tsx'

export const purpose = newRoutes()

purpose.get('open', paths.purpose, (c) => showPage(c, <PurposePage c={c} />))

purpose.get('open', paths.glossary, (c) => showPage(c, <GlossaryPage c={c} />))
