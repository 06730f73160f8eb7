/** What to fix first → the page that the command line prints: the same list and words as the page on the screen. */

import type { FixFirst } from '../planning/model.ts'
import { isTooEarly } from '../planning/too-early.ts'
import type { Improvements } from '../rules/model.ts'
import type { Examined } from './explain-score.ts'
import {
  daysWords,
  describeFixFirst,
  type FallingRisk,
  type FixFirstWords,
  type MoveWords,
  poundsWords,
  rankingWords,
  tooEarlySentence,
} from './fix-first.ts'
import { answerFirst } from './profile.ts'
import type { TextPage } from './text-page.ts'
import { countWords, dateWords, endSentence, joinWords } from './words.ts'

/** How many moves and bundles the page tells in full; `--json` has all. */
const IN_FULL = 8

export function addFixFirst(
  page: TextPage,
  examined: Examined,
  improvements: Improvements,
  found: FixFirst,
): void {
  const { ruleSet, answers } = examined
  const words = describeFixFirst(ruleSet, improvements, found)
  page.line(`${answers.organisation.name}, at ${dateWords(answers.asOf)}`, 'strong').space()
  if (isTooEarly(examined)) {
    page.paragraph(endSentence(tooEarlySentence(examined)), 0, 'title')
    page.paragraph(answerFirst(examined).says)
    return
  }
  page.paragraph(endSentence(words.headline), 0, 'title')
  addMoves(page, words)
  addProofs(page, words)
  addFindOuts(page, words)
  page.heading('What the sizes mean, and how moves are ranked')
  page.paragraph(improvements.basis)
  page.table(
    ['Size', 'Staff days', 'Money in the first year'],
    improvements.sizes.map(({ name, days, pounds }) => [name, daysWords(days), poundsWords(pounds)]),
  )
  page.space()
  for (const sentence of rankingWords(ruleSet, improvements)) page.paragraph(sentence)
}

function addMoves(page: TextPage, { moves, others }: FixFirstWords): void {
  page.heading('Real work, most risk lowered for its effort first')
  if (moves.length === 0) page.paragraph('No answer that is known can be raised to lower a risk on paper.')
  for (const move of moves.slice(0, IN_FULL)) addMove(page, move)
  const further = moves.slice(IN_FULL)
  if (further.length > 0) {
    page.subheading(`${countWords(further.length, 'further move')}`)
    for (const { number, action, question, effort } of further)
      page.item(`${action} ${effort.size}.  [${question.id}]`, 0, `${number}`)
  }
  if (others.length > 0)
    page
      .space()
      .paragraph(
        `${countWords(others.length, 'further answer')} can be raised and ${others.length === 1 ? 'lowers' : 'lower'} no risk alone; --json has ${others.length === 1 ? 'it' : 'them'}.`,
        0,
        'quiet',
      )
}

export function addMove(page: TextPage, move: MoveWords): void {
  const { number, action, question, parts, effort, onPaper, onEvidence, facts } = move
  page.item(`${action}  [${question.id}]`, 0, `${number}`, 'strong')
  for (const part of parts) page.item(part, 2)
  page.paragraph(`${effort.size}: ${effort.takes}, ${effort.lead}.`, 2)
  if (onPaper.length > 0) page.paragraph(`On paper: ${risksWords(onPaper)}.`, 2)
  if (onEvidence.length > 0) page.paragraph(`On evidence: ${risksWords(onEvidence)}.`, 2)
  if (facts.length > 0) page.paragraph(facts.join(' '), 2, 'quiet')
}

const risksWords = (risks: readonly FallingRisk[]) =>
  joinWords(risks.map(({ short, from, to }) => `${short} ${from.product} to ${to.product}`))

function addProofs(page: TextPage, { proofs, otherProofs, proofCount, allProofs }: FixFirstWords): void {
  if (allProofs === undefined) return
  page.heading('Evidence only: already done, not shown')
  for (const { questions, risks, facts } of proofs.slice(0, IN_FULL)) {
    page.item(questions.map(({ short, id }) => `${short} [${id}]`).join(', '), 0, '-', 'strong')
    const changes = [...(risks.length > 0 ? [`${risksWords(risks)}.`] : []), ...facts]
    page.paragraph(changes.join(' '), 2)
  }
  const told = proofs.slice(0, IN_FULL).reduce((sum, { questions }) => sum + questions.length, 0)
  const further = [...proofs.slice(IN_FULL).flatMap(({ questions }) => questions), ...otherProofs]
  if (further.length > 0)
    page.paragraph(`${proofCount - told} more: ${joinWords(further.map(({ short }) => short))}.`, 0, 'quiet')
  page.space().paragraph(allProofs)
}

function addFindOuts(page: TextPage, { findOuts }: FixFirstWords): void {
  if (findOuts.length === 0) return
  page.heading(`${countWords(findOuts.length, 'answer')} to find out`)
  for (const { question, says } of findOuts) page.item(`${question.short}: ${says}.  [${question.id}]`)
}
