/** The trusts that rule authors wrote in `rules/cases/trusts` → organisations with assessments, in a house of a test. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { encode } from '../../src/answers/encode.ts'
import { readAnswersFile } from '../../src/answers/file.ts'
import type { Answers } from '../../src/answers/model.ts'
import type { RuleSet } from '../../src/rules/model.ts'
import type { House } from '../../src/service/house.ts'
import { insertAnswers, insertContextAnswers } from '../../src/store/answers.ts'
import { insertAssessments } from '../../src/store/assessments.ts'
import { saveLevels } from '../../src/store/levels.ts'
import { insertOrganisations } from '../../src/store/organisations.ts'
import { insertPeriods } from '../../src/store/periods.ts'
import { insertRegisters } from '../../src/store/registers.ts'
import { write } from '../../src/store/transaction.ts'
import { insertDemonstrationAccounts } from '../../src/identity/demonstration.ts'
import { NOW, TEST_PERIOD } from '../service/house.ts'

const FOLDER = 'rules/cases/trusts'
const STAMP = { at: '2026-11-22T09:00:00.000Z', by: 'Test' }

/** Answers of a written trust, such as `middling`. */
export function writtenAnswers(ruleSet: RuleSet, name: string): Answers {
  const read = readAnswersFile(ruleSet, readFileSync(join(FOLDER, `${name}.yaml`), 'utf8'))
  if (!read.ok) throw new Error(`${name}: ${read.faults.map(({ message }) => message).join(' ')}`)
  return read.answers
}

/** Adds every written trust under its file's name, and `empty`, which has answered nothing. */
export async function addWrittenTrusts(house: House): Promise<void> {
  const { ruleSet } = house
  const names = readdirSync(FOLDER).map((file) => file.replace(/\.yaml$/, ''))
  const blank: Answers = {
    organisation: { name: 'Blankwater (fictional) NHS Trust', cohort: 'acute' },
    asOf: ruleSet.date,
    answers: {},
    context: {},
    registers: {},
  }
  for (const [id, answers] of [
    ...names.map((name) => [name, writtenAnswers(ruleSet, name)] as const),
    ['empty', blank] as const,
  ])
    await addTrustWith(house, id, answers)
}

/** Adds one fictional trust with these answers. */
export async function addTrustWith(house: House, id: string, answers: Answers): Promise<void> {
  const { ruleSet } = house
  const assessmentId = `${id}-assessment`
  const { name, cohort } = answers.organisation
  await write(house.db, async (db) => {
    await insertOrganisations(db, [
      { id, odsCode: undefined, name, cohort, region: 'London', fictional: true },
    ])
    await insertDemonstrationAccounts(db, [id], NOW.toISOString())
    await insertPeriods(db, [{ ...TEST_PERIOD, ruleSetDigest: ruleSet.digest }])
    await insertAssessments(db, [
      {
        id: assessmentId,
        organisationId: id,
        periodId: TEST_PERIOD.id,
        asOf: answers.asOf,
        ruleSetDigest: ruleSet.digest,
        status: 'draft',
        revision: 0,
      },
    ])
    const given = Object.entries(answers.answers).map(([questionId, value]) => ({
      assessmentId,
      questionId,
      value,
    }))
    if (given.length > 0) await insertAnswers(db, given, STAMP)
    const context = Object.entries(answers.context).map(([questionId, value]) => ({
      assessmentId,
      questionId,
      value,
    }))
    if (context.length > 0) await insertContextAnswers(db, context, STAMP)
    const registers = Object.entries(answers.registers)
    await insertRegisters(
      db,
      registers.map(([registerId, { complete }]) => ({ assessmentId, registerId, complete })),
      registers.flatMap(([registerId, { rows }]) =>
        rows.map((row, index) => ({
          assessmentId,
          registerId,
          id: `row-${index + 1}`,
          position: index + 1,
          row,
        })),
      ),
      STAMP,
    )
    await saveLevels(db, assessmentId, {
      digest: ruleSet.digest,
      row: encode(ruleSet, answers),
      revision: 0,
    })
  })
}
