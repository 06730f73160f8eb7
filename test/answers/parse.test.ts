import { describe, expect, test } from 'vitest'
import { parseAnswer, parseContextAnswer } from '../../src/answers/parse.ts'
import type { AnswerFault } from '../../src/answers/model.ts'
import type { ContextQuestion } from '../../src/rules/model.ts'
import { questionOf, type QuestionOf } from '../scoring/build.ts'

const context = { asOf: '2026-11-22', today: '2026-12-31', cohort: 'acute', door: 'file' } as const
const questionCalled = (given: QuestionOf) =>
  questionOf({ id: 'q', credits: [0, 50, 100], ...given }, 0, 'd0')
const item = (id: string) => ({ id, text: { text: id, for: {} } })
const none = { notApplicable: true }

const choice = questionCalled({})
const checklist = questionCalled({ form: { type: 'checklist', items: [item('plan'), item('drill')] } })
const percentage = questionCalled({
  form: { type: 'percentage', count: '', of: '', noneToCount: 'impossible' },
})
const number = questionCalled({ form: { type: 'number', better: 'lower', unit: 'hours' } })
const date = questionCalled({ form: { type: 'date' } })
const share = questionCalled({
  form: { type: 'share', register: 'suppliers', where: [], of: [], noneToCount: 'impossible' },
})

describe('a value that is right', () => {
  test.each([
    ['a choice', choice, 'l1', { kind: 'choice', option: 'l1' }],
    ['a choice with spaces around it', choice, ' l1 ', { kind: 'choice', option: 'l1' }],
    [
      'ticks, in the order of the question',
      checklist,
      ['drill', 'plan'],
      { kind: 'ticked', items: ['plan', 'drill'] },
    ],
    ['no ticks', checklist, [], { kind: 'ticked', items: [] }],
    ['two counts', percentage, { count: 3, of: 4 }, { kind: 'counts', count: 3, of: 4 }],
    ['two counts from a form', percentage, { count: ' 3', of: '4' }, { kind: 'counts', count: 3, of: 4 }],
    [
      'two counts with commas or spaces between their thousands',
      percentage,
      { count: '1,200', of: '1\u202f234\u202f567' },
      { kind: 'counts', count: 1200, of: 1_234_567 },
    ],
    ['a number with a comma between its thousands', number, '1,200.5', { kind: 'number', number: '1200.5' }],
    ['a number', number, 2.5, { kind: 'number', number: '2.5' }],
    ['a number kept as typed', number, '2.50', { kind: 'number', number: '2.50' }],
    ['a number that was not measured', number, 'not-measured', { kind: 'not-measured' }],
    ['a date', date, '2026-11-22', { kind: 'date', date: '2026-11-22' }],
    ['a date that never was', date, 'never', { kind: 'never' }],
    ['"don\'t know"', number, 'dont-know', { kind: 'dont-know' }],
    ['"there are none"', questionCalled({ noneExist: 2 }), 'none-exist', { kind: 'none-exist' }],
    [
      '"not applicable"',
      questionCalled(none),
      { 'not-applicable': ' We have none. ' },
      { kind: 'not-applicable', reason: 'We have none.' },
    ],
  ])('%s', (_, question, given, value) => {
    expect(parseAnswer(question, given, context)).toEqual({
      ok: true,
      value: { value, assurance: 'asserted' },
    })
    expect(parseAnswer(question, { value: given }, context)).toEqual({
      ok: true,
      value: { value, assurance: 'asserted' },
    })
  })
})

const faultsOf = (parsed: { ok: true } | { ok: false; faults: readonly AnswerFault[] }) =>
  parsed.ok ? [] : parsed.faults
const inQ = (...messages: string[]) => messages.map((message) => ({ field: 'q', message }))

