/** Where a trust stands beside its peers: overall and by domain, in both readings, now and in earlier releases. */
import { raw } from 'hono/html'
import { drawStrips } from '../../charts/strips.ts'
import {
  chartStanding,
  describeBands,
  describeHistory,
  describeRiskBands,
  describeStanding,
  MARKS,
  MARKS_EXPLAINED,
  restsOnWords,
  riskBandHeadings,
  standingSentence,
  type StandRow,
} from '../../report/peers.ts'
import { TWO_READINGS, upperFirst } from '../../report/words.ts'
import type { ViewedCohort } from '../../service/peers.ts'
import { Details } from '../components/panels.tsx'
import { Table } from '../components/table.tsx'
import { addresses } from '../results/addresses.ts'
import { type Chosen, CountsExplained, PeerPage } from './parts.tsx'

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
        <Strips view={view} id="overall" title="Overall score beside our peers" rows={[overall]} />
      )}
      <h2 class="nhsuk-heading-l">By domain</h2>
      <Strips view={view} id="by-domain" title="Score of each domain beside our peers" rows={domains} />
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
          ]}
          rows={describeRiskBands(ruleSet, cohort.figures, view.own?.summary).map((row) => [
            <a href={addresses.risk(view.organisation.id, row.id)}>{row.title}</a>,
            row.own,
            ...row.counts.map(upperFirst),
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

/** The strips, then the same numbers as a table a reading. */
function Strips({ view, id, title, rows }: StripsProps) {
  return (
    <>
      <div class="nhsuk-grid-row">
        <div class="nhsuk-grid-column-two-thirds">
          <div class="wr-chart">{raw(drawStrips(chartStanding(view.release.ruleSet, id, title, rows)))}</div>
        </div>
      </div>
      {(['onPaper', 'onEvidence'] as const).map((reading) => (
        <Table
          caption={`${title}, ${reading === 'onPaper' ? 'on paper' : 'on evidence'}`}
          captionSize="s"
          columns={[
            { header: 'Score' },
            ...MARKS.map(({ heading }) => ({ header: heading, numeric: true })),
            { header: 'We', numeric: true },
            { header: 'We stand' },
          ]}
          rows={rows.map((row) => [
            row.domain === undefined ? (
              row.title
            ) : (
              <a href={addresses.domain(view.organisation.id, row.domain)}>{row.title}</a>
            ),
            ...MARKS.map((mark) => row[reading].marks[mark.id] ?? '–'),
            row[reading].own === undefined ? '–' : <strong>{row[reading].own}</strong>,
            upperFirst(row[reading].place),
          ])}
        />
      ))}
    </>
  )
}

function History({ view }: Pick<Chosen, 'view'>) {
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
        columns={[
          { header: 'Period' },
          { header: 'Group' },
          { header: 'What we signed' },
          { header: 'Middle of the group' },
          { header: 'We stood' },
        ]}
        rows={describeHistory(view.history).map((row) => [
          row.period,
          row.group,
          row.own,
          row.middle,
          row.place,
        ])}
      />
    </>
  )
}
