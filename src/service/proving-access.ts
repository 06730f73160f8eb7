/**
 * What decides who gets in, and until when → what is not as the trail says: periods, the roles that people have now, and what is shared outside.
 * What the demonstration brought stands in no trail: it is counted, and not proved. It changes nothing.
 */

import { DAY_MS } from '../calendar.ts'
import { findKindOfAccounts } from '../store/account-details.ts'
import { findPeriods, type PeriodRow } from '../store/periods.ts'
import { findHeldRoles, findSaid, type HeldRole, type Said } from '../store/proofs.ts'
import { findSharedViews, type SharedViewRow } from '../store/shared-views.ts'
import type { Handle } from '../store/tables.ts'
import { type Check, unlessBroken } from './breaks.ts'
import { DELETED } from './deleting.ts'

/** Of each kind: how many there are, of how many the trail speaks, and what is not as it says. */
type Found = Omit<Check, 'kind'>

async function check(kind: Check['kind'], unreadable: string, prove: () => Promise<Found>): Promise<Check> {
  let found: Found = { links: 0, anew: 0, breaks: [] }
  const breaks = await unlessBroken(unreadable, async () => {
    found = await prove()
    return found.breaks
  })
  return { kind, ...found, breaks }
}

const FIELDS = {
  name: 'name',
  opens: 'day on which it opens',
  referenceDate: 'reference date',
  closes: 'closing day',
  ruleSetDigest: 'rule set',
} as const

/** Each period is what it became by the newest acts that say so. */
export async function provePeriods(db: Handle): Promise<Check> {
  return check('periods', 'a period cannot be read', async () => {
    const said = await findSaid(
      db,
      'period-added',
      'period-changed',
      'period-closing-moved',
      'period-rule-set-changed',
    )
    const became = new Map<string, Partial<Record<keyof PeriodRow, unknown>>>()
    for (const one of said) became.set(one.object, { ...became.get(one.object), ...periodOf(one) })
    const added = new Set(said.filter(({ action }) => action === 'period-added').map(({ object }) => object))
    const periods = await findPeriods(db)
    const isSeeded = (await findKindOfAccounts(db)) === 'demonstration'
    const breaks: string[] = []
    for (const period of periods) {
      if (!added.has(period.id) && !isSeeded)
        breaks.push(`period ${period.id} is there, and the trail does not say that it was added`)
      const expected = became.get(period.id) ?? {}
      for (const [field, words] of Object.entries(FIELDS) as [keyof typeof FIELDS, string][])
        if (expected[field] !== undefined && expected[field] !== period[field])
          breaks.push(`the ${words} of period ${period.id} is not what the trail says`)
    }
    const there = new Set(periods.map(({ id }) => id))
    for (const id of became.keys())
      if (!there.has(id)) breaks.push(`period ${id} stands in the trail, and is not there any more`)
    return { links: periods.length, anew: periods.filter(({ id }) => became.has(id)).length, breaks }
  })
}

/** What an act made of a period. */
function periodOf({ action, details }: Said): Partial<Record<keyof PeriodRow, unknown>> {
  if (action === 'period-closing-moved') return { closes: details['to'] }
  if (action === 'period-rule-set-changed') return { ruleSetDigest: details['to'] }
  const { name, opens, referenceDate, closes, ruleSet } = details
  return { name, opens, referenceDate, closes, ruleSetDigest: ruleSet }
}

/** A role as the trail leaves it; `deputyOf` is who named them. */
interface SaidRole extends Pick<HeldRole, 'accountId' | 'organisationId' | 'role' | 'deputyOf'> {
  readonly isHeld: boolean
}

const keyOf = ({ accountId, organisationId = '', role }: Omit<SaidRole, 'isHeld' | 'deputyOf'>) =>
  JSON.stringify([accountId, organisationId, role])

/** Whoever has a role now was given it, and whoever was given one has it until the trail says that it ended. */
export async function proveRoles(db: Handle): Promise<Check> {
  return check('roles', 'a role cannot be read', async () => {
    const said = await findSaidRoles(db)
    const held = await findHeldRoles(db)
    const breaks = held.flatMap((one) => {
      const expected = said.get(keyOf(one))
      if (expected === undefined)
        return one.isSeeded
          ? []
          : [`${roleWords(one)} is there, and the trail does not say that it was given`]
      if (!expected.isHeld) return [`${roleWords(one)} has ended by the trail, and is there`]
      if (one.deputy !== (expected.deputyOf !== undefined))
        return [
          `${roleWords(one)} is ${one.deputy ? 'that of a deputy' : 'no deputy’s'}, unlike in the trail`,
        ]
      return one.deputyOf === undefined || one.deputyOf === expected.deputyOf
        ? []
        : [`${roleWords(one)} stands for another SIRO than in the trail`]
    })
    const there = new Set(held.map(keyOf))
    for (const [key, one] of said)
      if (one.isHeld && !there.has(key))
        breaks.push(`${roleWords(one)} was given by the trail, and is not there`)
    return { links: held.length, anew: held.filter((one) => said.has(keyOf(one))).length, breaks }
  })
}

