/**
 * What an organisation says of the outcomes of an official framework that its operator loaded, for itself or one of its critical systems.
 * A contributor reads and answers the parts that were shared out with them. It changes no answer and no score. A judgement in place of the rule, and a control in place of an indicator, take a reason.
 */

import { askedOf, controlField, type SaidOutcome } from '../caf/answered.ts'
import { keyOf, LONGEST_CAF, type Outcome } from '../caf/model.ts'
import { DomainError, type FieldFault } from '../errors.ts'
import type { OrganisationId } from '../ids.ts'
import type { Framework } from '../rules/model.ts'
import { findPresent, type Present } from '../store/assessments.ts'
import * as stored from '../store/caf.ts'
import type { CafKey, CafPlace, CafVersion } from '../store/caf.ts'
import type { OrganisationRow } from '../store/organisations.ts'
import type { Person } from '../store/person.ts'
import { findRows } from '../store/registers.ts'
import type { Handle } from '../store/tables.ts'
import { faultOfText, saysSomething, tidyText } from '../text.ts'
import { changeInOrganisation, lookInOrganisation } from './acting.ts'
import { type LoadedFile, readLoadedFile } from './caf-files.ts'
import { type Saved, toSaved } from './edits.ts'
import { recordExport } from './exporting.ts'
import type { House } from './house.ts'
import { aboutOutcome, decide, demand, isPossible } from './permission.ts'
import { closedPeriodOf } from './places.ts'

export type { CafKey, CafPlace, CafVersion } from '../store/caf.ts'

/** In the place of a system: the whole organisation. */
export const WHOLE = 'whole'
/** What people call the place of a framework: the whole organisation, or one of its systems. */
export function nameOfSystem({ systems }: Pick<CafView, 'systems'>, systemId: string): string {
  if (systemId === WHOLE) return 'The whole organisation'
  return systems.find(({ id }) => id === systemId)?.name ?? 'A system that is no longer in the register'
}

/** The register whose rows can be assessed by themselves, and its column with their names. */
const SYSTEMS = { register: 'critical-systems-register', name: 'name' }

/** One version of the framework, as the operator's file has it. */
export interface LoadedFramework extends LoadedFile {
  /** What our rules say of it: its name, and how it relates to the version before. */
  readonly framework: Framework
  readonly loadedAt: string
}

export interface CafView {
  readonly organisation: OrganisationRow
  /** In the order of our rules: the newest last. */
  readonly loaded: readonly LoadedFramework[]
  /** Critical systems of the present assessment. */
  readonly systems: readonly { readonly id: string; readonly name: string }[]
  /** Of every framework and system. */
  readonly said: readonly CafVersion[]
  /** Only parts were shared out with who looks: systems and what is said are those of their parts. */
  readonly isPart: boolean
  /** The present assessment is being filled in, with which parts are shared out. */
  readonly canShare: boolean
}

const SOME = { action: 'read-caf', about: 'some' } as const

/** @throws as `lookInOrganisation`. */
export async function getCaf(house: House, person: Person, organisationId: OrganisationId): Promise<CafView> {
  return lookInOrganisation(house, person, organisationId, SOME, async ({ db, organisation }) => {
    const loaded = await findLoaded(db, house)
    const said = await stored.findCafOutcomes(db, organisationId)
    const present = await findPresent(db, organisationId)
    const systems = await systemsIn(db, present)
    const assessment = present?.assessment
    const canShare =
      assessment !== undefined &&
      isPossible('assign', { assessment, closed: closedPeriodOf(house, assessment) })
    const view = { organisation, loaded, systems, said, isPart: false, canShare }
    if (decide('read-caf', person, organisationId) === 'allowed') return view
    const own = loaded.flatMap((one) =>
      [WHOLE, ...systems.map(({ id }) => id)].flatMap((systemId) =>
        outcomesFor(person, 'read-caf', view, one, systemId).map(({ code }) => ({
          ...{ frameworkId: one.framework.id, systemId, outcome: code },
        })),
      ),
    )
    return {
      ...view,
      isPart: true,
      systems: systems.filter(({ id }) => own.some(({ systemId }) => systemId === id)),
      said: said.filter((one) =>
        own.some(
          (key) =>
            key.frameworkId === one.frameworkId &&
            key.systemId === one.systemId &&
            key.outcome === one.outcome,
        ),
      ),
    }
  })
}

