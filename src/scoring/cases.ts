/**
 * The rule authors' cases run on the engine: every expectation that disagrees becomes a fault with file and line.
 * It changes nothing; a case that cannot be set up is a fault too.
 */

import { readAnswersFile } from '../answers/file.ts'
import { encode } from '../answers/encode.ts'
import { NOT_APPLICABLE, NOT_KNOWN, UNANSWERED } from '../answers/levels.ts'
import type { Answers, LevelRow } from '../answers/model.ts'
import { type RuleIssue, sortIssues } from '../errors.ts'
import { findQuestion } from '../rules/find.ts'
import type { Cases, RuleCase } from '../rules/cases.ts'
import type { RuleSet } from '../rules/model.ts'
import type { Result, ScoreResult } from './model.ts'
import { scoreRow } from './score.ts'

const STATES: Readonly<Record<string, number>> = {
  'dont-know': NOT_KNOWN,
  unanswered: UNANSWERED,
  'not-applicable': NOT_APPLICABLE,
}

type Path = readonly (string | number)[]
type Report = (path: Path, message: string) => void

/** Runs every case and returns what disagrees, sorted by file and line; empty when all agree. */
export function runCases(ruleSet: RuleSet, { cases, trusts }: Cases): RuleIssue[] {
  const issues: RuleIssue[] = []
  const answersOf = new Map<string, Answers>()
  for (const trust of trusts) {
    const read = readAnswersFile(ruleSet, trust.text)
    if (read.ok) answersOf.set(trust.name, read.answers)
    else
      for (const fault of read.faults)
        issues.push({
          code: 'case-trust-faulty',
          file: trust.file,
          line: Number(fault.place),
          message: fault.message,
          remedy: 'Correct the answers file of this invented trust.',
        })
  }
  for (const one of cases) {
    const report: Report = (path, message) =>
      void issues.push({
        code: 'case-disagrees',
        ...one.placeOf(...path),
        message: `case "${one.name}": ${message}`,
        remedy: 'Correct the rule if the case is right, or the case if the rule is.',
      })
    const setUp = setUpCase(ruleSet, one, answersOf, report)
    if (setUp !== undefined) compare(one, scoreRow(ruleSet, setUp.row, setUp.answers), report)
  }
  return sortIssues(issues)
}

/** The row a case speaks of; undefined (with a report) when it names what is not there. */
function setUpCase(
  ruleSet: RuleSet,
  { case: given }: RuleCase,
  answersOf: ReadonlyMap<string, Answers>,
  report: Report,
): { row: LevelRow; answers?: Answers } | undefined {
  const trust =
    given.trust ?? (given.base !== undefined && answersOf.has(given.base) ? given.base : undefined)
  const written = trust === undefined ? undefined : answersOf.get(trust)
  const answers = written === undefined ? undefined : { ...written, asOf: given['as-of'] ?? written.asOf }
  const base = given.base ?? 'none'
  if (trust !== undefined ? answers === undefined : !['none', 'all-worst', 'all-best'].includes(base)) {
    report([trust === given.trust ? 'trust' : 'base'], `there is no trust "${trust ?? base}" in cases/trusts`)
    return undefined
  }
  const row =
    answers === undefined ? baseRow(ruleSet, base, given.cohort ?? 'acute') : encode(ruleSet, answers)
  for (const [id, level] of Object.entries(given.levels ?? {})) {
    const question = findQuestion(ruleSet, id)
    const index = question?.levels.findIndex((one) => one.id === level) ?? -1
    const byte = index >= 0 ? index : STATES[level]
    if (question === undefined || byte === undefined) {
      report(
        ['levels', id],
        question === undefined ? `there is no question "${id}"` : `"${id}" has no level "${level}"`,
      )
      return undefined
    }
    row.declared[question.index] = byte
    row.assured[question.index] = byte < NOT_KNOWN || byte === NOT_APPLICABLE ? byte : 0
  }
  for (const [id, option] of Object.entries(given.context ?? {})) {
    const question = ruleSet.context[ruleSet.contextById.get(id) ?? -1]
    const index = question?.options.findIndex((one) => one.id === option) ?? -1
    if (question === undefined || (index < 0 && option !== 'unanswered')) {
      report(['context', id], `there is no answer "${option}" to "${id}"`)
      return undefined
    }
    row.context[question.index] = index
  }
  // Levels set by hand have no evidence unless the case gives some; a trust's answers bring their own.
  const assured = given.assured ?? (answers === undefined ? 'none' : {})
  if (assured !== 'all') {
    if (answers === undefined || assured === 'none') row.assured.fill(0)
    for (const [id, level] of Object.entries(assured === 'none' ? {} : assured)) {
      const question = findQuestion(ruleSet, id)
      const index = question?.levels.findIndex((one) => one.id === level) ?? -1
      if (question === undefined || index < 0) {
        report(['assured', id], `there is no level "${level}" of "${id}"`)
        return undefined
      }
      row.assured[question.index] = index
    }
  }
  return answers === undefined ? { row } : { row, answers }
}

