/**
 * The way of an assessment to its signature: submitted, withdrawn or returned, signed by somebody else than who submitted it, reopened.
 * Each step names what it saw, and is refused when that has changed; a signed assessment itself never changes again.
 */

import { createHash } from 'node:crypto'
import { DomainError } from '../errors.ts'
import type { AnswerFault, LevelRow } from '../answers/model.ts'
import { OFFICES, signOffStepName } from '../report/sign-off.ts'
import { signOffText } from '../report/handling.ts'
import { dateWords } from '../report/words.ts'
import { findAssessments, insertAssessments, newDraft, saveStatus } from '../store/assessments.ts'
import { copyContent } from '../store/copying.ts'
import { findExplanations } from '../store/explanations.ts'
import { findDomainNotes } from '../store/notes.ts'
import type { Person } from '../store/person.ts'
import { findSignOffs, insertSignOff, type SignOffDetails, type SignOffStep } from '../store/sign-offs.ts'
import type { SignOffKind } from '../store/tables-of-work.ts'
import type { Handle } from '../store/tables.ts'
import { read, writeAlone } from '../store/transaction.ts'
import { getPlace, placeOf, readResult, readResultAnew } from './assessments.ts'
import type { Place, ResultView } from './views.ts'
import { freshenLevels, renewLevels } from './content.ts'
import { isNothingMissing, listMissing, listToExplain, type Missing, type ToExplain } from './explaining.ts'
import type { House } from './house.ts'
import type { DomainNotes } from './noting.ts'
import { demand, demandState, isPossible } from './permission.ts'
import { record } from './recording.ts'
import { sealAssessment } from './signing.ts'

export type { SignOffStep } from '../store/sign-offs.ts'

/** Characters of reasons, reservations and words on the way (ours). */
export const LONGEST_SIGN_OFF_TEXT = 4000
/** Characters of the name of who has seen it (ours). */
export const LONGEST_SEEN_BY = 120

export interface SignOffView extends ResultView {
  /** What was scored. */
  readonly row: LevelRow
  /** Names what is shown here: a step sent from this page is taken only while it still is. */
  readonly seen: string
  /** The first one first. */
  readonly steps: readonly SignOffStep[]
  readonly missing: Missing
  readonly toExplain: readonly ToExplain[]
  readonly notes: DomainNotes
  /** The newest signed assessment before this one. */
  readonly earlier: ResultView | undefined
  /** The person who looks submitted it, and so cannot sign it. */
  readonly submittedByViewer: boolean
}

/**
 * The present assessment as its SIRO reads it before signing.
 *
 * @throws DomainError 'not-found' or 'not-allowed'.
 */
export async function getSignOff(house: House, person: Person, organisationId: string): Promise<SignOffView> {
  demand('read-sign-off', person, organisationId)
  return read(house.db, async (db) => {
    const place = await getPlace(db, house, organisationId)
    const { assessment, organisation } = place
    const found = await readResult(db, house, place)
    const given = Object.fromEntries(await findExplanations(db, assessment.id))
    const steps = await findSignOffs(db, assessment.id)
    const earlier = (await findAssessments(db, organisationId)).find(
      (one) => one.id !== assessment.id && one.signedAt !== undefined,
    )
    return {
      ...found,
      seen: await readSeen(db, place, steps),
      steps,
      missing: listMissing(found, given),
      toExplain: listToExplain(found.view, found.result, given),
      notes: Object.fromEntries(await findDomainNotes(db, assessment.id)),
      earlier:
        earlier === undefined
          ? undefined
          : await readResult(db, house, await placeOf(db, house, organisation, earlier)),
      submittedByViewer: submitterOf(steps)?.byId === person.id,
    }
  })
}

/** Everything that the page says and that may change while it is read: the answers, the organisation's record, the words beside them, and the steps. */
async function readSeen(
  db: Handle,
  { organisation, assessment: { id, revision } }: Place,
  steps: readonly SignOffStep[],
): Promise<string> {
  const inOrder = (texts: ReadonlyMap<string, unknown>) => [...texts].sort(([a], [b]) => (a < b ? -1 : 1))
  const words = [inOrder(await findExplanations(db, id)), inOrder(await findDomainNotes(db, id))]
  const read = [id, revision, steps.length, organisation, words]
  return createHash('sha256').update(JSON.stringify(read)).digest('hex')
}

