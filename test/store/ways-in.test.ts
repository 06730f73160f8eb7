import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { deleteWaysIn, hasWayIn, savePassword } from '../../src/store/account-details.ts'
import { insertAccounts } from '../../src/store/accounts.ts'
import { saveAttempt, deleteAttempts, deleteAttempt } from '../../src/store/attempts.ts'
import {
  countRecoveryCodes,
  deleteTotp,
  findTotp,
  saveRecoveryCodes,
  saveTotp,
  saveRecoveryCodeUsed,
  saveTotpStep,
} from '../../src/store/codes.ts'
import { openDatabase } from '../../src/store/database.ts'
import type { OpenDatabase } from '../../src/store/opened.ts'
import { deleteExpired } from '../../src/store/expiry.ts'
import { findKeptForms, insertKeptForm, deleteKeptForm } from '../../src/store/kept-forms.ts'
import {
  deletePasskey,
  findPasskey,
  findPasskeys,
  insertPasskey,
  savePasskeyUse,
} from '../../src/store/passkeys.ts'
import {
  deleteSignIn,
  deleteSignIns,
  findSignIn,
  insertSignIn,
  saveSignIn,
} from '../../src/store/sign-ins.ts'
import {
  deleteSsoIdentities,
  findSsoAccount,
  findSsoIdentities,
  insertSsoIdentity,
} from '../../src/store/sso-identities.ts'
import { write } from '../../src/store/transaction.ts'
import { ENGINES } from './engines.ts'

const AT = '2026-11-25T10:00:00.000Z'
const LATER = '2026-11-25T11:00:00.000Z'
const ada = { id: 'ada', name: 'Ada', email: 'ada@trust.example', status: 'active', createdAt: AT } as const

