/**
 * Edits: one answer, context answer, register row or mark at a time, with the level row derived anew in the same transaction.
 * A stale edit never overwrites: it gets back what stands there now, to show beside what was typed.
 */

import type { ActName } from '../report/trail-words.ts'
import { randomUUID } from 'node:crypto'
import { carriesOldEvidence, isSameEvidence, withReviewOf } from '../answers/evidence.ts'
import type { Answer, AnswerFault, RegisterRow } from '../answers/model.ts'
import { DomainError } from '../errors.ts'
import { findQuestion } from '../rules/find.ts'
import type { Question, Register, RuleSet } from '../rules/model.ts'
import * as answers from '../store/answers.ts'
import { findUnconfirmed, saveConfirmed } from '../store/carried.ts'
import { findEvidence, saveEvidenceValue } from '../store/evidence.ts'
import { insertVersion } from '../store/history.ts'
import type { Handle } from '../store/tables.ts'
import type { Person } from '../store/person.ts'
import * as registers from '../store/registers.ts'
import type { Edit, Save, Stamp, Versioned } from '../store/saved.ts'
import { write } from '../store/transaction.ts'
import { getPlace, readBefore } from './assessments.ts'
import type { Place } from './views.ts'
import { type Content, renewLevels, storedAnswer, withAnswer } from './content.ts'
import type { House } from './house.ts'
import { keepView } from './kept.ts'
import { type About, aboutQuestion, demand, demandForSome, demandState } from './permission.ts'
import { record } from './recording.ts'
import { isEndedByReview, supportOf } from './supporting.ts'

/** Somebody saved since the version that was seen: what stands there now. Save with its version to replace it. */
export interface Conflict<T> {
  readonly version: number
  /** Undefined: it was cleared or deleted. */
  readonly value: T | undefined
  /** ISO 8601 UTC. */
  readonly savedAt: string | undefined
  readonly savedBy: string | undefined
}

export interface Done {
  readonly ok: true
  readonly version: number
  /** False: it said so already, and nothing was written. */
  readonly changed: boolean
}

export type Saved<T> = Done | { readonly ok: false; readonly conflict: Conflict<T> }

export type SavedRow =
  | (Done & { readonly rowId: string })
  | { readonly ok: false; readonly conflict: Conflict<RegisterRow> }
  /** The row disagrees with another row; the faults name the columns, as those of `parseRow` do. */
  | { readonly ok: false; readonly faults: readonly AnswerFault[] }

/** Rows of one register; far above what a trust has (ours). */
const MOST_ROWS = 1000

export type SavedAnswer =
  | Saved<Answer>
  /** The value changed and its evidence did not; it is saved once somebody says that the evidence shows this value too. */
  | { readonly ok: false; readonly evidenceOfEarlierValue: true }
  /** A reviewer found that this evidence does not show this value. */
  | { readonly ok: false; readonly evidenceEnded: true }

/**
 * Saves an answer that `parseAnswer` made, or clears it when undefined. Saving what stands there already is no conflict.
 * `evidenceKept`: the person says that unchanged evidence shows the changed value too.
 * Only a review makes an answer `verified`: it stays so while value and evidence do, and is evidenced otherwise.
 * Saving an answer that was carried forward confirms it.
 *
 * @throws DomainError 'not-found', 'not-allowed', 'invalid' (the question is fed by a register), 'busy' or 'read-only'.
 */
export async function saveAnswer(
  house: House,
  person: Person,
  organisationId: string,
  questionId: string,
  seenVersion: number,
  answer: Answer | undefined,
  evidenceKept = false,
): Promise<SavedAnswer> {
  return editKnown<SavedAnswer>(
    house,
    person,
    organisationId,
    (ruleSet) => {
      const question = getQuestion(ruleSet, questionId)
      const about = aboutQuestion(ruleSet, question)
      return { about, action: answer === undefined ? 'answer-cleared' : 'answer-saved', object: question.id }
    },
    async (db, place, stamp) => {
      const { ruleSet, assessment } = place
      const question = getQuestion(ruleSet, questionId)
      if (question.form.type === 'share')
        throw new DomainError('invalid', 'This answer is worked out from a register and cannot be typed.')
      const content = await readBefore(db, house, place)
      const stored = storedAnswer(content, questionId)
      // Of a question that is hidden now the content does not say what waits.
      const waiting =
        question.showWhen === undefined
          ? content.toConfirm[questionId]
          : (await findUnconfirmed(db, assessment.id)).get(questionId)?.answer
      const before = waiting ?? stored.value
      const isCurrent = stored.version !== 0 && stored.version === seenVersion
      if (isCurrent && !evidenceKept && answer !== undefined && carriesOldEvidence(before, answer))
        return { saved: { ok: false, evidenceOfEarlierValue: true } }
      const given = answer === undefined ? undefined : withReviewOf(before, answer)
      if (given !== undefined && (await isEndedByReview(db, assessment.id, questionId, given)))
        return { saved: { ok: false, evidenceEnded: true } }
      const key = { assessmentId: assessment.id, questionId }
      const saved = await putAnswer(db, key, stored, { seenVersion, value: given, stamp }, person)
      if (saved.ok && saved.changed && evidenceKept && given !== undefined)
        for (const piece of await findEvidence(db, assessment.id, questionId))
          if (piece.endedAt === undefined && isSameEvidence(supportOf(piece), given))
            await saveEvidenceValue(db, piece.id, given.value)
      if (!saved.ok || !saved.changed) return { saved }
      const now = { version: saved.version, value: given, savedAt: stamp.at, savedBy: stamp.by }
      return { saved, content: withAnswer(content, questionId, now) }
    },
  )
}

