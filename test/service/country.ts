/** Trusts that signed drawn answers, in a house of a test: enough for cells of ten, and each with its own draw. */

import { randomBytes, randomUUID } from 'node:crypto'
import { chanceOf } from '../../src/random.ts'
import { ANALYSTS, demonstrationId, insertDemonstrationAccounts } from '../../src/identity/demonstration.ts'
import type { LevelRow } from '../../src/answers/model.ts'
import type { RuleSet } from '../../src/rules/model.ts'
import { demandPreparable, gather } from '../../src/service/gathering.ts'
import type { House, OpenHouse } from '../../src/service/house.ts'
import { compute, storePrepared } from '../../src/service/preparing.ts'
import { confirmRelease, getReleaseRecord, type ReleaseRecord } from '../../src/service/releases.ts'
import type { PublishedRelease } from '../../src/service/reading-releases.ts'
import { sealAssessment } from '../../src/service/signing.ts'
import { insertAssessments } from '../../src/store/assessments.ts'
import { saveLevels } from '../../src/store/levels.ts'
import { insertRegisters } from '../../src/store/registers.ts'
import { findOrganisation, insertOrganisations } from '../../src/store/organisations.ts'
import type { Person } from '../../src/store/person.ts'
import type { Handle } from '../../src/store/tables.ts'
import { type PeriodRow, insertPeriods } from '../../src/store/periods.ts'
import { findAccount } from '../../src/store/accounts.ts'
import { read, write } from '../../src/store/transaction.ts'
import type { Engine } from '../store/engines.ts'
import { nationalPerson, NOW, openTestHouse } from './house.ts'

export const [ANALYST, OTHER] = ANALYSTS.map(({ id, name }) => nationalPerson(id, name)) as [Person, Person]

/** Periods before the one of `addTrust`, whose drafts they leave alone. */
export const FIRST = periodAt('first', '2024-11-22')
export const SECOND = periodAt('second', '2025-11-22')
export const THIRD = periodAt('third', '2026-11-22')

function periodAt(id: string, referenceDate: string): Omit<PeriodRow, 'ruleSetDigest'> {
  return {
    id,
    name: `The ${id} round`,
    opens: referenceDate,
    referenceDate,
    closes: referenceDate,
    framework: undefined,
  }
}

export interface Signer {
  readonly id: string
  readonly cohort?: string
  readonly region?: string
  readonly leadId?: string
  readonly sharesSuppliers?: boolean
  /** Names in its register of suppliers. */
  readonly suppliers?: readonly string[]
  /** Names the draw of its answers; its id unless it says so. */
  readonly draw?: string
}

/** Twelve acute trusts in London and twelve in the Midlands, as `london-0` … and `midlands-0` … */
export const TWO_CELLS: readonly Signer[] = [
  ...trustsOf('london', 12, { region: 'London' }),
  ...trustsOf('midlands', 12, { region: 'Midlands' }),
]

export function trustsOf(name: string, count: number, like: Omit<Signer, 'id'> = {}): Signer[] {
  return Array.from({ length: count }, (_, index) => ({ ...like, id: `${name}-${index}` }))
}

/**
 * Gives houses in which `TWO_CELLS` signed: copies of one, made when the first is asked for. For one file of tests, since databases go with it.
 */
export function countriesOn({ newDatabase, copyOf }: Engine): () => Promise<OpenHouse> {
  let made: Promise<string> | undefined
  const make = async () => {
    const database = await newDatabase()
    const house = await openTestHouse(database)
    await addSigned(house, TWO_CELLS)
    await house.close()
    return database
  }
  return async () => openTestHouse(await copyOf(await (made ??= make())))
}

