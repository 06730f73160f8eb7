/** What an action can come of → what it says before anybody edits it; undefined: that is not there, or not any more. */

import { findSingleMove } from '../planning/fix-first.ts'
import type { FixFirst, Move } from '../planning/model.ts'
import { findQuestion } from '../rules/find.ts'
import type { Improvements } from '../rules/model.ts'
import type { Examined } from './explain-score.ts'
import type { SOURCES } from './planned-actions.ts'
import { describeContradictions } from './results.ts'
import { withoutStop } from './words.ts'

export type ActionSource = keyof typeof SOURCES

/** An action as it begins. */
export interface Begun {
  readonly source: ActionSource
  /** The same for the same thing: it becomes one action. */
  readonly sourceId: string
  readonly questionId: string | undefined
  readonly title: string
  readonly size: string | undefined
}

/** Where an action can come from. */
export interface Origin {
  readonly examined: Examined
  /** Undefined: the rules have no efforts. */
  readonly plan: { readonly found: FixFirst; readonly improvements: Improvements } | undefined
  /** What it was signed with; undefined: nothing, or it is not signed. */
  readonly signed: { readonly assessment: string; readonly reservations: string } | undefined
  /** Ids of the questions with whose answer a reviewer did not agree, and nothing was changed since. */
  readonly disagreed: ReadonlySet<string>
}

/** `about` names it, as the page's button does: a question, mostly with the level that it comes to, several questions, a contradiction, a lesson, or an assessment. */
export function actionOf(source: string, about: string, origin: Origin): Begun | undefined {
  const begun = (title: string | undefined, more: Partial<Begun> = {}): Begun | undefined =>
    title === undefined
      ? undefined
      : {
          source: source as ActionSource,
          sourceId: about,
          questionId: undefined,
          size: undefined,
          title,
          ...more,
        }
  const { examined, plan, signed, disagreed } = origin
  const { ruleSet } = examined
  switch (source) {
    case 'move': {
      const [questionId = '', to = ''] = about.split(' ')
      const move = plan && findMove(examined, plan, questionId, to)
      return begun(move?.action, {
        // The next step up is another action.
        sourceId: `${questionId} ${move?.to ?? ''}`,
        questionId,
        size: plan?.improvements.sizes[move?.effort.size ?? -1]?.id,
      })
    }
    case 'proof': {
      const shorts = about.split(' ').map((id) => findQuestion(ruleSet, id)?.short)
      if (shorts.includes(undefined)) return undefined
      return begun(`Show what is true already: ${shorts.join('; ')}.`, {
        questionId: shorts.length === 1 ? about : undefined,
      })
    }
    case 'contradiction': {
      const found = describeContradictions(examined).find(({ id }) => id === about)
      return begun(found && `Explain or correct: ${withoutStop(found.why)}.`, {
        questionId: found?.questions[0],
      })
    }
    case 'lesson': {
      const lesson = ruleSet.incidents.flatMap(({ lessons }) => lessons).find(({ id }) => id === about)
      return begun(lesson && `Learn from a past attack: ${withoutStop(lesson.text)}.`)
    }
    case 'review': {
      const short = disagreed.has(about) ? findQuestion(ruleSet, about)?.short : undefined
      return begun(short && `Put right, or show again, what the review found: ${short}.`, {
        questionId: about,
      })
    }
    case 'reservation':
      return begun(signed?.assessment === about ? signed.reservations.replaceAll(/\s+/g, ' ') : undefined)
    default:
      return undefined
  }
}

/** As it stands in the list; or by itself, where another plan has it. */
function findMove(
  examined: Examined,
  { found, improvements }: NonNullable<Origin['plan']>,
  question: string,
  to: string,
): Pick<Move, 'action' | 'effort' | 'to'> | undefined {
  const listed = [...found.moves, ...found.others].find(
    (one) => one.question === question && (to === '' || one.to === to),
  )
  return listed ?? findSingleMove(examined, improvements, question, to)
}