/**
 * Saves one answer with its place in the history; for this room, inside `edit`. What was carried forward is confirmed by that,
 * also where it says the same. `stored` is what stands there, read in the same transaction.
 */
export async function putAnswer(
  db: Handle,
  key: answers.AnswerKey,
  stored: Versioned<Answer>,
  edit: Edit<Answer>,
  person: Person,
): Promise<Saved<Answer>> {
  const saved = toSaved(await answers.saveAnswer(db, key, stored, edit))
  if (!saved.ok) return saved
  const { stamp, value } = edit
  if (saved.changed) {
    const saver = { savedAt: stamp.at, savedBy: stamp.by, savedById: person.id }
    await insertVersion(db, { ...key, version: saved.version, value, ...saver }, stored)
  }
  const confirmed = await saveConfirmed(db, key, stamp)
  return confirmed ? { ...saved, changed: true } : saved
}

/** Saves a context answer that `parseContextAnswer` made, or clears it when undefined. @throws as `saveAnswer`. */
export async function saveContext(
  house: House,
  person: Person,
  organisationId: string,
  questionId: string,
  seenVersion: number,
  value: string | undefined,
): Promise<Saved<string>> {
  const target = (): Target => ({ about: undefined, action: 'scope-saved', object: questionId })
  return edit(house, person, organisationId, target, async (db, { ruleSet, assessment }, stamp) => {
    const question = ruleSet.context[ruleSet.contextById.get(questionId) ?? -1]
    if (question === undefined) throw noSuch('question')
    if (question.fromOrganisation)
      throw new DomainError('invalid', "This is taken from the organisation's record and cannot be typed.")
    const key = { assessmentId: assessment.id, questionId }
    return toSaved(await answers.saveContextAnswer(db, key, { seenVersion, value, stamp }))
  })
}

/**
 * Saves a row that `parseRow` made. Without a row id, or with a new UUID and seen version 0, it is added at the end;
 * a form that carries its own new UUID can be sent twice without adding two rows.
 *
 * @throws DomainError as `saveAnswer`; 'invalid' when the register is full.
 */
export async function saveRow(
  house: House,
  person: Person,
  organisationId: string,
  registerId: string,
  rowId: string | undefined,
  seenVersion: number,
  row: RegisterRow,
): Promise<SavedRow> {
  const id = rowId ?? randomUUID()
  if (!/^[0-9a-z-]{1,64}$/.test(id)) throw noSuch('row')
  const target = ofRegister(registerId, 'row-saved', id)
  return edit<SavedRow>(house, person, organisationId, target, async (db, { ruleSet, assessment }, stamp) => {
    const register = getRegister(ruleSet, registerId)
    const others = (await registers.findRows(db, assessment.id)).filter(
      (one) => one.registerId === registerId && one.id !== id,
    )
    const faults = faultsAmong(register, row, others)
    if (faults.length > 0) return { ok: false, faults }
    if (others.length >= MOST_ROWS)
      throw new DomainError('invalid', `A register holds at most ${MOST_ROWS} ${register.row.many}.`)
    const key = { assessmentId: assessment.id, registerId, id }
    const saved = toSaved(
      await savedOrMissing(registers.saveRow(db, key, { seenVersion, value: row, stamp })),
    )
    return saved.ok ? { ...saved, rowId: id } : saved
  })
}

/** Deletes a row; deleting it twice is no conflict. @throws as `saveAnswer`. */
export async function deleteRow(
  house: House,
  person: Person,
  organisationId: string,
  registerId: string,
  rowId: string,
  seenVersion: number,
): Promise<Saved<RegisterRow>> {
  const target = ofRegister(registerId, 'row-deleted', rowId)
  return edit(house, person, organisationId, target, async (db, { assessment }, stamp) => {
    const key = { assessmentId: assessment.id, registerId, id: rowId }
    const edited = { seenVersion, value: undefined, stamp }
    return toSaved(await savedOrMissing(registers.saveRow(db, key, edited)))
  })
}

