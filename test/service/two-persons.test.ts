/** What takes two persons: who is told, who agrees, who stops it, what time does, and what somebody with two addresses does not reach. */

import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { demonstrationId } from '../../src/identity/demonstration.ts'
import { runJobs } from '../../src/jobs/jobs.ts'
import type { Mail } from '../../src/mail/mailer.ts'
import { disableAccount, endNationalRole, giveNationalRole } from '../../src/service/accounts.ts'
import { inviteAccount } from '../../src/service/inviting-accounts.ts'
import { getAssessment } from '../../src/service/assessments.ts'
import { askDeletion, confirmDeletion, getKeptData } from '../../src/service/deleting.ts'
import { agreeToHold, askHold, askToLift, liftHold } from '../../src/service/holds.ts'
import type { House, OpenHouse } from '../../src/service/house.ts'
import { enableAccount, inviteAgain } from '../../src/service/inviting-again.ts'
import { endRole, giveRole, nameDeputy } from '../../src/service/members.ts'
import { inviteMember } from '../../src/service/inviting-members.ts'
import { settleDue, settleProposal } from '../../src/service/settling.ts'
import { agreeToShare, getSharing } from '../../src/service/sharing.ts'
import { proposeShare } from '../../src/service/proposing-shares.ts'
import { sealAssessment } from '../../src/service/signing.ts'
import {
  countToTell,
  findToStop,
  listRequests,
  stopRequest,
  stopRequestByLink,
} from '../../src/service/waiting.ts'
import {
  findAccountByEmail,
  findPerson,
  insertAccounts,
  insertMemberships,
} from '../../src/store/accounts.ts'
import { findAssessments } from '../../src/store/assessments.ts'
import { findHolds } from '../../src/store/holds.ts'
import { saveFirstSignIn } from '../../src/store/let-in.ts'
import { saveAccountStatus } from '../../src/store/members.ts'
import type { Person, Role } from '../../src/store/person.ts'
import { findReleases, insertPrepared } from '../../src/store/releases.ts'
import { findTrail } from '../../src/store/trail.ts'
import { verifyTrail } from '../../src/store/trail-proof.ts'
import { write } from '../../src/store/transaction.ts'
import { ENGINES } from '../store/engines.ts'
import { TRUSTS } from '../web/trusts.ts'
import { addTrustWith } from '../web/written-trusts.ts'
import { addAdministrator } from './administrator.ts'
import { addTrust, nationalPerson, NOW, openTestHouse, person, RULE_SET } from './house.ts'

const ADA = nationalPerson('administrator.one', 'Ada', 'administrator')
const BEN = nationalPerson('administrator.two', 'Ben', 'administrator')
const LEAD = person('oak')
const SIRO = person('oak', 'siro')
const HALF = TRUSTS['half-answered'] as NonNullable<(typeof TRUSTS)[string]>
const NAME = HALF.organisation.name
const BOARD = demonstrationId('oak', 'board')
/** Of who asks, under another name. */
const SECOND = { name: 'Second Address', email: 'second@example.nhs.uk' }
const SHARE = {
  ...{ assessment: 'oak-assessment', account: undefined, body: 'A body', purpose: 'Help', days: '14' },
  ...{ name: 'Vera Viewer', email: 'vera@board.example' },
}

