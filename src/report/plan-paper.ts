/** The improvement plan → a paper in a regulator's shape: outcome, gap, action, owner and day or why there is none, money, state, and the SIRO's word. */

import { dayWords } from '../calendar.ts'
import { type Block, cell, heading, paragraph } from './blocks.ts'
import { CAF_HEADING } from './words.ts'
import { NOT_FOR_CARE, PURPOSE, saysOf } from './handling.ts'
import {
  confirmationWords,
  outcomeOf,
  planHeadline,
  type PlanReading,
  takesWords,
  whoAndWhen,
} from './planned-actions.ts'

interface Around {
  readonly organisation: { readonly name: string; readonly fictional: boolean }
  readonly marking: string
  /** ISO instant. */
  readonly at: string
}

/** The plan as a paper on its side. */
export function planPaper(plan: PlanReading, { organisation, marking, at }: Around) {
  return {
    title: 'Improvement plan',
    marking,
    says: `${saysOf(organisation)}, as at ${dayWords(at)}`,
    blocks: planBlocks(plan),
    wide: true,
  }
}

function planBlocks(plan: PlanReading): Block[] {
  const { actions, confirmed, framework, improvements } = plan
  return [
    { kind: 'paragraph', look: 'leading', line: [`${planHeadline(actions)}.`] },
    paragraph(`${confirmationWords(confirmed)}.`),
    {
      kind: 'table',
      caption: `Every action, with the outcome of ${framework.title} that it serves`,
      columns: ['Outcome', 'Gap', 'Action', 'Owner', 'By when', 'What it takes', 'State'],
      widths: [2, 4, 4, 3, 3, 3, 3],
      rows: actions.map((one) => {
        const { outcome, gap } = outcomeOf(plan, one)
        const { who, when } = whoAndWhen(one)
        const takes = takesWords(one, improvements)
        const state = one.isOverdue ? 'Open, past its day' : STATES[one.state]
        return [
          cell(outcome === '' ? 'None named' : outcome),
          cell(gap === '' ? 'No single answer' : gap),
          cell(one.title),
          cell(who),
          cell(when),
          cell(takes),
          cell(one.outcome === '' ? state : `${state}: ${one.outcome}`),
        ]
      }),
    },
    heading('What this is, and is not'),
    paragraph(CAF_HEADING),
    paragraph(PURPOSE),
    paragraph(NOT_FOR_CARE),
  ]
}

const STATES = { open: 'Open', done: 'Done', dropped: 'Dropped' } as const
