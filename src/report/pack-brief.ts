/** Both scores, the risks above what is accepted, what is open, and past attacks → the first table of a private paper. */

import { countAsked } from './asked.ts'
import { type Block, cell, figure } from './blocks.ts'
import type { Examined } from './explain-score.ts'
import { countReplays } from './incidents.ts'
import { countLessons } from './lessons.ts'
import { type Group, groupRisks } from './risk-list.ts'

export function briefTable(examined: Examined, signed: Examined): Block {
  const { result } = examined
  const { overall } = signed.result
  const groups = groupRisks(examined).map(({ group }) => group)
  const count = (group: Group) => groups.filter((one) => one === group).length
  const attacks = countReplays(signed.ruleSet, signed.result)
  const lessons = countLessons(signed.result)
  const numbers: readonly (readonly [key: string, label: string, value: number | string])[] = [
    [
      'overall.paper',
      'Overall score on paper, of 100',
      overall.low === overall.high ? overall.low : `${overall.low} to ${overall.high}`,
    ],
    ['overall.evidence', 'Overall score on evidence, of 100', overall.assured],
    ['risks.all', 'Risks', groups.length],
    ['risks.above.paper', 'Risks above what we accept, on paper', count('paper')],
    ['risks.above.open', 'Risks that may be above it, by what is not known', count('open')],
    ['risks.above.evidence', 'Risks above what we accept, on evidence', groups.length - count('within')],
    ['answers.asked', 'Answers asked for', countAsked(examined)],
    ['answers.open', 'Answers still open', result.unanswered.length],
    ['answers.not-known', 'Answers that nobody knows', result.notKnown.length],
    ['attacks.all', 'Past attacks compared with', attacks.of],
    ['attacks.shown', 'Past attacks met before harm, and we can show it', attacks.onEvidence],
    ['attacks.on-word', 'Past attacks met on our word only', attacks.onPaper],
    ['attacks.nothing', 'Past attacks that would not be met', attacks.none - attacks.notKnown],
    ['attacks.not-known', 'Past attacks of which it is not known', attacks.notKnown],
    ['lessons.all', 'Lessons of past attacks that apply here', lessons.of],
    ['lessons.shown', 'Lessons learned, and we can show it', lessons.onEvidence],
    ['lessons.on-word', 'Lessons learned on our word only', lessons.onPaper],
    ['lessons.no', 'Lessons not learned', lessons.no],
    ['lessons.not-known', 'Lessons of which it is not known', lessons.notKnown],
  ]
  return {
    kind: 'table',
    caption: 'The numbers in brief',
    columns: ['What', 'How many'],
    widths: [4, 1],
    rows: numbers.map(([key, label, value]) => [cell(label), cell(figure(key, label, value))]),
  }
}
