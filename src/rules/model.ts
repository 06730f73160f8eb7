/**
 * The rule set as the rest of the house sees it: checked, frozen, every reference resolved to an index.
 * Only types: `load`, `check` and `compile` make values of them, and nobody changes one afterwards.
 */

/** Where a number, threshold or text comes from; `judgement` means it is our own. */
export type Source =
  | 'judgement'
  | {
      readonly title: string
      readonly publisher?: string
      readonly date?: string
      readonly url?: string
      readonly section?: string
    }

/** A text with other words for some cohorts; levels never differ by cohort, only words do. */
export interface CohortText {
  readonly text: string
  readonly for: Readonly<Record<string, string>>
}

/** A condition over levels and context options. Evaluated by `rules/condition.ts`, never by hand. */
export type Condition =
  | {
      readonly kind: 'level'
      /** Index into `RuleSet.questions`. */
      readonly question: number
      readonly op: 'at-least' | 'below'
      /** Index into the question's levels, worst first. */
      readonly level: number
    }
  | {
      readonly kind: 'context'
      /** Index into `RuleSet.context`. */
      readonly question: number
      /** Indices of the options that make it true. */
      readonly options: readonly number[]
    }
  | { readonly kind: 'all' | 'any'; readonly of: readonly Condition[] }

/** One level of a scored question; the first is worst. */
export interface Level {
  readonly id: string
  /** Whole number 0–100; the first level has 0, the last 100. */
  readonly credit: number
  readonly text: string
  /** Lower or upper bound in the unit of the question's type; undefined on a level without one. */
  readonly bound?: number
}

/** What 0 of 0 means: no answer at all, out of the sums, or the level with this index. */
export type NoneToCount = 'impossible' | 'left-out' | { readonly level: number }

export interface ChecklistItem {
  readonly id: string
  readonly text: CohortText
  /** While this item is not ticked, at most this many ticks count. */
  readonly withoutItAtMost?: number
}

/** How an answer is typed and turned into a level. Bounds stand in the levels. */
export type AnswerForm =
  | { readonly type: 'choice' }
  | { readonly type: 'checklist'; readonly items: readonly ChecklistItem[] }
  | {
      readonly type: 'percentage'
      readonly count: string
      readonly of: string
      readonly noneToCount: NoneToCount
    }
  | { readonly type: 'number'; readonly better: 'lower' | 'higher'; readonly unit: string }
  | { readonly type: 'date' }
  | {
      readonly type: 'share'
      /** Id of the register that feeds the question; such a question cannot be typed. */
      readonly register: string
      readonly where: readonly RowTest[]
      readonly of: readonly RowTest[]
      readonly noneToCount: NoneToCount
    }

/** Why a question has its weight: the strongest evidence of each dossier that names it. */
export interface WeightEvidence {
  readonly incident: string
  readonly strength: 'confirmed' | 'reported' | 'inferred'
  readonly confirmed?: Confirmed
}

/** Outcomes of official frameworks, by framework id. A code belongs to one framework: the next may use it for something else. */
export type Mapping = Readonly<Record<string, readonly string[]>>

export interface Question {
  /** Position in `RuleSet.questions`, which is the order of the questionnaire. */
  readonly index: number
  readonly id: string
  readonly domain: string
  /** A noun phrase of at most 60 characters for tables and charts. */
  readonly short: string
  readonly text: string
  readonly hint?: CohortText
  readonly form: AnswerForm
  readonly levels: readonly Level[]
  /** 4, 2 or 1. */
  readonly weight: number
  readonly weightEvidence: readonly WeightEvidence[]
  /** Outcomes by framework id; every framework has some here, or in `cafInferred`. */
  readonly caf: Mapping
  /** Outcomes to which it points by our inference only, by framework id. */
  readonly cafInferred: Mapping
  /** Calendar months during which evidence counts. */
  readonly evidenceLasts: number
  readonly source: Source
  readonly knows: string
  readonly where: string
  readonly count: string
  readonly not: string
  readonly doesNotCover?: string
  readonly customerOwns: boolean
  /** Undefined: "not applicable" is never offered. `cohorts` undefined: any cohort may say so. */
  readonly notApplicable?: { readonly when: string; readonly cohorts?: readonly string[] }
  /** "There are none to protect", an answer, with the index of its level. */
  readonly noneExist?: { readonly text: string; readonly level: number }
  /** Context only; undefined: always shown. */
  readonly showWhen?: Condition
}

