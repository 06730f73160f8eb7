/**
 * An assessment → the board's page: what to decide, both scores, five risks, past attacks, three questions, what nobody knows.
 * At most 700 words. Where answers are missing a section says so, and never shows a number in their place.
 * The sentence on attacks is shared with the page of replays.
 */

import { once } from '../once.ts'
import { findQuestion } from '../rules/find.ts'
import { bandAt } from '../rules/bands.ts'
import type { Question, RuleSet } from '../rules/model.ts'
import type { Result } from '../scoring/model.ts'
import { findSingleRaises } from '../scoring/raises.ts'
import { countAsked, isAnythingKnown, sizeOf } from './asked.ts'
import { type BoardQuestion, chooseQuestions } from './board-questions.ts'
import type { Examined } from './explain-score.ts'
import { countReplays, countsSentences } from './incidents.ts'
import { boardLessonsSentence } from './lessons.ts'
import { openWords, paperWords, scoreWords } from './results.ts'
import { describeRisks, type RiskRow } from './risks.ts'
import {
  CLOSING,
  countWords,
  dateWords,
  joinWords,
  levelText,
  quote,
  shortOf,
  smallNumber,
  upperFirst,
} from './words.ts'

/** Most of each list on the page (ours). */
const [RAISES, RISKS] = [3, 5]
/** Names of answers nobody knows, so that the page keeps to its length (ours). */
const NAMES = 4

/** One answer to raise. */
export interface Decision {
  readonly question: string
  readonly short: string
  /** What to reach, as the end of a sentence that begins with `short`. */
  readonly to: string
  readonly says: string
}

export interface BoardPage {
  /** What the page is about: organisation, date, rule set. */
  readonly about: string
  readonly decide: { readonly lead: string; readonly raises: readonly Decision[] }
  readonly scores: { readonly sentence: string; readonly further: readonly string[] }
  readonly risks: { readonly lead: string; readonly rows: readonly (RiskRow & { readonly says: string })[] }
  readonly attacks: readonly string[]
  readonly ask: readonly BoardQuestion[]
  readonly unknown: readonly string[]
}

/** The board's page. */
export const describeBoard = once((examined: Examined): BoardPage => {
  const { ruleSet, answers, result } = examined
  const known = isAnythingKnown(examined)
  return {
    about: `${answers.organisation.name}, answers as at ${dateWords(result.asOf)}.`,
    decide: describeDecisions(examined, known),
    scores: describeScores(examined, known),
    risks: describeFive(examined, known),
    attacks: known
      ? describeAttacks(ruleSet, result)
      : ['No answer is known yet, so no past attack can be compared with this organisation.', CLOSING],
    ask: chooseQuestions(examined),
    unknown: describeUnknown(examined),
  }
})

function describeDecisions(examined: Examined, known: boolean): BoardPage['decide'] {
  const { ruleSet, row } = examined
  if (!known)
    return {
      lead: 'That the questions are answered. No answer is known yet, so no change can be proposed.',
      raises: [],
    }
  const raises = findSingleRaises(ruleSet, row)
    .slice(0, RAISES)
    .flatMap((raise): Decision[] => {
      const question = findQuestion(ruleSet, raise.question)
      if (question === undefined) return []
      return [
        {
          question: question.id,
          short: question.short,
          to: reachWords(question, row.declared[question.index] ?? 0, raise.to),
          says: `With this alone, our answers would stand better against ${countWords(raise.incidents.length, 'past attack')}.`,
        },
      ]
    })
  const open = examined.result.complete ? '' : ' Only answers that are known were looked at.'
  if (raises.length === 0)
    return {
      lead: `Nothing from this list: no change of a single answer would make ours stand better against a past attack.${open}`,
      raises,
    }
  const change =
    raises.length === 1 ? 'this single change' : `each of these ${smallNumber(raises.length)} single changes`
  return {
    lead: `Decide who brings back a plan, with cost and date, for ${change}. No other single change helps against more past attacks.${open}`,
    raises,
  }
}

