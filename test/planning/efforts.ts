/** Made-up efforts for any rule set: steps of arbitrary size that need only questions before their own, so that none is needed in a circle. */
import fc from 'fast-check'
import type { Improvements, ImprovementStep, Question, RuleSet } from '../../src/rules/model.ts'

const amounts = fc
  .tuple(fc.nat({ max: 40 }), fc.nat({ max: 40 }))
  .map(([least, more]): readonly [number, number] => [least, least + more])

function stepFor(ruleSet: RuleSet, { index }: Question): fc.Arbitrary<ImprovementStep> {
  const before = ruleSet.questions.slice(0, index)
  const need =
    before.length === 0
      ? fc.constant(null)
      : fc.option(
          fc
            .constantFrom(...before)
            .chain((question) =>
              fc
                .constantFrom(...question.levels.slice(1))
                .map(({ id: level }) => ({ question: question.id, level })),
            ),
          { freq: 2 },
        )
  return fc
    .record({ days: amounts, thousands: amounts, weeks: fc.nat({ max: 30 }), need })
    .map(({ days, thousands, weeks, need: one }) => ({
      action: 'Do it.',
      days,
      pounds: [1000 * thousands[0], 1000 * thousands[1]] as const,
      weeks,
      needs: one === null ? [] : [one],
    }))
}

export function effortsFor(ruleSet: RuleSet): fc.Arbitrary<Improvements> {
  const sizes = [1, 2, 3, 4, 5].map((size) => ({
    id: `size-${size}`,
    name: `Size ${size}`,
    days: [size, 20 * size] as const,
    pounds: [0, 20_000 * size] as const,
  }))
  const one = { days: [1, 1] as const, pounds: [0, 0] as const, weeks: 1 }
  return fc
    .tuple(
      ...ruleSet.questions.map((question) => {
        const { form, levels } = question
        const ids =
          form.type === 'checklist' ? form.items.map(({ id }) => id) : levels.slice(1).map(({ id }) => id)
        return fc.tuple(...ids.map(() => stepFor(ruleSet, question))).map((steps) => {
          const named = Object.fromEntries(ids.map((id, at) => [id, steps[at]!]))
          return form.type === 'checklist'
            ? { action: 'Do them.', steps: {}, items: named }
            : { action: 'Do it.', steps: named, items: {} }
        })
      }),
    )
    .map((all) => ({
      basis: 'Made up.',
      poundsADay: 400,
      sizes,
      prove: one,
      findOut: one,
      of: Object.fromEntries(ruleSet.questions.map(({ id }, at) => [id, all[at]!])),
    }))
}
