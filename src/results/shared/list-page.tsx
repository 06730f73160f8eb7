/** The snapshots that somebody may look at now. */
import type { SharedWithMe } from '../../service/shared.ts'
import { Table } from '../../web/components/table.tsx'
import { TitledPage } from '../../web/titled-page.tsx'
import { paths } from '../../web/paths.ts'
import { instantWords } from '../../web/times.ts'
import type { PageContext } from '../../web/web.ts'

export function SharedListPage({ c, found }: { c: PageContext; found: readonly SharedWithMe[] }) {
  return (
    <TitledPage c={c} title="Shared with you" current="shared" marked>
      <p>
        Signed assessments of other organisations, each for one purpose and some days. Each look is entered in
        their trail and in yours.
      </p>
      {found.length === 0 ? (
        <p>Nothing is shared with you now.</p>
      ) : (
        <Table
          caption="What you may look at"
          captionHidden
          columns={[
            { header: 'Organisation' },
            { header: 'For' },
            { header: 'Purpose' },
            { header: 'Until' },
          ]}
          rows={found.map(({ share, organisation, periodName }) => [
            <a href={paths.sharedView(share.id)}>
              <bdi>{organisation.name}</bdi>, {periodName}
            </a>,
            <bdi>{share.body}</bdi>,
            <bdi>{share.purpose}</bdi>,
            share.until === undefined ? '' : instantWords(share.until),
          ])}
        />
      )}
    </TitledPage>
  )
}
