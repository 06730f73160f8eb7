/**
 * What a proposed rule set would move → lines for its author, and what a page may show of it. Every count is one that singles nobody out:
 * nobody, fewer than 10, or rounded to 5.
 */

import type { StackChart } from '../charts/stacks.ts'
import type { StripChart } from '../charts/strips.ts'
import type { RuleSet } from '../rules/model.ts'
import type { Result } from '../scoring/model.ts'
import type { Movement } from './impact.ts'
import { countWords, joinWords, quote, shorten, upperFirst } from './words.ts'

/** Below this a count is not told (ours, as of published figures). */
const FEWEST = 10
const BASE = 5
/** Words of a lesson. */
const LESSON = 12

/** A count of organisations as it may be kept: 0, rounded, or null for fewer than 10. */
export type RoundedCount = number | null

function roundCount(count: number): RoundedCount {
  if (count === 0) return 0
  return count < FEWEST ? null : Math.round(count / BASE) * BASE
}

export function countText(count: RoundedCount): string {
  if (count === 0) return 'nobody'
  return count === null ? `fewer than ${FEWEST}` : `about ${count}`
}

/** A count of organisations, as an author may read it. */
export const safeCount = (count: number) => countText(roundCount(count))

export interface ImpactLines {
  readonly heading: string
  readonly lines: readonly string[]
}

interface Counted {
  readonly assessments: number
  readonly moved: { readonly size: number }
  readonly kinds: ReadonlyMap<Kind, number>
  readonly movements: readonly (Movement & {
    readonly count: number
    readonly files: ReadonlyMap<string, number>
  })[]
  readonly files: readonly { readonly file: string; readonly count: number | undefined }[]
}

type Kind = Movement['kind']

const HEADINGS: Readonly<Record<Kind, string>> = {
  band: 'Bands of the whole',
  score: 'Scores of the whole',
  domain: 'Scores of domains',
  risk: 'Bands of risks, on paper',
  attack: 'Past attacks',
  lesson: 'Lessons',
}

const KINDS = Object.keys(HEADINGS) as Kind[]

/** What is kept of it, for a page that authors read: rounded counts, and only moves that at least 10 make. */
export interface ShownImpact {
  readonly assessments: RoundedCount
  readonly moved: RoundedCount
  readonly kinds: readonly { readonly kind: Kind; readonly count: RoundedCount }[]
  readonly movements: readonly {
    readonly kind: Kind
    /** Such as `Recovery: Fragile → Exposed`. */
    readonly what: string
    readonly count: RoundedCount
    /** Files of which each moves it for at least 10 when nothing else changes. */
    readonly files: readonly string[]
  }[]
  /** `together`: alone it is no rule set. */
  readonly files: readonly { readonly file: string; readonly count: RoundedCount | 'together' }[]
}

export function showImpact(proposed: RuleSet, impact: Counted): ShownImpact {
  return {
    assessments: roundCount(impact.assessments),
    moved: roundCount(impact.moved.size),
    kinds: KINDS.map((kind) => ({ kind, count: roundCount(impact.kinds.get(kind) ?? 0) })),
    movements: impact.movements
      .filter(({ count }) => count >= FEWEST)
      .map((one) => ({
        kind: one.kind,
        what: upperFirst(movementWords(proposed, one)),
        count: roundCount(one.count),
        files: [...one.files].flatMap(([file, count]) => (count >= FEWEST ? [file] : [])),
      })),
    files: impact.files.map(({ file, count }) => ({
      file,
      count: count === undefined ? 'together' : roundCount(count),
    })),
  }
}

/** So what: whether a proposed version moves anybody. */
export function impactSentence(version: string, { moved, assessments }: ShownImpact): string {
  if (assessments === 0) return `Nobody has an assessment that version ${version} could move`
  return moved === 0
    ? `Version ${version} would move nothing for anybody`
    : `Version ${version} would move something for ${countText(moved)} of ${countText(assessments)} organisations`
}

/** A bar a kind of what can move: how many organisations would see it. One that is not told ends somewhere before 10. */
export function chartImpact({ kinds, assessments }: ShownImpact): StackChart {
  const share = (count: number) => Math.min(1, count / Math.max(1, assessments ?? 1))
  const rows = kinds.map(({ kind, count }) => ({
    label: HEADINGS[kind],
    parts: [
      count === null
        ? { fill: 'unknown' as const, share: share(FEWEST) }
        : { fill: 'shown' as const, share: share(count) },
    ],
    says: countText(count),
  }))
  return {
    id: 'impact',
    title: 'How many organisations would see something move',
    description: rows.map(({ label, says }) => `${label}: ${says}`).join('. '),
    samples: [
      { fill: 'shown', text: 'see it move' },
      { fill: 'unknown', text: `somebody does, and fewer than ${FEWEST}` },
    ],
    groups: [{ heading: `Of ${countText(assessments)} organisations`, rows }],
  }
}

/** Over the moves of a kind. */
export const kindHeading = (kind: Kind) => HEADINGS[kind]

