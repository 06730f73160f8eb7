/**
 * An incident's chain walked against one organisation's answers: where a control would have stopped, seen or limited it.
 * Walked with everything not known at its worst, at its best, and on evidence. It predicts nothing.
 */

import type { LevelRow } from '../answers/model.ts'
import { questionsOf } from '../rules/condition.ts'
import type { Chain, Control, Incident, RuleSet, Step } from '../rules/model.ts'
import { findCheapest } from './cheapest.ts'
import type { ControlResult, IncidentResult, Outcome, StepResult, StepStatus, Walk } from './model.ts'
import { helpIn, holdsIn, type Reading, type Readings } from './reading.ts'
import { askingControl, controlIn, standingOf } from './standing.ts'

/** Best first. */
const ORDER: readonly Outcome[] = [
  'not-exposed',
  'stopped',
  'cut-short',
  'seen',
  'limited',
  'open',
  'not-testable',
]

/** A walk with the status of every step, and whether a control met the attack before the first harm. */
export interface FullWalk extends Walk {
  readonly statuses: readonly StepStatus[]
  readonly meets: boolean
}

/** Walks one chain in one reading. */
export function walkChain(ruleSet: RuleSet, incident: Incident, chain: Chain, reading: Reading): FullWalk {
  const exposed = incident.exposedWhen === undefined || holdsIn(incident.exposedWhen, reading)
  if (!exposed) {
    const statuses = chain.steps.map(() => 'not-reached' as const)
    return { outcome: 'not-exposed', reach: 0, stoppedAt: null, statuses, meets: false }
  }
  const statuses: StepStatus[] = []
  const harmAt = firstHarm(chain)
  let stoppedAt: number | undefined
  let reach = 0
  for (const [position, step] of chain.steps.entries()) {
    // After the stop nothing is left to stop: only what comes whatever happened before, and no part of the attack.
    const reached = stoppedAt === undefined || (step.always && step.kind !== 'attack')
    const status = reached ? meetStep(ruleSet, step, reading) : 'not-reached'
    statuses.push(status)
    if (stoppedAt !== undefined) continue
    if (status === 'stopped') stoppedAt = position
    else if (step.kind === 'attack') reach += 1
  }
  const seenInTime = statuses.some((status, position) => position < harmAt && status === 'seen')
  return {
    outcome: outcomeOf(statuses, stoppedAt, harmAt, seenInTime),
    reach,
    stoppedAt: stoppedAt === undefined ? null : (chain.steps[stoppedAt]?.id ?? null),
    statuses,
    meets: seenInTime || (stoppedAt !== undefined && stoppedAt < harmAt),
  }
}

/** Position of the first harm; the length of the chain when there is none. */
export function firstHarm(chain: Chain): number {
  const position = chain.steps.findIndex((step) => step.kind === 'harm')
  return position < 0 ? chain.steps.length : position
}

function outcomeOf(
  statuses: readonly StepStatus[],
  stoppedAt: number | undefined,
  harmAt: number,
  seenInTime: boolean,
): Outcome {
  if (stoppedAt !== undefined) return stoppedAt < harmAt ? 'stopped' : 'cut-short'
  if (statuses.every((status) => status === 'not-testable' || status === 'passed-over')) return 'not-testable'
  if (seenInTime) return 'seen'
  return statuses.some((status) => status === 'seen' || status === 'limited') ? 'limited' : 'open'
}

const MET = { stops: 'stopped', detects: 'seen', limits: 'limited' } as const

/** What the strongest control of a step does is what becomes of it. */
const STRENGTH: Readonly<Record<Exclude<StepStatus, 'not-reached' | 'not-testable'>, number>> = {
  'passed-over': 0,
  open: 1,
  limited: 2,
  seen: 3,
  stopped: 4,
}

function meetStep(ruleSet: RuleSet, step: Step, reading: Reading): StepStatus {
  if (step.controls.length === 0) return 'not-testable'
  let status: StepStatus = 'passed-over'
  for (const control of step.controls) {
    const holds = controlIn(ruleSet, control, reading)
    if (holds === 'absent') continue
    const met = holds === 'yes' ? MET[control.role] : 'open'
    // Only an attack can be stopped.
    const counts = met !== 'stopped' || step.kind === 'attack'
    if (counts && STRENGTH[met] > STRENGTH[status]) status = met
    else if (status === 'passed-over') status = 'open'
  }
  return status
}

/** Replays one chain of a dossier over every way the unanswered context could turn out. */
export function replayChain(
  ruleSet: RuleSet,
  incident: Incident,
  chain: Chain,
  row: LevelRow,
  readings: readonly Readings[],
): IncidentResult {
  const walks = readings.map((one) => ({
    readings: one,
    worst: walkChain(ruleSet, incident, chain, one.worst),
    best: walkChain(ruleSet, incident, chain, one.best),
    assured: walkChain(ruleSet, incident, chain, one.assured),
  }))
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
export function isWorse(a: Walk, b: Walk): boolean {
  const [first, second] = [ORDER.indexOf(a.outcome), ORDER.indexOf(b.outcome)]
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
    words: wordsOf(
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
  return STRENGTH[MET[role]] > STRENGTH[status]
}

function wordsOf(
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
