/**
 * A file of answers that a lead sent → what it would change in the draft, to be looked at; and then all of that at once, or nothing.
 * What stands here is replaced only where the lead chose the file's. Nothing is kept of the file itself.
 */

import { createHash, randomUUID } from 'node:crypto'
import { londonDate } from '../calendar.ts'
import { type CarryPlan, planCarry } from '../answers/carry.ts'
import { asserted } from '../answers/evidence.ts'
import { readOpenedFile } from '../answers/file.ts'
import { compareIncoming, type Incoming } from '../answers/incoming.ts'
import type { Answer, Answers } from '../answers/model.ts'
import { movedAnswers } from '../answers/moved.ts'
import type { FileFault, OpenedFile } from '../answers/opening.ts'
import { DomainError } from '../errors.ts'
import type { OrganisationId, QuestionId } from '../ids.ts'
import { dateWords } from '../report/words.ts'
import type { Question, RuleSet } from '../rules/model.ts'
import { saveContextAnswer } from '../store/answers.ts'
import { saveCarried } from '../store/carried.ts'
import type { Person } from '../store/person.ts'
import { saveRegister, saveRow } from '../store/registers.ts'
import { findReviews } from '../store/reviews.ts'
import type { Stamp } from '../store/saved.ts'
import { findRuleSetVersion } from '../store/rule-sets.ts'
import type { Handle } from '../store/tables.ts'
import { type AssessmentChange, changeAssessment, lookAtAssessment } from './acting.ts'
import { putAnswer } from './answering.ts'
import { type Content, readContent, renewLevels, storedAnswer } from './content.ts'
import type { House } from './house.ts'
import { faultsOfRegister } from './register-rows.ts'
import { getRuleSet } from './rule-sets.ts'
import { type ComingText, readTexts, saveTexts } from './bringing-texts.ts'
import { endsEvidence } from './supporting.ts'
import type { AssessmentView, Place } from './views.ts'

/** What bringing a file in would do now. */
export interface IncomingPreview {
  readonly view: AssessmentView
  readonly from: Pick<Answers, 'organisation' | 'asOf'> & { readonly ruleSet: RuleSet }
  readonly incoming: Incoming
  /** Explanations and notes; none of an earlier day or of other rules. */
  readonly texts: readonly ComingText[]
  /** Of a file of an earlier day or of other rules: what of it can stand here. */
  readonly plan: CarryPlan | undefined
  /** Comments on what nobody answered: they have no place here. */
  readonly remarks: readonly Question[]
  /** Answers whose evidence a reviewer ended here: they come in without it. */
  readonly ended: readonly Question[]
  /** Answers that somebody verified there. */
  readonly verified: number
  /** Names what is shown here: it is brought in from this page only while it still is. */
  readonly seen: string
}

export type ReadIncoming =
  | { readonly ok: true; readonly preview: IncomingPreview }
  | { readonly ok: false; readonly faults: readonly FileFault[] }

/** What is explained to a SIRO stays with what it was said of. */
const NO_TEXTS = { texts: [], faults: [] }

const ASKED = { action: 'start-assessment', state: 'edit-answers' } as const

/** @throws as `lookAtAssessment`. */
export async function getIncoming(
  house: House,
  person: Person,
  organisationId: OrganisationId,
  file: OpenedFile,
): Promise<ReadIncoming> {
  return lookAtAssessment(house, person, organisationId, ASKED, ({ db, place }) =>
    readIncoming(db, house, place, file),
  )
}

/** What was brought in. */
export interface BroughtIn {
  readonly answers: number
  readonly rows: number
  /** Explanations and notes. */
  readonly texts: number
  /** Answers of them that are to be confirmed. */
  readonly waiting: number
}

/**
 * Brings the file in, as it was shown: what is new, and of what differs that which `takes` names (as `keyOf`).
 *
 * @throws as `changeAssessment`; 'conflict' too when it is not what was shown any more.
 */
