import { expect, test } from 'vitest'
import { drawProfile, type ProfileChart } from '../../src/charts/profile.ts'
import { drawWaterfall, type WaterfallChart } from '../../src/charts/waterfall.ts'

const row = { label: 'Devices & <software>', evidence: 20, paper: 60, high: 80, before: 50, middle: 40 }
const PROFILE: ProfileChart = {
  id: 'profile',
  title: 'Domains',
  description: 'Devices 60.',
  groups: [
    { heading: 'Needs proof', rows: [row, { ...row, high: 60, before: undefined, middle: undefined }] },
  ],
  zones: [
    { name: 'Exposed', from: 0 },
    { name: 'Fragile', from: 40 },
  ],
}
const POINTS: WaterfallChart = {
  id: 'points',
  title: 'Where the points went',
  description: 'Ten are lost.',
  whole: 'all points',
  stages: [
    {
      steps: [{ label: 'Devices', points: 10, fill: 'nothing' }],
      stage: { label: 'on paper', total: 90, parts: [{ fill: 'said', points: 90 }] },
    },
  ],
  legend: [{ fill: 'said', text: 'said, not shown' }],
}
const CHARTS = [
  ['profile', drawProfile(PROFILE)],
  ['waterfall', drawWaterfall(POINTS)],
] as const

const count = (svg: string, pattern: RegExp) => [...svg.matchAll(pattern)].length

test.each(CHARTS)('the %s is drawn twice, each an image with one sentence, and has no style', (_, svg) => {
  expect(count(svg, /<svg [^>]*class="wr-(wide|narrow)" role="img"/g)).toBe(2)
  expect(count(svg, /<title id=/g)).toBe(2)
  expect(svg).not.toMatch(/\sstyle=|<style|<script|undefined|NaN/)
})

test.each(CHARTS)('every id of the %s stands once, and every pattern that it uses is its own', (_, svg) => {
  const ids = [...svg.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id)
  expect(new Set(ids).size).toBe(ids.length)
  for (const one of svg.split('</svg>').filter((part) => part !== ''))
    for (const [, used = ''] of one.matchAll(/url\(#([^)]+)\)/g)) expect(one).toContain(`id="${used}"`)
})

test.each(CHARTS)('nothing of the %s leaves its drawing', (_, svg) => {
  for (const one of svg.split('</svg>').filter((part) => part !== '')) {
    const [, width = '', height = ''] = /viewBox="0 0 (\d+) ([\d.]+)"/.exec(one) ?? []
    for (const [, x = '', y = '', w = '', h = ''] of one.matchAll(
      /<rect x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="([\d.]+)"/g,
    )) {
      expect(Number(x) + Number(w)).toBeLessThanOrEqual(Number(width))
      expect(Number(y) + Number(h)).toBeLessThanOrEqual(Number(height))
    }
  }
})

test('one bar holds both readings: solid as long as what is shown, stripes for the rest, dots for what is open', () => {
  const [wide = ''] = drawProfile(PROFILE).split('</svg>')
  const widths = (fill: RegExp) =>
    [...wide.matchAll(/<rect x="[\d.]+" y="[\d.]+" width="([\d.]+)" height="11" ([^>]*)>/g)]
      .filter(([, , attributes = '']) => fill.test(attributes))
      .map(([, width]) => Number(width) / 2.8)
      .map(Math.round)
  expect(widths(/fill="#003087"/).slice(1)).toEqual([20, 20])
  expect(widths(/url\(#profile-wide-said\)/).slice(1)).toEqual([40, 40])
  expect(widths(/stroke-dasharray/).slice(1)).toEqual([20])
  expect(wide).toContain('>60–80</text>')
})

test('what is said of a mark stands in the key only where the mark is drawn', () => {
  const bare = { ...row, high: 60, before: undefined, middle: undefined }
  const svg = drawProfile({ ...PROFILE, groups: [{ heading: 'Holds', rows: [bare] }] })
  for (const text of ['not answered', 'last signed', 'middle of our group']) {
    expect(drawProfile(PROFILE)).toContain(`>${text}</text>`)
    expect(svg).not.toContain(`>${text}</text>`)
  }
})

test('what stands in a label cannot become an element', () => {
  expect(drawProfile(PROFILE)).toContain('&lt;software&gt;')
})
