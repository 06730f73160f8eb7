/**
 * One chain of a dossier against one trust's answers → steps with their controls and the answers they read, where it ends
 * and why, and what could change it. The outcome is the engine's; nothing is walked again here.
 */

import { findQuestion } from '../rules/find.ts'
import type { Chain, ContextQuestion, Control, Incident, Question, RuleSet, Step } from '../rules/model.ts'
import type { IncidentResult, StepResult, StepStatus } from '../scoring/model.ts'
import type { Examined } from './explain-score.ts'
import { paperOutcome } from './outcomes.ts'
import { describeControl } from './replay-control.ts'
import {
  type ChainEnd,
  describeEnds,
  openQuestions,
  openScope,
  type ReplayStep,
  whyNotExposed,
} from './replay-ends.ts'
import { NOTHING, standingName, stepWords } from './standing-words.ts'
import { upperFirst } from './words.ts'

export interface ChainReplay {
  readonly incident: Incident
  readonly chain: Chain
  readonly result: IncidentResult
  readonly steps: readonly ReplayStep[]
  /** Where it ends and why; empty when it does not concern this organisation. */
  readonly ends: readonly ChainEnd[]
  /** Why it does not concern this organisation; undefined when it does. */
  readonly notExposed: string | undefined
  /** Both ends of what is not known, and the questions that decide it; undefined when the outcome is known. */
  readonly notKnown:
    | {
        readonly sentence: string
        readonly questions: readonly Question[]
        readonly scope: readonly ContextQuestion[]
      }
    | undefined
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
  return {
    incident,
    chain,
    result,
    steps,
    ends: exposed ? describeEnds(steps, chain, result) : [],
    notExposed: exposed ? undefined : whyNotExposed(examined, incident),
    notKnown:
      result.outcome !== 'not-known'
        ? undefined
        : {
            sentence: paperOutcome(result)?.sentence ?? '',
            questions: openQuestions(steps),
            scope: openScope(examined, incident, steps),
          },
  }
}

function describeStep(examined: Examined, step: Step, result: StepResult, number: number): ReplayStep {
  const { ruleSet } = examined
  const open = openAt(ruleSet, result)
  const reached =
    result.status !== 'not-reached' ? 'yes' : result.assured !== 'not-reached' ? 'on-evidence' : 'no'
  const effect = effectOf(step.kind, result.status, result.status === result.assured)
  return {
    number,
    step,
    result,
    words: asSentence(stepWords(ruleSet, result, examined.result.unanswered)),
    effect: effect === undefined ? undefined : asSentence(effect),
    onEvidence: evidenceWords(result, step.kind),
    controls: step.controls.flatMap((control, index) => {
      const found = result.controls[index]
      return found === undefined ? [] : [describeControl(examined, control, found)]
    }),
    couldChange: {
      unanswered: open.filter(({ id }) => examined.result.unanswered.includes(id)),
      unknown: open.filter(({ id }) => !examined.result.unanswered.includes(id)),
    },
    reached,
  }
}

/** What a control that is not known could still better: a limit betters only a step where nothing stands. */
const BETTERS: Readonly<Record<Control['role'], readonly StepStatus[]>> = {
  stops: ['open', 'limited', 'seen'],
  detects: ['open', 'limited'],
  limits: ['open'],
}

/** Questions that are not known and could better what stands at a step, each once. */
function openAt(ruleSet: RuleSet, { status, controls, notKnown }: StepResult): Question[] {
  const ids = controls
    .filter((one) => one.declared === 'not-known' && BETTERS[one.role].includes(status))
    .flatMap((one) => one.questions.filter((id) => notKnown.includes(id)))
  return [...new Set(ids)].flatMap((id) => findQuestion(ruleSet, id) ?? [])
}

/** What a control that works does at a step, without a full stop. Only an evidenced one stops anything. */
function effectOf(kind: Step['kind'], status: StepStatus, evidenced: boolean): string | undefined {
  const ifSo = evidenced ? '' : ', if what you state is so'
  switch (status) {
    case 'stopped':
      return evidenced
        ? 'the attack would have been stopped here'
        : 'the attack would have met a control you state but have not evidenced'
    case 'seen':
      return `somebody would have seen it here${ifSo}`
    case 'limited':
      return kind === 'harm'
        ? `the harm would have been smaller${ifSo}`
        : `something would have limited it here${ifSo}`
    default:
      return undefined
  }
}

/** What evidence carries at a step, where that is less than what is stated. */
function evidenceWords({ status, assured }: StepResult, kind: Step['kind']): string | undefined {
  if (status === assured || assured === 'not-reached') return undefined
  const found =
    assured === 'open'
      ? NOTHING.evidence
      : assured === 'not-testable'
        ? `it ${standingName('cannot-be-tested')}`
        : (effectOf(kind, assured, true) ?? 'what it used does not apply here')
  return asSentence(status === 'not-reached' ? `the attack comes this far, and ${found}` : found)
}

const asSentence = (words: string) => `${upperFirst(words)}.`
