/**
 * The whole database → what is proved of it, and the first broken link of each kind: the trail's chain, the rule sets kept,
 * every level row made anew from the answers, every answer against its history, every signed assessment against its seal, every release.
 * It changes nothing, and names what is broken by its place, never by what a trust answered.
 */

import { createHash } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import { encode } from '../answers/encode.ts'
import type { LevelRow } from '../answers/model.ts'
import { summarise } from '../peers/summary.ts'
import type { RuleSet } from '../rules/model.ts'
import { compileFiles } from '../rules/rule-set.ts'
import { type AssessmentRow, findAllAssessments } from '../store/assessments.ts'
import { findDeletions } from '../store/deletions.ts'
import { faultOf } from '../store/faults.ts'
import { findNotDeleted } from '../store/forgetting.ts'
import { findLevels } from '../store/levels.ts'
import { findOrganisation } from '../store/organisations.ts'
import {
  findChangedFile,
  findEarlierCohorts,
  findRuleSetDigests,
  findSaid,
  findUnlikeHistory,
  type Said,
} from '../store/proofs.ts'
import { findRuleSetFiles } from '../store/rule-sets.ts'
import { digestRelease, digestSigned, SEALED } from '../store/seals.ts'
import { findSummary } from '../store/summaries.ts'
import type { Handle } from '../store/tables.ts'
import { verifyTrail } from '../store/trail.ts'
import { read } from '../store/transaction.ts'
import { readContent } from './content.ts'
import { DELETED, type DeletionRow, type Receipt } from './deleting.ts'
import { getRuleSet } from './rule-sets.ts'
import { PUBLISHED, verifyReleases } from './verifying.ts'

/** One kind of link: how many there are, and the first that is broken. */
export interface Check {
  readonly kind: 'trail' | 'rule-sets' | 'assessments' | 'signed' | 'releases' | 'deletions'
  readonly links: number
  /** A sentence; undefined: all of them hold. */
  readonly broken: string | undefined
}

export interface Proof {
  readonly checks: readonly Check[]
  /** Hash of the newest entry of the trail: kept elsewhere, it shows later that nothing up to here was rewritten. */
  readonly head: string
}

/** Proves everything at one moment, also beside a running server. */
export async function proveAll(db: Handle): Promise<Proof> {
  return read(db, async (at) => {
    const trail = await verifyTrail(at)
    const ruleSets = await proveRuleSets(at)
    const checks: Check[] = [{ kind: 'trail', links: trail.entries, broken: trail.broken }, ruleSets]
    // What follows is read with the rule sets and against the trail: neither may be in doubt.
    if (checks.every((check) => check.broken === undefined))
      checks.push(...(await proveAssessments(at)), await proveReleases(at), await proveDeletions(at))
    return { checks, head: trail.head }
  })
}

async function proveRuleSets(db: Handle): Promise<Check> {
  const digests = await findRuleSetDigests(db)
  let broken: string | undefined
  for (const digest of digests) {
    const sentence = `the rule set kept as ${digest} is not the one with that digest`
    broken ??= await unlessBroken(sentence, async () => {
      const files = await findRuleSetFiles(db, digest)
      return files !== undefined && compileFiles(files).digest === digest ? undefined : sentence
    })
  }
  return { kind: 'rule-sets', links: digests.length, broken }
}

async function proveAssessments(db: Handle): Promise<Check[]> {
  const all = await findAllAssessments(db)
  const seals = await findSaid(db, SEALED)
  const sealOf = new Map(seals.map((one) => [one.object, one]))
  const signed = all.filter((one) => one.signedAt !== undefined)
  let brokenRow: string | undefined
  for (const one of all)
    brokenRow ??= await unlessBroken(`assessment ${one.id} cannot be read`, () => proveDerived(db, one))
  let brokenSeal: string | undefined
  for (const one of signed)
    brokenSeal ??= await unlessBroken(`assessment ${one.id} cannot be read`, () =>
      proveSigned(db, one, sealOf.get(one.id)),
    )
  brokenSeal ??= await findLost(db, new Set(signed.map((one) => one.id)), seals)
  return [
    { kind: 'assessments', links: all.length, broken: brokenRow },
    { kind: 'signed', links: signed.length, broken: brokenSeal },
  ]
}

/** A signed assessment that the trail knows, and of which it does not say later that it was deleted, is there. */
async function findLost(
  db: Handle,
  signed: ReadonlySet<string>,
  seals: readonly Said[],
): Promise<string | undefined> {
  const deletions = await findSaid(db, DELETED)
  const lost = seals.find(
    (seal) =>
      !signed.has(seal.object) &&
      !deletions.some(
        ({ seq, object, details }) =>
          seq > seal.seq &&
          object === seal.organisationId &&
          (details['assessment'] ?? seal.object) === seal.object,
      ),
  )
  return lost && `assessment ${lost.object} was signed, and is not there any more`
}

