/**
 * Published marks of a group and one's own score → strips from 0 to 100, one above the other.
 * Box, line and diamond differ in shape, so that print without colour says the same; it draws only the marks that it is given.
 */

import { scaleLinear } from 'd3-scale'
import { drawing, element, GRID, INK, type Named, PAPER, type Svg, words, wrapWords } from './svg.ts'

/** Where parts of a group lie, 0–100; a mark that is not published is absent. */
export interface StripMarks {
  readonly p10?: number
  readonly p25?: number
  readonly p50?: number
  readonly p75?: number
  readonly p90?: number
}

export interface Strip {
  /** Which reading, in at most 36 characters with the middle. */
  readonly label: string
  readonly marks: StripMarks
  /** One's own score, 0–100, and what stands beside its shape; undefined: none. */
  readonly own: { readonly at: number; readonly label: string } | undefined
}

export interface StripRow {
  readonly label: string
  readonly strips: readonly Strip[]
}

export interface StripChart extends Named {
  readonly rows: readonly StripRow[]
  /** Zones of the scale by where they begin, in order; the first at 0. */
  readonly zones: readonly { readonly name: string; readonly from: number }[]
  /** Undefined: it stands in the chart before. */
  readonly legend: StripLegend | undefined
}

export interface StripLegend {
  readonly box: string
  readonly line: string
  readonly middle: string
  readonly own: string
}

/** Characters of a label that fit on a screen of 320 pixels. */
const LABEL_CHARACTERS = 28
/** Nearer than this to an end, the words of one's own mark are set against the end. */
const EDGE = 11
const [LINE, NAME, STRIP, OWN, GAP, FOOT] = [20, 24, 18, 20, 12, 60]

/** Percent of the width at a score: room at both ends for half a mark. */
const across = scaleLinear([0, 100], [2.5, 97.5])
const x = (score: number) => `${across(score).toFixed(2)}%`
const wide = (from: number, to: number) => `${(across(to) - across(from)).toFixed(2)}%`

/** The chart as SVG, as wide as its page. */
export function drawStrips(chart: StripChart): Svg {
  const legend = chart.legend === undefined ? { svg: '', height: 0 } : drawLegend(chart.legend, anyOwn(chart))
  let top = legend.height
  const rows = chart.rows.map((row) => {
    const drawn = drawRow(row, chart.zones, top)
    top += drawn.height
    return drawn.svg
  })
  return drawing(
    chart,
    { width: '100%', height: top + FOOT },
    legend.svg,
    ...rows,
    drawScale(chart.zones, top),
  )
}

const anyOwn = (chart: StripChart) =>
  chart.rows.some((row) => row.strips.some((strip) => strip.own !== undefined))

function drawRow(row: StripRow, zones: StripChart['zones'], top: number): { svg: Svg; height: number } {
  const lines = wrapWords(row.label, LABEL_CHARACTERS)
  const svg = lines.map((line, index) =>
    words(line, { x: 0, y: top + (index + 1) * LINE - 3, 'font-weight': 600 }),
  )
  let height = lines.length * LINE
  for (const strip of row.strips) {
    svg.push(drawStrip(strip, zones, top + height))
    height += NAME + STRIP + OWN
  }
  return { svg: element('g', {}, ...svg), height: height + GAP }
}

function drawStrip(strip: Strip, zones: StripChart['zones'], top: number): Svg {
  const from = top + NAME
  const middle = from + STRIP / 2
  return [
    words(strip.label, { x: 0, y: top + 16, 'font-size': 14 }),
    element('rect', { x: x(0), y: from, width: wide(0, 100), height: STRIP, fill: '#eef1f2' }),
    ...zones.slice(1).map((zone) =>
      element('line', {
        x1: x(zone.from),
        x2: x(zone.from),
        y1: from - 3,
        y2: from + STRIP + 3,
        stroke: GRID,
        'stroke-width': 1,
      }),
    ),
    drawMarks(strip.marks, from),
    ...(strip.own === undefined ? [] : [drawOwn(strip.own, middle, from + STRIP)]),
  ].join('')
}

