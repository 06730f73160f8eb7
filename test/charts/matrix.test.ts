import { expect, test } from 'vitest'
import { drawMatrix, MATRIX_WIDTH, type MatrixChart, type MatrixMark } from '../../src/charts/matrix.ts'

const STEPS = [1, 2, 3, 4, 5]
const chartOf = (marks: readonly MatrixMark[]): MatrixChart => ({
  id: 'matrix',
  title: 'Risks',
  description: 'A matrix.',
  likelihood: { title: 'Likelihood', steps: ['Rare', 'Unlikely', 'Possible', 'Likely', 'Almost certain'] },
  consequence: { title: 'Consequence', steps: ['Negligible', 'Minor', 'Moderate', 'Major', 'Catastrophic'] },
  cells: STEPS.flatMap((likelihood) =>
    STEPS.map((consequence) => ({
      likelihood,
      consequence,
      name: `Band ${likelihood * consequence}`,
      tone: 0,
    })),
  ),
  marks,
  legend: { after: 'After', before: 'Before' },
})
const heightOf = (svg: string) => Number(/ height="(\d+)"/.exec(svg)?.[1])

test('every cell says its number and band in words', () => {
  const svg = drawMatrix(chartOf([]))
  for (const likelihood of STEPS)
    for (const consequence of STEPS) {
      const product = likelihood * consequence
      expect(svg).toContain(`>${product} Band ${product}</text>`)
    }
  expect(svg).not.toMatch(/\sstyle=/)
})

test('risks before controls are rings, after controls filled squares, each with its label', () => {
  const svg = drawMatrix(
    chartOf([
      { label: 'R1', kind: 'before', likelihood: 5, consequence: 5 },
      { label: 'R1', kind: 'after', likelihood: 2, consequence: 3 },
    ]),
  )
  expect([...svg.matchAll(/>R1<\/text>/g)]).toHaveLength(2)
  expect([...svg.matchAll(/<circle/g)]).toHaveLength(2)
  expect([...svg.matchAll(/width="12" height="12"/g)]).toHaveLength(2)
})

test('a row grows with what stands in its fullest cell, and nothing leaves the chart', () => {
  const many = Array.from({ length: 16 }, (_, index): MatrixMark => ({
    label: `R${index + 1}`,
    kind: 'before',
    likelihood: 5,
    consequence: 5,
  }))
  const [empty, full] = [drawMatrix(chartOf([])), drawMatrix(chartOf(many))]
  expect(heightOf(full)).toBeGreaterThan(heightOf(empty))
  for (const match of full.matchAll(/<circle cx="([\d.]+)" cy="([\d.]+)"/g)) {
    expect(Number(match[1])).toBeLessThan(MATRIX_WIDTH - 30)
    expect(Number(match[2])).toBeLessThan(heightOf(full))
  }
})
