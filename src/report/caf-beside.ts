/**
 * Outcomes of a loaded framework beside a trust's answers → where the two do not fit together, and what each lets expect of the other.
 * It proposes and decides nothing: an outcome never follows from answers, nor an answer from an outcome.
 */

import type { Status } from '../caf/model.ts'
import type { Framework, Question } from '../rules/model.ts'
import { NO_CONCERN_FROM } from '../scoring/caf.ts'
import { type QuestionState, statesOf } from './asked.ts'
import { statusWords } from './caf.ts'
import type { OutcomeRow } from './caf-outcomes.ts'
import type { Examined } from './explain-score.ts'
import { codesOf, describePointers, type OutcomePointer } from './pointers.ts'
import { countWords } from './words.ts'

export interface BesideAnswers {
  /** How many outcomes are known and looked at by questions. */
  readonly compared: number
  readonly misfits: readonly Misfit[]
  readonly questions: readonly ProposedAnswer[]
  readonly outcomes: readonly ProposedOutcome[]
  /** Outcomes of the file that no question looks at. */
  readonly unseen: readonly string[]
  /** Questions that look at no outcome of the file. */
  readonly strange: readonly Question[]
}

/** An outcome that is not what the answers there point to. */
export interface Misfit {
  readonly row: OutcomeRow
  readonly pointer: OutcomePointer
  readonly words: string
}

/** What the outcomes let expect of a question without an answer. */
export interface ProposedAnswer {
  readonly question: Question
  /** The least level, as a sentence. */
  readonly least: string
  /** Outcomes that it comes from. */
  readonly from: readonly string[]
}

/** What the answers let expect of an outcome that nobody answered. */
export interface ProposedOutcome {
  readonly row: OutcomeRow
  readonly words: string
}

export function compareWithAnswers(
  examined: Examined,
  framework: Framework,
  rows: readonly OutcomeRow[],
): BesideAnswers {
  const { outcomes } = describePointers(examined, framework)
  const pairs = rows.flatMap((row) => {
    const pointer = outcomes.find(({ id }) => id === row.outcome.code)
    return pointer === undefined ? [] : [{ row, pointer }]
  })
  const inFile = new Set(rows.map(({ outcome }) => outcome.code))
  const states = statesOf(examined)
  const inState = (...some: readonly QuestionState[]) =>
    examined.ruleSet.questions.filter(({ index }) => some.includes(states[index] ?? 'hidden'))
  return {
    compared: pairs.filter(({ row }) => knownOf(row) !== undefined).length,
    misfits: pairs.flatMap(({ row, pointer }) => {
      const words = misfitWords(knownOf(row), pointer)
      return words === undefined ? [] : [{ row, pointer, words }]
    }),
    questions: inState('unanswered', 'not-known').flatMap((question) =>
      proposeAnswer(framework, question, rows),
    ),
    outcomes: pairs.flatMap(({ row, pointer }) => {
      const words = knownOf(row) === undefined ? OF_ANSWERS[pointer.pointer] : undefined
      return words === undefined ? [] : [{ row, words }]
    }),
    unseen: rows.map(({ outcome }) => outcome.code).filter((code) => !outcomes.some(({ id }) => id === code)),
    strange: inState('answered', 'unanswered', 'not-known').filter(
      (one) => !codesOf(framework, one).some((code) => inFile.has(code)),
    ),
  }
}

function knownOf({ standing: { possible } }: OutcomeRow): Status | undefined {
  return possible.length === 1 ? possible[0] : undefined
}

function misfitWords(status: Status | undefined, pointer: OutcomePointer): string | undefined {
  if (status === 'achieved' && pointer.holdingBack.length > 0)
    return `Achieved by its statements, and ${countWords(pointer.holdingBack.length, 'answer')} ${pointer.holdingBack.length === 1 ? 'holds' : 'hold'} it back`
  if (status === 'not-achieved' && pointer.pointer === 'no-concern-seen')
    return 'Not achieved by its statements, and no answer here holds it back'
  return undefined
}

const OF_ANSWERS: Readonly<Partial<Record<OutcomePointer['pointer'], string>>> = {
  concern: `Hardly ${statusWords('achieved').toLowerCase()}: an answer there is at its first level`,
  'no-concern-seen': `Nothing in the answers speaks against ${statusWords('achieved').toLowerCase()}`,
}

/** Nothing follows where an outcome is not achieved: another statement may be why. What a register feeds cannot be typed. */
function proposeAnswer(
  framework: Framework,
  question: Question,
  rows: readonly OutcomeRow[],
): ProposedAnswer[] {
  if (question.form.type === 'share') return []
  const mapped = rows.filter(({ outcome }) => question.caf[framework.id]?.includes(outcome.code))
  const known = mapped.filter((row) => knownOf(row) !== undefined)
  if (known.length === 0 || known.some((row) => knownOf(row) === 'not-achieved')) return []
  const isWhole = known.every((row) => knownOf(row) === 'achieved')
  const least = isWhole ? question.levels.find(({ credit }) => credit >= NO_CONCERN_FROM) : question.levels[1]
  return least === undefined
    ? []
    : [{ question, least: least.text, from: known.map(({ outcome }) => outcome.code) }]
}

/** What comes of it, in one sentence. */
export function besideSentence({ compared, misfits }: BesideAnswers): string {
  if (compared === 0) return 'No outcome is known yet that a question here looks at.'
  if (misfits.length === 0)
    return `At none of the ${countWords(compared, 'known outcome')} do statements and answers contradict each other.`
  return `At ${misfits.length} of ${countWords(compared, 'known outcome')} the statements and your answers do not fit together.`
}
