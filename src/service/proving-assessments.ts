/**
 * Every assessment → what is broken in it: its level row made anew from the answers, its answers against their histories, its files against
 * their digests, and a signed one against its seal. What an earlier method made is not made anew: its seal proves it.
 * It changes nothing, and names what is broken by its place, never by what a trust answered.
 */

import { isDeepStrictEqual } from 'node:util'
import { encode } from '../answers/encode.ts'
import type { LevelRow } from '../answers/model.ts'
import type { AssessmentId, Digest, OrganisationId } from '../ids.ts'
import { summarise } from '../peers/summary.ts'
import type { RuleSet } from '../rules/model.ts'
import { METHOD } from '../scoring/model.ts'
import { type AssessmentRow, findAllAssessments } from '../store/assessments.ts'
import { findLevels } from '../store/levels.ts'
import { findOrganisation } from '../store/organisations.ts'
import {
  findChangedFiles,
  findEarlierCohorts,
  findSaid,
  findUnlikeHistory,
  findWithdrawn,
  type Said,
  type Withdrawn,
} from '../store/proofs.ts'
import { findChangedTables, formOf, SEALED, sealSigned } from '../store/seals.ts'
import { findSummary } from '../store/summaries.ts'
import type { Handle } from '../store/tables.ts'
import { changedWords, type Check, unlessBroken } from './breaks.ts'
import { readContent } from './content.ts'
import { DELETED } from './deleting.ts'
import { getRuleSet } from './rule-sets.ts'

/** Of one assessment. */
interface Proved {
  /** False: an earlier method made it. */
  readonly anew: boolean
  readonly breaks: readonly string[]
}

/** `doubtful`: digests of the rule sets that are broken themselves; nothing can be made anew with them. `only`: an organisation. */
export async function proveAssessments(
  db: Handle,
  doubtful: ReadonlySet<Digest>,
  only?: string,
): Promise<Check[]> {
  const isAsked = (one: { readonly organisationId: OrganisationId | undefined }) =>
    only === undefined || one.organisationId === only
  const all = (await findAllAssessments(db)).filter(isAsked)
  const seals = (await findSaid(db, SEALED)).filter(isAsked)
  const sealOf = new Map(seals.map((one) => [one.object, one]))
  const signed = all.filter((one) => one.signedAt !== undefined)
  const withdrawn = await findWithdrawn(db)
  const rows: Proved[] = []
  const signatures: Proved[] = []
  for (const one of all) {
    const unreadable = `assessment ${one.id} cannot be read`
    const isDoubtful = doubtful.has(one.ruleSetDigest)
    rows.push(await unlessUnreadable(unreadable, () => proveDerived(db, one, withdrawn, isDoubtful)))
    if (one.signedAt === undefined) continue
    const seal = sealOf.get(one.id)
    signatures.push(await unlessUnreadable(unreadable, () => proveSigned(db, one, seal, isDoubtful)))
  }
  const lost = await findLost(db, new Set(signed.map((one) => one.id)), seals)
  return [checkOf('assessments', rows, []), checkOf('signed', signatures, lost)]
}

function checkOf(kind: Check['kind'], proved: readonly Proved[], more: readonly string[]): Check {
  return {
    kind,
    links: proved.length,
    anew: proved.filter((one) => one.anew).length,
    breaks: [...proved.flatMap((one) => one.breaks), ...more],
  }
}

async function unlessUnreadable(sentence: string, prove: () => Promise<Proved>): Promise<Proved> {
  let found: Proved = { anew: false, breaks: [] }
  const breaks = await unlessBroken(sentence, async () => {
    found = await prove()
    return found.breaks
  })
  return { ...found, breaks }
}

/** A signed assessment that the trail knows, and of which it does not say later that it was deleted, is there. */
async function findLost(
  db: Handle,
  signed: ReadonlySet<AssessmentId>,
  seals: readonly Said[],
): Promise<string[]> {
  const deletions = await findSaid(db, DELETED)
  const lost = seals.filter(
    (seal) =>
      !signed.has(seal.object) &&
      !deletions.some(
        ({ seq, object, details }) =>
          seq > seal.seq &&
          object === seal.organisationId &&
          (details['assessment'] ?? seal.object) === seal.object,
      ),
  )
  return lost.map(({ object }) => `assessment ${object} was signed, and is not there any more`)
}

