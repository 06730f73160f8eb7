/** The examples of rules/README.md → laid over the good rule set of the tests, and checked: each alone, and all together. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse, stringify } from 'yaml'
import { printIssue, RuleIssues } from '../../src/errors.ts'
import { loadFiles } from '../../src/rules/rule-set.ts'
import { scoresBeforeLimits } from '../../src/scoring/before-limits.ts'
import { runCases } from '../../src/scoring/cases.ts'
import { goodFiles } from '../rules/sample.ts'

const readme = readFileSync(join(import.meta.dirname, '../../rules/README.md'), 'utf8')
const examples = [...readme.matchAll(/```yaml\n# rules\/(\S+)\n([\s\S]*?)```/g)].map(
  ([, file = '', text = '']) => ({
    file,
    text,
  }),
)

type Item = Record<string, unknown>

const hasId = (value: unknown): value is Item => typeof value === 'object' && value !== null && 'id' in value

/** Keys of the example over those that are there; in a list, what has the id of something there goes over that one. */
function lay(example: unknown, there: unknown): unknown {
  if (Array.isArray(example) && Array.isArray(there) && example.every(hasId) && there.every(hasId)) {
    const others = new Map(example.map((one) => [one['id'], one]))
    const laid = there.map((one) => lay(others.get(one['id']) ?? {}, one))
    return [...laid, ...example.filter(({ id }) => there.every((one) => one['id'] !== id))]
  }
  if (!isKeyed(example) || !isKeyed(there)) return example
  return {
    ...there,
    ...Object.fromEntries(Object.entries(example).map(([key, one]) => [key, lay(one, there[key])])),
  }
}

function isKeyed(value: unknown): value is Item {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function faultsOf(laid: readonly (typeof examples)[number][]): readonly string[] {
  const files = goodFiles()
  for (const { file, text } of laid) files[file] = stringify(lay(parse(text), parse(files[file] ?? '{}')))
  try {
    const loaded = loadFiles(files, scoresBeforeLimits)
    return [...loaded.warnings, ...runCases(loaded.ruleSet, loaded)].map(printIssue)
  } catch (error) {
    if (error instanceof RuleIssues) return error.issues.map(printIssue)
    throw error
  }
}

describe('an example of rules/README.md', () => {
  test('names the file it belongs to, one of each kind', () => {
    expect(readme.match(/```yaml\n/g)).toHaveLength(examples.length)
    const kinds = new Set(examples.map(({ file }) => file.replace(/\/.*/, '').replace('.yaml', '')))
    expect([...kinds].sort()).toEqual([
      'calibration',
      'cases',
      'cohorts',
      'contradictions',
      'domains',
      'frameworks',
      'improvements',
      'incidents',
      'risks',
      'ruleset',
    ])
  })

  test.each(examples.map((one) => [one.file, one] as const))('of %s passes the check', (_, example) => {
    expect(faultsOf([example])).toEqual([])
  })

  test('is refused with a key that has no meaning', () => {
    expect(faultsOf([{ file: 'risks/takeover.yaml', text: 'colour: red' }])).toHaveLength(1)
  })
})

test('the examples of rules/README.md pass the check together', () => {
  expect(faultsOf(examples)).toEqual([])
})
