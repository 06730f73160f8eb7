import fc from 'fast-check'
import { describe, expect } from 'vitest'
import { stateOf } from '../../src/answers/levels.ts'
import type { WholeRow } from '../../src/answers/model.ts'
import type { ScoreResult } from '../../src/scoring/model.ts'
import { scoreRow } from '../../src/scoring/score.ts'
import { completionsOf, withBytes } from './generate.ts'
import { law, nothing, whatGotWorse } from './law.ts'
import { isTrue, scoresIn, type Way, worldsOf } from './naive.ts'

type Scored = ReturnType<typeof scoreRow>
const scoresOf = (result: Scored): ScoreResult[] => [result.overall, ...result.domains]

describe('a score', () => {
  law(
    'is what rules/README.md says when counted again in fractions, with its low, high and assured readings',
    nothing,
    ({ ruleSet, row }) => {
      const result = scoreRow(ruleSet, row)
      const extreme = (way: Way, of: (...all: number[]) => number) => {
        const all = worldsOf(ruleSet, row, way).map((world) => scoresIn(ruleSet, world))
        return {
          overall: of(...all.map((one) => one.overall)),
          domains: ruleSet.domains.map((_, index) => of(...all.map((one) => one.domains[index]!))),
        }
      }
      const found = (key: 'low' | 'high' | 'assured') => ({
        overall: result.overall[key],
        domains: result.domains.map((one) => one[key]),
      })
      expect(found('low')).toEqual(extreme('low', Math.min))
      expect(found('high')).toEqual(extreme('high', Math.max))
      expect(found('assured')).toEqual(extreme('assured', Math.min))
    },
    { many: 1000, few: 60 },
  )

  law(
    'lies, assured, at or below its low bound, and that at or below its high bound',
    nothing,
    ({ ruleSet, row }) => {
      for (const one of scoresOf(scoreRow(ruleSet, row))) {
        expect(one.assured).toBeLessThanOrEqual(one.low)
        expect(one.low).toBeLessThanOrEqual(one.high)
        if (one.score !== null) expect([one.low, one.high]).toEqual([one.score, one.score])
        expect(one.band === null).toBe(one.score === null)
      }
    },
  )

  law(
    'has bounds that contain every completion, and a completion never lowers what is assured',
    ({ ruleSet, row }) => completionsOf(ruleSet, row, 'unanswered'),
    ({ ruleSet, row }, completion) => {
      const [open, complete] = [scoreRow(ruleSet, row), scoreRow(ruleSet, completion)]
      expect(complete.complete).toBe(true)
      scoresOf(complete).forEach((one, index) => {
        const bounds = scoresOf(open)[index]!
        expect([one.low, one.high]).toEqual([one.score, one.score])
        expect(one.score).toBeGreaterThanOrEqual(bounds.low)
        expect(one.score).toBeLessThanOrEqual(bounds.high)
        expect(one.assured).toBeGreaterThanOrEqual(bounds.assured)
        expect(one.assured).toBeLessThanOrEqual(one.score!)
      })
    },
    { many: 1500, few: 60 },
  )

  law(
    'is known exactly when nothing shown is unanswered and every scope question that is read is answered',
    nothing,
    ({ ruleSet, row }) => {
      const result = scoreRow(ruleSet, row)
      const shown = (index: number) =>
        worldsOf(ruleSet, row, 'high').some((world) => world.level(index) !== undefined)
      const unanswered = [
        ...ruleSet.readContext
          .filter((index) => row.context[index]! < 0)
          .map((index) => ruleSet.context[index]!.id),
        ...ruleSet.questions
          .filter(({ index }) => stateOf(row.declared[index]!) === 'unanswered' && shown(index))
          .map((question) => question.id),
      ]
      expect(result.unanswered).toEqual(unanswered)
      expect(result.complete).toBe(unanswered.length === 0)
      expect(result.overall.score === null).toBe(unanswered.length > 0)
    },
  )
})

