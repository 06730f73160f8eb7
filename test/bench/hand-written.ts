/**
 * The scorer that somebody would write by hand for this one rule set: straight lines of code, with what cannot be absent left unasked.
 * Written out from the rule set, so that it stays true to it; only for scopes that are all answered.
 */

import { boundLevel, UNANSWERED, worstLevel } from '../../src/answers/levels.ts'
import type { LevelRow } from '../../src/answers/model.ts'
import { questionsOf } from '../../src/rules/condition.ts'
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

const mayBeAbsent = (question: Question) => question.showWhen !== undefined || mayBeLeftOut(question)

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

function writeTruths(ruleSet: RuleSet, helpful: readonly Condition[]): string {
  const lines = helpful.map((condition, index) => `truths[at + ${index}] = ${write(condition)};`)
  return `
    function all(a, b) { return a === 0 || b === 0 ? 0 : a === 2 ? b : b === 2 ? a : 1 }
    function any(a, b) { return a === 1 || b === 1 ? 1 : a === 2 ? b : b === 2 ? a : 0 }
    function ask(truths, at, context) { ${lines.join('\n')} }`

  function write(condition: Condition): string {
    if (!questionsOf(condition).some((question) => mayBeAbsent(ruleSet.questions[question]!)))
      return `(${truthOf(condition, ruleSet)} ? 1 : 0)`
    switch (condition.kind) {
      case 'level':
        return `(l${condition.question} < 0 ? 2 : ${truthOf(condition, ruleSet)} ? 1 : 0)`
      case 'all':
      case 'any':
        return condition.of.map(write).reduce((one, other) => `${condition.kind}(${one}, ${other})`)
      case 'context':
        throw new Error('What helps asks for a scope, which nobody has written by hand yet.')
    }
  }
}
