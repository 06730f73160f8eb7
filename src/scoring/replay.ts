/**
 * An incident's chain walked against one organisation's answers: where a control would have stopped, seen or limited it.
 * Walked with everything not known at its worst, at its best, and on evidence. It predicts nothing.
 */

import type { LevelRow } from '../answers/model.ts'
import { once } from '../once.ts'
import { questionsOf } from '../rules/condition.ts'
import type { Chain, Control, Incident, RuleSet, Step } from '../rules/model.ts'
import { findCheapest } from './cheapest.ts'
import { OUTCOMES, STATUSES } from './compiled-walks.ts'
import { compileScorer } from './compiled.ts'
import type { Figures, FiguresOfReadings } from './figures.ts'
import type { ControlResult, IncidentResult, StepResult, StepStatus, Walk } from './model.ts'
import { helpIn, type Readings } from './reading.ts'
import { askingControl, standingOf } from './standing.ts'

/** A walk with the status of every step, and whether a control met the attack before the first harm. */
interface FullWalk extends Walk {
  readonly statuses: readonly StepStatus[]
  readonly meets: boolean
}

/** A chain of a dossier; `number` counts the chains of all. */
export interface Replayed {
  readonly incident: Incident
  readonly chain: Chain
  readonly number: number
}

export const allChains = once((ruleSet: RuleSet): readonly Replayed[] =>
  ruleSet.incidents
    .flatMap((incident) => incident.chains.map((chain) => ({ incident, chain })))
    .map((one, number) => ({ ...one, number })),
)

/** How a chain was walked, from the figures of a reading. */
function walkOf(ruleSet: RuleSet, { chain, number }: Replayed, figures: Figures): FullWalk {
  const first = compileScorer(ruleSet).walks.firstStep(number)
  return {
    outcome: OUTCOMES[figures.outcomes[number] ?? 0] ?? 'open',
    reach: figures.reach[number] ?? 0,
    stoppedAt: chain.steps[figures.stoppedAt[number] ?? -1]?.id ?? null,
    statuses: chain.steps.map((_, step) => STATUSES[figures.statuses[first + step] ?? 0] ?? 'open'),
    meets: figures.meets[number] === 1,
  }
}

const MET = { stops: 'stopped', detects: 'seen', limits: 'limited' } as const

/** Replays one chain of a dossier over every way the unanswered context could turn out. */
export function replayChain(
  ruleSet: RuleSet,
  replayed: Replayed,
  row: LevelRow,
  readings: readonly Readings[],
  figures: readonly FiguresOfReadings[],
): IncidentResult {
  const { incident, chain } = replayed
  const walks = readings.flatMap((one, index) => {
    const found = figures[index]
    if (found === undefined) return []
    const walk = (reading: Figures) => walkOf(ruleSet, replayed, reading)
    return [{ readings: one, worst: walk(found.worst), best: walk(found.best), assured: walk(found.assured) }]
  })
  const atWorst = walks.reduce((a, b) => (isWorse(b.worst, a.worst) ? b : a))
  const atBest = walks.reduce((a, b) => (isWorse(a.best, b.best) ? b : a)).best
  const assured = walks.reduce((a, b) => (isWorse(b.assured, a.assured) ? b : a)).assured
  const worst = atWorst.worst
  const exposed = walks.filter((one) => one.worst.outcome !== 'not-exposed')
  const exposedReadings = exposed.length === walks.length ? readings : exposed.map((one) => one.readings)
  // The worst end of a chain is not always the one that no control met, so each scope is asked.
  const meets = exposed.every((one) => one.assured.meets)
    ? 'on-evidence'
    : exposed.every((one) => one.worst.meets)
      ? 'on-paper'
      : 'none'
  return {
    id: incident.id,
    chain: chain.vantage,
    outcome: worst.outcome === atBest.outcome ? worst.outcome : 'not-known',
    reach: worst.reach,
    stoppedAt: worst.stoppedAt,
    assuredOutcome: assured.outcome,
    assuredReach: assured.reach,
    atWorst: { outcome: worst.outcome, reach: worst.reach, stoppedAt: worst.stoppedAt },
    atBest: { outcome: atBest.outcome, reach: atBest.reach, stoppedAt: atBest.stoppedAt },
    cheapest:
      exposed.length > 0 && chain.vantage === 'in-your-place'
        ? findCheapest(
            ruleSet,
            chain,
            row,
            exposed.map((one) => one.readings.worst),
          )
        : null,
    steps: chain.steps.map((step, position) =>
      describeStep(ruleSet, step, exposedReadings, {
        status: worst.statuses[position] ?? 'not-reached',
        best: atBest.statuses[position] ?? 'not-reached',
        assured: atWorst.assured.statuses[position] ?? 'not-reached',
      }),
    ),
    counted:
      exposed.length > 0 &&
      chain.vantage === 'in-your-place' &&
      (incident.wayIn === 'published' || incident.wayIn === 'reported'),
    meets: exposed.length > 0 ? meets : null,
    meetsNotKnown: meets === 'none' && exposed.some((one) => one.best.meets),
  }
}

