/** What each past attack would have met at our peers and here, on paper and on evidence. For participants. */
import { paths } from '../../web/paths.ts'
import { describeCounted } from '../../report/peer-counted.ts'
import { describePeerReplays, type PeerReplay } from '../../report/peer-incidents.ts'
import { describePeerLessons } from '../../report/peer-lessons.ts'
import { CLOSING, TWO_READINGS, upperFirst, vantageMeaning, vantageName } from '../../report/words.ts'
import type { ViewedCohort } from '../../service/peers.ts'
import { Details, InsetText } from '../../web/components/panels.tsx'
import { Table } from '../../web/components/table.tsx'
import { LessonsChart } from './lessons-chart.tsx'
import { type Chosen, CountsExplained, PeerPage, ShareLines } from './parts.tsx'

export function IncidentsPage(chosen: Chosen) {
  const { shown } = chosen
  return (
    <PeerPage {...chosen} room="peerIncidents">
      {shown !== undefined && <Replays {...chosen} shown={shown} />}
    </PeerPage>
  )
}

function Replays({ view, shown }: Chosen & { shown: ViewedCohort }) {
  const replays = describePeerReplays(view.release.ruleSet, shown.cohort.figures, view.own?.summary)
  const { incidents: counted } = describeCounted(view.release, shown.cohort)
  return (
    <>
      <InsetText>
        <p>
          <strong>For organisations that took part.</strong> Do not pass these figures on.
        </p>
      </InsetText>
      <p>
        {TWO_READINGS} What an organisation does not have cannot be attacked: it counts as met. Attacks that
        cannot be tested, because nobody has published how they went, are left out.
      </p>
      <CountsExplained />
      <Lessons view={view} shown={shown} />
      {(['in-your-place', 'as-a-customer'] as const).map((vantage) => (
        <>
          <h2 class="nhsuk-heading-l">{upperFirst(vantageName(vantage))}</h2>
          <p>{vantageMeaning(vantage)}</p>
          <Table
            caption={`Past attacks ${vantageName(vantage)}`}
            captionHidden
            columns={[{ header: 'Past attack' }, { header: 'On paper' }, { header: 'On evidence' }]}
            rows={replays
              .filter((replay) => replay.vantage === vantage)
              .map((replay) => row(view.organisation.id, replay, counted[replay.index] ?? ''))}
          />
        </>
      ))}
      <p>
        <strong>{CLOSING}</strong>
      </p>
    </>
  )
}

/** What they taught: how much of it we have learned beside the group. Nothing where the rule set asks no lesson. */
function Lessons({ view, shown }: Pick<Chosen, 'view'> & { shown: ViewedCohort }) {
  const lessons = describePeerLessons(view.release.ruleSet, shown.cohort.figures, view.own?.summary)
  if (lessons === undefined) return <></>
  const { lessons: counted } = describeCounted(view.release, shown.cohort)
  return (
    <>
      <h2 class="nhsuk-heading-l" id="lessons">
        Lessons learned
      </h2>
      <p>{lessons.sentences.join(' ')}</p>
      <LessonsChart chart={lessons.chart} />
      <Details summary="Each lesson">
        <Table
          caption="Lessons of past attacks: ours, and how many of this group have learned each"
          captionHidden
          columns={[
            { header: 'Lesson' },
            { header: 'Ours' },
            { header: 'Stated or shown' },
            { header: 'Shown on evidence' },
          ]}
          rows={lessons.rows.map((one) => [
            <>
              <a href={paths.replay(view.organisation.id, one.incident)}>{one.text}</a>
              <span class="nhsuk-body-s wr-line-note">Counted in {counted[one.index] ?? ''}</span>
            </>,
            one.own ?? '–',
            upperFirst(one.onPaper),
            upperFirst(one.onEvidence),
          ])}
        />
      </Details>
    </>
  )
}

function row(organisation: string, replay: PeerReplay, counted: string) {
  return [
    <>
      <a href={paths.replay(organisation, replay.incident)}>{replay.title}</a>
      <span class="nhsuk-body-s wr-line-note">Counted in {counted}</span>
    </>,
    <ShareLines {...replay.onPaper} />,
    <ShareLines {...replay.onEvidence} />,
  ]
}
