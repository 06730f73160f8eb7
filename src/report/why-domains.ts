/** The rule set → what stands behind each of its domains: the counted attacks that ask for its answers, what dossiers confirm of it, its risks. */
import { once } from '../once.ts'
import { questionsOf } from '../rules/condition.ts'
import type { Control, Domain, Incident, Risk, RuleSet } from '../rules/model.ts'
import { countedChains } from '../scoring/measures.ts'

/** What a domain rests on; each list in the order of the rule set. */
export interface DomainGrounds {
  readonly domain: Domain
  /** Counted attacks with a step, in either chain, at which a control asks for an answer of the domain. */
  readonly attacks: readonly Incident[]
  /** Dossiers, counted or not, that confirm of one of its answers that it was missing, worked, or set the harm. */
  readonly confirmedBy: readonly Incident[]
  /** Risks that one of its answers lowers. */
  readonly risks: readonly Risk[]
}

/** The attacks that count: their way in is published or reported. Each once. */
export const countedAttacks = once((ruleSet: RuleSet): readonly Incident[] => [
  ...new Set(countedChains(ruleSet).map(({ incident }) => incident)),
])

/** One a domain, in their order. */
export const groundsOf = once((ruleSet: RuleSet): readonly DomainGrounds[] =>
  ruleSet.domains.map((domain) => {
    const isOurs = (question: number) => domain.questions.includes(question)
    const asks = (incident: Incident, fits: (control: Control) => boolean) =>
      incident.chains.some(({ steps }) => steps.some(({ controls }) => controls.some(fits)))
    return {
      domain,
      attacks: countedAttacks(ruleSet).filter((one) =>
        asks(one, ({ when }) => questionsOf(when).some(isOurs)),
      ),
      confirmedBy: ruleSet.incidents.filter((one) =>
        asks(one, ({ confirmed }) => confirmed.some(({ question }) => isOurs(question))),
      ),
      risks: ruleSet.risks.filter(({ loweredBy }) =>
        loweredBy.some(({ when }) => questionsOf(when).some(isOurs)),
      ),
    }
  }),
)
