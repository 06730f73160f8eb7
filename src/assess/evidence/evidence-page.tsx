/** Everything that supports one answer on one page: the answer, its evidence with earlier revisions, what reviewers found, and the two forms. */
import type { OrganisationId } from '../../ids.ts'
import { countWords, dateWords } from '../../report/words.ts'
import { type EvidenceView, type PieceView, type ReviewView, whatToDoFirst } from '../../service/evidence.ts'
import { aboutQuestion, type StateAction } from '../../service/permission.ts'
import { fileOf, type EvidenceRow } from '../../store/evidence.ts'
import { Heading, SummaryList, type SummaryRow, Tag } from '../../web/components/lists.tsx'
import { Details, InsetText, NotificationBanner } from '../../web/components/panels.tsx'
import { ClosedNotice } from '../closed-notice.tsx'
import { mayDo } from '../editing.ts'
import { paths } from '../../web/paths.ts'
import { AnswerWords } from '../questions/answer-words.tsx'
import { dayWords, instantWords } from '../../web/times.ts'
import type { PageContext } from '../../web/web.ts'
import { PlanButton } from '../../web/plan-button.tsx'
import { newForm, type ShownForm, TypedInto } from '../../web/shown-form.tsx'
import { TitledPage } from '../../web/titled-page.tsx'
import { AddForm, type Evidenced, evidenceFields, type EvidenceForm } from './add-form.tsx'
import { reviewFields, ReviewForm } from './review-form.tsx'
import { fileWords, FindingTag, HOW_SAID, INDEPENDENCE_WORDS, STANDING_TAGS } from './words.tsx'

interface EvidencePageProps {
  c: PageContext
  of: Evidenced
  /** A reviewer did not agree with the answer, and nothing was changed since. */
  disagreed?: boolean
  /** What was just done, said at the top. */
  done?: string | undefined
  /** A form that came back. */
  add?: EvidenceForm
  review?: ShownForm
}

/** Whether the reader may do this to the question now: by role, by what was assigned, and by state. */
function may(c: PageContext, view: EvidenceView, action: StateAction): boolean {
  return mayDo(c, view, action, aboutQuestion(view.ruleSet, view.question))
}

export function EvidencePage({ c, of, disagreed = false, done, add, review }: EvidencePageProps) {
  const { view } = of
  const { organisation, question, answer } = view
  const { id } = organisation
  const domain = view.ruleSet.domains.find((one) => one.id === question.domain)
  const mayAdd = may(c, view, 'add-evidence')
  const mayReview = may(c, view, 'review-evidence')
  const first = whatToDoFirst(question, answer, view.toConfirm)
  return (
    <TitledPage
      c={c}
      title="Evidence and reviews"
      within={[question.short, domain?.title ?? '']}
      caption={question.text}
      size="l"
      organisation={organisation}
      current="tasks"
      back={{ href: paths.question(id, question.domain, question.id), text: 'Back to the question' }}
      above={done !== undefined && <NotificationBanner success heading={done} />}
      form={add ?? review}
    >
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
            <Piece view={view} piece={piece} mayAdd={mayAdd && first === undefined} mayWithdraw={mayAdd} />
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
      {disagreed && (
        <PlanButton c={c} organisation={id} source="review" about={question.id} of={question.short} />
      )}
      {mayReview && (
        <ReviewForm
          view={view}
          form={review ?? newForm(paths.reviewEvidence(id, question), reviewFields(of))}
        />
      )}
      {mayAdd &&
        (first === undefined ? (
          <AddForm c={c} of={of} form={add ?? newForm(paths.evidence(id, question), evidenceFields(of))} />
        ) : (
          <InsetText>
            <p>{first}</p>
          </InsetText>
        ))}
      {add && !(mayAdd && first === undefined) && <TypedInto of={add} />}
      {review && !mayReview && <TypedInto of={review} />}
    </TitledPage>
  )
}

interface PieceProps {
  view: EvidenceView
  piece: PieceView
  mayAdd: boolean
  mayWithdraw: boolean
}

function Piece({ view, piece, mayAdd, mayWithdraw }: PieceProps) {
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

function factsOf(organisationId: OrganisationId, row: EvidenceRow, isWithdrawn: boolean): SummaryRow[] {
  const file = fileOf(row)
  return [
    file === undefined
      ? { key: 'Where it lies', value: <Place place={row.place ?? ''} /> }
      : {
          key: 'File',
          value: isWithdrawn ? (
            `${fileWords(file)}, deleted`
          ) : (
            <a href={paths.evidenceFile(organisationId, row.id)} download>
              Download {fileWords(file)}
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
          {review.evidence !== undefined && <> It was about: {review.evidence}</>}
          {review.evidenceDate !== undefined && <>, of {dateWords(review.evidenceDate)}</>}
        </p>
      </div>
    </div>
  )
}
