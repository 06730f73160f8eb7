/**
 * The server is killed again and again while eight people save: what any of them was told is saved is there afterwards, no version is
 * missing from the history, and everything is proved. On both engines; PROVE_ROUNDS sets how often (default 100).
 */

import { randomInt } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { proveAll } from '../../src/service/proving.ts'
import { openReader } from '../../src/store/database.ts'
import { addTrust, openTestHouse, RULE_SET } from '../service/house.ts'
import { ENGINES } from '../store/engines.ts'
import { saveNumber, type Server, startServer } from './server.ts'

const ROUNDS = Number(process.env['PROVE_ROUNDS'] ?? 100)
const TRUSTS = Array.from({ length: 8 }, (_, index) => `trust-${index}`)
const NUMBER = (() => {
  const found = RULE_SET.questions.find(({ form, showWhen }) => form.type === 'number' && !showWhen)
  if (found === undefined) throw new Error('The rules have no question for a number.')
  return found
})()

interface Saved {
  version: number
  value: number
}

test.each(ENGINES)('on $name, nothing that was acknowledged is lost', async ({ newDatabase }) => {
  const database = await newDatabase()
  const house = await openTestHouse(database)
  for (const trust of TRUSTS) await addTrust(house, trust)
  await house.close()
  /** The newest save that each trust was told of. */
  const acknowledged = new Map<string, Saved>()
  let saves = 0
  let unfinished = 0

  async function typeUntilKilled(server: Server, trust: string, from: number): Promise<void> {
    for (let version = from; ;) {
      const value = randomInt(1000)
      const saved = await saveNumber(server, trust, NUMBER, version, value)
      if (saved === undefined) return
      saves++
      acknowledged.set(trust, { version: saved, value })
      version = saved
    }
  }

  /** How many versions of each trust were there when the server was started. */
  let known: ReadonlyMap<string, number> = new Map()

  /** What is stored after a kill, which holds at least what was acknowledged. */
  async function findStored(): Promise<Map<string, number>> {
    const { db, close } = await openReader(database)
    const versions = new Map<string, number>()
    for (const trust of TRUSTS) {
      const history = await db
        .selectFrom('answerHistory')
        .select(['version', 'value'])
        .where('assessmentId', '=', `${trust}-assessment`)
        .orderBy('version')
        .execute()
      expect(history.map((one) => one.version)).toEqual(history.map((_, index) => index + 1))
      const told = acknowledged.get(trust)
      if (told !== undefined) {
        const kept = history[told.version - 1]?.value
        expect(kept).toMatchObject({ value: { kind: 'number', number: String(told.value) } })
      }
      // At most the one save that was under way.
      const more = history.length - Math.max(told?.version ?? 0, known.get(trust) ?? 0)
      expect(more).toBeLessThanOrEqual(1)
      unfinished += more
      versions.set(trust, history.length)
    }
    await close()
    return versions
  }

  for (let round = 0; round < ROUNDS; round++) {
    known = await findStored()
    const server = await startServer(database)
    let isTyping = true
    const typing = Promise.all(
      TRUSTS.map((trust) => typeUntilKilled(server, trust, known.get(trust) ?? 0)),
    ).finally(() => (isTyping = false))
    // At a random moment of the work, however slow the machine is.
    const until = saves + randomInt(1, 60)
    while (isTyping && saves < until) await wait(1)
    await wait(randomInt(20))
    await server.kill()
    await typing
  }
  await findStored()
  const { db, close } = await openReader(database)
  const { checks } = await proveAll(db)
  await close()
  expect(checks.flatMap(({ breaks }) => breaks)).toEqual([])
  expect(saves).toBeGreaterThanOrEqual(ROUNDS)
  console.log(`${ROUNDS} kills, ${saves} saves acknowledged, 0 lost, ${unfinished} stored but not told.`)
})
