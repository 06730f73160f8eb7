/** One row of a register as one page with sections, and its evidence for each question at the end. */
import type { RegisterRow } from '../../answers/model.ts'
import type { RowId } from '../../ids.ts'
import type { Register } from '../../rules/model.ts'
import type { Conflict } from '../../service/edits.ts'
import type { AssessmentView } from '../../service/views.ts'
import { ClosedNotice } from '../closed-notice.tsx'
import { Button } from '../../web/components/button.tsx'
import { messageFor } from '../../web/components/error-summary.tsx'
import { Textarea } from '../../web/components/inputs.tsx'
import { SummaryList } from '../../web/components/lists.tsx'
import { EvidenceDate } from '../evidence-date.tsx'
import { MeantTick } from '../meant.tsx'
import { paths } from '../../web/paths.ts'
import { type Became, FormBox, type ShownForm } from '../../web/shown-form.tsx'
import { TitledPage } from '../../web/titled-page.tsx'
import { ConflictPage } from '../conflict-page.tsx'
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
  rowId: RowId
  isNew: boolean
  /** What the row is called now; for a new one what it will be. */
  heading: string
}

interface RowFormProps extends RowPageProps {
  typed: TypedRow
  version: number
  became: Became
  /** Something that was typed can hardly be meant. */
  asksMeant?: boolean
}

export function RowFormPage(props: RowFormProps) {
  const { view, register, typed, became } = props
  const { faults } = became
  const sections = [...new Set(register.columns.map((one) => one.section))]
  const dates = datesOf(props.c, view.answers.asOf)
  return (
    <TitledPage {...frameOf(props)} form={became}>
      <p>
        Give facts, with dates. “Not confirmed” is an answer of its own, and never shown as “no”. What you
        leave blank can be filled in later.
      </p>
      <form action={addressOf(props)} method="post" novalidate data-autosave>
        <input type="hidden" name="version" value={String(props.version)} />
        <input type="hidden" name="row" value={props.rowId} />
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
    </TitledPage>
  )
}

/** For those who may read rows and not change them. */
export function RowReadPage(props: RowPageProps & { row: RegisterRow }) {
  const { view, register, row } = props
  return (
    <TitledPage {...frameOf(props)}>
      <ClosedNotice view={view} />
      <SummaryList rows={summaryOf(register.columns, fedBy(view.ruleSet, register), row)} />
    </TitledPage>
  )
}

/** The row was changed meanwhile: the cells that differ, side by side. */
export function RowConflictPage(
  props: RowPageProps & { conflict: Conflict<RegisterRow>; mine: RegisterRow; typed: TypedRow },
) {
  const { view, register, rowId, conflict, mine, typed, heading } = props
  const { columns, questions } = differences(register, fedBy(view.ruleSet, register), mine, conflict.value)
  const words = (row: RegisterRow) => <SummaryList rows={summaryOf(columns, questions, row)} />
  return (
    <ConflictPage
      {...frameOf(props)}
      caption={heading}
      conflict={conflict}
      mine={words(mine)}
      theirs={conflict.value === undefined ? <p>It was deleted.</p> : words(conflict.value)}
      action={addressOf(props)}
      sends={[['version', String(conflict.version)], ['row', rowId], ...fieldsOfRow(register, typed)]}
      saves="continue"
      keep={paths.register(view.organisation.id, register.id)}
    />
  )
}

/** Asks before a row is deleted. */
export function DeleteRowPage({ form, row, ...props }: RowPageProps & { row: RegisterRow; form: ShownForm }) {
  const { view, register, heading } = props
  return (
    <TitledPage
      {...frameOf(props)}
      caption={undefined}
      heading={
        <>
          Delete <bdi>{heading}</bdi>?
        </>
      }
      size="l"
      form={form}
    >
      <p>
        The {register.row.one} goes out of the list, with its evidence, and the questions that the register
        answers are worked out again. Leave out only what should not be in the list.
      </p>
      <SummaryList rows={summaryOf(register.columns.slice(0, 4), [], row)} />
      <FormBox
        of={form}
        button={`Delete this ${register.row.one}`}
        variant="warning"
        cancel={{ href: paths.register(view.organisation.id, register.id), text: 'Keep it' }}
      />
    </TitledPage>
  )
}

/** What the pages of a row have in common. */
function frameOf({ c, view, register, isNew, heading }: RowPageProps) {
  const { organisation } = view
  const title = isNew ? `Add a ${register.row.one}` : heading
  return {
    c,
    title,
    heading: <bdi>{title}</bdi>,
    within: [register.title],
    caption: register.title,
    organisation,
    current: 'tasks',
    crumbs: [
      { href: paths.tasks(organisation.id), text: 'Questions' },
      { href: paths.register(organisation.id, register.id), text: register.title },
    ],
  } as const
}

function addressOf({ view, register, rowId, isNew }: RowPageProps): string {
  const { id } = view.organisation
  return isNew ? paths.newRow(id, register.id) : paths.row(id, register.id, rowId)
}
