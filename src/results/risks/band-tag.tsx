/** A number on the risk matrix with its band; the words carry the meaning, the colour only repeats it. */
import type { Gravity, Rated } from '../../report/risks.ts'
import { Tag, type TagColour } from '../../web/components/lists.tsx'

export const TONE_COLOURS: Readonly<Record<Gravity, TagColour>> = {
  0: 'green',
  1: 'yellow',
  2: 'orange',
  3: 'red',
}

/** The number alone, where its band stands beside it or little room is left; the band is said to those who hear the page. */
export function NumberTag({ rated }: { rated: Rated }) {
  return (
    <Tag colour={TONE_COLOURS[rated.gravity]}>
      {rated.product}
      <span class="nhsuk-u-visually-hidden"> {rated.band}</span>
    </Tag>
  )
}

export function BandTag({ rated }: { rated: Rated }) {
  return (
    <Tag colour={TONE_COLOURS[rated.gravity]}>
      {rated.product} {rated.band}
    </Tag>
  )
}
