/** The first look: who must be in the room, its questions, and what its answers would have let in. */
import {
  attacksSentence,
  findOpenDoors,
  isKnown,
  type OpenDoor,
  openSentence,
  whoKnowsFirst,
} from '../../report/first-look.ts'
import { countWords, dateWords, joinWords } from '../../report/words.ts'
import type { ResultView } from '../../service/views.ts'
import type { SharedOut } from '../../service/sharing-out.ts'
import { ClosedNotice } from '../closed-notice.tsx'
import { ActionLink } from '../../web/components/button.tsx'
import { TaskList } from '../../web/components/lists.tsx'
import { isBeingFilledIn, mayDo } from '../editing.ts'
import { TitledPage } from '../../web/titled-page.tsx'
import { alsoWithWords } from '../parts.ts'
import { paths } from '../../web/paths.ts'
import { progressOf, type QuestionState, questionStates } from '../progress.ts'
import { StateTag } from '../questions/answer-words.tsx'
import { firstLookHref, firstLookOf } from '../questions/walk.ts'
import type { PageContext } from '../../web/web.ts'
import { Standing } from './tasks-page.tsx'

/** Doors that are told at length. */
const TOLD = 3

interface FirstLookProps extends ResultView {
  c: PageContext
  /** For who shares the work out. */
  shared: SharedOut | undefined
}

export function FirstLookPage({ c, view, result, row, shared }: FirstLookProps) {
  const { id } = view.organisation
  const states = questionStates(view)
  const look = firstLookOf(view, states)
  const { answered, shown } = progressOf(look)
  const next = look.find((one) => one.state === 'unanswered')
  const doors = findOpenDoors(view.ruleSet, row)
  const unknown = look.filter(({ state }) => state === 'unanswered' || state === 'not-known').length
  const known = look.filter(({ question }) => isKnown(row, question.index)).length
  return (
    <TitledPage
      c={c}
      title="First look"
      organisation={view.organisation}
      current="tasks"
      crumbs={[{ href: paths.tasks(id), text: 'Questions' }]}
    >
      <ClosedNotice view={view} />
      {next === undefined ? (
        <>
          <p class="nhsuk-lede-text">{openSentence(doors.length, known, unknown)}</p>
          {!result.complete && <p>{attacksSentence(result.incidents)}</p>}
          <OpenDoors doors={doors.slice(0, TOLD)} id={id} />
          {result.complete ? (
            <ActionLink href={paths.results(id)}>See the results</ActionLink>
          ) : (
            <>
              <h2 class="nhsuk-heading-m">What is not yet asked</h2>
              <Standing view={view} result={result} />
              <Untouched states={states} view={view} />
              <p>
                The range grows narrower with every further answer.{' '}
                <a href={paths.tasks(id)}>Go on with the whole questionnaire</a>, or{' '}
                <a href={paths.results(id)}>see the results so far</a>.
              </p>
            </>
          )}
        </>
      ) : (
        <>
          <p class="nhsuk-lede-text">
            {countWords(shown, 'question')} that say most. “We do not know” is an answer.
          </p>
          <p>
            {answered} of {shown} answered. In the room: {joinWords(whoKnowsFirst(view.ruleSet))}.
          </p>
          {isBeingFilledIn(view) && (
            <ActionLink href={firstLookHref(view, next)}>
              {answered === 0 ? 'Start' : 'Next question'}
            </ActionLink>
          )}
          {answered > 0 && <Standing view={view} result={result} />}
        </>
      )}
      <h2 class="nhsuk-heading-m">The {shown} questions</h2>
      {shared !== undefined && <Holders c={c} view={view} shared={shared} />}
      <TaskList
        id="look"
        tasks={look.map((state) => ({
          name: state.question.text,
          href: firstLookHref(view, state),
          hint: `Who usually knows: ${state.question.knows}`,
          status: <StateTag state={state} />,
        }))}
      />
    </TitledPage>
  )
}

/** Who was asked to fill it in as one part, and who else may answer some of it; or the way to ask somebody. */
function Holders({ c, view, shared }: { c: PageContext; view: ResultView['view']; shared: SharedOut }) {
  const { id } = view.organisation
  const held = shared.assignments.flatMap((part) => {
    const who = shared.answerers.find((one) => one.accountId === part.accountId)
    return part.kind === 'first-look' && who !== undefined ? [{ who, part }] : []
  })
  if (held.length === 0)
    return mayDo(c, view, 'assign') ? (
      <p>
        <a href={paths.newAssignment(id, 'first-look')}>Share them out as one part</a>
      </p>
    ) : (
      <></>
    )
  return (
    <ul class="nhsuk-list">
      {held.map(({ who, part }) => (
        <li>
          With <bdi>{who.name}</bdi>
          {part.due !== undefined && `, by ${dateWords(part.due)}`}.
          {part.alsoWith.length > 0 && ` Also with ${alsoWithWords(part)}.`}
        </li>
      ))}
    </ul>
  )
}

/** The domains of which nothing is answered. */
function Untouched({ states, view }: { states: readonly QuestionState[]; view: ResultView['view'] }) {
  const touched = new Set(
    states.flatMap((one) => (one.hidden || one.state === 'unanswered' ? [] : [one.question.domain])),
  )
  const left = view.ruleSet.domains.filter((one) => !touched.has(one.id))
  return left.length === 0 ? (
    <></>
  ) : (
    <p>Nothing is answered yet on: {joinWords(left.map((one) => one.title))}.</p>
  )
}

/** The doors that stand open in most attacks, and what they would have let in. */
function OpenDoors({ doors, id }: { doors: readonly OpenDoor[]; id: string }) {
  if (doors.length === 0) return <></>
  return (
    <>
      <h2 class="nhsuk-heading-m">Open in most past attacks</h2>
      <ol class="nhsuk-list nhsuk-list--number">
        {doors.map(({ question, letIn }) => (
          <li>
            <a href={paths.question(id, question.domain, question.id)}>{question.short}</a>: in{' '}
            {countWords(letIn.length, 'past attack')}.
            <ul>
              {letIn.slice(0, TOLD).map(({ incident, step }) => (
                <li>
                  <a href={paths.replay(id, incident.id)}>{incident.title}</a>: {step.text}
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ol>
      <p>
        A better answer alone may not stop an attack, because other doors count too. This does not predict the
        next one.
      </p>
    </>
  )
}
