/** The task list: the first look, the scope, and the domains with their progress; and the ways to the findings. */
import { leadSentence, type LeadWork } from '../../report/first-page.ts'
import { bandNameOf, countWords, dateWords, upperFirst } from '../../report/words.ts'
import type { AssessmentView, ResultView } from '../../service/views.ts'
import { decide } from '../../service/permission.ts'
import type { OpenFinding } from '../../service/reviewing.ts'
import type { AssessmentStatus } from '../../store/tables.ts'
import { waitingFor } from '../carrying/waiting.ts'
import { ClosedNotice } from '../closed-notice.tsx'
import { ActionLink } from '../../web/components/button.tsx'
import { Tag, type Task, TaskList } from '../../web/components/lists.tsx'
import { InsetText } from '../../web/components/panels.tsx'
import { isBeingFilledIn, mayDo } from '../editing.ts'
import { TitledPage } from '../../web/titled-page.tsx'
import { paths } from '../../web/paths.ts'
import { type Progress, progressOf, questionStates, scopeProgress, wholeProgress } from '../progress.ts'
import { FindingTag } from '../evidence/words.tsx'
import { firstLookOf } from '../questions/walk.ts'
import type { PageContext } from '../../web/web.ts'
import type { NewerRules } from '../../service/moving.ts'
import { WhatToDo } from './what-to-do.tsx'

interface TasksPageProps extends ResultView {
  c: PageContext
  /** Open comments by question. */
  openComments: Readonly<Record<string, number>>
  findings: readonly OpenFinding[]
  /** Name of a period of which this person can start the assessment. */
  startable: string | undefined
  newerRuleSet: NewerRules | undefined
  /** Things that wait for an explanation. */
  toExplain: number
  /** Titles of the parts that are late. */
  late: readonly string[]
}

