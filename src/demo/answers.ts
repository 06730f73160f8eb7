/**
 * A fictional trust → everything it answered, correlated as real organisations are:
 * its own maturity runs through all, each domain stands a little apart, and some questions are harder for everybody.
 */

import { addMonths } from '../calendar.ts'
import type { Answer, Answers, RegisterAnswers, RegisterRow } from '../answers/model.ts'
import { type Parsed, parseAnswer, parseContextAnswer } from '../answers/parse.ts'
import { parseRow } from '../answers/parse-row.ts'
import { once } from '../once.ts'
import { holds } from '../rules/condition.ts'
import type { Question, RuleSet } from '../rules/model.ts'
import { chanceOf, type Chance, squeeze } from '../random.ts'
import { inventRows } from './rows.ts'
import type { Trust } from './trusts.ts'
import { COMMENTS, EVIDENCE, inventValue, VERIFIERS } from './values.ts'

/** Everything this trust answered at the reference date; always the same for the same trust and rule set. */
export function inventAnswers(ruleSet: RuleSet, trust: Trust, asOf: string): Answers {
  const context = inventContext(ruleSet, trust)
  const optionOf = (index: number) => {
    const question = ruleSet.context[index]
    const given = question?.fromOrganisation === true ? trust.cohort : context[question?.id ?? '']
    const option = question?.options.findIndex(({ id }) => id === given) ?? -1
    return option < 0 ? undefined : option
  }
  const standing = Object.fromEntries(ruleSet.domains.map(({ id }) => [id, standingIn(trust, id)]))
  const answers: Record<string, Answer> = {}
  for (const question of ruleSet.questions) {
    if (question.form.type === 'share' || !reaches(ruleSet, trust, question)) continue
    if (question.showWhen !== undefined && !holds(question.showWhen, () => undefined, optionOf)) continue
    answers[question.id] = inventAnswer(question, trust, standing[question.domain] ?? 0, asOf)
  }
  return {
    organisation: { name: trust.name, cohort: trust.cohort },
    asOf,
    answers,
    context,
    registers: inventRegisters(ruleSet, trust, asOf),
  }
}

/** An unfinished trust works from the front, and leaves some behind. */
function reaches(ruleSet: RuleSet, trust: Trust, question: Question): boolean {
  if (trust.finished === 1) return true
  return (
    question.index < trust.finished * ruleSet.questions.length &&
    chanceOf(trust.id, question.id, 'left').happens(0.9)
  )
}

function standingIn(trust: Trust, domain: string): number {
  return (
    trust.maturity + 0.5 * chanceOf(trust.id, domain).normal() + 0.4 * chanceOf(trust.cohort, domain).normal()
  )
}

const easeOf = once((question: Question) => 0.5 * chanceOf(question.id, 'ease').normal())

function inventAnswer(question: Question, trust: Trust, inDomain: number, asOf: string): Answer {
  const chance = chanceOf(trust.id, question.id)
  const standing = inDomain + easeOf(question) + 0.5 * chance.normal()
  const given = inventGiven(question, trust, standing, asOf, chance)
  const shown = given !== 'dont-know' && chance.happens(trust.evidence)
  const support = shown ? inventSupport(trust, asOf, chance) : {}
  const comment = chance.happens(0.06) ? { comment: chance.pick(COMMENTS) } : {}
  const context = { asOf, today: asOf, cohort: trust.cohort, door: 'file' } as const
  return valueOf(parseAnswer(question, { value: given, ...support, ...comment }, context))
}

/** Staff, roughly, by cohort: the whole of a count is drawn from it (invented). */
const SIZES: Readonly<Record<string, number>> = {
  acute: 8000,
  specialist: 2500,
  'mental-health': 4500,
  community: 3000,
  ambulance: 4000,
}

function inventGiven(
  question: Question,
  trust: Trust,
  standing: number,
  asOf: string,
  chance: Chance,
): unknown {
  // Those who stand low also know less about themselves.
  if (chance.happens(0.02 + 0.1 * squeeze(-standing))) return 'dont-know'
  const { notApplicable, noneExist } = question
  if (notApplicable !== undefined && notApplicable.cohorts?.includes(trust.cohort) !== false)
    if (chance.happens(notApplicable.cohorts === undefined ? 0.06 : 0.3))
      return { 'not-applicable': `It does not apply here: ${notApplicable.when}.` }
  if (noneExist !== undefined && chance.happens(0.06 * squeeze(standing))) return 'none-exist'
  return inventValue(question, squeeze(standing), asOf, SIZES[trust.cohort] ?? 3000, chance)
}

function inventSupport(trust: Trust, asOf: string, chance: Chance): Record<string, string> {
  const support = { evidence: chance.pick(EVIDENCE), 'evidence-date': addMonths(asOf, -chance.whole(0, 14)) }
  if (!chance.happens(0.25 * trust.evidence)) return { assurance: 'evidenced', ...support }
  return {
    assurance: 'verified',
    ...support,
    'verified-by': chance.pick(VERIFIERS),
    'verified-how': chance.pick(['document-seen', 'configuration-seen', 'tested']),
  }
}

function inventContext(ruleSet: RuleSet, trust: Trust): Record<string, string> {
  const found: Record<string, string> = {}
  for (const question of ruleSet.context) {
    if (question.fromOrganisation) continue
    const chance = chanceOf(trust.id, question.id)
    if (trust.finished < 1 && chance.happens(0.3)) continue
    // Most have what is listed first; the rest is spread evenly.
    const given =
      question.type === 'text'
        ? `${trust.name}: invented for the demonstration`
        : (chance.happens(0.5) ? question.options[0] : chance.pick(question.options))?.id
    found[question.id] = valueOf(parseContextAnswer(question, given))
  }
  return found
}

function inventRegisters(ruleSet: RuleSet, trust: Trust, asOf: string): Record<string, RegisterAnswers> {
  return Object.fromEntries(
    ruleSet.registers.map((register): [string, RegisterAnswers] => {
      const chance = chanceOf(trust.id, register.id)
      const whole = trust.finished === 1
      const rows = inventRows({
        register,
        feeds: register.feeds.map((index) => ruleSet.questions[index]?.id ?? ''),
        cohort: trust.cohort,
        standing: standingIn(trust, register.domain),
        evidence: trust.evidence,
        whole,
        asOf,
        chance,
      })
      const kept = whole ? rows : rows.slice(0, Math.floor(trust.finished * rows.length))
      const parsed: RegisterRow[] = kept.map((row) =>
        valueOf(parseRow(ruleSet, register, row, { asOf, today: asOf }, 'file')),
      )
      return [register.id, { complete: whole || chance.happens(trust.finished / 2), rows: parsed }]
    }),
  )
}

/** Invented values go through the same door as typed ones; a fault in one is a bug here. */
function valueOf<T>(parsed: Parsed<T>): T {
  if (parsed.ok) return parsed.value
  throw new Error(
    `The demonstration invented a wrong value: ${parsed.faults.map((fault) => `${fault.field}: ${fault.message}`).join(' ')}`,
  )
}
