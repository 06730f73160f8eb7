/** How it went from one assessment to the next: one sentence, the lines of every score, the answers that moved it most; every number is folded. */
import { drawTrendLines } from '../../charts/trend-lines.ts'
import {
  chartTrendLines,
  movementsOf,
  movementsSentence,
  type TracedPoint,
  trendSentence,
} from '../../report/trend-lines.ts'
import {
  describeTrend,
  type RulesChanged,
  splitRows,
  type Trend,
  type TrendCell,
  type TrendRow,
} from '../../report/trend.ts'
import { noRealChangeWords } from '../../report/results.ts'
import { CLOSING, countWords, TWO_READINGS, upperFirst } from '../../report/words.ts'
import type { TrendView } from '../../service/earlier.ts'
import { Details, InsetText } from '../../web/components/panels.tsx'
import { Table } from '../../web/components/table.tsx'
import { paths } from '../../web/paths.ts'
import { AnswerFirst, AskedNext, Picture } from '../../web/answer-first.tsx'
import type { Standing } from '../examined.ts'

export function TrendPage({ findings, signed }: { findings: Standing; signed: TrendView['signed'] }) {
  const { id } = findings.view.organisation
  const points = pointsOf(findings, signed)
  const chart = chartTrendLines(points)
  const movements = movementsOf(points)
  return (
    <AnswerFirst
      findings={findings}
      title="Trend"
      current="trend"
      sentence={trendSentence(points)}
      {...(chart && {
        picture: (
          <Picture
            title={`What moved it since: ${movementsSentence(
              movements,
              points.slice(-2).map(({ ruleSet }) => ruleSet),
            )}${isOpen(findings) ? ' The draft is not drawn while answers are open.' : ''}`}
            svg={drawTrendLines(chart)}
          />
        ),
      })}
      toDo={{
        heading: chart === undefined ? 'What comes next' : 'What moved it most',
        none:
          chart === undefined
            ? 'Sign this assessment and the next: every later one is then compared with the one before.'
            : 'No answer moved the score.',
        presses: movements.slice(0, MOST).map(({ question, domain, heading, says }) => ({
          heading,
          says,
          href: paths.questionResult(id, domain, question),
        })),
      }}
    >
      <AskedNext
        links={[
          ...signed.map(({ assessment, period }): [string, string] => [
            paths.signed(id, assessment.id),
            `${period}, as it was signed`,
          ]),
          [paths.assessments(id), 'All assessments'],
          [paths.peers(id), 'Our place among peers over time'],
        ]}
      />
      {points.length > 0 && <Numbers points={points} />}
    </AnswerFirst>
  )
}

/** Answers that are shown at the top (ours). */
const MOST = 3

/** Not signed, and something of it is open: a range, which is no point. */
const isOpen = ({ view, found }: Standing) => view.assessment.signedAt === undefined && !found.result.complete

/** What was signed, then the present one while it is not signed and nothing of it is open. */
export function pointsOf(findings: Standing, signed: TrendView['signed']): TracedPoint[] {
  const { view, found } = findings
  const { assessment, ruleSet } = view
  const past = signed.map((one) => ({ ...one, asOf: one.assessment.asOf, signed: true }))
  return assessment.signedAt !== undefined || isOpen(findings)
    ? past
    : [
        ...past,
        {
          period: assessment.period.name,
          ruleSet,
          result: found.result,
          row: found.row,
          signed: false,
          asOf: assessment.asOf,
        },
      ]
}

function Numbers({ points }: { points: readonly TracedPoint[] }) {
  const trend = describeTrend(points)
  const last = points.at(-1)
  return (
    <>
      <Rules changed={trend.rulesChanged} />
      <Details summary="All numbers as tables: scores, risks and past attacks">
        <p>
          {countWords(points.length, 'assessment')}, the oldest first
          {last?.signed === false && '; the last one is not signed yet'}. {TWO_READINGS}{' '}
          {last !== undefined && noRealChangeWords(last.ruleSet)}
        </p>
        <TrendTable caption="Overall score" first="Score" trend={trend} rows={[trend.overall]} />
        <Moved
          caption="Score of each domain"
          first="Domain"
          things="domain"
          trend={trend}
          rows={trend.domains}
        />
        <p>Risks: likelihood times consequence after our controls, from 1 to 25. Lower is safer.</p>
        <Moved caption="Each risk" first="Risk" things="risk" trend={trend} rows={trend.risks} />
        <p>Past attacks whose way in has been published or reported: what they would have met before harm.</p>
        <Moved caption="Each past attack" first="Attack" things="attack" trend={trend} rows={trend.attacks} />
        <p>{CLOSING}</p>
      </Details>
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