describe('contributions', () => {
  law(
    'add up to exactly a hundred times the score, overall and in each domain, complete or not',
    nothing,
    ({ ruleSet, row }) => {
      const result = scoreRow(ruleSet, row)
      for (const one of scoresOf(result))
        expect(one.contributions.reduce((sum, line) => sum + line.hundredths, 0)).toBe(100 * one.low)
    },
    { many: 800, few: 60 },
  )

  law(
    'name the domain scores of one and the same reading, each line rounded on its own',
    nothing,
    ({ ruleSet, row }) => {
      const { overall } = scoreRow(ruleSet, row)
      const lines = overall.contributions.filter((line) => line.kind === 'domain')
      const values = lines.map((line) => line.value)
      const worlds = worldsOf(ruleSet, row, 'low').map((world) => scoresIn(ruleSet, world))
      expect(worlds.filter((one) => one.overall === overall.low).map((one) => one.domains)).toContainEqual(
        values,
      )
      const weights = ruleSet.domains.reduce((sum, domain) => sum + domain.weight, 0)
      for (const line of lines)
        expect(Math.abs(line.hundredths - (100 * line.weight! * line.value!) / weights)).toBeLessThanOrEqual(
          0.5,
        )
    },
  )

  law(
    'show the strictest limit that binds as one line, and the other limits that hold at 0 with what they would leave',
    nothing,
    ({ ruleSet, row }) => {
      const result = scoreRow(ruleSet, row)
      const limits = [ruleSet.caps, ...ruleSet.domains.map((domain) => domain.caps)]
      ;[result.overall, ...result.domains].forEach((one, index) => {
        const sum = (kinds: readonly string[]) =>
          one.contributions
            .filter((line) => kinds.includes(line.kind))
            .reduce((total, line) => total + line.hundredths, 0)
        const uncapped = sum(['question', 'domain', 'rounding']) / 100
        const lines = one.contributions.filter((line) => line.kind === 'cap')
        expect(lines.map((line) => line.id)).toEqual(one.caps.map((cap) => cap.id))
        expect(one.caps.filter((cap) => cap.binds).length).toBe(one.low < uncapped ? 1 : 0)
        for (const [position, line] of lines.entries()) {
          const cap = limits[index]!.find((cap) => cap.id === line.id)!
          expect(one.caps[position]!.atMost).toBe(cap.atMost)
          expect(line.wouldLeave).toBe(Math.min(uncapped, cap.atMost))
          expect(line.hundredths).toBe(one.caps[position]!.binds ? 100 * (cap.atMost - uncapped) : 0)
        }
        expect(one.low).toBe(Math.min(uncapped, ...one.caps.map((cap) => cap.atMost)))
      })
    },
    { many: 800, few: 40 },
  )
})

describe('an answer to a hidden question', () => {
  law(
    'changes nothing at all in the result',
    () =>
      fc.record({ question: fc.nat(), byte: fc.constantFrom(0, 1, 0x10, 0x20, 0x30), assured: fc.boolean() }),
    ({ ruleSet, row }, { question: draft, byte, assured }) => {
      const hidden = ruleSet.questions.filter(
        ({ showWhen }) =>
          showWhen !== undefined && !worldsOf(ruleSet, row, 'low').some((world) => isTrue(showWhen, world)),
      )
      fc.pre(hidden.length > 0)
      const question = hidden[draft % hidden.length]!
      const backed = byte === 1 || byte === 0x30 ? (assured ? byte : 0) : 0
      const changed = withBytes(row, question.index, byte, backed)
      expect(scoreRow(ruleSet, changed)).toEqual(scoreRow(ruleSet, row))
    },
    { many: 600, few: 40 },
  )
})

describe('an unknown', () => {
  const asUnknown = (row: WholeRow, index: number) => withBytes(row, index, 0x10, 0)
  law(
    'never flatters: "don\'t know" in place of a known answer raises no score, lowers no residual and improves no replay',
    () => fc.nat(),
    ({ ruleSet, row }, draft) => {
      const known = ruleSet.questions.filter(({ index }) =>
        ['answered', 'not-applicable'].includes(stateOf(row.declared[index]!)),
      )
      fc.pre(known.length > 0)
      const changed = asUnknown(row, known[draft % known.length]!.index)
      // From unknown to known nothing gets worse, except what only the best reading of an unknown says.
      const [unknown, answered] = [scoreRow(ruleSet, changed), scoreRow(ruleSet, row)]
      expect(
        whatGotWorse(unknown, answered).filter((one) => !/at best|risk\d+ low|^\S+ low rose/.test(one)),
      ).toEqual([])
    },
    { many: 1200, few: 60 },
  )

  law(
    'of every answer at once leaves the lowest score there is',
    nothing,
    ({ ruleSet, row }) => {
      const ignorant = ruleSet.questions.reduce((left, { index }) => asUnknown(left, index), row)
      const [unknown, answered] = [scoreRow(ruleSet, ignorant), scoreRow(ruleSet, row)]
      scoresOf(unknown).forEach((one, index) => {
        expect(one.low).toBeLessThanOrEqual(scoresOf(answered)[index]!.assured)
        expect(one.assured).toBe(one.low)
      })
    },
    { many: 100, few: 10 },
  )
})
