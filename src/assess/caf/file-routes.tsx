/** Outcomes of an official framework as files: a completed assessment in, by two steps, and a table out. */
import { LARGEST_ASSESSMENT } from '../../caf/completed.ts'
import type { CafFault } from '../../caf/model.ts'
import { DomainError } from '../../errors.ts'
import { pack, unpack } from '../../exchange/packed.ts'
import { describeOutcomes, tableOutcomes } from '../../report/caf-outcomes.ts'
import { countWords } from '../../report/words.ts'
import { bringInCaf, getCafIncoming } from '../../service/bringing-caf.ts'
import { recordOutcomesTaken } from '../../service/caf.ts'
import { LARGEST_PACKED } from '../../web/forms.ts'
import { showPage } from '../../web/layout.tsx'
import { isUtf16 } from '../../text.ts'
import { paths } from '../../web/paths.ts'
import { newRoutes } from '../../web/routes.ts'
import { sendTable } from '../../web/send-table.ts'
import { formWith, newForm } from '../../web/shown-form.tsx'
import { askedIn } from '../../web/web.ts'
import {
  BringInPage,
  incomingFields,
  IncomingPage,
  type Place,
  SEND_CAF,
  type Shown,
} from './bring-in-pages.tsx'
import { getList } from './routes.tsx'

export const cafFiles = newRoutes()

const placeOf = ({ loaded, systemId }: Place) => ({ frameworkId: loaded.framework.id, systemId })

cafFiles.form('bring-in-caf', paths.cafBringIn, {
  load: (c) => getList(c),
  fields: () => SEND_CAF,
  file: 'file',
  page: (c, of, form) => <BringInPage c={c} of={of} form={form} />,
  save: async (c, { file }, of) => {
    if (file === undefined) return { faults: [{ field: 'file', message: 'Choose a file.' }] }
    const refuse = (faults: readonly CafFault[]) => {
      const message = `${file.name} has ${countWords(faults.length, 'fault')}, so nothing of it can come in. Mend the file, and send it again.`
      const became = { faults: [{ field: 'file', message }] }
      const form = formWith(c.req.path, SEND_CAF, newForm('', SEND_CAF).typed, became)
      return showPage(c, <BringInPage c={c} of={of} form={form} faults={faults} />, 422)
    }
    const text = textOf(file.bytes)
    if (text === undefined)
      return refuse([{ line: 1, message: 'this is not text in UTF-8', remedy: 'Save it as UTF-8.' }])
    const read = await getCafIncoming(...askedIn(c), placeOf(of), text)
    if (!read.ok) return refuse(read.faults)
    const packed = pack(text)
    if (packed.length > LARGEST_PACKED)
      return refuse([
        { line: 1, message: 'its texts are too long to be shown here', remedy: 'Shorten its comments.' },
      ])
    const shown = { ...of, incoming: read.incoming, packed }
    const { view, loaded, systemId } = of
    const action = paths.cafBringInShown(view.organisation.id, loaded.framework.id, systemId)
    return showPage(c, <IncomingPage c={c} of={shown} form={newForm(action, incomingFields(shown))} />)
  },
})

cafFiles.sent('bring-in-caf', paths.cafBringInShown, {
  load: async (c): Promise<Shown> => {
    const of = await getList(c)
    const packed = c.get('form')?.get('file') ?? ''
    const read = await getCafIncoming(...askedIn(c), placeOf(of), unpacked(packed))
    if (!read.ok) throw sendAgain()
    return { ...of, incoming: read.incoming, packed }
  },
  fields: incomingFields,
  page: (c, of, form) => <IncomingPage c={c} of={of} form={form} />,
  save: async (c, { seen, how }, { packed, ...of }) => {
    await bringInCaf(...askedIn(c), placeOf(of), unpacked(packed), seen, how === 'file')
    return paths.cafOutcomesOf(of.view.organisation.id, of.loaded.framework.id, of.systemId)
  },
})

cafFiles.noted('read-whole', paths.cafOutcomesTable, async (c) => {
  const of = await getList(c)
  const { view, loaded, systemId } = of
  await recordOutcomesTaken(...askedIn(c), placeOf(of))
  const described = describeOutcomes(view.loaded, loaded, view.said, systemId)
  const said = view.said.filter((one) => one.frameworkId === loaded.framework.id && one.systemId === systemId)
  const table = tableOutcomes(c.get('web').marking, loaded, described, said)
  return sendTable(c, `ward-round-outcomes-${loaded.framework.id}`, table)
})

function unpacked(packed: string): string {
  const text = unpack(packed, LARGEST_ASSESSMENT)
  if (text === undefined) throw sendAgain()
  return text
}

const sendAgain = () =>
  new DomainError('invalid', 'This page does not hold a file any more. Send the file again.')

function textOf(bytes: Uint8Array): string | undefined {
  if (isUtf16(bytes)) return undefined
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}