/** What to reach: a level's sentence, or how many more points of a list. */
function reachWords(question: Question, from: number, to: string): string {
  const { form, levels } = question
  if (form.type !== 'checklist') return `to reach: ${quote(levelText(question, to))}.`
  const reached = levels.findIndex((level) => level.id === to)
  const musts = form.items.filter(({ withoutItAtMost: most }) => most !== undefined && most < reached)
  const among = musts.map(({ text }) => quote(text.text))
  return `from ${from} to ${reached} of its ${form.items.length} points${among.length === 0 ? '' : `, among them ${joinWords(among)}`}.`
}

function describeScores(examined: Examined, known: boolean): BoardPage['scores'] {
  const { ruleSet, result } = examined
  const { overall, complete, unanswered } = result
  const open = `${openWords(unanswered.length, countAsked(examined))}`
  if (!known)
    return {
      sentence: `There is no score to show: ${open}, and no answer is known.`,
      further: [],
    }
  const [paper, evidence] = [paperWords(ruleSet, overall), scoreWords(ruleSet, overall.assured)]
  const band = bandAt(ruleSet.bands, overall.low)
  return {
    sentence: `On paper we score ${paper.number}; what we can show evidence for scores ${overall.assured}.`,
    further: [
      `That is ${paper.band} on paper and ${evidence.band} on evidence.`,
      ...(complete
        ? [`${band?.name ?? ''} means: ${band?.means ?? ''}`]
        : [`It is a range because ${open}. ${band?.name ?? ''}, the lower end, means: ${band?.means ?? ''}`]),
    ],
  }
}

function describeFive(examined: Examined, known: boolean): BoardPage['risks'] {
  const rows = describeRisks(examined).slice(0, RISKS)
  return {
    lead: known
      ? 'The highest after our controls, each from 1 to 25.'
      : 'No control is stated yet. Each from 1 to 25.',
    rows: rows.map((row) => ({
      ...row,
      says: known
        ? riskSays(row)
        : `${row.inherent.band}: ${row.inherent.product} before controls; nothing is known of ours yet.`,
    })),
  }
}

function riskSays({ inherent, residual, assured, range }: RiskRow): string {
  const before = `${inherent.product} before controls`
  const now = range === undefined ? `${residual.product} now` : `${residual.product} now (${range})`
  const shown = assured.product === residual.product ? '' : `, ${assured.product} on evidence`
  return `${upperFirst(residual.band)}: ${before}, ${now}${shown}.`
}

/** What past attacks would have met, in the words of every door, and what they taught; then what this does not say. What cannot be replayed stands on the page of attacks. */
function describeAttacks(ruleSet: RuleSet, result: Result): string[] {
  const counts = countReplays(ruleSet, result)
  if (counts.of === 0) return ['No past attack whose way in is published can be compared here.', CLOSING]
  const learned = boardLessonsSentence(ruleSet, result)
  return [
    ...countsSentences({ ...counts, fromLater: 0, alleged: 0, notExposed: 0 }),
    ...(learned === undefined ? [] : [learned]),
    CLOSING,
  ]
}

function describeUnknown(examined: Examined): string[] {
  const { ruleSet, result } = examined
  const { notKnown, unanswered } = result
  const names = (ids: readonly string[]) => {
    const sizeOfId = (id: string) => {
      const question = findQuestion(ruleSet, id)
      return question === undefined ? 0 : sizeOf(ruleSet, question, 100)
    }
    const largest = ids.toSorted((a, b) => sizeOfId(b) - sizeOfId(a)).slice(0, NAMES)
    const shown = largest.map((id) => shortOf(ruleSet, id))
    const more = ids.length - shown.length
    return joinWords(more > 0 ? [...shown, `${more} more`] : shown)
  }
  const sentences = [
    ...(notKnown.length === 0
      ? []
      : [
          `${upperFirst(countWords(notKnown.length, 'answer'))} ${notKnown.length === 1 ? 'is' : 'are'} “don’t know”: ${names(notKnown)}.`,
        ]),
    ...(unanswered.length === 0
      ? []
      : [
          `${upperFirst(openWords(unanswered.length, countAsked(examined)))}${notKnown.length === 0 ? `: ${names(unanswered)}` : ''}.`,
        ]),
  ]
  if (sentences.length === 0) return ['Every question is answered, and none with “don’t know”.']
  return [...sentences, 'What is not known counts at its worst here, and is never shown as a no.']
}
