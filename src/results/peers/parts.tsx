/** What the pages of comparison share: the choice of group, what is withheld and why, and what the figures are. */
import type { Child } from 'hono/jsx'
import type { ReplayShares } from '../../report/peer-incidents.ts'
import {
  COUNTS_EXPLAINED,
  countedWords,
  SIZES_EXPLAINED,
  sizedTitle,
  withheldWords,
} from '../../report/peer-words.ts'
import { COUNTED_EXPLAINED, describeCounted } from '../../report/peer-counted.ts'
import { dateWords, upperFirst } from '../../report/words.ts'
import type { PeerView, ViewedCohort } from '../../service/peers.ts'
import { Details, InsetText } from '../../web/components/panels.tsx'
import { Table } from '../../web/components/table.tsx'
import { paths } from '../../web/paths.ts'
import { AnswerFirst, AskedNext, Picture } from '../../web/answer-first.tsx'
import type { PageContext } from '../../web/web.ts'
import type { Standing } from '../examined.ts'

export interface Chosen {
  readonly c: PageContext
  readonly view: PeerView
  /** The published group that is shown; undefined: none holds this organisation. */
  readonly shown: ViewedCohort | undefined
}

/** As asked for: with where our own assessment stands. */
export interface Asked extends Chosen {
  readonly findings: Standing
}

/** The pages of comparison, by their addresses. */
export const TITLES = {
  peers: 'Where we stand beside our peers',
  peerQuestions: 'How peers answered each question',
  peerIncidents: 'What past attacks met at our peers',
} as const
type PeerRoom = keyof typeof TITLES
const ROOMS = Object.keys(TITLES) as PeerRoom[]

interface PeerPageProps extends Asked {
  room: PeerRoom
  /** Without a full stop; undefined: there is no group to speak of. */
  sentence?: string
  /** The picture, with what is said over it. */
  chart?: { readonly over: readonly string[]; readonly svg: string } | undefined
  toDo?: Parameters<typeof AnswerFirst>[0]['toDo']
  /** Under the answer: what it rests on. */
  note?: Child
  /** Beside the other rooms. */
  links?: Parameters<typeof AskedNext>[0]['links']
  children?: Child
}

/** The frame of a page of comparison: the answer beside the group that is chosen, ways to the other pages, and folded which release and which groups. */
export function PeerPage(props: PeerPageProps) {
  const { findings, view, shown, room, chart, note, links = [] } = props
  const { id } = view.organisation
  return (
    <AnswerFirst
      findings={findings}
      title={shown === undefined ? TITLES[room] : `Beside ${sizedTitle(shown.cohort)}`}
      {...(shown && { within: [TITLES[room]] })}
      current="peers"
      sentence={shown === undefined ? 'No published group holds us' : (props.sentence ?? TITLES[room])}
      {...(chart && {
        picture: <Picture title={[...ofSigned(view), ...chart.over].join(' ')} svg={chart.svg} />,
      })}
      {...(props.toDo && { toDo: props.toDo })}
    >
      {note}
      <AskedNext
        links={[
          ...links,
          ...ROOMS.filter((one) => one !== room).map(
            (one) => [paths[one](id, shown?.cohort.id), TITLES[one]] as const,
          ),
          [paths.peersProtected, 'How peers are protected'],
        ]}
      />
      {props.children}
      <Details summary="Who is in the group, and why no smaller one is shown">
        <AboutRelease view={view} />
        {shown === undefined ? <NoGroup view={view} /> : <Groups view={view} shown={shown} room={room} />}
        {shown !== undefined && room === 'peers' && <WhereCounted view={view} shown={shown} />}
      </Details>
    </AnswerFirst>
  )
}

/** Said over a picture where it is not of the answers that the line at the top speaks of. */
const ofSigned = ({ own }: PeerView): string[] =>
  own?.basis === 'signed' ? [`As we signed it as at ${dateWords(own.asOf)}.`] : []

/** Which comparison this is: the same for everybody who reads it. */
function AboutRelease({ view }: { view: PeerView }) {
  const { release } = view
  return (
    <>
      <p>
        This is the published comparison of {release.period.name}, as at{' '}
        {dateWords(release.period.referenceDate)}. It is the same for everybody who reads it.{' '}
        {countedWords(view.counted)} <a href={paths.peersProtected}>How peers are protected</a>
      </p>
      {!release.isOfRuleSetInUse && (
        <InsetText>
          <p>
            It was made with rule set {release.ruleSet.version}, which is not the one in use now. Read its
            questions and scores as they were then.
          </p>
        </InsetText>
      )}
    </>
  )
}

