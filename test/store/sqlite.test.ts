import { newFile } from './files.ts'
import Sqlite from 'better-sqlite3'
import { sql } from 'kysely'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { openDatabase } from '../../src/store/database.ts'
import type { OpenDatabase } from '../../src/store/opened.ts'
import { write } from '../../src/store/transaction.ts'

let opened: OpenDatabase | undefined
afterEach(async () => {
  await opened?.close()
  opened = undefined
})

async function open(file: string): Promise<OpenDatabase> {
  opened = await openDatabase(file)
  return opened
}

const organisation = { id: 'a', odsCode: null, name: 'A', cohort: 'acute', region: 'London', fictional: true }

describe('opening a file', () => {
  test('makes the folder and the file, readable for the owner only', async () => {
    const file = newFile()
    await open(file)
    for (const name of readdirSync(resolve(file, '..')))
      expect(statSync(resolve(file, '..', name)).mode & 0o777, name).toBe(0o600)
    expect(statSync(resolve(file, '..')).mode & 0o777).toBe(0o700)
  })

  test('writes ahead, to the disk, with references checked', async () => {
    const { db } = await open(newFile())
    const setting = async (name: string) =>
      Object.values(
        (await sql<Record<string, unknown>>`pragma ${sql.raw(name)}`.execute(db)).rows[0] ?? {},
      )[0]
    expect(await setting('journal_mode')).toBe('wal')
    expect(await setting('synchronous')).toBe(2)
    expect(await setting('foreign_keys')).toBe(1)
    expect(await setting('busy_timeout')).toBeLessThanOrEqual(200)
  })

  test('refuses a second opening of the same file, also by another name', async () => {
    const file = newFile()
    await open(file)
    await expect(openDatabase(file)).rejects.toMatchObject({ code: 'busy' })
    const link = resolve(file, '..', 'link.db')
    symlinkSync(file, link)
    await expect(openDatabase(link)).rejects.toMatchObject({ code: 'busy' })
  })

  test('refuses while another process has it, and opens at once when that process was killed', async () => {
    const file = newFile()
    const program = `const { openDatabase } = await import(${JSON.stringify(resolve('src/store/database.ts'))})
      await openDatabase(${JSON.stringify(file)}); console.log('open'); setInterval(() => {}, 1000)`
    const other = spawn(process.execPath, ['--input-type=module', '-e', program], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    await once(other.stdout, 'data')
    await expect(openDatabase(file)).rejects.toMatchObject({ code: 'busy' })
    other.kill('SIGKILL')
    await once(other, 'exit')
    await open(file)
  })

  test('refuses a file that is no database, and leaves it as it was', async () => {
    const file = newFile()
    await (await openDatabase(file)).close()
    writeFileSync(file, 'not a database, but long enough to be read as one '.repeat(50))
    const before = readFileSync(file)
    await expect(openDatabase(file)).rejects.toMatchObject({ code: 'invalid' })
    expect(readFileSync(file).equals(before)).toBe(true)
  })

  test('refuses a damaged database', async () => {
    const file = newFile()
    await (await openDatabase(file)).close()
    const bytes = readFileSync(file)
    const size = bytes.readUInt16BE(16)
    for (let page = 2; page < bytes.length / size; page++) bytes.fill(0xff, page * size, page * size + 64)
    writeFileSync(file, bytes)
    await expect(openDatabase(file)).rejects.toMatchObject({ code: 'invalid' })
    await expect(openDatabase(file), 'the lock is free again').rejects.toMatchObject({ code: 'invalid' })
  })
})

describe('a write to a file', () => {
  test('is refused while another program holds the lock, without stopping the others, and works afterwards', async () => {
    const file = newFile()
    const { db } = await open(file)
    const other = new Sqlite(file)
    other.exec('begin immediate')
    let ticks = 0
    const ticking = setInterval(() => (ticks += 1), 5)
    await expect(
      write(db, (on) => on.insertInto('organisation').values(organisation).execute()),
    ).rejects.toMatchObject({ code: 'busy' })
    clearInterval(ticking)
    expect(ticks).toBeGreaterThan(3)
    other.exec('rollback')
    other.close()
    await write(db, (on) => on.insertInto('organisation').values(organisation).execute())
  })

  test('waits for a lock that is soon released', async () => {
    const file = newFile()
    const { db } = await open(file)
    const other = new Sqlite(file)
    other.exec('begin immediate')
    setTimeout(() => other.exec('rollback'), 80)
    await write(db, (on) => on.insertInto('organisation').values(organisation).execute())
    other.close()
  })

  test('on a full disk is refused whole, and what was saved before stays', async () => {
    const { db } = await open(newFile())
    await write(db, (on) => on.insertInto('organisation').values(organisation).execute())
    await sql`pragma max_page_count = 1`.execute(db)
    const big = Array.from({ length: 200 }, (_, index) => ({
      ...organisation,
      id: `b${index}`,
      name: 'B'.repeat(2000),
    }))
    await expect(
      write(db, (on) => on.insertInto('organisation').values(big).execute()),
    ).rejects.toMatchObject({ code: 'read-only' })
    await sql`pragma max_page_count = 100000`.execute(db)
    expect(await db.selectFrom('organisation').select('id').execute()).toEqual([{ id: 'a' }])
    await write(db, (on) => on.insertInto('organisation').values(big).execute())
  })
})

describe('a statement that is prepared once', () => {
  test('sees the columns as they are when it runs, and gives each asker rows of its own', async () => {
    const { db } = await open(newFile())
    const all = () => sql<Record<string, unknown>>`select * from place`.execute(db)
    await sql`create table place (id text primary key)`.execute(db)
    await sql`insert into place (id) values (${'a'})`.execute(db)
    const [before, again] = await Promise.all([all(), all()])
    await sql`alter table place add column name text`.execute(db)
    const after = await all()
    expect([before.rows, again.rows, after.rows]).toEqual([
      [{ id: 'a' }],
      [{ id: 'a' }],
      [{ id: 'a', name: undefined }],
    ])
  })
})
