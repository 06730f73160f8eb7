/** A PostgreSQL server that is cut off and started again under a running Ward Round. */

import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { DomainError } from '../../src/errors.ts'
import { saveAnswer } from '../../src/service/answering.ts'
import { getAssessment } from '../../src/service/assessments.ts'
import type { OpenHouse } from '../../src/service/house.ts'
import { findLevels } from '../../src/store/levels.ts'
import { addTrust, CHOICE, choose, openTestHouse, person, storedRowOf } from '../service/house.ts'
import { type PostgresServer, startServer } from '../store/server.ts'
import { appOf, visitorOf } from './visitor.ts'

const TRUSTS = ['a', 'b', 'c', 'd']

let server: PostgresServer
let house: OpenHouse
beforeAll(async () => {
  server = await startServer()
  house = await openTestHouse(server.url)
  for (const id of TRUSTS) await addTrust(house, id)
})
afterAll(async () => {
  await house.close()
  await server.end()
})

test('pages say so meanwhile and recover by themselves; nothing that was acknowledged is lost, and nothing is half done', async () => {
  const log = vi.spyOn(console, 'error').mockImplementation(() => undefined)
  const page = () => visitorOf(appOf(house), 'a').get('/')
  let isOver = false
  const acknowledged = new Map(TRUSTS.map((id) => [id, 0]))
  const count = () => [...acknowledged.values()].reduce((sum, one) => sum + one, 0)
  const faults = new Set<string>()

  /** Saves one answer of a trust over and over; after a refusal it looks first, as its message says. */
  const writeOn = async (id: string) => {
    let version = 0
    while (!isOver)
      try {
        const saved = await saveAnswer(
          house,
          person(id),
          id,
          CHOICE.id,
          version,
          choose(version % 2, `${version}`),
        )
        if (!saved.ok) throw new Error(`Somebody else wrote: ${JSON.stringify(saved)}`)
        version = saved.version
        acknowledged.set(id, version)
      } catch (error) {
        if (!(error instanceof DomainError)) throw error
        faults.add(error.code)
        await new Promise((resolve) => setTimeout(resolve, 20))
        version = (await versionOf(id)) ?? version
      }
  }
  const versionOf = async (id: string) =>
    getAssessment(house, person(id), id).then(
      (view) => view.versions[CHOICE.id] ?? 0,
      () => undefined,
    )
  const until = async (more: number) => {
    const goal = count() + more
    while (count() < goal) await new Promise((resolve) => setTimeout(resolve, 10))
  }

  const writers = Promise.all(TRUSTS.map(writeOn))
  for (let outage = 0; outage < 3; outage++) {
    await until(20)
    await server.stop()
    const meanwhile = await page()
    expect(meanwhile.status).toBe(503)
    expect(meanwhile.headers.get('Retry-After')).toBe('30')
    await server.start()
    await until(20)
    expect((await page()).status).toBe(200)
  }
  isOver = true
  await writers

  expect(faults).toEqual(new Set(['busy']))
  for (const [id, version] of acknowledged) {
    const view = await getAssessment(house, person(id), id)
    expect(view.versions[CHOICE.id]).toBeGreaterThanOrEqual(version)
    expect(view.assessment.revision).toBe(view.versions[CHOICE.id])
    expect((await findLevels(house.db, view.assessment.id))?.row).toEqual(
      storedRowOf(view.ruleSet, view.answers),
    )
  }
  expect(log.mock.calls.map(String).join('')).toContain('ECONNREFUSED')
  log.mockRestore()
})
