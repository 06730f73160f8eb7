/** A release that an earlier program made by its own method: `verify` proves it by digest and seal, and counts it so. */

import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { parseRelease } from '../../src/peers/content.ts'
import { RELEASE_METHOD } from '../../src/peers/model.ts'
import { askedLessons } from '../../src/scoring/lessons.ts'
import { gather } from '../../src/service/gathering.ts'
import type { OpenHouse } from '../../src/service/house.ts'
import { compute, storePrepared } from '../../src/service/preparing.ts'
import { proveAll } from '../../src/service/proving.ts'
import { actingAs, record } from '../../src/service/recording.ts'
import { detailsOfPublished, PUBLISHED, verifyReleases } from '../../src/service/verifying.ts'
import { savePublished } from '../../src/store/releases.ts'
import { write } from '../../src/store/transaction.ts'
import { run } from '../cli/run.ts'
import { ENGINES } from '../store/engines.ts'
import { dropTriggers } from '../store/triggers.ts'
import { addSigned, ANALYST, FIRST, OTHER, publishRelease, SECOND, TWO_CELLS } from './country.ts'
import { NOW, openTestHouse, RULE_SET } from './house.ts'

const EARLIER = RELEASE_METHOD - 1
const LESSONS = askedLessons(RULE_SET).length

describe.each(ENGINES)('on $name', ({ newDatabase, copyOf }) => {
  let house: OpenHouse
  let filled: string
  beforeAll(async () => {
    house = await openTestHouse(await newDatabase())
    await addSigned(house, TWO_CELLS)
    await publishByAnother(EARLIER)
    await addSigned(house, TWO_CELLS, SECOND)
    await publishRelease(house, SECOND.id)
    filled = house.database
    await house.close()
  })
  beforeEach(async () => {
    house = await openTestHouse(await copyOf(filled))
  })
  afterEach(() => house.close())

  /** As a program of this method, which banded sizes otherwise, would have. */
  async function publishByAnother(method: number): Promise<void> {
    const at = NOW.toISOString()
    await dropTriggers(house.db)
    await write(house.db, async (db) => {
      const gathered = await gather(db, RULE_SET, FIRST.id)
      const computed = compute(RULE_SET, gathered, 'nonce')
      const bytes = computed.bytes.replace(/"size":\d+/, '"size":99')
      const digest = createHash('sha256').update(bytes).digest('hex')
      expect(bytes).not.toBe(computed.bytes)
      await storePrepared(db, RULE_SET, gathered, { ...computed, bytes, digest }, 'elder', { ...ANALYST, at })
      await db.updateTable('release').set({ method }).where('id', '=', 'elder').execute()
      await savePublished(db, 'elder', { id: OTHER.id, name: OTHER.name, at })
      const details = await detailsOfPublished(db, { id: 'elder', number: 1, digest })
      await record(actingAs(db, house, OTHER), { action: PUBLISHED, object: 'elder', details })
    })
  }

  const tamper = async (statement: string) => {
    await dropTriggers(house.db)
    const { numAffectedRows } = await sql.raw(statement).execute(house.db)
    expect(Number(numAffectedRows)).toBe(1)
  }
  const check = async () => (await proveAll(house.db)).checks.find((one) => one.kind === 'releases')

  test('it is not computed anew, breaks nothing, and is counted as proved by digest and seal', async () => {
    expect(await check()).toEqual({ kind: 'releases', links: 2, anew: 1, breaks: [] })
    expect((await verifyReleases(house.db)).map((one) => [one.notComputed, one.differences])).toEqual([
      ['earlier-method', []],
      [undefined, []],
    ])
    const all = await run(['verify', '--database', house.database])
    expect(all.out).toContain(
      '2 published comparisons: each is what was published. 1 computed again, byte for byte, and 1 proved by digest and seal only.',
    )
    const { code, out } = await run(['release', 'verify', '--database', house.database])
    expect(code).toBe(0)
    expect(out).toContain(
      'its bytes have its digest; it is not computed again, because an earlier method made it.',
    )
    expect(out.match(/the same, byte for byte/g)).toHaveLength(1)
  })

  test('what it rests on is read though it kept neither scope nor lessons, and no lesson of it is said to be learned', async () => {
    const { sources } = (await gather(house.db, RULE_SET, SECOND.id)).before ?? {}
    expect(sources?.get('elder')?.members[0]?.answered).toMatchObject({ lessons: { length: LESSONS } })
    await dropTriggers(house.db)
    for (const { assessmentId: id, summary } of await house.db
      .selectFrom('signedSummary')
      .selectAll()
      .execute()) {
      const { scope, lessons, ...first } = summary
      expect([scope?.length, lessons?.length]).toEqual([RULE_SET.context.length, LESSONS])
      await house.db
        .updateTable('signedSummary')
        .set({ summary: first })
        .where('assessmentId', '=', id)
        .execute()
    }
    const gathered = await gather(house.db, RULE_SET, SECOND.id)
    expect(gathered.before?.sources.get('elder')?.members[0]?.answered).toMatchObject({
      scope: [],
      lessons: [],
    })
    expect(gathered.contributors[0]?.summary).toMatchObject({ scope: [], lessons: [] })
    const { bytes } = compute(RULE_SET, { ...gathered, before: undefined }, 'nonce')
    for (const { figures } of parseRelease(bytes).cohorts)
      for (const { atLeast } of figures.lessons) expect(atLeast ?? [0, 0]).toEqual([0, 0])
  })

  test('said to be of today’s method, it is computed anew, and named', async () => {
    await tamper(`update "release" set method = ${RELEASE_METHOD} where id = 'elder'`)
    const found = (await check())?.breaks.join('\n')
    expect(found).toMatch(/release 1 \(elder\): the release differs at byte \d+/)
    expect(found).toContain('release 1 (elder) is not what was published: what stands in release was changed')
  })

  test('its digest proves its bytes, and its seal the digest', async () => {
    await tamper(`update "release" set bytes = replace(bytes, '"size":99', '"size":98') where id = 'elder'`)
    expect((await check())?.breaks).toContain('release 1 (elder): its bytes do not have its digest')
    const { bytes } = await house.db
      .selectFrom('release')
      .select('bytes')
      .where('id', '=', 'elder')
      .executeTakeFirstOrThrow()
    const digest = createHash('sha256').update(bytes).digest('hex')
    await tamper(`update "release" set digest = '${digest}' where id = 'elder'`)
    expect((await check())?.breaks).toEqual([
      'release 1 (elder) is not what was published: what stands in release was changed since',
    ])
  })
})
