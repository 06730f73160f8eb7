/** Answers as somebody imagines them → what would move on paper, by the real scorer. Nothing is kept, and nothing is said of evidence. */

import { UNANSWERED, worstLevel } from '../answers/levels.ts'
import type { LevelRow } from '../answers/model.ts'
import { findQuestion } from '../rules/find.ts'
import type { RuleSet } from '../rules/model.ts'
import { scoreRow } from '../scoring/score.ts'
import type { Changes, Kept } from './model.ts'
import { changesBetween, positionOf } from './position.ts'

export interface WhatIf {
  /** Questions whose level is another than it is, or was not known. */
  readonly changed: number
  readonly changes: Changes
  /** Ids of the limits on the overall score that would hold it down. */
  readonly limits: readonly string[]
  /** Ids of counted attacks that are met, or are not any more. */
  readonly attacks: Moved
  /** Ids of lessons that are learned, or are not any more. */
  readonly lessons: Moved
}

export interface Moved {
  readonly won: readonly string[]
  readonly lost: readonly string[]
}

/** `wished` with ids of questions and levels that the rules have, each question once. */
export function findWhatIf(ruleSet: RuleSet, row: LevelRow, wished: readonly Kept[]): WhatIf {
  const after = imagine(ruleSet, row, wished)
  const [now, then] = [scoreRow(ruleSet, row), scoreRow(ruleSet, after)]
  const met = ({ incidents }: typeof now) =>
    incidents.filter(({ counted, meets }) => counted && meets !== 'none').map(({ id }) => id)
  const learned = ({ lessons }: typeof now) =>
    lessons.filter((one) => one.learned === 'on-paper' || one.learned === 'on-evidence').map(({ id }) => id)
  return {
    changed: ruleSet.questions.filter(({ index }) => row.declared[index] !== after.declared[index]).length,
    changes: changesBetween(ruleSet, positionOf(ruleSet, row), positionOf(ruleSet, after)),
    limits: then.overall.caps.filter(({ binds }) => binds).map(({ id }) => id),
    attacks: movedBetween(met(now), met(then)),
    lessons: movedBetween(learned(now), learned(then)),
  }
}

function movedBetween(before: readonly string[], after: readonly string[]): Moved {
  return {
    won: after.filter((id) => !before.includes(id)),
    lost: before.filter((id) => !after.includes(id)),
  }
}

/** Evidence never shows more than what is declared. */
function imagine(ruleSet: RuleSet, row: LevelRow, wished: readonly Kept[]): LevelRow {
  const [declared, assured] = [Uint8Array.from(row.declared), Uint8Array.from(row.assured)]
  const ceiling = row.ceiling && Uint8Array.from(row.ceiling)
  for (const { question: id, level: wish } of wished) {
    const question = findQuestion(ruleSet, id)
    const level = question?.levels.findIndex((one) => one.id === wish) ?? -1
    if (question === undefined || level < 0) continue
    const { index } = question
    declared[index] = level
    assured[index] = Math.min(worstLevel(assured[index] ?? UNANSWERED) ?? 0, level)
    if (ceiling !== undefined) ceiling[index] = level
  }
  return { ...row, declared, assured, ...(ceiling && { ceiling }) }
}
