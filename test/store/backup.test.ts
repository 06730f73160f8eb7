/** A backup taken while others write is one moment of the database, and comes back as it was, without anybody signed in. */

import Sqlite from 'better-sqlite3'
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { beforeAll, describe, expect, test } from 'vitest'
import { saveAnswer } from '../../src/service/answering.ts'
import { proveAll } from '../../src/service/proving.ts'
import { backUp, restore } from '../../src/store/backup.ts'
import { openDatabase, openReader } from '../../src/store/database.ts'
import { addTrust, CHOICE, choose, openTestHouse, person } from '../service/house.ts'
import { newFolder } from '../folders.ts'
import { newFile } from './files.ts'

const AT = '2026-11-25T12:00:00.000Z'
const PASSING = ['session', 'sign_in', 'ticket', 'kept_form', 'attempt']

/** A digest of the rows of every table, read from the file itself. */
function digestsOf(file: string): Record<string, string> {
  const sqlite = new Sqlite(file, { readonly: true })
  const tables = sqlite
    .prepare<[], { name: string }>(`select name from sqlite_master where type = 'table' order by name`)
    .all()
  const digests = tables.map(({ name }) => {
    const rows = sqlite.prepare<[], Record<string, unknown>>(`select * from "${name}"`).all()
    const texts = rows.map((row) => JSON.stringify(row)).sort()
    return [name, `${rows.length} ${createHash('sha256').update(texts.join('\n')).digest('hex')}`]
  })
  sqlite.close()
  return Object.fromEntries(digests) as Record<string, string>
}

async function expectProved(file: string): Promise<void> {
  const { db, close } = await openReader(file)
  const { checks } = await proveAll(db)
  await close()
  expect(checks.flatMap((one) => one.breaks)).toEqual([])
}

let full: string
beforeAll(async () => {
  full = newFile()
  const house = await openTestHouse(full)
  await addTrust(house, 'a')
  for (let version = 0; version < 5; version++)
    await saveAnswer(house, person('a'), 'a', CHOICE.id, version, choose(version % 2))
  await house.close()
  const sqlite = new Sqlite(full)
  sqlite.exec(`
    insert into session (token_hash, id, account_id, created_at, seen_at, agent, address)
      values ('h', 'secret-session', 'lead.a', '${AT}', '${AT}', '', '');
    insert into sign_in (token_hash, kind, state, expires_at) values ('h', 'x', '{}', '${AT}');
    insert into ticket (token_hash, kind, details, created_at, expires_at)
      values ('h', 'invitation', '{}', '${AT}', '${AT}');
    insert into kept_form (token_hash, account_id, path, body, expires_at) values ('h', 'lead.a', '/', 'x', '${AT}');
    insert into attempt (name, since, failures) values ('x', '${AT}', 1)`)
  sqlite.close()
})

const beside = (file: string, name: string) => join(dirname(file), name)

describe('a backup', () => {
  test('has every row of every table, in one file for its owner only, and names the head of the trail', async () => {
    const copy = beside(newFile(), '../copy.sqlite')
    const { file, bytes, head } = await backUp(full, copy, AT)
    expect(digestsOf(copy)).toEqual(digestsOf(full))
    expect([file, bytes]).toEqual([resolve(copy), statSync(copy).size])
    expect(statSync(copy).mode & 0o777).toBe(0o600)
    const { db, close } = await openReader(full)
    expect(head).toBe((await proveAll(db)).head)
    await close()
    expect(readdirSync(dirname(copy)).filter((name) => name.includes('copy'))).toEqual(['copy.sqlite'])
  })

  test('never overwrites, and copies nothing that is damaged or no database', async () => {
    const copy = beside(full, 'taken.sqlite')
    writeFileSync(copy, 'mine')
    await expect(backUp(full, copy, AT)).rejects.toMatchObject({ code: 'conflict' })
    expect(readFileSync(copy, 'utf8')).toBe('mine')
    await expect(backUp(copy, beside(full, 'x'), AT)).rejects.toMatchObject({ code: 'invalid' })
    await expect(backUp(beside(full, 'none'), beside(full, 'x'), AT)).rejects.toMatchObject({
      code: 'not-found',
    })
    expect(readdirSync(dirname(full)).filter((name) => /^x|part/.test(name))).toEqual([])
  })
})

