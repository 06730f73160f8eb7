/** One answer, one row and their history by a program: read with a version, changed with that version, and never over somebody else's. */
import type { Hono } from 'hono'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { saveAnswer } from '../../src/service/answering.ts'
import { getAssessment } from '../../src/service/assessments.ts'
import type { OpenHouse } from '../../src/service/house.ts'
import { assignPart } from '../../src/service/sharing-out.ts'
import { getTrail } from '../../src/service/trails.ts'
import type { Env } from '../../src/web/web.ts'
import { addTrust, CHOICE, choose, openTestHouse, person, REFERENCE_DAY, RULE_SET } from '../service/house.ts'
import { appOf } from '../web/visitor.ts'
import { newKey, type Program, programOf } from './programs.ts'

let house: OpenHouse
let app: Hono<Env>
beforeAll(async () => {
  house = await openTestHouse()
  app = appOf(house)
})
afterAll(() => house.close())

/** A trust of its own, and a program of somebody there. */
async function trust(id: string, role: 'lead' | 'contributor' = 'lead'): Promise<Program> {
  await addTrust(house, id)
  return programOf(app, await newKey(house, id, role))
}

const at = (trust: string, id = CHOICE.id) => `/organisations/${trust}/answers/${id}`
const put = (body: unknown, version: number) => ({
  ...{ method: 'PUT', body },
  headers: { 'If-Match': `"${version}"` },
})
const levelId = (level: number) => CHOICE.levels[level]?.id ?? ''

test('a program answers a question with the version that it read, and gets the next one', async () => {
  const ask = await trust('first')
  const before = await ask(at('first'))
  expect([before.status, before.headers.get('ETag')]).toEqual([200, '"0"'])
  const saved = await ask(at('first'), put({ value: levelId(1), comment: 'From the asset list' }, 0))
  expect([saved.status, saved.headers.get('ETag')]).toEqual([200, '"1"'])
  expect(await saved.json()).toMatchObject({
    ...{ question: CHOICE.id, domain: CHOICE.domain, version: 1 },
    answer: { value: levelId(1), comment: 'From the asset list' },
  })
  const view = await getAssessment(house, person('first'), 'first')
  expect(view.answers.answers[CHOICE.id]?.value).toEqual(choose(1).value)
  const listed = (await (await ask('/organisations/first/answers')).json()) as {
    items: { version: number }[]
  }
  expect(listed.items.filter(({ version }) => version === 1)).toHaveLength(1)
  const { rows } = await getTrail(house, person('first'), 'first')
  expect(rows[0]).toMatchObject({ action: 'answer-saved', actorId: 'lead.first' })
  expect(String(rows[0]?.details['key'])).toMatch(/^wardround_[\w-]{6}$/)
})

test('a stale change writes nothing, and gets both texts', async () => {
  const ask = await trust('stale')
  await saveAnswer(house, person('stale'), 'stale', CHOICE.id, 0, choose(2))
  const given = { value: levelId(0) }
  const refused = await ask(at('stale'), put(given, 0))
  expect([refused.status, refused.headers.get('ETag')]).toEqual([412, '"1"'])
  expect(await refused.json()).toMatchObject({
    ...{ status: 412, given },
    present: { version: 1, answer: { value: levelId(2) } },
  })
  const deleted = await ask(at('stale'), { method: 'DELETE', headers: { 'If-Match': '"0"' } })
  expect(deleted.status).toBe(412)
  expect((await ask(at('stale'), { method: 'DELETE', headers: { 'If-Match': '"1"' } })).status).toBe(200)
  expect(await (await ask(at('stale'))).json()).not.toHaveProperty('answer')
})

test('what cannot be taken is refused with its field, and nothing is written', async () => {
  const ask = await trust('wrong')
  const fields = async (body: unknown, headers = {}) => {
    const answer = await ask(at('wrong'), { ...put(body, 0), headers: { 'If-Match': '"0"', ...headers } })
    const { faults = [] } = (await answer.json()) as { faults?: { field: string }[] }
    return [answer.status, ...faults.map(({ field }) => field)]
  }
  expect(await fields({ value: 'no-such-level' })).toEqual([422, CHOICE.id])
  expect(await fields({ value: levelId(1), answer: 'x' })).toEqual([422, 'answer'])
  expect(await fields({ value: levelId(1), assurance: 'verified' })).toEqual([422, 'assurance'])
  expect(await fields({ value: levelId(1), comment: 'a\u0000b' })).toEqual([422, `${CHOICE.id}.comment`])
  expect(await fields({ value: levelId(1) }, { 'If-Match': '*' })).toEqual([400])
  expect(await fields({ value: levelId(1) }, { 'Content-Type': 'text/plain' })).toEqual([415])
  expect(await fields({ value: levelId(1), comment: 'x'.repeat(70_000) })).toEqual([413])
  const unseen = await ask(at('wrong'), { method: 'PUT', body: { value: levelId(1) } })
  expect(unseen.status).toBe(428)
  expect((await ask(at('wrong', 'no-such-question'), put({ value: 'x' }, 0))).status).toBe(404)
  const [fed] = RULE_SET.registers.flatMap(({ feeds }) => feeds.map((index) => RULE_SET.questions[index]?.id))
  expect((await ask(at('wrong', fed), put({ value: 'x' }, 0))).status).toBe(422)
  expect(await (await ask(at('wrong'))).json()).toMatchObject({ version: 0 })
})

