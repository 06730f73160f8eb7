import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addMonths } from '../../src/calendar.ts'
import { encode, encodeValue } from '../../src/answers/encode.ts'
import { NOT_APPLICABLE, NOT_KNOWN, stateOf, UNANSWERED } from '../../src/answers/levels.ts'
import type { Answers, LevelRow } from '../../src/answers/model.ts'
import type { NoneToCount, RuleSet } from '../../src/rules/model.ts'
import { score } from '../../src/scoring/score.ts'
import { questionOf, type QuestionOf } from '../scoring/build.ts'
import { mayBeLeftOut, ruleSets } from '../scoring/generate.ts'
import { real, runs } from '../scoring/law.ts'
import { answersFor, counts, datesUpTo, decimals, referenceDates } from './generate.ts'

const question = (given: QuestionOf) => questionOf(given, 0, 'd0')
const asOf = '2026-11-22'
const quarters = { credits: [0, 25, 50, 75, 100], bounds: [undefined, 25, 50, 75, 100] }
const percentage = (noneToCount: NoneToCount, more: QuestionOf = quarters) =>
  question({ ...more, form: { type: 'percentage', count: 'some', of: 'all', noneToCount } })

describe('a percentage, typed as two counts', () => {
  test('reaches a level when count × 100 is at least bound × of, in whole numbers', () => {
    const bounds = fc.uniqueArray(fc.integer({ min: 1, max: 100 }), { minLength: 1, maxLength: 6 })
    fc.assert(
      fc.property(bounds, counts(true), (unsorted, { count, of }) => {
        const rising = unsorted.toSorted((a, b) => a - b)
        const one = percentage('impossible', {
          credits: [0, ...rising.map(() => 50)],
          bounds: [undefined, ...rising],
        })
        const reached = rising.filter((bound) => BigInt(count) * 100n >= BigInt(bound) * BigInt(of)).length
        expect(encodeValue(one, { kind: 'counts', count, of }, asOf)).toBe(reached)
      }),
      runs(2000),
    )
  })

  test.each([
    [1, 3, 1],
    [199, 200, 3],
    [200, 200, 4],
    [999_999_999_999, 1_000_000_000_000, 3],
    [0, 7, 0],
    [7, 28, 1],
    [6_999, 28_000, 0],
  ])('%i of %i is level %i of quarters', (count, of, level) =>
    expect(encodeValue(percentage('impossible'), { kind: 'counts', count, of }, asOf)).toBe(level),
  )

  test('is reached at exactly p of 100 and missed just below, for each p, where floats would err', () => {
    for (let p = 1; p <= 100; p++) {
      const one = percentage('impossible', { credits: [0, 100], bounds: [undefined, p] })
      const level = (count: number, of: number) => encodeValue(one, { kind: 'counts', count, of }, asOf)
      expect([level(p, 100), level(p * 1e10 - 1, 1e12), level(p * 1e10, 1e12)]).toEqual([1, 0, 1])
    }
  })

  test.each<[string, NoneToCount, number]>([
    ['a level when the question names one', { level: 4 }, 4],
    ['the worst level when the question says so', { level: 0 }, 0],
    ['left out, as not applicable', 'left-out', NOT_APPLICABLE],
    ['no answer where it is impossible', 'impossible', UNANSWERED],
  ])('of 0 of 0 is %s, and never 0 %%', (_, noneToCount, byte) =>
    expect(encodeValue(percentage(noneToCount), { kind: 'counts', count: 0, of: 0 }, asOf)).toBe(byte),
  )
})

