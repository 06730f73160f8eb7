/**
 * A few answers, while no other is given → how much they settle of scores, risks, past attacks and lessons, over made-up organisations.
 * It compares choices of questions; it says nothing of one organisation.
 */

import { Chance } from '../random.ts'
import type { Question, RuleSet } from '../rules/model.ts'
import { compileScorer } from './compiled.ts'
import { TRUTH } from './compiled-conditions.ts'
import { doorsOf, openAt } from './doors.ts'
import type { Figures } from './figures.ts'
import { countedChains } from './measures.ts'
import { ABSENT, type Reading } from './reading.ts'

/** Who chose the questions: those of the rule set, one after another by what each settles, or chance (means over several). */
export const CHOICES = ['first-look', 'one-by-one', 'by-chance'] as const
export type Choice = (typeof CHOICES)[number]

/** Organisations of each maturity over which questions are chosen one by one (ours: with more of them the choice settles no more). */
const CHOSEN_OVER = 4
const CHANCES = 10

/** Means over the organisations. All but `points` are percentages of what is open while nothing at all is answered. */
export interface Settled {
  /** Width of the range of the overall score. */
  readonly points: number
  /** Of the width of that range: taken away. */
  readonly score: number
  /** Of the width of the ranges of all residual risks together: taken away. */
  readonly risks: number
  /** Of the counted attacks: known whether a control meets them. */
  readonly attacks: number
  /** Of the lessons: known whether they are learned. */
  readonly lessons: number
  /** Of the answers that stand below what a step of a counted attack asks for, one an attack: found. */
  readonly doors: number
  /** Mean of the five percentages (ours: none of them is worth more than another). */
  readonly settles: number
}

/** What the first look settles beside other choices of as many questions, over readings by maturity. */
export function compareFirstLook(
  ruleSet: RuleSet,
  seed: string,
  maturities: readonly (readonly Reading[])[],
): Readonly<Record<Choice, Settled>> {
  const size = ruleSet.firstLook.length
  const settle = settlingIn(ruleSet, maturities.flat())
  const few = maturities.flatMap((readings) => readings.slice(0, CHOSEN_OVER))
  const chances = Array.from({ length: CHANCES }, (_, number) =>
    settle(chooseByChance(ruleSet, size, seed, number)),
  )
  return {
    'first-look': settle(ruleSet.firstLook),
    'one-by-one': settle(chooseOneByOne(ruleSet, size, few)),
    'by-chance': meanOf(chances),
  }
}

function meanOf(all: readonly Settled[]): Settled {
  const of = (key: keyof Settled) => all.reduce((sum, one) => sum + one[key], 0) / all.length
  return {
    points: of('points'),
    score: of('score'),
    risks: of('risks'),
    attacks: of('attacks'),
    lessons: of('lessons'),
    doors: of('doors'),
    settles: of('settles'),
  }
}

/** What is open between two ends. */
interface Open {
  points: number
  risks: number
  attacks: number
  lessons: number
}

