/**
 * A cohort's rounded shares by question → rows beside our own answers, and the gaps that most share. For participants and analysts.
 * Of a weakness it never says that nearly everybody has it.
 */

import { findSharedGaps } from '../peers/gaps.ts'
import type { Figures, Summary } from '../peers/model.ts'
import type { Question, RuleSet } from '../rules/model.ts'
import { countWordsOf, rungCount } from './peer-words.ts'
import { joinWords, quote, withoutStop } from './words.ts'

/** One question with how a cohort answered it. */
export interface PeerQuestion {
  readonly id: string
  readonly short: string
  /** Our level's sentence, with everything not known as if nothing were in place. */
  readonly own: string
  /** By level from the second: its sentence, how many reach it, and whether we do. */
  readonly levels: readonly { readonly text: string; readonly reached: string; readonly ours: boolean }[]
}

/** The questions of each domain. */
export function describePeerQuestions(
  ruleSet: RuleSet,
  figures: Figures,
  own: Summary | undefined,
): readonly { readonly id: string; readonly title: string; readonly questions: readonly PeerQuestion[] }[] {
  return ruleSet.domains.map((domain) => ({
    id: domain.id,
    title: domain.title,
    questions: domain.questions.flatMap((index) => {
      const [question, ladder] = [ruleSet.questions[index], figures.questions[index]]
      if (question === undefined || ladder === undefined) return []
      const level = own?.levels[index]
      return [
        {
          id: question.id,
          short: question.short,
          own: ownLevel(question, level),
          levels: question.levels.slice(1).map(({ text }, rung) => ({
            text: withoutStop(text),
            reached: rungCount(ladder, rung + 1),
            ours: (level ?? -1) > rung,
          })),
        },
      ]
    }),
  }))
}

function ownLevel(question: Question, level: number | undefined): string {
  if (level === undefined) return 'No answer of ours'
  if (level < 0) return 'Does not apply here'
  return question.levels[level]?.text ?? '–'
}

/** A gap that most share. */
export interface GapRow {
  readonly id: string
  readonly domain: string
  readonly short: string
  /** The level's sentence that fewer than half reach. */
  readonly level: string
  readonly reached: string
  /** Undefined: it does not apply, or no answers of ours. */
  readonly weReachIt: boolean | undefined
}

/** Most of a list of gaps, so that it stays a list to act on (ours). */
const GAPS = 12

/** The weightiest gaps that most of a cohort share. */
export function describeSharedGaps(ruleSet: RuleSet, figures: Figures, own: Summary | undefined): GapRow[] {
  return findSharedGaps(ruleSet, figures)
    .slice(0, GAPS)
    .flatMap((gap) => {
      const question = ruleSet.questions[gap.question]
      if (question === undefined) return []
      const level = own?.levels[gap.question]
      return [
        {
          id: question.id,
          domain: question.domain,
          short: question.short,
          level: withoutStop(question.levels[gap.level]?.text ?? ''),
          reached: countWordsOf(gap.reached ?? 0, gap.of),
          weReachIt: level === undefined || level < 0 ? undefined : level >= gap.level,
        },
      ]
    })
}

/** What would protect most from most attacks if everybody raised it; undefined when nothing stands out. */
export function protectsSentence(
  ruleSet: RuleSet,
  { protects }: Pick<Figures, 'protects'>,
): string | undefined {
  const raises = protects.flatMap(({ question: index, level }) => {
    const question = ruleSet.questions[index]
    const text = question?.levels[level]?.text
    return question === undefined || text === undefined ? [] : [`${question.short} (${quote(text)})`]
  })
  if (raises.length === 0) return undefined
  const one = raises.length === 1 ? 'The single answer' : 'The single answers, equal by the rounded counts,'
  return `${one} that would protect most organisations of this group from most past attacks: ${joinWords(raises)}.`
}
