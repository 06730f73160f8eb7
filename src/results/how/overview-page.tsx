/** How it is scored: the rule set, the bands, how a score is made, limits, weights, and where everything is explained. */
import type { RuleSet } from '../../rules/model.ts'
import { noRealChangeWords } from '../../report/results.ts'
import { contradictionName, countWords, dateWords, joinWords, upperFirst } from '../../report/words.ts'
import { SummaryList, Tag } from '../../web/components/lists.tsx'
import { Details } from '../../web/components/panels.tsx'
import { TitledPage } from '../../web/titled-page.tsx'
import { paths } from '../../web/paths.ts'
import type { PageContext } from '../../web/web.ts'
import { CalibrationSection } from './calibration.tsx'
import { ExampleSection } from './example.tsx'
import { Limits } from './limits.tsx'
import { MatrixTables } from './matrix-tables.tsx'
import { Asks, Contents, Section } from './parts.tsx'
import { Weights } from './weights.tsx'

export function OverviewPage({ c }: { c: PageContext }) {
  const { ruleSet } = c.get('web').house
  return (
    <TitledPage c={c} title="How it is scored" current="how">
      <p class="nhsuk-lede-text">
        Every number here can be followed to an answer, a rule and a source. Nothing is hidden, and nothing is
        guessed for you.
      </p>
      <RuleSetFacts ruleSet={ruleSet} />
      <Contents
        links={[
          ['bands', 'What the bands mean'],
          ['how-a-score-is-made', 'How a score is made'],
          ['example', 'A small example'],
          ['readings', 'On paper and on evidence'],
          ['unknown', 'What is not known'],
          ['limits', 'Limits on the score, and why'],
          ['why-these-domains', 'Why these domains'],
          ['weights', 'Weights'],
          ['risks', 'Risks'],
          ['past-attacks', 'Past attacks'],
          ...(ruleSet.calibrated === undefined
            ? []
            : [['calibration', 'Do score, risks and past attacks agree?'] as const]),
          ['contradictions', 'Answers that do not fit together'],
          ['every-question', 'Every question'],
          ['changes', 'What changed'],
        ]}
      />
      <Bands ruleSet={ruleSet} />
      <HowMade ruleSet={ruleSet} />
      <ExampleSection ruleSet={ruleSet} />
      <Readings />
      <Unknown />
      <Limits ruleSet={ruleSet} />
      <Section id="why-these-domains" heading="Why these domains">
        <p>
          Past attacks came in, spread or did harm through them.{' '}
          <a href={paths.whyTheseDomains}>Which attacks and risks stand behind each domain</a>
        </p>
      </Section>
      <Weights ruleSet={ruleSet} />
      <Risks ruleSet={ruleSet} />
      <PastAttacks />
      <CalibrationSection ruleSet={ruleSet} />
      <Contradictions ruleSet={ruleSet} />
      <EveryQuestion ruleSet={ruleSet} />
      <Changes ruleSet={ruleSet} />
    </TitledPage>
  )
}

type Part = { ruleSet: RuleSet }

function RuleSetFacts({ ruleSet }: Part) {
  return (
    <>
      <SummaryList
        rows={[
          { key: 'Rule set', value: `${ruleSet.title}, version ${ruleSet.version}` },
          { key: 'Date', value: dateWords(ruleSet.date) },
          { key: 'Status', value: <Tag colour="green">{upperFirst(ruleSet.status)}</Tag> },
          { key: 'Digest', value: <code>{ruleSet.digest}</code> },
          { key: 'Frameworks', value: joinWords(ruleSet.frameworks.map(({ title }) => title)) },
        ]}
      />
      <p>
        The digest is a fingerprint of the rules. Every result names the rules that made it. Every rule set
        that ever scored anything is kept, so that an old result can still be explained.
      </p>
    </>
  )
}

function Bands({ ruleSet }: Part) {
  return (
    <Section id="bands" heading="What the bands mean">
      <SummaryList
        rows={ruleSet.bands.toReversed().map((band, index) => ({
          key: (
            <>
              {band.name}
              <br />
              <span class="nhsuk-u-font-weight-normal">
                {band.from} to {(ruleSet.bands[ruleSet.bands.length - index]?.from ?? 101) - 1}
              </span>
            </>
          ),
          value: band.means,
        }))}
      />
      <p>The bands are our own. The band comes first and the number second. {noRealChangeWords(ruleSet)}</p>
    </Section>
  )
}

function HowMade({ ruleSet }: Part) {
  return (
    <Section id="how-a-score-is-made" heading="How a score is made">
      <ol>
        <li>Each answer becomes a level. Every level is a whole sentence with a credit from 0 to 100.</li>
        <li>
          A domain’s score is the mean of the credits of its questions, and each question weighs 4, 2 or 1.
          Questions that are not shown, or do not apply, are left out.
        </li>
        <li>The mean is rounded to a whole number. A half is rounded up.</li>
        <li>A limit may then hold the score down while one serious gap stays open. It always says why.</li>
        <li>
          The overall score is the mean of the {ruleSet.domains.length} domain scores as they are shown, and
          each domain weighs from 1 to 6. Then come the overall limits: nobody is stronger than their weakest
          part.
        </li>
      </ol>
      <p>
        The results page breaks each score into lines, one a question. The lines, with one for rounding and
        one for a limit, add up to exactly the score.
      </p>
    </Section>
  )
}

