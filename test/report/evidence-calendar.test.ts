import { expect, test } from 'vitest'
import { addMonths } from '../../src/calendar.ts'
import type { Answers } from '../../src/answers/model.ts'
import { calendarSentence, lookAhead, renewWords, whenWords } from '../../src/report/evidence-calendar.ts'
import { CHOICE, REFERENCE_DAY, RULE_SET } from '../service/house.ts'
import { examine, TRUSTS } from '../web/trusts.ts'

const BEST = TRUSTS['all-best'] as Answers
/** All at their best, with evidence of one answer from another day. */
function bestWith(evidenceDate: string): Answers {
  const answer = BEST.answers[CHOICE.id]
  if (answer === undefined) throw new Error('It is not answered.')
  return { ...BEST, answers: { ...BEST.answers, [CHOICE.id]: { ...answer, evidenceDate } } }
}
const dated = addMonths('2027-03-10', -CHOICE.evidenceLasts)

test('evidence that counts until a day is missing at the end of its month, where the score is that of the same answers at that day', () => {
  const examined = examine(bestWith(dated))
  const calendar = lookAhead(examined, REFERENCE_DAY)
  expect(calendar.score).toBe(examined.result.overall.assured)
  expect(calendar.months.map(({ end }) => end)).toEqual(
    ['11', '12', '01', '02', '03', '04', '05', '06', '07', '08', '09', '10'].map(
      (month) => expect.stringMatching(new RegExp(`^202[67]-${month}-(28|30|31)$`)) as string,
    ),
  )
  const march = calendar.months[4]
  const found = march?.runsOut.find(({ id }) => id === CHOICE.id)
  expect(found).toMatchObject({ lastDay: '2027-03-10', why: 'evidence' })
  if (march === undefined || found === undefined) return
  expect(whenWords(found, march)).toBe('after 10 March 2027')
  expect(renewWords(found, march)).toContain('runs out after 10 March 2027')
  for (const { end, score } of calendar.months)
    expect(score).toBe(examine({ ...bestWith(dated), asOf: end }).result.overall.assured)
})

test('what the answer itself dates grows too old, whatever shows it', () => {
  const question = RULE_SET.questions.find(
    ({ form, showWhen }) => form.type === 'date' && showWhen === undefined,
  )
  if (question === undefined) throw new Error('The rules ask for no date.')
  const bound = question.levels.at(-1)?.bound ?? 0
  const answer = BEST.answers[question.id]
  if (answer === undefined) throw new Error('It is not answered.')
  const value = { kind: 'date', date: addMonths('2027-01-15', -bound) } as const
  const answers = { ...BEST, answers: { ...BEST.answers, [question.id]: { ...answer, value } } }
  const { months } = lookAhead(examine(answers), REFERENCE_DAY)
  const january = months.find(({ end }) => end === '2027-01-31')
  expect(january?.runsOut.find(({ id }) => id === question.id)).toMatchObject({
    why: 'age',
    lastDay: undefined,
  })
})

test('it begins at the reference date while that is to come, and says what falls, what stays and what cannot', () => {
  const [worst, best] = [examine(TRUSTS['all-worst'] as Answers), examine(BEST)]
  expect(lookAhead(best, '2026-01-01').months[0]?.end).toBe('2026-11-30')
  expect(lookAhead(best, '2027-06-30').months[0]?.end).toBe('2027-06-30')
  expect(calendarSentence(worst, lookAhead(worst, REFERENCE_DAY))).toBe(
    'Nothing is shown on evidence yet, so nothing can run out',
  )
  const later = lookAhead(best, '2027-06-30')
  expect(calendarSentence(best, later)).toMatch(
    /^If nobody renews evidence, the score on it falls from 100 to \d+ by May 2028, from Resilient to Exposed$/,
  )
  const month = { end: '2027-05-31', score: 100, runsOut: [] }
  const one = { id: 'x', domain: 'x', short: 'X', lastDay: undefined, why: 'evidence' } as const
  expect(calendarSentence(best, { score: 100, months: [month] })).toBe(
    'All that is shown on evidence still counts in May 2027',
  )
  expect(calendarSentence(best, { score: 100, months: [{ ...month, runsOut: [one] }] })).toBe(
    '1 answer runs out by May 2027, and the score on evidence stays at 100',
  )
})
