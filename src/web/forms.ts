/**
 * The body of a posted form → its fields as text. It knows nothing of answers.
 * It refuses other kinds of body, too many fields, and characters that no keyboard makes.
 */
import { HTTPException } from 'hono/http-exception'
import { LARGEST_FORM_BYTES } from './security.ts'
import type { PageContext } from './web.ts'

const MOST_FIELDS = 500

export class Form {
  readonly #fields: URLSearchParams

  constructor(fields: URLSearchParams) {
    this.#fields = fields
  }

  /** The first value of a field as typed, with line breaks as \n; empty when it is absent. */
  get(name: string): string {
    return (this.#fields.get(name) ?? '').replaceAll('\r\n', '\n')
  }

  /** All values of a field, such as the ticked boxes of a group. */
  all(name: string): string[] {
    return this.#fields.getAll(name)
  }

  /** Every field with its value, in the order sent. */
  entries(): readonly (readonly [name: string, value: string])[] {
    return [...this.#fields]
  }
}

/**
 * Reads the form of a POST request.
 * @throws HTTPException 415 for another type of body, 413 for more than 64 KiB or 500 fields, 400 for control characters.
 */
export async function readForm(c: PageContext): Promise<Form> {
  const type = c.req.header('Content-Type') ?? ''
  if (!/^application\/x-www-form-urlencoded\s*(;|$)/i.test(type)) throw new HTTPException(415)
  const body = await c.req.text()
  if (body.split('&', MOST_FIELDS + 1).length > MOST_FIELDS) throw new HTTPException(413)
  const fields = new URLSearchParams(body)
  return formOf(c, fields, Buffer.byteLength(body))
}

/** As `readForm`, for what proves who somebody is: no error page ever gives it back. */
export async function readSecretForm(c: PageContext): Promise<Form> {
  const form = await readForm(c)
  c.set('form', undefined)
  return form
}

/** A form with at most one file beside its fields. */
export interface Upload {
  readonly form: Form
  /** Undefined: none was chosen. */
  readonly file: { readonly name: string; readonly bytes: Uint8Array } | undefined
}

/**
 * Reads the form of a POST request that may carry the file of one field; a form without one may come as any other form.
 * @throws HTTPException as `readForm`; 400 for a body that cannot be taken apart, and for several files.
 */
export async function readUpload(c: PageContext, fileField: string): Promise<Upload> {
  if (!/^multipart\/form-data\s*;/i.test(c.req.header('Content-Type') ?? ''))
    return { form: await readForm(c), file: undefined }
  const data = await c.req.formData().catch((error: unknown) => {
    throw new HTTPException(400, { cause: error })
  })
  const fields = new URLSearchParams()
  const files: File[] = []
  for (const [name, value] of data) {
    if (typeof value === 'string') fields.append(name, value)
    // A field in which nothing was chosen comes as an empty file without a name.
    else if (name !== fileField) throw new HTTPException(400)
    else if (value.name !== '' || value.size > 0) files.push(value)
  }
  if (files.length > 1) throw new HTTPException(400)
  if (fields.size > MOST_FIELDS) throw new HTTPException(413)
  const form = formOf(c, fields, Buffer.byteLength(fields.toString()))
  const [file] = files
  return {
    form,
    file:
      file === undefined ? undefined : { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) },
  }
}

function formOf(c: PageContext, fields: URLSearchParams, size: number): Form {
  for (const value of fields.values()) if (hasControlCharacter(value)) throw new HTTPException(400)
  const form = new Form(fields)
  c.set('form', form)
  if (size > LARGEST_FORM_BYTES) throw new HTTPException(413)
  return form
}

/** NUL and its kin, but not tab and line breaks. */
function hasControlCharacter(text: string): boolean {
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index)
    if ((code < 32 && code !== 9 && code !== 10 && code !== 13) || code === 127) return true
  }
  return false
}
