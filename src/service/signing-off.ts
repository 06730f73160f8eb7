/**
 * The way of an assessment to its signature: submitted, withdrawn or returned, signed by somebody else than who submitted it, reopened.
 * Each step names what it saw, and is refused when that has changed; a signed assessment itself never changes again.
 */

import { DomainError } from '../errors.ts'
import type { AnswerFault } from '../answers/model.ts'
import type { OrganisationId } from '../ids.ts'
import { OFFICES, signOffStepName } from '../report/sign-off.ts'
import { signOffText } from '../report/handling.ts'
import { markedSentence, returnText, sentBackWords } from '../report/listed.ts'
import { dateWords } from '../report/words.ts'
import { findAssessments, insertAssessments, newDraft, saveStatus } from '../store/assessments.ts'
import { copyContent } from '../store/copying.ts'
import { findExplanations } from '../store/explanations.ts'
import type { Person } from '../store/person.ts'
import { findSignOffs, insertSignOff, type SignOffDetails, type SignOffStep } from '../store/sign-offs.ts'
import type { SignOffKind } from '../store/tables-of-sign-off.ts'
import { type AssessmentChange, changeAssessment } from './acting.ts'
import { readResultAnew } from './assessments.ts'
import { freshenLevels, renewLevels } from './content.ts'
import { isNothingMissing, listMissing, type Missing } from './explaining.ts'
import type { House } from './house.ts'
import { demandState, isPossible } from './permission.ts'
import { countMarks, markedAs } from './listed-answers.ts'
import { readListed, readSeen, submitterOf } from './reading-sign-off.ts'
import { sealAssessment } from './signing.ts'

/** Characters of reasons, reservations and words on the way (ours). */
export const LONGEST_SIGN_OFF_TEXT = 4000
/** Characters of the name of who has seen it (ours). */
export const LONGEST_SEEN_BY = 120

/** Done, or what is wrong with what was typed, or what is missing before it can be. */
export type SignOffOutcome =
  | { readonly ok: true }
  | { readonly ok: false; readonly faults: readonly AnswerFault[] }
  | { readonly ok: false; readonly missing: Missing }

const DONE: SignOffOutcome = { ok: true }

/**
 * Hands the assessment to the SIRO; nothing of it changes until it is withdrawn or returned. `word` may be empty.
 * Everything shown must be answered, "we do not know" being an answer, and what does not fit together explained.
 *
 * @throws as `changeAssessment`; 'conflict' too when it changed since it was seen.
 */
export async function submitAssessment(
  house: House,
  person: Person,
  organisationId: OrganisationId,
  seen: string,
  word: string,
): Promise<SignOffOutcome> {
  const asked = { action: 'submit', seen, text: word.trim(), field: 'word' } as const
  return step(house, person, organisationId, asked, async ({ db, place, enter }) => {
    const { assessment } = place
    const given = Object.fromEntries(await findExplanations(db, assessment.id))
    const missing = listMissing(await readResultAnew(db, place), given)
    if (!isNothingMissing(missing)) return { ok: false, missing }
    await saveStatus(db, assessment.id, 'submitted')
    await enter('submitted')
    return DONE
  })
}

/** Takes a submitted assessment back, to go on with it. `word` may be empty. @throws as `submitAssessment`. */
export async function withdrawAssessment(
  house: House,
  person: Person,
  organisationId: OrganisationId,
  seen: string,
  word: string,
): Promise<SignOffOutcome> {
  const asked = { action: 'withdraw', seen, text: word.trim(), field: 'word' } as const
  return step(house, person, organisationId, asked, async ({ db, place, enter }) => {
    await saveStatus(db, place.assessment.id, 'draft')
    await enter('withdrawn')
    return DONE
  })
}

/** Gives it back to the lead, with reasons, to which belongs every answer that was marked as sent back. @throws as `submitAssessment`. */
export async function returnAssessment(
  house: House,
  person: Person,
  organisationId: OrganisationId,
  seen: string,
  reasons: string,
): Promise<SignOffOutcome> {
  const text = reasons.trim()
  const asked = { action: 'return', seen, text, field: 'reasons' } as const
  return step(house, person, organisationId, asked, async ({ db, place, steps, enter }) => {
    const sentBack = markedAs('sent-back', await readListed(db, house, place, steps))
    const said = returnText(
      text,
      sentBack.map(({ short, mark }) => ({ short, word: mark?.word ?? '' })),
    )
    if (said === '')
      return { ok: false, faults: [{ field: 'reasons', message: 'Say what the lead should look at again.' }] }
    await saveStatus(db, place.assessment.id, 'returned')
    await enter('returned', {}, said)
    return DONE
  })
}

