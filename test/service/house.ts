/** A house over a real SQLite file in a folder of its own, with the real rules, one or two organisations, and a clock that stands. */

import { DomainError } from '../../src/errors.ts'
import { encode } from '../../src/answers/encode.ts'
import type { Answers, LevelRow } from '../../src/answers/model.ts'
import type { RuleSet } from '../../src/rules/model.ts'
import { demonstrationId, insertDemonstrationAccounts } from '../../src/identity/demonstration.ts'
import { type House, openHouse, type OpenHouse, type Outside } from '../../src/service/house.ts'
import { insertAssessments } from '../../src/store/assessments.ts'
import { insertOrganisations } from '../../src/store/organisations.ts'
import { type PeriodRow, insertPeriods } from '../../src/store/periods.ts'
import type { NationalRole, Person, Role } from '../../src/store/person.ts'
import { newFileWithTables } from '../store/files.ts'
import { NOW, RULE_SET } from '../today.ts'

export { NOW, RULE_SET }
/** The day as at which tests answer, some days before their now; no newer rule set moves it. */
export const REFERENCE_DAY = '2026-11-22'

export const TEST_PERIOD: PeriodRow = {
  id: 'test',
  name: 'Test',
  opens: REFERENCE_DAY,
  referenceDate: REFERENCE_DAY,
  closes: '2099-12-31',
  ruleSetDigest: RULE_SET.digest,
  framework: undefined,
}

/** Over a new SQLite file, unless another database is named. */
export async function openTestHouse(
  database?: string,
  ruleSet = RULE_SET,
  outside: Outside = {},
): Promise<OpenHouse> {
  return openHouse(database ?? (await newFileWithTables()), ruleSet, { now: () => NOW, ...outside })
}

/** Adds a fictional acute trust with an empty assessment. */
export async function addTrust(house: House, id: string, fictional = true): Promise<void> {
  await insertOrganisations(house.db, [
    { id, odsCode: undefined, name: `${id} (fictional)`, cohort: 'acute', region: 'London', fictional },
  ])
  await insertPeriods(house.db, [{ ...TEST_PERIOD, ruleSetDigest: house.ruleSet.digest }])
  await insertDemonstrationAccounts(house.db, [id], NOW.toISOString())
  await insertAssessments(house.db, [
    {
      id: `${id}-assessment`,
      organisationId: id,
      periodId: TEST_PERIOD.id,
      asOf: REFERENCE_DAY,
      ruleSetDigest: house.ruleSet.digest,
      status: 'draft',
      revision: 0,
    },
  ])
}

export function person(organisationId: string, role: Role = 'lead'): Person {
  return {
    id: demonstrationId(organisationId, role),
    name: NAMES[role],
    memberships: [{ organisationId, role }],
    national: [],
    assigned: {},
    shared: [],
  }
}

/** As they are in the demonstration. */
const NAMES: Readonly<Record<Role, string>> = {
  lead: 'Cyber lead (demonstration)',
  contributor: 'Contributor (demonstration)',
  reviewer: 'Reviewer (demonstration)',
  siro: 'SIRO (demonstration)',
  board: 'Board member (demonstration)',
}

/** Somebody of no organisation, as they are once they have entered. */
export function nationalPerson(id: string, name: string, role: NationalRole = 'analyst'): Person {
  return { id, name, memberships: [], national: [role], assigned: {}, shared: [] }
}

/** Tries again for as long as the database says that it is busy, as a person does who is told so. */
export async function patiently<T>(work: () => Promise<T>): Promise<T> {
  for (;;)
    try {
      return await work()
    } catch (error) {
      if (!(error instanceof DomainError && error.code === 'busy')) throw error
    }
}

/** A question with at least three levels to choose from. */
export const CHOICE = (() => {
  const found = RULE_SET.questions.find(
    (one) => one.form.type === 'choice' && one.levels.length > 2 && one.showWhen === undefined,
  )
  if (found === undefined) throw new Error('The rules have no choice question.')
  return found
})()

/** An answer to `CHOICE`, by level. */
export function choose(level: number, comment?: string) {
  return {
    value: { kind: 'choice', option: CHOICE.levels[level]?.id ?? '' },
    assurance: 'asserted',
    ...(comment === undefined ? {} : { comment }),
  } as const
}

/** The row of these answers as it is stored: without its ceilings. */
export function storedRowOf(ruleSet: RuleSet, answers: Answers): LevelRow {
  const { declared, assured, context } = encode(ruleSet, answers)
  return { declared, assured, context }
}
