/**
 * An assessment → three questions for the board to ask: the largest answer without evidence, the oldest test, the largest unknown.
 * Size is domain weight × question weight × credit at stake. It asks, and never answers.
 */

import { UNANSWERED, worstLevel } from '../answers/levels.ts'
import { findQuestion } from '../rules/find.ts'
import type { Question } from '../rules/model.ts'
import { sizeOf, statesOf } from './asked.ts'
import type { Examined } from './explain-score.ts'
import { dateWords, withoutStop } from './words.ts'

export interface BoardQuestion {
  readonly kind: 'unevidenced' | 'oldest' | 'not-known'
  /** What it is about, in a few words. */
  readonly about: string
  readonly asks: string
  /** Id of the question it is about; undefined when there is nothing of the kind. */
  readonly question: string | undefined
}

/** The three questions, always in this order; one that finds nothing says so. */
export function chooseQuestions(examined: Examined): BoardQuestion[] {
  return [askUnevidenced(examined), askOldest(examined), askUnknown(examined)]
}

function askUnevidenced(examined: Examined): BoardQuestion {
  const kind = 'unevidenced'
  const { ruleSet, row } = examined
  const states = statesOf(examined)
  const known = ruleSet.questions.filter((one) => states[one.index] === 'answered')
  const question = largest(known, (one) =>
    sizeOf(ruleSet, one, creditOf(one, row.declared[one.index]) - creditOf(one, row.assured[one.index])),
  )
  if (question === undefined) {
    const counts = known.some((one) => creditOf(one, row.declared[one.index]) > 0)
    const asks = counts
      ? 'Every answer that counts for us is supported by evidence. Who outside the team has checked it?'
      : known.length > 0
        ? 'No answer counts for us yet, so there is nothing to support. Which will change first?'
        : 'No answer is known yet. Who will bring the first ones, with evidence, and when?'
    return nothing(kind, 'Largest answer without evidence', asks)
  }
  return {
    kind,
    about: `Largest answer without evidence: ${question.short}`,
    asks: 'It rests on our word. What could we show a reviewer today?',
    question: question.id,
  }
}

/** Credit that a byte of a level row counts as, with everything unknown at its worst. */
export function creditOf(question: Question, byte: number | undefined): number {
  return question.levels[worstLevel(byte ?? UNANSWERED) ?? 0]?.credit ?? 0
}

/** Something dated: a thing done on that day, or evidence of that day. */
interface Dated {
  readonly question: Question
  readonly date: string
  readonly of: 'test' | 'evidence'
}

function askOldest(examined: Examined): BoardQuestion {
  const kind = 'oldest'
  const oldest = findDated(examined).reduce<Dated | undefined>(
    (first, one) => (first === undefined || one.date < first.date ? one : first),
    undefined,
  )
  if (oldest === undefined)
    return nothing(
      kind,
      'Oldest test',
      'No test and no evidence carries a date. When was anything last tested?',
    )
  const { question, date, of } = oldest
  return {
    kind,
    about: `Oldest test: ${question.short}`,
    asks:
      of === 'test'
        ? `It is dated ${dateWords(date)}. What has changed since, and when is it next?`
        : `Its evidence is of ${dateWords(date)}. Is it still true, and who will look again?`,
    question: question.id,
  }
}

/** Dates of date questions and of evidence, for questions that are answered; largest first among those of one day. */
function findDated({ ruleSet, row, answers }: Examined): Dated[] {
  const states = statesOf({ ruleSet, row })
  return ruleSet.questions
    .filter((question) => states[question.index] === 'answered')
    .flatMap((question): Dated[] => {
      const answer = answers.answers[question.id]
      const { form } = question
      if (form.type === 'share')
        return (answers.registers[form.register]?.rows ?? []).flatMap((one): Dated[] => {
          const evidence = one.evidence[question.id]
          return evidence === undefined ? [] : [{ question, date: evidence.evidenceDate, of: 'evidence' }]
        })
      if (answer === undefined) return []
      const { value, assurance, evidenceDate } = answer
      return [
        ...(value.kind === 'date' ? [{ question, date: value.date, of: 'test' as const }] : []),
        ...(assurance !== 'asserted' && evidenceDate !== undefined
          ? [{ question, date: evidenceDate, of: 'evidence' as const }]
          : []),
      ]
    })
    .toSorted((a, b) => sizeOf(ruleSet, b.question, 100) - sizeOf(ruleSet, a.question, 100))
}

function askUnknown({ ruleSet, row, result }: Examined): BoardQuestion {
  const kind = 'not-known'
  const find = (ids: readonly string[]) =>
    largest(
      ids.flatMap((id) => findQuestion(ruleSet, id) ?? []),
      (one) => sizeOf(ruleSet, one, 100 - creditOf(one, row.declared[one.index])),
    )
  const unknown = find(result.notKnown)
  const question = unknown ?? find(result.unanswered)
  if (question === undefined)
    return nothing(
      kind,
      'Largest unknown',
      'Nothing is marked as not known. Has anybody been afraid to say so?',
    )
  return {
    kind,
    about: `Largest ${unknown === undefined ? 'question not answered' : 'unknown'}: ${question.short}`,
    asks: `Who will find out, and by when? Usually known by: ${withoutStop(question.knows)}.`,
    question: question.id,
  }
}

/** The one with the largest size above 0, the first in the questionnaire among equals. */
export function largest(
  questions: readonly Question[],
  size: (question: Question) => number,
): Question | undefined {
  return questions.reduce<Question | undefined>(
    (most, one) => (size(one) > (most === undefined ? 0 : size(most)) ? one : most),
    undefined,
  )
}

function nothing(kind: BoardQuestion['kind'], about: string, asks: string): BoardQuestion {
  return { kind, about, asks, question: undefined }
}
