/** What other answers would move, in words: one sentence, and lists of what rises and falls on paper. */

import type { Change } from '../planning/model.ts'
import type { Moved, WhatIf } from '../planning/what-if.ts'
import type { RuleSet } from '../rules/model.ts'
import { type Rated, rate } from './risks.ts'
import { bandNameOf, countWords, joinWords, shortTitle } from './words.ts'

export interface WhatIfWords {
  /** Without its full stop. */
  readonly headline: string
  readonly scores: readonly { readonly title: string; readonly from: string; readonly to: string }[]
  readonly risks: readonly {
    readonly id: string
    readonly short: string
    readonly from: Rated
    readonly to: Rated
  }[]
  /** Why the overall score would be held down; each a sentence, as are those below. */
  readonly limits: readonly string[]
  readonly attacks: readonly string[]
  readonly lessons: readonly string[]
}

export function describeWhatIf(ruleSet: RuleSet, found: WhatIf): WhatIfWords {
  const { overall, domains, risks } = found.changes
  const score = (title: string, { from, to }: Change) => ({
    title,
    from: `${from.paper} ${bandNameOf(ruleSet, from.paper)}`,
    to: `${to.paper} ${bandNameOf(ruleSet, to.paper)}`,
  })
  const moves = ({ from, to }: Change) => from.paper !== to.paper
  return {
    headline: headlineOf(found),
    scores: [
      score('Overall', overall),
      ...domains
        .filter(moves)
        .map((one) => score(ruleSet.domains.find(({ id }) => id === one.id)?.title ?? one.id, one)),
    ],
    risks: risks.filter(moves).map(({ id, from, to }) => ({
      id,
      short: ruleSet.risks.find((one) => one.id === id)?.short ?? id,
      from: rate(ruleSet, from.paper),
      to: rate(ruleSet, to.paper),
    })),
    limits: ruleSet.caps.filter(({ id }) => found.limits.includes(id)).map(({ because }) => because),
    attacks: movedWords(found.attacks, ['Met then', 'Not met any more'], (id) => {
      const incident = ruleSet.incidents.find((one) => one.id === id)
      return incident === undefined ? id : shortTitle(incident)
    }),
    lessons: movedWords(
      found.lessons,
      ['Learned then', 'Not learned any more'],
      (id) => ruleSet.lessons.find((one) => one.id === id)?.text ?? id,
    ),
  }
}

const movedWords = (
  { won, lost }: Moved,
  [then, no]: readonly [string, string],
  name: (id: string) => string,
) => [...won.map((id) => `${then}: ${name(id)}`), ...lost.map((id) => `${no}: ${name(id)}`)]

function headlineOf({ changed, changes, attacks, lessons }: WhatIf): string {
  if (changed === 0) return 'Choose other answers, and see what would move'
  const { overall, risks } = changes
  const count = (falls: boolean) =>
    risks.filter(({ from, to }) => (falls ? to.paper < from.paper : to.paper > from.paper)).length
  const many = (n: number, one: string, verb: string) => (n === 0 ? [] : [`${countWords(n, one)} ${verb}`])
  const parts = [
    overall.from.paper === overall.to.paper
      ? `the score on paper stays ${overall.from.paper}`
      : `the score on paper goes from ${overall.from.paper} to ${overall.to.paper}`,
    ...many(count(true), 'risk', count(true) === 1 ? 'falls' : 'fall'),
    ...many(count(false), 'risk', count(false) === 1 ? 'rises' : 'rise'),
    ...many(attacks.won.length, 'more attack', attacks.won.length === 1 ? 'is met' : 'are met'),
    ...many(lessons.won.length, 'more lesson', lessons.won.length === 1 ? 'is learned' : 'are learned'),
  ]
  return `With ${changed === 1 ? 'this other answer' : `these ${changed} other answers`} ${joinWords(parts)}`
}
