/** One row of a register as one page with sections, and its evidence for each question at the end. */
import type { RegisterRow } from '../../answers/model.ts'
import type { Register } from '../../rules/model.ts'
import type { Conflict } from '../../service/answering.ts'
import type { AssessmentView } from '../../service/views.ts'
import { ClosedNotice } from '../closed-notice.tsx'
import { Button } from '../../web/components/button.tsx'
import { ErrorSummary, type FormFault, messageFor } from '../../web/components/error-summary.tsx'
import { Textarea } from '../../web/components/inputs.tsx'
import { SummaryList } from '../../web/components/lists.tsx'
import { NotificationBanner } from '../../web/components/panels.tsx'
import { EvidenceDate } from '../evidence-date.tsx'
import { Page } from '../../web/layout.tsx'
import { MeantTick } from '../meant.tsx'
import { paths } from '../../web/paths.ts'
import { BothVersions } from '../questions/conflict-page.tsx'
import { datesOf } from '../../web/times.ts'
import type { PageContext } from '../../web/web.ts'
import { CellField } from './cell-field.tsx'
import { differences, summaryOf } from './row-words.tsx'
import { evidenceDateField, evidenceField, fedBy, fieldOf, fieldsOfRow, type TypedRow } from './typed-row.ts'

export interface RowPageProps {
  c: PageContext
  view: AssessmentView
  register: Register
  /** Id of the row; a new row has one too, so that a form sent twice adds one row. */
  rowId: string
  isNew: boolean
  /** What the row is called now; for a new one what it will be. */
  heading: string
}

interface RowFormProps extends RowPageProps {
  typed: TypedRow
  version: number
  faults: readonly FormFault[]
  /** Something that was typed can hardly be meant. */
  asksMeant?: boolean
  notSaved?: boolean
}

export function RowFormPage(props: RowFormProps) {
  const { view, register, typed, faults } = props
  const sections = [...new Set(register.columns.map((one) => one.section))]
  const dates = datesOf(props.c, view.answers.asOf)
  return (
    <Frame {...props} faulty={faults.length > 0 || props.notSaved === true}>
      {props.notSaved && (
        <NotificationBanner title="Not saved" heading="Ward Round could not save this at the moment.">
          <p>Everything you typed is below. Try again in a minute.</p>
        </NotificationBanner>
      )}
      <ErrorSummary faults={faults} />
      <Heading {...props} />
      <p>
        Give facts, with dates. “Not confirmed” is an answer of its own, and never shown as “no”. What you
        leave blank can be filled in later.
      </p>
      <form action={addressOf(props)} method="post" novalidate data-autosave>
        <Hidden {...props} />
        {sections.map((section) => (
          <section>
            <h2 class="nhsuk-heading-m wr-section">{section}</h2>
            {register.columns
              .filter((one) => one.section === section)
              .map((column) => {
                const cell = typed.cells[column.id]
                return (
                  cell && (
                    <CellField column={column} cell={cell} error={messageFor(faults, fieldOf(column))} />
                  )
                )
              })}
          </section>
        ))}
        <section>
          <h2 class="nhsuk-heading-m wr-section">Evidence</h2>
          <p>
            For each question that this register answers: a link, or the document and its place, with its
            date. Do not put anything here that names a patient.
          </p>
          {fedBy(view.ruleSet, register).map((question) => {
            const field = evidenceField(question.id)
            const given = typed.evidence[question.id]
            return (
              <>
                <h3 class="nhsuk-heading-s">{question.short}</h3>
                <Textarea
                  name={field}
                  label="Where is the evidence?"
                  rows={2}
                  value={given?.text}
                  error={messageFor(faults, field)}
                />
                <EvidenceDate
                  prefix={`${field}-`}
                  legend={{ text: 'Date of the evidence' }}
                  dates={dates}
                  value={given?.date}
                  error={messageFor(faults, evidenceDateField(question.id))}
                />
              </>
            )
          })}
        </section>
        <MeantTick isAsked={props.asksMeant === true} isMeant={typed.isMeant} />
        <p class="wr-save-status" role="status" data-save-status></p>
        <div class="wr-actions">
          <Button name="action" value="continue">
            Save and go to the list
          </Button>
          <Button name="action" value="another" variant="secondary">
            Save and add another
          </Button>
        </div>
      </form>
    </Frame>
  )
}

