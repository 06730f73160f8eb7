/**
 * A trust's answers → pointers to the outcomes of one framework, as a table for people and as CSV. Nothing new is asked
 * or scored, and no outcome is assessed.
 */

import { writeTable } from '../exchange/csv.ts'
import { findQuestion } from '../rules/find.ts'
import type { Framework, Question, RuleSet } from '../rules/model.ts'
import type { CafPointer } from '../scoring/model.ts'
import type { Examined } from './explain-score.ts'
import { type ReadAnswer, readAnswer } from './replay-control.ts'
import { countWords, joinWords, pointerName, upperFirst } from './words.ts'

/** One outcome with what the answers point to. */
export interface OutcomePointer {
  readonly id: string
  readonly name: string
  /** Where it stood in the version before, such as `A2.b of CAF 3.2`; undefined where it stood there as it stands here. */
  readonly before: string | undefined
  readonly pointer: CafPointer['pointer']
  /** How many of the answers that decide it are there, and of how many. */
  readonly answered: number
  readonly of: number
  readonly holdingBack: readonly ReadAnswer[]
  /** Answers that touch it by our inference only, and decide nothing. */
  readonly inferred: readonly ReadAnswer[]
}

export interface Pointers {
  readonly framework: Framework
  /** Outcomes that some question of the rule set looks at, in the framework's order. */
  readonly outcomes: readonly OutcomePointer[]
  /** Codes of the outcomes that no question looks at. */
  readonly notExamined: readonly string[]
}

/** Pointers to the outcomes of one framework of the rule set. */
export function describePointers(examined: Examined, framework: Framework): Pointers {
  const { ruleSet, result } = examined
  const found = result.caf.find((one) => one.framework === framework.id)?.outcomes ?? []
  const looked = new Set(ruleSet.questions.flatMap((question) => codesOf(framework, question)))
  return {
    framework,
    outcomes: found
      .filter(({ outcome }) => looked.has(outcome))
      .map((pointer) => describeOutcome(examined, framework, pointer)),
    notExamined: Object.keys(framework.outcomes).filter((code) => !looked.has(code)),
  }
}

function describeOutcome(examined: Examined, framework: Framework, pointer: CafPointer): OutcomePointer {
  const read = (ids: readonly string[]) =>
    ids.flatMap((id) => {
      const question = findQuestion(examined.ruleSet, id)
      return question === undefined ? [] : [readAnswer(examined, question)]
    })
  return {
    id: pointer.outcome,
    name: framework.outcomes[pointer.outcome] ?? '',
    before: wordsBefore(examined.ruleSet, framework, pointer.outcome),
    pointer: pointer.pointer,
    answered: pointer.answered,
    of: pointer.questions.length,
    holdingBack: read(pointer.holdingBack),
    inferred: read(pointer.inferred),
  }
}

/** Undefined for an outcome that is the same there, and in the oldest version. */
function wordsBefore(ruleSet: RuleSet, framework: Framework, code: string): string | undefined {
  const relation = framework.relatesTo?.outcomes[code]
  const earlier = ruleSet.frameworks.find(({ id }) => id === framework.relatesTo?.framework)
  if (relation === undefined || earlier === undefined || relation.kind === 'same') return undefined
  const codes = joinWords(relation.from)
  return {
    renamed: `called “${earlier.outcomes[code] ?? ''}” in ${earlier.short}`,
    moved: `was ${codes} in ${earlier.short}`,
    split: `holds part of ${codes} of ${earlier.short}`,
    new: `new since ${earlier.short}`,
  }[relation.kind]
}

/** All that there is to say of them in one sentence. */
export function pointersSentence({ outcomes }: Pointers): string {
  const counts = (['concern', 'mixed', 'no-concern-seen', 'not-looked-at'] as const).flatMap((pointer) => {
    const n = outcomes.filter((one) => one.pointer === pointer).length
    return n === 0 ? [] : [`${n} ${pointerName(pointer)}`]
  })
  return `Of ${countWords(outcomes.length, 'outcome')} that questions here look at: ${joinWords(counts)}.`
}

/** Codes of the outcomes of a framework that a question looks at, outright or by our inference. */
export function codesOf({ id }: Framework, question: Question): string[] {
  return [...(question.caf[id] ?? []), ...(question.cafInferred[id] ?? [])]
}

/** The same with their names, and whether the mapping is inferred. */
export function outcomeWords(framework: Framework, question: Question): string[] {
  const inferred = question.cafInferred[framework.id] ?? []
  return codesOf(framework, question).map(
    (code) => `${code} ${framework.outcomes[code] ?? ''}${inferred.includes(code) ? ' (our inference)' : ''}`,
  )
}

const HEADER = [
  'framework',
  'outcome',
  'name',
  'earlier_version',
  'pointer',
  'answers_there',
  'answers_asked',
  'held_back_by',
  'touched_by_inference',
]

/** Every outcome of the framework, one a row; names of questions, and no answer. */
export function tablePointers(marking: string, examined: Examined, framework: Framework): string {
  const { outcomes } = describePointers(examined, framework)
  const shorts = (answers: readonly ReadAnswer[]) => answers.map(({ question }) => question.short).join('; ')
  return writeTable(
    marking,
    HEADER,
    Object.entries(framework.outcomes).map(([code, name]) => {
      const found = outcomes.find(({ id }) => id === code)
      const before = wordsBefore(examined.ruleSet, framework, code) ?? ''
      const start = [framework.title, code, name, before]
      if (found === undefined) return [...start, 'Not examined here', '', '', '', '']
      const { pointer, answered, of, holdingBack, inferred } = found
      return [...start, upperFirst(pointerName(pointer)), answered, of, shorts(holdingBack), shorts(inferred)]
    }),
  )
}
