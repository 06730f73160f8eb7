/** `wardround administrator` as an operator runs it, once nobody is left who could invite one. */

import { join } from 'node:path'
import { expect, test } from 'vitest'
import { findAccountByEmail, findPerson } from '../../src/store/accounts.ts'
import { saveAccountStatus } from '../../src/store/members.ts'
import { findTrail } from '../../src/store/trail.ts'
import { openTestHouse } from '../service/house.ts'
import { makeAccount } from '../web/signed-in.ts'
import { folder, run } from './run.ts'

const ROWAN = ['rowan@example.nhs.uk', 'Rowan Vale']

test('makes an administrator with a link, only where none is in use, and not beside a running service', async () => {
  const file = join(folder(), 'ward.sqlite')
  const env = { WARDROUND_DB: file, WARDROUND_URL: 'https://ward.example' }
  const house = await openTestHouse(file)
  const { accountId, email } = await makeAccount(house, { name: 'Ada', national: 'administrator' })
  expect((await run(['administrator', ...ROWAN], { env })).err).toContain('already uses')
  await house.close()
  const refused = await run(['administrator', ...ROWAN], { env })
  expect([refused.code, refused.out]).toEqual([2, ''])
  expect(refused.err).toContain('Ada is an administrator here.')
  expect((await run(['administrator', 'rowan', ' '], { env })).code).toBe(2)

  // Who is the only one and lost every way in comes back the same way.
  const again = await run(['administrator', email, 'Ada'], { env })
  expect([again.code, again.err]).toEqual([0, ''])
  expect(again.out).toMatch(/^https:\/\/ward\.example\/invitation\/[\w-]{43}$/m)

  const between = await openTestHouse(file)
  await saveAccountStatus(between.db, accountId, 'disabled')
  await between.close()
  const made = await run(['administrator', ...ROWAN], { env })
  expect([made.code, made.err]).toEqual([0, ''])
  expect(made.out).toContain('Rowan Vale is an administrator.')
  const after = await openTestHouse(file)
  const account = await findAccountByEmail(after.db, ROWAN[0] ?? '')
  expect(account).toMatchObject({ status: 'invited', name: 'Rowan Vale' })
  await saveAccountStatus(after.db, account?.id ?? '', 'active')
  const person = await findPerson(after.db, account?.id ?? '', new Date().toISOString())
  expect(person?.national).toEqual(['administrator'])
  expect((await findTrail(after.db, undefined, 1))[0]).toMatchObject({
    action: 'administrator-made',
    actorName: 'Command on the machine',
    object: account?.id,
  })
  await after.close()
})
