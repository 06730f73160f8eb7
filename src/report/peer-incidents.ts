/**
 * A cohort's shares of replays → rows for each past attack, on paper and on evidence, beside our own outcome.
 * It never says "stopped" on somebody's word alone.
 */

import type { StripChart } from '../charts/strips.ts'
import type { Figures, Ladder, Summary } from '../peers/model.ts'
import { outcomeAt } from '../peers/position.ts'
import type { Incident, RuleSet, Vantage } from '../rules/model.ts'
import { askedLessons } from '../scoring/lessons.ts'
import { MET_BEFORE_HARM, outcomeName } from './outcomes.ts'
import { chartSides, countSides, middleRung, type SideRow, sideOf, untoldWords } from './peer-sides.ts'
import { rungCount } from './peer-words.ts'
import { countWords, lowerFirst, upperFirst, vantageName } from './words.ts'

type Rung = ReturnType<typeof outcomeAt>
type Reading = 'onPaper' | 'onEvidence'
const READINGS = [
  { id: 'onPaper', own: 'outcomes', name: 'on paper', reading: 'paper' },
  { id: 'onEvidence', own: 'outcomesAssured', name: 'on evidence', reading: 'evidence' },
] as const
const VANTAGES: readonly Vantage[] = ['in-your-place', 'as-a-customer']

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

/** The counts of who meets an attack, and the rung that they reach or pass: seen in time, or as a customer limited. */
export interface ReplayLadders {
  readonly onPaper: Ladder
  readonly onEvidence: Ladder
  readonly rung: number
}

export interface PeerReplay {
  /** Position among the replayed chains, as in figures. */
  readonly index: number
  readonly incident: string
  readonly title: string
  readonly vantage: Vantage
  readonly onPaper: ReplayShares
  readonly onEvidence: ReplayShares
  readonly met: ReplayLadders
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
        met: { ...ladders, rung: LADDER.indexOf(vantage === 'in-your-place' ? 'seen' : 'limited') },
      },
    ]
  })
}

/** A past attack that goes further here than at the middle of a group, on evidence. */
export interface LowerReplay {
  readonly incident: string
  readonly title: string
  readonly says: string
}

export interface ReplaysBeside {
  /** Without a full stop. */
  readonly sentence: string
  /** What the picture leaves out. */
  readonly notes: readonly string[]
  /** Undefined: there is nothing to compare. */
  readonly chart: StripChart | undefined
  /** The furthest behind first; at most three. */
  readonly lowest: readonly LowerReplay[]
}

/** Most of them on a page (ours). */
const LOWEST = 3

/** Our outcomes and lessons beside the middle of a cohort, what is not known as if it were not met. */
export function compareReplays(
  ruleSet: RuleSet,
  figures: Pick<Figures, 'incidents' | 'lessons'>,
  own: Summary | undefined,
): ReplaysBeside {
  const chains = chainsOf(ruleSet).flatMap((chain, index) => (chain.isTestable ? [{ ...chain, index }] : []))
  const compared = READINGS.flatMap(({ id, own: outcomes, name, reading }) =>
    chains.flatMap(({ incident, vantage, index }) => {
      const [rung, ladders] = [own?.[outcomes][index], figures.incidents[index]]
      const middle = ladders && middleRung(ladders[id])
      if (rung === undefined || middle === undefined) return []
      const most = LADDER.indexOf(vantage === 'in-your-place' ? 'stopped' : 'limited')
      const [here, there] = [Math.min(rung, most), Math.min(middle, most)]
      return [{ incident, vantage, name, reading, here, there, side: sideOf(here, there) }]
    }),
  )
  const rows: SideRow[] = VANTAGES.flatMap((vantage) =>
    READINGS.flatMap(({ name, reading }) => {
      const of = compared.filter((one) => one.vantage === vantage && one.name === name)
      const label = `${upperFirst(vantageName(vantage))}, ${name}`
      return of.length === 0 ? [] : [{ label, sides: of.map(({ side }) => side), reading }]
    }),
  )
  const shown = compared.filter(({ reading }) => reading === 'evidence')
  const untold = own === undefined ? undefined : untoldWords(chains.length - shown.length, 'attack')
  return {
    sentence: replaysSentence(own === undefined, shown),
    notes: untold === undefined || shown.length === 0 ? [] : [untold],
    chart:
      compared.length === 0
        ? undefined
        : chartSides({ id: 'peer-replays', title: 'Our outcomes beside the middle of the group' }, [
            ...rows,
            ...compareLessons(ruleSet, figures, own),
          ]),
    lowest: shown
      .filter(({ side }) => side === 'lower')
      .toSorted((a, b) => b.there - b.here - (a.there - a.here))
      .slice(0, LOWEST)
      .map(({ incident, vantage, here, there }) => ({
        incident: incident.id,
        title: incident.title,
        says: `${upperFirst(vantageName(vantage))}. Here: ${rungName(here)}. At the middle: ${rungName(there)}.`,
      })),
  }
}

const rungName = (rung: number) => lowerFirst(outcomeName(outcomeAt(rung), 'evidenced'))

function replaysSentence(
  isNobody: boolean,
  sides: readonly { readonly side: SideRow['sides'][number] }[],
): string {
  if (isNobody) return 'We have no outcomes to compare with our group'
  if (sides.length === 0) return 'Too few of our group count to compare single attacks'
  const { lower } = countSides(sides.map(({ side }) => side))
  return `On evidence ${lower === 0 ? 'no past attack goes' : `${lower} of ${countWords(sides.length, 'past attack')} go`} further here than at the middle of our group`
}

/** Lessons in either reading; nothing where none is counted. */
function compareLessons(
  ruleSet: RuleSet,
  figures: Pick<Figures, 'lessons'>,
  own: Summary | undefined,
): SideRow[] {
  return READINGS.flatMap(({ name, reading }, rung) => {
    const sides = askedLessons(ruleSet).flatMap((_, index) => {
      const [ladder, ours = -1] = [figures.lessons[index], own?.lessons[index]]
      const middle = ladder && middleRung(ladder)
      const has = (one: number) => (one > rung ? 1 : 0)
      return middle === undefined || ours < 0 ? [] : [sideOf(has(ours), has(middle))]
    })
    return sides.length === 0 ? [] : [{ label: `Lessons learned, ${name}`, sides, reading }]
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
