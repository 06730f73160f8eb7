/** Sending a file of answers: what it may be, what was wrong with the last one by its place, and what was brought in. */
import type { FileFault } from '../../answers/opening.ts'
import { countWords, upperFirst } from '../../report/words.ts'
import type { BroughtIn } from '../../service/bringing-in.ts'
import type { AssessmentView } from '../../service/views.ts'
import { NotificationBanner } from '../../web/components/panels.tsx'
import { Table } from '../../web/components/table.tsx'
import { file } from '../../web/fields.tsx'
import { paths } from '../../web/paths.ts'
import { FormBox, type ShownForm } from '../../web/shown-form.tsx'
import { TitledPage } from '../../web/titled-page.tsx'
import type { PageContext } from '../../web/web.ts'
import { ClosedNotice } from '../closed-notice.tsx'
import { isBeingFilledIn, isClosed } from '../editing.ts'

/** More faults are counted, not listed (ours). */
const MOST_FAULTS = 200

export const SEND = {
  file: file({
    label: 'Which file?',
    size: 'm',
    hint: 'An assessment as it was exported here (JSON), of this year or an earlier one; the workbook that you took out to fill in (.xlsx); or an answers file of the command line. At most 10 MB, in UTF-8.',
    accept: ['json', 'xlsx', 'yaml', 'yml'],
  }),
}

export function BringInPage(props: {
  c: PageContext
  view: AssessmentView
  form: ShownForm
  /** Of the file that was sent. */
  faults?: readonly FileFault[]
}) {
  const { c, view, form, faults = [] } = props
  const { id, name } = view.organisation
  return (
    <TitledPage
      c={c}
      title="Bring answers in from a file"
      caption={<bdi>{name}</bdi>}
      organisation={view.organisation}
      current="tasks"
      crumbs={[
        { href: paths.tasks(id), text: 'Questions' },
        { href: paths.data(id), text: 'Your data' },
      ]}
      form={form}
      above={<Done c={c} id={id} />}
    >
      <ClosedNotice view={view} />
      {isClosed(view) ? (
        <></>
      ) : isBeingFilledIn(view) ? (
        <>
          <p>
            You see what the file would change before anything is saved. Then all of it comes in, or nothing.
            What the file does not say stays as it is.
          </p>
          <ul class="nhsuk-list nhsuk-list--bullet">
            <li>Answers of an earlier day, or to other rules, come in to be confirmed.</li>
            <li>
              Only a review here verifies: what was verified comes in as evidenced, to be verified again.
            </li>
            <li>
              Results, history, reviews and comments of the file stay out. So do explanations and notes of an
              earlier day.
            </li>
          </ul>
          {faults.length > 0 && <Faults faults={faults} />}
          <FormBox of={form} button="Show what it would change" />
        </>
      ) : (
        <p>Nothing can be brought in: the assessment is not being filled in now.</p>
      )}
    </TitledPage>
  )
}

function Faults({ faults }: { faults: readonly FileFault[] }) {
  const shown = faults.slice(0, MOST_FAULTS)
  return (
    <>
      <Table
        caption="What does not fit"
        columns={[{ header: 'Line, or sheet and cell' }, { header: 'What to do' }]}
        rows={shown.map(({ place, message }) => [
          <span class="wr-typed">{place}</span>,
          <span class="wr-typed">{message}</span>,
        ])}
      />
      {faults.length > shown.length && <p>And {faults.length - shown.length} more.</p>}
    </>
  )
}

function Done({ c, id }: { c: PageContext; id: string }) {
  const done = doneIn(c)
  if (done === undefined) return <></>
  const { answers, rows, texts, waiting } = done
  return (
    <NotificationBanner
      success
      heading={
        answers + rows + texts === 0
          ? 'All of it stands here'
          : `${upperFirst(countWords(answers, 'answer'))} and ${countWords(rows, 'row')} came in`
      }
    >
      {texts > 0 && (
        <p>{upperFirst(countWords(texts, 'explanation or note', 'explanations and notes'))} too</p>
      )}
      {waiting > 0 && (
        <p>
          <a href={paths.confirm(id)}>{upperFirst(countWords(waiting, 'answer'))} to be confirmed</a>
        </p>
      )}
    </NotificationBanner>
  )
}

/** What was done last, as the address of our own page says. */
function doneIn(c: PageContext): BroughtIn | undefined {
  const [answers, rows, texts, waiting] = ['answers', 'rows', 'texts', 'waiting'].map((name) => {
    const text = c.req.query(name)
    return text !== undefined && /^\d{1,4}$/.test(text) ? Number(text) : undefined
  })
  return answers === undefined
    ? undefined
    : { answers, rows: rows ?? 0, texts: texts ?? 0, waiting: waiting ?? 0 }
}
