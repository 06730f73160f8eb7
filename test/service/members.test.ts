import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { DomainError } from '../../src/errors.ts'
import { demonstrationId } from '../../src/identity/demonstration.ts'
import type { Mail } from '../../src/mail/mailer.ts'
import type { House, OpenHouse } from '../../src/service/house.ts'
import { endDeputy, endRole, getMembers, giveRole, nameDeputy } from '../../src/service/members.ts'
import {
  inviteMember,
  renewMemberInvitation,
  revokeMemberInvitation,
} from '../../src/service/inviting-members.ts'
import { settleProposal } from '../../src/service/settling.ts'
import { findAccountByEmail, findPerson } from '../../src/store/accounts.ts'
import { saveAccountStatus } from '../../src/store/members.ts'
import type { Role } from '../../src/store/person.ts'
import { findTicket } from '../../src/store/tickets.ts'
import { ENGINES } from '../store/engines.ts'
import { lastEntry } from './administrator.ts'
import { addTrust, NOW, openTestHouse, person } from './house.ts'

const AT = NOW.toISOString()
const LEAD = person('oak')
const SIRO = person('oak', 'siro')
const ROWAN = {
  name: ' Rowan  Vale ',
  email: 'Rowan.Vale@Example.nhs.uk ',
  roles: ['contributor', 'reviewer'],
}
const CONTRIBUTOR = demonstrationId('oak', 'contributor')

