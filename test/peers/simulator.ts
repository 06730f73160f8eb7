/**
 * Houses that publish comparisons, ours among them, against everything we know that can be tried on them.
 * An attack counts as won where something becomes certain of a trust that did not tell it; guesses count nothing.
 * Answers are of one question with two levels; scores are 0 to 100.
 */

import { isUnion, mergeCells } from '../../src/peers/cells.ts'
import { findConcentration, hasMoved, type SharedReliance } from '../../src/peers/concentration.ts'
import { MOVED } from '../../src/peers/counting.ts'
import { findPosition } from '../../src/peers/position.ts'
import type { Contributor } from '../../src/peers/model.ts'
import { type Before, prepareRelease } from '../../src/peers/prepare.ts'
import { quantilesOf, quantilesTogether } from '../../src/peers/quantiles.ts'
import { roundCount, roundSize } from '../../src/peers/rounding.ts'
import type { CohortFamily } from '../../src/rules/model.ts'
import { asBefore, contributorOf, oneQuestion, summaryAt, summaryOf } from './made-up.ts'
import { findCertain, type Part, poolsOf, reaching, remembered, spreadsOf, type State } from './solving.ts'

/** The rules of src/README.md, peers, that a house may keep or not. */
export interface Rules {
  /** Figures come from releases of signed assessments only; otherwise they follow every draft. */
  readonly frozen: boolean
  /** Cells are one partition and wider cohorts unions of them; otherwise any type in any region may be asked for. */
  readonly partition: boolean
  /** Ten contributors at least. */
  readonly ten: boolean
  readonly rounded: boolean
  /** A rounded value stands for several counts, and what it says of everybody for five; otherwise the nearest 5. */
  readonly wideEnds: boolean
  /** A wider cohort's counts are sums of rounded counts; otherwise they are rounded themselves. */
  readonly sums: boolean
  /** A wider cohort's median follows from rounded counts; otherwise it is exact. */
  readonly mediansOfSums: boolean
  /** A cell is counted anew once eight have moved in it; otherwise every release counts whoever is there. */
  readonly carried: boolean
  /** A prepared release shows nothing of its figures; otherwise its digest tells whether they are those of another one. */
  readonly silent: boolean
  /** A count is given from one end; otherwise those who do not are counted too. */
  readonly oneEnd: boolean
  /** Neither a minimum nor a maximum nor anybody's rank. */
  readonly noExtremes: boolean
  /** Trusts of one group count once. */
  readonly groupsOnce: boolean
}

export const OURS: Rules = {
  frozen: true,
  partition: true,
  ten: true,
  rounded: true,
  wideEnds: true,
  sums: true,
  mediansOfSums: true,
  carried: true,
  silent: true,
  oneEnd: true,
  noExtremes: true,
  groupsOnce: true,
}

export const NAIVE: Rules = {
  frozen: false,
  partition: false,
  ten: false,
  rounded: false,
  wideEnds: false,
  sums: false,
  mediansOfSums: false,
  carried: false,
  silent: false,
  oneEnd: false,
  noExtremes: false,
  groupsOnce: false,
}

/** What is said of each rule in the table. */
export const WITHOUT: Readonly<Record<keyof Rules, string>> = {
  frozen: 'live, not signed releases',
  partition: 'free filters',
  ten: 'groups below 10',
  rounded: 'exact counts',
  wideEnds: 'plain rounding to 5',
  sums: 'unions rounded themselves',
  mediansOfSums: 'exact medians of unions',
  carried: 'no carrying',
  silent: 'a digest before publication',
  oneEnd: 'figures from both ends',
  noExtremes: 'minimum, maximum, rank',
  groupsOnce: 'each trust of a group counts',
}

/** Some trusts of one cell, with the signing that their assessments are of. */
export interface Block {
  readonly name: string
  readonly type: string
  readonly region: string
  readonly signed: number
  readonly size: number
  readonly reach: number
}

/** What is there to be counted at one time: drafts, which nobody signed, what is only prepared, or what is published. */
export interface Moment {
  readonly is: 'draft' | 'prepared' | 'released'
  readonly blocks: readonly Block[]
  /** Who reaches the level relies on a gateway of others: the analysts' count of those is shown, and nothing else. */
  readonly isOfGateways?: boolean
}

/** Everything that anybody can read of a country over time. */
export type House = (family: CohortFamily, moments: readonly Moment[]) => string

/** What is said of one cohort: how many reach the level, and the median. */
export interface Shown {
  readonly size: number
  readonly reach: number
  readonly median: number | null
  readonly ends: string | null
}

interface Counted {
  readonly n: number
  readonly reach: number
}