/** States that every row that belongs in the register is there, or takes it back. @throws as `saveAnswer`. */
export async function setRegisterComplete(
  house: House,
  person: Person,
  organisationId: string,
  registerId: string,
  seenVersion: number,
  complete: boolean,
): Promise<Saved<boolean>> {
  const target = ofRegister(registerId, complete ? 'register-completed' : 'register-opened')
  return edit(house, person, organisationId, target, async (db, { assessment }, stamp) => {
    const key = { assessmentId: assessment.id, registerId }
    return toSaved(await registers.saveRegister(db, key, { seenVersion, value: complete, stamp }))
  })
}

/** What is edited: for permission, and for the trail. */
export interface Target {
  /** Undefined: nothing that could be assigned to a contributor. */
  readonly about: About | undefined
  readonly action: ActName
  readonly object: string
  /** For the trail; the version otherwise. */
  readonly details?: Readonly<Record<string, string | number>>
}

/**
 * Finds the place, asks for permission, and runs the edit with the level row and the trail, all in one transaction.
 * For this room; `leave` is the action that the person must be allowed, in a state that allows it.
 */
export async function edit<S extends Done | { readonly ok: false }>(
  house: House,
  person: Person,
  organisationId: string,
  targetOf: (ruleSet: RuleSet) => Target,
  work: (db: Handle, place: Place, stamp: Stamp) => Promise<S>,
  leave: Leave = 'edit-answers',
): Promise<S> {
  const known = async (...given: Parameters<typeof work>) => ({ saved: await work(...given) })
  return editKnown(house, person, organisationId, targetOf, known, leave)
}

type Leave = 'edit-answers' | 'add-evidence' | 'review-evidence'

/** As `edit`, for work that also knows the content after it: then it is not read again. */
async function editKnown<S extends Done | { readonly ok: false }>(
  house: House,
  person: Person,
  organisationId: string,
  targetOf: (ruleSet: RuleSet) => Target,
  work: (
    db: Handle,
    place: Place,
    stamp: Stamp,
  ) => Promise<{ readonly saved: S; readonly content?: Content | undefined }>,
  leave: Leave = 'edit-answers',
): Promise<S> {
  demandForSome(leave, person, organisationId)
  const stamp = { at: house.now().toISOString(), by: person.name }
  const { saved, now } = await write(
    house.db,
    async (db) => {
      const place = await getPlace(db, house, organisationId)
      const { about, action, object, details } = targetOf(place.ruleSet)
      demand(leave, person, organisationId, about)
      demandState(leave, place)
      const { saved, content: known } = await work(db, place, stamp)
      if (saved.ok && saved.changed) {
        const { content, revision } = await renewLevels(
          db,
          place.ruleSet,
          place.organisation,
          place.assessment,
          known,
        )
        await record(db, house, person, {
          organisationId,
          action,
          object,
          details: details ?? { version: saved.version },
        })
        return { saved, now: { ...place, assessment: { ...place.assessment, revision }, ...content } }
      }
      return { saved, now: undefined }
    },
    organisationId,
  )
  // Not before it is committed; the next page need not read it.
  if (now !== undefined) keepView(house, now)
  return saved
}

function ofRegister(registerId: string, action: ActName, rowId?: string): (ruleSet: RuleSet) => Target {
  return (ruleSet) => ({
    about: { domain: getRegister(ruleSet, registerId).domain },
    action,
    object: rowId === undefined ? registerId : `${registerId}/${rowId}`,
  })
}

/** For this room. @throws DomainError 'not-found'. */
export function getQuestion(ruleSet: RuleSet, questionId: string): Question {
  const question = findQuestion(ruleSet, questionId)
  if (question === undefined) throw noSuch('question')
  return question
}

function getRegister(ruleSet: RuleSet, registerId: string): Register {
  const register = ruleSet.registers.find((one) => one.id === registerId)
  if (register === undefined) throw noSuch('register')
  return register
}

function faultsAmong(
  register: Register,
  row: RegisterRow,
  others: readonly registers.StoredRow[],
): AnswerFault[] {
  return register.columns
    .filter((column) => column.atMostOnce && row.cells[column.id] === 'yes')
    .filter((column) => others.some((other) => other.row.cells[column.id] === 'yes'))
    .map((column) => ({
      field: column.id,
      message: `Only one ${register.row.one} can be ticked as "${column.short}", and another one is.`,
    }))
}

function toSaved<T>(save: Save<T>): Saved<T> {
  if (save.outcome !== 'stale') return { ok: true, version: save.version, changed: save.outcome === 'saved' }
  const stored: Versioned<T> = save.stored
  return { ok: false, conflict: stored }
}

async function savedOrMissing<T>(save: Promise<Save<T> | undefined>): Promise<Save<T>> {
  const found = await save
  if (found === undefined) throw noSuch('row')
  return found
}

function noSuch(what: string): DomainError {
  return new DomainError('not-found', `There is no such ${what} here.`)
}
