/** The shape of `background.yaml`: what others thought or planned when the domains were chosen, which moves no weight. */
import * as v from 'valibot'
import { confidence } from './incident.ts'
import { allOrSome, id, listOf, publishedDate, shape, someOf, text, url } from './words.ts'

/** Nothing is shown that was not read at its source: the address and the month of reading are needed. */
const readSource = shape({
  title: text,
  publisher: text,
  date: v.exactOptional(publishedDate),
  url,
  read: publishedDate,
})

export const backgroundFile = shape({
  items: someOf(
    shape({
      id,
      text,
      domains: allOrSome,
      confidence,
      'no-weight-because': text,
      'not-known': v.exactOptional(text),
      sources: someOf(readSource),
    }),
  ),
  'left-out': v.exactOptional(listOf(text)),
})
export type BackgroundFile = v.InferOutput<typeof backgroundFile>
