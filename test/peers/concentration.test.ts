/** Every state of small groups is tried: what analysts read of suppliers and gateways settles nothing of one organisation. */

import { describe, expect, test } from 'vitest'
import { findConcentration, hasMoved, type SharedReliance } from '../../src/peers/concentration.ts'
import { roundCount } from '../../src/peers/rounding.ts'
import { type Fact, findCertain, poolsOf, reaching, remembered } from './solving.ts'

/** So many that agreed of each kind. */
const viewOf = (kindOf: (kind: number) => Omit<SharedReliance, 'organisation'>) =>
  remembered(([spread = []]) =>
    JSON.stringify(
      findConcentration(
        spread.flatMap((count, kind) =>
          Array.from({ length: count }, (_, index) => ({
            ...kindOf(kind),
            organisation: `${kind}-${index}`,
          })),
        ),
        ['Supplier'],
      ),
    ),
  )

const countCertain = (
  size: number,
  colluders: number,
  facts: readonly Fact[],
  view: ReturnType<typeof viewOf>,
) =>
  poolsOf(colluders, facts[0]?.length ?? 0).reduce(
    (sum, known) => sum + findCertain([{ size, known }], facts, view).length,
    0,
  )

describe('counts of suppliers and gateways', () => {
  test('settle for nobody, not even for three that pool theirs, whether another relies on a supplier', () => {
    const view = viewOf((kind) => ({ suppliers: kind === 1 ? ['supplier'] : [], onGateway: false }))
    for (let size = 10; size <= 30; size++)
      for (const colluders of [0, 1, 2, 3])
        expect(countCertain(size, colluders, reaching(2), view), `${size}, ${colluders}`).toBe(0)
  })

  test('settle for nobody whether another relies on a gateway that others host', () => {
    const view = viewOf((kind) => ({ suppliers: [], onGateway: kind === 1 }))
    for (let size = 10; size <= 33; size++)
      for (const colluders of [0, 1, 2, 3])
        expect(countCertain(size, colluders, reaching(2), view), `${size}, ${colluders}`).toBe(0)
  })

  test('stand for at least three counts, and would stand for one if those who do not were counted too', () => {
    const fewestCounts = (n: number, said: (relying: number) => unknown) => {
      const counts = Array.from({ length: n + 1 }, (_, relying) => relying)
      const alike = Map.groupBy(counts, (relying) => JSON.stringify(said(relying)))
      return Math.min(...[...alike.values()].map((all) => all.length))
    }
    const ours = (n: number) => (relying: number) =>
      findConcentration(
        Array.from({ length: n }, (_, index) => ({
          organisation: `${index}`,
          suppliers: [],
          onGateway: index < relying,
        })),
        [],
      ).onGateways
    const fromBothEnds = (n: number) => (relying: number) => [
      roundCount(relying, n),
      roundCount(n - relying, n),
    ]
    for (let n = 10; n <= 40; n++) expect(fewestCounts(n, ours(n)), `${n}`).toBeGreaterThanOrEqual(3)
    expect(fewestCounts(16, fromBothEnds(16))).toBe(1)
  })

  test('are new only once eight joined, left or changed since they were counted', () => {
    const one = (index: number, ...suppliers: string[]): SharedReliance => ({
      organisation: `${index}`,
      suppliers,
      onGateway: false,
    })
    const then = Array.from({ length: 20 }, (_, index) => one(index, 'A'))
    const changed = (count: number) => then.map((was, index) => (index < count ? one(index, 'B') : was))
    expect(hasMoved(then, changed(7), ['A', 'B'])).toBe(false)
    expect(hasMoved(then, changed(8), ['A', 'B'])).toBe(true)
    expect(hasMoved(then, changed(20), ['C']), 'names that are not counted').toBe(false)
    expect(hasMoved(then, then.slice(0, 12), ['A'])).toBe(true)
    const joined = [...then.slice(4), ...[1, 2, 3].map((index) => one(100 + index, 'A'))]
    expect(hasMoved(then, joined, ['A'])).toBe(false)
  })

  test('name a supplier only from 10 organisations on, and where its count could be several', () => {
    const listed = (using: number, of: number) =>
      findConcentration(
        Array.from({ length: of }, (_, index) => ({
          suppliers: index < using ? ['Supplier'] : [],
          onGateway: false,
          organisation: `${index}`,
        })),
        ['Supplier'],
      ).suppliers.map(({ organisations }) => organisations)
    expect([listed(9, 20), listed(10, 20), listed(13, 20)]).toEqual([[], [10], [15]])
    // Of 13 it would be nearly all, and of 15 exactly 10.
    expect([listed(13, 13), listed(14, 14), listed(10, 15), listed(11, 15)]).toEqual([[], [10], [], [15]])
  })
})