/** The level row, the histories and the files of one assessment. */
async function proveDerived(
  db: Handle,
  assessment: AssessmentRow,
  withdrawn: Withdrawn,
  isDoubtful: boolean,
): Promise<Proved> {
  const { id } = assessment
  const unlike = await findUnlikeHistory(db, id)
  const changed = await findChangedFiles(db, assessment, withdrawn)
  const breaks = [
    ...unlike.map((one) => `the answer to ${one} in assessment ${id} is not the newest of its history`),
    ...changed.map((one) => `the file of evidence ${one} in assessment ${id} was changed`),
  ]
  if (isDoubtful) {
    const sentence = `the level row of assessment ${id} cannot be made again, because its rule set is broken`
    return { anew: false, breaks: [...breaks, sentence] }
  }
  const ruleSet = await getRuleSet(db, undefined, assessment.ruleSetDigest)
  const row = await proveLevels(db, ruleSet, assessment)
  return { anew: row.anew, breaks: [...breaks, ...row.breaks] }
}

async function proveLevels(db: Handle, ruleSet: RuleSet, assessment: AssessmentRow): Promise<Proved> {
  const { id } = assessment
  const broken = (sentence: string): Proved => ({ anew: true, breaks: [sentence] })
  const levels = await findLevels(db, id)
  if (levels === undefined)
    return assessment.revision === 0
      ? { anew: true, breaks: [] }
      : broken(`the level row of assessment ${id} is missing`)
  if (levels.digest !== ruleSet.digest)
    return broken(`the level row of assessment ${id} is of another rule set`)
  if (levels.revision !== assessment.revision)
    return broken(`the level row of assessment ${id} is of another revision`)
  if (levels.method !== METHOD) return { anew: false, breaks: [] }
  const organisation = await findOrganisation(db, assessment.organisationId)
  if (organisation === undefined) return broken(`assessment ${id} belongs to no organisation`)
  // A row that was made before the organisation moved to another cohort still says the earlier one.
  for (const cohort of [organisation.cohort, ...(await findEarlierCohorts(db, organisation.id))]) {
    const { answers } = await readContent(db, ruleSet, { ...organisation, cohort }, assessment)
    if (isSameRow(encode(ruleSet, answers), levels.row)) return { anew: true, breaks: [] }
  }
  return broken(`the level row of assessment ${id} is not what its answers give`)
}

function isSameRow(one: LevelRow, other: LevelRow): boolean {
  return (['declared', 'assured', 'context'] as const).every((part) =>
    Buffer.from(one[part]).equals(Buffer.from(other[part])),
  )
}

/** What a signed assessment counts as, and that it is the one which was signed. */
async function proveSigned(
  db: Handle,
  assessment: AssessmentRow,
  seal: Said | undefined,
  isDoubtful: boolean,
): Promise<Proved> {
  const { id } = assessment
  const breaks: string[] = []
  const levels = await findLevels(db, id)
  const kept = await findSummary(db, id)
  if (levels === undefined || kept === undefined)
    breaks.push(`the signed summary of assessment ${id}, or its level row, is missing`)
  const anew = kept?.method === METHOD && !isDoubtful
  if (anew && levels !== undefined) {
    const ruleSet = await getRuleSet(db, undefined, assessment.ruleSetDigest)
    if (!isDeepStrictEqual(summarise(ruleSet, levels.row), kept.summary))
      breaks.push(`the signed summary of assessment ${id} is not what its level row gives`)
  }
  breaks.push(...(await proveSeal(db, id, seal)))
  return { anew, breaks }
}

async function proveSeal(db: Handle, id: AssessmentId, seal: Said | undefined): Promise<string[]> {
  if (seal === undefined) return [`assessment ${id} is signed, and the trail does not say so`]
  const now = await sealSigned(db, id, formOf(seal.details))
  if (now.digest === seal.details['digest']) return []
  return [`assessment ${id} is not what was signed: ${changedWords(findChangedTables(seal.details, now))}`]
}
