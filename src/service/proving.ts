/**
 * The whole database → what is proved of it, and every broken link by kind: the trail's chains, the rule sets kept, the assessments,
 * the signed ones, the releases, the receipts of deletions, and what decides access. What today's method made is computed anew; the rest is proved by digest and seal.
 * It changes nothing, and names what is broken by its place, never by what a trust answered.
 */

import { createHash } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import { DomainError } from '../errors.ts'
import type { Digest, OrganisationId } from '../ids.ts'
import { compileFiles } from '../rules/rule-set.ts'
import { findDeletions } from '../store/deletions.ts'
import { findNotDeleted } from '../store/forgetting.ts'
import { findOrganisation } from '../store/organisations.ts'
import { findRuleSetDigests, findSaid } from '../store/proofs.ts'
import { findRuleSetFiles } from '../store/rule-sets.ts'
import { findChangedTables, formOf, sealPublished } from '../store/seals.ts'
import type { Handle } from '../store/tables.ts'
import { hasEntry, verifyTrail } from '../store/trail-proof.ts'
import { read } from '../store/transaction.ts'
import { changedWords, type Check, unlessBroken } from './breaks.ts'
import { DELETED, type DeletionRow, type Receipt } from './deleting.ts'
import { provePeriods, proveRoles, proveShares } from './proving-access.ts'
import { proveAssessments } from './proving-assessments.ts'
import { provePacks } from './verifying-packs.ts'
import { PUBLISHED, verifyReleases } from './verifying.ts'

export interface Proof {
  readonly checks: readonly Check[]
  /** Hash of the newest anchor of the trail: kept elsewhere, it shows later that nothing up to there was rewritten. Null: there is none yet. */
  readonly head: string | null
}

/** Proves everything at one moment, also beside a running server. `keptHead`: a head of the trail that was printed once. */
export async function proveAll(db: Handle, keptHead?: string): Promise<Proof> {
  return read(db, async (at) => {
    const { checks, head } = await proveTrail(at, keptHead)
    const ruleSets = await proveRuleSets(at)
    return {
      checks: [
        ...checks,
        ruleSets.check,
        ...(await proveAssessments(at, ruleSets.doubtful)),
        await proveReleases(at, ruleSets.doubtful),
        await proveDeletions(at),
        await provePacks(at),
        await provePeriods(at),
        await proveRoles(at),
        await proveShares(at),
      ],
      head,
    }
  })
}

/**
 * Proves the trail, the assessments and the signatures of one organisation.
 *
 * @throws DomainError 'not-found' where there is none with that id.
 */
export async function proveOrganisation(
  db: Handle,
  organisationId: OrganisationId,
  keptHead?: string,
): Promise<Proof> {
  return read(db, async (at) => {
    if ((await findOrganisation(at, organisationId)) === undefined)
      throw new DomainError('not-found', `There is no organisation ${organisationId} in this database.`)
    const { checks, head } = await proveTrail(at, keptHead, organisationId)
    const { doubtful } = await proveRuleSets(at)
    return { checks: [...checks, ...(await proveAssessments(at, doubtful, organisationId))], head }
  })
}

async function proveTrail(
  db: Handle,
  keptHead: string | undefined,
  organisationId?: OrganisationId,
): Promise<Proof> {
  const { entries, chains, bound, head, breaks } = await verifyTrail(db, organisationId)
  const rewritten =
    keptHead === undefined || (await hasEntry(db, keptHead))
      ? []
      : ['the head that was kept is not in the trail: something before it was rewritten']
  return {
    checks: [
      { kind: 'trail', links: entries, anew: entries, breaks: breaks.entries },
      { kind: 'chains', links: chains, anew: bound, breaks: [...breaks.chains, ...rewritten] },
    ],
    head: head ?? null,
  }
}

async function proveRuleSets(db: Handle): Promise<{ check: Check; doubtful: ReadonlySet<Digest> }> {
  const digests = await findRuleSetDigests(db)
  const doubtful = new Set<Digest>()
  const breaks: string[] = []
  for (const digest of digests) {
    const sentence = `the rule set kept as ${digest} is not the one with that digest`
    const found = await unlessBroken(sentence, async () => {
      const files = await findRuleSetFiles(db, digest)
      return files !== undefined && compileFiles(files).digest === digest ? [] : [sentence]
    })
    if (found.length > 0) doubtful.add(digest)
    breaks.push(...found)
  }
  return { check: { kind: 'rule-sets', links: digests.length, anew: digests.length, breaks }, doubtful }
}

async function proveReleases(db: Handle, doubtful: ReadonlySet<Digest>): Promise<Check> {
  let [links, anew] = [0, 0]
  const breaks = await unlessBroken('a release cannot be read', async () => {
    const verified = await verifyReleases(db, doubtful)
    const said = await findSaid(db, PUBLISHED)
    links = verified.length
    anew = verified.filter((one) => one.notComputed === undefined).length
    const found: string[] = []
    for (const { release, differences } of verified) {
      const name = `release ${release.number} (${release.id})`
      found.push(...differences.map((one) => `${name}: ${one}`))
      const entry = said.find((one) => one.object === release.id)
      if (entry === undefined) {
        found.push(`${name} is published, and the trail does not say so`)
        continue
      }
      const now = await sealPublished(db, release.id, formOf(entry.details))
      if (entry.details['seal'] === now.digest) continue
      const words = changedWords(findChangedTables(entry.details, now))
      found.push(`${name} is not what was published: ${words}`)
    }
    const gone = said.filter(({ object }) => !verified.some(({ release }) => release.id === object))
    return [...found, ...gone.map((one) => `release ${one.object} was published, and is not there any more`)]
  })
  return { kind: 'releases', links, anew, breaks }
}

/** Every receipt is the one of which the trail has the digest, and nothing was deleted without one. */
async function proveDeletions(db: Handle): Promise<Check> {
  const done = await findDeletions(db)
  const said = await findSaid(db, DELETED)
  const entryOf = new Map(said.map((one) => [one.details['deletion'], one]))
  const wrong: string[] = []
  for (const row of done) {
    const sentence = `the receipt of deletion ${row.id} is not the one in the trail`
    const isRight = () =>
      entryOf.get(row.id)?.details['digest'] === sha256(row.proof ?? '') && isReceiptOf(row)
    wrong.push(...(await unlessBroken(sentence, () => Promise.resolve(isRight() ? [] : [sentence]))))
  }
  const ids = new Set(done.map((one) => one.id))
  const gone = said.filter(({ details }) => !ids.has(String(details['deletion'])))
  const full = await findNotDeleted(db)
  const breaks = [
    ...wrong,
    ...gone.map(({ details }) => `the receipt of deletion ${String(details['deletion'])} is missing`),
    ...full.map((id) => `assessment ${id} is marked as deleted, and there is something in it`),
  ]
  return { kind: 'deletions', links: done.length, anew: done.length, breaks }
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
