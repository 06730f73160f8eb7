/**
 * A release and its dry run → the national pages' sentences, tables and heat map.
 * It names groups, never an organisation.
 */

import type { HeatCell, HeatMap, Shade } from '../charts/heatmap.ts'
import type { CellReport, PublishedCohort, Release } from '../peers/model.ts'
import { BASE } from '../peers/rounding.ts'
import type { RuleSet } from '../rules/model.ts'
import { bandNameOf, countWords, joinWords } from './words.ts'

/** The widest published group, which the tables of the country show unless another is chosen. */
export function widestOf({ cohorts }: Pick<Release, 'cohorts'>): PublishedCohort | undefined {
  return cohorts.toSorted((a, b) => b.of.length - a.of.length || b.figures.size - a.figures.size)[0]
}

/** `about 10 of 13`: contributors in bands, 0 for fewer than 10; a dash where there is nobody. */
export function takePartWords(contributors: number, organisations: number): string {
  return organisations === 0 && contributors === 0 ? '–' : `${bandWords(contributors)} of ${organisations}`
}

/** `10 to 14`, of contributors in bands. */
export function bandWords(contributors: number): string {
  return contributors === 0 ? 'fewer than 10' : `${contributors} to ${contributors + BASE - 1}`
}

/** The middle of each domain on paper, group by group; columns are numbered in the order of the release. */
export function chartCountry(ruleSet: RuleSet, cohorts: readonly PublishedCohort[]): HeatMap {
  const rows = [
    { label: 'Overall', cells: cohorts.map(({ figures }) => heatCell(ruleSet, figures.overall.onPaper.p50)) },
    ...ruleSet.domains.map((domain, index) => ({
      label: domain.title,
      cells: cohorts.map(({ figures }) => heatCell(ruleSet, figures.domains[index]?.onPaper.p50)),
    })),
  ]
  return {
    id: 'country',
    title: 'The middle score on paper, by domain and group',
    description: `A grid of ${rows.length} rows and ${countWords(cohorts.length, 'group')}. Each cell says the middle score, rounded to 5, and its band. The table below has the same numbers.`,
    columns: cohorts.map((_, index) => String(index + 1)),
    rows,
  }
}

function heatCell(ruleSet: RuleSet, middle: number | undefined): HeatCell | undefined {
  if (middle === undefined) return undefined
  const band = ruleSet.bands.findLastIndex(({ from }) => middle >= from)
  return {
    value: String(middle),
    name: bandNameOf(ruleSet, middle),
    shade: Math.min(3, Math.max(0, band)) as Shade,
  }
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

/** Who is signed but not counted, one sentence a reason; empty when everybody is. */
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
    ...(inGroups === 0
      ? []
      : [`${countWords(inGroups, 'organisation')} count through the lead of their group of trusts.`]),
    ...(otherRuleSet === 0
      ? []
      : [`${countWords(otherRuleSet, 'organisation')} signed under another rule set than the period’s.`]),
    ...unplaced.map(
      ({ cohort, region, organisations }) =>
        `${countWords(organisations, 'organisation')} of kind “${cohort}” in region “${region}” have no place in the cohorts’ file.`,
    ),
  ]
}

/** What happens to the counts of suppliers. */
export function suppliersWords(suppliers: 'counted' | 'too-few'): string {
  return suppliers === 'too-few'
    ? 'Fewer than 10 agreed to have their suppliers counted, so there are no counts.'
    : 'Shared suppliers are counted too: anew where enough has changed, and else carried.'
}
