/** The shapes that only programs are given: an action, an entry of the trail. */
import * as v from 'valibot'

const text = v.string()
const whole = v.pipe(v.number(), v.integer())

export const ACTION_SHAPE = v.object({
  id: text,
  title: text,
  owner: v.pipe(text, v.description('Empty: nobody yet')),
  due: v.optional(v.pipe(text, v.isoDate())),
  state: v.picklist(['open', 'done', 'dropped']),
  size: v.optional(text),
  pounds: v.optional(v.pipe(whole, v.description('What is bought, in the first year'))),
  funded: v.pipe(v.boolean(), v.description('The money is approved')),
  overdue: v.boolean(),
  question: v.optional(text),
  reason: v.pipe(text, v.description('Why there is no owner or no day')),
  outcome: v.pipe(text, v.description('What shows that it is done, or why it is not done at all')),
  version: whole,
})

export const ENTRY_SHAPE = v.object({
  number: v.pipe(whole, v.description('The newer the higher, with gaps')),
  at: v.pipe(text, v.description('ISO 8601, UTC')),
  by: text,
  action: text,
  object: text,
  details: v.record(text, v.union([text, v.number(), v.boolean()])),
  from: v.optional(text),
  hash: text,
})
