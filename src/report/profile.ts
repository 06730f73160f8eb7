/**
 * The twelve domains of an assessment → the sentence that says so what, the profile grouped by what each domain needs, and the worst three with what they let in.
 * While so much is open that nothing can be concluded it says *too early*, and draws what is not known as not known.
 */

import { stateOf, UNANSWERED, worstLevel } from '../answers/levels.ts'
import type { ProfileChart } from '../charts/profile.ts'
import type { Figures, Summary } from '../peers/model.ts'
import type { Domain, Incident, RuleSet } from '../rules/model.ts'
import { doorsOf, openAt } from '../scoring/doors.ts'
import type { DomainResult } from '../scoring/model.ts'
import { countAsked, isAnythingKnown } from './asked.ts'
import type { Examined } from './explain-score.ts'
import { isTooEarly } from '../planning/too-early.ts'
import { type Need, needOf, PROOF_FROM, REAL_WORK_BELOW } from './lines.ts'
import { countedAttacks, groundsOf } from './why-domains.ts'
import {
  bandNameOf,
  countWords,
  dateWords,
  joinWords,
  quote,
  shortTitle,
  smallNumber,
  upperFirst,
} from './words.ts'

/** Signed before the present assessment, by its own rule set. */
export interface SignedBefore {
  readonly asOf: string
  readonly ruleSet: RuleSet
  readonly summary: Summary
}

/** A published comparison, by its own rule set. */
export interface Group {
  readonly ruleSet: RuleSet
  readonly figures: Figures
}

interface Needy {
  readonly domain: Domain
  readonly found: DomainResult
  readonly need: Need
}

const ORDER: readonly Need[] = ['work', 'answers', 'proof', 'holds']

const HEADINGS: Readonly<Record<Need, string>> = {
  work: `Needs real work: below ${REAL_WORK_BELOW} on paper`,
  answers: 'Not known yet: it depends on open answers',
  proof: `Needs proof: ${PROOF_FROM} points or more rest on our word`,
  holds: 'Holds up',
}

/** Every domain with what it needs: by need, and in it what lacks most first. */
function needsOf({ ruleSet, result }: Pick<Examined, 'ruleSet' | 'result'>): Needy[] {
  return ruleSet.domains
    .flatMap((domain): Needy[] => {
      const found = result.domains.find(({ id }) => id === domain.id)
      return found === undefined ? [] : [{ domain, found, need: needOf(found) }]
    })
    .toSorted((a, b) => ORDER.indexOf(a.need) - ORDER.indexOf(b.need) || lacks(b) - lacks(a))
}

const lacks = ({ need, found: { low, assured } }: Needy) =>
  need === 'work' || need === 'answers' ? 100 - low : low - assured
/** What that is of the whole. */
const weighs = (one: Needy) => one.domain.weight * lacks(one)

/** How much is open, while it is too early: `48 of 79 answers open or not known`. */
export function openSentence(examined: Examined): string {
  const { unanswered, notKnown } = examined.result
  return `${unanswered.length + notKnown.length} of ${countWords(countAsked(examined), 'answer')} ${notKnown.length === 0 ? 'open' : 'open or not known'}`
}

/** What to do while it is too early. */
export const answerFirst = (examined: Examined) => ({
  heading: 'Answer the open questions',
  says: `With ${openSentence(examined)} nothing can be concluded. The first look asks the ${examined.ruleSet.firstLook.length} that settle most.`,
})

/** What it comes to, in one sentence without a full stop. */
export function resultsSentence(examined: Examined): string {
  const { overall, complete } = examined.result
  const { score, low, high, assured } = overall
  if (!isAnythingKnown(examined)) return 'Too early for a score: no answer is known yet'
  if (isTooEarly(examined))
    return `Too early for a score: with ${openSentence(examined)} it lies ${low === high ? `at ${low}` : `between ${low} and ${high}`}`
  const said = score === null ? `between ${low} and ${high}` : `${score}`
  const shown =
    assured === 0
      ? 'can show nothing of it'
      : assured === low && complete
        ? 'can show all of it'
        : `can show ${assured}`
  return `We say ${said} of 100 and ${shown}: ${needsSentence(needsOf(examined))}`
}

