/**
 * The file of an official framework, given by whoever runs commands on the machine → kept in this installation, in place of an earlier one.
 * It asks nobody: who can run it can read the database. The trail records it.
 */

import { createHash } from 'node:crypto'
import type { OfficialFramework } from '../caf/model.ts'
import { readFramework } from '../caf/read-framework.ts'
import { DomainError } from '../errors.ts'
import type { Framework } from '../rules/model.ts'
import { saveCafFramework } from '../store/caf.ts'
import { write } from '../store/transaction.ts'
import { readLoadedFile } from './caf-files.ts'
import type { House } from './house.ts'
import { actingAs, MACHINE, record } from './recording.ts'

/**
 * Keeps a file as one version of the framework; with defects too, which then stand beside its outcomes.
 *
 * @throws DomainError 'invalid' where it cannot be read, or holds outcomes that this version does not have.
 */
export async function loadCafFramework(
  house: Pick<House, 'db' | 'now'>,
  framework: Framework,
  text: string,
): Promise<OfficialFramework> {
  const read = readFramework(text)
  if (!read.ok) throw new DomainError('invalid', 'The file holds faults, and was not loaded.')
  const strange = read.framework.outcomes.filter(({ code }) => !Object.hasOwn(framework.outcomes, code))
  if (strange.length > 0)
    throw new DomainError(
      'invalid',
      `${framework.short} has no outcome ${strange.map(({ code }) => code).join(', ')}. Is the file of another version?`,
    )
  await write(house.db, async (db) => {
    const acting = actingAs(db, house, MACHINE)
    const digest = createHash('sha256').update(text).digest('hex')
    await saveCafFramework(db, { frameworkId: framework.id, digest, text, loadedAt: acting.stamp.at })
    await record(acting, { action: 'caf-framework-loaded', object: framework.id, details: { digest } })
  })
  await readLoadedFile(text, () => read)
  return read.framework
}
