/** Every domain in every group as a table: the middle on paper, and beside it on evidence; a shade repeats the band, the darker the lower. */
import { shortDomain, shortGroup } from '../../report/country.ts'
import { bandsWords, heatCells, type HeatMark } from '../../report/national.ts'
import { groupWords, MARKS_EXPLAINED, SIZES_EXPLAINED } from '../../report/peer-words.ts'
import type { PublishedCohort } from '../../peers/model.ts'
import type { RuleSet } from '../../rules/model.ts'
import { Table } from '../../web/components/table.tsx'
import { paths } from '../../web/paths.ts'

export function HeatTable(props: {
  ruleSet: RuleSet
  cohorts: readonly PublishedCohort[]
  shown: PublishedCohort
}) {
  const { ruleSet, cohorts, shown } = props
  return (
    <div class="wr-heat-table">
      <Table
        caption={
          <>
            Every domain in every group: the middle on paper, <strong>then on evidence</strong>
          </>
        }
        captionSize="s"
        compact
        columns={[
          { header: 'Group' },
          { header: 'Overall' },
          ...ruleSet.domains.map(({ title }) => ({ header: shortDomain(title) })),
        ]}
        rows={cohorts.map((cohort) => {
          const name = groupWords(shortGroup(ruleSet, cohort), cohort.figures.size)
          return [
            cohort.id === shown.id ? (
              <span aria-current="true">{name}, shown above</span>
            ) : (
              <a href={`${paths.national}?group=${encodeURIComponent(cohort.id)}`}>{name}</a>
            ),
            ...heatCells(ruleSet, cohort).map(({ paper, evidence }) => (
              <span class="wr-heat">
                <Mark mark={paper} />
                <strong>
                  <Mark mark={evidence} />
                </strong>
              </span>
            )),
          ]
        })}
      />
      <p class="nhsuk-body-s">
        {bandsWords(ruleSet)} The darker a field, the lower its band.{' '}
        <span class="wr-no-print">
          {MARKS_EXPLAINED} {SIZES_EXPLAINED}
        </span>
      </p>
    </div>
  )
}

function Mark({ mark }: { mark: HeatMark | undefined }) {
  return mark === undefined ? (
    <span class="wr-heat__mark">–</span>
  ) : (
    <span class={`wr-heat__mark wr-heat__mark--${mark.tone}`} title={mark.band}>
      {mark.value}
    </span>
  )
}
