/** What the SIRO says of the answers that are listed: accepted, challenged, or sent back with a word. It changes no answer and no score. */

import type { AnswerFault } from '../answers/model.ts'
import { DomainError } from '../errors.ts'
import type { OrganisationId, QuestionId } from '../ids.ts'
import { saveMark } from '../store/marks.ts'
import type { Person } from '../store/person.ts'
import { findSignOffs } from '../store/sign-offs.ts'
import { changeAssessment } from './acting.ts'
import type { House } from './house.ts'
import { countMarks, markedAs, type ListedAnswer, type MarkName } from './listed-answers.ts'
import { readListed, readSeen, submitterOf } from './reading-sign-off.ts'

/** Characters of the word with which an answer is sent back (ours). */
export const LONGEST_MARK_WORD = 200

/** What somebody said of one answer. */
export interface GivenMark {
  readonly questionId: QuestionId
  readonly mark: MarkName
  /** Read only when it is sent back. */
  readonly word: string
}

export type Marked = { readonly ok: true } | { readonly ok: false; readonly faults: readonly AnswerFault[] }

/**
 * Keeps what the SIRO said of answers that are listed; of the others nothing. A fault is about the question's id.
 *
 * @throws as `changeAssessment`; 'conflict' too when the assessment, or somebody else's mark, changed since it was seen, and for who submitted it.
 */
export async function markAnswers(
  house: House,
  person: Person,
  organisationId: OrganisationId,
  seen: string,
  given: readonly GivenMark[],
): Promise<Marked> {
  return changeAssessment(
    house,
    person,
    organisationId,
    'mark-answers',
    async ({ db, place, stamp, record }) => {
      const { assessment } = place
      const steps = await findSignOffs(db, assessment.id)
      if (submitterOf(steps)?.byId === person.id)
        throw new DomainError(
          'conflict',
          'You submitted this assessment: somebody else must mark its answers.',
        )
      const listed = await readListed(db, house, place, steps)
      const isNew = changesOf(listed, given)
      if (isNew.length === 0) return { ok: true }
      if (seen !== (await readSeen(db, place, steps)))
        throw new DomainError(
          'conflict',
          'This assessment, or what is said of its answers, changed since you opened the page. Nothing was kept: read it again.',
        )
      const faults = isNew.flatMap(faultOf)
      if (faults.length > 0) return { ok: false, faults }
      for (const { one, mark, word } of isNew)
        await saveMark(
          db,
          { assessmentId: assessment.id, questionId: one.id },
          { mark, word, judged: one.judged, savedAt: stamp.at, savedBy: person.name },
        )
      const now = await readListed(db, house, place, steps)
      await record({
        action: 'answers-marked',
        object: assessment.id,
        details: { ...countMarks(now), 'sent-back': markedAs('sent-back', now).length },
      })
      return { ok: true }
    },
  )
}

interface NewMark {
  readonly one: ListedAnswer
  readonly mark: MarkName
  readonly word: string
}

/** What is said otherwise than before, of answers that are listed. */
function changesOf(listed: readonly ListedAnswer[], given: readonly GivenMark[]): NewMark[] {
  return given.flatMap(({ questionId, mark, word }) => {
    const one = listed.find(({ id }) => id === questionId)
    if (one === undefined) return []
    const said = mark === 'sent-back' ? word.trim() : ''
    return one.mark?.mark === mark && one.mark.word === said ? [] : [{ one, mark, word: said }]
  })
}

function faultOf({ one, mark, word }: NewMark): AnswerFault[] {
  if (mark !== 'sent-back') return []
  if (word === '')
    return [{ field: one.id, message: `${one.short}: say what the lead should look at again.` }]
  if (word.length <= LONGEST_MARK_WORD) return []
  const message = `${one.short}: keep it to ${String(LONGEST_MARK_WORD)} characters. It has ${String(word.length)}.`
  return [{ field: one.id, message }]
}
