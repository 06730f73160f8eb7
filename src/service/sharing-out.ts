/**
 * The work of the present assessment shared out: domains, questions, the first look and parts of an official framework given to colleagues,
 * with a day and a note.
 * A contributor may open what they were given, and nothing else; for a lead it is a list of who has what.
 */

import { randomUUID } from 'node:crypto'
import { isDate, londonDate } from '../calendar.ts'
import type { AnswerFault } from '../answers/model.ts'
import type { AccountId, AssignmentId, OrganisationId } from '../ids.ts'
import { findQuestion } from '../rules/find.ts'
import type { Question, RuleSet } from '../rules/model.ts'
import * as assignments from '../store/assignments.ts'
import type { AssignedPart, Person } from '../store/person.ts'
import type { Handle } from '../store/tables.ts'
import { type AssessmentChange, changeAssessment, lookAtAssessment } from './acting.ts'
import { type CafPart, findCafParts } from './caf-parts.ts'
import type { House } from './house.ts'
import { cafTarget } from './permission.ts'
import type { Place } from './views.ts'

export type { Answerer, Assignment } from '../store/assignments.ts'

/** Characters of a note (ours). */
export const LONGEST_ASSIGNMENT_NOTE = 500

/** An assignment, and who else may fill in some of the same questions or outcomes. */
export interface SharedPart extends assignments.Assignment {
  readonly alsoWith: readonly { readonly name: string; readonly count: number }[]
  /** Of a part of an official framework that is there: what it holds. */
  readonly caf?: CafPart | undefined
}

export interface SharedOut {
  readonly answerers: readonly assignments.Answerer[]
  /** Those that have not ended, the oldest first; of somebody who is no longer among the answerers too. */
  readonly assignments: readonly SharedPart[]
  /** By the target of a domain or a part of a framework, the answerer who had it last in an assessment before this one. */
  readonly usual: ReadonlyMap<string, AccountId>
}

/** Who has what of the present assessment. @throws as `lookAtAssessment`. */
export async function getSharedOut(
  house: House,
  person: Person,
  organisationId: OrganisationId,
): Promise<SharedOut> {
  return lookAtAssessment(house, person, organisationId, 'assign', ({ db, place }) =>
    findSharedOut(db, house, place, organisationId),
  )
}

async function findSharedOut(
  db: Handle,
  house: House,
  { assessment, ruleSet }: Place,
  organisationId: OrganisationId,
): Promise<SharedOut> {
  const answerers = await assignments.findAnswerers(db, organisationId)
  const all = await assignments.findAssignments(db, assessment.id)
  const before = await assignments.findEarlierAssignments(db, organisationId, assessment.id)
  const caf = await findCafParts(db, house, organisationId, all)
  const heldIn = (part: assignments.Assignment): readonly unknown[] => {
    const found = caf.get(part.target)
    return found?.outcomes.map(({ code }) => cafTarget(found.place, code)) ?? questionsOfPart(ruleSet, part)
  }
  const heldBy = new Map(
    answerers.map(({ accountId }) => [
      accountId,
      new Set(all.flatMap((one) => (one.accountId === accountId ? heldIn(one) : []))),
    ]),
  )
  const alsoWith = (part: assignments.Assignment): SharedPart['alsoWith'] =>
    answerers.flatMap(({ accountId, name }) => {
      const held = accountId === part.accountId ? undefined : heldBy.get(accountId)
      const count = heldIn(part).filter((one) => held?.has(one)).length
      return count === 0 ? [] : [{ name, count }]
    })
  const usual = new Map<string, AccountId>()
  for (const { target, accountId } of before) if (heldBy.has(accountId)) usual.set(target, accountId)
  return {
    answerers,
    assignments: all.map((one) => ({ ...one, alsoWith: alsoWith(one), caf: caf.get(one.target) })),
    usual,
  }
}

/**
 * What the person was asked to fill in of the present assessment; nothing once it is signed, when they read none of it any more.
 *
 * @throws as `lookAtAssessment`.
 */
