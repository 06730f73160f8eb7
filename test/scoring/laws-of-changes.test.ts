import fc from 'fast-check'
import { describe, expect } from 'vitest'
import { NOT_APPLICABLE, stateOf, UNANSWERED, worstLevel } from '../../src/answers/levels.ts'
import type { WholeRow } from '../../src/answers/model.ts'
import type { Chain, Incident, RuleSet } from '../../src/rules/model.ts'
import { explainRaises } from '../../src/scoring/explain.ts'
import { findSingleRaises } from '../../src/scoring/raises.ts'
import type { Raise } from '../../src/scoring/model.ts'
import { scoreRow } from '../../src/scoring/score.ts'
import { controlsOf } from './build.ts'
import { withBytes } from './generate.ts'
import { law, nothing } from './law.ts'
import { rankOf, walkIn, worldsOf } from './naive.ts'

/** A set of raised answers: level by question. */
type Raised = ReadonlyMap<number, number>

const applied = (row: WholeRow, raised: Raised) =>
  [...raised].reduce((left, [question, level]) => withBytes(left, question, level, 0), row)

/** Whether the chain is stopped before harm in every exposed scope that is still possible. */
function isStopped(ruleSet: RuleSet, row: WholeRow, incident: Incident, chain: Chain): boolean {
  const ends = worldsOf(ruleSet, row, 'low').map((world) => walkIn(ruleSet, incident, chain, world).outcome)
  return ends.every((outcome) => outcome === 'stopped' || outcome === 'not-exposed')
}

const costOf = (row: WholeRow, raised: Raised) =>
  [...raised].reduce((sum, [question, level]) => sum + level - worstLevel(row.declared[question]!)!, 0)

/** Every way to raise exactly these questions, worst first; none when even their best levels do not stop the chain. */
function waysToRaise(
  ruleSet: RuleSet,
  row: WholeRow,
  questions: readonly number[],
  stops: (raised: Raised) => boolean,
): Map<number, number>[] {
  const last = (index: number) => ruleSet.questions[index]!.levels.length - 1
  if (!stops(new Map(questions.map((index) => [index, last(index)])))) return []
  return questions
    .reduce<Map<number, number>[]>(
      (ways, index) =>
        ways.flatMap((way) => {
          const from = worstLevel(row.declared[index]!)!
          return Array.from(
            { length: last(index) - from },
            (_, step) => new Map([...way, [index, from + 1 + step]]),
          )
        }),
      [new Map<number, number>()],
    )
    .filter(stops)
}

const subsetsOf = (all: readonly number[], size: number): number[][] =>
  size === 0
    ? [[]]
    : all.flatMap((first, position) =>
        subsetsOf(all.slice(position + 1), size - 1).map((rest) => [first, ...rest]),
      )

const raisedBy = (ruleSet: RuleSet, raises: readonly Raise[]): Raised =>
  new Map(
    raises.map(({ question: id, to }) => {
      const question = ruleSet.questions[ruleSet.byId.get(id)!]!
      return [question.index, question.levels.findIndex((level) => level.id === to)]
    }),
  )

function eachChain(
  { ruleSet, row }: { ruleSet: RuleSet; row: WholeRow },
  check: (incident: Incident, chain: Chain, cheapest: readonly Raise[] | null) => void,
): void {
  const { incidents } = scoreRow(ruleSet, row)
  for (const incident of ruleSet.incidents)
    for (const chain of incident.chains) {
      const result = incidents.find((one) => one.id === incident.id && one.chain === chain.vantage)!
      if (chain.vantage === 'as-a-customer' || result.atWorst!.outcome === 'not-exposed')
        expect(result.cheapest).toBe(null)
      else check(incident, chain, result.cheapest)
    }
}

