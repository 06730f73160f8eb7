/** The form in which the lead tells the SIRO about one domain. */
import type { Domain } from '../../rules/model.ts'
import type { AssessmentView } from '../../service/views.ts'
import { type DomainNotes, LONGEST_DOMAIN_NOTE } from '../../service/noting.ts'
import { text, version } from '../../web/fields.tsx'
import { paths } from '../../web/paths.ts'
import { FormBox, type ShownForm } from '../../web/shown-form.tsx'
import { TitledPage } from '../../web/titled-page.tsx'
import type { PageContext } from '../../web/web.ts'
import { crumbsOf } from './walk.ts'

export interface Noted {
  readonly view: AssessmentView
  readonly domain: Domain
  readonly note: DomainNotes[string] | undefined
}

export function noteFields({ note }: Noted) {
  return {
    version: version(note?.version ?? 0),
    text: text({
      label: 'The note',
      size: 'm',
      hint: 'Leave it empty to have none.',
      most: LONGEST_DOMAIN_NOTE,
      rows: 8,
      first: note?.value,
    }),
  }
}

export function NotePage({ c, of, form }: { c: PageContext; of: Noted; form: ShownForm }) {
  const { view, domain } = of
  const { organisation } = view
  return (
    <TitledPage
      c={c}
      title="Note for the SIRO"
      within={[domain.title]}
      caption={domain.title}
      size="l"
      organisation={organisation}
      current="tasks"
      crumbs={crumbsOf(c, organisation.id, domain)}
      form={form}
    >
      <p>
        Say what the answers alone do not: what changed, what is planned, what you are not sure of. The SIRO
        and the board can read it. It never changes a score.
      </p>
      <FormBox of={form} button="Save the note" cancel={paths.domain(organisation.id, domain.id)} />
    </TitledPage>
  )
}
