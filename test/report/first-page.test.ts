import { expect, test } from 'vitest'
import { leadSentence, listLeadWork, ownSentence } from '../../src/report/first-page.ts'

const NOTHING = { open: 0, late: 0, toConfirm: 0, toExplain: 0, lapsed: 0 }

test('a lead reads first what is late, then what is open, and nothing that is not', () => {
  const work = { open: 9, late: 2, toConfirm: 0, toExplain: 1, lapsed: 12 }
  expect(leadSentence(work)).toBe(
    '2 parts are late, 9 questions are open, 1 thing is to be explained and 12 answers have evidence out of date',
  )
  expect(listLeadWork(work)).toEqual(['late', 'open', 'toExplain', 'lapsed'])
})

test('what can be submitted is said to be so, also with evidence out of date', () => {
  expect(leadSentence(NOTHING)).toBe('Nothing is open: it can go to the SIRO')
  expect(leadSentence({ ...NOTHING, lapsed: 1 })).toBe(
    '1 answer has evidence out of date; it can go to the SIRO',
  )
  expect(leadSentence({ ...NOTHING, toExplain: 2 })).toBe('2 things are to be explained')
})

test('who fills in a part or reviews reads their own work only', () => {
  expect(ownSentence({ late: 1, open: 4, outcomes: 0, review: 0 })).toBe(
    '1 part is late and 4 questions are open',
  )
  expect(ownSentence({ late: 0, open: 0, outcomes: 1, review: 0 })).toBe(
    '1 outcome of an official framework is open',
  )
  expect(ownSentence({ late: 0, open: 0, outcomes: 0, review: 2 })).toBe(
    'Evidence of 2 answers waits for your review',
  )
  expect(ownSentence({ late: 0, open: 0, outcomes: 0, review: 0 })).toBe('Nothing waits for you')
})
