/**
 * A file of a register → what it would change, shown to whoever sent it; and then all of that at once, or nothing.
 * What is done is what was shown: a file, a matching or a register that changed since is refused. What an organisation's columns and words mean is kept for the next file.
 */

import { createHash, randomUUID } from 'node:crypto'
import { guessColumns } from '../answers/register-columns.ts'
import { planRegister, type RegisterPlan } from '../answers/register-file.ts'
import { type DateOrder, type Matching, sameWords } from '../answers/register-words.ts'
import { DAY_MS, londonDate } from '../calendar.ts'
import { DomainError } from '../errors.ts'
import type { OrganisationId, RegisterId } from '../ids.ts'
import type { Register } from '../rules/model.ts'
import type { Person } from '../store/person.ts'
import {
  deleteRegisterUpload,
  findMatching,
  findRegisterUpload,
  type RegisterFileKey,
  type RegisterUpload,
  saveMatching,
  saveRegisterUpload,
} from '../store/register-files.ts'
import { findRows, saveManyRows } from '../store/registers.ts'
import type { Handle } from '../store/tables.ts'
import { changeAssessment, lookAtAssessment } from './acting.ts'
import { type Done, edit } from './edits.ts'
import type { House } from './house.ts'
import { getRegister, ofRegister } from './named.ts'
import { MOST_ROWS } from './register-rows.ts'
import type { Place } from './views.ts'

const NOTHING: Matching = { columns: {}, words: {} }

/** A file that was sent, with what its columns are taken for. */
export interface SentFile {
  readonly register: Register
  readonly upload: RegisterUpload
  /** Our column for each of the file's: its id, `row`, or empty where it is left out. */
  readonly chosen: readonly string[]
  /** Somebody here said what each of these columns is. */
  readonly isKnown: boolean
  readonly matching: Matching
}

/** The same with what it would do now. */
export interface RegisterFile extends SentFile {
  readonly plan: RegisterPlan
  /** Names exactly this file, its matching and these rows; doing it must name it. */
  readonly shown: string
}

const askedOf = (registerId: RegisterId) =>
  ({ action: 'edit-answers', about: ofRegister(registerId) }) as const

/** Keeps the rows of a file for whoever sent it, for a day. @throws as `changeAssessment`. */
export async function receiveRegisterFile(
  house: House,
  person: Person,
  organisationId: OrganisationId,
  registerId: RegisterId,
  file: Pick<RegisterUpload, 'name' | 'rows'>,
): Promise<void> {
  await changeAssessment(house, person, organisationId, askedOf(registerId), async ({ db }) => {
    const expiresAt = new Date(house.now().getTime() + DAY_MS).toISOString()
    await saveRegisterUpload(db, keyOf(person, organisationId, registerId), { ...file, expiresAt })
  })
}

/** The file that this person sent last for the register and has not brought in; undefined: there is none. @throws as `lookAtAssessment`. */
export async function findRegisterFile(
  house: House,
  person: Person,
  organisationId: OrganisationId,
  registerId: RegisterId,
): Promise<(Pick<RegisterUpload, 'name'> & Pick<SentFile, 'isKnown'>) | undefined> {
  return lookAtAssessment(house, person, organisationId, askedOf(registerId), async ({ db }) => {
    const upload = await findUpload(house, person, db, { organisationId, registerId })
    if (upload === undefined) return undefined
    const matching = await findMatching(db, { organisationId, registerId })
    return { name: upload.name, isKnown: isKnown(upload, matching) }
  })
}

async function findUpload(house: House, person: Person, db: Handle, key: RegisterFileKey) {
  const upload = await findRegisterUpload(db, { accountId: person.id, ...key })
  return upload !== undefined && upload.expiresAt > house.now().toISOString() ? upload : undefined
}

/** Whether somebody said what each of its columns is. */
const isKnown = ({ rows: [header] }: RegisterUpload, { columns }: Matching = NOTHING) =>
  (header?.cells ?? []).every((name) => Object.hasOwn(columns, sameWords(name)))

/** The file that this person sent last for the register. @throws DomainError 'not-found', or as `lookAtAssessment`. */
export async function getSentFile(
  house: House,
  person: Person,
  organisationId: OrganisationId,
  registerId: RegisterId,
): Promise<SentFile> {
  return lookAtAssessment(house, person, organisationId, askedOf(registerId), ({ db, place }) =>
    readSent(house, person, db, place, registerId),
  )
}

/** The same, and what it would do now. @throws DomainError 'not-found', or as `lookAtAssessment`. */
export async function getRegisterFile(
  house: House,
  person: Person,
  organisationId: OrganisationId,
  registerId: RegisterId,
): Promise<RegisterFile> {
  return lookAtAssessment(house, person, organisationId, askedOf(registerId), ({ db, place }) =>
    readFile(house, person, db, place, registerId),
  )
}

const keyOf = (person: Person, organisationId: OrganisationId, registerId: RegisterId) => ({
  accountId: person.id,
  organisationId,
  registerId,
})

