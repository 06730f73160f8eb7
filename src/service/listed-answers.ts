/**
 * An assessment before its signature → the answers that are listed for the SIRO, each with its mark as long as that holds.
 * A mark is of the answer as it stood: it goes with what changes of it, and stays through a return where nothing did. What was sent back is
 * done with by the return, and is shown as asked for.
 */

import { createHash } from 'node:crypto'
import type { QuestionId } from '../ids.ts'
import { describeChanges } from '../report/changes.ts'
import { type Listed, listToLookAt } from '../report/listed.ts'
import { findQuestion } from '../rules/find.ts'
import type { Mark, MarkName } from '../store/marks.ts'
import type { SignOffStep } from '../store/sign-offs.ts'
import type { ToExplain } from './explaining.ts'
import type { ResultView } from './views.ts'

export type { MarkName } from '../store/marks.ts'

export interface ListedAnswer extends Listed {
  /** Digest of what is shown of it. */
  readonly judged: string
  /** Undefined: nothing was said of it as it stands now. */
  readonly mark: Pick<Mark, 'mark' | 'word'> | undefined
  /** It came back with this word, and nothing was said of it since. */
  readonly sentBack: { readonly word: string; readonly changed: boolean } | undefined
}

interface Asked {
  readonly found: ResultView
  readonly toExplain: readonly ToExplain[]
  readonly earlier: ResultView | undefined
  readonly marks: ReadonlyMap<QuestionId, Mark>
  readonly steps: readonly SignOffStep[]
}

/** The answers to look at before signing, the heaviest on paper only first. */
export function listAnswers({ found, toExplain, earlier, marks, steps }: Asked): ListedAnswer[] {
  const { view, row, result } = found
  const { ruleSet, answers } = view
  const changes =
    earlier &&
    describeChanges(
      { ruleSet: earlier.view.ruleSet, answers: earlier.view.answers, row: earlier.row },
      { ruleSet, answers, row },
    )
  const returnedAt = steps.findLast(({ kind }) => kind === 'returned')?.at
  return listToLookAt({ ruleSet, answers, row, result }, toExplain, changes).map((one) => {
    const judged = judgedOf(found, toExplain, one.id)
    const kept = marks.get(one.id)
    const came = kept?.mark === 'sent-back' && returnedAt !== undefined && kept.savedAt <= returnedAt
    const holds = kept !== undefined && kept.judged === judged && !came
    return {
      ...one,
      judged,
      mark: holds ? { mark: kept.mark, word: kept.word } : undefined,
      sentBack: came ? { word: kept.word, changed: kept.judged !== judged } : undefined,
    }
  })
}

/** What somebody looks at who marks an answer: what is given, what it counts as, and what is said of it. */
function judgedOf({ view, row }: ResultView, toExplain: readonly ToExplain[], id: QuestionId): string {
  const { ruleSet, answers } = view
  const form = findQuestion(ruleSet, id)?.form
  const index = ruleSet.byId.get(id) ?? -1
  const read = [
    answers.answers[id] ?? answers.context[id],
    form?.type === 'share' ? answers.registers[form.register] : undefined,
    [row.declared[index], row.assured[index]],
    toExplain.filter(({ questions }) => questions.includes(id)).map(({ about, text }) => [about, text]),
  ]
  return createHash('sha256').update(JSON.stringify(read)).digest('hex')
}

/** Those with this mark. */
export function markedAs(name: MarkName, listed: readonly ListedAnswer[]): ListedAnswer[] {
  return listed.filter(({ mark }) => mark?.mark === name)
}

/** How many are listed, and how many of them were challenged and accepted. */
export function countMarks(listed: readonly ListedAnswer[]) {
  return {
    listed: listed.length,
    challenged: markedAs('challenged', listed).length,
    accepted: markedAs('accepted', listed).length,
  }
}
