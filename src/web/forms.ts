/**
 * The body of a posted form → its fields as text. It knows nothing of answers.
 * It refuses other kinds of body and too many fields, and names a character that no keyboard makes.
 */
import { type Body, Form } from './form.ts'
import { HTTPException } from 'hono/http-exception'
import { breakLines, faultOfText } from '../text.ts'
import { paths } from './paths.ts'
import { LARGEST_FORM_BYTES, MULTIPART } from './security.ts'
import type { PageContext } from './web.ts'

/** How much nearly every form may hold. */
const MOST = { fields: 500, bytes: LARGEST_FORM_BYTES }
/** Parts of a form with a file; the largest of ours has a dozen. */
const MOST_PARTS = 100
/** The preview of an import has a field of about 30 bytes for each organisation, of which the largest file has 10,000. */
const MOST_OF_IMPORT = { fields: 10_100, bytes: 400_000 }

/** The page that shows what a file of answers would change holds the file, packed, and a box for each answer and row. */
export const LARGEST_PACKED = 400_000
const MOST_OF_ANSWERS = { fields: 3000, bytes: LARGEST_PACKED + 200_000 }

/** Those pages, and an outcome of a framework, which has a long text beside each of its statements. */
const LARGER =
  /^\/o\/[^/]+\/(bring-in\/shown|caf-bring-in\/[^/]+\/[^/]+\/shown|caf-outcomes\/[^/]+\/[^/]+\/[^/]+)$/

function mostOf({ req: { path } }: PageContext) {
  if (path === paths.importPreview) return MOST_OF_IMPORT
  return LARGER.test(path) ? MOST_OF_ANSWERS : MOST
}

/** Stands before an answer after the "or" that shares its field with the levels, whose ids it could not be. */
export const SPECIAL_MARK = '~'

/** The field that says to whom a form was shown; every form has it, and none is saved with it. */
export const SHOWN_TO = 'shown-to'

/** A text holds a character that cannot be seen; the form is given back to have it taken out. */
export class StrayCharacter extends HTTPException {}

/**
 * Reads what was posted, once a request.
 * @throws HTTPException 415 for another type of body, 413 for more than 500 fields or 100 parts, 400 for a body that cannot be taken apart.
 */
export async function readBody(c: PageContext): Promise<Body> {
  const read = c.get('body') ?? (await takeApart(c))
  c.set('body', read)
  return read
}

async function takeApart(c: PageContext): Promise<Body> {
  const type = c.req.header('Content-Type') ?? ''
  if (isMultipart(c)) return takeUploadApart(c)
  if (!/^application\/x-www-form-urlencoded\s*(;|$)/i.test(type)) throw new HTTPException(415)
  const body = await c.req.text()
  const most = mostOf(c).fields
  if (body.split('&', most + 1).length > most) throw new HTTPException(413)
  return { fields: new URLSearchParams(body), files: [] }
}

async function takeUploadApart(c: PageContext): Promise<Body> {
  const type = c.req.header('Content-Type') ?? ''
  const body = Buffer.from(await c.req.arrayBuffer())
  if (!hasFewParts(body, type)) throw new HTTPException(413)
  const data = await new Response(body, { headers: { 'Content-Type': type } })
    .formData()
    .catch((error: unknown) => {
      throw new HTTPException(400, { cause: error })
    })
  const fields = new URLSearchParams()
  const files: [string, File][] = []
  for (const [name, value] of data)
    if (typeof value === 'string') fields.append(name, value)
    // A field in which nothing was chosen comes as an empty file without a name.
    else if (value.name !== '' || value.size > 0) files.push([name, value])
  return { fields, files }
}

/** Counted by the line that stands before each part, and after the last, so that none is taken apart before. */
function hasFewParts(body: Buffer, type: string): boolean {
  const [, quoted, plain] = /boundary=(?:"([^"]+)"|([^\s;]+))/i.exec(type) ?? []
  const line = `--${quoted ?? plain ?? ''}`
  let lines = 0
  for (let at = body.indexOf(line); at !== -1 && lines <= MOST_PARTS + 1; lines++)
    at = body.indexOf(line, at + line.length)
  return lines <= MOST_PARTS + 1
}

function isMultipart(c: PageContext): boolean {
  return MULTIPART.test(c.req.header('Content-Type') ?? '')
}

/**
 * Reads the form of a POST request.
 * @throws HTTPException as `readBody`; 415 also for an upload, 413 for more than 64 KiB, 422 for control characters, with the words.
 */
export async function readForm(c: PageContext): Promise<Form> {
  if (isMultipart(c)) throw new HTTPException(415)
  return formOf(c, (await readBody(c)).fields)
}

/** As `readForm`, for what proves who somebody is: no error page ever gives it back. */
export async function readSecretForm(c: PageContext): Promise<Form> {
  try {
    return await readForm(c)
  } finally {
    c.set('form', undefined)
  }
}

/** A form with at most one file beside its fields. */
export interface Upload {
  readonly form: Form
  /** Undefined: none was chosen. */
  readonly file: { readonly name: string; readonly bytes: Uint8Array } | undefined
}

/**
 * Reads the form of a POST request that may carry the file of one field; a form without one may come as any other form.
 * @throws HTTPException as `readForm`; 400 for several files, and for a file in another field.
 */
export async function readUpload(c: PageContext, fileField: string): Promise<Upload> {
  const { fields, files } = await readBody(c)
  if (files.length > 1 || files.some(([field]) => field !== fileField)) throw new HTTPException(400)
  const form = formOf(c, fields)
  const file = files[0]?.[1]
  return {
    form,
    file:
      file === undefined ? undefined : { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) },
  }
}

function formOf(c: PageContext, fields: URLSearchParams): Form {
  const form = new Form(new URLSearchParams([...fields].filter(([name]) => name !== SHOWN_TO)))
  c.set('form', form)
  for (const value of fields.values()) {
    const message = faultOfText(breakLines(value))
    if (message !== undefined) throw new StrayCharacter(422, { message })
  }
  if (Buffer.byteLength(fields.toString()) > mostOf(c).bytes) throw new HTTPException(413)
  return form
}
