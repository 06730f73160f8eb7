/** The results of a trust: the whole, each domain, and each answer's part in them. They change nothing. */
import { DomainError } from '../errors.ts'
import { findQuestion } from '../rules/find.ts'
import type { Domain } from '../rules/model.ts'
import { findSignedBefore } from '../service/beside.ts'
import { findDomainNotes } from '../service/noting.ts'
import { showPage } from '../web/layout.tsx'
import { getPerson, partOf } from '../web/web.ts'
import { newRoutes } from '../web/routes.ts'
import { findNarrowest } from './beside.ts'
import { DomainResultPage } from './domain-page.tsx'
import { type Findings, getFindings, getStanding } from './examined.ts'
import { QuestionResultPage } from './question-page.tsx'
import { ResultsPage } from './results-page.tsx'
import { paths } from '../web/paths.ts'

export const results = newRoutes()

results.page('read-results', paths.results, async (c) => {
  const findings = await getStanding(c)
  const { id } = findings.view.organisation
  const before = await findSignedBefore(c.get('web').house, getPerson(c), id)
  const group = await findNarrowest(c, id)
  return showPage(c, <ResultsPage findings={findings} before={before} group={group} />)
})

results.page('read-results', paths.domainResult, async (c) => {
  const findings = await getFindings(c)
  const domain = getDomain(findings, partOf(c, 'domain'))
  const { id } = findings.view.organisation
  const notes = await findDomainNotes(c.get('web').house, getPerson(c), id)
  return showPage(c, <DomainResultPage {...findings} domain={domain} note={notes[domain.id]} />)
})

results.page('read-results', paths.questionResult, async (c) => {
  const findings = await getFindings(c)
  const { ruleSet } = findings.examined
  const domain = getDomain(findings, partOf(c, 'domain'))
  const question = findQuestion(ruleSet, partOf(c, 'question'))
  if (question?.domain !== domain.id) throw new DomainError('not-found', 'There is no such question here.')
  return showPage(c, <QuestionResultPage {...findings} domain={domain} question={question} />)
})

function getDomain({ examined }: Findings, id: string): Domain {
  const domain = examined.ruleSet.domains.find((one) => one.id === id)
  if (domain === undefined) throw new DomainError('not-found', 'There is no such domain here.')
  return domain
}
