/**
 * One chain of a dossier against one trust's answers → steps with their controls and the answers they read, where it ends
 * and why, and what could change it. The outcome is the engine's; nothing is walked again here.
 */

import { NOT_APPLICABLE, NOT_KNOWN, stateOf, UNANSWERED } from '../answers/levels.ts'
import { literalsOf } from '../rules/condition.ts'
import type { Chain, Control, Incident, Question, RuleSet, Step } from '../rules/model.ts'
import { ABSENT, readingsOf } from '../scoring/reading.ts'
import type { ControlResult, IncidentResult, StepResult, StepStatus } from '../scoring/model.ts'
import { describeCondition } from './describe-condition.ts'
import type { Examined } from './explain-score.ts'
import { endsOf } from './incidents.ts'
import { joinWords, stepWords, upperFirst } from './words.ts'

/** An answer that a control reads. */
export interface ReadAnswer {
  readonly question: Question
  /** The answer as a sentence, or that there is none. */
  readonly answer: string
  /** How it is supported; undefined when there is no answer to support. */
  readonly support: string | undefined
}

export interface ReplayControl {
  readonly control: Control
  /** What it asks, in words. */
  readonly asks: string
  readonly reads: readonly ReadAnswer[]
  readonly words: string
  readonly holds: ControlResult['declared']
  readonly evidenced: boolean
}

/** What stands at a step: how a drawing shows it. */
export interface Standing {
  readonly status: StepStatus
  readonly evidenced: boolean
}

export interface ReplayStep {
  readonly number: number
  readonly step: Step
  readonly result: StepResult
  /** What stands there, in the words of DESIGN §4, as a sentence. */
  readonly words: string
  /** What that does to the attack; undefined when nothing stands there. */
  readonly effect: string | undefined
  /** What the reading on evidence finds, where it differs. */
  readonly onEvidence: string | undefined
  readonly controls: readonly ReplayControl[]
  /** Questions whose answers could change what stands there. */
  readonly couldChange: readonly Question[]
  readonly reached: 'yes' | 'on-evidence' | 'no'
}

export interface ChainReplay {
  readonly incident: Incident
  readonly chain: Chain
  readonly result: IncidentResult
  readonly steps: readonly ReplayStep[]
  /** Where it ends and why: on paper, then on evidence; one sentence when both readings agree. */
  readonly ends: readonly { readonly reading: string; readonly sentence: string }[]
  /** Why it does not concern this organisation; undefined when it does. */
  readonly notExposed: string | undefined
  /** Both ends of what is not known, and the questions it hangs on; undefined when the outcome is known. */
  readonly notKnown: { readonly sentence: string; readonly questions: readonly Question[] } | undefined
}

/** Every chain of one dossier; empty for an exercise. */
export function describeReplays(examined: Examined, incident: Incident): ChainReplay[] {
  return examined.result.incidents.flatMap((result) => {
    const chain = incident.chains.find((one) => one.vantage === result.chain)
    return result.id !== incident.id || chain === undefined
      ? []
      : [describeReplay(examined, incident, chain, result)]
  })
}

function describeReplay(
  examined: Examined,
  incident: Incident,
  chain: Chain,
  result: IncidentResult,
): ChainReplay {
  const steps = chain.steps.flatMap((step, index): ReplayStep[] => {
    const found = result.steps[index]
    return found === undefined ? [] : [describeStep(examined, step, found, index + 1)]
  })
  const exposed = result.outcome !== 'not-exposed'
  const onPaper = whereItEnds(steps, 'paper', chain)
  const onEvidence = whereItEnds(steps, 'evidence', chain)
  return {
    incident,
    chain,
    result,
    steps,
    ends: !exposed
      ? []
      : sameInBoth(steps)
        ? [{ reading: 'On paper and on evidence', sentence: onEvidence }]
        : [
            { reading: 'On paper', sentence: onPaper },
            { reading: 'On evidence', sentence: onEvidence },
          ],
    notExposed: exposed ? undefined : whyNotExposed(examined, incident),
    notKnown:
      result.outcome !== 'not-known'
        ? undefined
        : {
            sentence: `It depends on answers that are not known: ${endsOf(result)}.`,
            questions: openQuestions(examined, incident, steps),
          },
  }
}