describe('a value that is wrong is told', () => {
  test.each([
    ['choice: nothing', choice, '', 'Choose or type an answer.'],
    ['choice: an unknown option', choice, 'partly', '"partly" is not one of the answers. Use l0, l1 or l2.'],
    ['choice: a number', choice, 3, '"3" is not one of the answers. Use l0, l1 or l2.'],
    [
      'choice: two options',
      choice,
      ['l1', 'l2'],
      '"["l1","l2"]" is not one of the answers. Use l0, l1 or l2.',
    ],
    [
      'choice: "none-exist" where it is not offered',
      choice,
      'none-exist',
      '"none-exist" is not one of the answers. Use l0, l1 or l2.',
    ],
    ['checklist: nothing', checklist, undefined, 'Tick what is true, or "none of these".'],
    ['checklist: one word', checklist, 'plan', 'Give a list of the items that are true; [] when none is.'],
    [
      'checklist: an unknown item',
      checklist,
      ['plan', 'hope'],
      '"hope" is not an item of this list. Use plan or drill.',
    ],
    [
      'percentage: one number',
      percentage,
      95,
      '"95" is not two numbers. Give {count: how many, of: out of how many}.',
    ],
    [
      'percentage: a third number',
      percentage,
      { count: 1, of: 2, percent: 50 },
      '"{"count":1,"of":2,"percent":50}" is not two numbers. Give {count: how many, of: out of how many}.',
    ],
    [
      'number: a word',
      number,
      'many',
      '"many" is not a number. Type hours as a number such as 3, or answer not-measured.',
    ],
    [
      'number: below 0',
      number,
      -1,
      '"-1" is not a number. Type hours as a number such as 3, or answer not-measured.',
    ],
    [
      'number: a comma',
      number,
      '2,5',
      '"2,5" is not a number. Type hours as a number such as 3, or answer not-measured.',
    ],
    [
      'number: in another notation',
      number,
      1e21,
      '"1e+21" is not a number. Type hours as a number such as 3, or answer not-measured.',
    ],
    [
      'number: too large to be meant',
      number,
      '10000000',
      'Is 10,000,000 meant? Nothing here is above 1,000,000. Check the number. If it is meant, write meant: true beside it.',
    ],
    [
      'date: too old to be meant',
      date,
      '1900-01-01',
      'Is 1 January 1900 meant? Nothing that we ask about is older than 1980. Check the year. If it is meant, write meant: true beside it. If it was never done, answer never.',
    ],
    [
      'date: the British way',
      date,
      '22/11/2026',
      '"22/11/2026" is not a date. Write it as year-month-day, such as 2026-03-31. If it was never done, answer never.',
    ],
    [
      'date: no such day',
      date,
      '2026-02-29',
      '"2026-02-29" is not a date. Write it as year-month-day, such as 2026-03-31. If it was never done, answer never.',
    ],
    [
      'date: still to come',
      date,
      '2026-11-23',
      '23 November 2026 is after the reference date, 22 November 2026. Use a date on or before it. If it was never done, answer never.',
    ],
    [
      'date: a year',
      date,
      2026,
      '"2026" is not a date. Write it as year-month-day, such as 2026-03-31. If it was never done, answer never.',
    ],
    [
      'a question that a register feeds',
      share,
      { count: 1, of: 2 },
      'This answer is worked out from the register "suppliers". Fill in its rows instead.',
    ],
    [
      '"not applicable" where the question always applies',
      choice,
      { 'not-applicable': 'Because.' },
      'This question always applies: "not applicable" is not an answer to it.',
    ],
    [
      '"not applicable" without a reason',
      questionCalled(none),
      { 'not-applicable': ' ' },
      'Say why this does not apply to your organisation.',
    ],
    [
      '"not applicable" as a bare word',
      questionCalled(none),
      'not-applicable',
      'Say why it is not applicable: {not-applicable: the reason}.',
    ],
    [
      'a reason that is a book',
      questionCalled(none),
      { 'not-applicable': 'x'.repeat(2001) },
      'Keep the reason to 2000 characters.',
    ],
    [
      'both a value and "not applicable"',
      questionCalled(none),
      { value: 'l1', 'not-applicable': 'We have none.' },
      'Give either a value or "not-applicable", not both.',
    ],
    [
      'a key that is not part of an answer',
      choice,
      { value: 'l1', colour: 'blue' },
      '"colour" is not part of an answer. Use value, meant, assurance, evidence, evidence-date, shows-reference-date, verified-by, verified-how, comment.',
    ],
  ])('%s', (_, question, given, message) => {
    expect(faultsOf(parseAnswer(question, given, context))).toEqual(inQ(message))
  })

  test('every wrong item and both wrong counts are told at once', () => {
    expect(faultsOf(parseAnswer(checklist, ['hope', 'prayer'], context))).toHaveLength(2)
    expect(faultsOf(parseAnswer(percentage, { count: 'x', of: 'y' }, context))).toHaveLength(2)
  })

  test.each([
    [
      'more than all',
      { count: 5, of: 3 },
      'count',
      'The first number (5) cannot be larger than the second (3).',
    ],
    [
      'out of nothing',
      { count: 0, of: 0 },
      'of',
      'The second number cannot be 0: there is always something to count here.',
    ],
    [
      'a comma in the wrong place',
      { count: '10,00', of: 2000 },
      'count',
      'The first number must be a whole number, such as 180 or 1,200.',
    ],
    [
      'a second number below 0',
      { count: 1, of: -2 },
      'of',
      'The second number must be a whole number, such as 200 or 1,500.',
    ],
    [
      'half a thing',
      { count: 1, of: 2.5 },
      'of',
      'The second number must be a whole number, such as 200 or 1,500.',
    ],
    [
      'a million million',
      { count: 1, of: 1_000_000_000_000 },
      'of',
      'Is 1,000,000,000,000 meant? Nothing here is above 1,000,000,000. Check the number. If it is meant, write meant: true beside it.',
    ],
  ])('two counts, with %s, are told at the one that is wrong', (_, given, detail, message) => {
    expect(faultsOf(parseAnswer(percentage, given, context))).toEqual([{ field: `q.${detail}`, message }])
  })

  test('what can hardly be meant is taken once it says that it is meant, and nothing of that is kept', () => {
    const kept = (question: typeof number, value: unknown, meant: unknown) =>
      parseAnswer(question, { value, meant }, context)
    expect(kept(number, '10,000,000', true)).toEqual({
      ok: true,
      value: { value: { kind: 'number', number: '10000000' }, assurance: 'asserted' },
    })
    expect(kept(date, '1900-01-01', true)).toMatchObject({ ok: true })
    expect(kept(percentage, { count: 1, of: 1_000_000_000_000 }, true)).toMatchObject({ ok: true })
    const support = { assurance: 'evidenced', evidence: 'Ledger', 'evidence-date': '1950-01-01' }
    expect(parseAnswer(number, { value: 3, ...support }, context).ok).toBe(false)
    expect(parseAnswer(number, { value: 3, ...support, meant: true }, context).ok).toBe(true)
    // What is wrong stays wrong.
    expect(kept(date, '2027-01-01', true).ok).toBe(false)
    expect(kept(number, '10,000,000', 'perhaps')).toMatchObject({ ok: false })
  })

  test('nothing was done after today, even where the reference date is still to come', () => {
    expect(faultsOf(parseAnswer(date, '2026-11-10', { ...context, today: '2026-11-09' }))).toEqual(
      inQ(
        '10 November 2026 is still to come. Use a date up to today, 9 November 2026. If it was never done, answer never.',
      ),
    )
    expect(parseAnswer(date, '2026-11-09', { ...context, today: '2026-11-09' }).ok).toBe(true)
  })

  test('on a page no message speaks of files', () => {
    const page = { ...context, door: 'page' } as const
    const told = [
      parseAnswer(number, 'many', page),
      parseAnswer(date, '2026-11-23', page),
      parseAnswer(choice, { value: 'l1', assurance: 'asserted', evidence: 'Scan 14' }, page),
      parseAnswer(
        choice,
        { value: 'l1', assurance: 'evidenced', evidence: 'x', 'evidence-date': '2026-11-23' },
        page,
      ),
    ].flatMap(faultsOf)
    expect(told).toHaveLength(4)
    for (const { message } of told) expect(message).not.toMatch(/file|[a-z]-[a-z]|\w: |\d{4}-\d\d/)
  })

  test('"not applicable" is for the cohorts that the question names', () => {
    const own = { ...questionCalled(none), notApplicable: { when: 'No patients.', cohorts: ['icb'] } }
    const given = { 'not-applicable': 'We hold no record.' }
    expect(faultsOf(parseAnswer(own, given, context))).toEqual(
      inQ('Only these kinds of organisation may answer "not applicable": icb.'),
    )
    expect(parseAnswer(own, given, { ...context, cohort: 'icb' }).ok).toBe(true)
  })
})

