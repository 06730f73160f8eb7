/** What a supplier states of itself, beside what its row says: the workbook that asks it, the reply that comes back, and the one decision to take its words into the row. */
import { statedColumns } from '../../answers/statement.ts'
import type { Fault } from '../../exchange/csv.ts'
import { countWords, dateWords } from '../../report/words.ts'
import { decide } from '../../service/permission.ts'
import type { RowStatement } from '../../service/row-statements.ts'
import type { AssessmentView } from '../../service/views.ts'
import { InsetText } from '../../web/components/panels.tsx'
import { Table } from '../../web/components/table.tsx'
import { anew, file, hidden, version } from '../../web/fields.tsx'
import { paths } from '../../web/paths.ts'
import { FormBox, newForm, type ShownForm } from '../../web/shown-form.tsx'
import { TitledPage } from '../../web/titled-page.tsx'
import type { PageContext } from '../../web/web.ts'
import { ClosedNotice } from '../closed-notice.tsx'
import { FileFaults } from './file-page.tsx'
import { cellWords, nameOf } from './row-words.tsx'

export const REPLY = {
  file: file({
    label: 'Its reply',
    size: 'm',
    hint: 'The workbook that went out, filled in. Its first sheet is read. At most 10 MB.',
    accept: ['xlsx', 'csv'],
  }),
}

export interface StatementPlace extends RowStatement {
  readonly view: AssessmentView
}

/** Names the row and the statement that are seen. */
export const takenFields = ({ stored, statement }: StatementPlace) => ({
  version: anew(version(stored.version)),
  received: anew(hidden(statement?.savedAt ?? '')),
})

interface StatementPageProps extends StatementPlace {
  c: PageContext
  /** Undefined: the register can only be read. */
  form: ShownForm | undefined
  /** Of the reply that was sent now. */
  faults?: readonly Fault[]
}

export function StatementPage(props: StatementPageProps) {
  const { c, view, register, stored, form, faults = [] } = props
  const { organisation } = view
  const at = [organisation.id, register.id, stored.id] as const
  const name = nameOf(register, stored.row)
  return (
    <TitledPage
      c={c}
      title={`What ${name} states`}
      heading={
        <>
          What <bdi>{name}</bdi> states
        </>
      }
      caption={register.title}
      within={[register.title]}
      organisation={organisation}
      current="tasks"
      crumbs={[
        { href: paths.register(organisation.id, register.id), text: register.title },
        { href: paths.row(...at), text: name },
      ]}
      form={form}
    >
      <ClosedNotice view={view} />
      <Stated {...props} />
      {form && (
        <>
          <FileFaults faults={faults} />
          <h2 class="nhsuk-heading-l">Ask it</h2>
          {decide('read-whole', c.get('person'), organisation.id) === 'allowed' ? (
            <p>
              Send it <a href={paths.statementWorkbook(...at)}>a workbook with its own row</a>: the points to
              answer, what each asks, and what you have down for it. This is entered in the trail.
            </p>
          ) : (
            <p>The cyber lead sends it the workbook.</p>
          )}
          <FormBox of={form} button="Keep its reply" cancel={paths.row(...at)} />
        </>
      )}
    </TitledPage>
  )
}

function Stated(props: StatementPageProps) {
  const { view, register, stored, statement, form } = props
  if (statement === undefined)
    return <p class="nhsuk-lede-text">It has stated nothing yet. A reply is its word, and never evidence.</p>
  const points = statedColumns(register)
  const stated = points.filter(({ id }) => statement.cells[id] !== undefined)
  const otherwise = stated.filter(({ id }) => statement.cells[id] !== stored.row.cells[id])
  const taken = paths.statementTaken(view.organisation.id, register.id, stored.id)
  return (
    <>
      <p class="nhsuk-lede-text">
        On {dateWords(statement.statedOn)} it answered {stated.length} of {countWords(points.length, 'point')}
        .{' '}
        {otherwise.length === 0
          ? 'Your row says the same.'
          : `Your row says something else in ${otherwise.length} of them.`}
      </p>
      <p>
        Stated by <bdi class="wr-typed">{statement.statedBy}</bdi>. This is the supplier’s word, and never
        evidence.
      </p>
      <Table
        caption="Point by point"
        captionHidden
        columns={[{ header: 'Point' }, { header: 'It states' }, { header: 'Your row says' }]}
        rows={points.map((column) => [
          column.short,
          statement.cells[column.id] === undefined
            ? 'Nothing'
            : cellWords(column, statement.cells[column.id]),
          cellWords(column, stored.row.cells[column.id]),
        ])}
      />
      {form && otherwise.length > 0 && (
        <>
          <InsetText>
            <p>
              You decide whether the row says so too. Then {countWords(otherwise.length, 'cell')} will rest on
              the supplier’s word, and evidence for another value ends.
            </p>
          </InsetText>
          <FormBox
            of={newForm(taken, takenFields(props))}
            button="Take its words into the row"
            variant="secondary"
          />
        </>
      )}
    </>
  )
}