function describeStep(examined: Examined, step: Step, result: StepResult, number: number): ReplayStep {
  const { ruleSet } = examined
  const standing = standingOf(result)
  const reached =
    result.status !== 'not-reached' ? 'yes' : result.assured !== 'not-reached' ? 'on-evidence' : 'no'
  return {
    number,
    step,
    result,
    words: `${upperFirst(stepWords(ruleSet, result, examined.result.unanswered))}.`,
    effect: result.status === 'not-reached' ? undefined : effectOf(step.kind, standing),
    onEvidence: evidenceWords(result, step.kind),
    controls: step.controls.flatMap((control, index) => {
      const found = result.controls[index]
      return found === undefined ? [] : [describeControl(examined, control, found)]
    }),
    couldChange:
      result.best === result.status ? [] : result.notKnown.flatMap((id) => findQuestion(ruleSet, id) ?? []),
    reached,
  }
}

function standingOf({ status, assured }: StepResult): Standing {
  return { status, evidenced: status === assured }
}

/** What a control that works does at a step. Only an evidenced one stops anything. */
function effectOf(kind: Step['kind'], { status, evidenced }: Standing): string | undefined {
  switch (status) {
    case 'stopped':
      return evidenced
        ? 'The attack would have been stopped here.'
        : 'The attack would have met a control you state but have not evidenced.'
    case 'seen':
      return evidenced
        ? 'Somebody would have seen it here.'
        : 'Somebody would have seen it here, if what you state is so.'
    case 'limited': {
      const what =
        kind === 'harm' ? 'The harm would have been smaller' : 'Something would have limited it here'
      return evidenced ? `${what}.` : `${what}, if what you state is so.`
    }
    default:
      return undefined
  }
}

/** What evidence carries at a step, where that is less than what is stated. */
function evidenceWords({ status, assured }: StepResult, kind: Step['kind']): string | undefined {
  if (status === assured || assured === 'not-reached') return undefined
  const found =
    assured === 'open'
      ? 'nothing evidenced stands in the way'
      : assured === 'not-testable'
        ? 'it cannot be tested: nobody has published how'
        : (effectOf(kind, { status: assured, evidenced: true }) ?? 'what it used does not apply here')
            .replace(/^T/, 't')
            .replace(/^S/, 's')
            .replace(/\.$/, '')
  return status === 'not-reached' ? `The attack comes this far, and ${found}.` : `${upperFirst(found)}.`
}

function describeControl(examined: Examined, control: Control, result: ControlResult): ReplayControl {
  return {
    control,
    asks: describeCondition(examined.ruleSet, control.when),
    reads: result.questions.flatMap((id) => {
      const question = findQuestion(examined.ruleSet, id)
      return question === undefined ? [] : [readAnswer(examined, question)]
    }),
    words: controlWords(result),
    holds: result.declared,
    evidenced: result.assured,
  }
}

/** Whether a control works here, in a few words. */
function controlWords({ declared, assured }: ControlResult): string {
  switch (declared) {
    case 'yes':
      return assured ? 'in place and evidenced' : 'in place, on your word only'
    case 'no':
      return 'not in place'
    case 'not-known':
      return 'not known'
    case 'absent':
      return 'does not apply here'
  }
}

/** A question's answer and its support, as its level says. */
export function readAnswer(examined: Examined, question: Question): ReadAnswer {
  const declared = examined.row.declared[question.index] ?? UNANSWERED
  const level = question.levels[declared]
  if (declared !== NOT_APPLICABLE && isHidden(examined, question))
    return { question, answer: 'Not asked here', support: undefined }
  switch (stateOf(declared)) {
    case 'unanswered':
      return { question, answer: 'Not answered', support: undefined }
    case 'not-applicable':
      return { question, answer: 'Not applicable, or nothing to count', support: undefined }
    case 'not-known':
      return {
        question,
        answer:
          question.form.type === 'share'
            ? 'Not known: the register has cells that are not known'
            : "Don't know",
        support: undefined,
      }
    case 'answered': {
      const assured = examined.row.assured[question.index] ?? 0
      const carried = stateOf(assured) === 'answered' ? assured : assured - NOT_KNOWN
      return {
        question,
        answer: level?.text ?? '',
        support:
          carried >= declared
            ? 'with evidence'
            : carried > 0
              ? `on your word; evidence carries only: ${question.levels[carried]?.text ?? ''}`
              : declared === 0
                ? undefined
                : 'on your word only',
      }
    }
  }
}

