/** The open library: every dossier, newest first, with who was attacked, whether the way in is known, and what it did. */
import { OUR_READING, wayInWords } from '../../report/incidents.ts'
import { countWords } from '../../report/words.ts'
import type { Incident } from '../../rules/model.ts'
import { Tag, type TagColour } from '../../web/components/lists.tsx'
import { InsetText } from '../../web/components/panels.tsx'
import { homeOrganisation } from '../../store/person.ts'
import { TitledPage } from '../../web/titled-page.tsx'
import { paths } from '../../web/paths.ts'
import type { PageContext } from '../../web/web.ts'

export function LibraryPage({ c }: { c: PageContext }) {
  const { incidents } = c.get('web').house.ruleSet
  const dossiers = incidents.filter((one) => one.kind === 'dossier')
  const exercises = incidents.filter((one) => one.kind === 'exercise')
  const own = homeOrganisation(c.get('person'))
  return (
    <TitledPage c={c} title="Past attacks on health services" current="incidents">
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
      {own !== undefined && (
        <p>
          <a href={paths.replays(own)}>See how your answers compare with these attacks</a>
        </p>
      )}
      <h2>Dossiers, newest first</h2>
      {dossiers.map((incident) => (
        <Entry incident={incident} />
      ))}
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
    </TitledPage>
  )
}

function Entry({ incident }: { incident: Incident }) {
  return (
    <article class="nhsuk-u-margin-bottom-5" aria-labelledby={incident.id}>
      <h3 class="nhsuk-heading-s nhsuk-u-margin-bottom-2" id={incident.id}>
        <a href={paths.incident(incident.id)}>{incident.title}</a>
      </h3>
      <p class="nhsuk-u-font-size-16 nhsuk-u-margin-bottom-2">
        {incident.happened}. {incident.role}.
      </p>
      <p class="nhsuk-u-margin-bottom-2">{incident.summary}</p>
      <p>
        <span class="nhsuk-u-font-size-16">Way in:</span> <WayIn incident={incident} />
      </p>
    </article>
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
