/** A process that is killed in the middle of preparing or publishing: the whole of it is there afterwards, or nothing. */

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { findRelease, getReleaseRecord, listPeriods } from '../../src/service/releases.ts'
import { verifyReleases } from '../../src/service/verifying.ts'
import { ANALYST, countriesOn, OTHER, prepareHere, publishRelease } from './country.ts'
import { ENGINES } from '../store/engines.ts'
import { openTestHouse } from './house.ts'

const from = (path: string) => JSON.stringify(resolve(path))

/** Runs a program that kills itself, over a database that has a prepared release. */
async function killedIn(database: string, program: string): Promise<void> {
  const child = spawn(
    process.execPath,
    [
      '--input-type=module',
      '-e',
      `const { openTestHouse, RULE_SET } = await import(${from('test/service/house.ts')})
       const { ANALYST, OTHER, FIRST } = await import(${from('test/service/country.ts')})
       const { write } = await import(${from('src/store/transaction.ts')})
       const releases = await import(${from('src/store/releases.ts')})
       const { gather } = await import(${from('src/service/gathering.ts')})
       const preparing = await import(${from('src/service/preparing.ts')})
       const house = await openTestHouse(${JSON.stringify(database)})
       const by = (one) => ({ id: one.id, name: one.name, at: '2026-11-25T10:00:00.000Z' })
       ${program}`,
    ],
    { stdio: ['ignore', 'inherit', 'inherit'] },
  )
  const [, signal] = (await once(child, 'exit')) as [number | null, string | null]
  expect(signal).toBe('SIGKILL')
}

describe.each(ENGINES)('on $name', (engine) => {
  const openCountry = countriesOn(engine)

  test('killed while a release is stored, the one prepared before is still whole', async () => {
    const house = await openCountry()
    const { database } = house
    const { row } = await prepareHere(house)
    await house.close()
    await killedIn(
      database,
      `await write(house.db, async (db) => {
       const gathered = await gather(db, RULE_SET, FIRST.id)
       await preparing.storePrepared(db, RULE_SET, gathered, preparing.compute(RULE_SET, gathered, 'nonce'), 'half', by(OTHER))
       process.kill(process.pid, 'SIGKILL')
     })`,
    )
    const again = await openTestHouse(database)
    expect((await listPeriods(again, ANALYST))[0]?.prepared).toEqual(row)
    const members = await again.db.selectFrom('releaseMember').select('releaseId').execute()
    expect(members.map((one) => one.releaseId)).toEqual(Array(24).fill(row.id))
    await again.close()
  })

  test('killed while it is published, it is prepared and nobody sees it', async () => {
    const house = await openCountry()
    const { database } = house
    const { row } = await prepareHere(house)
    await house.close()
    await killedIn(
      database,
      `await write(house.db, async (db) => {
       await releases.savePublished(db, '${row.id}', by(OTHER))
       process.kill(process.pid, 'SIGKILL')
     })`,
    )
    const again = await openTestHouse(database)
    expect(await findRelease(again, ANALYST)).toBeUndefined()
    expect((await getReleaseRecord(again, OTHER, row.id)).row).toEqual(row)
    await again.close()
  })

  test('killed right after it was published, all of it is there', async () => {
    const house = await openCountry()
    const { database } = house
    const { row } = await prepareHere(house)
    await house.close()
    await killedIn(
      database,
      `const service = await import(${from('src/service/releases.ts')})
     await service.confirmRelease(house, OTHER, '${row.id}', '${row.digest}')
     process.kill(process.pid, 'SIGKILL')`,
    )
    const again = await openTestHouse(database)
    expect((await findRelease(again, ANALYST))?.row).toMatchObject({ id: row.id, status: 'published' })
    expect((await verifyReleases(again.db)).map((one) => one.differences)).toEqual([[]])
    await again.close()
  })

  test('killed while the worker computes, nothing is there, and it can be done again', async () => {
    const house = await openCountry()
    const { database } = house
    await house.close()
    await killedIn(
      database,
      `const service = await import(${from('src/service/releases.ts')})
     setTimeout(() => process.kill(process.pid, 'SIGKILL'), 20)
     await service.prepareRelease(house, ANALYST, FIRST.id)
     process.kill(process.pid, 'SIGKILL')`,
    )
    const again = await openTestHouse(database)
    const [standing] = await listPeriods(again, ANALYST)
    expect(standing?.published).toEqual([])
    const { row } = await publishRelease(again)
    expect(row.status).toBe('published')
    await again.close()
  })
})
