/** Answers that were carried forward and wait to be confirmed: how many in each part; and those of one part, to be confirmed together. */
import type { Answer } from '../../answers/model.ts'
import type { Domain, Question } from '../../rules/model.ts'
import { countWords, dateWords, upperFirst } from '../../report/words.ts'
import type { AssessmentView } from '../../service/views.ts'
import { isConfirmedAlone, type Origin } from '../../service/confirming.ts'
import { ClosedNotice } from '../closed-notice.tsx'
import { Tag, TaskList } from '../../web/components/lists.tsx'
import { NotificationBanner } from '../../web/components/panels.tsx'
import { isClosed, mayEdit } from '../editing.ts'
import { ticks } from '../../web/fields.tsx'
import { FormBox, type ShownForm } from '../../web/shown-form.tsx'
import { TitledPage } from '../../web/titled-page.tsx'
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
  const { id } = view.organisation
  const waiting = waitingFor(c, view)
  const registers = view.ruleSet.registers.filter(
    (one) => isRegisterCarried(view, one.id) && mayEdit(c, view, { domain: one.domain }),
  )
  const parts = view.ruleSet.domains
    .map((domain) => ({ domain, count: waitingFor(c, view, domain).length }))
    .filter(({ count }) => count > 0)
  return (
    <TitledPage
      c={c}
      title="Confirm what was carried forward"
      organisation={view.organisation}
      current="tasks"
      crumbs={[{ href: paths.tasks(id), text: 'Questions' }]}
      above={done !== undefined && <Done {...done} />}
    >
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
    </TitledPage>
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

export interface Carried {
  readonly view: AssessmentView
  readonly domain: Domain
  readonly origins: Readonly<Record<string, Origin>>
}

/** The answers of a domain that this person may confirm: those together in one form, and those that are confirmed on their own page. */
function waitingIn(c: PageContext, { view, domain }: Carried) {
  const waiting = waitingFor(c, view, domain).flatMap(({ question }) => {
    const answer = view.toConfirm[question.id]
    return answer === undefined ? [] : [{ question, answer }]
  })
  const isAlone = ({ question, answer }: (typeof waiting)[number]) =>
    isConfirmedAlone(question, answer, view.answers.asOf)
  return { together: waiting.filter((one) => !isAlone(one)), alone: waiting.filter(isAlone) }
}

/** A ticked box sends the question, and the version that was seen. None is ticked in advance. */
export function confirmFields(of: Carried, c: PageContext) {
  const { view } = of
  return {
    answer: ticks({
      label: `True as at ${dateWords(view.answers.asOf)}`,
      size: 'm',
      choices: waitingIn(c, of).together.map(({ question, answer }) => ({
        value: `${question.id}:${String(view.versions[question.id] ?? 0)}`,
        text: question.text,
        hint: <Before of={of} question={question} answer={answer} verb="Change it" />,
      })),
    }),
  }
}

export function ConfirmDomainPage({ c, of, form }: { c: PageContext; of: Carried; form: ShownForm }) {
  const { view, domain } = of
  const { id } = view.organisation
  const { together, alone } = waitingIn(c, of)
  return (
    <TitledPage
      c={c}
      title="Confirm what was carried forward"
      within={[domain.title]}
      caption={domain.title}
      organisation={view.organisation}
      current="tasks"
      crumbs={[
        ...crumbsOf(c, id, domain),
        { href: paths.confirm(id), text: 'Confirm what was carried forward' },
      ]}
      form={form}
    >
      <ClosedNotice view={view} />
      {isClosed(view) ? (
        <></>
      ) : together.length + alone.length === 0 ? (
        <p>
          Nothing is left to confirm here. <a href={paths.confirm(id)}>See the other parts</a>
        </p>
      ) : (
        <>
          {together.length > 0 && (
            <>
              <p>
                Read each answer, and tick it if it is still true. Leave what you are not sure of, and change
                what is not true any more on its own page.
              </p>
              <FormBox of={form} button="Confirm what is ticked" />
            </>
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
                  <Before of={of} question={question} answer={answer} verb="Confirm or change it" />
                </>
              ))}
            </>
          )}
        </>
      )}
    </TitledPage>
  )
}

/** An answer as it was carried forward, what changed since, and the way to its own page. */
function Before({
  of: { view, origins },
  question,
  answer,
  verb,
}: {
  of: Carried
  question: Question
  answer: Answer
  verb: string
}) {
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
