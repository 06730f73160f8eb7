/**
 * What is planned and what could be fixed first → the decisions that a board is asked for, and what came of earlier ones.
 * Risks fall by the real scorer, each decision after those above it. What somebody typed is shortened, and stands whole in the list of actions.
 */

import type { LevelRow } from '../answers/model.ts'
import { once } from '../once.ts'
import { type Step, type Stepped, stepInOrder } from '../planning/in-order.ts'
import type { Both, FixFirst, Move } from '../planning/model.ts'
import { positionOf } from '../planning/position.ts'
import { findQuestion } from '../rules/find.ts'
import type { Improvements, Question, RuleSet } from '../rules/model.ts'
import { scoreRow } from '../scoring/score.ts'
import { metByNothing } from './attacks.ts'
import type { Examined } from './explain-score.ts'
import { daysWords, effortWords, type FallingRisk, fallingRisks } from './fix-first.ts'
import { moneyWords, NOT_ESTIMATED, type Planned, whoAndWhen, whoAndWhenInShort } from './planned-actions.ts'
import { acceptedOf } from './risk-list.ts'
import {
  countWords,
  joinWords,
  quote,
  shorten,
  smallNumber,
  upperFirst,
  whoKnows,
  withoutStop,
} from './words.ts'

/** Of a planned action, what its decision needs. */
export interface Decided extends Planned {
  readonly id: string
  readonly sourceId: string
  readonly savedAt: string
}

export interface DecisionWords {
  readonly title: string
  /** Undefined: it is about no single answer. */
  readonly question: Question | undefined
  /** False: a move that nobody has decided on. */
  readonly planned: boolean
  /** Of one reading, the first few that fall; each after the decisions above. */
  readonly risks: readonly FallingRisk[]
  readonly reading: 'paper' | 'evidence'
  /** How many more fall, or why none is named; empty: those are all. */
  readonly besides: string
  readonly effort: {
    /** From 1 to 5; undefined: nobody said. */
    readonly boxes: number | undefined
    readonly says: string
  }
  readonly who: string
  readonly when: string
  readonly late: boolean
  readonly ifNot: string
}

export interface Decisions {
  readonly rows: readonly DecisionWords[]
  /** Risks above what is accepted, before the first and after the last; undefined: there is none. */
  readonly above: { readonly from: Both; readonly to: Both } | undefined
  /** Ids of the actions among them. */
  readonly actions: ReadonlySet<string>
}

/** Most on the page, and risks that one of them names (ours). */
const [MOST, RISKS] = [3, 2]
/** Words of what somebody typed (ours). */
const TITLE = 16

/** Efforts and moves; undefined: the rules have no efforts, or it is too early. */
type PlanFound = { readonly found: FixFirst; readonly improvements: Improvements } | undefined

interface Asked {
  readonly step: Step
  readonly question: Question | undefined
  readonly action: Decided | undefined
  readonly move: Move | undefined
}

/** Open actions in their order, then the first moves that nobody has decided on: of an answer that rises in several steps, the first. */
export function describeDecisions(
  examined: Pick<Examined, 'ruleSet' | 'row' | 'appetites'>,
  plan: PlanFound,
  actions: readonly Decided[],
): Decisions {
  const { ruleSet, row } = examined
  const asked = [
    ...actions.filter(({ state }) => state === 'open').map((one) => askedByAction(ruleSet, plan, one)),
    ...(plan?.found.moves ?? [])
      .filter((one) => !isDecided(one, actions))
      .filter((one, at, all) => all.findIndex(({ question }) => question === one.question) === at)
      .map((one) => askedByMove(ruleSet, one)),
  ].slice(0, MOST)
  const stepped = stepInOrder(
    ruleSet,
    row,
    asked.map(({ step }) => step),
  )
  const [first, last] = [stepped[0], stepped.at(-1)]
  // What stands after one decision is what the next one begins with.
  const unmetBy: Unmet = once(
    (at) => new Set(metByNothing({ ruleSet, result: scoreRow(attacksAlone(ruleSet), at) })),
  )
  return {
    rows: asked.flatMap((one, at) => {
      const of = stepped[at]
      return of === undefined ? [] : [decisionWords(examined, plan, one, of, unmetBy)]
    }),
    above: first &&
      last && { from: countAbove(examined, first.before), to: countAbove(examined, last.after) },
    actions: new Set(asked.flatMap(({ action }) => action?.id ?? [])),
  }
}