/** Adds the organisations that are not there yet, and signs for each a drawn assessment of the period. */
export async function addSigned(
  house: OpenHouse,
  signers: readonly Signer[],
  period: Omit<PeriodRow, 'ruleSetDigest'> = FIRST,
): Promise<void> {
  const { ruleSet } = house
  await write(house.db, async (db) => {
    await insertPeriods(db, [{ ...period, ruleSetDigest: ruleSet.digest }])
    await addAnalysts(db)
    for (const one of signers) {
      if ((await findOrganisation(db, one.id)) === undefined)
        await insertOrganisations(db, [
          {
            id: one.id,
            odsCode: undefined,
            name: `${one.id} (fictional)`,
            cohort: one.cohort ?? 'acute',
            region: one.region ?? 'London',
            fictional: true,
            sharesSuppliers: one.sharesSuppliers === true,
            ...(one.leadId === undefined ? {} : { leadId: one.leadId }),
          },
        ])
      if ((await findAccount(db, demonstrationId(one.id, 'lead'))) === undefined)
        await insertDemonstrationAccounts(db, [one.id], NOW.toISOString())
      const assessment = {
        id: `${one.id}-${period.id}`,
        organisationId: one.id,
        periodId: period.id,
        asOf: period.referenceDate,
        ruleSetDigest: ruleSet.digest,
        status: 'draft' as const,
        revision: 0,
      }
      await insertAssessments(db, [assessment])
      const row = drawRow(ruleSet, one.draw ?? one.id)
      await saveLevels(db, assessment.id, { digest: ruleSet.digest, row, revision: 0 })
      await insertRegisters(
        db,
        [],
        (one.suppliers ?? []).map((name, index) => ({
          assessmentId: assessment.id,
          registerId: 'supplier-register',
          id: `row-${index + 1}`,
          position: index + 1,
          row: { cells: { name }, evidence: {} },
        })),
        { at: NOW.toISOString(), by: 'Test' },
      )
      await sealAssessment(db, ruleSet, assessment, `${period.referenceDate}T12:00:00.000Z`)
    }
  })
}

/** The two analysts, unless they are there. */
async function addAnalysts(db: Handle): Promise<void> {
  if ((await findAccount(db, ANALYST.id)) === undefined)
    await insertDemonstrationAccounts(db, [], NOW.toISOString(), ANALYSTS)
}

function drawRow(ruleSet: RuleSet, draw: string): LevelRow {
  const chance = chanceOf(draw, 'levels')
  const declared = Uint8Array.from(ruleSet.questions, ({ levels }) => chance.whole(0, levels.length - 1))
  return {
    declared,
    assured: declared.map((level) => (chance.happens(0.5) ? level : 0)),
    context: Int8Array.from(ruleSet.context, () => 0),
  }
}

/** The same house some days later. */
export function daysLater(house: OpenHouse, days: number): OpenHouse {
  return { ...house, now: () => new Date(house.now().getTime() + days * 86_400_000) }
}

/**
 * A release as `prepareRelease` leaves it, but for the trail: computed here, since a process of its own takes ten times as long.
 * Whom it is refused to, how often, and what that process does, `releases.test.ts` asks of `prepareRelease`.
 */
export async function prepareHere(house: House, periodId: string = FIRST.id): Promise<ReleaseRecord> {
  const { db } = house
  const ruleSet = await demandPreparable(db, house, periodId)
  const gathered = await read(db, (on) => gather(on, ruleSet, periodId))
  const computed = compute(ruleSet, gathered, randomBytes(16).toString('hex'))
  const id = randomUUID()
  const by = { id: ANALYST.id, name: ANALYST.name, at: house.now().toISOString() }
  await write(db, (on) => storePrepared(on, ruleSet, gathered, computed, id, by))
  return getReleaseRecord(house, ANALYST, id)
}

/** Prepared by the one analyst, published by the other. */
export async function publishRelease(house: House, periodId: string = FIRST.id): Promise<PublishedRelease> {
  const { row } = await prepareHere(house, periodId)
  return confirmRelease(house, OTHER, row.id, row.digest)
}
