/**
 * What a board paper says about itself → the cover sheet of each part. The words of its fields stand here once, for form, page and file.
 * What somebody typed about results goes into the private part only: the public one is made of facts without a score.
 */

import { dateWords } from '../calendar.ts'
import { type Block, cell } from './blocks.ts'

/** What a paper is for. */
export const PURPOSES = {
  decision: 'For decision',
  assurance: 'For assurance',
  information: 'For information',
} as const

export interface Cover {
  readonly title: string
  readonly meeting: string
  /** ISO date. */
  readonly on: string
  /** Empty: not given yet. */
  readonly publicItem: string
  readonly privateItem: string
  readonly presentedBy: string
  readonly purpose: keyof typeof PURPOSES
  readonly summary: string
  /** As the minute would say it. */
  readonly recommendation: string
  /** Of the board assurance framework and the risk register. */
  readonly references: string
  readonly considered: string
  readonly implications: string
}

/** Words that a summary may have, as boards ask for. */
export const LONGEST_SUMMARY = 150

/** How many words a text has. */
export function countSaid(text: string): number {
  return text.split(/\s+/).filter((word) => word !== '').length
}

/** What each field of a cover is called, on the form and on the sheet. */
export const COVER_NAMES: Readonly<Record<keyof Cover, string>> = {
  title: 'Title',
  meeting: 'Meeting',
  on: 'Date of the meeting',
  publicItem: 'Agenda item of Part 1',
  privateItem: 'Agenda item of Part 2',
  presentedBy: 'Presented by',
  purpose: 'Purpose',
  summary: 'Summary',
  recommendation: 'Recommendation',
  references: 'Board assurance framework and register references',
  considered: 'Previously considered by',
  implications: 'Implications',
}

const PARTS = {
  1: 'Part 1: public',
  2: 'Part 2: private, not for publication',
} as const

export type PartNumber = keyof typeof PARTS

/** What a cover says besides its fields. */
export interface Covered {
  readonly part: PartNumber
  readonly organisation: string
  readonly marking: string
  readonly summary: string
  readonly recommendation: string
}

/** The sheet as a table of one row a field; what was not given says so. */
export function coverSheet(cover: Cover, { part, organisation, marking, ...said }: Covered): Block {
  const row = (name: string, text: string) => [cell(name), cell(text === '' ? 'Not given' : text)]
  const isPrivate = part === 2
  return {
    kind: 'table',
    caption: 'Cover sheet',
    columns: ['About this paper', 'What it is'],
    widths: [1, 3],
    rows: [
      row('Organisation', organisation),
      row(COVER_NAMES.title, cover.title),
      row(COVER_NAMES.meeting, cover.meeting),
      row(COVER_NAMES.on, dateWords(cover.on)),
      row('Agenda item', isPrivate ? cover.privateItem : cover.publicItem),
      row(COVER_NAMES.presentedBy, cover.presentedBy),
      row(COVER_NAMES.purpose, isPrivate ? PURPOSES[cover.purpose] : PURPOSES.information),
      row(COVER_NAMES.summary, said.summary),
      row(COVER_NAMES.recommendation, said.recommendation),
      ...(isPrivate ? [row(COVER_NAMES.references, cover.references)] : []),
      row(COVER_NAMES.considered, cover.considered),
      ...(isPrivate ? [row(COVER_NAMES.implications, cover.implications)] : []),
      row('Part', PARTS[part]),
      row('Marking', marking),
    ],
  }
}
