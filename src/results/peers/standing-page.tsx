/** Where a trust stands beside its peers: one sentence, one chart of its domains in both readings, where it is behind; the numbers are folded. */
import type { Child } from 'hono/jsx'
import { drawPanels } from '../../charts/peer-panels.ts'
import { isTooEarly } from '../../planning/too-early.ts'
import { describeCounted } from '../../report/peer-counted.ts'
import { describeHistory, describeHistoryByDomain, type HistoryRow } from '../../report/peer-history.ts'
import {
  behindPeers,
  besideSentences,
  chartPanels,
  describeBands,
  describeRiskBands,
  describeStanding,
  type ReadingRow,
  riskBandHeadings,
  standingSentence,
  type StandRow,
} from '../../report/peer-standing.ts'
import { MARKS, MARKS_EXPLAINED, restsOnWords } from '../../report/peer-words.ts'
import { openSentence } from '../../report/profile.ts'
import { TWO_READINGS, upperFirst } from '../../report/words.ts'
import type { ViewedCohort } from '../../service/peers.ts'
import { Details } from '../../web/components/panels.tsx'
import { Table } from '../../web/components/table.tsx'
import { paths } from '../../web/paths.ts'
import { type Asked, CountsExplained, PeerPage } from './parts.tsx'

export function StandingPage(asked: Asked) {
  const { view, shown, findings } = asked
  const { id } = view.organisation
  const { ruleSet } = view.release
  const rows = shown === undefined ? [] : describeStanding(ruleSet, shown.cohort.figures, shown.position)
  const early = view.own?.basis === 'present' && isTooEarly(findings.signed)
  const domains = rows.filter(({ domain }) => domain !== undefined)
  return (
    <PeerPage
      {...asked}
      room="peers"
      sentence={
        early
          ? `Too early to stand beside our peers: ${openSentence(findings.signed)}`
          : standingSentence(shown?.position)
      }
      chart={
        shown && {
          over: besideSentences(rows),
          svg: drawPanels(chartPanels('Our domains beside the group', domains)),
        }
      }
      toDo={{
        heading: 'Where we are behind',
        none: 'No domain is behind the group. That says nothing of how safe the group is.',
        presses: early
          ? []
          : behindPeers(rows).map(({ domain, heading, says }) => ({
              heading,
              says,
              href: paths.domainResult(id, domain),
            })),
      }}
      note={
        <p class="nhsuk-body-s">
          {restsOnWords(view.own)} Marks of the group are rounded to 5. Less than {ruleSet.noRealChangeBelow}{' '}
          points is no real difference.
        </p>
      }
    >
      {shown !== undefined && <Numbers view={view} shown={shown} rows={rows} />}
      <History view={view} />
    </PeerPage>
  )
}

function Numbers({
  view,
  shown,
  rows,
}: Pick<Asked, 'view'> & { shown: ViewedCohort; rows: readonly StandRow[] }) {
  const { ruleSet } = view.release
  const { cohort } = shown
  const { risks: countedRisks } = describeCounted(view.release, cohort)
  return (
    <>
      <Details summary="The numbers of the chart as tables">
        <p>
          {MARKS_EXPLAINED} {TWO_READINGS}
        </p>
        {(['onPaper', 'onEvidence'] as const).map((reading) => (
          <Marks
            caption={`Scores ${reading === 'onPaper' ? 'on paper' : 'on evidence'}`}
            rows={rows.map((row) => ({
              title:
                row.domain === undefined ? (
                  row.title
                ) : (
                  <a href={paths.domainResult(view.organisation.id, row.domain)}>{row.title}</a>
                ),
              reading: row[reading],
            }))}
          />
        ))}
      </Details>
      <Details summary="How many reach each band, and how grave their risks are">
        <CountsExplained />
        <Table
          caption="Organisations of this group by band on paper"
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
        <Table
          caption="How many of this group have each risk at a band or lower"
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

/** The group's marks, where any is published, then our own. */
function Marks(props: {
  caption: string
  rows: readonly { readonly title: Child; readonly reading: ReadingRow }[]
}) {
  const marks = MARKS.filter(({ id }) => props.rows.some(({ reading }) => reading.marks[id] !== undefined))
  return (
    <Table
      caption={props.caption}
      captionSize="s"
      columns={[
        { header: 'Score' },
        ...marks.map(({ heading }) => ({ header: heading, numeric: true })),
        { header: 'We', numeric: true },
        { header: 'We stand' },
      ]}
      rows={props.rows.map(({ title, reading }) => [
        title,
        ...marks.map((mark) => reading.marks[mark.id] ?? '–'),
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

function History({ view }: Pick<Asked, 'view'>) {
  const cellsOf = ({ own, middle, place }: HistoryRow) => [own, middle, place]
  return (
    <Details summary="Our place in each published comparison">
      <p>
        Each line shows what we signed in that period, beside the narrowest group published then. Groups can
        differ from one release to the next.
      </p>
      <Table
        caption="Overall"
        columns={[{ header: 'Period' }, { header: 'Group' }, ...THEN]}
        rows={describeHistory(view.history).map((row) => [row.period, row.group, ...cellsOf(row)])}
      />
      {describeHistoryByDomain(view.history).map((domain) => (
        <Table
          caption={domain.title}
          captionSize="s"
          columns={[{ header: 'Period' }, ...THEN]}
          rows={domain.rows.map((row) => [row.period, ...cellsOf(row)])}
        />
      ))}
    </Details>
  )
}
