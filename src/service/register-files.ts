/**
 * A file of a register → what it would change, shown to whoever sent it; and then all of that at once, or nothing.
 * What is done is what was shown: a file, a matching or a register that changed since is refused. What an organisation's columns and words mean is kept for the next file.
 */

import { isDeepStrictEqual } from 'node:util'
import type { PackedRows } from '../answers/file-rows.ts'
import { guessColumns } from '../answers/register-columns.ts'
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
import { findEdits, saveManyRows } from '../store/registers.ts'
import type { Handle } from '../store/tables.ts'
import { type AssessmentLook, changeAssessment, lookAtAssessment } from './acting.ts'
import { type Done, edit } from './edits.ts'
import type { House } from './house.ts'
import { getRegister, ofRegister } from './named.ts'
import { type AskedOfPlan, type PlannedFile, planFile, planWhole } from './register-plan.ts'
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
export type RegisterFile = SentFile & PlannedFile

const askedOf = (registerId: RegisterId) =>
  ({ action: 'edit-answers', about: ofRegister(registerId) }) as const

/** Keeps the rows of a file for whoever sent it, for a day. @throws as `changeAssessment`. */
export async function receiveRegisterFile(
  house: House,
  person: Person,
  organisationId: OrganisationId,
  registerId: RegisterId,
  { name, head, packed }: PackedRows & Pick<RegisterUpload, 'name'>,
): Promise<void> {
  await changeAssessment(house, person, organisationId, askedOf(registerId), async ({ db }) => {
    const expiresAt = new Date(house.now().getTime() + DAY_MS).toISOString()
    const upload = { name, head, rows: packed, expiresAt }
    await saveRegisterUpload(db, keyOf(person, organisationId, registerId), upload)
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
const isKnown = ({ head }: RegisterUpload, { columns }: Matching = NOTHING) =>
  head.isOurs === true || head.header.cells.every((name) => Object.hasOwn(columns, sameWords(name)))

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

/** The same, and what it would do now, worked out once that is read. @throws DomainError 'not-found', as `planFile`, or as `lookAtAssessment`. */
export async function getRegisterFile(
  house: House,
  person: Person,
  organisationId: OrganisationId,
  registerId: RegisterId,
): Promise<RegisterFile> {
  const { sent, asked } = await lookAtAssessment(house, person, organisationId, askedOf(registerId), (look) =>
    gather(house, person, look.db, look.place, registerId),
  )
  return { ...sent, ...(await planFile(asked)) }
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
  place: Place,
  registerId: RegisterId,
): Promise<SentFile> {
  const register = getRegister(place.ruleSet, registerId)
  const key = { organisationId: place.organisation.id, registerId }
  const upload = await findUpload(house, person, db, key)
  if (upload === undefined)
    throw new DomainError(
      'not-found',
      'There is no file to look at. If you have just brought it in, the register shows so. Else send it again.',
    )
  const matching = (upload.head.isOurs ? undefined : await findMatching(db, key)) ?? NOTHING
  const chosen = guessColumns(register, upload.head.header.cells, matching.columns)
  return { register, upload, chosen, isKnown: isKnown(upload, matching), matching }
}

/** The file, and what the comparing is asked of it. */
async function gather(
  house: House,
  person: Person,
  db: Handle,
  place: Place,
  registerId: RegisterId,
): Promise<{ readonly sent: SentFile; readonly asked: AskedOfPlan }> {
  const sent = await readSent(house, person, db, place, registerId)
  const { ruleSet, assessment, organisation } = place
  const { chosen, matching } = sent
  const asked = {
    ...keyOf(person, organisation.id, registerId),
    ...{ database: house.database, assessmentId: assessment.id, ruleSet, chosen },
    matching: { words: matching.words, dates: matching.dates },
    dates: { asOf: assessment.asOf, today: londonDate(house.now()) },
    addsNone: sent.upload.head.isOurs === true,
  }
  return { sent, asked }
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
    const header = upload.head.header.cells
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
 * @throws DomainError 'conflict' when the file, its matching or the register is not as it was shown; else as `getRegisterFile` and `saveAnswer`.
 */
export async function applyRegisterFile(
  house: House,
  person: Person,
  organisationId: OrganisationId,
  registerId: RegisterId,
  shown: string,
): Promise<Done> {
  const look = ({ db, place }: AssessmentLook) => gather(house, person, db, place, registerId)
  const before = await lookAtAssessment(house, person, organisationId, askedOf(registerId), look)
  const planned = await planWhole(before.asked)
  demandAsShown(planned.shown === shown)
  const [fault] = planned.plan.faults
  if (fault !== undefined) throw new DomainError('conflict', `Row ${fault.line}: ${fault.message}`)
  if (planned.plan.unknown.length > 0)
    throw new DomainError('conflict', 'Say first what the words of the file stand for.')
  const asked = { ...askedOf(registerId), act: { action: 'register-imported', object: registerId } } as const
  return edit(house, person, organisationId, asked, async ({ db, place, stamp }) => {
    const key = { assessmentId: place.assessment.id, registerId }
    const now = await look({ db, place })
    demandAsShown(isSame(before, now) && planned.edits === (await findEdits(db, key)))
    await saveManyRows(db, key, planned.added, planned.updated, stamp)
    await deleteRegisterUpload(db, keyOf(person, organisationId, registerId))
    const { counts } = planned
    const details = { added: counts.added, updated: counts.updated, rows: now.sent.upload.head.rows }
    return { ok: true, version: 0, changed: counts.added + counts.updated > 0, details }
  })
}

function demandAsShown(isAsShown: boolean): void {
  if (isAsShown) return
  throw new DomainError(
    'conflict',
    'The file or the register is no longer as it was shown. Nothing was changed. Look at the preview again.',
  )
}

type Gathered = Awaited<ReturnType<typeof gather>>

/** Whether the file and what it means are the same; rows of the register are counted. */
function isSame(one: Gathered, other: Gathered): boolean {
  const said = ({ sent: { upload }, asked: { ruleSet, ...asked } }: Gathered) => [
    upload,
    asked,
    ruleSet.digest,
  ]
  return isDeepStrictEqual(said(one), said(other))
}