describe.each(ENGINES)('on $name', ({ newDatabase, copyOf }) => {
  let open: OpenHouse
  let house: House
  let now: Date
  let mails: Mail[]
  let filled: string
  beforeAll(async () => {
    const first = await openTestHouse(await newDatabase())
    filled = first.database
    await addTrustWith(first, 'oak', HALF)
    await addTrust(first, 'elm')
    await addAdministrator(first, ADA)
    const at = NOW.toISOString()
    await write(first.db, async (db) => {
      const [assessment] = await findAssessments(db, 'oak')
      if (assessment !== undefined) await sealAssessment(db, RULE_SET, assessment, at)
      const long = '2025-01-01T00:00:00.000Z'
      const vera = { id: 'vera', name: SHARE.name, email: SHARE.email, createdAt: at, firstSignedInAt: long }
      await insertAccounts(db, [{ ...vera, status: 'active' }])
      for (const role of ['lead', 'siro', 'board'] as const)
        await db
          .updateTable('account')
          .set({ email: `${role}@oak.example` })
          .where('id', '=', demonstrationId('oak', role))
          .execute()
    })
    await first.close()
  })
  beforeEach(async () => {
    open = await openTestHouse(await copyOf(filled))
    now = NOW
    mails = []
    house = {
      ...open,
      now: () => now,
      origin: 'https://ward.example',
      mailer: (mail) => Promise.resolve(void mails.push(mail)),
    }
  })
  afterEach(() => open.close())

  const after = (days: number) => (now = new Date(NOW.getTime() + days * 86_400_000))
  /** As they are at their next request. */
  const at = async (id: string): Promise<Person> =>
    (await findPerson(open.db, id, now.toISOString())) ?? expect.unreachable('The account is not in use.')
  const rolesOf = async (id: string) =>
    (await findPerson(open.db, id, now.toISOString()))?.memberships.map(({ role, deputy }) =>
      deputy === true ? 'deputy' : role,
    )
  const idOf = async (email: string) => (await findAccountByEmail(open.db, email))?.id ?? ''
  /** The owner of the second address opens their account. */
  const openSecond = async () => {
    const id = await idOf(SECOND.email)
    await saveAccountStatus(open.db, id, 'active')
    await saveFirstSignIn(open.db, id, now.toISOString())
    return id
  }
  /** Id of what waits after an act; empty: it was done at once. */
  const waitsOf = async (asked: Promise<unknown>): Promise<string> => {
    const done = (await asked) as { waits?: { id: string }[]; id?: string; asked?: unknown } | undefined
    return done?.waits?.[0]?.id ?? (done?.asked === undefined ? '' : (done.id ?? ''))
  }
  const askSiro = () => waitsOf(inviteMember(house, LEAD, 'oak', { ...SECOND, roles: ['siro'] }))
  const toOf = () => mails.map(({ to }) => to).toSorted()
  const stopLinkOf = (to: string) =>
    /\/waiting\/stop\/([\w-]{43})/.exec(mails.find((mail) => mail.to === to)?.text ?? '')?.[1] ?? ''

  describe('somebody with a second address', () => {
    test('as the one administrator reads no answer of a trust: its lead disabled, oneself invited', async () => {
      await disableAccount(house, ADA, LEAD.id)
      const id = await waitsOf(inviteAccount(house, ADA, SECOND, { leadOf: 'oak' }))
      expect(toOf()).toEqual(['lead@oak.example', 'siro@oak.example'])
      for (const days of [0, 7, 14, 400]) {
        after(days)
        await settleDue(house)
        await expect(settleProposal(house, ADA, id)).rejects.toMatchObject({ code: 'conflict' })
        await openSecond()
        const second = await at(await idOf(SECOND.email))
        await expect(getAssessment(house, second, 'oak')).rejects.toMatchObject({ code: 'not-found' })
      }
      // Who was replaced has no way in any more, and stops it by the letter.
      expect(await stopRequestByLink(house, stopLinkOf('lead@oak.example'))).toBe(false)
      after(1)
      expect(await stopRequestByLink(house, stopLinkOf('lead@oak.example'))).toBe(true)
      await expect(settleProposal(house, SIRO, id)).rejects.toMatchObject({ code: 'conflict' })
    })

    test('as the one administrator deletes no organisation, not even once the second address is administrator', async () => {
      const id = await waitsOf(inviteAccount(house, ADA, SECOND, { national: 'administrator' }))
      after(7)
      expect(await settleDue(house)).toBe(1)
      const second = await at(await openSecond())
      expect(second.national).toEqual(['administrator'])
      for (const days of [8, 45, 96]) {
        after(days)
        await askDeletion(house, ADA, 'oak', 'Asked for').catch(() => undefined)
        const { asked } = await getKeptData(house, second, 'oak')
        expect(asked?.mayConfirm).toBe(false)
        await expect(confirmDeletion(house, second, asked?.id ?? '', NAME)).rejects.toMatchObject({
          code: 'conflict',
        })
      }
      expect((await findAssessments(open.db, 'oak')).length).toBe(1)
      expect(toOf()).toContain('lead@oak.example')
      expect(id).not.toBe('')
    })

    test('as the one lead neither replaces the SIRO nor shows a signed assessment outside', async () => {
      await endRole(house, LEAD, 'oak', SIRO.id, 'siro')
      await addAdministrator(open, BEN)
      const id = await askSiro()
      expect(toOf()).toEqual(['siro@oak.example'])
      for (const days of [0, 7, 14, 60]) {
        after(days)
        expect(await settleDue(house)).toBe(0)
        await expect(settleProposal(house, LEAD, id)).rejects.toMatchObject({ code: 'conflict' })
      }
      // Agreed to, and in office: for 90 days it is still who invited them that asks.
      after(0)
      await settleProposal(house, BEN, id)
      const second = await at(await openSecond())
      after(70)
      const shared = await proposeShare(house, LEAD, 'oak', SHARE)
      const share = shared.ok ? shared.id : ''
      await expect(agreeToShare(house, second, 'oak', share)).rejects.toMatchObject({ code: 'conflict' })
      expect((await getSharing(house, second, 'oak')).views[0]).toMatchObject({ mayAgree: false })
    })
  })

  describe('a further administrator', () => {
    test('comes in at once while no assessment was ever begun here', async () => {
      const empty = await openTestHouse(await newDatabase(), RULE_SET, { mailer: house.mailer })
      await addAdministrator(empty, ADA)
      const invited = await inviteAccount(empty, ADA, SECOND, { national: 'administrator' })
      expect(invited).toMatchObject({ ok: true, invited: { outcome: 'invited' }, waits: [] })
      await empty.close()
    })

    test('waits for an established one, who is told, and whom the letter lets stop it', async () => {
      await addAdministrator(open, BEN)
      await open.db
        .updateTable('account')
        .set({ email: 'ben@example.nhs.uk' })
        .where('id', '=', BEN.id)
        .execute()
      const id = await waitsOf(giveNationalRole(house, ADA, BOARD, 'administrator'))
      expect(mails).toMatchObject([{ to: 'ben@example.nhs.uk' }])
      expect(mails[0]?.text).toContain('Ada asks to make Board member (demonstration) an administrator')
      after(30)
      expect(await settleDue(house)).toBe(0)
      const [request] = await listRequests(house, BEN)
      expect(request).toMatchObject({ mayAgree: true, isOwn: false })
      expect(await findToStop(house, stopLinkOf('ben@example.nhs.uk'))).toMatchObject({ asker: 'Ada' })
      await settleProposal(house, BEN, id)
      expect((await at(BOARD)).national).toEqual(['administrator'])
      expect(await findToStop(house, stopLinkOf('ben@example.nhs.uk'))).toBeUndefined()
      expect(
        (await findTrail(open.db, undefined, 3)).map(({ action, actorId }) => [action, actorId]),
      ).toEqual([
        ['national-role-given', ADA.id],
        ['administrator-agreed', BEN.id],
        ['administrator-asked', ADA.id],
      ])
      expect((await verifyTrail(open.db)).breaks).toEqual({ entries: [], chains: [] })
    })

    test('comes in after seven days where nobody else could agree, and after fourteen without a mail server', async () => {
      for (const [from, days] of [
        [house, 7],
        [{ ...house, mailer: undefined }, 14],
      ] as const) {
        after(0)
        await waitsOf(giveNationalRole(from, ADA, days === 7 ? BOARD : LEAD.id, 'administrator'))
        now = new Date(after(days).getTime() - 1)
        expect(await settleDue(from)).toBe(0)
        after(days)
        await runJobs(from)
        expect((await at(days === 7 ? BOARD : LEAD.id)).national).toEqual(['administrator'])
        await open.db
          .updateTable('nationalMembership')
          .set({ endedAt: NOW.toISOString() })
          .where('accountId', '<>', ADA.id)
          .execute()
      }
    })

    test('who signed in first less than 30 days ago, or was let in by who asks within 90, does not agree', async () => {
      await addAdministrator(open, BEN)
      const id = await waitsOf(giveNationalRole(house, ADA, BOARD, 'administrator'))
      const first = (days: number) =>
        open.db
          .updateTable('account')
          .set({ firstSignedInAt: new Date(NOW.getTime() - days * 86_400_000).toISOString() })
          .where('id', '=', BEN.id)
          .execute()
      await first(29)
      await expect(settleProposal(house, BEN, id)).rejects.toMatchObject({ code: 'conflict' })
      await first(400)
      const let_in = (days: number) => ({
        ...{ accountId: BEN.id, byId: ADA.id },
        at: new Date(NOW.getTime() - days * 86_400_000).toISOString(),
      })
      await open.db.insertInto('letIn').values(let_in(89)).execute()
      await expect(settleProposal(house, BEN, id)).rejects.toMatchObject({ code: 'conflict' })
      await open.db.updateTable('letIn').set(let_in(90)).execute()
      await settleProposal(house, BEN, id)
      expect((await at(BOARD)).national).toEqual(['administrator'])
    })
  })

  describe('a further lead, SIRO or deputy', () => {
    test('waits for an established lead or SIRO, and every role beside it is given at once', async () => {
      const id = await waitsOf(
        inviteMember(house, LEAD, 'oak', { ...SECOND, roles: ['lead', 'contributor', 'siro'] }),
      )
      const second = await openSecond()
      expect(await rolesOf(second)).toEqual(['contributor'])
      await expect(settleProposal(house, LEAD, id)).rejects.toMatchObject({ code: 'conflict' })
      for (const other of [ADA, person('oak', 'board'), person('elm'), await at(second)])
        await expect(settleProposal(house, other, id)).rejects.toMatchObject({ code: 'conflict' })
      await settleProposal(house, SIRO, id)
      expect(await rolesOf(second)).toEqual(['contributor', 'lead'])
    })

    test('where nobody there can agree, an established administrator does, and else seven days', async () => {
      await disableAccount(house, ADA, SIRO.id)
      const asked = await askSiro()
      expect((await listRequests(house, LEAD))[0]).toMatchObject({ agreers: ['Ada'] })
      await stopRequest(house, LEAD, asked)
      await open.db
        .updateTable('account')
        .set({ firstSignedInAt: now.toISOString() })
        .where('id', '=', ADA.id)
        .execute()
      const alone = await askSiro()
      await expect(settleProposal(house, ADA, alone)).rejects.toMatchObject({ code: 'conflict' })
      after(7)
      expect(await settleDue(house)).toBe(1)
      expect(await rolesOf(await openSecond())).toEqual(['siro'])
    })

    test('cannot be hurried by shutting out who could have agreed', async () => {
      await askSiro()
      after(8)
      await disableAccount(house, ADA, SIRO.id)
      await open.db
        .updateTable('account')
        .set({ firstSignedInAt: now.toISOString() })
        .where('id', '=', ADA.id)
        .execute()
      expect(await settleDue(house)).toBe(0)
      after(100)
      expect(await rolesOf(await openSecond())).toEqual([])
    })

    test('is at once the first one of an organisation', async () => {
      await open.db
        .deleteFrom('membership')
        .where('organisationId', '=', 'elm')
        .where('role', '=', 'siro')
        .execute()
      const done = await inviteMember(house, person('elm'), 'elm', { ...SECOND, roles: ['siro'] })
      expect(done).toMatchObject({ ok: true, invited: { outcome: 'invited' }, waits: [] })
    })

    test('is stopped by who is told, withdrawn by who asked, and found by nobody else', async () => {
      for (const who of [SIRO, LEAD]) {
        const id = await askSiro()
        for (const other of [person('oak', 'contributor'), person('elm', 'siro'), ADA]) {
          expect(await listRequests(house, other)).toEqual([])
          await expect(stopRequest(house, other, id)).rejects.toMatchObject({ code: 'not-found' })
        }
        expect(await countToTell(house, SIRO)).toBe(1)
        expect(await countToTell(house, LEAD)).toBe(0)
        await stopRequest(house, who, id)
        expect(await countToTell(house, SIRO)).toBe(0)
        await expect(settleProposal(house, SIRO, id)).rejects.toMatchObject({ code: 'conflict' })
      }
      expect((await findTrail(open.db, 'oak', 4)).map(({ action }) => action)).toEqual([
        'siro-stopped',
        'siro-asked',
        'siro-stopped',
        'siro-asked',
      ])
    })
  })

  describe('a way back in for a lead, SIRO or deputy', () => {
    test('waits for somebody of their organisation; who it is about is told, and stays until then', async () => {
      const id = await waitsOf(inviteAgain(house, ADA, LEAD.id))
      expect(toOf()).toEqual(['lead@oak.example', 'siro@oak.example'])
      expect(await countToTell(house, LEAD)).toBe(1)
      await expect(settleProposal(house, LEAD, id)).rejects.toMatchObject({ code: 'conflict' })
      mails = []
      await settleProposal(house, SIRO, id)
      expect(mails[0]).toMatchObject({ to: 'lead@oak.example', subject: 'You are invited to Ward Round' })
      // Whom an administrator let back in does not agree to what that administrator asks.
      const again = await waitsOf(inviteAgain(house, ADA, SIRO.id))
      await expect(settleProposal(house, LEAD, again)).rejects.toMatchObject({ code: 'conflict' })
    })

    test('is at once for everybody else, and takes every organisation of theirs', async () => {
      expect(await inviteAgain(house, ADA, BOARD)).toMatchObject({ outcome: 'invited' })
      await insertMemberships(open.db, [{ organisationId: 'elm', accountId: LEAD.id, role: 'lead' }], {
        at: NOW.toISOString(),
        by: 'test',
      })
      const id = await waitsOf(inviteAgain(house, ADA, LEAD.id))
      expect(await settleProposal(house, SIRO, id)).toBeUndefined()
      await expect(settleProposal(house, SIRO, id)).rejects.toMatchObject({
        message: 'You have agreed already.',
      })
      expect(await settleProposal(house, person('elm', 'siro'), id)).toMatchObject({ outcome: 'invited' })
    })

    test('is also that a disabled account is enabled', async () => {
      await disableAccount(house, ADA, SIRO.id)
      const id = await waitsOf(enableAccount(house, ADA, SIRO.id))
      expect(await findPerson(open.db, SIRO.id, now.toISOString())).toBeUndefined()
      await settleProposal(house, LEAD, id)
      expect(await rolesOf(SIRO.id)).toEqual(['siro'])
    })
  })

  describe('what ended stays ended', () => {
    test('a deputy goes with the SIRO whom they stood for, whether the role or the account ends', async () => {
      for (const end of [
        () => endRole(house, LEAD, 'oak', SIRO.id, 'siro' satisfies Role),
        () => disableAccount(house, ADA, SIRO.id),
      ]) {
        const id = await waitsOf(nameDeputy(house, SIRO, 'oak', BOARD))
        await settleProposal(house, LEAD, id)
        expect(await rolesOf(BOARD)).toContain('deputy')
        now = new Date(now.getTime() + 1000)
        await end()
        expect(await rolesOf(BOARD)).not.toContain('deputy')
        await open.db
          .updateTable('membership')
          .set({ endedAt: null })
          .where('accountId', '=', SIRO.id)
          .execute()
      }
    })

    test('a share does not open once who proposed it lost their role, nor a deletion, nor another SIRO', async () => {
      const share = await proposeShare(house, LEAD, 'oak', SHARE)
      const siro = await askSiro()
      await disableAccount(house, ADA, LEAD.id)
      await expect(agreeToShare(house, SIRO, 'oak', share.ok ? share.id : '')).rejects.toMatchObject({
        code: 'conflict',
      })
      await expect(settleProposal(house, SIRO, siro)).rejects.toMatchObject({ code: 'conflict' })
      await addAdministrator(open, BEN)
      await askDeletion(house, ADA, 'oak', 'Asked for')
      const { asked } = await getKeptData(house, BEN, 'oak')
      await endNationalRole(house, BEN, ADA.id, 'administrator')
      await expect(confirmDeletion(house, BEN, asked?.id ?? '', NAME)).rejects.toMatchObject({
        code: 'conflict',
      })
      expect((await getKeptData(house, BEN, 'oak')).asked).toBeUndefined()
    })

    test('a role that ended and was given again does not bring back what was asked before', async () => {
      const id = await askSiro()
      await waitsOf(giveRole(house, LEAD, 'oak', BOARD, 'lead'))
      const [other] = await listRequests(house, SIRO).then((all) =>
        all.filter(({ proposal }) => proposal.id !== id),
      )
      await settleProposal(house, SIRO, other?.proposal.id ?? '')
      await endRole(house, await at(BOARD), 'oak', LEAD.id, 'lead')
      await open.db
        .updateTable('membership')
        .set({ endedAt: null })
        .where('accountId', '=', LEAD.id)
        .execute()
      await expect(settleProposal(house, SIRO, id)).rejects.toMatchObject({
        message: 'This request was stopped.',
      })
    })

    test('a hold is not lifted by what somebody asked before their role ended, nor by who was let in by them', async () => {
      await addAdministrator(open, BEN)
      await askHold(house, ADA, 'oak', 'A court asked')
      const [hold] = await findHolds(open.db, 'oak')
      await agreeToHold(house, BEN, hold?.id ?? '')
      await askToLift(house, ADA, hold?.id ?? '')
      const row = { accountId: BEN.id, byId: ADA.id, at: NOW.toISOString() }
      await open.db.insertInto('letIn').values(row).execute()
      await expect(liftHold(house, BEN, hold?.id ?? '')).rejects.toMatchObject({ code: 'conflict' })
      await open.db.deleteFrom('letIn').execute()
      await disableAccount(house, BEN, ADA.id)
      await expect(liftHold(house, BEN, hold?.id ?? '')).rejects.toMatchObject({ code: 'conflict' })
      expect((await findHolds(open.db, 'oak'))[0]).toMatchObject({ liftAsked: undefined })
    })

    test('a comparison that somebody prepared is gone once they are no analyst any more', async () => {
      for (const end of [
        () => endNationalRole(house, ADA, BOARD, 'analyst'),
        () => disableAccount(house, ADA, BOARD),
      ]) {
        now = new Date(now.getTime() + 1000)
        await giveNationalRole(house, ADA, BOARD, 'analyst')
        const prepared = { id: BOARD, name: 'Board', at: NOW.toISOString() }
        const row = { id: 'prepared', number: 1, previousId: undefined, periodId: 'test', prepared }
        const texts = { digest: 'x', bytes: '{}', concentration: '{}', report: '{}' }
        await insertPrepared(open.db, { ...row, ...texts, ruleSetDigest: RULE_SET.digest }, [])
        await end()
        expect(await findReleases(open.db)).toEqual([])
      }
    })

    test('two administrators do not both disable each other: the last one stays', async () => {
      await addAdministrator(open, BEN)
      await disableAccount(house, ADA, BEN.id)
      // Asked while Ben was still in: decided when he is not.
      await expect(disableAccount(house, BEN, ADA.id)).rejects.toMatchObject({ code: 'not-allowed' })
      await expect(endNationalRole(house, BEN, ADA.id, 'administrator')).rejects.toMatchObject({
        code: 'not-allowed',
      })
      expect((await at(ADA.id)).national).toEqual(['administrator'])
    })
  })
})