function NoGroup({ view }: { view: PeerView }) {
  return (
    <>
      <InsetText>
        <p>
          <strong>No published group holds us.</strong>{' '}
          {view.cell === undefined
            ? 'The comparison has no place for an organisation of our kind and region.'
            : 'Too few organisations like ours took part, even together with their neighbours.'}
        </p>
      </InsetText>
      <Withheld view={view} />
    </>
  )
}

function Groups({ view, shown, room }: { view: PeerView; shown: ViewedCohort; room: PeerRoom }) {
  const { id } = view.organisation
  return (
    <section aria-labelledby="group">
      <h2 class="nhsuk-heading-m" id="group">
        Compared with: {sizedTitle(shown.cohort)}
      </h2>
      {view.cohorts.length > 1 && (
        <>
          <p class="nhsuk-u-margin-bottom-2">Published groups that we belong to, the narrowest first:</p>
          <ul class="nhsuk-list nhsuk-list--bullet">
            {view.cohorts.map(({ cohort }) => (
              <li>
                {cohort.id === shown.cohort.id ? (
                  <strong>{sizedTitle(cohort)}, shown here</strong>
                ) : (
                  <a href={paths[room](id, cohort.id)}>{sizedTitle(cohort)}</a>
                )}
              </li>
            ))}
          </ul>
        </>
      )}
      <p class="nhsuk-body-s">{SIZES_EXPLAINED}</p>
      <Withheld view={view} />
    </section>
  )
}

/** Each group that would hold us and is not shown, with the plain reason. */
function Withheld({ view }: { view: PeerView }) {
  if (view.withheld.length === 0) return <></>
  return (
    <>
      <p class="nhsuk-u-margin-bottom-2">Not shown:</p>
      <ul class="nhsuk-list nhsuk-list--bullet">
        {view.withheld.map((one) => (
          <li>{withheldWords(one, view.release.content.cohorts)}</li>
        ))}
      </ul>
    </>
  )
}

/** How rounded counts are to be read, with the rules behind them. */
export function CountsExplained() {
  return (
    <p>
      {COUNTS_EXPLAINED} <a href={paths.peersProtected}>Why</a>
    </p>
  )
}

/** In which comparison the scores of a group were counted. */
function WhereCounted({ view, shown }: { view: PeerView; shown: ViewedCohort }) {
  const { ruleSet } = view.release
  const { isAllNew, overall, domains } = describeCounted(view.release, shown.cohort)
  if (isAllNew)
    return (
      <p>
        Every domain was counted in this comparison.{' '}
        <a href={paths.peersProtected}>When domains are carried</a>
      </p>
    )
  const scores = [
    { title: 'Overall', where: overall },
    ...ruleSet.domains.map(({ title }, index) => ({ title, where: domains[index] ?? '' })),
  ]
  const byPlace = Map.groupBy(scores, ({ where }) => where)
  return (
    <>
      <p>
        {COUNTED_EXPLAINED} <a href={paths.peersProtected}>How peers are protected</a>
      </p>
      <Table
        caption="In which comparison each domain of this group was counted"
        captionSize="s"
        columns={[{ header: 'Counted in' }, { header: 'Scores' }]}
        rows={[...byPlace].map(([where, titles]) => [
          upperFirst(where),
          titles.map(({ title }) => title).join(', '),
        ])}
      />
    </>
  )
}

/** Lines in the cell of a table, which holds no list because it becomes one itself on a phone. */
export function Lines({ lines }: { lines: readonly Child[] }) {
  return (
    <>
      {lines.map((line) => (
        <span class="wr-line-note">{line}</span>
      ))}
    </>
  )
}

/** The lines of one reading of a replay: our outcome first, then the group's shares. */
export function ShareLines({ own, shares }: ReplayShares) {
  return (
    <Lines
      lines={[
        ...(own === undefined ? [] : [<strong>We: {own}</strong>]),
        ...shares.map(({ name, count }) => (
          <>
            {name}: <span class="wr-count">{count}</span>
          </>
        )),
      ]}
    />
  )
}

/** Over what only participants read. */
export function ForParticipants() {
  return (
    <p class="nhsuk-body-s">
      <strong>For organisations that took part:</strong> do not pass these figures on. They say how many reach
      a level, never who.
    </p>
  )
}

/** In place of what only participants read. */
export function ForParticipantsPage(props: Asked & { room: PeerRoom }) {
  return (
    <PeerPage
      {...props}
      sentence="These figures are for organisations that took part"
      note={
        <p>
          Nothing of ours is counted in this comparison, so they are not shown. Sign the assessment of the
          next round, and they will be. Scores of our peers are shown to everybody.
        </p>
      }
    />
  )
}