describe('the support of an answer', () => {
  const evidenced = {
    value: 'l1',
    assurance: 'evidenced',
    evidence: 'Scan 14',
    'evidence-date': '2026-10-01',
  }
  test('is kept beside the value', () => {
    const verified = {
      ...evidenced,
      assurance: 'verified',
      'verified-by': 'Audit',
      'verified-how': 'tested',
      comment: ' Fine. ',
    }
    expect(parseAnswer(choice, verified, context)).toEqual({
      ok: true,
      value: {
        value: { kind: 'choice', option: 'l1' },
        assurance: 'verified',
        evidence: 'Scan 14',
        evidenceDate: '2026-10-01',
        verifiedBy: 'Audit',
        verifiedHow: 'tested',
        comment: 'Fine.',
      },
    })
  })

  test.each([
    [
      'evidence without a place',
      { ...evidenced, evidence: '' },
      'q.evidence',
      'Say where the evidence is: a link, or the document and its place.',
    ],
    [
      'evidence without a date',
      { ...evidenced, 'evidence-date': undefined },
      'q.evidence-date',
      'Give the date of the evidence.',
    ],
    [
      'evidence from tomorrow',
      { ...evidenced, 'evidence-date': '2026-11-23' },
      'q.evidence-date',
      '23 November 2026 is after the reference date, 22 November 2026. If it shows how things were on that date, write shows-reference-date: true.',
    ],
    [
      'evidence from no day at all',
      { ...evidenced, 'evidence-date': 'last year' },
      'q.evidence-date',
      '"last year" is not a date. Write it as year-month-day, such as 2026-03-31.',
    ],
    [
      'a made-up assurance',
      { value: 'l1', assurance: 'sworn' },
      'q.assurance',
      '"sworn" is not a kind of assurance. Use asserted, evidenced or verified.',
    ],
    ['a text that is a number', { value: 'l1', comment: 7 }, 'q.comment', '"7" is not a text.'],
    [
      'a text that is a book',
      { value: 'l1', comment: 'x'.repeat(2001) },
      'q.comment',
      'Keep this to 2000 characters.',
    ],
    [
      'a made-up way of checking',
      { ...evidenced, assurance: 'verified', 'verified-by': 'Audit', 'verified-how': 'felt' },
      'q.verified-how',
      '"felt" is not a way of checking. Use document-seen, configuration-seen or tested.',
    ],
  ])('%s is told at its own field', (_, given, field, message) => {
    const faults = faultsOf(parseAnswer(choice, given, context))
    expect(faults).toContainEqual({ field, message })
  })

  test('under nobody’s assurance, or somebody’s word, is a fault and never passed over', () => {
    const told = (given: object) => faultsOf(parseAnswer(choice, { value: 'l1', ...given }, context))
    const remedy = 'so it would not count. Write assurance: evidenced, or take the evidence away.'
    expect(told({ evidence: 'Scan 14', 'evidence-date': '2026-10-01' })).toEqual([
      { field: 'q.evidence', message: `Evidence is given without assurance, ${remedy}` },
    ])
    expect(told({ 'evidence-date': '2026-10-01' })).toEqual([
      { field: 'q.evidence-date', message: `Evidence is given without assurance, ${remedy}` },
    ])
    expect(told({ assurance: 'asserted', evidence: 'Scan 14' })).toEqual([
      { field: 'q.evidence', message: `Evidence is given under assurance: asserted, ${remedy}` },
    ])
    expect(told({ assurance: 'asserted', evidence: ' \u200b' })).toEqual([])
  })

  test('may be newer than the reference date where somebody says that it shows that day, and never later than today', () => {
    const newer = { ...evidenced, 'evidence-date': '2026-12-01', 'shows-reference-date': true }
    expect(parseAnswer(choice, newer, context)).toMatchObject({
      ok: true,
      value: { evidenceDate: '2026-12-01' },
    })
    expect(faultsOf(parseAnswer(choice, { ...newer, 'evidence-date': '2027-01-01' }, context))).toEqual([
      {
        field: 'q.evidence-date',
        message: '1 January 2027 is still to come. Use a date up to today, 31 December 2026.',
      },
    ])
    expect(
      faultsOf(parseAnswer(choice, { ...newer, 'shows-reference-date': 'perhaps' }, context)),
    ).toContainEqual({
      field: 'q.shows-reference-date',
      message: 'shows-reference-date is true or false.',
    })
  })

  test('and reasons that nobody can see are none; a control character is named', () => {
    const hidden = { ...evidenced, evidence: '\u200b' }
    expect(faultsOf(parseAnswer(choice, hidden, context))).toEqual([
      { field: 'q.evidence', message: 'Say where the evidence is: a link, or the document and its place.' },
    ])
    expect(faultsOf(parseAnswer(questionCalled(none), { 'not-applicable': '\u2060' }, context))).toEqual(
      inQ('Say why this does not apply to your organisation.'),
    )
    expect(faultsOf(parseAnswer(choice, { ...evidenced, comment: 'x\u0007y' }, context))).toEqual([
      {
        field: 'q.comment',
        message:
          'A character that cannot be seen (U+0007) stands after “x”. Delete it, or type that part again.',
      },
    ])
    expect(parseAnswer(choice, { ...evidenced, comment: 'slide\vline' }, context)).toMatchObject({
      value: { comment: 'slide\nline' },
    })
  })

  test('of a verified answer needs all four: where, when, who and how', () => {
    expect(
      faultsOf(parseAnswer(choice, { value: 'l1', assurance: 'verified' }, context)).map(
        (fault) => fault.field,
      ),
    ).toEqual(['q.evidence', 'q.evidence-date', 'q.verified-by', 'q.verified-how'])
  })

  test('is read beside "not applicable" too', () => {
    const parsed = parseAnswer(
      questionCalled(none),
      {
        'not-applicable': 'We have none.',
        assurance: 'evidenced',
        evidence: 'Minutes',
        'evidence-date': '2026-01-01',
      },
      context,
    )
    expect(parsed).toMatchObject({
      ok: true,
      value: { assurance: 'evidenced', value: { kind: 'not-applicable' } },
    })
  })

  test('faults of value and support are told together', () => {
    const faults = faultsOf(parseAnswer(choice, { value: 'x', assurance: 'evidenced' }, context))
    expect(faults.map((fault) => fault.field)).toEqual(['q', 'q.evidence', 'q.evidence-date'])
  })
})

