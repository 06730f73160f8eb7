/** What each column of an export is, and what its words stand for: guessed or remembered, and corrected by whoever sent it. */
import { columnsOfExport } from '../../answers/tool-evidence.ts'
import { DomainError } from '../../errors.ts'
import { NO_EXPORT, type ToolExportView } from '../../service/tool-exports.ts'
import { choice, type Field } from '../../web/fields.tsx'
import { paths } from '../../web/paths.ts'
import { FormBox, type ShownForm } from '../../web/shown-form.tsx'
import type { PageContext } from '../../web/web.ts'
import { dateOrderField } from '../registers/columns-page.tsx'
import { wordChoice, wordField } from '../registers/words-page.tsx'
import { ExportFrame } from './export-page.tsx'

export const columnField = (index: number) => `column-${index}`

export function exportColumnsFields({ kind, matching, sent }: ToolExportView) {
  if (sent === undefined) throw new DomainError('not-found', NO_EXPORT)
  const { header, unknown } = sent.found
  const guessed = columnsOfExport(kind, header, matching)
  const columns = header.map((name, index): [string, Field<string, string>] => [
    columnField(index),
    choice({
      label: <bdi class="wr-typed">{name}</bdi>,
      as: 'select',
      first: guessed[index] ?? '',
      nothing: 'Leave it out',
      choices: kind.columns.map(({ id, short }) => ({ value: id, text: short })),
    }),
  ])
  const words = unknown.flatMap(({ column: id, word, line }, index): [string, Field<string, string>][] => {
    const column = kind.columns.find((one) => one.id === id)
    if (column === undefined) return []
    return [[wordField(index), wordChoice({ column, word, line }, 'Nothing: as if the cell were blank')]]
  })
  return {
    ...Object.fromEntries(words),
    ...Object.fromEntries(columns),
    dates: dateOrderField(matching.dates),
  }
}

export function ExportColumnsPage({
  c,
  view,
  form,
}: {
  c: PageContext
  view: ToolExportView
  form: ShownForm
}) {
  const { organisation, question, sent } = view
  return (
    <ExportFrame {...{ c, view, form }} title="What is in each column?">
      <p>
        Say it once for <bdi class="wr-typed">{sent?.name}</bdi>: it is kept, and your next file is read the
        same way. Then choose the file again. It was not kept, because its rows may name people.
      </p>
      <FormBox of={form} button="Keep this" cancel={paths.toolExport(organisation.id, question)} />
    </ExportFrame>
  )
}