const cellIdOf = ({ type, region }: Pick<Block, 'type' | 'region'>) => `${type}-${region}`

/** Cells of types in regions, with the lines by which they merge and the wider cohorts. */
export function gridOf(
  cells: readonly string[],
  mergeOrder: readonly (readonly [string, string])[] = [],
  wider: readonly (readonly string[])[] = [],
): CohortFamily {
  const regions = [...new Set(cells.map((id) => id.split('-')[1] ?? ''))]
  return {
    regions: regions.map((id) => ({ id, name: id })),
    cells: cells.map((id) => {
      const [type = '', region = ''] = id.split('-')
      return { id, title: id, cohorts: [type], regions: [region] }
    }),
    mergeOrder,
    wider: wider.map((of) => ({ id: `all of ${of.join(' ')}`, title: '', of })),
  }
}

const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0)

/** The figures of one moment, by cohort. */
export function showMoment(
  rules: Rules,
  family: CohortFamily,
  blocks: readonly Block[],
): Record<string, Shown> {
  const countIn = (cells: readonly string[]): Counted => {
    const inside = blocks.filter((block) => cells.includes(cellIdOf(block)))
    return { n: sum(inside.map((block) => block.size)), reach: sum(inside.map((block) => block.reach)) }
  }
  const isLarge = (cells: readonly string[]) => countIn(cells).n >= (rules.ten ? 10 : 1)
  if (!rules.partition) {
    const [types, regions] = [family.cells.map((cell) => cell.cohorts[0]), family.regions.map(({ id }) => id)]
    const filters = choicesOf([...new Set(types)]).flatMap((some) =>
      choicesOf(regions).map((where) => some.flatMap((type) => where.map((region) => `${type}-${region}`))),
    )
    return Object.fromEntries(
      filters.filter(isLarge).map((cells) => [cells.join('+'), show(rules, [countIn(cells)])]),
    )
  }
  const sizes = new Map(family.cells.map(({ id }) => [id, countIn([id]).n]))
  const groups = (rules.ten ? mergeCells(family, sizes) : family.cells.map(({ id }) => [id])).filter(isLarge)
  const wider = family.wider.filter(
    ({ of }) =>
      isUnion(of, groups) &&
      of.every((id) => groups.flat().includes(id)) &&
      !groups.some((one) => one.length === of.length && isUnion(of, [one])),
  )
  return Object.fromEntries([
    ...groups.map((cells) => [cells.join('+'), show(rules, [countIn(cells)])] as const),
    ...wider.map(({ id, of }) => {
      const cells = groups.filter((one) => one.some((cell) => of.includes(cell))).map(countIn)
      return [id, show(rules, cells)] as const
    }),
  ])
}

function choicesOf<T>(list: readonly T[]): T[][] {
  return Array.from({ length: 2 ** list.length - 1 }, (_, choice) =>
    list.filter((_, index) => (((choice + 1) >> index) & 1) === 1),
  )
}

function show(rules: Rules, cells: readonly Counted[]): Shown {
  const all = { n: sum(cells.map(({ n }) => n)), reach: sum(cells.map(({ reach }) => reach)) }
  const given = ({ n, reach }: Counted) =>
    !rules.rounded ? reach : rules.wideEnds ? roundCount(reach, n) : 5 * Math.floor((reach + 2) / 5)
  return {
    size: rules.rounded ? sum(cells.map(({ n }) => roundSize(n))) : all.n,
    reach: rules.sums ? sum(cells.map(given)) : given(all),
    median: all.n < 10 ? null : medianOf(rules, cells, all),
    ends: rules.noExtremes ? null : `${all.reach === all.n} ${all.reach > 0}`,
  }
}

/** The median score; of several cells, as far as their own marks tell. */
function medianOf(rules: Rules, cells: readonly Counted[], all: Counted): number | null {
  if (cells.length === 1 || !rules.mediansOfSums) return all.reach > all.n - Math.ceil(all.n / 2) ? 100 : 0
  const marked = cells.map(({ n, reach }) => {
    const scores = new Uint32Array(101)
    scores[0] = n - reach
    scores[100] = reach
    return { size: roundSize(n), marks: quantilesOf(scores) }
  })
  return quantilesTogether(marked).p50 ?? null
}

/** How many moved between two times: came, went, or answered otherwise. */
function movedBetween(was: readonly Block[], is: readonly Block[]): number {
  const [then, now] = [was, is].map(
    (blocks) => new Map(contributorsOf(blocks).map((one) => [one.organisation, one.summary.levels[0]])),
  )
  const everybody = new Set([...(then?.keys() ?? []), ...(now?.keys() ?? [])])
  return [...everybody].filter((id) => then?.get(id) !== now?.get(id)).length
}