/** Finds what choices of questions (by their indices) settle in these organisations. */
export function settlingIn(
  ruleSet: RuleSet,
  readings: readonly Reading[],
): (chosen: Iterable<number>) => Settled {
  const scorer = compileScorer(ruleSet)
  const [low, high] = [scorer.makeRoom(), scorer.makeRoom()]
  // Nothing is known at first: hidden stays hidden, the rest is at its worst and at its best.
  const ends = readings.map(({ levels, context }) => ({
    levels,
    worst: { levels: levels.map((level) => (level === ABSENT ? ABSENT : 0)), context },
    best: {
      levels: levels.map((level, at) => (level === ABSENT ? ABSENT : lastOf(ruleSet.questions[at]))),
      context,
    },
  }))
  const known = new Set<number>()
  const learn = (question: number) => {
    known.add(question)
    for (const { levels, worst, best } of ends)
      worst.levels[question] = best.levels[question] = levels[question] ?? ABSENT
  }
  const forget = (question: number) => {
    known.delete(question)
    for (const { levels, worst, best } of ends) {
      if (levels[question] === ABSENT) continue
      worst.levels[question] = 0
      best.levels[question] = lastOf(ruleSet.questions[question])
    }
  }
  const measure = (): Open => {
    const open = { points: 0, risks: 0, attacks: 0, lessons: 0 }
    for (const { worst, best } of ends) {
      scorer.find(worst, low)
      scorer.find(best, high)
      addOpen(ruleSet, low, high, open)
    }
    return open
  }
  const before = measure()
  const doors = ruleSet.questions.map(({ index }) => countOpenDoors(ruleSet, index, readings))
  const sum = (all: readonly number[]) => all.reduce((a, b) => a + b, 0)
  const allDoors = Math.max(1, sum(doors))
  const gone = (now: number, was: number) => (was === 0 ? 0 : 100 * (1 - now / was))
  return (chosen) => {
    const wanted = new Set(chosen)
    for (const question of known) if (!wanted.has(question)) forget(question)
    for (const question of wanted) if (!known.has(question)) learn(question)
    const after = measure()
    const shares = {
      score: gone(after.points, before.points),
      risks: gone(after.risks, before.risks),
      attacks: gone(after.attacks, before.attacks),
      lessons: gone(after.lessons, before.lessons),
      doors: (100 * sum([...wanted].map((question) => doors[question] ?? 0))) / allDoors,
    }
    const all = Object.values(shares)
    return { points: after.points / Math.max(1, readings.length), ...shares, settles: sum(all) / all.length }
  }
}

const lastOf = (question: Question | undefined) => (question?.levels.length ?? 1) - 1

/** In how many of the attacks, over all organisations, this answer stands open. */
function countOpenDoors(ruleSet: RuleSet, question: number, readings: readonly Reading[]): number {
  const doors = doorsOf(ruleSet)[question] ?? []
  return readings.reduce((before, { levels }) => {
    const level = levels[question] ?? ABSENT
    return level === ABSENT
      ? before
      : before + doors.filter((door) => openAt(door, level) !== undefined).length
  }, 0)
}

function addOpen(ruleSet: RuleSet, low: Figures, high: Figures, open: Open): void {
  open.points += high.overall - low.overall
  for (const risk of ruleSet.risks.keys()) open.risks += low.residual(risk) - high.residual(risk)
  for (const { number } of countedChains(ruleSet))
    if (low.meets[number] !== high.meets[number]) open.attacks += 1
  for (const lesson of low.lessons.keys())
    if (low.lessons[lesson] !== high.lessons[lesson] && low.lessons[lesson] !== TRUTH.absent)
      open.lessons += 1
}

/** Questions that anybody can be asked at once: typed, and shown in every scope. */
export function canBeginWith({ form, showWhen }: Question): boolean {
  return form.type !== 'share' && showWhen === undefined
}

/** So many questions, each the one that settles most beside those before it; of equal ones the first of the questionnaire. */
export function chooseOneByOne(ruleSet: RuleSet, size: number, readings: readonly Reading[]): number[] {
  const settle = settlingIn(ruleSet, readings)
  const chosen: number[] = []
  const left = new Set(ruleSet.questions.filter(canBeginWith).map(({ index }) => index))
  while (chosen.length < size && left.size > 0) {
    let [best, most] = [-1, -1]
    for (const question of left) {
      const { settles } = settle([...chosen, question])
      if (settles > most) [best, most] = [question, settles]
    }
    chosen.push(best)
    left.delete(best)
  }
  return chosen
}

/** So many different questions by chance, the same for the same seed and number. */
export function chooseByChance(ruleSet: RuleSet, size: number, seed: string, number: number): number[] {
  const chance = new Chance([seed, 'first-look', number])
  return ruleSet.questions
    .filter(canBeginWith)
    .map(({ index }) => ({ index, at: chance.next() }))
    .toSorted((a, b) => a.at - b.at)
    .slice(0, size)
    .map(({ index }) => index)
}