/** Whether the first walk ends worse than the second: by outcome, then by how far it got. */
function isWorse(a: Walk, b: Walk): boolean {
  const [first, second] = [OUTCOMES.indexOf(a.outcome), OUTCOMES.indexOf(b.outcome)]
  return first !== second ? first > second : a.reach > b.reach
}

function describeStep(
  ruleSet: RuleSet,
  step: Step,
  /** Of the scopes that are exposed. */
  readings: readonly Readings[],
  statuses: Pick<StepResult, 'status' | 'best' | 'assured'>,
): StepResult {
  const controls = step.controls.map((control) => describeControl(ruleSet, control, readings))
  return {
    id: step.id,
    kind: step.kind,
    ...statuses,
    words: standingAt(
      statuses,
      controls.map(({ result }) => result),
    ),
    controls: controls.map(({ result }) => result),
    notKnown: [
      ...new Set(
        controls.flatMap(({ result, notKnown }) => (betters(step, result, statuses.status) ? notKnown : [])),
      ),
    ],
  }
}

/** Whether a control that is not known could still better what becomes of its step. */
function betters(step: Step, { role, declared }: ControlResult, status: StepStatus): boolean {
  if (declared !== 'not-known' || status === 'not-reached' || status === 'not-testable') return false
  if (role === 'stops' && step.kind !== 'attack') return false
  return STATUSES.indexOf(MET[role]) > STATUSES.indexOf(status)
}

/** What stands at a step that came to this in two readings, in one word. */
export function standingAt(
  { status, assured }: Pick<StepResult, 'status' | 'assured'>,
  controls: readonly ControlResult[],
): StepResult['words'] {
  switch (status) {
    case 'not-reached':
      return 'not-reached'
    case 'not-testable':
      return 'cannot-be-tested'
    case 'passed-over':
      return 'not-here'
    case 'open':
      // Also where the best walk ends before this step: what is not known never reads as nothing.
      return controls.some((control) => control.declared === 'not-known') ? 'not-known' : 'nothing'
    case 'stopped':
    case 'seen':
    case 'limited':
      return assured === status ? 'evidenced' : 'on-your-word'
  }
}

function describeControl(
  ruleSet: RuleSet,
  control: Control,
  readings: readonly Readings[],
): { readonly result: ControlResult; readonly notKnown: readonly string[] } {
  const { holds, assured, notKnown } = standingOf(ruleSet, readings, askingControl(ruleSet, control))
  const isShown = readings.every((one) => helpIn(control.when, one.worst) === 'yes')
  return {
    result: {
      questions: questionsOf(control.when).map((index) => ruleSet.questions[index]?.id ?? ''),
      role: control.role,
      strength: control.strength,
      declared: holds,
      assured,
      unheeded: holds === 'no' && isShown,
    },
    notKnown,
  }
}

/** An exercise in the list of results: discussed, never replayed. */
export function exerciseResult(incident: Incident): IncidentResult {
  return {
    id: incident.id,
    chain: null,
    outcome: null,
    reach: null,
    stoppedAt: null,
    assuredOutcome: null,
    assuredReach: null,
    atWorst: null,
    atBest: null,
    cheapest: null,
    steps: [],
    counted: false,
    meets: null,
    meetsNotKnown: false,
  }
}
