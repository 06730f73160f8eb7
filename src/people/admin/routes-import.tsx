/** Importing a file of organisations: sent, shown, and applied as it was shown. */
import { DomainError } from '../../errors.ts'
import { applyImport, getImportPreview, receiveImport, type Unconfirmed } from '../../service/importing.ts'
import { readForm, readUpload } from '../../web/forms.ts'
import { showPage } from '../../web/layout.tsx'
import { getPerson } from '../../web/web.ts'
import { newRoutes } from '../../web/routes.ts'
import { addresses } from './addresses.ts'
import { ImportPage } from './import-page.tsx'
import { kindField, PreviewPage } from './preview-page.tsx'
import { letIn } from './routes-organisations.tsx'

export const importing = newRoutes()

importing.get('manage-organisations', addresses.import, (c) => showPage(c, <ImportPage c={c} />))

importing.upload('manage-organisations', addresses.import, async (c) => {
  const { file } = await readUpload(c, 'file')
  if (file === undefined) return showPage(c, <ImportPage c={c} missing />, 422)
  const received = await receiveImport(c.get('web').house, getPerson(c), file.bytes)
  if (!received.ok) return showPage(c, <ImportPage c={c} faults={received.faults} file={file.name} />, 422)
  return c.redirect(addresses.importPreview, 303)
})

importing.get('manage-organisations', addresses.importPreview, async (c) => {
  const { house, isDemonstration } = c.get('web')
  const preview = await getImportPreview(house, getPerson(c), isDemonstration)
  return showPage(c, <PreviewPage c={c} preview={preview} />)
})

importing.post('manage-organisations', addresses.importPreview, async (c) => {
  const form = await readForm(c)
  const { house, isDemonstration } = c.get('web')
  const [person, prefix] = [getPerson(c), kindField('')]
  const chosen = new Map(
    form
      .entries()
      .flatMap(([name, value]) => (name.startsWith(prefix) ? [[name.slice(prefix.length), value]] : [])),
  )
  const again = async (status: 409 | 422, faults: readonly Unconfirmed[], refusal?: string) => {
    const preview = await getImportPreview(house, person, isDemonstration)
    return showPage(
      c,
      <PreviewPage c={c} preview={preview} chosen={chosen} faults={faults} refusal={refusal} />,
      status,
    )
  }
  let applied: Awaited<ReturnType<typeof applyImport>>
  try {
    applied = await applyImport(house, person, form.get('shown'), chosen, isDemonstration)
  } catch (error) {
    if (error instanceof DomainError && error.code === 'conflict') return again(409, [], error.message)
    throw error
  }
  if (!applied.ok) return again(422, applied.faults)
  await letIn(c, applied.added)
  return c.redirect(
    `${addresses.organisations}?added=${applied.added.length}&changed=${applied.changed}`,
    303,
  )
})
