/**
 * The newest release beside the one before it, and one of its groups → what the page of the country says first, with its picture.
 * Marks are rounded, so a difference that rounding alone can make is said to be no clear change.
 */

import type { ProfileChart, ProfileRow } from '../charts/profile.ts'
import { isSame } from '../peers/cells.ts'
import type { PublishedCohort, Release, ScoreFigures } from '../peers/model.ts'
import { BASE } from '../peers/rounding.ts'
import type { RuleSet } from '../rules/model.ts'
import { sizedTitle } from './peer-words.ts'
import { joinWords, quote, upperFirst, withoutStop } from './words.ts'

/** A release with what it is read by. */
export interface ReadRelease {
  readonly content: Release
  readonly ruleSet: RuleSet
  readonly period: { readonly name: string }
}

/** A middle in both readings; undefined where none is published. */
interface Middle {
  readonly paper: number
  readonly evidence: number
}

const middleOf = ({ onPaper, onEvidence }: ScoreFigures): Middle | undefined =>
  onPaper.p50 === undefined || onEvidence.p50 === undefined
    ? undefined
    : { paper: onPaper.p50, evidence: onEvidence.p50 }

export interface CountryWords {
  /** Without a full stop. */
  readonly sentence: string
  /** Over the picture. */
  readonly over: string
  /** Undefined: no middle of a domain is published. */
  readonly chart: ProfileChart | undefined
  /** The domain of the lowest middle on paper; undefined where there is none. */
  readonly lowest: { readonly id: string; readonly title: string; readonly says: string } | undefined
}

/** What one group comes to, and how that has moved since the comparison before. */
export function describeCountry(
  { ruleSet }: Pick<ReadRelease, 'ruleSet'>,
  before: ReadRelease | undefined,
  shown: PublishedCohort,
): CountryWords {
  const then = groupBefore(ruleSet, before, shown)
  const overall = middleOf(shown.figures.overall)
  const rows = ruleSet.domains.flatMap(({ id, title }, index) => {
    const scores = shown.figures.domains[index]
    const now = scores && middleOf(scores)
    const past = then?.figures.domains[index]
    return now === undefined ? [] : [{ id, title, now, past: past && middleOf(past) }]
  })
  const [lowest] = rows.toSorted((a, b) => a.now.paper - b.now.paper || a.now.evidence - b.now.evidence)
  const since = before === undefined ? undefined : before.period.name
  const past = then && middleOf(then.figures.overall)
  return {
    sentence:
      overall === undefined
        ? 'Too few organisations count to say where the middle of this group is'
        : `Half of this group scores ${overall.paper} or more on paper and ${overall.evidence} or more on evidence${sinceWords(since, past, overall)}`,
    over: movedSentence(since, rows, then !== undefined),
    chart: rows.length === 0 ? undefined : chartMiddles(ruleSet, shown, rows),
    lowest: lowest && {
      id: lowest.id,
      title: lowest.title,
      says: `The lowest middle: half score ${lowest.now.paper} or less on paper, ${lowest.now.evidence} or less on evidence.`,
    },
  }
}

/** The same group in the comparison before; undefined where it was another, or was read by other rules. */
function groupBefore(
  ruleSet: RuleSet,
  before: ReadRelease | undefined,
  { of }: PublishedCohort,
): PublishedCohort | undefined {
  if (before === undefined || before.ruleSet.digest !== ruleSet.digest) return undefined
  return before.content.cohorts.find((one) => isSame(one.of, of))
}

function sinceWords(since: string | undefined, past: Middle | undefined, now: Middle): string {
  if (since === undefined) return ''
  if (past === undefined) return `; ${since} had no such group to compare with`
  const moved = movedWords(past, now)
  return `: ${moved.length === 0 ? 'no clear change' : joinWords(moved)} since ${since}`
}

/** What rounding alone cannot make. */
function movedWords(past: Middle, now: Middle): string[] {
  return (['paper', 'evidence'] as const).flatMap((reading) => {
    const by = now[reading] - past[reading]
    return Math.abs(by) <= BASE ? [] : [`${by > 0 ? 'up' : 'down'} ${Math.abs(by)} on ${reading}`]
  })
}

interface DomainMiddle {
  readonly id: string
  readonly title: string
  readonly now: Middle
  readonly past: Middle | undefined
}

/** Most domains that are named (ours). */
const NAMED = 3

