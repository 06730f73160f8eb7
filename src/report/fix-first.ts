/**
 * What to fix first, in words: the sentence that says so what, each move with what it takes and changes, proofs, and what to find out.
 * Numbers are those of `planning`; nothing is worked out a second time. The same words stand on the page and on the command line.
 */

import type { Both, Change, Changes, FixFirst, Move, Proofs, Raised, Sized } from '../planning/model.ts'
import { ABOVE_COUNTS, graveBands, lineOf } from '../planning/position.ts'
import { findQuestion } from '../rules/find.ts'
import type { Improvements, Question, Range, RuleSet } from '../rules/model.ts'
import type { Examined } from './explain-score.ts'
import { openSentence } from './profile.ts'
import { type Rated, rate } from './risks.ts'
import { countWords, joinWords, poundWords, smallNumber, upperFirst, whoKnows } from './words.ts'

/** A risk that falls, in the reading that is named. */
export interface FallingRisk {
  readonly id: string
  readonly short: string
  readonly from: Rated
  readonly to: Rated
}

export interface EffortWords {
  /** From 1 to 5. */
  readonly boxes: number
  readonly size: string
  /** `5 to 15 days, up to £5,000`. */
  readonly takes: string
  /** `about 8 weeks`. */
  readonly lead: string
  /** Some of it in the organisation's own figures. */
  readonly own: boolean
}

export interface MoveWords {
  readonly number: number
  readonly question: Question
  readonly action: string
  /** What is to be done for it, and with it, each a sentence. */
  readonly parts: readonly string[]
  readonly effort: EffortWords
  readonly onPaper: readonly FallingRisk[]
  readonly onEvidence: readonly FallingRisk[]
  /** Who usually knows: whom to ask. */
  readonly who: string
  /** Domain, attacks and lessons, each a sentence. */
  readonly facts: readonly string[]
  /** Risks in a band that asks for action, afterwards. */
  readonly above: Both
  readonly daysSpent: number
  readonly poundsSpent: number
  /** Id of the level that its question comes to. */
  readonly to: string
  /** Ids of all questions that it raises, with their levels. */
  readonly raises: readonly (readonly [question: string, level: string])[]
}

export interface ProofWords {
  readonly questions: readonly Question[]
  /** Names it, as an action that comes of it does. */
  readonly about: string
  readonly risks: readonly FallingRisk[]
  readonly facts: readonly string[]
  /** Who usually knows, each once. */
  readonly who: readonly string[]
}

export interface FindOutWords {
  readonly question: Question
  readonly says: string
}

export interface FixFirstWords {
  /** What it comes to. */
  readonly headline: string
  readonly moves: readonly MoveWords[]
  readonly others: readonly MoveWords[]
  readonly proofs: readonly ProofWords[]
  readonly otherProofs: readonly Question[]
  /** Number of answers that are true and not shown. */
  readonly proofCount: number
  /** What all of them come to; undefined where there is none. */
  readonly allProofs: string | undefined
  readonly findOuts: readonly FindOutWords[]
}

/** `High or Extreme`: the bands that ask for action. */
export function graveNames(ruleSet: RuleSet): string {
  return joinWords(
    graveBands(ruleSet).map(({ name }) => name),
    'or',
  )
}

/** @param improvements those by which it was found */
export function describeFixFirst(
  ruleSet: RuleSet,
  improvements: Improvements,
  found: FixFirst,
): FixFirstWords {
  const words = (move: Move, at: number) => moveWords(ruleSet, improvements, move, at + 1)
  const questionsOf = (ids: readonly string[]) => ids.flatMap((id) => findQuestion(ruleSet, id) ?? [])
  return {
    headline: headlineOf(ruleSet, found),
    moves: found.moves.map(words),
    others: found.others.map(words),
    proofs: found.proofs.map((one) => proofWords(ruleSet, one, questionsOf(one.questions))),
    otherProofs: questionsOf(found.otherProofs),
    proofCount: countProofs(found),
    allProofs: countProofs(found) === 0 ? undefined : allProofsWords(ruleSet, found),
    findOuts: found.findOuts.flatMap(({ question: id, risks }) => {
      const question = findQuestion(ruleSet, id)
      return question === undefined ? [] : [{ question, says: findOutWords(risks.length) }]
    }),
  }
}

