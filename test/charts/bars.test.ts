import { expect, test } from 'vitest'
import { type BarChart, drawBars } from '../../src/charts/bars.ts'

const CHART: BarChart = {
  id: 'scores',
  title: 'Scores & marks',
  description: 'One: 40 to 60, evidence 10.',
  bars: [
    {
      label: 'Gateways, mail and the <patients> front door',
      low: 40,
      high: 60,
      mark: 10,
      value: 'On paper 40 to 60',
    },
    { label: 'Board', low: 0, high: 0, mark: 0, value: 'On paper 0' },
    { label: 'Recovery', low: 100, high: 100, mark: 100, value: 'On paper 100' },
  ],
  zones: [
    { name: 'Exposed', from: 0 },
    { name: 'Fragile', from: 40 },
  ],
  legend: { bar: 'On paper', mark: 'On evidence', range: 'Range' },
}

const count = (svg: string, pattern: RegExp) => [...svg.matchAll(pattern)].length

test('a chart is an image with a title and a description, and has no style attribute', () => {
  const svg = drawBars(CHART)
  expect(svg).toContain('role="img" aria-labelledby="scores-title scores-description"')
  expect(svg).toContain('<title id="scores-title">Scores &amp; marks</title>')
  expect(svg).toContain('<desc id="scores-description">')
  expect(svg).not.toMatch(/\sstyle=|<style|<script|href=/)
})

test('what stands in a label cannot become an element', () => {
  expect(drawBars(CHART)).toContain('&lt;patients&gt;')
})

test('a long label is wrapped, and every value stands in words beside its bar', () => {
  const svg = drawBars(CHART)
  expect(svg).toContain('>Gateways, mail and the</text>')
  for (const bar of CHART.bars) expect(svg).toContain(`>${bar.value}</text>`)
})

test('bars grow with the score, a score of nothing has no bar, and only a range has a whisker', () => {
  const svg = drawBars(CHART)
  const widths = [...svg.matchAll(/width="([\d.]+)%" height="16" fill="#005eb8"/g)].map((match) =>
    Number(match[1]),
  )
  expect(widths).toEqual([38, 95])
  expect(count(svg, /<polygon/g)).toBe(CHART.bars.length + 1)
  const whiskers = (chart: BarChart) => count(drawBars(chart), /stroke="#212b32" stroke-width="2"\/>/g)
  expect(whiskers(CHART)).toBe(6)
  expect(whiskers({ ...CHART, bars: CHART.bars.slice(1) })).toBe(0)
})

test('the scale names every zone and where it begins', () => {
  const svg = drawBars(CHART)
  for (const text of ['Exposed', 'Fragile', '0', '40', '100']) expect(svg).toContain(`>${text}</text>`)
})