describe('beside a copy that is being made', () => {
  /** Another process that begins one, and goes on for ever. */
  async function beginElsewhere(target: string): Promise<{ part: string; kill: () => Promise<void> }> {
    const program = `
      const { beginPart } = await import(${JSON.stringify(resolve('src/store/part-files.ts'))})
      console.log(beginPart(${JSON.stringify(target)})); setInterval(() => {}, 1000)`
    const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const [part] = (await once(child.stdout, 'data')).map((said) => String(said).trim())
    if (part === undefined) throw new Error('It made none.')
    return {
      part,
      kill: async () => {
        child.kill('SIGKILL')
        await once(child, 'exit')
      },
    }
  }
  const isThere = (file: string) => statSync(file, { throwIfNoEntry: false }) !== undefined

  test('others leave it, until its process was killed: then it goes, whatever its name was to be', async () => {
    const folder = newFolder()
    const { part, kill } = await beginElsewhere(join(folder, 'yesterday.sqlite'))
    writeFileSync(`${part}-wal`, 'answers')
    expect(statSync(part).mode & 0o777).toBe(0o600)
    await backUp(full, join(folder, 'today.sqlite'), AT)
    expect([isThere(part), isThere(`${part}-wal`)]).toEqual([true, true])
    await kill()
    // What others keep there stays.
    writeFileSync(join(folder, '.notes.part'), 'mine')
    await backUp(full, join(folder, 'again.sqlite'), AT)
    expect(readdirSync(folder).sort()).toEqual(['.notes.part', 'again.sqlite', 'today.sqlite'])
  })

  test('a database that is opened again is rid of what a killed restore left', async () => {
    const file = newFile()
    await (await openDatabase(file)).close()
    const { part, kill } = await beginElsewhere(file)
    await kill()
    await (await openDatabase(file)).close()
    expect(isThere(part)).toBe(false)
  })

  test('of those to one name exactly one gets it', async () => {
    const copy = join(newFolder(), 'one.sqlite')
    const done = await Promise.allSettled(Array.from({ length: 4 }, () => backUp(full, copy, AT)))
    expect(done.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(digestsOf(copy)).toEqual(digestsOf(full))
    expect(readdirSync(dirname(copy))).toEqual(['one.sqlite'])
  })
})

test('backups taken while another process writes are each of one moment, and restore to what they hold', async () => {
  const file = newFile()
  const program = `
    const { openTestHouse, addTrust, person, CHOICE, choose } = await import(${JSON.stringify(resolve('test/service/house.ts'))})
    const { saveAnswer } = await import(${JSON.stringify(resolve('src/service/answering.ts'))})
    const house = await openTestHouse(${JSON.stringify(file)})
    const names = Array.from({ length: 8 }, (_, index) => 'trust-' + index)
    for (const name of names) await addTrust(house, name)
    await Promise.all(names.map(async (name) => {
      for (let version = 0; ; version++) {
        await saveAnswer(house, person(name), name, CHOICE.id, version, choose(version % 2, String(version)))
        console.log(name)
      }
    }))`
  const writer = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let saves = 0
  createInterface({ input: writer.stdout }).on('line', () => saves++)
  const until = async (count: number) => {
    while (saves < count) await new Promise((done) => setTimeout(done, 5))
  }
  await until(20)
  const copies: string[] = []
  for (let number = 0; number < 3; number++) {
    const copy = beside(file, `copy-${number}.sqlite`)
    await backUp(file, copy, AT)
    copies.push(copy)
    // It went on meanwhile.
    await until(saves + 10)
  }
  writer.kill('SIGKILL')
  await once(writer, 'exit')
  for (const copy of copies) await expectProved(copy)
  const [copy = ''] = copies
  const restored = beside(file, 'restored.sqlite')
  await restore(copy, restored, undefined, AT)
  await expectProved(restored)
  const [before, after] = [digestsOf(copy), digestsOf(restored)]
  for (const table of Object.keys(before).filter((name) => !name.startsWith('trail')))
    expect([table, after[table]]).toEqual([table, before[table]])
  const entries = (digests: Record<string, string>) => Number(digests['trail']?.split(' ')[0])
  // That it was restored, and the anchor of that.
  expect(entries(after)).toBe(entries(before) + 2)
})

describe('a restored database', () => {
  test('holds no session, ticket, kept form or attempt, not even in bytes no longer used', async () => {
    const restored = beside(newFile(), 'new/restored.sqlite')
    const { head } = await restore(full, restored, undefined, AT)
    const digests = digestsOf(restored)
    for (const table of PASSING) expect([table, digests[table]?.split(' ')[0]]).toEqual([table, '0'])
    expect(digestsOf(full)['session']).toMatch(/^1 /)
    expect(readFileSync(full).includes('secret-session')).toBe(true)
    expect(readFileSync(restored).includes('secret-session')).toBe(false)
    expect(statSync(restored).mode & 0o777).toBe(0o600)
    const { db, close } = await openDatabase(restored)
    expect((await proveAll(db)).head).toBe(head)
    await close()
  })

  test('overwrites one only where that is named, and never one in use', async () => {
    const target = newFile()
    const house = await openTestHouse(target)
    await addTrust(house, 'other')
    await expect(restore(full, target, target, AT)).rejects.toMatchObject({ code: 'busy' })
    await house.close()
    const before = readFileSync(target)
    for (const replace of [undefined, full, 'elsewhere'])
      await expect(restore(full, target, replace, AT)).rejects.toMatchObject({ code: 'conflict' })
    expect(readFileSync(target).equals(before)).toBe(true)
    // A log of the old one must not be read into the new one.
    writeFileSync(`${target}-wal`, 'old')
    await restore(full, target, target, AT)
    expect(digestsOf(target)['organisation']).toBe(digestsOf(full)['organisation'])
    expect(readdirSync(dirname(target)).filter((name) => /part|wal/.test(name))).toEqual([])
  })

  test('is made of no damaged copy, no other file, and no copy of a newer program', async () => {
    const copy = async (name: string, change: (sqlite: Sqlite.Database) => void) => {
      const file = beside(full, name)
      await backUp(full, file, AT)
      const sqlite = new Sqlite(file)
      change(sqlite)
      sqlite.close()
      return file
    }
    const newer = await copy('newer', (sqlite) =>
      sqlite.exec(`insert into kysely_migration values ('9999_next', '${AT}')`),
    )
    const other = await copy('other', (sqlite) => sqlite.exec('delete from kysely_migration'))
    const damaged = await copy('damaged', () => undefined)
    const bytes = readFileSync(damaged)
    bytes.fill(0xff, 4096 * 3, 4096 * 3 + 400)
    writeFileSync(damaged, bytes)
    const text = beside(full, 'text')
    writeFileSync(text, 'no database')
    const changed = await copy('changed', (sqlite) =>
      sqlite.exec(`drop trigger trail_update; update trail set actor_name = 'Z' where seq = 2`),
    )
    const target = beside(full, 'never')
    for (const file of [newer, other, damaged, text, changed])
      await expect(restore(file, target, undefined, AT), file).rejects.toMatchObject({ code: 'invalid' })
    await expect(restore(beside(full, 'none'), target, undefined, AT)).rejects.toMatchObject({
      code: 'not-found',
    })
    expect(readdirSync(dirname(full)).filter((name) => /^never$|part/.test(name))).toEqual([])
  })
})
