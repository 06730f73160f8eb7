/** What past attacks met here beside the middle of a group: how many go further here, and the furthest; each attack and each lesson are folded. For participants. */
import { raw } from 'hono/html'
import { drawStacks } from '../../charts/stacks.ts'
import { drawStrips } from '../../charts/strips.ts'
import { paths } from '../../web/paths.ts'
import { describeCounted } from '../../report/peer-counted.ts'
import { compareReplays, describePeerReplays, type PeerReplay } from '../../report/peer-incidents.ts'
import { describePeerLessons } from '../../report/peer-lessons.ts'
import { MIDDLE_EXPLAINED } from '../../report/peer-sides.ts'
import { chartReplays } from '../../report/peer-stacks.ts'
import { COUNTS_EXPLAINED, restsOnWords } from '../../report/peer-words.ts'
import { CLOSING, TWO_READINGS, upperFirst, vantageMeaning, vantageName } from '../../report/words.ts'
import type { ViewedCohort } from '../../service/peers.ts'
import { Details } from '../../web/components/panels.tsx'
import { Table } from '../../web/components/table.tsx'
import { LessonsChart } from './lessons-chart.tsx'
import { type Asked, CountsExplained, ForParticipants, PeerPage, ShareLines } from './parts.tsx'

export function IncidentsPage(asked: Asked) {
  const { view, shown } = asked
  if (shown === undefined) return <PeerPage {...asked} room="peerIncidents" />
  const { id } = view.organisation
  const { figures } = shown.cohort
  const { sentence, chart, notes, lowest } = compareReplays(view.release.ruleSet, figures, view.own?.summary)
  return (
    <PeerPage
      {...asked}
      room="peerIncidents"
      sentence={sentence}
      chart={
        chart && {
          over: ['One box is one attack, or one lesson. What is not known counts as not met.', ...notes],
          svg: drawStrips(chart),
        }
      }
      {...(chart && {
        toDo: {
          heading: 'Where they go further here',
          none: 'No past attack goes further here than at the middle. That says nothing of how safe the group is.',
          presses: lowest.map(({ incident, title, says }) => ({
            heading: title,
            says,
            href: paths.replay(id, incident),
          })),
        },
      })}
      note={
        <>
          <ForParticipants />
          <p class="nhsuk-body-s">
            {MIDDLE_EXPLAINED} {restsOnWords(view.own)} <strong>{CLOSING}</strong>
          </p>
        </>
      }
      links={[[paths.fixFirst(id), 'What to fix first']]}
    >
      <Details summary="How many of the group meet each past attack">
        <p>{COUNTS_EXPLAINED}</p>
        <div class="wr-chart">{raw(drawStacks(chartReplays(view.release.ruleSet, shown.cohort)))}</div>
      </Details>
      <Replays view={view} shown={shown} />
      <Lessons view={view} shown={shown} />
    </PeerPage>
  )
}

type Shown = Pick<Asked, 'view'> & { readonly shown: ViewedCohort }

function Replays({ view, shown }: Shown) {
  const replays = describePeerReplays(view.release.ruleSet, shown.cohort.figures, view.own?.summary)
  const { incidents: counted } = describeCounted(view.release, shown.cohort)
  return (
    <>
      {(['in-your-place', 'as-a-customer'] as const).map((vantage) => (
        <Details summary={`Each past attack ${vantageName(vantage)}`}>
          <p>
            {vantageMeaning(vantage)} {TWO_READINGS} What an organisation does not have cannot be attacked: it
            counts as met. Attacks that cannot be tested, because nobody has published how they went, are left
            out.
          </p>
          <CountsExplained />
          <Table
            caption={`Past attacks ${vantageName(vantage)}`}
            captionHidden
            columns={[{ header: 'Past attack' }, { header: 'On paper' }, { header: 'On evidence' }]}
            rows={replays
              .filter((replay) => replay.vantage === vantage)
              .map((replay) => row(view.organisation.id, replay, counted[replay.index] ?? ''))}
          />
        </Details>
      ))}
    </>
  )
}

/** What they taught: how much of it we have learned beside the group. Nothing where the rule set asks no lesson. */
function Lessons({ view, shown }: Shown) {
  const lessons = describePeerLessons(view.release.ruleSet, shown.cohort.figures, view.own?.summary)
  if (lessons === undefined) return <></>
  const { lessons: counted } = describeCounted(view.release, shown.cohort)
  return (
    <Details summary="Each lesson of past attacks" id="lessons">
      <p>{lessons.sentences.join(' ')}</p>
      <LessonsChart chart={lessons.chart} />
      <CountsExplained />
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
