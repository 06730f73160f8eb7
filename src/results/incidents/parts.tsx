/** Small pieces that the pages of past attacks share: how sure a fact is, its and its sources. */
import type { Child } from 'hono/jsx'
import { OUR_READING } from '../../report/incidents.ts'
import { confidenceName, dateWords, upperFirst } from '../../report/words.ts'
import type { Confidence, Incident, IncidentSource } from '../../rules/model.ts'
import { Tag, type TagColour } from '../../web/components/lists.tsx'
import { InsetText } from '../../web/components/panels.tsx'

const CONFIDENCE_COLOURS: Readonly<Record<Confidence, TagColour>> = {
  confirmed: 'green',
  reported: 'blue',
  claimed: 'yellow',
  alleged: 'orange',
  inferred: 'purple',
  unknown: 'grey',
  'would-not-confirm': 'grey',
}

/** How sure a fact is, and through whom it reached us. */
export function Sureness({ confidence, via }: { confidence: Confidence; via?: string | undefined }) {
  return (
    <>
      <Tag colour={CONFIDENCE_COLOURS[confidence]}>{upperFirst(confidenceName(confidence))}</Tag>
      {via !== undefined && <span class="nhsuk-u-font-size-16"> ({via})</span>}
    </>
  )
}

/** Links to the sources of a fact at the foot of the page, by number. */
export function SourceLinks({ incident, ids }: { incident: Incident; ids: readonly string[] }) {
  const numbered = ids.map((id) => ({ id, number: incident.sources.findIndex((one) => one.id === id) + 1 }))
  if (numbered.length === 0) return <></>
  return (
    <span class="nhsuk-u-font-size-16">
      {numbered.length === 1 ? 'Source ' : 'Sources '}
      {numbered.map(({ id, number }, index) => (
        <>
          {index > 0 && ', '}
          <a href={`#source-${id}`}>
            <span class="nhsuk-u-visually-hidden">source </span>
            {number}
          </a>
        </>
      ))}
    </span>
  )
}

/** One source, with its address where it has one. */
export function Source({ source }: { source: Omit<IncidentSource, 'id'> }) {
  const about = [
    source.publisher,
    source.date === undefined ? undefined : dateWords(source.date),
    source.read === undefined ? undefined : `read in ${dateWords(source.read)}`,
  ].filter((part) => part !== undefined)
  return (
    <>
      {source.url === undefined ? (
        source.title
      ) : (
        <a href={source.url} rel="noreferrer">
          {source.title}
        </a>
      )}
      {about.length > 0 && `. ${about.join(', ')}.`}
    </>
  )
}

/** The sentence that every page of a dossier carries. */
export function OurReading() {
  return (
    <InsetText>
      <p>{OUR_READING}</p>
    </InsetText>
  )
}

/** A heading that other parts of the page can point to. */
export function Section({ id, heading, children }: { id: string; heading: Child; children: Child }) {
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{heading}</h2>
      {children}
    </section>
  )
}
