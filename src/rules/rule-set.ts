/**
 * The door of this room: a folder of rules to a checked, frozen rule set, or all its faults at once.
 * It runs no cases, and scores nothing itself: who loads hands in the engine, for the limits that cannot bind.
 */
import { RuleIssues, sortIssues, type RuleIssue } from '../errors.ts'
import { findCases, type Cases } from './cases.ts'
import { withCalibrated } from './calibrated.ts'
import { tellCauses } from './causes.ts'
import type { FindScores } from './check/binding.ts'
import { checkRules, checkScores } from './check/check.ts'
import { compileRuleSet } from './compile.ts'
import { readDocuments } from './documents.ts'
import { findHeld, hold } from './held.ts'
import { readRuleFiles, readWithoutCases, type Files } from './load.ts'
import { mixesWith } from './languages.ts'
import type { RuleSet } from './model.ts'
import { parseYaml } from './places.ts'
import { demandUnchanged } from './published.ts'
import { resolve } from './resolve.ts'
import type { CalibrationFile } from './schema/calibration.ts'

/** A rule set with what its author should look at, and the cases to run on it. */
export interface LoadedRuleSet extends Cases {
  readonly ruleSet: RuleSet
  readonly warnings: readonly RuleIssue[]
  /** What must hold of made-up organisations; undefined where nobody wrote it. */
  readonly calibration: CalibrationFile | undefined
}

/**
 * The rule set in a folder, checked.
 *
 * @throws RuleIssues with every fault, once.
 */
export function loadRuleSet(folder: string, findScores: FindScores): LoadedRuleSet {
  return unchanged(folder, loadFiles(readRuleFiles(folder), findScores))
}

/**
 * As `loadRuleSet`, for who runs no cases: they are not even read, since they are as long as the rules.
 *
 * @throws RuleIssues with every fault, once.
 */
export function loadWithoutCases(folder: string, findScores: FindScores): Omit<LoadedRuleSet, 'cases'> {
  return unchanged(folder, loadFiles(readWithoutCases(folder), findScores))
}

function unchanged(folder: string, loaded: LoadedRuleSet): LoadedRuleSet {
  demandUnchanged(folder, loaded.ruleSet)
  return { ...loaded, ruleSet: withCalibrated(folder, loaded.ruleSet) }
}

/**
 * As `loadRuleSet`, from the texts of the files by path.
 *
 * @throws RuleIssues with every fault, once.
 */
export function loadFiles(files: Files, findScores: FindScores): LoadedRuleSet {
  const read = readDocuments(files)
  if ('issues' in read) throw new RuleIssues(tellCauses(read.issues))
  const resolved = resolve(read.documents)
  const { issues, warnings } = checkRules(resolved)
  if (issues.length > 0) throw new RuleIssues(tellCauses(issues))
  const ruleSet = compileRuleSet(resolved)
  const inScores = checkScores(resolved, findScores(ruleSet))
  if (inScores.length > 0) throw new RuleIssues(tellCauses(inScores))
  const { calibration } = read.documents
  return {
    ruleSet,
    warnings: sortIssues(warnings),
    calibration,
    ...findCases(read.documents),
  }
}

/**
 * A kept rule set compiled again from its files, to explain an old result.
 * Only shape and names are checked, because a rule set that once passed must stay readable when the check grows stricter;
 * what an earlier language lacks is filled in.
 *
 * @throws RuleIssues when the files cannot be compiled at all.
 */
export function compileFiles(files: Files, parse = parseYaml): RuleSet {
  const held = findHeld(files)
  if (held !== undefined) return held
  const read = readDocuments(files, true, parse)
  if ('issues' in read) throw new RuleIssues(read.issues)
  const resolved = resolve(read.documents)
  if (resolved.issues.length > 0) throw new RuleIssues(resolved.issues)
  return hold(files, compileRuleSet(resolved))
}

/** The earlier rule set with one file of a newer one. */
export interface FileAlone {
  readonly file: string
  /** Undefined: it only holds together with others. */
  readonly alone: RuleSet | undefined
}

/**
 * Every file that differs, each put alone in the place of the earlier one. A text is read once, which is most of the work.
 */
export function compileAlone(before: RuleSet, after: RuleSet): FileAlone[] {
  const names = [...new Set([...Object.keys(before.files), ...Object.keys(after.files)])]
  const differing = names.filter((file) => before.files[file] !== after.files[file]).toSorted()
  const mixes = mixesWith(before, after)
  const known = new Map<string, unknown>()
  const parse: typeof parseYaml = (file, text, places, report) => {
    const key = `${file}\n${text}`
    if (!known.has(key)) known.set(key, parseYaml(file, text, places, report))
    return known.get(key)
  }
  return differing.map((file) => {
    const { [file]: _, ...others } = before.files
    const text = after.files[file]
    return {
      file,
      alone: mixes ? compiled(text === undefined ? others : { ...others, [file]: text }) : undefined,
    }
  })

  function compiled(files: Files): RuleSet | undefined {
    try {
      return compileFiles(files, parse)
    } catch (error) {
      if (error instanceof RuleIssues) return undefined
      throw error
    }
  }
}
