/**
 * An analyst's order → a prepared release, computed in a process of its own; seldom enough that who prepares again and again learns nothing.
 * It shows nothing of what was computed.
 */

import { fork } from 'node:child_process'
import { randomBytes, randomUUID } from 'node:crypto'
import { DAY_MS } from '../calendar.ts'
import { DomainError } from '../errors.ts'
import type { PeriodId, ReleaseId } from '../ids.ts'
import { findWorker } from '../project.ts'
import type { Person } from '../store/person.ts'
import type { Handle } from '../store/tables.ts'
import { findActTimes } from '../store/trail.ts'
import { demandPreparable } from './gathering.ts'
import { changeNationally } from './acting.ts'
import type { House } from './house.ts'
import type { ReleaseOrder, ReleaseOutcome } from './release-worker.ts'

const preparing = new WeakSet<Handle>()

/**
 * Has a release of a period prepared, and gives its id, which is drawn at random. Each time is in the trail.
 *
 * @throws DomainError as `prepareRelease`.
 */
export async function orderRelease(house: House, person: Person, periodId: PeriodId): Promise<ReleaseId> {
  if (preparing.has(house.db))
    throw new DomainError('busy', 'Another comparison is being prepared. Try again in a moment.')
  const releaseId = randomUUID()
  const nonce = randomBytes(16).toString('hex')
  const by = { id: person.id, name: person.name, at: house.now().toISOString() }
  preparing.add(house.db)
  try {
    const ruleSet = await changeNationally(house, person, 'prepare-release', async ({ db, record }) => {
      const own = await demandPreparable(db, house, periodId)
      await demandSeldom(db, house, periodId)
      await record({ action: PREPARED, object: periodId, details: { release: releaseId } })
      return own
    })
    await runWorker({ database: house.database, ruleSet, periodId, releaseId, nonce, by })
  } finally {
    preparing.delete(house.db)
  }
  return releaseId
}

/** The act of preparing; its object is the period. */
const PREPARED = 'release-prepared'
/** In a period; ours. Source: src/README.md, peers. */
const MOST_PREPARINGS = 3

/** However often somebody prepares, they see nothing change: seldom enough that no two preparings tell one signature from the next. */
async function demandSeldom(db: Handle, house: House, periodId: PeriodId): Promise<void> {
  const times = await findActTimes(db, PREPARED, periodId)
  if (times.length >= MOST_PREPARINGS)
    throw new DomainError(
      'too-many',
      'This period’s comparison was prepared three times, which is the most. Publish the last one, or wait for the next period.',
    )
  const last = times.at(-1)
  if (last !== undefined && house.now().getTime() - Date.parse(last) < DAY_MS)
    throw new DomainError(
      'too-many',
      'This period’s comparison was prepared less than a day ago. It is prepared once a day at most: try again tomorrow.',
    )
}

/** One release prepared in a process of its own, whoever asked and however often; only the worker's own refusals come back as such. */
export async function runWorker(order: ReleaseOrder): Promise<void> {
  const outcome = await new Promise<ReleaseOutcome>((resolve, reject) => {
    const worker = fork(findWorker('service/release-worker.ts'), {
      serialization: 'advanced',
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      // Options of this process, such as a program on the command line, are not the worker's.
      // Many small summaries live only for a moment; room for them saves a sixth of the time with 60,000.
      execArgv: ['--enable-source-maps', '--max-semi-space-size=64'],
    })
    worker.once('message', (outcome) => resolve(outcome as ReleaseOutcome))
    worker.once('error', reject)
    worker.once('exit', () => reject(new Error('The process that prepares releases ended early.')))
    worker.send(order)
  })
  if (!outcome.done) throw new DomainError(outcome.code, outcome.message)
}
