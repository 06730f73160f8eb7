import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { encode } from '../../src/answers/encode.ts'
import { countShare } from '../../src/answers/share.ts'
import { NOT_APPLICABLE, NOT_KNOWN, UNANSWERED, worstLevel } from '../../src/answers/levels.ts'
import type { Answers, RegisterRow } from '../../src/answers/model.ts'
import type { Column, NoneToCount, RowTest, RuleSet } from '../../src/rules/model.ts'
import { ruleSetOf } from '../scoring/build.ts'
import { real, runs } from '../scoring/law.ts'
import { answersFor } from './generate.ts'

const asOf = '2026-11-22'
/** Each column with values that its tests accept and refuse; every test can go both ways, and no two share a column. */
const values: Readonly<Record<string, readonly string[]>> = {
  patients: ['none', 'some', 'many'],
  data: ['none', 'patient'],
  owes: ['no', 'yes'],
  notice: ['no', 'yes'],
  seen: ['never', '2020-01-01', '2026-11-01'],
  days: ['1', '5'],
  tolerable: ['2', '4'],
  point1: ['no', 'yes'],
  point2: ['no', 'yes'],
  point3: ['no', 'yes'],
}
/** What an unknown or blank cell might turn out to be: for numbers also far less and far more than any that is given. */
const fills: typeof values = {
  ...values,
  days: ['0', '1', '5', '1000000'],
  tolerable: ['0.001', '2', '4', '999999'],
}
const column = (id: string): Column => ({
  id,
  type: id === 'seen' ? 'date' : id === 'days' || id === 'tolerable' ? 'number' : 'choice',
  section: '',
  short: id,
  text: id,
  required: false,
  forTheRecord: false,
  options: values[id]!.map((option) => ({ id: option, text: option })),
  unknown: 'Not confirmed',
  never: 'Never',
  mayBeAhead: false,
  atMostOnce: false,
})
const is = (column: string, ...accepted: string[]): RowTest => ({ kind: 'in', column, values: accepted })
const tests = {
  patients: is('patients', 'some', 'many'),
  critical: { kind: 'any', of: [is('patients', 'some', 'many'), is('data', 'patient')] },
  owes: is('owes', 'yes'),
  notice: is('notice', 'yes'),
  seen: { kind: 'recent', column: 'seen', months: 12 },
  longEnough: { kind: 'compare', column: 'days', op: 'at-least', to: { column: 'tolerable' } },
  points: { kind: 'count', columns: ['point1', 'point2', 'point3'], values: ['yes'], atLeast: 2 },
} satisfies Record<string, RowTest>

interface Share {
  readonly where: readonly RowTest[]
  readonly of: readonly RowTest[]
}
const shares: readonly Share[] = [
  { where: [], of: [tests.notice] },
  { where: [tests.patients], of: [tests.notice] },
  { where: [tests.critical, tests.owes], of: [tests.seen] },
  { where: [tests.patients], of: [tests.notice, tests.seen, tests.longEnough] },
  { where: [tests.owes], of: [tests.points] },
]
const noneToCounts: readonly NoneToCount[] = ['impossible', 'left-out', { level: 0 }, { level: 2 }]

const ruleSetFor = (
  { where, of }: Share,
  noneToCount: NoneToCount,
  countsWhen: readonly RowTest[] = [],
): RuleSet =>
  ruleSetOf({
    domains: [
      {
        questions: [
          {
            id: 'share',
            credits: [0, 50, 100],
            bounds: [undefined, 40, 75],
            form: { type: 'share', register: 'suppliers', where, of, noneToCount },
          },
        ],
      },
    ],
    registers: [{ id: 'suppliers', columns: Object.keys(values).map(column), countsWhen }],
  })
const answersOf = (rows: readonly RegisterRow[], complete = true): Answers => ({
  organisation: { name: 'A made-up trust', cohort: '' },
  asOf,
  answers: {},
  context: {},
  registers: { suppliers: { complete, rows } },
})
const byteOf = (ruleSet: RuleSet, rows: readonly RegisterRow[]) =>
  encode(ruleSet, answersOf(rows)).declared[0]!

type Cells = Readonly<Record<string, string>>
const rowOf = (cells: Cells, evidence: RegisterRow['evidence'] = {}): RegisterRow => ({ cells, evidence })

/** Whether a row with no blank and no unknown passes a test, said again. */
function passes(one: RowTest, cells: Cells): boolean {
  switch (one.kind) {
    case 'in':
      return one.values.includes(cells[one.column]!)
    case 'recent':
      return cells[one.column] === '2026-11-01'
    case 'compare':
      return Number(cells['days']) >= Number(cells['tolerable'])
    case 'count':
      return one.columns.filter((name) => one.values.includes(cells[name]!)).length >= one.atLeast
    case 'any':
      return one.of.some((part) => passes(part, cells))
    default:
      throw new Error('not used here')
  }
}

