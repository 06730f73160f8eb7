/** How many statements a request runs, besides those that begin and end transactions: what is asked twice costs twice. */
import Sqlite from 'better-sqlite3'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addTrust, CHOICE } from '../service/house.ts'
import { openService, type Service, type SignedInPerson } from './signed-in.ts'

type Run = (...parameters: unknown[]) => unknown
// eslint-disable-next-line @typescript-eslint/unbound-method -- bound to its database at each call
const own = Sqlite.prototype.prepare
let ran: string[] = []
let service: Service
let lead: SignedInPerson

beforeAll(async () => {
  Sqlite.prototype.prepare = function (this: Sqlite.Database, sql: string) {
    const statement = own.call(this, sql)
    const runs = statement as unknown as Record<'run' | 'all' | 'get' | 'iterate', Run>
    for (const name of ['run', 'all', 'get', 'iterate'] as const) {
      const run = runs[name].bind(statement)
      runs[name] = (...parameters) => {
        if (!/^(begin|commit|rollback)/.test(sql)) ran.push(sql)
        return run(...parameters)
      }
    }
    return statement
  } as typeof own
  service = await openService()
  await addTrust(service.house, 'oak')
  lead = await service.signIn({ organisationId: 'oak' })
})
afterAll(async () => {
  Sqlite.prototype.prepare = own
  await service.close()
})

async function countOf(request: () => Promise<Response>): Promise<number> {
  ran = []
  const { status } = await request()
  expect(status).toBe(200)
  return ran.length
}

test('a save of an answer runs at most twelve', async () => {
  const path = `/o/oak/questions/${CHOICE.domain}/${CHOICE.id}`
  expect((await lead.visitor.get(path)).status).toBe(200)
  for (const [version, level] of [0, 1].entries()) {
    const value = CHOICE.levels[level]?.id ?? ''
    const save = () => lead.visitor.save(path, { value, version: String(version), assurance: 'asserted' })
    expect(await countOf(save)).toBeLessThanOrEqual(12)
  }
})

test.each([
  ['results', 7],
  ['risks', 7],
  ['board', 13],
  ['incidents', 5],
])('the page of %s runs at most %i', async (page, most) => {
  await lead.visitor.get(`/o/oak/${page}`)
  expect(await countOf(() => lead.visitor.get(`/o/oak/${page}`))).toBeLessThanOrEqual(most)
})
