/**
 * A file of organisations → what it would change, shown to an administrator; and then all of that at once, or nothing.
 * What is applied is what was shown: a file or register that changed since is refused. Nothing is ever deleted.
 */

import { createHash } from 'node:crypto'
import { DAY_MS, londonDate } from '../calendar.ts'
import { DomainError } from '../errors.ts'
import type { Fault } from '../exchange/csv.ts'
import {
  type OrganisationRow as FileRow,
  type ReadOrganisations,
  readOrganisations,
} from '../exchange/organisations.ts'
import { type ImportPlan, planImport } from '../exchange/plan.ts'
import type { OrganisationId } from '../ids.ts'
import {
  findOrganisations,
  insertOrganisationChanges,
  type OrganisationChange,
  type OrganisationField,
  type OrganisationRow,
  saveOrganisation,
  insertOrganisations,
} from '../store/organisations.ts'
import type { Person } from '../store/person.ts'
import type { Handle } from '../store/tables.ts'
import { deleteUpload, findUpload, saveUpload } from '../store/uploads.ts'
import { type Change, changeNationally, lookNationally } from './acting.ts'
import type { House } from './house.ts'
import { isInvented, ONLY_INVENTED } from './organisation-fields.ts'
import { changeOf, newOrganisationId } from './organisations.ts'
import { demandNational } from './permission.ts'

/** A file that was sent is good for a day. */
const GOOD_FOR_MS = DAY_MS

/** What an import would do now. */
export interface ImportPreview {
  readonly plan: ImportPlan<OrganisationRow>
  /** Names exactly this file and these organisations; applying must name it. */
  readonly shown: string
  /** ISO 8601 UTC. */
  readonly sentAt: string
  /** Why it cannot be applied here at all, in a sentence; undefined when it can. */
  readonly cannot: string | undefined
}

/**
 * Keeps a file for this administrator to look at, unless it has faults: then all of them, by line.
 *
 * @throws DomainError 'not-allowed'.
 */
export async function receiveImport(
  house: House,
  person: Person,
  bytes: Uint8Array,
): Promise<{ ok: true } | { ok: false; faults: readonly Fault[] }> {
  // A file may be large: it is read before the transaction, and only for who may send one.
  demandNational('manage-organisations', person)
  const found = readOrganisations(bytes, house.ruleSet.family)
  if (!found.ok) return found
  const text = Buffer.from(bytes).toString('utf8')
  await changeNationally(house, person, 'manage-organisations', ({ db, stamp }) =>
    saveUpload(db, person.id, { text, at: stamp.at }),
  )
  return { ok: true }
}

/**
 * What applying it would do now. `fictional`: this is the demonstration, which takes no real organisation.
 *
 * @throws DomainError 'not-allowed', 'not-found' when this administrator has sent no file, or long ago.
 */
export async function getImportPreview(
  house: House,
  person: Person,
  fictional: boolean,
): Promise<ImportPreview> {
  return lookNationally(house, person, 'manage-organisations', ({ db }) =>
    preview(house, person, db, fictional),
  )
}

async function preview(house: House, person: Person, db: Handle, fictional: boolean): Promise<ImportPreview> {
  const upload = await findUpload(db, person.id)
  if (upload === undefined || Date.parse(upload.at) + GOOD_FOR_MS < house.now().getTime())
    throw new DomainError(
      'not-found',
      'There is no file to look at. If you have just imported it, the list of organisations shows so. Else send it again.',
    )
  const found: ReadOrganisations = readOrganisations(Buffer.from(upload.text), house.ruleSet.family)
  if (!found.ok)
    throw new DomainError('conflict', 'The rules of what a file may say have changed. Send the file again.')
  const existing = await findOrganisations(db)
  const shown = createHash('sha256')
    .update(JSON.stringify([upload, existing, londonDate(house.now())]))
    .digest('hex')
  const plan = planImport(existing, found.rows, londonDate(house.now()))
  const named = [...plan.added, ...plan.renamed.map(({ row }) => row)]
  const cannot = fictional && named.some(({ name }) => !isInvented(name)) ? ONLY_INVENTED : undefined
  return { plan, shown, sentAt: upload.at, cannot }
}

/** A cohort that was not confirmed, by the ODS code of its organisation. */
export interface Unconfirmed {
  readonly odsCode: string
  readonly message: string
}

/**
 * Applies what was shown: all of it in one transaction, or nothing. `cohorts` confirms, by ODS code, each cohort that was only suggested.
 * `fictional`: this is the demonstration, which takes no real organisation.
 *
 * @throws DomainError 'not-allowed', 'not-found', 'conflict' when the file, the organisations or a lead are not as they were shown.
 */
export async function applyImport(
  house: House,
  person: Person,
  shown: string,
  cohorts: ReadonlyMap<string, string>,
  fictional: boolean,
): Promise<
  | { ok: true; added: readonly OrganisationId[]; changed: number }
  | { ok: false; faults: readonly Unconfirmed[] }
