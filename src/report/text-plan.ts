/** A plan → the page that the command line prints. */

import { isTooEarly } from '../planning/too-early.ts'
import type { Examined } from './explain-score.ts'
import { tooEarlySentence } from './fix-first.ts'
import { describePlan, type ListedPlan, PLAN_BASIS, type ToDescribe } from './plan.ts'
import { answerFirst } from './profile.ts'
import { addMove } from './text-fix-first.ts'
import type { TextPage } from './text-page.ts'
import { dateWords, endSentence, joinWords, poundWords, shortOf } from './words.ts'

export function addPlan(page: TextPage, examined: Examined, of: ToDescribe): void {
  const { ruleSet, answers } = examined
  page.line(`${answers.organisation.name}, at ${dateWords(answers.asOf)}`, 'strong').space()
  if (isTooEarly(examined)) {
    page.paragraph(endSentence(tooEarlySentence(examined)), 0, 'title')
    page.paragraph(answerFirst(examined).says)
    return
  }
  const { headline, sure, again, plan, dearer, inTheWay, open } = describePlan(of)
  page.paragraph(endSentence(headline), 0, 'title')
  if (sure !== undefined) page.paragraph(again ? `${sure} Ask again.` : sure)
  if (inTheWay.length > 0) page.heading('What stands in the way')
  for (const sentence of inTheWay) page.paragraph(sentence)
  if (open.length > 0) page.paragraph(`${joinWords(open.map((id) => `${shortOf(ruleSet, id)} [${id}]`))}.`)
  for (const one of [plan, dearer]) if (one !== undefined) addList(page, one)
  page.space().paragraph(PLAN_BASIS, 0, 'quiet')
}

function addList(page: TextPage, { heading, moves, facts }: ListedPlan): void {
  page.heading(heading)
  for (const move of moves) {
    addMove(page, move)
    page.paragraph(`So far: ${poundWords(Math.round(move.poundsSpent))}, ${move.daysSpent} days.`, 2, 'quiet')
  }
  if (moves.length === 0) page.paragraph('No move.')
  page.space()
  for (const fact of facts) page.paragraph(fact)
}