export interface Option {
  readonly id: string
  readonly text: string
}

/** A context question: it says what the answers are about, and never scores. */
export interface ContextQuestion {
  readonly index: number
  readonly id: string
  readonly short: string
  readonly text: string
  readonly hint?: CohortText
  readonly type: 'text' | 'choice'
  /** Empty for a text. */
  readonly options: readonly Option[]
  /** Taken from the organisation's record, not asked. */
  readonly fromOrganisation: boolean
  readonly knows?: string
  readonly where?: string
  readonly count?: string
  readonly not?: string
}

/** A test of one row of a register; a list of tests holds when all hold. The values of a tick are `yes` and `no`. */
export type RowTest =
  | { readonly kind: 'in'; readonly column: string; readonly values: readonly string[] }
  | {
      readonly kind: 'compare'
      readonly column: string
      readonly op: 'at-least' | 'at-most' | 'less-than'
      readonly to: { readonly column: string } | { readonly number: number }
    }
  | { readonly kind: 'recent'; readonly column: string; readonly months: number }
  | { readonly kind: 'not-expired'; readonly column: string }
  | {
      readonly kind: 'count'
      readonly columns: readonly string[]
      readonly values: readonly string[]
      readonly atLeast: number
    }
  | { readonly kind: 'any'; readonly of: readonly RowTest[] }
  /** Register checks only: the date differs from the date typed for a question. */
  | { readonly kind: 'differs-from-answer'; readonly column: string; readonly question: number }

export interface Column {
  readonly id: string
  readonly type: 'text' | 'choice' | 'number' | 'date' | 'tick'
  readonly section: string
  readonly short: string
  readonly text: string
  readonly hint?: string
  readonly required: boolean
  readonly forTheRecord: boolean
  /** Worst first; empty unless a choice. */
  readonly options: readonly Option[]
  readonly unit?: string
  /** Label of the unknown cell, whose value is always `not-confirmed`; undefined: there is none. */
  readonly unknown?: string
  /** Label of the value `never` of a date column; undefined: not offered. */
  readonly never?: string
  /** Date columns: an end or expiry, which may lie after the reference date (YAML `may-be-ahead: true`). */
  readonly mayBeAhead: boolean
  readonly atMostOnce: boolean
}

export interface Register {
  readonly id: string
  readonly title: string
  readonly lead: string
  readonly domain: string
  readonly row: { readonly one: string; readonly many: string }
  readonly columns: readonly Column[]
  /** A row counts when all hold; the register needs at least one such row. */
  readonly countsWhen: readonly RowTest[]
  /** Indices of the questions it feeds. */
  readonly feeds: readonly number[]
}

/** What a limit does to a score, and why. */
export interface Limit {
  readonly id: string
  /** 0–99. */
  readonly atMost: number
  readonly because: string
  readonly source: Source
}

/** A limit on the score of a domain. */
export interface Cap extends Limit {
  readonly when: Condition
}

/** Domains whose own score is below a number: so many of them are too many. */
export interface WeakDomains {
  readonly kind: 'domains'
  /** Indices into `RuleSet.domains`. */
  readonly domains: readonly number[]
  readonly below: number
  /** It holds when at least so many of them are. */
  readonly atLeast: number
}

/** A limit on the overall score, which may also read the scores of domains. */
export interface OverallCap extends Limit {
  readonly when: Condition | WeakDomains
}

export interface Domain {
  readonly index: number
  readonly id: string
  readonly title: string
  readonly lead: string
  readonly weight: number
  readonly because: string
  /** Indices of its scored questions, in order. */
  readonly questions: readonly number[]
  readonly caps: readonly Cap[]
}

