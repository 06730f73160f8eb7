/** One question on one page: what it asks and how to find out, the field, what supports the answer, and the ways on. */
import type { Child } from 'hono/jsx'
import { withoutStop } from '../../report/words.ts'
import type { Domain, Level, Question } from '../../rules/model.ts'
import type { AssessmentView } from '../../service/views.ts'
import type { Origin } from '../../service/confirming.ts'
import { answerShown } from '../../service/content.ts'
import { aboutQuestion, decide } from '../../service/permission.ts'
import { ClosedNotice } from '../closed-notice.tsx'
import { Button } from '../../web/components/button.tsx'
import { messageFor } from '../../web/components/error-summary.tsx'
import { isClosed } from '../editing.ts'
import { MeantTick } from '../meant.tsx'
import { InsetText } from '../../web/components/panels.tsx'
import { paths } from '../../web/paths.ts'
import { questionStates, stopsOf } from '../progress.ts'
import { type Became, isFaulty } from '../../web/shown-form.tsx'
import { datesOf, timeWords } from '../../web/times.ts'
import { TitledPage } from '../../web/titled-page.tsx'
import type { PageContext } from '../../web/web.ts'
import { Guidance, HowItCounts } from './about.tsx'
import { AnswerField, answerFieldId } from './answer-field.tsx'
import { AnswerWords } from './answer-words.tsx'
import { Carried } from './carried.tsx'
import { EvidenceField } from './evidence-field.tsx'
import type { TypedAnswer } from './typed.ts'
import { crumbsOf, FIRST_LOOK, firstLookOf, nextAfter } from './walk.ts'
import { Ways } from './ways.tsx'

export interface QuestionPageProps {
  c: PageContext
  view: AssessmentView
  domain: Domain
  question: Question
  /** `first-look`, or empty. */
  via: string
  /** Comments on this question that nobody resolved. */
  openComments: number
  /** Where the answer comes from; undefined unless it is to be confirmed. */
  origin: Origin | undefined
  evidence: number
}

interface FormPageProps extends QuestionPageProps {
  typed: TypedAnswer
  /** What an action that is done was to bring the answer to. */
  proposed?: Level | undefined
  /** Fields of faults are ids of the form's fields. */
  became: Became
  /** Something that was typed can hardly be meant. */
  asksMeant?: boolean
  /** The version that this form will replace. */
  version: number
}

export function QuestionFormPage(props: FormPageProps) {
  const { view, question, typed, became, via } = props
  const { faults } = became
  const { cohort } = view.answers.organisation
  const stored = answerShown(view, question.id)
  const waits = view.toConfirm[question.id] !== undefined
  const savedAt = view.savedAt[question.id]
  const field = answerFieldId(question)
  return (
    <Frame {...props}>
      <Carried {...props} />
      {props.proposed !== undefined && (
        <InsetText>
          <p>
            An action that is done was to bring this answer to “{withoutStop(props.proposed.text)}”.{' '}
            {question.form.type === 'choice' && 'It is chosen below. '}
            Nothing is changed until you save what is true, with what shows it.
          </p>
        </InsetText>
      )}
      <Guidance question={question} cohort={cohort} />
      <form
        action={paths.question(view.organisation.id, question.domain, question.id)}
        method="post"
        novalidate
        data-autosave
      >
        <input type="hidden" name="version" value={String(props.version)} />
        <input type="hidden" name="via" value={via} />
        <AnswerField
          question={question}
          cohort={cohort}
          typed={typed}
          error={messageFor(faults, field)}
          ofError={messageFor(faults, 'of')}
          reasonError={messageFor(faults, 'reason')}
        />
        <EvidenceField
          organisationId={view.organisation.id}
          question={question}
          stored={stored}
          typed={typed}
          dates={datesOf(props.c, view.answers.asOf)}
          faults={faults}
        />
        <MeantTick isAsked={props.asksMeant === true} isMeant={typed.isMeant} />
        <p class="wr-save-status" role="status" data-save-status>
          {!isFaulty(became) && stored !== undefined && !waits && savedAt
            ? `Saved ${timeWords(savedAt)}`
            : ''}
        </p>
        <div class="wr-actions">
          <Button name="action" value="continue">
            {waits ? 'Confirm and continue' : 'Save and continue'}
          </Button>
          <Button name="action" value="back" variant="secondary">
            {waits ? 'Confirm and come back later' : 'Save and come back later'}
          </Button>
        </div>
        <div class="wr-actions">
          <a href={nextAfter(props.c, view, question.id, via)}>Skip for now</a>
          {stored !== undefined && (
            <button class="wr-link-button" type="submit" name="action" value="clear">
              Clear this answer
            </button>
          )}
        </div>
      </form>
      <Ways {...props} />
      <HowItCounts ruleSet={view.ruleSet} question={question} />
    </Frame>
  )
}

/** For those who may read answers and not change them. */
export function QuestionReadPage(props: QuestionPageProps) {
  const { view, question } = props
  const about = aboutQuestion(view.ruleSet, question)
  const { cohort } = view.answers.organisation
  return (
    <Frame {...props}>
      <ClosedNotice view={view} />
      <Carried {...props} />
      <Guidance question={question} cohort={cohort} />
      <h2 class="nhsuk-heading-m">The answer</h2>
      <AnswerWords question={question} answer={answerShown(view, question.id)} cohort={cohort} />
      {!isClosed(view) && (
        <p class="nhsuk-body-s">
          {decide('edit-answers', props.c.get('person'), view.organisation.id, about) === 'allowed'
            ? 'This assessment was submitted or signed: its answers are not changed now.'
            : 'You can read the answers in your role. The cyber lead changes them.'}
        </p>
      )}
      <Ways {...props} />
      <HowItCounts ruleSet={view.ruleSet} question={question} />
    </Frame>
  )
}

/** Where the question stands in its part, or in the first look. */
function placeWords({ view, domain, question, via }: QuestionPageProps): string {
  const states = questionStates(view)
  const inLook = via === FIRST_LOOK
  const list = inLook
    ? firstLookOf(view, states).map((one) => one.question.id)
    : stopsOf(domain, states).map((stop) => (stop.kind === 'question' ? stop.state.question.id : ''))
  const at = list.indexOf(question.id) + 1
  return `${at > 0 ? `${at} of ${list.length}` : question.short} – ${inLook ? 'First look' : domain.title}`
}

function Frame(props: QuestionPageProps & { became?: Became; children?: Child }) {
  const { view, domain, question, via } = props
  const { id } = view.organisation
  const crumbs =
    via === FIRST_LOOK
      ? [
          { href: paths.tasks(id), text: 'Questions' },
          ...(decide('read-whole', props.c.get('person'), id) === 'allowed'
            ? [{ href: paths.firstLook(id), text: 'First look' }]
            : []),
        ]
      : crumbsOf(props.c, id, domain)
  return (
    <TitledPage
      c={props.c}
      title={question.text}
      within={[domain.title]}
      caption={placeWords(props)}
      size="l"
      organisation={view.organisation}
      current="tasks"
      crumbs={crumbs}
      form={props.became}
    >
      {props.children}
    </TitledPage>
  )
}
