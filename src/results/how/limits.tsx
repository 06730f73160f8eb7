/** The limits on a score: what each holds it to, why, while what, and where it comes from. */
import { weakDomainsWords } from '../../report/describe-condition.ts'
import type { OverallCap, RuleSet } from '../../rules/model.ts'
import { Asks, Section, SourceLine } from './parts.tsx'

/** Every limit with its condition and reason. */
export function Limits({ ruleSet }: { ruleSet: RuleSet }) {
  const limits = [
    ...ruleSet.domains.flatMap((domain) => domain.caps.map((cap) => ({ cap, where: domain.title }))),
    ...ruleSet.caps.map((cap) => ({ cap, where: 'Overall score' })),
  ]
  return (
    <Section id="limits" heading="Limits on the score, and why">
      <p>
        A good average must not hide one open door. While a limit’s condition holds, the score stays below.
      </p>
      <ul>
        {limits.map(({ cap, where }) => (
          <li id={cap.id}>
            <strong>
              {where}: at most {cap.atMost}.
            </strong>{' '}
            {cap.because} <LimitAsks ruleSet={ruleSet} cap={cap} />
          </li>
        ))}
      </ul>
    </Section>
  )
}

/** When a limit holds, and where it comes from. */
export function LimitAsks({ ruleSet, cap }: { ruleSet: RuleSet; cap: OverallCap }) {
  return (
    <>
      It holds while:{' '}
      {cap.when.kind === 'domains' ? (
        weakDomainsWords(ruleSet, cap.when)
      ) : (
        <Asks ruleSet={ruleSet} condition={cap.when} />
      )}
      . Source: <SourceLine source={cap.source} />.
    </>
  )
}
