/** How the outcomes of an official framework compare with a profile, in one sentence. */
import { expect, test } from 'vitest'
import { profileSentence, tableOutcomes } from '../../src/report/caf-outcomes.ts'
import { readCsv } from '../../src/exchange/csv.ts'

const said = (...against: string[]) =>
  profileSentence(
    { rows: against.map((one) => ({ profiles: [{ name: 'Basic', against: one }] })) } as never,
    'Basic',
  )

test('an outcome of which a profile asks nothing is counted by itself, and said only where there is one', () => {
  expect(said('met', 'met', 'not-met', 'not-known')).toBe(
    'The profile Basic asks something of 4: 2 met, 1 not met, 1 not known.',
  )
  expect(said('met', 'no-requirement')).toBe(
    'The profile Basic asks something of 1: 1 met, 0 not met, 0 not known. 1 outcome without a requirement.',
  )
})

test('the table has every outcome of the framework in its order, with what was found of that very one', () => {
  const standing = (byRule: string) => ({
    ...{ possible: [byRule], byRule: [byRule], answered: 2, of: 2, isJudged: false, isStale: false },
  })
  const row = (code: string, byRule: string) => ({
    ...{ outcome: { code, indicators: [] }, standing: standing(byRule), profiles: [] },
  })
  const csv = tableOutcomes(
    'TEST',
    {
      framework: { short: 'CAF', outcomes: { 'A1.a': 'First', 'A1.b': 'Second', 'A1.c': 'Third' } },
      official: { profiles: [] },
    } as never,
    { rows: [row('A1.b', 'not-achieved'), row('A1.a', 'achieved')] } as never,
    [],
  )
  const found = readCsv(csv.slice(1)).rows.map(({ cells }) => cells.join(' '))
  expect(found[1]).toMatch(/A1\.a First Achieved/)
  expect(found[2]).toMatch(/A1\.b Second Not achieved/)
  expect(found[3]).toMatch(/A1\.c Third Not in the file/)
})
