/** The shape of `incidents/<year>-<name>.yaml`: facts with their confidence, chains of steps, sources. */
import * as v from 'valibot'
import {
  chosen,
  condition,
  date,
  id,
  listOf,
  oneOf,
  publishedDate,
  type RawCondition,
  recordOf,
  shape,
  someOf,
  text,
  url,
} from './words.ts'

export const confidence = oneOf([
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
  /** By question of the condition: what was confirmed of it. */
  confirmed: v.exactOptional(recordOf(oneOf(['missing', 'worked', 'set-the-harm']))),
  because: text,
})
export type RawControl = v.InferOutput<typeof control>

/** Written once; a later dossier that teaches the same names it. */
const lesson = chosen<RawLesson>(
  (input) => {
    const has = (key: string) => typeof input === 'object' && input !== null && key in input
    return has('same') ? sameLesson : has('cannot-be-asked') ? unaskedLesson : askedLesson
  },
  () => [askedLesson, unaskedLesson, sameLesson],
)
const askedLesson = shape({ id, text, 'learned-when': condition })
const unaskedLesson = shape({ id, text, 'cannot-be-asked': text })
const sameLesson = shape({ same: id })
export type RawLesson =
  | { id: string; text: string; 'learned-when': RawCondition }
  | { id: string; text: string; 'cannot-be-asked': string }
  | { same: string }

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
  lessons: v.exactOptional(listOf(lesson)),
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
