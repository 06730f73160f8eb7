/** Answers that were carried forward and wait to be confirmed: how many in each part; and those of one part, to be confirmed together. */
import type { Answer } from '../../answers/model.ts'
import type { Domain, Question } from '../../rules/model.ts'
import { countWords, dateWords, upperFirst } from '../../report/words.ts'
import type { AssessmentView } from '../../service/views.ts'
import { isConfirmedAlone, type Origin } from '../../service/confirming.ts'
import { ClosedNotice } from '../closed-notice.tsx'
import { Button } from '../../web/components/button.tsx'
import { Checkboxes } from '../../web/components/checkboxes.tsx'
import { ErrorSummary, type FormFault, messageFor } from '../../web/components/error-summary.tsx'
import { Tag, TaskList } from '../../web/components/lists.tsx'
import { NotificationBanner } from '../../web/components/panels.tsx'
import { isClosed, mayEdit } from '../editing.ts'
import { Page } from '../../web/layout.tsx'
import { paths } from '../../web/paths.ts'
import { AnswerWords } from '../questions/answer-words.tsx'
import { carriedNotes } from '../questions/carried.tsx'
import { crumbsOf } from '../questions/walk.ts'
import type { PageContext } from '../../web/web.ts'
import { isRegisterCarried, waitingFor } from './waiting.ts'

interface ConfirmPageProps {
  c: PageContext
  view: AssessmentView
  /** What was just done; undefined: nothing. */
  done: { readonly confirmed: number; readonly passedOver: number } | undefined
}

export function ConfirmPage({ c, view, done }: ConfirmPageProps) {
  const { id, name } = view.organisation
  const waiting = waitingFor(c, view)
  const registers = view.ruleSet.registers.filter(
    (one) => isRegisterCarried(view, one.id) && mayEdit(c, view, { domain: one.domain }),
  )
  const parts = view.ruleSet.domains
    .map((domain) => ({ domain, count: waitingFor(c, view, domain).length }))
    .filter(({ count }) => count > 0)
  return (
    <Page
      c={c}
      title="Confirm what was carried forward"
      organisation={{ id, name }}
      current="tasks"
      crumbs={[{ href: paths.tasks(id), text: 'Questions' }]}
    >
      {done !== undefined && <Done {...done} />}
      <h1 class="nhsuk-heading-xl">Confirm what was carried forward</h1>
      <ClosedNotice view={view} />
      {isClosed(view) ? (
        <></>
      ) : waiting.length === 0 ? (
        <p>Every answer that was carried forward has been confirmed or changed.</p>
      ) : (
        <>
          <p>
            {upperFirst(countWords(waiting.length, 'answer'))} to confirm. An answer counts on evidence only
            once somebody said that it is true as at {dateWords(view.assessment.asOf)}.
          </p>
          <p>
            Look at <a href={paths.scope(id)}>the scope</a> first: it decides which questions are asked.
          </p>
          <TaskList
            id="parts"
            tasks={parts.map(({ domain, count }) => ({
              name: domain.title,
              href: paths.confirmDomain(id, domain.id),
              status: <Tag colour="pink">{`${count}\u00a0to\u00a0confirm`}</Tag>,
            }))}
          />
        </>
      )}
      {registers.length > 0 && (
        <>
          <h2 class="nhsuk-heading-l">Registers</h2>
          <p>Look through the rows, then mark the register as complete.</p>
          <TaskList
            id="registers"
            tasks={registers.map((register) => ({
              name: register.title,
              href: paths.register(id, register.id),
              status: <Tag colour="pink">To confirm</Tag>,
            }))}
          />
        </>
      )}
    </Page>
  )
}

function Done({ confirmed, passedOver }: NonNullable<ConfirmPageProps['done']>) {
  return (
    <NotificationBanner
      success
      heading={
        confirmed === 0
          ? 'No further answer confirmed'
          : `${upperFirst(countWords(confirmed, 'answer'))} confirmed`
      }
    >
      {passedOver > 0 && (
        <p>
          {upperFirst(countWords(passedOver, 'answer'))} passed over:{' '}
          {passedOver === 1 ? 'it was' : 'they were'} confirmed or changed before.
        </p>
      )}
    </NotificationBanner>
  )
}

