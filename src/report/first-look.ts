/**
 * The answers of the first look against past attacks → which of them stand below what a step asked for, and what that would have let in.
 * It reads one answer at a time, and only those that are known: it says where a door stands open, and not that the others are shut.
 */

import { stateOf, UNANSWERED } from '../answers/levels.ts'
import type { LevelRow } from '../answers/model.ts'
import { literalsOf } from '../rules/condition.ts'
import type { Incident, Question, RuleSet, Step } from '../rules/model.ts'
import { countedChains } from '../scoring/measures.ts'
import { countWords } from './words.ts'

/** A step of a counted attack at which this answer is below what a control asks for. */
export interface LetIn {
  readonly incident: Incident
  readonly step: Step
}

export interface OpenDoor {
  readonly question: Question
  /** One step an attack, the first. */
  readonly letIn: readonly LetIn[]
}

/** The known answers of the first look that stand open, those that do in most attacks first. */
export function findOpenDoors(ruleSet: RuleSet, row: LevelRow): OpenDoor[] {
  return ruleSet.firstLook
    .flatMap((index): OpenDoor[] => {
      const question = ruleSet.questions[index]
      const byte = row.declared[index] ?? UNANSWERED
      if (question === undefined || !isKnown(row, index)) return []
      const letIn = countedChains(ruleSet).flatMap(({ incident, chain }): LetIn[] => {
        const harm = chain.steps.findIndex(({ kind }) => kind === 'harm')
        const before = harm < 0 ? chain.steps : chain.steps.slice(0, harm)
        const step = before.find((one) => asksMore(one, index, byte))
        return step === undefined ? [] : [{ incident, step }]
      })
      return letIn.length === 0 ? [] : [{ question, letIn }]
    })
    .toSorted((a, b) => b.letIn.length - a.letIn.length)
}

/** Whether a question is answered, and not with "don't know". */
export function isKnown({ declared }: LevelRow, question: number): boolean {
  return stateOf(declared[question] ?? UNANSWERED) === 'answered'
}

/** How many of the known answers stand open, and how many are not known; what does not apply is neither. */
export function openSentence(open: number, known: number, unknown: number): string {
  const besides =
    unknown === 0 ? '' : ` ${countWords(unknown, 'answer')} ${unknown === 1 ? 'is' : 'are'} not known.`
  if (known === 0) return `None of the ${unknown} answers is known, so nothing can be said of past attacks.`
  return `${open === 0 ? 'None' : open} of the ${known} known answers ${open < 2 ? 'is' : 'are'} below what a step of a past attack asked for.${besides}`
}

/** Whether what stops or shows the step asks for a better answer. */
function asksMore(step: Step, question: number, level: number): boolean {
  return step.controls.some(
    ({ role, when }) =>
      role !== 'limits' &&
      literalsOf(when).some((one) => one.kind === 'level' && one.question === question && one.level > level),
  )
}

/** Everybody who usually knows an answer of the first look, each once. */
export function whoKnows(ruleSet: RuleSet): string[] {
  const people = ruleSet.firstLook.flatMap((index) => ruleSet.questions[index]?.knows ?? [])
  return [...new Set(people.map((one) => one.replace(/ \(.*\)$/, '')))]
}
