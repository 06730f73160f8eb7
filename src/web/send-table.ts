/** A table, or the bytes of a document → a file to keep, whose name begins with the handling marking. */
import type { PageContext } from './web.ts'

/** `name` is of the file, without its ending. */
export function sendTable(c: PageContext, name: string, text: string): Response {
  return sendFile(c, c.get('web').marking, `${name}.csv`, text)
}

const TYPES: Readonly<Record<string, string>> = {
  csv: 'text/csv; charset=utf-8',
  json: 'application/json',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  pdf: 'application/pdf',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}

/** `name` is of the file; its ending says what it is. */
export function sendFile(c: PageContext, marking: string, name: string, content: string | Buffer): Response {
  const at = name.lastIndexOf('.')
  const ending = name.slice(at + 1)
  const marked = `${marking}-${name.slice(0, at)}`.replace(/[^A-Za-z0-9-]+/g, '-')
  return c.body(typeof content === 'string' ? content : new Uint8Array(content), 200, {
    'Content-Type': TYPES[ending] ?? 'application/octet-stream',
    'Content-Disposition': `attachment; filename="${marked}.${ending}"`,
  })
}
