/** The explanation of one question → plain text: its answer, what it adds, what raising it would do, and what reads it. */

import type { RuleSet } from '../rules/model.ts'
import type { ExplainedQuestion } from './explain-question.ts'
import { inPlaceOf } from '../scoring/standing.ts'
import type { Examined } from './explain-score.ts'
import { describeQuestion } from './question-words.ts'
import { limitNow, standingName } from './standing-words.ts'
import { answerSentence, weightSources } from './text-answer.ts'
import { numeric, type TextPage } from './text-page.ts'
import {
  endSentence,
  hundredthsWords,
  joinWords,
  roleName,
  sourceWords,
  strengthName,
  upperFirst,
  vantageName,
} from './words.ts'

/** The page of one question. */
export function addQuestion(page: TextPage, examined: Examined, id: string): void {
  const words = describeQuestion(examined, id)
  if (words === undefined) return
  const { ruleSet } = examined
  const { explained } = words
  const domain = ruleSet.domains.find((one) => one.id === explained.domain)?.title ?? explained.domain
  page.paragraph(explained.title, 0, 'title')
  page.paragraph(explained.text).space()
  page.paragraph(`Answer: ${answerSentence(explained.answer)}`, 0, 'strong')
  page.paragraph(`On paper:     ${words.counted}`)
  page.paragraph(`On evidence:  ${words.assured}`)
  page.paragraph(words.support)
  if (explained.answer.comment !== null) page.paragraph(`Comment: ${explained.answer.comment}`)
  page.paragraph(
    explained.hundredths === null
      ? `It is out of the sum of ${domain}.`
      : `It adds ${hundredthsWords(explained.hundredths)} points to ${domain}, before limits.`,
  )

  page.heading('Levels')
  page.table(
    ['Credit', 'Level'],
    explained.levels.map((level) => [numeric(level.credit), level.text]),
  )
  page.heading('What raising it would do, with everything else unchanged')
  if (!examined.result.complete)
    page.paragraph('While answers are missing, these are the low ends of the ranges.', 0, 'quiet')
  if (words.noRaise !== undefined) page.paragraph(words.noRaise)
  else
    page.table(
      ['Domain', 'Overall', 'Raised to'],
      words.raises.map((raise) => [
        raise.domain,
        raise.overall,
        raise.hidden === undefined ? raise.to : `${raise.to} Why the overall score stays: ${raise.hidden}`,
      ]),
    )
  addReaders(page, ruleSet, explained)
  addOrigin(page, ruleSet, explained)
}

function addReaders(page: TextPage, ruleSet: RuleSet, { readBy }: ExplainedQuestion): void {
  if (readBy.limits.length > 0) page.heading('Limits that read it')
  for (const limit of readBy.limits) {
    const on = ruleSet.domains.find((one) => one.id === limit.on)?.title ?? 'Overall score'
    page.item(`${on}, at most ${limit.atMost}: ${limit.because} ${limitNow(limit.holds ? limit : undefined)}`)
  }
  if (readBy.risks.length > 0) page.heading('Risks that it can lower')
  for (const risk of readBy.risks)
    page.item(`${risk.title}: ${risk.because} ${upperFirst(standingName(inPlaceOf(risk)))}.  [${risk.id}]`)
  if (readBy.incidents.length > 0) page.heading('Past attacks in which it matters')
  for (const one of readBy.incidents)
    page.item(
      `${one.title}, ${vantageName(one.chain)}, ${one.step}: ${roleName(one.role)} (${strengthName(one.strength)}). ` +
        `${upperFirst(standingName(inPlaceOf({ ...one, holds: one.declared })))}.  [${one.id}]`,
    )
}

function addOrigin(page: TextPage, ruleSet: RuleSet, explained: ExplainedQuestion): void {
  page.heading('Where it comes from')
  page.paragraph(weightSources(ruleSet, explained.weight, explained.weightEvidence))
  page.paragraph(endSentence(`Levels: ${sourceWords(explained.source)}`))
  if (explained.doesNotCover !== null)
    page.paragraph(endSentence(`It does not cover: ${explained.doesNotCover}`))
  for (const { id, short } of ruleSet.frameworks) {
    const outcomes = [
      ...(explained.caf[id] ?? []),
      ...(explained.cafInferred[id] ?? []).map((outcome) => `${outcome} (inferred by us)`),
    ]
    if (outcomes.length > 0) page.paragraph(`${short}: ${joinWords(outcomes)}.`)
  }
  page.paragraph(
    `Who usually knows: ${endSentence(explained.knows)} Where to look: ${endSentence(explained.where)}`,
  )
}
