/**
 * The scorer that somebody would write by hand for this one rule set: straight lines of code, with what cannot be absent left unasked.
 * Written out from the rule set, so that it stays true to it; only for scopes that are all answered.
 */

import { boundLevel, UNANSWERED, worstLevel } from '../../src/answers/levels.ts'
import type { LevelRow } from '../../src/answers/model.ts'
import { contextsOf, questionsOf } from '../../src/rules/condition.ts'
import type { Reading } from '../../src/scoring/reading.ts'
import type { Condition, Question, RuleSet } from '../../src/rules/model.ts'
import { mayBeLeftOut } from '../scoring/generate.ts'

/** Overall score and then each domain's, in `scores`; `truths` of conditions, 2 where absent, from position `at`. */
export interface HandWritten {
  /** Low, high and assured in turn. */
  readonly score: (row: LevelRow, scores: Uint8Array) => void
  readonly scoreAndAsk: (row: LevelRow, scores: Uint8Array, truths: Uint8Array) => void
}

export function writeByHand(ruleSet: RuleSet, helpful: readonly Condition[]): HandWritten {
  const tables: Record<string, Int8Array> = {
    worst: Int8Array.from({ length: 64 }, (_, byte) => worstLevel(byte) ?? -1),
  }
  const functions = [writeScores(ruleSet, tables), writeTruths(ruleSet, helpful)].join('\n')
  const calls = (asking: boolean) =>
    (['declared', 'declared', 'assured'] as const)
      .map(
        (bytes, turn) =>
          `read(row.${bytes}, row.context, ${turn === 1}); score(scores, ${turn * (ruleSet.domains.length + 1)}, row.context);` +
          (asking ? `ask(truths, ${turn * helpful.length}, row.context);` : ''),
      )
      .join('\n')
  const names = Object.keys(tables)
  const body = `'use strict'; ${functions}
    return {
      score(row, scores) { ${calls(false)} },
      scoreAndAsk(row, scores, truths) { ${calls(true)} },
    }`
  // The text is made of indices and whole numbers alone.
  // eslint-disable-next-line @typescript-eslint/no-implied-eval
  const make = new Function(...names, body) as (...tables: Int8Array[]) => HandWritten
  return make(...names.map((name) => tables[name]!))
}

export const mayBeAbsent = (question: Question) => question.showWhen !== undefined || mayBeLeftOut(question)

function writeScores(ruleSet: RuleSet, tables: Record<string, Int8Array>): string {
  const { questions, domains, caps } = ruleSet
  const credits = new Map<string, string>()
  const creditsOf = ({ levels }: Question) => {
    const key = levels.map(({ credit }) => credit).join()
    const name = credits.get(key) ?? `credits${credits.size}`
    credits.set(key, name)
    tables[name] = Int8Array.from(levels, ({ credit }) => credit)
    return name
  }
  const reads = questions.map((question, index) => {
    const last = question.levels.length - 1
    const bound = boundLevel(UNANSWERED, last) ?? 0
    const read = `byte = bytes[${index}]; l${index} = best && byte === ${UNANSWERED} ? ${bound} : worst[byte];`
    if (question.showWhen === undefined) return read
    return `${read} if (!(${truthOf(question.showWhen, ruleSet)})) l${index} = -1;`
  })
  const scored = domains.map((domain) => {
    const always = domain.questions.filter((index) => !mayBeAbsent(questions[index]!))
    const sometimes = domain.questions.filter((index) => mayBeAbsent(questions[index]!))
    const weight = always.reduce((sum, index) => sum + questions[index]!.weight, 0)
    const sum = always.map(
      (index) => `${questions[index]!.weight} * ${creditsOf(questions[index]!)}[l${index}]`,
    )
    return [
      `sum = ${['0', ...sum].join(' + ')}; weight = ${weight};`,
      ...sometimes.map((index) => {
        const { weight } = questions[index]!
        return `if (l${index} >= 0) { sum += ${weight} * ${creditsOf(questions[index]!)}[l${index}]; weight += ${weight} }`
      }),
      `let d${domain.index} = weight === 0 ? 0 : Math.floor((2 * sum + weight) / (2 * weight));`,
      ...domain.caps.map(
        ({ when, atMost }) =>
          `if (d${domain.index} > ${atMost} && ${truthOf(when, ruleSet)}) d${domain.index} = ${atMost};`,
      ),
      `scores[at + ${domain.index + 1}] = d${domain.index};`,
    ].join('\n')
  })
  const weights = domains.reduce((sum, { weight }) => sum + weight, 0)
  const overall = domains.map(({ index, weight }) => `${weight} * d${index}`).join(' + ')
  const limits = caps.map(({ when, atMost }) => {
    const holds =
      when.kind === 'domains'
        ? `${when.domains.map((index) => `(d${index} < ${when.below} ? 1 : 0)`).join(' + ')} >= ${when.atLeast}`
        : truthOf(when, ruleSet)
    return `if (all > ${atMost} && ${holds}) all = ${atMost};`
  })
  return `let ${questions.map((_, index) => `l${index} = 0`).join(', ')};
    function read(bytes, context, best) { let byte; ${reads.join('\n')} }
    function score(scores, at, context) {
      let sum, weight;
      ${scored.join('\n')}
      let all = Math.floor((2 * (${overall}) + ${weights}) / ${2 * weights});
      ${limits.join('\n')}
      scores[at] = all;
    }`
}

