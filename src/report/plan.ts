/**
 * A plan in words: what it comes to in one sentence, how sure that is, its moves, and what it leaves or what stands in the way.
 * Numbers are those of `planning`. The same words stand on the page and on the command line.
 */

import type { Staircase } from '../charts/staircase.ts'
import type { Goal, InTheWay, Plan, PlanAsked, PlanFound, Proof } from '../planning/model.ts'
import { findAttack } from '../planning/goal.ts'
import { isAbove } from '../planning/position.ts'
import { bandAt } from '../rules/bands.ts'
import type { Improvements, RuleSet } from '../rules/model.ts'
import { chartPlan } from './fix-first-chart.ts'
import { aboveWords, graveNames, type MoveWords, moveWords } from './fix-first.ts'
import {
  countWords,
  joinWords,
  poundWords,
  quote,
  shortOf,
  shortTitle,
  smallNumber,
  upperFirst,
} from './words.ts'

export interface PlanWords {
  /** What it comes to, without its full stop. */
  readonly headline: string
  /** How sure it is that nothing is better; undefined: there is no plan. */
  readonly sure: string | undefined
  /** To ask once more may prove it. */
  readonly again: boolean
  /** The plan within what there is: what is shown first. */
  readonly plan: ListedPlan | undefined
  /** What the goal takes, where that is more than there is. */
  readonly dearer: ListedPlan | undefined
  /** Each a sentence. */
  readonly inTheWay: readonly string[]
  /** Ids of the questions to be found out. */
  readonly open: readonly string[]
}

export interface ListedPlan {
  /** `The plan: £5,000 and 59 days`. */
  readonly heading: string
  readonly moves: readonly MoveWords[]
  /** Undefined: no move changes what it would draw. */
  readonly stairs: Staircase | undefined
  /** What it comes to, and what it leaves; each a sentence. */
  readonly facts: readonly string[]
}

export interface ToDescribe {
  readonly ruleSet: RuleSet
  readonly improvements: Improvements
  readonly asked: PlanAsked
  readonly found: PlanFound
}

export function describePlan(of: ToDescribe): PlanWords {
  const { found } = of
  const list = (what: string, plan: Plan) => listPlan(of, what, plan)
  const nothing = {
    sure: undefined,
    again: 'proof' in found && found.proof.kind !== 'proven',
    plan: undefined,
    dearer: undefined,
    inTheWay: [],
    open: [],
  }
  const headline = headlineOf(of)
  switch (found.kind) {
    case 'already':
    case 'cannot-keep':
      return { ...nothing, headline }
    case 'kept-too-dear':
      return { ...nothing, headline, dearer: list('What you keep', found.plan) }
    case 'plan':
      return { ...nothing, headline, sure: sureOf(of, found.proof), plan: list('The plan', found.plan) }
    case 'too-dear':
      return {
        ...nothing,
        headline,
        sure: sureOf(of, found.proof),
        plan: found.nearest && list('The nearest within it', found.nearest),
        dearer: list('What it takes', found.plan),
      }
    case 'out-of-reach':
      return {
        ...nothing,
        headline,
        plan: found.nearest && list('The nearest', found.nearest),
        inTheWay: inTheWayWords(found.inTheWay),
        open: found.inTheWay.open,
      }
  }
}

/** `£5,000 and 59 days`. */
export function amountWords({ pounds, days }: Pick<Plan, 'pounds' | 'days'>): string {
  return `${pounds === 0 ? 'no money' : poundWords(Math.round(pounds))} and ${dayCount(days)}`
}

const dayCount = (days: number) => countWords(Number(days.toFixed(1)), 'day')

/** What there is; undefined: no limit was named. */
export function limitWords({ pounds, days }: Pick<PlanAsked, 'pounds' | 'days'>): string | undefined {
  const parts = [
    ...(pounds === undefined ? [] : [poundWords(pounds)]),
    ...(days === undefined ? [] : [dayCount(days)]),
  ]
  return parts.length === 0 ? undefined : joinWords(parts)
}

const withinWords = (asked: PlanAsked) => {
  const limit = limitWords(asked)
  return limit === undefined ? '' : ` within ${limit}`
}

const moveCount = ({ moves }: Plan) => `${smallNumber(moves.length)} ${moves.length === 1 ? 'move' : 'moves'}`

/** What is aimed at: `Holding`, or the attack's title. */
function goalName(ruleSet: RuleSet, goal: Goal): string {
  if (goal.kind === 'reach') return ruleSet.bands.find(({ id }) => id === goal.band)?.name ?? goal.band
  if (goal.kind === 'stop') {
    const attack = findAttack(ruleSet, goal.incident)
    return attack === undefined ? goal.incident : quote(shortTitle(attack.incident))
  }
  return 'least risk'
}