describe.each(ENGINES)('on $name', ({ newDatabase }) => {
  let open: OpenHouse
  let house: House
  let mails: Mail[]
  beforeEach(async () => {
    open = await openTestHouse(await newDatabase())
    await addTrust(open, 'oak')
    await addTrust(open, 'elm')
    mails = []
    house = {
      ...open,
      origin: 'https://ward.example',
      mailer: (mail) => Promise.resolve(void mails.push(mail)),
    }
  })
  afterEach(() => open.close())

  const withoutMail = () => ({ ...house, mailer: undefined })
  const invite = async (typed = ROWAN, by = LEAD, where = 'oak', from = house) => {
    const invited = await inviteMember(from, by, where, typed)
    return (invited.ok ? invited.invited : undefined) ?? expect.unreachable(JSON.stringify(invited))
  }
  const rolesOf = async (accountId: string, organisationId = 'oak') => {
    const { members } = await getMembers(house, person(organisationId), organisationId)
    return members
      .find(({ id }) => id === accountId)
      ?.roles.map(({ role, deputy }) => (deputy ? 'deputy' : role))
  }
  const tokenIn = (text: string | undefined) => /\/invitation\/([\w-]{43})\b/.exec(text ?? '')?.[1] ?? ''
  const isGood = async (token: string, at = AT) =>
    (await findTicket(house.db, 'invitation', token, at)) !== undefined

  test('somebody unknown is invited by mail, with a link that works for seven days, and is nobody until then', async () => {
    const invited = await invite()
    expect(invited).toMatchObject({
      outcome: 'invited',
      name: 'Rowan Vale',
      link: undefined,
      mailFault: undefined,
    })
    expect(mails).toMatchObject([
      { to: 'rowan.vale@example.nhs.uk', subject: 'You are invited to Ward Round' },
    ])
    expect(mails[0]?.text).toContain('contributor, reviewer of oak (fictional)')
    const token = tokenIn(mails[0]?.text)
    expect(mails[0]?.text).toContain(`https://ward.example/invitation/${token}`)
    expect(await findTicket(house.db, 'invitation', token, AT)).toMatchObject({
      accountId: invited.accountId,
      createdBy: LEAD.id,
    })
    expect(await isGood(token, '2026-12-02T09:59:59.999Z')).toBe(true)
    expect(await isGood(token, '2026-12-02T10:00:00.000Z')).toBe(false)
    expect(await rolesOf(invited.accountId)).toEqual(['contributor', 'reviewer'])
    expect(await findPerson(house.db, invited.accountId, AT)).toBeUndefined()
    const entry = await lastEntry(open, 'oak')
    expect(entry).toMatchObject({
      action: 'role-given',
      object: invited.accountId,
      details: { invited: true },
    })
    expect(JSON.stringify(await house.db.selectFrom('trail').selectAll().execute())).not.toContain(token)
  })

  test('without a mail server the link is given to whoever invited, once', async () => {
    const { link, accountId } = await invite(ROWAN, LEAD, 'oak', withoutMail())
    expect(await isGood(tokenIn(link))).toBe(true)
    const renewed = await renewMemberInvitation(withoutMail(), LEAD, 'oak', accountId)
    expect(await isGood(tokenIn(link))).toBe(false)
    expect(await isGood(tokenIn(renewed.link))).toBe(true)
    expect(mails).toEqual([])
  })

  test('when the mail server fails, the invitation stands and is sent anew later', async () => {
    const broken = {
      ...house,
      mailer: () => Promise.reject(new DomainError('busy', 'The mail server is down.')),
    }
    const invited = await invite(ROWAN, LEAD, 'oak', broken)
    expect(invited).toMatchObject({ link: undefined, mailFault: 'The mail server is down.' })
    await renewMemberInvitation(house, LEAD, 'oak', invited.accountId)
    expect(await isGood(tokenIn(mails[0]?.text))).toBe(true)
  })

  test('who has an account elsewhere gets the role at once and is told, and whoever invited learns nothing of it', async () => {
    const { accountId } = await invite(ROWAN, person('elm'), 'elm')
    await saveAccountStatus(house.db, accountId, 'active')
    const added = await invite({ ...ROWAN, name: 'Somebody else' })
    expect(added).toMatchObject({ outcome: 'invited', accountId, name: 'Somebody else', link: undefined })
    expect(mails[1]).toMatchObject({ subject: 'You have a new role in Ward Round' })
    expect(mails[1]?.text).not.toContain('/invitation/')
    expect((await findPerson(house.db, accountId, AT))?.memberships).toHaveLength(4)
    const again = await inviteMember(house, LEAD, 'oak', ROWAN)
    expect(again).toMatchObject({ ok: false, faults: [{ field: 'email' }] })
    expect(mails).toHaveLength(2)
  })

  test('a link is never shown that would let the inviter in elsewhere', async () => {
    const { accountId } = await invite(ROWAN, person('elm'), 'elm', withoutMail())
    const refused = { code: 'conflict', message: expect.stringContaining('invited elsewhere') as string }
    await expect(inviteMember(withoutMail(), LEAD, 'oak', ROWAN)).rejects.toMatchObject(refused)
    expect(await rolesOf(accountId)).toBeUndefined()
    await invite()
    await expect(renewMemberInvitation(withoutMail(), LEAD, 'oak', accountId)).rejects.toMatchObject(refused)
  })

  test('what is missing or wrong is told field by field, and a disabled account is not let in again', async () => {
    const wrong = await inviteMember(house, LEAD, 'oak', { name: ' ', email: 'rowan', roles: ['owner'] })
    expect(wrong.ok ? [] : wrong.faults.map(({ field }) => field)).toEqual(['name', 'email', 'roles'])
    for (const name of ['a\u202eb', 'x'.repeat(101)])
      expect(await inviteMember(house, LEAD, 'oak', { ...ROWAN, name })).toMatchObject({
        faults: [{ field: 'name' }],
      })
    const header = { ...ROWAN, email: 'a@b.example\r\nBcc: c@d.example' }
    expect(await inviteMember(house, LEAD, 'oak', header)).toMatchObject({ faults: [{ field: 'email' }] })
    const { accountId } = await invite()
    await saveAccountStatus(house.db, accountId, 'disabled')
    const before = mails.length
    expect(await inviteMember(house, LEAD, 'oak', { ...ROWAN, roles: ['board'] })).toMatchObject({ ok: true })
    expect(mails).toHaveLength(before)
    expect(await findPerson(house.db, accountId, AT)).toBeUndefined()
  })

  test('an invitation is taken back: its link and its roles are gone, and it can be made anew under another name', async () => {
    const { accountId } = await invite()
    const token = tokenIn(mails[0]?.text)
    await revokeMemberInvitation(house, LEAD, 'oak', accountId)
    expect(await isGood(token)).toBe(false)
    expect(await rolesOf(accountId)).toBeUndefined()
    expect(await lastEntry(open, 'oak')).toMatchObject({ action: 'invitation-revoked', object: accountId })
    const later = { ...house, now: () => new Date(NOW.getTime() + 1000) }
    await invite({ ...ROWAN, name: 'Rowan Hill' }, LEAD, 'oak', later)
    expect(await findAccountByEmail(house.db, ROWAN.email)).toMatchObject({
      id: accountId,
      name: 'Rowan Hill',
    })
    await saveAccountStatus(house.db, accountId, 'active')
    for (const act of [revokeMemberInvitation, renewMemberInvitation])
      await expect(act(house, LEAD, 'oak', accountId)).rejects.toMatchObject({ code: 'conflict' })
  })

  test('an invitation of two organisations is taken back by each for itself', async () => {
    const { accountId } = await invite(ROWAN, person('elm'), 'elm')
    await invite()
    const token = tokenIn(mails[1]?.text)
    await revokeMemberInvitation(house, LEAD, 'oak', accountId)
    expect(await rolesOf(accountId, 'elm')).toEqual(['contributor', 'reviewer'])
    expect(await isGood(token)).toBe(true)
  })

  test('a role is given to who is here already, and ends, with what they were asked to fill in', async () => {
    await house.db
      .insertInto('assignment')
      .values({
        id: 'one',
        assessmentId: 'oak-assessment',
        accountId: CONTRIBUTOR,
        kind: 'domain',
        target: 'identity',
        due: null,
        note: '',
        givenAt: AT,
        givenBy: 'lead',
        endedAt: null,
      })
      .execute()
    await giveRole(house, LEAD, 'oak', CONTRIBUTOR, 'board')
    expect(await rolesOf(CONTRIBUTOR)).toEqual(['contributor', 'board'])
    await expect(giveRole(house, LEAD, 'oak', CONTRIBUTOR, 'board')).rejects.toMatchObject({
      code: 'conflict',
    })
    await endRole(house, LEAD, 'oak', CONTRIBUTOR, 'contributor')
    expect(await rolesOf(CONTRIBUTOR)).toEqual(['board'])
    expect(await lastEntry(open, 'oak')).toMatchObject({
      action: 'role-ended',
      details: { role: 'contributor' },
    })
    const [assignment] = await house.db.selectFrom('assignment').select('endedAt').execute()
    expect(assignment?.endedAt).toBe(AT)
    await expect(endRole(house, LEAD, 'oak', CONTRIBUTOR, 'contributor')).rejects.toMatchObject({
      code: 'conflict',
    })
  })

  test('the last lead stays, whoever is only invited or disabled does not count', async () => {
    const last = { code: 'conflict', message: expect.stringContaining('last cyber lead') as string }
    const endOwn = () => endRole(house, LEAD, 'oak', LEAD.id, 'lead')
    await expect(endOwn()).rejects.toMatchObject(last)
    const { accountId } = await invite()
    const waits = await giveRole(house, LEAD, 'oak', accountId, 'lead')
    await expect(endOwn()).rejects.toMatchObject(last)
    await settleProposal(house, SIRO, waits?.id ?? '')
    await expect(endOwn()).rejects.toMatchObject(last)
    await saveAccountStatus(house.db, accountId, 'disabled')
    await expect(endOwn()).rejects.toMatchObject(last)
    await saveAccountStatus(house.db, accountId, 'active')
    await endOwn()
    expect(await findPerson(house.db, LEAD.id, AT)).toMatchObject({ memberships: [] })
  })

  test('nobody gives themselves a role', async () => {
    await expect(giveRole(house, LEAD, 'oak', LEAD.id, 'siro')).rejects.toMatchObject({ code: 'conflict' })
    await house.db
      .updateTable('account')
      .set({ email: 'lead@example.nhs.uk' })
      .where('id', '=', LEAD.id)
      .execute()
    const own = { ...ROWAN, email: 'lead@example.nhs.uk', roles: ['siro'] }
    await expect(inviteMember(house, LEAD, 'oak', own)).rejects.toMatchObject({ code: 'conflict' })
    await expect(nameDeputy(house, SIRO, 'oak', SIRO.id)).rejects.toMatchObject({ code: 'conflict' })
  })

  test('the SIRO names a deputy and ends it; a deputy names nobody, and the SIRO ends no SIRO', async () => {
    const board = demonstrationId('oak', 'board')
    const waits = await nameDeputy(house, SIRO, 'oak', board)
    expect(await rolesOf(board)).toEqual(['board'])
    await settleProposal(house, LEAD, waits?.id ?? '')
    expect(await rolesOf(board)).toEqual(['deputy', 'board'])
    expect(await lastEntry(open, 'oak')).toMatchObject({ action: 'deputy-named', object: board })
    const deputy = await findPerson(house.db, board, AT)
    if (deputy === undefined) expect.unreachable()
    else
      for (const act of [nameDeputy, endDeputy])
        await expect(act(house, deputy, 'oak', CONTRIBUTOR)).rejects.toMatchObject({ code: 'not-allowed' })
    await expect(nameDeputy(house, SIRO, 'oak', board)).rejects.toMatchObject({ code: 'conflict' })
    await expect(endDeputy(house, SIRO, 'oak', SIRO.id)).rejects.toMatchObject({ code: 'conflict' })
    await endDeputy(house, SIRO, 'oak', board)
    expect(await rolesOf(board)).toEqual(['board'])
  })

  test('people of another organisation are nobody here', async () => {
    const other = demonstrationId('elm', 'contributor')
    const acts: ((who: string) => Promise<unknown>)[] = [
      (who) => giveRole(house, LEAD, 'oak', who, 'board'),
      (who) => endRole(house, LEAD, 'oak', who, 'contributor' satisfies Role),
      (who) => nameDeputy(house, SIRO, 'oak', who),
      (who) => renewMemberInvitation(house, LEAD, 'oak', who),
      (who) => revokeMemberInvitation(house, LEAD, 'oak', who),
    ]
    for (const act of acts) {
      const refusals = await Promise.all(
        [other, 'none'].map((who) => act(who).catch((error: unknown) => error)),
      )
      expect(refusals[0]).toMatchObject({ code: 'not-found' })
      expect(refusals[0]).toEqual(refusals[1])
    }
  })
})
