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
import { MOST_EXPORTS } from '../../src/service/exporting.ts'
import { findTrail } from '../../src/store/trail.ts'
import { saveAssessments } from '../../src/store/assessments.ts'
import { saveOrganisations } from '../../src/store/organisations.ts'
import { getTexts } from '../../src/store/releases.ts'
import { addSigned, ANALYST, FIRST, OTHER, publishRelease, SECOND, trustsOf, TWO_CELLS } from './country.ts'
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

describe.each(ENGINES)('on $name', ({ newDatabase }) => {
  let house: OpenHouse
  afterEach(() => house.close())

  async function openWith(signers = TWO_CELLS): Promise<OpenHouse> {
    house = await openTestHouse(await newDatabase())
    await addSigned(house, signers)
    return house
  }

  /** The first period's closing day is moved, so that drafts of it can be filled in beside what was signed. */
  const openAgain = () =>
    house.db.updateTable('period').set({ closes: TEST_PERIOD.closes }).where('id', '=', FIRST.id).execute()
  const bytesOf = async (of: OpenHouse, id: string) => (await getTexts(of.db, id)).bytes
  const contentOf = async (of: OpenHouse, id: string) => JSON.parse(await bytesOf(of, id)) as Release

  describe('a prepared release', () => {
    test('counts those who signed, and says why each cell is as it is', async () => {
      await openWith([...TWO_CELLS, ...trustsOf('east', 3, { region: 'East of England' })])
      const { report, row } = await prepareRelease(house, ANALYST, FIRST.id)
      expect(report.contributors).toBe(27)
      expect(report.changes).toBeNull()
      expect((await contentOf(house, row.id)).cells.map((cell) => cell.of)).toEqual([
        ['acute-london'],
        ['acute-midlands', 'acute-east'],
      ])
      expect(report.cells.filter((cell) => cell.outcome === 'new')).toHaveLength(2)
      expect(report.written.find((cell) => cell.id === 'acute-east')).toMatchObject({
        contributors: 3,
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
        await saveAssessments(house.db, [draftOf(id, house.ruleSet.digest)])
      const before = await prepareRelease(house, ANALYST, FIRST.id)
      for (const id of ['busy', 'london-0', 'midlands-3'])
        for (const version of [0, 1])
          await saveAnswer(house, person(id), id, CHOICE.id, version, choose(version + 1))
      const { bytes, concentration } = await getTexts(house.db, before.row.id)
      const after = await prepareRelease(house, ANALYST, FIRST.id)
      expect(await getTexts(house.db, after.row.id)).toMatchObject({ bytes, concentration })
      expect(after.row.digest).toBe(before.row.digest)
    })

    test('does not change by a byte when two trusts of a cell swap what they signed', async () => {
      await openWith()
      const { row } = await prepareRelease(house, ANALYST, FIRST.id)
      const bytes = await bytesOf(house, row.id)
      await house.close()
      const swap: Readonly<Record<string, string>> = { 'london-0': 'london-7', 'london-7': 'london-0' }
      await openWith(TWO_CELLS.map((one) => ({ ...one, draw: swap[one.id] ?? one.id })))
      const swapped = await prepareRelease(house, ANALYST, FIRST.id)
      expect(await bytesOf(house, swapped.row.id)).toBe(bytes)
      await house.close()
      await openWith(TWO_CELLS.map((one) => ({ ...one, draw: `${one.id} otherwise` })))
      const other = await prepareRelease(house, ANALYST, FIRST.id)
      expect(await bytesOf(house, other.row.id), 'the answers do make it').not.toBe(bytes)
    })

    test('counts a group of trusts once, by its lead organisation', async () => {
      await openWith([
        ...TWO_CELLS,
        { id: 'follower', region: 'Midlands', leadId: 'london-0' },
        { id: 'leader', region: 'Midlands', leadId: 'leader' },
      ])
      const { report } = await prepareRelease(house, ANALYST, FIRST.id)
      expect(report.contributors).toBe(25)
      expect(report.leftOut.inGroups).toBe(1)
    })

    test('says how many have no place in the cohorts, and leaves them out', async () => {
      await openWith([...TWO_CELLS, { id: 'far', region: 'Elsewhere' }, { id: 'odd', cohort: 'dental' }])
      const { report } = await prepareRelease(house, ANALYST, FIRST.id)
      expect(report.leftOut.unplaced).toEqual([
        { cohort: 'acute', region: 'Elsewhere', organisations: 1 },
        { cohort: 'dental', region: 'Y56', organisations: 1 },
      ])
    })

    test('leaves out what was signed under another rule set, was not signed, or was superseded', async () => {
      await openWith()
      const other = compileFiles({
        ...RULE_SET.files,
        'ruleset.yaml': (RULE_SET.files['ruleset.yaml'] ?? '').replace(/^version: .*$/m, 'version: 9.0.0'),
      })
      const file = house.database
      await house.close()
      house = await openTestHouse(file, other)
      await addSigned(house, trustsOf('other', 2))
      await house.close()
      house = await openTestHouse(file)
      await addTrust(house, 'draft')
      await house.db
        .updateTable('assessment')
        .set({ status: 'superseded' })
        .where('organisation_id', '=', 'london-0')
        .execute()
      const { report } = await prepareRelease(house, ANALYST, FIRST.id)
      expect(report.contributors).toBe(23)
      expect(report.leftOut.otherRuleSet).toBe(2)
    })

    test('is of a period in which no organisation counts that had closed when it opened, unless it signed', async () => {
      await openWith(trustsOf('london', 2))
      await addTrust(house, 'open')
      for (const id of ['gone', 'closed-later', 'closed-on-the-day']) await addTrust(house, id)
      const close = (id: string, at: string) =>
        house.db.updateTable('organisation').set({ closed_on: at }).where('id', '=', id).execute()
      await close('gone', '2020-04-01')
      await close('closed-on-the-day', FIRST.opens)
      await close('closed-later', SECOND.opens)
      await close('london-0', '2020-04-01')
      const standings = await listPeriods(house, ANALYST)
      expect(standings.find((one) => one.period.id === FIRST.id)).toMatchObject({
        signed: 2,
        organisations: 4,
      })
    })

    test('takes the place of the one prepared before for the same period', async () => {
      await openWith()
      const first = await prepareRelease(house, ANALYST, FIRST.id)
      const second = await prepareRelease(house, OTHER, FIRST.id)
      await expect(getReleaseRecord(house, ANALYST, first.row.id)).rejects.toMatchObject({
        code: 'not-found',
      })
      expect(await listPeriods(house, ANALYST)).toMatchObject([
        { prepared: { id: second.row.id }, published: [], signed: 24 },
      ])
      await expect(confirmRelease(house, OTHER, first.row.id, first.row.digest)).rejects.toMatchObject({
        code: 'not-found',
      })
    })

    test('holds no figure for anybody before it is published, and all of them afterwards', async () => {
      await openWith(TWO_CELLS.map((one) => ({ ...one, sharesSuppliers: true })))
      const prepared = await prepareRelease(house, ANALYST, FIRST.id)
      const { row } = prepared
      const { cohorts, withheld } = await contentOf(house, row.id)
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
      expect(prepared).toMatchObject({ content: undefined, withheld, report: { suppliers: 'new' } })
      expect(prepared.groups).toEqual(
        cohorts.map(({ id, title, figures: { size } }) => ({ id, title, size })),
      )

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
        message: expect.stringMatching(/9 organisations have signed.* Wait until more have signed/) as string,
      })
    })

    test('when the period’s rule set is not the one in use, or is retired', async () => {
      const file = await newDatabase()
      house = await openTestHouse(file)
      await addSigned(house, TWO_CELLS)
      const prepared = await prepareRelease(house, ANALYST, FIRST.id)
      await house.close()
      const text = RULE_SET.files['ruleset.yaml'] ?? ''
      const newer = compileFiles({
        ...RULE_SET.files,
        'ruleset.yaml': text.replace(/^version: .*$/m, 'version: 9.0.0'),
      })
      house = await openTestHouse(file, newer)
      expect(await refusal(FIRST.id)).toMatchObject({
        code: 'conflict',
        message: expect.stringContaining('open a new period') as string,
      })
      const { row } = prepared
      await expect(confirmRelease(house, OTHER, row.id, row.digest)).rejects.toMatchObject({
        code: 'conflict',
      })
      expect((await getReleaseRecord(house, OTHER, row.id)).cannotPublish).toContain('another rule set')
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
        message: expect.stringContaining('Releases only go forward') as string,
      })
    })

    test('when no group would get new figures', async () => {
      await openWith()
      await publishRelease(house)
      await addSigned(house, [{ id: 'late' }])
      expect(await refusal(FIRST.id)).toMatchObject({
        code: 'conflict',
        message: expect.stringContaining('Too little has changed') as string,
      })
    })
  })

  describe('publishing', () => {
    test('takes somebody else, who read that very release', async () => {
      await openWith()
      const { row } = await prepareRelease(house, ANALYST, FIRST.id)
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
      const later = await prepareRelease(house, ANALYST, SECOND.id)
      await publishRelease(house, FIRST.id)
      await expect(confirmRelease(house, OTHER, later.row.id, later.row.digest)).rejects.toMatchObject({
        code: 'conflict',
        message: expect.stringContaining('published since') as string,
      })
      const again = await prepareRelease(house, ANALYST, SECOND.id)
      await confirmRelease(house, OTHER, again.row.id, again.row.digest)
      expect((await findRelease(house, ANALYST))?.row).toMatchObject({ number: 2, periodId: SECOND.id })
      expect((await findRelease(house, ANALYST, FIRST.id))?.row.number).toBe(1)
    })

    test('of a further release carries the figures of groups that are counted already', async () => {
      await openWith()
      const { row } = await publishRelease(house)
      await addSigned(house, [{ id: 'late' }, ...trustsOf('east', 11, { region: 'East of England' })])
      const further = await prepareRelease(house, ANALYST, FIRST.id)
      expect((await contentOf(house, further.row.id)).cells).toEqual(
        expect.arrayContaining([
          { of: ['acute-london'], from: row.id },
          { of: ['acute-midlands'], from: row.id },
          { of: ['acute-east'], from: null },
        ]),
      )
      expect(further.report.changes).toEqual({ joined: 12, left: 0, signedAnew: 0 })
      await confirmRelease(house, OTHER, further.row.id, further.row.digest)
      await addSigned(house, trustsOf('south', 12, { region: 'South West' }))
      const third = await prepareRelease(house, ANALYST, FIRST.id)
      expect((await contentOf(house, third.row.id)).cells).toEqual(
        expect.arrayContaining([
          { of: ['acute-london'], from: row.id },
          { of: ['acute-east'], from: further.row.id },
          { of: ['acute-south-west'], from: null },
        ]),
      )
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
    const { row } = await prepareRelease(house, ANALYST, FIRST.id)
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
    await saveAssessments(house.db, [open])
    await expect(saveAssessments(house.db, [{ ...open, id: 'another' }])).rejects.toThrow(/unique/i)
    await saveAnswer(house, person('a'), 'a', CHOICE.id, 0, choose(1))
    const changed = await house.db
      .selectFrom('assessment')
      .select('revision')
      .where('id', '=', open.id)
      .executeTakeFirst()
    expect(changed?.revision).toBe(1)
    await expect(saveOrganisations(house.db, [{ ...NOBODY, leadId: 'unknown' }])).rejects.toThrow(
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
