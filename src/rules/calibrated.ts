/**
 * `calibrated.json` of a rules folder: what the calibration found of the rules as they stand, for pages and people.
 * It is no part of the rule set, and changes no digest: it names the digest that it was made of, and is nothing to any other.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { RuleIssues } from '../errors.ts'
import type { RuleSet } from './model.ts'

const FILE = 'calibrated.json'

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

/**
 * The rule set with what was found of it; as it is where nothing was written, or of another digest.
 *
 * @throws RuleIssues when the file cannot be read.
 */
export function withCalibrated(folder: string, ruleSet: RuleSet): RuleSet {
  const calibrated = readCalibrated(folder)
  return calibrated?.digest === ruleSet.digest ? Object.freeze({ ...ruleSet, calibrated }) : ruleSet
}

/** What was written, of whatever digest; undefined where nothing was. */
export function readCalibrated(folder: string): Calibrated | undefined {
  const path = join(folder, FILE)
  if (!existsSync(path)) return undefined
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Calibrated
  } catch {
    const remedy = 'Make it anew: npx wardround calibrate --write.'
    throw new RuleIssues([{ code: 'not-text', file: FILE, line: 1, message: 'the file is not JSON', remedy }])
  }
}

export function writeCalibrated(folder: string, calibrated: Calibrated): void {
  writeFileSync(join(folder, FILE), `${JSON.stringify(calibrated, null, 1)}\n`)
}
