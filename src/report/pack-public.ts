/** That an organisation takes part, how it is governed, and its dates → the public paper. No answer, no score and no weakness stands in it. */

import { dayWords } from '../calendar.ts'
import { type Block, cell, heading, paragraph } from './blocks.ts'
import { MARKING_NOTE } from './handling.ts'
import type { Standing } from './state-line.ts'
import { dateWords } from './words.ts'

export interface TakingPart {
  readonly name: string
  /** Of the period; ISO dates. */
  readonly period: { readonly name: string; readonly closes: string }
  /** Reference date. */
  readonly asOf: string
  readonly standing: Standing
}

export const PUBLIC_RECOMMENDATION =
  'That the Board notes that the organisation takes part in the self-assessment, how it is governed, and its dates. The results are considered in Part 2.'

export function publicSummary({ name, period, asOf, standing }: TakingPart): string {
  return `${name} examines its own cyber defences with Ward Round for ${period.name}, as at ${dateWords(asOf)}. ${stateWords(standing)} This paper says how that is done and by when. It holds no results: they are considered in private, because they would help an attacker.`
}

function stateWords({ status, signedAt }: Standing): string {
  if (status === 'signed' || status === 'superseded')
    return `The assessment was signed by the Senior Information Risk Owner${signedAt === undefined ? '' : ` on ${dayWords(signedAt)}`}.`
  return status === 'submitted'
    ? 'The assessment is complete and waits for the Senior Information Risk Owner.'
    : 'The assessment is being filled in.'
}

export function publicBlocks({ period, asOf, standing }: TakingPart, marking: string): Block[] {
  const on = (kind: readonly string[]) => standing.steps.findLast((step) => kind.includes(step.kind))?.at
  const day = (at: string | undefined) => (at === undefined ? 'Not yet' : dayWords(at))
  return [
    heading('Taking part'),
    paragraph(
      `The same questions are asked of every organisation that takes part, and answered as at one day. It complements the national Data Security and Protection Toolkit (DSPT) return, and does not replace it.`,
    ),
    heading('How it is governed'),
    {
      kind: 'list',
      numbered: false,
      items: [
        ['The cyber lead answers with colleagues, and submits the assessment.'],
        ['A reviewer who did not give the answer looks at the evidence.'],
        [
          'The Senior Information Risk Owner (SIRO), a member of the board, challenges it and signs it. Nobody signs what they submitted.',
        ],
        ['The board considers the results, and what is decided on them, in Part 2.'],
        ['What was signed is never changed afterwards, and every step is recorded.'],
      ],
    },
    heading('Dates'),
    {
      kind: 'table',
      caption: 'Dates of this assessment',
      columns: ['What', 'When'],
      rows: [
        [cell('Period'), cell(period.name)],
        [cell('Answers are as at'), cell(dateWords(asOf))],
        [cell('Submitted'), cell(day(on(['submitted'])))],
        [cell('Signed'), cell(day(on(['signed', 'signed-with-reservations']) ?? standing.signedAt))],
        [cell('The period closes'), cell(dateWords(period.closes))],
      ],
    },
    heading('Why the results are not here'),
    paragraph(`Part 2 is marked ${marking}. ${MARKING_NOTE}`),
  ]
}