> {
  return changeNationally(house, person, 'manage-organisations', async ({ db, stamp, record }) => {
    const now = await preview(house, person, db, fictional)
    if (now.shown !== shown)
      throw new DomainError(
        'conflict',
        'The file or the organisations are no longer as they were shown. Nothing was imported. Look at the preview again.',
      )
    const { plan } = now
    const [fault] = plan.faults
    if (fault !== undefined) throw new DomainError('conflict', `Line ${fault.line}: ${fault.message}`)
    if (now.cannot !== undefined) throw new DomainError('conflict', now.cannot)
    const known = new Set(house.ruleSet.family.cells.flatMap((cell) => cell.cohorts))
    const faults = plan.added.flatMap((row): Unconfirmed[] =>
      row.cohortSuggested === undefined || known.has(cohorts.get(row.odsCode) ?? '')
        ? []
        : [
            {
              odsCode: row.odsCode,
              message: `Choose what kind of organisation ${row.name} (${row.odsCode}) is.`,
            },
          ],
    )
    if (faults.length > 0) return { ok: false, faults }
    const { added, changes } = await apply({ db, stamp }, person, plan, cohorts, fictional)
    await deleteUpload(db, person.id)
    const changed = new Set(changes.map(({ organisationId }) => organisationId)).size - added.length
    const details = { added: added.length, changed, shown }
    await record({ action: 'organisations-imported', object: 'organisations', details })
    return { ok: true, added, changed }
  })
}

async function apply(
  { db, stamp }: Pick<Change, 'db' | 'stamp'>,
  person: Person,
  plan: ImportPlan<OrganisationRow>,
  cohorts: ReadonlyMap<string, string>,
  fictional: boolean,
): Promise<{ added: OrganisationId[]; changes: OrganisationChange[] }> {
  const existing = await findOrganisations(db)
  const taken = new Set(existing.map(({ id }) => id))
  const before = new Map<string, OrganisationRow>()
  for (const one of existing) if (one.odsCode !== undefined) before.set(one.odsCode, one)
  const changes: OrganisationChange[] = []
  const added: OrganisationRow[] = []
  for (const row of plan.added) {
    const id = newOrganisationId(row.odsCode, taken)
    taken.add(id)
    added.push(newOrganisation(id, row, cohortOf(row, cohorts), fictional))
    changes.push(changeOf(person, stamp, id, 'added', undefined, row.name))
  }
  await insertOrganisations(db, added)
  for (const one of added) if (one.odsCode !== undefined) before.set(one.odsCode, one)

  // By code, so that an organisation that changes in several ways is written once.
  const after = new Map<string, OrganisationRow>()
  const change = (
    row: FileRow,
    field: OrganisationField,
    how: Partial<Record<keyof OrganisationRow, string | undefined>>,
    [was, is]: readonly [string | undefined, string | undefined],
  ) => {
    const one = after.get(row.odsCode) ?? before.get(row.odsCode)
    if (one === undefined) return
    after.set(row.odsCode, { ...one, ...how } as OrganisationRow)
    changes.push(changeOf(person, stamp, one.id, field, was, is))
  }
  for (const { row, from, to } of plan.renamed) change(row, 'name', { name: to }, [from, to])
  for (const { row, from, to, what } of plan.moved) change(row, what, { [what]: to }, [from, to])
  for (const { row, from, to } of plan.closed) change(row, 'closed-on', { closedOn: to }, [from, to])
  for (const { organisation, row } of plan.reopened) {
    change(row, 'closed-on', { closedOn: undefined }, [organisation.closedOn, undefined])
    if (organisation.successorId !== undefined)
      change(row, 'successor', { successorId: undefined }, [organisation.successorId, undefined])
  }
  const leads: readonly FileRow[] = [...plan.regrouped.map(({ row }) => row), ...plan.added]
  for (const row of leads) {
    const was = before.get(row.odsCode)?.leadId
    const lead = row.leadOdsCode === row.odsCode ? undefined : before.get(row.leadOdsCode ?? '')?.id
    if (lead !== was) change(row, 'lead', { leadId: lead }, [was, lead])
  }
  for (const one of after.values()) await saveOrganisation(db, one)
  await insertOrganisationChanges(db, changes)
  return { added: added.map(({ id }) => id), changes }
}

/** The file's own word, or the one that was confirmed. */
function cohortOf(
  { odsCode, cohort, cohortSuggested }: FileRow,
  confirmed: ReadonlyMap<string, string>,
): string {
  return cohortSuggested === undefined ? cohort : (confirmed.get(odsCode) ?? cohort)
}

/** Of a row with a region: the plan adds no other. */
function newOrganisation(
  id: OrganisationId,
  row: FileRow,
  cohort: string,
  fictional: boolean,
): OrganisationRow {
  const { odsCode, name, region = '', icb, closedOn } = row
  return {
    id,
    odsCode,
    name,
    cohort,
    region,
    fictional,
    icb,
    // On a day to come.
    closedOn: typeof closedOn === 'string' ? closedOn : undefined,
    leadId: undefined,
    sharesSuppliers: false,
    successorId: undefined,
  }
}
