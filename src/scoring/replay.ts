/**
 * An incident's chain walked against one organisation's answers: where a control would have stopped, seen or limited it.
 * Walked with everything not known at its worst, at its best, and on evidence. It predicts nothing.
 */

import type { LevelRow } from '../answers/model.ts'
import { questionsOf } from '../rules/condition.ts'
import type { Chain, Control, Incident, RuleSet, Step } from '../rules/model.ts'
import { findCheapest } from './cheapest.ts'
import type { ControlResult, IncidentResult, Outcome, StepResult, StepStatus, Walk } from './model.ts'
import { ABSENT, holdsIn, type Reading, type Readings } from './reading.ts'
import { unknownIn } from './risks.ts'

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
export function walkChain(incident: Incident, chain: Chain, reading: Reading): FullWalk {
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
    const status = reached ? meetStep(step, reading) : 'not-reached'
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

function meetStep(step: Step, reading: Reading): StepStatus {
  if (step.controls.length === 0) return 'not-testable'
  let status: StepStatus = 'passed-over'
  for (const control of step.controls) {
    if (isAbsent(control, reading)) continue
    const met = holdsIn(control.when, reading) ? MET[control.role] : 'open'
    // Only an attack can be stopped.
    const counts = met !== 'stopped' || step.kind === 'attack'
    if (counts && STRENGTH[met] > STRENGTH[status]) status = met
    else if (status === 'passed-over') status = 'open'
  }
  return status
}

/** A control is absent when every question it asks is hidden or not applicable here, unless the scope alone makes it true. */
function isAbsent(control: Control, reading: Reading): boolean {
  const questions = questionsOf(control.when)
  return (
    questions.length > 0 &&
    questions.every((question) => reading.levels[question] === ABSENT) &&
    !holdsIn(control.when, reading)
  )
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
    worst: walkChain(incident, chain, one.worst),
    best: walkChain(incident, chain, one.best),
    assured: walkChain(incident, chain, one.assured),
  }))
  const atWorst = walks.reduce((a, b) => (isWorse(b.worst, a.worst) ? b : a))
  const atBest = walks.reduce((a, b) => (isWorse(a.best, b.best) ? b : a)).best
  const assured = walks.reduce((a, b) => (isWorse(b.assured, a.assured) ? b : a)).assured
  const worst = atWorst.worst
  const known = !isWorse(worst, atBest)
  const exposed = walks.filter((one) => one.worst.outcome !== 'not-exposed')
  // The worst end of a chain is not always the one that no control met, so each scope is asked.
  const meets = exposed.every((one) => one.assured.meets)
    ? 'on-evidence'
    : exposed.every((one) => one.worst.meets)
      ? 'on-paper'
      : 'none'
  return {
    id: incident.id,
    chain: chain.vantage,
    outcome: known ? worst.outcome : 'not-known',
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
      describeStep(ruleSet, step, row, atWorst.readings, {
        status: worst.statuses[position] ?? 'not-reached',
        best: atWorst.best.statuses[position] ?? 'not-reached',
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
  row: LevelRow,
  readings: Readings,
  statuses: Pick<StepResult, 'status' | 'best' | 'assured'>,
): StepResult {
  const controls = step.controls.map((control) => describeControl(ruleSet, control, readings))
  const undecided = step.controls.filter((_, index) => controls[index]?.declared === 'not-known')
  const notKnown = undecided.flatMap((control) =>
    unknownIn(ruleSet, questionsOf(control.when), row, [readings]),
  )
  return {
    id: step.id,
    kind: step.kind,
    ...statuses,
    words: wordsOf(statuses, controls),
    controls,
    notKnown: [...new Set(notKnown)],
  }
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

function describeControl(ruleSet: RuleSet, control: Control, readings: Readings): ControlResult {
  return {
    questions: questionsOf(control.when).map((index) => ruleSet.questions[index]?.id ?? ''),
    role: control.role,
    strength: control.strength,
    declared: isAbsent(control, readings.worst)
      ? 'absent'
      : holdsIn(control.when, readings.worst)
        ? 'yes'
        : holdsIn(control.when, readings.best)
          ? 'not-known'
          : 'no',
    assured: holdsIn(control.when, readings.assured),
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
