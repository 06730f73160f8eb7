/** A request for a page of findings → the assessment, its result, and what this person may see of the answers. */
import { once } from '../../once.ts'
import { scoresDiffer } from '../../peers/signed.ts'
import type { Examined } from '../../report/explain-score.ts'
import { signedWithWords } from '../../report/results.ts'
import { type AssessmentView, getResult, type ResultView } from '../../service/assessments.ts'
import { decide } from '../../service/permission.ts'
import { getPerson, type PageContext } from '../web.ts'

export interface Findings {
  readonly c: PageContext
  readonly view: AssessmentView
  readonly examined: Examined
  /** May read the answers as given, with their evidence and comments; a board member reads results only. */
  readonly readsAnswers: boolean
  /** That it was signed with other scores than today's method gives; undefined: it was not. */
  readonly signedWith: string | undefined
}

/** @throws DomainError 'not-found' or 'not-allowed'. */
export async function getFindings(c: PageContext): Promise<Findings> {
  const person = getPerson(c)
  const found = await getResult(c.get('web').house, person, c.req.param('organisation') ?? '')
  const { view } = found
  return {
    c,
    view,
    examined: examinedOf(found),
    readsAnswers: decide('read-answers', person, view.organisation.id) === 'allowed',
    signedWith: signedWithOf(found),
  }
}

function signedWithOf({ view, result, signedWith }: ResultView): string | undefined {
  return signedWith !== undefined && scoresDiffer(result, signedWith)
    ? signedWithWords(view.ruleSet, signedWith.overall, signedWith.overallAssured)
    : undefined
}

/** The same object for the same result, so that what is worked out from it is worked out once. */
export const examinedOf = once(({ view: { ruleSet, answers }, result, row }: ResultView): Examined => ({
  ruleSet,
  answers,
  row,
  result,
}))
