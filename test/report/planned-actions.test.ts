/** The words about what was decided to be done: late, unowned, settled and confirmed are said as they are. */
import { describe, expect, test } from 'vitest'
import {
  findOpenAction,
  confirmationWords,
  countStates,
  type Planned,
  planConflictWords,
  planHeadline,
  tablePlan,
  takesWords,
  whoAndWhen,
} from '../../src/report/planned-actions.ts'
import { readCsv } from '../../src/exchange/csv.ts'
import { UNANSWERED } from '../../src/answers/levels.ts'
import { RULE_SET } from '../service/house.ts'
import { examineTrust } from '../web/trusts.ts'

const OPEN: Planned = {
  ...{ source: 'own', questionId: undefined, title: 'Do it.', ownerName: 'Head of networks' },
  ...{ due: '2027-03-31', size: undefined, pounds: undefined, funded: false, reason: '' },
  ...{ state: 'open', outcome: '', isOverdue: false },
}
const LATE = { ...OPEN, isOverdue: true }
const DONE = { ...OPEN, state: 'done', outcome: 'Test report.' } as const
const DROPPED = { ...OPEN, state: 'dropped', outcome: 'The system goes.' } as const

describe('the sentence of the list', () => {
  test.each([
    ['Nothing is planned yet', []],
    ['Nothing is open: 2 done, 1 dropped', [DONE, DONE, DROPPED]],
    ['1 open action, due on 31 March 2027', [OPEN, DONE]],
    ['1 open action, without a day', [{ ...OPEN, due: undefined }]],
    ['1 open action, without an owner', [{ ...OPEN, ownerName: '' }]],
    ['1 open action, without an owner and a day', [{ ...OPEN, ownerName: '', due: undefined }]],
    ['1 action of 2 is past its day', [LATE, OPEN, DONE]],
    ['2 actions of 2 are past their day', [LATE, LATE]],
    ['2 open actions, of which 1 has no owner or no day yet', [OPEN, { ...OPEN, ownerName: '' }]],
    [
      '3 open actions, of which 2 have no owner or no day yet',
      [OPEN, { ...OPEN, due: undefined }, { ...OPEN, ownerName: '' }],
    ],
    [
      '2 open actions, all with an owner and a day; the next is due on 1 February 2027',
      [OPEN, { ...OPEN, due: '2027-02-01' }, DROPPED],
    ],
  ])('%s', (said, actions: readonly Planned[]) => {
    expect(planHeadline(actions)).toBe(said)
  })
})

test.each([
  ['The SIRO has not confirmed this plan', undefined],
  [
    'A. Reed confirmed this plan as SIRO on 2 December 2026',
    { at: '2026-12-02T09:00:00Z', byName: 'A. Reed', isOutdated: false },
  ],
  [
    'A. Reed confirmed this plan as SIRO on 2 December 2026, and it has changed since',
    { at: '2026-12-02T09:00:00Z', byName: 'A. Reed', isOutdated: true },
  ],
])('%s', (said, confirmed) => {
  expect(confirmationWords(confirmed)).toBe(said)
})

test.each([
  [{}, 'Head of networks', '31 March 2027'],
  [{ ownerName: '' }, 'Nobody yet', '31 March 2027'],
  [{ ownerName: '', reason: 'The post is empty.' }, 'Nobody yet: The post is empty.', '31 March 2027'],
  [{ due: undefined, reason: 'Waits for money.' }, 'Head of networks', 'No day yet: Waits for money.'],
  [{ ownerName: '', due: undefined, reason: 'Both.' }, 'Nobody yet: Both.', 'No day yet'],
  [{ ownerName: '', state: 'done' as const, reason: 'Old.' }, 'Nobody yet', '31 March 2027'],
])('with %o it is said who and when', (change, who, when) => {
  expect(whoAndWhen({ ...OPEN, ...change })).toEqual({ who, when })
})

test.each([
  [{}, 'Not estimated yet'],
  [{ size: 'small' }, 'Small'],
  [{ pounds: 0 }, 'No money'],
  [{ pounds: 12_000 }, '£12,000, not approved yet'],
  [{ size: 'small', pounds: 1_200_000, funded: true }, 'Small; £1,200,000, approved'],
])('with %o it is said what it takes', (change, said) => {
  expect(takesWords({ ...OPEN, ...change }, RULE_SET.improvements)).toBe(said)
})

test('what is open, done and dropped is counted', () => {
  expect(countStates([OPEN, LATE, DONE, DROPPED])).toEqual(['2 open', '1 done', '1 dropped'])
})

test('who saved first is named, with what they saved', () => {
  expect(planConflictWords({ savedBy: 'A. Reed', value: { title: 'Theirs' } })).toContain(
    'A. Reed saved this action meanwhile, as “Theirs”.',
  )
})

test('the plan as a table has outcome, gap, owner, day or reason, money and the SIRO’s word in each row', () => {
  const examined = examineTrust('very-weak')
  const question = RULE_SET.questions.find(({ index }) => examined.row.declared[index] === 0)!
  const framework = RULE_SET.frameworks[0]!
  const about = {
    ...OPEN,
    questionId: question.id,
    due: undefined,
    reason: '=1+1',
    pounds: 500,
    funded: true,
  }
  const { improvements } = RULE_SET
  const plan = { actions: [about, LATE], confirmed: undefined, examined, framework, improvements }
  const csv = tablePlan('TEST', plan)
  const [header = [], first = [], second = []] = readCsv(csv.slice(1)).rows.map(({ cells }) => cells)
  const of = (row: readonly string[], name: string) => row[header.indexOf(name)]
  expect(of(first, 'gap')).toBe(`${question.short}: ${question.levels[0]?.text}`)
  expect(of(first, 'outcome')).toBe(
    [question.caf, question.cafInferred].flatMap((one) => one[framework.id] ?? []).join(' '),
  )
  expect(of(first, 'due')).toBe('')
  // A spreadsheet would work it out.
  expect(of(first, 'why-no-owner-or-day')).toBe("'=1+1")
  expect([of(first, 'pounds-first-year'), of(first, 'money-approved')]).toEqual(['500', 'yes'])
  expect([of(second, 'due'), of(second, 'state')]).toEqual(['2027-03-31', 'open, past its day'])
  expect(of(second, 'siro')).toBe('The SIRO has not confirmed this plan')
  expect(of(second, 'marking')).toBe('TEST')
})

test('a gap that nobody knows is not called a no', () => {
  const examined = examineTrust('nothing-answered')
  const question = RULE_SET.questions.find(({ index }) => examined.row.declared[index] === UNANSWERED)!
  const actions = [{ ...OPEN, questionId: question.id }]
  const { improvements, frameworks } = RULE_SET
  const plan = { actions, confirmed: undefined, examined, framework: frameworks[0]!, improvements }
  const csv = tablePlan('TEST', plan)
  expect(csv).toContain(`${question.short}: not answered`)
})

test('what is open that came of something is found by where it came from and what that was', () => {
  const of = (change: object) => ({ ...OPEN, source: 'move' as const, sourceId: 'one', ...change })
  const wanted = of({})
  const others = [of({ state: 'done' }), of({ source: 'lesson' }), of({ sourceId: 'other' })] as never[]
  expect(findOpenAction([...others, wanted], 'move', 'one')).toBe(wanted)
  expect(findOpenAction(others, 'move', 'one')).toBeUndefined()
})
