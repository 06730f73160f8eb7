import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { saveEmail, saveName } from '../../src/store/account-details.ts'
import { insertAccounts, insertNationalMemberships } from '../../src/store/accounts.ts'
import { openDatabase } from '../../src/store/database.ts'
import type { OpenDatabase } from '../../src/store/opened.ts'
import { findAccountPage, saveAccountStatus } from '../../src/store/members.ts'
import {
  findOrganisation,
  findOrganisationPage,
  findOrganisations,
  saveOrganisation,
  insertOrganisations,
} from '../../src/store/organisations.ts'
import { ENGINES } from './engines.ts'

const AT = '2026-11-25T10:00:00.000Z'
const organisation = (id: string, name: string, odsCode: string) =>
  ({ id, name, odsCode, cohort: 'acute', region: 'London', fictional: true }) as const
const account = (id: string, name: string, email: string) =>
  ({ id, name, email, status: 'active', createdAt: AT }) as const

describe.each(ENGINES)('on $name', ({ newDatabase }) => {
  let opened: OpenDatabase
  beforeAll(async () => {
    opened = await openDatabase(await newDatabase())
    await insertOrganisations(opened.db, [
      organisation('a', 'Linnetminster Hospitals', 'XA1'),
      organisation('b', 'Élan (Quillmere) Trust', 'XA2'),
      organisation('c', 'Linnet Valley Trust', 'XB1'),
      // Of one name: their ids decide.
      ...Array.from({ length: 12 }, (_, index) =>
        organisation(`same-${11 - index}`, 'Same Name', `YY${index}`),
      ),
    ])
    await insertAccounts(opened.db, [
      account('ada', 'Ada Lovelace', 'ada.l@trust.example'),
      account('max', 'Max O’Neill', 'max@other.example'),
    ])
    await insertNationalMemberships(opened.db, [{ accountId: 'max', role: 'analyst' }], {
      at: AT,
      by: 'test',
    })
  })
  afterAll(() => opened.close())
  const organisations = async (search: string, after?: string, most = 5) => {
    const page = await findOrganisationPage(opened.db, { search, after, most })
    return { ...page, shown: page.shown.map(({ id }) => id) }
  }
  const accounts = async (search: string) =>
    (await findAccountPage(opened.db, { search, most: 5 })).shown.map(({ id }) => id)

  test('organisations are found by the beginning of each word, without accents, in any case, and by their code', async () => {
    expect((await organisations('linnet')).shown).toEqual(['c', 'a'])
    expect((await organisations(' HOSP linnetm ')).shown).toEqual(['a'])
    expect((await organisations('elan')).shown).toEqual(['b'])
    expect((await organisations('xa2')).shown).toEqual(['b'])
    expect((await organisations('quill-trust')).shown).toEqual(['b'])
    expect(await organisations('minster')).toEqual({ shown: [], all: 0, next: undefined })
    expect(await organisations('%')).toEqual({ shown: [], all: 0, next: undefined })
  })

  test('the pages of a list are the list, each of it once, whatever its names', async () => {
    const ids: string[] = []
    let after: string | undefined
    do {
      const page = await organisations('', after, 4)
      expect(page.all).toBe(15)
      ids.push(...page.shown)
      after = page.next
    } while (after !== undefined)
    const all = await findOrganisations(opened.db)
    expect(ids).toHaveLength(15)
    expect(new Set(ids)).toEqual(new Set(all.map(({ id }) => id)))
    expect((await organisations('same', 'same-5', 20)).shown).toEqual([
      'same-6',
      'same-7',
      'same-8',
      'same-9',
    ])
  })

  test('accounts are found by name and address; without a search, those with a national role', async () => {
    expect(await accounts('')).toEqual(['max'])
    expect(await accounts('lovel')).toEqual(['ada'])
    expect(await accounts('ada.l@trust')).toEqual(['ada'])
    expect(await accounts('o’neill')).toEqual(['max'])
    expect(await accounts('example')).toEqual(['ada', 'max'])
  })

  test('what was renamed is found by what it is called now, and by nothing else', async () => {
    await saveName(opened.db, 'ada', 'Augusta King')
    await saveEmail(opened.db, 'ada', 'augusta@trust.example')
    await saveAccountStatus(opened.db, 'max', 'invited', 'Maxine Neal')
    expect(await accounts('ada')).toEqual([])
    expect([await accounts('king'), await accounts('augusta@'), await accounts('maxine')]).toEqual([
      ['ada'],
      ['ada'],
      ['max'],
    ])
    const linnet = await findOrganisation(opened.db, 'c')
    if (linnet === undefined) throw new Error('There is no c.')
    await saveOrganisation(opened.db, { ...linnet, name: 'Thrush Valley Trust', odsCode: 'XB9' })
    expect((await organisations('linnet')).shown).toEqual(['a'])
    expect([(await organisations('thrush')).shown, (await organisations('xb9')).shown]).toEqual([
      ['c'],
      ['c'],
    ])
  })
})