function drawMarks(marks: StripMarks, top: number): Svg {
  const all = [marks.p10, marks.p25, marks.p50, marks.p75, marks.p90].filter((mark) => mark !== undefined)
  const [first, last] = [all[0], all.at(-1)]
  const middle = top + STRIP / 2
  return [
    ...(first === undefined || last === undefined || first === last
      ? []
      : [
          horizontal(x(first), x(last), middle),
          ...[first, last].map((at) => vertical(x(at), middle - 5, middle + 5, 2)),
        ]),
    ...(marks.p25 === undefined || marks.p75 === undefined
      ? []
      : [
          element('rect', {
            x: x(marks.p25),
            y: top + 1,
            width: wide(marks.p25, marks.p75),
            height: STRIP - 2,
            fill: '#a9cbe8',
            stroke: INK,
            'stroke-width': 1.5,
          }),
        ]),
    ...(marks.p50 === undefined ? [] : [vertical(x(marks.p50), top - 5, top + STRIP + 5, 4)]),
  ].join('')
}

const horizontal = (x1: string, x2: string, y: number) =>
  element('line', { x1, x2, y1: y, y2: y, stroke: INK, 'stroke-width': 2 })

const vertical = (at: string, y1: number, y2: number, width: number) =>
  element('line', { x1: at, x2: at, y1, y2, stroke: INK, 'stroke-width': width })

function drawOwn(own: NonNullable<Strip['own']>, middle: number, bottom: number): Svg {
  const side = own.at < EDGE ? 'start' : own.at > 100 - EDGE ? 'end' : 'middle'
  return (
    diamond(x(own.at), middle) +
    words(own.label, {
      x: x(side === 'start' ? 0 : side === 'end' ? 100 : own.at),
      y: bottom + 17,
      'text-anchor': side,
      'font-size': 14,
      'font-weight': 700,
    })
  )
}

/** A white diamond with a dark edge: seen on the box, beside it, and without colour. */
function diamond(left: string, middle: number): Svg {
  return element(
    'svg',
    { x: left, y: middle, overflow: 'visible' },
    element('polygon', { points: '0,-11 10,0 0,11 -10,0', fill: PAPER, stroke: INK, 'stroke-width': 3 }),
  )
}

function drawLegend(legend: StripLegend, hasOwn: boolean): { svg: Svg; height: number } {
  const samples: readonly (readonly [Svg, string])[] = [
    [
      element('rect', {
        x: 4,
        y: 5,
        width: 26,
        height: 14,
        fill: '#a9cbe8',
        stroke: INK,
        'stroke-width': 1.5,
      }),
      legend.box,
    ],
    [horizontal('4', '30', 36) + vertical('4', 31, 41, 2) + vertical('30', 31, 41, 2), legend.line],
    [vertical('17', 50, 70, 4), legend.middle],
    ...(hasOwn ? ([[diamond('17', 84), legend.own]] as const) : []),
  ]
  return {
    svg: element(
      'g',
      {},
      ...samples.flatMap(([sample, text], line) => [
        sample,
        words(text, { x: 40, y: line * 24 + 17, 'font-size': 14 }),
      ]),
    ),
    height: samples.length * 24 + 12,
  }
}

/** A number where each zone begins, and the zone's name in the middle of it, on two lines in turn. */
function drawScale(zones: StripChart['zones'], top: number): Svg {
  const numbers = [...zones.map((zone) => zone.from), 100]
  return element(
    'g',
    {},
    element('line', { x1: x(0), x2: x(100), y1: top, y2: top, stroke: GRID, 'stroke-width': 1 }),
    ...numbers.map((at) =>
      words(String(at), {
        x: x(at),
        y: top + 18,
        'text-anchor': at === 0 ? 'start' : at === 100 ? 'end' : 'middle',
        'font-size': 14,
      }),
    ),
    ...zones.map((zone, index) =>
      words(zone.name, {
        x: x((zone.from + (numbers[index + 1] ?? 100)) / 2),
        y: top + 36 + (index % 2) * 17,
        'text-anchor': 'middle',
        'font-size': 13,
      }),
    ),
  )
}
