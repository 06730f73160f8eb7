/**
 * What the engine finds, as data: every door (pages, command line, documents) shows these same results.
 * Numbers are whole; nothing here knows how a sentence is worded.
 */

/**
 * The number of the method that turns answers into levels, and levels into results and what a signature keeps of them.
 * Whoever changes what comes out of the same answers and rules raises it: what was signed before then keeps its own figures,
 * and is proved by its seal instead of being computed anew.
 */
export const METHOD = 2

/** How something that is asked for stands here, in one word. `unheeded`: it shows the attack, and nobody acts on that in time. */
export type InPlace = 'evidenced' | 'on-your-word' | 'not-in-place' | 'unheeded' | 'not-known' | 'not-here'

/** One line of a sum. All lines of a score add up to exactly 100 × the score shown (`low` while incomplete). */
export interface Contribution {
  readonly kind: 'question' | 'domain' | 'rounding' | 'cap'
  /** Question, domain or cap id; `rounding` for the rounding line. */
  readonly id: string
  /** Hundredths of a point; negative on a cap that binds, 0 on a cap that holds beside it. */
  readonly hundredths: number
  /** Question and domain lines: credit or score that went in, 0–100. */
  readonly value?: number
  readonly weight?: number
  /** Question lines: id of the level counted. */
  readonly level?: string
  /** Cap lines: the score this cap alone would leave. */
  readonly wouldLeave?: number
}

export interface ScoreResult {
  /** 0–100, or null while incomplete. */
  readonly score: number | null
  /** Band id of the score, or null while incomplete. */
  readonly band: string | null
  readonly low: number
  readonly high: number
  /** The score that evidence carries; never above `low`. */
  readonly assured: number
  readonly contributions: readonly Contribution[]
}

export interface HeldCap {
  readonly id: string
  readonly atMost: number
  /** It lowers the score, rather than only holding beside a stricter one or above the score. */
  readonly binds: boolean
}

export interface DomainResult extends ScoreResult {
  readonly id: string
  /** Limits whose condition holds (on the low reading). */
  readonly caps: readonly HeldCap[]
}

export interface RiskResult {
  readonly id: string
  readonly inherent: number
  /** Likelihood × consequence with everything not known at its worst. */
  readonly residual: number
  readonly likelihood: number
  readonly consequence: number
  /** The residual if everything not known were at its best. */
  readonly low: number
  /** Equal to the residual. */
  readonly high: number
  /** The residual that evidence carries; never below `residual`. */
  readonly assured: number
  /** Matrix band id of the residual. */
  readonly band: string
  /** In the order of the rule set's `lowered-by`. */
  readonly lowerings: readonly {
    readonly holds: 'yes' | 'no' | 'not-known'
    readonly assured: boolean
  }[]
  /** Ids of the questions and context questions, not known or unanswered, that could change it. */
  readonly notKnown: readonly string[]
}

/** Outcome of one walk of a chain, best first after `not-exposed`. */
export type Outcome = 'not-exposed' | 'stopped' | 'cut-short' | 'seen' | 'limited' | 'open' | 'not-testable'

export type StepStatus =
  | 'stopped'
  | 'seen'
  | 'limited'
  | 'open'
  /** Nobody has published how, so no control is named. */
  | 'not-testable'
  /** Its controls are all absent here (hidden or not applicable). */
  | 'passed-over'
  | 'not-reached'

export interface ControlResult {
  /** Ids of the questions its condition reads. */
  readonly questions: readonly string[]
  readonly role: 'stops' | 'detects' | 'limits'
  readonly strength: 'confirmed' | 'reported' | 'inferred' | 'alleged'
  readonly declared: 'yes' | 'no' | 'not-known' | 'absent'
  readonly assured: boolean
  /** It would show the attack, and nobody would act on that in time: `declared` is then no. */
  readonly unheeded: boolean
}

export interface StepResult {
  readonly id: string
  readonly kind: 'attack' | 'response' | 'harm'
  /** With everything not known at its worst. */
  readonly status: StepStatus
  /** With everything not known at its best. */
  readonly best: StepStatus
  readonly assured: StepStatus
  /** What stands there, in one word. */
  readonly words:
    | Extract<InPlace, 'evidenced' | 'on-your-word' | 'not-known' | 'not-here'>
    | 'nothing'
    | 'cannot-be-tested'
    | 'not-reached'
  readonly controls: readonly ControlResult[]
  /** Ids of the questions and context questions, not known or unanswered, that could better this step. */
  readonly notKnown: readonly string[]
}

