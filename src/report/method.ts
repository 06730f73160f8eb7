/**
 * The rule set → how it scores, in words: weights with their evidence, forms of answer, limits and a small worked example.
 * Everything it shows as a number comes from the rules or from the scorer; it works nothing out by itself.
 */

import { findQuestion } from '../rules/find.ts'
import { NOT_APPLICABLE } from '../answers/levels.ts'
import type { LevelRow } from '../answers/model.ts'
import { questionsOf } from '../rules/condition.ts'
import type {
  Cap,
  Domain,
  Incident,
  OverallCap,
  Question,
  Risk,
  RuleSet,
  WeightEvidence,
} from '../rules/model.ts'
import type { Contribution } from '../scoring/model.ts'
import { scoreRow } from '../scoring/score.ts'
import { countWords } from './words.ts'

export { describeCondition, wordCondition, type ConditionWords } from './describe-condition.ts'

/** How many inferred dossiers stand for one reported. Source: rules/README.md, Weights. */
const INFERRED_FOR_WEIGHT_2 = 3

/** What each weight means, heaviest first. Source: rules/README.md, Weights. */
export const WEIGHT_MEANINGS: readonly { readonly weight: number; readonly means: string }[] = [
  {
    weight: 4,
    means:
      'At least one dossier confirms that what the question asks about was missing, that it worked, or that it decided how great the harm was.',
  },
  {
    weight: 2,
    means: `At least one dossier reports it without official confirmation, or we infer it in ${INFERRED_FOR_WEIGHT_2} dossiers or more.`,
  },
  { weight: 1, means: 'Everything else: we infer it in one or two dossiers, or in none.' },
]

/** The dossiers behind a question's weight, of one strength. */
export interface WeightReason {
  readonly strength: WeightEvidence['strength']
  readonly incidents: readonly {
    readonly incident: Incident
    readonly confirmed?: WeightEvidence['confirmed']
  }[]
}

/** The dossiers behind a question's weight, strongest first; empty when no dossier names it. */
export function weightReasons(ruleSet: RuleSet, question: Question): WeightReason[] {
  return (['confirmed', 'reported', 'inferred'] as const).flatMap((strength) => {
    const incidents = question.weightEvidence.flatMap((one) => {
      const incident = ruleSet.incidents.find(({ id }) => id === one.incident)
      if (one.strength !== strength || incident === undefined) return []
      return [{ incident, ...(one.confirmed === undefined ? {} : { confirmed: one.confirmed }) }]
    })
    return incidents.length === 0 ? [] : [{ strength, incidents }]
  })
}

/** Why a question has its weight, in one sentence. */
export function weightSentence(question: Question): string {
  const count = (strength: WeightEvidence['strength']) =>
    question.weightEvidence.filter((one) => one.strength === strength).length
  const [confirmed, reported, inferred] = [count('confirmed'), count('reported'), count('inferred')]
  const parts = [
    confirmed > 0 ? `confirmed in ${countWords(confirmed, 'dossier')}` : '',
    reported > 0 ? `reported in ${countWords(reported, 'dossier')}` : '',
    inferred > 0 ? `inferred by us in ${countWords(inferred, 'dossier')}` : '',
  ].filter((part) => part !== '')
  return parts.length === 0
    ? `Weight ${question.weight}: no dossier names it.`
    : `Weight ${question.weight}: ${parts.join(', ')}.`
}

/** How an answer to the question is given and becomes a level. */
export function describeForm(ruleSet: RuleSet, question: Question): string {
  const { form } = question
  switch (form.type) {
    case 'choice':
      return 'You pick the one statement that is true. Each statement is a level.'
    case 'checklist': {
      const limits = form.items.some((item) => item.withoutItAtMost !== undefined)
      return `You tick what is true. The level is the number of ticks${limits ? ', and some items limit it while they are not ticked' : ''}.`
    }
    case 'percentage':
      return 'You type two counts, and Ward Round divides them. A percentage is shown rounded down; levels are compared exactly.'
    case 'number':
      return `You type a number of ${form.unit}; ${form.better === 'lower' ? 'fewer is better' : 'more is better'}.`
    case 'date':
      return 'You type a date, or say that it never happened. The level is its age in calendar months at the reference date.'
    case 'share': {
      const register = ruleSet.registers.find((one) => one.id === form.register)
      return `You type nothing: it is worked out from the register “${register?.title ?? form.register}”.`
    }
  }
}

