/** What is asked when a part is typed as more than its whole: each pair of totals asks one above, and not at the same number. */
import { expect, test } from 'vitest'
import { readAnswersFile } from '../../src/answers/file.ts'
import type { Total } from '../../src/rules/model.ts'
import { score } from '../../src/scoring/score.ts'
import { ruleSet } from './real-rules.ts'

/** What is asked of a small trust that typed these totals. */
function ask(typed: readonly { total: Total; number: number }[]): string[] {
  const answers = typed.map(({ total, number }) => {
    const [count, of] = total.number === 'of' ? [0, number] : [number, 9999]
    return `  ${ruleSet.questions[total.question]?.id ?? ''}: { count: ${count}, of: ${of} }`
  })
  const text = [
    'organisation: { name: Invented Totals (fictional) NHS Trust, cohort: acute }',
    'as-of: 2026-11-22',
    'answers:',
    ...answers,
  ].join('\n')
  const read = readAnswersFile(ruleSet, text)
  if (!read.ok) throw new Error(JSON.stringify(read.faults))
  return score(ruleSet, read.answers).contradictions.map(({ id }) => id)
}

test.each(ruleSet.totalChecks.map((one) => [one.id, one] as const))(
  '%s is asked from one more on, and not while the numbers can both be right',
  (id, { part, whole }) => {
    const asked = (first: number) =>
      ask([
        { total: part, number: first },
        { total: whole, number: 500 },
      ])
    expect(asked(501)).toEqual([id])
    expect(asked(500)).toEqual([])
  },
)

test('privileged accounts, staff accounts, servers and systems out of support are each held against a whole', () => {
  const pairs = ruleSet.totalChecks.map(({ part, whole }) =>
    [part, whole]
      .map(({ question, number }) => `${ruleSet.questions[question]?.id ?? ''} ${number}`)
      .join(' in '),
  )
  expect(pairs).toEqual([
    'mfa-staff-accounts of in accounts-unused of',
    'privileged-time-limited of in accounts-unused of',
    'privileged-time-limited of in mfa-staff-accounts of',
    'edr-servers of in critical-patching of',
    'edr-servers of in devices-known of',
    'legacy-cut-off of in devices-known of',
  ])
})