function baseRow(ruleSet: RuleSet, base: string, cohort: string): LevelRow {
  const bytes = ruleSet.questions.map((question) =>
    base === 'all-worst' ? 0 : base === 'all-best' ? question.levels.length - 1 : UNANSWERED,
  )
  return {
    declared: Uint8Array.from(bytes),
    assured: Uint8Array.from(bytes, (byte) => (byte === UNANSWERED ? 0 : byte)),
    context: Int8Array.from(ruleSet.context, (question) =>
      question.fromOrganisation
        ? question.options.findIndex((option) => option.id === cohort)
        : base === 'none' || question.options.length === 0
          ? -1
          : 0,
    ),
  }
}

function compare({ case: given }: RuleCase, result: Omit<Result, 'asOf'>, report: Report): void {
  const { expect } = given
  const same = (path: Path, expected: unknown, found: unknown) => {
    const [wanted, got] = [JSON.stringify(expected), JSON.stringify(found)]
    if (expected !== undefined && wanted !== got)
      report(['expect', ...path], `expected ${path.join(' ')} ${wanted}, the engine says ${got}`)
  }
  const compareScore = (
    path: Path,
    expected: NonNullable<typeof expect.overall>,
    found: ScoreResult & { caps: readonly { id: string }[] },
  ) => {
    for (const key of ['score', 'band', 'low', 'high', 'assured'] as const)
      same([...path, key], expected[key], found[key])
    same([...path, 'caps'], expected.caps?.toSorted(), found.caps.map((cap) => cap.id).toSorted())
  }
  if (expect.overall !== undefined) compareScore(['overall'], expect.overall, result.overall)
  for (const [id, expected] of Object.entries(expect.domains ?? {})) {
    const found = result.domains.find((domain) => domain.id === id)
    if (found === undefined) report(['expect', 'domains', id], `there is no domain "${id}"`)
    else compareScore(['domains', id], expected, found)
  }
  for (const [id, expected] of Object.entries(expect.risks ?? {})) {
    const found = result.risks.find((risk) => risk.id === id)
    if (found === undefined) report(['expect', 'risks', id], `there is no risk "${id}"`)
    else
      for (const key of ['residual', 'likelihood', 'consequence', 'low', 'high', 'assured'] as const)
        same(['risks', id, key], expected[key], found[key])
  }
  for (const [id, expected] of Object.entries(expect.incidents ?? {})) {
    const found = result.incidents.find((incident) => `${incident.id}/${incident.chain}` === id)
    if (found === undefined) {
      report(
        ['expect', 'incidents', id],
        `there is no replay "${id}"; write incident/in-your-place or incident/as-a-customer`,
      )
      continue
    }
    same(['incidents', id, 'outcome'], expected.outcome, found.outcome)
    same(['incidents', id, 'stopped-at'], expected['stopped-at'], found.stoppedAt)
    same(['incidents', id, 'reach'], expected.reach, found.reach)
    same(['incidents', id, 'assured'], expected.assured, found.assuredOutcome)
    for (const [step, status] of Object.entries(expected.steps ?? {}))
      same(['incidents', id, 'steps', step], status, found.steps.find((one) => one.id === step)?.status)
  }
  same(
    ['contradictions'],
    expect.contradictions?.toSorted(),
    result.contradictions.map((one) => one.id).toSorted(),
  )
}
