/** What an insurer or auditor would ask, and whom it is for → a paper that names its recipient on each page. Where evidence lies stays inside. */

import { dayWords } from '../calendar.ts'
import { type Block, cell, heading, paragraph } from './blocks.ts'
import type { Examined } from './explain-score.ts'
import { MARKING_NOTE, NOT_FOR_CARE, saysOf } from './handling.ts'
import { describeInsurer, type InsurerTopic } from './prompts.ts'
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

const NO_WARRANTY = 'This is not a warranty, an audit or a certificate.'

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
      paragraph(`${NO_WARRANTY} ${NOT_FOR_CARE}`),
      ...describeInsurer(examined).flatMap(({ topic, answers }): Block[] => [
        heading(topic),
        {
          kind: 'table',
          caption: `Our answers: ${topic}`,
          columns: ['About', 'Our answer', 'Supported'],
          widths: [2, 4, 2],
          rows: answers.map((one) => [
            cell(one.read.question.short),
            cell(one.read.answer),
            cell(supportWords(one)),
          ]),
        },
      ]),
      paragraph(`${marking}. ${MARKING_NOTE}`),
    ] satisfies Block[],
  }
}

/** In the words of who answered, with the day of the evidence that they named. */
function supportWords({ read: { support }, evidenceDate }: InsurerTopic['answers'][number]): string {
  if (support === undefined) return 'Nothing to support'
  const said = support.replace('on your word', 'on our word')
  if (evidenceDate === undefined) return said
  const day = dateWords(evidenceDate)
  return support === 'with evidence' ? `${said} of ${day}` : `${said}; the evidence that we name is of ${day}`
}
