/**
 * The answers of an assessment → the sheets of a workbook in which they can be filled in away from here: one a domain, one a register.
 * A hidden sheet says what each row was when it went out, and under which rules, so that what nobody touched changes nothing.
 */

import { dateWords } from '../calendar.ts'
import type { ContextQuestion, Question, Register, RuleSet } from '../rules/model.ts'
import type { Answers, RegisterRow } from './model.ts'
import { cellInFile, ROW_COLUMN } from './register-words.ts'
import {
  listOfColumn,
  listOfContext,
  type Part,
  partsOf,
  sayContext,
  sayEntry,
  YES_NO,
} from './workbook-cells.ts'
import { writeAnswers, writeRow } from './written.ts'

/** One cell of a sheet. */
export interface OutCell {
  readonly text: string
  /** As a program shall take it; absent: a text. */
  readonly as?: Part['as']
  /** Titles, notes and what is quiet stand on one line. */
  readonly look?: 'title' | 'note' | 'head' | 'quiet' | 'fill'
  readonly list?: readonly string[]
  readonly isOpen?: boolean
}

export interface OutSheet {
  readonly name: string
  readonly isHidden?: boolean
  /** In letters. */
  readonly widths: readonly number[]
  /** Rows at the top that stay in sight. */
  readonly heads: number
  readonly rows: readonly (readonly OutCell[])[]
  /** So many rows below are like the last one. */
  readonly spare?: number
}

export interface ToWrite {
  readonly ruleSet: RuleSet
  readonly assessmentId: string
  readonly answers: Answers
  /** The rows of a register with their ids, by register id. */
  readonly rowsOf: (registerId: string) => readonly { readonly id: string; readonly row: RegisterRow }[]
  readonly marking: string
  /** How to use it, a sentence a row. */
  readonly about: readonly string[]
}

/** Heads of the columns of a question. Those that are read again are named by `workbook-in`. */
export const COLUMNS = {
  id: 'Id',
  question: 'Question',
  knows: 'Who usually knows',
  where: 'Where to look',
  answer: 'Answer',
  evidence: 'Evidence',
  date: 'Date of evidence',
  shows: 'If newer: it shows the reference date',
  comment: 'Comment',
} as const
const WIDTHS = [22, 54, 22, 26, 44, 26, 12, 12, 24]

/** Of a row's evidence: heads of the columns of one question that its register feeds. All of a row's newer evidence shares the one of `COLUMNS.shows`. */
export const evidenceColumns = (ruleSet: RuleSet, { feeds }: Pick<Register, 'feeds'>) =>
  feeds.flatMap((index) => {
    const question = ruleSet.questions[index]
    if (question === undefined) return []
    const { id, short } = question
    return [{ id, evidence: `${COLUMNS.evidence}: ${short}`, date: `${COLUMNS.date}: ${short}` }]
  })

/** The sheet of instructions, and the hidden one of what went out; its first row says what it is. */
export const ABOUT = 'About this workbook'
export const WENT_OUT = 'As it went out'
export const KIND = 'ward-round-workbook'
/** The cell of a row that belongs to a question: an item, a count or a reason. */
export const idOfPart = (id: string, part: string) => (part === '' ? id : `${id}: ${part}`)
export const contentKey = (id: string) => `answer ${id}`
export const rowKey = (register: string, id: string) => `row ${register} ${id}`
export const completeKey = (register: string) => `complete ${register}`

/** Longer ones are left out: a cell holds no more than 32,767 characters. Source: Microsoft, Excel specifications and limits. */
const LONGEST_CELL = 32_000
/** Rows of a register that can be added (ours). */
const SPARE = 500

