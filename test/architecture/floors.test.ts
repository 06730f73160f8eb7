import { readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { expect, test } from 'vitest'

/** The house of DESIGN §3: a room imports from lower floors, or from its own folder; never from a neighbour. */
const FLOORS: Readonly<Record<string, number>> = {
  rules: 1,
  charts: 1,
  mail: 1,
  answers: 2,
  exchange: 2,
  scoring: 3,
  peers: 4,
  report: 5,
  store: 5,
  service: 6,
  identity: 6,
  web: 8,
  cli: 8,
  jobs: 8,
  demo: 8,
}
/** Doors that start another door. */
const STARTS = ['cli/serve.ts → web', 'web/serve.ts → demo', 'cli/serve.ts → demo', 'cli/serve.ts → jobs']
const GROUND = ['errors.ts', 'config.ts', 'once.ts', 'project.ts', 'random.ts', 'text.ts']
const src = resolve(import.meta.dirname, '../../src')

function filesUnder(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name)
    if (statSync(path).isDirectory()) return filesUnder(path)
    return /\.tsx?$/.test(name) ? [path] : []
  })
}

function importsOf(file: string): string[] {
  const text = readFileSync(file, 'utf8')
  return [...text.matchAll(/(?:from|import)\s*\(?\s*'(\.{1,2}\/[^']+)'/g)].map((match) =>
    resolve(dirname(file), match[1] ?? ''),
  )
}

const roomOf = (path: string) => relative(src, path).split('/')[0] ?? ''
const files = filesUnder(src)

test('every room stands on a floor', () => {
  const rooms = new Set(files.map(roomOf).filter((room) => !/\.(ts|tsx|mjs)$/.test(room)))
  expect([...rooms].filter((room) => FLOORS[room] === undefined)).toEqual([])
})

test('imports go down the floors only, and never to a neighbour', () => {
  const wrong = files.flatMap((file) =>
    importsOf(file).flatMap((target) => {
      const [from, to] = [roomOf(file), roomOf(target)]
      if (from === to || GROUND.includes(to)) return []
      if (from === 'store' && target.startsWith(resolve(src, '../migrations/'))) return []
      const allowed =
        (FLOORS[to] ?? 99) < (FLOORS[from] ?? 0) || STARTS.includes(`${relative(src, file)} → ${to}`)
      return allowed ? [] : [`${relative(src, file)} imports ${relative(src, target)}`]
    }),
  )
  expect(wrong).toEqual([])
})

test('the pure rooms know no clock, database, environment or randomness', () => {
  const pure = ['rules', 'charts', 'answers', 'exchange', 'scoring', 'peers', 'planning', 'report']
  const forbidden =
    /\bDate\.now\(|new Date\(\)|Math\.random\(|process\.env|from 'kysely'|from 'node:(http|net|child_process)'/
  const wrong = files.filter(
    (file) => pure.includes(roomOf(file)) && forbidden.test(readFileSync(file, 'utf8')),
  )
  expect(wrong.map((file) => relative(src, file))).toEqual([])
})

test('no folder is a drawer for anything', () => {
  const names = files.flatMap((file) => relative(src, file).split('/').slice(0, -1))
  expect(names.filter((name) => /^(utils?|helpers?|common|lib|types|misc)$/.test(name))).toEqual([])
})

test('every file says at its top what it turns into what', () => {
  const silent = files.filter((file) => !/^\s*(\/\*\*|\/\/)/.test(readFileSync(file, 'utf8')))
  expect(silent.map((file) => relative(src, file))).toEqual([])
})
