/**
 * Every single move on some answers, worked out anew in the plainest way: what it takes, and what `scoreRow` finds before and after.
 * It shares no code with `src/planning`, which must come to the same.
 */
import { countTicks } from '../../src/answers/encode.ts'
import { stateOf } from '../../src/answers/levels.ts'
import type { Answers, LevelRow } from '../../src/answers/model.ts'
import type { Improvements, ImprovementStep, RuleSet } from '../../src/rules/model.ts'
import { readingsOf } from '../../src/scoring/reading.ts'
import { scoreRow } from '../../src/scoring/score.ts'

export interface Standing {
  readonly ruleSet: RuleSet
  readonly improvements: Improvements
  readonly row: LevelRow
  /** What is ticked, by question id. */
  readonly ticked: Readonly<Record<string, readonly string[]>>
}

export interface Tried {
  readonly question: string
  readonly to: string
  /** Levels after it, by question index. */
  readonly levels: ReadonlyMap<number, number>
  /** Risk on paper that it lowers for each day of days and pounds together. */
  readonly lowers: number
  readonly row: LevelRow
}

/** What lies above the bands that ask for no action counts ten times. */
export const riskOf = (
  { matrix }: RuleSet,
  { risks }: { readonly risks: readonly { readonly residual: number }[] },
) => {
  const from = matrix.bands.at(-2)?.from ?? 1
  let sum = 0
  for (const { residual } of risks)
    for (let point = 1; point <= residual; point++) sum += point < from ? 1 : 10
  return sum
}

export function ticksOf({ answers }: Pick<Answers, 'answers'>): Record<string, readonly string[]> {
  const ticked: Record<string, readonly string[]> = {}
  for (const [id, { value }] of Object.entries(answers)) if (value.kind === 'ticked') ticked[id] = value.items
  return ticked
}

/** Every way to raise one answer, with what it needs. */
export function tryEverySingleMove(standing: Standing): Tried[] {
  const { ruleSet, improvements, row } = standing
  const before = riskOf(ruleSet, scoreRow(ruleSet, row))
  return ruleSet.questions.flatMap((question) =>
    question.levels.flatMap((level, to): Tried[] => {
      const work = workFor(standing, question.index, to)
      if (work === undefined) return []
      const [declared, assured] = [Uint8Array.from(row.declared), Uint8Array.from(row.assured)]
      for (const [index, { to: raised }] of work) declared[index] = assured[index] = raised
      const after = { ...row, declared, assured }
      let days = 0
      for (const step of [...work.values()].flatMap(({ steps }) => steps))
        days +=
          (step.days[0] + step.days[1]) / 2 + (step.pounds[0] + step.pounds[1]) / 2 / improvements.poundsADay
      return [
        {
          question: question.id,
          to: level.id,
          levels: new Map([...work].map(([index, one]) => [index, one.to])),
          lowers: (before - riskOf(ruleSet, scoreRow(ruleSet, after))) / Math.max(0.25, days),
          row: after,
        },
      ]
    }),
  )
}

interface Work {
  readonly to: number
  readonly steps: readonly ImprovementStep[]
}

/** The steps that bring one answer to exactly this level, and those that they need, by question; undefined: it cannot be brought there. */
function workFor(standing: Standing, index: number, to: number): Map<number, Work> | undefined {
  const { ruleSet, row } = standing
  const own = stepsTo(standing, index, to)
  if (own === undefined) return undefined
  const all = new Map<number, Work>()
  for (const { question, level } of own.flatMap(({ needs }) => needs)) {
    const needed = ruleSet.byId.get(question)!
    const wanted = ruleSet.questions[needed]!.levels.findIndex(({ id }) => id === level)
    const state = stateOf(row.declared[needed]!)
    if (!isShown(standing, needed) || state === 'not-applicable') continue
    if (state !== 'answered') return undefined
    if (row.declared[needed]! >= wanted) continue
    const reach = ruleSet.questions[needed]!.levels.findIndex(
      (_, at) => at >= wanted && stepsTo(standing, needed, at) !== undefined,
    )
    const work = reach < 0 ? undefined : workFor(standing, needed, reach)
    if (work === undefined) return undefined
    for (const [at, one] of work) if ((all.get(at)?.to ?? -1) < one.to) all.set(at, one)
  }
  return all.set(index, { to, steps: own })
}

export function stepsTo({ ruleSet, improvements, row, ticked }: Standing, index: number, to: number) {
  const question = ruleSet.questions[index]!
  const from = row.declared[index]!
  const improvement = improvements.of[question.id]
  const standing = { ruleSet, improvements, row, ticked }
  if (stateOf(from) !== 'answered' || to <= from || improvement === undefined || !isShown(standing, index))
    return undefined
  const { form } = question
  if (form.type !== 'checklist')
    return question.levels.slice(from + 1, to + 1).map(({ id }) => improvement.steps[id]!)
  const done = [...(ticked[question.id] ?? [])]
  if (ticked[question.id] === undefined) return undefined
  const steps: ImprovementStep[] = []
  for (let level = from; level < to; level = Math.max(level, countTicks(form.items, done))) {
    const missing = Object.keys(improvement.items).filter((id) => !done.includes(id))
    const limitOf = (id: string) => form.items.find((one) => one.id === id)!.withoutItAtMost ?? 99
    const held = missing.filter((id) => limitOf(id) <= level)
    const lowest = Math.min(...held.map(limitOf))
    const next = held.find((id) => limitOf(id) === lowest) ?? missing[0]
    if (next === undefined) return undefined
    done.push(next)
    steps.push(improvement.items[next]!)
  }
  return countTicks(form.items, done) === to ? steps : undefined
}

export function isShown({ ruleSet, row }: Standing, index: number): boolean {
  const open = { ...row, declared: row.declared.map(() => 0), assured: row.assured.map(() => 0) }
  return readingsOf(ruleSet, open).some(({ worst }) => worst.levels[index]! >= 0)
}

/** The best of them, after so many that were taken. */
export const most = (tried: readonly Tried[]) => Math.max(0, ...tried.map(({ lowers }) => lowers))
