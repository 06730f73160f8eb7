/** What editors complete and check is generated from the shapes that `check` uses, and agrees with them. */

import { Ajv2020 } from 'ajv/dist/2020.js'
import { readdirSync, readFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { type DescribedFile, describeFiles } from '../../src/rules/describe-files.ts'

const RULES = 'rules'
let described: readonly DescribedFile[]
const valid = new Map<string, (value: unknown) => boolean>()
beforeAll(async () => {
  described = await describeFiles()
  for (const { name, schema } of described) {
    const ajv = new Ajv2020({ strict: false, validateFormats: false })
    valid.set(name, (value) => ajv.validate(schema, value))
  }
})

const filesOf = (pattern: string) => {
  const [before = '', after] = pattern.split('*')
  if (after === undefined) return [pattern]
  return readdirSync(`${RULES}/${before}`)
    .filter((name) => name.endsWith(after))
    .map((name) => before + name)
}
const read = (file: string) => parse(readFileSync(`${RULES}/${file}`, 'utf8')) as Record<string, unknown>

test('every file of the rule set has the shape that its schema describes', () => {
  const wrong = described.flatMap(({ name, files }) =>
    filesOf(files).filter((file) => valid.get(name)?.(read(file)) !== true),
  )
  expect(wrong).toEqual([])
  expect(described.flatMap(({ files }) => filesOf(files)).length).toBeGreaterThan(60)
})

test('a key that has no meaning, and one that is missing, are faults in every kind of file', () => {
  for (const { name, files } of described) {
    const whole = read(filesOf(files)[0] ?? '')
    expect(valid.get(name)?.({ ...whole, 'no-such-key': 1 }), name).toBe(false)
    const kept = Object.entries(whole).slice(1)
    const isRecord = Object.keys(whole).length === 1
    if (!isRecord) expect(valid.get(name)?.(Object.fromEntries(kept)), name).toBe(false)
  }
})

describe('a condition', () => {
  const risk = (when: unknown) => ({ ...read('risks/false-comfort.yaml'), 'lowered-by': [lowering(when)] })
  const lowering = (when: unknown) => {
    const [first] = read('risks/false-comfort.yaml')['lowered-by'] as Record<string, unknown>[]
    return { ...first, when }
  }
  test.each([
    [{ answer: 'a', 'at-least': 'b' }, true],
    [{ all: [{ answer: 'a', 'at-least': 'b' }, { any: [{ answer: 'c', below: 'd' }] }] }, true],
    [{ answer: 'a' }, false],
    [{ answer: 'a', 'at-least': 'b', below: 'c' }, false],
    [{ none: [] }, false],
    [{ all: [] }, false],
    [{ all: [{ all: [{ answer: 'A b', 'at-least': 'c' }] }] }, false],
  ])('%j: %s', (when, isRight) => {
    expect(valid.get('risk')?.(risk(when))).toBe(isRight)
  })
})
