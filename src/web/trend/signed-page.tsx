/** One signed assessment as it stands for ever: who signed what, both scores, domains, risks, past attacks; and the answers for who may read them. */
import { findQuestion } from '../../report/asked.ts'
import { countReplays, countsSentences } from '../../report/incidents.ts'
import {
  describeDomains,
  describeHeadline,
  describeLimits,
  type DomainWords,
  type LimitWords,
} from '../../report/results.ts'
import { describeRisks } from '../../report/risks.ts'
import {
  assuranceName,
  CLOSING,
  dateWords,
  TWO_READINGS,
  upperFirst,
  valueWords,
} from '../../report/words.ts'
import type { AssessmentView } from '../../service/assessments.ts'
import type { SignedView } from '../../service/earlier.ts'
import { decide } from '../../service/permission.ts'
import { Details, InsetText } from '../components/panels.tsx'
import { Table } from '../components/table.tsx'
import { Page } from '../layout.tsx'
import { paths } from '../paths.ts'
import { ScoreCards } from '../results/score-cards.tsx'
import { BandTag } from '../risks/band-tag.tsx'
import type { PageContext } from '../web.ts'
import { Explained, Signature } from './signature.tsx'

export function SignedPage({ c, signed }: { c: PageContext; signed: SignedView }) {
  const { view, result, row, period } = signed
  const { ruleSet, answers, assessment } = view
  const { id, name } = view.organisation
  const examined = { ruleSet, answers, row, result }
  const headline = describeHeadline(examined)
  const readsAnswers = decide('read-whole', c.get('person'), id) === 'allowed'
  return (
    <Page
      c={c}
      title={`${period.name}, as signed`}
      organisation={{ id, name }}
      current="results"
      crumbs={[
        { href: paths.results(id), text: 'Results' },
        { href: paths.assessments(id), text: 'All assessments' },
      ]}
      wide
    >
      <h1 class="nhsuk-heading-xl nhsuk-u-margin-bottom-3">
        <span class="nhsuk-caption-xl">As it was signed</span>
        {period.name}
      </h1>
      {assessment.status === 'superseded' && (
        <InsetText>
          <p>
            <strong>A newer one has replaced this.</strong> It was reopened and signed anew. This one stays as
            it was.
          </p>
        </InsetText>
      )}
      <p>
        Answers as at {dateWords(assessment.asOf)}, scored with rule set {ruleSet.version} of{' '}
        {dateWords(ruleSet.date)}. {TWO_READINGS}
      </p>
      <Signature signed={signed} />
      <ScoreCards
        paper={{ heading: 'On paper', score: headline.paper }}
        evidence={{
          heading: 'On evidence',
          score: headline.evidence,
          children: <p>{headline.between}</p>,
        }}
      />
      <h2 class="nhsuk-heading-l">Domains</h2>
      <Domains domains={describeDomains(examined)} />
      <h3 class="nhsuk-heading-m">Limits on the overall score</h3>
      <LimitList limits={describeLimits(ruleSet.caps, result.overall.caps, result.overall)} />
      <h2 class="nhsuk-heading-l">Risks to patients</h2>
      <Table
        caption="Risks, the gravest first"
        captionHidden
        columns={[{ header: 'Risk' }, { header: 'On paper' }, { header: 'On evidence' }]}
        rows={describeRisks(examined).map((risk) => [
          <>
            {risk.short}
            <span class="nhsuk-body-s wr-line-note">{risk.title}</span>
          </>,
          <BandTag rated={risk.residual} />,
          <BandTag rated={risk.assured} />,
        ])}
      />
      <h2 class="nhsuk-heading-l">What past attacks would have met</h2>
      <p>{[...countsSentences(countReplays(ruleSet, result)), CLOSING].join(' ')}</p>
      <h2 class="nhsuk-heading-l">What was explained</h2>
      <Explained signed={signed} />
      {readsAnswers && <Answers view={view} />}
    </Page>
  )
}

function Domains({ domains }: { domains: readonly DomainWords[] }) {
  return (
    <Table
      caption="Score of each domain"
      captionHidden
      columns={[{ header: 'Domain' }, { header: 'On paper' }, { header: 'On evidence' }]}
      rows={domains.map(({ title, paper, evidence }) => [title, paper.whole, evidence.whole])}
    />
  )
}

function LimitList({ limits }: { limits: readonly LimitWords[] }) {
  if (limits.length === 0) return <p>No limit held on the overall score.</p>
  return (
    <ul class="nhsuk-list nhsuk-list--bullet">
      {limits.map(({ because, atMost }) => (
        <li>
          <strong>{because}</strong> It allows at most {atMost} of 100.
        </li>
      ))}
    </ul>
  )
}

/** The answers as they were typed; what a register answered stands in the results above. */
function Answers({ view }: { view: AssessmentView }) {
  const { ruleSet, answers } = view
  return (
    <>
      <h2 class="nhsuk-heading-l">The answers as signed</h2>
      {ruleSet.domains.map((domain) => (
        <Details summary={domain.title}>
          <Table
            caption={`Answers: ${domain.title}`}
            captionHidden
            columns={[{ header: 'Question' }, { header: 'Answer' }, { header: 'Rests on' }]}
            rows={domain.questions.flatMap((index) => {
              const id = ruleSet.questions[index]?.id ?? ''
              const [question, answer] = [findQuestion(ruleSet, id), answers.answers[id]]
              if (question === undefined || answer === undefined) return []
              return [
                [
                  question.short,
                  <span class="wr-typed">{upperFirst(valueWords(question, answer.value))}</span>,
                  <span class="wr-typed">
                    {upperFirst(assuranceName(answer.assurance))}
                    {answer.evidence !== undefined && `: ${answer.evidence}`}
                    {answer.evidenceDate !== undefined && `, of ${dateWords(answer.evidenceDate)}`}
                  </span>,
                ],
              ]
            })}
          />
        </Details>
      ))}
    </>
  )
}
