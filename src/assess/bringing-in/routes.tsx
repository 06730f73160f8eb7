/** Answers from a file, as pages: sent, shown, and brought in as they were shown. Nothing is written before the last step. */
import { isRecord } from '../../answers/given.ts'
import {
  type FileFault,
  openAnswersFile,
  type Opened,
  type OpenedFile,
  FORMAT,
} from '../../answers/opening.ts'
import { MOST_SENT, openSentFile } from '../../answers/sent-file.ts'
import { readSheetsApart } from '../../documents/read-table.ts'
import { DomainError } from '../../errors.ts'
import { pack, unpack } from '../../exchange/packed.ts'
import { isZip } from '../../exchange/workbook.ts'
import { countWords } from '../../report/words.ts'
import { getAssessment } from '../../service/assessments.ts'
import { bringIn, getIncoming } from '../../service/bringing-in.ts'
import { openSentWorkbook } from '../../service/workbooks.ts'
import { LARGEST_PACKED } from '../../web/forms.ts'
import { showPage } from '../../web/layout.tsx'
import { paths } from '../../web/paths.ts'
import { newRoutes } from '../../web/routes.ts'
import { formWith, newForm } from '../../web/shown-form.tsx'
import { askedIn, type PageContext } from '../../web/web.ts'
import { BringInPage, SEND } from './bring-in-page.tsx'
import { incomingFields, IncomingPage, isTaken, placesIn, type Shown } from './incoming-page.tsx'

export const bringingIn = newRoutes()

bringingIn.form('start-assessment', paths.bringIn, {
  load: (c) => getAssessment(...askedIn(c)),
  fields: () => SEND,
  file: 'file',
  page: (c, view, form) => <BringInPage c={c} view={view} form={form} />,
  save: async (c, { file }, view) => {
    if (file === undefined) return { faults: [{ field: 'file', message: 'Choose a file.' }] }
    const refuse = (faults: readonly FileFault[]) => {
      const message = `${file.name} has ${countWords(faults.length, 'fault')}, so nothing of it can come in. Mend the file, and send it again.`
      const form = formWith(c.req.path, SEND, newForm('', SEND).typed, {
        faults: [{ field: 'file', message }],
      })
      return showPage(c, <BringInPage c={c} view={view} form={form} faults={faults} />, 422)
    }
    const opened = isZip(file.bytes) ? await openSheets(c, file.bytes) : openSentFile(file.bytes)
    if (!opened.ok) return refuse(opened.faults)
    const read = await getIncoming(...askedIn(c), opened.file)
    if (!read.ok) return refuse(read.faults)
    const places = placesIn(read.preview, opened.file)
    const packed = pack(writeAgain(opened.file, places))
    if (packed.length > LARGEST_PACKED)
      return refuse([
        {
          place: '1',
          message:
            'Its answers are too long to be shown here. Take rows out of its registers: they can come in as tables, each on the page of its register.',
        },
      ])
    const shown = { preview: read.preview, packed, places }
    const action = paths.bringInShown(view.organisation.id)
    return showPage(c, <IncomingPage c={c} shown={shown} form={newForm(action, incomingFields(shown))} />)
  },
})

bringingIn.sent('start-assessment', paths.bringInShown, {
  load: async (c): Promise<Shown> => {
    const packed = c.get('form')?.get('file') ?? ''
    const { file, places } = openPacked(packed)
    const read = await getIncoming(...askedIn(c), file)
    if (!read.ok) throw sendAgain()
    return { preview: read.preview, packed, places }
  },
  fields: incomingFields,
  page: (c, shown, form) => <IncomingPage c={c} shown={shown} form={form} />,
  save: async (c, given, { preview, packed }) => {
    const done = await bringIn(...askedIn(c), openPacked(packed).file, given.seen, isTaken(given))
    const counts = Object.entries(done).map(([name, count]) => `${name}=${String(count)}`)
    return `${paths.bringIn(preview.view.organisation.id)}?${counts.join('&')}`
  },
})

/** A workbook is read apart from all others. */
async function openSheets(c: PageContext, bytes: Uint8Array): Promise<Opened> {
  const read = await readSheetsApart(bytes)
  if (read.ok) return openSentWorkbook(...askedIn(c), read.sheets)
  const faults = read.faults.map(({ sheet, line, message }) => {
    return { place: sheet === undefined ? '1' : `${sheet}, row ${line}`, message }
  })
  return { ok: false, faults }
}

/** What the page holds until the last step: of the file, what can come in. */
function writeAgain({ content, digest, texts }: OpenedFile, places: Shown['places']): string {
  return JSON.stringify({ format: FORMAT, 'rule-set': { digest }, answers: content, ...texts, places })
}

function openPacked(packed: string): { readonly file: OpenedFile } & Pick<Shown, 'places'> {
  const text = unpack(packed, MOST_SENT.bytes)
  const opened = text === undefined ? undefined : openAnswersFile(text)
  if (text === undefined || opened?.ok !== true) throw sendAgain()
  const places: unknown = /^\s*\{/.test(text) ? (JSON.parse(text) as { places?: unknown }).places : undefined
  const said = Object.entries(isRecord(places) ? places : {})
  const words = said.filter((one): one is [string, string] => typeof one[1] === 'string')
  return { file: opened.file, places: Object.fromEntries(words) }
}

const sendAgain = () =>
  new DomainError('invalid', 'This page does not hold a file any more. Send the file again.')
