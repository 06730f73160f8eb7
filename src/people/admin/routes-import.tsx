/** Importing a file of organisations: sent, shown, and applied as it was shown. */
import { countWords } from '../../report/words.ts'
import { applyImport, getImportPreview, receiveImport } from '../../service/importing.ts'
import { showPage } from '../../web/layout.tsx'
import { newRoutes } from '../../web/routes.ts'
import { formWith, newForm } from '../../web/shown-form.tsx'
import { getPerson } from '../../web/web.ts'
import { addresses } from './addresses.ts'
import { IMPORT, ImportPage } from './import-page.tsx'
import { kindField, previewFields, PreviewPage } from './preview-page.tsx'
import { letIn } from './routes-organisations.tsx'

export const importing = newRoutes()

importing.form('manage-organisations', addresses.import, {
  load: () => ({}),
  fields: () => IMPORT,
  file: 'file',
  page: (c, _, form) => <ImportPage c={c} form={form} />,
  save: async (c, { file }) => {
    const wrong = (message: string) => ({ faults: [{ field: 'file', message }] })
    if (file === undefined) return wrong('Choose a file.')
    const received = await receiveImport(c.get('web').house, getPerson(c), file.bytes)
    if (received.ok) return addresses.importPreview
    const { faults } = received
    const told = `${file.name} has ${countWords(faults.length, 'fault')}. Correct the file, and send it again.`
    const form = formWith(c.req.path, IMPORT, newForm('', IMPORT).typed, wrong(told))
    return showPage(c, <ImportPage c={c} form={form} faults={faults} />, 422)
  },
})

importing.form('manage-organisations', addresses.importPreview, {
  load: (c) => {
    const { house, isDemonstration } = c.get('web')
    return getImportPreview(house, getPerson(c), isDemonstration)
  },
  fields: previewFields,
  page: (c, preview, form) => <PreviewPage c={c} preview={preview} form={form} />,
  save: async (c, { shown, kinds }) => {
    const { house, isDemonstration } = c.get('web')
    const applied = await applyImport(house, getPerson(c), shown, kinds, isDemonstration)
    if (!applied.ok)
      return {
        faults: applied.faults.map(({ odsCode, message }) => ({ field: kindField(odsCode), message })),
      }
    await letIn(c, applied.added)
    return `${addresses.organisations}?added=${applied.added.length}&changed=${applied.changed}`
  },
})
