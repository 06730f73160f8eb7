/** Rows of levels as no author would write them: any state in any question, with or without the scope answered. */

import * as fc from 'fast-check'
import { NOT_APPLICABLE, NOT_KNOWN, UNANSWERED } from '../../src/answers/levels.ts'
import type { Answers, LevelRow } from '../../src/answers/model.ts'
import type { Examined } from '../../src/report/explain-score.ts'
import { scoreRow } from '../../src/scoring/score.ts'
import { RULE_SET } from '../service/house.ts'

const NOBODY: Answers = {
  organisation: { name: 'Random (fictional) NHS Trust', cohort: 'acute' },
  asOf: RULE_SET.date,
  answers: {},
  context: {},
  registers: {},
}

/** Any examined row; some are complete, and most have answers of every state. */
export const anyExamined: fc.Arbitrary<Examined> = fc
  .record({
    draws: fc.array(fc.nat({ max: 999 }), {
      minLength: RULE_SET.questions.length * 2,
      maxLength: RULE_SET.questions.length * 2,
    }),
    open: fc.nat({ max: 100 }),
    context: fc.integer({ min: -1, max: 2 }),
  })
  .map(({ draws, open, context }) => {
    const declared = Uint8Array.from(RULE_SET.questions, (question, index) => {
      const draw = draws[2 * index] ?? 0
      const level = draw % question.levels.length
      if (draw % 100 < open / 2) return UNANSWERED
      if (draw % 17 === 0) return NOT_KNOWN
      return question.notApplicable !== undefined && draw % 13 === 0 ? NOT_APPLICABLE : level
    })
    const assured = Uint8Array.from(declared, (byte, index) => {
      const draw = draws[2 * index + 1] ?? 0
      return byte < NOT_KNOWN ? Math.min(byte, draw % (byte + 1)) : 0
    })
    const row: LevelRow = {
      declared,
      assured,
      context: Int8Array.from(RULE_SET.context, ({ options }) => Math.min(context, options.length - 1)),
    }
    const result = { ...scoreRow(RULE_SET, row), asOf: RULE_SET.date }
    return { ruleSet: RULE_SET, answers: NOBODY, row, result }
  })
