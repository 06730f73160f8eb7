/** The shape of `cohorts.yaml`: who is compared with whom. */
import * as v from 'valibot'
import { id, listOf, shape, someOf, text } from './words.ts'

const region = v.pipe(v.string(), v.minLength(1))

export const cohortsFile = shape({
  regions: someOf(shape({ id: region, name: text })),
  cells: someOf(shape({ id, title: text, cohorts: someOf(id), regions: v.exactOptional(someOf(region)) })),
  'merge-order': listOf(v.tuple([id, id])),
  wider: listOf(shape({ id, title: text, of: someOf(id) })),
})
export type CohortsFile = v.InferOutput<typeof cohortsFile>
