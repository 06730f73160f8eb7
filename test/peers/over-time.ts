/**
 * Made-up cells over several releases → what three trusts that pool theirs can be certain of, or guess, about another.
 * For certain, they know who moved in a domain, though not in which answer; to guess, they know how many move in a year.
 * Figures are counts of the real questions, a domain at a time; countries are made from a seed.
 */

import { MOVED } from '../../src/peers/counting.ts'
import { standsFor } from '../../src/peers/rounding.ts'
import { believe, type Member, type Seen } from './believing.ts'
import { chanceFrom } from './simulator.ts'

/** How a house decides which figures of a release are new. */
export interface Counting {
  /** Rounded as ours are; otherwise exact. */
  readonly rounded: boolean
  /** Organisations that must have moved since a figure was last counted; 0: every release counts anew. */
  readonly moved: number
  /** Of which movement is asked: in any question of the domain, or in the question itself. */
  readonly by: 'domain' | 'figure'
}

export const HOUSES = {
  naive: { rounded: false, moved: 0, by: 'domain' },
  'always new': { rounded: true, moved: 0, by: 'domain' },
  'domain, 5': { rounded: true, moved: 5, by: 'domain' },
  'domain, 8 (ours)': { rounded: true, moved: MOVED, by: 'domain' },
  'figure, 8': { rounded: true, moved: MOVED, by: 'figure' },
} as const satisfies Readonly<Record<string, Counting>>
export type HouseName = keyof typeof HOUSES

/** What happens to a cell over some releases. */
export interface Story {
  readonly name: string
  readonly releases: number
  /** Share of answers that others change from one release to the next. */
  readonly change: number
  /** How many come or go between the first release and the second. */
  readonly join?: number
  readonly leave?: number
  /** Three of those who come pool theirs, instead of three who were there. */
  readonly joinersCollude?: boolean
  /** The three change every answer from worst to best and back. */
  readonly onPurpose?: boolean
}

const CHANGES = [0, 0.01, 0.05, 0.25]
const perCent = (share: number) => `${100 * share}%`

export const STORIES: readonly Story[] = [
  ...CHANGES.flatMap((change) => [
    { name: `one joins, others change ${perCent(change)} of their answers`, releases: 2, change, join: 1 },
    { name: `one leaves, others change ${perCent(change)} of their answers`, releases: 2, change, leave: 1 },
    {
      name: `one joins, four comparisons, others change ${perCent(change)} each time`,
      releases: 4,
      change,
      join: 1,
    },
    {
      name: `one joins, three change theirs on purpose, others change ${perCent(change)}`,
      releases: 3,
      change,
      join: 1,
      onPurpose: true,
    },
  ]),
]

/** Where exactly so many come or go as open a domain, and nobody else changes: the limit that users are told. */
export const EXACTLY_EIGHT: readonly Story[] = [
  { name: 'exactly eight come at once', releases: 2, change: 0, join: MOVED },
  { name: 'exactly eight go at once', releases: 2, change: 0, leave: MOVED },
  {
    name: 'five come beside three who pool theirs',
    releases: 2,
    change: 0,
    join: MOVED,
    joinersCollude: true,
  },
]

/** Levels of each question of a domain. */
export type Domain = readonly number[]

/** The domains of rule set 1.1.0. */
export const DOMAINS: readonly Domain[] = [
  [4, 4, 4, 5, 5, 4, 7, 5],
  [3, 4, 5, 6, 4],
  [5, 5, 5, 5, 5, 6, 4],
  [6, 5, 6, 4, 5, 4, 6],
  [5, 4, 4, 5, 5, 4, 4, 4, 4, 4, 7],
  [4, 5, 4, 5, 4, 4, 6],
  [4, 4, 5, 3, 4],
  [3, 4, 6, 5, 4, 4, 4, 6],
  [4, 5, 3, 5, 4, 4, 6],
  [4, 5, 5, 5, 3],
  [4, 5, 6, 3, 4],
  [4, 4, 3, 4],
]

interface Trust {
  readonly id: number
  readonly colludes: boolean
  answers: number[]
}
/** Who is there at each release, with their answers then. */
export type Snapshot = ReadonlyMap<
  number,
  { readonly colludes: boolean; readonly answers: readonly number[] }
>

/** Answers follow how mature a trust is; some questions are harder than others. */
function drawAnswers(domain: Domain, chance: () => number): number[] {
  const maturity = chance()
  return domain.map((levels, question) => {
    const hard = ((question * 7) % 5) * 0.12 - 0.24
    const at = 0.6 * maturity + 0.4 * chance() - hard
    return Math.max(0, Math.min(levels - 1, Math.floor(at * levels)))
  })
}

