/** What `npm run prove` takes away stands in the program as it is written there: whoever moves a control moves it there too. */
import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { CONTROLS } from '../prove/controls.ts'

test('every control of the list is found once in its file, and its test is there', () => {
  const lost = CONTROLS.filter(
    ({ file, from, test: path }) => readFileSync(file, 'utf8').split(from).length !== 2 || !existsSync(path),
  )
  expect(lost.map(({ file, what }) => `${file}: ${what}`)).toEqual([])
})