/** One raised answer, or the finding out of one that is not known. */
export interface Raise {
  readonly question: string
  readonly action: 'raise' | 'find-out'
  /** Level id aimed at. */
  readonly to: string
  /** Number of levels, counted for what is not known from the level it has at worst. */
  readonly cost: number
}

export interface Walk {
  readonly outcome: Outcome
  /** Attack steps passed. */
  readonly reach: number
  /** Id of the attack step that was stopped. */
  readonly stoppedAt: string | null
}

export interface IncidentResult {
  readonly id: string
  /** Null for an exercise, which is never replayed. */
  readonly chain: 'in-your-place' | 'as-a-customer' | null
  /** Null for an exercise. */
  readonly outcome: Outcome | 'not-known' | null
  readonly reach: number | null
  readonly stoppedAt: string | null
  readonly assuredOutcome: Outcome | null
  readonly assuredReach: number | null
  /** Both ends of what is not known; equal when the outcome is known. */
  readonly atWorst: Walk | null
  readonly atBest: Walk | null
  /**
   * The cheapest set of raised answers that would stop it (in your place only): an empty list when it is stopped already,
   * null when nothing published would have stopped it before harm.
   */
  readonly cheapest: readonly Raise[] | null
  readonly steps: readonly StepResult[]
  /** It enters the counts of the board's sentence: its way in is published or reported, and it is exposed here. */
  readonly counted: boolean
  /** Whether a control stops or detects it before the first harm. */
  readonly meets: 'on-evidence' | 'on-paper' | 'none' | null
  /** `meets` is none only because something is not known. */
  readonly meetsNotKnown: boolean
}

export interface LessonResult {
  readonly id: string
  readonly learned:
    | 'on-evidence'
    | 'on-paper'
    | 'no'
    | 'not-known'
    /** Nothing that it asks applies here: left out of every count. */
    | 'not-here'
    | 'cannot-be-asked'
  /** Ids of the questions and context questions that decide it; empty unless it is not known. */
  readonly notKnown: readonly string[]
}

export interface ContradictionResult {
  readonly id: string
  readonly kind: 'clash' | 'unknowable' | 'hard-to-hold' | 'register-check' | 'total-check'
  /** Ids of the questions to look at again. */
  readonly questions: readonly string[]
  /** Register checks: positions (from 1) of the rows that ask. */
  readonly rows?: readonly number[]
}

export interface CafPointer {
  readonly outcome: string
  readonly pointer: 'concern' | 'no-concern-seen' | 'not-looked-at' | 'mixed'
  /** Ids of the questions that point to it outright and apply here; they alone decide the pointer. */
  readonly questions: readonly string[]
  /** How many of them are answered. */
  readonly answered: number
  /** Ids of those that are not known, or answered with less credit than "no concern seen" asks. */
  readonly holdingBack: readonly string[]
  /** Ids of the questions that apply here and touch it by our inference only. */
  readonly inferred: readonly string[]
}

export interface FrameworkPointers {
  /** Id of the framework. */
  readonly framework: string
  /** Of every outcome, in the framework's order. */
  readonly outcomes: readonly CafPointer[]
}

/** Everything found in one assessment: the documented shape of `score --json`. */
export interface Result {
  readonly ruleSet: { readonly id: string; readonly version: string; readonly digest: string }
  readonly asOf: string
  readonly complete: boolean
  readonly overall: ScoreResult & { readonly caps: readonly HeldCap[] }
  readonly domains: readonly DomainResult[]
  readonly risks: readonly RiskResult[]
  readonly incidents: readonly IncidentResult[]
  /** Of every dossier, each lesson once. */
  readonly lessons: readonly LessonResult[]
  /** Ids of the questions answered "don't know", or fed by a register whose unknown cells could change them. */
  readonly notKnown: readonly string[]
  readonly unanswered: readonly string[]
  readonly contradictions: readonly ContradictionResult[]
  /** By framework, the newest last. */
  readonly caf: readonly FrameworkPointers[]
}
