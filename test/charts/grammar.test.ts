import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { type AttackGridChart, drawAttackGrid } from '../../src/charts/attack-grid.ts'
import { type CountedChart, drawCounted } from '../../src/charts/counted.ts'
import { drawPanels, type PanelCell, type PanelChart } from '../../src/charts/peer-panels.ts'
import { drawProfile, type ProfileChart } from '../../src/charts/profile.ts'
import { drawRiskList, type RiskListChart } from '../../src/charts/risk-list.ts'
import { drawStacks, type StackChart } from '../../src/charts/stacks.ts'
import { drawStrips, type StripChart } from '../../src/charts/strips.ts'
import { drawStaircase, type Staircase } from '../../src/charts/staircase.ts'
import { drawTrendLines, type TrendLines } from '../../src/charts/trend-lines.ts'
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
const RISKS: RiskListChart = {
  id: 'risk-list',
  title: 'How far each risk has come down',
  description: 'One is above.',
  groups: [
    {
      heading: 'Above: 2',
      rows: [
        {
          number: 1,
          label: 'Intruder unseen',
          before: { at: 25, tone: 3 },
          evidence: { at: 20, tone: 3 },
          paper: { at: 8, tone: 2 },
          target: undefined,
          accepted: undefined,
        },
        {
          number: 2,
          label: 'Host lost',
          before: { at: 20, tone: 3 },
          evidence: { at: 20, tone: 3 },
          paper: { at: 20, tone: 3 },
          target: undefined,
          accepted: undefined,
        },
      ],
    },
  ],
  bands: [
    { name: 'Low', from: 1, tone: 0 },
    { name: 'High', from: 8, tone: 2 },
    { name: 'Extreme', from: 15, tone: 3 },
  ],
  accepted: { upTo: 7, says: 'what we accept: up to 7' },
}
const STAIRS: Staircase = {
  id: 'stairs',
  title: 'Risks after each move',
  description: 'From four to one.',
  from: { evidence: 8, paper: 4 },
  stairs: [
    { at: 10, evidence: 8, paper: 3 },
    { at: 12, evidence: 6, paper: 3 },
    { at: 140, evidence: 6, paper: 1 },
  ],
  legend: { evidence: 'on evidence 8 → 6', paper: 'on paper 4 → 1', step: 'move of the list' },
}
const SHAPES = ['attack', 'response', 'harm'] as const
const MARKS = ['stopped', 'seen', 'limited', 'open', 'unknown', 'untestable', 'passed'] as const
const GRID: AttackGridChart = {
  id: 'grid',
  title: 'Where each ends',
  description: 'Seven steps.',
  groups: SHAPES.map((shape) => ({
    heading: shape,
    rows: [
      {
        label: 'Advanced',
        ends: 'on our word, step 1',
        steps: MARKS.map((mark, index) => ({
          shape,
          mark,
          fill: index % 2 === 0 ? 'said' : 'shown',
          onlyIfWordIsWrong: index > 4,
        })),
      },
    ],
  })),
}
const COUNTED: CountedChart = {
  id: 'met',
  title: 'Attacks',
  description: 'Seven met.',
  parts: [
    { fill: 'shown', count: 3, text: '3 met, shown' },
    { fill: 'said', count: 0, text: '0 on our word' },
    { fill: 'nothing', count: 2, text: '2 by nothing' },
  ],
  blocks: true,
}
const cell = (own: number | undefined, part: Partial<PanelCell> = {}): PanelCell => ({
  from: 20,
  middle: 30,
  to: 40,
  own,
  ...part,
})
const PANELS: PanelChart = {
  id: 'peers',
  title: 'Beside our peers',
  description: 'Recovery: we score 30.',
  panels: ['On paper', 'On evidence'],
  rows: [
    { label: 'Recovery', cells: [cell(30), cell(100)] },
    { label: 'Board', cells: [cell(0), cell(undefined)] },
    {
      label: 'Suppliers',
      cells: [cell(10, { from: undefined, to: undefined }), cell(5, { middle: undefined })],
    },
  ],
}
const TREND: TrendLines = {
  id: 'trend',
  title: 'Scores',
  description: 'Overall 40, then 60.',
  times: ['2024', '2025', '2026'],
  whole: {
    label: 'Overall',
    points: [
      { paper: 40, evidence: 10 },
      { paper: 50, evidence: 20 },
      { paper: 60, evidence: 60 },
    ],
  },
  parts: [
    {
      label: "Gateways and the patients' front door",
      points: [undefined, { paper: 100, evidence: 0 }, { paper: 79, evidence: 79 }],
    },
    { label: 'Board', points: [undefined, undefined, { paper: 0, evidence: 0 }] },
  ],
  bands: [40, 60, 80],
  open: true,
}
const STRIPS: StripChart = {
  id: 'strips',
  title: 'Beside the middle',
  description: 'One of three lower.',
  samples: [
    { fill: 'nothing', text: 'lower' },
    { fill: 'peers', text: 'at the middle' },
    { fill: 'said', text: 'higher' },
  ],
  rows: [
    {
      label: "Gateways, mail and the patients' front door",
      parts: [
        { fill: 'nothing', count: 1 },
        { fill: 'peers', count: 2 },
        { fill: 'said', count: 0 },
      ],
      says: '1 of 3 lower',
    },
    { label: 'Lessons', parts: [{ fill: 'nothing', count: 54 }], says: '54 of 54 lower' },
  ],
}
const STACKS: StackChart = {
  id: 'stacks',
  title: 'How many meet it',
  description: 'A half.',
  samples: [
    { fill: 'shown', text: 'on evidence' },
    { fill: 'said', text: 'on paper only' },
  ],
  groups: [
    {
      heading: 'In your place',
      rows: [
        { label: 'WannaCry', parts: [{ fill: 'shown', share: 0.5 }], says: 'about 10 of 20' },
        { label: 'University hospital far away', parts: [], says: 'half or fewer' },
      ],
    },
  ],
}
const CHARTS = [
  ['stacks', drawStacks(STACKS)],
  ['strips', drawStrips(STRIPS)],
  ['trend', drawTrendLines(TREND)],
  ['panels', drawPanels(PANELS)],
  ['grid', drawAttackGrid(GRID)],
  ['counts', drawCounted(COUNTED)],
  ['risk list', drawRiskList(RISKS)],
  ['profile', drawProfile(PROFILE)],
  ['waterfall', drawWaterfall(POINTS)],
  ['staircase', drawStaircase(STAIRS)],
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

test('every ground and ink of a chart follows the system in forced colours', () => {
  const css = readFileSync('src/web/client/ward-round.css', 'utf8')
  const drawn = CHARTS.flatMap(([, svg]) => [...svg.matchAll(/ (fill|stroke)="(#[0-9a-f]+)"/g)])
  const used = new Set(drawn.map(([, where, colour]) => `[${where}='${colour}']`))
  expect(used.size).toBeGreaterThan(12)
  for (const one of used) expect(css).toContain(one)
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

test('a risk that has not moved is a dot in a ring; one that rests on our word has stripes as long as that; no target is drawn where none is set', () => {
  const [wide = ''] = drawRiskList(RISKS).split('</svg>')
  const unit = 214 / 24
  const lengths = [...wide.matchAll(/width="([\d.]+)" height="5" fill="([^"]+)"/g)].map(([, width, fill]) => [
    Math.round(Number(width) / unit),
    fill,
  ])
  expect(lengths).toEqual([
    [5, '#003087'],
    [12, 'url(#risk-list-wide-said)'],
  ])
  const centres = [...wide.matchAll(/<circle cx="([\d.]+)"/g)].map(([, x]) => x)
  expect(centres.slice(-2)[0]).toBe(centres.at(-1))
  expect(wide).not.toContain('>target</text>')
  const [first] = RISKS.groups
  const rows = first?.rows.map((one) => ({ ...one, target: { at: 4, tone: 1 as const } })) ?? []
  const withTarget = drawRiskList({ ...RISKS, groups: [{ heading: 'Above: 2', rows }] })
  expect(withTarget).toContain('>target</text>')
  expect(count(withTarget, /<polygon/g)).toBe(2 * 3)
})

test('a staircase goes down where a step lowers what is left, and numbers the steps that have room', () => {
  const [wide = ''] = drawStaircase(STAIRS).split('</svg>')
  const [evidence, paper] = [...wide.matchAll(/<path d="([^"]+)"/g)].map(([, d = '']) =>
    [...d.matchAll(/[MV](?:[\d.]+ )?([\d.]+)/g)].map(([, y]) => Number(y)),
  )
  const falls = (line: readonly number[] = []) => line.slice(1).map((y, at) => y > (line[at] ?? 0))
  expect(falls(evidence)).toEqual([false, true, false])
  expect(falls(paper)).toEqual([true, false, true])
  const numbers = [...wide.matchAll(/<circle.*?<\/text>/g)].map(([one]) => />(\d+)<\/text>/.exec(one)?.[1])
  expect(numbers).toEqual(['1', '1', '3'])
})

