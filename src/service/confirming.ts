/**
 * Answers that were carried forward → confirmed: somebody says that they are still true at the new reference date.
 * From then on they count with the evidence that they had, as far as that has not lapsed. What changed meanwhile is passed over.
 */

import { type Difference, differencesOf } from '../answers/carry.ts'
import { evidenceOf } from '../answers/live.ts'
import { asserted, isSameEvidence } from '../answers/evidence.ts'
import type { Answer } from '../answers/model.ts'
import type { OrganisationId, QuestionId } from '../ids.ts'
import { findQuestion } from '../rules/find.ts'
import type { Question } from '../rules/model.ts'
import { findAnswers } from '../store/answers.ts'
import { findAssessments } from '../store/assessments.ts'
import { findUnconfirmed } from '../store/carried.ts'
import { type EvidenceRow, findEvidence } from '../store/evidence.ts'
import { findMoves } from '../store/moves.ts'
import { findPeriods } from '../store/periods.ts'
import type { Person } from '../store/person.ts'
import { changeAssessment, lookAtAssessment } from './acting.ts'
import { putAnswer } from './answering.ts'
import { renewLevels } from './content.ts'
import type { House } from './house.ts'
import { getQuestion, ofQuestions } from './named.ts'
import { aboutQuestion, decide } from './permission.ts'
import { getRuleSet } from './rule-sets.ts'
import { supportOf } from './supporting.ts'

/** An answer as somebody saw it. */
export interface SeenAnswer {
  readonly questionId: QuestionId
  readonly version: number
}

export interface Confirmed {
  readonly confirmed: number
  /** Somebody confirmed or changed them since they were seen. */
  readonly passedOver: number
}

/**
 * Whether the evidence of an answer that was carried forward is out of date: such an answer is confirmed by itself, on its
 * own page, where somebody brings newer evidence or sees that it counts on paper only.
 */
export function isConfirmedAlone(question: Question, answer: Answer, asOf: string): boolean {
  return evidenceOf(question, answer, asOf) === 'lapsed'
}

/**
 * Confirms answers of the present assessment as they were carried forward, all or none of them; a contributor only what is assigned.
 *
 * @throws as `changeAssessment`.
 */
export async function confirmAnswers(
  house: House,
  person: Person,
  organisationId: OrganisationId,
  seen: readonly SeenAnswer[],
): Promise<Confirmed> {
  const about = ofQuestions(...seen.map(({ questionId }) => questionId))
  const asked = { action: 'edit-answers', about } as const
  return changeAssessment(house, person, organisationId, asked, async ({ db, place, stamp, record }) => {
    const { ruleSet, organisation, assessment } = place
    const waiting = await findUnconfirmed(db, assessment.id)
    const stored = await findAnswers(db, assessment.id)
    const pieces = await findEvidence(db, assessment.id)
    const done: SeenAnswer[] = []
    for (const { questionId, version } of seen) {
      const carried = waiting.get(questionId)
      const standing = stored.get(questionId)
      if (carried === undefined || standing?.version !== version) continue
      waiting.delete(questionId)
      const answer = asItStands(
        pieces.filter((one) => one.questionId === questionId),
        carried.answer,
      )
      const key = { assessmentId: assessment.id, questionId }
      const saved = await putAnswer(db, key, standing, { seenVersion: version, value: answer, stamp }, person)
      if (saved.ok) done.push({ questionId, version: saved.version })
    }
    if (done.length > 0) await renewLevels(db, ruleSet, organisation, assessment)
    for (const { questionId, version } of done)
      await record({ action: 'answer-confirmed', object: questionId, details: { version } })
    return { confirmed: done.length, passedOver: seen.length - done.length }
  })
}

/** Without the evidence that was withdrawn here since it was carried forward. */
function asItStands(pieces: readonly EvidenceRow[], answer: Answer): Answer {
  const same = pieces.filter((one) => isSameEvidence(supportOf(one), answer))
  return same.length > 0 && same.every(({ endedAt }) => endedAt !== undefined) ? asserted(answer) : answer
}

/** Where an answer that is to be confirmed comes from. */
export interface Origin {
  /** Of the assessment; undefined: it is this one, whose rule set changed. */
  readonly period: string | undefined
  /** What is asked otherwise now than when it was answered. */
  readonly changed: readonly Difference[]
}

/**
 * Where each answer comes from that is to be confirmed in the present assessment, by question id; for a contributor those of assigned parts.
 *
 * @throws as `lookAtAssessment`.
 */
export async function findOrigins(
  house: House,
  person: Person,
  organisationId: OrganisationId,
): Promise<Readonly<Record<QuestionId, Origin>>> {
  const asked = { action: 'read-answers', about: 'some' } as const
  return lookAtAssessment(house, person, organisationId, asked, async ({ db, place }) => {
    const { ruleSet, assessment } = place
    const waiting = [...(await findUnconfirmed(db, assessment.id)).values()].filter(({ questionId }) => {
      const question = findQuestion(ruleSet, questionId)
      if (question === undefined) return false
      return decide('read-answers', person, organisationId, aboutQuestion(ruleSet, question)) === 'allowed'
    })
    if (waiting.length === 0) return {}
    const all = await findAssessments(db, organisationId)
    const moved = (await findMoves(db, assessment.id)).at(-1)
    const periods = await findPeriods(db)
    const origins: Record<QuestionId, Origin> = {}
    for (const { questionId, fromAssessmentId } of waiting) {
      const from = all.find(({ id }) => id === fromAssessmentId)
      if (from === undefined) continue
      const isOwn = from.id === assessment.id
      const digest = isOwn ? (moved?.fromDigest ?? from.ruleSetDigest) : from.ruleSetDigest
      const before = await getRuleSet(db, house.ruleSet, digest)
      const was = findQuestion(before, questionId)
      origins[questionId] = {
        period: isOwn ? undefined : periods.find(({ id }) => id === from.periodId)?.name,
        changed: was === undefined ? [] : differencesOf(was, getQuestion(ruleSet, questionId)),
      }
    }
    return origins
  })
}
