import { describe, expect, test } from 'vitest'
import { readAnswersFile } from '../../src/answers/file.ts'
import { real } from '../scoring/law.ts'

const head = 'organisation: { name: Northmoor (fictional) Trust, cohort: acute }\nas-of: 2026-11-22\n'
const read = (text: string) => readAnswersFile(real, text)
const faultsOf = (text: string) => {
  const result = read(text)
  return result.ok ? [] : result.faults
}

describe('an answers file', () => {
  const yaml = `${head}answers:
  # a comment
  shared-gateway: none
  mfa-remote-ways-in: 2
  mfa-staff-accounts: { value: { count: 7420, of: 7760 }, assurance: evidenced, evidence: Report, evidence-date: 2026-10-12 }
  identity-tenant-settings: [old-protocols-blocked]
  privileged-review: 2026-03-05
  supplier-access: { not-applicable: No supplier can reach us. }
  alert-watch: dont-know
  ndr-inside:
registers:
  supplier-register:
    complete: true
    rows:
      - { name: Acme (fictional), patients-affected: many, charter-1: yes, fallback-written-for: 2.5 }
`
  const expected = {
    organisation: { name: 'Northmoor (fictional) Trust', cohort: 'acute' },
    asOf: '2026-11-22',
    answers: {
      'mfa-remote-ways-in': { value: { kind: 'number', number: '2' }, assurance: 'asserted' },
      'mfa-staff-accounts': {
        value: { kind: 'counts', count: 7420, of: 7760 },
        assurance: 'evidenced',
        evidence: 'Report',
        evidenceDate: '2026-10-12',
      },
      'identity-tenant-settings': {
        value: { kind: 'ticked', items: ['old-protocols-blocked'] },
        assurance: 'asserted',
      },
      'privileged-review': { value: { kind: 'date', date: '2026-03-05' }, assurance: 'asserted' },
      'supplier-access': {
        value: { kind: 'not-applicable', reason: 'No supplier can reach us.' },
        assurance: 'asserted',
      },
      'alert-watch': { value: { kind: 'dont-know' }, assurance: 'asserted' },
    },
    context: { 'shared-gateway': 'none' },
    registers: {
      'supplier-register': {
        complete: true,
        rows: [
          {
            cells: {
              name: 'Acme (fictional)',
              'patients-affected': 'many',
              'charter-1': 'yes',
              'fallback-written-for': '2.5',
            },
            evidence: {},
          },
        ],
      },
    },
  }

  test('in YAML becomes answers, a question without a value staying unanswered', () => {
    expect(read(yaml)).toEqual({ ok: true, answers: expected })
  })

  test.each([0, 2, '\t'])('in JSON is the same (indented with %j)', (indent) => {
    const json = {
      organisation: expected.organisation,
      'as-of': '2026-11-22',
      answers: {
        'shared-gateway': 'none',
        'mfa-remote-ways-in': 2,
        'mfa-staff-accounts': {
          value: { count: 7420, of: 7760 },
          assurance: 'evidenced',
          evidence: 'Report',
          'evidence-date': '2026-10-12',
        },
        'identity-tenant-settings': ['old-protocols-blocked'],
        'privileged-review': '2026-03-05',
        'supplier-access': { 'not-applicable': 'No supplier can reach us.' },
        'alert-watch': 'dont-know',
        'ndr-inside': null,
      },
      registers: {
        'supplier-register': {
          complete: true,
          rows: [
            {
              name: 'Acme (fictional)',
              'patients-affected': 'many',
              'charter-1': true,
              'fallback-written-for': 2.5,
            },
          ],
        },
      },
    }
    expect(read(JSON.stringify(json, null, indent))).toEqual({ ok: true, answers: expected })
  })

  test('with many faults names each of them, with its line, in one run', () => {
    const wrong = `organisation: { name: "", cohort: zoo, size: 9 }
as-of: 2026-02-30
colour: blue
answers:
  mfa-remote-ways-in: lots
  no-such-question: 1
  supplier-notice: 3
  mfa-staff-accounts: { count: 5, of: 3 }
  shared-gateway: sideways
  scope-cohort: acute
  mfa-privileged-cloud:
    value: perhaps
    assurance: evidenced
    evidence-date: yesterday
registers:
  supplier-register:
    complete: maybe
    size: 2
    rows:
      - { name: A, way-in: sideways }
      - service: B
      - C
  no-such-register: {}
`
    const lines = faultsOf(wrong).map((fault) => `${fault.place} ${fault.message}`)
    expect(lines).toEqual([
      '1 "size" is not known here. An organisation has a name and a cohort.',
      '1 Give the name of the organisation.',
      '1 "zoo" is not a kind of organisation. Use acute, specialist, mental-health, community, ambulance, icb or independent.',
      `2 as-of must be the reference date, written year-month-day such as ${real.date}.`,
      '3 "colour" is not known here. The file has organisation, as-of, answers and registers.',
      '5 mfa-remote-ways-in: "lots" is not a number. Type ways in as a number such as 3, or answer not-measured.',
      '6 no-such-question: There is no question "no-such-question" in this rule set.',
      '7 supplier-notice: This answer is worked out from the register "supplier-register". Fill in its rows instead.',
      '8 mfa-staff-accounts.count: The first number (5) cannot be larger than the second (3).',
      '9 shared-gateway: "sideways" is not one of the answers. Use none, rely-on, host or both.',
      "10 scope-cohort: This is taken from the organisation's record, and not asked.",
      expect.stringMatching(/^11 mfa-privileged-cloud: "perhaps" is not one of the answers\. Use /),
      '11 mfa-privileged-cloud.evidence: Say where the evidence is: a link, or the document and its place.',
      '14 mfa-privileged-cloud.evidence-date: "yesterday" is not a date. Write it as year-month-day, such as 2026-03-31.',
      '17 complete is true or false.',
      '18 "size" is not known here. A register has complete and rows.',
      '20 supplier-register row 1, way-in: "sideways" is not one of the answers. Use standing, on-request, none or not-confirmed.',
      '21 supplier-register row 2, name: Fill this in: What is the supplier called?',
      '22 supplier-register row 3, supplier-register: A supplier is a list of column: value.',
      '23 There is no register "no-such-register". The registers are supplier-register or critical-systems-register.',
    ])
  })

  test('that " #" cuts off is refused at each place, and what stands in quotes is not', () => {
    const text = `organisation:
  name: Northmoor (fictional) #2
  cohort: acute
as-of: 2026-11-22
answers:
  # a comment of its own, #2
  scope-parts: "Site A # and site B"
  mfa-remote-ways-in: # behind nothing
    value: 2 # two are left
    assurance: evidenced
    evidence: Change record #4711, page 3
    evidence-date: 2026-09-14
    comment: #12 is still open
  identity-tenant-settings: { not-applicable: We have none #2
    }
registers:
  supplier-register:
    complete: true # all of them
    rows:
      - name: Acme (fictional) #1
      - #2 (fictional)
`
    const remedy = 'Put the whole text in quotes, or the comment on a line of its own.'
    const told = faultsOf(text).filter(({ message }) => message.endsWith(remedy))
    expect(told.map(({ place, message }) => `${place} ${message.slice(0, -remedy.length).trim()}`)).toEqual([
      '2 The text "Northmoor (fictional)" is cut off: behind it, "#2" is read as a comment.',
      '11 The text "Change record" is cut off: behind it, "#4711, page 3" is read as a comment.',
      '13 A text is cut off: behind it, "#12 is still open" is read as a comment.',
      '14 The text "We have none" is cut off: behind it, "#2" is read as a comment.',
      '20 The text "Acme (fictional)" is cut off: behind it, "#1" is read as a comment.',
      '21 A text is cut off: behind it, "#2 (fictional)" is read as a comment.',
    ])
  })

  test('may carry a comment on a question that nobody answered', () => {
    const found = read(`${head}answers:
  ndr-inside:
    comment: "first line\\nsecond line"
  alert-watch: { value: null, comment: Ask the service desk }
  log-retention: { comment: "\\u200b" }
`)
    expect(found.ok && found.answers).toMatchObject({
      answers: {},
      remarks: { 'ndr-inside': 'first line\nsecond line', 'alert-watch': 'Ask the service desk' },
    })
    expect(faultsOf(`${head}answers:\n  ndr-inside: { comment: x, assurance: evidenced }\n`)).not.toEqual([])
  })

  test('whose texts nobody can see, or which hold control characters, is refused', () => {
    const lines = (text: string) => faultsOf(text).map(({ place, message }) => `${place} ${message}`)
    expect(lines('organisation: { name: "\\u200b", cohort: acute }\nas-of: 2026-11-22\n')).toEqual([
      '1 Give the name of the organisation.',
    ])
    expect(lines('organisation: { name: "Tr\\e[31must", cohort: acute }\nas-of: 2026-11-22\n')).toEqual([
      '1 A character that cannot be seen (U+001B) stands after “Tr”. Delete it, or type that part again.',
    ])
  })

  test('is compared with the day on which it is read', () => {
    const text = `${head}answers:\n  privileged-review: 2026-11-20\n`
    expect(readAnswersFile(real, text, '2026-11-20').ok).toBe(true)
    const early = readAnswersFile(real, text, '2026-11-19')
    expect(early.ok ? [] : early.faults.map(({ message }) => message)).toEqual([
      'privileged-review: 20 November 2026 is still to come. Use a date up to today, 19 November 2026. If it was never done, answer never.',
    ])
  })

  test('without a reference date still has its other faults told', () => {
    const lines = faultsOf('organisation: { name: A, cohort: acute }\nanswers:\n  privileged-review: soon\n')
    expect(lines.map((fault) => fault.place)).toEqual(['1', '3'])
  })

  test.each([
    ['an anchor', `${head}answers:\n  alert-watch: &a dont-know\n`, 4, /anchor/],
    [
      'an alias',
      `${head}answers:\n  alert-watch: &a dont-know\n  log-retention: *a\n`,
      5,
      /refers to another place/,
    ],
    ['a tag', `${head}answers:\n  alert-watch: !secret dont-know\n`, 4, /tag/],
    ['a core tag', `${head}answers:\n  alert-watch: !!str dont-know\n`, 4, /tag/],
    ['a directive', `%YAML 1.1\n---\n${head}`, 1, /directive/],
    [
      'a key written twice',
      `${head}answers:\n  alert-watch: dont-know\n  alert-watch: dont-know\n`,
      5,
      /twice/,
    ],
    ['broken YAML', `${head}answers: [\n`, 4, /\]/],
  ])('with %s is refused, with its line', (_, text, line, message) => {
    const faults = faultsOf(text)
    expect(faults.map((fault) => fault.place)).toContain(String(line))
    expect(faults.map((fault) => fault.message).join('\n')).toMatch(message)
  })

  test.each([
    ['nothing', ''],
    ['a list', '- organisation'],
    ['a word', 'hello'],
    ['a deep nest', '['.repeat(20_000)],
    ['a number in the place of answers', `${head}answers: 3`],
    ['a list in the place of registers', `${head}registers: [1]`],
  ])('that is %s is told as a fault, and never breaks the reader', (_, text) => {
    expect(faultsOf(text).length).toBeGreaterThan(0)
  })

  test('above 1 MB is refused before it is read', () => {
    expect(faultsOf(`${head}# ${'x'.repeat(1_000_000)}`)).toEqual([
      { place: '1', message: 'The file is larger than 1 MB. An answers file is a few pages long.' },
    ])
  })

  test('with two rows ticked where only one may be is told at the second', () => {
    const rows = '      - { name: A, main-record: yes }\n      - { name: B, main-record: yes }\n'
    const faults = faultsOf(`${head}registers:\n  critical-systems-register:\n    rows:\n${rows}`)
    expect(faults).toHaveLength(1)
    expect(faults[0]).toMatchObject({
      place: '7',
      message: expect.stringMatching(/^critical-systems-register: only one /) as string,
    })
  })
})
