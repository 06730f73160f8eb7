/**
 * A trust against all past attacks → the sentence that says so what, its blocks, the grid of attacks and steps, the lessons counted, and at most three things to do.
 * The counts are those of every door; nothing is said to stop on our word alone.
 */

import type { AttackGridChart } from '../charts/attack-grid.ts'
import type { CountedChart } from '../charts/counted.ts'
import { once } from '../once.ts'
import { isTooEarly } from '../planning/too-early.ts'
import type { Incident, RuleSet } from '../rules/model.ts'
import type { IncidentResult, Result } from '../scoring/model.ts'
import { findSingleRaises } from '../scoring/raises.ts'
import { markOf } from './attack-marks.ts'
import type { Examined } from './explain-score.ts'
import { countReplays } from './incidents.ts'
import { countLessons } from './lessons.ts'
import { answerFirst, openSentence } from './profile.ts'
import { countWords, joinWords, shortOf, shortTitle, smallNumber, upperFirst } from './words.ts'

/** What an attack meets before harm: nothing, what is not known, what we say, what we can show; the worst first. */
export type Meets = 'nothing' | 'not-known' | 'on-word' | 'shown'

interface Met {
  readonly incident: Incident
  readonly result: IncidentResult
  readonly meets: Meets
}

const ORDER: readonly Meets[] = ['nothing', 'not-known', 'on-word', 'shown']

const HEADINGS: Readonly<Record<Meets, string>> = {
  nothing: 'Not met',
  'not-known': 'Not known',
  'on-word': 'Met, on our word only',
  shown: 'Met, and we can show it',
}

interface Replayed {
  readonly ruleSet: RuleSet
  readonly result: Pick<Result, 'incidents'>
}

/** The attacks that are counted, those that meet least first. */
function metOf({ ruleSet, result }: Replayed): Met[] {
  return result.incidents
    .filter((one) => one.chain === 'in-your-place' && one.counted)
    .flatMap((one): Met[] => {
      const incident = ruleSet.incidents.find(({ id }) => id === one.id)
      return incident === undefined ? [] : [{ incident, result: one, meets: meetsOf(one) }]
    })
    .toSorted((a, b) => ORDER.indexOf(a.meets) - ORDER.indexOf(b.meets))
}

function meetsOf({ meets, meetsNotKnown }: IncidentResult): Meets {
  if (meets === 'on-evidence') return 'shown'
  if (meets === 'on-paper') return 'on-word'
  return meetsNotKnown ? 'not-known' : 'nothing'
}

/** Names of those that would not be met, whatever is still to be known. */
export const metByNothing = (replayed: Replayed): string[] =>
  metOf(replayed)
    .filter(({ meets }) => meets === 'nothing')
    .map(({ incident }) => shortTitle(incident))

/** What it comes to, in one sentence without a full stop. */
export function attacksSentence(examined: Examined): string {
  if (isTooEarly(examined)) return `Too early to compare us with past attacks: ${openSentence(examined)}`
  const all = metOf(examined)
  if (all.length === 0) return 'No past attack whose way in is published can be compared here'
  const of = (meets: Meets) => all.filter((one) => one.meets === meets)
  const [shown, onWord, unknown, nothing] = [of('shown'), of('on-word'), of('not-known'), of('nothing')]
  const [only] = nothing
  const rest = [
    ...(onWord.length > 0
      ? [`${smallNumber(onWord.length)} ${onWord.length === 1 ? 'is' : 'are'} met on our word only`]
      : []),
    ...(unknown.length > 0
      ? [`${smallNumber(unknown.length)} ${unknown.length === 1 ? 'is' : 'are'} not known`]
      : []),
    ...(nothing.length === 1 && only !== undefined
      ? [`${shortTitle(only.incident)} would not be met`]
      : nothing.length > 0
        ? [`${smallNumber(nothing.length)} would not be met`]
        : []),
  ]
  const first = `Of ${countWords(all.length, 'past attack')} we can show that ${shown.length === all.length ? 'all' : smallNumber(shown.length)} would be met before harm`
  return rest.length === 0 ? first : `${first}; ${joinWords(rest)}`
}

/** The same as blocks. */
export function chartMet(examined: Examined): CountedChart {
  const { of, onEvidence, onPaper, none, notKnown } = countReplays(examined.ruleSet, examined.result)
  const parts = [
    { fill: 'shown', count: onEvidence, text: `${countWords(onEvidence, 'attack')} met, shown` },
    { fill: 'said', count: onPaper, text: `${onPaper} on our word` },
    { fill: 'unknown', count: notKnown, text: `${notKnown} not known` },
    { fill: 'nothing', count: none - notKnown, text: `${none - notKnown} not met` },
  ] as const
  return {
    id: 'met',
    title: `${countWords(of, 'attack')} whose way in is published or reported`,
    description: `${joinWords(parts.filter(({ count }) => count > 0).map(({ text }) => text))}.`,
    parts,
    blocks: true,
  }
}

