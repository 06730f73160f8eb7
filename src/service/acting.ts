/**
 * Somebody wants to see or do something → it is done in one transaction, or refused: permission, place, state, clock and trail, asked once here.
 * Nothing is read before permission, and another organisation looks like one that is not there.
 */

import type { OrganisationId } from '../ids.ts'
import type { RuleSet } from '../rules/model.ts'
import { findOrganisation, type OrganisationRow } from '../store/organisations.ts'
import type { Person } from '../store/person.ts'
import type { Handle } from '../store/tables.ts'
import { read, write, writeAlone } from '../store/transaction.ts'
import type { House } from './house.ts'
import {
  type About,
  type Action,
  demand,
  demandForSome,
  demandNational,
  demandState,
  type NationalAction,
  organisationNotFound,
  type StateAction,
  STATES,
} from './permission.ts'
import { getPlace } from './places.ts'
import { type Act, type Acting, actingAs, record } from './recording.ts'
import type { Place } from './views.ts'

/** An action, and what is to be known of it beside its name. */
export interface Asked {
  readonly action: Action
  /**
   * The parts of the questionnaire that it is about: whoever has only assigned parts must have them all. Undefined: it is about no part.
   * `some`: of what is found, the work itself leaves out what the person may not see.
   */
  readonly about?: 'some' | ((ruleSet: RuleSet) => readonly About[])
  /** Whose states of the assessment count, where they are not its own; `later`: the work asks for them itself. */
  readonly state?: StateAction | 'later'
  /** It shares its transaction with nobody. */
  readonly alone?: true
}

/** One moment in which somebody looks. */
export interface Look {
  readonly db: Handle
}

/** One transaction in which somebody does something. */
export interface Change extends Acting<Person> {
  /** Enters what was done in the trail: in the organisation's, or in the country's for what is national. Call it last. */
  readonly record: (act: Omit<Act, 'organisationId'>) => Promise<void>
}

/** As `Look` and `Change`, at the present assessment of an organisation. */
export interface AssessmentLook extends Look {
  readonly place: Place
}
export interface AssessmentChange extends Change {
  readonly place: Place
}

/** As `Look` and `Change`, in an organisation. */
export interface OrganisationLook extends Look {
  readonly organisation: OrganisationRow
}
export interface OrganisationChange extends Change {
  readonly organisation: OrganisationRow
}

/** Looks at the present assessment of an organisation. @throws DomainError 'not-found' or 'not-allowed'. */
export async function lookAtAssessment<T>(
  house: House,
  person: Person,
  organisationId: OrganisationId,
  asked: Action | Asked,
  work: (look: AssessmentLook) => Promise<T>,
): Promise<T> {
  const whole = wholeOf(asked)
  demandFirst(person, organisationId, whole)
  return read(house.db, async (db) =>
    work({ db, place: await findPlace(db, house, person, organisationId, whole) }),
  )
}

/**
 * Changes the present assessment of an organisation, in a state that allows it. The work reads nothing of another organisation.
 *
 * @throws DomainError 'not-found', 'not-allowed', 'conflict' (the state of the assessment), 'busy' or 'read-only'.
 */
export async function changeAssessment<T>(
  house: House,
  person: Person,
  organisationId: OrganisationId,
  asked: Action | Asked,
  work: (change: AssessmentChange) => Promise<T>,
): Promise<T> {
  const whole = wholeOf(asked)
  const { action, state = action, alone } = whole
  demandFirst(person, organisationId, whole)
  const inTransaction = alone === true ? writeAlone : write
  return inTransaction(
    house.db,
    async (db) => {
      const place = await findPlace(db, house, person, organisationId, whole)
      if (isDecidedByState(state)) demandState(state, place)
      return work({ ...changeOf(db, house, person, organisationId), place })
    },
    organisationId,
  )
}

/** An action of which the work itself asks what it is about, once that is found. */
export interface AskedOfSome {
  readonly action: Action
  readonly about: 'some'
}

/** Looks at an organisation, whether it has an assessment or not. @throws DomainError 'not-found' or 'not-allowed'. */
export async function lookInOrganisation<T>(
  house: House,
  person: Person,
  organisationId: OrganisationId,
  asked: Action | AskedOfSome,
  work: (look: OrganisationLook) => Promise<T>,
): Promise<T> {
  demandFirst(person, organisationId, wholeOf(asked))
  return read(house.db, async (db) => work({ db, organisation: await getOrganisation(db, organisationId) }))
}

/** An action of which everything that is read in order to write belongs to the organisation; accounts do not. */
export interface AskedWithin {
  readonly action: Action
  readonly within: true
  /** As of `AskedOfSome`. */
  readonly about?: 'some'
}

/**
 * Changes something of an organisation, whether it has an assessment or not.
 *
 * @throws DomainError 'not-found', 'not-allowed', 'busy' or 'read-only'.
 */
export async function changeInOrganisation<T>(
  house: House,
  person: Person,
  organisationId: OrganisationId,
  asked: Action | AskedWithin,
  work: (change: OrganisationChange) => Promise<T>,
): Promise<T> {
  const only = typeof asked === 'string' ? undefined : organisationId
  demandFirst(person, organisationId, wholeOf(asked))
  return write(
    house.db,
    async (db) => {
      const organisation = await getOrganisation(db, organisationId)
      return work({ ...changeOf(db, house, person, organisationId), organisation })
    },
    only,
  )
}

/** Looks at something national. @throws DomainError 'not-allowed'. */
export async function lookNationally<T>(
  house: House,
  person: Person,
  action: NationalAction,
  work: (look: Look) => Promise<T>,
): Promise<T> {
  demandNational(action, person)
  return read(house.db, (db) => work({ db }))
}

/** Changes something national. @throws DomainError 'not-allowed', 'busy' or 'read-only'. */
export async function changeNationally<T>(
  house: House,
  person: Person,
  action: NationalAction,
  work: (change: Change) => Promise<T>,
): Promise<T> {
  demandNational(action, person)
  return write(house.db, (db) => work(changeOf(db, house, person, undefined)))
}

const wholeOf = (asked: Action | Asked): Asked => (typeof asked === 'string' ? { action: asked } : asked)

/** Asks what can be asked before anything is read. */
function demandFirst(person: Person, organisationId: OrganisationId, { action, about }: Asked): void {
  if (about === undefined) demand(action, person, organisationId)
  else demandForSome(action, person, organisationId)
}

/** The place, once its rules have said what the action is about and the person may do that. */
async function findPlace(
  db: Handle,
  house: House,
  person: Person,
  organisationId: OrganisationId,
  { action, about }: Asked,
): Promise<Place> {
  const place = await getPlace(db, house, organisationId)
  if (typeof about === 'function')
    for (const one of about(place.ruleSet)) demand(action, person, organisationId, one)
  return place
}

function isDecidedByState(action: Action | 'later'): action is StateAction {
  return action in STATES
}

function changeOf(
  db: Handle,
  house: House,
  person: Person,
  organisationId: OrganisationId | undefined,
): Change {
  const of = organisationId === undefined ? {} : { organisationId }
  const acting = actingAs(db, house, person)
  return { ...acting, record: (act) => record(acting, { ...act, ...of }) }
}

async function getOrganisation(db: Handle, id: OrganisationId): Promise<OrganisationRow> {
  const organisation = await findOrganisation(db, id)
  if (organisation === undefined) throw organisationNotFound()
  return organisation
}
