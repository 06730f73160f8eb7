/**
 * What must be explained or corrected before an assessment is submitted: answers that do not fit together, and what is not known.
 * An explanation never changes a score.
 */

import type { AnswerFault } from '../answers/model.ts'
import { DomainError } from '../errors.ts'
import type { OrganisationId, QuestionId } from '../ids.ts'
import { findQuestion } from '../rules/find.ts'
import type { RuleSet } from '../rules/model.ts'
import type { ContradictionResult, Result } from '../scoring/model.ts'
import * as explanations from '../store/explanations.ts'
import type { Person } from '../store/person.ts'
import { NEVER, type Versioned } from '../store/saved.ts'
import { changeAssessment, lookAtAssessment } from './acting.ts'
import { type Saved, toSaved } from './edits.ts'
import type { AssessmentView, ResultView } from './views.ts'
import type { House } from './house.ts'

/** Characters of an explanation (ours). */
export const LONGEST_EXPLANATION = 2000

/** By what they explain; something that was never explained is not there. */
export type Explanations = Readonly<Record<string, Versioned<string>>>

/** One thing to explain or correct. */
export interface ToExplain {
  /** Names it in the store and on pages. */
  readonly about: string
  /** Undefined: an answer that is not known. */
  readonly contradiction: ContradictionResult | undefined
  /** Ids of the questions to look at again. */
  readonly questions: readonly QuestionId[]
  /** Undefined: nobody has explained it. */
  readonly text: string | undefined
  /** `comment`: the answer itself says why it is not known. */
  readonly from: 'explanation' | 'comment' | undefined
  readonly version: number
  readonly savedAt: string | undefined
  readonly savedBy: string | undefined
}

/** What the explanation of an unknown answer is kept under; no id of a contradiction has a full stop. */
const NOT_KNOWN = 'not-known.'

/** Everything that asks for an explanation now: contradictions and register checks first, then what is not known. */
export function listToExplain(
  view: Pick<AssessmentView, 'answers'>,
  result: Pick<Result, 'contradictions' | 'notKnown'>,
  given: Explanations,
): ToExplain[] {
  const explained = (about: string) => {
    const { value, version, savedAt, savedBy } = given[about] ?? NEVER
    const from = value === undefined ? undefined : ('explanation' as const)
    return { about, text: value, from, version, savedAt, savedBy }
  }
  return [
    ...result.contradictions.map((contradiction): ToExplain => ({
      ...explained(contradiction.id),
      contradiction,
      questions: contradiction.questions,
    })),
    ...result.notKnown.map((question): ToExplain => {
      const own = explained(`${NOT_KNOWN}${question}`)
      const comment = view.answers.answers[question]?.comment
      const said = own.text === undefined && comment !== undefined
      return {
        ...own,
        ...(said ? { text: comment, from: 'comment' as const } : {}),
        contradiction: undefined,
        questions: [question],
      }
    }),
  ]
}

/** The explanations of the present assessment. @throws as `lookAtAssessment`. */
export async function findExplanations(
  house: House,
  person: Person,
  organisationId: OrganisationId,
): Promise<Explanations> {
  return lookAtAssessment(house, person, organisationId, 'read-answers', async ({ db, place }) =>
    Object.fromEntries(await explanations.findExplanations(db, place.assessment.id)),
  )
}

export type SavedExplanation = Saved<string> | { readonly ok: false; readonly faults: readonly AnswerFault[] }

/** Saves an explanation, or clears it when it is blank. A fault is about the field `text`. @throws as `changeAssessment`. */
export async function saveExplanation(
  house: House,
  person: Person,
  organisationId: OrganisationId,
  about: string,
  seenVersion: number,
  typed: string,
): Promise<SavedExplanation> {
  const text = typed.trim()
  return changeAssessment(house, person, organisationId, 'explain', async ({ db, place, stamp, record }) => {
    const { assessment, ruleSet } = place
    if (explainedWords(ruleSet, about) === undefined)
      throw new DomainError('not-found', 'There is nothing to explain here.')
    if (text.length > LONGEST_EXPLANATION) {
      const message = `Keep the explanation to ${LONGEST_EXPLANATION} characters. It has ${text.length}.`
      return { ok: false, faults: [{ field: 'text', message }] }
    }
    const key = { assessmentId: assessment.id, contradictionId: about }
    const value = text === '' ? undefined : text
    const saved = toSaved(await explanations.saveExplanation(db, key, { seenVersion, value, stamp }))
    const action = value === undefined ? 'explanation-cleared' : 'explanation-saved'
    if (saved.ok && saved.changed)
      await record({ action, object: about, details: { version: saved.version } })
    return saved
  })
}

/** What is explained, in words; undefined: there is nothing like it to explain. */
export function explainedWords(ruleSet: RuleSet, about: string): string | undefined {
  const { contradictions, totalChecks, registerChecks } = ruleSet
  return about.startsWith(NOT_KNOWN)
    ? findQuestion(ruleSet, about.slice(NOT_KNOWN.length))?.short
    : [...contradictions, ...totalChecks, ...registerChecks].find(({ id }) => id === about)?.why
}

/** What keeps an assessment from being submitted. Nothing in any list: it can be. */
export interface Missing {
  /** Ids of questions that are shown and not answered, scope first. "We do not know" is an answer. */
  readonly unanswered: readonly QuestionId[]
  /** Ids of questions whose answer was carried forward and not confirmed. */
  readonly toConfirm: readonly QuestionId[]
  /** What nobody explained or corrected. */
  readonly toExplain: readonly ToExplain[]
}

/** What is missing before the SIRO can be asked. */
export function listMissing({ view, result }: ResultView, given: Explanations): Missing {
  return {
    unanswered: result.unanswered,
    toConfirm: Object.keys(view.toConfirm),
    toExplain: listToExplain(view, result, given).filter((one) => one.text === undefined),
  }
}

export function isNothingMissing({ unanswered, toConfirm, toExplain }: Missing): boolean {
  return [unanswered, toConfirm, toExplain].every((list) => list.length === 0)
}