type Place = 'out' | 'bottom' | 'top'
const placeOf = ({ where, of }: Share, cells: Cells): Place =>
  !where.every((one) => passes(one, cells)) ? 'out' : of.every((one) => passes(one, cells)) ? 'top' : 'bottom'

/** Every way to fill the cells that hold this, or are absent when undefined. */
function filled(cells: Cells, what: 'not-confirmed' | undefined): Cells[] {
  return Object.keys(values).reduce<Cells[]>(
    (ways, name) =>
      cells[name] !== what
        ? ways
        : ways.flatMap((way) => fills[name]!.map((value) => ({ ...way, [name]: value }))),
    [cells],
  )
}
const readBy = (share: Share): string[] => {
  const names = (one: RowTest): string[] =>
    one.kind === 'any'
      ? one.of.flatMap(names)
      : one.kind === 'count'
        ? [...one.columns]
        : one.kind === 'compare'
          ? ['days', 'tolerable']
          : [one.column]
  return [...share.where, ...share.of].flatMap(names)
}

const cellsFor = (share: Share, blanks: boolean): fc.Arbitrary<Cells> =>
  fc
    .tuple(
      ...Object.keys(values).map((name) =>
        // Columns that the share does not read are filled, so that the ways to fill the others stay few.
        readBy(share).includes(name)
          ? fc.oneof(
              { weight: 6, arbitrary: fc.constantFrom(...values[name]!) },
              { weight: 1, arbitrary: fc.constant('not-confirmed') },
              { weight: blanks ? 1 : 0, arbitrary: fc.constant(undefined) },
            )
          : fc.constant(values[name]![0]),
      ),
    )
    .map((cells) =>
      Object.fromEntries(
        Object.keys(values).flatMap((name, at) => (cells[at] === undefined ? [] : [[name, cells[at]]])),
      ),
    )
const cases = (blanks: boolean) =>
  fc.constantFrom(...shares).chain((share) =>
    fc.record({
      share: fc.constant(share),
      noneToCount: fc.constantFrom(...noneToCounts),
      rows: fc.array(cellsFor(share, blanks), { minLength: 1, maxLength: 5 }),
    }),
  )

function levelOf(top: number, bottom: number, noneToCount: NoneToCount): number {
  if (bottom > 0) return [40, 75].filter((bound) => top * 100 >= bound * bottom).length
  if (noneToCount === 'impossible') return UNANSWERED
  return noneToCount === 'left-out' ? NOT_APPLICABLE : noneToCount.level
}

