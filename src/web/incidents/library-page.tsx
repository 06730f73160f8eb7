/** The open library: every dossier, newest first, with who was attacked, whether the way in is known, and what it did. */
import { OUR_READING, wayInWords } from '../../report/incidents.ts'
import { countWords } from '../../report/words.ts'
import type { Incident } from '../../rules/model.ts'
import { Tag, type TagColour } from '../components/lists.tsx'
import { InsetText } from '../components/panels.tsx'
import { Table } from '../components/table.tsx'
import { Page } from '../layout.tsx'
import { paths } from '../paths.ts'
import type { PageContext } from '../web.ts'

export function LibraryPage({ c }: { c: PageContext }) {
  const { incidents } = c.get('web').house.ruleSet
  const dossiers = incidents.filter((one) => one.kind === 'dossier')
  const exercises = incidents.filter((one) => one.kind === 'exercise')
  const person = c.get('person')
  return (
    <Page c={c} title="Past attacks on health services" current="incidents" wide>
      <div class="nhsuk-grid-row">
        <div class="nhsuk-grid-column-two-thirds">
          <h1>Past attacks on health services</h1>
          <p class="nhsuk-lede-text">
            What has been published about {countWords(dossiers.length, 'attack')}, with sources, how sure each
            fact is, and what nobody has published.
          </p>
          <p>
            Criminals’ boasts are left out. No private person is named. When a victim was asked and did not
            confirm something, we say so, and never read it as “no”.
          </p>
          <InsetText>
            <p>{OUR_READING}</p>
          </InsetText>
          {person !== undefined && (
            <p>
              <a href={paths.replays(person.organisationId)}>
                See how your answers compare with these attacks
              </a>
            </p>
          )}
        </div>
      </div>
      <Table
        caption="Dossiers, newest first"
        columns={[
          { header: 'Past attack' },
          { header: 'Who was attacked' },
          { header: 'Way in' },
          { header: 'What it did' },
        ]}
        rows={dossiers.map((incident) => [
          <>
            <a href={paths.incident(incident.id)}>{incident.title}</a>
            <br />
            <span class="nhsuk-u-font-weight-normal nhsuk-u-font-size-16">{incident.happened}</span>
          </>,
          incident.role,
          <WayIn incident={incident} />,
          incident.summary,
        ])}
      />
      {exercises.length > 0 && (
        <>
          <h2>Exercises</h2>
          <p>An exercise is talked through. It names no organisation, and is never replayed or scored.</p>
          <ul>
            {exercises.map((one) => (
              <li>
                <a href={paths.incident(one.id)}>{one.title}</a>
              </li>
            ))}
          </ul>
        </>
      )}
    </Page>
  )
}

const WAY_IN_COLOURS: Readonly<Record<NonNullable<Incident['wayIn']>, TagColour>> = {
  published: 'green',
  reported: 'blue',
  alleged: 'orange',
  unknown: 'grey',
}

/** Whether the way in is known, in a word or two. */
export function WayIn({ incident }: { incident: Incident }) {
  if (incident.wayIn === undefined) return <></>
  return <Tag colour={WAY_IN_COLOURS[incident.wayIn]}>{wayInWords(incident).short}</Tag>
}
