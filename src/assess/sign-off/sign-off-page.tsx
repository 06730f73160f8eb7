/** The page of the signature: where the assessment stands, what the SIRO should challenge, and the steps that this person can take now. */
import { drawProfile } from '../../charts/profile.ts'
import type { Examined } from '../../report/explain-score.ts'
import { describeRisks, type Rated } from '../../report/risks.ts'
import { chartSigned, SAME_LINE, signOffSentence, signOffStepName } from '../../report/sign-off.ts'
import { dateWords } from '../../report/words.ts'
import { closedWords, decide } from '../../service/permission.ts'
import type { SignOffStep } from '../../service/reading-sign-off.ts'
import { AnswerFirst, Picture } from '../../web/answer-first.tsx'
import { Details, InsetText } from '../../web/components/panels.tsx'
import { Table } from '../../web/components/table.tsx'
import { paths } from '../../web/paths.ts'
import { instantWords } from '../../web/times.ts'
import { Challenges, Counts } from './challenges.tsx'
import { Forms, type SignOffProps } from './forms.tsx'
import { SeenBy } from '../../web/components/seen-by.tsx'

export function SignOffPage(props: SignOffProps) {
  const { c, found, sent, marks } = props
  const { view, result, row, signed, earlier, steps } = found
  const { organisation, ruleSet, answers } = view
  const { id } = organisation
  const examined = { ruleSet, answers, row, result }
  const shown = { ...examined, result: signed?.result ?? result }
  const before = earlier && { ruleSet: earlier.view.ruleSet, result: (earlier.signed ?? earlier).result }
  const readsAnswers = decide('read-whole', c.get('person'), id) === 'allowed'
  const message = messageOf(steps)
  return (
    <AnswerFirst
      findings={{ c, view, signed: shown, steps }}
      title="Sign-off"
      current="sign-off"
      sentence={signOffSentence(shown, before)}
      form={sent?.form ?? marks}
      picture={
        <>
          {message && (
            <blockquote class="wr-typed wr-message">
              <strong>
                From <bdi>{message.byName}</bdi>:
              </strong>{' '}
              <bdi>{message.text}</bdi>
            </blockquote>
          )}
          <Picture
            title="The score to sign, on paper and on evidence"
            href={paths.results(id)}
            svg={drawProfile(chartSigned(shown, before))}
          />
          {readsAnswers && <Counts found={found} />}
        </>
      }
      toDo={{ heading: 'What you can do now', presses: [], none: '', shown: <Decision {...props} /> }}
    >
      {readsAnswers && <Challenges c={c} found={found} marks={marks} />}
      <Details summary="The five gravest risks to patients" printed>
        <Gravest examined={examined} id={id} />
      </Details>
      <Steps steps={steps} />
    </AnswerFirst>
  )
}

/** The newest words with which it was submitted or returned; those of a signature stand at the top. */
function messageOf(steps: readonly SignOffStep[]): SignOffStep | undefined {
  const last = steps.at(-1)
  return last !== undefined && last.text !== '' && last.kind !== 'signed-with-reservations' ? last : undefined
}

function Decision(props: SignOffProps) {
  return (
    <>
      <Closed {...props} />
      <Forms {...props} />
    </>
  )
}

/** What the end of the period means for the step that comes next. */
function Closed({ c, found: { view } }: SignOffProps) {
  const { assessment, closed, organisation } = view
  if (closed === undefined) return null
  const said = `${closed.name} closed on ${dateWords(closed.closes)}`
  if (assessment.status === 'submitted')
    return (
      <>
        <p>
          {said}. The SIRO can still sign this assessment, with reservations too, because it was submitted in
          time.
        </p>
        <p>
          The SIRO can also return it. But then nobody can correct it and submit it again, unless the national
          administrators move the closing day.
        </p>
      </>
    )
  if (assessment.status !== 'signed') return <p>{closedWords(closed)}</p>
  if (decide('reopen', c.get('person'), organisation.id) !== 'allowed') return null
  return <p>{said}, so it cannot be reopened, unless the national administrators move the closing day.</p>
}

function Gravest({ examined, id }: { examined: Examined; id: string }) {
  return (
    <Table
      caption="The five gravest risks to patients"
      captionHidden
      columns={[{ header: 'Risk' }, { header: 'On paper' }, { header: 'On evidence' }]}
      rows={describeRisks(examined)
        .slice(0, 5)
        .map((risk) => [
          <a href={paths.risk(id, risk.id)}>{risk.title}</a>,
          ratedWords(risk.residual),
          ratedWords(risk.assured),
        ])}
    />
  )
}

const ratedWords = ({ product, band }: Rated) => `${band}, ${String(product)}`

function Steps({ steps }: { steps: readonly SignOffStep[] }) {
  return (
    <Details summary="What has happened" printed>
      {steps.length === 0 && <p>Nothing yet.</p>}
      <ol class="nhsuk-list">
        {steps.toReversed().map((step) => (
          <li>
            <h2 class="nhsuk-heading-s nhsuk-u-margin-bottom-1">{signOffStepName(step.kind)}</h2>
            <p class="nhsuk-u-margin-bottom-2">
              {instantWords(step.at)}, by <bdi>{step.byName}</bdi>
              {step.details.deputy === true && ', as deputy for the SIRO'}
            </p>
            {step.text !== '' && (
              <p class="wr-typed">
                <bdi>{step.text}</bdi>
              </p>
            )}
            {step.details.statement !== undefined && (
              <InsetText>
                <p>{step.details.statement}</p>
              </InsetText>
            )}
            {step.details.sameLine === true && <p>{SAME_LINE}</p>}
            {step.details.seenBy !== undefined && <SeenBy seenBy={step.details.seenBy} />}
          </li>
        ))}
      </ol>
    </Details>
  )
}
