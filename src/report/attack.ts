/** One chain of a past attack against a trust's answers → the sentence that says where it ends, and the step to show first. It never says that our word stops anything. */

import type { Outcome } from '../scoring/model.ts'
import { endsOf, NOT_EXPOSED } from './outcomes.ts'
import type { ChainReplay } from './replay.ts'
import { standingName } from './standing-words.ts'
import { lowerFirst } from './words.ts'

/** Where it ends in both readings, without a full stop. */
export function attackSentence(replay: ChainReplay): string {
  const { outcome, assuredOutcome } = replay.result
  if (replay.notExposed !== undefined) return NOT_EXPOSED
  const shown = shownWords(replay, assuredOutcome)
  if (outcome === 'not-known')
    return `It depends on answers not known: ${endsOf(replay.result)}; ${lowerFirst(shown)}`
  const said = outcome === assuredOutcome ? undefined : saidWords(replay, outcome)
  return said === undefined ? shown : `${said}; ${lowerFirst(shown)}`
}

const isCustomer = ({ chain }: ChainReplay) => chain.vantage === 'as-a-customer'

/** Number of the first step that stands so in a reading. */
function stepAt({ steps }: ChainReplay, reading: 'status' | 'assured', status: string): number | undefined {
  return steps.find(({ result }) => result[reading] === status)?.number
}

function at(replay: ChainReplay, reading: 'status' | 'assured', status: string): string {
  const number = stepAt(replay, reading, status)
  return number === undefined ? '' : ` at step ${number}`
}

function shownWords(replay: ChainReplay, outcome: Outcome | null): string {
  switch (outcome) {
    case 'stopped':
      return `What we can show stops it${at(replay, 'assured', 'stopped')}`
    case 'cut-short':
      return `What we can show ends it${at(replay, 'assured', 'stopped')}, after harm had begun`
    case 'seen':
      return `What we can show only sees it${at(replay, 'assured', 'seen')}`
    case 'limited':
      return isCustomer(replay) ? 'What we can show limits what we lose' : 'What we can show only limits it'
    case 'not-testable':
      return `It ${standingName('cannot-be-tested')}`
    default:
      return isCustomer(replay)
        ? 'Nothing we can show limits what we lose'
        : 'Nothing we can show stands in its way'
  }
}

/** Undefined where our word does no more than what we can show. */
function saidWords(replay: ChainReplay, outcome: Outcome | null): string | undefined {
  switch (outcome) {
    case 'stopped':
      return `On our word it is met${at(replay, 'status', 'stopped')}`
    case 'cut-short':
      return `On our word it is met${at(replay, 'status', 'stopped')}, after harm had begun`
    case 'seen':
      return `On our word it is seen${at(replay, 'status', 'seen')}`
    case 'limited':
      return isCustomer(replay)
        ? 'On our word something limits what we lose'
        : 'On our word something limits it'
    default:
      return undefined
  }
}

/** The step to show before one is asked for: where our word ends it, else what we can show, else where it is seen, else the first. */
export function firstStep(replay: ChainReplay): number {
  return (
    stepAt(replay, 'status', 'stopped') ??
    stepAt(replay, 'assured', 'stopped') ??
    stepAt(replay, 'status', 'seen') ??
    1
  )
}