export function layOutWorkbook(toWrite: ToWrite): OutSheet[] {
  const { ruleSet, answers, marking } = toWrite
  const written = writeAnswers(ruleSet, answers)
  const names = newNames()
  const { cohort } = answers.organisation
  const asked = (domain: (typeof ruleSet.domains)[number]) =>
    domain.questions.flatMap((index) => {
      const question = ruleSet.questions[index]
      return question === undefined || question.form.type === 'share' ? [] : [question]
    })
  return [
    aboutSheet(toWrite),
    questionSheet(names(ruleSet.scope.title), ruleSet.scope, marking, [
      ...ruleSet.context
        .filter(({ fromOrganisation }) => !fromOrganisation)
        .map((question) => contextRow(question, written.answers[question.id])),
    ]),
    ...ruleSet.domains.flatMap((domain) => [
      questionSheet(
        names(domain.title),
        domain,
        marking,
        asked(domain).flatMap((question) => questionRows(question, cohort, written.answers[question.id])),
      ),
      ...ruleSet.registers
        .filter((register) => register.domain === domain.id)
        .map((register) => registerSheet(names(`Register of ${register.row.many}`), register, toWrite)),
    ]),
    wentOutSheet(toWrite, written),
  ]
}

/** Names that a sheet can have: 31 characters, each once. Source: Microsoft, Excel specifications and limits. */
function newNames(): (title: string) => string {
  const taken = new Set<string>()
  return (title) => {
    const plain = title.replaceAll(/[[\]/\\:*?]/g, ' ')
    const cut =
      plain.length <= 31
        ? plain
        : plain
            .slice(0, 31)
            .replace(/\s\S*$/, '')
            .replace(/,?\s(and|the|of)$/, '')
    let name = cut.replaceAll(/^'+|'+$/g, '').trim()
    for (let count = 2; taken.has(name.toLowerCase()); count++) name = `${cut.slice(0, 28)} ${count}`
    taken.add(name.toLowerCase())
    return name
  }
}

function aboutSheet({ ruleSet, answers, marking, about }: ToWrite): OutSheet {
  const { organisation, asOf } = answers
  return {
    name: ABOUT,
    widths: [110],
    heads: 0,
    rows: [
      [{ text: marking, look: 'head' }],
      [{ text: `Questionnaire of ${organisation.name}`, look: 'title' }],
      [{ text: `How things are on ${dateWords(asOf)}. Rule set ${ruleSet.version}.` }],
      ...about.map((text) => [{ text }]),
    ],
  }
}

const head = (text: string): OutCell => ({ text, look: 'head' })
const quiet = (text: string): OutCell => ({ text, look: 'quiet' })
const fill = (text: string, more: Omit<OutCell, 'text' | 'look'> = {}): OutCell => ({
  ...{ text, look: 'fill' },
  ...more,
})
const BLANK: OutCell = { text: '' }

function questionSheet(
  name: string,
  { title, lead }: { readonly title: string; readonly lead: string },
  marking: string,
  rows: readonly (readonly OutCell[])[],
): OutSheet {
  const top = topOf(marking, title, lead)
  return { name, widths: WIDTHS, heads: 3, rows: [...top, Object.values(COLUMNS).map(head), ...rows] }
}

/** What a sheet is about, above its columns; long lines run on to the right. */
const topOf = (marking: string, title: string, ...notes: readonly string[]): OutCell[][] => [
  [quiet(marking), { text: title, look: 'title' }],
  ...notes.map((text): OutCell[] => [BLANK, { text, look: 'note' }]),
]

function contextRow(question: ContextQuestion, value: unknown): OutCell[] {
  const { id, text, hint, knows, where } = question
  const list = listOfContext(question)
  return [
    quiet(id),
    { text: joined(text, hint?.text) },
    ...[knows, where].map((one) => ({ text: one ?? '' })),
    fill(sayContext(question, value), list === undefined ? {} : { list }),
  ]
}

const joined = (...texts: readonly (string | undefined)[]) =>
  texts.filter((text) => text !== undefined && text !== '').join('\n')

function questionRows(question: Question, cohort: string, entry: unknown): OutCell[][] {
  const said = sayEntry(question, cohort, entry)
  const hint = question.hint && (question.hint.for[cohort] ?? question.hint.text)
  const asked = joined(
    question.text,
    question.showWhen && 'Only if an answer on the sheet of the scope makes it apply.',
    hint,
    `Count: ${question.count}`,
    `Not: ${question.not}`,
  )
  return partsOf(question, cohort).map(({ key, label, as, list, isOpen }) => {
    const answer = fill(said.parts[key] ?? '', {
      as,
      ...(list && { list }),
      ...(isOpen === undefined ? {} : { isOpen }),
    })
    const id = quiet(idOfPart(question.id, key))
    if (key !== '') return [id, { text: `    ${label}` }, BLANK, BLANK, answer]
    return [
      ...[id, { text: asked }, { text: question.knows }, { text: question.where }, answer],
      ...[fill(said.evidence), fill(said.date, { as: 'date' })],
      ...[fill(said.shows, { list: YES_NO }), fill(said.comment)],
    ]
  })
}

