/** One signed assessment as somebody outside sees it: results, risks, replays and levels, by its own rule set. Nothing as typed. */
import { countReplays, countsSentences, groupReplays } from '../../report/incidents.ts'
import { describeDomains, describeHeadline, describeLimits } from '../../report/results.ts'
import { describeRisks } from '../../report/risks.ts'
import { describeLevels } from '../../report/shared-levels.ts'
import { CLOSING, dateWords, TWO_READINGS } from '../../report/words.ts'
import { MARKING_NOTE } from '../../report/handling.ts'
import type { SharedSnapshot } from '../../service/shared.ts'
import { Details, InsetText } from '../components/panels.tsx'
import { Table } from '../components/table.tsx'
import { EvidenceTag, PaperTag } from '../incidents/replays-page.tsx'
import { Page } from '../layout.tsx'
import { paths } from '../paths.ts'
import { Limits, limitCount } from '../results/limits.tsx'
import { ScoreCards } from '../results/score-cards.tsx'
import { BandTag } from '../risks/band-tag.tsx'
import { dayWords, instantWords } from '../times.ts'
import type { PageContext } from '../web.ts'

export function SnapshotPage({ c, snapshot }: { c: PageContext; snapshot: SharedSnapshot }) {
  const { organisation, share, examined, periodName, assessment } = snapshot
  const { ruleSet, result } = examined
  const headline = describeHeadline(examined)
  return (
    <Page
      c={c}
      title={`${periodName}, shared with you`}
      within={[organisation.name]}
      current="shared"
      crumbs={[{ href: paths.shared, text: 'Shared with you' }]}
      marked
      wide
    >
      <h1 class="nhsuk-heading-xl nhsuk-u-margin-bottom-3">
        <span class="nhsuk-caption-xl">
          <bdi>{organisation.name}</bdi>
        </span>
        {periodName}
      </h1>
      <InsetText>
        <p>
          Shared with you for <bdi>{share.body}</bdi> until{' '}
          {share.until === undefined ? '' : instantWords(share.until)}. Purpose: <bdi>{share.purpose}</bdi>
        </p>
        <p>
          You see the results, risks, past attacks and the level of each answer, as they were signed. You do
          not see comments, evidence, the registers, or anything as it was typed. Nothing here can be changed.
          This look is entered in their trail and in yours. {MARKING_NOTE}
        </p>
      </InsetText>
      <p>
        Answers as at {dateWords(result.asOf)}, signed on {dayWords(assessment.signedAt ?? '')}, by the rules
        of version {ruleSet.version}.
        {assessment.status === 'superseded' && ' A newer one has replaced it since.'} {TWO_READINGS}
      </p>
      <ScoreCards
        paper={{ heading: 'On paper', score: headline.paper }}
        evidence={{ heading: 'On evidence', score: headline.evidence }}
      />
      <Domains snapshot={snapshot} />
      <h2 class="nhsuk-heading-l">Limits on the overall score, and why</h2>
      <Limits
        limits={describeLimits(ruleSet.caps, result.overall.caps, result.overall)}
        none="No limit holds on the overall score."
      />
      <Risks snapshot={snapshot} />
      <Replays snapshot={snapshot} />
      <Levels snapshot={snapshot} />
    </Page>
  )
}

interface Part {
  snapshot: SharedSnapshot
}

function Domains({ snapshot }: Part) {
  return (
    <Table
      caption="Domains"
      captionSize="l"
      columns={[
        { header: 'Domain' },
        { header: 'On paper' },
        { header: 'On evidence' },
        { header: 'Limits' },
      ]}
      rows={describeDomains(snapshot.examined).map((domain) => [
        domain.title,
        `${domain.paper.band}, ${domain.paper.number.replace(' of 100', '')}`,
        `${domain.evidence.band}, ${domain.evidence.number.replace(' of 100', '')}`,
        limitCount(domain.limits),
      ])}
    />
  )
}

function Risks({ snapshot }: Part) {
  return (
    <Table
      caption="Risks to patients, from 1 to 25, highest first"
      captionSize="l"
      columns={[
        { header: 'Risk' },
        { header: 'Before controls' },
        { header: 'On paper' },
        { header: 'On evidence' },
      ]}
      rows={describeRisks(snapshot.examined).map((row) => [
        <>
          {row.short}
          <span class="nhsuk-body-s wr-line-note">{row.title}</span>
        </>,
        <BandTag rated={row.inherent} />,
        <>
          <BandTag rated={row.residual} />
          {row.range !== undefined && <span class="nhsuk-body-s wr-line-note">{row.range}</span>}
        </>,
        <BandTag rated={row.assured} />,
      ])}
    />
  )
}

function Replays({ snapshot }: Part) {
  const { ruleSet, result } = snapshot.examined
  return (
    <>
      <h2 class="nhsuk-heading-l">What real attacks would have met there</h2>
      {countsSentences(countReplays(ruleSet, result)).map((sentence) => (
        <p>{sentence}</p>
      ))}
      {groupReplays(ruleSet, result).map((group) => (
        <Table
          caption={group.heading}
          columns={[{ header: 'Past attack' }, { header: 'On paper' }, { header: 'On evidence' }]}
          rows={group.replays.map((replay) => [
            <a href={paths.incident(replay.incident.id)}>{replay.incident.title}</a>,
            <PaperTag result={replay.result} />,
            <EvidenceTag result={replay.result} />,
          ])}
        />
      ))}
      <p>
        <strong>{CLOSING}</strong>
      </p>
    </>
  )
}

function Levels({ snapshot }: Part) {
  return (
    <>
      <h2 class="nhsuk-heading-l">The level of each answer</h2>
      {describeLevels(snapshot.examined).map((domain) => (
        <Details summary={domain.title} expander>
          <Table
            caption={domain.title}
            captionHidden
            columns={[{ header: 'Question' }, { header: 'On paper' }, { header: 'On evidence' }]}
            rows={domain.lines.map((line) => [line.question, line.paper, line.evidence])}
          />
        </Details>
      ))}
    </>
  )
}
