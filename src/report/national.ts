/**
 * A release and its dry run → the national pages' sentences, tables and heat map.
 * It names groups, never an organisation.
 */

import type { Tone } from '../charts/tones.ts'
import type { CellReport, PublishedCohort, Release } from '../peers/model.ts'
import { bandIndexAt } from '../rules/bands.ts'
import { BASE } from '../peers/rounding.ts'
import type { RuleSet } from '../rules/model.ts'
import { bandNameOf, countWords, joinWords } from './words.ts'

/** The widest published group, which the tables of the country show unless another is chosen. */
export function widestOf({ cohorts }: Pick<Release, 'cohorts'>): PublishedCohort | undefined {
  return cohorts.toSorted((a, b) => b.of.length - a.of.length || b.figures.size - a.figures.size)[0]
}

/**
 * `10 to 13 of 13`: contributors in bands, 0 for fewer than 10, among the organisations that are there now; a dash where there is nobody.
 * No band ends above them, unless some have gone since.
 */
export function takePartWords(contributors: number, organisations: number): string {
  if (organisations === 0 && contributors === 0) return '–'
  if (contributors > organisations) return `${bandWords(contributors)}, and ${organisations} are there now`
  if (contributors === 0 && organisations < 10) return `too few to say, of ${organisations}`
  const last = Math.min(organisations, contributors + BASE - 1)
  const band = last === contributors ? String(last) : `${contributors} to ${last}`
  return `${contributors === 0 ? bandWords(0) : band} of ${organisations}`
}

/** `10 to 14`, of contributors in bands. */
export function bandWords(contributors: number): string {
  return contributors === 0 ? 'fewer than 10' : `${contributors} to ${contributors + BASE - 1}`
}

/** `27 of 40 organisations, 2 of them under another rule set`: who has signed in a period by now. */
export function signedInPeriodWords(signed: {
  readonly all: number
  readonly underRuleSet: number
  readonly organisations: number
}): string {
  const others = signed.all - signed.underRuleSet
  return `${signed.all} of ${countWords(signed.organisations, 'organisation')}${
    others === 0 ? '' : `, ${others} of them under another rule set`
  }`
}

/** Why a comparison holds other organisations than have signed by now. `day` is the one on which it was prepared. */
export function sinceWords(
  signed: Parameters<typeof signedInPeriodWords>[0],
  hasSignedSince: boolean,
  day: string,
): string {
  const since = hasSignedSince ? 'Who signed after that day is not in it' : 'Nobody has signed since'
  return `It holds what was signed when it was prepared, on ${day}. ${since}. Signed by now: ${signedInPeriodWords(signed)}.`
}

/** One mark of a group, with how far its band is from the highest. */
export interface HeatMark {
  readonly value: number
  readonly band: string
  readonly tone: Tone
}

/** The middle of one score of one group; undefined where none is published. */
export interface HeatCell {
  readonly paper: HeatMark | undefined
  readonly evidence: HeatMark | undefined
}

/** The middle of each domain in both readings, group by group: overall first, then in the rule set's order. */
export function heatCells(ruleSet: RuleSet, { figures }: PublishedCohort): HeatCell[] {
  return [figures.overall, ...figures.domains].map(({ onPaper, onEvidence }) => ({
    paper: heatMark(ruleSet, onPaper.p50),
    evidence: heatMark(ruleSet, onEvidence.p50),
  }))
}

function heatMark(ruleSet: RuleSet, value: number | undefined): HeatMark | undefined {
  if (value === undefined) return undefined
  const fromTop = ruleSet.bands.length - 1 - bandIndexAt(ruleSet.bands, value)
  return { value, band: bandNameOf(ruleSet, value), tone: Math.min(3, Math.max(0, fromTop)) as Tone }
}

/** `Exposed from 0, Fragile from 40, …`. */
export function bandsWords(ruleSet: RuleSet): string {
  return `${ruleSet.bands.map(({ name, from }) => `${name} from ${from}`).join(', ')}.`
}

/** Titles of written cells, as one name. */
export function cellTitle(ruleSet: RuleSet, of: readonly string[]): string {
  return joinWords(of.map((id) => ruleSet.family.cells.find((cell) => cell.id === id)?.title ?? id))
}

/** What happens to a group of cells in a release, and why; the same whatever anybody answered. */
export function cellOutcome({ of, contributors }: CellReport): string {
  const merged = of.length > 1 ? 'Counted together, because one of them alone has fewer than 10. ' : ''
  return contributors === 0 ? `${merged}Too few to count.` : `${merged}Enough to count.`
}

/** Who had signed and is not counted, one sentence a reason; empty when everybody is. The first are among the contributors. */
export function leftOutWords(leftOut: {
  readonly inGroups: number
  readonly otherRuleSet: number
  readonly unplaced: readonly {
    readonly cohort: string
    readonly region: string
    readonly organisations: number
  }[]
}): string[] {
  const { inGroups, otherRuleSet, unplaced } = leftOut
  return [
    ...unplaced.map(
      ({ cohort, region, organisations }) =>
        `Of these, ${countWords(organisations, 'organisation')} of kind “${cohort}” in region “${region}” ${organisations === 1 ? 'has' : 'have'} no place in the cohorts’ file, and no figure counts ${organisations === 1 ? 'it' : 'them'}.`,
    ),
    ...(inGroups === 0
      ? []
      : [
          `Besides, ${countWords(inGroups, 'organisation')} had signed and ${inGroups === 1 ? 'counts' : 'count'} through the lead of their group of trusts.`,
        ]),
    ...(otherRuleSet === 0
      ? []
      : [
          `Besides, ${countWords(otherRuleSet, 'organisation')} had signed under another rule set than the period’s, and ${otherRuleSet === 1 ? 'is' : 'are'} not in it.`,
        ]),
  ]
}

/** What happens to the counts of suppliers. */
export function suppliersWords(suppliers: 'counted' | 'too-few'): string {
  return suppliers === 'too-few'
    ? 'Fewer than 10 agreed to have their suppliers counted, so there are no counts.'
    : 'Shared suppliers are counted too: again where enough has changed, and carried where not.'
}
