/** What a framework file says and lacks, and what its own rule makes of what is said. */

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { agrees, readCompleted, recompute } from '../../src/caf/completed.ts'
import { compareProfile, decideOutcome } from '../../src/caf/decide.ts'
import { GROUPS, keyOf, type Outcome, type RuleKey, SAYINGS, type Sayings } from '../../src/caf/model.ts'
import { readFramework } from '../../src/caf/read-framework.ts'
import { COMPLETED, MADE_UP, MADE_UP_OF_TESTS, objectives, TESTS } from './made-up.ts'

function frameworkOf(text: string) {
  const read = readFramework(text)
  if (!read.ok) throw new Error(JSON.stringify(read.faults))
  return read
}
const outcomesOf = (text: string) => frameworkOf(text).framework.outcomes
const faultsOf = (text: string) => {
  const read = readFramework(text)
  return read.ok ? [] : read.faults
}

test('both public forms of the rule decide alike', () => {
  const [byTable, byTests] = [outcomesOf(MADE_UP), outcomesOf(MADE_UP_OF_TESTS)]
  const statuses = ([outcome]: readonly Outcome[]) =>
    Object.entries(outcome?.table ?? {}).map(([key, { status }]) => [key, status])
  expect(statuses(byTable)).toHaveLength(27)
  expect(statuses(byTests)).toEqual(statuses(byTable))
})

/** The possible statuses by trying every filling of what is not known, one by one, in the words of the table's keys. */
function tryAll({ indicators, table }: Outcome, said: Sayings): Set<string> {
  const open = indicators.filter((one) => [undefined, 'not-known'].includes(said[keyOf(one)]))
  const found = new Set<string>()
  for (let filling = 0; filling < 2 ** open.length; filling++) {
    const amounts = ['achieved', 'partially-achieved', 'not-achieved'].map((group) => {
      const held = indicators
        .filter((one) => one.group === group)
        .map((one) => {
          const at = open.indexOf(one)
          if (at >= 0) return Math.floor(filling / 2 ** at) % 2 === 1
          return (
            said[keyOf(one)] ===
            (group === 'not-achieved'
              ? 'true'
              : said[keyOf(one)] === 'other-control'
                ? 'other-control'
                : 'true')
          )
        })
      if (!held.includes(true)) return 'none'
      return held.includes(false) ? 'some' : 'all'
    })
    found.add(table[amounts.join('_') as RuleKey].status)
  }
  return found
}

test('an outcome has exactly the statuses that some filling of what is not known gives, whatever its table says', () => {
  const [first] = outcomesOf(MADE_UP)
  if (first === undefined) throw new Error('the made-up framework has an outcome')
  const decision = fc.constantFrom(...GROUPS).map((status) => ({ status, message: '' }))
  const table = fc.record(
    Object.fromEntries(Object.keys(first.table).map((key) => [key, decision])),
  ) as fc.Arbitrary<Outcome['table']>
  const indicators = fc
    .array(fc.constantFrom(...GROUPS), { minLength: 1, maxLength: 8 })
    .map((groups) => groups.map((group, index) => ({ code: `X.${index}`, group, text: '' })))
  const said = fc.array(fc.constantFrom(undefined, ...SAYINGS), { minLength: 8, maxLength: 8 })
  fc.assert(
    fc.property(table, indicators, said, (rules, all, words) => {
      const outcome = { ...first, table: rules, indicators: all }
      const sayings = Object.fromEntries(
        all.flatMap((one, index) => {
          const word = words[index]
          return word === undefined ? [] : [[keyOf(one), word]]
        }),
      )
      expect(new Set(decideOutcome(outcome, sayings).possible)).toEqual(tryAll(outcome, sayings))
    }),
  )
})

test('another control makes a good indicator true and a bad one not, and what nobody knows stays open', () => {
  const [first, second] = outcomesOf(MADE_UP)
  if (first === undefined || second === undefined) throw new Error('it has two')
  expect(
    decideOutcome(second, { 'achieved_A1.b.2': 'other-control', 'not-achieved_A1.b.1': 'other-control' })
      .possible,
  ).toEqual(['achieved'])
  expect(decideOutcome(second, { 'achieved_A1.b.2': 'true' }).possible).toEqual(['not-achieved', 'achieved'])
  expect(decideOutcome(first, { 'not-achieved_A1.a.1': 'true' }).possible).toEqual(['not-achieved'])
})

