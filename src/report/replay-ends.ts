/**
 * The steps of a replayed chain → where it ends and why, in sentences: on paper, on evidence, and at both ends of what is
 * not known. It never says that a control stops anything on somebody's word alone.
 */

import { contextsOf } from '../rules/condition.ts'
import type { Chain, ContextQuestion, Control, Incident, Question, Step } from '../rules/model.ts'
import type { IncidentResult, StepResult, StepStatus } from '../scoring/model.ts'
import { isInPlace } from '../scoring/standing.ts'
import type { Examined } from './explain-score.ts'
import type { ReplayControl } from './replay-control.ts'
import { NOT_EXPOSED } from './outcomes.ts'
import { NOTHING, standingName } from './standing-words.ts'
import { joinWords, quote, upperFirst } from './words.ts'

export interface ReplayStep {
  readonly number: number
  readonly step: Step
  readonly result: StepResult
  /** What stands there, as a sentence. */
  readonly words: string
  /** What that does to the attack; undefined when nothing stands there. */
  readonly effect: string | undefined
  /** What the reading on evidence finds, where it differs. */
  readonly onEvidence: string | undefined
  readonly controls: readonly ReplayControl[]
  /** Questions whose answers could change what stands there: those not answered, and those answered "don't know". */
  readonly couldChange: { readonly unanswered: readonly Question[]; readonly unknown: readonly Question[] }
  readonly reached: 'yes' | 'on-evidence' | 'no'
}

export interface ChainEnd {
  readonly reading: string
  readonly sentence: string
}

/** Where a chain ends in each reading; one line when the readings agree. */
export function describeEnds(steps: readonly ReplayStep[], chain: Chain, result: IncidentResult): ChainEnd[] {
  const onPaper = whereItEnds(steps, 'paper', chain)
  const onEvidence = whereItEnds(steps, 'evidence', chain)
  if (result.outcome === 'not-known')
    return [
      { reading: 'At worst, on paper', sentence: onPaper },
      { reading: 'At best, on paper', sentence: atBest(steps, result) },
      { reading: 'On evidence', sentence: onEvidence },
    ]
  if (steps.every((step) => step.result.status === step.result.assured))
    return [{ reading: 'On paper and on evidence', sentence: onEvidence }]
  return [
    { reading: 'On paper', sentence: onPaper },
    { reading: 'On evidence', sentence: onEvidence },
  ]
}

const statusIn = (step: ReplayStep, reading: 'paper' | 'evidence') =>
  reading === 'paper' ? step.result.status : step.result.assured

/** The better end of what is not known, as one sentence. */
function atBest(steps: readonly ReplayStep[], { atBest: walk }: IncidentResult): string {
  const at = steps.find((one) => one.step.id === walk?.stoppedAt)
  switch (walk?.outcome) {
    case 'not-exposed':
      return 'It does not concern you.'
    case 'stopped':
    case 'cut-short':
      return `It would have met a control at step ${at?.number ?? ''}${walk.outcome === 'stopped' ? ', before harm' : ', after harm had begun'}.`
    case 'seen':
      return 'Somebody would have seen it in time.'
    case 'limited':
      return 'Something would have limited it.'
    default:
      return 'The same.'
  }
}

/** Where the chain ends in a reading, and why, as one or two sentences. */
function whereItEnds(steps: readonly ReplayStep[], reading: 'paper' | 'evidence', chain: Chain): string {
  const found = (status: StepStatus, among = steps) =>
    among.filter((step) => statusIn(step, reading) === status)
  const harm = steps.find((step) => step.step.kind === 'harm')
  const before = harm === undefined ? steps : steps.slice(0, harm.number - 1)
  const evidenced = (step: ReplayStep) => step.result.assured === statusIn(step, reading)
  const [end] = found('stopped')
  if (end !== undefined) {
    const late =
      harm !== undefined && harm.number < end.number ? ` Harm had begun at step ${harm.number}.` : ''
    return evidenced(end)
      ? `It ends at step ${end.number}. ${whichWork(end, 'stops', true)}.${late}`
      : `At step ${end.number} it would have met a control you state but have not evidenced. ${whichWork(end, 'stops', false)}.${late}`
  }
  if (chain.vantage === 'as-a-customer') {
    const limited = [...found('limited'), ...found('seen')]
    return limited.length === 0
      ? 'Nothing limits what you lose.'
      : `It reaches you. Something limits what you lose at ${atSteps(limited)}.`
  }
  const noStop = reading === 'paper' ? 'Nothing you state ends it' : 'Nothing evidenced ends it'
  const beforeHarm = harm === undefined ? '' : ' before harm'
  const [seen] = found('seen', before)
  if (seen !== undefined)
    return `${noStop}. At step ${seen.number} somebody would have seen it${beforeHarm}${evidenced(seen) ? '' : ', if what you state is so'}. ${whichWork(seen, 'detects', evidenced(seen))}.`
  const limited = [...found('seen'), ...found('limited')].toSorted((a, b) => a.number - b.number)
  if (limited.length > 0)
    return `${noStop}, or shows it${beforeHarm}. Something limits it at ${atSteps(limited)}.`
  if (steps.every((step) => ['not-testable', 'passed-over'].includes(statusIn(step, reading))))
    return `It ${standingName('cannot-be-tested')}.`
  return `${upperFirst(NOTHING[reading])}.`
}

const atSteps = (steps: readonly ReplayStep[]) =>
  `step${steps.length === 1 ? '' : 's'} ${joinWords(steps.map((step) => String(step.number)))}`

/** The answers of the controls that do it, named. */
function whichWork(step: ReplayStep, role: Control['role'], evidenced: boolean): string {
  const working = step.controls.filter(
    ({ control, stands }) =>
      control.role === role && (evidenced ? stands === 'evidenced' : isInPlace(stands)),
  )
  const shorts = [...new Set(working.flatMap((one) => one.reads.map((read) => `“${read.question.short}”`)))]
  return `${shorts.length === 1 ? 'The answer' : 'The answers'} behind it: ${joinWords(shorts)}`
}

/** Why a dossier does not concern the organisation: the option it chose. */
export function whyNotExposed({ ruleSet, answers }: Examined, incident: Incident): string {
  if (incident.exposedWhen === undefined) return `${NOT_EXPOSED}.`
  const contexts = contextsOf(incident.exposedWhen).map((index) => ruleSet.context[index])
  const said = contexts.flatMap((question) => {
    const option = question?.options.find((one) => one.id === answers.context[question.id])
    return option === undefined ? [] : [quote(option.text)]
  })
  return `${NOT_EXPOSED}: you said ${joinWords(said)}.`
}

/** Questions that are not known and that decide the chain, each once, in the order of the steps. */
export function openQuestions(steps: readonly ReplayStep[]): Question[] {
  return [...new Set(steps.flatMap(({ couldChange }) => [...couldChange.unanswered, ...couldChange.unknown]))]
}

/** Context questions without an answer that decide whether the dossier concerns the organisation, or what stands at a step. */
export function openScope(
  { ruleSet, result }: Examined,
  { exposedWhen }: Incident,
  steps: readonly ReplayStep[],
): ContextQuestion[] {
  const exposing = exposedWhen === undefined ? [] : contextsOf(exposedWhen)
  const deciding = new Set(steps.flatMap((step) => step.result.notKnown))
  return ruleSet.context.filter(
    ({ id, index }) => deciding.has(id) || (exposing.includes(index) && result.unanswered.includes(id)),
  )
}