function Readings() {
  return (
    <Section id="readings" heading="On paper and on evidence">
      <p>
        <strong>On paper</strong> is what you stated. <strong>On evidence</strong> counts only what a link, a
        file or a reviewer supports as at the reference date. Every score, risk and replay has both readings.
      </p>
      <ul>
        <li>Evidence belongs to the answer it was given for. If the answer changes, the evidence ends.</li>
        <li>Evidence grows old. Each question says for how many months it lasts.</li>
        <li>An answer without live evidence counts, on evidence, as its first level.</li>
        <li>The score on evidence is never above the score on paper.</li>
      </ul>
    </Section>
  )
}

function Unknown() {
  return (
    <Section id="unknown" heading="What is not known">
      <ul>
        <li>
          “Don’t know” is an answer of its own. It scores as the first level, and is shown as not known.
        </li>
        <li>It is never shown as “no”, and never counted as safe.</li>
        <li>
          While questions are unanswered there is a range instead of a score: the lowest and the highest that
          the missing answers could give.
        </li>
        <li>A risk or replay that depends on something not known shows both ends.</li>
        <li>
          “Not applicable” is offered only where a question says so, always with a reason, and is listed for
          the SIRO (senior information risk owner).
        </li>
      </ul>
    </Section>
  )
}

function Risks({ ruleSet }: Part) {
  return (
    <Section id="risks" heading="Risks">
      <p>
        Each risk starts from a likelihood and a consequence, 1 to 5 each, before any control counts. Answers
        lower them, but never below a floor that has a reason. The risk is the two multiplied.
      </p>
      <MatrixTables ruleSet={ruleSet} />
      <p>
        <a href={paths.scoredRisks}>Every risk, with what lowers it</a>
      </p>
      <ul>
        {ruleSet.risks.map((risk) => (
          <li id={risk.id}>
            <a href={paths.scoredRisk(risk.id)}>{risk.short}</a>
          </li>
        ))}
      </ul>
    </Section>
  )
}

function PastAttacks() {
  return (
    <Section id="past-attacks" heading="Past attacks">
      <p>
        A dossier tells a past attack as steps. At each step we ask whether your answers would have stopped
        it, shown it or limited it. The replay ends at the first step that a control stops.
      </p>
      <ul>
        <li>Only attacks whose way in is published or reported are counted.</li>
        <li>
          What shows an attack counts only where somebody watches out of hours and can cut it off within a
          day.
        </li>
        <li>A step whose technique nobody has published is not tested.</li>
        <li>Nothing is called stopped on somebody’s word alone.</li>
        <li>A regulator’s allegation is replayed under that name, and not counted.</li>
      </ul>
      <p>
        <a href={paths.incidents}>Read the dossiers</a>
      </p>
    </Section>
  )
}

function Contradictions({ ruleSet }: Part) {
  return (
    <Section id="contradictions" heading="Answers that do not fit together">
      <p>
        Some pairs of answers do not fit. They change no score. They are shown to the SIRO as “explain or
        correct”, and only when they hold whatever is not known.
      </p>
      <Details summary={countWords(ruleSet.contradictions.length, 'pair')}>
        <ul>
          {ruleSet.contradictions.map((one) => (
            <li id={one.id}>
              <strong>{upperFirst(contradictionName(one.kind))}.</strong>{' '}
              <Asks ruleSet={ruleSet} condition={one.first} />; and{' '}
              <Asks ruleSet={ruleSet} condition={one.second} />. {one.why} {one.ask}
            </li>
          ))}
        </ul>
      </Details>
    </Section>
  )
}

function EveryQuestion({ ruleSet }: Part) {
  return (
    <Section id="every-question" heading="Every question">
      {ruleSet.domains.map((domain) => (
        <>
          <h3 id={domain.id}>
            <a href={paths.scoredDomain(domain.id)}>{domain.title}</a>
          </h3>
          <ul>
            {domain.questions.flatMap((index) => {
              const question = ruleSet.questions[index]
              return question === undefined
                ? []
                : [
                    <li id={question.id}>
                      <a href={paths.scoredQuestion(question.domain, question.id)}>{question.short}</a>,
                      weight {question.weight}
                    </li>,
                  ]
            })}
          </ul>
        </>
      ))}
    </Section>
  )
}

function Changes({ ruleSet }: Part) {
  return (
    <Section id="changes" heading="What changed">
      {ruleSet.changes.map((change) => (
        <>
          <h3>
            Version {change.version}, {dateWords(change.date)}
          </h3>
          <ul>
            {Object.entries(change.for).map(([audience, text]) => (
              <li>
                <strong>For {joinWords([audience.replaceAll('-', ' ')])}:</strong> {text}
              </li>
            ))}
          </ul>
        </>
      ))}
    </Section>
  )
}
