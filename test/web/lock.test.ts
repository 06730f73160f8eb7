/** Another program holds the lock of the database file: who reads goes on reading, who saves is told so and loses nothing. */

import Sqlite from 'better-sqlite3'
import { expect, test } from 'vitest'
import { getAssessment } from '../../src/service/assessments.ts'
import { addTrust, CHOICE, openTestHouse, person } from '../service/house.ts'
import { appOf, visitorOf } from './visitor.ts'

test('a foreign lock on the file never freezes other requests, and a save says that it was not taken', async () => {
  const house = await openTestHouse()
  await addTrust(house, 'oak')
  const lead = visitorOf(appOf(house), 'oak')
  const path = `/o/oak/questions/${CHOICE.domain}/${CHOICE.id}`
  const fields = { value: CHOICE.levels[1]?.id ?? '', version: '0' }
  const other = new Sqlite(house.database)
  other.exec('begin immediate')
  const order: string[] = []
  const saving = lead.save(path, fields).finally(() => order.push('save'))
  for (const page of [path, '/o/oak/results']) {
    expect((await lead.get(page)).status).toBe(200)
    order.push('page')
  }
  const refused = await saving
  // Both pages were given while the save was still waiting for the lock.
  expect(order).toEqual(['page', 'page', 'save'])
  expect(refused.status).toBe(503)
  expect(refused.headers.get('Retry-After')).toMatch(/^\d+$/)
  const form = await lead.post(path, { ...fields, comment: 'kept words' })
  expect(form.status).toBe(503)
  expect(await form.text()).toContain('kept words')
  other.exec('rollback')
  other.close()
  expect((await lead.save(path, fields)).status).toBe(200)
  expect((await getAssessment(house, person('oak'), 'oak')).versions[CHOICE.id]).toBe(1)
  await house.close()
})
