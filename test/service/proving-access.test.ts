/** What decides access, changed behind the service's back: `verify` names each, on both engines; what the service itself does breaks nothing. */

import { sql } from 'kysely'
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { askDeletion, confirmDeletion, getKeptData } from '../../src/service/deleting.ts'
import type { OpenHouse } from '../../src/service/house.ts'
import { addPeriod, changePeriod, moveClosingDay } from '../../src/service/periods.ts'
import { proveAll } from '../../src/service/proving.ts'
import { actingAs } from '../../src/service/recording.ts'
import { endRoleOf, giveNational, giveRoles } from '../../src/service/roles.ts'
import { agreeToShare, endShare } from '../../src/service/sharing.ts'
import { proposeShare } from '../../src/service/proposing-shares.ts'
import { insertAccounts } from '../../src/store/accounts.ts'
import { findAccountWithRoles } from '../../src/store/members.ts'
import { write } from '../../src/store/transaction.ts'
import { ENGINES } from '../store/engines.ts'
import { dropTriggers } from '../store/triggers.ts'
import { ADMINISTRATOR, addAdministrator } from './administrator.ts'
import { addSignedTrust } from './next-period.ts'
import { TRUSTS } from '../web/trusts.ts'
import { addTrust, nationalPerson, NOW, openTestHouse, person } from './house.ts'

const LEAD = person('oak')
const SIRO = person('oak', 'siro')
const VERA = { id: 'vera', name: 'Vera Viewer', email: 'vera@board.example', status: 'active' } as const
const ROUND = {
  name: 'Round of 2027',
  opens: '2026-11-25',
  referenceDate: '2027-03-01',
  closes: '2027-03-28',
}
const LATER = {
  name: 'Round of 2028',
  opens: '2028-01-10',
  referenceDate: '2028-03-01',
  closes: '2028-03-28',
}

