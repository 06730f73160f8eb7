/** Findings, ways of checking and states of evidence as people read them. */
import type { PieceView } from '../../service/evidence.ts'
import type { GivenReview } from '../../service/reviewing.ts'
import type { ReviewRow } from '../../store/reviews.ts'
import { Tag, type TagColour } from '../../web/components/lists.tsx'

export const HOW_WORDS: Readonly<Record<ReviewRow['how'], string>> = {
  'document-seen': 'I saw the document',
  'configuration-seen': 'I saw the setting itself',
  tested: 'I tested it',
}

export const HOW_SAID: Readonly<Record<ReviewRow['how'], string>> = {
  'document-seen': 'document seen',
  'configuration-seen': 'setting seen',
  tested: 'tested',
}

export const INDEPENDENCE_WORDS: Readonly<Record<GivenReview['independence'], string>> = {
  'same-team': 'The same team',
  'other-team': 'Another team in the organisation',
  'internal-audit': 'Internal audit',
  'outside-body': 'An outside body',
}

export const FINDING_WORDS: Readonly<Record<ReviewRow['finding'], string>> = {
  agree: 'I agree: the evidence shows the answer',
  overstated: 'Overstated: things are worse than the answer says',
  understated: 'Understated: things are better than the answer says',
  'cannot-tell': 'I cannot tell from this evidence',
}

const FINDING_TAGS: Readonly<Record<ReviewRow['finding'], readonly [colour: TagColour, text: string]>> = {
  agree: ['green', 'Agrees'],
  overstated: ['red', 'Overstated'],
  understated: ['blue', 'Understated'],
  'cannot-tell': ['orange', 'Cannot tell'],
}

export function FindingTag({ finding }: Pick<ReviewRow, 'finding'>) {
  const [colour, text] = FINDING_TAGS[finding]
  return <Tag colour={colour}>{text}</Tag>
}

export const STANDING_TAGS: Readonly<
  Record<PieceView['standing'], readonly [colour: TagColour, text: string]>
> = {
  stands: ['green', 'In use'],
  beside: ['blue', 'Also shows it'],
  'earlier-value': ['grey', 'Of an earlier answer'],
  ended: ['red', 'Does not show it'],
  withdrawn: ['grey', 'Withdrawn'],
}

const TYPES: Readonly<Record<string, string>> = {
  'application/pdf': 'PDF',
  'image/png': 'PNG image',
  'image/jpeg': 'JPEG image',
  'text/csv': 'CSV table',
}

/** `PDF, 120 KB`. */
export function fileWords({ type, size }: { readonly type: string; readonly size: number }): string {
  const name = TYPES[type] ?? (type.includes('spreadsheet') ? 'Excel workbook' : 'Word document')
  return `${name}, ${sizeWords(size)}`
}

function sizeWords(bytes: number): string {
  if (bytes < 1024) return `${bytes} bytes`
  return bytes < 1024 * 1024 ? `${Math.ceil(bytes / 1024)} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`
}
