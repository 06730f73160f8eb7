/** What an insurer or auditor would ask, and whom it is for → a paper that names its recipient on each page. Where evidence lies stays inside. */

import { dayWords } from '../calendar.ts'
import { type Block, cell, heading, paragraph } from './blocks.ts'
import type { Examined } from './explain-score.ts'
import { MARKING_NOTE, NOT_FOR_CARE, saysOf } from './handling.ts'
import { describeInsurer, NOT_A_WARRANTY } from './prompts.ts'
import { describeState, type Standing } from './state-line.ts'
import { dateWords } from './words.ts'

export interface ForOutside {
  readonly organisation: { readonly name: string; readonly fictional: boolean }
  readonly marking: string
  /** Name and organisation. */
  readonly recipient: string
  /** ISO instant. */
  readonly at: string
}

export function outsidePaper(
  examined: Examined,
  standing: Standing,
  { organisation, marking, recipient, at }: ForOutside,
) {
  const { tag, says, reservations } = describeState(examined, standing)
  return {
    title: 'What an insurer or auditor would ask',
    marking,
    says: `${saysOf(organisation)}, for ${recipient} only, ${dayWords(at)}`,
    blocks: [
      { kind: 'paragraph', look: 'leading', line: [`For ${recipient} only.`] },
      paragraph(`These are our own answers. ${tag}. ${says}`),
      ...(reservations === undefined
        ? []
        : [{ kind: 'paragraph', look: 'quoted', line: [`“${reservations}”`] } as const]),
      paragraph(`${NOT_A_WARRANTY} ${NOT_FOR_CARE}`),
      ...describeInsurer(examined).flatMap(({ topic, answers }): Block[] => [
        heading(topic),
        {
          kind: 'table',
          caption: `Our answers: ${topic}`,
          columns: ['About', 'Our answer', 'Supported'],
          widths: [2, 4, 2],
          rows: answers.map(({ read, evidenceDate }) => [
            cell(read.question.short),
            cell(read.answer),
            cell(
              [
                read.support ?? 'Nothing to support',
                ...(evidenceDate === undefined ? [] : [`dated ${dateWords(evidenceDate)}`]),
              ].join(', '),
            ),
          ]),
        },
      ]),
      paragraph(`${marking}. ${MARKING_NOTE}`),
    ] satisfies Block[],
  }
}