const VERBS: Readonly<Record<Exclude<Need, 'holds'>, readonly [one: string, many: string]>> = {
  work: ['needs real work', 'need real work'],
  answers: ['is not known yet', 'are not known yet'],
  proof: ['needs proof', 'need proof'],
}

function needsSentence(all: readonly Needy[]): string {
  const parts = (['work', 'answers', 'proof'] as const).flatMap((need) => {
    const n = all.filter((one) => one.need === need).length
    return n === 0 ? [] : [{ n, verb: VERBS[need][n === 1 ? 0 : 1] }]
  })
  if (parts.length === 0) return 'every domain holds up'
  const noun = parts[0]?.n === 1 ? ' domain' : ' domains'
  return joinWords(parts.map(({ n, verb }, at) => `${smallNumber(n)}${at === 0 ? noun : ''} ${verb}`))
}

/** What the two scores are, and how far they moved since last signed; the scores themselves stand in the heading. */
export function bandsSentence({ ruleSet, result }: Examined, before: SignedBefore | undefined): string {
  const { low, high, assured } = result.overall
  const moved = (now: number, then: number | undefined) =>
    then === undefined || low < high ? '' : `, ${movedWords(now - then, ruleSet.noRealChangeBelow)}`
  const [from, to] = [bandNameOf(ruleSet, low), bandNameOf(ruleSet, high)]
  const paper = `On paper that is ${from === to ? from : `${from} to ${to}`}${moved(low, before?.summary.overall)}`
  const evidence = `on evidence ${bandNameOf(ruleSet, assured)}${moved(assured, before?.summary.overallAssured)}`
  const since =
    before === undefined || low < high
      ? ''
      : ` since ${dateWords(before.asOf)}${before.ruleSet.digest === ruleSet.digest ? '' : '; the rules changed in between'}`
  return `${paper}; ${evidence}${since}.`
}

/** A difference of two scores. */
export function movedWords(by: number, noRealChangeBelow: number): string {
  if (Math.abs(by) < noRealChangeBelow) return 'no real change'
  return by > 0 ? `up ${by}` : `down ${-by}`
}

/** The profile: where each domain stands, beside what was signed and the middle of the group. */
export function chartProfile(
  examined: Examined,
  before: SignedBefore | undefined,
  group: Group | undefined,
): ProfileChart {
  const { ruleSet } = examined
  const all = needsOf(examined)
  const groups = ORDER.map((need) => all.filter((one) => one.need === need))
    .filter((some) => some.length > 0)
    .map((some) => ({
      heading: HEADINGS[some[0]?.need ?? 'holds'],
      rows: some.map(({ domain, found }) => ({
        label: domain.title,
        evidence: found.assured,
        paper: found.low,
        high: found.high,
        before: inOther(before?.ruleSet, domain, (index) => before?.summary.domains[index]),
        middle: inOther(group?.ruleSet, domain, (index) => group?.figures.domains[index]?.onPaper.p50),
      })),
    }))
  const said = groups.map(({ heading, rows }) => {
    const each = rows.map(
      ({ label, paper, high, evidence }) =>
        `${label} ${paper === high ? paper : `${paper} to ${high}`}, shown ${evidence}`,
    )
    return `${heading}: ${joinWords(each)}`
  })
  return {
    id: 'profile',
    title: 'The domains by what each needs, on paper and on evidence',
    description: `${said.join('; ')}.`,
    groups,
    zones: ruleSet.bands.map(({ name, from }) => ({ name, from })),
  }
}

/** A figure of the domain of the same id under another rule set. */
function inOther<T>(ruleSet: RuleSet | undefined, { id }: Domain, find: (index: number) => T): T | undefined {
  const other = ruleSet?.domains.find((one) => one.id === id)
  return other === undefined ? undefined : find(other.index)
}

