/** Everything that supports one answer on one page: the answer, its evidence with earlier revisions, what reviewers found, and the two forms. */
import type { AnswerFault } from '../../answers/model.ts'
import { countWords, dateWords } from '../../report/words.ts'
import { type EvidenceView, type PieceView, type ReviewView, whatToDoFirst } from '../../service/evidence.ts'
import { aboutQuestion, type StateAction } from '../../service/permission.ts'
import type { EvidenceRow } from '../../store/evidence.ts'
import { ErrorSummary, type FormFault } from '../../web/components/error-summary.tsx'
import { Heading, SummaryList, type SummaryRow, Tag } from '../../web/components/lists.tsx'
import { Details, InsetText, NotificationBanner } from '../../web/components/panels.tsx'
import { ClosedNotice } from '../closed-notice.tsx'
import { mayDo } from '../editing.ts'
import { Page } from '../../web/layout.tsx'
import { paths } from '../../web/paths.ts'
import { AnswerWords } from '../questions/answer-words.tsx'
import { dayWords, instantWords } from '../../web/times.ts'
import type { PageContext } from '../../web/web.ts'
import { AddForm } from './add-form.tsx'
import { ReviewForm } from './review-form.tsx'
import type { TypedEvidence, TypedReview } from './typed.ts'
import { fileWords, FindingTag, HOW_SAID, INDEPENDENCE_WORDS, STANDING_TAGS } from './words.tsx'

export interface EvidencePageProps {
  c: PageContext
  view: EvidenceView
  /** The date that was typed can hardly be meant. */
  asksMeant?: boolean
  /** What was just done, said at the top. */
  done?: string | undefined
  /** A form that came back. */
  evidence?: TypedEvidence
  review?: TypedReview
  faults?: readonly FormFault[]
  /** The form could not be saved, and no fault of the person's. */
  notSaved?: boolean
  /** The answer changed while it was reviewed. */
  changed?: boolean
}

/** Whether the reader may do this to the question now: by role, by what was assigned, and by state. */
export function may(c: PageContext, view: EvidenceView, action: StateAction): boolean {
  return mayDo(c, view, action, aboutQuestion(view.ruleSet, view.question))
}

export function EvidencePage(props: EvidencePageProps) {
  const { c, view, faults = [] } = props
  const { organisation, question, answer } = view
  const { id, name } = organisation
  const domain = view.ruleSet.domains.find((one) => one.id === question.domain)
  const mayAdd = may(c, view, 'add-evidence')
  const mayReview = may(c, view, 'review-evidence')
  const first = whatToDoFirst(question, answer, view.toConfirm)
  const address = paths.question(id, question.domain, question.id)
  return (
    <Page
      c={c}
      title="Evidence and reviews"
      within={[question.short, domain?.title ?? '']}
      faulty={faults.length > 0 || props.notSaved === true || props.changed === true}
      organisation={{ id, name }}
      current="tasks"
      back={{ href: address, text: 'Back to the question' }}
    >
      {props.done !== undefined && <NotificationBanner success heading={props.done} />}
      {props.notSaved && (
        <NotificationBanner title="Not saved" heading="Ward Round could not save this at the moment.">
          <p>What you typed is below. A file must be chosen again. Try again in a minute.</p>
        </NotificationBanner>
      )}
      {props.changed && (
        <NotificationBanner title="Not saved" heading="The answer changed while you reviewed it.">
          <p>Look at the answer and its evidence as they stand now. What you typed is below.</p>
        </NotificationBanner>
      )}
      <ErrorSummary faults={faults} />
      <h1 class="nhsuk-heading-l">
        <span class="nhsuk-caption-l">{question.text}</span>
        Evidence and reviews
      </h1>
      <ClosedNotice view={view} />
      <h2 class="nhsuk-heading-m">The answer</h2>
      {question.form.type === 'share' ? (
        <p>It is worked out from a register.</p>
      ) : (
        <AnswerWords question={question} answer={answer} cohort={organisation.cohort} />
      )}
      <h2 class="nhsuk-heading-m">Evidence</h2>
      {view.pieces.length === 0 ? (
        <p>No document or place has been added here.</p>
      ) : (
        <>
          <p>
            The answer rests on the evidence with the newest date that was given for it. It counts for{' '}
            {countWords(question.evidenceLasts, 'month')} from that date.
          </p>
          {view.pieces.map((piece) => (
            <Piece {...props} piece={piece} mayAdd={mayAdd && first === undefined} mayWithdraw={mayAdd} />
          ))}
        </>
      )}
      <h2 class="nhsuk-heading-m">Reviews</h2>
      {view.reviews.length === 0 && (
        <p>
          {answer?.assurance === 'verified'
            ? 'The answer says that it was checked. That review was not recorded here.'
            : 'Nobody has reviewed this answer.'}
        </p>
      )}
      {view.reviews.map((review) => (
        <Review review={review} />
      ))}
      {mayReview && (
        <ReviewForm
          c={c}
          view={view}
          typed={props.review}
          faults={props.review === undefined ? [] : faults}
        />
      )}
      {mayAdd &&
        (first === undefined ? (
          <AddForm
            c={c}
            view={view}
            typed={props.evidence}
            faults={props.evidence === undefined ? [] : faults}
            asksMeant={props.asksMeant === true}
          />
        ) : (
          <InsetText>
            <p>{first}</p>
          </InsetText>
        ))}
    </Page>
  )
}

