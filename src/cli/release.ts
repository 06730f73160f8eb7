/**
 * `wardround release verify`: every published release computed anew from the signed summaries in the database, byte for byte.
 * It only reads, also while a Ward Round uses the database; exit code 1 when anything differs.
 */

import { readConfig } from '../config.ts'
import { DomainError } from '../errors.ts'
import { type Verified, verifyReleases } from '../service/verifying.ts'
import { nameDatabase, openReader } from '../store/database.ts'
import type { Options } from './main.ts'
import { print, printJson } from './print.ts'
import { misuse, Refusal } from './refusal.ts'

/** @throws Refusal */
export async function verify(options: Options): Promise<void> {
  const database = databaseOf(options.database)
  const verified = await verifyAll(database)
  if (options.json === true) printJson({ releases: verified.map(asData) })
  else if (verified.length === 0) print([{ text: `No release is published in ${nameDatabase(database)}.` }])
  else print(verified.map((one) => ({ text: sentenceOf(one) })))
  const wrong = verified.filter((one) => one.difference !== undefined).length
  if (wrong > 0)
    throw new Refusal(1, [
      `${wrong} of ${verified.length} ${verified.length === 1 ? 'release' : 'releases'} cannot be reproduced. Stop publishing, keep this database as it is, and compare it with a backup.`,
    ])
}

async function verifyAll(database: string): Promise<Verified[]> {
  try {
    const { db, close } = await openReader(database)
    try {
      return await verifyReleases(db)
    } finally {
      await close()
    }
  } catch (error) {
    if (error instanceof DomainError) throw misuse(error.message)
    throw error
  }
}

/** The one that is named, checked as its setting is; without a name, that of the settings. */
export function databaseOf(named: string | undefined): string {
  const isUrl = named !== undefined && /^postgres(ql)?:/.test(named)
  try {
    if (named !== undefined && !isUrl) return named
    return readConfig(isUrl ? { DATABASE_URL: named } : process.env).database
  } catch (error) {
    throw misuse(error instanceof Error ? error.message : String(error))
  }
}

function sentenceOf({ release, periodName, contributors, difference, isComputed }: Verified): string {
  const name = `Release ${release.number}, ${periodName} (${release.id}, ${contributors} contributors)`
  if (difference === undefined && !isComputed)
    return `${name}: its bytes have its digest; it cannot be computed anew, since something it counted was deleted. SHA-256 ${release.digest}`
  return difference === undefined
    ? `${name}: the same, byte for byte. SHA-256 ${release.digest}`
    : `${name}: NOT the same: ${difference}`
}

function asData({
  release,
  contributors,
  isComputed,
  difference,
}: Verified): Readonly<Record<string, unknown>> {
  const { id, number, periodId, ruleSetDigest, digest } = release
  return {
    id,
    number,
    periodId,
    ruleSetDigest,
    digest,
    contributors,
    isComputed,
    difference: difference ?? null,
  }
}
