/** A request for a page of the questionnaire → the assessment, the domain and the question that its address names. */
import { DomainError } from '../../errors.ts'
import { findQuestion } from '../../rules/find.ts'
import type { Domain, Question } from '../../rules/model.ts'
import { getAssessment } from '../../service/assessments.ts'
import type { AssessmentView } from '../../service/views.ts'
import { findOrigins, type Origin } from '../../service/confirming.ts'
import { findOpenComments } from '../../service/commenting.ts'
import { countEvidence } from '../../service/evidence.ts'
import { aboutQuestion, decide, demand } from '../../service/permission.ts'
import { askedIn, getPerson, type PageContext, partOf } from '../../web/web.ts'
import { CHECK, FIRST_LOOK, mayWalkLook } from './walk.ts'

/** What the address names. */
export interface Named {
  readonly view: AssessmentView
  readonly domain: Domain
  readonly question: Question
  readonly via: string
}

/** With what stands around the question on its page. */
export interface Asked extends Named {
  readonly openComments: number
  readonly origin: Origin | undefined
  /** Pieces of evidence; 0 also for who may not look at them. */
  readonly evidence: number
}

export async function getAsked(c: PageContext, via: string | undefined): Promise<Asked> {
  return lookAround(c, await getNamed(c, via))
}

export async function getNamed(c: PageContext, via: string | undefined): Promise<Named> {
  const view = await getView(c)
  const domain = getDomain(view, partOf(c, 'domain'))
  const question = findQuestion(view.ruleSet, partOf(c, 'question'))
  if (question === undefined || question.domain !== domain.id)
    throw new DomainError('not-found', 'There is no such question here.')
  demand('read-answers', getPerson(c), view.organisation.id, aboutQuestion(view.ruleSet, question))
  return {
    view,
    domain,
    question,
    via: viaOf(c, view, via),
  }
}

/** From where the page was opened, as far as this person may go back there. */
function viaOf(c: PageContext, view: AssessmentView, via: string | null | undefined): string {
  if (via === FIRST_LOOK && mayWalkLook(c, view)) return FIRST_LOOK
  const isChecked = via === CHECK && decide('read-whole', getPerson(c), view.organisation.id) === 'allowed'
  return isChecked ? CHECK : ''
}

export async function lookAround(c: PageContext, named: Named): Promise<Asked> {
  const { view, question } = named
  const who = [c.get('web').house, getPerson(c), view.organisation.id] as const
  const open = await findOpenComments(...who)
  const waits = view.toConfirm[question.id] !== undefined
  const seesEvidence =
    decide('read-evidence', who[1], who[2], aboutQuestion(view.ruleSet, question)) === 'allowed'
  return {
    ...named,
    openComments: open[question.id] ?? 0,
    origin: waits ? (await findOrigins(...who))[question.id] : undefined,
    evidence: seesEvidence ? await countEvidence(...who, question.id) : 0,
  }
}

export function getView(c: PageContext): Promise<AssessmentView> {
  return getAssessment(...askedIn(c))
}

export function getDomain(view: AssessmentView, id: string): Domain {
  const domain = view.ruleSet.domains.find((one) => one.id === id)
  if (domain === undefined) throw new DomainError('not-found', 'There is no such part of the questionnaire.')
  return domain
}
