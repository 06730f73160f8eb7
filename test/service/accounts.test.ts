import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { demonstrationId } from '../../src/identity/demonstration.ts'
import type { Mail } from '../../src/mail/mailer.ts'
import {
  disableAccount,
  endNationalRole,
  getAccountRecord,
  giveNationalRole,
  listAccounts,
} from '../../src/service/accounts.ts'
import {
  inviteAccount,
  type InvitedAs,
  renewAccountInvitation,
  revokeAccountInvitation,
} from '../../src/service/inviting-accounts.ts'
import type { House, OpenHouse } from '../../src/service/house.ts'
import { enableAccount } from '../../src/service/inviting-again.ts'
import { settleProposal } from '../../src/service/settling.ts'
import { findPerson } from '../../src/store/accounts.ts'
import { saveAccountStatus } from '../../src/store/members.ts'
import { findSession, insertSession } from '../../src/store/sessions.ts'
import { findTicket } from '../../src/store/tickets.ts'
import { ENGINES } from '../store/engines.ts'
import { ADMINISTRATOR, addAdministrator, lastEntry } from './administrator.ts'
import { addTrust, NOW, openTestHouse, person } from './house.ts'

const AT = NOW.toISOString()
const ROWAN = { name: 'Rowan Vale', email: 'rowan@example.nhs.uk' }
const LEAD = demonstrationId('oak', 'lead')

