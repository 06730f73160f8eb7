import { afterEach, describe, expect, test } from 'vitest'
import { compileFiles } from '../../src/rules/rule-set.ts'
import { saveAnswer } from '../../src/service/answering.ts'
import type { Release } from '../../src/peers/model.ts'
import type { OpenHouse } from '../../src/service/house.ts'
import {
  confirmRelease,
  findRelease,
  exportFigures,
  getReleaseRecord,
  listPeriods,
  prepareRelease,
} from '../../src/service/releases.ts'
import { verifyReleases } from '../../src/service/verifying.ts'
import { MOST_EXPORTS } from '../../src/service/exporting.ts'
import { findTrail } from '../../src/store/trail.ts'
import { insertAssessments } from '../../src/store/assessments.ts'
import { insertOrganisations } from '../../src/store/organisations.ts'
import { getTexts } from '../../src/store/releases.ts'
import {
  addSigned,
  ANALYST,
  countriesOn,
  daysLater,
  FIRST,
  OTHER,
  prepareHere,
  publishRelease,
  SECOND,
  THIRD,
  trustsOf,
  TWO_CELLS,
} from './country.ts'
import { ENGINES } from '../store/engines.ts'
import {
  addTrust,
  CHOICE,
  choose,
  openTestHouse,
  person,
  RULE_SET,
  TEST_PERIOD,
  REFERENCE_DAY,
} from './house.ts'

/** As the real one, of another version. */
const LATER = compileFiles({
  ...RULE_SET.files,
  'ruleset.yaml': (RULE_SET.files['ruleset.yaml'] ?? '').replace(/^version: .*$/m, 'version: 9.0.0'),
})

