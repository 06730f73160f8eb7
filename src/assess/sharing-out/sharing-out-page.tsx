/** For the lead: who has what of the questionnaire, how far they are, what is late, and what nobody has. */
import { countWords, dateWords } from '../../report/words.ts'
import type { AssessmentView } from '../../service/views.ts'
import { closedWords } from '../../service/permission.ts'
import { ButtonForm } from '../../web/components/button-form.tsx'
import { ActionLink } from '../../web/components/button.tsx'
import { Tag, TaskList } from '../../web/components/lists.tsx'
import { NotificationBanner } from '../../web/components/panels.tsx'
import { Table } from '../../web/components/table.tsx'
import { isClosed, mayDo } from '../editing.ts'
import { TitledPage } from '../../web/titled-page.tsx'
import { alsoWithWords, type PartState, partState, statesOfPart } from '../parts.ts'
import { paths } from '../../web/paths.ts'
import { progressOf, type QuestionState, questionStates } from '../progress.ts'
import { ProgressTag } from '../tasks/tasks-page.tsx'
import type { PageContext } from '../../web/web.ts'
import type { Sharing } from './assign-page.tsx'

interface SharingOutProps extends Sharing {
  c: PageContext
  /** What was just done, said at the top. */
  done?: string | undefined
}

export function SharingOutPage({ c, view, shared, done }: SharingOutProps) {
  const { id } = view.organisation
  const states = questionStates(view)
  const now = c.get('web').house.now()
  const parts = shared.assignments.map((one) => partState(view.ruleSet, states, one, now))
  const people = shared.answerers.filter((one) =>
    parts.some((part) => part.assignment.accountId === one.accountId),
  )
  const gone = parts.filter(
    (part) => !shared.answerers.some((one) => one.accountId === part.assignment.accountId),
  )
  const late = parts.filter((part) => part.late).length
  const editable = mayDo(c, view, 'assign')
  return (
    <TitledPage
      c={c}
      title="Who fills in what"
      organisation={view.organisation}
      current="tasks"
      crumbs={[{ href: paths.tasks(id), text: 'Questions' }]}
      wide
      above={done !== undefined && <NotificationBanner success heading={done} />}
    >
      <p>
        A contributor can open what you share out with them, and nothing else. Several people may have the
        same part, or parts that share questions: each of them may answer.
      </p>
      {late > 0 && (
        <p>
          <Tag colour="red">Late</Tag> {countWords(late, 'part')} past {late === 1 ? 'its' : 'their'} day.
        </p>
      )}
      {editable ? (
        <ActionLink href={paths.newAssignment(id)}>Share out a part</ActionLink>
      ) : (
        <p>
          {isClosed(view)
            ? closedWords(view.closed)
            : 'This assessment was submitted or signed: it is not shared out now.'}
        </p>
      )}
      <h2 class="nhsuk-heading-l">By person</h2>
      {people.length === 0 && <p>Nothing is shared out yet.</p>}
      {people.map(({ accountId, name: who }) => {
        const own = parts.filter((part) => part.assignment.accountId === accountId)
        const all = new Set(own.flatMap((part) => statesOfPart(view.ruleSet, part.assignment, states)))
        const { answered, shown } = progressOf([...all])
        return (
          <>
            <h3 class="nhsuk-heading-m nhsuk-u-margin-bottom-2">
              <bdi>{who}</bdi>
            </h3>
            <p>
              {answered} of {countWords(shown, 'question')} answered.
            </p>
            <Parts id={id} who={who} parts={own} editable={editable} />
          </>
        )
      })}
      {gone.length > 0 && (
        <>
          <h3 class="nhsuk-heading-m">People who can no longer fill it in</h3>
          <p>They left, or their role changed. Share these parts out again.</p>
          <Parts id={id} who="people who left" parts={gone} editable={editable} />
        </>
      )}
      <h2 class="nhsuk-heading-l">What nobody has</h2>
      <Nobodys
        view={view}
        states={states}
        held={parts.filter((part) => !gone.includes(part))}
        editable={editable}
      />
    </TitledPage>
  )
}

function Parts(props: { id: string; who: string; parts: readonly PartState[]; editable: boolean }) {
  const { id, who, parts, editable } = props
  const columns = ['Part', 'So far', 'Due', 'Note', ...(editable ? ['Change'] : [])]
  return (
    <Table
      caption={`Parts of ${who}`}
      captionHidden
      columns={columns.map((header) => ({ header }))}
      rows={parts.map(({ assignment, title, progress, late }) => [
        <>
          {assignment.kind === 'question' ? `Question: ${title}` : title}
          {alsoWithWords(assignment) !== undefined && (
            <div class="nhsuk-hint nhsuk-u-margin-bottom-0">
              Also with <bdi>{alsoWithWords(assignment)}</bdi>.
            </div>
          )}
        </>,
        <ProgressTag {...progress} />,
        <>
          <span class="wr-count">
            {assignment.due === undefined ? 'No day set' : dateWords(assignment.due)}
          </span>{' '}
          {late && <Tag colour="red">Late</Tag>}
        </>,
        <bdi class="wr-typed">{assignment.note}</bdi>,
        ...(editable
          ? [
              <ButtonForm
                action={paths.endAssignment(id, assignment.id)}
                button="Take back"
                about={` ${title} from ${who}`}
                variant="link"
              />,
            ]
          : []),
      ])}
    />
  )
}

/** The domains of which something is with nobody: it is left to the lead. */
function Nobodys(props: {
  view: AssessmentView
  states: readonly QuestionState[]
  held: readonly PartState[]
  editable: boolean
}) {
  const { view, states, held, editable } = props
  const taken = new Set(held.flatMap((part) => statesOfPart(view.ruleSet, part.assignment, states)))
  const open = view.ruleSet.domains.flatMap((domain) => {
    const own = statesOfPart(view.ruleSet, { kind: 'domain', target: domain.id }, states).filter(
      (one) => !one.hidden,
    )
    const left = own.filter((one) => !taken.has(one))
    return left.length === 0 ? [] : [{ domain, left, of: own.length }]
  })
  if (open.length === 0) return <p>Every question is with somebody.</p>
  return (
    <>
      <p>These questions are left to the cyber lead.</p>
      <TaskList
        id="nobodys"
        tasks={open.map(({ domain, left, of }) => ({
          name: domain.title,
          ...(editable ? { href: paths.newAssignment(view.organisation.id, `domain:${domain.id}`) } : {}),
          hint:
            left.length === of
              ? `All ${countWords(of, 'question')}.`
              : `${left.length} of ${countWords(of, 'question')}.`,
          status: <ProgressTag {...progressOf(left)} />,
        }))}
      />
    </>
  )
}
