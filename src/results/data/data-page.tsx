/** What a trust can take away of its own data, and where it comes in again. */
import { TOOL_KINDS } from '../../answers/tool-kinds.ts'
import { findQuestion } from '../../rules/find.ts'
import { decide, isPossible } from '../../service/permission.ts'
import type { AssessmentView } from '../../service/views.ts'
import { WORKBOOK } from '../../service/workbooks.ts'
import { TABLES } from '../../report/data-tables.ts'
import { SummaryList } from '../../web/components/lists.tsx'
import { paths } from '../../web/paths.ts'
import { TitledPage } from '../../web/titled-page.tsx'
import type { PageContext } from '../../web/web.ts'

export const WHOLE = 'assessment.json'

export function DataPage({ c, view }: { c: PageContext; view: AssessmentView }) {
  const { id, name } = view.organisation
  const rowOf = (href: string, key: string, value: string) => ({
    ...{ key, value },
    actions: [{ href, text: 'Download', about: key }],
  })
  return (
    <TitledPage
      c={c}
      title="Your data, out and in"
      caption={<bdi>{name}</bdi>}
      organisation={view.organisation}
      current="tasks"
      crumbs={[{ href: paths.tasks(id), text: 'Questions' }]}
    >
      <p>
        Everything that is kept of the assessment of {view.assessment.period.name} is yours to take. Each
        download is entered in the trail. The files are marked as these pages are: handle them so.
      </p>
      <h2 class="nhsuk-heading-l">The whole assessment</h2>
      <SummaryList
        rows={[
          rowOf(
            paths.dataFile(id, WHOLE),
            'JSON',
            'Answers, registers, results with all that they add up from, the list of evidence, reviews, suppliers’ statements, notes, comments and history. Files of evidence are not in it.',
          ),
        ]}
      />
      <p>
        Its shape is <a href={paths.assessmentSchema}>published as a JSON Schema</a>. Whoever has the file can
        work out every number again: <code>npx wardround score</code> takes it.
      </p>
      <h2 class="nhsuk-heading-l">To fill in away from here</h2>
      <SummaryList
        rows={[
          rowOf(
            paths.dataFile(id, WORKBOOK),
            'Excel workbook',
            'The questions with who knows and where to look, and the answers of today: a sheet for each section and register.',
          ),
        ]}
      />
      <h2 class="nhsuk-heading-l">Tables</h2>
      <p>As CSV, for a spreadsheet or a reporting tool. The names of the columns stand in line 1.</p>
      <SummaryList
        rows={[
          ...Object.entries(TABLES).map(([file, { name, about }]) =>
            rowOf(paths.dataFile(id, file), name, about),
          ),
          rowOf(paths.actionsTable(id), 'Actions', 'The improvement plan: what, who, by when.'),
        ]}
      />
      <h2 class="nhsuk-heading-l">By a program</h2>
      <p>
        A program, or a reporting tool, reads the same with a key of yours.{' '}
        <a href={paths.api}>How it is done</a>
      </p>
      {decide('start-assessment', c.get('person'), id) === 'allowed' && isPossible('edit-answers', view) && (
        <>
          <h2 class="nhsuk-heading-l">In again</h2>
          <p>
            <a href={paths.bringIn(id)}>Bring answers in from a file</a>: one that was exported here, this
            year or an earlier one, or the workbook that you filled in.
          </p>
          <FromTools view={view} />
        </>
      )}
    </TitledPage>
  )
}

/** One way in for each kind of list: what it shows of other questions is said there. */
function FromTools({ view }: { view: AssessmentView }) {
  const ways = TOOL_KINDS.flatMap(({ title, questions }) => {
    const question = questions
      .map(({ id }) => findQuestion(view.ruleSet, id))
      .find((one) => one !== undefined)
    return question === undefined ? [] : [{ title, question }]
  })
  return (
    <>
      <p>Or work answers out from a list of your own tools:</p>
      <ul class="nhsuk-list nhsuk-list--bullet">
        {ways.map(({ title, question }) => (
          <li>
            <a href={paths.toolExport(view.organisation.id, question)}>{title}</a>
          </li>
        ))}
      </ul>
    </>
  )
}
