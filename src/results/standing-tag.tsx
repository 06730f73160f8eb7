/** What stands somewhere, as a tag: the words of every page, in the colour that they always have. */
import { type Standing, standingName } from '../report/standing-words.ts'
import { upperFirst } from '../report/words.ts'
import { Tag, type TagColour } from '../web/components/lists.tsx'

const COLOURS: Readonly<Record<Standing, TagColour>> = {
  evidenced: 'green',
  'on-your-word': 'yellow',
  'not-in-place': 'red',
  unheeded: 'red',
  'not-known': 'purple',
  'not-here': 'grey',
  nothing: 'red',
  'cannot-be-tested': 'grey',
  'not-reached': 'white',
}

export function StandingTag({ stands }: { stands: Standing }) {
  return <Tag colour={COLOURS[stands]}>{upperFirst(standingName(stands))}</Tag>
}
