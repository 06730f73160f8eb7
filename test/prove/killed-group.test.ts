/**
 * The process is killed in the middle of saves that share a transaction, again and again: what any of them was told is saved is there
 * afterwards, nothing of the group that was cut is, and the trail is whole. On SQLite; PROVE_ROUNDS sets how often (default 100).
 */

import { spawnSync } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { openReader } from '../../src/store/database.ts'
import { verifyTrail } from '../../src/store/trail-proof.ts'
import { newFileWithTables } from '../store/files.ts'

const ROUNDS = Number(process.env['PROVE_ROUNDS'] ?? 100)
const TRUSTS = Array.from({ length: 20 }, (_, index) => `trust-${index}`)

/**
 * All trusts save at once, again and again, and say of which they were told. After so many whole groups the process ends itself in the next
 * one, in the work of the member at this place, before or after that one is written.
 */
const program = (database: string, groups: number, place: number, isWritten: boolean) => `
  const { writeSync } = await import('node:fs')
  const { openDatabase } = await import(${JSON.stringify(resolve('src/store/database.ts'))})
  const { appendTrail } = await import(${JSON.stringify(resolve('src/store/trail.ts'))})
  const { write } = await import(${JSON.stringify(resolve('src/store/transaction.ts'))})
  const { db } = await openDatabase(${JSON.stringify(database)})
  const end = () => process.kill(process.pid, 'SIGKILL')
  for (let group = 0; ; group++)
    await Promise.all(${JSON.stringify(TRUSTS)}.map(async (organisationId, place) => {
      const isFatal = group === ${groups} && place === ${place}
      await write(db, async (on) => {
        if (isFatal && !${isWritten}) end()
        const at = new Date().toISOString()
        await appendTrail(on, { at, actorName: 'Lead', organisationId, action: 'answer-saved', object: 'x', details: {} })
        if (isFatal) end()
      }, organisationId)
      writeSync(1, organisationId + '\\n')
    }))`

test('saves that shared a transaction are stored if and only if they were acknowledged', async () => {
  const database = await newFileWithTables()
  const acknowledged = new Map<string, number>()
  for (let round = 0; round < ROUNDS; round++) {
    const groups = randomInt(4)
    const text = program(database, groups, randomInt(TRUSTS.length), randomInt(2) === 1)
    const { signal, stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', text], {
      encoding: 'utf8',
    })
    expect(signal, stderr).toBe('SIGKILL')
    const told = stdout.split('\n').filter((line) => line !== '')
    expect(told).toHaveLength(groups * TRUSTS.length)
    for (const trust of told) acknowledged.set(trust, (acknowledged.get(trust) ?? 0) + 1)
    const { db, close } = await openReader(database)
    const heads = await db.selectFrom('trailHead').select(['chain', 'number']).execute()
    const { breaks } = await verifyTrail(db)
    await close()
    const stored = heads.map(({ chain, number }) => [chain.replace('organisation/', ''), number] as const)
    expect(new Map(stored)).toEqual(acknowledged)
    expect(breaks).toEqual({ entries: [], chains: [] })
  }
  const saves = [...acknowledged.values()].reduce((sum, version) => sum + version, 0)
  console.log(
    `${ROUNDS} kills between members of a group, ${saves} saves acknowledged, all stored, no other.`,
  )
})
