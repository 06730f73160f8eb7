/**
 * The engine's cheapest change → what it would do, what it does not cover, and what is left when there is none.
 * An answer that is not known is never raised: the change is to find it out.
 */

import { UNANSWERED } from '../answers/levels.ts'
import { findQuestion } from '../rules/find.ts'
import { literalsOf } from '../rules/condition.ts'
import type { Control, Question } from '../rules/model.ts'
import { isInPlace } from '../scoring/standing.ts'
import { atLeastWords } from './describe-condition.ts'
import type { Examined } from './explain-score.ts'
import type { ChainReplay } from './replay.ts'
import type { ReplayStep } from './replay-ends.ts'
import { joinWords, lowerFirst, withoutStop } from './words.ts'

export interface Change {
  readonly question: Question
  /** Find out the answer, give evidence for it, or raise it. */
  readonly action: 'find-out' | 'evidence' | 'raise'
  /** What the answer must be, in words. */
  readonly to: string
  /** What this change would not help against; undefined when the rules do not say. */
  readonly doesNotCover: string | undefined
}

export interface CheapestChange {
  readonly kind: 'done' | 'evidence' | 'change' | 'nothing-published' | 'customer'
  readonly lead: string
  readonly changes: readonly Change[]
}

/** What would stop the attack before harm; undefined when it does not concern this organisation. */
export function describeCheapest(examined: Examined, replay: ChainReplay): CheapestChange | undefined {
  const { result, chain } = replay
  if (result.outcome === 'not-exposed' || result.chain === null) return undefined
  if (chain.vantage === 'as-a-customer')
    return {
      kind: 'customer',
      lead: 'As a customer nothing you do stops this attack. What you own, such as contracts, fallbacks and downtime plans, limits what you lose.',
      changes: [],
    }
  if (result.cheapest === null)
    return {
      kind: 'nothing-published',
      lead: 'Nothing published would have stopped it before harm. Seeing it sooner and limiting it is what is left.',
      changes: [],
    }
  if (result.cheapest.length === 0) return describeStopped(replay)
  const changes = result.cheapest.flatMap(({ question: id, action, to }): Change[] => {
    const question = findQuestion(examined.ruleSet, id)
    if (question === undefined) return []
    const level = question.levels.findIndex((one) => one.id === to)
    return [{ question, action, to: atLeastWords(question, level), doesNotCover: question.doesNotCover }]
  })
  const at = stepOf(examined, replay, changes)
  const where = at === undefined ? '' : ` at step ${at.number}`
  const unknown = changes.filter((change) => change.action === 'find-out').length
  return {
    kind: 'change',
    changes,
    lead:
      unknown === changes.length
        ? `Find out ${changes.length === 1 ? 'this answer' : 'these answers'}. If ${changes.length === 1 ? 'it is' : 'they are'} as follows, it would have been stopped before harm${where}, once evidenced.`
        : changes.length === 1
          ? `This one change would have stopped it before harm${where}, once evidenced.`
          : `These ${changes.length === 2 ? 'two' : changes.length} together would have stopped it before harm${where}, once evidenced.`,
  }
}

/** It is stopped already on paper: what is left is to evidence it. */
function describeStopped({ steps }: ChainReplay): CheapestChange {
  const end = steps.find((step) => step.result.status === 'stopped')
  if (end === undefined || end.result.assured === 'stopped')
    return {
      kind: 'done',
      lead: 'An evidenced control would have stopped it before harm already.',
      changes: [],
    }
  const stated = end.controls.filter((one) => one.control.role === 'stops' && isInPlace(one.stands))
  const changes = stated.flatMap((one) =>
    one.reads.map((read) => ({
      question: read.question,
      action: 'evidence' as const,
      to: aimOf(one.control, read.question),
      doesNotCover: read.question.doesNotCover,
    })),
  )
  return {
    kind: 'evidence',
    lead: `You state a control at step ${end.number} but have not evidenced it. Evidence for ${changes.length > 1 ? 'any one of these answers' : 'this answer'} is what is missing.`,
    changes,
  }
}

/** What a control asks of one question, in words. */
function aimOf(control: Control, question: Question): string {
  const literal = literalsOf(control.when).find(
    (one) => one.kind === 'level' && one.question === question.index,
  )
  return literal?.kind === 'level' ? atLeastWords(question, literal.level) : ''
}

/** The first attack step whose control these changes would put in place. */
function stepOf(
  examined: Examined,
  { steps }: ChainReplay,
  changes: readonly Change[],
): ReplayStep | undefined {
  const raised = new Set(changes.map((change) => change.question.index))
  const levelOf = (index: number) => examined.row.declared[index] ?? UNANSWERED
  return steps.find(
    ({ step }) =>
      step.kind === 'attack' &&
      step.controls.some(
        (control) =>
          control.role === 'stops' &&
          literalsOf(control.when).every(
            (one) =>
              one.kind === 'context' ||
              raised.has(one.question) ||
              (levelOf(one.question) < UNANSWERED && (levelOf(one.question) & 0x0f) >= one.level),
          ) &&
          literalsOf(control.when).some((one) => one.kind === 'level' && raised.has(one.question)),
      ),
  )
}

/** What a set of changes does not cover, one line a change. */
export function uncoveredBy({ changes }: CheapestChange): string[] {
  const named = changes.flatMap((change) =>
    change.doesNotCover === undefined
      ? []
      : [`“${change.question.short}” does not cover ${lowerFirst(withoutStop(change.doesNotCover))}.`],
  )
  const silent = changes.filter((change) => change.doesNotCover === undefined)
  return silent.length === 0
    ? named
    : [
        ...named,
        `Nobody has written down what ${joinWords(silent.map((change) => `“${change.question.short}”`))} does not cover. No single change covers every attack.`,
      ]
}
