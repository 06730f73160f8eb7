/** Replays at a cohort → how many of it meet each past attack, as bars that are no more exact than the words of their counts. For participants and analysts. */

import type { StackChart } from '../charts/stacks.ts'
import type { Ladder, PublishedCohort } from '../peers/model.ts'
import type { RuleSet } from '../rules/model.ts'
import { describePeerReplays, type ReplayLadders } from './peer-incidents.ts'
import { rungCount } from './peer-words.ts'
import { shortTitle, upperFirst, vantageName } from './words.ts'

/** Past attacks at one group: how many of it would see each in time, or as a customer limit what it loses. */
export function chartReplays(ruleSet: RuleSet, { title, figures }: PublishedCohort): StackChart {
  const replays = describePeerReplays(ruleSet, figures, undefined)
  const groups = (['in-your-place', 'as-a-customer'] as const).map((vantage) => ({
    heading:
      vantage === 'in-your-place'
        ? `${upperFirst(vantageName(vantage))}: seen in time, or better`
        : `${upperFirst(vantageName(vantage))}: its harm limited`,
    rows: replays
      .filter((one) => one.vantage === vantage)
      .map(({ title: name, met }) => ({
        label: shortTitle({ title: name }),
        parts: partsOf(met),
        says: rungCount(met.onEvidence, met.rung),
      })),
  }))
  return {
    id: 'replays',
    title: `What past attacks would have met: ${title}`,
    description: `${groups
      .map(
        ({ heading, rows }) => `${heading}: ${rows.map(({ label, says }) => `${label} ${says}`).join(', ')}`,
      )
      .join('. ')}; all on evidence.`,
    samples: [
      { fill: 'shown', text: 'on evidence, which the number says' },
      { fill: 'said', text: 'on paper only' },
      { fill: 'unknown', text: 'not said more closely' },
    ],
    groups: groups.filter(({ rows }) => rows.length > 0),
  }
}

/** Shares of a group that reach a rung: shown, then said; no closer than the words of its counts are. */
function partsOf({
  onPaper,
  onEvidence,
  rung,
}: ReplayLadders): StackChart['groups'][number]['rows'][number]['parts'] {
  const [shown, said] = [endsOf(onEvidence, rung), endsOf(onPaper, rung)]
  if (shown === undefined || said === undefined) return [{ fill: 'unknown', share: 1 }]
  const from = Math.max(shown.most, said.least)
  return [
    { fill: 'shown', share: shown.least },
    { fill: 'unknown', share: shown.most - shown.least },
    { fill: 'said', share: from - shown.most },
    { fill: 'unknown', share: Math.max(0, said.most - from) },
  ]
}

/** Between which shares a count lies as its words say it. */
function endsOf(
  { of, atLeast }: Ladder,
  rung: number,
): { readonly least: number; readonly most: number } | undefined {
  const count = atLeast?.[rung - 1]
  if (count === undefined || of === 0) return undefined
  if (count <= 0) return { least: 0, most: 0.5 }
  return count >= of ? { least: 0.5, most: 1 } : { least: count / of, most: count / of }
}