export async function bringIn(
  house: House,
  person: Person,
  organisationId: OrganisationId,
  file: OpenedFile,
  seen: string,
  takes: (key: string) => boolean,
): Promise<BroughtIn> {
  return changeAssessment(house, person, organisationId, ASKED, async (change) => {
    const { db, place, record } = change
    const { ruleSet, organisation, assessment } = place
    const found = await readIncoming(db, house, place, file)
    // A form that was sent twice finds that it was done.
    if (found.ok && isEmpty(found.preview)) return { answers: 0, rows: 0, texts: 0, waiting: 0 }
    if (!found.ok || found.preview.seen !== seen)
      throw new DomainError(
        'conflict',
        'What stands here is not what you were shown any more. Nothing was brought in: look at what differs now.',
      )
    const { view, incoming } = found.preview
    const isTaken = <T extends { readonly now: unknown }>(one: T & Parameters<typeof keyOf>[0]) =>
      one.now === undefined || takes(keyOf(one))
    const answers = incoming.answers.filter(isTaken)
    const context = incoming.context.filter(isTaken)
    const rows = incoming.rows.filter(isTaken)
    const chosen = { ...incoming, answers, context, rows }
    const stamp = { at: change.stamp.at, by: `${change.stamp.by}, from a file` }
    await saveIncoming(change, person, view, chosen, stamp)
    const texts = found.preview.texts.filter(isTaken)
    await saveTexts(db, place, texts, stamp)
    const said = answers.length + context.length
    const waiting = answers.filter(({ waits }) => waits).length
    if (said + rows.length + texts.length + incoming.complete.length > 0) {
      await renewLevels(db, ruleSet, organisation, assessment)
      const details = { answers: said, rows: rows.length, texts: texts.length, toConfirm: waiting }
      await record({ action: 'answers-brought-in', object: assessment.id, details })
    }
    return { answers: said, rows: rows.length, texts: texts.length, waiting }
  })
}

/** Whether all that the file says stands here already. */
export function isEmpty({ incoming, texts }: Pick<IncomingPreview, 'incoming' | 'texts'>): boolean {
  const { answers, context, rows, complete } = incoming
  return [answers, context, rows, complete, texts].every(({ length }) => length === 0)
}

/** Names one thing that comes in, in the form of its page. */
export function keyOf(
  one: Incoming['answers'][number] | Incoming['context'][number] | Incoming['rows'][number] | ComingText,
): string {
  if ('kind' in one) return `${one.kind}/${one.about}`
  return 'question' in one ? one.question.id : `${one.register.id}/${String(one.index)}`
}

async function readIncoming(db: Handle, house: House, place: Place, file: OpenedFile): Promise<ReadIncoming> {
  const { ruleSet, organisation, assessment } = place
  const isKept = file.digest !== undefined && (await findRuleSetVersion(db, file.digest)) !== undefined
  const before = isKept ? await getRuleSet(db, house.ruleSet, file.digest) : ruleSet
  const read = readOpenedFile(before, file, londonDate(house.now()))
  if (!read.ok)
    return {
      ok: false,
      faults: file.digest === undefined || isKept ? read.faults : [otherRules(file, ruleSet), ...read.faults],
    }
  const { answers: given } = read
  const faults = faultsOfPlace(place, given, file)
  if (faults.length > 0) return { ok: false, faults }

  const content = await readContent(db, ruleSet, organisation, assessment)
  const isCarried = before.digest !== ruleSet.digest || given.asOf < assessment.asOf
  const plan = isCarried ? planCarry(before, given, ruleSet, assessment.asOf) : undefined
  // What is to be confirmed keeps its evidence until then.
  const carried = plan?.carried.map(({ question, answer }) => [question.id, answer] as const)
  const stands =
    plan === undefined ? given : { ...movedAnswers(given, plan), answers: Object.fromEntries(carried ?? []) }
  const { answers, ended } = await withoutEnded(db, place, stands.answers)
  const incoming = compareIncoming(ruleSet, content.answers, { ...stands, answers }, isCarried)
  const { texts, faults: ofTexts } = isCarried ? NO_TEXTS : await readTexts(db, place, file)
  const full = [...faultsOfRegisters(incoming, content, file), ...ofTexts]
  if (full.length > 0) return { ok: false, faults: full }
  const remarks = Object.keys(given.remarks ?? {})
  return {
    ok: true,
    preview: {
      view: { ...place, ...content },
      from: { organisation: given.organisation, asOf: given.asOf, ruleSet: before },
      incoming,
      texts,
      plan,
      remarks: before.questions.filter(({ id }) => remarks.includes(id)),
      ended,
      verified: Object.values(given.answers).filter(({ assurance }) => assurance === 'verified').length,
      seen: nameOf(place, content, incoming, texts),
    },
  }
}

function otherRules(file: OpenedFile, { version }: RuleSet): FileFault {
  return {
    place: file.placeOf([]),
    message: `This was answered under a rule set that is not kept here, so it was read under version ${version}. What does not fit is named below: change it, or take it out.`,
  }
}