/** Above the names of its columns stands whether all its rows are here. */
function registerSheet(name: string, register: Register, toWrite: ToWrite): OutSheet {
  const { ruleSet, answers, marking, rowsOf } = toWrite
  const { columns, row, feeds, lead, title } = register
  const fed = feeds.map((index) => ruleSet.questions[index]?.short ?? '')
  const isComplete = answers.registers[register.id]?.complete === true
  const cellOf = (column: Register['columns'][number], cell: string | undefined) => {
    const chosen = listOfColumn(column)
    const as = column.type === 'date' || column.type === 'number' ? column.type : 'text'
    return fill(cellInFile(column, cell), { as, ...chosen })
  }
  const support = evidenceColumns(ruleSet, register)
  const evidenceOf = (row?: RegisterRow) => [
    ...support.flatMap(({ id }) => [
      fill(row?.evidence[id]?.evidence ?? ''),
      fill(row?.evidence[id]?.evidenceDate ?? '', { as: 'date' }),
    ]),
    fill(
      Object.values(row?.evidence ?? {}).some(({ evidenceDate }) => evidenceDate > answers.asOf) ? 'Yes' : '',
      { list: YES_NO },
    ),
  ]
  return {
    name,
    widths: [22, 30, ...columns.slice(1).map(() => 24), ...support.flatMap(() => [26, 12]), 12],
    heads: 6,
    spare: SPARE,
    rows: [
      ...topOf(marking, title, lead, `It answers: ${fed.join('; ')}.`),
      [
        quiet(register.id),
        { text: `Is every ${row.one} that belongs here listed?` },
        fill(isComplete ? 'Yes' : '', { list: YES_NO }),
      ],
      [
        BLANK,
        ...columns.map(({ text }) => ({ text })),
        { text: 'What shows it: a link, or the document and its place' },
      ],
      [
        ...[ROW_COLUMN, ...columns.map(({ short }) => short)],
        ...support.flatMap(({ evidence, date }) => [evidence, date]),
        COLUMNS.shows,
      ].map(head),
      ...rowsOf(register.id).map(({ id, row }) => [
        quiet(id),
        ...columns.map((column) => cellOf(column, row.cells[column.id])),
        ...evidenceOf(row),
      ]),
      // One that nothing stands in yet.
      [quiet(''), ...columns.map((column) => cellOf(column, undefined)), ...evidenceOf()],
    ],
  }
}

function wentOutSheet(toWrite: ToWrite, written: ReturnType<typeof writeAnswers>): OutSheet {
  const { ruleSet, assessmentId, answers, rowsOf } = toWrite
  // Whether it was still to come was asked when it was given.
  const dates = { asOf: answers.asOf, today: '9999-12-31' }
  const kept: readonly (readonly [string, unknown])[] = [
    ['digest', ruleSet.digest],
    ['assessment', assessmentId],
    ['organisation', written.organisation],
    ['as-of', written['as-of']],
    ...Object.entries(written.answers).map(([id, entry]) => [contentKey(id), entry] as const),
    ...ruleSet.registers.flatMap((register): (readonly [string, unknown])[] => [
      [completeKey(register.id), answers.registers[register.id]?.complete === true],
      ...rowsOf(register.id).map(
        ({ id, row }) => [rowKey(register.id, id), writeRow(ruleSet, register, row, dates)] as const,
      ),
    ]),
  ]
  return {
    name: WENT_OUT,
    isHidden: true,
    widths: [30, 30],
    heads: 0,
    rows: [
      [{ text: KIND }, { text: '1' }],
      ...kept.flatMap(([key, value]) => {
        const text = JSON.stringify(value)
        return text.length > LONGEST_CELL ? [] : [[{ text: key }, { text }]]
      }),
    ],
  }
}
