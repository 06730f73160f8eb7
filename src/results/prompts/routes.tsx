/** Pages that a trust's answers make without new typing: what an insurer would ask, and pointers to CAF outcomes. */
import { DomainError } from '../../errors.ts'
import { writeWord } from '../../documents/word.ts'
import { outsidePaper } from '../../report/outside-paper.ts'
import { exportOutside } from '../../service/exporting-outside.ts'
import { exportFields, ExportPage } from './export-page.tsx'
import { tablePointers } from '../../report/pointers.ts'
import type { Framework } from '../../rules/model.ts'
import { frameworkOf } from '../../scoring/caf.ts'
import { getResult } from '../../service/assessments.ts'
import { getCaf } from '../../service/caf.ts'
import type { ResultView } from '../../service/views.ts'
import { recordTable } from '../../service/whole-assessments.ts'
import { showPage } from '../../web/layout.tsx'
import { examinedOf, getFindings, getStanding } from '../examined.ts'
import { sendFile, sendTable } from '../../web/send-table.ts'
import { askedIn, type PageContext, partOf } from '../../web/web.ts'
import { newRoutes } from '../../web/routes.ts'
import { BesideCafPage } from './beside-caf-page.tsx'
import { CafPage } from './caf-page.tsx'
import { InsurerPage } from './insurer-page.tsx'
import { paths } from '../../web/paths.ts'

export const prompts = newRoutes()

// The page quotes answers and evidence, which not everybody who sees results may read.
prompts.page('read-whole', paths.insurer, async (c) =>
  showPage(c, <InsurerPage c={c} found={await getFound(c)} />),
)

prompts.form('export-outside', paths.exportOutside, {
  load: async (c) => {
    const { view, signed, steps } = await getStanding(c)
    return { organisation: view.organisation, assessment: view.assessment, signed, steps }
  },
  fields: exportFields,
  page: (c, of, form) => <ExportPage c={c} of={of} form={form} />,
  save: async (c, given, { organisation, assessment, signed, steps }) => {
    const { marking, house } = c.get('web')
    const standing = { status: assessment.status, signedAt: assessment.signedAt, steps }
    const { recipient } = given
    const paper = outsidePaper(signed, standing, {
      organisation,
      marking,
      recipient,
      at: house.now().toISOString(),
    })
    const bytes = await writeWord(paper)
    await exportOutside(...askedIn(c), given)
    return sendFile(c, marking, 'ward-round-for-somebody-outside.docx', bytes)
  },
})

prompts.page('read-results', paths.caf, async (c) => {
  const found = await getFound(c)
  return showPage(c, <CafPage c={c} found={found} framework={frameworkAsked(c, found)} />)
})

prompts.noted('read-results', paths.cafTable, async (c) => {
  await recordTable(...askedIn(c), 'caf.csv', 'read-results')
  const found = await getFound(c)
  const framework = frameworkAsked(c, found)
  const { marking } = c.get('web')
  return sendTable(c, `ward-round-${framework.id}`, tablePointers(marking, examinedOf(found), framework))
})

prompts.page('read-whole', paths.cafBeside, async (c) => {
  const view = await getCaf(...askedIn(c))
  const loaded = view.loaded.find(({ framework }) => framework.id === partOf(c, 'framework'))
  if (loaded === undefined) throw new DomainError('not-found', 'No such framework is loaded here.')
  const findings = await getFindings(c)
  return showPage(c, <BesideCafPage c={c} findings={findings} view={view} loaded={loaded} />)
})

/** The framework named in the address, or else the period's. @throws DomainError 'not-found' for one that the rule set does not have. */
function frameworkAsked(c: PageContext, { view: { assessment, ruleSet } }: ResultView): Framework {
  const asked = c.req.query('framework')
  if (asked === undefined) return frameworkOf(ruleSet, assessment.period.framework)
  const found = ruleSet.frameworks.find(({ id }) => id === asked)
  if (found === undefined) throw new DomainError('not-found', 'These rules have no such framework.')
  return found
}

function getFound(c: PageContext) {
  return getResult(...askedIn(c))
}
