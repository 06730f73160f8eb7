import { readdirSync, readFileSync } from 'node:fs'
import { afterEach, describe, expect, test } from 'vitest'
import { openDatabase } from '../../src/store/database.ts'
import type { OpenDatabase } from '../../src/store/opened.ts'
import { migrate, MIGRATIONS } from '../../src/store/migrate.ts'
import { ENGINES } from './engines.ts'

test('the migrations are all those in the folder, and import nothing of ours', () => {
  const files = readdirSync('migrations')
  expect(Object.keys(MIGRATIONS)).toEqual(files.map((file) => file.replace('.ts', '')).sort())
  for (const file of files) expect(readFileSync(`migrations/${file}`, 'utf8')).not.toMatch(/from '\.\.?\//)
})

describe.each(ENGINES)('migrations on $name', ({ newDatabase }) => {
  let opened: OpenDatabase | undefined
  afterEach(async () => {
    await opened?.close()
    opened = undefined
  })
  async function open(): Promise<OpenDatabase> {
    opened = await openDatabase(await newDatabase())
    return opened
  }

  test('of a newer program are refused', async () => {
    const { db } = await open()
    const nothing = { up: () => Promise.resolve() }
    await migrate(db, { ...MIGRATIONS, '9999_newer': nothing })
    await expect(migrate(db)).rejects.toMatchObject({ code: 'invalid' })
  })

  test('that fail half way leave nothing behind', async () => {
    const { db } = await open()
    const broken = {
      up: async (on: typeof db) => {
        await on.schema.createTable('half').addColumn('id', 'text').execute()
        throw new Error('half way')
      },
    }
    await expect(migrate(db, { ...MIGRATIONS, '9999_broken': broken })).rejects.toThrow('half way')
    const tables = await db.introspection.getTables()
    expect(tables.map((table) => table.name)).not.toContain('half')
    await migrate(db)
  })
})
