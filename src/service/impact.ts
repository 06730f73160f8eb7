/**
 * A rule set that somebody proposes → what it would move in every present assessment of a database, and through which of its files.
 * It changes nothing, and gives no trust's name: counts only.
 */

import { planCarry } from '../answers/carry.ts'
import { encode } from '../answers/encode.ts'
import type { Answers } from '../answers/model.ts'
import { movedAnswers } from '../answers/moved.ts'
import { RuleIssues } from '../errors.ts'
import type { AssessmentId, OrganisationId } from '../ids.ts'
import { type Movement, movementsBetween, type Scored } from '../report/impact.ts'
import type { RuleSet } from '../rules/model.ts'
import { compileFiles } from '../rules/rule-set.ts'
import { score } from '../scoring/score.ts'
import { type AssessmentRow, findAllAssessments } from '../store/assessments.ts'
import { findOrganisation } from '../store/organisations.ts'
import type { Handle } from '../store/tables.ts'
import { readContent } from './content.ts'
import { getRuleSet } from './rule-sets.ts'

export interface Impact {
  /** The newest of each organisation. */
  readonly assessments: number
  /** Of them, those in which anything moves. */
  readonly moved: ReadonlySet<AssessmentId>
  /** Each move with how many assessments make it, the most frequent first. */
  readonly movements: readonly (Movement & { readonly count: number })[]
  /** By file that differs, how many assessments it moves when nothing else changes; undefined: alone it is no rule set. */
  readonly files: readonly { readonly file: string; readonly count: number | undefined }[]
}

/** What `proposed` would move. Answers are carried over as a draft's would be that moves to it. */
export async function measureImpact(db: Handle, proposed: RuleSet): Promise<Impact> {
  const moved = new Set<AssessmentId>()
  const counts = new Map<string, Movement & { count: number }>()
  const files = new Map<string, number | undefined>()
  const variants = new Map<RuleSet, readonly Variant[]>()
  const present = newestOfEach(await findAllAssessments(db))
  for (const assessment of present) {
    const ruleSet = await getRuleSet(db, undefined, assessment.ruleSetDigest)
    const organisation = await findOrganisation(db, assessment.organisationId)
    if (organisation === undefined) continue
    const { answers } = await readContent(db, ruleSet, organisation, assessment)
    const before = { ruleSet, result: score(ruleSet, answers, encode(ruleSet, answers)) }
    const movements = movementsBetween(before, scoredUnder(before, answers, proposed))
    for (const one of movements) {
      const key = [one.kind, one.id, one.from, one.to].join('\n')
      const known = counts.get(key)
      if (known === undefined) counts.set(key, { ...one, count: 1 })
      else known.count++
    }
    if (movements.length > 0) moved.add(assessment.id)
    if (!variants.has(ruleSet)) variants.set(ruleSet, variantsBetween(ruleSet, proposed))
    for (const { file, alone } of variants.get(ruleSet) ?? []) {
      const found = files.get(file)
      if (alone === undefined) files.set(file, found)
      else {
        const moves = movementsBetween(before, scoredUnder(before, answers, alone)).length > 0
        files.set(file, (found ?? 0) + (moves ? 1 : 0))
      }
    }
  }
  return {
    assessments: present.length,
    moved,
    movements: [...counts.values()].toSorted((a, b) => b.count - a.count),
    files: [...files]
      .map(([file, count]) => ({ file, count }))
      .toSorted((a, b) => (b.count ?? 0) - (a.count ?? 0)),
  }
}

function newestOfEach(all: readonly AssessmentRow[]): AssessmentRow[] {
  const newest = new Map<OrganisationId, AssessmentRow>()
  for (const one of all.toSorted((a, b) => (a.asOf < b.asOf ? -1 : 1)))
    if (one.status !== 'superseded') newest.set(one.organisationId, one)
  return [...newest.values()]
}

function scoredUnder(before: Scored, answers: Answers, ruleSet: RuleSet): Scored {
  const carried = movedAnswers(answers, planCarry(before.ruleSet, answers, ruleSet, answers.asOf))
  return { ruleSet, result: score(ruleSet, carried, encode(ruleSet, carried)) }
}

interface Variant {
  readonly file: string
  /** The earlier rule set with this one file; undefined: it only holds together with others. */
  readonly alone: RuleSet | undefined
}

function variantsBetween(before: RuleSet, after: RuleSet): Variant[] {
  const names = new Set([...Object.keys(before.files), ...Object.keys(after.files)])
  return [...names]
    .filter((file) => before.files[file] !== after.files[file])
    .toSorted()
    .map((file) => ({ file, alone: withFile(before, file, after.files[file]) }))
}

function withFile({ files }: RuleSet, file: string, text: string | undefined): RuleSet | undefined {
  const { [file]: _, ...others } = files
  try {
    return compileFiles(text === undefined ? others : { ...others, [file]: text })
  } catch (error) {
    if (error instanceof RuleIssues) return undefined
    throw error
  }
}