describe.each(ENGINES)('on $name', ({ newDatabase, copyOf }) => {
  let house: OpenHouse
  let filled: string
  let shares: Readonly<Record<'open' | 'ended', string>>
  beforeAll(async () => {
    house = await openTestHouse(await newDatabase())
    await addSignedTrust(house, 'oak', TRUSTS['half-answered'] as NonNullable<(typeof TRUSTS)[string]>)
    await addAdministrator(house)
    await insertAccounts(house.db, [{ ...VERA, createdAt: NOW.toISOString() }])
    await addRounds()
    await giveAndEndRoles()
    shares = { open: await share('Open board'), ended: await share('Ended board') }
    await endShare(house, LEAD, 'oak', shares.ended)
    await deleteAnother()
    filled = house.database
    await house.close()
  })
  beforeEach(async () => {
    house = await openTestHouse(await copyOf(filled))
  })
  afterEach(() => house.close())

  async function addRounds() {
    const first = await addPeriod(house, ADMINISTRATOR, ROUND)
    const second = await addPeriod(house, ADMINISTRATOR, { ...LATER, closes: '2028-04-01' })
    if (!first.ok || !second.ok) throw new Error('A period was not added.')
    await moveClosingDay(house, ADMINISTRATOR, first.id, '2027-04-04')
    await changePeriod(house, ADMINISTRATOR, second.id, LATER)
  }

  async function giveAndEndRoles() {
    await addTrust(house, 'ash')
    await write(house.db, async (db) => {
      const get = async () => {
        const account = await findAccountWithRoles(db, VERA.id)
        if (account === undefined) throw new Error('There is nobody.')
        return account
      }
      await giveRoles(actingAs(db, house, SIRO), 'oak', await get(), ['siro'], SIRO.id)
      await giveRoles(actingAs(db, house, person('ash')), 'ash', await get(), ['board', 'reviewer'])
      await endRoleOf(actingAs(db, house, person('ash')), 'ash', await get(), 'reviewer')
      await giveNational(actingAs(db, house, ADMINISTRATOR), await get(), 'analyst')
    })
  }

  async function share(body: string) {
    const typed = {
      ...{ assessment: 'oak-assessment', name: 'Will Watcher', email: 'will@board.example', body },
      ...{ account: undefined, purpose: 'To plan help', days: '14' },
    }
    const open = { ...house, origin: 'https://ward.example', mailer: () => Promise.resolve() }
    const proposed = await proposeShare(open, LEAD, 'oak', typed)
    if (!proposed.ok) throw new Error('It was not proposed.')
    await agreeToShare(open, SIRO, 'oak', proposed.id)
    return proposed.id
  }

  async function deleteAnother() {
    await addTrust(house, 'gone')
    const account = await findAccountWithRoles(house.db, VERA.id)
    if (account === undefined) throw new Error('There is nobody.')
    await write(house.db, (db) =>
      giveRoles(actingAs(db, house, person('gone')), 'gone', account, ['contributor']),
    )
    const ben = nationalPerson('administrator.two', 'Ben', 'administrator')
    await addAdministrator(house, ben)
    await askDeletion(house, ADMINISTRATOR, 'gone', 'Asked for')
    const { asked, organisation } = await getKeptData(house, ADMINISTRATOR, 'gone')
    await confirmDeletion(house, ben, asked?.id ?? '', organisation.name)
  }

  const checks = async () => (await proveAll(house.db)).checks
  const breaks = async () => (await checks()).flatMap((one) => one.breaks)
  const run = (statement: string) => sql.raw(statement).execute(house.db)

  test('what the service did is as the trail says, and how much it speaks of is counted', async () => {
    expect(await breaks()).toEqual([])
    const all = await checks()
    const counts = (kind: string) => {
      const found = all.find((one) => one.kind === kind)
      return [found?.links, found?.anew]
    }
    // Of the period and the people of the demonstration the trail says nothing.
    expect(counts('periods')).toEqual([3, 2])
    expect(counts('roles')).toEqual([15, 3])
    expect(counts('shares')).toEqual([2, 2])
  })

  test.each([
    ['name', 'name', 'Round of 2027 now'],
    ['opens', 'day on which it opens', '2026-11-24'],
    ['reference_date', 'reference date', '2027-03-02'],
    ['closes', 'closing day', '2027-04-05'],
    ['rule_set_digest', 'rule set', 'elder'],
  ])('a period with another %s', async (column, words, value) => {
    await dropTriggers(house.db)
    if (value === 'elder')
      await run(
        `insert into rule_set (digest, id, version, files, kept_at) select 'elder', id, version, files, kept_at from rule_set limit 1`,
      )
    await run(`update period set ${column} = '${value}' where id = 'round-of-2027'`)
    expect(await breaks()).toContain(`the ${words} of period round-of-2027 is not what the trail says`)
  })

  test('a period that is gone', async () => {
    await run(`delete from period where id = 'round-of-2028'`)
    expect(await breaks()).toEqual(['period round-of-2028 stands in the trail, and is not there any more'])
  })

  test.each([
    [
      `update membership set role = 'lead' where account_id = 'vera' and role = 'board'`,
      'the role lead of account vera in organisation ash is there, and the trail does not say that it was given',
      'the role board of account vera in organisation ash was given by the trail, and is not there',
    ],
    [
      `update membership set ended_at = null where account_id = 'vera' and role = 'reviewer'`,
      'the role reviewer of account vera in organisation ash has ended by the trail, and is there',
    ],
    [
      `update membership set ended_at = given_at where account_id = 'vera' and role = 'board'`,
      'the role board of account vera in organisation ash was given by the trail, and is not there',
    ],
    [
      `update membership set deputy = 0 where account_id = 'vera' and role = 'siro'`,
      'the role siro of account vera in organisation oak is no deputy’s, unlike in the trail',
    ],
    [
      `update membership set deputy_of = 'lead.oak' where account_id = 'vera' and role = 'siro'`,
      'the role siro of account vera in organisation oak stands for another SIRO than in the trail',
    ],
    [
      `update membership set organisation_id = 'oak' where account_id = 'vera' and role = 'board'`,
      'the role board of account vera in organisation oak is there, and the trail does not say that it was given',
      'the role board of account vera in organisation ash was given by the trail, and is not there',
    ],
    [
      `update national_membership set role = 'administrator' where account_id = 'vera'`,
      'the role administrator of account vera is there, and the trail does not say that it was given',
      'the role analyst of account vera was given by the trail, and is not there',
    ],
    [
      `update national_membership set ended_at = given_at where account_id = 'vera'`,
      'the role analyst of account vera was given by the trail, and is not there',
    ],
  ])('a role changed by %s', async (statement, ...says) => {
    await run(statement)
    expect(await breaks()).toEqual(says)
  })

  test.each([
    [`assessment_id = 'ash-assessment'`, 'shows another assessment than in the trail'],
    [`organisation_id = 'ash'`, 'is of another organisation than in the trail'],
    [`account_id = 'vera'`, 'is for another account than in the trail'],
    [`body = 'Another body'`, 'is for another body than in the trail'],
    [`days = 15`, 'is for other days than in the trail'],
    [`"until" = '2026-12-10T10:00:00.000Z'`, 'ends on another day than in the trail'],
    [`ended_at = null`, 'was ended by the trail, and is open'],
  ])('a share outside with %s', async (change, says) => {
    await dropTriggers(house.db)
    await run(`update shared_view set ${change} where id = '${shares.ended}'`)
    expect((await breaks()).join()).toContain(says)
  })

  test('a share that nobody agreed to, one that ended behind our back, and one that is gone', async () => {
    await dropTriggers(house.db)
    await run(`update shared_view set ended_at = asked_at where id = '${shares.open}'`)
    await run(`update shared_view set id = 'made' where id = '${shares.ended}'`)
    const found = await breaks()
    for (const one of [
      `share ${shares.open} of organisation oak has ended, and the trail does not say so`,
      'share made of organisation oak is there, and the trail does not say that it was asked for',
      `share ${shares.ended} was agreed to, and is not there any more`,
    ])
      expect(found).toContain(one)
  })

  test('every break of every kind is named', async () => {
    await dropTriggers(house.db)
    await run(`update period set closes = '2029-01-01', name = name || 'X' where id like 'round-%'`)
    await run(`update membership set role = 'contributor' where account_id = 'vera' and ended_at is null`)
    await run(`update shared_view set days = 15, body = 'X'`)
    const found = (await checks()).filter(({ kind }) => ['periods', 'roles', 'shares'].includes(kind))
    expect(found.map((one) => one.breaks.length)).toEqual([4, 4, 4])
  })

  test('in a service of real people, what the trail never added is a break', async () => {
    await run(`update account set email = id || '@trust.example' where email is null`)
    const found = await breaks()
    expect(found.filter((one) => one.startsWith('period '))).toHaveLength(1)
    expect(found.filter((one) => one.startsWith('the role '))).toHaveLength(12)
  })
})
