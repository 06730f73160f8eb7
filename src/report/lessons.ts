/**
 * What past attacks teach → which of it a trust has learned, in words: of one dossier, and of all of them counted once each.
 * What is learned on somebody's word alone is never said to be shown.
 */

import type { Incident, Lesson } from '../rules/model.ts'
import type { LessonResult, Result } from '../scoring/model.ts'
import { describeCondition } from './describe-condition.ts'
import type { Examined } from './explain-score.ts'
import { countWords, joinWords, upperFirst, smallNumber } from './words.ts'

/** Lessons that apply here and can be asked, each once. */
export interface LessonCounts {
  readonly of: number
  readonly onEvidence: number
  readonly onPaper: number
  readonly no: number
  readonly notKnown: number
}

/** Counts the lessons of every dossier, or those with these ids. */
export function countLessons({ lessons }: Pick<Result, 'lessons'>, ids?: readonly string[]): LessonCounts {
  const asked = lessons.filter(
    ({ id, learned }) =>
      learned !== 'cannot-be-asked' && learned !== 'not-here' && (ids?.includes(id) ?? true),
  )
  const count = (learned: LessonResult['learned']) => asked.filter((one) => one.learned === learned).length
  return {
    of: asked.length,
    onEvidence: count('on-evidence'),
    onPaper: count('on-paper'),
    no: count('no'),
    notKnown: count('not-known'),
  }
}

/** `Of 54 lessons of past attacks you can show 21. …`; undefined where none applies. `whose` ends the noun. */
export function lessonsSentence(
  { of, onEvidence, onPaper, no, notKnown }: LessonCounts,
  whose = 'of past attacks',
): string | undefined {
  if (of === 0) return undefined
  const rest = [
    ...(onPaper > 0 ? [`you state ${onPaper} more without evidence`] : []),
    ...(no > 0 ? [`${no} ${no === 1 ? 'is' : 'are'} not learned`] : []),
    ...(notKnown > 0 ? [`of ${notKnown} it is not known`] : []),
  ]
  const shown = `Of ${countWords(of, 'lesson')} ${whose} you can show ${onEvidence === 0 ? smallNumber(0) : onEvidence}.`
  return rest.length === 0 ? shown : `${shown} ${upperFirst(joinWords(rest))}.`
}

export type LessonState = LessonResult['learned']

/** In a word or two. */
export function lessonState(learned: LessonState): string {
  return {
    'on-evidence': 'Learned, with evidence',
    'on-paper': 'Learned, on your word',
    no: 'Not learned',
    'not-known': 'Not known',
    'not-here': 'Does not apply here',
    'cannot-be-asked': 'Cannot be asked',
  }[learned]
}

export interface LessonWords {
  readonly lesson: Lesson
  readonly learned: LessonState
  readonly state: string
  /** What shows that it is learned, or why it cannot be asked. */
  readonly because: string
  /** Questions that decide it, in a few words each; empty unless it is not known. */
  readonly open: readonly string[]
}

/** The counts of one dossier as a sentence; undefined where none of its lessons applies. */
export const lessonsOf = ({ result }: Examined, { lessons }: Incident): string | undefined =>
  lessonsSentence(
    countLessons(
      result,
      lessons.map(({ id }) => id),
    ),
    'of this attack',
  )

/** The lessons of one dossier against one trust's answers. */
export function describeLessons({ ruleSet, result }: Examined, incident: Incident): LessonWords[] {
  return incident.lessons.flatMap((lesson) => {
    const found = result.lessons.find(({ id }) => id === lesson.id)
    if (found === undefined) return []
    const { learned, notKnown } = found
    const because =
      lesson.learnedWhen === undefined
        ? (lesson.cannotBeAsked ?? '')
        : `Learned when: ${describeCondition(ruleSet, lesson.learnedWhen)}.`
    const open = [...ruleSet.context, ...ruleSet.questions].filter(({ id }) => notKnown.includes(id))
    return [{ lesson, learned, state: lessonState(learned), because, open: open.map(({ short }) => short) }]
  })
}
