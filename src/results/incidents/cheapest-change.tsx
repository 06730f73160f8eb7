/** The one cheapest change that would have stopped an attack, with what it does not cover. */
import { leadTo } from '../leads.ts'
import { type Change, describeCheapest, uncoveredBy } from '../../report/cheapest.ts'
import type { Examined } from '../../report/explain-score.ts'
import type { ChainReplay } from '../../report/replay.ts'
import { Card } from '../../web/components/panels.tsx'
import type { PageContext } from '../../web/web.ts'

const HEADINGS = {
  done: 'What would have stopped it',
  evidence: 'What is missing: evidence',
  change: 'The cheapest change that would have stopped it',
  'nothing-published': 'What would have stopped it',
  customer: 'What you can do as a customer',
} as const

export function CheapestChange(props: {
  c: PageContext
  examined: Examined
  organisation: string
  replay: ChainReplay
}) {
  const cheapest = describeCheapest(props.examined, props.replay)
  if (cheapest === undefined) return <></>
  const uncovered = uncoveredBy(cheapest)
  return (
    <Card heading={HEADINGS[cheapest.kind]} level={3}>
      <p>{cheapest.lead}</p>
      {cheapest.changes.length > 0 && (
        <ul>
          {cheapest.changes.map((change) => (
            <li>
              <ChangeLine {...props} change={change} />
            </li>
          ))}
        </ul>
      )}
      {uncovered.length > 0 && (
        <>
          <p>
            <strong>What it does not cover</strong>
          </p>
          <ul>
            {uncovered.map((text) => (
              <li>{text}</li>
            ))}
          </ul>
        </>
      )}
    </Card>
  )
}

const ACTIONS: Readonly<Record<Change['action'], string>> = {
  'find-out': 'Find out',
  evidence: 'Give evidence for',
  raise: 'Raise',
}

function ChangeLine({ c, organisation, change }: { c: PageContext; organisation: string; change: Change }) {
  return (
    <>
      <strong>{ACTIONS[change.action]}</strong>{' '}
      <a href={leadTo(c, organisation, change.question)}>{change.question.short}</a>
      {change.action === 'raise' ? ' to: ' : ': '}
      {change.to}
    </>
  )
}
