import { sql } from 'kysely'
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { askDeletion, confirmDeletion, getKeptData } from '../../src/service/deleting.ts'
import { getSigned, getTrend } from '../../src/service/earlier.ts'
import { addEvidence, withdrawEvidence } from '../../src/service/bringing-evidence.ts'
import type { OpenHouse } from '../../src/service/house.ts'
import { proveAll } from '../../src/service/proving.ts'
import { compileFiles } from '../../src/rules/rule-set.ts'
import { recordSeals } from '../../src/service/signing.ts'
import { addSigned, publishRelease, TWO_CELLS } from './country.ts'
import { addFullTrust } from './full-trust.ts'
import { saveAnswer } from '../../src/service/answering.ts'
import { addTrust, CHOICE, choose, nationalPerson, NOW, openTestHouse, person, RULE_SET } from './house.ts'
import { addAdministrator } from './administrator.ts'
import { ENGINES } from '../store/engines.ts'
import { newFile } from '../store/files.ts'
import { dropTriggers } from '../store/triggers.ts'

const SIGNED = 'oak-assessment'
const board = person('oak', 'board')

describe.each(ENGINES)('on $name', ({ newDatabase, copyOf }) => {
  let house: OpenHouse
  let filled: string
  beforeAll(async () => {
    house = await openTestHouse(await newDatabase())
    await addFullTrust(house)
    await addSigned(house, TWO_CELLS)
    await publishRelease(house)
    await addTrust(house, 'gone')
    const [ada, ben] = ['one', 'two'].map((id) => nationalPerson(`administrator.${id}`, id, 'administrator'))
    if (ada === undefined || ben === undefined) throw new Error('Two are needed.')
    for (const one of [ada, ben]) await addAdministrator(house, one)
    await askDeletion(house, ada, 'gone', 'Asked for')
    const { asked, organisation } = await getKeptData(house, ada, 'gone')
    await confirmDeletion(house, ben, asked?.id ?? '', organisation.name)
    filled = house.database
    await house.close()
  })
  beforeEach(async () => {
    house = await openTestHouse(await copyOf(filled))
  })
  afterEach(() => house.close())

  /** Level rows of a test's country are drawn, and rest on no answers. */
  const isDrawn = (sentence: string) => /^the level row of assessment (london|midlands)-/.test(sentence)
  const checks = async () =>
    (await proveAll(house.db)).checks.map((one) => ({
      ...one,
      breaks: one.breaks.filter((sentence) => !isDrawn(sentence)),
    }))
  const breaks = async () => (await checks()).flatMap((one) => one.breaks)
  const check = async (kind: string) => (await checks()).find((one) => one.kind === kind)
  const run = (statement: string) => sql.raw(statement).execute(house.db)

  test('a column that is new in every table breaks nothing, and what was signed opens', async () => {
    expect(await breaks()).toEqual([])
    for (const { name } of await house.db.introspection.getTables())
      await run(`alter table "${name}" add column added_later text`)
    expect(await breaks()).toEqual([])
    const { view } = await getSigned(house, board, 'oak', SIGNED)
    expect(view.assessment.status).toBe('signed')
  })

  test('a comparison that was published bound the trail together, up to then', async () => {
    const { rows } = await sql<{
      details: string
    }>`select details from trail where chain = 'anchors'`.execute(house.db)
    expect(rows).toHaveLength(1)
    expect(rows[0]?.details).toContain('organisation/oak')
    const chains = await check('chains')
    // What administrators did since then is not: national acts, and what was asked about one organisation.
    expect([chains?.breaks, (chains?.links ?? 0) - (chains?.anew ?? 0)]).toEqual([[], 2])
  })

  test('every break is named, not the first of a kind', async () => {
    await dropTriggers(house.db)
    await run(`update answer set saved_by = 'X' where assessment_id = '${SIGNED}'`)
    await run(`update comment set text = 'X' where assessment_id = '${SIGNED}'`)
    await run(`update register set saved_by = 'X' where assessment_id = '${SIGNED}'`)
    await run(`update evidence_file set bytes = ${house.database.startsWith('post') ? "'\\x00'" : "x'00'"}`)
    await run(`update signed_summary set summary = replace(summary, '"overall":', '"overall":1')`)
    await run(`update "release" set report = 'X'`)
    await run(`update "release_member" set region = 'X' where organisation_id = 'london-1'`)
    await run(`update trail set actor_name = 'X' where chain = 'organisation/oak' and number in (2, 4)`)
    await run(`update deletion set reason = 'X'`)
    const found = await breaks()
    const named = found.join('\n')
    for (const one of [
      'entry 2 of the trail of organisation oak was changed',
      'entry 4 of the trail of organisation oak was changed',
      `the answer to ${CHOICE.id} in assessment ${SIGNED} is not the newest of its history`,
      `in assessment ${SIGNED} was changed`,
      `the signed summary of assessment ${SIGNED} is not what its level row gives`,
      `assessment ${SIGNED} is not what was signed: what stands in answer, register, signed_summary, comment was changed since`,
      ...TWO_CELLS.map(
        ({ id }) => `assessment ${id}-first is not what was signed: what stands in signed_summary`,
      ),
      ...TWO_CELLS.map(({ id }) => `the signed summary of assessment ${id}-first has other overall`),
      'is not what was published: what stands in release, release_member was changed since',
      'is not the one in the trail',
    ])
      expect(named).toContain(one)
    expect(new Set(found).size).toBe(found.length)
  })

  test('what an earlier method made is proved by its seal, and how many of each is said', async () => {
    expect(await check('signed')).toMatchObject({ links: 25, anew: 25, breaks: [] })
    await dropTriggers(house.db)
    // As an earlier program, whose method gave another outcome, would have signed it.
    await run(
      `update signed_summary set method = 0, summary = replace(summary, '"overall":', '"overall":1') where assessment_id = '${SIGNED}'`,
    )
    await run(`update level_row set method = 0, declared = assured where assessment_id = '${SIGNED}'`)
    await recordSeals(house.db, [{ id: SIGNED, organisationId: 'oak', signedAt: NOW.toISOString() }])
    await run(`update "release" set method = 0`)
    expect(await check('signed')).toMatchObject({ links: 25, anew: 24, breaks: [] })
    expect(await check('releases')).toMatchObject({ links: 1, anew: 0 })
    const all = await check('assessments')
    expect([all?.anew, all?.breaks]).toEqual([(all?.links ?? 0) - 1, []])
    // It shows the scores that it was signed with, and what today's method gives.
    const { result, today } = await getSigned(house, board, 'oak', SIGNED)
    expect(String(result.overall.score)).toBe(`1${String(today?.overall.score)}`)
    const trend = await getTrend(house, board, 'oak')
    expect(trend.signed.map((one) => one.result.overall.score)).toEqual([result.overall.score])
    await run(`update signed_summary set summary = '{}' where assessment_id = '${SIGNED}'`)
    expect(await check('signed')).toMatchObject({
      breaks: [
        `assessment ${SIGNED} is not what was signed: what stands in signed_summary was changed since`,
      ],
    })
  })
})