function submitterOf(steps: readonly SignOffStep[]): SignOffStep | undefined {
  return steps.findLast(({ kind }) => kind === 'submitted')
}

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
 * @throws DomainError 'not-found', 'not-allowed' or 'conflict' (its state, or it changed since it was seen).
 */
export async function submitAssessment(
  house: House,
  person: Person,
  organisationId: string,
  seen: string,
  word: string,
): Promise<SignOffOutcome> {
  const text = word.trim()
  return step(house, person, organisationId, 'submit', seen, text, async (db, place) => {
    const faults = faultsOf('word', text, undefined)
    if (faults.length > 0) return { ok: false, faults }
    const { assessment } = place
    const given = Object.fromEntries(await findExplanations(db, assessment.id))
    const missing = listMissing(await readResultAnew(db, place), given)
    if (!isNothingMissing(missing)) return { ok: false, missing }
    await saveStatus(db, assessment.id, 'submitted')
    await add(db, house, person, place, 'submitted', text)
    return DONE
  })
}

/** Takes a submitted assessment back, to go on with it. `word` may be empty. @throws as `submitAssessment`. */
export async function withdrawAssessment(
  house: House,
  person: Person,
  organisationId: string,
  seen: string,
  word: string,
): Promise<SignOffOutcome> {
  const text = word.trim()
  return step(house, person, organisationId, 'withdraw', seen, text, async (db, place) => {
    const faults = faultsOf('word', text, undefined)
    if (faults.length > 0) return { ok: false, faults }
    await saveStatus(db, place.assessment.id, 'draft')
    await add(db, house, person, place, 'withdrawn', text)
    return DONE
  })
}

