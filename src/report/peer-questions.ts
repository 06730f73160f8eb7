/**
 * A cohort's rounded shares by question → rows beside our own answers, and the gaps that most share. For participants and analysts.
 * Of a weakness it never says that nearly everybody has it.
 */

import type { StripChart } from '../charts/strips.ts'
import { findSharedGaps } from '../peers/gaps.ts'
import type { Figures, Summary } from '../peers/model.ts'
import type { Question, RuleSet } from '../rules/model.ts'
import { chartSides, countSides, middleRung, type Side, sideOf, untoldWords } from './peer-sides.ts'
import { countWordsOf, rungCount } from './peer-words.ts'
import { countWords, joinWords, quote, shorten, smallNumber, withoutStop } from './words.ts'

/** What we answered, as a comparison counts it. */
export interface OwnAnswers {
  readonly summary: Summary
  /** Index of each question that is not answered, or not known for certain. */
  readonly open: readonly number[]
}

/** A question that we answer lower than the middle of a group. */
export interface LowerAnswer {
  readonly question: Question
  /** Id of the level at the middle. */
  readonly middle: string
  readonly says: string
}

export interface AnswersBeside {
  /** Without a full stop. */
  readonly sentence: string
  /** What the picture leaves out. */
  readonly notes: readonly string[]
  /** Undefined: there is nothing to compare. */
  readonly chart: StripChart | undefined
  /** The furthest behind first; at most three. */
  readonly lowest: readonly LowerAnswer[]
}

/** Most of them on a page (ours). */
const LOWEST = 3
/** Words of a level's sentence beside the picture. */
const SHORT = 20

/** Our answers beside the middle of a cohort. Questions that do not apply here are left out. */
export function compareAnswers(
  ruleSet: RuleSet,
  figures: Figures,
  own: OwnAnswers | undefined,
): AnswersBeside {
  const open = new Set(own?.open)
  const asked = ruleSet.questions.flatMap((question, index) => {
    const [level = -1, ladder] = [own?.summary.levels[index], figures.questions[index]]
    return level < 0 || ladder === undefined
      ? []
      : [{ question, level, middle: middleRung(ladder), isOpen: open.has(index) }]
  })
  const told = asked.flatMap(({ question, level, middle, isOpen }) =>
    middle === undefined
      ? []
      : [
          {
            question,
            level,
            middle,
            behind: behind(question, level, middle),
            side: sideOf(level, middle, isOpen),
          },
        ],
  )
  const domains = Map.groupBy(told, ({ question }) => question.domain)
  const sidesOf = (of: typeof told) => of.map(({ side }) => side)
  const untold = untoldWords(asked.length - told.length, 'question')
  return {
    sentence: answersSentence(own === undefined, sidesOf(told)),
    notes: untold === undefined || told.length === 0 ? [] : [untold],
    chart:
      told.length === 0
        ? undefined
        : chartSides(
            { id: 'peer-answers', title: 'Our answers beside the middle of the group' },
            ruleSet.domains.flatMap(({ id, title }) => {
              const of = domains.get(id)
              return of === undefined ? [] : [{ label: title, sides: sidesOf(of), reading: 'paper' as const }]
            }),
          ),
    lowest: told
      .filter(({ side }) => side === 'lower')
      .toSorted((a, b) => b.behind - a.behind || b.question.weight - a.question.weight)
      .slice(0, LOWEST)
      .map(({ question, middle }) => ({
        question,
        middle: question.levels[middle]?.id ?? '',
        says: `At the middle: ${quote(shorten(withoutStop(question.levels[middle]?.text ?? ''), SHORT))}.`,
      })),
  }
}

/** By how much of the question's credit we are behind. */
function behind({ levels }: Question, level: number, middle: number): number {
  return (levels[middle]?.credit ?? 0) - (levels[level]?.credit ?? 0)
}

function answersSentence(isNobody: boolean, sides: readonly Side[]): string {
  if (isNobody) return 'We have no answers to compare with our group'
  if (sides.length === 0) return 'Too few of our group count to compare single answers'
  const { lower, open } = countSides(sides)
  const known = `We answer ${lower === 0 ? 'no question' : `${lower} of ${countWords(sides.length, 'question')}`} lower than the middle of our group`
  return open === 0 ? known : `${known}, and do not know ${smallNumber(open)}`
}

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
