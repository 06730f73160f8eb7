/** One assessment and a proposed rule set → everything that moves in it, each with the changed files that move it by themselves. */

import { planCarry } from '../answers/carry.ts'
import { encode } from '../answers/encode.ts'
import type { Answers } from '../answers/model.ts'
import { movedAnswers } from '../answers/moved.ts'
import type { RuleSet } from '../rules/model.ts'
import type { FileAlone } from '../rules/rule-set.ts'
import { score } from '../scoring/score.ts'
import { type Movement, movementsBetween, type Scored } from './impact.ts'

export interface Caused extends Movement {
  /** Changed files of which each moves the same thing when nothing else changes, in order; empty: only several together do. */
  readonly files: readonly string[]
}

/** Answers are carried over as a draft's would be that moves. `alone` is `compileAlone` of the two rule sets. */
export function findCaused(
  before: RuleSet,
  answers: Answers,
  proposed: RuleSet,
  alone: readonly FileAlone[],
): { readonly movements: readonly Caused[]; readonly byFile: ReadonlyMap<string, readonly Movement[]> } {
  const was: Scored = { ruleSet: before, result: score(before, answers, encode(before, answers)) }
  const under = (ruleSet: RuleSet) => movementsBetween(was, scoredUnder(before, answers, ruleSet))
  const byFile = new Map(
    alone.flatMap((one) => (one.alone === undefined ? [] : [[one.file, under(one.alone)] as const])),
  )
  const movesToo = (file: string, { kind, id }: Movement) =>
    byFile.get(file)?.some((one) => one.kind === kind && one.id === id) === true
  const movements = under(proposed).map((one) => ({
    ...one,
    files: [...byFile.keys()].filter((file) => movesToo(file, one)),
  }))
  return { movements, byFile }
}

function scoredUnder(before: RuleSet, answers: Answers, ruleSet: RuleSet): Scored {
  const carried = movedAnswers(answers, planCarry(before, answers, ruleSet, answers.asOf))
  return { ruleSet, result: score(ruleSet, carried, encode(ruleSet, carried)) }
}
