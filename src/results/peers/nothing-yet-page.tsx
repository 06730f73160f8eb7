/** Before anything was published: says so, and what has to happen. */
import { InsetText } from '../../web/components/panels.tsx'
import { Page } from '../../web/layout.tsx'
import { paths } from '../../web/paths.ts'
import type { PageContext } from '../../web/web.ts'

export function NothingYetPage(props: {
  c: PageContext
  organisation: { readonly id: string; readonly name: string }
}) {
  const { id, name } = props.organisation
  return (
    <Page c={props.c} title="Peers" organisation={{ id, name }} current="peers">
      <h1 class="nhsuk-heading-xl nhsuk-u-margin-bottom-3">
        <span class="nhsuk-caption-xl">{name}</span>
        Peers
      </h1>
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
    </Page>
  )
}
