/**
 * A cohort's shares of replays → rows for each past attack, on paper and on evidence, beside our own outcome.
 * It never says "stopped" on somebody's word alone.
 */

import type { Figures, Ladder, Summary } from '../peers/model.ts'
import { outcomeAt } from '../peers/position.ts'
import type { Incident, RuleSet, Vantage } from '../rules/model.ts'
import { MET_BEFORE_HARM, outcomeName } from './outcomes.ts'
import { rungCount } from './peer-words.ts'

type Rung = ReturnType<typeof outcomeAt>
type Reading = 'onPaper' | 'onEvidence'

/** What each share counts: reaching the outcome or a better one. What was never exposed counts with the stopped. */
const SHARES: readonly { readonly rung: Rung; readonly onPaper: string; readonly onEvidence: string }[] = [
  { rung: 'stopped', onPaper: MET_BEFORE_HARM, onEvidence: outcomeName('stopped', 'evidenced') },
  { rung: 'cut-short', onPaper: 'Met, if late, or better', onEvidence: 'Cut short or better' },
  { rung: 'seen', onPaper: 'Seen or better', onEvidence: 'Seen or better' },
  { rung: 'limited', onPaper: 'Limited or better', onEvidence: 'Limited or better' },
]
const LADDER: readonly Rung[] = ['open', 'limited', 'seen', 'cut-short', 'stopped', 'not-exposed']

/** One reading of one replay: our outcome, and the group's shares. */
export interface ReplayShares {
  /** Undefined: no answers of ours. */
  readonly own: string | undefined
  readonly shares: readonly { readonly name: string; readonly count: string }[]
}

export interface PeerReplay {
  /** Position among the replayed chains, as in figures. */
  readonly index: number
  readonly incident: string
  readonly title: string
  readonly vantage: Vantage
  readonly onPaper: ReplayShares
  readonly onEvidence: ReplayShares
}

/** The replayed attacks that can be tested, in the order of the library. */
export function describePeerReplays(
  ruleSet: RuleSet,
  figures: Pick<Figures, 'incidents'>,
  own: Summary | undefined,
): PeerReplay[] {
  return chainsOf(ruleSet).flatMap(({ incident, vantage, isTestable }, index) => {
    const ladders = figures.incidents[index]
    if (ladders === undefined || !isTestable) return []
    const rungs =
      own === undefined
        ? undefined
        : {
            onPaper: outcomeAt(own.outcomes[index] ?? 0),
            onEvidence: outcomeAt(own.outcomesAssured[index] ?? 0),
          }
    const shares = (reading: Reading): ReplayShares => ({
      own: rungs === undefined ? undefined : ownOutcome(rungs, reading),
      shares: sharesOf(ladders[reading], vantage, reading),
    })
    return [
      {
        index,
        incident: incident.id,
        title: incident.title,
        vantage,
        onPaper: shares('onPaper'),
        onEvidence: shares('onEvidence'),
      },
    ]
  })
}

/** Every replayed chain, in the order in which summaries and figures hold them. */
function chainsOf(
  ruleSet: RuleSet,
): readonly { readonly incident: Incident; readonly vantage: Vantage; readonly isTestable: boolean }[] {
  return ruleSet.incidents
    .filter((incident) => incident.kind === 'dossier')
    .flatMap((incident) =>
      incident.chains.map(({ vantage, steps }) => ({
        incident,
        vantage,
        isTestable: steps.some((step) => step.controls.length > 0),
      })),
    )
}

function ownOutcome(rungs: Readonly<Record<Reading, Rung>>, reading: Reading): string {
  const isEvidenced = reading === 'onEvidence' || rungs.onPaper === rungs.onEvidence
  return outcomeName(rungs[reading], isEvidenced ? 'evidenced' : 'stated', 'our')
}

/** A customer cannot stop what happens to somebody else: only what limits its loss is shared. */
function sharesOf(ladder: Ladder, vantage: Vantage, reading: Reading): ReplayShares['shares'] {
  return SHARES.filter(({ rung }) => vantage === 'in-your-place' || rung === 'limited').map((share) => ({
    name: share[reading],
    count: rungCount(ladder, LADDER.indexOf(share.rung)),
  }))
}
