/** What was decided to be done → what it comes to in one sentence, and the improvement plan as a table. It decides nothing and reads no clock. */

import { dateWords, dayWords } from '../calendar.ts'
import { writeTable } from '../exchange/csv.ts'
import { findQuestion } from '../rules/find.ts'
import { stateOf, UNANSWERED } from '../answers/levels.ts'
import type { Framework, Improvements, Question } from '../rules/model.ts'
import type { Examined } from './explain-score.ts'
import { countWords, poundWords, shorten, upperFirst } from './words.ts'

/** Of an action, what words need. */
export interface Planned {
  readonly source: keyof typeof SOURCES
  readonly questionId: string | undefined
  readonly title: string
  /** Empty: nobody yet. */
  readonly ownerName: string
  readonly due: string | undefined
  readonly size: string | undefined
  readonly pounds: number | undefined
  readonly funded: boolean
  readonly reason: string
  readonly state: 'open' | 'done' | 'dropped'
  readonly outcome: string
  readonly isOverdue: boolean
}

export interface ConfirmedPlan {
  readonly at: string
  readonly byName: string
  readonly isOutdated: boolean
}

/** What an action came of. */
export const SOURCES = {
  move: 'From what to fix first',
  proof: 'To show what is true already',
  contradiction: 'From answers that do not fit together',
  lesson: 'From a lesson of a past attack',
  reservation: 'From a reservation at signing',
  review: 'From a review of evidence',
  own: 'Our own',
} as const

/** What the list comes to, in one sentence without its full stop. */
export function planHeadline(actions: readonly Planned[]): string {
  const open = actions.filter(({ state }) => state === 'open')
  if (actions.length === 0) return 'Nothing is planned yet'
  if (open.length === 0) return `Nothing is open: ${countStates(actions).slice(1).join(', ')}`
  const late = open.filter(({ isOverdue }) => isOverdue).length
  const unowned = open.filter(isUnowned).length
  const of = `${countWords(open.length, 'open action')}`
  if (late > 0)
    return `${upperFirst(countWords(late, 'action'))} of ${open.length} ${late === 1 ? 'is' : 'are'} past ${late === 1 ? 'its' : 'their'} day`
  if (open.length === 1) return `1 open action, ${oneWords(open[0] as Planned)}`
  if (unowned > 0)
    return `${upperFirst(of)}, of which ${unowned} ${unowned === 1 ? 'has' : 'have'} no owner or no day yet`
  const next = open.map(({ due }) => due ?? '').toSorted()[0] ?? ''
  return `${upperFirst(of)}, all with an owner and a day; the next is due on ${dateWords(next)}`
}

function oneWords(action: Planned): string {
  const { ownerName, due } = action
  if (ownerName === '') return due === undefined ? 'without an owner and a day' : 'without an owner'
  return due === undefined ? 'without a day' : `due on ${dateWords(due)}`
}

export const isUnowned = ({ ownerName, due }: Planned) => ownerName === '' || due === undefined

/** Open, done and dropped, each counted. */
export function countStates(actions: readonly Planned[]): string[] {
  const count = (state: Planned['state']) => actions.filter((one) => one.state === state).length
  return [`${count('open')} open`, `${count('done')} done`, `${count('dropped')} dropped`]
}

/** Whether the SIRO stands behind the list as it is now. */
export function confirmationWords(confirmed: ConfirmedPlan | undefined): string {
  if (confirmed === undefined) return 'The SIRO has not confirmed this plan'
  const said = `${confirmed.byName} confirmed this plan as SIRO on ${dayWords(confirmed.at)}`
  return confirmed.isOutdated ? `${said}, and it has changed since` : said
}

export interface WhoAndWhen {
  readonly who: string
  readonly when: string
}

/** Somebody else saved first. */
export function planConflictWords({
  savedBy,
  value,
}: {
  readonly savedBy: string | undefined
  readonly value: { readonly title: string } | undefined
}): string {
  return `${savedBy ?? 'Somebody'} saved this action meanwhile, as “${value?.title ?? ''}”. Nothing was overwritten. Save yours again to put it in place of theirs, or open the list to see theirs.`
}

/** Who does it by when; where that is open, it says so with the reason. */
export function whoAndWhen({ ownerName, due, reason, state }: Planned): WhoAndWhen {
  const why = reason === '' || state !== 'open' ? '' : `: ${reason}`
  return {
    who: ownerName === '' ? `Nobody yet${why}` : ownerName,
    when: due === undefined ? `No day yet${ownerName === '' ? '' : why}` : dateWords(due),
  }
}

