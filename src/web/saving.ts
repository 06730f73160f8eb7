/** What every form that saves has in common: the version it saw, its answer to the autosave script, and faults of the database. */
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { type FormFault, faultWords } from './components/error-summary.tsx'
import { logFault, statusOf } from './faults.ts'
import type { Form } from './form.ts'
import { timeWords } from './times.ts'
import { type PageContext, wantsJson } from './web.ts'

/** The version that the form saw; 0 when it names none, which is the version of what was never saved. */
export function seenVersion(form: Form, field = 'version'): number {
  const text = form.get(field)
  return /^\d{1,9}$/.test(text) ? Number(text) : 0
}

/** To the autosave script: saved, with the versions that its next save must name. */
export function saidSaved(
  c: PageContext,
  versions: Readonly<Record<string, number>>,
  next: string,
  action?: string,
) {
  const savedAt = timeWords(c.get('web').house.now())
  return c.json({ ok: true, versions, savedAt, next, ...(action === undefined ? {} : { action }) })
}

/** To the autosave script: not saved, with what is wrong. */
export function saidFaults(
  c: PageContext,
  status: ContentfulStatusCode,
  title: string,
  found: readonly FormFault[] = [],
) {
  const faults = found.map((one) => ({ field: one.field, message: faultWords(one) }))
  const problem = { type: 'about:blank', title, status, faults, requestId: c.get('requestId') }
  return c.body(JSON.stringify(problem), status, {
    'Content-Type': 'application/problem+json; charset=utf-8',
  })
}

export type Attempt<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly status: 500 | 503 }

/**
 * Tries to save. A fault of ours (500, 503) is logged and given back, so that the form can come back with what was typed;
 * everything else, and everything a script asked for, is thrown on.
 */
export async function attempt<T>(c: PageContext, work: () => Promise<T>): Promise<Attempt<T>> {
  try {
    return { ok: true, value: await work() }
  } catch (error) {
    const status = statusOf(error)
    if (wantsJson(c) || (status !== 500 && status !== 503)) throw error
    logFault(c, error)
    return { ok: false, status }
  }
}
