/**
 * The answers of the first look against past attacks → which of them stand below what a step asked for, and what that would have let in.
 * It reads one answer at a time, and only those that are known: it says where a door stands open, and not that the others are shut.
 */

import { stateOf, UNANSWERED } from '../answers/levels.ts'
import type { LevelRow } from '../answers/model.ts'
import type { Incident, Question, RuleSet, Step } from '../rules/model.ts'
import type { IncidentResult } from '../scoring/model.ts'
import { doorsOf, openAt } from '../scoring/doors.ts'
import { countWords, whoKnows } from './words.ts'

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
      const level = row.declared[index] ?? UNANSWERED
      if (question === undefined || !isKnown(row, index)) return []
      const letIn = (doorsOf(ruleSet)[index] ?? []).flatMap((door): LetIn[] => {
        const step = openAt(door, level)
        return step === undefined ? [] : [{ incident: door.incident, step }]
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

/** What is known of the counted attacks already, however the open answers turn out; undefined where no attack is counted. */
export function attacksSentence(incidents: readonly IncidentResult[]): string | undefined {
  const counted = incidents.filter((one) => one.counted)
  if (counted.length === 0) return undefined
  const met = counted.filter(({ meets }) => meets !== 'none').length
  const open = counted.filter(({ meetsNotKnown }) => meetsNotKnown).length
  const nothing = counted.length - met - open
  const besides = open === 0 ? '' : ` For ${open} it depends on what is still open.`
  return `Whatever the other answers are, ${nothing === 0 ? 'none' : nothing} of ${counted.length} past attacks would have met nothing here that stops or shows them in time, and ${met === 0 ? 'none' : met} would have met something, on paper.${besides}`
}

/** Everybody who usually knows an answer of the first look, each once and without what explains them. */
export function whoKnowsFirst(ruleSet: RuleSet): string[] {
  const questions = ruleSet.firstLook.flatMap((index) => ruleSet.questions[index] ?? [])
  return [...new Set(questions.map(whoKnows))]
}
