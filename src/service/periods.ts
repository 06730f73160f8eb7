/**
 * Periods as an administrator keeps them: added with the rule set in use, and changed until they open.
 * Of a period that has opened it only moves the closing day, and only to a later one: what was begun under its dates goes on under them.
 */

import { isDeepStrictEqual } from 'node:util'
import { isDate, londonDate } from '../calendar.ts'
import { DomainError, type FieldFault } from '../errors.ts'
import type { PeriodId } from '../ids.ts'
import { dateWords } from '../report/words.ts'
import { findPeriod, findPeriods, type PeriodRow, savePeriod, insertPeriods } from '../store/periods.ts'
import type { Person } from '../store/person.ts'
import type { Handle } from '../store/tables.ts'
import { readName } from '../text.ts'
import { changeNationally, lookNationally } from './acting.ts'
import type { House } from './house.ts'
import { isToCome } from './period-times.ts'
import { isLater } from './rule-sets.ts'

/** A period as typed; days are ISO dates, or whatever was typed instead. */
export type TypedPeriod = Readonly<Record<Exclude<PeriodField, 'framework'>, string>> & {
  /** Id; undefined: the newest of the rule set. */
  readonly framework?: string | undefined
}
export type PeriodField = 'name' | 'opens' | 'referenceDate' | 'closes' | 'framework'

/** All periods, the newest first. @throws DomainError 'not-allowed'. */
export async function listManagedPeriods(house: House, person: Person): Promise<PeriodRow[]> {
  return lookNationally(house, person, 'manage-periods', ({ db }) => findPeriods(db))
}

/** @throws DomainError 'not-allowed', 'not-found'. */
export async function getManagedPeriod(house: House, person: Person, id: PeriodId): Promise<PeriodRow> {
  return lookNationally(house, person, 'manage-periods', ({ db }) => getPeriod(db, id))
}

/** @throws DomainError 'not-found'. */
export async function getPeriod(db: Handle, id: PeriodId): Promise<PeriodRow> {
  const period = await findPeriod(db, id)
  if (period === undefined) throw periodNotFound()
  return period
}

/** Adds a period of the rule set in use. @throws DomainError 'not-allowed'. */
export async function addPeriod(
  house: House,
  person: Person,
  typed: TypedPeriod,
): Promise<{ ok: true; id: PeriodId } | { ok: false; faults: readonly FieldFault<PeriodField>[] }> {
  return changeNationally(house, person, 'manage-periods', async ({ db, record }) => {
    const others = await findPeriods(db)
    const faults = faultsOf(house, others, typed)
    if (faults.length > 0) return { ok: false, faults }
    const period = { id: newPeriodId(typed.name, others), ...kept(house, typed) }
    await insertPeriods(db, [period])
    await record({ action: 'period-added', object: period.id, details: detailsOf(period) })
    return { ok: true, id: period.id }
  })
}

/**
 * Changes a period that has not opened yet; it takes the rule set in use, unless it has a newer one.
 *
 * @throws DomainError 'not-allowed', 'not-found', 'conflict' once it has opened.
 */
export async function changePeriod(
  house: House,
  person: Person,
  id: PeriodId,
  typed: TypedPeriod,
): Promise<{ ok: true } | { ok: false; faults: readonly FieldFault<PeriodField>[] }> {
  return changeNationally(house, person, 'manage-periods', async ({ db, record }) => {
    const all = await findPeriods(db)
    const before = all.find((one) => one.id === id)
    if (before === undefined) throw periodNotFound()
    if (!isToCome(before, house.now()))
      throw new DomainError(
        'conflict',
        `${before.name} has opened: organisations rely on its dates. Only its closing day can be moved, to a later one.`,
      )
    const others = all.filter((one) => one.id !== id)
    const faults = faultsOf(house, others, typed)
    if (faults.length > 0) return { ok: false, faults }
    // Another process, with newer rules, may have changed it before.
    const keeps = await isLater(db, before.ruleSetDigest, house.ruleSet)
    const after = { id, ...kept(house, typed), ...(keeps ? { ruleSetDigest: before.ruleSetDigest } : {}) }
    if (isDeepStrictEqual(detailsOf(before), detailsOf(after))) return { ok: true }
    await savePeriod(db, after)
    await record({ action: 'period-changed', object: id, details: detailsOf(after) })
    return { ok: true }
  })
}

