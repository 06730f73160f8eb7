/** Tables that choose one word among several: each entry as people read it, so that no two of them can change places. */

import { describe, expect, test } from 'vitest'
import { FOI_SECTIONS } from '../../src/report/handling.ts'
import { wayInWords } from '../../src/report/incidents.ts'
import { countedWords, countWordsOf, MARKS, placeWords, restsOnWords } from '../../src/report/peer-words.ts'
import { OFFICES, signOffStepName } from '../../src/report/sign-off.ts'
import { answerSentence } from '../../src/report/text-answer.ts'
import {
  bothReadings,
  confidenceName,
  confirmedName,
  contradictionName,
  countWords,
  hundredthsWords,
  joinWords,
  pointerName,
  roleName,
  smallNumber,
  sourceWords,
  stepKindName,
  strengthName,
  vantageMeaning,
  vantageName,
} from '../../src/report/words.ts'
import type { ExplainedAnswer } from '../../src/report/explain-answer.ts'
import type { Incident } from '../../src/rules/model.ts'

/** A function of one word, with what it says of each. */
function table<Key extends string | null>(
  what: string,
  wordsOf: (key: Key) => string,
  rows: readonly (readonly [Key, string])[],
): void {
  describe(what, () => {
    test.each([...rows])('%s: %s', (key, words) => expect(wordsOf(key)).toBe(words))
  })
}

table('what a control does', roleName, [
  ['stops', 'stops it'],
  ['detects', 'shows it'],
  ['limits', 'limits it'],
])
table('a step is of', stepKindName, [
  ['attack', 'the attack'],
  ['response', "the defender's act"],
  ['harm', 'the harm'],
])
table('a fact is', confidenceName, [
  ['confirmed', 'confirmed'],
  ['reported', 'reported'],
  ['claimed', 'claimed'],
  ['alleged', 'alleged'],
  ['inferred', 'inferred by us'],
  ['unknown', 'not known'],
  ['would-not-confirm', 'they would not confirm'],
])
table('that a control matters is', strengthName, [
  ['confirmed', 'confirmed'],
  ['reported', 'reported'],
  ['inferred', 'our inference'],
  ['alleged', 'alleged'],
])
table('a confirmed control is', confirmedName, [
  ['missing', 'confirmed to have been missing'],
  ['worked', 'confirmed to have worked'],
  ['set-the-harm', 'confirmed to have set how great the harm was'],
])
table('a pointer says', pointerName, [
  ['concern', 'concern'],
  ['no-concern-seen', 'no concern seen'],
  ['not-looked-at', 'not looked at'],
  ['mixed', 'mixed'],
])
table('answers that do not fit', contradictionName, [
  ['clash', 'they cannot both be true'],
  ['unknowable', 'one cannot be known without the other'],
  ['hard-to-hold', 'unlikely together'],
  ['total-check', 'a part is larger than its whole'],
  ['register-check', 'a register says otherwise'],
])
table('an attack is seen', vantageName, [
  ['in-your-place', 'in your place'],
  ['as-a-customer', 'as a customer'],
  [null, 'exercise'],
])
table('looking from there means', vantageMeaning, [
  ['in-your-place', 'The same attack, aimed at you.'],
  ['as-a-customer', 'It happens to them, and you lose the service.'],
])
table('a step to a signature', signOffStepName, [
  ['submitted', 'Submitted to the SIRO'],
  ['withdrawn', 'Withdrawn by the lead'],
  ['returned', 'Returned with reasons'],
  ['signed', 'Signed'],
  ['signed-with-reservations', 'Signed with reservations'],
  ['reopened', 'Reopened: a new assessment goes on from this one'],
])
table('an organisation took part', countedWords, [
  ['yes', 'We took part: we had signed when it was prepared.'],
  ['through-its-group', 'We took part through our group, which counts once.'],
  ['no', 'We did not take part in this comparison: nothing of ours is counted in it.'],
])
table(
  'how the attackers got in',
  (wayIn) => Object.values(wayInWords({ wayIn } as unknown as Incident)).join(': '),
  [
    [
      'published',
      'Published: How the attackers got in has been published by an official body or by the victim.',
    ],
    [
      'reported',
      'Reported: How the attackers got in has been reported, but not confirmed by an official finding.',
    ],
    [
      'alleged',
      'Alleged: How the attackers got in is what a regulator alleges. Nothing has been decided, so it has no weight.',
    ],
    ['unknown', 'Not published: Nobody has published how the attackers got in.'],
    ['none', 'Exercise: This is an exercise. There is no way in to know.'],
  ],
)

test('each exemption stands beside what it is about', () => {
  expect(FOI_SECTIONS.map(({ section, about }) => `${section}: ${about}`)).toEqual([
    'section 31: law enforcement, which includes preventing crime',
    'section 24: national security',
    'section 36: the effective conduct of public affairs',
    'section 38: health and safety',
    'section 41: information given in confidence',
    'section 43: commercial interests',
  ])
})