test('an outcome without a requirement is no requirement, whatever it has', () => {
  const [first, second] = outcomesOf(MADE_UP)
  if (first === undefined || second === undefined) throw new Error('it has two')
  expect(compareProfile(second, 'baseline', ['achieved'])).toBe('no-requirement')
  const content = { ...second, profiles: { baseline: 'not-achieved' as const } }
  expect(compareProfile(content, 'baseline', ['not-achieved'])).toBe('no-requirement')
  expect(compareProfile(first, 'baseline', ['partially-achieved'])).toBe('met')
  expect(compareProfile(first, 'enhanced', ['partially-achieved'])).toBe('not-met')
  expect(compareProfile(first, 'baseline', ['not-achieved', 'achieved'])).toBe('not-known')
  expect(compareProfile(first, 'baseline', [])).toBe('not-known')
})

test('a group that is not there leaves its outcome uncomputed, and a code given twice is named', () => {
  const text = MADE_UP.replace('              partially-achieved: {}\n', '').replace(
    '                A1.a.3:',
    '                A1.a.4:',
  )
  const { framework, defects } = frameworkOf(text)
  expect(defects.map(({ line, message }) => [line, message])).toEqual([
    [
      text.slice(0, text.lastIndexOf('A1.a.4:')).split('\n').length,
      'the code A1.a.4 is given twice, here in A1.a',
    ],
    [
      text.slice(0, text.lastIndexOf('indicators:')).split('\n').length,
      'A1.b has no group partially-achieved',
    ],
  ])
  const [first, second] = framework.outcomes
  if (first === undefined || second === undefined) throw new Error('it has two')
  const all = Object.fromEntries(first.indicators.map((one) => [keyOf(one), 'true' as const]))
  expect(decideOutcome(first, all)).toMatchObject({ possible: ['not-achieved'], answered: 5, of: 5 })
  expect(
    decideOutcome(second, { 'achieved_A1.b.2': 'true', 'not-achieved_A1.b.1': 'not-true' }).possible,
  ).toEqual([])
})

test.each([
  [
    'a line of the table is missing',
    MADE_UP.replace(/ {2}some_all_none:\n.*\n.*\n/, ''),
    '  all_all_all',
    /no line some_all_none/,
  ],
  [
    'a status is none',
    MADE_UP.replace('&partially Partially', '&partially Partly'),
    '  some_all_none:',
    /gives no outcome_status/,
  ],
  [
    'a test is missing',
    TESTS.replace(/ {2}3:\n.*\n.*\n/, '') + objectives(),
    '  1:',
    /asks about not-achieved/,
  ],
  [
    'nothing decides',
    objectives().replaceAll(/ +assessment-rules.*\n/g, ''),
    '            code: A1.a',
    /nothing decides A1.a/,
  ],
  [
    'a code is another',
    MADE_UP.replace('code: A1.b', 'code: A1.c'),
    '          A1.b:',
    /says that its code is "A1.c"/,
  ],
  [
    'a group is misspelt',
    MADE_UP.replace('achieved:\n                A1.b.2', 'acheived:\n                A1.b.2'),
    'acheived',
    /a group "acheived"/,
  ],
  [
    'a code stands twice in a group',
    MADE_UP.replace('A1.a.5:', 'A1.a.4:'),
    '                A1.a.4:',
    /written twice/,
  ],
  ['it is no framework', 'answers: {}', 'answers', /no objectives/],
])('where %s, the file is refused at its line', (_, text, place, message) => {
  const [fault] = faultsOf(text)
  expect(fault?.message).toMatch(message)
  const at = message.source.includes('written twice') ? text.lastIndexOf(place) : text.indexOf(place)
  expect(fault?.line).toBe(text.slice(0, at).split('\n').length)
})

test('aliases that would grow beyond measure are refused, and an alias names only what stands before it', () => {
  const layers = Array.from(
    { length: 12 },
    (_, at) =>
      `x${at}: &x${at} [${Array(8)
        .fill(at === 0 ? '1' : `*x${at - 1}`)
        .join(', ')}]`,
  )
  expect(faultsOf(`${layers.join('\n')}\n${MADE_UP}`)[0]?.message).toMatch(/more than 100000 values/)
  expect(
    faultsOf(`x: &x { y: *x }
${MADE_UP}`)[0]?.message,
  ).toBe('*x refers to another place')
})

test('a completed assessment in the public shape gives the outcomes that it records', () => {
  const { framework } = frameworkOf(MADE_UP)
  const read = readCompleted(framework, JSON.stringify(COMPLETED, null, 2))
  if (!read.ok) throw new Error(JSON.stringify(read.faults))
  expect(recompute(framework, read.completed).map(agrees)).toEqual([true, true])
  expect(read.completed.outcomes[0]).toMatchObject({
    comments: { 'achieved_A1.a.5': 'The store is shared with the harbour.' },
    recorded: 'not-achieved',
    isConfirmed: true,
    summary: 'It ran dry in March.',
  })
})
