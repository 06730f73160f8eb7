/** Three small pictures of the board's page: past attacks and lessons, how it went, our place among peers; where there is nothing one sentence says so. */
import { raw } from 'hono/html'
import { drawCounted } from '../../charts/counted.ts'
import { drawPanels } from '../../charts/peer-panels.ts'
import { drawTrendLines } from '../../charts/trend-lines.ts'
import { attacksSentence, chartLessons, chartMet } from '../../report/attacks.ts'
import { chartPanels, describeStanding, placeSentence } from '../../report/peer-standing.ts'
import { chartTrendLines, trendSentence } from '../../report/trend-lines.ts'
import { dateWords } from '../../report/words.ts'
import type { TrendView } from '../../service/earlier.ts'
import { Details } from '../../web/components/panels.tsx'
import { paths } from '../../web/paths.ts'
import { Picture } from '../../web/answer-first.tsx'
import type { Narrowest } from '../beside.ts'
import type { Standing } from '../examined.ts'
import { pointsOf } from '../trend/trend-page.tsx'

interface ThumbnailsProps {
  findings: Standing
  signed: TrendView['signed']
  group: Narrowest | undefined
}

export function Thumbnails({ findings, signed, group }: ThumbnailsProps) {
  const { id } = findings.view.organisation
  const lessons = chartLessons(findings.signed)
  const points = pointsOf(findings, signed)
  const trend = chartTrendLines(points)
  return (
    <Details summary="Past attacks, trend and place among peers" unfolded>
      <div class="wr-board wr-board--thumbnails wr-small">
        <Picture
          title={`${attacksSentence(findings.signed)}.`}
          href={paths.replays(id)}
          svg={drawCounted(chartMet(findings.signed), 'narrow')}
        >
          {lessons !== undefined && (
            <>
              <h3 class="nhsuk-heading-s">{lessons.title}</h3>
              {raw(drawCounted(lessons, 'narrow'))}
            </>
          )}
        </Picture>
        <Picture
          title={`${trendSentence(points)}.`}
          href={paths.trend(id)}
          svg={trend === undefined ? '' : drawTrendLines({ ...trend, parts: [] }, 'narrow')}
        />
        <Place id={id} group={group} />
      </div>
    </Details>
  )
}

function Place({ id, group }: { id: string; group: Narrowest | undefined }) {
  const own = group?.own
  const since = own?.basis === 'signed' ? `, by what we signed as at ${dateWords(own.asOf)}` : ''
  const title = `${placeSentence(group)}${since}.`
  if (group === undefined) return <Picture title={title} href={paths.peers(id)} svg="" />
  const { ruleSet, figures, position } = group
  const rows = describeStanding(ruleSet, figures, position).filter(({ domain }) => domain === undefined)
  return (
    <Picture
      title={title}
      href={paths.peers(id)}
      svg={drawPanels(chartPanels('Our place in the group', rows), 'narrow')}
    />
  )
}
