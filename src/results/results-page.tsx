/** The results of an assessment: band and number in both readings, the domains, what they add up from, what to look at. */
import { raw } from 'hono/html'
import { once } from '../once.ts'
import { drawBars } from '../charts/bars.ts'
import {
  byTodayWords,
  chartDomains,
  describeContradictions,
  describeDomains,
  describeHeadline,
  describeLimits,
  type DomainWords,
  type Headline,
} from '../report/results.ts'
import { sumOverall } from '../report/sums.ts'
import { dateWords, TWO_READINGS } from '../report/words.ts'
import type { Examined } from '../report/explain-score.ts'
import { decide } from '../service/permission.ts'
import { InsetText } from '../web/components/panels.tsx'
import { Table } from '../web/components/table.tsx'
import { TitledPage } from '../web/titled-page.tsx'
import { paths } from '../web/paths.ts'
import { Contradictions } from './contradictions.tsx'
import type { Findings } from './examined.ts'
import { limitCount, Limits } from './limits.tsx'
import { SignedNote } from './signed-note.tsx'
import { ScoreCards } from '../web/components/score-cards.tsx'
import { SumExplained, SumTable } from './sum-table.tsx'

const drawDomains = once((examined: Examined) => raw(drawBars(chartDomains(examined))))

export function ResultsPage({ c, view, found, examined, signed, readsAnswers }: Findings) {
  const { id, name } = view.organisation
  const { ruleSet, result } = examined
  const headline = describeHeadline(signed)
  const limits = describeLimits(ruleSet.caps, result.overall.caps, result.overall)
  return (
    <TitledPage c={c} title="Results" organisation={view.organisation} current="results" wide caption={name}>
      <p>
        Answers as at {dateWords(result.asOf)}. {TWO_READINGS}
      </p>
      <SignedNote found={found} />
      <Scores headline={headline} id={id} readsAnswers={readsAnswers} />
      <h2 class="nhsuk-heading-l">Domains</h2>
      <div class="nhsuk-grid-row">
        <div class="nhsuk-grid-column-two-thirds">
          <div class="wr-chart">{drawDomains(signed)}</div>
        </div>
      </div>
      <DomainTable id={id} domains={describeDomains(signed)} />
      <h2 class="nhsuk-heading-l" id="adds-up">
        How the overall score adds up
      </h2>
      {signed !== examined && <p>{byTodayWords(ruleSet, result.overall)}</p>}
      <Overall id={id} examined={examined} />
      <h3 class="nhsuk-heading-m">Limits on the overall score, and why</h3>
      <Limits limits={limits} none="No limit holds on the overall score." />
      <h2 class="nhsuk-heading-l" id="explain-or-correct">
        Explain or correct
      </h2>
      <Contradictions
        found={describeContradictions(examined)}
        ruleSet={ruleSet}
        organisation={id}
        readsAnswers={readsAnswers}
      />
      {readsAnswers && <AnswersToLookAt id={id} examined={examined} />}
      <h2 class="nhsuk-heading-l">What it means</h2>
      <ul class="nhsuk-list nhsuk-list--bullet">
        <li>
          <a href={paths.risks(id)}>Risks to patients</a>
        </li>
        <li>
          <a href={paths.replays(id)}>What past attacks would have met here</a>
        </li>
        <li>
          <a href={paths.peers(id)}>Where you stand beside your peers</a>
        </li>
        <li>
          <a href={paths.trend(id)}>How it went from one signed assessment to the next</a>
        </li>
        <li>
          <a href={paths.board(id)}>The board’s page</a>
        </li>
        <li>
          <a href={paths.caf(id)}>Pointers for your DSPT evidence</a>
        </li>
        {readsAnswers && (
          <li>
            <a href={paths.insurer(id)}>What an insurer would ask</a>
          </li>
        )}
        <li>
          <a href={paths.howItIsScored}>How it is scored</a>
        </li>
        {decide('share', c.get('person'), id) === 'allowed' && (
          <li>
            <a href={paths.sharing(id)}>Share a signed assessment outside</a>
          </li>
        )}
      </ul>
    </TitledPage>
  )
}

function Scores({ headline, id, readsAnswers }: { headline: Headline; id: string; readsAnswers: boolean }) {
  return (
    <>
      {!headline.anyKnown && (
        <InsetText>
          <p>
            <strong>No answer is known yet.</strong> The range below only says what is still open. It says
            nothing about the organisation.
          </p>
        </InsetText>
      )}
      <ScoreCards
        paper={{
          heading: 'On paper',
          score: headline.paper,
          children: (
            <>
              {headline.open !== undefined && (
                <p>
                  There is a range because {headline.open}.
                  {readsAnswers && (
                    <>
                      {' '}
                      <a href={paths.answers(id, 'unanswered')}>See which</a>
                    </>
                  )}
                </p>
              )}
              {headline.means.map(({ band, means }) => (
                <p>
                  <strong>{band}:</strong> {means}
                </p>
              ))}
              <p>
                <a href="#adds-up">How this adds up</a>
              </p>
            </>
          ),
        }}
        evidence={{
          heading: 'On evidence',
          score: headline.evidence,
          children: (
            <>
              <p>{headline.between}</p>
              <p>{headline.noRealChange}</p>
              <p>
                <a href="#adds-up">How this adds up</a>
              </p>
            </>
          ),
        }}
      />
    </>
  )
}

function DomainTable({ id, domains }: { id: string; domains: readonly DomainWords[] }) {
  return (
    <Table
      caption="The same numbers as a table"
      columns={[
        { header: 'Domain' },
        { header: 'On paper' },
        { header: 'On evidence' },
        { header: 'Limits' },
      ]}
      rows={domains.map((domain) => [
        <a href={paths.domainResult(id, domain.id)}>{domain.title}</a>,
        <>
          {domain.paper.brief}
          {domain.open !== undefined && <span class="nhsuk-body-s wr-line-note">{domain.open.note}</span>}
        </>,
        domain.evidence.brief,
        limitCount(domain.limits),
      ])}
    />
  )
}

function Overall({ id, examined }: { id: string; examined: Findings['examined'] }) {
  const sum = sumOverall(examined)
  return (
    <>
      <SumTable
        caption="Points of each domain in the overall score"
        sum={sum}
        of="Domain"
        value="Score"
        hrefOf={(line) => (line.kind === 'domain' ? paths.domainResult(id, line.id) : undefined)}
      />
      <SumExplained sum={sum} of="Domain" value="Score" />
    </>
  )
}

function AnswersToLookAt({ id, examined }: { id: string; examined: Findings['examined'] }) {
  const { ruleSet, result } = examined
  const unanswered = result.unanswered.filter((one) => ruleSet.byId.has(one))
  const lists = [
    ['unanswered', `Not answered (${unanswered.length})`],
    ['dont-know', `Not known (${result.notKnown.length})`],
    ['unevidenced', 'On your word only'],
    ['stale', 'Evidence out of date'],
  ] as const
  return (
    <>
      <h2 class="nhsuk-heading-l">Answers to look at</h2>
      <ul class="nhsuk-list nhsuk-list--bullet">
        {lists.map(([show, text]) => (
          <li>
            <a href={paths.answers(id, show)}>{text}</a>
          </li>
        ))}
      </ul>
    </>
  )
}
