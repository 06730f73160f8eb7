import { afterEach, beforeEach, expect, test } from 'vitest'
import { DomainError } from '../../src/errors.ts'
import type { Mail } from '../../src/mail/mailer.ts'
import type { House, OpenHouse } from '../../src/service/house.ts'
import { sendReminders } from '../../src/service/reminding.ts'
import { getRound, getRoundOfAll, remindRound } from '../../src/service/round.ts'
import { ADMINISTRATOR, addAdministrator, lastEntry } from './administrator.ts'
import { addTrust, nationalPerson, NOW, openTestHouse, TEST_PERIOD } from './house.ts'

const DAY_MS = 86_400_000
let opened: OpenHouse
let mails: Mail[]
const at = (
  days: number,
  mailer: House['mailer'] = (mail) => Promise.resolve(void mails.push(mail)),
): House => ({
  ...opened,
  now: () => new Date(NOW.getTime() + days * DAY_MS),
  mailer,
})
beforeEach(async () => {
  mails = []
  opened = await openTestHouse()
  await addAdministrator(opened)
  for (const id of ['oak', 'elm', 'ash']) await addTrust(opened, id)
  await opened.db.updateTable('account').set({ reminders: true }).execute()
  for (const id of ['oak', 'elm', 'ash'])
    await opened.db
      .updateTable('account')
      .set({ email: `lead.${id}@trust.example` })
      .where('id', '=', `lead.${id}`)
      .execute()
  await opened.db
    .updateTable('period')
    .set({ closes: '2027-02-01' })
    .where('id', '=', TEST_PERIOD.id)
    .execute()
  await opened.db
    .updateTable('assessment')
    .set({ status: 'submitted' })
    .where('organisationId', '=', 'elm')
    .execute()
  await opened.db.deleteFrom('levelRow').execute()
  await opened.db.deleteFrom('assessment').where('organisationId', '=', 'ash').execute()
})
afterEach(() => opened.close())

test('who has started, submitted and is late is told without anything that they answered', async () => {
  const states = async (house: House) =>
    (await getRound(house, ADMINISTRATOR)).lines.map(({ id, state, late }) => [id, state, late])
  expect(await states(at(0))).toEqual([
    ['ash', 'not-started', false],
    ['elm', 'submitted', false],
    ['oak', 'being-filled-in', false],
  ])
  expect(await states(at(60))).toEqual([
    ['ash', 'not-started', true],
    ['elm', 'submitted', false],
    ['oak', 'being-filled-in', true],
  ])
  const analyst = nationalPerson('analyst.one', 'Ann (analyst)')
  expect(JSON.stringify((await getRoundOfAll(at(60), analyst)).lines)).not.toMatch(/oak|elm|ash|London/)
  expect((await getRoundOfAll(at(60), analyst)).lines.map(({ state }) => state).toSorted()).toEqual([
    'being-filled-in',
    'not-started',
    'submitted',
  ])
  expect((await getRound(at(60), ADMINISTRATOR)).stage).toBe('open')
  expect((await getRound(at(90), ADMINISTRATOR)).stage).toBe('closed')
})

test('the leads of those who have not submitted are asked at one press, once a day; the job mails them once, and again after a server was down', async () => {
  await remindRound(at(0), ADMINISTRATOR)
  await remindRound(at(0), ADMINISTRATOR)
  expect(await lastEntry(opened)).toMatchObject({ action: 'round-reminded', details: { organisations: 2 } })
  expect((await getRound(at(0), ADMINISTRATOR)).reminded).toBe(true)
  expect(mails).toEqual([])
  await sendReminders(at(0, () => Promise.reject(new DomainError('busy', 'down'))))
  await sendReminders(at(0))
  await sendReminders(at(0))
  const asked = () => mails.filter(({ text }) => text.includes('which is not submitted'))
  expect(
    asked()
      .map(({ to }) => to)
      .toSorted(),
  ).toEqual(['lead.ash@trust.example', 'lead.oak@trust.example'])
  expect(asked()[0]?.text).toContain('in Test, which is not submitted: the round closes on 1 February 2027')
  await sendReminders(at(1))
  expect(asked()).toHaveLength(2)
  await remindRound(at(1), ADMINISTRATOR)
  await sendReminders(at(2))
  expect(asked()).toHaveLength(4)
  await expect(remindRound(at(90), ADMINISTRATOR)).rejects.toMatchObject({ code: 'conflict' })
  await expect(remindRound({ ...at(3), mailer: undefined }, ADMINISTRATOR)).rejects.toMatchObject({
    code: 'conflict',
  })
})