/**
 * Moves the closing day of a period that has opened to a later one, also once it has closed: then it is open again from this moment.
 *
 * @throws DomainError 'not-allowed', 'not-found', 'conflict' while it has not opened.
 */
export async function moveClosingDay(
  house: House,
  person: Person,
  id: PeriodId,
  closes: string,
): Promise<{ ok: true } | { ok: false; faults: readonly FieldFault<'closes'>[] }> {
  return changeNationally(house, person, 'manage-periods', async ({ db, record }) => {
    const before = await getPeriod(db, id)
    if (isToCome(before, house.now()))
      throw new DomainError('conflict', `${before.name} has not opened yet. Change it instead.`)
    const fault = closingFault(before, closes, londonDate(house.now()))
    if (fault !== undefined) return { ok: false, faults: [{ field: 'closes', message: fault }] }
    await savePeriod(db, { ...before, closes })
    await record({
      action: 'period-closing-moved',
      object: id,
      details: { name: before.name, from: before.closes, to: closes },
    })
    return { ok: true }
  })
}

function closingFault({ closes: before }: PeriodRow, closes: string, today: string): string | undefined {
  if (!isDate(closes)) return noDay('closes')
  if (closes <= before) return `Enter a day after ${dateWords(before)}: organisations rely on that one.`
  return closes < today ? 'That day is over. Enter today or a later day.' : undefined
}

function periodNotFound(): DomainError {
  return new DomainError('not-found', 'There is no such period.')
}

function kept(house: House, typed: TypedPeriod): Omit<PeriodRow, 'id'> {
  const { opens, referenceDate, closes, framework } = typed
  return {
    name: plain(typed.name),
    opens,
    referenceDate,
    closes,
    ruleSetDigest: house.ruleSet.digest,
    framework,
  }
}

function detailsOf({ name, opens, referenceDate, closes, ruleSetDigest, framework }: PeriodRow) {
  const details = { name, opens, referenceDate, closes, ruleSet: ruleSetDigest }
  return framework === undefined ? details : { ...details, framework }
}

const LONGEST_NAME = 60
const plain = (name: string) => name.replace(/\s+/g, ' ').trim()

const DAY_NAMES = {
  opens: 'on which it opens',
  referenceDate: 'of reference',
  closes: 'on which it closes',
} as const

function noDay(field: keyof typeof DAY_NAMES): string {
  return `Enter the day ${DAY_NAMES[field]}, with a day, a month and a year that are in the calendar.`
}

function faultsOf(house: House, others: readonly PeriodRow[], typed: TypedPeriod): FieldFault<PeriodField>[] {
  const faults: FieldFault<PeriodField>[] = []
  const name = plain(typed.name)
  const named = readName(typed.name, LONGEST_NAME, 'Enter a name, like Round of 2027.')
  if ('message' in named) faults.push({ field: 'name', ...named })
  else if (others.some((one) => one.name.toLowerCase() === name.toLowerCase()))
    faults.push({ field: 'name', message: `There is a period called ${name} already. Enter another name.` })
  for (const field of ['opens', 'referenceDate', 'closes'] as const)
    if (!isDate(typed[field])) faults.push({ field, message: noDay(field) })
  const { opens, referenceDate, closes, framework } = typed
  if (framework !== undefined && !house.ruleSet.frameworks.some(({ id }) => id === framework))
    faults.push({ field: 'framework', message: 'Choose one of the versions that the rule set in use has.' })
  const isFine = (...fields: PeriodField[]) => !faults.some(({ field }) => fields.includes(field))
  if (isFine('opens') && opens < londonDate(house.now()))
    faults.push({ field: 'opens', message: 'A period opens today or later. Enter a later day.' })
  if (isFine('opens', 'closes') && closes < opens)
    faults.push({ field: 'closes', message: 'It would close before it opens. Enter a later day.' })
  if (isFine('referenceDate', 'closes') && referenceDate > closes)
    faults.push({
      field: 'referenceDate',
      message:
        'The reference date is after the period closes: nobody could answer as at that day. Enter an earlier one.',
    })
  return faults
}

/** An address from a name: `Round of 2027` is `round-of-2027`, with a number where that is taken. */
function newPeriodId(name: string, others: readonly PeriodRow[]): string {
  const words = plain(name)
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
  const base = words === '' ? 'period' : words.slice(0, 50)
  for (let number = 1; ; number++) {
    const id = number === 1 ? base : `${base}-${number}`
    if (!others.some((one) => one.id === id)) return id
  }
}
