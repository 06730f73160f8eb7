/** What to fix first, against every single move tried with the scorer, and the laws of the list. */
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { encode } from '../../src/answers/encode.ts'
import { stateOf } from '../../src/answers/levels.ts'
import type { Answers, LevelRow } from '../../src/answers/model.ts'
import { inventAnswers } from '../../src/demo/answers.ts'
import { inventTrusts } from '../../src/demo/trusts.ts'
import { findFixFirst } from '../../src/planning/fix-first.ts'
import type { FixFirst, Move, Position } from '../../src/planning/model.ts'
import { positionOf } from '../../src/planning/position.ts'
import { isTooEarly } from '../../src/planning/too-early.ts'
import { readEarlierFiles } from '../../src/rules/earlier.ts'
import type { Improvements, RuleSet } from '../../src/rules/model.ts'
import { compileFiles } from '../../src/rules/rule-set.ts'
import { score, scoreRow } from '../../src/scoring/score.ts'
import { answersFor } from '../answers/generate.ts'
import { ruleSets } from '../scoring/generate.ts'
import { real, runs } from '../scoring/law.ts'
import { effortsFor } from './efforts.ts'
import { most, type Standing, ticksOf, tryEverySingleMove } from './tried.ts'

interface Case {
  readonly ruleSet: RuleSet
  readonly improvements: Improvements
  readonly answers: Answers
  readonly row: LevelRow
}

const ours = real.improvements!
const trusts = inventTrusts()
const invented = (ruleSet: RuleSet, number: number): Case => {
  const answers = inventAnswers(ruleSet, trusts[number]!, '2026-11-22')
  return { ruleSet, improvements: ours, answers, row: encode(ruleSet, answers) }
}
const small: fc.Arbitrary<Case> = ruleSets.chain((ruleSet) =>
  fc
    .record({ improvements: effortsFor(ruleSet), answers: answersFor(ruleSet) })
    .map(({ improvements, answers }) => ({ ruleSet, improvements, answers, row: encode(ruleSet, answers) })),
)

function fix({ ruleSet, improvements, answers, row }: Case): FixFirst {
  return findFixFirst({ ruleSet, answers, row, result: score(ruleSet, answers, row) }, improvements)
}

/** Levels and ticks after a move. */
function after({ ruleSet, improvements, row, ticked }: Standing, move: Move): Standing {
  const [declared, assured] = [Uint8Array.from(row.declared), Uint8Array.from(row.assured)]
  const now: Record<string, readonly string[]> = { ...ticked }
  for (const { question, to, items } of [move, ...move.besides]) {
    const index = ruleSet.byId.get(question)!
    declared[index] = assured[index] = ruleSet.questions[index]!.levels.findIndex(({ id }) => id === to)
    if (items.length > 0) now[question] = [...(now[question] ?? []), ...items.map(({ id }) => id)]
  }
  return { ruleSet, improvements, row: { ...row, declared, assured }, ticked: now }
}

const begin = ({ ruleSet, improvements, answers, row }: Case): Standing => ({
  ruleSet,
  improvements,
  row,
  ticked: ticksOf(answers),
})

/** Each of the first three is, after those before it, a single move than which none lowers more for its effort. */
function expectBestFirst(one: Case, found: FixFirst): void {
  let standing = begin(one)
  for (const move of found.moves.slice(0, 3)) {
    const tried = tryEverySingleMove(standing)
    const best = most(tried)
    // No single answer lowers any risk: what follows is answers raised together.
    if (best === 0) return
    const chosen = tried.find(({ question, to }) => question === move.question && to === move.to)
    expect(chosen?.lowers, `${move.question} to ${move.to}`).toBeCloseTo(best, 9)
    standing = after(standing, move)
    expect(standing.row.declared).toEqual(chosen?.row.declared)
  }
  if (found.moves.length === 0) expect(most(tryEverySingleMove(standing))).toBe(0)
}

describe('the first three moves are those that lower most risk for their effort, as trying every single move finds', () => {
  test('with small rule sets, efforts and answers of any kind', () => {
    let moved = 0
    fc.assert(
      fc.property(small, (one) => {
        const found = fix(one)
        moved += found.moves.length
        expectBestFirst(one, found)
      }),
      runs(400),
    )
    expect(moved).toBeGreaterThan(100)
  })

  test.each([0, 50, 75, 125])('with our rules, for invented trust %i', (number) => {
    const one = invented(real, number)
    expectBestFirst(one, fix(one))
  })
})

