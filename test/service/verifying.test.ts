import { sql } from 'kysely'
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Release } from '../../src/peers/model.ts'
import { askDeletion, confirmDeletion, getKeptData } from '../../src/service/deleting.ts'
import type { OpenHouse } from '../../src/service/house.ts'
import { verifyReleases } from '../../src/service/verifying.ts'
import { getTexts } from '../../src/store/releases.ts'
import { findMembers } from '../../src/store/summaries.ts'
import { insertSupplierNames } from '../../src/store/suppliers.ts'
import { addAdministrator } from './administrator.ts'
import { addSigned, publishRelease, SECOND, trustsOf, TWO_CELLS } from './country.ts'
import { ENGINES } from '../store/engines.ts'
import { dropTriggers } from '../store/triggers.ts'
import { nationalPerson, openTestHouse } from './house.ts'

describe.each(ENGINES)('on $name', ({ newDatabase, copyOf }) => {
  let house: OpenHouse
  let filled: string
  beforeAll(async () => {
    house = await openTestHouse(await newDatabase())
    await insertSupplierNames(house.db, ['Blue Lantern'])
    await addSigned(
      house,
      TWO_CELLS.map((one, index) => ({ ...one, sharesSuppliers: index % 2 === 0 })),
    )
    await publishRelease(house)
    await addSigned(house, [...trustsOf('east', 11, { region: 'East of England' }), { id: 'late' }])
    await publishRelease(house)
    await addSigned(house, TWO_CELLS, SECOND)
    await publishRelease(house, SECOND.id)
    filled = house.database
    await house.close()
  })
  beforeEach(async () => {
    house = await openTestHouse(await copyOf(filled))
  })
  afterEach(() => house.close())

  const differences = async () => (await verifyReleases(house.db)).map((one) => one.differences.join('; '))

  /** Changes what the triggers protect, as who has the file can. */
  async function tamper(statement: string): Promise<void> {
    await dropTriggers(house.db)
    const { numAffectedRows } = await sql.raw(statement).execute(house.db)
    expect(Number(numAffectedRows)).toBeGreaterThan(0)
  }

  test('releases are computed again byte for byte, carried figures and several periods too', async () => {
    expect(await differences()).toEqual(['', '', ''])
    expect((await verifyReleases(house.db)).map((one) => one.contributors)).toEqual([24, 36, 24])
  })

  test('what happens later changes nothing: names listed, consent taken back, organisations moved', async () => {
    await insertSupplierNames(house.db, ['Other'])
    await sql`update organisation set shares_suppliers = 0, cohort = 'ambulance', lead_id = 'late'`.execute(
      house.db,
    )
    expect(await differences()).toEqual(['', '', ''])
  })

  test('what counted somebody who was deleted keeps its digest, and its figures are not made again without them', async () => {
    const [first, second] = ['one', 'two'].map((id) =>
      nationalPerson(`administrator.${id}`, id, 'administrator'),
    )
    if (first === undefined || second === undefined) throw new Error('Two are needed.')
    for (const one of [first, second]) await addAdministrator(house, one)
    await askDeletion(house, first, 'london-0', 'Asked for')
    const { asked } = await getKeptData(house, first, 'london-0')
    await confirmDeletion(house, second, asked?.id ?? '', 'london-0 (fictional)')
    const verified = await verifyReleases(house.db)
    expect(verified.map((one) => [one.differences, one.notComputed])).toEqual([
      [[], 'deleted'],
      [[], 'deleted'],
      [[], 'deleted'],
    ])
    await addSigned(house, trustsOf('north', 12, { region: 'North West' }), SECOND)
    const { row } = await publishRelease(house, SECOND.id)
    const { cells } = JSON.parse((await getTexts(house.db, row.id)).bytes) as Release
    const fromOf = (region: string) =>
      cells.find(({ of }) => of.join().includes(region))?.counted.domains.map((from) => from === null)
    // Eleven are left of twelve: beside the earlier figures, theirs would tell the twelfth's answers.
    expect(new Set(fromOf('london'))).toEqual(new Set([false]))
    expect(new Set(fromOf('north-west'))).toEqual(new Set([true]))
  })

  describe('a difference is named:', () => {
    test('one byte of a release', async () => {
      await tamper(`update "release" set bytes = replace(bytes, '"p50":', '"p5O":') where number = 2`)
      expect(await differences()).toEqual(['', 'its bytes do not have its digest', ''])
    })

    test('one byte of a release with its digest', async () => {
      const { bytes } = await house.db
        .selectFrom('release')
        .select('bytes')
        .where('number', '=', 1)
        .executeTakeFirstOrThrow()
      const at = bytes.indexOf('"size":') + '"size":'.length
      const changed = `${bytes.slice(0, at)}9${bytes.slice(at + 1)}`
      const digest = await sha256(changed)
      await tamper(
        `update "release" set bytes = '${changed.replaceAll("'", "''")}', digest = '${digest}' where number = 1`,
      )
      const [first] = await differences()
      expect(first).toMatch(new RegExp(`^the release differs at byte ${at}: stored .*, computed `))
    })

    test('a signed summary, by assessment and field and never by what it says', async () => {
      await tamper(
        `update signed_summary set summary = replace(summary, '"overall":', '"overall":1') where assessment_id = 'london-3-first'`,
      )
      expect((await differences())[0]).toBe(
        'the signed summary of assessment london-3-first has other overall than its level row',
      )
    })

    test('a level row', async () => {
      await tamper(`update level_row set declared = assured where assessment_id = 'midlands-2-first'`)
      expect((await differences())[0]).toMatch(
        /^the signed summary of assessment midlands-2-first has other /,
      )
    })

    test('a contributor that is gone, or counts elsewhere', async () => {
      await tamper(`update release_member set cell = 'acute-midlands' where organisation_id = 'london-4'`)
      expect((await differences())[0]).toBe(
        'organisation london-4 is kept in another cell than the one it counts in',
      )
      await tamper(
        `delete from release_member where organisation_id like 'london-%' and release_id in (select id from "release" where number = 1)`,
      )
      expect((await differences())[0]).toMatch(/^the release differs at byte \d+/)
    })

    test('supplier counts', async () => {
      await tamper(
        `update "release" set concentration = replace(concentration, '"sharing":10', '"sharing":15') where number = 1`,
      )
      expect((await differences())[0]).toMatch(/^its supplier counts differs at byte/)
    })

    test('contributors of whom nothing can be published any more', async () => {
      await tamper(
        `delete from release_member where release_id in (select id from "release" where number = 1)`,
      )
      expect((await differences())[0]).toMatch(/^it cannot be computed any more: Nothing can be published/)
    })
  })
})

async function sha256(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
  return Buffer.from(digest).toString('hex')
}

test('one country has one digest on both engines, whatever its names begin with', async () => {
  const ids = ['b', 'B', 'a', 'é', 'É', 'z', '_', 'Z', '-', '10', '9', 'ø']
  const digests = new Set<string>()
  for (const { newDatabase } of ENGINES) {
    const house = await openTestHouse(await newDatabase())
    await addSigned(
      house,
      ids.flatMap((id, index) => [
        { id, sharesSuppliers: index % 2 === 0 },
        { id: `${id}${id}`, region: 'Midlands', sharesSuppliers: true },
      ]),
    )
    const { row } = await publishRelease(house)
    const members = await findMembers(house.db, row.id)
    const { report, concentration } = await getTexts(house.db, row.id)
    const { bytes } = await getTexts(house.db, row.id)
    const content = { ...(JSON.parse(bytes) as Release), nonce: '' }
    digests.add(JSON.stringify([content, members.map((one) => one.organisation), report, concentration]))
    await house.close()
  }
  expect(digests.size).toBe(1)
})