/** A house that keeps some rules. */
export function houseOf(rules: Rules): House {
  return (family, moments) => {
    const views: string[] = []
    const digests: string[] = []
    let counted: readonly Block[] | undefined
    for (const { is, blocks, isOfGateways } of moments) {
      const figures = isOfGateways === true ? showGateways(rules, blocks) : showMoment(rules, family, blocks)
      const text = JSON.stringify(figures)
      if (is === 'draft' && !rules.frozen) views.push(text)
      if (is === 'prepared' && !rules.silent) {
        if (!digests.includes(text)) digests.push(text)
        views.push(`digest ${digests.indexOf(text)}`)
      }
      if (is !== 'released') continue
      // Histories are of one cell, so that all of it is carried or nothing.
      const isCarried = rules.carried && counted !== undefined && movedBetween(counted, blocks) < MOVED
      if (!isCarried) {
        views.push(text)
        counted = blocks
      } else views.push('carried')
    }
    return views.join('\n')
  }
}

/** The analysts' count of those who rely on a gateway of others, and of those who do not where it is given from both ends. */
function showGateways(rules: Rules, blocks: readonly Block[]): readonly (number | null)[] {
  const { n, reach } = {
    n: sum(blocks.map(({ size }) => size)),
    reach: sum(blocks.map((block) => block.reach)),
  }
  const given = (relying: number) =>
    findConcentration(
      Array.from({ length: n }, (_, index) => ({
        organisation: `${index}`,
        suppliers: [],
        onGateway: index < relying,
      })),
      [],
    ).onGateways
  return rules.oneEnd ? [given(reach)] : [given(reach), roundCount(reach, n), roundCount(n - reach, n)]
}

const CREDITS = [0, 100]
const ruleSet = oneQuestion(CREDITS)

/** The contributors of some blocks. */
export function contributorsOf(blocks: readonly Block[]): Contributor[] {
  return blocks.flatMap(({ name, type, region, signed, size, reach }) =>
    Array.from({ length: size }, (_, index) => ({
      ...contributorOf(`${name}${index}`, type, summaryAt(index < reach ? 1 : 0, CREDITS), signed),
      region,
    })),
  )
}

/** Our house: the real releases. Drafts are not even given to it, and of what is prepared it shows nothing that was answered. */
export const ourHouse: House = (family, moments) => {
  const views: string[] = []
  let before: Before | undefined
  let relied: readonly Block[] | undefined
  for (const { is, blocks, isOfGateways } of moments) {
    if (is === 'draft') continue
    if (isOfGateways === true) {
      const isNew = relied === undefined || hasMoved(relianceOf(relied), relianceOf(blocks), [])
      views.push(isNew ? JSON.stringify(findConcentration(relianceOf(blocks), [])) : 'carried')
      if (isNew) relied = blocks
      continue
    }
    const contributors = contributorsOf(blocks)
    const prepared = prepareRelease(ruleSet, family, '2027', contributors, before)
    if (is === 'prepared') {
      views.push(JSON.stringify(prepared.report))
      continue
    }
    before = asBefore(`r${views.length}`, ruleSet, prepared, contributors, before)
    views.push(JSON.stringify(prepared.release))
  }
  return views.join('\n')
}

const relianceOf = (blocks: readonly Block[]): SharedReliance[] =>
  contributorsOf(blocks).map(({ organisation, summary }) => ({
    organisation,
    suppliers: [],
    onGateway: summary.levels[0] === 1,
  }))

/** One thing to try: who is there, who colludes, and what can be looked at. */
export interface Scene {
  readonly family: CohortFamily
  readonly parts: readonly Part[]
  readonly momentsOf: (state: State) => readonly Moment[]
}

export interface Outcome {
  /** States, or scores. */
  readonly won: number
  readonly of: number
}

const reachOf = (spread: readonly number[] | undefined) => spread?.[1] ?? 0
const colluding = (size: number, colluders: number): Part[] =>
  poolsOf(colluders, 2).map((known) => ({ size, known }))
const honest = (size: number): Part => ({ size, known: [] })
const released = (...blocks: readonly Block[]): Moment => ({ is: 'released', blocks })

const blockOf = (cell: string, name: string, signed: number, size: number, reach: number): Block => {
  const [type = '', region = ''] = cell.split('-')
  return { name: `${cell}-${name}`, type, region, signed, size, reach }
}

