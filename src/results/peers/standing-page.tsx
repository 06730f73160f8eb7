/** Where a trust stands beside its peers: overall and by domain, in both readings, now and in earlier releases. */
import { paths } from '../../web/paths.ts'
import { raw } from 'hono/html'
import type { Child } from 'hono/jsx'
import { drawStrips } from '../../charts/strips.ts'
import { describeHistory, describeHistoryByDomain, type HistoryRow } from '../../report/peer-history.ts'
import {
  chartsOfStanding,
  describeBands,
  describeRiskBands,
  describeStanding,
  riskBandHeadings,
  standingSentence,
  type ReadingRow,
  type StandRow,
} from '../../report/peer-standing.ts'
import { describeCounted } from '../../report/peer-counted.ts'
import { MARKS, MARKS_EXPLAINED, restsOnWords } from '../../report/peer-words.ts'
import { TWO_READINGS, upperFirst } from '../../report/words.ts'
import type { ViewedCohort } from '../../service/peers.ts'
import { Details } from '../../web/components/panels.tsx'
import { Table } from '../../web/components/table.tsx'
import { type Chosen, CountsExplained, PeerPage, WhereCounted } from './parts.tsx'

export function StandingPage(chosen: Chosen) {
  const { view, shown } = chosen
  return (
    <PeerPage {...chosen} room="peers">
      {shown !== undefined && <Standing {...chosen} shown={shown} />}
      <History view={view} />
    </PeerPage>
  )
}

function Standing({ view, shown }: Chosen & { shown: ViewedCohort }) {
  const { ruleSet } = view.release
  const { cohort, position } = shown
  const { risks: countedRisks } = describeCounted(view.release, cohort)
  const [overall, ...domains] = describeStanding(ruleSet, cohort.figures, position)
  return (
    <>
      <h2 class="nhsuk-heading-l">Overall</h2>
      <p class="nhsuk-lede-text nhsuk-u-margin-bottom-3">{standingSentence(cohort, position)}</p>
      <p>
        {restsOnWords(view.own)} Less than {ruleSet.noRealChangeBelow} points is no real difference.{' '}
        {TWO_READINGS}
      </p>
      <p>{MARKS_EXPLAINED}</p>
      {overall !== undefined && (
        <>
          <Strips view={view} id="overall" title="Overall score beside our peers" rows={[overall]} />
          <Marks
            caption="Overall score: the same numbers as a table"
            first="Reading"
            rows={[
              { title: 'On paper', reading: overall.onPaper },
              { title: 'On evidence', reading: overall.onEvidence },
            ]}
          />
        </>
      )}
      <h2 class="nhsuk-heading-l">By domain</h2>
      <Strips view={view} id="by-domain" title="Score of each domain beside our peers" rows={domains} />
      {(['onPaper', 'onEvidence'] as const).map((reading) => (
        <Marks
          caption={`Domains ${reading === 'onPaper' ? 'on paper' : 'on evidence'}: the same numbers as a table`}
          first="Domain"
          rows={domains.map((row) => ({
            title: <a href={paths.domainResult(view.organisation.id, row.domain ?? '')}>{row.title}</a>,
            reading: row[reading],
          }))}
        />
      ))}
      <WhereCounted view={view} shown={shown} />
      <h2 class="nhsuk-heading-l">How many reach each band on paper</h2>
      <CountsExplained />
      <Table
        caption="Organisations of this group by band"
        captionHidden
        columns={[
          { header: 'Score' },
          ...ruleSet.bands.slice(1).map((band, index, all) => ({
            header: index === all.length - 1 ? band.name : `${band.name} or higher`,
          })),
        ]}
        rows={describeBands(ruleSet, cohort.figures).map(({ title, counts }) => [
          title,
          ...counts.map(upperFirst),
        ])}
      />
      <Details summary="Risks to patients at our peers">
        <Table
          caption="How many of this group have each risk at a band or lower"
          captionSize="s"
          columns={[
            { header: 'Risk' },
            { header: 'Ours' },
            ...riskBandHeadings(ruleSet).map((header) => ({ header })),
            { header: 'Counted in' },
          ]}
          rows={describeRiskBands(ruleSet, cohort.figures, view.own?.summary).map((row) => [
            <a href={paths.risk(view.organisation.id, row.id)}>{row.title}</a>,
            row.own,
            ...row.counts.map(upperFirst),
            upperFirst(countedRisks[ruleSet.risks.findIndex(({ id }) => id === row.id)] ?? ''),
          ])}
        />
      </Details>
    </>
  )
}

interface StripsProps {
  view: Chosen['view']
  id: string
  title: string
  rows: readonly StandRow[]
}

function Strips({ view, id, title, rows }: StripsProps) {
  return (
    <div class="nhsuk-grid-row">
      <div class="nhsuk-grid-column-two-thirds">
        {chartsOfStanding(view.release.ruleSet, id, title, rows).map((chart) => (
          <div class="wr-chart">{raw(drawStrips(chart))}</div>
        ))}
      </div>
    </div>
  )
}

/** The numbers of the strips: the group's marks, then our own. */
function Marks(props: {
  caption: string
  first: string
  rows: readonly { readonly title: Child; readonly reading: ReadingRow }[]
}) {
  return (
    <Table
      caption={props.caption}
      captionSize="s"
      columns={[
        { header: props.first },
        ...MARKS.map(({ heading }) => ({ header: heading, numeric: true })),
        { header: 'We', numeric: true },
        { header: 'We stand' },
      ]}
      rows={props.rows.map(({ title, reading }) => [
        title,
        ...MARKS.map((mark) => reading.marks[mark.id] ?? '–'),
        reading.own === undefined ? '–' : <strong>{reading.own}</strong>,
        upperFirst(reading.place),
      ])}
    />
  )
}

/** What a row of the past says after its period and group. */
const THEN = [
  { header: 'What we signed' },
  { header: 'Middle of the group' },
  { header: 'We stood' },
] as const

/** Plain, not folded: a folded one does not print everywhere. */
function History({ view }: Pick<Chosen, 'view'>) {
  const cellsOf = ({ own, middle, place }: HistoryRow) => [own, middle, place]
  return (
    <>
      <h2 class="nhsuk-heading-l">Over the releases</h2>
      <p>
        Each line shows what we signed in that period, beside the narrowest group published then. Groups can
        differ from one release to the next.
      </p>
      <Table
        caption="Our place in each published comparison"
        captionHidden
        columns={[{ header: 'Period' }, { header: 'Group' }, ...THEN]}
        rows={describeHistory(view.history).map((row) => [row.period, row.group, ...cellsOf(row)])}
      />
      <h3 class="nhsuk-heading-m">By domain, over the releases</h3>
      {describeHistoryByDomain(view.history).map((domain) => (
        <div class="wr-part">
          <Table
            caption={domain.title}
            captionSize="s"
            columns={[{ header: 'Period' }, ...THEN]}
            rows={domain.rows.map((row) => [row.period, ...cellsOf(row)])}
          />
        </div>
      ))}
    </>
  )
}
