/** What somebody typed about a plan → what is asked of the planner, or a fault for each field that cannot be meant. */

import { nearest } from '../rules/nearest.ts'
import type { RuleSet } from '../rules/model.ts'
import { findQuestion } from '../rules/find.ts'
import { findAttack, isStoppable } from './goal.ts'
import type { Goal, Kept, PlanAsked } from './model.ts'

/** As it stands in a form or after a command; empty is not given. */
export interface TypedPlan {
  readonly budget: string
  readonly days: string
  /** Id of a band. */
  readonly reach: string
  /** Id of a dossier. */
  readonly stop: string
  /** `question=level`. */
  readonly keep: readonly string[]
  readonly without: readonly string[]
}

export interface PlanFault {
  readonly field: keyof TypedPlan
  readonly message: string
}

export type AskedPlan =
  | { readonly ok: true; readonly asked: PlanAsked }
  | { readonly ok: false; readonly faults: readonly PlanFault[] }

/** More than any trust has (ours): a slip of the finger. */
const MOST = { budget: 100_000_000, days: 100_000 }

export function readAskedPlan(ruleSet: RuleSet, typed: TypedPlan): AskedPlan {
  const faults: PlanFault[] = []
  const fault = (field: keyof TypedPlan, message: string) => {
    faults.push({ field, message })
  }
  const amount = (field: 'budget' | 'days', what: string, one: string) => {
    const text = typed[field].trim()
    if (text === '') return undefined
    const number = readAmount(text)
    if (number === undefined)
      fault(
        field,
        `${what} must be a number of ${one}, 0 or more, such as ${field === 'budget' ? '100000' : '60'}.`,
      )
    else if (number > MOST[field]) fault(field, `${what} must be at most ${MOST[field]}.`)
    return number
  }
  const pounds = amount('budget', 'Money', 'pounds')
  const days = amount('days', 'Staff days', 'days')
  const goal = readGoal(ruleSet, typed, fault)
  const isOpen = goal.kind === 'least-risk' && typed.budget.trim() === '' && typed.days.trim() === ''
  if (isOpen && faults.length === 0)
    fault('budget', 'Say what there is: money, staff days or both; or a band to reach, or an attack to stop.')
  const keep = typed.keep.map((one) => readKept(ruleSet, one, fault))
  for (const id of typed.without)
    if (findQuestion(ruleSet, id) === undefined) fault('without', unknown('question', id, ruleSet.questions))
  for (const { question } of keep)
    if (typed.without.includes(question))
      fault('keep', `“${question}” is both kept and ruled out. Choose one.`)
  if (faults.length > 0) return { ok: false, faults }
  return { ok: true, asked: { goal, pounds, days, keep, without: typed.without } }
}

/** A pound sign and commas at the thousands may stand in it. */
function readAmount(text: string): number | undefined {
  const plain = text.replace(/^£ ?/, '')
  if (!/^(\d{1,9}|\d{1,3}(,\d{3}){1,2})(\.\d{1,2})?$/.test(plain)) return undefined
  return Number(plain.replaceAll(',', ''))
}

type Fault = (field: keyof TypedPlan, message: string) => void

function readGoal(ruleSet: RuleSet, { reach, stop }: TypedPlan, fault: Fault): Goal {
  if (reach !== '' && stop !== '') fault('stop', 'Choose a band to reach or an attack to stop, not both.')
  if (reach !== '') {
    const { bands } = ruleSet
    const band = bands.find(({ id, name }) => id === reach || name.toLowerCase() === reach.toLowerCase())
    if (band === undefined)
      fault('reach', `There is no band “${reach}”. The bands are ${bands.map(({ id }) => id).join(', ')}.`)
    return { kind: 'reach', band: band?.id ?? '' }
  }
  if (stop === '') return { kind: 'least-risk' }
  const attack = findAttack(ruleSet, stop)
  if (attack === undefined) {
    const stoppable = ruleSet.incidents.filter(({ id }) => isStoppable(ruleSet, id))
    fault('stop', unknown('attack that can be aimed at you', stop, stoppable))
  } else if (!isStoppable(ruleSet, stop))
    fault('stop', 'Nothing that is published would have stopped this attack before it did harm.')
  return { kind: 'stop', incident: stop }
}

function readKept(ruleSet: RuleSet, text: string, fault: Fault): Kept {
  const [id = '', level = ''] = text.split('=')
  const question = findQuestion(ruleSet, id)
  if (question === undefined) fault('keep', unknown('question', id, ruleSet.questions))
  else if (!question.levels.some((one) => one.id === level))
    fault(
      'keep',
      `“${id}” has no level “${level}”. Its levels are ${question.levels.map((one) => one.id).join(', ')}.`,
    )
  return { question: id, level }
}

function unknown(what: string, id: string, all: readonly { readonly id: string }[]): string {
  const near = nearest(
    id,
    all.map((one) => one.id),
  )
  return `There is no ${what} “${id}”.${near.length > 0 ? ` Did you mean ${near.join(', ')}?` : ''}`
}
