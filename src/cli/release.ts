/**
 * `wardround release verify`: every published release computed anew from the signed summaries in the database, byte for byte.
 * It only reads, also while a Ward Round uses the database; exit code 1 when anything differs.
 */

import { type NotComputed, type Verified, verifyReleases } from '../service/verifying.ts'
import { nameDatabase } from '../store/opened.ts'
import { atReader, databaseOf } from './at-database.ts'
import type { Options } from './options.ts'
import { print, printJson } from './print.ts'
import { Refusal } from './refusal.ts'

/** @throws Refusal */
export async function verify(options: Options): Promise<void> {
  const database = databaseOf(options.database)
  const verified = await atReader(database, verifyReleases)
  if (options.json === true) printJson({ releases: verified.map(asData) })
  else if (verified.length === 0)
    print([{ text: `No comparison is published in ${nameDatabase(database)}.` }])
  else print(verified.map((one) => ({ text: sentenceOf(one) })))
  const wrong = verified.filter((one) => one.differences.length > 0).length
  if (wrong > 0)
    throw new Refusal(1, [
      `${wrong} of ${verified.length} ${verified.length === 1 ? 'comparison' : 'comparisons'} cannot be reproduced. Stop publishing, keep this database as it is, and compare it with a backup.`,
    ])
}

const NOT_COMPUTED: Readonly<Record<NotComputed, string>> = {
  deleted: 'something it counted was deleted',
  'earlier-method': 'an earlier method made it',
  'rule-set': 'its rule set is broken',
  'altered-before': 'the one before it was altered',
}

function sentenceOf({ release, periodName, contributors, differences, notComputed }: Verified): string {
  const name = `Comparison ${release.number}, ${periodName} (${release.id}, ${contributors} contributors)`
  if (differences.length > 0) return `${name}: NOT the same: ${differences.join('; ')}`
  return notComputed === undefined
    ? `${name}: the same, byte for byte. SHA-256 ${release.digest}`
    : `${name}: its bytes have its digest; it is not computed again, because ${NOT_COMPUTED[notComputed]}. SHA-256 ${release.digest}`
}

function asData({
  release,
  contributors,
  notComputed,
  differences,
}: Verified): Readonly<Record<string, unknown>> {
  const { id, number, periodId, ruleSetDigest, digest, method } = release
  return {
    id,
    number,
    periodId,
    ruleSetDigest,
    digest,
    method,
    contributors,
    notComputed: notComputed ?? null,
    differences,
  }
}