/** Where each ends, step by step. */
export function chartGrid(examined: Examined): AttackGridChart {
  const all = metOf(examined)
  const groups = ORDER.map((meets) => all.filter((one) => one.meets === meets))
    .filter((some) => some.length > 0)
    .map((some) => ({
      heading: `${some.length} ${HEADINGS[some[0]?.meets ?? 'nothing'].toLowerCase()}`,
      rows: some.map((one) => ({
        label: shortTitle(one.incident),
        steps: one.result.steps.flatMap((step) => markOf(step, one.meets === 'not-known') ?? []),
        ends: endsAt(one),
      })),
    }))
  return {
    id: 'grid',
    title: 'Where each attack ends',
    description: `${groups.map(({ heading, rows }) => `${heading}: ${rows.map(({ label, ends }) => `${label}, ${ends.toLowerCase()}`).join('; ')}`).join('. ')}.`,
    groups,
  }
}

/** Where it ends, in a few words. */
function endsAt({ result, meets }: Met): string {
  const { steps } = result
  const step = (...found: (number | undefined)[]) => found.find((one) => one !== undefined && one > 0)
  const first = (reading: 'status' | 'assured', status: string) =>
    steps.findIndex((one) => one[reading] === status) + 1
  switch (meets) {
    case 'shown': {
      const stopped = first('assured', 'stopped')
      return stopped > 0 ? `stopped at step ${stopped}` : `seen at step ${first('assured', 'seen')}`
    }
    case 'on-word':
      return `on our word, step ${step(first('status', 'stopped'), first('status', 'seen')) ?? ''}`
    case 'not-known': {
      const open = new Set(steps.flatMap(({ notKnown }) => notKnown)).size
      return `depends on ${countWords(open, 'answer')}`
    }
    case 'nothing':
      return `passes all ${steps.filter(({ kind }) => kind === 'attack').length}`
  }
}

/** The lessons of all of them, each once, as a strip; undefined where none applies here. */
export function chartLessons(examined: Pick<Examined, 'result'>): CountedChart | undefined {
  const { of, onEvidence, onPaper, notKnown, no } = countLessons(examined.result)
  if (of === 0) return undefined
  const parts = [
    { fill: 'shown', count: onEvidence, text: `${countWords(onEvidence, 'lesson')} we can show` },
    { fill: 'said', count: onPaper, text: `${onPaper} on our word` },
    { fill: 'unknown', count: notKnown, text: `${notKnown} not known` },
    { fill: 'nothing', count: no, text: `${no} not learned` },
  ] as const
  return {
    id: 'lessons',
    title: `What they teach: ${countWords(of, 'lesson')}`,
    description: `${joinWords(parts.filter(({ count }) => count > 0).map(({ text }) => text))}.`,
    parts,
    blocks: false,
  }
}

/** Each counted attack with what it meets, and where it ends. */
export function tableAttacks(examined: Examined) {
  return {
    name: 'Incidents',
    columns: ['attack', 'id', 'meets', 'ends'],
    rows: metOf(examined).map((one) => [
      one.incident.title,
      one.incident.id,
      HEADINGS[one.meets],
      endsAt(one),
    ]),
  }
}

/** Each counted attack, those that meet least first, to lead to its own page. */
export const listAttacks = (examined: Pick<Examined, 'ruleSet' | 'result'>) =>
  metOf(examined).map(({ incident }) => ({ id: incident.id, name: shortTitle(incident) }))

export interface AttackToDo {
  readonly heading: string
  readonly says: string
  /** Which answers it is about: one, a list of them, or all. */
  readonly about: { readonly question: string } | 'unevidenced' | 'dont-know' | 'questions'
}

/** Attacks that are named before the rest is counted (ours). */
const NAMED = 2

/** The one change that helps most, what lacks proof, and what is to be found out. */
export const attacksToDo = once((examined: Examined): AttackToDo[] => {
  if (isTooEarly(examined)) return [{ ...answerFirst(examined), about: 'questions' }]
  const { ruleSet, row } = examined
  const all = metOf(examined)
  const [raise] = findSingleRaises(ruleSet, row)
  const named = (meets: Meets) => all.filter((one) => one.meets === meets)
  const [onWord, unknown] = [named('on-word'), named('not-known')]
  return [
    ...(raise === undefined
      ? []
      : [
          {
            heading: `Better: ${shortOf(ruleSet, raise.question)}`,
            says: `With this alone we would stand better against ${countWords(raise.incidents.length, 'past attack')}. No other single change helps against more.`,
            about: { question: raise.question },
          },
        ]),
    ...(onWord.length === 0
      ? []
      : [
          {
            heading: 'Show what we say',
            says: `${namesOf(onWord)} ${onWord.length === 1 ? 'is' : 'are'} met on our word only, until its proof is there.`,
            about: 'unevidenced' as const,
          },
        ]),
    ...(unknown.length === 0
      ? []
      : [
          {
            heading: 'Find out what nobody knows',
            says: `Until then it is open what ${namesOf(unknown)} would meet.`,
            about: 'dont-know' as const,
          },
        ]),
  ]
})

function namesOf(some: readonly Met[]): string {
  const names = some.slice(0, NAMED).map(({ incident }) => shortTitle(incident))
  const more = some.length - names.length
  return upperFirst(joinWords(more === 0 ? names : [...names, `${smallNumber(more)} more`]))
}