test('evidence of the earlier value stands only where the program says so', async () => {
  const ask = await trust('evidence')
  const evidence = { assurance: 'evidenced', evidence: 'Audit, page 3', 'evidence-date': REFERENCE_DAY }
  await ask(at('evidence'), put({ value: levelId(1), ...evidence }, 0))
  const changed = put({ value: levelId(2), ...evidence }, 1)
  expect((await ask(at('evidence'), changed)).status).toBe(422)
  expect((await ask(`${at('evidence')}?evidence-kept=true`, changed)).status).toBe(200)
})

test('the scope is answered by the value alone', async () => {
  const ask = await trust('scope')
  const scope = RULE_SET.context.find((one) => !one.fromOrganisation && one.type === 'choice')
  const value = scope?.options[0]?.id
  expect((await ask(at('scope', scope?.id), put({ value }, 0))).status).toBe(200)
  expect(await (await ask(at('scope', scope?.id))).json()).toMatchObject({ version: 1, answer: { value } })
})

test('the history of an answer goes on by a cursor until it ends', async () => {
  const ask = await trust('history')
  for (let version = 0; version < 60; version++)
    await saveAnswer(house, person('history'), 'history', CHOICE.id, version, choose(version % 2))
  const versions: number[] = []
  let path: string | undefined = `${at('history')}/history`
  while (path !== undefined) {
    const part = (await (await ask(path)).json()) as { items: { version: number }[]; next?: string }
    versions.push(...part.items.map(({ version }) => version))
    path = part.next === undefined ? undefined : `${at('history')}/history?cursor=${part.next}`
  }
  expect(versions).toEqual(Array.from({ length: 60 }, (_, index) => 60 - index))
  expect((await ask(`${at('history')}/history?cursor=x`)).status).toBe(422)
})

test('a contributor’s program sees and changes what was assigned, and no more', async () => {
  const ask = await trust('shared', 'contributor')
  await assignPart(house, person('shared'), 'shared', {
    ...{ accountId: 'contributor.shared', kind: 'question', target: CHOICE.id },
    ...{ due: '', note: '' },
  })
  const other = RULE_SET.questions.find(({ form, id }) => form.type === 'choice' && id !== CHOICE.id)?.id
  expect((await ask(at('shared'), put({ value: levelId(1) }, 0))).status).toBe(200)
  expect((await ask(at('shared', other))).status).toBe(403)
  expect((await ask(at('shared', other), put({ value: 'x' }, 0))).status).not.toBe(200)
  const { items } = (await (await ask('/organisations/shared/answers')).json()) as {
    items: { question: string; domain?: string }[]
  }
  expect(items.filter(({ domain }) => domain !== undefined).map(({ question }) => question)).toEqual([
    CHOICE.id,
  ])
})

test('a submitted assessment is read, and not changed', async () => {
  const ask = await trust('sent')
  await house.db
    .updateTable('assessment')
    .set({ status: 'submitted' })
    .where('id', '=', 'sent-assessment')
    .execute()
  expect((await ask(at('sent'))).status).toBe(200)
  expect((await ask(at('sent'), put({ value: levelId(1) }, 0))).status).toBe(409)
})

test('a row is added once, changed, taken away, and the register said to be complete', async () => {
  const ask = await trust('rows')
  const register = RULE_SET.registers[0]
  const name = register?.columns.find(({ type }) => type === 'text')?.id ?? 'name'
  const own = `/organisations/rows/registers/${register?.id}`
  const row = `${own}/rows/6f1d3c1e-52c1-4a35-9f0a-1f6f8d0f2b11`
  expect((await ask(row, put({ [name]: 'Blue Lantern' }, 0))).headers.get('ETag')).toBe('"1"')
  expect((await ask(row, put({ [name]: 'Blue Lantern' }, 0))).status).toBe(200)
  expect((await ask(row, put({ [name]: 'Red Lantern' }, 1))).headers.get('ETag')).toBe('"2"')
  const stale = await ask(row, put({ [name]: 'Green Lantern' }, 1))
  expect([stale.status, await stale.json()]).toMatchObject([
    412,
    { present: { row: { [name]: 'Red Lantern' } } },
  ])
  expect((await ask(row, put({ 'no-such-column': 'x' }, 2))).status).toBe(422)
  expect((await ask(own, put({ complete: true }, 0))).status).toBe(200)
  const { registers } = await getAssessment(house, person('rows'), 'rows')
  expect(registers[register?.id ?? '']).toMatchObject({ complete: true, rows: [{ version: 2 }] })
  expect((await ask(row, { method: 'DELETE', headers: { 'If-Match': '"2"' } })).status).toBe(200)
  expect((await ask(row)).status).toBe(404)
})