test('a position is what the scorer finds', () => {
  fc.assert(
    fc.property(small, ({ ruleSet, row }) => {
      const position = positionOf(ruleSet, row)
      const result = scoreRow(ruleSet, row)
      const counted = result.incidents.filter((one) => one.counted)
      const meets = (of: string) => counted.filter((one) => one.meets === of).length
      const learned = (of: string) => result.lessons.filter((one) => one.learned === of).length
      expect(position).toMatchObject({
        overall: { paper: result.overall.low, evidence: result.overall.assured },
        domains: result.domains.map(({ low, assured }) => ({ paper: low, evidence: assured })),
        risks: result.risks.map(({ residual, assured }) => ({ paper: residual, evidence: assured })),
        attacks: {
          paper: meets('on-evidence') + meets('on-paper'),
          evidence: meets('on-evidence'),
        },
        lessons: {
          paper: learned('on-evidence') + learned('on-paper'),
          evidence: learned('on-evidence'),
        },
      } satisfies Partial<Position>)
    }),
    runs(400),
  )
})

describe('every list', () => {
  const everyMove = ({ moves, others }: FixFirst) => [...moves, ...others]
  const law = (name: string, check: (one: Case, found: FixFirst) => void) => {
    test(`${name}: small rule sets`, () => {
      fc.assert(
        fc.property(small, (one) => check(one, fix(one))),
        runs(200),
      )
    })
    test(`${name}: our rules`, () => {
      for (const number of [3, 60, 110]) {
        const one = invented(real, number)
        check(one, fix(one))
      }
    })
  }

  law('goes on where the move before it ended, and ends where the scorer finds it', (one, { now, moves }) => {
    let standing = begin(one)
    let position = now
    let days = 0
    for (const move of moves) {
      standing = after(standing, move)
      const reached = positionOf(one.ruleSet, standing.row)
      expect(move.changes.overall).toEqual({ from: position.overall, to: reached.overall })
      expect(move.changes.above).toEqual({ from: position.above, to: reached.above })
      expect(move.changes.attacks).toEqual({ from: position.attacks, to: reached.attacks })
      expect(move.changes.lessons).toEqual({ from: position.lessons, to: reached.lessons })
      for (const { id, to } of move.changes.risks)
        expect(to).toEqual(reached.risks[one.ruleSet.risks.findIndex((risk) => risk.id === id)])
      position = reached
      days += (move.effort.days[0] + move.effort.days[1]) / 2
      expect(move.daysSpent).toBeCloseTo(days, 6)
    }
  })

  law('raises only what is answered, and makes nothing worse', ({ ruleSet, row }, found) => {
    for (const { question, from, to, besides, changes } of everyMove(found)) {
      for (const id of [question, ...besides.map((one) => one.question)])
        expect(stateOf(row.declared[ruleSet.byId.get(id)!]!)).toBe('answered')
      const { levels } = ruleSet.questions[ruleSet.byId.get(question)!]!
      const at = (level: string) => levels.findIndex(({ id }) => id === level)
      expect(at(to)).toBeGreaterThan(at(from))
      for (const risk of changes.risks) {
        expect(risk.to.paper).toBeLessThanOrEqual(risk.from.paper)
        expect(risk.to.evidence).toBeLessThanOrEqual(risk.from.evidence)
      }
      expect(changes.overall.to.paper).toBeGreaterThanOrEqual(changes.overall.from.paper)
      expect(changes.attacks.to.evidence).toBeGreaterThanOrEqual(changes.attacks.from.evidence)
    }
  })

  law(
    'changes nothing on paper by a proof, and all proofs come to what all of them come to',
    (one, found) => {
      const { proofs, otherProofs, allProofs } = found
      const assured = Uint8Array.from(one.row.assured)
      const listed = [...proofs.flatMap(({ questions }) => questions), ...otherProofs]
      expect(new Set(listed).size).toBe(listed.length)
      for (const id of listed) {
        const index = one.ruleSet.byId.get(id)!
        expect(assured[index]).not.toBe(one.row.declared[index])
        assured[index] = one.row.declared[index]!
      }
      for (const { changes } of proofs) {
        expect(changes.overall.to.paper).toBe(changes.overall.from.paper)
        for (const risk of changes.risks) expect(risk.to.paper).toBe(risk.from.paper)
        expect(
          changes.risks.length + changes.attacks.to.evidence - changes.attacks.from.evidence,
        ).toBeGreaterThan(0)
      }
      const shown = scoreRow(one.ruleSet, { ...one.row, assured })
      expect(allProofs.overall.to).toEqual({ paper: shown.overall.low, evidence: shown.overall.assured })
    },
  )

  law('names each answer once: to be raised, or to be found out', (_, found) => {
    const others = found.others.map(({ question }) => question)
    expect(new Set(others).size).toBe(others.length)
    const listed = new Set(
      found.moves.flatMap((one) => [one, ...one.besides].map(({ question }) => question)),
    )
    expect(others.filter((id) => listed.has(id))).toEqual([])
    for (const { question } of found.findOuts) {
      expect(listed.has(question)).toBe(false)
      expect(others).not.toContain(question)
    }
  })
})