/** Two-valued: what is absent makes its comparison false. */
function truthOf(condition: Condition, ruleSet: RuleSet): string {
  switch (condition.kind) {
    case 'level': {
      const { question, op, level } = condition
      if (op === 'at-least') return `l${question} >= ${level}`
      return mayBeAbsent(ruleSet.questions[question]!)
        ? `(l${question} >= 0 && l${question} < ${level})`
        : `l${question} < ${level}`
    }
    case 'context':
      return `(${condition.options.map((option) => `context[${condition.question}] === ${option}`).join(' || ')})`
    case 'all':
    case 'any':
      return `(${condition.of.map((one) => truthOf(one, ruleSet)).join(condition.kind === 'all' ? ' && ' : ' || ')})`
  }
}

/** In the code: 0 no, 1 yes, 2 absent, 3 and 4 the scope's no and yes; a group sees a set of these. */
function writeTruths(ruleSet: RuleSet, helpful: readonly Condition[]): string {
  const lines = helpful.map((condition, index) => `truths[at + ${index}] = ${writeWhole(condition)};`)
  return `
    function all(seen) {
      if (seen & 1) return 0;
      if (seen & 8) return seen & 2 ? 0 : seen & 4 ? 2 : 3;
      return seen & 2 ? 1 : seen & 4 ? 2 : 4;
    }
    function any(seen) {
      if (seen & 2) return 1;
      if (seen & 16) return seen & 1 ? 1 : 4;
      return seen & 1 ? 0 : seen & 4 ? 2 : 3;
    }
    function plain(truth) { return truth === 3 ? 0 : truth === 4 ? 1 : truth }
    function ask(truths, at, context) { ${lines.join('\n')} }`

  function isAlwaysThere(condition: Condition): boolean {
    return !questionsOf(condition).some((question) => mayBeAbsent(ruleSet.questions[question]!))
  }

  function writeWhole(condition: Condition): string {
    if (isAlwaysThere(condition)) return `(${truthOf(condition, ruleSet)} ? 1 : 0)`
    return contextsOf(condition).length === 0 ? write(condition) : `plain(${write(condition)})`
  }

  function write(condition: Condition): string {
    const truth = truthOf(condition, ruleSet)
    if (condition.kind === 'context') return `(${truth} ? 4 : 3)`
    if (isAlwaysThere(condition) && contextsOf(condition).length === 0) return `(${truth} ? 1 : 0)`
    if (condition.kind === 'level') return `(l${condition.question} < 0 ? 2 : ${truth} ? 1 : 0)`
    return `${condition.kind}(${condition.of.map((one) => `1 << ${write(one)}`).join(' | ')})`
  }
}

/** Whether each of these conditions holds, 1 or 0; of answers that are always there. */
export function writeConditions(
  ruleSet: RuleSet,
  conditions: readonly Condition[],
): (reading: Reading, truths: Uint8Array) => void {
  const asked = [...new Set(conditions.flatMap(questionsOf))]
  const lines = [
    ...asked.map((index) => `const l${index} = levels[${index}];`),
    ...conditions.map((one, at) => `truths[${at}] = ${truthOf(one, ruleSet)} ? 1 : 0;`),
  ]
  // The text is made of indices and whole numbers alone.
  // eslint-disable-next-line @typescript-eslint/no-implied-eval
  return new Function('{ levels, context }', 'truths', lines.join('\n')) as (
    reading: Reading,
    truths: Uint8Array,
  ) => void
}