export const countProofs = ({ proofs, otherProofs }: FixFirst) =>
  proofs.reduce((sum, { questions }) => sum + questions.length, otherProofs.length)

/** How many moves it takes until no further one brings a risk out of the gravest bands, on paper. */
export function movesToTheEnd({ moves }: Pick<FixFirst, 'moves'>): number {
  return moves.findLastIndex(({ changes: { above } }) => above.to.paper < above.from.paper) + 1
}

/** What the list comes to, in one sentence without its full stop. */
function headlineOf(ruleSet: RuleSet, found: FixFirst): string {
  const proofs = countWords(countProofs(found), 'proof')
  const { from, to } = found.everything.above
  const shown =
    countProofs(found) === 0
      ? ''
      : to.evidence < from.evidence
        ? `; with ${proofs}, ${from.evidence} down to ${to.evidence} on evidence`
        : `; ${proofs} ${countProofs(found) === 1 ? 'is' : 'are'} missing on evidence`
  return `${onPaperWords(ruleSet, found)}${shown}`
}

function onPaperWords(ruleSet: RuleSet, found: FixFirst): string {
  const { now, moves } = found
  const grave = graveNames(ruleSet)
  const from = now.above.paper
  const to = moves.at(-1)?.changes.above.to.paper ?? from
  if (moves.length === 0)
    return from === 0
      ? `No risk is ${grave} on paper, and no known answer can be raised to lower one`
      : `No known answer can be raised to lower a risk on paper; ${countRisks(from)} ${from === 1 ? 'stays' : 'stay'} ${grave}`
  const count = to < from ? movesToTheEnd(found) : moves.length
  const subject = `${upperFirst(smallNumber(count))} ${count === 1 ? 'move' : 'moves'}`
  if (to < from)
    return `${subject} ${count === 1 ? 'brings' : 'bring'} ${from} ${grave} ${from === 1 ? 'risk' : 'risks'} down to ${to} on paper`
  return from === 0
    ? `No risk is ${grave} on paper; ${subject.toLowerCase()} ${count === 1 ? 'lowers' : 'lower'} risks further`
    : `${subject} ${count === 1 ? 'lowers' : 'lower'} risks on paper, and ${countRisks(to)} ${to === 1 ? 'stays' : 'stay'} ${grave}`
}

const countRisks = (n: number) => countWords(n, 'risk')

export function moveWords(
  ruleSet: RuleSet,
  improvements: Improvements,
  move: Move,
  number: number,
): MoveWords {
  const question = findQuestion(ruleSet, move.question)
  if (question === undefined) throw new Error(`a move of an unknown question: ${move.question}`)
  return {
    number,
    question,
    action: move.action,
    parts: partsOf(move),
    effort: effortWords(improvements, move.effort),
    onPaper: fallingRisks(ruleSet, move.changes, 'paper'),
    onEvidence: fallingRisks(ruleSet, move.changes, 'evidence'),
    who: whoKnows(question),
    facts: factsOf(ruleSet, move.changes, 'paper'),
    above: move.changes.above.to,
    daysSpent: move.daysSpent,
    poundsSpent: move.poundsSpent,
    to: move.to,
    raises: [move, ...move.besides].map((one) => [one.question, one.to] as const),
  }
}

/** Of a checklist what is to be done, if that is more than the action says; then what else it takes. */
function partsOf(move: Move): string[] {
  const own = move.items.length < 2 ? [] : move.items.map(({ action }) => action)
  return [...own, ...move.besides.flatMap(actionsOf)]
}

const actionsOf = ({ action, items }: Raised) =>
  items.length < 2 ? [action] : items.map((item) => item.action)

/** In one reading, those that fall. */
export function fallingRisks(
  ruleSet: RuleSet,
  { risks }: Pick<Changes, 'risks'>,
  reading: keyof Both,
): FallingRisk[] {
  return risks.flatMap(({ id, from, to }) => {
    const risk = ruleSet.risks.find((one) => one.id === id)
    return risk === undefined || to[reading] >= from[reading]
      ? []
      : [{ id, short: risk.short, from: rate(ruleSet, from[reading]), to: rate(ruleSet, to[reading]) }]
  })
}

