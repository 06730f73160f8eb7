/**
 * What is to be done, with what money and days → the plan that does it best, by a solver that is passed in.
 * A quick plan comes first; the solver's is shown only where the real scorer finds what it promises, and only if it is no worse.
 */

import type { LevelRow } from '../answers/model.ts'
import { findQuestion } from '../rules/find.ts'
import type { Improvements } from '../rules/model.ts'
import type { Solve } from '../solver/model.ts'
import { candidatesOf } from './candidates.ts'
import { Climb } from './climb.ts'
import type { Planned } from './fix-first.ts'
import { type Aim, aimOf } from './goal.ts'
import {
  climbWithin,
  dropFrom,
  fits,
  highestOf,
  type Limits,
  spentOn,
  takeAll,
  type Targets,
  targetsOf,
} from './greedy.ts'
import { planOf } from './in-plan.ts'
import { Sum } from './linear.ts'
import type { Plan, PlanAsked, PlanFound, Proof } from './model.ts'
import { PlanModel } from './plan-model.ts'
import { positionOf, weighRisks } from './position.ts'
import type { Rung } from './rungs.ts'
import { type Found, minimise, type Stage } from './minimise.ts'

export type ToPlan = Omit<Planned, 'result'>

/** @throws Error where the goal names no band or attack of these rules. */
export async function findPlan(
  of: ToPlan,
  improvements: Improvements,
  asked: PlanAsked,
  solve: Solve,
  /** For the first and longest question to the solver; those that settle ties have a quarter of it each. */
  seconds: number,
): Promise<PlanFound> {
  const planner = new Planner(of, improvements, asked, (model, stages) =>
    minimise(solve, seconds, model, stages),
  )
  const kept = planner.findKept()
  if (typeof kept === 'string') return { kind: 'cannot-keep', question: kept }
  if (!fits(spentOn(kept), asked)) return { kind: 'kept-too-dear', plan: planner.planOf(kept) }
  if (asked.goal.kind === 'least-risk') return planner.lowerRisks(kept)
  const aim = aimOf(of.ruleSet, asked.goal)
  if (aim === undefined) throw new Error('a goal that these rules do not have')
  return aim.isMet(of.row) ? { kind: 'already' } : planner.reach(aim, kept)
}

type Minimise = (model: PlanModel, stages: readonly [Stage, ...Stage[]]) => Promise<Found>

interface Chosen {
  readonly targets: Targets
  readonly proof: Proof
}

const NO_LIMITS: Limits = { pounds: undefined, days: undefined }

class Planner {
  readonly #of: ToPlan
  readonly #improvements: Improvements
  readonly #asked: PlanAsked
  readonly #minimise: Minimise

  constructor(of: ToPlan, improvements: Improvements, asked: PlanAsked, minimise: Minimise) {
    this.#of = of
    this.#improvements = improvements
    this.#asked = asked
    this.#minimise = minimise
  }

  /** On what may be raised; or on these rungs alone. */
  #climb(targets?: Targets): Climb {
    const { ruleSet, answers, row } = this.#of
    const without = new Set(this.#asked.without.map((id) => ruleSet.byId.get(id)))
    return new Climb(ruleSet, this.#improvements, answers, row, ({ question, to }) =>
      targets === undefined ? !without.has(question.index) : targets.get(question.index)?.to === to,
    )
  }

