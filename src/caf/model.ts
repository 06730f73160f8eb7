/** An official framework as its operator loaded it: outcomes, their indicators in three groups, and the table that decides. No text of it is ours. */

/** The groups of indicators, worst first; an outcome has the status of one of them. */
export const GROUPS = ['not-achieved', 'partially-achieved', 'achieved'] as const
export type Group = (typeof GROUPS)[number]
export type Status = Group

/** How many indicators of a group are true; of an empty group it is none. */
export const AMOUNTS = ['all', 'some', 'none'] as const
export type Amount = (typeof AMOUNTS)[number]

/** `<achieved>_<partially>_<not>`, as the public files write it. */
export type RuleKey = `${Amount}_${Amount}_${Amount}`

/** What one line of the decision table gives. */
export interface Decision {
  readonly status: Status
  /** The file's own words for it; empty where it has none. */
  readonly message: string
}
/** Every one of the 27 keys. */
export type DecisionTable = Readonly<Record<RuleKey, Decision>>

export interface Indicator {
  readonly code: string
  readonly group: Group
  readonly text: string
}

export interface Outcome {
  readonly code: string
  readonly title: string
  readonly description: string
  /** Code and title of what it stands under. */
  readonly objective: string
  readonly principle: string
  /** In the file's order within a group, groups worst first. */
  readonly indicators: readonly Indicator[]
  readonly table: DecisionTable
  /** Name of a profile → the least status that it asks for; a profile without a requirement here is not a key. */
  readonly profiles: Readonly<Record<string, Status>>
  /** Why nothing can be computed for it, as sentences; empty where it can. */
  readonly incomputable: readonly string[]
}

/** What an outcome belongs to, the widest first, and itself: code, and code with title. */
export function partsOf({ objective, principle, code, title }: Outcome): { code: string; title: string }[] {
  return [objective, principle, `${code} ${title}`].map((one) => ({
    code: one.split(' ', 1)[0]!,
    title: one,
  }))
}

export interface OfficialFramework {
  readonly outcomes: readonly Outcome[]
  /** Names of its profiles, in the order in which they are met. */
  readonly profiles: readonly string[]
}

/** Something wrong in a file, at its line. */
export interface CafFault {
  /** From 1. */
  readonly line: number
  readonly message: string
  readonly remedy: string
}

/** What somebody says of an indicator. Of `other-control` they say how, and it counts as if the good answer were true. */
export const SAYINGS = ['true', 'not-true', 'not-known', 'other-control'] as const
export type Saying = (typeof SAYINGS)[number]

/** Characters of a reason, comment or summary: WebCAF takes 1,500 words (ours). */
export const LONGEST_CAF = 12_000

/** Key of an indicator (`keyOf`) → what is said of it; one that is not there was not answered. */
export type Sayings = Readonly<Record<string, Saying>>

/** As the public assessment names an indicator; a code doubled across groups stays two. */
export function keyOf({ group, code }: Pick<Indicator, 'group' | 'code'>): string {
  return `${group}_${code}`
}
