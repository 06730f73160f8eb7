/** A whole assessment as one document: of every demonstration trust, anybody can work out its numbers again, and it comes in again as it went out. */
import { Ajv2020 } from 'ajv/dist/2020.js'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openSentFile } from '../../src/answers/sent-file.ts'
import { encode } from '../../src/answers/encode.ts'
import { readAnswersFile } from '../../src/answers/file.ts'
import { describeWholeAssessment, type WholeAssessment } from '../../src/report/whole-assessment.ts'
import { score } from '../../src/scoring/score.ts'
import { insertDemonstrationAccounts } from '../../src/identity/demonstration.ts'
import { bringIn, getIncoming } from '../../src/service/bringing-in.ts'
import type { OpenHouse } from '../../src/service/house.ts'
import { saveRow } from '../../src/service/register-rows.ts'
import { receiveStatement } from '../../src/service/row-statements.ts'
import { getRuleSet } from '../../src/service/rule-sets.ts'
import { readWholeOf } from '../../src/service/whole-assessments.ts'
import { insertAssessments } from '../../src/store/assessments.ts'
import { insertPeriods } from '../../src/store/periods.ts'
import { insertRuleSet } from '../../src/store/rule-sets.ts'
import { findOrganisations, insertOrganisations } from '../../src/store/organisations.ts'
import { openReader } from '../../src/store/database.ts'
import { newDemonstration } from './demonstration.ts'
import { addTrust, NOW, openTestHouse, person, RULE_SET, TEST_PERIOD } from './house.ts'

let reader: Awaited<ReturnType<typeof openReader>>
beforeAll(async () => {
  reader = await openReader(await newDemonstration())
  wholes = await findWholes()
})
afterAll(() => reader.close())

const making = { marking: 'OFFICIAL-SENSITIVE', made: NOW.toISOString() }
const exportOf = (id: string) =>
  readWholeOf(reader.db, id, making).then((whole) => [whole, JSON.stringify(whole, null, 2)] as const)

/** Of every trust that has an assessment. */
let wholes: (readonly [WholeAssessment, string])[]

async function findWholes(): Promise<(readonly [WholeAssessment, string])[]> {
  const found = []
  for (const { id } of await findOrganisations(reader.db)) {
    const one = await exportOf(id).catch(() => undefined)
    if (one !== undefined) found.push(one)
  }
  return found
}

test('its file has the published shape, and gives every number again, for every demonstration trust', async () => {
  const valid = new Ajv2020({ strict: false, validateFormats: false }).compile(
    await describeWholeAssessment(),
  )
  expect(valid({ ...wholes[0]?.[0], answers: [] })).toBe(false)
  expect(wholes.length).toBeGreaterThan(20)
  for (const [whole, text] of wholes) {
    expect(valid(JSON.parse(text)), JSON.stringify(valid.errors)).toBe(true)
    const ruleSet = await getRuleSet(reader.db, undefined, whole['rule-set'].digest)
    const read = readAnswersFile(ruleSet, text)
    if (!read.ok) throw new Error(`${whole.answers.organisation.name}: ${JSON.stringify(read.faults)}`)
    expect(score(ruleSet, read.answers, encode(ruleSet, read.answers))).toEqual(whole.results)
  }
})

test('what went out comes in, and goes out again byte for byte, for every demonstration trust', async () => {
  const house = await openTestHouse(undefined, RULE_SET, { now: () => new Date('2026-12-01T10:00:00Z') })
  for (const [at, [whole, text]] of wholes.entries()) {
    const id = `trust-${at}`
    await addDraft(house, id, whole)
    const opened = openSentFile(Buffer.from(text))
    if (!opened.ok) throw new Error(JSON.stringify(opened.faults))
    const read = await getIncoming(house, person(id), id, opened.file)
    if (!read.ok) throw new Error(`${whole.answers.organisation.name}: ${JSON.stringify(read.faults)}`)
    await bringIn(house, person(id), id, opened.file, read.preview.seen, () => true)
    const again = await readWholeOf(house.db, id, making)
    expect(JSON.stringify(again.answers)).toBe(JSON.stringify(whole.answers))
    expect(again.results).toEqual(whole.results)
    expect([again.explanations, again.notes]).toEqual([whole.explanations, whole.notes])
  }
  await house.close()
})

test('what a supplier states of itself goes out beside the number of its row, and does not come in again', async () => {
  const house = await openTestHouse()
  await addTrust(house, 'elder')
  const who = [house, person('elder'), 'elder', 'supplier-register'] as const
  for (const name of ['Blue Lantern', 'Harbour Lab'])
    await saveRow(...who, name === 'Harbour Lab' ? 'lab' : 'lantern', 0, { cells: { name }, evidence: {} })
  const cells = { 'charter-1': 'yes' }
  await receiveStatement(...who, 'lab', { statedOn: '2026-11-01', statedBy: 'Head of security', cells })
  const whole = await readWholeOf(house.db, 'elder', making)
  expect(whole.statements).toEqual([
    {
      ...{
        register: 'supplier-register',
        row: 2,
        'stated-on': '2026-11-01',
        'stated-by': 'Head of security',
      },
      ...{ cells, 'received-at': NOW.toISOString(), 'received-by': person('elder').name },
    },
  ])
  const valid = new Ajv2020({ strict: false, validateFormats: false }).compile(
    await describeWholeAssessment(),
  )
  const text = JSON.stringify(whole)
  expect(valid(JSON.parse(text)), JSON.stringify(valid.errors)).toBe(true)
  const opened = openSentFile(Buffer.from(text))
  if (!opened.ok) throw new Error(JSON.stringify(opened.faults))
  const read = await getIncoming(house, person('elder'), 'elder', opened.file)
  expect(read.ok && read.preview.incoming.rows).toEqual([])
  await house.close()
})

/** An empty draft of an organisation of the same name and kind, at the same day, under the same rules. */
async function addDraft(house: OpenHouse, id: string, whole: WholeAssessment): Promise<void> {
  const { answers } = whole
  const ruleSetDigest = whole['rule-set'].digest
  await insertRuleSet(house.db, await getRuleSet(reader.db, RULE_SET, ruleSetDigest), NOW.toISOString())
  const { name, cohort } = answers.organisation
  const asOf = answers['as-of']
  const period = { ...TEST_PERIOD, id: asOf, name: asOf, referenceDate: asOf, opens: asOf, ruleSetDigest }
  await insertOrganisations(house.db, [
    { id, odsCode: undefined, name, cohort, region: 'London', fictional: true },
  ])
  await insertPeriods(house.db, [period])
  await insertDemonstrationAccounts(house.db, [id], NOW.toISOString())
  await insertAssessments(house.db, [
    {
      ...{ id: `${id}-draft`, organisationId: id, periodId: period.id, asOf },
      ...{ ruleSetDigest, status: 'draft', revision: 0 },
    },
  ])
}