/** What an answer of "nothing to count" does; undefined where the question cannot meet it. */
export function describeNoneToCount({ form, levels }: Question): string | undefined {
  if (form.type !== 'percentage' && form.type !== 'share') return undefined
  if (form.noneToCount === 'impossible') return 'If there is nothing to count, the question stays unanswered.'
  if (form.noneToCount === 'left-out')
    return 'If there is nothing to count, the question is left out of the score.'
  return `If there is nothing to count, this level counts: ${levels[form.noneToCount.level]?.text ?? ''}`
}

/** Every limit that reads the question, with the domain it limits; undefined for the overall score. */
export function capsOn(
  ruleSet: RuleSet,
  question: Question,
): { readonly cap: OverallCap; readonly domain: Domain | undefined }[] {
  const reads = ({ when }: OverallCap) =>
    when.kind !== 'domains' && questionsOf(when).includes(question.index)
  return [
    ...ruleSet.domains.flatMap((domain) => domain.caps.filter(reads).map((cap) => ({ cap, domain }))),
    ...ruleSet.caps.filter(reads).map((cap) => ({ cap, domain: undefined })),
  ]
}

/** Every risk that an answer to the question can lower. */
export function risksOn(ruleSet: RuleSet, question: Question): Risk[] {
  return ruleSet.risks.filter((risk) =>
    risk.loweredBy.some((one) => questionsOf(one.when).includes(question.index)),
  )
}

/** The score of one domain for invented answers, worked out by the scorer. */
export interface WorkedExample {
  readonly domain: Domain
  readonly lines: readonly {
    readonly line: Contribution
    readonly question?: Question
    readonly cap?: Cap
    /** Sentence of the invented answer. */
    readonly answer?: string
    /** The invented answer has evidence. */
    readonly evidenced?: boolean
  }[]
  readonly onPaper: number
  readonly onEvidence: number
  /** Sum of the weights that count. */
  readonly weights: number
}

/**
 * An example that shows a limit at work: in the first domain that has one, every answer stands one level below the best,
 * the answer the limit reads stands below it, and every second answer, from the first on, has evidence.
 */
export function workExample(ruleSet: RuleSet): WorkedExample | undefined {
  const domain = ruleSet.domains.find((one) => one.caps.some((cap) => cap.when.kind === 'level'))
  const limit = domain?.caps.find((cap) => cap.when.kind === 'level')?.when
  if (domain === undefined || limit?.kind !== 'level') return undefined
  const declared = new Uint8Array(ruleSet.questions.length).fill(NOT_APPLICABLE)
  const assured = new Uint8Array(ruleSet.questions.length).fill(NOT_APPLICABLE)
  for (const [position, index] of domain.questions.entries()) {
    const last = (ruleSet.questions[index]?.levels.length ?? 1) - 1
    const level = index === limit.question ? limit.level - 1 : Math.max(0, last - 1)
    declared[index] = level
    assured[index] = position % 2 === 0 ? level : 0
  }
  const row: LevelRow = { declared, assured, context: new Int8Array(ruleSet.context.length).fill(0) }
  const result = scoreRow(ruleSet, row).domains.find((one) => one.id === domain.id)
  if (result === undefined) return undefined
  return {
    domain,
    onPaper: result.low,
    onEvidence: result.assured,
    weights: result.contributions.reduce((sum, line) => sum + (line.weight ?? 0), 0),
    lines: result.contributions.map((line) => {
      const cap = domain.caps.find(({ id }) => line.kind === 'cap' && id === line.id)
      const question = line.kind === 'question' ? findQuestion(ruleSet, line.id) : undefined
      return {
        line,
        ...(cap === undefined ? {} : { cap }),
        ...(question === undefined
          ? {}
          : {
              question,
              answer: question.levels.find(({ id }) => id === line.level)?.text ?? '',
              evidenced: assured[question.index] === declared[question.index],
            }),
      }
    }),
  }
}
