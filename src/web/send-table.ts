/** A table → a file to keep, whose name begins with the handling marking. */
import type { PageContext } from './web.ts'

/** `name` is of the file, without its ending. */
export function sendTable(c: PageContext, name: string, text: string): Response {
  const marked = `${c.get('web').marking}-${name}`.replace(/[^A-Za-z0-9-]+/g, '-')
  return c.body(text, 200, {
    'Content-Type': 'text/csv; charset=utf-8',
    'Content-Disposition': `attachment; filename="${marked}.csv"`,
  })
}