describe('a number', () => {
  const form = (better: 'lower' | 'higher') => ({ type: 'number' as const, better, unit: 'hours' })
  test.each([
    ['lower', [undefined, 72, 24, 4], '72', 1],
    ['lower', [undefined, 72, 24, 4], '72.001', 0],
    ['lower', [undefined, 72, 24, 4], '3.999', 3],
    ['lower', [undefined, 5, 2, 0], '0', 3],
    ['lower', [undefined, 5, 2, 0.5], '0.50', 3],
    ['higher', [undefined, 1, 3, 12], '12', 3],
    ['higher', [undefined, 1, 3, 12], '2.999', 1],
    ['higher', [undefined, 1, 3, 12], '0', 0],
  ] as const)('with %s better and bounds %j: %s is level %i', (better, bounds, number, level) =>
    expect(
      encodeValue(
        question({ credits: [0, 30, 60, 100], bounds, form: form(better) }),
        { kind: 'number', number },
        asOf,
      ),
    ).toBe(level),
  )

  test('that is better never has a lower level', () => {
    fc.assert(
      fc.property(decimals, decimals, fc.boolean(), (a, b, lower) => {
        const one = question({
          credits: [0, 30, 60, 100],
          bounds: lower ? [undefined, 72, 24.5, 4] : [undefined, 4, 24.5, 72],
          form: form(lower ? 'lower' : 'higher'),
        })
        const [x, y] = [a, b].map((number) => encodeValue(one, { kind: 'number', number }, asOf)) as [
          number,
          number,
        ]
        const order = Number(a) - Number(b)
        if (order !== 0) expect(order > 0 === lower ? y - x : x - y).toBeGreaterThanOrEqual(0)
      }),
      runs(500),
    )
  })

  test('that was not measured is answered, at the worst level', () => {
    expect(
      encodeValue(question({ form: form('lower'), bounds: [undefined, 4] }), { kind: 'not-measured' }, asOf),
    ).toBe(0)
  })
})

describe('a date', () => {
  const dated = question({
    credits: [0, 40, 70, 100],
    bounds: [undefined, 24, 12, 6],
    form: { type: 'date' },
  })
  test('reaches the best level whose months have not gone by', () => {
    fc.assert(
      fc.property(
        referenceDates.chain((asOf) => fc.tuple(fc.constant(asOf), datesUpTo(asOf))),
        ([asOf, date]) => {
          const level = [6, 12, 24].findIndex((months) => addMonths(date, months) >= asOf)
          expect(encodeValue(dated, { kind: 'date', date }, asOf)).toBe(level < 0 ? 0 : 3 - level)
        },
      ),
      runs(1000),
    )
  })
  test.each([
    ['2026-05-22', 3],
    ['2026-05-21', 2],
    ['2025-11-22', 2],
    ['2025-11-21', 1],
    ['2024-11-21', 0],
  ])('%s is level %i on 2026-11-22', (date, level) =>
    expect(encodeValue(dated, { kind: 'date', date }, asOf)).toBe(level),
  )
  test('that never was is answered, at the worst level', () => {
    expect(encodeValue(dated, { kind: 'never' }, asOf)).toBe(0)
  })
})

describe('a checklist', () => {
  const item = (id: string, withoutItAtMost?: number) => ({
    id,
    text: { text: id, for: {} },
    ...(withoutItAtMost === undefined ? {} : { withoutItAtMost }),
  })
  const list = question({
    credits: [0, 25, 50, 75, 100],
    form: { type: 'checklist', items: [item('a', 1), item('b'), item('c', 2), item('d')] },
  })
  const levelOf = (...items: string[]) => encodeValue(list, { kind: 'ticked', items }, asOf)

  test('counts what is ticked, and less while a must-have item is not', () => {
    expect(levelOf()).toBe(0)
    expect(levelOf('a', 'b', 'c', 'd')).toBe(4)
    expect(levelOf('b', 'c', 'd')).toBe(1)
    expect(levelOf('a', 'b', 'd')).toBe(2)
    expect(levelOf('b', 'd')).toBe(1)
    expect(levelOf('a')).toBe(1)
  })

  test('ticked further never has a lower level', () => {
    const limits = fc.array(fc.option(fc.nat({ max: 5 })), { minLength: 1, maxLength: 6 })
    fc.assert(
      fc.property(limits, fc.nat(), fc.nat(), (withoutIt, ticks, more) => {
        const items = withoutIt.map((limit, at) => item(`i${at}`, limit ?? undefined))
        const one = question({ credits: [0, ...items.map(() => 100)], form: { type: 'checklist', items } })
        const ticked = (mask: number) => items.filter((_, at) => (mask >> at) & 1).map(({ id }) => id)
        const [less, further] = [ticks, ticks | more].map((mask) =>
          encodeValue(one, { kind: 'ticked', items: ticked(mask) }, asOf),
        ) as [number, number]
        expect(further).toBeGreaterThanOrEqual(less)
        expect(less).toBeLessThanOrEqual(ticked(ticks).length)
      }),
      runs(1000),
    )
  })
})

