/** One release with its dry run: who contributes, which cells are merged or carried and why, what changed; and the button that publishes it. */
import {
  bandWords,
  cellOutcome,
  cellTitle,
  leftOutWords,
  sinceWords,
  suppliersWords,
} from '../../report/national.ts'
import { COUNTED_EXPLAINED, countedNumbers } from '../../report/peer-counted.ts'
import { sizedTitle, withheldWords } from '../../report/peer-words.ts'
import { dateWords, upperFirst } from '../../report/words.ts'
import type { Release } from '../../peers/model.ts'
import type { ReleaseRecord } from '../../service/releases.ts'
import { ButtonForm } from '../../web/components/button-form.tsx'
import { SummaryList } from '../../web/components/lists.tsx'
import { Details, InsetText, WarningCallout } from '../../web/components/panels.tsx'
import { Table } from '../../web/components/table.tsx'
import { TitledPage } from '../../web/titled-page.tsx'
import { paths } from '../../web/paths.ts'
import { dayWords, instantWords } from '../../web/times.ts'
import type { PageContext } from '../../web/web.ts'

interface ReleaseProps {
  c: PageContext
  record: ReleaseRecord
}

export function ReleasePage({ c, record }: ReleaseProps) {
  const { row, period, report } = record
  const title = `${period.name}: comparison ${row.number}`
  return (
    <TitledPage
      c={c}
      title={title}
      current="releases"
      crumbs={[{ href: paths.releases, text: 'Published comparisons' }]}
      marked
      wide
    >
      <Confirm record={record} />
      <Facts record={record} />
      <h2 class="nhsuk-heading-l">Who contributes</h2>
      <p>
        {upperFirst(bandWords(report.contributors))} organisations contribute.{' '}
        {suppliersWords(report.suppliers)}
      </p>
      {leftOutWords(report.leftOut).map((sentence) => (
        <p>{sentence}</p>
      ))}
      <p>{sinceWords(record.signed, record.hasSignedSince, dayWords(row.prepared.at))}</p>
      <Cells record={record} />
      {record.content !== undefined && <Published record={record} content={record.content} />}
    </TitledPage>
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
      <ButtonForm
        action={paths.release(row.id)}
        sends={{ confirmation: row.digest }}
        button="Confirm and publish"
      />
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
        // Nothing of what was computed shows before it is published.
        ...(row.status === 'published' ? [{ key: 'Digest', value: <Digest text={row.digest} /> }] : []),
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

/** Open for whoever is asked to publish it. */
function Cells({ record }: { record: ReleaseRecord }) {
  const { row, report, ruleSet } = record
  return (
    <>
      <Details summary="Who is counted together" printed open={row.status !== 'published'}>
        <p>
          {COUNTED_EXPLAINED} Cells that were published stay as they are until as many have moved in all of
          them. What is new shows once it is published.
        </p>
        <Table
          caption="Cells that are counted together, and why"
          captionHidden
          columns={[{ header: 'Cells' }, { header: 'Contributors' }, { header: 'What happens, and why' }]}
          rows={report.cells.map((cell) => [
            cellTitle(ruleSet, cell.of),
            bandWords(cell.contributors),
            cellOutcome(cell),
          ])}
        />
      </Details>
      <Details summary="Cells as they are written">
        <Table
          caption="Contributors by written cell, now and in the last comparison"
          captionHidden
          columns={[{ header: 'Cell' }, { header: 'Now' }, { header: 'Last comparison' }]}
          rows={report.written.map((cell) => [
            cellTitle(ruleSet, [cell.id]),
            bandWords(cell.contributors),
            cell.before === null ? '–' : bandWords(cell.before),
          ])}
        />
      </Details>
    </>
  )
}

/** What it shows and in which comparison each figure was counted; nothing before it is published, because it rests on the answers. */
function Published({ record, content }: { record: ReleaseRecord; content: Release }) {
  const { ruleSet } = record
  const { cohorts, withheld } = content
  const numbers = (from: Parameters<typeof countedNumbers>[2]) =>
    cohorts.map((cohort) => countedNumbers({ ...record, content }, cohort, from).join(' and '))
  return (
    <>
      <Details summary="Groups it shows, and in which comparison each domain was counted">
        <ol class="nhsuk-list nhsuk-list--number">
          {cohorts.map((cohort) => (
            <li>{sizedTitle(cohort)}</li>
          ))}
        </ol>
        <Table
          caption="Number of the comparison in which each was counted; a wider group may have several"
          captionSize="s"
          columns={[
            { header: 'Domain' },
            ...cohorts.map((_, index) => ({ header: `Group ${index + 1}`, numeric: true })),
          ]}
          rows={[
            ['Overall', ...numbers(({ overall }) => overall)],
            ...ruleSet.domains.map(({ title }, index) => [
              title,
              ...numbers(({ domains }) => domains[index]),
            ]),
          ]}
        />
      </Details>
      <Details summary="Groups it does not show">
        {withheld.length === 0 ? (
          <p>None.</p>
        ) : (
          <ul class="nhsuk-list nhsuk-list--bullet">
            {withheld.map((one) => (
              <li>{withheldWords(one, cohorts)}</li>
            ))}
          </ul>
        )}
      </Details>
    </>
  )
}
