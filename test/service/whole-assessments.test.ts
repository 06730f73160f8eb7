/** A whole assessment as one document: of every demonstration trust, anybody can work out its numbers again. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { encode } from '../../src/answers/encode.ts'
import { readAnswersFile } from '../../src/answers/file.ts'
import { isWholeAssessment, type WholeAssessment } from '../../src/report/whole-assessment.ts'
import { score } from '../../src/scoring/score.ts'
import { getRuleSet } from '../../src/service/rule-sets.ts'
import { readWholeOf } from '../../src/service/whole-assessments.ts'
import { findOrganisations } from '../../src/store/organisations.ts'
import { openReader } from '../../src/store/database.ts'
import { newDemonstration } from './demonstration.ts'
import { NOW } from './house.ts'

let reader: Awaited<ReturnType<typeof openReader>>
beforeAll(async () => {
  reader = await openReader(await newDemonstration())
})
afterAll(() => reader.close())

const making = { marking: 'OFFICIAL-SENSITIVE', made: NOW.toISOString() }
const exportOf = (id: string) =>
  readWholeOf(reader.db, id, making).then((whole) => [whole, JSON.stringify(whole, null, 2)] as const)

/** Of every trust that has an assessment. */
async function findWholes(): Promise<(readonly [WholeAssessment, string])[]> {
  const found = []
  for (const { id } of await findOrganisations(reader.db)) {
    const one = await exportOf(id).catch(() => undefined)
    if (one !== undefined) found.push(one)
  }
  return found
}

test('its file has the published shape, and gives every number again, for every demonstration trust', async () => {
  const wholes = await findWholes()
  expect(wholes.length).toBeGreaterThan(20)
  for (const [whole, text] of wholes) {
    expect(isWholeAssessment(JSON.parse(text))).toBe(true)
    const ruleSet = await getRuleSet(reader.db, undefined, whole['rule-set'].digest)
    const read = readAnswersFile(ruleSet, text)
    if (!read.ok) throw new Error(`${whole.answers.organisation.name}: ${JSON.stringify(read.faults)}`)
    expect(score(ruleSet, read.answers, encode(ruleSet, read.answers))).toEqual(whole.results)
  }
})