/** For those who may read rows and not change them. */
export function RowReadPage(props: RowPageProps & { row: RegisterRow }) {
  const { view, register, row } = props
  return (
    <Frame {...props} faulty={false}>
      <Heading {...props} />
      <ClosedNotice view={view} />
      <SummaryList rows={summaryOf(register.columns, fedBy(view.ruleSet, register), row)} />
    </Frame>
  )
}

/** The row was changed meanwhile: the cells that differ, side by side. */
export function RowConflictPage(
  props: RowPageProps & { conflict: Conflict<RegisterRow>; mine: RegisterRow; typed: TypedRow },
) {
  const { view, register, conflict, mine, typed, heading } = props
  const { columns, questions } = differences(register, fedBy(view.ruleSet, register), mine, conflict.value)
  const words = (row: RegisterRow) => <SummaryList rows={summaryOf(columns, questions, row)} />
  return (
    <Frame {...props} faulty wide>
      <BothVersions
        what={heading}
        conflict={conflict}
        mine={words(mine)}
        theirs={conflict.value === undefined ? <p>It was deleted.</p> : words(conflict.value)}
      />
      <form action={addressOf(props)} method="post" novalidate>
        <Hidden {...props} version={conflict.version} />
        {fieldsOfRow(register, typed).map(([field, value]) => (
          <input type="hidden" name={field} value={value} />
        ))}
        <div class="wr-actions">
          <Button name="action" value="continue">
            Save mine in its place
          </Button>
          <Button name="action" value="edit" variant="secondary">
            Change mine first
          </Button>
          <a href={paths.register(view.organisation.id, register.id)}>Keep the saved one</a>
        </div>
      </form>
    </Frame>
  )
}

/** Asks before a row is deleted. */
export function DeleteRowPage(
  props: RowPageProps & { row: RegisterRow; version: number; changed?: boolean },
) {
  const { view, register, rowId, row, heading } = props
  const { id } = view.organisation
  return (
    <Frame {...props} faulty={props.changed === true}>
      {props.changed && (
        <NotificationBanner
          title="Not deleted"
          heading={`Somebody changed this ${register.row.one} meanwhile.`}
        >
          <p>It stands below as it is now. Delete it only if you still want to.</p>
        </NotificationBanner>
      )}
      <h1 class="nhsuk-heading-l">
        Delete <bdi>{heading}</bdi>?
      </h1>
      <p>
        The {register.row.one} goes out of the list, with its evidence, and the questions that the register
        answers are worked out again. Leave out only what should not be in the list.
      </p>
      <SummaryList rows={summaryOf(register.columns.slice(0, 4), [], row)} />
      <form action={paths.deleteRow(id, register.id, rowId)} method="post" novalidate>
        <input type="hidden" name="version" value={String(props.version)} />
        <div class="wr-actions">
          <Button variant="warning">Delete this {register.row.one}</Button>
          <a href={paths.register(id, register.id)}>Keep it</a>
        </div>
      </form>
    </Frame>
  )
}

function Hidden({ rowId, version }: { rowId: string; version: number }) {
  return (
    <>
      <input type="hidden" name="version" value={String(version)} />
      <input type="hidden" name="row" value={rowId} />
    </>
  )
}

function Heading({ register, isNew, heading }: RowPageProps) {
  return (
    <h1 class="nhsuk-heading-xl">
      <span class="nhsuk-caption-xl">{register.title}</span>
      {isNew ? `Add a ${register.row.one}` : <bdi>{heading}</bdi>}
    </h1>
  )
}

function Frame(props: RowPageProps & { faulty: boolean; wide?: boolean; children?: unknown }) {
  const { view, register, isNew, heading } = props
  const { id, name } = view.organisation
  return (
    <Page
      c={props.c}
      title={isNew ? `Add a ${register.row.one}` : heading}
      within={[register.title]}
      faulty={props.faulty}
      organisation={{ id, name }}
      current="tasks"
      wide={props.wide === true}
      crumbs={[
        { href: paths.tasks(id), text: 'Questions' },
        { href: paths.register(id, register.id), text: register.title },
      ]}
    >
      {props.children as never}
    </Page>
  )
}

function addressOf({ view, register, rowId, isNew }: RowPageProps): string {
  const { id } = view.organisation
  return isNew ? paths.newRow(id, register.id) : paths.row(id, register.id, rowId)
}
