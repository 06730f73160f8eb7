import { readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { expect, test } from 'vitest'

/** The house of src/README.md, Floors: a room imports from lower floors, or from its own folder; never from a neighbour. */
const FLOORS: Readonly<Record<string, number>> = {
  rules: 1,
  charts: 1,
  mail: 1,
  solver: 1,
  answers: 2,
  exchange: 2,
  scoring: 3,
  caf: 3,
  peers: 4,
  planning: 4,
  report: 5,
  store: 5,
  service: 6,
  identity: 6,
  documents: 7,
  web: 8,
  assess: 9,
  results: 9,
  people: 9,
  api: 9,
  cli: 9,
  jobs: 9,
  demo: 9,
}
/** Doors that start another door, and the one file of the frame that joins the wings. */
const STARTS = [
  'cli/serve.ts → demo',
  'cli/serve.ts → jobs',
  'web/app.tsx → assess',
  'web/app.tsx → results',
  'web/app.tsx → people',
  'web/app.tsx → api',
]
/** Who alone may import a file that opens or joins much. */
const ONLY: Readonly<Record<string, string>> = {
  'web/app.tsx': 'web/serve.ts',
  'web/serve.ts': 'cli/serve.ts',
}
const GROUND = [
  'apart.ts',
  'calendar.ts',
  'errors.ts',
  'config.ts',
  'ids.ts',
  'once.ts',
  'project.ts',
  'random.ts',
  'text.ts',
]
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

test('the pages are joined in one place, and served from one', () => {
  const wrong = files.flatMap((file) =>
    importsOf(file)
      .map((target) => [relative(src, file), relative(src, target)] as const)
      .filter(([from, to]) => ONLY[to] !== undefined && ONLY[to] !== from),
  )
  expect(wrong).toEqual([])
})

test('no file imports what imports it, however far round and be it a type', () => {
  const imported = new Map(files.map((file) => [file, importsOf(file).filter((one) => files.includes(one))]))
  const done = new Set<string>()
  const circles: string[] = []
  const walk = (file: string, way: readonly string[]): void => {
    if (way.includes(file)) {
      circles.push([...way.slice(way.indexOf(file)), file].map((one) => relative(src, one)).join(' → '))
      return
    }
    if (done.has(file)) return
    for (const target of imported.get(file) ?? []) walk(target, [...way, file])
    done.add(file)
  }
  for (const file of files) walk(file, [])
  expect(circles).toEqual([])
})

test('no room is more than a fifth of the house', () => {
  const linesOf = (some: readonly string[]) =>
    some.reduce((sum, file) => sum + readFileSync(file, 'utf8').split('\n').length, 0)
  const most = linesOf(files) / 5
  const rooms = [...new Set(files.map(roomOf))].map((room) => ({
    room,
    lines: linesOf(files.filter((file) => roomOf(file) === room)),
  }))
  expect(rooms.filter(({ lines }) => lines > most)).toEqual([])
})

test('the pure rooms know no clock, database, environment or randomness', () => {
  const pure = ['rules', 'charts', 'answers', 'exchange', 'scoring', 'caf', 'peers', 'planning', 'report']
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