/** Cells of given sizes in one release, with what some of the first of them pool. */
function standing(family: CohortFamily, sizes: readonly number[], colluders = 0): Scene[] {
  const [first = 0, ...others] = sizes
  return colluding(first, colluders).map((part) => ({
    family,
    parts: [part, ...others.map(honest)],
    momentsOf: (state) => [
      released(
        ...family.cells.map(({ id }, index) => blockOf(id, '', 1, sizes[index] ?? 0, reachOf(state[index]))),
      ),
    ],
  }))
}

/** Two releases of one cell, after some joined, left and signed anew. */
function between(stay: number, leave: number, join: number, anew: number, colluders = 0): Scene[] {
  const family = gridOf(['acute-north'])
  const block = (name: string, signed: number, size: number, spread: readonly number[] | undefined) =>
    blockOf('acute-north', name, signed, size, reachOf(spread))
  return colluding(anew, colluders).flatMap((was) =>
    colluding(anew, colluders).map((is) => ({
      family,
      parts: [honest(stay), honest(leave), honest(join), was, is],
      momentsOf: ([stayed, left, joined, before, after]) => [
        released(
          block('stay', 1, stay, stayed),
          block('leave', 1, leave, left),
          block('anew', 1, anew, before),
        ),
        released(
          block('stay', 1, stay, stayed),
          block('join', 2, join, joined),
          block('anew', 2, anew, after),
        ),
      ],
    })),
  )
}

/** Colluders try every answer in what is not published yet, before and after one trust answers. */
function watching(is: 'draft' | 'prepared', others: number, colluders: number): Scene[] {
  const family = gridOf(['acute-north'])
  return [
    {
      family,
      // The watched trust, and the others, who have signed and change nothing; the colluders' answers are their own to choose.
      parts: [honest(1), honest(others)],
      momentsOf: ([watched, rest]) => {
        const at = (own: number, answered: number): Moment => ({
          is,
          blocks: [
            blockOf('acute-north', 'rest', 1, others, reachOf(rest)),
            blockOf('acute-north', 'own', 1, colluders, own),
            blockOf('acute-north', 'watched', 1, 1, answered),
          ],
        })
        const tries = Array.from({ length: colluders + 1 }, (_, own) => own)
        return [0, reachOf(watched)].flatMap((answered) => tries.map((own) => at(own, answered)))
      },
    },
  ]
}

/** What is tried with answers; a house's own rules say whether a group of four trusts is one contributor. */
export const ATTACKS: readonly {
  readonly name: string
  readonly scenesOf: (rules: Pick<Rules, 'groupsOnce'>) => readonly Scene[]
}[] = [
  {
    name: 'nested cohorts',
    scenesOf: () => [
      ...standing(gridOf(['acute-north', 'ambulance-north'], [['acute-north', 'ambulance-north']]), [12, 1]),
      ...standing(
        gridOf(['acute-north', 'ambulance-north'], [['acute-north', 'ambulance-north']]),
        [10, 2],
        1,
      ),
    ],
  },
  {
    name: 'crossing cohorts',
    scenesOf: () =>
      standing(
        gridOf(
          ['acute-north', 'acute-south', 'mental-north', 'mental-south'],
          [
            ['acute-north', 'acute-south'],
            ['mental-north', 'mental-south'],
          ],
          [
            ['acute-north', 'acute-south'],
            ['acute-north', 'mental-north'],
            ['acute-north', 'acute-south', 'mental-north', 'mental-south'],
          ],
        ),
        [10, 1, 2, 10],
      ),
  },
  {
    name: 'union of cohorts',
    scenesOf: () => {
      const family = gridOf(['acute-north', 'acute-south'], [], [['acute-north', 'acute-south']])
      return [...standing(family, [12, 12], 3), ...standing(family, [10, 16])]
    },
  },
  {
    name: 'hidden sibling',
    scenesOf: () =>
      standing(
        gridOf(
          ['acute-north', 'acute-south', 'acute-west'],
          [['acute-west', 'acute-south']],
          [['acute-north', 'acute-south', 'acute-west']],
        ),
        [12, 12, 3],
      ),
  },
  {
    name: 'a small group',
    scenesOf: () => [5, 6, 7, 8, 9].flatMap((size) => standing(gridOf(['acute-north']), [size], 2)),
  },
  ...[1, 2, 3].map((colluders) => ({
    name: colluders === 1 ? '1 colluder' : `${colluders} colluders`,
    scenesOf: () => [10, 12, 13, 15].flatMap((size) => standing(gridOf(['acute-north']), [size], colluders)),
  })),
  {
    name: 'a group of four trusts',
    scenesOf: ({ groupsOnce }) =>
      standing(gridOf(['acute-north']), [12 + (groupsOnce ? 1 : 4)], groupsOnce ? 1 : 4),
  },
  {
    name: 'joiners, leavers',
    scenesOf: () => [
      ...between(12, 0, 1, 0),
      ...between(15, 0, 6, 0),
      ...between(11, 4, 1, 0),
      ...between(11, 2, 4, 1),
      ...between(8, 0, 2, 3, 3),
    ],
  },
  { name: 'a watched draft', scenesOf: () => [...watching('draft', 9, 3), ...watching('draft', 12, 1)] },
  {
    name: 'repeated preparing',
    scenesOf: () => [...watching('prepared', 9, 3), ...watching('prepared', 12, 1)],
  },
  {
    name: 'both ends, twice',
    scenesOf: () =>
      [20, 24].map((stay) => ({
        family: gridOf(['acute-north']),
        // Eight agree to be counted for the first time, among them three who pool theirs.
        parts: [honest(stay), honest(5)],
        momentsOf: ([stayed, joined]: State) => {
          const first = blockOf('acute-north', 'stay', 1, stay, reachOf(stayed))
          const then = [
            blockOf('acute-north', 'join', 2, 5, reachOf(joined)),
            blockOf('acute-north', 'own', 2, 3, 0),
          ]
          return [[first], [first, ...then]].map((blocks) => ({ ...released(...blocks), isOfGateways: true }))
        },
      })),
  },
]