function headlineOf({ ruleSet, asked, found }: ToDescribe): string {
  const { goal } = asked
  const name = goalName(ruleSet, goal)
  const scoreWords = (plan: Plan) => {
    const score = plan.changes.overall.to.paper
    return `${score} on paper (${bandAt(ruleSet.bands, score)?.name ?? ''})`
  }
  switch (found.kind) {
    case 'already':
      return goal.kind === 'stop'
        ? `As you answered, ${name} is stopped before harm on paper, or cannot happen here`
        : `On paper you are at least ${name} already`
    case 'cannot-keep':
      return `${quote(shortOf(ruleSet, found.question))} cannot be raised so far: it stands there already, is not known, or needs what cannot be raised`
    case 'kept-too-dear':
      return `What you keep takes ${amountWords(found.plan)}, which is more than ${limitWords(asked) ?? ''}`
    case 'plan':
      return goal.kind === 'least-risk'
        ? lowerWords(ruleSet, asked, found.plan)
        : `${upperFirst(moveCount(found.plan))} ${found.plan.moves.length === 1 ? 'is' : 'are'} enough to ${goal.kind === 'reach' ? `be ${name}` : `stop ${name}`} on paper: ${amountWords(found.plan)}`
    case 'too-dear': {
      const takes = `${goal.kind === 'reach' ? `To be ${name}` : `To stop ${name}`} takes ${amountWords(found.plan)}`
      const than = found.certain
        ? `more than ${limitWords(asked) ?? ''}`
        : `and nothing within ${limitWords(asked) ?? ''} was found in time`
      const near = found.nearest === undefined ? '' : `; within it you come to ${scoreWords(found.nearest)}`
      return `${takes}, ${than}${near}`
    }
    case 'out-of-reach': {
      const near = found.nearest === undefined ? '' : `; the nearest is ${scoreWords(found.nearest)}`
      const open = found.inTheWay.open.length
      const why =
        open === 0
          ? 'with every known answer raised as far as it can be'
          : `while ${open === 1 ? 'an answer is' : `${smallNumber(open)} answers are`} not known`
      return `${goal.kind === 'reach' ? `${name} cannot be reached` : `${upperFirst(name)} cannot be stopped`} ${why}${near}`
    }
  }
}

function lowerWords(ruleSet: RuleSet, asked: PlanAsked, plan: Plan): string {
  const { from, to } = plan.changes.above
  if (plan.moves.length === 0) return `Nothing that you know lowers a risk on paper${withinWords(asked)}`
  const falls = riskFall(plan)
  const grave = to.paper < from.paper ? `, and ${from.paper} ${graveNames(ruleSet)} become ${to.paper}` : ''
  const lower = plan.moves.length === 1 ? 'lowers' : 'lower'
  return `${upperFirst(moveCount(plan))} for ${amountWords(plan)} ${lower} ${countWords(falls, 'risk')} on paper${grave}`
}

const riskFall = ({ changes }: Plan) => changes.risks.filter(({ from, to }) => to.paper < from.paper).length

/** How sure it is that nothing is better. */
function sureOf({ ruleSet, asked }: ToDescribe, proof: Proof): string {
  const { goal } = asked
  const lowers = goal.kind === 'least-risk'
  const name = goalName(ruleSet, goal)
  const better = lowers
    ? 'leaves less risk'
    : goal.kind === 'reach'
      ? `makes you ${name} for less`
      : `stops ${name} for less`
  switch (proof.kind) {
    case 'proven': {
      const limit = lowers ? withinWords(asked) : ''
      const equal = proof.equal === true ? ' Another is exactly as good; this one is shown.' : ''
      return `Proven: nothing${limit} ${better}.${equal}`
    }
    case 'time':
      return proof.percent === undefined
        ? `The time was over before anything was proven: this is the quick plan, which takes the best move for its effort each time. Another may be better.`
        : `Best found in the time there is: a plan that ${better} could exist, by at most ${proof.percent}%.`
    case 'ended':
      return `The part that proves plans stopped before it had finished. This is the quick plan, which takes the best move for its effort each time; another may be better.`
  }
}

function listPlan({ ruleSet, improvements, asked }: ToDescribe, what: string, plan: Plan): ListedPlan {
  const { overall, attacks, lessons, risks } = plan.changes
  const fromTo = ({ from, to }: typeof overall) => `from ${from.paper} to ${to.paper}`
  const rises = ({ from, to }: typeof overall) => to.paper > from.paper
  const left = ruleSet.risks.filter((_, at) => isAbove(ruleSet, plan.after.risks[at]?.paper ?? 0))
  const after = plan.after.risks.reduce((sum, { paper }) => sum + paper, 0)
  const before = risks.reduce((sum, { from, to }) => sum + from.paper - to.paper, after)
  const brings = [
    `the score on paper ${rises(overall) ? `rises ${fromTo(overall)}` : `stays ${overall.to.paper}`}`,
    `the sum of all risk scores ${before > after ? `falls from ${before} to ${after}` : `stays ${after}`}`,
    ...(rises(attacks) ? [`the attacks met rise ${fromTo(attacks)}`] : []),
    ...(rises(lessons) ? [`the lessons learned rise ${fromTo(lessons)}`] : []),
  ]
  const leaves =
    left.length === 0
      ? `It leaves no risk ${graveNames(ruleSet)} on paper.`
      : `It leaves ${left.length} ${graveNames(ruleSet)} on paper: ${joinWords(left.map(({ short }) => short))}.`
  return {
    heading: `${what}: ${amountWords(plan)}`,
    moves: plan.moves.map((move, at) => moveWords(ruleSet, improvements, move, at + 1)),
    stairs: chartPlan(ruleSet, plan),
    facts: [
      `${upperFirst(joinWords(brings))}.`,
      leaves,
      ...(asked.goal.kind === 'least-risk' ? [`In what the plan lowers, ${aboveWords(ruleSet)}.`] : []),
    ],
  }
}

function inTheWayWords({ limits, open }: InTheWay): string[] {
  if (limits.length === 0 && open.length === 0)
    return ['Every known answer is raised as far as the efforts go, and it is not enough.']
  return [
    ...limits,
    ...(open.length > 0 ? ['What is not known counts at its worst. Find it out first.'] : []),
  ]
}

/** What the numbers of a plan are. */
export const PLAN_BASIS =
  'Money and days are the middles of ranges that are planning assumptions of this tool, or your own figures. What nobody knows is not raised: it is to be found out first.'