describe.each(ENGINES)('on $name', ({ newDatabase }) => {
  let opened: OpenDatabase
  beforeAll(async () => {
    opened = await openDatabase(await newDatabase())
    await insertAccounts(opened.db, [ada, { ...ada, id: 'max', email: 'max@trust.example' }])
  })
  beforeEach(async () => {
    for (const id of ['ada', 'max']) await deleteWaysIn(opened.db, id)
  })
  afterAll(() => opened.close())
  /** How many of so many at once were told yes. */
  const yes = async (times: number, work: () => Promise<boolean>) =>
    (await Promise.all(Array.from({ length: times }, work))).filter(Boolean).length

  test('a passkey is kept as its device gave it, counts its uses, and goes', async () => {
    const { db } = opened
    const publicKey = new Uint8Array([0, 1, 254, 255])
    const passkey = {
      id: 'key',
      accountId: 'ada',
      label: 'Laptop',
      publicKey,
      counter: 3,
      transports: ['usb'],
    }
    await insertPasskey(db, { ...passkey, createdAt: AT, usedAt: undefined })
    await expect(
      insertPasskey(db, { ...passkey, accountId: 'max', createdAt: AT, usedAt: undefined }),
    ).rejects.toThrow()
    await savePasskeyUse(db, 'key', 4_000_000_000, LATER)
    expect(await findPasskey(db, 'key')).toEqual({
      ...passkey,
      counter: 2_147_483_647,
      createdAt: AT,
      usedAt: LATER,
    })
    expect(await deletePasskey(db, 'max', 'key')).toBe(false)
    expect(await deletePasskey(db, 'ada', 'key')).toBe(true)
    expect(await findPasskeys(db, 'ada')).toEqual([])
  })

  test('a code of an app is used once, and none before it afterwards', async () => {
    const { db } = opened
    await saveTotp(db, 'ada', 'sealed', 58_000_000, AT)
    await saveTotp(db, 'ada', 'sealed anew', 58_000_001, LATER)
    expect(await findTotp(db, 'ada')).toEqual({ secret: 'sealed anew', confirmedAt: LATER, wrongCodes: 0 })
    expect(await yes(10, () => saveTotpStep(db, 'ada', 58_000_002))).toBe(1)
    expect(await saveTotpStep(db, 'ada', 58_000_001)).toBe(false)
    expect(await saveTotpStep(db, 'max', 58_000_003)).toBe(false)
    expect([await deleteTotp(db, 'ada'), await deleteTotp(db, 'ada')]).toEqual([true, false])
  })

  test('a recovery code is used once, by its owner, until there are new ones', async () => {
    const { db } = opened
    await saveRecoveryCodes(db, 'ada', ['one', 'two'])
    expect(await saveRecoveryCodeUsed(db, 'max', 'one', AT)).toBe(false)
    expect(await yes(10, () => saveRecoveryCodeUsed(db, 'ada', 'one', AT))).toBe(1)
    expect(await countRecoveryCodes(db, 'ada')).toBe(1)
    await saveRecoveryCodes(db, 'ada', ['three'])
    expect(await saveRecoveryCodeUsed(db, 'ada', 'two', AT)).toBe(false)
  })

  test('an account of a sign-in service belongs to one of ours, by issuer and subject', async () => {
    const { db } = opened
    const one = { issuer: 'https://login.example', subject: 'S-1' }
    await insertSsoIdentity(db, 'ada', one, AT)
    await expect(insertSsoIdentity(db, 'max', one, AT)).rejects.toThrow()
    expect(await findSsoAccount(db, one)).toBe('ada')
    expect(await findSsoAccount(db, { ...one, subject: 's-1' })).toBeUndefined()
    expect(await findSsoAccount(db, { ...one, issuer: 'https://other.example' })).toBeUndefined()
    expect(await findSsoIdentities(db, 'ada')).toEqual([{ ...one, linkedAt: AT }])
    expect([await deleteSsoIdentities(db, 'ada'), await deleteSsoIdentities(db, 'ada')]).toEqual([
      true,
      false,
    ])
  })

  test('a step half way is found by its token in time, and ends for one caller only', async () => {
    const { db } = opened
    const begin = () => insertSignIn(db, { kind: 'second', state: 'x', accountId: 'ada', expiresAt: LATER })
    const token = await begin()
    await saveSignIn(db, token, { kind: 'second', state: 'y' })
    expect(await findSignIn(db, token, AT)).toEqual({ kind: 'second', state: 'y' })
    expect(await findSignIn(db, token, LATER)).toBeUndefined()
    expect(await yes(10, () => deleteSignIn(db, token))).toBe(1)
    const other = await begin()
    await deleteSignIns(db, 'ada')
    expect(await findSignIn(db, other, AT)).toBeUndefined()
  })

  test('a form that was kept is taken once, and not when it is too old', async () => {
    const { db } = opened
    const keep = async (id: string) =>
      insertKeptForm(db, { id, accountId: 'ada', path: '/o/oak', body: 'sealed', expiresAt: LATER })
    await keep('first')
    expect(await findKeptForms(db, 'ada', AT)).toHaveLength(1)
    expect(await findKeptForms(db, 'bea', AT)).toEqual([])
    expect(await deleteKeptForm(db, 'bea', 'first', AT)).toBeUndefined()
    expect(await yes(10, async () => (await deleteKeptForm(db, 'ada', 'first', AT)) !== undefined)).toBe(1)
    await keep('late')
    expect(await findKeptForms(db, 'ada', LATER)).toEqual([])
    expect(await deleteKeptForm(db, 'ada', 'late', LATER)).toBeUndefined()
    expect(await findKeptForms(db, 'ada', AT)).toEqual([])
  })

  test('fifty tries at once are fifty, and a count begins anew after its window', async () => {
    const { db } = opened
    const counts = await Promise.all(
      Array.from({ length: 50 }, () => write(db, (one) => saveAttempt(one, 'email:x', AT, ''))),
    )
    expect(counts.sort((one, other) => one - other)).toEqual(
      Array.from({ length: 50 }, (_, index) => index + 1),
    )
    await deleteAttempt(db, 'email:x')
    expect(await saveAttempt(db, 'email:x', AT, '')).toBe(50)
    expect(await saveAttempt(db, 'email:x', LATER, AT)).toBe(1)
    await deleteAttempts(db, 'email:x')
    expect(await saveAttempt(db, 'email:x', LATER, AT)).toBe(1)
    await deleteExpired(db, LATER, '2026-11-26')
    expect(await db.selectFrom('attempt').selectAll().execute()).toEqual([])
  })

  test('every way in is seen, and taken away with every other', async () => {
    const { db } = opened
    const key = { label: 'x', publicKey: new Uint8Array([1]), counter: 0, transports: [] }
    const ways: readonly ((id: string) => Promise<void>)[] = [
      (id) => savePassword(db, id, 'hashed'),
      (id) => saveTotp(db, id, 'sealed', 1, AT),
      (id) => saveRecoveryCodes(db, id, ['hash']),
      (id) => insertSsoIdentity(db, id, { issuer: 'x', subject: id }, AT),
      (id) => insertPasskey(db, { ...key, id, accountId: id, createdAt: AT, usedAt: undefined }),
    ]
    for (const give of ways) {
      expect(await hasWayIn(db, 'ada')).toBe(false)
      await give('ada')
      await give('max')
      expect(await hasWayIn(db, 'ada')).toBe(true)
      await deleteWaysIn(db, 'ada')
    }
    expect([await hasWayIn(db, 'ada'), await hasWayIn(db, 'max')]).toEqual([false, true])
  })
})
