/** The form before answers leave the organisation: to whom, and why; both are kept, and the recipient stands on each page. */
import * as v from 'valibot'
import { saysSomething } from '../../text.ts'
import { MOST_RECIPIENT, MOST_REASON } from '../../service/exporting-outside.ts'
import { line, text } from '../../web/fields.tsx'
import { paths } from '../../web/paths.ts'
import { FormBox, type ShownForm } from '../../web/shown-form.tsx'
import { TitledPage } from '../../web/titled-page.tsx'
import type { PageContext } from '../../web/web.ts'

const asked = (missing: string, most: number) =>
  v.pipe(
    v.string(),
    v.trim(),
    v.check(saysSomething, missing),
    v.maxLength(most, `Keep it to ${most} characters.`),
  )

export const exportFields = () => ({
  recipient: line({
    label: 'Who gets it?',
    hint: 'A person and where they work. The name stands on each page.',
    shape: asked('Say who gets it.', MOST_RECIPIENT),
  }),
  reason: text({
    label: 'Why?',
    hint: 'It is kept in the trail, with the name, the day and yours.',
    rows: 3,
    shape: asked('Say why they get it.', MOST_REASON),
  }),
})

interface Of {
  organisation: { id: string; name: string }
}

export function ExportPage({ c, of, form }: { c: PageContext; of: Of; form: ShownForm }) {
  const { organisation } = of
  const back = paths.insurer(organisation.id)
  return (
    <TitledPage
      c={c}
      title="Export for an insurer or auditor"
      size="l"
      organisation={organisation}
      crumbs={[{ href: back, text: 'What an insurer would ask' }]}
      form={form}
    >
      <p>
        You get a Word document with your answers by subject, what supports them and of which day. Where
        evidence lies, and the names of suppliers, are not in it. Once it has left, nobody here can take it
        back.
      </p>
      <FormBox of={form} button="Download the document" cancel={back} />
    </TitledPage>
  )
}
