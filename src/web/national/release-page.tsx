/** One release with its dry run: who contributes, which cells are merged or carried and why, what changed; and the button that publishes it. */
import { cellOutcome, cellTitle, changesWords, leftOutWords, suppliersWords } from '../../report/national.ts'
import { groupWords, withheldWords } from '../../report/peer-words.ts'
import { dateWords } from '../../report/words.ts'
import type { ReleaseRecord } from '../../service/releases.ts'
import { Button } from '../components/button.tsx'
import { SummaryList } from '../components/lists.tsx'
import { InsetText, WarningCallout } from '../components/panels.tsx'
import { Table } from '../components/table.tsx'
import { Page } from '../layout.tsx'
import { paths } from '../paths.ts'
import { instantWords } from '../times.ts'
import type { PageContext } from '../web.ts'

interface ReleaseProps {
  c: PageContext
  record: ReleaseRecord
}

export function ReleasePage({ c, record }: ReleaseProps) {
  const { row, period, report } = record
  const title = `${period.name}: comparison ${row.number}`
  return (
    <Page
      c={c}
      title={title}
      current="releases"
      crumbs={[{ href: paths.releases, text: 'Published comparisons' }]}
      marked
      wide
    >
      <h1 class="nhsuk-heading-xl nhsuk-u-margin-bottom-3">{title}</h1>
      <Confirm record={record} />
      <Facts record={record} />
      <h2 class="nhsuk-heading-l">Who contributes</h2>
      <p>
        {report.contributors} contribute. {changesWords(report.changes)} {suppliersWords(report.suppliers)}
      </p>
      {leftOutWords(report.leftOut).map((sentence) => (
        <p>{sentence}</p>
      ))}
      <Cells record={record} />
      <Published record={record} />
    </Page>
  )
}

function Confirm({ record }: { record: ReleaseRecord }) {
  const { row, cannotPublish } = record
  if (row.status === 'published')
    return (
      <InsetText>
        <p>
          <strong>Published.</strong> It never changes. <a href={paths.national}>See the country</a>
        </p>
        <p class="wr-no-print">
          <a href={paths.releaseFigures(row.id)}>Its figures as CSV</a>
        </p>
      </InsetText>
    )
  if (cannotPublish !== undefined)
    return (
      <InsetText>
        <p>
          <strong>Not published yet.</strong> {cannotPublish}
        </p>
      </InsetText>
    )
  return (
    <WarningCallout heading="Read this dry run before you publish">
      <p>
        Somebody else prepared it. Nobody sees its figures before they are published. Once you publish,
        everybody can read it, and nobody can change it or take it back.
      </p>
      <form action={paths.release(row.id)} method="post" novalidate>
        <input type="hidden" name="digest" value={row.digest} />
        <Button>Confirm and publish</Button>
      </form>
    </WarningCallout>
  )
}

function Facts({ record }: { record: ReleaseRecord }) {
  const { row, period, ruleSet, isOfRuleSetInUse } = record
  const { prepared, confirmed } = row
  return (
    <SummaryList
      rows={[
        { key: 'Reference date', value: dateWords(period.referenceDate) },
        { key: 'Prepared', value: `${prepared.name}, ${instantWords(prepared.at)}` },
        {
          key: 'Confirmed',
          value: confirmed === undefined ? 'Not yet' : `${confirmed.name}, ${instantWords(confirmed.at)}`,
        },
        { key: 'Id', value: <Digest text={row.id} /> },
        { key: 'Digest', value: <Digest text={row.digest} /> },
        {
          key: 'Rule set',
          value: (
            <>
              {ruleSet.version}
              {!isOfRuleSetInUse && ' (not the one in use now)'}, <Digest text={ruleSet.digest} />
            </>
          ),
        },
      ]}
    />
  )
}

/** A long word that may break anywhere every eight letters. */
function Digest({ text }: { text: string }) {
  return (
    <code class="wr-digest">
      {(text.match(/.{1,8}/g) ?? []).map((piece) => (
        <>
          {piece}
          <wbr />
        </>
      ))}
    </code>
  )
}

function Cells({ record }: { record: ReleaseRecord }) {
  const { report, ruleSet } = record
  return (
    <>
      <h2 class="nhsuk-heading-l">Cells as they are counted</h2>
      <Table
        caption="Merged and carried cells, and why"
        captionHidden
        columns={[
          { header: 'Cells' },
          { header: 'Contributors', numeric: true },
          { header: 'What happens, and why' },
        ]}
        rows={report.cells.map((cell) => [cellTitle(ruleSet, cell.of), cell.contributors, cellOutcome(cell)])}
      />
      <h2 class="nhsuk-heading-l">Cells as they are written</h2>
      <Table
        caption="Contributors by written cell, now and in the last release"
        captionHidden
        columns={[
          { header: 'Cell' },
          { header: 'Now', numeric: true },
          { header: 'Last release', numeric: true },
        ]}
        rows={report.written.map((cell) => [
          cellTitle(ruleSet, [cell.id]),
          cell.contributors,
          cell.before ?? '–',
        ])}
      />
    </>
  )
}

function Published({ record }: { record: ReleaseRecord }) {
  const { groups, withheld } = record
  return (
    <>
      <h2 class="nhsuk-heading-l">Groups it shows</h2>
      <ul class="nhsuk-list nhsuk-list--bullet">
        {groups.map(({ title, size }) => (
          <li>{groupWords(title, size)}</li>
        ))}
      </ul>
      <h2 class="nhsuk-heading-l">Groups it does not show</h2>
      {withheld.length === 0 ? (
        <p>None.</p>
      ) : (
        <ul class="nhsuk-list nhsuk-list--bullet">
          {withheld.map((one) => (
            <li>{withheldWords(one, groups)}</li>
          ))}
        </ul>
      )}
    </>
  )
}
