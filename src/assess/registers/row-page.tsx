/** One row of a register in short pages, its evidence for each question last. */
import type { RegisterRow } from '../../answers/model.ts'
import { statedColumns } from '../../answers/statement.ts'
import type { RowId } from '../../ids.ts'
import type { Register } from '../../rules/model.ts'
import type { Conflict } from '../../service/edits.ts'
import { joinWords, lowerFirst } from '../../report/words.ts'
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
import { isBlank, partsOfRow } from './row-parts.ts'
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
  /** Which page of the row this is, from 0; undefined: all as one. */
  part: number | undefined
  version: number
  became: Became
  /** Something that was typed can hardly be meant. */
  asksMeant?: boolean
}

export function RowFormPage(props: RowFormProps) {
  const { view, register, typed, became, part, isNew } = props
  const { faults } = became
  const parts = partsOfRow(register)
  const here = part === undefined ? parts : parts.slice(part, part + 1)
  const isLast = part === undefined || part === parts.length - 1
  return (
    <TitledPage {...frameOf(props)} form={became}>
      {part !== undefined && <Steps {...props} part={part} />}
      {(part ?? 0) === 0 && (
        <p>
          Give facts, with dates. “Not confirmed” is an answer of its own, and never shown as “no”. What you
          leave blank can be filled in later.
        </p>
      )}
      {!isNew && <StatementLink {...props} />}
      <form action={addressOf(props)} method="post" novalidate data-autosave>
        <input type="hidden" name="version" value={String(props.version)} />
        <input type="hidden" name="row" value={props.rowId} />
        {part !== undefined && <input type="hidden" name="part" value={String(part + 1)} />}
        {here.map(({ columns, sections }) =>
          columns.length === 0 ? (
            <EvidenceFields {...props} />
          ) : (
            sections.map((section) => (
              <section>
                <h2 class="nhsuk-heading-m wr-section">{section}</h2>
                {columns
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
            ))
          ),
        )}
        <MeantTick isAsked={props.asksMeant === true} isMeant={typed.isMeant} />
        <p class="wr-save-status" role="status" data-save-status></p>
        <div class="wr-actions">
          {!isLast && (
            <Button name="action" value="continue">
              Save and continue
            </Button>
          )}
          <Button name="action" value="list" {...(isLast ? {} : { variant: 'secondary' as const })}>
            Save and go to the list
          </Button>
          {isLast && (
            <Button name="action" value="another" variant="secondary">
              Save and add another
            </Button>
          )}
          <Button name="action" value="rest" variant="secondary">
            Save, and all that is blank is not confirmed
          </Button>
        </div>
      </form>
      {!isNew && (
        <p>
          <a href={paths.deleteRow(view.organisation.id, register.id, props.rowId)}>
            Delete this {register.row.one}
          </a>
        </p>
      )}
    </TitledPage>
  )
}

/** The pages of the row, with how much of each is filled in. */
function Steps(props: RowFormProps & { part: number }) {
  const { view, register, rowId, isNew, typed, part } = props
  return (
    <nav aria-label={`Pages of this ${register.row.one}`}>
      <ol class="nhsuk-list nhsuk-list--number wr-no-print">
        {partsOfRow(register).map(({ columns, sections }, place) => {
          const cells = columns.flatMap(({ id }) => typed.cells[id] ?? [])
          const given = Object.values(typed.evidence).filter(({ text }) => text.trim() !== '').length
          const [filled, all] =
            columns.length === 0
              ? [given, fedBy(view.ruleSet, register).length]
              : [cells.filter((cell) => !isBlank(cell)).length, columns.length]
          const title = sections.map((section, at) => (at === 0 ? section : lowerFirst(section)))
          return (
            <li>
              {place === part ? (
                <strong aria-current="step">{joinWords(title)}</strong>
              ) : isNew ? (
                joinWords(title)
              ) : (
                <a href={paths.row(view.organisation.id, register.id, rowId, place + 1)}>
                  {joinWords(title)}
                </a>
              )}
              {`: ${filled} of ${all}`}
            </li>
          )
        })}
      </ol>
    </nav>
  )
}

function EvidenceFields({ c, view, register, typed, became: { faults } }: RowFormProps) {
  const dates = datesOf(c, view.answers.asOf)
  return (
    <section>
      <h2 class="nhsuk-heading-m wr-section">Evidence</h2>
      <p>
        For each question that this register answers: a link, or the document and its place, with its date. Do
        not put anything here that names a patient.
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
  )
}

function StatementLink({ view, register, rowId }: RowPageProps) {
  if (statedColumns(register).length === 0) return <></>
  const href = paths.statement(view.organisation.id, register.id, rowId)
  return (
    <p>
      <a href={href}>What the {register.row.one} states of itself</a>
    </p>
  )
}

/** For those who may read rows and not change them. */
export function RowReadPage(props: RowPageProps & { row: RegisterRow }) {
  const { view, register, row } = props
  return (
    <TitledPage {...frameOf(props)}>
      <ClosedNotice view={view} />
      <StatementLink {...props} />
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
