/** Before anything was published: says so, and what has to happen. */
import { InsetText } from '../../web/components/panels.tsx'
import { TitledPage } from '../../web/titled-page.tsx'
import { paths } from '../../web/paths.ts'
import type { PageContext } from '../../web/web.ts'

export function NothingYetPage(props: {
  c: PageContext
  organisation: { readonly id: string; readonly name: string }
}) {
  const { id, name } = props.organisation
  return (
    <TitledPage c={props.c} title="Peers" organisation={props.organisation} current="peers" caption={name}>
      <InsetText>
        <p>
          <strong>No comparison has been published yet.</strong> It appears when at least 10 organisations
          have signed, and two national analysts have prepared and published it.
        </p>
      </InsetText>
      <p>
        Until then, read <a href={paths.results(id)}>our own results</a>, or{' '}
        <a href={paths.peersProtected}>how peers are protected</a>.
      </p>
    </TitledPage>
  )
}
