/** The export of a tool for a question: where it is found, sending it, and every fault of the last one by its row. */
import type { Child } from 'hono/jsx'
import * as v from 'valibot'
import type { QuestionId } from '../../ids.ts'
import { findQuestion } from '../../rules/find.ts'
import type { Fault } from '../../exchange/csv.ts'
import { filledBy, type ToolExportView } from '../../service/tool-exports.ts'
import { Details } from '../../web/components/panels.tsx'
import { day, file, line } from '../../web/fields.tsx'
import { paths } from '../../web/paths.ts'
import { FormBox, type ShownForm } from '../../web/shown-form.tsx'
import { TitledPage } from '../../web/titled-page.tsx'
import type { PageContext } from '../../web/web.ts'
import { FileFaults } from '../registers/file-page.tsx'

export const totalField = (questionId: QuestionId) => `total-${questionId}`

const whole = (missing: string | undefined) =>
  v.pipe(
    v.string(),
    v.transform((text) => text.replaceAll(/[\s,]/g, '')),
    v.check(
      (text) => /^\d{1,7}$/.test(text) || (text === '' && missing === undefined),
      missing ?? 'Type a whole number, such as 1,200, or leave it blank.',
    ),
  )

export function exportFields({ kind, ruleSet, question }: ToolExportView) {
  const ownFirst = kind.questions.toSorted(
    (one, other) => Number(other.id === question.id) - Number(one.id === question.id),
  )
  const totals = ownFirst.flatMap(({ id, total }) =>
    total === undefined || findQuestion(ruleSet, id) === undefined
      ? []
      : [
          [
            totalField(id),
            line({
              label: total,
              hint: 'The tool cannot know what it does not see. Leave it blank if you do not know.',
              width: 10,
              numeric: true,
              shape: whole(undefined),
            }),
          ] as const,
        ],
  )
  return {
    file: file({
      label: 'Which file?',
      hint: 'As the tool exports it: CSV in UTF-8, or an Excel workbook, of which the first sheet is read. At most 50,000 rows and 10 MB.',
      accept: ['csv', 'xlsx'],
    }),
    stated: line({
      label: `How many ${kind.row.many} does the tool itself say there are?`,
      hint: 'The number above its list. A file that was cut off, filtered or doubled then does not pass.',
      width: 10,
      numeric: true,
      shape: whole(`Type how many ${kind.row.many} the tool says there are, such as 1,200.`),
    }),
    day: day({
      label: 'On which day was it exported?',
      hint: 'Leave it blank where the file has dates: then its newest date counts.',
      called: 'Day of the export',
    }),
    ...Object.fromEntries(totals),
  }
}

interface FrameProps {
  c: PageContext
  view: ToolExportView
  title: string
  form: ShownForm
  children: Child
}

export function ExportFrame({ c, view, title, form, children }: FrameProps) {
  const { organisation, question } = view
  return (
    <TitledPage
      c={c}
      title={title}
      caption={question.short}
      within={[question.short]}
      organisation={organisation}
      current="tasks"
      crumbs={[
        { href: paths.tasks(organisation.id), text: 'Questions' },
        { href: paths.question(organisation.id, question.domain, question.id), text: question.short },
      ]}
      form={form}
    >
      {children}
    </TitledPage>
  )
}

interface ExportPageProps {
  c: PageContext
  view: ToolExportView
  form: ShownForm
  /** Of the file that was sent now. */
  faults?: readonly Fault[]
}

export function ExportPage({ c, view, form, faults = [] }: ExportPageProps) {
  const { organisation, question, kind, sent } = view
  const columns = paths.toolColumns(organisation.id, question)
  const register = filledBy(view, c.get('person'))
  return (
    <ExportFrame {...{ c, view, form }} title="Work this out from an export">
      <p>
        {question.text} The list of your own tool shows it: you see what was counted before anything is saved.
      </p>
      <p>
        The file is not kept, and no row of it is, because rows may name people. Kept are what was counted,
        the day, and the fingerprint by which the file is known again.
      </p>
      {register !== undefined && (
        <p>
          If a column names the system, the file also shows newer dates for the register{' '}
          <a href={paths.register(organisation.id, register.id)}>{register.title}</a>. Those dates, and names
          that are not in it, are kept for a day.
        </p>
      )}
      {sent?.found.read !== undefined && (
        <p>
          <a href={paths.toolProposal(organisation.id, question)}>
            See what <bdi class="wr-typed">{sent.name}</bdi> showed
          </a>
        </p>
      )}
      <FileFaults faults={faults} />
      <FormBox of={form} button="Show the answer" />
      <Details summary="Which list?">
        <p>{kind.title}.</p>
        <p>{kind.where}</p>
        <p>It needs these columns, under any name; the others help, or are left out.</p>
        <ul class="nhsuk-list nhsuk-list--bullet">
          {kind.columns.map(({ short, required }) => (
            <li>
              {short}
              {required ? '' : ' (if there is one)'}
            </li>
          ))}
        </ul>
        {sent !== undefined && sent.found.header.length > 0 && (
          <p>
            <a href={columns}>Change what the columns of your file are</a>
          </p>
        )}
      </Details>
    </ExportFrame>
  )
}