/** What a signature says. */
export interface Signature {
  /** With reservations or without; undefined: not said. */
  readonly how: 'with' | 'without' | undefined
  /** Read only when it is signed with them. */
  readonly reservations: string
  /** One of the two who submit and sign reports to the other; undefined: not said. */
  readonly sameLine: boolean | undefined
  /** Names by office id; blank: has not seen it. */
  readonly seenBy: Readonly<Record<string, string>>
}

/**
 * Signs what was submitted by somebody else, for ever. An earlier signed assessment of the same period is replaced by it.
 * Faults are about an office's id, `same-line`, `how` or `reservations`, all of them at once.
 *
 * @throws as `submitAssessment`; 'conflict' too when the person who signs submitted it.
 */
export async function signAssessment(
  house: House,
  person: Person,
  organisationId: OrganisationId,
  seen: string,
  signature: Signature,
): Promise<SignOffOutcome> {
  const text = signature.how === 'with' ? signature.reservations.trim() : ''
  const asked = { action: 'sign', seen, text } as const
  return step(house, person, organisationId, asked, async ({ db, place, stamp, steps, enter }) => {
    if (submitterOf(steps)?.byId === person.id)
      throw new DomainError('conflict', 'You submitted this assessment: somebody else must sign it.')
    const faults = signatureFaults(signature, text)
    if (faults.length > 0) return { ok: false, faults }
    const { assessment, organisation, ruleSet } = place
    const listed = await readListed(db, house, place, steps)
    const sentBack = markedAs('sent-back', listed).length
    if (sentBack > 0) return { ok: false, faults: [{ field: 'how', message: sentBackWords(sentBack) }] }
    const older = (await findAssessments(db, organisationId)).find(
      (one) => one.periodId === assessment.periodId && one.status === 'signed',
    )
    if (older !== undefined) await saveStatus(db, older.id, 'superseded')
    const isDeputy = person.memberships.some(
      (one) => one.organisationId === organisationId && one.role === 'siro' && one.deputy === true,
    )
    await enter(signature.how === 'with' ? 'signed-with-reservations' : 'signed', {
      statement: signOffText(dateWords(assessment.asOf), markedSentence(countMarks(listed))),
      sameLine: signature.sameLine === true,
      ...(isDeputy ? { deputy: true } : {}),
      seenBy: Object.fromEntries(seenBy(signature).map(({ id, by }) => [id, by])),
    })
    await freshenLevels(db, ruleSet, organisation, assessment)
    await sealAssessment(db, ruleSet, assessment, stamp.at)
    return DONE
  })
}

/** The offices that have seen it, with the name of who did. */
function seenBy(signature: Signature) {
  return OFFICES.map(({ id, name }) => ({ id, name, by: signature.seenBy[id]?.trim() ?? '' })).filter(
    ({ by }) => by !== '',
  )
}

function signatureFaults(signature: Signature, text: string): AnswerFault[] {
  const faults = seenBy(signature).flatMap(({ id, name, by }) =>
    by.length > LONGEST_SEEN_BY
      ? [{ field: id, message: `${name}: keep the name to ${String(LONGEST_SEEN_BY)} characters.` }]
      : [],
  )
  if (signature.sameLine === undefined)
    faults.push({ field: 'same-line', message: 'Say whether one of you reports to the other.' })
  if (signature.how === undefined) faults.push({ field: 'how', message: 'Choose how you sign.' })
  if (signature.how === 'with')
    faults.push(...faultsOf('reservations', text, 'Write your reservations, or sign without any.'))
  return faults
}

/**
 * Makes a new draft in the same period that goes on from the signed assessment, which stays signed until that one is.
 *
 * @throws as `submitAssessment`.
 */