/** In how many states of the others' answers the attack makes something certain. */
export function tryAnswers(house: House, scenes: readonly Scene[]): Outcome {
  let [won, all] = [0, 0]
  for (const { family, parts, momentsOf } of scenes) {
    const view = remembered((state) => house(family, momentsOf(state)))
    const certain = new Set(findCertain(parts, reaching(2), view).map((one) => one.view))
    for (const state of statesOf(parts)) {
      all++
      if (certain.has(view(state))) won++
    }
  }
  return { won, of: all }
}

/** Every state of the trusts, the colluders as they are. */
function statesOf(parts: readonly Part[]): State[] {
  return parts.reduce<number[][][]>(
    (states, { size, known }) =>
      states.flatMap((state) =>
        spreadsOf(size - known.length, 2).map(([below = 0, reach = 0]) => {
          const own = sum(known)
          return [...state, [below + known.length - own, reach + own]]
        }),
      ),
    [[]],
  )
}

/** What one trust can read about the scores of the others, trying any of its own. */
export type ScoreView = (others: readonly number[]) => string

/** The percentile that a live page shows, for every score that one may try. */
export const sweepOfLive: ScoreView = (others) =>
  Array.from({ length: 101 }, (_, own) => others.filter((score) => score < own).length).join()

export const endsOfLive: ScoreView = (others) => `${Math.min(...others)} ${Math.max(...others)}`

/** Our release with one's own signed score in it, and one's place in it for every draft that one may try. */
export const sweepOfOurs: ScoreView = (others) => {
  const family = gridOf(['acute-north'])
  const scored = [...others, 50].map((score, index) => ({
    ...contributorOf(`${index}`, 'acute', summaryOf({ overall: score, domains: [score], levels: [0] })),
    region: 'north',
  }))
  const { release } = prepareRelease(ruleSet, family, '2027', scored)
  const [cohort] = release.cohorts
  if (cohort === undefined) throw new Error('One cohort is published.')
  const places = Array.from({ length: 101 }, (_, own) =>
    findPosition(cohort.figures, summaryOf({ overall: own, domains: [own], levels: [0] }), 4),
  )
  return JSON.stringify([release, places])
}

/**
 * How many peers' exact scores are certain to be among them: those for which no other score nearby gives the same view.
 * Countries are made from a seed.
 */
export function tryScores(view: ScoreView, cells: number, size: number): Outcome {
  const chance = chanceFrom(20271122)
  let [won, of] = [0, 0]
  for (let cell = 0; cell < cells; cell++) {
    const others = Array.from({ length: size }, () =>
      Math.floor(20 * chance() + 20 * chance() + 61 * chance()),
    )
    const seen = view(others)
    for (const score of new Set(others)) {
      const count = others.filter((one) => one === score).length
      of += count
      const isHidden = [-2, -1, 1, 2].some((by) => {
        const other = Math.min(100, Math.max(0, score + by))
        return other !== score && view(others.map((one) => (one === score ? other : one))) === seen
      })
      if (!isHidden) won += count
    }
  }
  return { won, of }
}

/** Numbers from 0 to 1, the same every time. */
export function chanceFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
}

/** Lines of a table with a heading, in columns. */
export function tableOf(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? '').length)),
  )
  return rows
    .map((row) =>
      row
        .map((text, column) => text.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}