/** Words of who does it, and of a day, where they stand beside what is to be done (ours). */
const PERSON = 7

/** As `whoAndWhen`, shortened: the list of actions has it whole. */
export function whoAndWhenInShort(action: Planned): WhoAndWhen {
  const { who, when } = whoAndWhen(action)
  return { who: shorten(who, PERSON), when: shorten(when, PERSON) }
}

/** What is open that came of this; undefined: nothing. */
export function findOpenAction<A extends Planned & { readonly sourceId: string }>(
  actions: readonly A[],
  source: Planned['source'],
  sourceId: string,
): A | undefined {
  return actions.find((one) => one.state === 'open' && one.source === source && one.sourceId === sourceId)
}

/** What it takes, as somebody estimated it. */
export function takesWords(action: Planned, improvements: Improvements | undefined): string {
  const name = improvements?.sizes.find(({ id }) => id === action.size)?.name
  const parts = [name?.toLowerCase(), moneyWords(action)].filter((one) => one !== undefined)
  return parts.length === 0 ? NOT_ESTIMATED : upperFirst(parts.join('; '))
}

export const NOT_ESTIMATED = 'Not estimated yet'

/** Undefined: nobody said. */
export function moneyWords({ pounds, funded }: Planned): string | undefined {
  if (pounds === undefined) return undefined
  return pounds === 0 ? 'no money' : `${poundWords(pounds)}, ${funded ? 'approved' : 'not approved yet'}`
}

/** What the improvement plan reads. */
export interface PlanReading {
  readonly actions: readonly Planned[]
  readonly confirmed: ConfirmedPlan | undefined
  readonly examined: Pick<Examined, 'ruleSet' | 'row'>
  readonly framework: Framework
  /** Undefined: the rules do not say what raising an answer takes. */
  readonly improvements: Improvements | undefined
}

/** The outcomes of the official framework that an action serves, and where its answer stands; empty where it is about no single answer. */
export function outcomeOf(
  { examined: { ruleSet, row }, framework }: PlanReading,
  { questionId }: Planned,
): { readonly outcome: string; readonly gap: string } {
  const question = questionId === undefined ? undefined : findQuestion(ruleSet, questionId)
  if (question === undefined) return { outcome: '', gap: '' }
  return {
    outcome: [question.caf, question.cafInferred].flatMap((each) => each[framework.id] ?? []).join(' '),
    gap: `${question.short}: ${gapOf(question, row)}`,
  }
}

/** The improvement plan in a regulator's shape, an action a row: outcome of the official framework, gap, action, owner, day or why there is none, money, and the SIRO's word. */
export function planRows(plan: PlanReading) {
  const { actions, confirmed, improvements } = plan
  const sizeOf = (id: string | undefined) => improvements?.sizes.find((one) => one.id === id)?.name ?? ''
  const siro = confirmationWords(confirmed)
  return actions.map((one) => {
    const { outcome, gap } = outcomeOf(plan, one)
    return [
      outcome,
      gap,
      one.title,
      SOURCES[one.source],
      one.ownerName,
      one.due ?? '',
      isUnowned(one) ? one.reason : '',
      sizeOf(one.size),
      one.pounds ?? '',
      one.pounds === undefined || one.pounds === 0 ? '' : one.funded ? 'yes' : 'no',
      one.isOverdue ? 'open, past its day' : one.state,
      one.outcome,
      siro,
    ]
  })
}

/** The same as CSV. */
export function tablePlan(marking: string, plan: PlanReading): string {
  return writeTable(marking, PLAN_COLUMNS, planRows(plan))
}

/** Where an answer stands, as the sentence of its level. */
function gapOf({ levels, index }: Question, { declared }: Examined['row']): string {
  const byte = declared[index] ?? UNANSWERED
  const state = stateOf(byte)
  if (state === 'answered') return levels[byte]?.text ?? ''
  return state === 'not-known' ? 'nobody knows' : state === 'unanswered' ? 'not answered' : 'not applicable'
}

export const PLAN_COLUMNS = [
  'outcome',
  'gap',
  'action',
  'came-of',
  'owner',
  'due',
  'why-no-owner-or-day',
  'size',
  'pounds-first-year',
  'money-approved',
  'state',
  'shown-by-or-why-dropped',
  'siro',
]
