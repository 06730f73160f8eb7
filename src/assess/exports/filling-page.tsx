/** What the log of a tool shows for a register: how many rows it dates anew, what was left out, which names it does not know; and on to what it would change there. */
import { countWords, lowerFirst } from '../../report/words.ts'
import type { getFilling, ToolExportView } from '../../service/tool-exports.ts'
import { SummaryList } from '../../web/components/lists.tsx'
import { anew, hidden } from '../../web/fields.tsx'
import { paths } from '../../web/paths.ts'
import { FormBox, type ShownForm } from '../../web/shown-form.tsx'
import type { PageContext } from '../../web/web.ts'
import { ExportFrame } from './export-page.tsx'
import { LeftOut, tick } from './proposal-page.tsx'

export interface FillingPlace {
  readonly view: ToolExportView
  readonly found: ReturnType<typeof getFilling>
}

export function fillingFields({ found: { sent, fills } }: FillingPlace) {
  return { shown: anew(hidden(sent.sha256)), states: tick('What the log does not show', fills.states) }
}

type FillingProps = FillingPlace & { c: PageContext; form: ShownForm<ReturnType<typeof fillingFields>> }

export function FillingPage({ c, view, found, form }: FillingProps) {
  const { organisation, question } = view
  const { filling, register, sent } = found
  const { dates, how, leftOut, unknown, unknownCount } = filling
  const { many } = register.row
  const more = unknownCount - unknown.length
  const back = paths.register(organisation.id, register.id)
  return (
    <ExportFrame {...{ c, view, form }} title={`What the log shows for ${lowerFirst(register.title)}`}>
      <p class="nhsuk-lede-text">{how}</p>
      <SummaryList
        rows={[
          { key: 'Not counted', value: leftOut.length === 0 ? 'Nothing' : <LeftOut all={leftOut} /> },
          ...(unknownCount === 0
            ? []
            : [
                {
                  key: 'In the log, and not in the register',
                  value: (
                    <ul class="nhsuk-list">
                      {unknown.map((name) => (
                        <li>
                          <bdi class="wr-typed">{name}</bdi>
                        </li>
                      ))}
                      {more > 0 && <li>and {countWords(more, 'more', 'more')}</li>}
                    </ul>
                  ),
                },
              ]),
          { key: 'The file', value: <bdi class="wr-typed">{sent.name}</bdi> },
        ]}
      />
      {dates.length === 0 ? (
        <p>
          <a href={back}>Look at the {many}</a>, or{' '}
          <a href={paths.toolExport(organisation.id, question)}>send another file</a>.
        </p>
      ) : (
        <>
          <p>
            Nothing is changed before you have seen each date beside the one that stands. No{' '}
            {register.row.one} is added. How long a restore took is not read: correct that in the register.
          </p>
          <FormBox of={form} button="Show what it would change" cancel={{ href: back, text: 'Do nothing' }} />
        </>
      )}
    </ExportFrame>
  )
}
