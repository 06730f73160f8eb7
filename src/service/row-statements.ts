/**
 * What a supplier states of itself: its reply received beside its row, and taken into the row if somebody here decides so.
 * It is never evidence: a cell that takes it is somebody's word, and what supported another value of that cell ends.
 */

import { updateOf } from '../answers/register-changes.ts'
import { type Statement, statedColumns } from '../answers/statement.ts'
import { DomainError } from '../errors.ts'
import type { OrganisationId, RegisterId, RowId } from '../ids.ts'
import { dateWords } from '../report/words.ts'
import type { Register } from '../rules/model.ts'
import type { Person } from '../store/person.ts'
import { findRows, saveRow, type StoredRow } from '../store/registers.ts'
import { findStatement, saveStatement, type StoredStatement } from '../store/row-statements.ts'
import type { Handle } from '../store/tables.ts'
import { changeAssessment, lookAtAssessment } from './acting.ts'
import { edit, type Saved, toSaved } from './edits.ts'
import type { House } from './house.ts'
import { getRegister, noSuch, ofRegister } from './named.ts'
import type { Place } from './views.ts'

/** A row with what its supplier states, if it stated anything. */
export interface RowStatement {
  readonly register: Register
  readonly stored: StoredRow
  readonly statement: StoredStatement | undefined
}

/** @throws DomainError 'not-found', or as `lookAtAssessment`. */
export async function getStatement(
  house: House,
  person: Person,
  organisationId: OrganisationId,
  registerId: RegisterId,
  rowId: RowId,
): Promise<RowStatement> {
  const asked = { action: 'read-answers', about: ofRegister(registerId) } as const
  return lookAtAssessment(house, person, organisationId, asked, ({ db, place }) =>
    readRow(db, place, registerId, rowId),
  )
}

async function readRow(
  db: Handle,
  place: Place,
  registerId: RegisterId,
  rowId: RowId,
): Promise<RowStatement> {
  const { ruleSet, organisation, assessment } = place
  const register = getRegister(ruleSet, registerId)
  if (statedColumns(register).length === 0) throw noSuch('row')
  const rows = await findRows(db, assessment.id)
  const stored = rows.find((one) => one.registerId === registerId && one.id === rowId)
  if (stored === undefined) throw noSuch('row')
  const statement = await findStatement(db, { organisationId: organisation.id, registerId, rowId })
  return { register, stored, statement }
}

/**
 * Keeps what a supplier states beside its row, in place of what it stated before; the row stays as it is.
 *
 * @throws DomainError 'conflict' when something of a later day is kept; 'not-found'; else as `changeAssessment`.
 */
export async function receiveStatement(
  house: House,
  person: Person,
  organisationId: OrganisationId,
  registerId: RegisterId,
  rowId: RowId,
  statement: Statement,
): Promise<void> {
  const asked = { action: 'edit-answers', about: ofRegister(registerId) } as const
  await changeAssessment(house, person, organisationId, asked, async ({ db, place, stamp, record }) => {
    const before = (await readRow(db, place, registerId, rowId)).statement
    if (before !== undefined && before.statedOn > statement.statedOn)
      throw new DomainError(
        'conflict',
        `A statement of ${dateWords(before.statedOn)} is kept already, and this one is older. Nothing was changed.`,
      )
    if (before !== undefined && isSame(before, statement)) return
    await saveStatement(db, { organisationId, registerId, rowId }, statement, stamp)
    const { statedOn, cells } = statement
    const details = { statedOn, points: Object.keys(cells).length }
    await record({ action: 'statement-received', object: `${registerId}/${rowId}`, details })
  })
}

const isSame = (one: Statement, other: Statement) =>
  one.statedOn === other.statedOn &&
  one.statedBy === other.statedBy &&
  JSON.stringify(Object.entries(one.cells).toSorted()) ===
    JSON.stringify(Object.entries(other.cells).toSorted())

/**
 * Puts what the supplier states into the row: somebody's word, without evidence.
 *
 * @throws DomainError 'conflict' when the statement is not the one that was seen; 'not-found'; else as `saveAnswer`.
 */
export async function takeStatement(
  house: House,
  person: Person,
  organisationId: OrganisationId,
  registerId: RegisterId,
  rowId: RowId,
  seen: { readonly version: number; readonly receivedAt: string },
): Promise<Saved<unknown>> {
  const act = { action: 'statement-taken', object: `${registerId}/${rowId}` } as const
  const asked = { action: 'edit-answers', about: ofRegister(registerId), act } as const
  return edit(house, person, organisationId, asked, async ({ db, place, stamp }) => {
    const { register, stored, statement } = await readRow(db, place, registerId, rowId)
    if (statement?.savedAt !== seen.receivedAt)
      throw new DomainError('conflict', 'The supplier has stated something else since. Look at it again.')
    const next = { cells: { ...stored.row.cells, ...statement.cells }, evidence: stored.row.evidence }
    const change = updateOf({ ruleSet: place.ruleSet, register }, stored, next)
    if (change === undefined) return { ok: true, version: stored.version, changed: false }
    const key = { assessmentId: place.assessment.id, registerId, id: rowId }
    const saved = await saveRow(db, key, { seenVersion: seen.version, value: change.next, stamp })
    if (saved === undefined) throw noSuch('row')
    return toSaved(saved)
  })
}
