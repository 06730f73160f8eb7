import { expect, test } from 'vitest'
import { drawMatrix, type MatrixChart } from '../../src/charts/matrix.ts'
import type { MatrixMark } from '../../src/charts/matrix-marks.ts'
import { BAND_FILLS } from '../../src/charts/tones.ts'

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
      tone: 0 as const,
      accepted: likelihood * consequence < 8,
    })),
  ),
  marks,
})
const mark = (number: number, likelihood: number, consequence: number): MatrixMark => ({
  number,
  name: `Risk <${number}>`,
  href: `/risks/${number}`,
  likelihood,
  consequence,
})
const drawings = (marks: readonly MatrixMark[]) => drawMatrix(chartOf(marks)).split('</svg>').slice(0, 2)
const heightOf = (svg: string) => Number(/viewBox="0 0 \d+ ([\d.]+)"/.exec(svg)?.[1])

test('every cell says its number, at both widths, and there is no style', () => {
  for (const svg of drawings([])) {
    for (const likelihood of STEPS)
      for (const consequence of STEPS) expect(svg).toContain(`>${likelihood * consequence}</text>`)
    expect(svg).not.toMatch(/\sstyle=|NaN|undefined/)
  }
})

test('each risk is a link with its number and name, once in each drawing; what holds links is no image', () => {
  for (const svg of drawings([mark(1, 5, 5), mark(2, 2, 3)])) {
    expect(svg).toContain('role="group"')
    for (const number of [1, 2]) {
      expect(svg.split(`<a href="/risks/${number}"`)).toHaveLength(2)
      expect(svg).toContain(`aria-label="${number}. Risk &lt;${number}&gt;"`)
    }
  }
})

test('a row grows with what stands in its fullest cell, and no mark or name leaves the drawing', () => {
  const many = Array.from({ length: 16 }, (_, index) => mark(index + 1, 5, 5))
  for (const [at, svg] of drawings(many).entries()) {
    expect(heightOf(svg)).toBeGreaterThan(heightOf(drawings([])[at] ?? ''))
    const width = at === 0 ? 600 : 325
    const circles = [...svg.matchAll(/<circle cx="([\d.]+)" cy="([\d.]+)"/g)].map(([, x, y]) => [
      Number(x),
      Number(y),
    ])
    expect(circles).toHaveLength(16)
    for (const [x = 0, y = 0] of circles) {
      expect(x + 12).toBeLessThanOrEqual(width)
      expect(y + 12).toBeLessThanOrEqual(heightOf(svg))
      for (const [x2 = 0, y2 = 0] of circles)
        if (x !== x2 || y !== y2) expect(Math.hypot(x - x2, y - y2)).toBeGreaterThanOrEqual(24)
    }
    for (const [, x, y, w] of svg.matchAll(
      /<rect x="([\d.-]+)" y="([\d.-]+)" width="([\d.]+)" height="20"/g,
    )) {
      expect(Number(x)).toBeGreaterThanOrEqual(0)
      expect(Number(y)).toBeGreaterThanOrEqual(0)
      expect(Number(x) + Number(w)).toBeLessThanOrEqual(width)
    }
  }
})

test('arrows lead from a mark to its square on evidence and its ring of the target, and the key says what is drawn', () => {
  const moved = {
    ...mark(1, 3, 3),
    evidence: { likelihood: 4, consequence: 5 },
    target: { likelihood: 1, consequence: 2 },
  }
  for (const svg of drawings([moved, mark(2, 3, 3)])) {
    expect([...svg.matchAll(/<polygon/g)]).toHaveLength(2)
    for (const text of ['on paper', 'on evidence', 'target']) expect(svg).toContain(`>${text}</text>`)
    expect([...svg.matchAll(/>1<\/text>/g)].length).toBeGreaterThanOrEqual(3)
    expect(svg.split('<a href="/risks/1"')).toHaveLength(2)
  }
  const [wide = ''] = drawings([{ ...moved, evidence: undefined }])
  expect(wide).not.toContain('>on evidence</text>')
  expect([...(drawings([mark(2, 3, 3)])[0] ?? '').matchAll(/<polygon|>on paper</g)]).toHaveLength(0)
})

test('the thick line parts what is accepted from what is not: as many sides as differ', () => {
  const differs = STEPS.flatMap((likelihood) =>
    STEPS.flatMap((consequence) => [
      [likelihood, consequence, likelihood + 1, consequence],
      [likelihood, consequence, likelihood, consequence + 1],
    ]),
  ).filter(([a = 0, b = 0, c = 0, d = 0]) => c < 6 && d < 6 && a * b < 8 !== c * d < 8)
  for (const svg of drawings([])) expect(svg.split('stroke-width="3"')).toHaveLength(differs.length + 1)
})

test('the fills of the bands get darker in order, and dark letters are read on each', () => {
  const light = (colour: string) => {
    const [r = 0, g = 0, b = 0] = [1, 3, 5]
      .map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
      .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
    return 0.2126 * r + 0.7152 * g + 0.0722 * b
  }
  const fills = ([0, 1, 2, 3] as const).map((tone) => light(BAND_FILLS[tone]))
  expect(fills).toEqual(fills.toSorted((a, b) => b - a))
  for (const fill of fills) expect((fill + 0.05) / (light('#212b32') + 0.05)).toBeGreaterThanOrEqual(5)
})
