/** What the documents of the repository, and the comments in it, name is there. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { describe, expect, test } from 'vitest'

const root = join(import.meta.dirname, '../..')
const DOCUMENTS = ['README.md', 'src/README.md', 'rules/README.md', 'SECURITY.md']
const TOP = /^(src|test|rules|migrations|node_modules|\.ci)\//

function filesUnder(folder: string): string[] {
  return readdirSync(join(root, folder)).flatMap((name) => {
    const path = join(folder, name)
    return statSync(join(root, path)).isDirectory() ? filesUnder(path) : [path]
  })
}

const all = ['src', 'test', 'rules', 'migrations'].flatMap(filesUnder)
const isThere = (path: string) => existsSync(join(root, path))

/** Files and folders in backticks: with a folder of the top level, or with the ending of a file. What begins with a stroke is an address. */
function namedIn(text: string): string[] {
  const prose = text.replace(/^```[\s\S]*?^```/gm, '')
  return [...prose.matchAll(/`([^`\s]+)`/g)]
    .map(([, name = '']) => name)
    .filter(
      (name) =>
        TOP.test(name) ||
        /^[\w.][\w./-]*\.(tsx?|mjs|js|ya?ml|json|md)$/.test(name) ||
        /^[\w-]+\/$/.test(name),
    )
}

/** A name without its folder is of a file somewhere in the house; `*` and `…` stand for any. */
function isFound(name: string): boolean {
  if (isThere(name)) return true
  if (/[*…]/.test(name)) {
    const start = name.split(/[*…]/)[0] ?? ''
    return all.some((file) => file.startsWith(start) || (!start.includes('/') && file.includes(`/${start}`)))
  }
  return all.some((file) => file.endsWith(`/${name}`) || (name.endsWith('/') && file.includes(`/${name}`)))
}

describe.each(DOCUMENTS)('%s', (document) => {
  const text = readFileSync(join(root, document), 'utf8')

  test('names files and folders that are there', () => {
    expect(namedIn(text).filter((name) => !isFound(name))).toEqual([])
  })

  test('links to what is there', () => {
    const targets = [...text.matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)].map(([, target = '']) => target)
    const files = targets.filter((target) => !/^[a-z]+:/.test(target))
    expect(files.filter((file) => !isThere(normalize(join(dirname(document), file))))).toEqual([])
  })
})

test('src/README.md names every room, on the floor that the test of floors has', () => {
  const table = readFileSync(join(root, 'src/README.md'), 'utf8').matchAll(/^\| (\d) \| (\w+) \|/gm)
  const floors = readFileSync(join(root, 'test/architecture/floors.test.ts'), 'utf8')
    .replace(/[\s\S]*?FLOORS[^{]*\{/, '')
    .replace(/\}[\s\S]*/, '')
  const listed = [...floors.matchAll(/(\w+): (\d+)/g)].map(([, room, floor]) => `${floor} ${room}`)
  expect([...table].map(([, floor, room]) => `${floor} ${room}`).sort()).toEqual(listed.sort())
})

test('comments name no document that is not in the repository', () => {
  const wrong = all
    .filter((file) => /\.(tsx?|mjs|js|ya?ml)$/.test(file) && file !== 'test/readme/names.test.ts')
    .flatMap((file) =>
      readFileSync(join(root, file), 'utf8')
        .split('\n')
        .flatMap((line, index) =>
          [...documentsIn(line)]
            .filter((name) => !isThere(name))
            .map((name) => `${file}:${index + 1} ${name}`),
        ),
    )
  expect(wrong).toEqual([])
})

/** Of other projects, at the address that stands beside it. */
const ELSEWHERE = ['documentation/docs/developer/icb-history.md']

function documentsIn(line: string): string[] {
  const files = [...line.matchAll(/[\w./-]+\.md\b/g)].map(([name]) => name.replace(/^(\.\.\/)+/, ''))
  const others = [...line.matchAll(/\b(?:DESIGN\b|[Ii]ssue \d+|Source: issue\b)|§\s?\d/g)].map(
    ([name]) => name,
  )
  return [...files.filter((name) => !ELSEWHERE.includes(name)), ...others]
}

test('comments cite sections that are there', () => {
  const sections = new Map(
    DOCUMENTS.map((document) => [
      document,
      [...readFileSync(join(root, document), 'utf8').matchAll(/^(?:#+ |\*\*)(.+?)(?:\.\*\*.*)?$/gm)].map(
        ([, title = '']) => title,
      ),
    ]),
  )
  const cited = all
    .filter((file) => /\.tsx?$/.test(file) && file !== 'test/readme/names.test.ts')
    .flatMap((file) =>
      [
        ...readFileSync(join(root, file), 'utf8').matchAll(
          /((?:src|rules)\/README\.md), ([A-Za-z][\w ]*(?:`\w+` \w+)?)(?=[.;:,])/g,
        ),
      ].map(([, document = '', section = '']) => ({ file, document, section })),
    )
  expect(cited.length).toBeGreaterThan(15)
  expect(cited.filter(({ document, section }) => !sections.get(document)?.includes(section))).toEqual([])
})
