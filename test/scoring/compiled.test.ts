/** The compiled scorer says in every field what the interpreter says: on made-up rule sets, on ours, and on conditions of any shape. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { help } from '../../src/rules/condition.ts'
import type { Condition } from '../../src/rules/model.ts'
import { CompiledConditions, isYes, TRUTH } from '../../src/scoring/compiled-conditions.ts'
import { compileRows } from '../../src/scoring/compiled-rows.ts'
import { OUTCOMES } from '../../src/scoring/compiled-walks.ts'
import { holdsIn, readingsOf } from '../../src/scoring/reading.ts'
import { scoreRow } from '../../src/scoring/score.ts'
import { law, nothing, runs } from './law.ts'
import { comparing } from './same-figures.ts'

law(
  'compiled and interpreted, every reading of a row has the same figures',
  nothing,
  ({ ruleSet, row }) => {
    const compare = comparing(ruleSet)
    for (const { worst, bound, best, assured } of readingsOf(ruleSet, row))
      for (const reading of [worst, bound, best, assured]) expect(compare(reading)).toEqual([])
  },
  { many: 600, few: 250 },
)

law(
  'a row scored without answers and texts has the ends of the whole result, whatever was read before it',
  nothing,
  ({ ruleSet, row }) => {
    const rows = compileRows(ruleSet)
    const [ends, scores] = [rows.makeRoom(), rows.makeRoom()]
    rows.find(row, ends)
    rows.score(row, scores)
    const { overall, domains, risks, incidents, lessons } = scoreRow(ruleSet, row)
    for (const { low, high, assured, domains: of } of [ends, scores]) {
      expect({ low, high, assured }).toEqual({
        low: overall.low,
        high: overall.high,
        assured: overall.assured,
      })
      expect([...of.low]).toEqual(domains.map((one) => one.low))
      expect([...of.high]).toEqual(domains.map((one) => one.high))
      expect([...of.assured]).toEqual(domains.map((one) => one.assured))
    }
    const chains = incidents.filter(({ chain }) => chain !== null)
    expect([...ends.residuals]).toEqual(risks.map(({ residual }) => residual))
    expect(Array.from(ends.outcomes, (one) => OUTCOMES[one])).toEqual(
      chains.map(({ atWorst }) => atWorst!.outcome),
    )
    expect(Array.from(ends.outcomesAssured, (one) => OUTCOMES[one])).toEqual(
      chains.map(({ assuredOutcome }) => assuredOutcome),
    )
    const RUNG = {
      'not-here': -1,
      'cannot-be-asked': 0,
      no: 0,
      'not-known': 0,
      'on-paper': 1,
      'on-evidence': 2,
    }
    expect([...ends.lessons]).toEqual(lessons.map(({ learned }) => RUNG[learned]))
    const readings = readingsOf(ruleSet, row)
    expect(rows.countScopes(row)).toBe(readings.length)
    readings.forEach(({ worst, bound, assured }, scope) => {
      rows.enter(row, scope)
      expect([rows.worst, rows.bound, rows.assured]).toEqual([worst, bound, assured])
    })
  },
  { many: 400, few: 60 },
)

/** Conditions over four questions and two questions of scope, groups inside groups. */
const { condition: conditions } = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 3 },
    fc.record({
      kind: fc.constant('level' as const),
      question: fc.nat({ max: 3 }),
      op: fc.constantFrom('at-least' as const, 'below' as const),
      level: fc.integer({ min: 1, max: 3 }),
    }),
    fc.record({
      kind: fc.constant('context' as const),
      question: fc.nat({ max: 1 }),
      options: fc.uniqueArray(fc.nat({ max: 2 }), { minLength: 1, maxLength: 2 }),
    }),
    fc.record({
      kind: fc.constantFrom('all' as const, 'any' as const),
      of: fc.array(tie('condition'), { minLength: 1, maxLength: 4 }),
    }),
  ),
}))
const bytes = (length: number, max: number) =>
  fc
    .array(fc.integer({ min: -1, max }), { minLength: length, maxLength: length })
    .map((all) => Int8Array.from(all))
const readings = fc.record({ levels: bytes(4, 3), context: bytes(2, 2) })

test('a compiled condition that harms holds where it holds', () => {
  fc.assert(
    fc.property(fc.array(conditions, { minLength: 1, maxLength: 4 }), readings, (all, reading) => {
      const compiled = new CompiledConditions(all, 'holds')
      compiled.run(reading)
      expect(all.map((_, index) => compiled.holds(index))).toEqual(all.map((one) => holdsIn(one, reading)))
    }),
    runs(2000),
  )
})

test('a compiled condition that helps is yes, no or absent where it is', () => {
  const upwards = (condition: Condition): Condition => {
    if ('of' in condition) return { ...condition, of: condition.of.map(upwards) }
    return condition.kind === 'level' ? { ...condition, op: 'at-least' } : condition
  }
  fc.assert(
    fc.property(
      fc.array(conditions.map(upwards), { minLength: 1, maxLength: 4 }),
      readings,
      (all, reading) => {
        const compiled = new CompiledConditions(all, 'help')
        compiled.run(reading)
        const wordOf = (truth: number) => (truth === TRUTH.absent ? 'absent' : isYes(truth) ? 'yes' : 'no')
        expect(all.map((_, index) => wordOf(compiled.at(index)))).toEqual(
          all.map((one) => help(one, reading.levels, reading.context)),
        )
      },
    ),
    runs(4000),
  )
})