const UP = 0.7

export function play(story: Story, domain: Domain, size: number, chance: () => number): Snapshot[] {
  let id = 0
  const newTrust = (colludes: boolean): Trust => ({
    id: id++,
    colludes,
    answers: drawAnswers(domain, chance),
  })
  let trusts = Array.from({ length: size + (story.leave ?? 0) }, (_, index) =>
    newTrust(index < 3 && story.joinersCollude !== true),
  )
  const snapshots: Snapshot[] = []
  const take = () =>
    snapshots.push(
      new Map(trusts.map(({ id, colludes, answers }) => [id, { colludes, answers: [...answers] }])),
    )
  take()
  for (let release = 1; release < story.releases; release++) {
    for (const trust of trusts)
      trust.answers = trust.answers.map((level, question) => {
        const last = (domain[question] ?? 1) - 1
        if (trust.colludes) return story.onPurpose === true ? (release % 2 === 1 ? last : 0) : level
        if (chance() >= story.change) return level
        return Math.max(0, Math.min(last, level + (chance() < UP ? 1 : -1)))
      })
    if (release === 1) {
      if (story.leave !== undefined) trusts = trusts.slice(0, -story.leave)
      for (let more = 0; more < (story.join ?? 0); more++)
        trusts.push(newTrust(more < 3 && story.joinersCollude === true))
    }
    take()
  }
  return snapshots
}

/** Whether a trust moved between two releases: came, went, or changed one of these questions. */
function hasMoved(was: Snapshot, is: Snapshot, id: number, questions: readonly number[]): boolean {
  const [then, now] = [was.get(id)?.answers, is.get(id)?.answers]
  return (
    then === undefined || now === undefined || questions.some((question) => then[question] !== now[question])
  )
}

/** The releases in which a question was counted, by the house's rule. */
export function countedIn(
  counting: Counting,
  snapshots: readonly Snapshot[],
  domain: Domain,
  question: number,
): number[] {
  const unit = counting.by === 'domain' ? domain.map((_, index) => index) : [question]
  const counted = [0]
  for (let release = 1; release < snapshots.length; release++) {
    const [was, is] = [snapshots[counted.at(-1) ?? 0], snapshots[release]]
    if (was === undefined || is === undefined) continue
    const everybody = [...new Set([...was.keys(), ...is.keys()])]
    const moved = everybody.filter((id) => hasMoved(was, is, id, unit)).length
    if (moved >= counting.moved) counted.push(release)
  }
  return counted
}

/** Counts that a figure stands for, less what the three know of themselves: from, to. */
function boundsOf(counting: Counting, snapshot: Snapshot, question: number, rung: number): Seen {
  const reaching = [...snapshot.values()].filter(({ answers }) => (answers[question] ?? 0) >= rung)
  const known = reaching.filter(({ colludes }) => colludes).length
  const { from, to } = counting.rounded
    ? standsFor(reaching.length, snapshot.size)
    : { from: reaching.length, to: reaching.length }
  return { from: from - known, to: to - known }
}

/** Trusts of which the attackers know that none moved from one counted release to another: the first and the last, and how many. */
export interface Block {
  readonly first: number
  readonly last: number
  size: number
}

function blocksOf(snapshots: readonly Snapshot[], domain: Domain): Block[] {
  const questions = domain.map((_, index) => index)
  const blocks = new Map<string, Block>()
  const honest = new Set(
    snapshots.flatMap((one) => [...one].filter(([, { colludes }]) => !colludes).map(([id]) => id)),
  )
  for (const id of honest) {
    let first = -1
    for (let at = 0; at < snapshots.length; at++) {
      const [is, next] = [snapshots[at], snapshots[at + 1]]
      if (is?.has(id) !== true) continue
      if (first < 0) first = at
      if (next !== undefined && !hasMoved(is, next, id, questions)) continue
      const key = `${first} ${at}`
      const block = blocks.get(key) ?? { first, last: at, size: 0 }
      block.size++
      blocks.set(key, block)
      first = -1
    }
  }
  return [...blocks.values()]
}

const signs = (length: number): number[][] =>
  length === 0 ? [[]] : signs(length - 1).flatMap((rest) => [-1, 0, 1].map((one) => [...rest, one]))
const SIGNS = [0, 1, 2, 3, 4].map(signs)

