/** What the weights of questions rest on, and the weights of the domains. */
import { paths } from '../../web/paths.ts'
import { WEIGHT_MEANINGS } from '../../report/method.ts'
import { countedContext } from '../../rules/counted.ts'
import type { RuleSet } from '../../rules/model.ts'
import { Table } from '../../web/components/table.tsx'
import { Section } from './parts.tsx'

export function Weights({ ruleSet }: { ruleSet: RuleSet }) {
  const all = ruleSet.domains.reduce((sum, domain) => sum + domain.weight, 0)
  const scored = ruleSet.questions.length
  const ofScope = countedContext(ruleSet).length
  return (
    <Section id="weights" heading="Weights">
      <p>
        The weight of a question is worked out again from the dossiers of past attacks whenever the rules are
        checked. What is only claimed, alleged or unknown counts nothing.
      </p>
      <ul>
        {WEIGHT_MEANINGS.map(({ weight, means }) => (
          <li>
            <strong>Weight {weight}.</strong> {means}
          </li>
        ))}
      </ul>
      <p>The weights of the domains are our judgement, each with its reason.</p>
      <Table
        caption="Weights of the domains"
        columns={[
          { header: 'Domain' },
          { header: 'Weight', numeric: true },
          { header: 'Of the whole', numeric: true },
          { header: 'Questions', numeric: true },
        ]}
        rows={ruleSet.domains.map((domain) => [
          <a href={paths.scoredDomain(domain.id)}>{domain.title}</a>,
          String(domain.weight),
          `${domain.weight} of ${all}`,
          String(domain.questions.length),
        ])}
      />
      <p>
        The domains hold {scored} questions. With {ofScope} about the scope, which is not scored, that makes{' '}
        {scored + ofScope}.
      </p>
    </Section>
  )
}