interface DomainProps {
  c: PageContext
  view: AssessmentView
  domain: Domain
  origins: Readonly<Record<string, Origin>>
  /** Values of the boxes that are ticked; none of them is in advance. */
  ticked: readonly string[]
  faults: readonly FormFault[]
  /** It could not be saved, and no fault of the person's. */
  notSaved?: boolean
}

/** What a ticked box sends: the question, and the version that was seen. */
function boxValue(view: AssessmentView, questionId: string): string {
  return `${questionId}:${String(view.versions[questionId] ?? 0)}`
}

export function ConfirmDomainPage(props: DomainProps) {
  const { c, view, domain, ticked, faults } = props
  const { id, name } = view.organisation
  const { asOf } = view.answers
  const waiting = waitingFor(c, view, domain).flatMap(({ question }) => {
    const answer = view.toConfirm[question.id]
    return answer === undefined ? [] : [{ question, answer, alone: isConfirmedAlone(question, answer, asOf) }]
  })
  const [together, alone] = [waiting.filter((one) => !one.alone), waiting.filter((one) => one.alone)]
  return (
    <Page
      c={c}
      title="Confirm what was carried forward"
      within={[domain.title]}
      faulty={faults.length > 0 || props.notSaved === true}
      organisation={{ id, name }}
      current="tasks"
      crumbs={[
        ...crumbsOf(c, id, domain),
        { href: paths.confirm(id), text: 'Confirm what was carried forward' },
      ]}
    >
      {props.notSaved && (
        <NotificationBanner title="Not saved" heading="Ward Round could not save this at the moment.">
          <p>Your ticks are kept. Try again in a minute.</p>
        </NotificationBanner>
      )}
      <ErrorSummary faults={faults} />
      <h1 class="nhsuk-heading-xl">
        <span class="nhsuk-caption-xl">{domain.title}</span>
        Confirm what was carried forward
      </h1>
      <ClosedNotice view={view} />
      {isClosed(view) ? (
        <></>
      ) : waiting.length === 0 ? (
        <p>
          Nothing is left to confirm here. <a href={paths.confirm(id)}>See the other parts</a>
        </p>
      ) : (
        <>
          {together.length > 0 && (
            <form action={paths.confirmDomain(id, domain.id)} method="post" novalidate>
              <p>
                Read each answer, and tick it if it is still true. Leave what you are not sure of, and change
                what is not true any more on its own page.
              </p>
              <Checkboxes
                name="answer"
                legend={{ text: `True as at ${dateWords(asOf)}`, size: 'm' }}
                error={messageFor(faults, 'answer')}
                items={together.map(({ question, answer }) => {
                  const value = boxValue(view, question.id)
                  return {
                    value,
                    text: question.text,
                    checked: ticked.includes(value),
                    hint: <Before {...props} question={question} answer={answer} verb="Change it" />,
                  }
                })}
              />
              <Button>Confirm what is ticked</Button>
            </form>
          )}
          {alone.length > 0 && (
            <>
              <h2 class="nhsuk-heading-m" id="alone">
                One by one: their evidence is out of date
              </h2>
              <p>Open each, and bring newer evidence or confirm it as it is. It then counts on paper only.</p>
              {alone.map(({ question, answer }) => (
                <>
                  <h3 class="nhsuk-heading-s">{question.text}</h3>
                  <Before {...props} question={question} answer={answer} verb="Confirm or change it" />
                </>
              ))}
            </>
          )}
        </>
      )}
    </Page>
  )
}

/** An answer as it was carried forward, what changed since, and the way to its own page. */
function Before({
  view,
  origins,
  question,
  answer,
  verb,
}: DomainProps & { question: Question; answer: Answer; verb: string }) {
  const { asOf, organisation } = view.answers
  return (
    <>
      <AnswerWords question={question} answer={answer} cohort={organisation.cohort} />
      {carriedNotes(question, answer, origins[question.id], asOf).map((note) => (
        <p class="nhsuk-body-s">{note}</p>
      ))}
      <p class="nhsuk-body-s">
        <a href={paths.question(view.organisation.id, question.domain, question.id)}>
          {verb}
          <span class="nhsuk-u-visually-hidden">: {question.short}</span>
        </a>
      </p>
    </>
  )
}
