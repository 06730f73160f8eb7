/** The first page of who reads no results: for a contributor the parts they were given, for a reviewer the evidence that nobody has looked at. */
import { ownSentence } from '../../report/first-page.ts'
import { countWords, dateWords } from '../../report/words.ts'
import type { CafPart } from '../../service/caf-parts.ts'
import type { AssessmentView } from '../../service/views.ts'
import { cafTarget } from '../../service/permission.ts'
import type { Unreviewed } from '../../service/reviewing.ts'
import type { SharedPart } from '../../service/sharing-out.ts'
import { ClosedNotice } from '../closed-notice.tsx'
import { ActionLink } from '../../web/components/button.tsx'
import { waitingFor } from '../carrying/waiting.ts'
import { SummaryCard, Tag, TaskList } from '../../web/components/lists.tsx'
import { isBeingFilledIn, isClosed } from '../editing.ts'
import { TitledPage } from '../../web/titled-page.tsx'
import { alsoWithWords, type PartState, partState, statesOfPart } from '../parts.ts'
import { paths } from '../../web/paths.ts'
import { progressOf, type QuestionState, questionStates } from '../progress.ts'
import { isOpen, lookPlacesOf, type Place, placesOf } from '../questions/walk.ts'
import type { PageContext } from '../../web/web.ts'
import { ProgressTag } from './tasks-page.tsx'

interface OwnTasksProps {
  c: PageContext
  view: AssessmentView
  assignments: readonly SharedPart[]
  /** By question. */
  openComments: Readonly<Record<string, number>>
  /** Undefined: the person reviews nothing. */
  waiting: readonly Unreviewed[] | undefined
}

export function OwnTasksPage(props: OwnTasksProps) {
  const { c, view, waiting } = props
  const { id, name } = view.organisation
  const person = c.get('person')
  const isContributor = (person?.memberships ?? []).some(
    (one) => one.organisationId === id && one.role === 'contributor',
  )
  const states = questionStates(view)
  return (
    <TitledPage
      c={c}
      title="Your part"
      organisation={view.organisation}
      current="tasks"
      caption={<bdi>{name}</bdi>}
      {...(isBeingFilledIn(view) && { heading: sentenceOf(props, states, isContributor), size: 'l' })}
    >
      <p>
        Reference date: {dateWords(view.assessment.asOf)}. {stateSentence(view)}
      </p>
      <ClosedNotice view={view} />
      {isContributor && <OwnParts {...props} states={states} />}
      {waiting !== undefined && <ToReview {...props} states={states} waiting={waiting} />}
    </TitledPage>
  )
}

function sentenceOf(
  { c, view, assignments, waiting }: OwnTasksProps,
  states: readonly QuestionState[],
  isContributor: boolean,
): string {
  const now = c.get('web').house.now()
  const parts = isContributor ? assignments : []
  const own = new Set(parts.flatMap((one) => statesOfPart(view.ruleSet, one, states)))
  const { answered, shown } = progressOf([...own])
  const shownIds = new Set(states.filter((one) => !one.hidden).map(({ question }) => question.id))
  const outcomes = parts.flatMap(({ caf }) =>
    caf === undefined ? [] : caf.outcomes.map((one) => ({ ...one, of: cafTarget(caf.place, one.code) })),
  )
  return ownSentence({
    open: shown - answered,
    outcomes: new Set(outcomes.flatMap(({ isToAnswer, of }) => (isToAnswer ? [of] : []))).size,
    late: parts.filter((one) => partState(view.ruleSet, states, one, now).late).length,
    review: waiting?.filter((one) => !one.isOwn && shownIds.has(one.questionId)).length ?? 0,
  })
}

function stateSentence(view: AssessmentView): string | undefined {
  if (isBeingFilledIn(view)) return 'Every change is saved as you go.'
  if (isClosed(view)) return undefined
  return view.assessment.status === 'submitted'
    ? 'The assessment is with the SIRO, and stays as it is until they sign or return it.'
    : 'The assessment is signed, and stays as it is.'
}

type Known = Omit<OwnTasksProps, 'waiting'> & { states: readonly QuestionState[] }

function OwnParts({ c, view, states, assignments, openComments }: Known) {
  const now = c.get('web').house.now()
  const places = placesOf(c, view, states)
  const waiting = waitingFor(c, view).length
  const parts = assignments.map((one) => partState(view.ruleSet, states, one, now))
  if (parts.length === 0)
    return (
      <>
        <h2 class="nhsuk-heading-l">What you were asked to fill in</h2>
        <p>
          {isBeingFilledIn(view)
            ? 'Nothing yet. Your cyber lead shares the questions out, and you see them here.'
            : 'Nothing at the moment.'}
        </p>
      </>
    )
  return (
    <>
      <h2 class="nhsuk-heading-l">What you were asked to fill in</h2>
      {waiting > 0 && (
        <p>
          <a href={paths.confirm(view.organisation.id)}>
            Confirm {countWords(waiting, 'answer')} carried forward, together
          </a>
        </p>
      )}
      {parts.map((part) => (
        <OwnPart view={view} part={part} states={states} places={places} openComments={openComments} />
      ))}
    </>
  )
}

