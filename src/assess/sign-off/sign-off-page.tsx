/** The page of the signature: where the assessment stands, what the SIRO should challenge, and the steps that this person can take now. */
import { describeHeadline } from '../../report/results.ts'
import { describeRisks, type Rated } from '../../report/risks.ts'
import { SAME_LINE, signOffStepName } from '../../report/sign-off.ts'
import { dateWords } from '../../report/words.ts'
import { closedWords, decide } from '../../service/permission.ts'
import type { SignOffStep, SignOffView } from '../../service/reading-sign-off.ts'
import { InsetText } from '../../web/components/panels.tsx'
import { Table } from '../../web/components/table.tsx'
import { TitledPage } from '../../web/titled-page.tsx'
import { paths } from '../../web/paths.ts'
import { ScoreCards } from '../../web/components/score-cards.tsx'
import { instantWords } from '../../web/times.ts'
import { Challenges } from './challenges.tsx'
import { Forms, type SignOffProps } from './forms.tsx'
import { SeenBy } from '../../web/components/seen-by.tsx'

export function SignOffPage(props: SignOffProps) {
  const { c, found, sent } = props
  const { organisation, assessment } = found.view
  const { id, name } = organisation
  const readsAnswers = decide('read-whole', c.get('person'), id) === 'allowed'
  return (
    <TitledPage
      c={c}
      title="Sign-off"
      caption={<bdi>{name}</bdi>}
      organisation={organisation}
      current="sign-off"
      wide
      form={sent?.form}
    >
      <InsetText>
        <p>{stateSentence(found)}</p>
        <Closed {...props} />
      </InsetText>
      <p>
        Reference date: {dateWords(assessment.asOf)}.{' '}
        <span class="wr-no-print">
          <a href="#next-step">Go to what you can do now</a>, or <a href="#happened">what has happened</a>.
        </span>
      </p>
      <Scores found={found} />
      {readsAnswers && <Challenges c={c} found={found} />}
      <Forms {...props} />
      <Steps steps={found.steps} />
    </TitledPage>
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

function stateSentence({ view, steps }: SignOffView): string {
  const last = steps.at(-1)
  const when = last === undefined ? '' : ` on ${instantWords(last.at)} by ${last.byName}`
  switch (view.assessment.status) {
    case 'draft':
      if (last?.kind === 'withdrawn')
        return view.closed === undefined
          ? `Being filled in again: it was withdrawn${when}.`
          : `Not submitted: it was withdrawn${when}.`
      return view.closed === undefined
        ? 'Being filled in: it has not been submitted to the SIRO yet.'
        : 'It was not submitted to the SIRO.'
    case 'submitted':
      return `Waiting for the SIRO: it was submitted${when}. Nothing in it changes meanwhile.`
    case 'returned':
      return `${view.closed === undefined ? 'Being filled in again: it was returned' : 'Returned'}${when}, with the reasons below.`
    case 'signed':
    case 'superseded':
      return last === undefined
        ? `Signed on ${instantWords(view.assessment.signedAt ?? '')}. It never changes.`
        : last.kind === 'signed-with-reservations'
          ? `Signed with reservations${when}. They stand below. It never changes.`
          : `Signed${when}. It never changes.`
  }
}

function Scores({ found }: { found: SignOffView }) {
  const examined = {
    ruleSet: found.view.ruleSet,
    answers: found.view.answers,
    row: found.row,
    result: found.result,
  }
  const { paper, evidence, between } = describeHeadline(examined)
  const { id } = found.view.organisation
  return (
    <>
      <h2 class="nhsuk-heading-l">What it adds up to</h2>
      <ScoreCards
        paper={{ heading: 'On paper', score: paper }}
        evidence={{ heading: 'On evidence', score: evidence }}
      />
      <p>
        {between} <a href={paths.results(id)}>See the results</a>
      </p>
      <Table
        caption="The five gravest risks to patients"
        captionSize="s"
        columns={[{ header: 'Risk' }, { header: 'On paper' }, { header: 'On evidence' }]}
        rows={describeRisks(examined)
          .slice(0, 5)
          .map((risk) => [
            <a href={paths.risk(id, risk.id)}>{risk.title}</a>,
            ratedWords(risk.residual),
            ratedWords(risk.assured),
          ])}
      />
    </>
  )
}

const ratedWords = ({ product, band }: Rated) => `${band}, ${String(product)}`

function Steps({ steps }: { steps: readonly SignOffStep[] }) {
  return (
    <>
      <h2 class="nhsuk-heading-l" id="happened">
        What has happened
      </h2>
      {steps.length === 0 && <p>Nothing yet.</p>}
      <ol class="nhsuk-list">
        {steps.toReversed().map((step) => (
          <li>
            <h3 class="nhsuk-heading-s nhsuk-u-margin-bottom-1">{signOffStepName(step.kind)}</h3>
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
    </>
  )
}
