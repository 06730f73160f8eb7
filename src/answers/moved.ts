/** A plan of what can be carried over → every answer as it stands under the other rule set, before anybody confirms anything. */

import type { CarryPlan } from './carry.ts'
import { asserted } from './evidence.ts'
import type { Answers } from './model.ts'

/** What was carried over is the register as it was, unless it asks for something else now. */
export function staysComplete({ complete, added, changed, rows }: CarryPlan['registers'][number]): boolean {
  return complete && added.length + changed.length === 0 && rows.every(({ left }) => left.length === 0)
}

/** Everything as it stands after the move; what waits to be confirmed rests on nobody's evidence. */
export function movedAnswers(before: Answers, plan: CarryPlan): Answers {
  return {
    organisation: before.organisation,
    asOf: before.asOf,
    answers: Object.fromEntries(
      plan.carried.map(({ question, answer, changed }) => [
        question.id,
        changed.length > 0 ? asserted(answer) : answer,
      ]),
    ),
    context: Object.fromEntries(plan.context.map(({ question, value }) => [question.id, value])),
    registers: Object.fromEntries(
      plan.registers.map((one) => [
        one.register.id,
        { complete: staysComplete(one), rows: one.rows.map(({ row }) => row) },
      ]),
    ),
  }
}
