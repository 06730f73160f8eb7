/**
 * A rule set that somebody proposes → what it would move in every present assessment of a database, and through which of its files.
 * It changes nothing, and gives no trust's name: counts only.
 */

import type { AssessmentId, OrganisationId } from '../ids.ts'
import type { Movement } from '../report/impact.ts'
import { findCaused } from '../report/impact-causes.ts'
import type { RuleSet } from '../rules/model.ts'
import { compileAlone, type FileAlone } from '../rules/rule-set.ts'
import { type AssessmentRow, findAllAssessments } from '../store/assessments.ts'
import { findOrganisation } from '../store/organisations.ts'
import type { Handle } from '../store/tables.ts'
import { readContent } from './content.ts'
import { getRuleSet } from './rule-sets.ts'

export interface CountedMovement extends Movement {
  /** Assessments that make it. */
  readonly count: number
  /** File → in how many of them it moves the same thing when nothing else changes. */
  readonly files: ReadonlyMap<string, number>
}

export interface Impact {
  /** The newest of each organisation. */
  readonly assessments: number
  /** Of them, those in which anything moves. */
  readonly moved: ReadonlySet<AssessmentId>
  /** By kind, in how many something of it moves. */
  readonly kinds: ReadonlyMap<Movement['kind'], number>
  /** The most frequent first. */
  readonly movements: readonly CountedMovement[]
  /** By file that differs, how many assessments it moves when nothing else changes; undefined: alone it is no rule set. */
  readonly files: readonly { readonly file: string; readonly count: number | undefined }[]
}

/** What `proposed` would move. Answers are carried over as a draft's would be that moves to it. */
export async function measureImpact(db: Handle, proposed: RuleSet): Promise<Impact> {
  const moved = new Set<AssessmentId>()
  const kinds = new Map<Movement['kind'], number>()
  const counts = new Map<string, Movement & { count: number; files: Map<string, number> }>()
  const files = new Map<string, number | undefined>()
  const variants = new Map<RuleSet, readonly FileAlone[]>()
  const present = newestOfEach(await findAllAssessments(db))
  for (const assessment of present) {
    const ruleSet = await getRuleSet(db, undefined, assessment.ruleSetDigest)
    const organisation = await findOrganisation(db, assessment.organisationId)
    if (organisation === undefined) continue
    const { answers } = await readContent(db, ruleSet, organisation, assessment)
    const alone = variants.get(ruleSet) ?? compileAlone(ruleSet, proposed)
    variants.set(ruleSet, alone)
    const { movements, byFile } = findCaused(ruleSet, answers, proposed, alone)
    for (const { files: causes, ...one } of movements) {
      const key = [one.kind, one.id, one.from, one.to].join('\n')
      const known = counts.get(key) ?? { ...one, count: 0, files: new Map<string, number>() }
      counts.set(key, known)
      known.count++
      for (const file of causes) known.files.set(file, (known.files.get(file) ?? 0) + 1)
    }
    for (const kind of new Set(movements.map((one) => one.kind))) kinds.set(kind, (kinds.get(kind) ?? 0) + 1)
    if (movements.length > 0) moved.add(assessment.id)
    for (const { file } of alone) {
      const moves = byFile.get(file)
      const before = files.get(file)
      files.set(file, moves === undefined ? before : (before ?? 0) + (moves.length > 0 ? 1 : 0))
    }
  }
  return {
    assessments: present.length,
    moved,
    kinds,
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
