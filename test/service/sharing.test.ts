/** One signed assessment, shown to one person outside: who must agree, for how long, what is seen, and both trails. */

import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { demonstrationId } from '../../src/identity/demonstration.ts'
import type { Mail } from '../../src/mail/mailer.ts'
import type { House, OpenHouse } from '../../src/service/house.ts'
import { insertSignOff } from '../../src/store/sign-offs.ts'
import { listShared, viewShared } from '../../src/service/shared.ts'
import { agreeToShare, endShare, getSharing } from '../../src/service/sharing.ts'
import { MOST_DAYS, proposeShare, type TypedShare } from '../../src/service/proposing-shares.ts'
import { sealAssessment } from '../../src/service/signing.ts'
import { findAccountByEmail, findPerson, insertAccounts } from '../../src/store/accounts.ts'
import { findAssessments } from '../../src/store/assessments.ts'
import { saveAccountStatus } from '../../src/store/members.ts'
import { findTicket } from '../../src/store/tickets.ts'
import { findTrail } from '../../src/store/trail.ts'
import { verifyTrail } from '../../src/store/trail-proof.ts'
import { write } from '../../src/store/transaction.ts'
import { ENGINES } from '../store/engines.ts'
import { TRUSTS } from '../web/trusts.ts'
import { addTrustWith } from '../web/written-trusts.ts'
import { addTrust, NOW, openTestHouse, person, RULE_SET } from './house.ts'

const AT = NOW.toISOString()
const LEAD = person('oak')
const SIRO = person('oak', 'siro')
/** Has an account in another organisation already. */
const VIEWER = { id: 'viewer', name: 'Vera Viewer', email: 'vera@board.example', status: 'active' } as const
const TYPED: TypedShare = {
  assessment: 'oak-assessment',
  name: VIEWER.name,
  email: VIEWER.email,
  account: undefined,
  body: ' The integrated care board ',
  purpose: 'To plan help',
  days: '14',
}

