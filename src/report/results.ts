/**
 * What the engine found in an assessment → the headline, the domains, the limits and the contradictions, in words.
 * A band comes first and a number second; while answers are missing there is a range, and never a number in its place.
 */

import type { AsSigned } from '../peers/signed.ts'
import { bandAt } from '../rules/bands.ts'
import type { Limit, RuleSet, Source } from '../rules/model.ts'
import type { ContradictionResult, HeldCap, Result, ScoreResult } from '../scoring/model.ts'
import { countAsked, isAnythingKnown } from './asked.ts'
import type { Examined } from './explain-score.ts'
import { stateName } from './standing-words.ts'
import { bandNameOf, contradictionName, countWords, joinWords, riskBandName } from './words.ts'

/** A score as people read it. */
export interface ScoreWords {
  /** `Holding`, or `Exposed to Fragile` while answers are missing. */
  readonly band: string
  /** `62 of 100`, or `between 17 and 55 of 100`. */
  readonly number: string
  /** Both in a table whose scale is known: `Holding, 62`. */
  readonly brief: string
  /** Both on one line: `Holding, 62 of 100`. */
  readonly whole: string
}

/** The score on paper: one number, or the range while answers are missing. */
export function paperWords(ruleSet: RuleSet, found: ScoreResult): ScoreWords {
  return found.score === null ? rangeWords(ruleSet, found.low, found.high) : scoreWords(ruleSet, found.score)
}

/** One score, 0–100. */
export function scoreWords(ruleSet: RuleSet, score: number): ScoreWords {
  return join(bandNameOf(ruleSet, score), `${score}`)
}

/** Of what was signed with other figures than today's method gives: whose figures stand on the page, in sentences. */
export function signedWords(ruleSet: RuleSet, today: Result, { movedRisks }: AsSigned): readonly string[] {
  const { overall } = today
  const moved = movedRisks.map(({ id, band }) => {
    const short = ruleSet.risks.find((one) => one.id === id)?.short ?? id
    return `“${short}” as ${riskBandName(ruleSet, band)}`
  })
  return [
    'Scores, outcomes of past attacks and lessons stand here as they were signed.',
    `The method has changed since: today’s gives ${paperWords(ruleSet, overall).whole} on paper, and ${scoreWords(ruleSet, overall.assured).whole} on evidence.`,
    'The risks are worked out by today’s method, and so is what explains or counts.',
    moved.length === 0
      ? 'Each risk stands in the band that it was signed with.'
      : `On paper it was signed with ${joinWords(moved)}.`,
  ]
}

/** Over a sum of today's method that adds up to another score than the one that was signed. */
export function byTodayWords(ruleSet: RuleSet, today: ScoreResult): string {
  return `This is worked out by today’s method, which gives ${paperWords(ruleSet, today).whole} on paper and ${scoreWords(ruleSet, today.assured).whole} on evidence.`
}

function rangeWords(ruleSet: RuleSet, low: number, high: number): ScoreWords {
  const [from, to] = [bandNameOf(ruleSet, low), bandNameOf(ruleSet, high)]
  return join(from === to ? from : `${from} to ${to}`, `between ${low} and ${high}`)
}

function join(band: string, points: string): ScoreWords {
  const [brief, number] = [`${band}, ${points}`, `${points} of 100`]
  return { band, number, brief, whole: `${band}, ${number}` }
}

export interface Headline {
  /** False while not a single answer is known. */
  readonly anyKnown: boolean
  readonly paper: ScoreWords
  readonly evidence: ScoreWords
  /** What the bands mean for patients: that of the score, or of both ends of a range. */
  readonly means: readonly { readonly band: string; readonly means: string }[]
  /** Why there is a range; undefined when complete. */
  readonly open: string | undefined
  /** What the distance between the readings says. */
  readonly between: string
}

/** The top of the results page. */
export function describeHeadline(examined: Examined): Headline {
  const { ruleSet, result } = examined
  const { overall, complete, unanswered } = result
  const anyKnown = isAnythingKnown(examined)
  const ends = complete ? [overall.low] : [overall.low, overall.high]
  const bands = ruleSet.bands.filter((band) => ends.some((end) => bandAt(ruleSet.bands, end) === band))
  return {
    anyKnown,
    paper: paperWords(ruleSet, overall),
    evidence: scoreWords(ruleSet, overall.assured),
    means: bands.map((band) => ({ band: band.name, means: band.means })),
    open: complete ? undefined : openWords(unanswered.length, countAsked(examined)),
    between: anyKnown
      ? betweenWords(overall, ruleSet.noRealChangeBelow)
      : 'Nothing is stated yet, so there is nothing to support.',
  }
}

/** What a small difference of two scores is. */
export function noRealChangeWords({ noRealChangeBelow }: Pick<RuleSet, 'noRealChangeBelow'>): string {
  return `Less than ${noRealChangeBelow} points is no real change.`
}