export interface Band {
  readonly id: string
  readonly name: string
  readonly from: number
  readonly means: string
  /** What holds of whoever gets it: our claim, which the calibration tests. */
  readonly trueWhen: readonly BandTruth[]
}

export type BandTruth =
  /** At most so many risks in a band of the matrix. */
  | { readonly kind: 'risks'; readonly band: string; readonly atMost: number }
  /** At most so many of the domains below a score. */
  | {
      readonly kind: 'domains'
      readonly domains: readonly number[]
      readonly below: number
      readonly atMost: number
    }
  /** At least so many counted attacks met on paper. */
  | { readonly kind: 'attacks'; readonly atLeast: number }

export interface RiskLowering {
  readonly when: Condition
  /** Points taken off; 0 or more. */
  readonly likelihood: number
  readonly consequence: number
  readonly because: string
}

export interface Risk {
  readonly id: string
  readonly short: string
  /** "If …, then patients would …" */
  readonly title: string
  readonly hazards: readonly string[]
  readonly inherent: {
    readonly likelihood: number
    readonly likelihoodBecause: string
    readonly consequence: number
    readonly consequenceBecause: string
  }
  readonly loweredBy: readonly RiskLowering[]
  readonly neverBelow: {
    readonly likelihood: number
    readonly likelihoodBecause: string
    readonly consequence: number
    readonly consequenceBecause: string
  }
  /** Incident ids. */
  readonly restsOn: readonly string[]
  readonly source: Source
}

export type Confidence =
  | 'confirmed'
  | 'reported'
  | 'claimed'
  | 'alleged'
  | 'inferred'
  | 'unknown'
  | 'would-not-confirm'

export interface Fact {
  readonly text: string
  readonly confidence: Confidence
  readonly via?: string
  /** Ids of the dossier's sources. */
  readonly sources: readonly string[]
}

export interface Control {
  readonly when: Condition
  readonly role: 'stops' | 'detects' | 'limits'
  readonly strength: 'confirmed' | 'reported' | 'inferred' | 'alleged'
  /** What was confirmed, of which questions of its condition; empty unless the strength is confirmed. */
  readonly confirmed: readonly { readonly question: number; readonly what: Confirmed }[]
  readonly because: string
}

/** What a source says of a control: it was missing, it worked, or it set how much harm was done. */
export type Confirmed = 'missing' | 'worked' | 'set-the-harm'

/** What an incident teaches. One that several dossiers teach is one lesson. */
export interface Lesson {
  readonly id: string
  readonly text: string
  /** Undefined: it cannot be asked of a trust, for the reason in `cannotBeAsked`. */
  readonly learnedWhen?: Condition
  readonly cannotBeAsked?: string
}

export interface Step {
  readonly id: string
  readonly text: string
  readonly kind: 'attack' | 'response' | 'harm'
  /** It comes whatever happened before. */
  readonly always: boolean
  readonly confidence: Confidence
  readonly via?: string
  /** ATT&CK technique ids, our reading. */
  readonly techniques: readonly string[]
  readonly controls: readonly Control[]
  /** Why no control is named; undefined when there are controls. */
  readonly notTestable?: string
}

export type Vantage = 'in-your-place' | 'as-a-customer'

export interface Chain {
  readonly vantage: Vantage
  readonly steps: readonly Step[]
}

export interface IncidentSource {
  readonly id: string
  readonly title: string
  readonly publisher?: string
  readonly date?: string
  readonly url?: string
  /** Month in which we read it. */
  readonly read?: string
}