describe.each(ENGINES)('on $name', ({ newDatabase, copyOf }) => {
  let open: OpenHouse
  let house: House
  let now: Date
  let mails: Mail[]
  let filled: string
  beforeAll(async () => {
    filled = await newDatabase()
    const first = await openTestHouse(filled)
    await addTrustWith(first, 'oak', TRUSTS['half-answered'] as NonNullable<(typeof TRUSTS)[string]>)
    await addTrust(first, 'elm')
    const [assessment] = await findAssessments(first.db, 'oak')
    await write(first.db, async (db) => {
      if (assessment !== undefined) await sealAssessment(db, RULE_SET, assessment, AT)
      await insertAccounts(db, [{ ...VIEWER, createdAt: AT }])
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

  const later = (days: number) => (now = new Date(NOW.getTime() + days * 86_400_000))
  const propose = async (typed = TYPED, by = LEAD) => {
    const proposed = await proposeShare(house, by, 'oak', typed)
    return proposed.ok ? proposed.id : expect.unreachable(JSON.stringify(proposed.faults))
  }
  const share = async (typed = TYPED) => {
    const id = await propose(typed)
    await agreeToShare(house, SIRO, 'oak', id)
    return id
  }
  /** As they are at their next request. */
  const viewer = async (id: string = VIEWER.id) =>
    (await findPerson(open.db, id, now.toISOString())) ?? expect.unreachable('The account is gone.')
  const view = async (id: string, who?: string) => viewShared(house, await viewer(who), id)
  const faultsOf = async (change: Partial<TypedShare>) => {
    const proposed = await proposeShare(house, LEAD, 'oak', { ...TYPED, ...change })
    return proposed.ok ? [] : proposed.faults.map(({ field }) => field)
  }
  const actsOf = async (organisationId?: string) =>
    (await findTrail(open.db, organisationId, 20)).map(({ action, actorId }) => `${action} ${actorId ?? ''}`)

  test('it opens once lead and SIRO have both agreed, whoever of them began', async () => {
    for (const [first, second] of [
      [LEAD, SIRO],
      [SIRO, LEAD],
    ] as const) {
      const id = await propose(TYPED, first)
      await expect(view(id)).rejects.toMatchObject({ code: 'not-found' })
      await expect(agreeToShare(house, first, 'oak', id)).rejects.toMatchObject({ code: 'conflict' })
      expect((await getSharing(house, first, 'oak')).views[0]).toMatchObject({ mayAgree: false })
      expect((await getSharing(house, second, 'oak')).views[0]).toMatchObject({ mayAgree: true })
      await agreeToShare(house, second, 'oak', id)
      await expect(agreeToShare(house, second, 'oak', id)).rejects.toMatchObject({ code: 'conflict' })
      const { organisation, examined, share: row, hasReservations } = await view(id)
      expect(hasReservations).toBe(false)
      expect(organisation.id).toBe('oak')
      expect(row).toMatchObject({ body: 'The integrated care board', days: 14 })
      expect(examined.result.overall).toBeDefined()
      await endShare(house, first, 'oak', id)
      later(1)
    }
  })

  test('it says that it was signed with reservations, and not in which words', async () => {
    const text = 'Two suppliers have not answered.'
    await insertSignOff(open.db, 'oak-assessment', {
      kind: 'signed-with-reservations',
      at: AT,
      byId: SIRO.id,
      byName: SIRO.name,
      text,
      details: {},
    })
    const snapshot = await view(await share())
    expect(snapshot.hasReservations).toBe(true)
    expect(JSON.stringify({ ...snapshot, examined: undefined })).not.toContain(text)
  })

  test('nobody who is both agrees with themselves, and no third role agrees at all', async () => {
    const both = { ...LEAD, memberships: [...LEAD.memberships, ...SIRO.memberships] }
    const id = await propose(TYPED, both)
    await expect(agreeToShare(house, both, 'oak', id)).rejects.toMatchObject({ code: 'conflict' })
    for (const role of ['board', 'reviewer', 'contributor'] as const)
      await expect(agreeToShare(house, person('oak', role), 'oak', id)).rejects.toMatchObject({
        code: 'not-allowed',
      })
    const otherLead = { ...LEAD, id: 'second-lead' }
    await expect(agreeToShare(house, otherLead, 'oak', id)).rejects.toMatchObject({ code: 'conflict' })
    await expect(agreeToShare(house, person('elm', 'siro'), 'elm', id)).rejects.toMatchObject({
      code: 'not-found',
    })
    expect((await findTrail(open.db, 'elm', 1)).length).toBe(0)
  })

  test('it ends by itself at its time, and at once when either ends it', async () => {
    const id = await share()
    later(14 - 0.001)
    expect((await view(id)).share.id).toBe(id)
    later(14)
    await expect(view(id)).rejects.toMatchObject({ code: 'not-found' })
    expect(await listShared(house, await viewer())).toEqual([])
    now = NOW
    const known = await viewer()
    expect((await listShared(house, known)).map((one) => one.share.id)).toEqual([id])
    await endShare(house, SIRO, 'oak', id)
    await endShare(house, LEAD, 'oak', id)
    // Even with what was known when the request began.
    await expect(viewShared(house, known, id)).rejects.toMatchObject({ code: 'not-found' })
    expect(await listShared(house, known)).toEqual([])
    await expect(agreeToShare(house, LEAD, 'oak', id)).rejects.toMatchObject({ code: 'conflict' })
    expect((await getSharing(house, LEAD, 'oak')).views).toMatchObject([
      { state: 'ended', endedBy: SIRO.name },
    ])
    expect((await actsOf('oak')).filter((act) => act.startsWith('share-ended'))).toHaveLength(1)
  })

  test('it shows one snapshot to one account: no other share, person or assessment, and no role', async () => {
    const id = await share()
    const other = await propose({ ...TYPED, email: 'other@board.example' })
    const refusals = []
    for (const [who, what] of [
      [await viewer(), other],
      [await viewer(), 'unknown'],
      [person('elm'), id],
      [LEAD, id],
    ] as const)
      refusals.push(await viewShared(house, who, what).then(String, String))
    expect(new Set(refusals).size).toBe(1)
    expect(refusals[0]).toContain('nothing like that')
    expect((await viewer()).memberships).toEqual([])
    await expect(getSharing(house, await viewer(), 'oak')).rejects.toMatchObject({ code: 'not-found' })
  })

  test('each look is in both trails; a list is no look', async () => {
    const id = await share()
    await view(id)
    expect((await findTrail(open.db, undefined, 1))[0]).toMatchObject({
      action: 'share-viewed',
      actorId: VIEWER.id,
      details: {},
    })
    expect(await actsOf('oak')).toEqual([
      'share-viewed viewer',
      `share-agreed ${SIRO.id}`,
      `share-asked ${LEAD.id}`,
      'assessment-sealed ',
    ])
    const elm = demonstrationId('elm', 'siro')
    const typed = { ...TYPED, account: elm, name: '', email: '' }
    const toElm = await share(typed)
    await listShared(house, await viewer(elm))
    expect(await actsOf('elm')).toEqual([])
    await view(toElm, elm)
    expect(await findTrail(open.db, 'elm', 5)).toMatchObject([
      {
        action: 'share-viewed',
        actorId: elm,
        object: toElm,
        details: { of: TRUSTS['half-answered']?.organisation.name },
      },
    ])
    expect((await actsOf('oak'))[0]).toBe(`share-viewed ${elm}`)
    expect((await findTrail(open.db, undefined, 20)).map(({ actorId }) => actorId)).not.toContain(elm)
    expect((await verifyTrail(open.db)).breaks).toEqual({ entries: [], chains: [] })
  })

  test('only what was signed is shared, with somebody outside, for a purpose and some days', async () => {
    expect(await faultsOf({ assessment: 'elm-assessment' })).toEqual(['assessment'])
    expect(await faultsOf({ body: ' ', purpose: '', days: '0' })).toEqual(['body', 'purpose', 'days'])
    for (const days of ['', '-1', '1.5', '1e1', String(MOST_DAYS + 1)])
      expect(await faultsOf({ days })).toEqual(['days'])
    expect(await faultsOf({ body: 'x'.repeat(121), purpose: 'x'.repeat(501) })).toEqual(['body', 'purpose'])
    expect(await faultsOf({ name: '', email: 'vera' })).toEqual(['name', 'email'])
    expect(await faultsOf({ account: demonstrationId('oak', 'board') })).toEqual(['account'])
    expect(await faultsOf({ account: '', body: '', purpose: '' })).toEqual(['body', 'purpose', 'account'])
    // Who has an address is named by it, and by nothing that could be guessed.
    expect(await faultsOf({ account: VIEWER.id })).toEqual(['account'])
    const draft = await proposeShare(house, person('elm'), 'elm', { ...TYPED, assessment: 'elm-assessment' })
    expect(draft).toMatchObject({ ok: false, faults: [{ field: 'assessment' }] })
    expect((await actsOf('oak')).length).toBe(1)
    await expect(propose({ ...TYPED, days: String(MOST_DAYS) })).resolves.toBeTypeOf('string')
  })

  test('somebody new gets a link by mail only once both have agreed, and only to their address', async () => {
    const id = await propose({ ...TYPED, name: 'Nia New', email: 'Nia@Insurer.example' })
    const account = await findAccountByEmail(open.db, 'nia@insurer.example')
    expect(account).toMatchObject({ name: 'Nia New', status: 'invited' })
    expect(mails).toEqual([])
    await expect(agreeToShare({ ...house, mailer: undefined }, SIRO, 'oak', id)).rejects.toMatchObject({
      code: 'conflict',
    })
    expect(await agreeToShare(house, SIRO, 'oak', id)).toMatchObject({ outcome: 'invited', link: undefined })
    expect(mails).toMatchObject([{ to: 'nia@insurer.example' }])
    const token = /invitation\/(\S+)/.exec(mails[0]?.text ?? '')?.[1] ?? ''
    expect(await findTicket(open.db, 'invitation', token, AT)).toMatchObject({ accountId: account?.id })
    await saveAccountStatus(open.db, account?.id ?? '', 'active')
    expect((await view(id, account?.id)).share.id).toBe(id)
  })

  test('a disabled account neither is told nor looks', async () => {
    const id = await propose()
    await saveAccountStatus(open.db, VIEWER.id, 'disabled')
    const before = mails.length
    // Lead and SIRO do not know them, and are not told that there is such an account.
    await agreeToShare(house, SIRO, 'oak', id)
    expect(mails).toHaveLength(before)
    expect(await findPerson(open.db, VIEWER.id, AT)).toBeUndefined()
  })
})
