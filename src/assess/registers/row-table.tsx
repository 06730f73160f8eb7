/** The rows of a register as one table: what each is, how much of it is filled in, and at which questions it falls short. */
import type { RegisterRow } from '../../answers/model.ts'
import { NOT_CONFIRMED, type RowContext, testRow } from '../../answers/rows.ts'
import type { Question, Register } from '../../rules/model.ts'
import { upperFirst } from '../../report/words.ts'
import type { RegisterView } from '../../service/assessments.ts'
import type { AssessmentView } from '../../service/views.ts'
import { LinkButton } from '../../web/components/button.tsx'
import { Table } from '../../web/components/table.tsx'
import { paths } from '../../web/paths.ts'
import { anchorOf } from './found-rows.tsx'
import { cellWords, nameOf } from './row-words.tsx'
import { fedBy } from './typed-row.ts'

interface RowTableProps {
  view: AssessmentView
  register: Register
  rows: RegisterView['rows']
  /** A row that was begun and left is offered to be discarded. */
  mayDiscard: boolean
}

export function RowTable({ view, register, rows, mayDiscard }: RowTableProps) {
  const { id } = view.organisation
  const context: RowContext = { register, asOf: view.answers.asOf }
  const feeds = fedBy(view.ruleSet, register)
  const [, about] = register.columns
  const columns = [register.row.one, 'Counts', 'Filled in', 'Falls short at']
  return (
    <Table
      caption={`All ${register.row.many}`}
      captionHidden
      columns={columns.map((header) => ({ header: upperFirst(header) }))}
      rows={rows.map(({ id: rowId, row }) => {
        const name = nameOf(register, row)
        const counts = testRow(register.countsWhen, row, context)
        return [
          <div id={anchorOf(rowId)}>
            <a href={paths.row(id, register.id, rowId)}>
              <bdi>{name}</bdi>
            </a>
            {about !== undefined && row.cells[about.id] !== undefined && (
              <div class="nhsuk-hint nhsuk-u-margin-bottom-0">
                <bdi>{cellWords(about, row.cells[about.id])}</bdi>
              </div>
            )}
          </div>,
          <>
            {COUNTS[counts]}
            {counts === 'blank' && mayDiscard && (
              <div class="nhsuk-u-margin-top-2">
                <LinkButton href={paths.deleteRow(id, register.id, rowId)} variant="secondary" small>
                  Discard this {register.row.one}
                  <span class="nhsuk-u-visually-hidden">: {name}</span>
                </LinkButton>
              </div>
            )}
          </>,
          filledWords(register, row),
          <Costs lines={costsOf(feeds, row, context)} />,
        ]
      })}
    />
  )
}

const COUNTS = {
  yes: 'Yes',
  no: 'No',
  unknown: 'Not known yet',
  blank: 'Not known yet: begun, and a cell is blank',
} as const

function filledWords({ columns }: Register, { cells }: RegisterRow): string {
  const given = columns.filter(({ id }) => cells[id] !== undefined)
  const unknown = given.filter(({ id }) => cells[id] === NOT_CONFIRMED).length
  return `${given.length} of ${columns.length}${unknown === 0 ? '' : `, ${unknown} not confirmed`}`
}

interface Cost {
  readonly question: Question
  readonly why: (typeof FAILS)[keyof typeof FAILS]
}

/** The questions at which this row counts and does not pass, or may not. */
function costsOf(feeds: readonly Question[], row: RegisterRow, context: RowContext): Cost[] {
  return feeds.flatMap((question): Cost[] => {
    const { form } = question
    const where = form.type === 'share' ? testRow(form.where, row, context) : 'no'
    if (form.type !== 'share' || where === 'no') return []
    const passes = where === 'blank' ? where : testRow(form.of, row, context)
    return passes === 'yes' ? [] : [{ question, why: FAILS[passes] }]
  })
}

const FAILS = { no: 'no', unknown: 'not confirmed', blank: 'a cell is blank' } as const

function Costs({ lines }: { lines: readonly Cost[] }) {
  if (lines.length === 0) return <>None</>
  return (
    <ul class="nhsuk-list nhsuk-u-margin-bottom-0">
      {lines.map(({ question, why }) => (
        <li>
          {question.short}: {why}
        </li>
      ))}
    </ul>
  )
}
