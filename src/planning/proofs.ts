/**
 * Answers that are true and not shown → what to show first: bundles that change something on evidence, the most for each proof first.
 * A bundle is the fewest of these answers with which something that holds on paper holds on evidence too.
 */

import { NOT_APPLICABLE, stateOf, UNANSWERED } from '../answers/levels.ts'
import type { LevelRow } from '../answers/model.ts'
import { once } from '../once.ts'
import { questionsOf } from '../rules/condition.ts'
import type { Condition, RuleSet } from '../rules/model.ts'
import { countedChains } from '../scoring/measures.ts'
import { compileRows } from '../scoring/compiled-rows.ts'
import { helpIn } from '../scoring/reading.ts'
import type { Proofs } from './model.ts'
import { changesBetween, positionOf, weighRisks } from './position.ts'
import { shownIn } from './rungs.ts'

/** Indices of the questions whose answer holds on paper and is not shown, or not in full. */
export function unproven(ruleSet: RuleSet, row: LevelRow): number[] {
  const shown = shownIn(ruleSet, row)
  return ruleSet.questions.flatMap(({ index }) => {
    const byte = row.declared[index] ?? UNANSWERED
    const known = stateOf(byte) === 'answered' || byte === NOT_APPLICABLE
    return known && shown(index) && row.assured[index] !== byte ? [index] : []
  })
}

/** The row with these answers shown. */
export function prove(row: LevelRow, questions: Iterable<number>): LevelRow {
  const assured = Uint8Array.from(row.assured)
  for (const question of questions) assured[question] = row.declared[question] ?? 0
  return { ...row, assured }
}

/** What lowers a risk, stops an attack or shows it: what a proof can bring from paper to evidence. */
const provable = once((ruleSet: RuleSet): readonly Condition[] => [
  ...ruleSet.risks.flatMap(({ loweredBy }) => loweredBy.map(({ when }) => when)),
  ...countedChains(ruleSet).flatMap(({ chain }) =>
    chain.steps.flatMap(({ controls }) =>
      controls.flatMap((one) => (one.role === 'limits' ? [] : [one.when])),
    ),
  ),
])

/** Bundles of these answers until no further one lowers a risk or meets an attack on evidence. */
export function bundleProofs(ruleSet: RuleSet, start: LevelRow, unshown: readonly number[]): Proofs[] {
  const found: Proofs[] = []
  const open = new Set(unshown)
  const proven = prove(start, open)
  let row = start
  let missing = provable(ruleSet).filter((condition) => holds(ruleSet, proven, condition))
  for (;;) {
    missing = missing.filter((condition) => !holds(ruleSet, row, condition))
    const best = findBundle(ruleSet, row, missing, open)
    if (best === undefined) return found
    const after = prove(row, best)
    found.push({
      questions: best.map((index) => ruleSet.questions[index]?.id ?? ''),
      changes: changesBetween(ruleSet, positionOf(ruleSet, row), positionOf(ruleSet, after)),
    })
    row = after
  }
}

/** The bundle that lowers most risk a proof, or of equal ones meets most attacks; undefined: none changes either. */
function findBundle(
  ruleSet: RuleSet,
  row: LevelRow,
  missing: readonly Condition[],
  open: ReadonlySet<number>,
): readonly number[] | undefined {
  const before = weighRisks(ruleSet, row, 'assured')
  const bundles = new Map(
    missing
      .map((condition) => fewest(ruleSet, row, condition, open))
      .map((bundle) => [bundle.join(), bundle]),
  )
  const rated = [...bundles.values()].map((bundle) => {
    const after = prove(row, bundle)
    return { bundle, after, risks: (before - weighRisks(ruleSet, after, 'assured')) / bundle.length }
  })
  const most = Math.max(0, ...rated.map(({ risks }) => risks))
  const met = (of: LevelRow) => positionOf(ruleSet, of).attacks.evidence
  const metNow = met(row)
  const equal = rated
    .filter(({ risks }) => risks === most)
    .map(({ bundle, after }) => ({ bundle, attacks: (met(after) - metNow) / bundle.length }))
    .filter(({ attacks }) => most > 0 || attacks > 0)
  return equal.toSorted((a, b) => b.attacks - a.attacks)[0]?.bundle
}

/** The fewest of the open proofs with which a condition that does not hold on evidence holds there, dropped one by one. */
function fewest(
  ruleSet: RuleSet,
  row: LevelRow,
  condition: Condition,
  open: ReadonlySet<number>,
): readonly number[] {
  const unshown = questionsOf(condition).filter(
    (question) => open.has(question) && row.assured[question] !== row.declared[question],
  )
  return unshown.reduce<readonly number[]>((kept, question) => {
    const without = kept.filter((one) => one !== question)
    return holds(ruleSet, prove(row, without), condition) ? without : kept
  }, unshown)
}

/** On evidence, whatever the scope is. */
function holds(ruleSet: RuleSet, row: LevelRow, condition: Condition): boolean {
  const rows = compileRows(ruleSet)
  const scopes = rows.countScopes(row)
  for (let scope = 0; scope < scopes; scope++) {
    rows.enter(row, scope)
    if (helpIn(condition, rows.assured) !== 'yes') return false
  }
  return true
}
