/** A trust's replays in tables, on paper and on evidence, with the sentence that counts them. */
import { countReplays, countsSentences, groupReplays, type ReplayGroup } from '../../report/incidents.ts'
import { endsOf, evidenceOutcome, outcomeMeanings, paperOutcome } from '../../report/outcomes.ts'
import { countLessons, lessonsSentence } from '../../report/lessons.ts'
import { CLOSING, TWO_READINGS } from '../../report/words.ts'
import type { IncidentResult, Outcome } from '../../scoring/model.ts'
import type { ResultView } from '../../service/views.ts'
import { decide } from '../../service/permission.ts'
import { Tag, type TagColour } from '../../web/components/lists.tsx'
import { Details } from '../../web/components/panels.tsx'
import { Table } from '../../web/components/table.tsx'
import { TitledPage } from '../../web/titled-page.tsx'
import { paths } from '../../web/paths.ts'
import { signedOf } from '../examined.ts'
import { SignedNote } from '../signed-note.tsx'
import type { PageContext } from '../../web/web.ts'
import { OurReading } from './parts.tsx'

export function ReplaysPage({ c, found }: { c: PageContext; found: ResultView }) {
  const { organisation, ruleSet } = found.view
  const { result } = signedOf(found)
  const learned = lessonsSentence(countLessons(result))
  const exercises = ruleSet.incidents.filter((one) => one.kind === 'exercise')
  return (
    <TitledPage
      c={c}
      title="What real attacks would have met here"
      organisation={organisation}
      current="replays"
      crumbs={[{ href: paths.tasks(organisation.id), text: organisation.name }]}
      wide
      caption={organisation.name}
    >
      <div class="nhsuk-grid-row">
        <div class="nhsuk-grid-column-two-thirds">
          {countsSentences(countReplays(ruleSet, result)).map((sentence, index) => (
            <p class={index === 0 ? 'nhsuk-lede-text' : undefined}>{sentence}</p>
          ))}
          {learned !== undefined && <p>{learned}</p>}
          <p>
            <strong>{CLOSING}</strong>
          </p>
          <SignedNote found={found} />
          <OurReading />
          <p>{TWO_READINGS}</p>
          <Details summary="What the outcomes mean">
            <Meanings />
          </Details>
        </div>
      </div>
      {groupReplays(ruleSet, result).map((group) => (
        <GroupTable group={group} organisation={organisation.id} />
      ))}
      {exercises.length > 0 && (
        <>
          <h2>To talk through</h2>
          <p>An exercise has no outcome. Its claim was never confirmed, so it is never replayed.</p>
          <ul>
            {exercises.map((one) => (
              <li>
                <a href={paths.incident(one.id)}>{one.title}</a>
              </li>
            ))}
          </ul>
        </>
      )}
      <p>
        The dossiers themselves, with their sources, are in the{' '}
        <a href={paths.incidents}>library of past attacks</a>.
      </p>
      <h2>More from the same answers</h2>
      <ul>
        {decide('read-whole', c.get('person'), organisation.id) === 'allowed' && (
          <li>
            <a href={paths.insurer(organisation.id)}>What an insurer would ask</a>
          </li>
        )}
        <li>
          <a href={paths.caf(organisation.id)}>Pointers to CAF outcomes</a>
        </li>
      </ul>
      <p>
        <strong>{CLOSING}</strong>
      </p>
    </TitledPage>
  )
}

function GroupTable({ group, organisation }: { group: ReplayGroup; organisation: string }) {
  return (
    <section aria-labelledby={group.id}>
      <h2 id={group.id}>{group.heading}</h2>
      <p>{group.lead}</p>
      <Table
        caption={group.heading}
        captionHidden
        columns={[{ header: 'Past attack' }, { header: 'On paper' }, { header: 'On evidence' }]}
        rows={group.replays.map(({ incident, result }) => [
          <a href={`${paths.replay(organisation, incident.id)}#${group.vantage}`}>{incident.title}</a>,
          <PaperTag result={result} />,
          <EvidenceTag result={result} />,
        ])}
      />
    </section>
  )
}

const COLOURS: Readonly<Record<Outcome, TagColour>> = {
  'not-exposed': 'white',
  stopped: 'green',
  'cut-short': 'aqua-green',
  seen: 'blue',
  limited: 'orange',
  open: 'red',
  'not-testable': 'grey',
}

/** The outcome on paper in a word or two; both ends when it is not known. What rests on somebody's word is yellow. */
export function PaperTag({ result }: { result: IncidentResult }) {
  const words = paperOutcome(result)
  if (words === undefined || result.outcome === null) return <></>
  if (result.outcome === 'not-known')
    return (
      <span>
        <Tag colour="purple">{words.short}</Tag>
        <br />
        <span class="nhsuk-u-font-size-16">{endsOf(result)}</span>
      </span>
    )
  return <Tag colour={words.onWord ? 'yellow' : COLOURS[result.outcome]}>{words.short}</Tag>
}

/** The outcome on evidence in a word or two. */
export function EvidenceTag({ result }: { result: IncidentResult }) {
  const words = evidenceOutcome(result)
  if (words === undefined || result.assuredOutcome === null) return <></>
  return <Tag colour={COLOURS[result.assuredOutcome]}>{words.short}</Tag>
}

function Meanings() {
  return (
    <ul>
      {outcomeMeanings().map(([name, means]) => (
        <li>
          <strong>{name}:</strong> {means}
        </li>
      ))}
    </ul>
  )
}
