/** Before anything was published, and when something cannot be done: says so, and what to do. */
import { InsetText } from '../../web/components/panels.tsx'
import { TitledPage } from '../../web/titled-page.tsx'
import { paths } from '../../web/paths.ts'
import type { PageContext } from '../../web/web.ts'

export function NothingPublishedPage({ c }: { c: PageContext }) {
  return (
    <TitledPage c={c} title="The country" current="national" marked>
      <InsetText>
        <p>
          <strong>No comparison has been published yet.</strong> It takes signed assessments of at least 10
          organisations, and two analysts: one prepares, the other confirms.
        </p>
      </InsetText>
      <p>
        <a href={paths.releases}>Periods and comparisons</a>
      </p>
    </TitledPage>
  )
}

export function RefusedPage({ c, title, says }: { c: PageContext; title: string; says: string }) {
  return (
    <TitledPage c={c} title={title} current="releases" marked size="l">
      <p>{says}</p>
      <p>Nothing was changed.</p>
      <p>
        <a href={paths.releases}>Back to the periods and comparisons</a>
      </p>
    </TitledPage>
  )
}
