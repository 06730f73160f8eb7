/** Every state of small groups is tried: what analysts read of suppliers and gateways settles nothing of one organisation. */

import { describe, expect, test } from 'vitest'
import { findConcentration, type SharedReliance } from '../../src/peers/concentration.ts'
import { type Fact, findCertain, poolsOf, reaching, remembered } from './solving.ts'

/** So many that agreed of each kind. */
const viewOf = (kindOf: (kind: number) => SharedReliance) =>
  remembered(([spread = []]) =>
    JSON.stringify(
      findConcentration(
        spread.flatMap((count, kind) => Array<SharedReliance>(count).fill(kindOf(kind))),
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
    const view = viewOf((kind) => ({ suppliers: kind === 1 ? ['supplier'] : [], gateway: undefined }))
    for (let size = 10; size <= 30; size++)
      for (const colluders of [0, 1, 2, 3])
        expect(countCertain(size, colluders, reaching(2), view), `${size}, ${colluders}`).toBe(0)
  })

  test('settle for nobody which gateway another has, nor which it has not', () => {
    const view = viewOf((kind) => ({ suppliers: [], gateway: `option ${kind}` }))
    const facts = [0, 1, 2].map((option) => [0, 1, 2].map((kind) => kind === option))
    for (let size = 10; size <= 33; size++)
      for (const colluders of [0, 3])
        expect(countCertain(size, colluders, facts, view), `${size}, ${colluders}`).toBe(0)
  })

  test('name a supplier only from 10 organisations on, and where its count could be several', () => {
    const listed = (using: number, of: number) =>
      findConcentration(
        Array.from({ length: of }, (_, index) => ({
          suppliers: index < using ? ['Supplier'] : [],
          gateway: undefined,
        })),
        ['Supplier'],
      ).suppliers.map(({ organisations }) => organisations)
    expect([listed(9, 20), listed(10, 20), listed(13, 20)]).toEqual([[], [10], [15]])
    // Of 13 it would be nearly all, and of 15 exactly 10.
    expect([listed(13, 13), listed(14, 14), listed(10, 15), listed(11, 15)]).toEqual([[], [10], [], [15]])
  })

  test('leave out the smallest option where naming it would tell that nobody chose another', () => {
    const gateways = (...counts: readonly number[]) =>
      findConcentration(
        counts.flatMap((count, option) =>
          Array.from({ length: count }, () => ({ suppliers: [], gateway: `option ${option}` })),
        ),
        [],
      ).gateways.map(({ name }) => name)
    expect(gateways(14, 14)).toEqual(['option 0'])
    expect(gateways(17, 17)).toEqual(['option 0', 'option 1'])
  })
})
