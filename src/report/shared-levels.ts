/** An assessment → the level of each answer, domain by domain, for somebody outside: no value as typed, no comment, no evidence. */

import { NOT_APPLICABLE, stateOf, UNANSWERED, worstLevel } from '../answers/levels.ts'
import type { Question } from '../rules/model.ts'
import { statesOf } from './asked.ts'
import type { Examined } from './explain-score.ts'
import { stateName } from './standing-words.ts'
import { upperFirst } from './words.ts'

export interface LevelLine {
  readonly id: string
  readonly question: string
  /** Sentence of the level, or of the state. */
  readonly paper: string
  readonly evidence: string
}

export interface DomainLevels {
  readonly id: string
  readonly title: string
  readonly lines: readonly LevelLine[]
}

/** Every question that is asked here, in order; a domain without any is left out. */
export function describeLevels(examined: Examined): DomainLevels[] {
  const { ruleSet, row } = examined
  const states = statesOf(examined)
  return ruleSet.domains
    .map((domain) => ({
      id: domain.id,
      title: domain.title,
      lines: domain.questions.flatMap((index): LevelLine[] => {
        const question = ruleSet.questions[index]
        const state = states[index]
        if (question === undefined || state === undefined || state === 'hidden') return []
        const declared = row.declared[index] ?? UNANSWERED
        const assured = row.assured[index] ?? UNANSWERED
        return [
          {
            id: question.id,
            question: question.short,
            paper: paperLevel(question, declared),
            evidence: shown(question, declared, assured),
          },
        ]
      }),
    }))
    .filter(({ lines }) => lines.length > 0)
}

/** What a question's answer counts as on paper: its level, or its state, which is never shown as a level. */
export function paperLevel(question: Question, byte: number): string {
  const state = stateOf(byte)
  const level = worstLevel(byte) ?? 0
  const text = question.levels[level]?.text ?? ''
  if (state === 'answered') return text
  const name = upperFirst(stateName(state))
  return state === 'not-known' && level > 0 ? `${name}; at worst: ${text}` : name
}

/** What is left of it when only evidence counts. */
function shown(question: Question, declared: number, assured: number): string {
  if (assured >= NOT_APPLICABLE) return upperFirst(stateName('not-applicable'))
  if (declared >= UNANSWERED) return 'Nothing is shown'
  const [said, left] = [worstLevel(declared) ?? 0, worstLevel(assured) ?? 0]
  if (left === said) return said === 0 ? 'The same; it needs no evidence' : 'The same, with evidence'
  return left === 0 ? 'Nothing is shown' : `As if: ${question.levels[left]?.text ?? ''}`
}
