/** What other answers would move is what the scorer finds of them, as if they had been given. */
import fc from 'fast-check'
import { expect } from 'vitest'
import { findWhatIf } from '../../src/planning/what-if.ts'
import { scoreRow } from '../../src/scoring/score.ts'
import { law } from '../scoring/law.ts'

const wishes = (count: number, levels: readonly { readonly levels: readonly unknown[] }[]) =>
  fc.array(
    fc
      .nat({ max: count - 1 })
      .chain((index) => fc.nat({ max: levels[index]!.levels.length - 1 }).map((level) => ({ index, level }))),
    { maxLength: 3 },
  )

law(
  'imagined answers move score, risks, attacks and lessons as given ones would',
  ({ ruleSet }) => wishes(ruleSet.questions.length, ruleSet.questions),
  ({ ruleSet, row }, drawn) => {
    const last = [...new Map(drawn.map((one) => [one.index, one])).values()]
    const wished = last.map(({ index, level }) => {
      const question = ruleSet.questions[index]!
      return { question: question.id, level: question.levels[level]!.id }
    })
    const given = {
      ...row,
      declared: Uint8Array.from(row.declared),
      ceiling: Uint8Array.from(row.ceiling),
      assured: Uint8Array.from(row.assured),
    }
    for (const { index, level } of last) {
      given.declared[index] = given.ceiling[index] = level
      given.assured[index] = 0
    }
    const [now, then] = [scoreRow(ruleSet, row), scoreRow(ruleSet, given)]
    const found = findWhatIf(ruleSet, row, wished)
    expect(found.changes.overall.to.paper).toBe(then.overall.low)
    const risks = new Map(found.changes.risks.map(({ id, to }) => [id, to.paper]))
    for (const [at, { id, residual }] of then.risks.entries())
      expect(risks.get(id) ?? now.risks[at]!.residual).toBe(residual)
    const met = ({ incidents }: typeof now) =>
      incidents.filter(({ counted, meets }) => counted && meets !== 'none').length
    expect(found.attacks.won.length - found.attacks.lost.length).toBe(met(then) - met(now))
    const { from, to } = found.changes.lessons
    expect(found.lessons.won.length - found.lessons.lost.length).toBe(to.paper - from.paper)
  },
  { many: 50, few: 3 },
)
