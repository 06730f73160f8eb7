/** Both readings of a score, side by side: band first, number second, with what the band means for patients. */
import type { Child } from 'hono/jsx'
import type { ScoreWords } from '../../report/results.ts'
import { Card } from './panels.tsx'

interface ReadingProps {
  heading: string
  score: ScoreWords
  children?: Child
}

export function ScoreCards({ paper, evidence }: { paper: ReadingProps; evidence: ReadingProps }) {
  return (
    <ul class="nhsuk-grid-row nhsuk-card-group">
      <Reading {...paper} />
      <Reading {...evidence} />
    </ul>
  )
}

function Reading({ heading, score, children }: ReadingProps) {
  return (
    <li class="nhsuk-grid-column-one-half nhsuk-card-group__item">
      <Card heading={heading}>
        <div class="nhsuk-heading-l nhsuk-u-margin-bottom-1">{score.band}</div>
        <div class="nhsuk-heading-m nhsuk-u-margin-bottom-3">{score.number}</div>
        {children}
      </Card>
    </li>
  )
}
