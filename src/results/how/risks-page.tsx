/** Every risk explained: where it starts and why, what lowers it in words, its floors and what it rests on. */
import type { Risk, RuleSet } from '../../rules/model.ts'
import { countWords } from '../../report/words.ts'
import { SummaryList } from '../../web/components/lists.tsx'
import { TitledPage } from '../../web/titled-page.tsx'
import { paths } from '../../web/paths.ts'
import type { PageContext } from '../../web/web.ts'
import { MatrixTables } from './matrix-tables.tsx'
import { Asks, Contents, Section, SourceLine } from './parts.tsx'

export function RisksPage({ c }: { c: PageContext }) {
  const { ruleSet } = c.get('web').house
  return (
    <TitledPage
      c={c}
      title="Every risk, with what lowers it"
      within={['How it is scored']}
      current="how"
      crumbs={[{ href: paths.howItIsScored, text: 'How it is scored' }]}
      caption="How it is scored"
    >
      <p>
        Likelihoods are over {ruleSet.matrix.period}, before any control counts. Every line that holds takes
        off its points, down to the floor.
      </p>
      <Contents
        links={[
          ...ruleSet.risks.map((risk) => [risk.id, risk.short] as const),
          ['matrix', 'The matrix'] as const,
        ]}
      />
      {ruleSet.risks.map((risk) => (
        <RiskSection ruleSet={ruleSet} risk={risk} />
      ))}
      <Section id="matrix" heading="The matrix">
        <MatrixTables ruleSet={ruleSet} />
      </Section>
    </TitledPage>
  )
}

function RiskSection({ ruleSet, risk }: { ruleSet: RuleSet; risk: Risk }) {
  const { inherent, neverBelow } = risk
  return (
    <Section id={risk.id} heading={risk.short} size="m">
      <p>{risk.title}</p>
      <SummaryList
        rows={[
          { key: 'Hazards', value: <List texts={risk.hazards} /> },
          {
            key: 'Before any control',
            value: (
              <>
                <p>
                  {inherent.likelihood} × {inherent.consequence} ={' '}
                  <strong>{inherent.likelihood * inherent.consequence}</strong>
                </p>
                <p>
                  Likelihood {inherent.likelihood}. {inherent.likelihoodBecause}
                </p>
                <p>
                  Consequence {inherent.consequence}. {inherent.consequenceBecause}
                </p>
              </>
            ),
          },
          {
            key: 'What lowers it',
            value: (
              <ul>
                {risk.loweredBy.map((lowering) => (
                  <li>
                    <strong>{pointsWords(lowering)}:</strong> {lowering.because}{' '}
                    <Asks ruleSet={ruleSet} condition={lowering.when} />.
                  </li>
                ))}
              </ul>
            ),
          },
          {
            key: 'Never below',
            value: (
              <>
                <p>
                  Likelihood {neverBelow.likelihood}. {neverBelow.likelihoodBecause}
                </p>
                <p>
                  Consequence {neverBelow.consequence}. {neverBelow.consequenceBecause}
                </p>
              </>
            ),
          },
          {
            key: 'Rests on',
            value: (
              <ul class="nhsuk-list">
                {risk.restsOn.flatMap((id) => {
                  const incident = ruleSet.incidents.find((one) => one.id === id)
                  return incident === undefined
                    ? []
                    : [
                        <li>
                          <a href={paths.incident(id)}>{incident.title}</a>
                        </li>,
                      ]
                })}
              </ul>
            ),
          },
          { key: 'Source', value: <SourceLine source={risk.source} /> },
        ]}
      />
    </Section>
  )
}

function pointsWords({ likelihood, consequence }: { likelihood: number; consequence: number }): string {
  const parts = [
    likelihood > 0 ? `${countWords(likelihood, 'point')} off the likelihood` : '',
    consequence > 0 ? `${countWords(consequence, 'point')} off the consequence` : '',
  ]
  return parts.filter((part) => part !== '').join(', ')
}

function List({ texts }: { texts: readonly string[] }) {
  return (
    <ul class="nhsuk-list">
      {texts.map((text) => (
        <li>{text}</li>
      ))}
    </ul>
  )
}