describe('other answers', () => {
  const choice = question({ credits: [0, 50, 100], noneExist: 2, notApplicable: true })
  test('become their states', () => {
    expect(encodeValue(choice, { kind: 'choice', option: 'l1' }, asOf)).toBe(1)
    expect(encodeValue(choice, { kind: 'dont-know' }, asOf)).toBe(NOT_KNOWN)
    expect(encodeValue(choice, { kind: 'not-applicable', reason: 'x' }, asOf)).toBe(NOT_APPLICABLE)
    expect(encodeValue(choice, { kind: 'choice', option: 'withdrawn' }, asOf)).toBe(UNANSWERED)
  })
  test('"there are none" is an answer: the last level, unless the question names another', () => {
    expect(encodeValue(choice, { kind: 'none-exist' }, asOf)).toBe(2)
    expect(encodeValue(question({ credits: [0, 50, 100], noneExist: 1 }), { kind: 'none-exist' }, asOf)).toBe(
      1,
    )
  })
})

describe('a whole set of answers', () => {
  /** What is wrong with a row, by what `levels.ts` allows. */
  function strange(ruleSet: RuleSet, { declared, assured, context }: LevelRow): string[] {
    const bytes = ruleSet.questions.flatMap((one) => {
      const [byte, backed] = [declared[one.index]!, assured[one.index]!]
      const last = one.levels.length - 1
      const share = one.form.type === 'share'
      const fits = {
        answered: byte <= last && backed <= byte,
        'not-known': (share ? byte - NOT_KNOWN < last : byte === NOT_KNOWN) && backed <= byte - NOT_KNOWN,
        unanswered: backed === 0,
        'not-applicable':
          mayBeLeftOut(one) &&
          byte === NOT_APPLICABLE &&
          (backed === NOT_APPLICABLE || (backed === 0 && !share)),
      }[stateOf(byte)]
      return fits ? [] : [`${one.id}: ${byte}, assured ${backed}`]
    })
    const scope = ruleSet.context.filter(
      ({ options }, index) => context[index]! < -1 || context[index]! >= Math.max(options.length, 0),
    )
    return [...bytes, ...scope.map((one) => one.id)]
  }

  const worlds: [string, fc.Arbitrary<{ ruleSet: RuleSet; answers: Answers }>, number][] = [
    [
      'made-up rule sets',
      ruleSets.chain((ruleSet) => answersFor(ruleSet).map((answers) => ({ ruleSet, answers }))),
      400,
    ],
    ['our rules', answersFor(real).map((answers) => ({ ruleSet: real, answers })), 40],
  ]
  test.each(worlds)('becomes a row of nothing but levels and states (%s)', (_, cases, count) => {
    fc.assert(
      fc.property(cases, ({ ruleSet, answers }) => {
        expect(strange(ruleSet, encode(ruleSet, answers))).toEqual([])
      }),
      runs(count),
    )
  })

  test.each(worlds)('scores the same whatever is typed into hidden questions (%s)', (_, cases, count) => {
    fc.assert(
      fc.property(cases, ({ ruleSet, answers }) => {
        const shown = { ...answers, context: Object.fromEntries(ruleSet.context.map(({ id }) => [id, 'o0'])) }
        const scope = ruleSet === real ? { ...answers.context, 'shared-gateway': 'none' } : shown.context
        const settled = { ...answers, context: scope }
        const row = encode(ruleSet, settled)
        const hidden = ruleSet.questions.filter(
          ({ showWhen }) =>
            showWhen?.kind === 'context' && !showWhen.options.includes(row.context[showWhen.question]!),
        )
        const emptied = {
          ...settled,
          answers: Object.fromEntries(
            Object.entries(settled.answers).filter(([id]) => !hidden.some((one) => one.id === id)),
          ),
        }
        expect(score(ruleSet, settled)).toEqual(score(ruleSet, emptied))
      }),
      runs(count),
    )
  })
})
