/** Routes that nobody mounts are served to nobody: every file of routes of the wings is named in `src/web/app.tsx`. */
import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

test('every file of routes is mounted', () => {
  const app = readFileSync('src/web/app.tsx', 'utf8')
  const files = globSync('src/{assess,results,people}/**/*routes*.tsx').map((path) =>
    path.replaceAll('\\', '/'),
  )
  expect(files.length).toBeGreaterThan(30)
  const beside = (path: string) => app.includes(`'${path.replace(/^src/, '..')}'`)
  // Some are mounted by the routes of their folder.
  const byFolder = (path: string) =>
    files.some(
      (other) =>
        other !== path &&
        beside(other) &&
        readFileSync(other, 'utf8').includes(`'./${path.split('/').at(-1) ?? ''}'`),
    )
  expect(files.filter((path) => !beside(path) && !byFolder(path))).toEqual([])
})
