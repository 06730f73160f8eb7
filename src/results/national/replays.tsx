/** Past attacks at one group of the country: how many reach each outcome, or a better one. */
import { describePeerReplays } from '../../report/peer-incidents.ts'
import { upperFirst, vantageName } from '../../report/words.ts'
import type { PublishedCohort } from '../../peers/model.ts'
import type { RuleSet } from '../../rules/model.ts'
import { Table } from '../../web/components/table.tsx'
import { paths } from '../../web/paths.ts'
import { ShareLines } from '../peers/parts.tsx'

export function Replays({ ruleSet, shown }: { ruleSet: RuleSet; shown: PublishedCohort }) {
  return (
    <Table
      caption={`Past attacks at ${shown.title}`}
      captionHidden
      columns={[{ header: 'Past attack' }, { header: 'On paper' }, { header: 'On evidence' }]}
      rows={describePeerReplays(ruleSet, shown.figures, undefined).map((replay) => [
        <>
          <a href={paths.incident(replay.incident)}>{replay.title}</a>
          <span class="nhsuk-body-s wr-line-note">{upperFirst(vantageName(replay.vantage))}</span>
        </>,
        <ShareLines {...replay.onPaper} />,
        <ShareLines {...replay.onEvidence} />,
      ])}
    />
  )
}
