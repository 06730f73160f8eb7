/** An answer worked out from the export of a tool: the file is sent and read, its columns are said once, and what it shows is accepted or not. */
import { createHash } from 'node:crypto'
import { readExportApart } from '../../documents/read-table.ts'
import { DomainError } from '../../errors.ts'
import type { Fault } from '../../exchange/csv.ts'
import { countWords } from '../../report/words.ts'
import { demandState } from '../../service/permission.ts'
import {
  acceptProposal,
  fillRegister,
  getAskedOfExport,
  getFilling,
  getToolExport,
  receiveToolExport,
  saveToolColumns,
  type ToolExportView,
} from '../../service/tool-exports.ts'
import { showPage } from '../../web/layout.tsx'
import { paths } from '../../web/paths.ts'
import { newRoutes } from '../../web/routes.ts'
import { formWith } from '../../web/shown-form.tsx'
import { typedDateOf } from '../../web/typed-date.ts'
import { askedIn, type PageContext, partOf } from '../../web/web.ts'
import { columnField, dateOrderOf } from '../registers/columns-page.tsx'
import { chosenValue, wordField } from '../registers/words-page.tsx'
import { exportColumnsFields, ExportColumnsPage } from './columns-page.tsx'
import { exportFields, ExportPage, totalField } from './export-page.tsx'
import { fillingFields, FillingPage } from './filling-page.tsx'
import { proposalFields, ProposalPage } from './proposal-page.tsx'

export const toolExports = newRoutes()

toolExports.form('edit-answers', paths.toolExport, {
  load: getView,
  fields: exportFields,
  file: 'file',
  page: (c, view, form) => <ExportPage c={c} view={view} form={form} />,
  save: async (c, { file, stated, day, ...totals }, view) => {
    const wrong = (message: string) => ({ faults: [{ field: 'file', message }] })
    if (file === undefined) return wrong('Choose a file.')
    const given: Readonly<Record<string, unknown>> = totals
    const found = await readExportApart(file.bytes, {
      ...(await getAskedOfExport(...at(c))),
      stated: Number(stated),
      ...(day === '' ? {} : { dated: day }),
      totals: totalsOf(view, given),
    })
    const sha256 = createHash('sha256').update(file.bytes).digest('hex')
    // Of a file that cannot be read at all nothing is kept, and what was shown before stands.
    if (found.header.length > 0)
      await receiveToolExport(...at(c), { name: file.name, sha256, found: { ...found, faults: [] } })
    const { organisation, question } = view
    if (found.asksColumns || found.unknown.length > 0) return paths.toolColumns(organisation.id, question)
    if (found.read !== undefined) return paths.toolProposal(organisation.id, question)
    return showFaults(
      c,
      await getView(c),
      { ...given, stated, day: typedDateOf(day === '' ? undefined : day) },
      file.name,
      found.faults,
    )
  },
})

toolExports.form('edit-answers', paths.toolColumns, {
  load: getView,
  fields: exportColumnsFields,
  page: (c, view, form) => <ExportColumnsPage c={c} view={view} form={form} />,
  save: async (c, { dates, ...given }, { sent, kind, organisation, question }) => {
    const columns: Readonly<Record<string, string | undefined>> = given
    const { header = [], unknown = [] } = sent?.found ?? {}
    const chosen = header.map((_, index) => columns[columnField(index)] ?? '')
    const twice = chosen.findIndex((id, index) => id !== '' && chosen.indexOf(id) < index)
    if (twice >= 0) return { faults: [{ field: columnField(twice), message: TWICE }] }
    const missing = kind.columns.find(({ id, required }) => required && !chosen.includes(id))
    if (missing !== undefined)
      return {
        faults: [
          {
            field: columnField(0),
            message: `Say which column of the file holds “${missing.short}”. If none does, export the file again with it.`,
          },
        ],
      }
    const said = unknown.map(({ column, word }, index) => ({
      column,
      word,
      value: chosenValue(columns[wordField(index)]),
    }))
    await saveToolColumns(...at(c), chosen, said, dateOrderOf(dates))
    return paths.toolExport(organisation.id, question)
  },
})

const TWICE = 'Two columns cannot be the same thing. Leave one of the two out.'

toolExports.form('edit-answers', paths.toolProposal, {
  load: getView,
  fields: proposalFields,
  page: (c, view, form) => <ProposalPage c={c} view={view} form={form} />,
  save: async (c, { shown, version, states, then }, { organisation, question }) => {
    const unsaid = [
      ...(states.includes('yes') ? [] : ['states']),
      ...(then === undefined || then.includes('yes') ? [] : ['then']),
    ]
    if (unsaid.length > 0)
      return {
        faults: unsaid.map((field) => ({
          field,
          message: 'Tick this if it is so. If it is not, the answer is another: give it on its page.',
        })),
      }
    const accepted = await acceptProposal(...at(c), shown, version, then !== undefined)
    if (accepted.ok) return `${paths.evidence(organisation.id, question)}?done=added`
    return { refused: accepted.faults.map(({ message }) => message).join(' ') }
  },
})

toolExports.form('edit-answers', paths.toolFilling, {
  load: async (c) => {
    const view = await getView(c)
    return { view, found: getFilling(view, c.get('person')) }
  },
  fields: fillingFields,
  page: (c, place, form) => <FillingPage c={c} {...place} form={form} />,
  save: async (c, { shown, states }, { view, found }) => {
    if (!states.includes('yes')) return { faults: [{ field: 'states', message: UNSTATED }] }
    await fillRegister(...at(c), shown)
    return paths.registerPreview(view.organisation.id, found.register.id)
  },
})

const UNSTATED = 'Tick this if it is so. If it is not, change the dates on the pages of the register.'

const at = (c: PageContext) => [...askedIn(c), partOf(c, 'question')] as const

async function getView(c: PageContext): Promise<ToolExportView> {
  const view = await getToolExport(...at(c))
  if (view.question.domain !== partOf(c, 'domain'))
    throw new DomainError('not-found', 'There is no such question here.')
  demandState('edit-answers', view)
  return view
}

/** What was typed of totals that other lists know, by question. */
function totalsOf(
  { kind }: ToolExportView,
  given: Readonly<Record<string, unknown>>,
): Record<string, number> {
  return Object.fromEntries(
    kind.questions.flatMap(({ id }) => {
      const total = given[totalField(id)]
      return typeof total === 'string' && total !== '' ? [[id, Number(total)] as const] : []
    }),
  )
}

function showFaults(
  c: PageContext,
  view: ToolExportView,
  typed: Readonly<Record<string, unknown>>,
  name: string,
  faults: readonly Fault[],
) {
  // What is about the whole file is said at once; the rest is listed by its row.
  const [first] = faults
  const isWhole = faults.length === 1 && first?.line === 1 && first.column === undefined
  const told = isWhole
    ? first.message
    : `${name} has ${countWords(faults.length, 'fault')}. Correct it, and send the file again.`
  const fields = exportFields(view)
  const form = formWith(c.req.path, fields, typed as never, { faults: [{ field: 'file', message: told }] })
  return showPage(c, <ExportPage c={c} view={view} form={form} faults={isWhole ? [] : faults} />, 422)
}
