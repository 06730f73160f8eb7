import { describe, expect, test } from 'vitest'
import { encode } from '../../src/answers/encode.ts'
import { evidenceOf } from '../../src/answers/live.ts'
import { NOT_APPLICABLE, NOT_KNOWN, UNANSWERED } from '../../src/answers/levels.ts'
import type { Answer, AnswerValue } from '../../src/answers/model.ts'
import { questionOf, ruleSetOf } from '../scoring/build.ts'

const asOf = '2026-11-22'
const value: AnswerValue = { kind: 'choice', option: 'l2' }
const evidenced = (evidenceDate: string, given: AnswerValue = value): Answer => ({
  value: given,
  assurance: 'evidenced',
  evidence: 'Document 1',
  evidenceDate,
})
const question = (evidenceLasts: number) => questionOf({ credits: [0, 50, 100], evidenceLasts }, 0, 'd0')

describe('evidence', () => {
  test.each([
    [12, '2026-11-22', 'live'],
    [12, '2025-11-22', 'live'],
    [12, '2025-11-21', 'lapsed'],
    [3, '2026-08-22', 'live'],
    [3, '2026-08-21', 'lapsed'],
    [24, '2024-11-22', 'live'],
    [24, '2024-11-21', 'lapsed'],
  ])('that lasts %i months, dated %s, is %s on 2026-11-22', (lasts, date, expected) => {
    expect(evidenceOf(question(lasts), evidenced(date), asOf)).toBe(expected)
  })

  test.each([
    ['2024-02-29', 12, '2025-02-28', 'live'],
    ['2024-02-29', 12, '2025-03-01', 'lapsed'],
    ['2025-11-30', 3, '2026-02-28', 'live'],
    ['2025-11-30', 3, '2026-03-01', 'lapsed'],
  ])('of %s that lasts %i months is, on %s, %s', (date, lasts, on, expected) => {
    expect(evidenceOf(question(lasts), evidenced(date), on)).toBe(expected)
  })

  test('is none while an answer is only asserted, whatever document is named beside it', () => {
    const asserted: Answer = { value, assurance: 'asserted', evidence: 'Document 1', evidenceDate: asOf }
    expect(evidenceOf(question(12), asserted, asOf)).toBe('none')
  })

  test('that was verified lapses like any other', () => {
    const verified: Answer = {
      ...evidenced('2025-11-21'),
      assurance: 'verified',
      verifiedBy: 'Audit',
      verifiedHow: 'tested',
    }
    expect(evidenceOf(question(12), verified, asOf)).toBe('lapsed')
  })
})

describe('the assured level', () => {
  const ruleSet = ruleSetOf({
    domains: [{ questions: [{ credits: [0, 50, 100] }, { credits: [0, 50, 100], notApplicable: true }] }],
  })
  const assuredOf = (answer: Answer | undefined) => {
    const row = encode(ruleSet, {
      organisation: { name: 'A made-up trust', cohort: '' },
      asOf,
      answers: answer === undefined ? {} : { q1: answer },
      context: {},
      registers: {},
    })
    return [row.declared[1], row.assured[1]]
  }
  const none: AnswerValue = { kind: 'not-applicable', reason: 'We have none.' }

  test('is the declared level while evidence is live, and the worst without', () => {
    expect(assuredOf(evidenced('2026-01-01'))).toEqual([2, 2])
    expect(assuredOf(evidenced('2020-01-01'))).toEqual([2, 0])
    expect(assuredOf({ value, assurance: 'asserted' })).toEqual([2, 0])
  })
  test('is the worst for what is unanswered or not known, whatever document is named', () => {
    expect(assuredOf(undefined)).toEqual([UNANSWERED, 0])
    expect(assuredOf(evidenced('2026-01-01', { kind: 'dont-know' }))).toEqual([NOT_KNOWN, 0])
  })
  test('of "not applicable" is left out when supported, and the worst when not', () => {
    expect(assuredOf(evidenced('2026-01-01', none))).toEqual([NOT_APPLICABLE, NOT_APPLICABLE])
    expect(assuredOf(evidenced('2020-01-01', none))).toEqual([NOT_APPLICABLE, 0])
    expect(assuredOf({ value: none, assurance: 'asserted' })).toEqual([NOT_APPLICABLE, 0])
  })
})