export async function findOwnAssignments(
  house: House,
  person: Person,
  organisationId: OrganisationId,
): Promise<SharedPart[]> {
  const asked = { action: 'read-answers', about: 'some' } as const
  return lookAtAssessment(house, person, organisationId, asked, async ({ db, place }) => {
    if (place.assessment.signedAt !== undefined) return []
    const shared = await findSharedOut(db, house, place, organisationId)
    return shared.assignments.filter((one) => one.accountId === person.id)
  })
}

/** As typed or chosen: nothing of it is trusted. */
export interface AssignmentForm {
  readonly accountId: AccountId
  readonly kind: string
  readonly target: string
  /** ISO date; empty: no day; undefined: what was typed makes no date. */
  readonly due: string | undefined
  readonly note: string
}

export type Assigned = { readonly ok: true } | { readonly ok: false; readonly faults: readonly AnswerFault[] }

/**
 * Asks somebody to fill in a part; who has the part already gets the new day and note instead.
 * Fields of faults: `account`, `part`, `due`, `note`.
 *
 * @throws as `changeAssessment`.
 */
export async function assignPart(
  house: House,
  person: Person,
  organisationId: OrganisationId,
  form: AssignmentForm,
): Promise<Assigned> {
  const { accountId } = form
  return changeAssessment(house, person, organisationId, 'assign', async (change) => {
    const answerers = await assignments.findAnswerers(change.db, organisationId)
    const part =
      form.kind === 'caf'
        ? await findCafPart(change.db, house, organisationId, form.target)
        : partOf(change.place.ruleSet, form)
    const isKnown = answerers.some((one) => one.accountId === accountId)
    const note = form.note.trim()
    const faults = [
      ...(part === undefined ? [{ field: 'part', message: 'Choose what to share out.' }] : []),
      ...(isKnown ? [] : [{ field: 'account', message: 'Choose who fills it in.' }]),
      ...dueFaults(form.due, londonDate(house.now())),
      ...(note.length > LONGEST_ASSIGNMENT_NOTE
        ? [{ field: 'note', message: `The note must be ${LONGEST_ASSIGNMENT_NOTE} characters or fewer.` }]
        : []),
    ]
    if (part === undefined || faults.length > 0) return { ok: false, faults }
    await give(change, { ...part, accountId, due: form.due || undefined, note })
    return { ok: true }
  })
}

/** As typed or chosen: nothing of it is trusted. */
export interface DomainsForm {
  /** By domain, who fills it in from now on too; empty: nobody new. */
  readonly accounts: ReadonlyMap<string, AccountId>
  /** As of `AssignmentForm`, for each that has no day of its own. */
  readonly due: string | undefined
  /** By domain, its own day; empty: that of all. */
  readonly days: ReadonlyMap<string, string>
}

/** The field of a fault about the day of one domain. */
const dayOf = (domain: string) => `day-${domain}`

/**
 * Asks somebody for each of several domains; who has one already gets the new day, and keeps the note.
 * Fields of faults: a domain's id, that of its day, `due`.
 *
 * @throws as `changeAssessment`.
 */
export async function assignDomains(
  house: House,
  person: Person,
  organisationId: OrganisationId,
  form: DomainsForm,
): Promise<Assigned> {
  return changeAssessment(house, person, organisationId, 'assign', async (change) => {
    const { domains } = change.place.ruleSet
    const answerers = await assignments.findAnswerers(change.db, organisationId)
    const chosen = domains.flatMap(({ id }) => {
      const accountId = form.accounts.get(id) ?? ''
      return accountId === '' ? [] : [{ target: id, accountId }]
    })
    const today = londonDate(house.now())
    const days = domains.flatMap(({ id }) => {
      const day = form.days.get(id) ?? ''
      return day === '' ? [] : [{ id, day }]
    })
    const faults = [
      ...(chosen.length === 0
        ? [{ field: domains[0]?.id ?? '', message: 'Choose who fills in at least one section.' }]
        : []),
      ...chosen
        .filter((one) => !answerers.some(({ accountId }) => accountId === one.accountId))
        .map(({ target }) => ({ field: target, message: 'Choose one of the people listed.' })),
      ...days.flatMap(({ id, day }) =>
        chosen.some(({ target }) => target === id)
          ? dueFaults(day, today).map(({ message }) => ({ field: dayOf(id), message }))
          : [{ field: id, message: 'Choose who fills it in, or leave its day empty.' }],
      ),
      ...dueFaults(form.due, today),
    ]
    if (faults.length > 0) return { ok: false, faults }
    for (const one of chosen) {
      const own = days.find(({ id }) => id === one.target)?.day
      const due = (own ?? form.due) || undefined
      await give(change, { ...one, kind: 'domain', due, note: undefined })
    }
    return { ok: true }
  })
}