async function readSent(
  house: House,
  person: Person,
  db: Handle,
  { ruleSet, organisation }: Place,
  registerId: RegisterId,
): Promise<SentFile> {
  const register = getRegister(ruleSet, registerId)
  const key = { organisationId: organisation.id, registerId }
  const upload = await findUpload(house, person, db, key)
  if (upload === undefined)
    throw new DomainError(
      'not-found',
      'There is no file to look at. If you have just brought it in, the register shows so. Else send it again.',
    )
  const matching = (await findMatching(db, key)) ?? NOTHING
  const chosen = guessColumns(register, upload.rows[0]?.cells ?? [], matching.columns)
  return { register, upload, chosen, isKnown: isKnown(upload, matching), matching }
}

async function readFile(
  house: House,
  person: Person,
  db: Handle,
  place: Place,
  registerId: RegisterId,
): Promise<RegisterFile> {
  const { ruleSet, assessment } = place
  const sent = await readSent(house, person, db, place, registerId)
  const { register, upload, chosen, matching } = sent
  const standing = (await findRows(db, assessment.id)).filter((one) => one.registerId === registerId)
  const today = londonDate(house.now())
  const about = { ruleSet, register, dates: { asOf: assessment.asOf, today } }
  const plan = withRoom(
    planRegister(about, standing, upload.rows, chosen, matching),
    standing.length,
    register,
  )
  const shown = createHash('sha256')
    .update(
      JSON.stringify([
        ruleSet.digest,
        upload,
        chosen,
        matching.words,
        matching.dates,
        assessment.asOf,
        today,
        standing,
      ]),
    )
    .digest('hex')
  return { ...sent, plan, shown }
}

function withRoom(plan: RegisterPlan, standing: number, { row }: Register): RegisterPlan {
  if (standing + plan.added.length <= MOST_ROWS) return plan
  const message = `A register holds at most ${MOST_ROWS.toLocaleString('en-GB')} ${row.many}. With this file it would hold ${(standing + plan.added.length).toLocaleString('en-GB')}. Send only those that belong in it, or delete some first.`
  return { ...plan, faults: [{ line: 1, message }, ...plan.faults] }
}

/** Keeps what the columns of a file mean, for this file and the next. `chosen` is in the order of the file. @throws as `changeAssessment`. */
export async function saveRegisterColumns(
  house: House,
  person: Person,
  organisationId: OrganisationId,
  registerId: RegisterId,
  chosen: readonly string[],
  dates: DateOrder,
): Promise<void> {
  await change(house, person, organisationId, registerId, ({ upload, matching }) => {
    const header = upload.rows[0]?.cells ?? []
    const said = header.map((name, index) => [sameWords(name), chosen[index] ?? ''] as const)
    return {
      columns: { ...matching.columns, ...Object.fromEntries(said.filter(([name]) => name !== '')) },
      words: matching.words,
      ...(dates === undefined ? {} : { dates }),
    }
  })
}

/** Keeps what words of a file stand for: by id of our column, a value for each word; empty: nothing. @throws as `changeAssessment`. */
export async function saveRegisterWords(
  house: House,
  person: Person,
  organisationId: OrganisationId,
  registerId: RegisterId,
  said: readonly { readonly column: string; readonly word: string; readonly value: string }[],
): Promise<void> {
  await change(house, person, organisationId, registerId, ({ matching }) => {
    const words: Record<string, Record<string, string>> = { ...matching.words }
    for (const { column, word, value } of said) words[column] = { ...words[column], [sameWords(word)]: value }
    return { ...matching, words }
  })
}

async function change(
  house: House,
  person: Person,
  organisationId: OrganisationId,
  registerId: RegisterId,
  to: (file: SentFile) => Matching,
): Promise<void> {
  await changeAssessment(house, person, organisationId, askedOf(registerId), async ({ db, place, stamp }) => {
    const file = await readSent(house, person, db, place, registerId)
    await saveMatching(db, { organisationId, registerId }, to(file), stamp)
  })
}

/**
 * Does what was shown: all of it in one transaction, or nothing.
 *
 * @throws DomainError 'conflict' when the file, its matching or the register is not as it was shown; else as `saveAnswer`.
 */
export async function applyRegisterFile(
  house: House,
  person: Person,
  organisationId: OrganisationId,
  registerId: RegisterId,
  shown: string,
): Promise<Done> {
  const asked = { ...askedOf(registerId), act: { action: 'register-imported', object: registerId } } as const
  return edit(house, person, organisationId, asked, async ({ db, place, stamp }) => {
    const { plan, upload, ...file } = await readFile(house, person, db, place, registerId)
    if (file.shown !== shown)
      throw new DomainError(
        'conflict',
        'The file or the register is no longer as it was shown. Nothing was changed. Look at the preview again.',
      )
    const [fault] = plan.faults
    if (fault !== undefined) throw new DomainError('conflict', `Row ${fault.line}: ${fault.message}`)
    if (plan.unknown.length > 0)
      throw new DomainError('conflict', 'Say first what the words of the file stand for.')
    const key = { assessmentId: place.assessment.id, registerId }
    const added = plan.added.map(({ row }) => ({ id: randomUUID(), row }))
    await saveManyRows(db, key, added, plan.updated, stamp)
    await deleteRegisterUpload(db, keyOf(person, organisationId, registerId))
    const details = { added: added.length, updated: plan.updated.length, rows: upload.rows.length - 1 }
    return { ok: true, version: 0, changed: added.length + plan.updated.length > 0, details }
  })
}
