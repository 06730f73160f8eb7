/** The exercise of the library: a scene and what to discuss. It names no organisation and is never replayed or scored. */
import { leadTo } from '../leads.ts'
import { dateWords } from '../../report/words.ts'
import type { Incident } from '../../rules/model.ts'
import { InsetText } from '../../web/components/panels.tsx'
import { homeOrganisation } from '../../store/person.ts'
import { TitledPage } from '../../web/titled-page.tsx'
import { paths } from '../../web/paths.ts'
import type { PageContext } from '../../web/web.ts'
import { Section } from './parts.tsx'

export function ExercisePage(props: { c: PageContext; incident: Incident; corrections: string }) {
  const { c, incident } = props
  const { ruleSet } = c.get('web').house
  const { scene = '', ask = [], answers = [] } = incident.exercise ?? {}
  return (
    <TitledPage
      c={c}
      title={incident.title}
      within={['Past attacks']}
      current="incidents"
      crumbs={[{ href: paths.incidents, text: 'Past attacks' }]}
      caption="Exercise"
    >
      <p class="nhsuk-lede-text">{incident.summary}</p>
      <Section id="scene" heading="The scene">
        <InsetText>
          <p>{scene}</p>
        </InsetText>
      </Section>
      <Section id="discuss" heading="What to discuss">
        <ol>
          {ask.map((text) => (
            <li>{text}</li>
          ))}
        </ol>
      </Section>
      <Section id="answers" heading="Questions to have at hand">
        <ul>
          {answers.flatMap((index) => {
            const question = ruleSet.questions[index]
            return question === undefined
              ? []
              : [
                  <li>
                    <a href={leadTo(c, homeOrganisation(c.get('person')), question)}>{question.text}</a>
                  </li>,
                ]
          })}
        </ul>
      </Section>
      <Section id="not-known" heading="What is not known">
        <ul>
          {incident.notKnown.map((text) => (
            <li>{text}</li>
          ))}
        </ul>
      </Section>
      <Section id="lessons" heading="Lessons">
        <ul>
          {incident.lessons.map(({ text }) => (
            <li>{text}</li>
          ))}
        </ul>
      </Section>
      <p class="nhsuk-body-s">
        As at {dateWords(incident.asAt)}. If something here is wrong, tell {props.corrections}.
      </p>
    </TitledPage>
  )
}
