/**
 * Outcomes of a replay → a word or two and a sentence, in both readings, for every door.
 * It never says "stopped" on somebody's word alone.
 */

import type { IncidentResult, Outcome, Walk } from '../scoring/model.ts'
import { NOTHING, standingName } from './standing-words.ts'
import { countWords, upperFirst } from './words.ts'

/** One outcome as a person reads it: a word or two for a table, and a sentence. */
export interface OutcomeWords {
  readonly short: string
  readonly sentence: string
  /** It rests on what somebody states and has not evidenced. */
  readonly onWord: boolean
}

/** Without a full stop, as more may be said of it. */
export const NOT_EXPOSED = 'What this attack used does not exist here'

/** A word or two for a table, a sentence, and the same of an attack that does no harm of its own. */
type Written = readonly [short: string, sentence: string, withoutHarm?: string]

const EVIDENCED: Readonly<Record<Outcome, Written>> = {
  'not-exposed': ['Not exposed', `${NOT_EXPOSED}.`],
  stopped: [
    'Stopped',
    'An evidenced control would have stopped it before harm.',
    'An evidenced control would have stopped it.',
  ],
  'cut-short': ['Cut short', 'An evidenced control would have ended it, but after harm had begun.'],
  seen: [
    'Seen in time',
    'Nothing evidenced would have stopped it. An evidenced control would have shown it before harm.',
    'Nothing evidenced would have stopped it. An evidenced control would have shown it.',
  ],
  limited: [
    'Limited',
    'Nothing evidenced would have stopped it, or shown it before harm. Something evidenced limits it.',
    'Nothing evidenced would have stopped it, or shown it. Something evidenced limits it.',
  ],
  open: ['Nothing in the way', `${upperFirst(NOTHING.evidence)}.`],
  'not-testable': ['Not testable', `It ${standingName('cannot-be-tested')}.`],
}

/** Outcomes that differ where they rest on somebody's word; `short` goes on with "on your word". */
const STATED: Readonly<Partial<Record<Outcome, Written>>> = {
  stopped: [
    'Met',
    'It would have met a control you state but have not evidenced, before harm.',
    'It would have met a control you state but have not evidenced.',
  ],
  'cut-short': [
    'Met late',
    'It would have met a control you state but have not evidenced, after harm had begun.',
  ],
  seen: [
    'Seen',
    'Nothing stated would have stopped it. A control you state but have not evidenced would have shown it.',
  ],
  limited: ['Limited', 'Something you state but have not evidenced limits it.'],
}

/** What limits a customer's loss, or that nothing does; the attack itself is out of reach. */
const CUSTOMER = {
  evidenced: {
    limited: 'Something evidenced limits what you lose.',
    open: 'Nothing evidenced limits what you lose.',
  },
  stated: {
    limited: 'Something you state but have not evidenced limits what you lose.',
    open: 'Nothing declared limits what you lose.',
  },
} as const

type Reading = keyof typeof CUSTOMER

/** An outcome in a word or two; `whose` word it is that it rests on, where it rests on one. */
export function outcomeName(outcome: Outcome, reading: Reading, whose: 'your' | 'our' = 'your'): string {
  const stated = reading === 'stated' ? STATED[outcome] : undefined
  return stated === undefined ? EVIDENCED[outcome][0] : `${stated[0]}, on ${whose} word`
}

/** The words of an outcome, fitted to the chain: a customer, or an attack without a harm of its own. */
function fit(result: IncidentResult, outcome: Outcome, reading: Reading): OutcomeWords {
  const stated = reading === 'stated' ? STATED[outcome] : undefined
  const [, whole, withoutHarm = whole] = stated ?? EVIDENCED[outcome]
  const found = result.steps.some((step) => step.kind === 'harm') ? whole : withoutHarm
  const customer =
    result.chain === 'as-a-customer' && (outcome === 'limited' || outcome === 'open')
      ? CUSTOMER[reading][outcome]
      : undefined
  return {
    short: outcomeName(outcome, reading),
    sentence:
      customer ?? (outcome === 'open' && reading === 'stated' ? `${upperFirst(NOTHING.paper)}.` : found),
    onWord: stated !== undefined,
  }
}

/** The outcome on evidence; undefined for an exercise. */
export function evidenceOutcome(result: IncidentResult): OutcomeWords | undefined {
  return result.assuredOutcome === null ? undefined : fit(result, result.assuredOutcome, 'evidenced')
}

/** The outcome on paper: in the words of evidence only when evidence carries it as far; undefined for an exercise. */
export function paperOutcome(result: IncidentResult): OutcomeWords | undefined {
  if (result.outcome === null) return undefined
  if (result.outcome === 'not-known')
    return {
      short: 'Not known',
      sentence: `It depends on answers that are not known: ${endsOf(result)}.`,
      onWord: false,
    }
  const same = result.assuredOutcome === result.outcome && result.assuredReach === result.reach
  return fit(result, result.outcome, same && result.outcome !== 'open' ? 'evidenced' : 'stated')
}

/** What each outcome means, in the sentences that stand beside it; the last two are said of what rests on a word, and of what is not known. */
export function outcomeMeanings(): readonly (readonly [name: string, means: string])[] {
  return [
    ...(['stopped', 'cut-short', 'seen', 'limited', 'open', 'not-exposed'] as const).map(
      (outcome) => [EVIDENCED[outcome][0], EVIDENCED[outcome][1]] as const,
    ),
    [
      'On your word',
      'The answers say so, and no evidence that is still in date supports them. We never say “stopped” on a word alone.',
    ],
    ['Not known', 'Answers that nobody has given, or does not know, decide it. Both ends are shown.'],
  ]
}

/** Both ends of a replay that is not known, worst first. */
export function endsOf({ atWorst, atBest }: Pick<IncidentResult, 'atWorst' | 'atBest'>): string {
  if (atWorst === null || atBest === null) return ''
  const [worst, best] = [endName(atWorst), endName(atBest)]
  return worst === best
    ? `${worst} at either end, after ${stepsWords(atBest)} or ${stepsWords(atWorst)}`
    : `from “${worst}” to “${best}”`
}

/** As far as a control on somebody's word goes. */
export const MET_BEFORE_HARM = 'Met before harm'

/** An end nobody has evidenced yet, in a word or two. */
function endName(walk: Walk): string {
  if (walk.outcome === 'stopped') return MET_BEFORE_HARM
  return walk.outcome === 'cut-short' ? 'Met after harm had begun' : EVIDENCED[walk.outcome][0]
}

const stepsWords = (walk: Walk) => countWords(walk.reach, 'attack step')
