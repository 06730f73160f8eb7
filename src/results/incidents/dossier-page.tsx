/** One dossier of the open library: facts with how sure they are, steps, controls, lessons, gaps and sources. */
import { describeCondition } from '../../report/method.ts'
import { wayInWords } from '../../report/incidents.ts'
import { dateWords, endSentence } from '../../report/words.ts'
import type { Fact, Incident } from '../../rules/model.ts'
import { SummaryList, type SummaryRow } from '../../web/components/lists.tsx'
import { Details } from '../../web/components/panels.tsx'
import { homeOrganisation } from '../../store/person.ts'
import { TitledPage } from '../../web/titled-page.tsx'
import { paths } from '../../web/paths.ts'
import type { PageContext } from '../../web/web.ts'
import { DossierChain } from './dossier-chain.tsx'
import { WayIn } from './library-page.tsx'
import { OurReading, Section, Source, SourceLinks, Sureness } from './parts.tsx'

interface DossierPageProps {
  c: PageContext
  incident: Incident
  /** Who takes corrections, in words. */
  corrections: string
}

export function DossierPage({ c, incident, corrections }: DossierPageProps) {
  const { ruleSet } = c.get('web').house
  const own = homeOrganisation(c.get('person'))
  const several = incident.chains.length > 1
  const sections: readonly (readonly [string, string])[] = [
    ['facts', 'What is known'],
    ...incident.chains.map((chain) => [chain.vantage, chainHeading(chain.vantage, several)] as const),
    ['not-known', 'What is not known'],
    ['lessons', 'Lessons'],
    ...(incident.regulatory.length > 0 ? [['regulators', 'What regulators did'] as const] : []),
    ['sources', 'Sources'],
    ['corrections', 'Corrections'],
  ]
  return (
    <TitledPage
      c={c}
      title={incident.title}
      within={['Past attacks']}
      current="incidents"
      crumbs={[{ href: paths.incidents, text: 'Past attacks' }]}
      caption="Past attack"
    >
      <p>{incident.summary}</p>
      <SummaryList rows={aboutRows(incident)} />
      {own !== undefined && (
        <p>
          <a href={paths.replay(own, incident.id)}>See how your answers compare with this attack</a>
        </p>
      )}
      <OurReading />
      {incident.note !== undefined && <p>{incident.note}</p>}
      {incident.exposedWhen !== undefined && (
        <p>
          It concerns only organisations that answer like this:{' '}
          {describeCondition(ruleSet, incident.exposedWhen)}.
        </p>
      )}
      <nav aria-labelledby="on-this-page">
        <h2 class="nhsuk-heading-s" id="on-this-page">
          On this page
        </h2>
        <ul>
          {sections.map(([id, text]) => (
            <li>
              <a href={`#${id}`}>{text}</a>
            </li>
          ))}
        </ul>
      </nav>
      <Section id="facts" heading="What is known">
        <FactList incident={incident} facts={incident.facts} />
      </Section>
      {incident.chains.map((chain) => (
        <Section id={chain.vantage} heading={chainHeading(chain.vantage, several)}>
          <DossierChain ruleSet={ruleSet} chain={chain} />
        </Section>
      ))}
      <Section id="not-known" heading="What is not known">
        <TextList texts={incident.notKnown} />
      </Section>
      <Section id="lessons" heading="Lessons">
        <TextList texts={incident.lessons.map(({ text }) => text)} />
      </Section>
      {incident.regulatory.length > 0 && (
        <Section id="regulators" heading="What regulators did">
          <FactList incident={incident} facts={incident.regulatory} />
        </Section>
      )}
      <Section id="sources" heading="Sources">
        <p>Links lead away from Ward Round.</p>
        <ol>
          {incident.sources.map((source) => (
            <li id={`source-${source.id}`}>
              <Source source={source} />
            </li>
          ))}
        </ol>
        <LeftOut texts={incident.leftOut} />
      </Section>
      <Section id="corrections" heading="Corrections">
        <p>
          If something here is wrong, or has been published since, tell {corrections}. This is the state of{' '}
          {dateWords(incident.asAt)}.
        </p>
      </Section>
    </TitledPage>
  )
}

function chainHeading(vantage: Incident['chains'][number]['vantage'], several: boolean): string {
  return several && vantage === 'as-a-customer'
    ? 'What it meant for customers, step by step'
    : 'The attack, step by step'
}

function aboutRows(incident: Incident): SummaryRow[] {
  return [
    { key: 'When', value: incident.happened },
    { key: 'Who was attacked', value: incident.role },
    {
      key: 'Way in',
      value: (
        <>
          <WayIn incident={incident} /> {wayInWords(incident).sentence}
        </>
      ),
    },
    ...(incident.organisations.length === 0
      ? []
      : [
          {
            key: 'Organisations',
            value: (
              <ul class="nhsuk-list">
                {incident.organisations.map((one) => (
                  <li>
                    {one.name}
                    {one.ods !== undefined && ` (ODS code ${one.ods})`}
                    {one.note !== undefined && `: ${endSentence(one.note)}`}{' '}
                    <Sureness confidence={one.confidence} />{' '}
                    <SourceLinks incident={incident} ids={one.sources} />
                  </li>
                ))}
              </ul>
            ),
          },
        ]),
    { key: 'As at', value: dateWords(incident.asAt) },
  ]
}

function FactList({ incident, facts }: { incident: Incident; facts: readonly Fact[] }) {
  return (
    <ul class="nhsuk-list">
      {facts.map((fact) => (
        <li class="nhsuk-u-margin-bottom-3">
          {fact.text}
          <br />
          <Sureness confidence={fact.confidence} via={fact.via} />{' '}
          <SourceLinks incident={incident} ids={fact.sources} />
        </li>
      ))}
    </ul>
  )
}

function TextList({ texts }: { texts: readonly string[] }) {
  return (
    <ul>
      {texts.map((text) => (
        <li>{text}</li>
      ))}
    </ul>
  )
}

function LeftOut({ texts }: { texts: readonly string[] }) {
  if (texts.length === 0) return <p>Nothing was left out.</p>
  return (
    <Details summary={`Left out: ${texts.length}`}>
      <p>What could not be read again at its source does not appear above, and carries no weight.</p>
      <TextList texts={texts} />
    </Details>
  )
}
