/** Edits of registers: a row added, changed or deleted, and the mark that says that every row is there. */

import { randomUUID } from 'node:crypto'
import type { AnswerFault, RegisterRow } from '../answers/model.ts'
import { MOST_ROWS } from '../answers/register-file.ts'
import { DomainError } from '../errors.ts'
import type { OrganisationId, RegisterId, RowId } from '../ids.ts'
import type { Register } from '../rules/model.ts'
import type { Person } from '../store/person.ts'
import * as registers from '../store/registers.ts'
import type { Save } from '../store/saved.ts'
import { deleteStatement } from '../store/row-statements.ts'
import { type Conflict, type Done, edit, type Saved, toSaved } from './edits.ts'
import type { House } from './house.ts'
import { getRegister, noSuch, ofRegister } from './named.ts'

export type SavedRow =
  | (Done & { readonly rowId: RowId })
  | { readonly ok: false; readonly conflict: Conflict<RegisterRow> }
  /** The row disagrees with another row; the faults name the columns, as those of `parseRow` do. */
  | { readonly ok: false; readonly faults: readonly AnswerFault[] }

/**
 * Saves a row that `parseRow` made. Without a row id, or with a new UUID and seen version 0, it is added at the end;
 * a form that carries its own new UUID can be sent twice without adding two rows.
 *
 * @throws DomainError as `saveAnswer`; 'invalid' when the register is full.
 */
export async function saveRow(
  house: House,
  person: Person,
  organisationId: OrganisationId,
  registerId: RegisterId,
  rowId: RowId | undefined,
  seenVersion: number,
  row: RegisterRow,
): Promise<SavedRow> {
  const id = rowId ?? randomUUID()
  if (!/^[0-9a-z-]{1,64}$/.test(id)) throw noSuch('row')
  const asked = {
    ...ofRegisterEdit(registerId),
    act: { action: 'row-saved', object: `${registerId}/${id}` },
  } as const
  return edit<SavedRow>(house, person, organisationId, asked, async ({ db, place, stamp }) => {
    const { ruleSet, assessment } = place
    const register = getRegister(ruleSet, registerId)
    const others = (await registers.findRows(db, assessment.id)).filter(
      (one) => one.registerId === registerId && one.id !== id,
    )
    const faults = faultsAmong(register, row, others)
    if (faults.length > 0) return { ok: false, faults }
    if (others.length >= MOST_ROWS) throw new DomainError('invalid', mostWords(register))
    const key = { assessmentId: assessment.id, registerId, id }
    const saved = savedOrMissing(await registers.saveRow(db, key, { seenVersion, value: row, stamp }))
    return saved.ok ? { ...saved, rowId: id } : saved
  })
}

/** Deletes a row; deleting it twice is no conflict. @throws as `saveAnswer`. */
export async function deleteRow(
  house: House,
  person: Person,
  organisationId: OrganisationId,
  registerId: RegisterId,
  rowId: RowId,
  seenVersion: number,
): Promise<Saved<RegisterRow>> {
  const asked = {
    ...ofRegisterEdit(registerId),
    act: { action: 'row-deleted', object: `${registerId}/${rowId}` },
  } as const
  return edit(house, person, organisationId, asked, async ({ db, place, stamp }) => {
    const key = { assessmentId: place.assessment.id, registerId, id: rowId }
    const saved = savedOrMissing(await registers.saveRow(db, key, { seenVersion, value: undefined, stamp }))
    if (saved.ok) await deleteStatement(db, { organisationId, registerId, rowId })
    return saved
  })
}

/** States that every row that belongs in the register is there, or takes it back. @throws as `saveAnswer`. */
export async function setRegisterComplete(
  house: House,
  person: Person,
  organisationId: OrganisationId,
  registerId: RegisterId,
  seenVersion: number,
  complete: boolean,
): Promise<Saved<boolean>> {
  const asked = {
    ...ofRegisterEdit(registerId),
    act: { action: complete ? 'register-completed' : 'register-opened', object: registerId },
  } as const
  return edit(house, person, organisationId, asked, async ({ db, place, stamp }) => {
    const key = { assessmentId: place.assessment.id, registerId }
    return toSaved(await registers.saveRegister(db, key, { seenVersion, value: complete, stamp }))
  })
}

const ofRegisterEdit = (id: RegisterId) => ({ action: 'edit-answers', about: ofRegister(id) }) as const

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

/** What is wrong with these rows as a whole register, in sentences. */
export function faultsOfRegister(register: Register, rows: readonly RegisterRow[]): string[] {
  const columns = register.columns.filter(
    ({ id, atMostOnce }) => atMostOnce && rows.filter(({ cells }) => cells[id] === 'yes').length > 1,
  )
  return [
    ...(rows.length > MOST_ROWS ? [mostWords(register)] : []),
    ...columns.map(({ short }) => `Only one ${register.row.one} can be ticked as "${short}".`),
  ]
}

const mostWords = ({ row }: Register) =>
  `A register holds at most ${MOST_ROWS.toLocaleString('en-GB')} ${row.many}.`

function savedOrMissing<T>(save: Save<T> | undefined): Saved<T> {
  if (save === undefined) throw noSuch('row')
  return toSaved(save)
}