/** The same rules without what no attack reads: a page works out four rows. */
const attacksAlone = once((ruleSet: RuleSet): RuleSet => ({
  ...ruleSet,
  ...{ caps: [], risks: [], lessons: [], contradictions: [], frameworks: [] },
}))

function countAbove(of: Pick<Examined, 'ruleSet' | 'appetites'>, row: LevelRow): Both {
  const { risks } = positionOf(of.ruleSet, row)
  const count = (reading: keyof Both) =>
    of.ruleSet.risks.filter(({ id }, at) => (risks[at]?.[reading] ?? 0) > acceptedOf(of, id)).length
  return { paper: count('paper'), evidence: count('evidence') }
}

/** Somebody decided on that step before, whatever came of it, or something about its answer is open. */
function isDecided({ question, to }: Move, actions: readonly Decided[]): boolean {
  return actions.some(
    (one) =>
      (one.source === 'move' && one.sourceId === `${question} ${to}`) ||
      (one.state === 'open' && one.questionId === question),
  )
}

function askedByMove(ruleSet: RuleSet, move: Move): Asked {
  return {
    step: { raised: [...move.besides, move], proven: [] },
    question: findQuestion(ruleSet, move.question),
    action: undefined,
    move,
  }
}

function askedByAction(ruleSet: RuleSet, plan: PlanFound, action: Decided): Asked {
  const { source, sourceId, questionId } = action
  const [id = '', to = ''] = sourceId.split(' ')
  const move = plan?.found.moves.find((one) => source === 'move' && one.question === id && one.to === to)
  return {
    step: {
      raised: source === 'move' ? [...(move?.besides ?? []), { question: id, to }] : [],
      proven: source === 'proof' ? sourceId.split(' ') : [],
    },
    question: questionId === undefined ? undefined : findQuestion(ruleSet, questionId),
    action,
    move,
  }
}

/** Names of the attacks that nothing meets. */
type Unmet = (row: LevelRow) => ReadonlySet<string>

function decisionWords(
  examined: Pick<Examined, 'ruleSet' | 'appetites'>,
  plan: PlanFound,
  asked: Asked,
  stepped: Stepped,
  unmetBy: Unmet,
): DecisionWords {
  const { ruleSet } = examined
  const { action, move, question } = asked
  const onPaper = fallingRisks(ruleSet, stepped.changes, 'paper')
  const reading = onPaper.length > 0 ? 'paper' : 'evidence'
  const risks = reading === 'paper' ? onPaper : fallingRisks(ruleSet, stepped.changes, 'evidence')
  const more = risks.length - RISKS
  const shown = new Set(onPaper.map(({ id }) => id))
  const alsoOnEvidence = fallingRisks(ruleSet, stepped.changes, 'evidence').filter(({ id }) => !shown.has(id))
  const known = asked.step.raised.length + asked.step.proven.length > 0
  return {
    title: shorten(withoutStop(action?.title ?? move?.action ?? ''), TITLE),
    question,
    planned: action !== undefined,
    risks: risks.slice(0, RISKS),
    reading,
    besides:
      risks.length === 0
        ? known
          ? 'No risk by itself'
          : 'Not worked out: it changes no single answer'
        : joinWords([
            ...(more > 0 ? [`and ${smallNumber(more)} more`] : []),
            ...(reading === 'paper' && alsoOnEvidence.length > 0
              ? [`${more > 0 ? '' : 'and '}on evidence ${smallNumber(alsoOnEvidence.length)} more`]
              : []),
          ]),
    effort: effortOf(plan?.improvements, asked),
    ...whoOf(action, question),
    ifNot: ifNotWords(asked, stepped, crossingFirst(examined, risks), reading, unmetBy),
  }
}

function effortOf(improvements: Improvements | undefined, { action, move }: Asked): DecisionWords['effort'] {
  if (action === undefined) {
    if (improvements === undefined || move === undefined) return { boxes: undefined, says: '' }
    const { boxes, size, takes } = effortWords(improvements, move.effort)
    return { boxes, says: `${size}: ${takes}` }
  }
  const at = improvements?.sizes.findIndex(({ id }) => id === action.size) ?? -1
  const size = improvements?.sizes[at]
  const money = moneyWords(action)
  if (size === undefined)
    return { boxes: undefined, says: money === undefined ? NOT_ESTIMATED : upperFirst(money) }
  // As what to fix first has it, where nobody said another size.
  const days = move?.effort.size === at ? move.effort.days : size.days
  const takes = [daysWords(days), money].filter((one) => one !== undefined)
  return { boxes: at + 1, says: `${size.name}: ${takes.join(', ')}` }
}