describe('with our own rules', () => {
  test('of nothing answered there is nothing to raise or to show, and everything to find out', () => {
    const empty = { ...invented(real, 1).answers, answers: {}, registers: {} }
    const nothing = fix({ ruleSet: real, improvements: ours, answers: empty, row: encode(real, empty) })
    expect([nothing.moves, nothing.others, nothing.proofs, nothing.otherProofs]).toEqual([[], [], [], []])
    expect(nothing.findOuts.length).toBeGreaterThan(70)
  })

  test('it is too early for a list while most of what is asked is open', () => {
    const empty = { ...invented(real, 1).answers, answers: {}, registers: {} }
    expect(isTooEarly({ ruleSet: real, row: encode(real, empty) })).toBe(true)
    expect(isTooEarly(invented(real, 0))).toBe(false)
  })

  test('who tries to raise what needs something first is told to raise that too', () => {
    const worst = withLevels({ 'privileged-tiering': 'possible', 'privileged-workplace': 'everyday-account' })
    const move = [...worst.moves, ...worst.others].find(({ question }) => question === 'privileged-tiering')
    expect(move?.besides.map(({ question }) => question)).toContain('privileged-workplace')
    const better = withLevels({
      'privileged-tiering': 'possible',
      'privileged-workplace': 'separate-account',
    })
    const alone = [...better.moves, ...better.others].find(
      ({ question }) => question === 'privileged-tiering',
    )
    expect(alone?.besides).toEqual([])
  })

  test('what needs an answer that nobody knows is not raised before it is found out', () => {
    const unknown = withLevels({ 'privileged-tiering': 'possible' })
    expect([...unknown.moves, ...unknown.others].map(({ question }) => question)).toEqual([])
  })

  test('seeing proof of suppliers is work where it is listed, and not a proof beside it', () => {
    const { isProof, ...plain } = ours.of['supplier-charter']!
    expect(isProof).toBe(true)
    const apart = { ...ours, of: { ...ours.of, 'supplier-charter': plain } }
    const found = (improvements: Improvements) => {
      const { moves, proofs, otherProofs } = fix({ ...invented(real, 19), improvements })
      const shown = [...proofs.flatMap(({ questions }) => questions), ...otherProofs]
      return {
        work: moves.some(({ question }) => question === 'supplier-charter'),
        proof: shown.includes('supplier-charter'),
        others: shown.filter((id) => id !== 'supplier-charter').toSorted(),
      }
    }
    const { others, ...twice } = found(apart)
    expect(twice).toEqual({ work: true, proof: true })
    expect(found(ours)).toEqual({ work: true, proof: false, others })
  })

  test('of a checklist, what the count waits for is to be done first', () => {
    const move = withTicks('exposure-list', ['each-owned', 'scanned-weekly'])
    expect(move?.items[0]?.id).toBe('all-listed')
    expect(move?.from).toBe('0-of-5')
  })

  test('also where the file of efforts has it last', () => {
    const { items } = ours.of['exposure-list']!
    const reversed = {
      ...ours.of['exposure-list']!,
      items: Object.fromEntries(Object.entries(items).toReversed()),
    }
    const improvements = { ...ours, of: { ...ours.of, 'exposure-list': reversed } }
    const move = withTicks('exposure-list', ['all-listed', 'each-owned', 'scanned-weekly'], improvements)
    expect(move?.items[0]?.id).toBe('none-open-that-should-not')
  })

  test('rules of before use the efforts of the questions and levels that they have', () => {
    const earlier = compileFiles(readEarlierFiles(join(import.meta.dirname, '../../rules'), '1.0.0'))
    const found = fix(invented(earlier, 0))
    const named = [...found.moves, ...found.others].map(({ question }) => question)
    expect(earlier.improvements).toBeUndefined()
    expect(named.length).toBeGreaterThan(30)
    expect(named.filter((id) => !earlier.byId.has(id))).toEqual([])
  })
})

/** Both answers alone, all others unanswered but those that are given. */
function withLevels(levels: Readonly<Record<string, string>>): FixFirst {
  const { answers } = invented(real, 1)
  const given = Object.fromEntries(
    Object.entries(levels).map(([id, option]) => [
      id,
      { value: { kind: 'choice' as const, option }, assurance: 'asserted' as const },
    ]),
  )
  const all = { ...answers, answers: given, registers: {} }
  return fix({ ruleSet: real, improvements: ours, answers: all, row: encode(real, all) })
}

function withTicks(id: string, items: readonly string[], improvements = ours): Move | undefined {
  const { answers } = invented(real, 1)
  const given = { [id]: { value: { kind: 'ticked' as const, items }, assurance: 'asserted' as const } }
  const all = { ...answers, answers: given, registers: {} }
  const found = fix({ ruleSet: real, improvements, answers: all, row: encode(real, all) })
  return [...found.moves, ...found.others].find(({ question }) => question === id)
}