/** Something to look at, with one way to go. */
export interface ToDo {
  readonly heading: string
  readonly says: string
  /** Id of the domain it is about; undefined: the questions. */
  readonly domain: string | undefined
}

/** Most of them on a page (ours). */
const MOST = 3

/** The worst three by what they weigh in the whole, with what they let in; while it is too early, to answer. */
export function worstThree(examined: Examined): ToDo[] {
  if (isTooEarly(examined)) return [{ ...answerFirst(examined), domain: undefined }]
  const named = new Set<string>()
  return needsOf(examined)
    .filter(({ need }) => need !== 'holds')
    .toSorted((a, b) => ORDER.indexOf(a.need) - ORDER.indexOf(b.need) || weighs(b) - weighs(a))
    .slice(0, MOST)
    .map((one) => ({
      heading: one.domain.title,
      says: [
        ...(one.need === 'answers' ? openIn(examined, one.domain) : []),
        ...letsIn(examined, one),
        ...gravest(examined, one, named),
      ].join(' '),
      domain: one.domain.id,
    }))
}

/** What in the domain is not answered, or not known. */
function openIn({ ruleSet, result }: Examined, domain: Domain): string[] {
  const count = (ids: readonly string[]) =>
    domain.questions.filter((index) => ids.includes(ruleSet.questions[index]?.id ?? '')).length
  const [open, unknown] = [count(result.unanswered), count(result.notKnown)]
  if (open + unknown === 0) return []
  const parts = [
    ...(open > 0 ? [`${countWords(open, 'answer')} ${open === 1 ? 'is' : 'are'} missing`] : []),
    ...(unknown > 0 ? [`${countWords(unknown, 'answer')} nobody knows`] : []),
  ]
  return [`${upperFirst(joinWords(parts))}.`]
}

/** In how many counted attacks a known answer of the domain is below what would have stopped or shown it; of proof, only on evidence. */
function letsIn(examined: Examined, { domain, need }: Needy): string[] {
  const { ruleSet, row } = examined
  const onPaper = attacksThrough(examined, domain, row.declared)
  const through =
    need === 'proof'
      ? attacksThrough(examined, domain, row.assured).filter((one) => !onPaper.includes(one))
      : onPaper
  const [first] = through
  if (first === undefined) return []
  const of = `${through.length} of ${countWords(countedAttacks(ruleSet).length, 'past attack')}`
  return [
    need === 'proof'
      ? `Against ${of}, such as ${shortTitle(first)}, it counts on our word only.`
      : `${upperFirst(of)}, such as ${shortTitle(first)}, asked more of us here than we have.`,
  ]
}

function attacksThrough({ ruleSet, row }: Examined, domain: Domain, levels: ArrayLike<number>): Incident[] {
  const found = new Set<Incident>()
  for (const index of domain.questions) {
    if (stateOf(row.declared[index] ?? UNANSWERED) !== 'answered') continue
    const level = worstLevel(levels[index] ?? UNANSWERED) ?? 0
    for (const door of doorsOf(ruleSet)[index] ?? [])
      if (openAt(door, level) !== undefined) found.add(door.incident)
  }
  return countedAttacks(ruleSet).filter((one) => found.has(one))
}

/** The gravest risk that the domain should lower, of those not named before. */
function gravest({ ruleSet, result }: Examined, { domain, need }: Needy, named: Set<string>): string[] {
  const read = (one: (typeof result.risks)[number]) => (need === 'proof' ? one.assured : one.residual)
  const [worst] = (groundsOf(ruleSet).find((one) => one.domain.id === domain.id)?.risks ?? [])
    .flatMap(({ id, short }) => {
      const found = result.risks.find((one) => one.id === id)
      return found === undefined || named.has(id) ? [] : [{ id, short, at: read(found) }]
    })
    .toSorted((a, b) => b.at - a.at)
  if (worst === undefined) return []
  named.add(worst.id)
  return [
    `${upperFirst(quote(worst.short))} stands at ${worst.at} of 25${need === 'proof' ? ' on evidence' : ''}.`,
  ]
}