function whoOf(
  action: Decided | undefined,
  question: Question | undefined,
): Pick<DecisionWords, 'who' | 'when' | 'late'> {
  if (action === undefined) {
    const ask = question === undefined ? '' : ` Ask: ${whoKnows(question)}.`
    return { who: `Not planned yet: who, by when?${ask}`, when: '', late: false }
  }
  return { ...whoAndWhenInShort(action), late: action.isOverdue }
}

/** A risk that comes to within what is accepted stands before the others. */
function crossingFirst(
  of: Pick<Examined, 'ruleSet' | 'appetites'>,
  risks: readonly FallingRisk[],
): readonly FallingRisk[] {
  const crosses = ({ id, from, to }: FallingRisk) =>
    from.product > acceptedOf(of, id) && to.product <= acceptedOf(of, id)
  return [...risks.filter(crosses), ...risks.filter((one) => !crosses(one))]
}

/** What stays as it is; where nothing can be worked out, what it came of says it. */
function ifNotWords(
  { action }: Asked,
  { before, after }: Stepped,
  [first]: readonly FallingRisk[],
  reading: DecisionWords['reading'],
  unmetBy: Unmet,
): string {
  const left = unmetBy(after)
  const attack = [...unmetBy(before)].find((one) => !left.has(one))
  const parts = [
    ...(first === undefined
      ? []
      : [
          `${reading === 'evidence' ? 'on evidence ' : ''}${quote(first.short)} stays at ${first.from.product}`,
        ]),
    ...(attack === undefined ? [] : [`an attack like ${quote(attack)} would not be met`]),
  ]
  if (parts.length > 0) return `${upperFirst(parts.join('; '))}.`
  return action === undefined ? STAYS.move : STAYS[action.source]
}

const STAYS: Readonly<Record<Planned['source'], string>> = {
  move: 'The answer stays as it is.',
  proof: 'It stays on our word only.',
  contradiction: 'The answers still do not fit together.',
  lesson: 'The lesson stays not learned.',
  reservation: 'The reservation stands.',
  review: 'The evidence stays as the review found it.',
  own: 'Nothing is worked out for it.',
}

export interface EarlierWords {
  readonly title: string
  readonly tag: 'Late' | 'Done' | 'Dropped'
  readonly says: string
}

export interface Earlier {
  readonly rows: readonly EarlierWords[]
  /** Said where there are no rows. */
  readonly none: string
  /** How many more there are; empty: none. */
  readonly more: string
}

/** Most of them on the page, and words of a title and of what came of it (ours). */
const [ROWS, SHORT, OUTCOME] = [3, 8, 8]

/** What was decided before and what came of it: late ones that are not among the decisions, then what is over, the newest first. */
export function describeEarlier(actions: readonly Decided[], shown: ReadonlySet<string>): Earlier {
  const late = actions.filter((one) => one.isOverdue && !shown.has(one.id))
  const over = actions
    .filter(({ state }) => state !== 'open')
    .toSorted((a, b) => Date.parse(b.savedAt) - Date.parse(a.savedAt))
  const all = [...late, ...over]
  const left = all.length - ROWS
  return {
    rows: all.slice(0, ROWS).map((one) => ({
      title: shorten(withoutStop(one.title), SHORT),
      tag: one.state === 'open' ? 'Late' : one.state === 'done' ? 'Done' : 'Dropped',
      says: shorten(one.state === 'open' ? lateWords(one) : one.outcome, OUTCOME),
    })),
    none: noneWords(actions),
    more: left > 0 ? `${upperFirst(countWords(left, 'more'))}` : '',
  }
}

/** Where nothing is over, and nothing is late that does not stand among the decisions. */
function noneWords(actions: readonly Decided[]): string {
  if (actions.length === 0) return 'Nothing was decided before.'
  const isLate = actions.some(({ isOverdue }) => isOverdue)
  return isLate
    ? 'Nothing that was decided is done or dropped yet; what is late stands above.'
    : 'Nothing that was decided is done, dropped or late.'
}

function lateWords(action: Decided): string {
  const { who, when } = whoAndWhen(action)
  return `${who}, due ${when}`
}