function Piece({
  view,
  piece,
  mayAdd,
  mayWithdraw,
}: EvidencePageProps & { piece: PieceView; mayAdd: boolean; mayWithdraw: boolean }) {
  const { newest, earlier, standing } = piece
  const { id } = view.organisation
  const [colour, text] = STANDING_TAGS[standing]
  return (
    <div class="nhsuk-card">
      <div class="nhsuk-card__content">
        <Heading level={3} class="nhsuk-card__heading nhsuk-heading-s">
          <bdi class="wr-typed">{newest.title}</bdi>
        </Heading>
        <p>
          <Tag colour={colour}>{text}</Tag>
        </p>
        <SummaryList rows={factsOf(id, newest, piece.isWithdrawn)} borderless />
        {mayWithdraw && !piece.isWithdrawn && (
          <ul class="nhsuk-list">
            {mayAdd && (
              <li>
                <a
                  href={`${paths.evidence(id, view.question)}?replaces=${encodeURIComponent(newest.id)}#add`}
                >
                  Bring a newer version<span class="nhsuk-u-visually-hidden"> of {newest.title}</span>
                </a>
              </li>
            )}
            <li>
              <a href={paths.withdrawEvidence(id, view.question, newest.id)}>
                Withdraw<span class="nhsuk-u-visually-hidden"> {newest.title}</span>
              </a>
            </li>
          </ul>
        )}
        {earlier.length > 0 && (
          <Details summary={countWords(earlier.length, 'earlier version')}>
            {earlier.map((row) => (
              <>
                <p class="wr-typed">{row.title}</p>
                <SummaryList rows={factsOf(id, row, piece.isWithdrawn)} borderless />
              </>
            ))}
          </Details>
        )}
      </div>
    </div>
  )
}

function factsOf(organisationId: string, row: EvidenceRow, isWithdrawn: boolean): SummaryRow[] {
  return [
    row.file === undefined
      ? { key: 'Where it lies', value: <Place place={row.place ?? ''} /> }
      : {
          key: 'File',
          value: isWithdrawn ? (
            `${fileWords(row.file)}, deleted`
          ) : (
            <a href={paths.evidenceFile(organisationId, row.id)} download>
              Download {fileWords(row.file)}
              <span class="nhsuk-u-visually-hidden"> of {row.title}</span>
            </a>
          ),
        },
    { key: 'Date of what it shows', value: dateWords(row.dated) },
    { key: 'Who answers for it', value: row.owner },
    { key: 'Added', value: `${instantWords(row.addedAt)}, by ${row.addedBy}` },
  ]
}

/** A link where it is an address of the web; words otherwise, whatever they say. */
function Place({ place }: { place: string }) {
  if (!/^https?:\/\/[^\s]+$/i.test(place) || !URL.canParse(place))
    return <span class="wr-typed">{place}</span>
  return (
    <a href={new URL(place).href} rel="noreferrer noopener">
      {place}
    </a>
  )
}

function Review({ review }: { review: ReviewView }) {
  const independence = Object.entries(INDEPENDENCE_WORDS).find(([key]) => key === review.independence)?.[1]
  return (
    <div class="nhsuk-card">
      <div class="nhsuk-card__content">
        <p>
          <FindingTag finding={review.finding} />
          {!review.isPresent && <> Past: the answer or its evidence has changed since.</>}
        </p>
        {review.note !== '' && <p class="wr-typed">{review.note}</p>}
        <p class="nhsuk-body-s wr-typed">
          {review.byName}, {dayWords(review.at)}: {HOW_SAID[review.how]}.{' '}
          {independence ?? review.independence}.
          {review.saw.evidence !== undefined && <> It was about: {review.saw.evidence}</>}
          {review.saw.evidenceDate !== undefined && <>, of {dateWords(review.saw.evidenceDate)}</>}
        </p>
      </div>
    </div>
  )
}

/** Faults of the service → faults of the form's fields; one about no field leads to the form. */
export function atFields(faults: readonly AnswerFault[]): FormFault[] {
  return faults.map(({ field, message }) => ({ field: field === '' ? 'add' : field, message }))
}
