/** Rule sets kept whole under their digest, so that an old result is explained with its own. Nothing here is ever changed or deleted. */

import { DomainError } from '../errors.ts'
import type { RuleSet } from '../rules/model.ts'
import type { Digest } from './column-kinds.ts'
import type { Handle } from './tables.ts'

/**
 * Keeps the rule set's files; does nothing when this digest is kept already.
 *
 * @throws DomainError 'invalid' when another content is kept under its version: what scored under that version would be two things.
 */
export async function insertRuleSet(db: Handle, ruleSet: RuleSet, at: string): Promise<void> {
  const { id, version, digest } = ruleSet
  const known = await db
    .selectFrom('ruleSet')
    .select('digest')
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  if (known?.digest === digest) return
  if (known !== undefined)
    throw new DomainError(
      'invalid',
      `The rules differ from version ${version}, which this database holds already. Give them a new version in ruleset.yaml, with an entry in the list of changes, or start with the rules as they were.`,
    )
  await db
    .insertInto('ruleSet')
    .values({ digest, id, version, files: ruleSet.files, keptAt: at })
    .onConflict((conflict) => conflict.column('digest').doNothing())
    .execute()
}

/** The files of a kept rule set, by path. */
export async function findRuleSetFiles(
  db: Handle,
  digest: Digest,
): Promise<Readonly<Record<string, string>> | undefined> {
  const row = await db.selectFrom('ruleSet').select('files').where('digest', '=', digest).executeTakeFirst()
  return row?.files
}

/** The version of a kept rule set, such as 1.0.0. What a file calls a digest may be any text, and PostgreSQL takes NUL in none. */
export async function findRuleSetVersion(db: Handle, digest: Digest): Promise<string | undefined> {
  if (digest.includes('\0')) return undefined
  const query = db.selectFrom('ruleSet').select('version').where('digest', '=', digest)
  return (await query.executeTakeFirst())?.version
}