describe('the share of a register', () => {
  test('lies exactly between the lowest and the highest share over every way to fill its unknown cells', () => {
    fc.assert(
      fc.property(cases(false), ({ share, noneToCount, rows }) => {
        const places = rows.map((cells) => [
          ...new Set(filled(cells, 'not-confirmed').map((known) => placeOf(share, known))),
        ])
        const reachable = places.reduce<(readonly [number, number])[]>(
          (sums, possible) => [
            ...new Map(
              sums
                .flatMap(([top, bottom]) =>
                  possible.map(
                    (place) => [top + Number(place === 'top'), bottom + Number(place !== 'out')] as const,
                  ),
                )
                .map((sum) => [sum.join(), sum]),
            ).values(),
          ],
          [[0, 0]],
        )
        // A filling in which no row counts is passed over while another exists.
        const counting = reachable.filter(([, bottom]) => bottom > 0)
        const levels = (counting.length > 0 ? counting : reachable).map(([top, bottom]) =>
          levelOf(top, bottom, noneToCount),
        )
        const row = encode(ruleSetFor(share, noneToCount), answersOf(rows.map((cells) => rowOf(cells))))
        const [lowest, highest] = [Math.min(...levels), Math.max(...levels)]
        expect(row.declared[0]).toBe(lowest === highest ? lowest : lowest | NOT_KNOWN)
        expect(row.ceiling[0]).toBe(lowest === UNANSWERED ? 2 : highest)
      }),
      runs(1500),
    )
  })

  test('is unanswered exactly when a blank cell could change which rows count or pass', () => {
    fc.assert(
      fc.property(cases(true), ({ share, noneToCount, rows }) => {
        const needed = rows.some((cells) =>
          filled(cells, 'not-confirmed').some(
            (known) => new Set(filled(known, undefined).map((full) => placeOf(share, full))).size > 1,
          ),
        )
        const count = countShare(
          ruleSetFor(share, noneToCount),
          ruleSetFor(share, noneToCount).questions[0]!,
          answersOf(rows.map((cells) => rowOf(cells))),
        )
        expect(count?.unanswered).toBe(needed)
        if (needed)
          expect(
            byteOf(
              ruleSetFor(share, noneToCount),
              rows.map((cells) => rowOf(cells)),
            ),
          ).toBe(UNANSWERED)
      }),
      runs(1500),
    )
  })

  test('never falls when one cell of a row that counts gets better, or an unknown cell becomes known', () => {
    fc.assert(
      fc.property(
        cases(false),
        fc.nat(),
        fc.nat(),
        fc.nat(),
        ({ share, noneToCount, rows }, at, which, to) => {
          const row = at % rows.length
          const names = readBy(share)
          const name = names[which % names.length]!
          const inWhere = share.where.some((one) => readBy({ where: [one], of: [] }).includes(name))
          const [from, options] = [rows[row]![name]!, values[name]!]
          // "tolerable" is better when shorter; every other column lists its values worst first.
          const rising = name === 'tolerable' ? options.toReversed() : options
          const better =
            from === 'not-confirmed' ? rising : inWhere ? [] : rising.slice(rising.indexOf(from) + 1)
          fc.pre(better.length > 0)
          const changed = rows.map((cells, index) =>
            index === row ? { ...cells, [name]: better[to % better.length]! } : cells,
          )
          // That no row counts after all is another question than how many of them pass.
          const mayCount = (cells: Cells) =>
            filled(cells, 'not-confirmed').some((known) => placeOf(share, known) !== 'out')
          fc.pre(changed.some(mayCount))
          const ruleSet = ruleSetFor(share, noneToCount)
          const [before, after] = [rows, changed].map((all) =>
            worstLevel(
              byteOf(
                ruleSet,
                all.map((cells) => rowOf(cells)),
              ),
            ),
          ) as [number | undefined, number | undefined]
          if (before !== undefined && after !== undefined) expect(after).toBeGreaterThanOrEqual(before)
        },
      ),
      runs(1500),
    )
  })

  test('is assured by the rows above the line that have live evidence, never above what is declared', () => {
    const evidence = (date: string | null) =>
      date === null ? {} : { share: { evidence: 'Document 3', evidenceDate: date } }
    const dates = fc.constantFrom(null, '2026-11-01', '2025-11-22', '2025-11-21')
    fc.assert(
      fc.property(
        cases(false).chain((one) =>
          fc.tuple(
            fc.constant(one),
            fc.array(dates, { minLength: one.rows.length, maxLength: one.rows.length }),
          ),
        ),
        ([{ share, noneToCount, rows }, given]) => {
          const row = encode(
            ruleSetFor(share, noneToCount),
            answersOf(rows.map((cells, at) => rowOf(cells, evidence(given[at]!)))),
          )
          const places = rows.map((cells) =>
            filled(cells, 'not-confirmed').map((known) => placeOf(share, known)),
          )
          const bottom = places.filter((possible) => possible.some((place) => place !== 'out')).length
          const backed = places.filter(
            (possible, at) =>
              possible.every((place) => place === 'top') && given[at] !== null && given[at]! >= '2025-11-22',
          ).length
          if (bottom > 0) expect(row.assured[0]).toBe(levelOf(backed, bottom, noneToCount))
          expect(row.assured[0]!).toBeLessThanOrEqual(worstLevel(row.declared[0]!) ?? NOT_APPLICABLE)
        },
      ),
      runs(800),
    )
  })
})

