import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { getSigned, getTrend, listAssessments } from '../../src/service/earlier.ts'
import type { OpenHouse } from '../../src/service/house.ts'
import { ENGINES } from '../store/engines.ts'
import { addSigned, FIRST, SECOND } from './country.ts'
import { addTrust, openTestHouse, person } from './house.ts'

const board = person('oak', 'board')
let house: OpenHouse

describe.each(ENGINES)('the assessments of an organisation on $name', ({ newDatabase }) => {
  beforeEach(async () => {
    house = await openTestHouse(await newDatabase())
    await addSigned(house, [{ id: 'oak' }, { id: 'elm' }], FIRST)
    await addSigned(house, [{ id: 'oak' }], SECOND)
    await house.db
      .updateTable('assessment')
      .set({ status: 'superseded' })
      .where('id', '=', 'elm-first')
      .execute()
  })
  afterEach(() => house.close())

  test('are listed, the newest first', async () => {
    const { assessments } = await listAssessments(house, board, 'oak')
    expect(assessments.map((one) => [one.assessment.id, one.period.name])).toEqual([
      ['oak-second', 'The second round'],
      ['oak-first', 'The first round'],
    ])
  })

  test('stand side by side, the oldest first, without one that was replaced', async () => {
    const { signed } = await getTrend(house, board, 'oak')
    expect(signed.map(({ assessment }) => assessment.id)).toEqual(['oak-first', 'oak-second'])
    expect(signed[0]?.result.asOf).toBe(FIRST.referenceDate)
    expect((await getTrend(house, person('elm', 'board'), 'elm')).signed).toEqual([])
  })

  test('stay readable one by one, also once they were replaced; one that is not signed or another’s is unknown', async () => {
    await addTrust(house, 'ash')
    expect((await getSigned(house, board, 'oak', 'oak-first')).view.assessment.id).toBe('oak-first')
    expect((await getSigned(house, person('elm'), 'elm', 'elm-first')).view.assessment.status).toBe(
      'superseded',
    )
    const refusals = await Promise.all(
      ['elm-first', 'ash-assessment', 'x'].map((id) =>
        getSigned(house, board, 'oak', id).catch((error: unknown) => error),
      ),
    )
    expect(refusals[0]).toMatchObject({ code: 'not-found' })
    for (const refusal of refusals) expect(refusal).toEqual(refusals[0])
    await expect(getSigned(house, person('ash'), 'ash', 'ash-assessment')).rejects.toEqual(refusals[0])
  })
})
