/** Each signed assessment against the one before: the whole, the domains, risks and past attacks; first as tables. */
import { raw } from 'hono/html'
import { drawBars } from '../../charts/bars.ts'
import {
  chartTrend,
  describeTrend,
  type RulesChanged,
  splitRows,
  type Trend,
  type TrendCell,
  type TrendRow,
} from '../../report/trend.ts'
import { noRealChangeWords } from '../../report/results.ts'
import { CLOSING, countWords, TWO_READINGS, upperFirst } from '../../report/words.ts'
import { MOST_IN_TREND, type SignedResult, type TrendView } from '../../service/earlier.ts'
import { Details, InsetText } from '../../web/components/panels.tsx'
import { Table } from '../../web/components/table.tsx'
import { TitledPage } from '../../web/titled-page.tsx'
import { paths } from '../../web/paths.ts'
import type { PageContext } from '../../web/web.ts'

export function TrendPage({ c, organisation, signed }: TrendView & { c: PageContext }) {
  const { id, name } = organisation
  return (
    <TitledPage
      c={c}
      title="Trend"
      organisation={organisation}
      current="results"
      crumbs={[{ href: paths.results(id), text: 'Results' }]}
      wide
      caption={<bdi>{name}</bdi>}
    >
      {signed.length === 0 ? (
        <InsetText>
          <p>
            <strong>Nothing has been signed yet.</strong> A trend begins with the second assessment that the
            SIRO signs.
          </p>
        </InsetText>
      ) : (
        <Signed id={id} signed={signed} />
      )}
      <p>
        <a href={paths.assessments(id)}>All assessments</a>
      </p>
    </TitledPage>
  )
}

function Signed({ id, signed }: { id: string; signed: readonly SignedResult[] }) {
  const trend = describeTrend(signed)
  const chart = chartTrend(signed)
  const last = signed.at(-1)
  return (
    <>
      {trend.sentence !== undefined && <p class="nhsuk-lede-text">{trend.sentence}</p>}
      <p>
        {signed.length === 1
          ? 'One assessment has been signed. A trend begins with the second.'
          : `${countWords(signed.length, 'signed assessment')}, the oldest first${signed.length === MOST_IN_TREND ? '; earlier ones are in the list of all assessments' : ''}.`}{' '}
        {TWO_READINGS} {last !== undefined && noRealChangeWords(last.ruleSet)}
      </p>
      <Rules changed={trend.rulesChanged} />
      <TrendTable caption="Overall score" first="Score" trend={trend} rows={[trend.overall]} />
      <div class="nhsuk-grid-row">
        {chart !== undefined && (
          <div class="nhsuk-grid-column-two-thirds">
            <div class="wr-chart">{raw(drawBars(chart))}</div>
          </div>
        )}
        <div class="nhsuk-grid-column-one-third">
          <ul class="nhsuk-list nhsuk-list--bullet">
            {signed.map(({ assessment, period }) => (
              <li>
                <a href={paths.signed(id, assessment.id)}>{period}, as it was signed</a>
              </li>
            ))}
          </ul>
        </div>
      </div>
      <h2 class="nhsuk-heading-l">By domain</h2>
      <Moved
        caption="Score of each domain"
        first="Domain"
        things="domain"
        trend={trend}
        rows={trend.domains}
      />
      <h2 class="nhsuk-heading-l">Risks to patients</h2>
      <p>Likelihood times consequence after your controls, from 1 to 25. Lower is safer.</p>
      <Moved caption="Each risk" first="Risk" things="risk" trend={trend} rows={trend.risks} />
      <h2 class="nhsuk-heading-l">Past attacks</h2>
      <p>What the attacks whose way in has been published or reported would have met before harm.</p>
      <Moved caption="Each past attack" first="Attack" things="attack" trend={trend} rows={trend.attacks} />
      <p>{CLOSING}</p>
    </>
  )
}

function Rules({ changed }: { changed: readonly RulesChanged[] }) {
  return (
    <>
      {changed.map(({ before, after, versions, says }) => (
        <InsetText>
          <p>
            <strong>
              Between {before} and {after} the rules changed,
            </strong>{' '}
            {versions}. A difference between the two may come from the rules and not from you.
          </p>
          <Details summary="What the rules changed" printed>
            {says.map((one) => (
              <p>{one}</p>
            ))}
          </Details>
        </InsetText>
      ))}
    </>
  )
}

interface TrendTableProps {
  caption: string
  first: string
  trend: Trend
  rows: readonly TrendRow[]
}

/** What moved since the assessment before the last; the rest is folded, and where there is nothing before, all but the domains. */
function Moved(props: TrendTableProps & { things: string }) {
  const { moved, still } = splitRows(props.rows)
  const isFirst = props.trend.periods.length < 2
  if (isFirst && props.things === 'domain') return <TrendTable {...props} />
  return (
    <>
      {moved.length > 0 && <TrendTable {...props} rows={moved} />}
      {moved.length === 0 && !isFirst && <p>No {props.things} moved.</p>}
      {still.length > 0 && (
        <Details
          summary={`${upperFirst(countWords(still.length, props.things))} ${isFirst ? 'as they stand' : 'that did not move'}`}
          printed
        >
          <TrendTable {...props} caption={`${props.caption}, unmoved`} rows={still} />
        </Details>
      )}
    </>
  )
}

function TrendTable({ caption, first, trend, rows }: TrendTableProps) {
  return (
    <div class="wr-trend">
      <Table
        caption={caption}
        captionHidden
        compact
        columns={[{ header: first }, ...trend.periods.map((header) => ({ header }))]}
        rows={rows.map(({ title, cells }) => [title, ...cells.map((cell) => <Cell cell={cell} />)])}
      />
    </div>
  )
}

function Cell({ cell }: { cell: TrendCell | undefined }) {
  if (cell === undefined) return <>–</>
  return (
    <>
      {cell.says}
      {cell.change !== undefined && <span class="nhsuk-body-s wr-line-note">{cell.change}</span>}
    </>
  )
}
