/** Fictional trusts for the pages of findings: those of the rules' cases, and the two ends that no real trust reaches. */

import { readdirSync } from 'node:fs'
import { encode } from '../../src/answers/encode.ts'
import type { Answer, Answers, AnswerValue, RegisterAnswers } from '../../src/answers/model.ts'
import type { Examined } from '../../src/report/explain-score.ts'
import type { Column, Question, Register } from '../../src/rules/model.ts'
import { score } from '../../src/scoring/score.ts'
import type { House } from '../../src/service/house.ts'
import { RULE_SET, REFERENCE_DAY } from '../service/house.ts'
import { addTrustWith, writtenAnswers } from './written-trusts.ts'

const FOLDER = 'rules/cases/trusts'
const AS_OF = REFERENCE_DAY
/** Columns that make a supplier one that counts. */
const COUNTED = ['patients-affected', 'data-held']

/** Answers by a short id of the trust. */
export const TRUSTS: Readonly<Record<string, Answers>> = {
  ...Object.fromEntries(
    readdirSync(FOLDER)
      .filter((name) => !name.startsWith('small-'))
      .map((name) => [name.replace('.yaml', ''), writtenAnswers(RULE_SET, name.replace('.yaml', ''))]),
  ),
  'nothing-answered': inventedTrust('Nothing Answered (fictional) NHS Trust', {}, {}, {}),
  'all-worst': atOneEnd('All Worst (fictional) NHS Trust', 'worst'),
  'all-best': atOneEnd('All Best (fictional) NHS Trust', 'best'),
}

function inventedTrust(
  name: string,
  answers: Answers['answers'],
  context: Answers['context'],
  registers: Answers['registers'],
): Answers {
  return { organisation: { name, cohort: 'acute' }, asOf: AS_OF, answers, context, registers }
}

type End = 'worst' | 'best'

function atOneEnd(name: string, end: End): Answers {
  const typed = RULE_SET.questions.filter((question) => question.form.type !== 'share')
  const answers = Object.fromEntries(typed.map((question) => [question.id, answerAt(question, end)]))
  const registers = Object.fromEntries(
    RULE_SET.registers.map((register) => [register.id, registerAt(register, end)]),
  )
  return inventedTrust(name, answers, { 'shared-gateway': 'both' }, registers)
}

function answerAt(question: Question, end: End): Answer {
  const value = valueAt(question, end)
  if (end === 'worst') return { value, assurance: 'asserted' }
  return { value, assurance: 'evidenced', evidence: 'Report', evidenceDate: AS_OF }
}

function valueAt({ form, levels }: Question, end: End): AnswerValue {
  const best = end === 'best'
  switch (form.type) {
    case 'choice':
      return { kind: 'choice', option: levels.at(best ? -1 : 0)?.id ?? '' }
    case 'checklist':
      return { kind: 'ticked', items: best ? form.items.map((item) => item.id) : [] }
    case 'percentage':
      return { kind: 'counts', count: best ? 10 : 0, of: 10 }
    case 'number':
      return { kind: 'number', number: best === (form.better === 'lower') ? '0' : '1000' }
    case 'date':
      return best ? { kind: 'date', date: AS_OF } : { kind: 'never' }
    case 'share':
      throw new Error('A share is not typed.')
  }
}

function registerAt(register: Register, end: End): RegisterAnswers {
  const cells = Object.fromEntries(register.columns.map((column) => [column.id, cellAt(column, end)]))
  const evidence = Object.fromEntries(
    register.feeds.map((index) => [
      RULE_SET.questions[index]?.id ?? '',
      { evidence: 'Report', evidenceDate: AS_OF },
    ]),
  )
  return { complete: true, rows: [{ cells, evidence: end === 'best' ? evidence : {} }] }
}

function cellAt(column: Column, end: End): string {
  switch (column.type) {
    case 'choice':
      if (COUNTED.includes(column.id) || end === 'worst') return column.options[0]?.id ?? ''
      return (column.options.find((one) => one.id === 'yes') ?? column.options.at(-1))?.id ?? ''
    case 'number':
      return '7'
    case 'date':
      return end === 'best' ? AS_OF : column.never === undefined ? '2020-01-01' : 'never'
    case 'tick':
      return 'yes'
    case 'text':
      return column.short
  }
}

/** What the engine finds in a trust's answers. */
export function examine(answers: Answers): Examined {
  const row = encode(RULE_SET, answers)
  return { ruleSet: RULE_SET, answers, row, result: score(RULE_SET, answers, row) }
}

/** The trust of this id, examined. */
export function examineTrust(id: string): Examined {
  const answers = TRUSTS[id]
  if (answers === undefined) throw new Error(`There is no trust ${id}.`)
  return examine(answers)
}

/** Fills an empty database with all of them. */
export async function saveTrusts(house: House): Promise<void> {
  for (const [id, answers] of Object.entries(TRUSTS)) await addTrustWith(house, id, answers)
}
