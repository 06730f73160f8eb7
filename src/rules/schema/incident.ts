/** The shape of `incidents/<year>-<name>.yaml`: facts with their confidence, chains of steps, sources. */
import * as v from 'valibot'
import { condition, date, id, listOf, oneOf, publishedDate, shape, someOf, text, url } from './words.ts'

const confidence = oneOf([
  'confirmed',
  'reported',
  'claimed',
  'alleged',
  'inferred',
  'unknown',
  'would-not-confirm',
])

const fact = shape({
  text,
  confidence,
  via: v.exactOptional(text),
  sources: v.exactOptional(listOf(id)),
})
export type RawFact = v.InferOutput<typeof fact>

const control = shape({
  when: condition,
  role: oneOf(['stops', 'detects', 'limits']),
  strength: oneOf(['confirmed', 'reported', 'inferred', 'alleged']),
  confirmed: v.exactOptional(oneOf(['missing', 'worked', 'set-the-harm'])),
  because: text,
})
export type RawControl = v.InferOutput<typeof control>

const step = shape({
  id,
  text,
  kind: oneOf(['attack', 'response', 'harm']),
  reached: v.exactOptional(oneOf(['always'])),
  confidence,
  via: v.exactOptional(text),
  attack: v.exactOptional(listOf(text)),
  controls: v.exactOptional(someOf(control)),
  'not-testable': v.exactOptional(text),
})
export type RawStep = v.InferOutput<typeof step>

export const incidentFile = shape({
  id,
  title: text,
  'as-at': v.exactOptional(date),
  kind: oneOf(['dossier', 'exercise']),
  'way-in': v.exactOptional(oneOf(['published', 'reported', 'alleged', 'unknown'])),
  role: v.exactOptional(text),
  happened: v.exactOptional(text),
  summary: text,
  'exposed-when': v.exactOptional(condition),
  organisations: v.exactOptional(
    listOf(
      shape({
        name: text,
        ods: v.exactOptional(text),
        note: v.exactOptional(text),
        confidence,
        sources: v.exactOptional(listOf(id)),
      }),
    ),
  ),
  facts: v.exactOptional(listOf(fact)),
  regulatory: v.exactOptional(listOf(fact)),
  chains: v.exactOptional(
    listOf(shape({ vantage: oneOf(['in-your-place', 'as-a-customer']), steps: someOf(step) })),
  ),
  'not-known': v.exactOptional(listOf(text)),
  lessons: v.exactOptional(listOf(text)),
  sources: v.exactOptional(
    listOf(
      shape({
        id,
        title: text,
        publisher: v.exactOptional(text),
        date: v.exactOptional(publishedDate),
        url: v.exactOptional(url),
        read: v.exactOptional(publishedDate),
      }),
    ),
  ),
  'left-out': v.exactOptional(listOf(text)),
  note: v.exactOptional(text),
  exercise: v.exactOptional(shape({ scene: text, ask: someOf(text), answers: listOf(id) })),
})
export type IncidentFile = v.InferOutput<typeof incidentFile>
