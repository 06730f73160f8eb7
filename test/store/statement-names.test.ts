/** Statements with names on a PostgreSQL server: planned once a connection, and never in the way of whoever uses them. */

import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openDatabase } from '../../src/store/database.ts'
import type { OpenDatabase } from '../../src/store/opened.ts'
import { findOrganisation } from '../../src/store/organisations.ts'
import { read } from '../../src/store/transaction.ts'
import { addTrust, openTestHouse } from '../service/house.ts'
import { POSTGRES } from './engines.ts'
import { run } from './server.ts'

let opened: OpenDatabase
beforeEach(async () => {
  const database = await POSTGRES.newDatabase()
  const house = await openTestHouse(database)
  await addTrust(house, 'oak')
  await house.close()
  opened = await openDatabase(database)
})
afterEach(() => opened.close())

const look = () => read(opened.db, (db) => findOrganisation(db, 'oak'))
/** How often each named statement was run on the connection that is used next, as the server counts. */
const named = async () =>
  (
    await sql<{ times: number }>`
      select (generic_plans + custom_plans)::int as times from pg_prepared_statements where statement like '%organisation%'`.execute(
      opened.db,
    )
  ).rows.map(({ times }) => times)

test('what is used again has a name, what is used once has none', async () => {
  await look()
  expect(await named()).toEqual([])
  for (let times = 0; times < 4; times++) await look()
  expect(await named()).toEqual([4])
})

test('a table that another process changed meanwhile is read as it is now', async () => {
  for (let times = 0; times < 3; times++) await look()
  await run(opened.database, 'alter table organisation add column motto text')
  expect(await look()).toMatchObject({ id: 'oak' })
  await run(opened.database, 'alter table organisation drop column motto')
  expect(await look()).toMatchObject({ id: 'oak' })
})

test('where a pool in between passes the names on to another server process, it goes on without them', async () => {
  for (let times = 0; times < 3; times++) await look()
  await sql`deallocate all`.execute(opened.db)
  expect(await look()).toMatchObject({ id: 'oak' })
  for (let times = 0; times < 3; times++) await look()
  expect(await named()).toEqual([])
})