/** The outcomes of a framework to which the person may do this, for the whole organisation or one of its systems. */
export function outcomesFor(
  person: Person | undefined,
  action: 'read-caf' | 'answer-caf',
  { organisation }: Pick<CafView, 'organisation'>,
  { framework, official }: LoadedFramework,
  systemId: string,
): Outcome[] {
  const place = { frameworkId: framework.id, systemId }
  return official.outcomes.filter(
    (one) => decide(action, person, organisation.id, aboutOutcome(place, one)) === 'allowed',
  )
}

/** What is said of an outcome, as it is given out. */
export function writeSaid({ frameworkId, systemId, outcome, value, version, savedAt, savedBy }: CafVersion) {
  const { said = {}, controls = {}, override, overrideBecause = '', summary = '' } = value ?? {}
  return {
    ...{ framework: frameworkId, system: systemId, outcome },
    ...{ statements: said, 'other-controls': controls, judgement: override, because: overrideBecause },
    ...{ summary, version, 'saved-at': savedAt, 'saved-by': savedBy },
  }
}

/** Every version of what is said of one outcome, the newest first. @throws as `lookInOrganisation`. */
export async function findCafVersions(
  house: House,
  person: Person,
  organisationId: OrganisationId,
  key: CafKey,
): Promise<CafVersion[]> {
  return lookInOrganisation(house, person, organisationId, SOME, async ({ db }) => {
    const loaded = (await findLoaded(db, house)).find(({ framework }) => framework.id === key.frameworkId)
    const outcome = loaded?.official.outcomes.find(({ code }) => code === key.outcome)
    demand('read-caf', person, organisationId, outcome && aboutOutcome(key, outcome))
    return stored.findCafVersions(db, organisationId, key)
  })
}

/** Enters in the trail that somebody takes the outcomes as a table. @throws as `changeInOrganisation`, and 'too-many'. */
export async function recordOutcomesTaken(
  house: House,
  person: Person,
  organisationId: OrganisationId,
  { frameworkId, systemId }: CafPlace,
): Promise<void> {
  const details = { file: 'outcomes.csv', system: systemId }
  await changeInOrganisation(house, person, organisationId, 'read-whole', (change) =>
    recordExport(change, { action: 'data-exported', object: frameworkId, organisationId, details }),
  )
}

/** What a form says of one outcome. */
export type TypedOutcome = Omit<SaidOutcome, 'asked'>
export type SavedOutcome = Saved<SaidOutcome> | { readonly ok: false; readonly faults: readonly FieldFault[] }

/**
 * Saves what is said of one outcome. Faults are about the fields `override-because`, `summary` and those of `controlField`.
 *
 * @throws as `changeInOrganisation`; DomainError 'not-found' (no such framework, system or outcome).
 */
export async function saveCafOutcome(
  house: House,
  person: Person,
  organisationId: OrganisationId,
  key: CafKey,
  seenVersion: number,
  typed: TypedOutcome,
): Promise<SavedOutcome> {
  const asked = { action: 'answer-caf', within: true, about: 'some' } as const
  return changeInOrganisation(house, person, organisationId, asked, async ({ db, stamp, record }) => {
    const outcome = await getOutcome(db, house, organisationId, key)
    demand('answer-caf', person, organisationId, aboutOutcome(key, outcome))
    const value = tidy(outcome, typed)
    const faults = faultsOf(outcome, value)
    if (faults.length > 0) return { ok: false, faults }
    const saved = toSaved(await stored.saveCafOutcome(db, organisationId, key, { seenVersion, value, stamp }))
    if (saved.ok && saved.changed)
      await record({
        action: 'caf-outcome-saved',
        object: key.outcome,
        details: { framework: key.frameworkId, system: key.systemId, version: saved.version },
      })
    return saved
  })
}

async function getOutcome(
  db: Handle,
  house: House,
  organisationId: OrganisationId,
  { frameworkId, systemId, outcome }: CafKey,
): Promise<Outcome> {
  const { official } = await getLoaded(db, house, frameworkId)
  const found = official.outcomes.find(({ code }) => code === outcome)
  if (found === undefined) throw new DomainError('not-found', 'There is no such outcome here.')
  await demandSystem(db, organisationId, systemId)
  return found
}