/** Gives it back to the lead, with reasons. @throws as `submitAssessment`. */
export async function returnAssessment(
  house: House,
  person: Person,
  organisationId: string,
  seen: string,
  reasons: string,
): Promise<SignOffOutcome> {
  const text = reasons.trim()
  return step(house, person, organisationId, 'return', seen, text, async (db, place) => {
    const faults = faultsOf('reasons', text, 'Say what the lead should look at again.')
    if (faults.length > 0) return { ok: false, faults }
    await saveStatus(db, place.assessment.id, 'returned')
    await add(db, house, person, place, 'returned', text)
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
  organisationId: string,
  seen: string,
  { how, reservations, sameLine, seenBy }: Signature,
): Promise<SignOffOutcome> {
  const text = how === 'with' ? reservations.trim() : ''
  return step(house, person, organisationId, 'sign', seen, text, async (db, place, steps) => {
    if (submitterOf(steps)?.byId === person.id)
      throw new DomainError('conflict', 'You submitted this assessment: somebody else must sign it.')
    const names = OFFICES.map(({ id, name }) => ({ id, name, by: seenBy[id]?.trim() ?? '' }))
    const faults = [
      ...names.flatMap(({ id, name, by }) =>
        by.length > LONGEST_SEEN_BY
          ? [{ field: id, message: `${name}: keep the name to ${String(LONGEST_SEEN_BY)} characters.` }]
          : [],
      ),
    ]
    if (sameLine === undefined)
      faults.push({ field: 'same-line', message: 'Say whether one of you reports to the other.' })
    if (how === undefined) faults.push({ field: 'how', message: 'Choose how you sign.' })
    if (how === 'with')
      faults.push(...faultsOf('reservations', text, 'Write your reservations, or sign without any.'))
    if (faults.length > 0) return { ok: false, faults }
    const { assessment, organisation, ruleSet } = place
    const older = (await findAssessments(db, organisationId)).find(
      (one) => one.periodId === assessment.periodId && one.status === 'signed',
    )
    if (older !== undefined) await saveStatus(db, older.id, 'superseded')
    const kind = how === 'with' ? 'signed-with-reservations' : 'signed'
    const isDeputy = person.memberships.some(
      (one) => one.organisationId === organisation.id && one.role === 'siro' && one.deputy === true,
    )
    await add(db, house, person, place, kind, text, {
      statement: signOffText(dateWords(assessment.asOf)),
      sameLine: sameLine === true,
      ...(isDeputy ? { deputy: true } : {}),
      seenBy: Object.fromEntries(names.filter(({ by }) => by !== '').map(({ id, by }) => [id, by])),
    })
    await freshenLevels(db, ruleSet, organisation, assessment)
    await sealAssessment(db, ruleSet, assessment, house.now().toISOString())
    return DONE
  })
}

/**
 * Makes a new draft in the same period that goes on from the signed assessment, which stays signed until that one is.
 *
 * @throws as `submitAssessment`.
 */
export async function reopenAssessment(
  house: House,
  person: Person,
  organisationId: string,
  seen: string,
  reasons: string,
): Promise<SignOffOutcome> {
  const text = reasons.trim()
  return step(house, person, organisationId, 'reopen', seen, text, async (db, place) => {
    const faults = faultsOf('reasons', text, 'Say why it is opened again.')
    if (faults.length > 0) return { ok: false, faults }
    const { assessment, organisation, ruleSet } = place
    const { organisationId, periodId, asOf, ruleSetDigest, id } = assessment
    const successor = newDraft({ organisationId, periodId, asOf, ruleSetDigest, predecessorId: id })
    await insertAssessments(db, [successor])
    await copyContent(db, assessment.id, successor.id)
    await renewLevels(db, ruleSet, organisation, successor)
    await add(db, house, person, place, 'reopened', text, { successor: successor.id })
    return DONE
  })
}

type StepAction = 'submit' | 'withdraw' | 'return' | 'sign' | 'reopen'

/** Permission, the place, its state and what was seen; then the work, all in one transaction. */
async function step(
  house: House,
  person: Person,
  organisationId: string,
  action: StepAction,
  seen: string,
  text: string,
  work: (db: Handle, place: Place, steps: readonly SignOffStep[]) => Promise<SignOffOutcome>,
): Promise<SignOffOutcome> {
  demand(action, person, organisationId)
  return writeAlone(
    house.db,
    async (db) => {
      const place = await getPlace(db, house, organisationId)
      const steps = await findSignOffs(db, place.assessment.id)
      const isOfNow = seen === (await readSeen(db, place, steps))
      if (!isOfNow && !isPossible(action, place) && (await isDoneBy(db, place, steps, person, action, text)))
        return DONE
      demandState(action, place)
      if (!isOfNow)
        throw new DomainError(
          'conflict',
          'This assessment changed since you opened the page. Nothing was done: read it again, then decide.',
        )
      return work(db, place, steps)
    },
    organisationId,
  )
}

const KINDS: Readonly<Record<StepAction, readonly SignOffKind[]>> = {
  submit: ['submitted'],
  withdraw: ['withdrawn'],
  return: ['returned'],
  sign: ['signed', 'signed-with-reservations'],
  reopen: ['reopened'],
}

/** Whether the newest step is this one, of this person with these words: a form that was sent twice. */
async function isDoneBy(
  db: Handle,
  { assessment }: Place,
  steps: readonly SignOffStep[],
  person: Person,
  action: StepAction,
  text: string,
): Promise<boolean> {
  const before = action === 'reopen' ? assessment.predecessorId : undefined
  const newest = (before === undefined ? steps : await findSignOffs(db, before)).at(-1)
  return (
    newest !== undefined &&
    KINDS[action].includes(newest.kind) &&
    newest.byId === person.id &&
    newest.text === text
  )
}

/** Adds the step and its entry in the trail; the texts stay out of the trail. */
async function add(
  db: Handle,
  house: House,
  person: Person,
  { organisation, assessment }: Place,
  kind: SignOffKind,
  text: string,
  details: SignOffDetails = {},
): Promise<void> {
  const at = house.now().toISOString()
  await insertSignOff(db, assessment.id, { kind, at, byId: person.id, byName: person.name, text, details })
  await record(db, house, person, {
    organisationId: organisation.id,
    action: `assessment-${kind}`,
    object: assessment.id,
    details: { says: signOffStepName(kind), revision: assessment.revision },
  })
}

/** `needed`: what to say when there is no text; undefined: there need not be one. */
function faultsOf(field: string, text: string, needed: string | undefined): AnswerFault[] {
  if (text === '' && needed !== undefined) return [{ field, message: needed }]
  if (text.length <= LONGEST_SIGN_OFF_TEXT) return []
  const message = `Keep it to ${String(LONGEST_SIGN_OFF_TEXT)} characters. It has ${String(text.length)}.`
  return [{ field, message }]
}