describe('the cheapest change', () => {
  law(
    'really stops the attack before harm, and needs each of its raises',
    nothing,
    (one) => {
      const { ruleSet, row } = one
      eachChain(one, (incident, chain, cheapest) => {
        const stops = (raised: Raised) => isStopped(ruleSet, applied(row, raised), incident, chain)
        if (cheapest === null) {
          const raisable = ruleSet.questions.filter(({ index }) => row.declared[index] !== NOT_APPLICABLE)
          expect(stops(new Map(raisable.map(({ index, levels }) => [index, levels.length - 1])))).toBe(false)
          return
        }
        const raised = raisedBy(ruleSet, cheapest)
        expect(stops(raised)).toBe(true)
        for (const [question, level] of raised) {
          const [without, less] = [new Map(raised), new Map(raised)]
          without.delete(question)
          less.set(question, level - 1)
          expect([stops(without), stops(less)]).toEqual([false, false])
        }
      })
    },
    { many: 800, few: 30 },
  )

  law(
    'is the smallest of all, then the one with fewest levels, then the first in question order',
    nothing,
    (one) => {
      const { ruleSet, row } = one
      eachChain(one, (incident, chain, cheapest) => {
        const stops = (raised: Raised) => isStopped(ruleSet, applied(row, raised), incident, chain)
        const read = new Set(
          fc
            .stringify(controlsOf(incident))
            .match(/(?<="level","question":)\d+/g)
            ?.map(Number),
        )
        const raisable = [...read]
          .filter((index) => {
            const level = worstLevel(row.declared[index]!)
            return level !== undefined && level < ruleSet.questions[index]!.levels.length - 1
          })
          .sort((a, b) => a - b)
        const size = cheapest?.length ?? Math.min(raisable.length, 2)
        for (let smaller = 0; smaller < size; smaller++)
          for (const set of subsetsOf(raisable, smaller))
            expect(waysToRaise(ruleSet, row, set, stops), `${set.join()} would do`).toEqual([])
        if (cheapest === null) return
        const ways = subsetsOf(raisable, size).flatMap((set) => waysToRaise(ruleSet, row, set, stops))
        const least = Math.min(...ways.map((way) => costOf(row, way)))
        const first = ways.find((way) => costOf(row, way) === least)!
        const raised = raisedBy(ruleSet, cheapest)
        expect(costOf(row, raised)).toBe(least)
        expect([...raised.keys()]).toEqual([...first.keys()])
        expect(cheapest.reduce((sum, raise) => sum + raise.cost, 0)).toBe(least)
      })
    },
    { many: 400, few: 2 },
  )

  law(
    'never raises an answer that is not known, but says to find it out; and never touches what is not applicable',
    nothing,
    (one) => {
      eachChain(one, (_incident, _chain, cheapest) => {
        for (const raise of cheapest ?? []) {
          const state = stateOf(one.row.declared[one.ruleSet.byId.get(raise.question)!]!)
          expect(raise.action).toBe(state === 'answered' ? 'raise' : 'find-out')
          expect(state).not.toBe('not-applicable')
        }
      })
    },
    { many: 600, few: 30 },
  )
})

describe('a single raise', () => {
  law(
    'is, for each known answer, the one that improves most incidents, then costs least; nothing unknown is raised',
    nothing,
    ({ ruleSet, row }) => {
      const ends = (levels: WholeRow) =>
        worldsOf(ruleSet, levels, 'low').map((world) =>
          ruleSet.incidents.map((incident) =>
            incident.chains.map((chain) => {
              const { outcome, reach } = walkIn(ruleSet, incident, chain, world)
              return 100 * rankOf(outcome) - reach
            }),
          ),
        )
      const before = ends(row)
      const expected = ruleSet.questions.flatMap((question) => {
        const byte = row.declared[question.index]!
        if (byte >= UNANSWERED || stateOf(byte) === 'not-known') return []
        const raises = question.levels.slice(byte + 1).map((level, position) => {
          const after = ends(withBytes(row, question.index, byte + 1 + position, 0))
          const incidents = ruleSet.incidents.filter(
            (incident, at) =>
              incident.wayIn !== 'alleged' &&
              before.every((scope, world) =>
                scope[at]!.some((end, chain) => after[world]![at]![chain]! > end),
              ),
          )
          return {
            question: question.id,
            to: level.id,
            cost: position + 1,
            incidents: incidents.map((incident) => incident.id),
          }
        })
        const most = Math.max(0, ...raises.map((raise) => raise.incidents.length))
        return most === 0 ? [] : [raises.find((raise) => raise.incidents.length === most)!]
      })
      const position = (id: string) => ruleSet.byId.get(id)!
      expect(findSingleRaises(ruleSet, row)).toEqual(
        expected.toSorted(
          (a, b) =>
            b.incidents.length - a.incidents.length ||
            a.cost - b.cost ||
            position(a.question) - position(b.question),
        ),
      )
    },
    { many: 400, few: 2 },
  )
})

describe('what raising one answer would do', () => {
  law(
    'is what the scorer then says, never a fall, and says what hides it when the score does not move',
    () => fc.nat(),
    ({ ruleSet, row }, draft) => {
      const question = ruleSet.questions[draft % ruleSet.questions.length]!
      const byte = row.declared[question.index]!
      const from = worstLevel(byte) ?? 0
      const before = scoreRow(ruleSet, row)
      const domainOf = (result: typeof before) => result.domains.find((one) => one.id === question.domain)!
      const shown = worldsOf(ruleSet, row, 'low').some((world) => world.level(question.index) !== undefined)
      const effects = explainRaises(ruleSet, row, question)
      expect(effects.map((effect) => effect.to)).toEqual(
        shown ? question.levels.slice(from + 1).map((level) => level.id) : [],
      )
      for (const effect of effects) {
        const level = question.levels.findIndex((one) => one.id === effect.to)
        const after = scoreRow(ruleSet, withBytes(row, question.index, level, 0))
        expect([effect.domain, effect.overall]).toEqual([domainOf(after).low, after.overall.low])
        expect(effect.domainBy).toBe(domainOf(after).low - domainOf(before).low)
        expect(effect.overallBy).toBe(after.overall.low - before.overall.low)
        expect(Math.min(effect.domainBy, effect.overallBy)).toBeGreaterThanOrEqual(0)
        const more = question.levels[level]!.credit > question.levels[from]!.credit
        expect(effect.hiddenBy !== undefined).toBe(more && effect.overallBy === 0)
        for (const id of effect.hiddenBy ?? [])
          if (id !== 'rounding')
            expect(
              [...after.overall.caps, ...domainOf(after).caps].filter((cap) => cap.id === id && cap.binds),
            ).toHaveLength(1)
      }
    },
    { many: 600, few: 25 },
  )
})
