/**
 * Dossiers and their replays → the words of the library and of a trust's list: how the way in is known, the sentence that
 * counts them, and the tables they belong in. It never says "stopped" on somebody's word alone.
 */

import type { Incident, RuleSet, Vantage } from '../rules/model.ts'
import type { IncidentResult, Result } from '../scoring/model.ts'
import { countWords, smallNumber, upperFirst } from './words.ts'

/** Stands on every page of a dossier. */
export const OUR_READING =
  'Our reading of which controls matter is our own. Being attacked is not proof of neglect.'

/** How the way in is known: in a word or two, and as a sentence. */
export function wayInWords(incident: Incident): { readonly short: string; readonly sentence: string } {
  switch (incident.wayIn) {
    case 'published':
      return {
        short: 'Published',
        sentence: 'How the attackers got in has been published by an official body or by the victim.',
      }
    case 'reported':
      return {
        short: 'Reported',
        sentence: 'How the attackers got in has been reported, but not confirmed by an official finding.',
      }
    case 'alleged':
      return {
        short: 'Alleged',
        sentence:
          'How the attackers got in is what a regulator alleges. Nothing has been decided, so it has no weight.',
      }
    case 'unknown':
      return { short: 'Not published', sentence: 'Nobody has published how the attackers got in.' }
    default:
      return { short: 'Exercise', sentence: 'This is an exercise. There is no way in to know.' }
  }
}

/** How many of the attacks that can be tested from the start met what. */
export interface ReplayCounts {
  /** Way in published or reported, and exposed here. */
  readonly of: number
  readonly onEvidence: number
  readonly onPaper: number
  readonly none: number
  /** Of `none`: it could be better, depending on answers that are not known. */
  readonly notKnown: number
  /** Way in not published, and exposed here. */
  readonly fromLater: number
  /** A regulator's allegation: replayed, and never counted. */
  readonly alleged: number
  readonly notExposed: number
}

/** Counts a trust's replays in its own place. */
export function countReplays(ruleSet: RuleSet, result: Pick<Result, 'incidents'>): ReplayCounts {
  const inPlace = result.incidents.filter((one) => one.chain === 'in-your-place')
  const counted = inPlace.filter((one) => one.counted)
  const exposed = inPlace.filter((one) => one.outcome !== 'not-exposed')
  const wayIn = (one: IncidentResult) => ruleSet.incidents.find(({ id }) => id === one.id)?.wayIn
  return {
    of: counted.length,
    onEvidence: counted.filter((one) => one.meets === 'on-evidence').length,
    onPaper: counted.filter((one) => one.meets === 'on-paper').length,
    none: counted.filter((one) => one.meets === 'none').length,
    notKnown: counted.filter((one) => one.meetsNotKnown).length,
    fromLater: exposed.filter((one) => wayIn(one) === 'unknown').length,
    alleged: exposed.filter((one) => wayIn(one) === 'alleged').length,
    notExposed: inPlace.length - exposed.length,
  }
}

/** The counts as sentences, without the closing one. */
export function countsSentences(counts: ReplayCounts): string[] {
  const { of, onEvidence, onPaper, none, notKnown, fromLater, alleged, notExposed } = counts
  const more = (n: number) => upperFirst(smallNumber(n))
  return [
    `Of the ${countWords(of, 'attack')} whose way in has been published or reported, ${onEvidence} would have met an evidenced control before harm, ${onPaper} one you state but have not evidenced, and ${none} none.`,
    ...(notKnown > 0 ? [`For ${notKnown} of these ${none} it depends on answers that are not known.`] : []),
    ...(fromLater > 0
      ? [
          `${more(fromLater)} more cannot be tested from the start, because nobody has published how ${fromLater === 1 ? 'it' : 'they'} began.`,
        ]
      : []),
    ...(alleged > 0
      ? [
          `${more(alleged)} more ${alleged === 1 ? 'is' : 'are'} replayed as a regulator alleges, and not counted.`,
        ]
      : []),
    ...(notExposed > 0
      ? [
          `${more(notExposed)} more ${notExposed === 1 ? 'uses' : 'use'} something that does not exist here, and ${notExposed === 1 ? 'is' : 'are'} not counted.`,
        ]
      : []),
  ]
}

/** Replays that belong in one table, with the reason. */
export interface ReplayGroup {
  readonly id: string
  readonly heading: string
  readonly lead: string
  readonly vantage: Vantage
  readonly replays: readonly { readonly incident: Incident; readonly result: IncidentResult }[]
}

/** A trust's replays in tables: by how far back they can be tested, then those seen as a customer. Empty tables are left out. */
export function groupReplays(ruleSet: RuleSet, result: Pick<Result, 'incidents'>): ReplayGroup[] {
  const replays = result.incidents.flatMap((one) => {
    const incident = ruleSet.incidents.find(({ id }) => id === one.id)
    return incident === undefined || one.chain === null ? [] : [{ incident, result: one }]
  })
  const inPlace = replays.filter((one) => one.result.chain === 'in-your-place')
  const groups: ReplayGroup[] = [
    {
      id: 'from-the-start',
      heading: 'If the same attack came at you',
      lead: 'How these attackers got in has been published or reported, so the replay begins at the door.',
      vantage: 'in-your-place',
      replays: inPlace.filter(({ incident }) => ['published', 'reported'].includes(incident.wayIn ?? '')),
    },
    {
      id: 'from-later',
      heading: 'Tested only from a later step',
      lead: 'Nobody has published how these attackers got in, so the first step is left out.',
      vantage: 'in-your-place',
      replays: inPlace.filter(({ incident }) => incident.wayIn === 'unknown'),
    },
    {
      id: 'as-alleged',
      heading: 'As a regulator alleges',
      lead: 'Nothing has been decided in this case. It is replayed as alleged, carries no weight and is not counted.',
      vantage: 'in-your-place',
      replays: inPlace.filter(({ incident }) => incident.wayIn === 'alleged'),
    },
    {
      id: 'as-a-customer',
      heading: 'If it happened to your supplier',
      lead: 'You lose the service. As a customer nothing you do stops the attack; what you own can only limit what you lose.',
      vantage: 'as-a-customer',
      replays: replays.filter((one) => one.result.chain === 'as-a-customer'),
    },
  ]
  return groups.filter((group) => group.replays.length > 0)
}
