import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { questionsOf } from '../../src/rules/condition.ts'
import { explainRisk } from '../../src/report/explain-risk.ts'
import { describeRisk, describeRisks, type Need } from '../../src/report/risks.ts'
import { RULE_SET } from '../service/house.ts'
import { examineTrust, TRUSTS } from '../web/trusts.ts'
import { anyExamined } from './random-rows.ts'

const everybody = Object.keys(TRUSTS).map((name) => [name, examineTrust(name)] as const)

test.each(everybody)(
  'the risks of %s stand with the highest residual first, every one of them',
  (_, examined) => {
    const rows = describeRisks(examined)
    const products = rows.map((row) => row.residual.product)
    expect(products).toEqual(products.toSorted((a, b) => b - a))
    expect(rows.map((row) => row.id).toSorted()).toEqual(RULE_SET.risks.map(({ id }) => id).toSorted())
    for (const row of rows) {
      const found = examined.result.risks.find(({ id }) => id === row.id)
      expect([row.inherent.product, row.residual.product, row.assured.product]).toEqual([
        found?.inherent,
        found?.residual,
        found?.assured,
      ])
      expect(row.range !== undefined).toBe((found?.low ?? 0) < (found?.high ?? 0))
      expect(row.axes.after.likelihood * row.axes.after.consequence).toBe(row.residual.product)
    }
  },
)

test('of equal risks the one whose controls come first in the questionnaire stands first', () => {
  const readBy = (id: string) =>
    [
      ...new Set(
        (RULE_SET.risks.find((one) => one.id === id)?.loweredBy ?? []).flatMap((one) =>
          questionsOf(one.when),
        ),
      ),
    ]
      .toSorted((a, b) => a - b)
      .map((index) => String(index).padStart(3, '0'))
      .join(' ')
  const rows = describeRisks(examineTrust('nothing-answered'))
  for (const [index, row] of rows.entries()) {
    const next = rows[index + 1]
    if (next?.residual.product === row.residual.product) expect(readBy(row.id) < readBy(next.id)).toBe(true)
  }
})

/** Whether each part that decides a need is met so: all of them, or any. */
const isMet = (need: Need, as: string): boolean =>
  'of' in need ? need.of[need.kind === 'all' ? 'every' : 'some']((one) => isMet(one, as)) : need.met === as

const leaves = (need: Need): Exclude<Need, { of: unknown }>[] =>
  'of' in need ? need.of.flatMap(leaves) : [need]

test.each(everybody)(
  'each control of each risk of %s says whether it is in place, and what it asks',
  (_, examined) => {
    for (const { id, loweredBy } of RULE_SET.risks) {
      const words = describeRisk(examined, id)
      const found = examined.result.risks.find((one) => one.id === id)
      expect(words?.lowerings).toHaveLength(loweredBy.length)
      for (const [index, lowering] of (words?.lowerings ?? []).entries()) {
        const engine = found?.lowerings[index]
        expect(lowering.state).toBe(
          engine?.holds === 'yes'
            ? engine.assured
              ? 'evidenced'
              : 'on-your-word'
            : engine?.holds === 'no'
              ? 'not-in-place'
              : 'not-known',
        )
        expect(lowering.lowers).toMatch(/^(likelihood|consequence) by \d/)
        const asked = leaves(lowering.needs)
        expect(asked.length).toBeGreaterThan(0)
        if (lowering.state === 'evidenced') expect(isMet(lowering.needs, 'evidenced')).toBe(true)
        if (lowering.state === 'not-in-place')
          expect(asked.some((one) => one.met === 'not-in-place')).toBe(true)
        if (lowering.state === 'not-known') expect(asked.some((one) => one.met === 'not-known')).toBe(true)
      }
    }
  },
)

test('nothing is called in place on the word of somebody who did not answer', () => {
  for (const { id } of RULE_SET.risks)
    for (const lowering of describeRisk(examineTrust('nothing-answered'), id)?.lowerings ?? [])
      expect(['not-known', 'not-in-place']).toContain(lowering.state)
})

test('how the number comes about can be followed: what it starts at, what is taken off, what it never falls below', () => {
  for (const [, examined] of everybody)
    for (const { id } of RULE_SET.risks) {
      const explained = describeRisk(examined, id)?.explained
      for (const axis of [explained?.likelihood, explained?.consequence])
        expect(axis?.residual).toBe(Math.max((axis?.inherent ?? 0) - (axis?.lowered ?? 0), axis?.floor ?? 0))
    }
})

test('what is taken off a risk comes out at the residual shown, also where a part of a condition does not apply', () => {
  fc.assert(
    fc.property(anyExamined, (examined) => {
      for (const { id } of RULE_SET.risks) {
        const explained = explainRisk(examined, id)!
        for (const { inherent, lowered, floor, residual } of [explained.likelihood, explained.consequence])
          expect(Math.max(inherent - lowered, floor)).toBe(residual)
      }
    }),
    { seed: 20261130, numRuns: 60 },
  )
})
