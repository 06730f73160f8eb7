/**
 * A register → the share that feeds a question: how many rows count, how many of them pass, and what unknown cells leave open.
 * Each test is taken on its own, but for columns that several tests read: their unknown cells are filled in every way.
 */

import { once } from '../once.ts'
import type { Column, Question, RuleSet } from '../rules/model.ts'
import { columnsRead } from '../rules/row-test.ts'
import { isLive } from './live.ts'
import type { Answers, RegisterAnswers, RegisterRow } from './model.ts'
import { allOf, columnOf, NOT_CONFIRMED, testRow, type RowContext } from './rows.ts'

/** Rows that pass, of the rows that count. */
export interface Share {
  readonly top: number
  readonly bottom: number
}

/** What a register says to a question that it feeds. */
export interface ShareCount {
  /** A cell that is needed is blank, or the register is not complete. */
  readonly unanswered: boolean
  /** The lowest and the highest share over every way to fill the unknown cells; the lowest is the one that is shown and scored. */
  readonly lowest: Share
  readonly highest: Share
  /** Rows that are known to pass and have live evidence for the question, of the rows that no test keeps out. */
  readonly backed: Share
}

const NOTHING: ShareCount = {
  unanswered: true,
  lowest: { top: 0, bottom: 0 },
  highest: { top: 0, bottom: 0 },
  backed: { top: 0, bottom: 0 },
}

/** Counts a register for one question it feeds; undefined when the question is not fed by one. */
export function countShare(ruleSet: RuleSet, question: Question, answers: Answers): ShareCount | undefined {
  const form = question.form
  if (form.type !== 'share') return undefined
  const register = ruleSet.registers.find((one) => one.id === form.register)
  const given = answers.registers[form.register]
  if (register === undefined || given === undefined || !given.complete) return NOTHING
  const context: RowContext = { register, asOf: answers.asOf }
  const kept = countsOf(given)
  const before = kept.get(question)
  if (before?.asOf === context.asOf) return before.count
  const count = countRows(question, form, given, context)
  kept.set(question, { asOf: context.asOf, count })
  return count
}

/** What a register said to each question as long as it is in memory: an answer that is saved beside it changes nothing of it. */
const countsOf = once<RegisterAnswers, WeakMap<Question, { asOf: string; count: ShareCount }>>(
  () => new WeakMap(),
)

function countRows(
  question: Question,
  form: Extract<Question['form'], { type: 'share' }>,
  given: RegisterAnswers,
  context: RowContext,
): ShareCount {
  const { register, asOf } = context
  if (!given.rows.some((row) => testRow(register.countsWhen, row, context) === 'yes')) return NOTHING

  const shared = readTwice(question).flatMap((id) => columnOf(register, id) ?? [])
  let unanswered = false
  const [lowest, highest, backed] = [new Sum(), new Sum(), new Sum()]
  for (const row of given.rows) {
    let [canBeOut, canFail, canPass] = [false, false, false]
    for (const filled of fillings(row, shared)) {
      const where = testRow(form.where, filled, context)
      const of = where === 'no' ? 'no' : testRow(form.of, filled, context)
      if (where === 'blank' || allOf([where, of]) === 'blank') unanswered = true
      if (where !== 'yes') canBeOut = true
      if (where !== 'no' && of !== 'yes') canFail = true
      if (where !== 'no' && of !== 'no') canPass = true
    }
    if (!canFail && !canPass) continue
    lowest.add(!canFail, canFail || !canBeOut)
    highest.add(canPass, canPass || !canBeOut)
    const evidence = row.evidence[question.id]
    const isLiveHere = evidence !== undefined && isLive(evidence.evidenceDate, question, asOf)
    backed.add(!canFail && !canBeOut && isLiveHere, true)
  }
  return { unanswered, lowest: lowest.share, highest: highest.share, backed: backed.share }
}

/** Ids of the columns that more than one test of the question reads; `check` sees to it that they have options, and few. */
const readTwice = once((question: Question): readonly string[] => {
  const { form } = question
  if (form.type !== 'share') return []
  const read = [...form.where, ...form.of].flatMap(columnsRead)
  return [...new Set(read.filter((column, index) => read.indexOf(column) < index))]
})

/** The row with every value that its unknown cells of these columns could turn out to have. */
function fillings(row: RegisterRow, columns: readonly Column[]): RegisterRow[] {
  return columns
    .filter(({ id }) => row.cells[id] === NOT_CONFIRMED)
    .reduce<RegisterRow[]>(
      (rows, { id, type, options }) =>
        rows.flatMap((one) =>
          (type === 'tick' ? ['no', 'yes'] : options.map((option) => option.id)).map((value) => ({
            ...one,
            cells: { ...one.cells, [id]: value },
          })),
        ),
      [row],
    )
}

/** One end of a share. A row that only might count, and would not move the share that way, is left out while another counts. */
class Sum {
  private counted = { top: 0, bottom: 0 }
  private spare = { top: 0, bottom: 0 }

  add(passes: boolean, counts: boolean): void {
    const to = counts ? this.counted : this.spare
    to.bottom += 1
    if (passes) to.top += 1
  }

  get share(): Share {
    return this.counted.bottom > 0 ? this.counted : this.spare
  }
}