describe.each(ENGINES)('on $name', ({ newDatabase }) => {
  let open: OpenHouse
  let house: House
  let mails: Mail[]
  beforeEach(async () => {
    open = await openTestHouse(await newDatabase())
    await addTrust(open, 'oak')
    await addAdministrator(open)
    mails = []
    house = { ...open, mailer: (mail) => Promise.resolve(void mails.push(mail)) }
  })
  afterEach(() => open.close())

  const invite = async (as: InvitedAs, typed = ROWAN) => {
    const invited = await inviteAccount(house, ADMINISTRATOR, typed, as)
    return (invited.ok ? invited.invited : undefined) ?? expect.unreachable(JSON.stringify(invited))
  }
  const found = (search: string) =>
    listAccounts(house, ADMINISTRATOR, search).then(({ shown }) => shown.map(({ name }) => name))
  const tokenOf = (mail: Mail | undefined) => /\/invitation\/([\w-]{43})\b/.exec(mail?.text ?? '')?.[1] ?? ''
  const refusal = { code: 'conflict' }

  test('accounts are found by name or address, and those with a national role without a search', async () => {
    await invite({ national: 'analyst' })
    expect(await found('')).toEqual([ADMINISTRATOR.name, 'Rowan Vale'])
    expect(await found(' ROWAN@ ')).toEqual(['Rowan Vale'])
    expect(await found('%')).toEqual([])
    expect(await found('cyber lead')).toEqual(['Cyber lead (demonstration)'])
    expect(await listAccounts(house, ADMINISTRATOR, 'cyber lead')).toMatchObject({
      shown: [{ organisations: 1 }],
      all: 1,
      next: undefined,
    })
  })

  test('an analyst and an administrator are invited, and stand in the trail of no organisation', async () => {
    const { accountId } = await invite({ national: 'analyst' })
    expect(mails[0]?.text).toContain('as national analyst')
    expect(await findTicket(house.db, 'invitation', tokenOf(mails[0]), AT)).toMatchObject({ accountId })
    expect(await lastEntry(open)).toMatchObject({ action: 'national-role-given', object: accountId })
    await saveAccountStatus(house.db, accountId, 'active')
    const asked = await inviteAccount(house, ADMINISTRATOR, ROWAN, { national: 'administrator' })
    expect(asked).toMatchObject({ ok: true, invited: undefined, waits: [{ kind: 'administrator' }] })
    expect((await findPerson(house.db, accountId, AT))?.national).toEqual(['analyst'])
    expect(await inviteAccount(house, ADMINISTRATOR, ROWAN, { national: 'analyst' })).toMatchObject({
      faults: [{ field: 'email' }],
    })
  })

  test('an organisation gets its first lead, and where one is in use, no other', async () => {
    expect(await inviteAccount(house, ADMINISTRATOR, ROWAN, { leadOf: 'oak' })).toMatchObject({
      ok: false,
      faults: [{ field: 'organisation', message: expect.stringContaining('has a cyber lead') as string }],
    })
    expect(await inviteAccount(house, ADMINISTRATOR, ROWAN, { leadOf: 'none' })).toMatchObject({
      faults: [{ field: 'organisation' }],
    })
    await house.db.deleteFrom('membership').execute()
    const { accountId } = await invite({ leadOf: 'oak' })
    expect(mails[0]?.text).toContain('cyber lead of oak (fictional)')
    expect(await lastEntry(open, 'oak')).toMatchObject({ action: 'role-given', object: accountId })
    expect(await inviteAccount(house, ADMINISTRATOR, ROWAN, { leadOf: 'oak' })).toMatchObject({
      faults: [{ message: expect.stringContaining('already') as string }],
    })
  })

  test('a refused invitation leaves nothing behind', async () => {
    await inviteAccount(house, ADMINISTRATOR, ROWAN, { leadOf: 'none' })
    expect(mails).toEqual([])
    const [{ waiting } = { waiting: -1 }] = await house.db
      .selectFrom('ticket')
      .select((column) => column.fn.countAll<number>().as('waiting'))
      .execute()
    expect(Number(waiting)).toBe(0)
    expect(await found('rowan')).toEqual([])
  })

  test('disabling ends every session at once, and enabling gives back the roles but no session', async () => {
    const session = { accountId: LEAD, at: AT, agent: 'test', address: '' }
    const tokens = [
      await insertSession(house.db, { ...session, id: 'a' }),
      await insertSession(house.db, { ...session, id: 'b' }),
    ]
    await disableAccount(house, ADMINISTRATOR, LEAD)
    expect(await findPerson(house.db, LEAD, AT)).toBeUndefined()
    for (const token of tokens) expect((await findSession(house.db, token))?.endedAt).toBe(AT)
    expect(await lastEntry(open)).toMatchObject({ action: 'account-disabled', details: { sessions: 2 } })
    await expect(disableAccount(house, ADMINISTRATOR, LEAD)).rejects.toMatchObject(refusal)
    const waits = await enableAccount(house, ADMINISTRATOR, LEAD)
    expect(await findPerson(house.db, LEAD, AT)).toBeUndefined()
    await settleProposal(house, person('oak', 'siro'), waits?.id ?? '')
    expect((await findPerson(house.db, LEAD, AT))?.memberships).toHaveLength(1)
    for (const token of tokens) expect((await findSession(house.db, token))?.endedAt).toBe(AT)
    await expect(enableAccount(house, ADMINISTRATOR, LEAD)).rejects.toMatchObject(refusal)
  })

  test('national roles are given and ended', async () => {
    await giveNationalRole(house, ADMINISTRATOR, LEAD, 'analyst')
    await expect(giveNationalRole(house, ADMINISTRATOR, LEAD, 'analyst')).rejects.toMatchObject(refusal)
    expect((await findPerson(house.db, LEAD, AT))?.national).toEqual(['analyst'])
    await endNationalRole(house, ADMINISTRATOR, LEAD, 'analyst')
    expect((await findPerson(house.db, LEAD, AT))?.national).toEqual([])
    await expect(endNationalRole(house, ADMINISTRATOR, LEAD, 'analyst')).rejects.toMatchObject(refusal)
    expect(await lastEntry(open)).toMatchObject({ action: 'national-role-ended', object: LEAD })
  })

  test('nobody ends their own administrator’s role, disables themselves, or gives themselves a role', async () => {
    const own = ADMINISTRATOR.id
    await expect(endNationalRole(house, ADMINISTRATOR, own, 'administrator')).rejects.toMatchObject(refusal)
    await expect(disableAccount(house, ADMINISTRATOR, own)).rejects.toMatchObject(refusal)
    await expect(giveNationalRole(house, ADMINISTRATOR, own, 'analyst')).rejects.toMatchObject(refusal)
    expect(await findPerson(house.db, own, AT)).toMatchObject({ national: ['administrator'] })
  })

  test('an invitation is sent anew and taken back, with every role that waited', async () => {
    const { accountId } = await invite({ national: 'analyst' })
    await renewAccountInvitation(house, ADMINISTRATOR, accountId)
    expect(await findTicket(house.db, 'invitation', tokenOf(mails[0]), AT)).toBeUndefined()
    expect(await findTicket(house.db, 'invitation', tokenOf(mails[1]), AT)).toBeDefined()
    await revokeAccountInvitation(house, ADMINISTRATOR, accountId)
    expect(await findTicket(house.db, 'invitation', tokenOf(mails[1]), AT)).toBeUndefined()
    const { account } = await getAccountRecord(house, ADMINISTRATOR, accountId)
    expect(account).toMatchObject({ roles: [], national: [], status: 'invited' })
    for (const act of [renewAccountInvitation, revokeAccountInvitation])
      await expect(act(house, ADMINISTRATOR, LEAD)).rejects.toMatchObject(refusal)
  })

  test('an unknown account is not found', async () => {
    for (const act of [getAccountRecord, disableAccount, enableAccount])
      await expect(act(house, ADMINISTRATOR, 'none')).rejects.toMatchObject({ code: 'not-found' })
  })
})
