/**
 * The process is killed in the middle of saves that share a transaction, again and again: what any of them was told is saved is there
 * afterwards, nothing of the group that was cut is, and the trail is whole. On SQLite; PROVE_ROUNDS sets how often (default 100).
 */

import { spawnSync } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, test } from 'vitest'
import { proveAll } from '../../src/service/proving.ts'
import { openReader } from '../../src/store/database.ts'
import { addTrust, openTestHouse } from '../service/house.ts'
import { newFile } from '../store/files.ts'

const ROUNDS = Number(process.env['PROVE_ROUNDS'] ?? 100)
const TRUSTS = Array.from({ length: 20 }, (_, index) => `trust-${index}`)

/**
 * All trusts save at once, again and again. After so many whole groups the process ends itself, when members of the next one have read the
 * clock so often: some of them are written, others are not.
 */
const program = (database: string, groups: number, readings: number) => `
  const { writeSync } = await import('node:fs')
  const { CHOICE, choose, openTestHouse, person, RULE_SET } = await import(${JSON.stringify(resolve('test/service/house.ts'))})
  const { saveAnswer } = await import(${JSON.stringify(resolve('src/service/answering.ts'))})
  let [group, reading] = [-1, 0]
  const now = () => {
    if (group === ${groups} && ++reading === ${readings}) process.kill(process.pid, 'SIGKILL')
    return new Date()
  }
  const house = await openTestHouse(${JSON.stringify(database)}, RULE_SET, { now })
  const rows = await house.db.selectFrom('answer').select(['assessment_id', 'version']).execute()
  const versions = new Map(rows.map((row) => [row.assessment_id, row.version]))
  for (let round = 0; ; round++) {
    const saving = ${JSON.stringify(TRUSTS)}.map(async (trust) => {
      const assessment = trust + '-assessment'
      const seen = versions.get(assessment) ?? 0
      const saved = await saveAnswer(house, person(trust), trust, CHOICE.id, seen, choose(seen % 2))
      if (!saved.ok) throw new Error('It was not saved.')
      versions.set(assessment, saved.version)
      writeSync(1, assessment + ' ' + saved.version + '\\n')
    })
    // They are collected; nothing of them has begun.
    group = round
    await Promise.all(saving)
  }`

test('saves that shared a transaction are stored if and only if they were acknowledged', async () => {
  const database = newFile()
  const house = await openTestHouse(database)
  for (const trust of TRUSTS) await addTrust(house, trust)
  await house.close()
  const acknowledged = new Map<string, number>()
  for (let round = 0; round < ROUNDS; round++) {
    const groups = randomInt(3)
    const text = program(database, groups, 3 + randomInt(TRUSTS.length - 3))
    const { signal, stdout, stderr } = spawnSync(
      process.execPath,
      ['--import', pathToFileURL(resolve('src/sources.mjs')).href, '--input-type=module', '-e', text],
      { encoding: 'utf8' },
    )
    expect(signal, stderr).toBe('SIGKILL')
    const said = stdout.split('\n').filter((line) => line !== '')
    expect(said).toHaveLength(groups * TRUSTS.length)
    for (const line of said) {
      const [assessment = '', version] = line.split(' ')
      acknowledged.set(assessment, Number(version))
    }
    const { db, close } = await openReader(database)
    const rows = await db.selectFrom('answer').select(['assessment_id', 'version']).execute()
    expect(new Map(rows.map((row) => [row.assessment_id, row.version]))).toEqual(acknowledged)
    await close()
  }
  const { db, close } = await openReader(database)
  const { checks } = await proveAll(db)
  await close()
  expect(checks.flatMap(({ breaks }) => breaks)).toEqual([])
  const saves = [...acknowledged.values()].reduce((sum, version) => sum + version, 0)
  expect(checks.find(({ kind }) => kind === 'trail')?.links).toBe(saves)
  console.log(
    `${ROUNDS} kills between members of a group, ${saves} saves acknowledged, all stored, no other.`,
  )
})
