/** A form as a route: it is loaded, shown, read, given back with its faults, and saved. The page says how it looks, `save` what it does. */
import type { Context } from 'hono'
import type { Child } from 'hono/jsx'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { DomainError, type FieldFault } from '../errors.ts'
import type { Fields, GivenIn, TypedIn } from './fields.tsx'
import { readForm, readSecretForm, readUpload, type Upload } from './forms.ts'
import { showPage } from './layout.tsx'
import { isStale, proveFirst, STALE } from './proof.ts'
import { attempt } from './saving.ts'
import { formWith, givenBy, newForm, readTyped, type ShownForm } from './shown-form.tsx'
import type { Env } from './web.ts'

/** Where to go, or a page of its own, or why it was not saved: the fields at fault, or a sentence. */
export type Saved =
  | string
  | Response
  | { readonly faults: readonly FieldFault[] }
  | { readonly refused: string }

export interface FormSpec<P extends string, Found, F extends Fields> {
  /** What the form is about. A response instead is the answer. */
  load(c: Context<Env, P>): Promise<Found | Response> | Found | Response
  fields(found: Found, c: Context<Env, P>): F
  page(c: Context<Env, P>, found: Found, form: ShownForm<F>): Child
  /** Faults that no field shows by itself. */
  check?(typed: TypedIn<F>, found: Found): readonly FieldFault[]
  save(c: Context<Env, P>, given: GivenIn<F>, found: Found): Promise<Saved>
  /** Shown to, and saved for, whoever proved lately that it is them; a function may let some of it be saved for others. */
  readonly proof?: true | ((given: GivenIn<F>) => boolean)
  /** Field at which a refusal stands. Default: above the form. */
  readonly refusedAt?: keyof F & string
  /** Name of the field that holds a file. */
  readonly file?: string
  /** Nothing of it is ever given back by an error page. */
  readonly secret?: true
}

/** The page with the form, in which nothing was typed yet. */
export async function showForm<P extends string, Found, F extends Fields>(
  c: Context<Env, P>,
  spec: FormSpec<P, Found, F>,
): Promise<Response> {
  const first = spec.proof === undefined ? undefined : proveFirst(c, c.req.path)
  if (first !== undefined) return first
  const found = await spec.load(c)
  if (found instanceof Response) return found
  return showPage(c, spec.page(c, found, newForm(c.req.path, spec.fields(found, c))))
}

/** The form that was sent: saved, or the same page again with everything typed. */
export async function takeForm<P extends string, Found, F extends Fields>(
  c: Context<Env, P>,
  spec: FormSpec<P, Found, F>,
): Promise<Response> {
  // Before anything is loaded, so that whatever goes wrong there gives it back.
  const posted = await readPosted(c, spec)
  const found = await spec.load(c)
  if (found instanceof Response) return found
  const fields = spec.fields(found, c)
  const typed = readTyped(fields, posted)
  const again = (about: Found, became: Parameters<typeof formWith>[3], status: ContentfulStatusCode) => {
    const now = about === found ? fields : spec.fields(about, c)
    return showPage(c, spec.page(c, about, formWith(c.req.path, now, typed, became)), status)
  }
  if (posted.form.get('action') === 'edit') return again(found, {}, 200)

  const read = givenBy(fields, typed)
  const faults = [...read.faults, ...(spec.check?.(typed, found) ?? [])]
  if (faults.length > 0) return again(found, { faults }, 422)
  const needsProof = typeof spec.proof === 'function' ? spec.proof(read.given) : spec.proof === true
  if (needsProof && isStale(c)) return again(found, { refusal: STALE }, 422)
  try {
    const save = () => spec.save(c, read.given, found)
    // What proves who somebody is does not come back, and so neither does a form that promises that.
    const tried = spec.secret ? { ok: true as const, value: await save() } : await attempt(c, save)
    if (!tried.ok) return await again(found, { notSaved: true }, tried.status)
    if (typeof tried.value === 'string') return c.redirect(tried.value, 303)
    if (tried.value instanceof Response) return tried.value
    const became = 'faults' in tried.value ? tried.value : { refusal: tried.value.refused }
    return await again(found, became, 422)
  } catch (error) {
    const status = refusalOf(error)
    if (status === undefined || !(error instanceof DomainError)) throw error
    const { message } = error
    const about = await spec.load(c)
    if (about instanceof Response) return about
    const { refusedAt } = spec
    return again(
      about,
      refusedAt === undefined ? { refusal: message } : { faults: [{ field: refusedAt, message }] },
      status,
    )
  }
}

function readPosted(
  c: Context<Env>,
  { file, secret }: { readonly file?: string; readonly secret?: true },
): Promise<Upload> {
  if (file !== undefined) return readUpload(c, file)
  return (secret === true ? readSecretForm(c) : readForm(c)).then((form) => ({ form, file: undefined }))
}

/** What may be done at another time or in another way; a refusal with a page of its own, such as a closed period, is not among it. */
function refusalOf(error: unknown): 409 | 422 | 429 | undefined {
  if (!(error instanceof DomainError) || error.constructor !== DomainError) return undefined
  if (error.code === 'conflict') return 409
  if (error.code === 'too-many') return 429
  return error.code === 'invalid' ? 422 : undefined
}