/** A framework that is loaded, for this room. @throws DomainError 'not-found' */
export async function getLoaded(db: Handle, house: House, frameworkId: string): Promise<LoadedFramework> {
  const found = (await findLoaded(db, house)).find(({ framework }) => framework.id === frameworkId)
  if (found === undefined) throw new DomainError('not-found', 'No such framework is loaded here.')
  return found
}

/** That it is the whole organisation, or one of its critical systems, for this room. @throws DomainError 'not-found' */
export async function demandSystem(
  db: Handle,
  organisationId: OrganisationId,
  systemId: string,
): Promise<void> {
  if (systemId !== WHOLE && !(await findSystems(db, organisationId)).some(({ id }) => id === systemId))
    throw new DomainError('not-found', 'There is no such critical system here.')
}

/** The critical systems of the present assessment that have a name, for this room. */
export async function findSystems(db: Handle, organisationId: OrganisationId): Promise<CafView['systems']> {
  return systemsIn(db, await findPresent(db, organisationId))
}

async function systemsIn(db: Handle, present: Present | undefined): Promise<CafView['systems']> {
  if (present?.assessment === undefined) return []
  return (await findRows(db, present.assessment.id)).flatMap(({ id, registerId, row }) => {
    const name = row.cells[SYSTEMS.name]
    return registerId === SYSTEMS.register && name !== undefined && saysSomething(name) ? [{ id, name }] : []
  })
}

/** Files as they were read, by digest, until a file takes the place of theirs; a restart finds them beside the program (`readLoadedFile`). */
const read = new WeakMap<object, Map<string, LoadedFile>>()

/** For this room: every framework that is loaded, in the order of our rules. */
export async function findLoaded(db: Handle, house: House): Promise<LoadedFramework[]> {
  const files = await stored.findCafFrameworks(db)
  const known = read.get(house.memory) ?? new Map<string, LoadedFile>()
  read.set(house.memory, known)
  for (const digest of known.keys()) if (!files.some((one) => one.digest === digest)) known.delete(digest)
  const loaded: LoadedFramework[] = []
  for (const framework of house.ruleSet.frameworks) {
    const file = files.find(({ frameworkId }) => frameworkId === framework.id)
    if (file === undefined) continue
    const parts = known.get(file.digest) ?? (await readLoadedFile(await stored.getCafText(db, framework.id)))
    known.set(file.digest, parts)
    loaded.push({ framework, ...parts, loadedAt: file.loadedAt })
  }
  return loaded
}

/** What belongs to the outcome, with texts as they are kept. */
function tidy({ indicators, ...outcome }: Outcome, typed: TypedOutcome): SaidOutcome {
  const keys = indicators.map(keyOf)
  const texts = keys.map((key) => [key, tidyText(typed.controls[key] ?? '')] as const)
  const said = keys.flatMap((key) => {
    const one = typed.said[key]
    return one === undefined ? [] : [[key, one] as const]
  })
  const { override } = typed
  return {
    asked: askedOf({ indicators, ...outcome }),
    said: Object.fromEntries(said),
    controls: Object.fromEntries(texts.filter(([, text]) => text !== '')),
    ...(override === undefined ? {} : { override }),
    overrideBecause: tidyText(typed.overrideBecause),
    summary: tidyText(typed.summary),
  }
}

function faultsOf({ indicators }: Outcome, value: SaidOutcome): FieldFault[] {
  const faults: FieldFault[] = []
  const check = (field: string, text: string) => {
    const message =
      text.length > LONGEST_CAF
        ? `Keep it to ${LONGEST_CAF} characters. It has ${text.length}.`
        : faultOfText(text)
    if (message !== undefined) faults.push({ field, message })
  }
  for (const indicator of indicators) {
    const key = keyOf(indicator)
    const control = value.controls[key]
    if (control !== undefined) check(controlField(key), control)
    else if (value.said[key] === 'other-control')
      faults.push({
        field: controlField(key),
        message: `${indicator.code}: say which control is in place, or why you are exempt.`,
      })
  }
  if (value.override !== undefined && !saysSomething(value.overrideBecause))
    faults.push({ field: 'override-because', message: 'Say why this holds in place of what the rule gives.' })
  check('override-because', value.overrideBecause)
  check('summary', value.summary)
  return faults
}