export function TasksPage({
  c,
  view,
  result,
  signed,
  openComments,
  findings,
  startable,
  newerRuleSet,
  toExplain,
  late,
}: TasksPageProps) {
  const { id, name } = view.organisation
  const states = questionStates(view)
  const look = progressOf(firstLookOf(view, states))
  const scope = scopeProgress(view)
  const all = wholeProgress(view, states)
  const work: LeadWork = {
    open: all.shown - all.answered,
    late: late.length,
    toConfirm: all.toConfirm,
    toExplain,
    lapsed: states.filter((one) => !one.hidden && one.evidence === 'lapsed').length,
  }
  const leads = mayDo(c, view, 'submit')
  const isLookOpen = look.answered < look.shown && isBeingFilledIn(view)
  return (
    <TitledPage
      c={c}
      title="Questions"
      organisation={view.organisation}
      current="tasks"
      caption={<bdi>{name}</bdi>}
      {...(leads && { heading: leadSentence(work), size: 'l' })}
    >
      {leads && <WhatToDo id={id} work={work} late={late} />}
      <ClosedNotice view={view} />
      {startable !== undefined && (
        <InsetText>
          <p>{startable} is open, and its assessment has not been started.</p>
          <p>
            <a href={paths.start(id)}>Start the assessment of {startable}</a>
          </p>
        </InsetText>
      )}
      {newerRuleSet !== undefined && (
        <InsetText>
          <p>
            {newerRuleSet.canMove
              ? `This period asks a newer rule set, version ${newerRuleSet.version}. Nothing moves until the cyber lead accepts it.`
              : `A newer rule set is proposed, version ${newerRuleSet.version}. Nothing moves yet.`}
          </p>
          <p>
            <a href={paths.ruleSetMove(id)}>See what would change</a>
          </p>
        </InsetText>
      )}
      <NextStep c={c} view={view} />
      <p>
        Reference date: {dateWords(view.assessment.asOf)}. Each question says who usually knows.
        {isBeingFilledIn(view) && ' Every change is saved as you go.'}
      </p>
      {decide('assign', c.get('person'), id) === 'allowed' && (
        <p>
          <a href={paths.sharingOut(id)}>
            {mayDo(c, view, 'assign')
              ? 'Share the work out, and see who fills in what'
              : 'See who fills in what'}
          </a>
        </p>
      )}

      {!leads && waitingFor(c, view).length > 0 && (
        <>
          <h2 class="nhsuk-heading-l">Confirm what was carried forward</h2>
          <p>
            {upperFirst(countWords(all.toConfirm, 'answer'))} {all.toConfirm === 1 ? 'waits' : 'wait'} to be
            confirmed. Each counts on evidence once somebody has said that it is true now.
          </p>
          <ActionLink href={paths.confirm(id)}>Confirm the answers</ActionLink>
        </>
      )}

      {isLookOpen && (
        <>
          <h2 class="nhsuk-heading-l">Start here: the first look</h2>
          <p>
            {countWords(look.shown, 'question')} that show the range in which your score lies, and where to
            look first.
          </p>
          <ActionLink href={paths.firstLook(id)}>
            {look.answered === 0
              ? 'Start the first look'
              : `Go on with the first look (${look.answered} of ${look.shown})`}
          </ActionLink>
        </>
      )}
      <Standing view={view} result={result} {...(signed === undefined ? {} : { signed })} />

      <h2 class="nhsuk-heading-l">The whole questionnaire</h2>
      <p>
        {all.answered} of {countWords(all.shown, 'question')} answered
        {all.toConfirm > 0 && <>, {all.toConfirm} of them to be confirmed</>}.
      </p>
      <progress class="wr-progress" max={all.shown} value={all.answered} aria-label="Questions answered">
        {all.answered} of {all.shown}
      </progress>
      <TaskList
        id="parts"
        tasks={[
          {
            name: view.ruleSet.scope.title,
            href: paths.scope(id),
            hint: 'What this assessment is about. Answer it before the rest.',
            status: <ProgressTag {...scope} />,
          },
          ...view.ruleSet.domains.map((domain): Task => {
            const progress = progressOf(states.filter((one) => one.question.domain === domain.id))
            const registers = view.ruleSet.registers.filter((one) => one.domain === domain.id)
            const open = view.ruleSet.questions
              .filter((one) => one.domain === domain.id)
              .reduce((sum, one) => sum + (openComments[one.id] ?? 0), 0)
            const held = [
              ...registers.map((one) => `Holds the register of ${one.row.many}.`),
              ...(open === 0 ? [] : [`${countWords(open, 'open comment')}.`]),
            ].join(' ')
            return {
              name: domain.title,
              href: paths.domain(id, domain.id),
              ...(held === '' ? {} : { hint: held }),
              status: <ProgressTag {...progress} />,
            }
          }),
        ]}
      />
      {findings.length > 0 && (
        <>
          <h2 class="nhsuk-heading-l">What reviewers found</h2>
          <p>
            {isBeingFilledIn(view) && 'Change the answer, or bring other evidence. '}A review that agrees is
            not listed here.
          </p>
          <TaskList
            id="findings"
            tasks={findings.map(({ questionId, domain, finding }): Task => ({
              name: states.find((one) => one.question.id === questionId)?.question.text ?? questionId,
              href: paths.evidence(id, { domain, id: questionId }),
              status: <FindingTag finding={finding} />,
            }))}
          />
        </>
      )}
      <h2 class="nhsuk-heading-l">Look again</h2>
      <ul class="nhsuk-list nhsuk-list--bullet">
        <li>
          {all.toConfirm > 0 && (
            <>
              <a href={paths.answers(id, 'to-confirm')}>To confirm</a>,{' '}
            </>
          )}
          <a href={paths.answers(id, 'unanswered')}>Not answered</a>,{' '}
          <a href={paths.answers(id, 'dont-know')}>not known</a>,{' '}
          <a href={paths.answers(id, 'unevidenced')}>on your word only</a> or{' '}
          <a href={paths.answers(id, 'stale')}>with evidence out of date</a>
        </li>
        {!isLookOpen && (
          <li>
            <a href={paths.firstLook(id)}>
              {look.answered < look.shown
                ? `The first look (${look.answered} of ${look.shown} answered)`
                : 'The first look'}
            </a>
          </li>
        )}
        <li>
          <a href={paths.evidenceCalendar(id)}>What evidence runs out next</a>
        </li>
        <li>
          <a href={paths.checkAnswers(id)}>Check all answers</a>
        </li>
        <li>
          <a href={`${paths.questionnaire}?cohort=${encodeURIComponent(view.organisation.cohort)}`}>
            Print a blank questionnaire
          </a>{' '}
          for a meeting
        </li>
        <li>
          <a href={paths.data(id)}>Take your data out, or bring it in</a>
        </li>
        {decide('read-trail', c.get('person'), id) === 'allowed' && (
          <li>
            <a href={paths.trail(id)}>Who did what here</a>
          </li>
        )}
      </ul>
    </TitledPage>
  )
}