describe('an answer about the scope', () => {
  const scope = (type: 'choice' | 'text', fromOrganisation = false): ContextQuestion => ({
    index: 0,
    id: 'c',
    short: '',
    text: '',
    type,
    options: type === 'choice' ? ['own', 'host'].map((id) => ({ id, text: id })) : [],
    fromOrganisation,
  })
  test('is an option, or words', () => {
    expect(parseContextAnswer(scope('choice'), ' own ')).toEqual({ ok: true, value: 'own' })
    expect(parseContextAnswer(scope('choice'), { value: 'host' })).toEqual({ ok: true, value: 'host' })
    expect(parseContextAnswer(scope('text'), 'Two hospitals')).toEqual({ ok: true, value: 'Two hospitals' })
  })
  test.each([
    ['nothing chosen', scope('choice'), '', 'Choose an answer.'],
    ['nothing typed', scope('text'), ' ', 'Type an answer.'],
    ['a list', scope('choice'), ['own'], 'Choose an answer.'],
    ['an unknown option', scope('choice'), 'both', '"both" is not one of the answers. Use own or host.'],
    ['a book', scope('text'), 'x'.repeat(2001), 'Keep this to 2000 characters.'],
    [
      'a key beside the value',
      scope('choice'),
      { value: 'own', comment: 'x' },
      '"comment" is not part of an answer about the scope. Give the value alone.',
    ],
    [
      "what the organisation's record says",
      scope('choice', true),
      'own',
      "This is taken from the organisation's record, and not asked.",
    ],
  ])('%s is told', (_, question, given, message) => {
    expect(parseContextAnswer(question, given)).toEqual({ ok: false, faults: [{ field: 'c', message }] })
  })
})
