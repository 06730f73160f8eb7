/** A request for a page of findings → the assessment, its result, and what this person may see of the answers. */
import { encode } from '../../answers/encode.ts'
import type { Examined } from '../../report/explain-score.ts'
import { type AssessmentView, getResult } from '../../service/assessments.ts'
import { decide } from '../../service/permission.ts'
import { getPerson, type PageContext } from '../web.ts'

export interface Findings {
  readonly c: PageContext
  readonly view: AssessmentView
  readonly examined: Examined
  /** May read the answers as given, with their evidence and comments; a board member reads results only. */
  readonly readsAnswers: boolean
}

/** @throws DomainError 'not-found' or 'not-allowed'. */
export async function getFindings(c: PageContext): Promise<Findings> {
  const person = getPerson(c)
  const { view, result } = await getResult(c.get('web').house, person, c.req.param('organisation') ?? '')
  const { ruleSet, answers } = view
  return {
    c,
    view,
    examined: { ruleSet, answers, row: encode(ruleSet, answers), result },
    readsAnswers: decide('read-answers', person, view.organisation.id) === 'allowed',
  }
}
