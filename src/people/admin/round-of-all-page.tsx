/** With what an analyst begins: how far the country is in the round, in numbers, and the last comparison. It names no organisation. */
import { drawStrips } from '../../charts/strips.ts'
import { chartStates, roundSentence } from '../../report/round.ts'
import { countWords, dateWords } from '../../report/words.ts'
import type { RoundOfAll } from '../../service/round.ts'
import { Answer, Picture, type Press } from '../../web/answer-first.tsx'
import { paths } from '../../web/paths.ts'
import { TitledPage } from '../../web/titled-page.tsx'
import type { PageContext } from '../../web/web.ts'
import { Standing } from './round-page.tsx'

export function RoundOfAllPage({ c, view }: { c: PageContext; view: RoundOfAll }) {
  return (
    <TitledPage
      c={c}
      title="The round"
      current="national-round"
      marked
      wide
      size="l"
      above={<Standing view={view} />}
      caption="The round"
      heading={roundSentence(view)}
    >
      <Answer
        {...(view.lines.length > 0 && {
          picture: <Picture title="Organisations, a box each" svg={drawStrips(chartStates(view))} />,
        })}
        toDo={{ heading: 'What to do now', presses: pressesOf(view), none: '' }}
      />
    </TitledPage>
  )
}

function pressesOf({ lines, last }: RoundOfAll): Press[] {
  const signed = lines.filter(({ state }) => state === 'signed').length
  return [
    {
      heading: last === undefined ? 'See what a comparison takes' : 'Read the last comparison',
      says:
        last === undefined
          ? 'None has been published yet.'
          : `Comparison ${last.number}: ${last.period.name}, as at ${dateWords(last.period.referenceDate)}.`,
      href: paths.national,
    },
    {
      heading: 'Prepare a comparison',
      says: `${countWords(signed, 'organisation')} signed in this round so far.`,
      href: paths.releases,
    },
  ]
}
