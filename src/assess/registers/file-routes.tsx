/** A register as a file: taken out, and brought in by sending it, saying what its columns and words mean, and looking at what it would change. */
import { tableRegister } from '../../answers/register-words.ts'
import { faultsOfColumns, faultsOfHeader } from '../../answers/register-columns.ts'
import { readPackedApart } from '../../documents/read-table.ts'
import { runApart } from '../../apart.ts'
import { DomainError } from '../../errors.ts'
import { type Fault, writeTable } from '../../exchange/csv.ts'
import { countWords } from '../../report/words.ts'
import { getAssessment } from '../../service/assessments.ts'
import { demand, demandState } from '../../service/permission.ts'
import {
  applyRegisterFile,
  findRegisterFile,
  getRegisterFile,
  getSentFile,
  receiveRegisterFile,
  saveRegisterColumns,
  saveRegisterWords,
} from '../../service/register-files.ts'
import { recordTable } from '../../service/whole-assessments.ts'
import { showPage } from '../../web/layout.tsx'
import { paths } from '../../web/paths.ts'
import { newRoutes } from '../../web/routes.ts'
import { sendFile, sendTable } from '../../web/send-table.ts'
import { formWith, newForm } from '../../web/shown-form.tsx'
import { askedIn, getPerson, type PageContext, partOf } from '../../web/web.ts'
import { columnField, columnsFields, ColumnsPage, dateOrderOf } from './columns-page.tsx'
import { FILE, FilePage } from './file-page.tsx'
import { FilePreviewPage, filePreviewFields } from './file-preview-page.tsx'
import { contentOf, type Place } from './register-page.tsx'
import { chosenValue, wordField, wordsFields, WordsPage } from './words-page.tsx'

export const registerFiles = newRoutes()

registerFiles.form('edit-answers', paths.registerFile, {
  load: async (c) => ({ ...(await getPlace(c)), sent: await findRegisterFile(...fileOf(c)) }),
  fields: () => FILE,
  file: 'file',
  page: (c, place, form) => <FilePage c={c} {...place} form={form} />,
  save: async (c, { file }, place) => {
    const wrong = (message: string) => ({ faults: [{ field: 'file', message }] })
    if (file === undefined) return wrong('Choose a file.')
    const read = await readPackedApart(file.bytes)
    const faults: readonly Fault[] = read.ok ? faultsOfHeader(read.head.header) : read.faults
    if (!read.ok || faults.length > 0) {
      const told = `${file.name} has ${countWords(faults.length, 'fault')}. Correct the file, and send it again.`
      const form = formWith(c.req.path, FILE, newForm('', FILE).typed, wrong(told))
      return showPage(c, <FilePage c={c} {...place} form={form} faults={faults} />, 422)
    }
    await receiveRegisterFile(...fileOf(c), { name: file.name, ...read })
    const { isKnown } = await getSentFile(...fileOf(c))
    return isKnown ? nextOf(c) : paths.registerColumns(...at(c))
  },
})

registerFiles.form('edit-answers', paths.registerColumns, {
  load: async (c) => ({ ...(await getPlace(c)), file: await getSentFile(...fileOf(c)) }),
  fields: columnsFields,
  page: (c, found, form) => <ColumnsPage c={c} {...found} form={form} />,
  save: async (c, { dates, ...given }, { file }) => {
    const { header } = file.upload.head
    const columns: Readonly<Record<string, string>> = given
    const chosen = header.cells.map((_, index) => columns[columnField(index)] ?? '')
    const faults = faultsOfColumns(file.register, header, chosen)
    if (faults.length > 0)
      return {
        faults: faults.map(({ column, message }) => ({
          // What no column of the file is said to hold is asked for at the first.
          field: columnField(Math.max(0, header.cells.indexOf(column ?? ''))),
          message,
        })),
      }
    await saveRegisterColumns(...fileOf(c), chosen, dateOrderOf(dates))
    return nextOf(c)
  },
})

registerFiles.form('edit-answers', paths.registerWords, {
  load: getFile,
  fields: wordsFields,
  page: (c, found, form) => <WordsPage c={c} {...found} form={form} />,
  save: async (c, given, { file }) => {
    const said = file.plan.unknown.map(({ column, word }, index) => ({
      column: column.id,
      word,
      value: chosenValue(given[wordField(index)]),
    }))
    await saveRegisterWords(...fileOf(c), said)
    return nextOf(c)
  },
})

registerFiles.form('edit-answers', paths.registerPreview, {
  load: getFile,
  fields: filePreviewFields,
  page: (c, found, form) => <FilePreviewPage c={c} {...found} form={form} />,
  save: async (c, { shown }) => {
    await applyRegisterFile(...fileOf(c), shown)
    return paths.register(...at(c))
  },
})

registerFiles.noted('read-whole', paths.registerDownload, async (c) => {
  const view = await getAssessment(...askedIn(c))
  const register = registerOf(c, view)
  const format = partOf(c, 'format')
  if (format !== 'csv' && format !== 'xlsx') throw new DomainError('not-found', 'There is no such file here.')
  await recordTable(...askedIn(c), `${register.id}.${format}`)
  const rows = contentOf(view, register).rows.map(({ id, row }) => ({ id, cells: row.cells }))
  const table = tableRegister(register, rows)
  const { marking } = c.get('web')
  const name = `ward-round-${view.organisation.id}-${register.id}`
  if (format === 'csv') return sendTable(c, name, writeTable(marking, table.columns, table.rows))
  const sheets = [{ name: register.title, ...table }]
  const about = { marking, says: register.title, pack: view.assessment.period.name, sheets }
  const bytes = await runApart<Buffer>('documents/workbook-worker.ts', about)
  if (bytes === undefined)
    throw new DomainError('busy', 'This takes longer than it should. Try again later, or take the CSV file.')
  return sendFile(c, marking, `${name}.xlsx`, bytes)
})

/** Where somebody goes who has said something of the file: to the next that is to be said, or to what it would change. */
async function nextOf(c: PageContext): Promise<string> {
  const { plan } = await getRegisterFile(...fileOf(c))
  return plan.unknown.length > 0 ? paths.registerWords(...at(c)) : paths.registerPreview(...at(c))
}

const at = (c: PageContext) => [partOf(c, 'organisation'), partOf(c, 'register')] as const
const fileOf = (c: PageContext) => [c.get('web').house, getPerson(c), ...at(c)] as const

const registerOf = (c: PageContext, { ruleSet }: Place['view']) => {
  const register = ruleSet.registers.find((one) => one.id === partOf(c, 'register'))
  if (register === undefined) throw new DomainError('not-found', 'There is no such register here.')
  return register
}

/** The register, for who may change it now: a file is read for nobody else. */
async function getPlace(c: PageContext): Promise<Place> {
  const view = await getAssessment(...askedIn(c))
  const register = registerOf(c, view)
  demand('edit-answers', getPerson(c), view.organisation.id, { domain: register.domain })
  demandState('edit-answers', view)
  return { view, register }
}

async function getFile(c: PageContext) {
  const place = await getPlace(c)
  return { ...place, file: await getRegisterFile(...fileOf(c)) }
}
