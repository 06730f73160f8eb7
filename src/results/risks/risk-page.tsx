/** One risk in patients' terms: how it is rated, what lowers it and what stands there, its floor, and what it rests on. */
import type { ExplainedAxis } from '../../report/explain-risk.ts'
import { groupRisks } from '../../report/risk-list.ts'
import { describeRisk, type RiskWords } from '../../report/risks.ts'
import { joinWords, sourceWords, upperFirst } from '../../report/words.ts'
import type { Risk } from '../../rules/model.ts'
import { Pagination } from '../../web/components/links.tsx'
import { Heading, SummaryList } from '../../web/components/lists.tsx'
import { InsetText } from '../../web/components/panels.tsx'
import { Table } from '../../web/components/table.tsx'
import { TitledPage } from '../../web/titled-page.tsx'
import { paths } from '../../web/paths.ts'
import type { Findings } from '../examined.ts'
import { SignedNote } from '../signed-note.tsx'
import { BandTag } from './band-tag.tsx'
import { StandingTag } from '../standing-tag.tsx'
import { Needs, QuestionLink } from './needs.tsx'

export function RiskPage({ c, view, found, examined, risk }: Findings & { risk: Risk }) {
  const { id } = view.organisation
  const { ruleSet } = examined
  const words = describeRisk(examined, risk.id)
  if (words === undefined) return <></>
  const order = groupRisks(examined).map(({ row }) => row)
  const place = order.findIndex((one) => one.id === risk.id)
  const neighbour = (step: number) => {
    const other = order[place + step]
    return other === undefined ? undefined : { href: paths.risk(id, other.id), text: other.short }
  }
  return (
    <TitledPage
      c={c}
      title={risk.short}
      within={['Risks']}
      organisation={view.organisation}
      current="risks"
      crumbs={[{ href: paths.risks(id), text: 'Risks' }]}
      caption="Risks to patients"
    >
      <p class="nhsuk-lede-text">{risk.title}</p>
      <p>Hazards to patients: {joinWords(risk.hazards)}.</p>
      <SignedNote found={found} />
      <Ratings words={words} />
      {words.row.range !== undefined && (
        <InsetText>
          <p>It is {words.row.range}. The number stays at its worst until these are known:</p>
          <ul class="nhsuk-list nhsuk-list--bullet">
            {words.row.notKnown.map((one) => (
              <li>
                <QuestionLink ruleSet={ruleSet} organisation={id} id={one} />
              </li>
            ))}
          </ul>
        </InsetText>
      )}
      <h2 class="nhsuk-heading-l">What lowers it</h2>
      {words.lowerings.map((lowering) => (
        <div class="wr-lowering">
          <Heading level={3} class="nhsuk-heading-s nhsuk-u-margin-bottom-2">
            {lowering.because}
          </Heading>
          <p>
            <StandingTag stands={lowering.state} /> It lowers the {lowering.lowers}.
          </p>
          <Needs needs={lowering.needs} ruleSet={ruleSet} organisation={id} />
        </div>
      ))}
      <h2 class="nhsuk-heading-l">How the number comes about</h2>
      <Steps words={words} />
      <h2 class="nhsuk-heading-l">What it rests on</h2>
      <SummaryList
        rows={[
          { key: 'Past attacks', value: <Dossiers words={words} ruleSet={ruleSet} /> },
          { key: 'Source of the risk', value: `${upperFirst(sourceWords(risk.source))}.` },
          {
            key: 'Matrix',
            value: `${sourceWords(ruleSet.matrix.source)}. Likelihood is read over ${ruleSet.matrix.period}.`,
          },
          { key: 'The rule', value: <a href={paths.scoredRisk(risk.id)}>How this risk is rated</a> },
        ]}
      />
      <Pagination previous={neighbour(-1)} next={neighbour(1)} />
    </TitledPage>
  )
}

function Ratings({ words }: { words: RiskWords }) {
  const { row } = words
  return (
    <SummaryList
      rows={[
        {
          key: 'Before controls',
          value: (
            <>
              <BandTag rated={row.inherent} /> {words.inherentSays}
            </>
          ),
        },
        {
          key: 'On paper',
          value: (
            <>
              <BandTag rated={row.residual} /> {words.residualSays}
            </>
          ),
        },
        {
          key: 'On evidence',
          value: (
            <>
              <BandTag rated={row.assured} /> Counting only controls with evidence in date.
            </>
          ),
        },
      ]}
    />
  )
}

function Steps({ words }: { words: RiskWords }) {
  const { likelihood, consequence } = words.explained
  const [taken, left] = [
    (axis: ExplainedAxis) => (axis.lowered === 0 ? '0' : `−${axis.lowered}`),
    (axis: ExplainedAxis) => axis.residual,
  ]
  return (
    <>
      <Table
        caption="Likelihood and consequence, each from 1 to 5"
        captionSize="s"
        columns={[
          { header: 'Step' },
          { header: 'Likelihood', numeric: true },
          { header: 'Consequence', numeric: true },
        ]}
        rows={[
          ['Before controls', likelihood.inherent, consequence.inherent],
          ['Taken off by controls in place on paper', taken(likelihood), taken(consequence)],
          ['Never below', likelihood.floor, consequence.floor],
          [<strong>On paper</strong>, left(likelihood), left(consequence)],
        ]}
      />
      <dl class="wr-facts">
        <Reason name={`Likelihood starts at ${likelihood.inherent}`} text={likelihood.inherentBecause} />
        <Reason name={`Likelihood never falls below ${likelihood.floor}`} text={likelihood.floorBecause} />
        <Reason name={`Consequence starts at ${consequence.inherent}`} text={consequence.inherentBecause} />
        <Reason name={`Consequence never falls below ${consequence.floor}`} text={consequence.floorBecause} />
      </dl>
    </>
  )
}

function Reason({ name, text }: { name: string; text: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{text}</dd>
    </div>
  )
}

function Dossiers({ words, ruleSet }: { words: RiskWords; ruleSet: Findings['examined']['ruleSet'] }) {
  const incidents = words.explained.restsOn.flatMap(
    (one) => ruleSet.incidents.find(({ id }) => id === one) ?? [],
  )
  if (incidents.length === 0) return <>None.</>
  return (
    <ul class="nhsuk-list nhsuk-list--bullet">
      {incidents.map((incident) => (
        <li>
          <a href={paths.incident(incident.id)}>{incident.title}</a>
        </li>
      ))}
    </ul>
  )
}