/** Whoever has the part already has it with this day from now on, and with this note; undefined: with theirs. */
async function give(
  { db, place: { assessment }, stamp, record }: AssessmentChange,
  {
    note: given,
    ...part
  }: AssignedPart & { accountId: AccountId; due: string | undefined; note: string | undefined },
): Promise<void> {
  const { kind, target, accountId, due } = part
  const before = await assignments.findAssignments(db, assessment.id, accountId)
  const same = before.filter((one) => one.kind === kind && one.target === target)
  const note = given ?? same.at(-1)?.note ?? ''
  // A form that was sent twice.
  if (same.some((one) => one.due === due && one.note === note)) return
  await assignments.saveEnded(
    db,
    same.map((one) => one.id),
    stamp.at,
  )
  const stamped = { id: randomUUID(), givenAt: stamp.at, givenBy: stamp.by }
  await assignments.insertAssignments(db, assessment.id, [{ ...part, note, ...stamped }])
  const details = { kind, account: accountId, ...(due === undefined ? {} : { due }) }
  await record({ action: 'part-assigned', object: target, details })
}

/** Takes a part back; one that ended already stays so. @throws as `changeAssessment`. */
export async function endAssignment(
  house: House,
  person: Person,
  organisationId: OrganisationId,
  id: AssignmentId,
): Promise<void> {
  await changeAssessment(house, person, organisationId, 'assign', async ({ db, place, stamp, record }) => {
    const all = await assignments.findAssignments(db, place.assessment.id)
    const found = all.find((one) => one.id === id)
    if (found === undefined) return
    await assignments.saveEnded(db, [id], stamp.at)
    const details = { kind: found.kind, account: found.accountId }
    await record({ action: 'assignment-ended', object: found.target, details })
  })
}

async function findCafPart(
  db: Handle,
  house: House,
  organisationId: OrganisationId,
  target: string,
): Promise<AssignedPart | undefined> {
  const part = { kind: 'caf', target } as const
  return (await findCafParts(db, house, organisationId, [part])).has(target) ? part : undefined
}

/** The questions that a part holds; of an official framework none. Those that a register answers are held with the domain of the register. */
export function questionsOfPart(ruleSet: RuleSet, { kind, target }: AssignedPart): Question[] {
  if (kind === 'first-look') return ruleSet.firstLook.flatMap((index) => ruleSet.questions[index] ?? [])
  if (kind === 'caf') return []
  return ruleSet.questions.filter(({ id, domain, form }) => {
    if (form.type !== 'share') return target === (kind === 'domain' ? domain : id)
    const register = ruleSet.registers.find((one) => one.id === form.register)
    return kind === 'domain' && target === register?.domain
  })
}

/** A register answers some questions: those are given with the domain of the register, never one by one. */
function partOf(ruleSet: RuleSet, { kind, target }: AssignmentForm): AssignedPart | undefined {
  if (kind === 'first-look') return ruleSet.firstLook.length === 0 ? undefined : { kind, target: kind }
  if (kind === 'domain' && ruleSet.domains.some((one) => one.id === target)) return { kind, target }
  const question = findQuestion(ruleSet, target)
  return kind === 'question' && question !== undefined && question.form.type !== 'share'
    ? { kind, target }
    : undefined
}

function dueFaults(due: string | undefined, today: string): AnswerFault[] {
  if (due === '') return []
  if (due === undefined || !isDate(due))
    return [{ field: 'due', message: 'Type a real date as day, month and year, or leave it empty.' }]
  return due < today ? [{ field: 'due', message: 'The day must be today or later.' }] : []
}
