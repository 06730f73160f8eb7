/** What an operator can mend is said in one sentence, with what to do about it: never as a fault of ours, and never with a stack. */

import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { openDatabase } from '../../src/store/database.ts'
import { folder, project, run } from './run.ts'

type How = Parameters<typeof run>[1]

/** The one line that it ends with, exit code 2. */
async function lineOf(args: readonly string[], how: How = {}): Promise<string> {
  const { code, out, err } = await run(args, { ...how, env: { PORT: '0', ...how.env } })
  // Without its bundle, as another user may have to, it says that first.
  const lines = err
    .trimEnd()
    .split('\n')
    .filter((line) => !line.startsWith('Ward Round runs from its sources'))
  expect([code, out, lines.length], err).toEqual([2, '', 1])
  return lines[0] ?? ''
}

async function newDatabase(): Promise<string> {
  const file = join(folder(), 'ward.sqlite')
  await (await openDatabase(file)).close()
  return file
}

describe('a full disk', () => {
  const mostKilobytes = 200

  test('while the tables are made', async () => {
    const file = join(folder(), 'new.sqlite')
    for (const command of ['migrate', 'serve'])
      expect(await lineOf([command], { mostKilobytes, env: { WARDROUND_DB: file } })).toMatch(
        new RegExp(`^The disk of ${file} (is full|fails, or no more may be written to it)\\.`),
      )
  })

  test('while a backup is made, of which nothing stays', async () => {
    const [file, place] = [await newDatabase(), folder()]
    expect(await lineOf(['backup', join(place, 'copy'), '--database', file], { mostKilobytes })).toContain(
      'The disk of',
    )
    expect(readdirSync(place)).toEqual([])
  })
})

describe('what is no file, or not there', () => {
  test('a folder in place of a database, or of a copy', async () => {
    const place = folder()
    expect(await lineOf(['verify', '--database', place])).toBe(
      `The file ${place} cannot be opened as a database. Whoever runs Ward Round must be allowed to read and write it and its folder.`,
    )
    chmodSync(place, 0o755)
    for (const command of ['migrate', 'serve'])
      expect(await lineOf([command], { env: { WARDROUND_DB: place } })).toContain(
        `${place} is not a file. Name a file`,
      )
    expect(statSync(place).mode & 0o777, 'it is left as it was').toBe(0o755)
    const file = join(folder(), 'x.sqlite')
    expect(await lineOf(['restore', place, '--database', file])).toContain(
      `The file ${place} cannot be opened`,
    )
    expect(existsSync(file)).toBe(false)
  })

  test('a folder that is not there, and a file in place of one', async () => {
    const file = await newDatabase()
    expect(await lineOf(['backup', join(file, '../none/copy'), '--database', file])).toMatch(
      /^There is no folder .*none\./,
    )
    expect(await lineOf(['migrate'], { env: { WARDROUND_DB: join(file, 'within.sqlite') } })).toMatch(
      /cannot be used: .*(no folder|of another kind)/,
    )
  })
})

/** Root may read and write everything, so that the test becomes nobody; who is no one special is so already. */
const user = process.getuid?.() === 0 ? 65534 : undefined
const mayRead =
  spawnSync('test', ['-r', join(project, 'src/cli/main.ts')], user === undefined ? {} : { uid: user })
    .status === 0

describe.skipIf(!mayRead)(
  `without permission${mayRead ? '' : ' (another user cannot read the project)'}`,
  () => {
    const how = user === undefined ? {} : { user }

    test('to read the database', async () => {
      const file = await newDatabase()
      chmodSync(join(file, '..'), 0o755)
      chmodSync(file, user === undefined ? 0 : 0o600)
      expect(await lineOf(['verify', '--database', file], how)).toContain(
        `The file ${file} cannot be opened as a database.`,
      )
      expect(await lineOf(['migrate', '--database', file], how)).toMatch(
        /cannot be (used|opened).*(permissions|must be allowed)/,
      )
    })

    test('to write where the database, or a backup, is to be', async () => {
      const [file, place] = [await newDatabase(), folder()]
      chmodSync(place, 0o555)
      expect(await lineOf(['migrate', '--database', join(place, 'x.sqlite')], how)).toMatch(
        /cannot be used: its owner or its permissions/,
      )
      expect(await lineOf(['migrate', '--database', join(place, 'new/x.sqlite')], how)).toMatch(
        /cannot be used: its owner or its permissions/,
      )
      mkdirSync(join(file, '../open'), { mode: 0o755 })
      for (const path of [join(file, '..'), file]) chmodSync(path, 0o755)
      expect(await lineOf(['backup', join(place, 'copy'), '--database', file], how)).toMatch(
        /cannot be (used|opened)/,
      )
    })
  },
)
