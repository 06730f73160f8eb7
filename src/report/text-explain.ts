/**
 * An explanation → plain text: the lines that add up exactly to what is shown, and the rules behind them.
 * It adds nothing to the explanation's data but words.
 */

import { findQuestion } from '../rules/find.ts'
import type { RuleSet, Source, WeightEvidence } from '../rules/model.ts'
import type { Explanation } from './explain.ts'
import type { ExplainedContext } from './explain-question.ts'
import { type ExplainedLine, type ExplainedScore, type Examined, leftOutName } from './explain-score.ts'
import { paperWords, scoreWords } from './results.ts'
import { addQuestion } from './text-explain-question.ts'
import { addRisk } from './text-explain-risk.ts'
import { numeric, type TextPage } from './text-page.ts'
import { endSentence, hundredthsWords, sourceWords } from './words.ts'
import { answerSentence, weightSources } from './text-answer.ts'

/** The page of one explanation. */
export function addExplanation(page: TextPage, examined: Examined, explanation: Explanation): void {
  switch (explanation.kind) {
    case 'domain':
    case 'overall':
      return addScoreLines(page, examined.ruleSet, explanation)
    case 'question':
      return addQuestion(page, examined, explanation.id)
    case 'context':
      return addContext(page, explanation)
    case 'risk':
      return addRisk(page, examined, explanation.id)
  }
}

function addScoreLines(page: TextPage, ruleSet: RuleSet, explained: ExplainedScore): void {
  page.paragraph(explained.title, 0, 'title')
  page.line(`On paper:     ${paperWords(ruleSet, { ...explained, contributions: [] }).whole}`, 'strong')
  page.line(`On evidence:  ${scoreWords(ruleSet, explained.assured).whole}`, 'strong')
  if (explained.weight !== null)
    page.paragraph(`Weight ${explained.weight} in the overall score: ${explained.because ?? ''}`)

  page.heading(
    explained.score === null
      ? `What adds up to ${explained.low}, the low end of the range`
      : `What adds up to ${explained.score}`,
  )
  page.table(
    ['Points', 'Weight', explained.kind === 'domain' ? 'Credit' : 'Score', 'From'],
    explained.lines.map((line) => [
      numeric(hundredthsWords(line.hundredths)),
      numeric(line.weight ?? ''),
      numeric(line.value ?? ''),
      lineTitle(line),
    ]),
  )
  page.line(`${hundredthsWords(explained.total)} in all, which is ${explained.low} of 100.`, 'strong')
  page.paragraph(
    `A line is ${explained.kind === 'domain' ? 'credit' : 'score'} × weight, divided by all weights, rounded to a hundredth.`,
    0,
    'quiet',
  )

  const questions = explained.lines.filter((line) => line.kind === 'question')
  if (questions.length > 0) page.heading('Question by question')
  for (const line of questions) addQuestionLine(page, ruleSet, line)
  const limits = explained.lines.filter((line) => line.kind === 'cap')
  if (limits.length > 0) page.heading('Limits that hold')
  for (const line of limits)
    page.item(`At most ${line.atMost}. ${line.title} Source: ${sourceOf(line.source)}  [${line.id}]`)
  if (explained.leftOut.length > 0) page.heading('Left out of the sum')
  for (const one of explained.leftOut) page.item(`${one.title}: ${leftOutName(one.why)}.  [${one.id}]`)
  if (explained.kind === 'overall')
    page.space().paragraph('Explain a domain by its id to see its questions, or a question, or a risk.')
}

function lineTitle(line: ExplainedLine): string {
  if (line.kind === 'rounding') return line.title
  if (line.kind !== 'cap') return `${line.title}  [${line.id}]`
  return line.binds === true
    ? `Limit, at most ${line.atMost}  [${line.id}]`
    : `Limit that takes nothing off now; alone it would leave ${line.wouldLeave}  [${line.id}]`
}

function addQuestionLine(page: TextPage, ruleSet: RuleSet, line: ExplainedLine): void {
  const { answer } = line
  page.item(`${line.title} [${line.id}]`, 0, '-', 'strong')
  if (answer !== undefined) {
    page.paragraph(`Answer: ${answerSentence(answer)}`, 2)
    const same = answer.words === line.levelText
    page.paragraph(
      same ? `Credit: ${line.value} of 100.` : `Counted as: ${line.levelText} Credit: ${line.value} of 100.`,
      2,
    )
    if (answer.assuredLevel !== null && answer.assuredLevel !== answer.level)
      page.paragraph(`On evidence: ${assuredWords(ruleSet, line.id, answer.assuredLevel)}`, 2)
  }
  page.paragraph(
    `${weightSources(ruleSet, line.weight ?? 0, evidenceOf(line))} Levels: ${sourceOf(line.source)}`,
    2,
    'quiet',
  )
}

function assuredWords(ruleSet: RuleSet, id: string, level: string): string {
  const found = findQuestion(ruleSet, id)?.levels.find((one) => one.id === level)
  return `${found?.text ?? level} Credit: ${found?.credit ?? 0} of 100.`
}

const evidenceOf = (line: ExplainedLine): readonly WeightEvidence[] => line.weightEvidence ?? []
/** As the end of a sentence. */
const sourceOf = (source: Source | undefined) => endSentence(sourceWords(source ?? 'judgement'))

function addContext(page: TextPage, explained: ExplainedContext): void {
  page.paragraph(explained.title, 0, 'title')
  if (explained.text !== explained.title) page.paragraph(explained.text)
  page.space().paragraph(`Answer: ${explained.answer ?? 'not answered'}`, 0, 'strong')
  page.paragraph('It says what the answers are about, and never scores.')
  if (explained.showsQuestions.length > 0)
    page.paragraph(`It decides whether these questions concern you: ${explained.showsQuestions.join(', ')}.`)
  if (explained.exposesTo.length > 0)
    page.paragraph(`It decides whether these attacks could reach you: ${explained.exposesTo.join(', ')}.`)
}
