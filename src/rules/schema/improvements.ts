/** The shape of `improvements.yaml`: what raising an answer takes, in actions and sizes; it scores nothing. */
import * as v from 'valibot'
import { id, listOf, number, recordOf, say, shape, someOf, text, textUpTo, whole } from './words.ts'

/** Sizes of effort: with more, nobody could tell neighbours apart. */
const SIZES = 5

const amount = v.pipe(number, v.minValue(0, say('is below 0', 'Write 0 or more.')))
const range = v.pipe(
  listOf(amount),
  v.length(2, say('must be two numbers', 'Write the least and the most, such as [5, 15].')),
) as unknown as v.GenericSchema<unknown, readonly [number, number]>
const weeks = whole(0, 260)
/** A heading on the page. */
const action = textUpTo(110)

/** What may stand at a question, and be said otherwise for one of its levels or items. */
const work = {
  size: v.exactOptional(id),
  days: v.exactOptional(range),
  pounds: v.exactOptional(range),
  weeks: v.exactOptional(weeks),
  needs: v.exactOptional(recordOf(id)),
}
const step = shape({ action: v.exactOptional(action), ...work })
const item = shape({ action, ...work })
const effort = shape({ days: range, pounds: range, weeks })

const improvement = shape({
  action,
  ...work,
  size: id,
  weeks,
  /** The work is to see proof: what was seen and is not shown yet is shown with it. */
  'is-proof': v.exactOptional(v.literal(true)),
  steps: v.exactOptional(recordOf(step)),
  items: v.exactOptional(recordOf(item)),
})
export type RawImprovement = v.InferOutput<typeof improvement>
export type RawStep = v.InferOutput<typeof step>

export const improvementsFile = shape({
  basis: text,
  'pounds-a-day': whole(1, 10_000),
  sizes: v.pipe(
    someOf(shape({ id, name: text, days: range, pounds: range })),
    v.length(SIZES, say('must have five sizes', 'Write five, the smallest first.')),
  ),
  prove: effort,
  'find-out': effort,
  questions: recordOf(improvement),
})
export type ImprovementsFile = v.InferOutput<typeof improvementsFile>
