import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { insertAccounts } from '../../src/store/accounts.ts'
import { openDatabase } from '../../src/store/database.ts'
import type { OpenDatabase } from '../../src/store/opened.ts'
import { deleteTickets, findTicket, insertTicket, saveTicketUsed } from '../../src/store/tickets.ts'
import { write } from '../../src/store/transaction.ts'
import { ENGINES } from './engines.ts'

const at = (minute: number) => new Date(Date.UTC(2026, 10, 25, 10, minute)).toISOString()
let opened: OpenDatabase

const invite = (accountId = 'ann') =>
  insertTicket(opened.db, {
    kind: 'invitation',
    accountId,
    details: { role: 'lead' },
    createdBy: 'boss',
    at: at(0),
    expiresAt: at(30),
  })

describe.each(ENGINES)('a ticket on $name', ({ newDatabase }) => {
  beforeEach(async () => {
    opened = await openDatabase(await newDatabase())
    await insertAccounts(
      opened.db,
      ['ann', 'bob'].map((id) => ({
        id,
        name: id,
        email: `${id}@trust.example`,
        status: 'invited',
        createdAt: at(0),
      })),
    )
  })
  afterEach(() => opened.close())

  test('is found by its token, for its kind, until it expires', async () => {
    const token = await invite()
    expect(await findTicket(opened.db, 'invitation', token, at(29))).toMatchObject({
      kind: 'invitation',
      accountId: 'ann',
      details: { role: 'lead' },
      createdBy: 'boss',
      createdAt: at(0),
      expiresAt: at(30),
    })
    expect(await findTicket(opened.db, 'reset', token, at(1))).toBeUndefined()
    expect(await findTicket(opened.db, 'invitation', `${token}x`, at(1))).toBeUndefined()
    expect(await findTicket(opened.db, 'invitation', token, at(30))).toBeUndefined()
    expect(await saveTicketUsed(opened.db, 'invitation', token, at(30))).toBeUndefined()
  })

  test('has 256 bits, and its token is stored nowhere', async () => {
    const tokens = [await invite(), await invite()]
    expect(new Set(tokens).size).toBe(2)
    for (const token of tokens) expect(Buffer.from(token, 'base64url')).toHaveLength(32)
    const rows = JSON.stringify(await opened.db.selectFrom('ticket').selectAll().execute())
    for (const token of tokens) expect(rows).not.toContain(token)
  })

  test('works once, however many use it at the same moment', async () => {
    const token = await invite()
    const used = await Promise.all(
      Array.from({ length: 8 }, () =>
        write(opened.db, (db) => saveTicketUsed(db, 'invitation', token, at(1))),
      ),
    )
    expect(used.filter((one) => one !== undefined)).toHaveLength(1)
    expect(await findTicket(opened.db, 'invitation', token, at(1))).toBeUndefined()
  })

  test('still works when what it was for did not happen', async () => {
    const token = await invite()
    const failing = write(opened.db, async (db) => {
      await saveTicketUsed(db, 'invitation', token, at(1))
      throw new Error('half way')
    })
    await expect(failing).rejects.toThrow('half way')
    expect(await findTicket(opened.db, 'invitation', token, at(1))).toBeDefined()
  })

  test('is taken back with the others of its account', async () => {
    const [mine, other] = [await invite(), await invite('bob')]
    await deleteTickets(opened.db, 'invitation', 'ann')
    expect(await findTicket(opened.db, 'invitation', mine, at(1))).toBeUndefined()
    expect(await findTicket(opened.db, 'invitation', other, at(1))).toBeDefined()
  })
})