test('what was signed under a rule set of before there were languages is proved, and opens', async () => {
  const files = { ...RULE_SET.files }
  const text = files['ruleset.yaml'] ?? ''
  files['ruleset.yaml'] = text.replace(/^language: .*\n/m, '').replace(/^version: .*$/m, 'version: 0.9.0')
  const older = compileFiles(files)
  const before = await openTestHouse(newFile(), older)
  const { database } = before
  await addSigned(before, [{ id: 'elder' }])
  await before.close()
  const house = await openTestHouse(database)
  const { checks } = await proveAll(house.db)
  expect(checks.flatMap((one) => one.breaks)).toEqual([
    // Its level row was drawn, and rests on no answers.
    'the level row of assessment elder-first is not what its answers give',
  ])
  expect(checks.find((one) => one.kind === 'rule-sets')?.links).toBe(2)
  const { view } = await getSigned(house, person('elder', 'board'), 'elder', 'elder-first')
  expect(view.ruleSet.digest).toBe(older.digest)
  await house.close()
})

test('a file that somebody withdrew is no break, nor one that it replaced; one that is gone otherwise is', async () => {
  const house = await openTestHouse(newFile())
  await addTrust(house, 'ash')
  const lead = person('ash')
  await saveAnswer(house, lead, 'ash', CHOICE.id, 0, choose(1))
  const add = async (title: string, replacesId?: string) => {
    const given = { title, place: '', dated: RULE_SET.date, owner: 'Us' }
    const file = { name: 'list.csv', bytes: Buffer.from(`name\n${title}\n`) }
    const added = await addEvidence(house, lead, 'ash', CHOICE.id, given, file, replacesId)
    if (!added.ok) throw new Error('The evidence was not taken.')
    return added.evidenceId
  }
  const withdrawn = await add('Second', await add('First'))
  const kept = await add('Third')
  await withdrawEvidence(house, lead, 'ash', CHOICE.id, withdrawn)
  const breaks = async () => (await proveAll(house.db)).checks.flatMap((one) => one.breaks)
  expect(await breaks()).toEqual([])
  await house.db.deleteFrom('evidenceFile').where('evidenceId', '=', kept).execute()
  expect(await breaks()).toEqual([`the file of evidence ${kept} in assessment ash-assessment was changed`])
  await house.close()
})