test('blocks are as many as are counted, a strip has one part a kind, and a part of nothing is not drawn', () => {
  const bars = (chart: CountedChart) =>
    [
      ...(drawCounted(chart).split('</svg>')[0] ?? '').matchAll(
        /width="([\d.]+)" height="18" fill="([^"]+)"/g,
      ),
    ].map(([, width, fill]) => [Math.round(Number(width)), fill])
  expect(bars(COUNTED).map(([, fill]) => fill)).toEqual([
    '#003087',
    '#003087',
    '#003087',
    '#ffffff',
    '#ffffff',
  ])
  expect(bars({ ...COUNTED, blocks: false })).toEqual([
    [357, '#003087'],
    [237, '#ffffff'],
  ])
  expect(drawCounted(COUNTED)).not.toContain('on our word')
})

test('a strip has a box for each thing, in the order of its kinds, and a key of those that are there', () => {
  const [wide = ''] = drawStrips(STRIPS).split('</svg>')
  const fills = [...wide.matchAll(/height="13" fill="([^"]+)"/g)].map(([, fill]) => fill)
  expect(fills.slice(0, 3)).toEqual(['#ffffff', '#d8dde0', '#d8dde0'])
  expect(fills).toHaveLength(3 + 54)
  expect(wide).toContain('>at the middle</text>')
  expect(wide).not.toContain('>higher</text>')
})

