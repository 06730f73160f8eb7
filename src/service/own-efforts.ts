/** What raising an answer takes, in an organisation's own figures: read by who reads results, set by the lead. They change no answer and no score. */

import type { FieldFault } from '../errors.ts'
import { DomainError } from '../errors.ts'
import type { OrganisationId } from '../ids.ts'
import { findStep } from '../planning/own-efforts.ts'
import type { Effort, Range } from '../rules/model.ts'
import * as efforts from '../store/own-efforts.ts'
import type { OwnEffort, StepKey } from '../store/own-efforts.ts'
import type { Person } from '../store/person.ts'
import { changeInOrganisation, lookInOrganisation } from './acting.ts'
import { type Saved, toSaved } from './edits.ts'
import type { House } from './house.ts'

export type { OwnEffort, StepKey } from '../store/own-efforts.ts'

/** What an organisation set, what was taken back included. @throws as `lookInOrganisation`. */
export async function findOwnEfforts(
  house: House,
  person: Person,
  organisationId: OrganisationId,
): Promise<OwnEffort[]> {
  return lookInOrganisation(house, person, organisationId, 'read-results', ({ db }) =>
    efforts.findOwnEfforts(db, organisationId),
  )
}

/** As it was typed: five fields, all of them empty to take the figures back. */
export interface TypedEffort {
  readonly daysLeast: string
  readonly daysMost: string
  readonly poundsLeast: string
  readonly poundsMost: string
  readonly weeks: string
}

export type SavedEffort =
  | Saved<Effort>
  | { readonly ok: false; readonly faults: readonly FieldFault<keyof TypedEffort>[] }

/** Saves the figures of a step, or takes them back. @throws as `changeInOrganisation`. */
export async function saveOwnEffort(
  house: House,
  person: Person,
  organisationId: OrganisationId,
  key: StepKey,
  seenVersion: number,
  typed: TypedEffort,
): Promise<SavedEffort> {
  const asked = { action: 'set-efforts', within: true } as const
  return changeInOrganisation(house, person, organisationId, asked, async ({ db, stamp, record }) => {
    if (findStep(house.ruleSet.improvements, key) === undefined)
      throw new DomainError('not-found', 'There is no such step here.')
    const parsed = parseEffort(typed)
    if ('faults' in parsed) return { ok: false, faults: parsed.faults }
    const { value } = parsed
    const saved = toSaved(
      await efforts.saveOwnEffort(db, { organisationId, ...key }, { seenVersion, value, stamp }),
    )
    if (saved.ok && saved.changed)
      await record({
        action: value === undefined ? 'effort-taken-back' : 'effort-set',
        object: key.questionId,
        details: { step: key.stepId, version: saved.version },
      })
    return saved
  })
}

/** Most of a figure (ours): more is a slip of the hand. */
const MOST = { days: 5_000, pounds: 50_000_000, weeks: 260 }
type Faults = FieldFault<keyof TypedEffort>[]

function parseEffort(
  typed: TypedEffort,
): { readonly value: Effort | undefined } | { readonly faults: Faults } {
  const { daysLeast, daysMost, poundsLeast, poundsMost, weeks } = typed
  if ([daysLeast, daysMost, poundsLeast, poundsMost, weeks].every((text) => text.trim() === ''))
    return { value: undefined }
  const faults: Faults = []
  const figure = (field: keyof TypedEffort, what: string, most: number, pattern: RegExp): number => {
    const text = typed[field].replaceAll(/[£,\s]/g, '')
    const number = pattern.test(text) ? Number(text) : NaN
    if (!(number <= most)) faults.push({ field, message: `Enter ${what}, from 0 to ${most}.` })
    return number
  }
  const range = (key: 'days' | 'pounds', what: string, pattern: RegExp): Range => {
    const [least, most] = [
      figure(`${key}Least`, `the least ${what}`, MOST[key], pattern),
      figure(`${key}Most`, `the most ${what}`, MOST[key], pattern),
    ]
    if (least > most)
      faults.push({ field: `${key}Most`, message: `The most ${what} cannot be less than the least.` })
    return [least, most]
  }
  const value: Effort = {
    days: range('days', 'staff days', /^\d{1,4}(\.\d)?$/),
    pounds: range('pounds', 'pounds', /^\d{1,9}$/),
    weeks: figure('weeks', 'the weeks', MOST.weeks, /^\d{1,3}$/),
  }
  return faults.length > 0 ? { faults } : { value }
}