export interface Incident {
  readonly id: string
  readonly title: string
  readonly asAt: string
  readonly kind: 'dossier' | 'exercise'
  /** What is known of how the attackers got in; undefined for an exercise. */
  readonly wayIn?: 'published' | 'reported' | 'alleged' | 'unknown'
  readonly role: string
  readonly happened: string
  readonly summary: string
  readonly exposedWhen?: Condition
  readonly organisations: readonly {
    readonly name: string
    readonly ods?: string
    readonly note?: string
    readonly confidence: Confidence
    readonly sources: readonly string[]
  }[]
  readonly facts: readonly Fact[]
  readonly regulatory: readonly Fact[]
  readonly chains: readonly Chain[]
  readonly notKnown: readonly string[]
  readonly lessons: readonly Lesson[]
  readonly sources: readonly IncidentSource[]
  readonly leftOut: readonly string[]
  readonly note?: string
  readonly exercise?: {
    readonly scene: string
    readonly ask: readonly string[]
    /** Indices of the questions to discuss. */
    readonly answers: readonly number[]
  }
}

export interface Contradiction {
  readonly id: string
  readonly first: Condition
  readonly second: Condition
  readonly kind: 'clash' | 'unknowable' | 'hard-to-hold'
  readonly why: string
  readonly ask: string
}

/** Cells against answers: it only asks, and never scores. */
export interface RegisterCheck {
  readonly id: string
  readonly register: string
  /** It asks when a row is known to pass all. */
  readonly rows: readonly RowTest[]
  readonly answer?:
    | { readonly question: number; readonly ticks: string }
    | { readonly question: number; readonly isNotApplicable: true }
  readonly why: string
  readonly ask: string
}

/** One of the two numbers of a percentage question. */
export interface Total {
  readonly question: number
  readonly number: 'count' | 'of'
}

/** A part that cannot be more than its whole: it only asks, and never scores. */
export interface TotalCheck {
  readonly id: string
  readonly part: Total
  readonly whole: Total
  readonly why: string
  readonly ask: string
}

/**
 * Who is compared with whom: one partition of organisations into cells, fixed before the period.
 * Wider cohorts are unions of cells.
 */
export interface CohortFamily {
  readonly regions: readonly { readonly id: string; readonly name: string }[]
  /** Every cohort and region belongs to exactly one cell. */
  readonly cells: readonly {
    readonly id: string
    readonly title: string
    readonly cohorts: readonly string[]
    readonly regions: readonly string[]
  }[]
  /** Pairs of cell ids; the first line that joins a group that is too small applies first. */
  readonly mergeOrder: readonly (readonly [string, string])[]
  readonly wider: readonly { readonly id: string; readonly title: string; readonly of: readonly string[] }[]
}

export interface MatrixStep {
  readonly at: number
  readonly name: string
  readonly reading: string
}

export interface Matrix {
  readonly source: Source
  readonly period: string
  readonly likelihood: readonly MatrixStep[]
  readonly consequence: readonly MatrixStep[]
  readonly bands: readonly { readonly id: string; readonly name: string; readonly from: number }[]
}

/** What an outcome was in the version before. */
export interface Relation {
  /** `moved`: all of it stood under other codes. `split`: it holds a part of each. `new`: no part of it stood there. */
  readonly kind: 'same' | 'renamed' | 'moved' | 'split' | 'new'
  /** Codes of the version before; empty when new. */
  readonly from: readonly string[]
}

/** One version of an official framework of outcomes. */
export interface Framework {
  readonly id: string
  readonly title: string
  /** For tabs and columns, such as `CAF 4.0`. */
  readonly short: string
  readonly source: Source
  /** What is not certain of it. */
  readonly note?: string
  /** Outcome code → name, in the framework's order. */
  readonly outcomes: Readonly<Record<string, string>>
  /** Undefined on the oldest. */
  readonly relatesTo?: {
    /** Id of the version before. */
    readonly framework: string
    /** By outcome code; each has one. */
    readonly outcomes: Readonly<Record<string, Relation>>
  }
}

/** Something that others thought or planned when the domains were chosen. It moves no weight. */
export interface BackgroundItem {
  readonly id: string
  readonly text: string
  /** Ids of the domains that it bears on. */
  readonly domains: readonly string[]
  readonly confidence: Confidence
  readonly noWeightBecause: string
  readonly notKnown?: string
  /** At least one, each read. */
  readonly sources: readonly Omit<IncidentSource, 'id'>[]
}

