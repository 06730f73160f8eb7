/** How far everybody is in a round → one sentence, one strip of boxes a region, a table; and what is still to be set up. It says nothing of anybody's answers. */

import type { StripChart } from '../charts/strips.ts'
import { writeTable } from '../exchange/csv.ts'
import { countWords, dateWords, joinWords, upperFirst } from './words.ts'

/** Who has not submitted so many days before the round closes is late (ours). */
export const LATE_DAYS = 30

export type RoundState = 'not-started' | 'being-filled-in' | 'submitted' | 'signed'

export const ROUND_STATES: Readonly<Record<RoundState, string>> = {
  'not-started': 'Not started',
  'being-filled-in': 'Being filled in',
  submitted: 'Submitted',
  signed: 'Signed',
}

export interface RoundLine {
  readonly id: string
  readonly odsCode: string | undefined
  readonly name: string
  readonly cohort: string
  readonly region: string
  readonly state: RoundState
  readonly submittedAt: string | undefined
  readonly signedAt: string | undefined
  /** A cyber lead can sign in. */
  readonly isLed: boolean
  readonly late: boolean
}

export interface Round {
  readonly period: { readonly name: string; readonly opens: string; readonly closes: string } | undefined
  readonly stage: 'none' | 'to-come' | 'open' | 'closed'
  readonly lines: readonly RoundLine[]
}

/** How far the round is, in one sentence. */
export function roundSentence({
  period,
  stage,
  lines,
}: Omit<Round, 'lines'> & { lines: readonly Pick<RoundLine, 'state' | 'isLed' | 'late'>[] }): string {
  const all = lines.length
  const of = (state: RoundState) => lines.filter((one) => one.state === state).length
  if (period === undefined) return 'No round is set up yet: nobody can begin'
  if (stage === 'to-come') {
    const led = lines.filter(({ isLed }) => isLed).length
    return `${period.name} opens on ${dateWords(period.opens)}; ${led} of ${countWords(all, 'organisation')} ${led === 1 ? 'has' : 'have'} a cyber lead`
  }
  const signed = `${of('signed')} of ${countWords(all, 'organisation')} ${of('signed') === 1 ? 'has' : 'have'} signed`
  if (stage === 'closed') return `${period.name} has closed: ${signed}`
  const late = lines.filter((one) => one.late).length
  const rest = [
    ...(of('submitted') > 0
      ? [`${of('submitted')} ${of('submitted') === 1 ? 'waits' : 'wait'} for a signature`]
      : []),
    ...(late > 0
      ? [`${late} ${late === 1 ? 'is' : 'are'} late`]
      : of('not-started') > 0
        ? [`${of('not-started')} ${of('not-started') === 1 ? 'has' : 'have'} not started`]
        : []),
  ]
  return joinWords([signed, ...rest])
}

/** A strip a region: one box an organisation. */
export function chartRound({ lines }: Pick<Round, 'lines'>): StripChart {
  const regions = [...new Set(lines.map(({ region }) => region))].sort()
  return {
    id: 'round',
    title: 'How far each organisation is',
    description: regions
      .map((region) => {
        const own = lines.filter((one) => one.region === region)
        return `${region}: ${signedOf(own)}`
      })
      .join('. '),
    samples: FILLS.map(([state, fill]) => ({ fill, text: ROUND_STATES[state].toLowerCase() })),
    rows: regions.map((region) => {
      const own = lines.filter((one) => one.region === region)
      return {
        label: region,
        parts: FILLS.map(([state, fill]) => ({
          fill,
          count: own.filter((one) => one.state === state).length,
        })),
        says: signedOf(own),
      }
    }),
  }
}

/** A strip a state, where no region is told. */
export function chartStates({ lines }: { lines: readonly Pick<RoundLine, 'state'>[] }): StripChart {
  const rows = FILLS.map(([state, fill]) => ({
    label: ROUND_STATES[state],
    fill,
    count: lines.filter((one) => one.state === state).length,
  }))
  return {
    id: 'round',
    title: 'How far the organisations are',
    description: rows.map(({ label, count }) => `${label}: ${count}`).join('. '),
    samples: [],
    rows: rows.map(({ label, fill, count }) => ({
      label,
      parts: [{ fill, count }],
      says: `${count} of ${lines.length}`,
    })),
  }
}

const FILLS = [
  ['signed', 'shown'],
  ['submitted', 'said'],
  ['being-filled-in', 'peers'],
  ['not-started', 'nothing'],
] as const

const signedOf = (lines: readonly Pick<RoundLine, 'state'>[]) =>
  `${lines.filter(({ state }) => state === 'signed').length} of ${lines.length} signed`

/** Who is how far, as CSV: one row an organisation. */
export function tableRound(marking: string, { lines }: Pick<Round, 'lines'>): string {
  const yes = (is: boolean) => (is ? 'yes' : 'no')
  return writeTable(
    marking,
    [
      'organisation',
      'ods_code',
      'name',
      'cohort',
      'region',
      'state',
      'late',
      'submitted_at',
      'signed_at',
      'has_lead',
    ],
    lines.map((one) => [
      one.id,
      one.odsCode ?? '',
      one.name,
      one.cohort,
      one.region,
      one.state,
      yes(one.late),
      one.submittedAt ?? '',
      one.signedAt ?? '',
      yes(one.isLed),
    ]),
  )
}

/** What a first run needs. */
export interface SetUp {
  readonly organisations: number
  /** Organisations in which no cyber lead can sign in. */
  readonly withoutLead: number
  readonly periods: number
  readonly administrators: number
  readonly analysts: number
  readonly mails: boolean
}

export type SetUpStep = 'organisations' | 'period' | 'leads' | 'administrator' | 'analysts' | 'mail'

/** Every step of setting it up, in the order in which they are taken, with what is there now. */
export function listSetUp(found: SetUp): readonly { step: SetUpStep; done: boolean; says: string }[] {
  const { organisations, withoutLead, periods, administrators, analysts, mails } = found
  return [
    {
      step: 'organisations',
      done: organisations > 0,
      says: organisations === 0 ? 'None is there yet' : upperFirst(countWords(organisations, 'organisation')),
    },
    {
      step: 'period',
      done: periods > 0,
      says: periods === 0 ? 'None is there yet' : countWords(periods, 'round'),
    },
    {
      step: 'leads',
      done: organisations > 0 && withoutLead === 0,
      says:
        organisations === 0
          ? 'Once there are organisations'
          : withoutLead === 0
            ? 'Every organisation has one'
            : `${countWords(withoutLead, 'organisation')} ${withoutLead === 1 ? 'has' : 'have'} none who can sign in`,
    },
    {
      step: 'administrator',
      done: administrators > 1,
      says: administrators > 1 ? countWords(administrators, 'administrator') : 'Some acts take two persons',
    },
    {
      step: 'analysts',
      done: analysts > 1,
      says:
        analysts > 1
          ? countWords(analysts, 'analyst')
          : 'A comparison is prepared by one and confirmed by another',
    },
    {
      step: 'mail',
      done: mails,
      says: mails ? 'People are emailed' : 'Nobody can be emailed: WARDROUND_SMTP is not set',
    },
  ]
}
