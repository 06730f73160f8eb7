/**
 * A form sent after its session had ended by itself → kept, sealed, for its owner alone, who sees after the next sign-in what it says
 * and where it goes, and sends or drops it. It is never sent by itself.
 */

import type { AccountId } from '../ids.ts'
import {
  findKeptForms,
  insertKeptForm,
  type KeptForm,
  newKeptFormId,
  deleteKeptForm,
} from '../store/kept-forms.ts'
import { type Gate, instant } from './gate.ts'
import { seal, unseal } from './key.ts'

/** How long a form waits. */
const MINUTES = 60
/** Of one account at a time; each is at most 64 KiB. */
const MOST_FORMS = 20

export interface WaitingForm {
  readonly id: string
  /** Where it was sent. */
  readonly path: string
  /** Its fields, as a browser encodes them. */
  readonly body: string
  /** ISO 8601 UTC. */
  readonly sentAt: string
}

/** Keeps a form for an account; false: too many are kept already. */
export async function keepForm(
  gate: Gate,
  accountId: AccountId,
  path: string,
  body: string,
): Promise<boolean> {
  if ((await findKeptForms(gate.db, accountId, instant(gate))).length >= MOST_FORMS) return false
  await insertKeptForm(gate.db, {
    id: newKeptFormId(),
    accountId,
    path,
    body: seal(gate.key, 'kept form', body),
    expiresAt: instant(gate, MINUTES),
  })
  return true
}

/** The forms that wait for an account, the oldest first. */
export async function findForms(gate: Gate, accountId: AccountId): Promise<WaitingForm[]> {
  const kept = await findKeptForms(gate.db, accountId, instant(gate))
  return kept.flatMap((form) => open(gate, form) ?? [])
}

/** Takes a form of an account out, to be sent or dropped; undefined: it was, or an hour is over. */
export async function takeForm(
  gate: Gate,
  accountId: AccountId,
  id: string,
): Promise<WaitingForm | undefined> {
  const form = await deleteKeptForm(gate.db, accountId, id, instant(gate))
  return form === undefined ? undefined : open(gate, form)
}

/** Lets a form wait on that could not be sent, for as long as it would have. */
export async function putFormBack(gate: Gate, accountId: AccountId, form: WaitingForm): Promise<void> {
  await insertKeptForm(gate.db, {
    id: form.id,
    accountId,
    path: form.path,
    body: seal(gate.key, 'kept form', form.body),
    expiresAt: moved(form.sentAt, MINUTES),
  })
}

/** Undefined: the installation has another key than it had. */
function open(gate: Gate, { id, path, body, expiresAt }: KeptForm): WaitingForm | undefined {
  try {
    return { id, path, body: unseal(gate.key, 'kept form', body), sentAt: moved(expiresAt, -MINUTES) }
  } catch {
    return undefined
  }
}

function moved(at: string, minutes: number): string {
  return instant({ now: () => new Date(at) }, minutes)
}
