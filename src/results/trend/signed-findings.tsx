/** What one signed assessment adds up to, as it stands for ever: both scores, domains, limits, risks and past attacks. It shows no answer. */
import type { Examined } from '../../report/explain-score.ts'
import { countReplays, countsSentences, groupReplays } from '../../report/incidents.ts'
import { describeDomains, describeHeadline, describeLimits } from '../../report/results.ts'
import { describeRisks } from '../../report/risks.ts'
import { CLOSING } from '../../report/words.ts'
import { Table } from '../../web/components/table.tsx'
import { EvidenceTag, PaperTag } from '../incidents/outcome-tags.tsx'
import { paths } from '../../web/paths.ts'
import { Limits, limitCount } from '../limits.tsx'
import { ScoreCards } from '../../web/components/score-cards.tsx'
import { AsItWasSigned } from '../signed-note.tsx'
import { RiskTable } from '../risks/risk-table.tsx'

/**
 * `between`: a sentence on what lies between the two scores, in words for the organisation itself.
 * `says`: that today's method gives other figures than were signed; empty where it does not.
 */
export function SignedFindings({
  examined,
  says,
  between,
}: Part & { says: readonly string[]; between?: string }) {
  const { ruleSet, result } = examined
  const headline = describeHeadline(examined)
  return (
    <>
      <AsItWasSigned says={says} />
      <ScoreCards
        paper={{ heading: 'On paper', score: headline.paper }}
        evidence={{
          heading: 'On evidence',
          score: headline.evidence,
          ...(between === undefined ? {} : { children: <p>{between}</p> }),
        }}
      />
      <Domains examined={examined} />
      <h2 class="nhsuk-heading-l">Limits on the overall score, and why</h2>
      <Limits
        limits={describeLimits(ruleSet.caps, result.overall.caps, result.overall)}
        none="No limit holds on the overall score."
      />
      <Risks examined={examined} />
      <Replays examined={examined} />
    </>
  )
}

interface Part {
  examined: Examined
}

function Domains({ examined }: Part) {
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
      rows={describeDomains(examined).map((domain) => [
        domain.title,
        domain.paper.brief,
        domain.evidence.brief,
        limitCount(domain.limits),
      ])}
    />
  )
}

function Risks({ examined }: Part) {
  return (
    <RiskTable
      caption="Risks to patients, from 1 to 25, highest first"
      captionSize="l"
      rows={describeRisks(examined)}
      nameOf={(row) => row.short}
    />
  )
}

function Replays({ examined }: Part) {
  const { ruleSet, result } = examined
  return (
    <>
      <h2 class="nhsuk-heading-l">What real attacks would have met</h2>
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