/** It is of another kind of organisation, or of a later day. */
function faultsOfPlace({ organisation, assessment }: Place, given: Answers, file: OpenedFile): FileFault[] {
  const faults: FileFault[] = []
  const { cohort } = given.organisation
  if (cohort !== organisation.cohort)
    faults.push({
      place: file.placeOf(['organisation', 'cohort']),
      message: `The file is of another kind of organisation (${cohort}) than yours (${organisation.cohort}), which is asked other things. Send a file of yours.`,
    })
  if (given.asOf > assessment.asOf)
    faults.push({
      place: file.placeOf(['as-of']),
      message: `The file says how things were on ${dateWords(given.asOf)}, after the reference date of this assessment, ${dateWords(assessment.asOf)}. Send one of that day or before.`,
    })
  return faults
}

/** The answers without evidence that a reviewer ended here. */
async function withoutEnded(
  db: Handle,
  { ruleSet, assessment }: Place,
  given: Answers['answers'],
): Promise<{ answers: Answers['answers']; ended: Question[] }> {
  const reviews = await findReviews(db, assessment.id)
  const isEnded = (id: QuestionId, answer: Answer) =>
    answer.assurance !== 'asserted' &&
    reviews.some((review) => review.questionId === id && endsEvidence(review, answer))
  const ended = ruleSet.questions.filter(({ id }) => {
    const answer = given[id]
    return answer !== undefined && isEnded(id, answer)
  })
  const without = ended.flatMap(({ id }): [QuestionId, Answer][] => {
    const answer = given[id]
    return answer === undefined ? [] : [[id, asserted(answer)]]
  })
  return { answers: { ...given, ...Object.fromEntries(without) }, ended }
}

/** What the rows would be together with those that are here. */
function faultsOfRegisters({ rows }: Incoming, content: Content, file: OpenedFile): FileFault[] {
  return [...new Set(rows.map(({ register }) => register))].flatMap((register) => {
    const all = (content.registers[register.id]?.rows ?? []).map(({ row }) => row)
    for (const { register: of, index, then } of rows)
      if (of.id === register.id) all[index ?? all.length] = then
    return faultsOfRegister(register, all).map((message) => ({
      place: file.placeOf(['registers', register.id]),
      message: `${register.id}: ${message}`,
    }))
  })
}

/** The same while what would be written, and what stands in its place, is the same. */
function nameOf(
  { assessment, ruleSet }: Place,
  content: Content,
  incoming: Incoming,
  texts: readonly ComingText[],
): string {
  const { answers, context, rows, complete } = incoming
  const rowAt = (register: string, index = -1) => content.registers[register]?.rows[index]
  const said = [
    [assessment.id, ruleSet.digest],
    [...answers, ...context].map(({ question: { id }, then }) => [id, content.versions[id] ?? 0, then]),
    rows.map(({ register: { id }, index, then }) => [
      id,
      rowAt(id, index)?.id,
      rowAt(id, index)?.version,
      then,
    ]),
    complete.map(({ id }) => [id, content.registers[id]?.version]),
    texts.map(({ kind, about, version, then }) => [kind, about, version, then]),
  ]
  return createHash('sha256').update(JSON.stringify(said)).digest('hex')
}

async function saveIncoming(
  { db, place }: AssessmentChange,
  person: Person,
  content: Content,
  { answers, context, rows, complete }: Incoming,
  stamp: Stamp,
): Promise<void> {
  const assessmentId = place.assessment.id
  for (const { question, then, waits } of answers) {
    const key = { assessmentId, questionId: question.id }
    const stored = storedAnswer(content, question.id)
    const value = waits ? asserted(then) : then
    await putAnswer(db, key, stored, { seenVersion: stored.version, value, stamp }, person)
    if (waits)
      await saveCarried(db, assessmentId, {
        questionId: question.id,
        fromAssessmentId: assessmentId,
        answer: then,
      })
  }
  for (const { question, then } of context) {
    const seenVersion = content.versions[question.id] ?? 0
    await saveContextAnswer(
      db,
      { assessmentId, questionId: question.id },
      { seenVersion, value: then, stamp },
    )
  }
  for (const { register, index, then } of rows) {
    const was = index === undefined ? undefined : content.registers[register.id]?.rows[index]
    const key = { assessmentId, registerId: register.id, id: was?.id ?? randomUUID() }
    await saveRow(db, key, { seenVersion: was?.version ?? 0, value: then, stamp })
  }
  for (const { id } of complete) {
    const seenVersion = content.registers[id]?.version ?? 0
    await saveRegister(db, { assessmentId, registerId: id }, { seenVersion, value: true, stamp })
  }
}
