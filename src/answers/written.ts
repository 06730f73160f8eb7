/**
 * Answers → the plain values of an answers file, in the order of the rule set: `readAnswersFile` reads the same answers from them.
 * What a reviewer found is left out: a file shows evidence, and only a review verifies it.
 */

import type { Question, Register, RuleSet } from '../rules/model.ts'
import { asTyped } from './carry.ts'
import { MEANT } from './given.ts'
import { type Dates, SHOWS_AS_OF } from './given-date.ts'
import type { Answer, Answers, RegisterRow, RowEvidence } from './model.ts'
import { parseAnswer } from './parse.ts'
import { parseRow } from './parse-row.ts'

type Plain = Readonly<Record<string, unknown>>

/** An answers file as plain values. */
export interface WrittenAnswers {
  readonly organisation: { readonly name: string; readonly cohort: string }
  readonly 'as-of': string
  /** Context questions bare, scored ones with what supports them. */
  readonly answers: Readonly<Record<string, string | Plain>>
  readonly registers: Readonly<
    Record<string, { readonly complete: boolean; readonly rows: readonly Plain[] }>
  >
}

/** Everything that was answered under this rule set. */
export function writeAnswers(ruleSet: RuleSet, given: Answers): WrittenAnswers {
  // Whether it was still to come was asked when it was given.
  const dates = { asOf: given.asOf, today: '9999-12-31' }
  const { name, cohort } = given.organisation
  const context = ruleSet.context.flatMap(({ id, fromOrganisation }): [string, string][] => {
    const value = given.context[id]
    return value === undefined || fromOrganisation ? [] : [[id, value]]
  })
  const answers = ruleSet.questions.flatMap((question): [string, Plain][] => {
    const answer = given.answers[question.id]
    if (answer === undefined || question.form.type === 'share') return []
    return [[question.id, writeAnswer(question, answer, { ...dates, cohort })]]
  })
  return {
    organisation: { name, cohort },
    'as-of': given.asOf,
    answers: Object.fromEntries<string | Plain>([...context, ...answers]),
    registers: Object.fromEntries(
      ruleSet.registers.flatMap((register) => {
        const { complete, rows } = given.registers[register.id] ?? { complete: false, rows: [] }
        if (!complete && rows.length === 0) return []
        return [[register.id, { complete, rows: rows.map((row) => writeRow(ruleSet, register, row, dates)) }]]
      }),
    ),
  }
}

/** One answer; in doubt, it says that it is meant: that was asked when it was given. */
export function writeAnswer(
  question: Question,
  answer: Answer,
  dates: Dates & { readonly cohort: string },
): Plain {
  const { value, assurance, evidence, evidenceDate, comment } = answer
  const written = {
    ...(value.kind === 'not-applicable' ? { 'not-applicable': value.reason } : { value: asTyped(value) }),
    ...(assurance === 'asserted' ? {} : { assurance: 'evidenced' }),
    ...(assurance === 'asserted' ? {} : writeEvidence(evidence, evidenceDate, dates)),
    ...(comment === undefined ? {} : { comment }),
  }
  const isPlain = parseAnswer(question, written, { ...dates, door: 'file' }).ok
  return isPlain ? written : { ...written, [MEANT]: true }
}

export function writeRow(ruleSet: RuleSet, register: Register, row: RegisterRow, dates: Dates): Plain {
  const cells = register.columns.flatMap(({ id }): [string, string][] => {
    const cell = row.cells[id]
    return cell === undefined ? [] : [[id, cell]]
  })
  const evidence = register.feeds.flatMap((index): [string, Plain][] => {
    const id = ruleSet.questions[index]?.id ?? ''
    const one: RowEvidence | undefined = row.evidence[id]
    return one === undefined ? [] : [[id, writeEvidence(one.evidence, one.evidenceDate, dates)]]
  })
  const written = {
    ...Object.fromEntries(cells),
    ...(evidence.length === 0 ? {} : { evidence: Object.fromEntries(evidence) }),
  }
  return parseRow(ruleSet, register, written, dates, 'file').ok ? written : { ...written, [MEANT]: true }
}

function writeEvidence(
  evidence: string | undefined,
  date: string | undefined,
  { asOf }: Pick<Dates, 'asOf'>,
): Plain {
  return {
    ...(evidence === undefined ? {} : { evidence }),
    ...(date === undefined ? {} : { 'evidence-date': date }),
    ...(date !== undefined && date > asOf ? { [SHOWS_AS_OF]: true } : {}),
  }
}
