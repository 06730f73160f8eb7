/** The small picture of lessons learned, on the pages of peers and of the country. */
import { raw } from 'hono/html'
import { type BarChart, drawBars } from '../../charts/bars.ts'

export function LessonsChart({ chart }: { chart: BarChart }) {
  return (
    <div class="nhsuk-grid-row">
      <div class="nhsuk-grid-column-two-thirds">
        <div class="wr-chart">{raw(drawBars(chart))}</div>
      </div>
    </div>
  )
}
