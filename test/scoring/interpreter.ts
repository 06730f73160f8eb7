/**
 * The scorer as rules/README.md reads, condition by condition over objects: what the compiled one is proved by.
 * It shares the truth of single conditions, which `rules/condition.ts` tells, and nothing else with it.
 */

import type {
  Chain,
  Control,
  Domain,
  Incident,
  Limit,
  Risk,
  RuleSet,
  Step,
  WeakDomains,
} from '../../src/rules/model.ts'
import type { Help } from '../../src/rules/condition.ts'
import type { Scored } from '../../src/scoring/domains.ts'
import type { Outcome, StepStatus, Walk } from '../../src/scoring/model.ts'
import { ABSENT, helpIn, holdsIn, type Reading } from '../../src/scoring/reading.ts'

/** Half up, for a numerator of 0 or more and a positive denominator. */
const roundHalfUp = (numerator: number, denominator: number) =>
  Math.floor((2 * numerator + denominator) / (2 * denominator))

/** Score of a domain in a reading, 0–100. */
export function scoreDomain(ruleSet: RuleSet, domain: Domain, reading: Reading): Scored {
  let [sum, weights] = [0, 0]
  for (const index of domain.questions) {
    const level = reading.levels[index] ?? ABSENT
    if (level === ABSENT) continue
    const question = ruleSet.questions[index]
    if (question === undefined) continue
    sum += question.weight * (question.levels[level]?.credit ?? 0)
    weights += question.weight
  }
  return limited(weights === 0 ? 0 : roundHalfUp(sum, weights), domain.caps, ({ when }) =>
    holdsIn(when, reading),
  )
}

/** Weighted mean of the domain scores, with the overall limits, 0–100. */
export function scoreOverall(ruleSet: RuleSet, domains: readonly Scored[], reading: Reading): Scored {
  let [sum, weights] = [0, 0]
  for (const [index, scored] of domains.entries()) {
    const weight = ruleSet.domains[index]?.weight ?? 0
    sum += weight * scored.score
    weights += weight
  }
  return limited(weights === 0 ? 0 : roundHalfUp(sum, weights), ruleSet.caps, ({ when }) =>
    when.kind === 'domains' ? areWeak(when, domains) : holdsIn(when, reading),
  )
}

/** Whether too many of the domains score below the number, after their own limits. */
function areWeak({ domains, below, atLeast }: WeakDomains, scored: readonly Scored[]): boolean {
  return domains.filter((index) => (scored[index]?.score ?? 0) < below).length >= atLeast
}

function limited<L extends Limit>(
  uncapped: number,
  limits: readonly L[],
  holds: (limit: L) => boolean,
): Scored {
  const held = limits.filter(holds)
  const strictest = held.reduce<Limit | undefined>(
    (least, cap) => (least === undefined || cap.atMost < least.atMost ? cap : least),
    undefined,
  )
  const score = Math.min(uncapped, strictest?.atMost ?? 100)
  return {
    score,
    uncapped,
    caps: held.map((cap) => ({
      id: cap.id,
      atMost: cap.atMost,
      binds: cap === strictest && score < uncapped,
    })),
  }
}

/** Likelihood and consequence, 1–5 each, after what lowers them in a reading. */
export function rateRisk(risk: Risk, reading: Reading): { likelihood: number; consequence: number } {
  const { likelihood, consequence } = lowered(risk, reading)
  return {
    likelihood: Math.max(likelihood, risk.neverBelow.likelihood, 1),
    consequence: Math.max(consequence, risk.neverBelow.consequence, 1),
  }
}

/** What is left before the floor, which may be less than the floor. */
function lowered(risk: Risk, reading: Reading): { likelihood: number; consequence: number } {
  let { likelihood, consequence } = risk.inherent
  for (const lowering of risk.loweredBy) {
    if (helpIn(lowering.when, reading) !== 'yes') continue
    likelihood -= lowering.likelihood
    consequence -= lowering.consequence
  }
  return { likelihood, consequence }
}

/** Whether a control counts in a reading. */
export function controlIn(ruleSet: RuleSet, control: Control, reading: Reading): Help {
  const found = helpIn(control.when, reading)
  if (found !== 'yes' || control.role !== 'detects' || ruleSet.seenWhen === undefined) return found
  return helpIn(ruleSet.seenWhen, reading) === 'yes' ? 'yes' : 'no'
}

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