/** `12 of 79 questions are not answered`. */
export function openWords(open: number, asked: number): string {
  return `${open} of ${countWords(asked, 'question')} ${open === 1 ? 'is' : 'are'} not answered`
}

function betweenWords({ score, low, assured }: ScoreResult, noRealChangeBelow: number): string {
  const gap = low - assured
  if (gap < noRealChangeBelow) {
    const same = 'what you state and what you can show say the same'
    // Above its lower end a range is not known, so nothing is said of it.
    return score === null ? `At the lower end of the range, ${same}.` : `W${same.slice(1)}.`
  }
  const of = score === null ? `${low} points at the lower end` : `${countWords(low, 'point')} on paper`
  return `${gap} of the ${of} ${gap === 1 ? 'rests' : 'rest'} on your word only.`
}

/** One limit that holds, and what it does. */
export interface LimitWords {
  readonly id: string
  readonly because: string
  readonly atMost: number
  readonly binds: boolean
  readonly says: string
  readonly source: Source
}

/** Limits that hold on a score, in the rules' order, with what each would leave alone. */
export function describeLimits(
  caps: readonly Limit[],
  held: readonly HeldCap[],
  found: Pick<ScoreResult, 'contributions'>,
): LimitWords[] {
  return held.flatMap((one) => {
    const cap = caps.find(({ id }) => id === one.id)
    if (cap === undefined) return []
    const line = found.contributions.find(({ kind, id }) => kind === 'cap' && id === one.id)
    const { id, because, atMost, source } = cap
    return [{ id, because, atMost, source, binds: one.binds, says: limitSays(one, line?.wouldLeave) }]
  })
}

function limitSays(held: HeldCap, wouldLeave: number | undefined): string {
  const most = `It allows at most ${held.atMost} of 100.`
  if (held.binds) return `${most} It holds the score at ${held.atMost} now.`
  if (wouldLeave === held.atMost)
    return `${most} Alone it would leave ${wouldLeave}; a stricter limit holds the score lower.`
  return `${most} The score is no higher than that anyway, so it takes nothing off now.`
}

export interface DomainWords {
  readonly id: string
  readonly title: string
  readonly weight: number
  readonly paper: ScoreWords
  readonly evidence: ScoreWords
  /** What is unanswered in it, as a note and as the end of a sentence; undefined when nothing is. */
  readonly open: { readonly note: string; readonly sentence: string } | undefined
  readonly limits: readonly LimitWords[]
}

/** All domains, in the rule set's order. */
export function describeDomains({ ruleSet, result }: Examined): DomainWords[] {
  return ruleSet.domains.flatMap((domain) => {
    const found = result.domains.find(({ id }) => id === domain.id)
    if (found === undefined) return []
    const open = domain.questions.filter((index) =>
      result.unanswered.includes(ruleSet.questions[index]?.id ?? ''),
    ).length
    return [
      {
        id: domain.id,
        title: domain.title,
        weight: domain.weight,
        paper: paperWords(ruleSet, found),
        evidence: scoreWords(ruleSet, found.assured),
        open:
          open === 0
            ? undefined
            : {
                note: `${open} ${stateName('unanswered')}`,
                sentence: `${countWords(open, 'question')} ${open === 1 ? 'is' : 'are'} not answered`,
              },
        limits: describeLimits(domain.caps, found.caps, found),
      },
    ]
  })
}

/** Answers that do not fit together: to explain or to correct. */
export interface ContradictionWords {
  readonly id: string
  /** What kind of misfit, such as "they cannot both be true". */
  readonly name: string
  readonly why: string
  readonly ask: string
  /** Ids of the questions to look at again. */
  readonly questions: readonly string[]
  /** Where a register asks: its id, title, and positions of the rows from 1. */
  readonly register?: { readonly id: string; readonly title: string; readonly rows: readonly number[] }
}

/** The contradictions found, in the rule set's order. */
export function describeContradictions({
  ruleSet,
  result,
}: Pick<Examined, 'ruleSet' | 'result'>): ContradictionWords[] {
  return result.contradictions.flatMap((found) => {
    const rule = [...ruleSet.contradictions, ...ruleSet.totalChecks, ...ruleSet.registerChecks].find(
      ({ id }) => id === found.id,
    )
    if (rule === undefined) return []
    const { id, why, ask } = rule
    const register = registerOf(ruleSet, found)
    return [
      {
        id,
        name: contradictionName(found.kind),
        why,
        ask,
        questions: found.questions,
        ...(register === undefined ? {} : { register }),
      },
    ]
  })
}

function registerOf(ruleSet: RuleSet, found: ContradictionResult): ContradictionWords['register'] {
  const check = ruleSet.registerChecks.find(({ id }) => id === found.id)
  const register = ruleSet.registers.find(({ id }) => id === check?.register)
  if (register === undefined) return undefined
  return { id: register.id, title: register.title, rows: found.rows ?? [] }
}
