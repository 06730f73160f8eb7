/** One signed assessment as somebody outside sees it: results, risks, replays and levels, by its own rule set. Nothing as typed. */
import { signedWords } from '../../report/results.ts'
import { describeLevels } from '../../report/shared-levels.ts'
import { dateWords, TWO_READINGS } from '../../report/words.ts'
import { MARKING_NOTE } from '../../report/handling.ts'
import type { SharedSnapshot } from '../../service/shared.ts'
import { Details, InsetText } from '../../web/components/panels.tsx'
import { Table } from '../../web/components/table.tsx'
import { TitledPage } from '../../web/titled-page.tsx'
import { paths } from '../../web/paths.ts'
import { SignedFindings } from '../trend/signed-findings.tsx'
import { dayWords, instantWords } from '../../web/times.ts'
import type { PageContext } from '../../web/web.ts'

export function SnapshotPage({ c, snapshot }: { c: PageContext; snapshot: SharedSnapshot }) {
  const { organisation, share, examined, periodName, assessment, hasReservations } = snapshot
  const { ruleSet, result } = examined
  return (
    <TitledPage
      c={c}
      title={`${periodName}, shared with you`}
      within={[organisation.name]}
      current="shared"
      crumbs={[{ href: paths.shared, text: 'Shared with you' }]}
      marked
      wide
      caption={<bdi>{organisation.name}</bdi>}
      heading={periodName}
    >
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
        {hasReservations && (
          <p>
            <strong>It was signed with reservations.</strong> Their words are not shared here: ask for them.
          </p>
        )}
        <p>
          Below, “you” and “your” mean <bdi>{organisation.name}</bdi>.
        </p>
      </InsetText>
      <p>
        Answers as at {dateWords(result.asOf)}, signed on {dayWords(assessment.signedAt ?? '')}, by the rules
        of version {ruleSet.version}.
        {assessment.status === 'superseded' && ' A newer one has replaced it since.'} {TWO_READINGS}
      </p>
      <SignedFindings
        examined={examined}
        says={snapshot.signed === undefined ? [] : signedWords(ruleSet, snapshot.today, snapshot.signed)}
      />
      <Levels snapshot={snapshot} />
    </TitledPage>
  )
}

function Levels({ snapshot }: { snapshot: SharedSnapshot }) {
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
