/** Steps that were decided, in their order → what each changes after those before it, by the real scorer. What nobody knows is never raised. */

import { stateOf, UNANSWERED } from '../answers/levels.ts'
import type { LevelRow } from '../answers/model.ts'
import { findQuestion } from '../rules/find.ts'
import type { RuleSet } from '../rules/model.ts'
import type { Changes, Raised } from './model.ts'
import { changesBetween, positionOf } from './position.ts'
import { prove } from './proofs.ts'

export interface Step {
  /** Work that is done and shown. */
  readonly raised: readonly Pick<Raised, 'question' | 'to'>[]
  /** Ids of the questions whose answer is shown as it stands. */
  readonly proven: readonly string[]
}

export interface Stepped {
  readonly before: LevelRow
  readonly after: LevelRow
  readonly changes: Changes
}

export function stepInOrder(ruleSet: RuleSet, row: LevelRow, steps: readonly Step[]): Stepped[] {
  let [before, from] = [row, positionOf(ruleSet, row)]
  return steps.map((step) => {
    const after = raise(ruleSet, proveThe(ruleSet, before, step.proven), step.raised)
    const to = positionOf(ruleSet, after)
    const stepped = { before, after, changes: changesBetween(ruleSet, from, to) }
    before = after
    from = to
    return stepped
  })
}

const proveThe = (ruleSet: RuleSet, row: LevelRow, ids: readonly string[]) =>
  prove(
    row,
    ids.flatMap((id) => findQuestion(ruleSet, id)?.index ?? []),
  )

function raise(ruleSet: RuleSet, row: LevelRow, raised: Step['raised']): LevelRow {
  const [declared, assured] = [Uint8Array.from(row.declared), Uint8Array.from(row.assured)]
  for (const { question: id, to } of raised) {
    const question = findQuestion(ruleSet, id)
    const level = question?.levels.findIndex((one) => one.id === to) ?? -1
    const byte = declared[question?.index ?? -1] ?? UNANSWERED
    if (question === undefined || level < 0 || stateOf(byte) !== 'answered') continue
    declared[question.index] = Math.max(byte, level)
    assured[question.index] = Math.max(assured[question.index] ?? 0, level)
  }
  return { ...row, declared, assured }
}
