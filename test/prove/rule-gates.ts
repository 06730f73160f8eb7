/**
 * A mutant of the rule set → the first gate of `npm test` that refuses it: the check, a case, the words of a level that say its number,
 * or what is written down of the calibration, with its targets.
 * The digest is no gate here, since any change of a byte moves it: what is written down is compared without it.
 */

import { isDeepStrictEqual } from 'node:util'
import { calibratedOf } from '../../src/report/calibration.ts'
import type { Calibrated } from '../../src/rules/model.ts'
import { type Cases, findCases, type RuleCase } from '../../src/rules/cases.ts'
import { checkRules, checkScores } from '../../src/rules/check/check.ts'
import { compileRuleSet } from '../../src/rules/compile.ts'
import type { Documents } from '../../src/rules/documents.ts'
import type { RuleSet } from '../../src/rules/model.ts'
import { resolve } from '../../src/rules/resolve.ts'
import type { CalibrationFile } from '../../src/rules/schema/calibration.ts'
import { scoresBeforeLimits } from '../../src/scoring/before-limits.ts'
import { calibrate } from '../../src/scoring/calibration.ts'
import { runCases } from '../../src/scoring/cases.ts'
import { movesOf } from '../../src/scoring/moves.ts'
import { findUnsaidBounds } from '../rules-content/bounds-in-words.ts'
import type { Touched } from './rule-mutants.ts'

/** What a rule set is held against. */
export interface Gates {
  readonly cases: Cases
  readonly calibration: CalibrationFile
  readonly written: Calibrated
}

export type Gate = 'check' | 'words' | 'case' | 'table'

export function gatesOf(documents: Documents, written: Calibrated): Gates {
  if (documents.calibration === undefined) throw new Error('The rules have no calibration.yaml.')
  return { cases: findCases(documents), calibration: documents.calibration, written }
}

/** The first gate that refuses these documents; undefined when none does. `touched` says which results can differ, `questions` where to look first. */
export function findGate(
  documents: Documents,
  gates: Gates,
  touched: Touched,
  questions: readonly string[],
): Gate | undefined {
  const resolved = resolve(documents)
  if (checkRules(resolved).issues.length > 0) return 'check'
  const ruleSet = compileRuleSet(resolved)
  if (checkScores(resolved, scoresBeforeLimits(ruleSet)).length > 0) return 'check'
  if (!agrees(ruleSet, gates.cases, touched, questions)) return 'case'
  if (findUnsaidBounds(ruleSet).length > 0) return 'words'
  return isAsWritten(ruleSet, gates, questions) ? undefined : 'table'
}

/** Whether every case that can tell agrees, with the part of the rule set that it speaks of; it stops at the first that does not. */
function agrees(
  ruleSet: RuleSet,
  { cases, trusts }: Cases,
  touched: Touched,
  questions: readonly string[],
): boolean {
  const part = partOf(ruleSet, touched)
  const trustOf = (one: RuleCase) => trusts.find(({ name }) => name === (one.case.trust ?? one.case.base))
  /** What most likely tells comes first. */
  const rankOf = (one: RuleCase) =>
    trustOf(one) !== undefined ? 2 : questions.some((id) => id in (one.case.levels ?? {})) ? 0 : 1
  return cases
    .flatMap((one) => {
      const trust = trustOf(one)
      if (touched.reading === true && trust === undefined) return []
      const expect = expectedOf(one.case.expect, touched)
      if (Object.keys(expect).length === 0) return []
      return [{ one: { ...one, case: { ...one.case, expect } }, trusts: trust === undefined ? [] : [trust] }]
    })
    .sort((a, b) => rankOf(a.one) - rankOf(b.one))
    .every((it) => runCases(part, { cases: [it.one], trusts: it.trusts }).length === 0)
}

const isEverything = (touched: Touched) => touched.reading === true || Object.keys(touched).length === 0

type Expectation = RuleCase['case']['expect']

/** What a case expects of results that can differ. */
function expectedOf(expect: Expectation, touched: Touched): Expectation {
  if (isEverything(touched)) return expect
  const only = <T>(all: Readonly<Record<string, T>> | undefined, wanted: (key: string) => boolean) => {
    const found = Object.entries(all ?? {}).filter(([key]) => wanted(key))
    return found.length === 0 ? undefined : Object.fromEntries(found)
  }
  const { domains = [], risks = [], incidents = [] } = touched
  const picked = {
    overall: touched.domains === undefined ? undefined : expect.overall,
    domains: only(expect.domains, (id) => domains.includes(id)),
    risks: only(expect.risks, (id) => risks.includes(id)),
    incidents: only(expect.incidents, (key) => incidents.includes(key.split('/')[0] ?? '')),
    contradictions: touched.contradictions === true ? expect.contradictions : undefined,
  }
  return Object.fromEntries(Object.entries(picked).filter(([, value]) => value !== undefined))
}

/** The rule set without what cannot differ, so that only what can costs time. */
function partOf(ruleSet: RuleSet, touched: Touched): RuleSet {
  if (isEverything(touched)) return ruleSet
  const { risks = [], incidents = [] } = touched
  const isAsked = touched.contradictions === true
  return {
    ...ruleSet,
    lessons: [],
    risks: ruleSet.risks.filter(({ id }) => risks.includes(id)),
    incidents: ruleSet.incidents.filter(({ id }) => incidents.includes(id)),
    contradictions: isAsked ? ruleSet.contradictions : [],
    registerChecks: isAsked ? ruleSet.registerChecks : [],
    totalChecks: isAsked ? ruleSet.totalChecks : [],
  }
}

/** Whether everything that `calibrated.json` says would be found again; what most likely differs is looked at first. */
function isAsWritten(
  ruleSet: RuleSet,
  { calibration, written }: Gates,
  questions: readonly string[],
): boolean {
  const hasMoves = (isWanted: (id: string) => boolean) =>
    isDeepStrictEqual(
      movesOf(
        ruleSet,
        calibration,
        ruleSet.questions.filter(({ id }) => isWanted(id)),
      ),
      written.moves.filter(({ question }) => isWanted(question)),
    )
  if (!hasMoves((id) => questions.includes(id))) return false
  if (!hasMoves((id) => !questions.includes(id))) return false
  const found = calibratedOf(ruleSet, calibration, calibrate(ruleSet, calibration), written.moves)
  return isDeepStrictEqual(JSON.parse(JSON.stringify({ ...found, digest: '' })), { ...written, digest: '' })
}
