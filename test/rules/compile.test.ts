/** From the files of a rule set to its compiled form. */
import { expect, test } from 'vitest'
import { loadFiles, loadRuleSet } from '../../src/rules/rule-set.ts'
import { scoresBeforeLimits } from '../../src/scoring/before-limits.ts'
import { good, goodFiles } from './sample.ts'

const { ruleSet } = loadRuleSet(good, scoresBeforeLimits)
const question = (id: string) => ruleSet.questions[ruleSet.byId.get(id) ?? -1]

test('questions stand in the order of the domains in ruleset.yaml, then of their file', () => {
  expect(ruleSet.questions.map(({ id }) => id)).toEqual([
    'ways-in',
    'staff-accounts',
    'sign-in-settings',
    'plan-review',
    'gateway-agreement',
    'partner-notice',
  ])
  expect(ruleSet.questions.every(({ index }, i) => index === i)).toBe(true)
  expect(ruleSet.domains.map(({ questions }) => questions)).toEqual([
    [0, 1, 2],
    [3, 4, 5],
  ])
})

test('a checklist of n items has n + 1 levels in even steps of credit', () => {
  expect(question('sign-in-settings')?.levels).toEqual([
    { id: '0-of-3', credit: 0, text: 'None of the 3 counts as true.' },
    { id: '1-of-3', credit: 33, text: '1 of the 3 counts as true.' },
    { id: '2-of-3', credit: 67, text: '2 of the 3 count as true.' },
    { id: '3-of-3', credit: 100, text: 'All 3 are true.' },
  ])
})

test('a level carries its bound, whatever the key is called', () => {
  expect(question('ways-in')?.levels.map(({ bound }) => bound)).toEqual([undefined, 2, 1, 0])
  expect(question('staff-accounts')?.levels.map(({ bound }) => bound)).toEqual([undefined, 50, 95])
  expect(question('plan-review')?.levels.map(({ bound }) => bound)).toEqual([undefined, 24, 12])
})

test('none-exist is the level it names, and the best one when it names none', () => {
  expect(question('staff-accounts')?.noneExist).toEqual({ text: 'We have no accounts', level: 1 })
  const files = goodFiles()
  const plain = files['domains/doors.yaml']!.replace(', level: 50-percent }', ' }')
  const [, accounts] = loadFiles({ ...files, 'domains/doors.yaml': plain }, scoresBeforeLimits).ruleSet
    .questions
  expect(accounts?.noneExist?.level).toBe(2)
})

test('a test that names a list holds the tests of the list', () => {
  expect(question('partner-notice')?.form).toEqual({
    type: 'share',
    register: 'partners-register',
    where: [
      {
        kind: 'any',
        of: [
          { kind: 'in', column: 'data', values: ['patient'] },
          { kind: 'compare', column: 'days', op: 'at-most', to: { number: 7 } },
        ],
      },
    ],
    of: [{ kind: 'in', column: 'notice', values: ['yes'] }],
    noneToCount: 'left-out',
  })
  expect(ruleSet.registers[0]).toMatchObject({
    domain: 'partners',
    feeds: [5],
    countsWhen: [{ kind: 'any' }],
  })
})

test('at-least on a choice column means its option and every better one', () => {
  const files = goodFiles()
  const partners = files['domains/partners.yaml']!.replace(
    "{ column: notice, is: 'yes' }",
    "{ column: notice, at-least: 'no' }",
  )
  const form = loadFiles({ ...files, 'domains/partners.yaml': partners }, scoresBeforeLimits).ruleSet
    .questions[5]?.form
  expect(form).toMatchObject({ of: [{ kind: 'in', column: 'notice', values: ['no', 'yes'] }] })
})

test('context that a condition reads is known, and context that only stands on the page is not', () => {
  expect(ruleSet.context.map(({ id }) => id)).toEqual(['scope-parts', 'scope-cohort', 'shared-gateway'])
  expect(ruleSet.readContext).toEqual([2])
})

test('dossiers come newest first, and exercises last', () => {
  expect(ruleSet.incidents.map(({ id }) => id)).toEqual(['example-2020', 'claim-exercise'])
  expect(ruleSet.incidents[1]).toMatchObject({ chains: [], sources: [], exercise: { answers: [3] } })
})

test('hints and items have other words for some cohorts', () => {
  expect(question('sign-in-settings')?.hint).toEqual({
    text: 'Look in the console.',
    for: { icb: 'Ask your provider.' },
  })
  expect(question('ways-in')?.hint).toBeUndefined()
})

test('the background moves nothing: a rule set has the same digest and files with it, without it, and when it changes', () => {
  const written = (text: string) => `items:
  - id: a-poll
    text: ${text}
    domains: all
    confidence: reported
    no-weight-because: A vote is no attack.
    sources:
      - { title: What comes first, publisher: The Example, url: "https://example.org/poll", read: 2026-11 }
`
  const including = (text: string) =>
    loadFiles(goodFiles({ 'background.yaml': written(text) }), scoresBeforeLimits).ruleSet
  const one = including('Readers were asked what comes first.')
  const { background, ...rest } = one
  expect(background?.items.map(({ text, domains }) => [text, domains])).toEqual([
    ['Readers were asked what comes first.', ['doors', 'partners']],
  ])
  expect(rest).toEqual(ruleSet)
  expect(including('Others were asked.').digest).toBe(ruleSet.digest)
})
