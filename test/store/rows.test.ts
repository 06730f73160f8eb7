import type { AccountId, AssessmentId } from '../../src/ids.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findAnswers } from '../../src/store/answers.ts'
import { findAssessment } from '../../src/store/assessments.ts'
import { raw } from '../../src/store/rows.ts'
import { type ValueOf, worded } from '../../src/store/worded.ts'
import { saveAnswer } from '../../src/service/answering.ts'
import type { OpenHouse } from '../../src/service/house.ts'
import { read, write } from '../../src/store/transaction.ts'
import { addTrust, CHOICE, choose, openTestHouse, person } from '../service/house.ts'
import { ENGINES } from './engines.ts'

describe.each(ENGINES)('rows on $name', ({ newDatabase }) => {
  let house: OpenHouse
  beforeAll(async () => {
    house = await openTestHouse(await newDatabase())
    await addTrust(house, 'oak')
    await addTrust(house, 'elm', false)
    await saveAnswer(house, person('oak'), 'oak', CHOICE.id, 0, choose(1, 'kept_as: {"it": "is"}'))
  })
  afterAll(() => house.close())

  test('are in the words of the code: a flag, an answer, and nothing where it is empty, also beside another table', async () => {
    const rows = await house.db
      .selectFrom('organisation')
      .leftJoin('assessment', 'assessment.organisationId', 'organisation.id')
      .leftJoin('answer', 'answer.assessmentId', 'assessment.id')
      .select(['organisation.id', 'fictional', 'leadId', 'asOf', 'answer.value'])
      .orderBy('organisation.id', 'desc')
      .execute()
    const asOf = rows[0]?.asOf
    expect(rows).toStrictEqual([
      { id: 'oak', fictional: true, leadId: undefined, asOf, value: choose(1, 'kept_as: {"it": "is"}') },
      { id: 'elm', fictional: false, leadId: undefined, asOf, value: undefined },
    ])
  })

  test('are found by a flag, and kept as they were where they are read raw', async () => {
    const real = await house.db
      .selectFrom('organisation')
      .select('id')
      .where('fictional', '=', false)
      .execute()
    expect(real).toEqual([{ id: 'elm' }])
    const [answer] = await raw(house.db).selectFrom('answer').select(['question_id', 'value']).execute()
    expect(answer).toEqual({
      question_id: CHOICE.id,
      value: JSON.stringify(choose(1, 'kept_as: {"it": "is"}')),
    })
  })

  test('of a statement that is worded once are those of the values that it is run with, in any transaction', async () => {
    let wordings = 0
    const find = worded((db, value: ValueOf<{ id: string; fictional: boolean }>) => {
      wordings++
      return db
        .selectFrom('organisation')
        .select('id')
        .where('id', '=', value('id'))
        .where('fictional', '=', value('fictional'))
    })
    expect(await find(house.db, { id: 'oak', fictional: true })).toEqual([{ id: 'oak' }])
    expect(await read(house.db, (db) => find(db, { id: 'elm', fictional: false }))).toEqual([{ id: 'elm' }])
    expect(await write(house.db, (db) => find(db, { id: 'elm', fictional: true }))).toEqual([])
    expect(wordings).toBe(1)
  })

  test('have ids that are not taken for another’s: that does not compile', async () => {
    const accountId: AccountId = 'lead.oak'
    const assessmentId: AssessmentId = 'oak-assessment'
    // @ts-expect-error -- an account is no assessment
    expect((await findAnswers(house.db, accountId)).size).toBe(0)
    // @ts-expect-error -- an assessment is no organisation
    expect(await findAssessment(house.db, assessmentId)).toBeUndefined()
    expect((await findAnswers(house.db, assessmentId)).size).toBe(1)
  })
})