function roleWords({ accountId, organisationId, role }: Omit<SaidRole, 'isHeld' | 'deputyOf'>): string {
  const where = organisationId === undefined ? '' : ` in organisation ${organisationId}`
  return `the role ${role} of account ${accountId}${where}`
}

async function findSaidRoles(db: Handle): Promise<Map<string, SaidRole>> {
  const said = await findSaid(
    db,
    ...['role-given', 'deputy-named', 'role-ended', 'national-role-given', 'national-role-ended'],
    ...['service-set-up', 'invitation-revoked', DELETED],
  )
  const roles = new Map<string, SaidRole>()
  const end = (isEnded: (one: SaidRole) => boolean) => {
    for (const [key, one] of roles) if (isEnded(one)) roles.set(key, { ...one, isHeld: false })
  }
  for (const { action, object, organisationId, actorId, details } of said)
    if (action === DELETED) {
      if (details['assessment'] === undefined) end((one) => one.organisationId === object)
    } else if (action === 'invitation-revoked') {
      // An administrator's ends the national roles too; those in organisations have entries of their own.
      if (organisationId === undefined)
        end((one) => one.accountId === object && one.organisationId === undefined)
    } else {
      const role = action === 'service-set-up' ? 'administrator' : String(details['role'])
      const accountId = action === 'service-set-up' ? (actorId ?? '') : object
      const deputyOf = action === 'deputy-named' ? actorId : undefined
      const isHeld = !action.endsWith('-ended')
      const one = { accountId, organisationId, role, deputyOf, isHeld }
      roles.set(keyOf(one), one)
    }
  return roles
}

/** The longest that agreeing takes, in milliseconds: the day on which a share ends is reckoned a little before the entry. */
const SLACK_MS = 60_000

/** What is shared was asked for and agreed to as it stands, and ends when the trail says so. */
export async function proveShares(db: Handle): Promise<Check> {
  return check('shares', 'something that is shared cannot be read', async () => {
    const said = await findSaid(db, 'share-proposed', 'share-asked', 'share-agreed', 'share-ended')
    const deleted = await findSaid(db, DELETED)
    const newest = (action: string) =>
      new Map(said.filter((one) => one.action === action).map((one) => [one.object, one]))
    const [agreed, ended] = [newest('share-agreed'), newest('share-ended')]
    // What was proposed before there were requests says the same.
    const asked = new Map([...newest('share-proposed'), ...newest('share-asked')])
    const shares = await findSharedViews(db)
    const breaks: string[] = []
    let anew = 0
    for (const share of shares) {
      const by = { asked: asked.get(share.id), agreed: agreed.get(share.id) }
      if (by.asked !== undefined && by.agreed !== undefined) anew++
      for (const what of unlike(share, by, ended.get(share.id)))
        breaks.push(`share ${share.id} of organisation ${share.organisationId} ${what}`)
    }
    const there = new Set(shares.map(({ id }) => id))
    for (const { object, organisationId, details } of agreed.values()) {
      const assessment = details['assessment']
      const isDeleted = deleted.some(
        (one) => one.object === organisationId && (one.details['assessment'] ?? assessment) === assessment,
      )
      if (!there.has(object) && !isDeleted)
        breaks.push(`share ${object} was agreed to, and is not there any more`)
    }
    return { links: shares.length, anew, breaks }
  })
}

function unlike(
  share: SharedViewRow,
  { asked, agreed }: { asked: Said | undefined; agreed: Said | undefined },
  ended: Said | undefined,
): string[] {
  if (asked === undefined || agreed === undefined)
    return [
      `is there, and the trail does not say that it was ${asked === undefined ? 'asked for' : 'agreed to'}`,
    ]
  const found: string[] = []
  const say = (isUnlike: boolean, what: string) => {
    if (isUnlike) found.push(`${what} than in the trail`)
  }
  const isOther = (key: string, value: string | number) =>
    asked.details[key] !== undefined && asked.details[key] !== value
  say(asked.organisationId !== share.organisationId, 'is of another organisation')
  say(isOther('assessment', share.assessmentId), 'shows another assessment')
  say(isOther('account', share.accountId), 'is for another account')
  say(isOther('body', share.body), 'is for another body')
  say(isOther('days', share.days), 'is for other days')
  const last = new Date(agreed.at).getTime() + Number(asked.details['days'] ?? share.days) * DAY_MS
  say(Math.abs(new Date(share.until ?? 0).getTime() - last) > SLACK_MS, 'ends on another day')
  if (ended === undefined && share.endedAt !== undefined)
    found.push('has ended, and the trail does not say so')
  if (ended !== undefined && share.endedAt === undefined) found.push('was ended by the trail, and is open')
  return found
}