/** No context that is still possible shows it. */
function isHidden({ ruleSet, row }: Examined, { index, showWhen }: Question): boolean {
  return (
    showWhen !== undefined &&
    readingsOf(ruleSet, row).every((one) => (one.bound.levels[index] ?? ABSENT) === ABSENT)
  )
}

/** A scored question by its id. */
export function findQuestion(ruleSet: RuleSet, id: string): Question | undefined {
  return ruleSet.questions[ruleSet.byId.get(id) ?? -1]
}

const statusIn = (step: ReplayStep, reading: 'paper' | 'evidence') =>
  reading === 'paper' ? step.result.status : step.result.assured

const sameInBoth = (steps: readonly ReplayStep[]) =>
  steps.every((step) => step.result.status === step.result.assured)

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
  const noStop = reading === 'paper' ? 'Nothing you state ends it.' : 'Nothing evidenced ends it.'
  const [seen] = found('seen', before)
  if (seen !== undefined)
    return `${noStop} At step ${seen.number} somebody would have seen it${harm === undefined ? '' : ' before harm'}${evidenced(seen) ? '' : ', if what you state is so'}. ${whichWork(seen, 'detects', evidenced(seen))}.`
  const limited = [...found('seen'), ...found('limited')].toSorted((a, b) => a.number - b.number)
  if (limited.length > 0)
    return `${noStop} Nobody would have seen it${harm === undefined ? '' : ' before harm'}. Something limits it at ${atSteps(limited)}.`
  if (steps.every((step) => ['not-testable', 'passed-over'].includes(statusIn(step, reading))))
    return 'It cannot be tested: nobody has published how.'
  return reading === 'paper' ? 'Nothing declared stands in the way.' : 'Nothing evidenced stands in the way.'
}

const atSteps = (steps: readonly ReplayStep[]) =>
  `step${steps.length === 1 ? '' : 's'} ${joinWords(steps.map((step) => String(step.number)))}`

/** The answers of the controls that do it, named. */
function whichWork(step: ReplayStep, role: Control['role'], evidenced: boolean): string {
  const working = step.controls.filter(
    (one) => one.control.role === role && one.holds === 'yes' && (!evidenced || one.evidenced),
  )
  const shorts = [...new Set(working.flatMap((one) => one.reads.map((read) => `“${read.question.short}”`)))]
  return `${shorts.length === 1 ? 'The answer' : 'The answers'} behind it: ${joinWords(shorts)}`
}

/** The option that the dossier needs against the option chosen. */
function whyNotExposed({ ruleSet, answers }: Examined, incident: Incident): string {
  if (incident.exposedWhen === undefined) return 'What this attack used does not exist here.'
  const contexts = literalsOf(incident.exposedWhen).flatMap((one) =>
    one.kind === 'context' ? [ruleSet.context[one.question]] : [],
  )
  const said = contexts.flatMap((question) => {
    const option = question?.options.find((one) => one.id === answers.context[question.id])
    return option === undefined ? [] : [`“${option.text.replace(/\.$/, '')}”`]
  })
  return `What this attack used does not exist here: you said ${joinWords(said)}.`
}

/** Unknown or unanswered questions that the chain hangs on, each once, in the order of the steps. */
function openQuestions(
  { ruleSet, result }: Examined,
  incident: Incident,
  steps: readonly ReplayStep[],
): Question[] {
  const ids = new Set(
    steps.flatMap((step) => (step.result.best === step.result.status ? [] : step.result.notKnown)),
  )
  // A control not reached at the worst end may still be what the best end hangs on.
  if (ids.size === 0)
    for (const one of result.incidents.filter(({ id }) => id === incident.id))
      for (const step of one.steps) for (const id of step.notKnown) ids.add(id)
  return [...ids].flatMap((id) => findQuestion(ruleSet, id) ?? [])
}