/** The level row and the histories of one assessment. */
async function proveDerived(db: Handle, assessment: AssessmentRow): Promise<string | undefined> {
  const { id } = assessment
  const question = await findUnlikeHistory(db, id)
  if (question !== undefined)
    return `the answer to ${question} in assessment ${id} is not the newest of its history`
  const file = await findChangedFile(db, id)
  if (file !== undefined) return `the file of evidence ${file} in assessment ${id} was changed`
  return proveLevels(db, await getRuleSet(db, undefined, assessment.ruleSetDigest), assessment)
}

async function proveLevels(
  db: Handle,
  ruleSet: RuleSet,
  assessment: AssessmentRow,
): Promise<string | undefined> {
  const { id } = assessment
  const levels = await findLevels(db, id)
  if (levels === undefined)
    return assessment.revision === 0 ? undefined : `the level row of assessment ${id} is missing`
  if (levels.digest !== ruleSet.digest) return `the level row of assessment ${id} is of another rule set`
  if (levels.revision !== assessment.revision)
    return `the level row of assessment ${id} is of another revision`
  const organisation = await findOrganisation(db, assessment.organisationId)
  if (organisation === undefined) return `assessment ${id} belongs to no organisation`
  // A row that was made before the organisation moved to another cohort still says the earlier one.
  for (const cohort of [organisation.cohort, ...(await findEarlierCohorts(db, organisation.id))]) {
    const { answers } = await readContent(db, ruleSet, { ...organisation, cohort }, assessment)
    if (isSameRow(encode(ruleSet, answers), levels.row)) return undefined
  }
  return `the level row of assessment ${id} is not what its answers give`
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
): Promise<string | undefined> {
  const { id } = assessment
  const ruleSet = await getRuleSet(db, undefined, assessment.ruleSetDigest)
  const levels = await findLevels(db, id)
  const summary = await findSummary(db, id)
  if (levels === undefined || summary === undefined)
    return `the signed summary of assessment ${id}, or its level row, is missing`
  if (!isDeepStrictEqual(summarise(ruleSet, levels.row), summary))
    return `the signed summary of assessment ${id} is not what its level row gives`
  if (seal === undefined) return `assessment ${id} is signed, and the trail does not say so`
  return (await digestSigned(db, id)) === seal.details['digest']
    ? undefined
    : `assessment ${id} is not what was signed: something in it was changed since`
}

async function proveReleases(db: Handle): Promise<Check> {
  let links = 0
  const broken = await unlessBroken('a release cannot be read', async () => {
    const verified = await verifyReleases(db)
    const said = await findSaid(db, PUBLISHED)
    links = verified.length
    for (const { release, difference } of verified) {
      const name = `release ${release.number} (${release.id})`
      if (difference !== undefined) return `${name}: ${difference}`
      const entry = said.find((one) => one.object === release.id)
      if (entry === undefined) return `${name} is published, and the trail does not say so`
      if (entry.details['seal'] !== (await digestRelease(db, release.id)))
        return `${name} is not what was published: something in it was changed since`
    }
    const gone = said.find(({ object }) => !verified.some(({ release }) => release.id === object))
    return gone && `release ${gone.object} was published, and is not there any more`
  })
  return { kind: 'releases', links, broken }
}

/** Every receipt is the one of which the trail has the digest, and nothing was deleted without one. */
async function proveDeletions(db: Handle): Promise<Check> {
  const done = (await findDeletions(db)).filter((one) => one.confirmed !== undefined)
  const said = await findSaid(db, DELETED)
  const entryOf = new Map(said.map((one) => [one.details['deletion'], one]))
  const wrong = done.find(
    (row) => entryOf.get(row.id)?.details['digest'] !== sha256(row.proof ?? '') || !isReceiptOf(row),
  )
  const ids = new Set(done.map((one) => one.id))
  const gone = said.find(({ details }) => !ids.has(String(details['deletion'])))
  const full = await findNotDeleted(db)
  const broken =
    (wrong && `the receipt of deletion ${wrong.id} is not the one in the trail`) ??
    (gone && `the receipt of deletion ${String(gone.details['deletion'])} is missing`) ??
    (full && `assessment ${full} is marked as deleted, and there is something in it`)
  return { kind: 'deletions', links: done.length, broken }
}

/** Whether the row beside a receipt says the same. */
function isReceiptOf({ proof = '', ...row }: DeletionRow): boolean {
  const { organisation, reason, asked, confirmed, assessments } = JSON.parse(proof) as Receipt
  return (
    organisation.id === row.organisationId &&
    (row.assessmentId === undefined || assessments.includes(row.assessmentId)) &&
    isDeepStrictEqual([reason, asked, confirmed], [row.reason, row.asked, row.confirmed])
  )
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

/** What cannot even be read is broken too; what was said about it might quote an answer, and is left out. */
async function unlessBroken(
  sentence: string,
  prove: () => Promise<string | undefined>,
): Promise<string | undefined> {
  try {
    return await prove()
  } catch (error) {
    if (faultOf(error) !== undefined) throw error
    return sentence
  }
}