/**
 * The most of a block that can reach the level: a linear programme over consecutive releases, whose dual has only −1, 0
 * and 1 (the matrix is totally unimodular), so trying those is exact.
 */
function most(blocks: readonly Block[], seen: readonly Seen[], of: Block, sign: 1 | -1): number {
  let best = Infinity
  for (const weights of SIGNS[seen.length] ?? []) {
    let bound = 0
    for (const [at, weight] of weights.entries()) {
      const { from, to } = seen[at] ?? { from: 0, to: 0 }
      bound += weight > 0 ? weight * to : weight * from
    }
    for (const block of blocks) {
      let inside = 0
      for (let at = block.first; at <= block.last; at++) inside += weights[at] ?? 0
      bound += block.size * Math.max(0, (block === of ? sign : 0) - inside)
    }
    best = Math.min(best, bound)
  }
  return best
}

/** Whether it is certain of somebody who does not collude that they reach the level, or that they do not. */
export function isAnyCertain(blocks: readonly Block[], seen: readonly Seen[]): boolean {
  return blocks.some(
    (block) => most(blocks, seen, block, 1) <= 0 || -most(blocks, seen, block, -1) >= block.size,
  )
}

export interface Tried {
  /** Question-rungs in which something is certain of somebody. */
  certain: number
  /** Those in which somebody's answer can be guessed at 95 % from several releases, and from no single one. */
  guessed: number
  of: number
}

/** Plays a story in so many cells of 10 to 25, each with one of the domains; `guessing`: the houses in which it is guessed too. */
export function tell(
  story: Story,
  cells: number,
  houses: readonly HouseName[] = Object.keys(HOUSES) as HouseName[],
  guessing: readonly HouseName[] = [],
  domains = DOMAINS,
): Record<HouseName, Tried> {
  const chance = chanceFrom(20271130)
  const tried = Object.fromEntries(houses.map((name) => [name, { certain: 0, guessed: 0, of: 0 }])) as Record<
    HouseName,
    Tried
  >
  const shares = domains.map((domain) => sharesOf(domain, story.change))
  for (let cell = 0; cell < cells; cell++) {
    const at = cell % domains.length
    const domain = domains[at] ?? []
    const snapshots = play(story, domain, 10 + Math.floor(16 * chance()), chance)
    for (const house of houses) {
      const counting: Counting = HOUSES[house]
      for (const [question, levels] of domain.entries()) {
        const counted = countedIn(counting, snapshots, domain, question)
        const then = counted.flatMap((release) => snapshots[release] ?? [])
        const blocks = blocksOf(then, domain)
        for (let rung = 1; rung < levels; rung++) {
          const seen = then.map((snapshot) => boundsOf(counting, snapshot, question, rung))
          const one = tried[house]
          one.of++
          if (isAnyCertain(blocks, seen)) one.certain++
          const share = shares[at]?.[question]?.[rung]
          if (guessing.includes(house) && counted.length > 1 && share !== undefined)
            if (isAnyGuessed(snapshots, counted, seen, share)) one.guessed++
        }
      }
    }
  }
  return tried
}

/** How many reach a rung, and how many of those who do or do not change that from one release to the next. */
export interface Share {
  readonly reach: number
  readonly falls: number
  readonly rises: number
}

const SAMPLE = 4000
/** By question and rung, as a large country has it. */
function sharesOf(domain: Domain, change: number): Share[][] {
  const chance = chanceFrom(7)
  const country = Array.from({ length: SAMPLE }, () => drawAnswers(domain, chance))
  return domain.map((levels, question) =>
    Array.from({ length: levels }, (_, rung): Share => {
      const count = (is: (level: number) => boolean) =>
        country.filter((answers) => is(answers[question] ?? 0)).length
      const [reach, on, under] = [
        count((level) => level >= rung),
        count((level) => level === rung),
        count((level) => level === rung - 1),
      ]
      return {
        reach: reach / SAMPLE,
        falls: reach === 0 ? 0 : (change * (1 - UP) * on) / reach,
        rises: reach === SAMPLE ? 0 : (change * UP * under) / (SAMPLE - reach),
      }
    }),
  )
}

const SURE = 0.95

