/** Pages that another site makes somebody's browser ask for: they write nothing, and use nothing up. */

import type { Hono } from 'hono'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { demonstrationId } from '../../src/identity/demonstration.ts'
import { addEvidence } from '../../src/service/bringing-evidence.ts'
import { MOST_DOWNLOADS, MOST_EXPORTS } from '../../src/service/exporting.ts'
import type { OpenHouse } from '../../src/service/house.ts'
import { sealAssessment } from '../../src/service/signing.ts'
import { ROLES } from '../../src/store/person.ts'
import { findAssessment } from '../../src/store/assessments.ts'
import { write } from '../../src/store/transaction.ts'
import { DECLARED } from '../../src/web/app.tsx'
import type { Env } from '../../src/web/web.ts'
import { addSigned, ANALYST, publishRelease, TWO_CELLS } from '../service/country.ts'
import { PDF } from '../exchange/sample-files.ts'
import { CHOICE, NOW, openTestHouse, person, REFERENCE_DAY, RULE_SET } from '../service/house.ts'
import { TRUSTS } from './trusts.ts'
import { appOf } from './visitor.ts'
import { addTrustWith } from './written-trusts.ts'

let house: OpenHouse
let app: Hono<Env>
const filled: Record<string, string> = {
  organisation: 'oak',
  domain: CHOICE.domain,
  question: CHOICE.id,
  register: RULE_SET.registers[0]?.id ?? '',
  incident: RULE_SET.incidents[0]?.id ?? '',
  risk: RULE_SET.risks[0]?.id ?? '',
}
beforeAll(async () => {
  house = await openTestHouse()
  await addTrustWith(house, 'oak', TRUSTS['all-best'] as NonNullable<(typeof TRUSTS)[string]>)
  const given = { title: 'Report', dated: REFERENCE_DAY, owner: 'Us', place: '' }
  const file = { name: 'report.pdf', bytes: PDF }
  const added = await addEvidence(house, person('oak'), 'oak', CHOICE.id, given, file)
  if (added.ok) filled['evidence'] = added.evidenceId
  await write(house.db, async (db) => {
    const present = await findAssessment(db, 'oak')
    if (present !== undefined) await sealAssessment(db, RULE_SET, present, NOW.toISOString())
  })
  await addSigned(house, TWO_CELLS)
  const { row } = await publishRelease(house)
  filled['release'] = row.id
  app = appOf(house)
})
afterAll(() => house.close())

const FROM: readonly (readonly [how: string, headers: Readonly<Record<string, string>>])[] = [
  ['another site', { 'Sec-Fetch-Site': 'cross-site' }],
  ['a sister host', { 'Sec-Fetch-Site': 'same-site' }],
  [
    'another site, whose browser says only where it was',
    { 'Sec-Fetch-Site': '', Referer: 'https://evil.example/' },
  ],
  ['nowhere, in a browser that says nothing', { 'Sec-Fetch-Site': '' }],
]
/** As the browser would send it: what is empty here is left out. */
const ask = async (path: string, account: string, headers: Readonly<Record<string, string>>) =>
  app.request(`http://localhost${path}`, {
    headers: {
      Cookie: `wardround-demonstration=${account}`,
      ...Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== '')),
    },
  })
const written = async () => {
  const [trail, attempts] = await Promise.all([
    house.db.selectFrom('trail').select('seq').execute(),
    // Whether it can write is tried there too, for whoever watches over the service.
    house.db.selectFrom('attempt').selectAll().where('name', '<>', 'health').execute(),
  ])
  return [trail.length, attempts]
}
const file = () => `/o/oak/evidence/${filled['evidence'] ?? ''}/file`
const lead = demonstrationId('oak', 'lead')

describe.each(FROM)('asked for by %s', (_, headers) => {
  test('no page writes to the trail or counts, whoever is made to ask', async () => {
    const before = await written()
    const everybody = [...ROLES.map((role) => demonstrationId('oak', role)), ANALYST.id]
    for (const { method, path, guard } of DECLARED) {
      if (method !== 'GET') continue
      const address = path.replace(/:([a-z-]+)(\{[^}]*\})?/gi, (__, name: string) => filled[name] ?? 'none')
      for (const account of guard === 'read-national' ? [ANALYST.id] : everybody)
        expect((await ask(address, account, headers)).status, address).toBeLessThan(500)
    }
    expect(await written()).toEqual(before)
  })

  test('a file is given only once somebody asks for it here, as often as that happens', async () => {
    const before = await written()
    for (let times = 0; times <= Math.max(MOST_DOWNLOADS, MOST_EXPORTS); times++) {
      const page = await (await ask(file(), lead, headers)).text()
      expect(page).toContain(`href="${file()}"`)
    }
    expect(await written()).toEqual(before)
  })
})

test.each([
  ['one of our pages', { 'Sec-Fetch-Site': 'same-origin' }],
  ['the address bar, or a bookmark', { 'Sec-Fetch-Site': 'none' }],
  ['one of our pages, in a browser that says only where it was', { Referer: 'http://localhost/o/oak' }],
])('asked for from %s, a file is given and entered in the trail', async (_, headers) => {
  const [before] = await written()
  const answer = await ask(file(), lead, headers)
  expect([answer.status, answer.headers.get('Content-Type')]).toEqual([200, 'application/pdf'])
  expect((await written())[0]).toBe(Number(before) + 1)
})
