/**
 * Resolved documents to every fault of meaning, all in one run, from one small file a family of rules.
 * What needs scores is asked of the engine that is handed in. Running the cases is not done here.
 */
import type { RuleIssue } from '../../errors.ts'
import type { Resolved } from '../resolve.ts'
import { checkBinding, type ScoresBeforeLimits } from './binding.ts'
import { checkCaps } from './caps.ts'
import { checkCases } from './cases.ts'
import { checkCohorts } from './cohorts.ts'
import { checkConditions } from './conditions.ts'
import { checkContext } from './context.ts'
import { checkFrameworks } from './frameworks.ts'
import { checkIds } from './ids.ts'
import { checkImprovements } from './improvements.ts'
import { checkIncidents } from './incidents.ts'
import { checkLevels } from './levels.ts'
import { checkReferences } from './references.ts'
import { checkRegisters } from './registers.ts'
import { checkRisks } from './risks.ts'
import { worldsOf, type Rule } from './rule.ts'
import { checkScales } from './scales.ts'
import { checkTexts } from './texts.ts'
import { checkWeights } from './weights.ts'
import { findDoubleQuestions } from './wording.ts'

const rules: readonly Rule[] = [
  checkTexts,
  checkIds,
  checkReferences,
  checkFrameworks,
  checkScales,
  checkContext,
  checkLevels,
  checkConditions,
  checkCaps,
  checkWeights,
  checkRegisters,
  checkRisks,
  checkIncidents,
  checkCohorts,
  checkImprovements,
  checkCases,
]

/** Faults, which stop the rule set, and warnings, which do not. */
export function checkRules(resolved: Resolved): { issues: RuleIssue[]; warnings: RuleIssue[] } {
  const context = { ...resolved, worlds: worldsOf(resolved) }
  return {
    issues: [...resolved.issues, ...rules.flatMap((rule) => rule(context))],
    warnings: findDoubleQuestions(context),
  }
}

/** Faults that show only in the scores of a rule set without other faults. */
export function checkScores(resolved: Resolved, scores: ScoresBeforeLimits): RuleIssue[] {
  return checkBinding({ ...resolved, worlds: worldsOf(resolved) }, scores)
}