export async function reopenAssessment(
  house: House,
  person: Person,
  organisationId: OrganisationId,
  seen: string,
  reasons: string,
): Promise<SignOffOutcome> {
  const needed = 'Say why it is opened again.'
  const asked = { action: 'reopen', seen, text: reasons.trim(), field: 'reasons', needed } as const
  return step(house, person, organisationId, asked, async ({ db, place, enter }) => {
    const { organisation, ruleSet } = place
    const { periodId, asOf, ruleSetDigest, id } = place.assessment
    const successor = newDraft({ organisationId, periodId, asOf, ruleSetDigest, predecessorId: id })
    await insertAssessments(db, [successor])
    await copyContent(db, id, successor.id)
    await renewLevels(db, ruleSet, organisation, successor)
    await enter('reopened', { successor: successor.id })
    return DONE
  })
}

/** A step as somebody asks for it: what they saw, and their words. */
interface StepAsked {
  readonly action: 'submit' | 'withdraw' | 'return' | 'sign' | 'reopen'
  readonly seen: string
  readonly text: string
  /** Where the words were typed; undefined: the step itself says what is wrong with them. */
  readonly field?: string
  /** What to say when there are none; undefined: there need not be any. */
  readonly needed?: string
}

interface StepChange extends AssessmentChange {
  /** Those before, the first one first. */
  readonly steps: readonly SignOffStep[]
  /** Adds the step and its entry in the trail; the texts stay out of the trail. */
  readonly enter: (kind: SignOffKind, details?: SignOffDetails, said?: string) => Promise<void>
}

/** The state and what was seen, after permission; then the work, in a transaction of its own. */
async function step(
  house: House,
  person: Person,
  organisationId: OrganisationId,
  { action, seen, text, field, needed }: StepAsked,
  work: (change: StepChange) => Promise<SignOffOutcome>,
): Promise<SignOffOutcome> {
  // A form that was sent twice finds the state after it: so that is asked for here.
  const asked = { action, state: 'later', alone: true } as const
  return changeAssessment(house, person, organisationId, asked, async (change) => {
    const { db, place, stamp, record } = change
    const { assessment } = place
    const steps = await findSignOffs(db, assessment.id)
    const isOfNow = seen === (await readSeen(db, place, steps))
    if (!isOfNow && !isPossible(action, place)) {
      const before = action === 'reopen' ? assessment.predecessorId : undefined
      const newest = (before === undefined ? steps : await findSignOffs(db, before)).at(-1)
      if (isDone(newest, person, action, text)) return DONE
    }
    demandState(action, place)
    if (!isOfNow)
      throw new DomainError(
        'conflict',
        'This assessment changed since you opened the page. Nothing was done: read it again, then decide.',
      )
    const faults = field === undefined ? [] : faultsOf(field, text, needed)
    if (faults.length > 0) return { ok: false, faults }
    const enter = async (kind: SignOffKind, details: SignOffDetails = {}, said = text) => {
      const by = { at: stamp.at, byId: person.id, byName: person.name }
      await insertSignOff(db, assessment.id, { kind, ...by, text: said, details })
      const says = { says: signOffStepName(kind), revision: assessment.revision }
      await record({ action: `assessment-${kind}`, object: assessment.id, details: says })
    }
    return work({ ...change, steps, enter })
  })
}

const KINDS: Readonly<Record<StepAsked['action'], readonly SignOffKind[]>> = {
  submit: ['submitted'],
  withdraw: ['withdrawn'],
  return: ['returned'],
  sign: ['signed', 'signed-with-reservations'],
  reopen: ['reopened'],
}

/** Whether the newest step is this one, of this person with these words: a form that was sent twice. */
function isDone(
  newest: SignOffStep | undefined,
  { id }: Person,
  action: StepAsked['action'],
  text: string,
): boolean {
  if (newest?.byId !== id || !KINDS[action].includes(newest.kind)) return false
  // What was sent back stands below the reasons.
  return action === 'return' ? newest.text.startsWith(text) : newest.text === text
}

/** `needed`: what to say when there is no text; undefined: there need not be one. */
function faultsOf(field: string, text: string, needed: string | undefined): AnswerFault[] {
  if (text === '' && needed !== undefined) return [{ field, message: needed }]
  if (text.length <= LONGEST_SIGN_OFF_TEXT) return []
  const message = `Keep it to ${String(LONGEST_SIGN_OFF_TEXT)} characters. It has ${String(text.length)}.`
  return [{ field, message }]
}
