/** What was typed of a share → a proposal of it, told to who must agree; nothing is shown to anybody before. */

import { isDeepStrictEqual } from 'node:util'
import type { FieldFault } from '../errors.ts'
import type { AccountId, AssessmentId, OrganisationId, ProposalId } from '../ids.ts'
import { findAccount } from '../store/accounts.ts'
import { findAccountWithRoles } from '../store/members.ts'
import type { Person } from '../store/person.ts'
import { findNotDone } from '../store/proposals.ts'
import { readName, saysSomething } from '../text.ts'
import { type Change, changeInOrganisation } from './acting.ts'
import type { House } from './house.ts'
import { findOrAddInvitee, nameTyped, readInvitee } from './inviting.ts'
import { ask, knownAsOf, type Wanted } from './proposals.ts'
import { findSigned } from './sharing.ts'
import { send } from './telling.ts'

/** Ours: a share is for some days. */
export const MOST_DAYS = 90
const LONGEST_BODY = 120
export const LONGEST_PURPOSE = 500

/** As typed and chosen. */
export interface TypedShare {
  readonly assessment: AssessmentId
  readonly name: string
  readonly email: string
  /** In the demonstration, whose people have no address: an account of it, instead of name and address. Undefined: in the service. */
  readonly account: AccountId | undefined
  readonly body: string
  readonly purpose: string
  readonly days: string
}

export type ShareFault = FieldFault<keyof TypedShare>

type Refused = { readonly ok: false; readonly faults: readonly ShareFault[] }

/**
 * Proposes to share a snapshot; nothing is shown to anybody before the other of lead and SIRO agrees. The same is proposed once.
 *
 * @throws as `changeInOrganisation`, and 'conflict' (the account is disabled).
 */
export async function proposeShare(
  house: House,
  person: Person,
  organisationId: OrganisationId,
  typed: TypedShare,
): Promise<{ readonly ok: true; readonly id: ProposalId } | Refused> {
  const done = await changeInOrganisation(house, person, organisationId, 'share', async (change) => {
    const read = await readTyped(change, organisationId, typed)
    if (!read.ok) return read
    const { wanted } = read
    // A form that was sent twice.
    const same = (await findNotDone(change.db, 'share', organisationId)).find(
      ({ stoppedAt, asked, kind, accountId, assessmentId, details }) =>
        stoppedAt === undefined &&
        asked.id === person.id &&
        isDeepStrictEqual({ kind, organisationId, accountId, assessmentId, details }, wanted),
    )
    if (same !== undefined) return { ok: true, id: same.id, letters: [] } as const
    const { proposal, letters } = await ask(change, house, wanted)
    return { ok: true, id: proposal.id, letters } as const
  })
  if (!done.ok) return done
  await send(house, done.letters)
  return { ok: true, id: done.id }
}

/** What is asked for, with the account of who would look; or everything that is wrong with what was typed. */
async function readTyped(
  change: Change,
  organisationId: OrganisationId,
  typed: TypedShare,
): Promise<Refused | { readonly ok: true; readonly wanted: Wanted }> {
  const { db } = change
  const faults: ShareFault[] = []
  const signed = (await findSigned(db, organisationId)).find((one) => one.id === typed.assessment)
  if (signed === undefined) faults.push({ field: 'assessment', message: 'Choose a signed assessment.' })
  faults.push(...wordsFaults(typed))
  const found = typed.account === undefined ? readInvitee(typed) : undefined
  if (found?.ok === false) faults.push(...found.faults)
  // Somebody of the demonstration has no address; everybody else is named by theirs, so that no account can be guessed.
  const listed = typed.account === undefined ? undefined : await findAccount(db, typed.account)
  if (typed.account !== undefined && (listed === undefined || listed.email !== undefined))
    faults.push({ field: 'account', message: 'Choose who may look.' })
  if (signed === undefined || faults.length > 0) return { ok: false, faults }
  const viewer =
    listed ?? (found?.ok === true ? await findOrAddInvitee(change, found.invitee, organisationId) : undefined)
  if (viewer === undefined) throw new Error('Nobody is named.')
  const theirs = await findAccountWithRoles(db, viewer.id)
  if (theirs?.roles.some((one) => one.organisationId === organisationId)) {
    const field = typed.account === undefined ? 'email' : 'account'
    const message = 'This person belongs to your organisation already.'
    return { ok: false, faults: [{ field, message }] }
  }
  const details = {
    ...knownAsOf('isExpected' in viewer ? nameTyped(viewer) : undefined),
    ...{ body: typed.body.trim(), purpose: typed.purpose.trim(), days: Number(typed.days) },
  }
  const about = { accountId: viewer.id, assessmentId: signed.id }
  return { ok: true, wanted: { kind: 'share', organisationId, ...about, details } }
}

function wordsFaults({ body, purpose, days }: TypedShare): ShareFault[] {
  const faults: ShareFault[] = []
  const say = (field: keyof TypedShare, message: string) => faults.push({ field, message })
  const named = readName(body, LONGEST_BODY, 'Enter for whom they look, such as an integrated care board.')
  if ('message' in named) say('body', named.message)
  if (!saysSomething(purpose)) say('purpose', 'Enter what they need it for.')
  else if (purpose.trim().length > LONGEST_PURPOSE)
    say('purpose', `Enter at most ${LONGEST_PURPOSE} characters.`)
  if (!/^\d{1,3}$/.test(days.trim()) || Number(days) < 1 || Number(days) > MOST_DAYS)
    say('days', `Enter a number of days from 1 to ${MOST_DAYS}.`)
  return faults
}