function movedSentence(since: string | undefined, rows: readonly DomainMiddle[], compares: boolean): string {
  if (since === undefined) return 'The middle of each domain. There is no earlier comparison.'
  if (!compares) return 'The middle of each domain. The comparison before has no such group, or other rules.'
  const most = ({ now, past }: DomainMiddle) =>
    past === undefined
      ? 0
      : Math.max(Math.abs(now.paper - past.paper), Math.abs(now.evidence - past.evidence))
  const moved = rows
    .toSorted((a, b) => most(b) - most(a))
    .flatMap(({ title, now, past }) => {
      const words = past === undefined ? [] : movedWords(past, now)
      return words.length === 0 ? [] : [`${title} ${joinWords(words)}`]
    })
  return moved.length === 0
    ? `The middle of each domain: none has clearly moved since ${since}.`
    : `Most moved since ${since}: ${moved.slice(0, NAMED).join('; ')}.`
}

function chartMiddles(ruleSet: RuleSet, shown: PublishedCohort, rows: readonly DomainMiddle[]): ProfileChart {
  const drawn: ProfileRow[] = rows
    .toSorted((a, b) => a.now.paper - b.now.paper)
    .map(({ title, now, past }) => ({
      label: title,
      evidence: now.evidence,
      paper: now.paper,
      high: now.paper,
      before: past?.paper,
      middle: undefined,
    }))
  return {
    id: 'country',
    title: `The middle of each domain: ${sizedTitle(shown)}`,
    description: `${drawn
      .map(
        ({ label, paper, evidence, before }) =>
          `${label}: ${paper} on paper, ${evidence} on evidence${before === undefined ? '' : `, ${before} on paper in the comparison before`}`,
      )
      .join('. ')}.`,
    groups: [{ heading: 'The lowest middle first', rows: drawn }],
    before: 'comparison before',
    zones: ruleSet.bands.map(({ name, from }) => ({ name, from })),
  }
}

/** What would meet most past attacks if everybody raised it; undefined when nothing stands out. */
export function protectsMost(
  ruleSet: RuleSet,
  { figures }: PublishedCohort,
):
  | { readonly question: string; readonly domain: string; readonly heading: string; readonly says: string }
  | undefined {
  const [raise, ...others] = figures.protects
  const question = raise && ruleSet.questions[raise.question]
  const text = raise && question?.levels[raise.level]?.text
  if (question === undefined || text === undefined) return undefined
  const equal = others.length === 0 ? '' : ' Others are equal by the rounded counts.'
  return {
    question: question.id,
    domain: question.domain,
    heading: upperFirst(question.short),
    says: `Raised everywhere to ${quote(withoutStop(text))}, it would meet most past attacks.${equal}`,
  }
}

/** Of all there are, who takes part and who does not, both in bands: together all. */
export function reconciledWords(contributors: number, all: number): string {
  if (contributors === 0) return `Of ${all} organisations fewer than 10 take part.`
  const most = Math.min(all, contributors + BASE - 1)
  const band = (from: number, to: number) => (from >= to ? `${to}` : `${from} to ${to}`)
  return `Of ${all} organisations ${band(contributors, most)} take part and ${band(all - most, Math.max(0, all - contributors))} do not: together all ${all}.`
}

/** Why who does not take part does not; in the order of how sure it is. */
export function notTakingPart(leftOut: {
  readonly inGroups: number
  readonly otherRuleSet: number
  readonly unplaced: readonly { readonly organisations: number }[]
}): string {
  const unplaced = leftOut.unplaced.reduce((sum, { organisations }) => sum + organisations, 0)
  const reasons = [
    ...(leftOut.inGroups > 0 ? [`${leftOut.inGroups} signed and count through the lead of their group`] : []),
    ...(leftOut.otherRuleSet > 0 ? [`${leftOut.otherRuleSet} signed under another rule set`] : []),
    ...(unplaced > 0 ? [`${unplaced} signed and have no place in the cohorts’ file`] : []),
  ]
  return reasons.length === 0
    ? 'Those who do not take part had not signed when it was prepared.'
    : `Of those who do not, ${joinWords(reasons)}; the others had not signed when it was prepared.`
}

/** Name of a group for a narrow place: what its cells have in common is said once. */
export function shortGroup(ruleSet: RuleSet, { of, title }: PublishedCohort): string {
  const titles = ruleSet.family.cells.filter(({ id }) => of.includes(id)).map((cell) => cell.title)
  const [first = ''] = titles
  const common = first.slice(0, first.indexOf(' in ') + 4)
  return common.length > 4 && title === joinWords(titles) && titles.every((one) => one.startsWith(common))
    ? `${common}${joinWords(titles.map((one) => one.slice(common.length)))}`
    : title
}

/** Name of a domain for a narrow place: its first part. */
export const shortDomain = (title: string): string => title.split(/, | and /)[0] ?? title