test('each office stands beside its id', () => {
  expect(OFFICES.map(({ id, name }) => `${id}: ${name}`)).toEqual([
    'caldicott-guardian: Caldicott Guardian',
    'data-protection-officer: Data protection officer',
    'clinical-safety-officer: Clinical safety officer',
  ])
})

test('each mark stands beside its name', () => {
  expect(MARKS.map(({ id, heading, name }) => `${id}: ${heading}, ${name}`)).toEqual([
    'p10: Lower tenth, the lower tenth mark',
    'p25: Lower quarter, the lower quarter mark',
    'p50: Middle, the middle',
    'p75: Upper quarter, the upper quarter mark',
    'p90: Upper tenth, the upper tenth mark',
  ])
})

test('a place is at a mark, between two, or beyond one', () => {
  expect(placeWords({ at: ['p25', 'p50'] })).toBe('at the middle')
  expect(placeWords({ at: ['p75', 'p90'] })).toBe('at the upper quarter mark')
  expect(placeWords({ at: [], above: 'p25', below: 'p50' })).toBe(
    'between the lower quarter mark and the middle',
  )
  expect(placeWords({ at: [], above: 'p90' })).toBe('above the upper tenth mark')
  expect(placeWords({ at: [], below: 'p10' })).toBe('below the lower tenth mark')
  expect(placeWords({ at: [] })).toBe('in a group too small for marks')
})

test('a count near the ends says which half, and nothing more', () => {
  expect([-5, 0, 5, 15, 20, 25].map((count) => countWordsOf(count, 20))).toEqual([
    'half or fewer',
    'half or fewer',
    'about 5 of 20',
    'about 15 of 20',
    'most or all',
    'most or all',
  ])
})

test('our mark says what it rests on', () => {
  const own = { asOf: '2026-11-22', basis: 'present', complete: true } as const
  expect(restsOnWords(undefined)).toBe(
    'There is no mark of ours: we have no answers under the rule set of this comparison.',
  )
  expect(restsOnWords({ ...own, basis: 'signed' })).toBe(
    'Our mark rests on what we signed as at 22 November 2026, because our present answers belong to another rule set.',
  )
  const present = 'Our mark rests on our present answers, as at 22 November 2026, signed or not.'
  expect(restsOnWords(own)).toBe(present)
  expect(restsOnWords({ ...own, complete: false })).toBe(
    `${present} They are incomplete: every open question counts as if nothing were in place, so the mark may rise.`,
  )
})

describe('an answer with its support', () => {
  const answer: ExplainedAnswer = {
    state: 'answered',
    words: 'yes',
    level: null,
    assuredLevel: null,
    assurance: 'asserted',
    evidence: 'Report',
    evidenceDate: '2026-11-22',
    evidenceState: 'live',
    comment: null,
  }
  test.each<[Partial<ExplainedAnswer>, string]>([
    [{}, 'yes. On your word, without evidence.'],
    [{ assurance: 'evidenced' }, 'yes. Evidence: Report, 22 November 2026.'],
    [{ assurance: 'verified' }, 'yes. Evidence, checked by a reviewer: Report, 22 November 2026.'],
    [
      { assurance: 'evidenced', evidenceState: 'lapsed', evidenceDate: null },
      'yes. Evidence: Report. It is too old and no longer counts.',
    ],
    [{ assurance: null }, 'yes.'],
    [{ state: 'not-applicable', assurance: null }, 'yes.'],
    [{ state: 'hidden' }, 'not asked here, because of an answer about the scope.'],
    [{ state: 'unanswered' }, 'yes. It counts as the lowest level until it is answered.'],
    [{ state: 'not-known' }, 'yes. What is not known counts as the worst it may be.'],
  ])('%o: %s', (more, sentence) => expect(answerSentence({ ...answer, ...more })).toBe(sentence))
})

test('words are joined, counted and spelt', () => {
  expect([[], ['a'], ['a', 'b'], ['a', 'b', 'c']].map((words) => joinWords(words))).toEqual([
    '',
    'a',
    'a and b',
    'a, b and c',
  ])
  expect(joinWords(['a', 'b'], 'or')).toBe('a or b')
  expect([0, 1, 2].map((n) => countWords(n, 'answer'))).toEqual(['0 answers', '1 answer', '2 answers'])
  expect([0, 1, 9, 10].map(smallNumber)).toEqual(['none', 'one', 'nine', '10'])
  expect([0, 5, -5, 1234, -1234].map(hundredthsWords)).toEqual(['0.00', '0.05', '−0.05', '12.34', '−12.34'])
  expect(bothReadings(62, 40)).toBe('62 on paper, 40 on evidence')
})

test('a source without a part leaves it out, and what is ours says so', () => {
  expect(sourceWords('judgement')).toBe('our judgement')
  expect(sourceWords({ title: 'A title', publisher: 'Somebody', date: '2025' })).toBe(
    'Somebody, A title, 2025',
  )
})
