/**
 * The risk register: what a trust says of each risk of the rules, and risks of its own. Every version is kept, an override with its reason.
 * It changes no score: what the answers give stays beside it.
 */

import { londonDate } from '../calendar.ts'
import { DomainError, type FieldFault } from '../errors.ts'
import type { AccountId, OrganisationId } from '../ids.ts'
import { findMembers } from '../store/members.ts'
import type { OrganisationRow } from '../store/organisations.ts'
import type { Person } from '../store/person.ts'
import {
  findRiskVersions,
  type Rating,
  type RiskEntry,
  type RiskVersion,
  saveRiskEntry,
} from '../store/risk-register.ts'
import { saysSomething, tidyLine, tidyText } from '../text.ts'
import { changeInOrganisation, lookInOrganisation } from './acting.ts'
import { type Saved, toSaved } from './edits.ts'
import type { House } from './house.ts'

export type { Rating, RiskEntry, RiskVersion } from '../store/risk-register.ts'

/** Characters (ours). */
const LONGEST_TITLE = 300
const LONGEST_OWNER = 120
export const LONGEST_REASON = 2000
/** Risks of an organisation's own (ours). */
const MOST_OWN = 50
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

export interface RiskRegister {
  readonly organisation: OrganisationRow
  /** By risk id: what holds now. */
  readonly entries: ReadonlyMap<string, RiskVersion>
  /** Of each risk, the newest first. */
  readonly versions: readonly RiskVersion[]
  /** ISO date, in London. */
  readonly today: string
}

/** @throws as `lookInOrganisation`. */
export async function getRiskRegister(
  house: House,
  person: Person,
  organisationId: OrganisationId,
): Promise<RiskRegister> {
  return lookInOrganisation(
    house,
    person,
    organisationId,
    'read-risk-register',
    async ({ db, organisation }) => {
      const versions = await findRiskVersions(db, organisationId)
      const entries = new Map<string, RiskVersion>()
      for (const one of versions) if (!entries.has(one.riskId)) entries.set(one.riskId, one)
      return {
        organisation,
        entries,
        versions,
        today: londonDate(house.now()),
      }
    },
  )
}

/** Who can be named as an owner, and is known here; by name. @throws as `lookInOrganisation`. */
export async function findOwners(
  house: House,
  person: Person,
  organisationId: OrganisationId,
): Promise<{ readonly id: AccountId; readonly name: string }[]> {
  return lookInOrganisation(house, person, organisationId, 'keep-risk-register', async ({ db }) =>
    (await findMembers(db, organisationId)).map(({ id, name }) => ({ id, name })),
  )
}

export type SavedRisk = Saved<RiskEntry> | { readonly ok: false; readonly faults: readonly FieldFault[] }

/**
 * Saves what is said of a risk of the rules, or of one of their own under a UUID of the form's. Faults are about its fields.
 *
 * @throws as `changeInOrganisation`; DomainError 'not-found' (no such risk) or 'invalid' (too many).
 */
export async function saveRisk(
  house: House,
  person: Person,
  organisationId: OrganisationId,
  riskId: string,
  seenVersion: number,
  typed: RiskEntry,
): Promise<SavedRisk> {
  const asked = { action: 'keep-risk-register', within: true } as const
  return changeInOrganisation(house, person, organisationId, asked, async ({ db, stamp, record }) => {
    const isOfRules = house.ruleSet.risks.some(({ id }) => id === riskId)
    const known = await findRiskVersions(db, organisationId)
    if (!isOfRules && !UUID.test(riskId) && !known.some((one) => one.riskId === riskId))
      throw new DomainError('not-found', 'There is no such risk here.')
    const own = new Set(known.filter(({ value }) => value?.own !== undefined).map((one) => one.riskId))
    if (!isOfRules && !own.has(riskId) && own.size >= MOST_OWN)
      throw new DomainError('invalid', `A register holds at most ${MOST_OWN} risks of your own.`)
    const value = tidyEntry(typed, await findMembers(db, organisationId), isOfRules)
    const faults = faultsOf(value, isOfRules)
    if (faults.length > 0) return { ok: false, faults }
    const saved = toSaved(await saveRiskEntry(db, { organisationId, riskId }, { seenVersion, value, stamp }))
    if (saved.ok && saved.changed)
      await record({ action: 'risk-entry-saved', object: riskId, details: { version: saved.version } })
    return saved
  })
}

/** Texts without space at their ends, and nothing that is not said. */
function tidyEntry(
  typed: RiskEntry,
  members: readonly { readonly id: AccountId; readonly name: string }[],
  isOfRules: boolean,
): RiskEntry {
  const { own, ownerId, ownerName, ...said } = typed
  const owner = members.find(({ id }) => id === ownerId)
  const entry: RiskEntry = {
    ...(isOfRules || own === undefined ? {} : { own: { ...own, title: tidyLine(own.title) } }),
    ...(owner === undefined ? {} : { ownerId: owner.id }),
    ...said,
    ownerName: owner?.name ?? tidyLine(ownerName),
    acceptedBecause: tidyText(typed.acceptedBecause),
    overrideBecause: tidyText(typed.overrideBecause),
  }
  return Object.fromEntries(
    Object.entries(entry).filter(([, value]) => value !== undefined),
  ) as unknown as RiskEntry
}

const isStep = (step: number) => Number.isInteger(step) && step >= 1 && step <= 5
const isRating = ({ likelihood, consequence }: Rating) => isStep(likelihood) && isStep(consequence)

function faultsOf(entry: RiskEntry, isOfRules: boolean): FieldFault[] {
  const faults: FieldFault[] = []
  const say = (field: string, message: string) => void faults.push({ field, message })
  const { own, appetite, target, override } = entry
  if (!isOfRules && (own === undefined || !saysSomething(own.title)))
    say('title', 'Say what could happen to patients.')
  else if (own !== undefined && own.title.length > LONGEST_TITLE)
    say('title', `Keep it to ${LONGEST_TITLE} characters. It has ${own.title.length}.`)
  if (own !== undefined && !isRating(own)) say('own', 'Choose a likelihood and a consequence.')
  if (entry.ownerName.length > LONGEST_OWNER) say('owner-name', `Keep it to ${LONGEST_OWNER} characters.`)
  if (appetite !== undefined && !(Number.isInteger(appetite) && appetite >= 1 && appetite <= 25))
    say('appetite', 'Enter a whole number from 1 to 25.')
  if (target !== undefined && !isRating(target))
    say('target', 'Choose both a likelihood and a consequence, or neither.')
  if (override !== undefined && !isRating(override))
    say('override', 'Choose both a likelihood and a consequence, or neither.')
  if (override !== undefined && !saysSomething(entry.overrideBecause))
    say('override-because', 'Say why your rating holds in place of the one that the answers give.')
  if (saysSomething(entry.acceptedBecause) && entry.acceptedUntil === undefined)
    say('accepted-until', 'Enter the last day on which this is accepted.')
  if (entry.acceptedUntil !== undefined && !saysSomething(entry.acceptedBecause))
    say('accepted-because', 'Say why it is accepted.')
  for (const [field, text] of [
    ['accepted-because', entry.acceptedBecause],
    ['override-because', entry.overrideBecause],
  ] as const)
    if (text.length > LONGEST_REASON)
      say(field, `Keep it to ${LONGEST_REASON} characters. It has ${text.length}.`)
  return faults
}
