/** The periods with how far the comparison of each is, and the button that prepares one. */
import type { PeriodStanding, ReleaseRow } from '../../service/releases.ts'
import { signedInPeriodWords } from '../../report/national.ts'
import { dateWords } from '../../report/words.ts'
import { ButtonForm } from '../../web/components/button-form.tsx'
import { SummaryList, Tag } from '../../web/components/lists.tsx'
import { TitledPage } from '../../web/titled-page.tsx'
import { paths } from '../../web/paths.ts'
import { dayWords } from '../../web/times.ts'
import type { PageContext } from '../../web/web.ts'

export function ReleasesPage({ c, periods }: { c: PageContext; periods: readonly PeriodStanding[] }) {
  return (
    <TitledPage c={c} title="Published comparisons" current="releases" marked>
      <p>
        One analyst prepares a comparison from what was signed, and reads the dry run. Another analyst
        confirms it. From then on it never changes.
      </p>
      {periods.length === 0 && <p>There is no period yet.</p>}
      {periods.map((standing) => (
        <Period standing={standing} />
      ))}
    </TitledPage>
  )
}

function Period({ standing }: { standing: PeriodStanding }) {
  const { period, published, prepared } = standing
  return (
    <section aria-labelledby={period.id}>
      <h2 class="nhsuk-heading-l" id={period.id}>
        {period.name}
      </h2>
      <SummaryList
        rows={[
          { key: 'Reference date', value: dateWords(period.referenceDate) },
          { key: 'Open', value: `${dateWords(period.opens)} to ${dateWords(period.closes)}` },
          { key: 'Signed', value: signedInPeriodWords(standing.signed) },
          {
            key: 'Comparisons',
            value:
              published.length === 0 && prepared === undefined ? (
                'None yet'
              ) : (
                <ul class="nhsuk-list nhsuk-u-margin-bottom-0">
                  {published.map((row) => (
                    <li>
                      <ReleaseLink row={row} />
                    </li>
                  ))}
                  {prepared !== undefined && (
                    <li>
                      <ReleaseLink row={prepared} />
                    </li>
                  )}
                </ul>
              ),
          },
        ]}
      />
      <ButtonForm
        action={paths.releases}
        sends={{ period: period.id }}
        button={prepared === undefined ? 'Prepare' : 'Prepare again'}
        about={` a comparison of ${period.name}`}
        variant="secondary"
      />
    </section>
  )
}

function ReleaseLink({ row }: { row: ReleaseRow }) {
  const at = row.confirmed?.at ?? row.prepared.at
  return (
    <>
      <a href={paths.release(row.id)}>
        Number {row.number}, {row.status} on {dayWords(at)}
      </a>{' '}
      <Tag colour={row.status === 'published' ? 'green' : 'yellow'}>
        {row.status === 'published' ? 'Published' : 'To be confirmed'}
      </Tag>
    </>
  )
}