describe.each(ENGINES)('on $name', (engine) => {
  const { newDatabase } = engine
  const openCountry = countriesOn(engine)
  let house: OpenHouse
  afterEach(() => house.close())

  /** With those who signed; `TWO_CELLS` are most of them, or else none of them. */
  async function openWith(signers = TWO_CELLS): Promise<OpenHouse> {
    const others = signers.filter((one) => !TWO_CELLS.includes(one))
    const isMore = others.length === signers.length - TWO_CELLS.length
    house = isMore ? await openCountry() : await openTestHouse(await newDatabase())
    if (!isMore || others.length > 0) await addSigned(house, isMore ? others : signers)
    return house
  }

  /** The first period's closing day is moved, so that drafts of it can be filled in beside what was signed. */
  const openAgain = () =>
    house.db.updateTable('period').set({ closes: TEST_PERIOD.closes }).where('id', '=', FIRST.id).execute()
  const bytesOf = async (of: OpenHouse, id: string) => (await getTexts(of.db, id)).bytes
  const contentOf = async (of: OpenHouse, id: string) => JSON.parse(await bytesOf(of, id)) as Release
  /** Its bytes but for what was drawn at random. */
  const figuresOf = async (id: string) => JSON.stringify({ ...(await contentOf(house, id)), nonce: '' })
  /** In which release each cell's first domain was counted. */
  const countedIn = async (id: string) =>
    (await contentOf(house, id)).cells.map(({ of, counted }) => [of.join('+'), counted.domains[0]])

  describe('a prepared release', () => {
    test('counts those who signed, and says why each cell is as it is', async () => {
      await openWith([...TWO_CELLS, ...trustsOf('east', 3, { region: 'East of England' })])
      const { report, row } = await prepareRelease(house, ANALYST, FIRST.id)
      expect(report.contributors, 'in a band').toBe(25)
      expect((await contentOf(house, row.id)).cells.map((cell) => cell.of)).toEqual([
        ['acute-london'],
        ['acute-midlands', 'acute-east'],
      ])
      expect(report.cells.filter((cell) => cell.contributors >= 10)).toHaveLength(2)
      expect(report.written.find((cell) => cell.id === 'acute-east')).toMatchObject({
        contributors: 0,
        before: null,
      })
      expect(row).toMatchObject({ status: 'prepared', number: 1, prepared: { id: ANALYST.id } })
      expect(report.suppliers).toBe('too-few')
    })

    test('does not change by a byte when drafts do', async () => {
      await openWith()
      await addTrust(house, 'busy')
      await openAgain()
      for (const id of ['london-0', 'midlands-3'])
        await insertAssessments(house.db, [draftOf(id, house.ruleSet.digest)])
      const before = await prepareHere(house)
      for (const id of ['busy', 'london-0', 'midlands-3'])
        for (const version of [0, 1])
          await saveAnswer(house, person(id), id, CHOICE.id, version, choose(version + 1))
      const content = await contentOf(house, before.row.id)
      const { concentration } = await getTexts(house.db, before.row.id)
      const after = await prepareHere(house)
      expect({ ...(await contentOf(house, after.row.id)), nonce: content.nonce }).toEqual(content)
      expect((await getTexts(house.db, after.row.id)).concentration).toBe(concentration)
      expect(after.row.digest, 'which says nothing of it').not.toBe(before.row.digest)
    })

    test('does not change by a byte when two trusts of a cell swap what they signed', async () => {
      await openWith()
      const { row } = await prepareHere(house)
      const bytes = await figuresOf(row.id)
      await house.close()
      const swap: Readonly<Record<string, string>> = { 'london-0': 'london-7', 'london-7': 'london-0' }
      await openWith(TWO_CELLS.map((one) => ({ ...one, draw: swap[one.id] ?? one.id })))
      const swapped = await prepareHere(house)
      expect(await figuresOf(swapped.row.id)).toBe(bytes)
      await house.close()
      await openWith(TWO_CELLS.map((one) => ({ ...one, draw: `${one.id} otherwise` })))
      const other = await prepareHere(house)
      expect(await figuresOf(other.row.id), 'the answers do make it').not.toBe(bytes)
    })

    test('counts a group of trusts once, by its lead organisation', async () => {
      await openWith([
        ...TWO_CELLS,
        { id: 'follower', region: 'Midlands', leadId: 'london-0' },
        { id: 'leader', region: 'Midlands', leadId: 'leader' },
      ])
      const { report } = await prepareHere(house)
      expect(report.contributors).toBe(25)
      expect(report.leftOut.inGroups).toBe(1)
    })

    test('says how many have no place in the cohorts, and leaves them out', async () => {
      await openWith([...TWO_CELLS, { id: 'far', region: 'Elsewhere' }, { id: 'odd', cohort: 'dental' }])
      const { report } = await prepareHere(house)
      expect(report.leftOut.unplaced).toEqual([
        { cohort: 'acute', region: 'Elsewhere', organisations: 1 },
        { cohort: 'dental', region: 'Y56', organisations: 1 },
      ])
    })

    test('leaves out what was signed under another rule set, was not signed, or was superseded', async () => {
      await openWith()
      const file = house.database
      await house.close()
      house = await openTestHouse(file, LATER)
      await addSigned(house, trustsOf('other', 2))
      await house.close()
      house = await openTestHouse(file)
      await addTrust(house, 'draft')
      await house.db
        .updateTable('assessment')
        .set({ status: 'superseded' })
        .where('organisationId', '=', 'london-0')
        .execute()
      const { report } = await prepareHere(house)
      expect(report.contributors, 'in a band').toBe(20)
      expect(report.leftOut.otherRuleSet).toBe(2)
    })

    test('is of a period in which no organisation counts that had closed when it opened, unless it signed', async () => {
      await openWith(trustsOf('london', 2))
      await addTrust(house, 'open')
      for (const id of ['gone', 'closed-later', 'closed-on-the-day']) await addTrust(house, id)
      const close = (id: string, at: string) =>
        house.db.updateTable('organisation').set({ closedOn: at }).where('id', '=', id).execute()
      await close('gone', '2020-04-01')
      await close('closed-on-the-day', FIRST.opens)
      await close('closed-later', SECOND.opens)
      await close('london-0', '2020-04-01')
      const standings = await listPeriods(house, ANALYST)
      expect(standings.find((one) => one.period.id === FIRST.id)).toMatchObject({
        signed: { all: 2, underRuleSet: 2, organisations: 4 },
      })
    })

    test('takes the place of the one prepared before for the same period', async () => {
      await openWith()
      const first = await prepareRelease(house, ANALYST, FIRST.id)
      const second = await prepareRelease(daysLater(house, 1), OTHER, FIRST.id)
      await expect(getReleaseRecord(house, ANALYST, first.row.id)).rejects.toMatchObject({
        code: 'not-found',
      })
      expect(await listPeriods(house, ANALYST)).toMatchObject([
        { prepared: { id: second.row.id }, published: [], signed: { all: 24, underRuleSet: 24 } },
      ])
      await expect(confirmRelease(house, OTHER, first.row.id, first.row.digest)).rejects.toMatchObject({
        code: 'not-found',
      })
    })

    test('holds no figure for anybody before it is published, and all of them afterwards', async () => {
      await openWith(TWO_CELLS.map((one) => ({ ...one, sharesSuppliers: true })))
      const prepared = await prepareRelease(house, ANALYST, FIRST.id)
      const { row } = prepared
      const { cohorts } = await contentOf(house, row.id)
      const figures = [...new Set(cohorts.flatMap(({ figures }) => keysIn(figures)))].filter(
        (key) => !['size', 'of'].includes(key),
      )
      expect(figures).toEqual(expect.arrayContaining(['overall', 'p50', 'atLeast', 'protects']))
      const read = [
        prepared,
        await getReleaseRecord(house, ANALYST, row.id),
        await getReleaseRecord(house, OTHER, row.id),
        await listPeriods(house, OTHER),
      ]
      for (const one of read) {
        const keys = keysIn(one)
        expect(figures.filter((key) => keys.includes(key))).toEqual([])
        expect(keys).not.toContain('sharing')
      }
      expect(prepared).toMatchObject({ content: undefined, report: { suppliers: 'counted' } })

      await confirmRelease(house, OTHER, row.id, row.digest)
      const published = await getReleaseRecord(house, ANALYST, row.id)
      expect(keysIn(published)).toEqual(expect.arrayContaining(figures))
      expect(published.content?.cohorts).toEqual(cohorts)
    })

    test('is nobody else’s business while it is being prepared', async () => {
      await openWith()
      const preparing = prepareRelease(house, ANALYST, FIRST.id)
      await expect(prepareRelease(house, OTHER, FIRST.id)).rejects.toMatchObject({ code: 'busy' })
      await preparing
      expect(await findRelease(house, ANALYST)).toBeUndefined()
    })
  })

  describe('preparing is refused, with what to do,', () => {
    const refusal = (periodId: string) =>
      prepareRelease(house, ANALYST, periodId).then(
        () => 'prepared',
        (error: unknown) => error,
      )

    test('for an unknown period, and when nobody has signed', async () => {
      await openWith([])
      expect(await refusal('unknown')).toMatchObject({ code: 'not-found' })
      expect(await refusal(FIRST.id)).toMatchObject({
        code: 'conflict',
        message: expect.stringMatching(/^Nobody has signed .* ask the organisations to sign/) as string,
      })
    })

    test('when too few have signed for any group', async () => {
      await openWith(trustsOf('few', 9))
      expect(await refusal(FIRST.id)).toMatchObject({
        code: 'conflict',
        message: expect.stringMatching(
          /too few organisations have signed.* ask the organisations to sign/,
        ) as string,
      })
    })

    test('when the period has taken another rule set since it was prepared, or that one is retired', async () => {
      await openWith()
      const file = house.database
      const prepared = await prepareHere(house)
      await house.close()
      house = await openTestHouse(file, LATER)
      const { row } = prepared
      expect(
        (await getReleaseRecord(house, OTHER, row.id)).cannotPublish,
        'in use is another',
      ).toBeUndefined()
      await house.db.updateTable('period').set({ ruleSetDigest: LATER.digest }).execute()
      await expect(confirmRelease(house, OTHER, row.id, row.digest)).rejects.toMatchObject({
        code: 'conflict',
      })
      expect((await getReleaseRecord(house, OTHER, row.id)).cannotPublish).toContain('another rule set')
      await house.db.updateTable('period').set({ ruleSetDigest: RULE_SET.digest }).execute()
      await house.close()
      const retired = { ...RULE_SET, status: 'retired' as const }
      house = await openTestHouse(file, retired)
      expect(await refusal(FIRST.id)).toMatchObject({ message: expect.stringContaining('retired') as string })
    })

    test('when a later period is published already', async () => {
      await openWith()
      await addSigned(house, TWO_CELLS, SECOND)
      await publishRelease(house, SECOND.id)
      expect(await refusal(FIRST.id)).toMatchObject({
        code: 'conflict',
        message: expect.stringContaining('Comparisons only go forward') as string,
      })
    })

    test('more than once a day, or more than three times a period, whoever asks, and the trail keeps each time', async () => {
      await openWith()
      await addSigned(house, TWO_CELLS, SECOND)
      const prepare = (days: number, person = ANALYST, period = FIRST.id) =>
        prepareRelease(daysLater(house, days), person, period)
      await prepare(0)
      await expect(prepare(0.9, OTHER)).rejects.toMatchObject({
        code: 'too-many',
        message: expect.stringContaining('try again tomorrow') as string,
      })
      await prepare(0, ANALYST, SECOND.id)
      await prepare(1, OTHER)
      await prepare(5)
      await expect(prepare(60, OTHER)).rejects.toMatchObject({
        code: 'too-many',
        message: expect.stringContaining('three times, which is the most') as string,
      })
      const trail = await findTrail(house.db, undefined, 10)
      const acts = trail.filter(({ action }) => action === 'release-prepared')
      expect(acts.map(({ object, actorId }) => [object, actorId])).toEqual([
        [FIRST.id, ANALYST.id],
        [FIRST.id, OTHER.id],
        [SECOND.id, ANALYST.id],
        [FIRST.id, ANALYST.id],
      ])
    })

    test('without counting as a time where who has signed is the reason', async () => {
      await openWith(trustsOf('few', 9))
      for (let time = 0; time < 4; time++) expect(await refusal(FIRST.id)).toMatchObject({ code: 'conflict' })
      await addSigned(house, [{ id: 'tenth' }])
      expect(await refusal(FIRST.id)).toBe('prepared')
    })
  })

  describe('publishing', () => {
    test('takes somebody else, who read that very release', async () => {
      await openWith()
      const { row } = await prepareHere(house)
      await expect(confirmRelease(house, ANALYST, row.id, row.digest)).rejects.toMatchObject({
        code: 'not-allowed',
        message: expect.stringContaining('another analyst must publish') as string,
      })
      await expect(confirmRelease(house, OTHER, row.id, 'other')).rejects.toMatchObject({ code: 'not-found' })
      await expect(confirmRelease(house, OTHER, 'unknown', row.digest)).rejects.toMatchObject({
        code: 'not-found',
      })
      expect(await findRelease(house, ANALYST)).toBeUndefined()
      expect((await getReleaseRecord(house, ANALYST, row.id)).cannotPublish).toContain('another analyst')
      expect((await getReleaseRecord(house, OTHER, row.id)).cannotPublish).toBeUndefined()

      const published = await confirmRelease(house, OTHER, row.id, row.digest)
      expect(published.row).toMatchObject({ status: 'published', confirmed: { id: OTHER.id } })
      expect((await findRelease(house, ANALYST))?.row).toEqual(published.row)
      expect((await confirmRelease(house, OTHER, row.id, row.digest)).row, 'twice').toEqual(published.row)
      await expect(confirmRelease(house, ANALYST, row.id, row.digest)).rejects.toMatchObject({
        code: 'conflict',
      })
    })

    test('is refused when another release came between', async () => {
      await openWith()
      await addSigned(house, TWO_CELLS, SECOND)
      const later = await prepareHere(house, SECOND.id)
      await publishRelease(house, FIRST.id)
      await expect(confirmRelease(house, OTHER, later.row.id, later.row.digest)).rejects.toMatchObject({
        code: 'conflict',
        message: expect.stringContaining('published since') as string,
      })
      const again = await prepareHere(house, SECOND.id)
      await confirmRelease(house, OTHER, again.row.id, again.row.digest)
      expect((await findRelease(house, ANALYST))?.row).toMatchObject({ number: 2, periodId: SECOND.id })
      expect((await findRelease(house, ANALYST, FIRST.id))?.row.number).toBe(1)
    })

    test('of a further release carries the figures of groups in which too few have moved', async () => {
      await openWith()
      const { row } = await publishRelease(house)
      await addSigned(house, [{ id: 'late' }, ...trustsOf('east', 11, { region: 'East of England' })])
      const further = await publishRelease(house)
      expect(await countedIn(further.row.id)).toEqual([
        ['acute-east', null],
        ['acute-london', row.id],
        ['acute-midlands', row.id],
      ])
      await addSigned(house, trustsOf('south', 12, { region: 'South West' }))
      const third = await publishRelease(house)
      expect(await countedIn(third.row.id)).toEqual(
        expect.arrayContaining([
          ['acute-london', row.id],
          ['acute-east', further.row.id],
          ['acute-south-west', null],
        ]),
      )
      expect([...third.comparisons.values()].map(({ number, period }) => [number, period])).toEqual([
        [1, FIRST.name],
        [2, FIRST.name],
        [3, FIRST.name],
      ])
    })

    test('of a later period counts a domain anew where eight moved since it was counted, also those who left', async () => {
      await openWith()
      const { row } = await publishRelease(house)
      const anew = (count: number) =>
        TWO_CELLS.map((one, index) => (index < count ? { ...one, draw: `${one.id} anew` } : one))
      // In London seven sign other answers, and four do not sign at all: three of them answered otherwise.
      await addSigned(house, anew(7), SECOND)
      const second = await publishRelease(house, SECOND.id)
      expect((await countedIn(second.row.id)).map(([, from]) => from)).toEqual([row.id, row.id])
      await addSigned(house, [...anew(7).slice(0, 11), ...TWO_CELLS.slice(12)], THIRD)
      const third = await publishRelease(house, THIRD.id)
      expect((await countedIn(third.row.id)).map(([, from]) => from)).toEqual([null, row.id])
      const [london, midlands] = third.content.cohorts
      expect(london?.figures).not.toEqual(second.content.cohorts[0]?.figures)
      expect(midlands).toEqual(second.content.cohorts[1])
    })

    test('of the first release under another rule set carries what was asked alike, and counts anew what was not', async () => {
      await openWith()
      const file = house.database
      const { row } = await publishRelease(house)
      await house.close()
      house = await openTestHouse(file, LATER)
      await addSigned(house, TWO_CELLS, SECOND)
      const second = await publishRelease(house, SECOND.id)
      expect(second.content.ruleSet).toBe(LATER.digest)
      expect((await countedIn(second.row.id)).map(([, from]) => from)).toEqual([row.id, row.id])
      expect((await verifyReleases(house.db)).map((one) => one.differences)).toEqual([[], []])
    })
  })

  test('without a release there is a sentence instead', async () => {
    await openWith()
    await expect(exportFigures(house, ANALYST)).rejects.toMatchObject({
      code: 'not-found',
      message: expect.stringMatching(/^No comparison has been published yet/) as string,
    })
    await expect(exportFigures(house, ANALYST, 'unknown')).rejects.toMatchObject({ code: 'not-found' })
  })

  test('its figures are carried away after publishing only, so often within an hour, and the trail says so', async () => {
    await openWith()
    const { row } = await prepareHere(house)
    await expect(exportFigures(house, ANALYST, row.id)).rejects.toMatchObject({ code: 'conflict' })
    await confirmRelease(house, OTHER, row.id, row.digest)
    for (let times = 0; times < MOST_EXPORTS; times++) await exportFigures(house, ANALYST, row.id)
    await expect(exportFigures(house, ANALYST)).rejects.toMatchObject({ code: 'too-many' })
    await expect(exportFigures(house, OTHER)).resolves.toMatchObject({ row: { id: row.id } })
    const [last] = await findTrail(house.db, undefined, 1)
    expect(last).toMatchObject({ action: 'figures-exported', object: row.id, actorId: OTHER.id })
  })

  test('an organisation may have one open and one signed assessment in a period, and its open one is the present one', async () => {
    house = await openTestHouse(await newDatabase())
    await addSigned(house, [{ id: 'a' }])
    await openAgain()
    const open = { ...draftOf('a', house.ruleSet.digest), periodId: FIRST.id, asOf: FIRST.referenceDate }
    await insertAssessments(house.db, [open])
    await expect(insertAssessments(house.db, [{ ...open, id: 'another' }])).rejects.toThrow(/unique/i)
    await saveAnswer(house, person('a'), 'a', CHOICE.id, 0, choose(1))
    const changed = await house.db
      .selectFrom('assessment')
      .select('revision')
      .where('id', '=', open.id)
      .executeTakeFirst()
    expect(changed?.revision).toBe(1)
    await expect(insertOrganisations(house.db, [{ ...NOBODY, leadId: 'unknown' }])).rejects.toThrow(
      /foreign key/i,
    )
  })
})

/** Every key in a value but those of rule sets, which are the same for everybody. */
function keysIn(value: unknown): string[] {
  const keys = new Set<string>()
  JSON.stringify(value, (key, inside: unknown) => {
    if (!/^\d*$/.test(key)) keys.add(key)
    return key === 'ruleSet' ? undefined : inside
  })
  return [...keys]
}

const NOBODY = {
  id: 'nobody',
  odsCode: undefined,
  name: 'Nobody (fictional)',
  cohort: 'acute',
  region: 'London',
  fictional: true,
}

function draftOf(organisationId: string, ruleSetDigest: string) {
  return {
    id: `${organisationId}-draft`,
    organisationId,
    periodId: FIRST.id,
    asOf: REFERENCE_DAY,
    ruleSetDigest,
    status: 'draft' as const,
    revision: 0,
  }
}
