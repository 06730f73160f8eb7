/** What a trust says of its risks → one sentence on what is open in the register, and the words of each entry. It reads no clock: the day is passed in. */

import { dateWords } from '../calendar.ts'
import type { RuleSet } from '../rules/model.ts'
import { lineOf } from '../planning/position.ts'
import { countWords, riskBandNameOf, smallNumber, upperFirst } from './words.ts'

interface Rating {
  readonly likelihood: number
  readonly consequence: number
}

/** Of an entry, what words need. */
export interface Entry {
  readonly own?: Rating & { readonly title: string }
  readonly ownerName: string
  readonly appetite?: number
  readonly target?: Rating
  readonly targetBy?: string
  readonly treatment?: keyof typeof TREATMENTS
  readonly acceptedBecause: string
  readonly acceptedUntil?: string
  readonly reviewOn?: string
  readonly override?: Rating
  readonly overrideBecause: string
}

/** The four ways to treat a risk, as the health service calls them. */
export const TREATMENTS = {
  treat: 'Treat: bring it down',
  tolerate: 'Tolerate: live with it, for now',
  transfer: 'Transfer: let somebody else carry it',
  terminate: 'Terminate: stop what brings it',
} as const

/** One risk of the register. */
export interface Registered {
  readonly id: string
  readonly short: string
  /** By the answers, `best`: on paper with every open one at its best; undefined: a risk of their own. */
  readonly rated: { readonly paper: number; readonly evidence: number; readonly best: number } | undefined
  /** Undefined: nothing is said yet. */
  readonly entry: Entry | undefined
}

const productOf = ({ likelihood, consequence }: Rating) => likelihood * consequence

/** What counts now: their own rating, or the one that the answers give on paper. */
export function holdsNow(one: Registered): number {
  return ownRating(one) ?? one.rated?.paper ?? 0
}

/** The least that it can be: open answers, which count at their worst, at their best. */
const holdsAtBest = (one: Registered) => ownRating(one) ?? one.rated?.best ?? 0

function ownRating({ entry }: Registered): number | undefined {
  const own = entry?.override ?? entry?.own
  return own && productOf(own)
}

/** What is accepted of a risk: its own appetite, or what this tool takes for accepted. */
export const acceptedOf = (ruleSet: RuleSet, { entry }: Registered): number =>
  entry?.appetite ?? lineOf(ruleSet)

/** Whether it stands within what is accepted, as far as anybody knows. */
export const isWithin = (ruleSet: RuleSet, one: Registered): boolean =>
  holdsNow(one) <= acceptedOf(ruleSet, one)

/** Whether more than that is accepted today, in writing. */
const isAccepted = ({ entry }: Registered, today: string) =>
  entry?.acceptedUntil !== undefined && entry.acceptedUntil >= today

const isLate = (day: string | undefined, today: string) => day !== undefined && day < today

/** What the register comes to, in one sentence without its full stop: what is open or late first. */
export function registerHeadline(ruleSet: RuleSet, all: readonly Registered[], today: string): string {
  const above = all.filter((one) => !isWithin(ruleSet, one))
  const bare = above.filter((one) => !isAccepted(one, today))
  const unowned = above.filter(({ entry }) => (entry?.ownerName ?? '') === '').length
  const late = all.filter(
    ({ entry }) => isLate(entry?.reviewOn, today) || isLate(entry?.targetBy, today),
  ).length
  const isAre = (n: number) => (n === 1 ? 'is' : 'are')
  if (above.length === 0)
    return late === 0
      ? 'No risk is above what we accept'
      : `No risk is above what we accept; ${countWords(late, 'risk')} ${isAre(late)} past a day of the register`
  const sure = above.filter((one) => holdsAtBest(one) > acceptedOf(ruleSet, one)).length
  const open = above.length - sure
  const may = open === 0 ? '' : `, and ${smallNumber(open)} may be`
  const first = `${sure === 0 ? 'None' : upperFirst(smallNumber(sure))} of ${countWords(all.length, 'risk')} ${sure < 2 ? 'is' : 'are'} above what we accept${may}`
  const parts = [
    ...(unowned > 0 ? [`${unowned} without an owner`] : []),
    ...(bare.length > 0 ? [`${bare.length} accepted by nobody`] : ['all accepted in writing']),
    ...(late > 0 ? [`${late} past a day of the register`] : []),
  ]
  return `${first}: ${parts.join(', ')}`
}

/** A rating with its product and band. */
export function ratingWords(ruleSet: RuleSet, rating: Rating): string {
  const product = productOf(rating)
  return `${product} (${rating.likelihood} × ${rating.consequence}), ${riskBandNameOf(ruleSet, product)}`
}

export interface EntryWords {
  readonly owner: string
  readonly now: string
  /** The highest product that is accepted. */
  readonly accepts: string
  readonly target: string
  readonly treatment: string
  readonly review: string
  /** Something of it is late, or over. */
  readonly isLate: boolean
}

/** One row of the register. */
export function entryWords(ruleSet: RuleSet, one: Registered, today: string): EntryWords {
  const { rated, entry } = one
  const own = entry?.override ?? entry?.own
  const byAnswers = rated === undefined ? [] : [`${rated.paper} on paper, ${rated.evidence} on evidence`]
  const byThem =
    own === undefined ? [] : [`${entry?.override === undefined ? '' : 'we say '}${ratingWords(ruleSet, own)}`]
  const late = (day: string, of: string) => `${of} ${dateWords(day)}${day < today ? ', which is past' : ''}`
  const accepted = entry?.acceptedUntil
  return {
    owner: entry === undefined || entry.ownerName === '' ? 'Nobody yet' : entry.ownerName,
    now: [...byThem, ...byAnswers].join('; '),
    accepts: String(acceptedOf(ruleSet, one)),
    target:
      entry?.target === undefined
        ? 'None set'
        : [
            ratingWords(ruleSet, entry.target),
            ...(entry.targetBy === undefined ? [] : [late(entry.targetBy, 'by')]),
          ].join(', '),
    treatment: [
      entry?.treatment === undefined ? 'Not decided' : TREATMENTS[entry.treatment],
      ...(accepted === undefined
        ? []
        : [
            accepted < today
              ? `acceptance ended on ${dateWords(accepted)}`
              : `accepted until ${dateWords(accepted)}`,
          ]),
    ].join('; '),
    review: entry?.reviewOn === undefined ? 'No day set' : late(entry.reviewOn, 'on').replace(/^on /, ''),
    isLate: [entry?.targetBy, entry?.reviewOn, accepted].some((day) => isLate(day, today)),
  }
}
