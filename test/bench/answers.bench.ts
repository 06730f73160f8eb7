/** An answers file, and a file of rules, of very many keys: what they cost grows as they do, however wrong they are. */

import { join, resolve } from 'node:path'
import { readAnswersFile } from '../../src/answers/file.ts'
import { RuleIssues } from '../../src/errors.ts'
import { readRuleFiles } from '../../src/rules/load.ts'
import { loadFiles } from '../../src/rules/rule-set.ts'
import { scoresBeforeLimits } from '../../src/scoring/before-limits.ts'
import { printTable, type Row } from './table.ts'

const FEW = 2000
const MANY = 20_000
const files = readRuleFiles(join(resolve(import.meta.dirname, '../..'), 'rules'))
const { ruleSet } = loadFiles(files, scoresBeforeLimits)
const HEAD = 'organisation: {name: A trust, cohort: acute}\nas-of: 2026-11-01\n'

const keys = (count: number, indent: string) =>
  Array.from({ length: count }, (_, at) => `${indent}key-${at}: yes\n`).join('')

const KINDS: readonly { readonly what: string; readonly read: (count: number) => number }[] = [
  {
    what: 'answers to questions that there are not',
    read: (count) => faultsOf(`${HEAD}answers:\n${keys(count, '  ')}`),
  },
  {
    what: 'one question, answered again and again',
    read: (count) => faultsOf(`${HEAD}answers:\n${'  one: yes\n'.repeat(count)}`),
  },
  {
    what: 'cells that there are not, of one row',
    read: (count) =>
      faultsOf(
        `${HEAD}registers:\n  supplier-register:\n    rows:\n      - name: A\n${keys(count, '        ')}`,
      ),
  },
  {
    what: 'keys without a meaning, in a file of rules',
    read: (count) => {
      try {
        loadFiles(
          { ...files, 'cohorts.yaml': `${files['cohorts.yaml']}${keys(count, '')}` },
          scoresBeforeLimits,
        )
      } catch (error) {
        if (error instanceof RuleIssues) return error.issues.length
        throw error
      }
      return 0
    },
  },
]

function faultsOf(text: string): number {
  const read = readAnswersFile(ruleSet, text)
  return read.ok ? 0 : read.faults.length
}

/** Milliseconds of processor time. */
function cost(read: (count: number) => number, count: number): number {
  const before = process.cpuUsage()
  const faults = read(count)
  if (faults < count - 1) throw new Error(`Only ${faults} of ${count} faults were found.`)
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}

export function benchAnswers(): void {
  const rows = KINDS.map(({ what, read }): Row => {
    cost(read, FEW)
    const few = Math.min(cost(read, FEW), cost(read, FEW), cost(read, FEW))
    const many = Math.min(cost(read, MANY), cost(read, MANY))
    const ratio = many / few
    return {
      what,
      measured: `${many.toFixed(0)} ms, ${ratio.toFixed(1)} ×`,
      bar: `≤ 15 × the ${few.toFixed(0)} ms of ${FEW} keys`,
      met: ratio <= 15,
    }
  })
  printTable(`${MANY} keys`, rows)
}