function OwnPart(props: {
  view: AssessmentView
  part: PartState
  states: readonly QuestionState[]
  places: readonly Place[]
  openComments: OwnTasksProps['openComments']
}) {
  const { view, part, states, places, openComments } = props
  const { assignment, title, progress, late } = part
  const { id } = view.organisation
  const own = new Set(statesOfPart(view.ruleSet, assignment, states))
  const inPart =
    assignment.kind === 'first-look'
      ? lookPlacesOf(view, states)
      : places.filter(({ stop }) =>
          stop.kind === 'question' ? own.has(stop.state) : stop.feeds.some((one) => own.has(one)),
        )
  const discussed = [...own].filter(({ question }) => (openComments[question.id] ?? 0) > 0)
  const { caf } = assignment
  const next =
    caf === undefined
      ? isBeingFilledIn(view)
        ? inPart.find(({ stop }) => isOpen(stop))?.href
        : undefined
      : hrefOfOutcome(id, caf, ({ isToAnswer }) => isToAnswer)
  const first =
    caf !== undefined
      ? caf.outcomes.length === 1
        ? hrefOfOutcome(id, caf, () => true)
        : paths.cafOutcomesOf(id, caf.place.frameworkId, caf.place.systemId)
      : assignment.kind === 'domain'
        ? paths.domain(id, assignment.target)
        : inPart[0]?.href
  return (
    <>
      <SummaryCard
        heading={title}
        level={3}
        {...(first === undefined ? {} : { actions: [{ href: first, text: 'Open', about: title }] })}
        rows={[
          { key: 'So far', value: <ProgressTag {...progress} /> },
          {
            key: 'Due',
            value: (
              <>
                {assignment.due === undefined ? 'No day set' : dateWords(assignment.due)}{' '}
                {late && <Tag colour="red">Late</Tag>}
              </>
            ),
          },
          ...(discussed.length === 0
            ? []
            : [
                {
                  key: 'Open comments',
                  value: (
                    <ul class="nhsuk-list nhsuk-u-margin-bottom-0">
                      {discussed.map(({ question }) => (
                        <li>
                          <a href={paths.comments(id, question)}>
                            {question.short} ({openComments[question.id]})
                          </a>
                        </li>
                      ))}
                    </ul>
                  ),
                },
              ]),
          ...(alsoWithWords(assignment) === undefined
            ? []
            : [{ key: 'Also with', value: <bdi>{alsoWithWords(assignment)}</bdi> }]),
          ...(assignment.note === ''
            ? []
            : [
                {
                  key: 'Note',
                  value: <bdi class="wr-typed">{assignment.note}</bdi>,
                },
              ]),
          { key: 'Asked by', value: <bdi>{assignment.givenBy}</bdi> },
        ]}
      />
      {next !== undefined && (
        <ActionLink href={next}>
          {progress.answered === 0 ? 'Start' : 'Go on'}
          <span class="nhsuk-u-visually-hidden"> with {title}</span>
        </ActionLink>
      )}
    </>
  )
}

function hrefOfOutcome(
  id: string,
  { place, outcomes }: CafPart,
  fits: (one: CafPart['outcomes'][number]) => boolean,
): string | undefined {
  const found = outcomes.find(fits)
  return found && paths.cafOutcome(id, place.frameworkId, place.systemId, found.code)
}

function ToReview(props: {
  view: AssessmentView
  states: readonly QuestionState[]
  waiting: readonly Unreviewed[]
  openComments: OwnTasksProps['openComments']
}) {
  const { view, states, openComments } = props
  const textOf = new Map(
    states.filter((one) => !one.hidden).map(({ question }) => [question.id, question.text]),
  )
  const waiting = props.waiting.filter((one) => textOf.has(one.questionId))
  return (
    <>
      <h2 class="nhsuk-heading-l">Evidence that nobody has reviewed</h2>
      {!isBeingFilledIn(view) ? (
        <p>Nothing can be reviewed until it is being filled in again.</p>
      ) : waiting.length === 0 ? (
        <p>There is none at the moment.</p>
      ) : (
        <TaskList
          id="review"
          tasks={waiting.map(({ questionId, domain, isOwn }) => ({
            name: textOf.get(questionId) ?? questionId,
            href: paths.evidence(view.organisation.id, { domain, id: questionId }),
            status: isOwn ? <Tag colour="grey">You brought it</Tag> : <Tag colour="blue">To review</Tag>,
          }))}
        />
      )}
      <h2 class="nhsuk-heading-l">Every answer</h2>
      <TaskList
        id="domains"
        tasks={view.ruleSet.domains.map((domain) => {
          const own = states.filter((one) => one.question.domain === domain.id)
          const open = own.reduce((sum, { question }) => sum + (openComments[question.id] ?? 0), 0)
          return {
            name: domain.title,
            href: paths.domain(view.organisation.id, domain.id),
            ...(open === 0 ? {} : { hint: `${countWords(open, 'open comment')}.` }),
            status: <ProgressTag {...progressOf(own)} />,
          }
        })}
      />
    </>
  )
}
