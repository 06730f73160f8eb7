/**
 * An empty database → the demonstration: fictional trusts with what they signed in two rounds that are over, under an earlier rule set, the releases
 * that came of it, and the drafts of the present round, one of which has not moved to today's rule set, in one transaction; then four of these plan what to do, and three go on their way to a signature. It never touches a database that holds an organisation already.
 */

import { addMonths } from '../calendar.ts'
import {
  ADMINISTRATOR,
  ANALYSTS,
  insertDemonstrationAccounts,
  SECOND_ADMINISTRATOR,
} from '../identity/demonstration.ts'
import type { OrganisationId } from '../ids.ts'
import type { RuleSet } from '../rules/model.ts'
import { gather } from '../service/gathering.ts'
import type { House } from '../service/house.ts'
import { compute, storePrepared } from '../service/preparing.ts'
import { actingAs, record } from '../service/recording.ts'
import { detailsOfPublished, PUBLISHED } from '../service/verifying.ts'
import { findOrganisations, insertOrganisations } from '../store/organisations.ts'
import { insertPeriods } from '../store/periods.ts'
import { savePublished } from '../store/releases.ts'
import { insertRuleSet } from '../store/rule-sets.ts'
import { insertSupplierNames } from '../store/suppliers.ts'
import type { Handle } from '../store/tables.ts'
import { write } from '../store/transaction.ts'
import { inventAnswers } from './answers.ts'
import { type Filled, fillAssessments } from './fill.ts'
import { SUPPLIERS } from './known-rows.ts'
import { planWork } from './plans.ts'
import { fillReviews } from './reviews.ts'
import { putOnTheWay } from './on-the-way.ts'
import { asItStood, findNotMoved, hasBegun, inventRounds, type Round, whenSigned } from './rounds.ts'
import { shareWork } from './shared-work.ts'
import { inventTrusts, type Trust } from './trusts.ts'

/** A full draft whose trust has planned what to do, beside those that go on their way. */
const PLANS: OrganisationId = 'damsonhaven-general-hospital'

/**
 * Fills an empty database; the same rules in the same month always give the same demonstration.
 * A further release of the last round is left for the analysts to prepare. Gives whether it did: false when there was an organisation already.
 */
export async function seedDemonstration(house: House): Promise<boolean> {
  if ((await findOrganisations(house.db)).length > 0) return false
  const { ruleSet } = house
  const trusts = inventTrusts()
  const [before, last, present] = await inventRounds(ruleSet, house.now())
  const begun = trusts.filter((trust) => hasBegun(trust, last, present))
  const notMoved = findNotMoved(begun)
  const drafts = begun
    .filter((trust) => trust !== notMoved)
    .map((trust) => invent(ruleSet, trust, present, undefined))
  const draftsBefore = notMoved === undefined ? [] : [invent(last.ruleSet, notMoved, present, undefined)]
  const over = [before, last].map((round) => ({
    round,
    early: inventSigned(trusts, round, 'early'),
    late: inventSigned(trusts, round, 'late'),
  }))
  const isFilled = await write(house.db, async (db) => {
    if ((await findOrganisations(db)).length > 0) return false
    await insertOrganisations(
      db,
      leadsFirst(trusts).map(({ id, name, cohort, region, leadId, sharesSuppliers }) => ({
        id,
        odsCode: undefined,
        name,
        cohort,
        region,
        fictional: true,
        sharesSuppliers,
        ...(leadId === undefined ? {} : { leadId }),
      })),
    )
    await insertDemonstrationAccounts(
      db,
      trusts.map(({ id }) => id),
      house.now().toISOString(),
      [...ANALYSTS, ADMINISTRATOR, SECOND_ADMINISTRATOR],
    )
    await insertRuleSet(db, before.ruleSet, house.now().toISOString())
    await insertPeriods(
      db,
      [before, last, present].map(({ period }) => period),
    )
    await insertSupplierNames(
      db,
      SUPPLIERS.map(({ name }) => String(name)),
    )
    const fill = (round: Round, filled: readonly Filled[], by = round.ruleSet) =>
      fillAssessments(db, by, filled, {
        at: `${round.period.referenceDate}T09:00:00.000Z`,
        by: 'Demonstration',
      })
    for (const { round, early, late } of over) {
      await fill(round, early)
      await publishRelease(db, round)
      await fill(round, late)
    }
    await fill(present, drafts)
    await fill(present, draftsBefore, last.ruleSet)
    await fillReviews(db, [...drafts, ...draftsBefore])
    await shareWork(db, ruleSet, drafts, house.now())
    await shareWork(db, last.ruleSet, draftsBefore, house.now())
    return true
  })
  const finished = begun.filter((trust) => trust.finished === 1 && trust.cohort === 'mental-health')
  if (!isFilled) return false
  const onTheWay = finished.slice(0, 3).map(({ id }) => id)
  await planWork(house, [PLANS, ...onTheWay])
  await putOnTheWay(house, onTheWay)
  return true
}

function inventSigned(trusts: readonly Trust[], round: Round, when: 'early' | 'late'): Filled[] {
  const months = when === 'early' ? 1 : 3
  const signedAt = `${addMonths(round.period.referenceDate, months)}T14:00:00.000Z`
  return trusts
    .filter((trust) => whenSigned(trust, round) === when)
    .map((trust) => invent(round.ruleSet, asItStood(trust, round), round, signedAt))
}

function invent(ruleSet: RuleSet, trust: Trust, { period }: Round, signedAt: string | undefined): Filled {
  return {
    assessmentId: `${trust.id}-${period.id}`,
    organisationId: trust.id,
    periodId: period.id,
    answers: inventAnswers(ruleSet, trust, period.referenceDate),
    signedAt,
  }
}

/** What the one analyst prepared, the other published two months after the reference date. */
async function publishRelease(db: Handle, { period, ruleSet }: Round): Promise<void> {
  const [preparer, confirmer] = ANALYSTS
  if (preparer === undefined || confirmer === undefined) throw new Error('A release needs two analysts.')
  const at = `${addMonths(period.referenceDate, 2)}T10:00:00.000Z`
  const id = `${period.id}-first`
  const gathered = await gather(db, ruleSet, period.id)
  const computed = compute(ruleSet, gathered, 'demonstration')
  await storePrepared(db, ruleSet, gathered, computed, id, { id: preparer.id, name: preparer.name, at })
  await savePublished(db, id, { id: confirmer.id, name: confirmer.name, at })
  const number = (gathered.latest?.number ?? 0) + 1
  const details = await detailsOfPublished(db, { id, number, digest: computed.digest })
  await record(actingAs(db, { now: () => new Date(at) }, confirmer), {
    action: PUBLISHED,
    object: id,
    details,
  })
}

/** A trust refers to the lead of its group, which must be there before it. */
function leadsFirst(trusts: readonly Trust[]): Trust[] {
  return trusts.toSorted((a, b) => Number(a.leadId !== undefined) - Number(b.leadId !== undefined))
}
