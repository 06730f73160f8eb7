/** Questions that an official guide tells non-executives to ask → how our answers stand to each: the domains that are about it, and where most is lost. */

import { type QuestionState, sizeOf, statesOf } from './asked.ts'
import { creditOf, largest } from './board-questions.ts'
import type { Examined } from './explain-score.ts'
import { bothReadings, quote } from './words.ts'

/** In our words; the guide has more of them, which no answer here is about. */
export const GUIDE = {
  publisher: 'NHS England',
  title: 'Cyber security guide for non-executive directors: questions the board should ask',
  date: '2025',
} as const

/** What is asked, in our words, and the domains that answer it. */
const ASKED: readonly { readonly asks: string; readonly domains: readonly string[] }[] = [
  {
    asks: 'How are we defended against well-known ways of attack, such as phishing?',
    domains: ['identity', 'monitoring', 'workforce'],
  },
  {
    asks: 'How are administrators’ accounts kept safe, and apart from everyday ones?',
    domains: ['privileged'],
  },
  { asks: 'Who sees to it that we run no software that is out of date?', domains: ['devices'] },
  {
    asks: 'How do our suppliers protect what we share, and which of our services depend on which of them?',
    domains: ['suppliers'],
  },
]

export interface GuideWords {
  readonly asks: string
  /** A sentence for each domain. */
  readonly says: readonly string[]
}

/** Only of domains that these rules have. */
export function describeGuide(examined: Examined): GuideWords[] {
  return ASKED.flatMap(({ asks, domains }) => {
    const says = domains.flatMap((id) => domainWords(examined, id) ?? [])
    return says.length === 0 ? [] : [{ asks, says }]
  })
}

function domainWords(examined: Examined, id: string): string | undefined {
  const { ruleSet, result, row } = examined
  const domain = ruleSet.domains.find((one) => one.id === id)
  const found = result.domains.find((one) => one.id === id)
  if (domain === undefined || found === undefined) return undefined
  const { low, high, assured } = found
  const states = statesOf(examined)
  const lost = largest(
    ruleSet.questions.filter(({ index, domain: of }) => of === id && COUNTED.has(states[index] ?? 'hidden')),
    (one) => sizeOf(ruleSet, one, 100 - creditOf(one, row.declared[one.index])),
  )
  const most = lost === undefined ? '' : `; most is lost at ${quote(lost.short)}`
  return `${domain.title}: ${bothReadings(low === high ? low : `${low} to ${high}`, assured)}${most}.`
}

const COUNTED: ReadonlySet<QuestionState> = new Set(['answered', 'not-known', 'unanswered'])