function factsOf(ruleSet: RuleSet, changes: Changes, reading: keyof Both): string[] {
  const domains = changes.domains
    .filter((change) => rises(change, reading))
    .map((change) => {
      const title = ruleSet.domains.find(({ id }) => id === change.id)?.title ?? change.id
      return `${title} ${fromTo(change, reading)}.`
    })
  const lessons = changes.lessons.to[reading] - changes.lessons.from[reading]
  return [...domains, ...attacksOf(changes, reading), ...(lessons > 0 ? [`Lessons +${lessons}.`] : [])]
}

const attacksOf = ({ attacks }: Changes, reading: keyof Both) =>
  rises(attacks, reading) ? [`Attacks met ${fromTo(attacks, reading)}.`] : []

const rises = ({ from, to }: Change, reading: keyof Both) => to[reading] > from[reading]
const fromTo = ({ from, to }: Change, reading: keyof Both) => `${from[reading]} to ${to[reading]}`

export function effortWords({ sizes }: Improvements, effort: Sized): EffortWords {
  const { size, days, pounds, weeks, own } = effort
  return {
    boxes: size + 1,
    size: sizes[size]?.name ?? '',
    takes: `${daysWords(days)}, ${poundsWords(pounds)}`,
    lead: `about ${countWords(weeks, 'week')}`,
    own,
  }
}

/** `5 to 15 days`, `half a day to 2 days`. */
export function daysWords([least, most]: Range): string {
  if (least === most) return oneDays(least)
  return `${Number.isInteger(least) ? least : oneDays(least)} to ${oneDays(most)}`
}

const oneDays = (days: number) => (days === 0.5 ? 'half a day' : countWords(days, 'day'))

export function poundsWords([least, most]: Range): string {
  if (most === 0) return 'no money'
  if (least === 0) return `up to ${poundWords(most)}`
  return least === most ? poundWords(most) : `${poundWords(least)} to ${poundWords(most)}`
}

function proofWords(ruleSet: RuleSet, { changes }: Proofs, questions: readonly Question[]): ProofWords {
  return {
    questions,
    about: questions.map(({ id }) => id).join(' '),
    risks: fallingRisks(ruleSet, changes, 'evidence'),
    facts: attacksOf(changes, 'evidence'),
    who: [...new Set(questions.map(whoKnows))],
  }
}

function allProofsWords(ruleSet: RuleSet, found: FixFirst): string {
  const { overall, above, attacks } = found.allProofs
  const falls = above.to.evidence < above.from.evidence
  const parts = [
    `the score from ${fromTo(overall, 'evidence')}`,
    ...(falls ? [`${graveNames(ruleSet)} risks from ${fromTo(above, 'evidence')}`] : []),
    ...(rises(attacks, 'evidence') ? [`attacks met from ${fromTo(attacks, 'evidence')}`] : []),
  ]
  return `On evidence, all ${countProofs(found)} bring ${joinWords(parts)}.`
}

function findOutWords(risks: number): string {
  return risks === 0 ? 'no risk waits for it alone' : `${countWords(risks, 'risk')} may be lower than counted`
}

/** How much more counts what asks for action. */
export const aboveWords = (ruleSet: RuleSet) =>
  `each point above ${lineOf(ruleSet)}, where a risk is ${graveNames(ruleSet)}, counts ${smallNumber(ABOVE_COUNTS)} times`

/** How moves are ranked, said where they are shown. */
export function rankingWords(ruleSet: RuleSet, { poundsADay, prove, findOut }: Improvements): string[] {
  return [
    `Each move is the one that lowers most risk for its effort after those above it: every single one was tried through the scorer. What it lowers is the sum of all ${ruleSet.risks.length} risk scores on paper, in which ${aboveWords(ruleSet)}; its effort is the middle of its days, and of its money at ${poundWords(poundsADay)} a day.`,
    'Where no single answer lowers a risk any more, answers are listed together that do so as one. Each change is counted after the moves above it, as if the work were done and shown.',
    'What a move needs first is counted with it. An answer that nobody knows is never raised: find it out first.',
    `Showing what is already true takes ${daysWords(prove.days)} an answer, finding one out ${daysWords(findOut.days)}. Both stand beside the list.`,
  ]
}

/** In the place of the list while most of what is asked is open. */
export const tooEarlySentence = (examined: Examined): string =>
  `Too early to say what to fix first: ${openSentence(examined)}`
