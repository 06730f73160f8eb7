/** A trust against all past attacks: what they would meet, where each ends, what to do, and what they teach; tables and what is not counted are folded. */
import { drawAttackGrid } from '../../charts/attack-grid.ts'
import { drawCounted } from '../../charts/counted.ts'
import {
  attacksSentence,
  attacksToDo,
  type AttackToDo,
  chartGrid,
  chartLessons,
  chartMet,
  listAttacks,
} from '../../report/attacks.ts'
import {
  countReplays,
  countsSentences,
  groupReplays,
  OUR_READING,
  type ReplayGroup,
} from '../../report/incidents.ts'
import { outcomeMeanings } from '../../report/outcomes.ts'
import { CLOSING } from '../../report/words.ts'
import { findQuestion } from '../../rules/find.ts'
import { decide } from '../../service/permission.ts'
import { Details } from '../../web/components/panels.tsx'
import { Table } from '../../web/components/table.tsx'
import { isTooEarly } from '../../planning/too-early.ts'
import { paths } from '../../web/paths.ts'
import { AnswerFirst, AskedNext, Picture } from '../../web/answer-first.tsx'
import type { Standing } from '../examined.ts'
import { SignedNote } from '../signed-note.tsx'
import { CUSTOMER } from './customer.ts'
import { EvidenceTag, PaperTag } from './outcome-tags.tsx'

export function ReplaysPage({ findings }: { findings: Standing }) {
  const { c, view, found, signed } = findings
  const { id } = view.organisation
  const lessons = chartLessons(signed)
  const met = chartMet(signed)
  const exercises = view.ruleSet.incidents.filter((one) => one.kind === 'exercise')
  return (
    <AnswerFirst
      findings={findings}
      title="Past attacks here"
      current="replays"
      sentence={attacksSentence(signed)}
      picture={
        <Picture
          title={`${met.title}: circles are the attack, squares our own acts, triangles harm`}
          svg={`${drawCounted(met)}${drawAttackGrid(chartGrid(signed))}`}
        />
      }
      toDo={{
        heading: isTooEarly(signed) ? 'To do first' : 'What would help most',
        none: 'Nothing single would help against more attacks. Keep the evidence in date.',
        presses: attacksToDo(signed).map((one) => ({ ...one, href: hrefOf(findings, one) })),
      }}
    >
      <SignedNote found={found} />
      <div class="wr-answer">
        <div>
          <p>
            Step by step:{' '}
            {listAttacks(signed).map((one, index) => (
              <>
                {index > 0 && ', '}
                <a href={paths.replay(id, one.id)}>{one.name}</a>
              </>
            ))}
            .
          </p>
          {lessons !== undefined && (
            <>
              <h2 class="nhsuk-heading-m">{lessons.title}</h2>
              <Picture
                title="What we can show, say, do not know and have not learned"
                svg={drawCounted(lessons)}
              />
            </>
          )}
        </div>
        <AskedNext
          links={[
            [paths.fixFirst(id), 'What to fix first'],
            ...exercises.map((one): [string, string] => [
              paths.incident(one.id),
              `To talk through: ${one.title}`,
            ]),
            [paths.incidents, 'The attacks themselves, with their sources'],
            [paths.caf(id), 'Pointers for our DSPT evidence'],
            ...(decide('read-whole', c.get('person'), id) === 'allowed'
              ? ([[paths.insurer(id), 'What an insurer would ask']] as [string, string][])
              : []),
          ]}
        />
      </div>
      <Folded findings={findings} />
      <p class="nhsuk-body-s">
        <strong>{CLOSING}</strong> {OUR_READING}
      </p>
    </AnswerFirst>
  )
}

function Folded({ findings: { view, signed } }: { findings: Standing }) {
  return (
    <>
      <Details summary="Every attack as a table, with those that are not counted">
        {countsSentences(countReplays(view.ruleSet, signed.result)).map((sentence) => (
          <p>{sentence}</p>
        ))}
        {groupReplays(view.ruleSet, signed.result).map((group) => (
          <GroupTable group={group} organisation={view.organisation.id} />
        ))}
      </Details>
      <Details summary="What the outcomes mean">
        <ul>
          {outcomeMeanings().map(([name, means]) => (
            <li>
              <strong>{name}:</strong> {means}
            </li>
          ))}
        </ul>
      </Details>
    </>
  )
}

/** Where a thing to do leads: who reads no answers is led to what they count. */
function hrefOf({ view, readsAnswers }: Standing, { about }: AttackToDo): string | undefined {
  const { id } = view.organisation
  if (typeof about === 'object') {
    const question = findQuestion(view.ruleSet, about.question)
    return question === undefined ? undefined : paths.questionResult(id, question.domain, question.id)
  }
  if (!readsAnswers) return about === 'questions' ? undefined : paths.results(id)
  return about === 'questions' ? paths.tasks(id) : paths.answers(id, about)
}

function GroupTable({
  group,
  organisation,
}: {
  group: ReplayGroup
  organisation: Standing['view']['organisation']['id']
}) {
  return (
    <section aria-labelledby={group.id}>
      <h3 id={group.id} class="nhsuk-heading-s">
        {group.heading}
      </h3>
      <p>{group.lead}</p>
      <Table
        caption={group.heading}
        captionHidden
        columns={[{ header: 'Past attack' }, { header: 'On paper' }, { header: 'On evidence' }]}
        rows={group.replays.map(({ incident, result }) => [
          <a href={paths.replay(organisation, incident.id, firstOf(group))}>{incident.title}</a>,
          <PaperTag result={result} />,
          <EvidenceTag result={result} />,
        ])}
      />
    </section>
  )
}

/** Seen as a customer, a page begins with that chain. */
const firstOf = ({ vantage }: ReplayGroup) => (vantage === 'as-a-customer' ? `${CUSTOMER}1` : undefined)