describe('a register', () => {
  const share = shares[1]!
  const yes = rowOf({ patients: 'many', notice: 'yes' })
  const no = rowOf({ patients: 'some', notice: 'no' })
  const unknown = rowOf({ patients: 'many', notice: 'not-confirmed' })
  const blank = rowOf({ patients: 'many' })
  const outside = rowOf({ patients: 'none' })
  const ruleSet = ruleSetFor(share, 'impossible', [tests.patients])

  test.each<[string, RegisterRow[], number]>([
    ['one of one', [yes], 2],
    ['one of two', [yes, no], 1],
    ['none of two', [no, no], 0],
    ['one of two, the other not confirmed: one of two or two of two', [yes, unknown], NOT_KNOWN | 1],
    ['one of two and one not confirmed, which is at least one of three', [yes, no, unknown], NOT_KNOWN | 0],
    ['three of three and one not confirmed, which makes no difference', [yes, yes, yes, unknown], 2],
    ['a blank cell that is needed', [yes, blank], UNANSWERED],
    ['a blank cell of a row that does not count', [yes, outside], 2],
    [
      'a row that may not count at all, and fails',
      [yes, rowOf({ patients: 'not-confirmed', notice: 'no' })],
      NOT_KNOWN | 1,
    ],
    [
      'a row that may not count at all, and passes',
      [yes, rowOf({ patients: 'not-confirmed', notice: 'yes' })],
      2,
    ],
    [
      'no row that is known to count',
      [outside, rowOf({ patients: 'not-confirmed', notice: 'yes' })],
      UNANSWERED,
    ],
    ['no row at all', [], UNANSWERED],
  ])('%s', (_, rows, byte) => expect(byteOf(ruleSet, rows)).toBe(byte))

  test('feeds nothing until it is marked complete', () => {
    expect(encode(ruleSet, answersOf([yes], false)).declared[0]).toBe(UNANSWERED)
    expect(encode(ruleSet, { ...answersOf([]), registers: {} }).declared[0]).toBe(UNANSWERED)
  })

  test.each<[string, NoneToCount, number]>([
    ['a level', { level: 2 }, 2],
    ['left out, as not applicable without a reason', 'left-out', NOT_APPLICABLE],
    ['unanswered', 'impossible', UNANSWERED],
  ])('with nothing to count is %s when the question says so', (_, noneToCount, byte) => {
    expect(byteOf(ruleSetFor(share, noneToCount), [outside])).toBe(byte)
  })

  test('of ours: one more answer in place of "not confirmed" never lowers any question it feeds', () => {
    fc.assert(
      fc.property(answersFor(real), fc.nat(), fc.nat(), fc.nat(), (answers, which, at, to) => {
        const register = real.registers[which % real.registers.length]!
        const given = answers.registers[register.id]!
        const open = given.rows.flatMap((row, index) =>
          Object.keys(row.cells).flatMap((id) =>
            row.cells[id] === 'not-confirmed' ? [[index, id] as const] : [],
          ),
        )
        fc.pre(open.length > 0)
        const [row, id] = open[at % open.length]!
        const { type, options } = register.columns.find((one) => one.id === id)!
        const known = {
          choice: options.map((option) => option.id),
          date: ['2020-01-01', '2023-12-31'],
          number: ['0', '3', '999'],
          text: ['x'],
          tick: ['yes', 'no'],
        }[type]
        const rows = given.rows.map((one, index) =>
          index === row ? { ...one, cells: { ...one.cells, [id]: known[to % known.length]! } } : one,
        )
        const changed = { ...answers, registers: { ...answers.registers, [register.id]: { ...given, rows } } }
        const [before, after] = [encode(real, answers), encode(real, changed)]
        for (const index of register.feeds) {
          const [old, now] = [worstLevel(before.declared[index]!), worstLevel(after.declared[index]!)]
          if (old !== undefined && now !== undefined) expect(now).toBeGreaterThanOrEqual(old)
        }
      }),
      runs(300),
    )
  })
})

describe('a register that stays as it is', () => {
  const SHARES = real.questions.filter(({ form }) => form.type === 'share')
  const countAll = (answers: Answers) => SHARES.map((question) => countShare(real, question, answers))
  const apart = (answers: Answers): Answers => ({ ...answers, registers: structuredClone(answers.registers) })

  test('says the same of any answers as one that is read anew, also at another day', () => {
    fc.assert(
      fc.property(answersFor(real), (answers) => {
        const later = { ...answers, asOf: '2028-01-31' }
        const [now, then] = [countAll(apart(answers)), countAll(apart(later))]
        expect([countAll(answers), countAll(answers)]).toEqual([now, now])
        expect([countAll(later), countAll(answers), countAll(later)]).toEqual([then, now, then])
      }),
      runs(100),
    )
  })

  test('is read once, however many answers are saved beside it', () => {
    let read = 0
    const row = {
      get cells() {
        read += 1
        return { name: 'Blue Lantern', 'patients-affected': 'many' }
      },
      evidence: {},
    }
    const registers = { 'supplier-register': { complete: true, rows: [row] } }
    const saved = (answers: Answers['answers']): Answers => ({
      ...{ organisation: { name: 'oak', cohort: 'acute' }, asOf, context: {} },
      ...{ answers, registers },
    })
    encode(real, saved({}))
    const once = read
    expect(once).toBeGreaterThan(0)
    encode(real, saved({ 'alert-watch': { value: { kind: 'dont-know' }, assurance: 'asserted' } }))
    expect(read).toBe(once)
  })
})