export interface RuleSet {
  /** Number of the language that it is written in. */
  readonly language: number
  readonly id: string
  readonly version: string
  readonly date: string
  readonly status: 'draft' | 'active' | 'retired'
  readonly title: string
  /** SHA-256, hexadecimal, over the path and bytes of each of `files`, in the order of the paths. */
  readonly digest: string
  /** Every file but the cases, by path, so that the rule set can be kept whole and compiled again. */
  readonly files: Readonly<Record<string, string>>
  /** At least one; the newest version last. */
  readonly frameworks: readonly Framework[]
  readonly noRealChangeBelow: number
  readonly bands: readonly Band[]
  readonly matrix: Matrix
  readonly scope: { readonly title: string; readonly lead: string }
  readonly context: readonly ContextQuestion[]
  readonly domains: readonly Domain[]
  readonly questions: readonly Question[]
  readonly registers: readonly Register[]
  readonly caps: readonly OverallCap[]
  /** Somebody watches and can act in time: only then does any control that detects count. Undefined: always. */
  readonly seenWhen?: Condition
  readonly risks: readonly Risk[]
  /** Newest first. */
  readonly incidents: readonly Incident[]
  /** Each once, in the order of the dossiers that teach it, with their ids. */
  readonly lessons: readonly (Lesson & { readonly incidents: readonly string[] })[]
  readonly contradictions: readonly Contradiction[]
  readonly totalChecks: readonly TotalCheck[]
  readonly family: CohortFamily
  readonly registerChecks: readonly RegisterCheck[]
  /** Indices of the questions of the first look. */
  readonly firstLook: readonly number[]
  readonly insurer: readonly { readonly topic: string; readonly questions: readonly number[] }[]
  readonly changes: readonly {
    readonly version: string
    readonly date: string
    readonly for: Readonly<Record<string, string>>
  }[]
  readonly whyTheseDomains: readonly string[]
  /** Outside the digest, and absent where nobody wrote it. */
  readonly background?: { readonly items: readonly BackgroundItem[]; readonly leftOut: readonly string[] }
  readonly glossary: readonly { readonly term: string; readonly means: string }[]
  /** Indices of the context questions that a condition or `show-when` reads. */
  readonly readContext: readonly number[]
  /** What the calibration found of it; outside the digest, and absent where nobody wrote it down. */
  readonly calibrated?: Calibrated | undefined
  /** Question id → index into `questions`. */
  readonly byId: ReadonlyMap<string, number>
  /** Context question id → index into `context`. */
  readonly contextById: ReadonlyMap<string, number>
}

/** What one answer moves when it goes from its worst to its best, as means over made-up organisations. */
export interface Move {
  /** Points of the overall score. */
  readonly overall: number
  /** Sum of the residual risks that it takes away. */
  readonly risks: number
  /** Counted attacks that are met. */
  readonly attacks: number
  /** Lessons that are learned. */
  readonly lessons: number
}

export interface Calibrated {
  /** Digest of the rule set. */
  readonly digest: string
  /** Organisations drawn at each maturity. */
  readonly draws: number
  readonly maturities: readonly {
    readonly t: number
    readonly shifted: boolean
    readonly overall: number
    readonly extremeRisks: number
    readonly attacksMet: number
    readonly residuals: number
  }[]
  readonly findings: readonly {
    readonly wanted: string
    readonly found: string
    readonly holds: boolean
    readonly because: string
  }[]
  /** What choices of questions settle while nothing else is answered: those of the first look, and others of as many. */
  readonly firstLook: readonly {
    readonly choice: string
    /** Width of the range of the score that is left. */
    readonly points: number
    /** Percentages of what is open before. */
    readonly score: number
    readonly risks: number
    readonly attacks: number
    readonly lessons: number
    /** Answers that stand below what a step of a past attack asks for: found. */
    readonly doors: number
    /** Mean of the five percentages. */
    readonly settles: number
  }[]
  /** By question id, in the order of the questionnaire: from typical answers, and with all others at their worst. */
  readonly moves: readonly { readonly question: string; readonly typical: Move; readonly worst: Move }[]
}