/** One who joined, one who left and one who stayed: whether any of them can be guessed from several releases and from no one of them. */
function isAnyGuessed(
  snapshots: readonly Snapshot[],
  counted: readonly number[],
  seen: readonly Seen[],
  share: Share,
): boolean {
  const honest = new Map<string, Member & { size: number }>()
  for (const id of new Set(snapshots.flatMap((one) => [...one.keys()]))) {
    const there = snapshots.flatMap((one, at) => (one.has(id) ? [at] : []))
    const [first = 0, last = 0] = [there[0], there.at(-1)]
    if (snapshots[first]?.get(id)?.colludes === true) continue
    const key = `${first} ${last}`
    const group = honest.get(key) ?? { first, last, size: 0 }
    group.size++
    honest.set(key, group)
  }
  const groups = [...honest.values()]
  return groups.some((target) => {
    const others = groups.map((group) => (group === target ? { ...group, size: group.size - 1 } : group))
    const sure = (using: readonly number[]) => {
      const belief = believe(others, target, snapshots.length, using, counted, seen, share)
      return belief >= SURE ? 1 : belief <= 1 - SURE ? 0 : undefined
    }
    const all = sure(counted)
    return all !== undefined && counted.every((release) => sure([release]) !== all)
  })
}

export interface Freshness {
  /** By year from the second release: share of figures that are new in it, and their mean age in years. */
  readonly fresh: readonly number[]
  readonly age: readonly number[]
}

/** How many figures are new, and how old they are, in yearly releases of one cell in which one joins and one leaves a year. */
export function measureAge(
  house: HouseName,
  size: number,
  change: number,
  cells: number,
  domains = DOMAINS,
): Freshness {
  const YEARS = 3
  const chance = chanceFrom(31)
  const fresh = Array<number>(YEARS).fill(0)
  const age = Array<number>(YEARS).fill(0)
  let figures = 0
  for (let cell = 0; cell < cells; cell++) {
    const domain = domains[cell % domains.length] ?? []
    const story = { name: '', releases: YEARS + 1, change, join: 1, leave: 1 }
    const snapshots = play(story, domain, size, chance)
    for (const question of domain.keys()) {
      const counted = countedIn(HOUSES[house], snapshots, domain, question)
      figures++
      for (let year = 1; year <= YEARS; year++) {
        if (counted.includes(year)) fresh[year - 1] = (fresh[year - 1] ?? 0) + 1
        age[year - 1] = (age[year - 1] ?? 0) + year - (counted.findLast((one) => one <= year) ?? 0)
      }
    }
  }
  return { fresh: fresh.map((count) => count / figures), age: age.map((sum) => sum / figures) }
}

/** What the page says, in per cent with two decimals and years with one. */
export interface Measured {
  readonly stories: readonly {
    readonly name: string
    readonly naive: number
    readonly alwaysNew: number
    readonly ours: number
    readonly guessed: number
    readonly guessedByFigure: number
  }[]
  readonly exactlyEight: readonly { readonly name: string; readonly naive: number; readonly ours: number }[]
  readonly ages: readonly {
    readonly size: number
    readonly change: number
    readonly fresh: readonly number[]
    readonly age: readonly number[]
  }[]
}

const SIZES = [10, 15, 20, 30, 50]
const OURS = 'domain, 8 (ours)'
const BY_FIGURE = 'figure, 8'

/** The whole table. With 240 cells it is the one that is written down. */
export function measure(cells: number): Measured {
  const hundredths = ({ of }: Tried, count: number) => Math.round((10_000 * count) / of) / 100
  const perCentOf = (one: Tried) => hundredths(one, one.certain)
  return {
    stories: STORIES.map((story) => {
      const houses: HouseName[] = ['naive', 'always new', OURS, BY_FIGURE]
      const told = tell(story, cells, houses, [OURS, BY_FIGURE])
      return {
        name: story.name,
        naive: perCentOf(told.naive),
        alwaysNew: perCentOf(told['always new']),
        ours: perCentOf(told[OURS]),
        guessed: hundredths(told[OURS], told[OURS].guessed),
        guessedByFigure: hundredths(told[BY_FIGURE], told[BY_FIGURE].guessed),
      }
    }),
    exactlyEight: EXACTLY_EIGHT.map((story) => {
      const told = tell(story, 10 * cells, ['naive', OURS])
      return { name: story.name, naive: perCentOf(told.naive), ours: perCentOf(told[OURS]) }
    }),
    ages: SIZES.flatMap((size) =>
      CHANGES.slice(1).map((change) => {
        const { fresh, age } = measureAge(OURS, size, change, cells)
        const rounded = (list: readonly number[], by: number) => list.map((one) => Math.round(one * by) / by)
        return { size, change, fresh: rounded(fresh, 100), age: rounded(age, 10) }
      }),
    ),
  }
}