/** What moves in one assessment, in one sentence. */
export function ownSentence(version: string, movements: readonly Movement[]): string {
  const band = movements.find(({ kind }) => kind === 'band')
  const of = (kind: Kind) => movements.filter((one) => one.kind === kind).length
  const parts = [
    ...(of('score') > 0 && band === undefined ? ['your score'] : []),
    ...(of('domain') > 0 ? [countWords(of('domain'), 'domain')] : []),
    ...(of('risk') > 0 ? [countWords(of('risk'), 'risk')] : []),
    ...(of('attack') > 0 ? [countWords(of('attack'), 'past attack')] : []),
    ...(of('lesson') > 0 ? [countWords(of('lesson'), 'lesson')] : []),
  ]
  if (band === undefined && parts.length === 0)
    return `Version ${version} moves nothing here: no score, band, risk, past attack or lesson`
  const bands = band === undefined ? '' : `moves your band${parts.length > 0 ? ', and ' : ''}`
  return `Version ${version} ${bands}${parts.length === 0 ? '' : `${bands === '' ? 'moves ' : ''}${joinWords(parts)}`}`
}

/** A strip a kind of what one assessment comes to: what moves, and what stays. */
export function chartOwn(
  { domains, risks, incidents, lessons }: Pick<Result, 'domains' | 'risks' | 'incidents' | 'lessons'>,
  movements: readonly Movement[],
): StripChart {
  const rows = (
    [
      ['score', 'The score', 1],
      ['domain', 'Domains', domains.length],
      ['risk', 'Risks', risks.length],
      ['attack', 'Past attacks', incidents.length],
      ['lesson', 'Lessons', lessons.length],
    ] as const
  ).map(([kind, label, all]) => {
    const moving = movements.filter((one) => one.kind === kind).length
    return { label, moving, all }
  })
  return {
    id: 'own-impact',
    title: 'What moves',
    description: rows.map(({ label, moving, all }) => `${label}: ${moving} of ${all}`).join('. '),
    samples: [
      { fill: 'shown', text: 'moves' },
      { fill: 'nothing', text: 'stays as it is' },
    ],
    rows: rows.map(({ label, moving, all }) => ({
      label,
      parts: [
        { fill: 'shown', count: moving },
        { fill: 'nothing', count: all - moving },
      ],
      says: `${moving} of ${all}`,
    })),
  }
}

/** A move of one assessment in words, such as `Recovery: Fragile → Exposed`. */
export function movementWords(ruleSet: RuleSet, { kind, id, from, to }: Movement): string {
  const what = kind === 'score' || kind === 'band' ? '' : `${nameOf(ruleSet, kind, id)}: `
  const words = (state: string) =>
    kind === 'attack' || kind === 'lesson' ? state.replaceAll('-', ' ') : state
  return `${what}${from === '' ? to : `${words(from)} → ${words(to)}`}`
}

/** A file of the rules, as who does not write rules would call it. */
export function fileWords({ domains, risks, incidents }: RuleSet, file: string): string {
  const [, folder = '', name = ''] = /^(?:(\w+)\/)?([^/]+)\.yaml$/.exec(file) ?? []
  switch (folder) {
    case 'domains':
      return `Questions: ${domains.find(({ id }) => id === name)?.title ?? name}`
    case 'risks':
      return `Risk: ${risks.find(({ id }) => id === name)?.short ?? name}`
    case 'incidents': {
      // The file is named year and name, the incident name and year.
      const [, year = '', rest = name] = /^(\d{4})-(.+)$/.exec(name) ?? []
      return `Past attack: ${incidents.find(({ id }) => id === name || id === `${rest}-${year}`)?.title ?? name}`
    }
    case 'frameworks':
      return `Framework: ${name}`
    default:
      return name === 'ruleset' ? 'Bands, matrix and weights of domains' : upperFirst(name)
  }
}

export function describeImpact(proposed: RuleSet, impact: Counted): ImpactLines[] {
  const kinds = KINDS.flatMap((kind): ImpactLines[] => {
    const some = impact.movements.filter((one) => one.kind === kind)
    return some.length === 0
      ? []
      : [{ heading: HEADINGS[kind], lines: some.map((one) => movementLine(proposed, one)) }]
  })
  return [
    {
      heading: `${upperFirst(safeCount(impact.moved.size))} of ${safeCount(impact.assessments)} would see anything move`,
      lines: kinds.length === 0 ? ['No score, band, risk, past attack or lesson changes for anybody.'] : [],
    },
    ...kinds,
    {
      heading: 'Which file moves how many, when nothing else changes',
      lines: impact.files.map(({ file, count }) =>
        count === undefined ? `${file}: only together with others` : `${file}: ${safeCount(count)}`,
      ),
    },
  ]
}

function movementLine(ruleSet: RuleSet, one: Movement & { count: number }): string {
  return `${movementWords(ruleSet, one)}: ${safeCount(one.count)}`
}

function nameOf(ruleSet: RuleSet, kind: Movement['kind'], id: string): string {
  switch (kind) {
    case 'domain':
      return ruleSet.domains.find((one) => one.id === id)?.title ?? id
    case 'risk':
      return ruleSet.risks.find((one) => one.id === id)?.short ?? id
    case 'lesson': {
      const lesson = ruleSet.incidents.flatMap(({ lessons }) => lessons).find((one) => one.id === id)
      return lesson === undefined ? id : quote(shorten(lesson.text, LESSON))
    }
    case 'attack': {
      const [incident, vantage] = id.split(', ')
      const name = ruleSet.incidents.find((one) => one.id === incident)?.title ?? id
      return vantage === undefined ? name : `${name}, ${vantage.replaceAll('-', ' ')}`
    }
    default:
      return id
  }
}
