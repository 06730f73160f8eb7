/** The rows of the store → everything one organisation answered, and back from there to its level row. */

import { setImmediate } from 'node:timers/promises'
import { encode, encodeContext } from '../answers/encode.ts'
import type { Answer, Answers, RegisterAnswers, RegisterRow } from '../answers/model.ts'
import type { QuestionId, RegisterId, RowId } from '../ids.ts'
import { isHidden } from '../rules/condition.ts'
import type { RuleSet } from '../rules/model.ts'
import { METHOD } from '../scoring/model.ts'
import { findAnswers, findContextAnswers } from '../store/answers.ts'
import { saveRevision, type AssessmentRow } from '../store/assessments.ts'
import { findUnconfirmed } from '../store/carried.ts'
import { findLevels, saveLevels } from '../store/levels.ts'
import type { OrganisationRow } from '../store/organisations.ts'
import { findRegisters, findRows } from '../store/registers.ts'
import type { Versioned } from '../store/saved.ts'
import type { Handle } from '../store/tables.ts'

/** A register with the versions that an edit must name. */
export interface RegisterView {
  readonly version: number
  readonly complete: boolean
  readonly savedAt: string | undefined
  /** In order. `position` grows from 1 and has gaps where rows were deleted. */
  readonly rows: readonly {
    readonly id: RowId
    readonly position: number
    readonly version: number
    readonly row: RegisterRow
  }[]
}

export interface Content {
  readonly answers: Answers
  /** By question id, scored and context; absent: never saved, which an edit names as 0. */
  readonly versions: Readonly<Record<QuestionId, number>>
  /** ISO 8601 UTC, by question id. */
  readonly savedAt: Readonly<Record<QuestionId, string>>
  readonly savedBy: Readonly<Record<QuestionId, string>>
  /** Every register of the rule set, also one without rows. */
  readonly registers: Readonly<Record<RegisterId, RegisterView>>
  /** Answers to what is asked that were carried forward and nobody has confirmed yet, by question id, as they stood with their evidence. */
  readonly toConfirm: Readonly<Record<QuestionId, Answer>>
}

/** The answer that a person looks at: one that is to be confirmed with the evidence that it had, though that does not count yet. */
export function answerShown(
  { answers, toConfirm }: Pick<Content, 'answers' | 'toConfirm'>,
  questionId: QuestionId,
): Answer | undefined {
  return toConfirm[questionId] ?? answers.answers[questionId]
}

/** Reads everything; inside a transaction it is one moment. */
export async function readContent(
  db: Handle,
  ruleSet: RuleSet,
  organisation: OrganisationRow,
  assessment: AssessmentRow,
): Promise<Content> {
  const given = await findAnswers(db, assessment.id)
  const context = await findContextAnswers(db, assessment.id)
  const marks = await findRegisters(db, assessment.id)
  const rows = await findRows(db, assessment.id)
  const unconfirmed = await findUnconfirmed(db, assessment.id)
  const registers = Object.fromEntries(
    ruleSet.registers.map(({ id }): [RegisterId, RegisterView] => {
      const mark = marks.get(id)
      return [
        id,
        {
          version: mark?.version ?? 0,
          complete: mark?.value ?? false,
          savedAt: mark?.savedAt,
          rows: rows
            .filter((row) => row.registerId === id)
            .map(({ id, position, version, row }) => ({ id, position, version, row })),
        },
      ]
    }),
  )
  const all: readonly [string, Versioned<unknown>][] = [...given, ...context]
  const organisationOf = { name: organisation.name, cohort: organisation.cohort }
  const options = encodeContext(ruleSet, { organisation: organisationOf, context: valuesOf<string>(context) })
  return {
    answers: {
      organisation: organisationOf,
      asOf: assessment.asOf,
      answers: valuesOf<Answer>(given),
      context: valuesOf<string>(context),
      registers: Object.fromEntries(
        Object.entries(registers).map(([id, register]): [string, RegisterAnswers] => [
          id,
          { complete: register.complete, rows: register.rows.map(({ row }) => row) },
        ]),
      ),
    },
    versions: Object.fromEntries(all.map(([id, { version }]) => [id, version])),
    savedAt: Object.fromEntries(all.map(([id, { savedAt }]) => [id, savedAt ?? ''])),
    savedBy: Object.fromEntries(all.map(([id, { savedBy }]) => [id, savedBy ?? ''])),
    registers,
    toConfirm: Object.fromEntries(
      ruleSet.questions.flatMap((question): [QuestionId, Answer][] => {
        const one = unconfirmed.get(question.id)
        return one === undefined || isHidden(question, options) ? [] : [[question.id, one.answer]]
      }),
    ),
  }
}

/** One answer of the content with its version, as it is stored. */
export function storedAnswer(content: Content, questionId: QuestionId): Versioned<Answer> {
  return {
    version: content.versions[questionId] ?? 0,
    value: content.answers.answers[questionId],
    savedAt: content.savedAt[questionId],
    savedBy: content.savedBy[questionId],
  }
}

/** What is stored leaves out what is undefined. */
const readBack = (answer: Answer) => JSON.parse(JSON.stringify(answer)) as Answer

/** The content once one answer was saved: as `readContent` would read it. */
export function withAnswer(content: Content, questionId: QuestionId, stored: Versioned<Answer>): Content {
  const answers = { ...content.answers.answers }
  const toConfirm = { ...content.toConfirm }
  delete answers[questionId]
  delete toConfirm[questionId]
  if (stored.value !== undefined) answers[questionId] = readBack(stored.value)
  return {
    ...content,
    answers: { ...content.answers, answers },
    versions: { ...content.versions, [questionId]: stored.version },
    savedAt: { ...content.savedAt, [questionId]: stored.savedAt ?? '' },
    savedBy: { ...content.savedBy, [questionId]: stored.savedBy ?? '' },
    toConfirm,
  }
}

/**
 * Derives the level row anew after a change, under the next revision; gives both. Call it in the transaction of the change.
 * `known`: the content after it, where nothing else needs to be read.
 */
export async function renewLevels(
  db: Handle,
  ruleSet: RuleSet,
  organisation: OrganisationRow,
  assessment: AssessmentRow,
  known?: Content,
): Promise<{ readonly content: Content; readonly revision: number }> {
  const content = known ?? (await readContent(db, ruleSet, organisation, assessment))
  // Thousands of rows may have been read: others have their turn.
  if (known === undefined) await setImmediate()
  const revision = await saveRevision(db, assessment.id)
  const row = encode(ruleSet, content.answers)
  await saveLevels(db, assessment.id, { digest: ruleSet.digest, row, revision })
  return { content, revision }
}

/** Derives the level row anew under its revision where an earlier method made it: what is signed is what today's method shows. */
export async function freshenLevels(
  db: Handle,
  ruleSet: RuleSet,
  organisation: OrganisationRow,
  assessment: AssessmentRow,
): Promise<void> {
  const levels = await findLevels(db, assessment.id)
  if (levels === undefined || levels.method === METHOD) return
  const { answers } = await readContent(db, ruleSet, organisation, assessment)
  const { digest, revision } = levels
  await saveLevels(db, assessment.id, { digest, revision, row: encode(ruleSet, answers) })
}

function valuesOf<T>(stored: ReadonlyMap<string, Versioned<T>>): Record<string, T> {
  return Object.fromEntries(
    [...stored].flatMap(([id, { value }]): [string, T][] => (value === undefined ? [] : [[id, value]])),
  )
}
