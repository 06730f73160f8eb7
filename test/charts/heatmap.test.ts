import { expect, test } from 'vitest'
import { drawHeatMap } from '../../src/charts/heatmap.ts'

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
