/** A row of a register as people read it: its name, its cells in words, and the cells in which two versions differ. */
import { nameOfRow } from '../../answers/incoming.ts'
import type { RegisterRow } from '../../answers/model.ts'
import { NOT_CONFIRMED } from '../../answers/rows.ts'
import type { Column, Question, Register } from '../../rules/model.ts'
import { dateWords } from '../../report/words.ts'
import type { SummaryRow } from '../../web/components/lists.tsx'

/** What the row is called: its first required text, or words for a row without a name. */
export function nameOf(register: Register, row: RegisterRow | undefined): string {
  return nameOfRow(register, row) || `${register.row.one} without a name`
}

/** A cell in words; a blank is said to be blank, and an unknown to be unknown. */
export function cellWords(column: Column, cell: string | undefined): string {
  if (cell === undefined || cell === '') return 'Blank'
  if (cell === NOT_CONFIRMED) return column.unknown ?? 'Not confirmed'
  switch (column.type) {
    case 'choice':
      return column.options.find((one) => one.id === cell)?.text ?? cell
    case 'tick':
      return cell === 'yes' ? 'Yes' : 'No'
    case 'date':
      return cell === 'never' ? (column.never ?? 'Never') : dateWords(cell)
    case 'number':
      return column.unit === undefined ? cell : `${cell} ${column.unit}`
    case 'text':
      return cell
  }
}

/** The cells and the evidence as rows of a summary list. */
export function summaryOf(
  columns: readonly Column[],
  questions: readonly Question[],
  row: RegisterRow | undefined,
): SummaryRow[] {
  return [
    ...columns.map((column) => ({
      key: column.short,
      value: <span class="wr-typed">{cellWords(column, row?.cells[column.id])}</span>,
    })),
    ...questions.map((question) => ({
      key: `Evidence: ${question.short}`,
      value: evidenceWords(row, question),
    })),
  ]
}

function evidenceWords(row: RegisterRow | undefined, question: Question) {
  const given = row?.evidence[question.id]
  if (given === undefined) return <>None</>
  return (
    <span class="wr-typed">
      {given.evidence}, of {dateWords(given.evidenceDate)}
    </span>
  )
}

/** The columns and questions in which two versions of a row differ. */
export function differences(
  register: Register,
  questions: readonly Question[],
  mine: RegisterRow | undefined,
  theirs: RegisterRow | undefined,
): { columns: Column[]; questions: Question[] } {
  const evidence = (row: RegisterRow | undefined, id: string) => JSON.stringify(row?.evidence[id] ?? null)
  return {
    columns: register.columns.filter((one) => mine?.cells[one.id] !== theirs?.cells[one.id]),
    questions: questions.filter((one) => evidence(mine, one.id) !== evidence(theirs, one.id)),
  }
}
