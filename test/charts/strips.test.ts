import { expect, test } from 'vitest'
import { drawHeatMap } from '../../src/charts/heatmap.ts'
import { drawStrips, type StripChart } from '../../src/charts/strips.ts'

const CHART: StripChart = {
  id: 'peers',
  title: 'Scores & peers',
  description: 'Overall: we score 40.',
  rows: [
    {
      label: 'Gateways, mail and the <patients> front door',
      strips: [
        {
          label: 'On paper, middle 50',
          marks: { p10: 20, p25: 35, p50: 50, p75: 65, p90: 80 },
          own: { at: 40, label: 'We: 40' },
        },
        { label: 'On evidence, middle 15', marks: { p50: 15 }, own: undefined },
      ],
    },
  ],
  zones: [
    { name: 'Exposed', from: 0 },
    { name: 'Fragile', from: 40 },
  ],
  legend: { box: 'Middle half', line: 'Marks', middle: 'Middle', own: 'We' },
}
const withStrip = (marks: object, own?: { at: number; label: string }): StripChart => ({
  ...CHART,
  rows: [{ label: 'One', strips: [{ label: 'On paper', marks, own }] }],
})
const count = (svg: string, pattern: RegExp) => [...svg.matchAll(pattern)].length

test('strips are an image with a title and a description, and have no style attribute', () => {
  const svg = drawStrips(CHART)
  expect(svg).toContain('role="img" aria-labelledby="peers-title peers-description"')
  expect(svg).toContain('<title id="peers-title">Scores &amp; peers</title>')
  expect(svg).not.toMatch(/\sstyle=|<style|<script|href=/)
})

test('what stands in a label cannot become an element', () => {
  expect(drawStrips(CHART)).toContain('&lt;patients&gt;')
})

test('our own mark is a shape with words beside it; without one there is no shape, nor its legend', () => {
  const svg = drawStrips(CHART)
  expect(svg).toContain('>We: 40</text>')
  expect(count(svg, /<polygon/g)).toBe(2)
  expect(count(drawStrips(withStrip({ p50: 50 })), /<polygon/g)).toBe(0)
})

test('only published marks are drawn: no box without its quarters, no line from one mark to itself', () => {
  const boxes = (svg: string) => count(svg, /fill="#a9cbe8"/g) - 1
  expect(boxes(drawStrips(CHART))).toBe(1)
  expect(boxes(drawStrips(withStrip({ p50: 50 })))).toBe(0)
  expect(boxes(drawStrips(withStrip({})))).toBe(0)
  expect(drawStrips(withStrip({}))).not.toMatch(/undefined|NaN/)
})

test('a mark at either end keeps its words inside the picture', () => {
  const drawn = (at: number) => drawStrips(withStrip({}, { at, label: 'We' }))
  expect(drawn(0)).toContain('text-anchor="start" font-weight="700">We</text>')
  expect(drawn(100)).toContain('text-anchor="end" font-weight="700">We</text>')
})

test('a heat map says the number and the band in each cell, and where nothing is shown', () => {
  const svg = drawHeatMap({
    id: 'map',
    title: 'Map',
    description: 'Two cells',
    columns: ['1', '2'],
    rows: [{ label: 'Recovery', cells: [{ value: '45', name: 'Fragile', shade: 1 }, undefined] }],
  })
  for (const said of ['>45</text>', '>Fragile</text>', '>not shown</text>', 'role="img"'])
    expect(svg).toContain(said)
  expect(svg).not.toMatch(/\sstyle=|undefined|NaN/)
})