  planOf(targets: Targets): Plan {
    return planOf(this.#climb(targets))
  }

  /** What is kept, with what it needs; or the id of a question that cannot be raised so far. */
  findKept(): Targets | string {
    const candidates = candidatesOf(this.#climb().ladders)
    const kept = new Map<number, Rung>()
    for (const { question: id, level } of this.#asked.keep) {
      const question = findQuestion(this.#of.ruleSet, id)
      const wanted = question?.levels.findIndex((one) => one.id === level) ?? -1
      const found = candidates.find(({ rung }) => rung.question === question && rung.to >= wanted)
      if (wanted < 0 || found === undefined) return id
      for (const rung of [found.rung, ...found.besides])
        if ((kept.get(rung.question.index)?.to ?? -1) < rung.to) kept.set(rung.question.index, rung)
    }
    return kept
  }

  async lowerRisks(kept: Targets): Promise<PlanFound> {
    const climb = this.#climb()
    climbWithin(climb, kept, this.#asked)
    const risk = (row: LevelRow) => weighRisks(this.#of.ruleSet, row, 'worst')
    const model = this.#model(kept, this.#asked)
    const found = await this.#minimise(model, [
      [model.risks(), model.pounds],
      [model.days, model.moves],
    ])
    const quick = this.#targetsAt(climb.row)
    const value = (targets: Targets) => risk(takeAll(this.#of.row, targets))
    const { targets, proof } = choose(found, quick, value, Math.ceil)
    return { kind: 'plan', plan: this.planOf(targets), proof }
  }

  /** The rungs that were climbed from where the answers stand to a row. */
  #targetsAt(row: LevelRow): Targets {
    return targetsOf(
      this.#climb().ladders.rungs.flatMap(
        (ladder, index) => ladder.find(({ to }) => to === row.declared[index]) ?? [],
      ),
    )
  }

  async reach(aim: Aim, kept: Targets): Promise<PlanFound> {
    const { ladders } = this.#climb()
    const highest = highestOf(ladders)
    const top = takeAll(ladders.row, highest)
    if (!aim.isMet(top))
      return { kind: 'out-of-reach', nearest: await this.#comeNear(kept), inTheWay: aim.inTheWay(top) }
    const quick = dropFrom(ladders, kept, highest, aim.isMet)
    const value = (targets: Targets) =>
      aim.isMet(takeAll(ladders.row, targets)) ? this.#costOf(targets) : Infinity
    const within = await this.#demand(aim, kept, this.#asked)
    if (within.kind === 'found' || fits(spentOn(quick), this.#asked)) {
      const { targets, proof } = choose(within, quick, value)
      if (fits(spentOn(targets), this.#asked)) return { kind: 'plan', plan: this.planOf(targets), proof }
    }
    const { targets, proof } = choose(await this.#demand(aim, kept, NO_LIMITS), quick, value)
    const nearest = await this.#comeNear(kept)
    return { kind: 'too-dear', certain: within.kind === 'none', plan: this.planOf(targets), proof, nearest }
  }

  #demand(aim: Aim, kept: Targets, limits: Limits): Promise<Found> {
    const model = this.#model(kept, limits)
    aim.demand(model)
    return this.#minimise(model, [[this.#cost(model)], [model.pounds, model.moves]])
  }

  /** As near to the band as can be, within what there is. */
  async #comeNear(kept: Targets): Promise<Plan | undefined> {
    if (this.#asked.goal.kind !== 'reach') return undefined
    const model = this.#model(kept, this.#asked)
    const farthest = new Sum().addAll(-1, model.overall())
    const found = await this.#minimise(model, [[farthest], [this.#cost(model)], [model.pounds, model.moves]])
    if (found.kind !== 'found') return undefined
    const targets = targetsOf(found.rungs)
    const { overall } = positionOf(this.#of.ruleSet, takeAll(this.#of.row, targets))
    return overall.paper === -Math.round(found.value) ? this.planOf(targets) : undefined
  }

  #model(kept: Targets, limits: Limits): PlanModel {
    const model = new PlanModel(this.#climb().ladders)
    for (const { question, to } of kept.values()) model.keep(question.index, to)
    if (limits.pounds !== undefined) model.atMost(model.pounds, limits.pounds)
    if (limits.days !== undefined) model.atMost(model.days, limits.days)
    return model
  }

  /** Days and money together, as days. */
  #cost({ pounds, days }: PlanModel): Sum {
    return new Sum().addAll(1, days).addAll(1 / this.#improvements.poundsADay, pounds)
  }

  #costOf(targets: Targets): number {
    const { pounds, days } = spentOn(targets)
    return days + pounds / this.#improvements.poundsADay
  }
}

/** What a solver counts and what a scorer counts differ by less. */
const CLOSE = 1e-4

/**
 * The solver's plan where the real scorer finds what it promises and it is no worse than the quick one; else that.
 * @param value of a plan, the less the better
 * @param least brings a bound to what a value can be
 */
function choose(
  found: Found,
  quick: Targets,
  value: (targets: Targets) => number,
  least = (bound: number) => bound,
): Chosen {
  if (found.kind === 'nothing-yet') return { targets: quick, proof: { kind: 'time', percent: undefined } }
  const ended = { targets: quick, proof: { kind: 'ended' } } as const
  if (found.kind !== 'found') return ended
  const targets = targetsOf(found.rungs)
  if (Math.abs(value(targets) - found.value) > CLOSE) return ended
  if (found.proven) return { targets, proof: { kind: 'proven', equal: found.equal } }
  const chosen = value(quick) < found.value ? quick : targets
  const [worth, bound] = [value(chosen), least(found.bound - CLOSE)]
  const percent = Math.ceil((100 * (worth - bound)) / worth)
  return { targets: chosen, proof: { kind: 'time', percent } }
}
