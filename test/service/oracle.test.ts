/** What is prepared and not published gives nothing away, however an analyst and three trusts go about it. */
import { afterEach, describe, expect, test } from 'vitest'
import type { OpenHouse } from '../../src/service/house.ts'
import { addCell, sweep } from '../prove/oracle.ts'
import { openTestHouse } from './house.ts'

let house: OpenHouse
afterEach(() => house.close())

async function seenWhere(watchedReaches: boolean, daysBetween?: number): Promise<string> {
  house = await openTestHouse()
  await addCell(house, watchedReaches)
  return sweep(house, daysBetween)
}

describe('an analyst and three trusts who try their answers before anything is published', () => {
  test('see the same whatever the trust that they watch answered', async () => {
    const reaches = await seenWhere(true)
    await house.close()
    expect(await seenWhere(false)).toBe(reaches)
    expect(reaches, 'what is drawn at random is read').toContain('/row/id 0 1 2')
  })

  test('are refused the second time on a day', async () => {
    await expect(seenWhere(true, 0)).rejects.toMatchObject({ code: 'too-many' })
  })
})