/** Where the assessment stands on its way to the signature, once that is what comes next. */
function NextStep({ c, view }: { c: PageContext; view: AssessmentView }) {
  const { organisation, assessment } = view
  const signs = decide('sign', c.get('person'), organisation.id) === 'allowed'
  const step = nextStepOf(assessment.status, signs, isBeingFilledIn(view))
  if (step === undefined) return null
  return (
    <InsetText>
      <p>
        {step.text} <a href={paths.signOff(organisation.id)}>{step.link}</a>
      </p>
    </InsetText>
  )
}

function nextStepOf(status: AssessmentStatus, signs: boolean, isFilledIn: boolean) {
  if (status === 'returned')
    return {
      text: 'The SIRO returned this assessment.',
      link: isFilledIn ? 'Read why, and submit it again' : 'Read why',
    }
  if (status === 'submitted')
    return signs
      ? {
          text: 'This assessment waits for your signature.',
          link: 'Read what to challenge, then sign or return it',
        }
      : {
          text: 'This assessment is with the SIRO, and stays as it is until they sign or return it.',
          link: 'See the sign-off',
        }
  if (status === 'signed')
    return { text: 'This assessment is signed, and stays as it is.', link: 'See the signature' }
  return undefined
}

/** What the answers add up to so far: the score, or the range in which it lies. */
export function Standing({ view, result, signed }: Pick<ResultView, 'view' | 'result' | 'signed'>) {
  const { overall } = signed?.result ?? result
  const { ruleSet } = view
  const bands = [...new Set([bandNameOf(ruleSet, overall.low), bandNameOf(ruleSet, overall.high)])]
  return (
    <InsetText>
      <p>
        {overall.score !== null ? (
          <>
            On paper you are <strong>{bands[0]}</strong>: {overall.score} of 100.
          </>
        ) : (
          <>
            On paper your score lies{' '}
            <strong>
              between {overall.low} and {overall.high}
            </strong>{' '}
            of 100 ({bands.join(' to ')}).
          </>
        )}{' '}
        On evidence it is {overall.assured}.
      </p>
      <p>
        <a href={paths.results(view.organisation.id)}>See what it is made of</a>, the{' '}
        <a href={paths.risks(view.organisation.id)}>risks to patients</a>, and{' '}
        <a href={paths.replays(view.organisation.id)}>what past attacks would have met here</a>.
      </p>
    </InsetText>
  )
}

export function ProgressTag({ answered, shown, toConfirm }: Progress) {
  if (toConfirm > 0) return <Tag colour="pink">{`${toConfirm}\u00a0to\u00a0confirm`}</Tag>
  if (answered === shown) return <Tag colour="green">Answered</Tag>
  return (
    <Tag colour={answered === 0 ? 'blue' : 'yellow'}>
      {answered === 0 ? 'Not started' : `${answered} of ${shown}`}
    </Tag>
  )
}
