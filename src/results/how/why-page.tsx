/** Why these domains: the attacks, confirmed facts and risks behind each, counted from the rules; and apart from them what is only context. */
import { countedAttacks, type DomainGrounds, groundsOf } from '../../report/why-domains.ts'
import type { BackgroundItem, RuleSet } from '../../rules/model.ts'
import { Details } from '../../web/components/panels.tsx'
import { Table } from '../../web/components/table.tsx'
import { Source, Sureness } from '../incidents/parts.tsx'
import { TitledPage } from '../../web/titled-page.tsx'
import { paths } from '../../web/paths.ts'
import type { PageContext } from '../../web/web.ts'
import { Section } from './parts.tsx'

export function WhyPage({ c }: { c: PageContext }) {
  const { ruleSet } = c.get('web').house
  const grounds = groundsOf(ruleSet)
  const [first, ...others] = ruleSet.whyTheseDomains
  return (
    <TitledPage
      c={c}
      title="Why these domains"
      within={['How it is scored']}
      current="how"
      crumbs={[{ href: paths.howItIsScored, text: 'How it is scored' }]}
      wide
      caption="How it is scored"
    >
      <p class="nhsuk-lede-text">{first}</p>
      <Grounds ruleSet={ruleSet} grounds={grounds} />
      <p>
        An attack counts where one of its steps asks for an answer of the domain, if its way in is published
        or reported. A dossier confirms where it says that an answer was missing, worked or set the harm. The
        weights are our own judgement.
      </p>
      <Details summary="Which attacks and risks">
        <Table
          caption="What stands behind each domain"
          captionSize="s"
          columns={[{ header: 'Domain' }, { header: 'Attacks' }, { header: 'Risks' }]}
          rows={grounds.map((one) => [
            one.domain.title,
            <Links to={one.attacks.map(({ id, title }) => ({ href: paths.incident(id), text: title }))} />,
            <Links to={one.risks.map(({ id, short }) => ({ href: paths.scoredRisk(id), text: short }))} />,
          ])}
        />
      </Details>
      {others.map((text) => (
        <p>{text}</p>
      ))}
      {ruleSet.background && <Background ruleSet={ruleSet} background={ruleSet.background} />}
    </TitledPage>
  )
}

function Grounds({ ruleSet, grounds }: { ruleSet: RuleSet; grounds: readonly DomainGrounds[] }) {
  const dossiers = ruleSet.incidents.filter(({ kind }) => kind === 'dossier').length
  const weights = ruleSet.domains.reduce((sum, { weight }) => sum + weight, 0)
  return (
    <Table
      caption="What stands behind each domain, and its weight"
      columns={[
        { header: 'Domain' },
        { header: 'Why we ask' },
        { header: `Attacks, of ${countedAttacks(ruleSet).length}`, numeric: true },
        { header: `Confirmed in, of ${dossiers}`, numeric: true },
        { header: `Risks, of ${ruleSet.risks.length}`, numeric: true },
        { header: `Weight, of ${weights}`, numeric: true },
      ]}
      rows={grounds.map(({ domain, attacks, confirmedBy, risks }) => [
        <a href={paths.scoredDomain(domain.id)}>{domain.title}</a>,
        domain.because,
        attacks.length,
        confirmedBy.length,
        risks.length,
        domain.weight,
      ])}
    />
  )
}

function Links({ to }: { to: readonly { href: string; text: string }[] }) {
  return (
    <ul class="nhsuk-list">
      {to.map(({ href, text }) => (
        <li>
          <a href={href}>{text}</a>
        </li>
      ))}
    </ul>
  )
}

function Background(props: { ruleSet: RuleSet; background: NonNullable<RuleSet['background']> }) {
  const { items, leftOut } = props.background
  return (
    <Section id="context" heading="Context, not evidence">
      <p>It moves no weight, no score and no risk.</p>
      <ul>
        {items.map((item) => (
          <BackgroundLine ruleSet={props.ruleSet} item={item} />
        ))}
      </ul>
      {leftOut.map((text) => (
        <p>Left out: {text}</p>
      ))}
    </Section>
  )
}

function BackgroundLine({ ruleSet, item }: { ruleSet: RuleSet; item: BackgroundItem }) {
  const about = ruleSet.domains.filter(({ id }) => item.domains.includes(id))
  return (
    <li id={item.id}>
      <p class="nhsuk-u-margin-bottom-1">
        {item.text} {item.notKnown}
      </p>
      <p>
        <Sureness confidence={item.confidence} /> <strong>No weight:</strong> {item.noWeightBecause} About{' '}
        {about.length === ruleSet.domains.length
          ? 'all domains'
          : about.map(({ id, title }, index) => (
              <>
                {index > 0 && ', '}
                <a href={paths.scoredDomain(id)}>{title}</a>
              </>
            ))}
        .
        {item.sources.map((source) => (
          <>
            {' '}
            <Source source={source} />
          </>
        ))}
      </p>
    </li>
  )
}
