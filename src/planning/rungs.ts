/**
 * Answers and what raising them takes → the rungs of each answered question: every level above the present one, with all the work up to it.
 * What is not known is never raised: it is to be found out. What does not apply or is hidden has no rungs.
 */

import { countTicks } from '../answers/encode.ts'
import { stateOf, UNANSWERED } from '../answers/levels.ts'
import type { Answers, LevelRow } from '../answers/model.ts'
import type {
  Effort,
  Improvement,
  Improvements,
  ImprovementStep,
  Need,
  Question,
  Range,
  RuleSet,
} from '../rules/model.ts'
import { compileRows } from '../scoring/compiled-rows.ts'
import { ABSENT } from '../scoring/reading.ts'
import type { ItemToDo } from './model.ts'

export interface Rung extends Effort {
  readonly question: Question
  readonly from: number
  readonly to: number
  readonly action: string
  readonly items: readonly ItemToDo[]
  /** Of every step up to it. */
  readonly needs: readonly Need[]
  /** Some of it in the organisation's own figures. */
  readonly own: boolean
}

/** Of one question, the lowest rung first; empty where nothing can be raised. `ticked`: what is ticked of a checklist. */
export function rungsOf(
  question: Question,
  improvements: Improvements,
  row: LevelRow,
  ticked: readonly string[] | undefined,
): readonly Rung[] {
  const byte = row.declared[question.index] ?? UNANSWERED
  const improvement = improvements.of[question.id]
  if (stateOf(byte) !== 'answered' || improvement === undefined) return []
  return question.form.type === 'checklist'
    ? climbItems(question, byte, improvement, ticked)
    : climbLevels(question, byte, improvement)
}

/** Whether a question is asked in a scope that is still possible. */
export function shownIn(ruleSet: RuleSet, row: LevelRow): (question: number) => boolean {
  const rows = compileRows(ruleSet)
  const shown = ruleSet.questions.map(() => false)
  const open = { ...row, declared: new Uint8Array(row.declared.length).fill(UNANSWERED) }
  const scopes = rows.countScopes(row)
  for (let scope = 0; scope < scopes; scope++) {
    rows.enter(open, scope)
    for (const [index, level] of rows.worst.levels.entries()) if (level !== ABSENT) shown[index] = true
  }
  return (question) => shown[question] ?? false
}

/** What is ticked, by question id. */
export function ticksIn({ answers }: Pick<Answers, 'answers'>): Map<string, readonly string[]> {
  return new Map(
    Object.entries(answers).flatMap(([id, { value }]) =>
      value.kind === 'ticked' ? [[id, value.items]] : [],
    ),
  )
}

/** A rule set of before may lack a step: what lies above it has no rung either. */
function climbLevels(question: Question, from: number, { steps }: Improvement): Rung[] {
  const rungs: Rung[] = []
  const taken: ImprovementStep[] = []
  for (let to = from + 1; to < question.levels.length; to++) {
    const step = steps[question.levels[to]?.id ?? '']
    if (step === undefined) break
    taken.push(step)
    rungs.push({ question, from, to, action: step.action, items: [], ...together(taken) })
  }
  return rungs
}

/** Item by item: what the count waits for first, then in the order of the file. */
function climbItems(
  question: Question,
  from: number,
  { action, items }: Improvement,
  ticked: readonly string[] | undefined,
): Rung[] {
  if (question.form.type !== 'checklist' || ticked === undefined) return []
  const known = question.form.items
  const done = [...ticked]
  const taken: [id: string, step: ImprovementStep][] = []
  const rungs: Rung[] = []
  for (let level = from; level < question.levels.length - 1;) {
    const missing = Object.keys(items).filter(
      (id) => !done.includes(id) && known.some((one) => one.id === id),
    )
    const limits = (id: string) => known.find((one) => one.id === id)?.withoutItAtMost ?? Infinity
    const binding = missing.filter((id) => limits(id) <= level).toSorted((a, b) => limits(a) - limits(b))
    const next = binding[0] ?? missing[0]
    const step = next === undefined ? undefined : items[next]
    if (next === undefined || step === undefined) break
    done.push(next)
    taken.push([next, step])
    const to = countTicks(known, done)
    if (to <= level) continue
    level = to
    rungs.push({
      question,
      from,
      to,
      action: taken.length === 1 ? step.action : action,
      items: taken.map(([id, one]) => ({ id, action: one.action })),
      ...together(taken.map(([, one]) => one)),
    })
  }
  return rungs
}

/** The steps one after another. */
function together(steps: readonly ImprovementStep[]): Effort & Pick<Rung, 'needs' | 'own'> {
  return {
    ...sumOfEfforts(steps),
    needs: steps.flatMap(({ needs }) => needs),
    own: steps.some(({ own }) => own === true),
  }
}

export function sumOfEfforts(efforts: readonly Effort[]): Effort {
  const sum = (of: (one: Effort) => Range): Range => [
    efforts.reduce((all, one) => all + of(one)[0], 0),
    efforts.reduce((all, one) => all + of(one)[1], 0),
  ]
  return {
    days: sum((one) => one.days),
    pounds: sum((one) => one.pounds),
    weeks: efforts.reduce((all, { weeks }) => all + weeks, 0),
  }
}