test('a stacked bar is as long as its share, on a whole that is drawn too', () => {
  const [wide = ''] = drawStacks(STACKS).split('</svg>')
  const bars = [...wide.matchAll(/width="([\d.]+)" height="11" fill="([^"]+)"/g)].map(([, width, fill]) => [
    Number(width),
    fill,
  ])
  expect(bars.slice(1)).toEqual([
    [262, '#ffffff'],
    [131, '#003087'],
    [262, '#ffffff'],
  ])
  expect(wide).not.toContain('on paper only')
})

test('a line is dashed where the attack goes on only if our word is wrong, and every mark of every shape is drawn', () => {
  const [wide = ''] = drawAttackGrid(GRID).split('</svg>')
  expect(count(wide, /stroke-dasharray="3 3"/g)).toBe(2 * SHAPES.length)
  expect(count(wide, />\?<\/text>/g)).toBe(SHAPES.length + 1)
  for (const text of [
    'stopped',
    'seen',
    'limited',
    'nothing in the way',
    'striped: on our word',
    'not known',
    'cannot be tested',
  ])
    expect(wide).toContain(`>${text}</text>`)
})

test('beside peers only published marks are drawn, and our number is bold where we stand inside the middle half', () => {
  const [wide = ''] = drawPanels(PANELS).split('</svg>')
  expect(count(wide, /height="11" fill="#d8dde0"/g)).toBe(5 + 1)
  expect(count(wide, /stroke="#212b32" stroke-width="3"/g)).toBe(5 + 1)
  expect(count(wide, /<circle/g)).toBe(5 + 2)
  expect(wide).toMatch(/font-weight="700">30</)
  expect(wide).not.toMatch(/font-weight="700">(0|100|10|5)</)
  const alone = PANELS.rows.map((row) => ({ ...row, cells: [cell(undefined), cell(undefined)] as const }))
  expect(drawPanels({ ...PANELS, rows: alone })).not.toContain('we: on paper')
})

test('the last step of a trend is dotted while it is not signed, and both numbers stand at its end though they are the same', () => {
  const dotted = (chart: TrendLines) =>
    count(drawTrendLines(chart).split('</svg>')[0] ?? '', /stroke-dasharray="2 3"/g)
  expect(dotted(TREND)).toBe(2 + 2 + 1)
  expect(dotted({ ...TREND, open: false })).toBe(0)
  const [wide = ''] = drawTrendLines(TREND).split('</svg>')
  const ends = [...wide.matchAll(/y="([\d.]+)"[^>]*>79<\/text>/g)].map(([, y]) => Number(y))
  expect(ends).toHaveLength(2)
  expect(Math.abs((ends[0] ?? 0) - (ends[1] ?? 0))).toBeGreaterThanOrEqual(12)
  expect(wide).toContain(">patients' front door</text>")
})
