/** A form sent after its session had ended → kept, sealed, until the same person has signed in again; for anybody else it is dropped. */

import { countKeptForms, insertKeptForm, takeKeptForm } from '../store/kept-forms.ts'
import { type Gate, instant } from './gate.ts'
import { seal, unseal } from './key.ts'

const MINUTES = 60
/** Of one account at a time; each is at most 64 KiB. */
const MOST_FORMS = 20

/** Keeps a form; undefined: too many are kept already. Gives the token by which its sender is known again. */
export async function keepForm(
  gate: Gate,
  accountId: string,
  path: string,
  body: string,
): Promise<string | undefined> {
  if ((await countKeptForms(gate.db, accountId)) >= MOST_FORMS) return undefined
  return insertKeptForm(gate.db, {
    accountId,
    path,
    body: seal(gate.key, 'kept form', body),
    expiresAt: instant(gate, MINUTES),
  })
}

/** Takes the form out: what was kept for this account, `others` for another's, undefined for none. */
export async function takeForm(
  gate: Gate,
  token: string,
  accountId: string,
): Promise<{ readonly path: string; readonly body: string } | 'others' | undefined> {
  const form = await takeKeptForm(gate.db, token, instant(gate))
  if (form === undefined) return undefined
  if (form.accountId !== accountId) return 'others'
  try {
    return { path: form.path, body: unseal(gate.key, 'kept form', form.body) }
  } catch {
    return undefined
  }
}
