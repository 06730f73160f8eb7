/**
 * Conditions of the rule set as an expression language and a rule engine of others would be given them: made once, asked of every reading.
 * Only for conditions of answers that are always there: to both, what is absent would be an error.
 */

import { Environment } from '@marcbachmann/cel-js'
import { Engine, type NestedCondition } from 'json-rules-engine'
import type { Condition, RuleSet } from '../../src/rules/model.ts'
import type { Reading } from '../../src/scoring/reading.ts'

/** Whether each condition holds: 1 or 0, in their order. */
export type Asks = (reading: Reading, truths: Uint8Array) => void | Promise<void>

const level = (question: number) => `q${question}`
const scope = (question: number) => `c${question}`

export function askCel({ questions, context }: RuleSet, conditions: readonly Condition[]): Asks {
  const environment = new Environment()
  for (const { index } of questions) environment.registerVariable(level(index), 'double')
  for (const { index } of context) environment.registerVariable(scope(index), 'double')
  const programs = conditions.map((condition) => environment.parse(inCel(condition)))
  return (reading, truths) => {
    const facts = factsOf(reading)
    for (const [at, program] of programs.entries()) truths[at] = program(facts) === true ? 1 : 0
  }
}

function inCel(condition: Condition): string {
  switch (condition.kind) {
    case 'level':
      return `${level(condition.question)} ${condition.op === 'below' ? '<' : '>='} ${condition.level}.0`
    case 'context':
      return `${scope(condition.question)} in [${condition.options.map((option) => `${option}.0`).join(', ')}]`
    case 'all':
    case 'any':
      return `(${condition.of.map(inCel).join(condition.kind === 'all' ? ' && ' : ' || ')})`
  }
}

export function askJsonRules(conditions: readonly Condition[]): Asks {
  const engine = new Engine()
  for (const [at, condition] of conditions.entries())
    engine.addRule({ conditions: { all: [inJson(condition)] }, event: { type: String(at) } })
  return async (reading, truths) => {
    truths.fill(0)
    const { events } = await engine.run(factsOf(reading))
    for (const { type } of events) truths[Number(type)] = 1
  }
}

function inJson(condition: Condition): NestedCondition {
  switch (condition.kind) {
    case 'level': {
      const operator = condition.op === 'below' ? 'lessThan' : 'greaterThanInclusive'
      return { fact: level(condition.question), operator, value: condition.level }
    }
    case 'context':
      return { fact: scope(condition.question), operator: 'in', value: [...condition.options] }
    case 'all':
      return { all: condition.of.map(inJson) }
    case 'any':
      return { any: condition.of.map(inJson) }
  }
}

function factsOf({ levels, context }: Reading): Record<string, number> {
  const facts: Record<string, number> = {}
  for (let index = 0; index < levels.length; index++) facts[level(index)] = levels[index] ?? 0
  for (let index = 0; index < context.length; index++) facts[scope(index)] = context[index] ?? 0
  return facts
}
