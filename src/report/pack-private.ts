/** What the board's page reads → the private paper: the same sentences, its pictures as tables with shaded cells, and each number under its key. */

import { drawProfile } from '../charts/profile.ts'
import type { Tone } from '../charts/tones.ts'
import { isTooEarly } from '../planning/too-early.ts'
import { bandIndexAt } from '../rules/bands.ts'
import type { RuleSet } from '../rules/model.ts'
import { attacksSentence } from './attacks.ts'
import { type Block, type Cell, cell, figure, heading, type Line, paragraph } from './blocks.ts'
import {
  boardSentence,
  boardToDo,
  chartRange,
  describeUnknown,
  fiveGravest,
  gainSentence,
  scoresTitle,
} from './board.ts'
import type { Decisions, DecisionWords, Earlier } from './board-decisions.ts'
import { chooseQuestions } from './board-questions.ts'
import type { Examined } from './explain-score.ts'
import { briefTable } from './pack-brief.ts'
import { chartProfile, type Group, type SignedBefore } from './profile.ts'
import { acceptedSentence, chartMatrix } from './risk-list.ts'
import type { Rated } from './risks.ts'
import { describeState, type Standing } from './state-line.ts'
import { type TracedPoint, trendSentence } from './trend-lines.ts'
import { bandNameOf, CLOSING, endSentence, joinWords, lowerFirst, withoutStop } from './words.ts'

/** What the board's page reads. */
export interface BoardReading {
  readonly examined: Examined
  /** With the figures that it was signed with. */
  readonly signed: Examined
  readonly standing: Standing
  readonly before: SignedBefore | undefined
  readonly group: Group | undefined
  /** Our place in that group, in a sentence without its full stop. */
  readonly place: string
  readonly points: readonly TracedPoint[]
  readonly hasSigned: boolean
  readonly decisions: Decisions
  readonly earlier: Earlier
}

/** The numbers of the private paper, without its cover. */
export function privateBlocks(reading: BoardReading): Block[] {
  const { examined, signed, standing, earlier, decisions } = reading
  const { tag, says, reservations } = describeState(signed, standing)
  const early = isTooEarly(examined)
  return [
    heading('Are we within what we accept?'),
    { kind: 'paragraph', look: 'leading', line: [`${boardSentence(examined)}.`] },
    paragraph(`${tag}. ${says}`),
    ...(reservations === undefined
      ? []
      : [{ kind: 'paragraph', look: 'quoted', line: [`“${reservations}”`] } as const]),
    ...(early ? [] : [paragraph(gainSentence(examined, decisions))]),
    ...(decisions.rows.length === 0 && early ? [] : decisionBlocks(decisions)),
    heading('Where we stand'),
    briefTable(examined, signed),
    ...(early ? earlyBlocks(reading) : boardBlocks(reading)),
    heading('What was decided before'),
    earlier.rows.length === 0
      ? paragraph(earlier.none)
      : {
          kind: 'list',
          numbered: false,
          items: earlier.rows.map((one) => [`${one.title}, ${one.tag.toLowerCase()}: ${one.says}`]),
        },
    ...(early ? [] : questionBlocks(examined)),
    {
      kind: 'paragraph',
      look: 'small',
      line: [
        `${acceptedSentence(examined)} Days and money are planning assumptions of this tool. ${CLOSING}`,
      ],
    },
  ]
}

function earlyBlocks({ examined, signed, hasSigned }: BoardReading): Block[] {
  const chart = chartRange(signed)
  return [
    { kind: 'picture', svg: drawProfile(chart, 'wide'), says: chart.description },
    heading('What the board can do now'),
    {
      kind: 'list',
      numbered: false,
      items: boardToDo(examined, hasSigned).map((one) => [`${one.heading}. ${one.says}`]),
    },
  ]
}

function boardBlocks(reading: BoardReading): Block[] {
  const { examined, signed, before, group, points, place } = reading
  const chart = chartProfile(signed, before, group)
  return [
    heading('The twelve domains'),
    paragraph(`${scoresTitle(signed)}.`),
    { kind: 'picture', svg: drawProfile(chart, 'wide'), says: chart.description },
    profileTable(signed.ruleSet, reading),
    heading('The five gravest risks'),
    riskTable(examined),
    matrixTable(examined),
    heading('Past attacks, trend and place among peers'),
    {
      kind: 'list',
      numbered: false,
      items: [attacksSentence(signed), trendSentence(points), place].map((one) => [endSentence(one)]),
    },
  ]
}

/** A score's band as a shade: the lowest band is the gravest. */
function toneOf(ruleSet: RuleSet, score: number): Tone {
  const step = Math.max(0, bandIndexAt(ruleSet.bands, score))
  return ([3, 2, 1, 0] as const)[Math.min(3, step)] ?? 0
}

function profileTable(ruleSet: RuleSet, { signed, before, group }: BoardReading): Block {
  const chart = chartProfile(signed, before, group)
  const rows = chart.groups.flatMap((one) => one.rows)
  const hasBefore = rows.some((row) => row.before !== undefined)
  const hasMiddle = rows.some((row) => row.middle !== undefined)
  const idOf = (label: string) => ruleSet.domains.find(({ title }) => title === label)?.id ?? label
  const score = (row: string, name: string, reading: string, low: number, high = low): Cell => ({
    line: [
      figure(`domain.${idOf(row)}.${name}`, `${row}, ${reading}`, low === high ? low : `${low} to ${high}`),
      `, ${bandNameOf(ruleSet, low)}`,
    ],
    tone: toneOf(ruleSet, low),
  })
  const other = (row: string, name: string, reading: string, value: number | undefined): Cell =>
    value === undefined
      ? cell('None')
      : cell(figure(`domain.${idOf(row)}.${name}`, `${row}, ${reading}`, value))
  return {
    kind: 'table',
    caption: 'Scores of the domains, 0 to 100, those that need most first',
    columns: [
      'Domain',
      'On paper',
      'On evidence',
      ...(hasBefore ? ['Last signed'] : []),
      ...(hasMiddle ? ['Middle of our group'] : []),
    ],
    widths: [3, 2, 2, ...(hasBefore ? [1] : []), ...(hasMiddle ? [1] : [])],
    rows: rows.map((row) => [
      cell(row.label),
      score(row.label, 'paper', 'on paper', row.paper, row.high),
      score(row.label, 'evidence', 'on evidence', row.evidence),
      ...(hasBefore ? [other(row.label, 'before', 'on paper as last signed', row.before)] : []),
      ...(hasMiddle ? [other(row.label, 'middle', 'on paper, middle of our group', row.middle)] : []),
    ]),
  }
}

/** A product of the matrix as a shaded cell, with its band in words. */
function ratedCell(id: string, short: string, name: string, reading: string, rated: Rated): Cell {
  return {
    line: [figure(`risk.${id}.${name}`, `${short}, ${reading}`, rated.product), `, ${rated.band}`],
    tone: rated.gravity,
  }
}

function riskTable(examined: Examined): Block {
  return {
    kind: 'table',
    caption: 'The five gravest risks, 1 to 25',
    columns: ['Risk', 'What it means for patients', 'Before controls', 'On paper', 'On evidence'],
    widths: [3, 5, 2, 2, 2],
    rows: fiveGravest(examined).map(({ number, row }) => [
      cell(`${number}. ${row.short}`),
      cell(row.title),
      ratedCell(row.id, row.short, 'before', 'before controls', row.inherent),
      ratedCell(row.id, row.short, 'paper', 'on paper', row.residual),
      ratedCell(row.id, row.short, 'evidence', 'on evidence', row.assured),
    ]),
  }
}

/** The matrix: a row for each likelihood, the highest first, with the numbers of the risks that stand there. */
function matrixTable(examined: Examined): Block {
  const { matrix } = examined.ruleSet
  const { cells, marks, consequence } = chartMatrix(examined, () => '', fiveGravest(examined))
  const steps = matrix.likelihood.map((_, at) => at + 1).toReversed()
  return {
    kind: 'table',
    caption: 'The same five by likelihood (rows) and consequence (columns), on paper',
    columns: ['Likelihood', ...consequence.steps.map((name, at) => `${at + 1} ${name}`)],
    rows: steps.map((likelihood) => [
      cell(`${likelihood} ${matrix.likelihood[likelihood - 1]?.name ?? ''}`),
      ...cells
        .filter((one) => one.likelihood === likelihood)
        .map(({ consequence: step, tone }): Cell => {
          const here = marks.filter((one) => one.likelihood === likelihood && one.consequence === step)
          const product = likelihood * step
          const band = bandOfProduct(examined.ruleSet, product)
          const numbers = joinWords(here.map(({ number }) => String(number)))
          const risks = here.length === 0 ? '' : `: ${here.length === 1 ? 'risk' : 'risks'} ${numbers}`
          return { line: [`${product} ${band}${risks}`], tone }
        }),
    ]),
  }
}

const bandOfProduct = ({ matrix }: RuleSet, product: number) =>
  matrix.bands[bandIndexAt(matrix.bands, product)]?.name ?? ''

function decisionBlocks({ rows }: Decisions): Block[] {
  const title = heading('What we are asked to decide')
  if (rows.length === 0)
    return [
      title,
      paragraph('Nothing is planned, and no known answer can be raised to lower a risk on paper.'),
    ]
  return [
    title,
    {
      kind: 'table',
      caption: 'Decisions, each after those above it',
      columns: ['That we', 'Risks lowered', 'Effort', 'Who, by when', 'If not'],
      widths: [3, 3, 2, 2, 2],
      rows: rows.map((one, at) => [
        cell(`${at + 1}. ${one.title}`),
        { line: loweredLine(one, at + 1) },
        cell(one.effort.says),
        cell([one.who, ...(one.when === '' ? [] : [one.when]), ...(one.late ? ['late'] : [])].join(', ')),
        cell(one.ifNot),
      ]),
    },
  ]
}

function loweredLine({ risks, reading, besides }: DecisionWords, at: number): Line {
  const parts = risks.flatMap(({ id, short, from, to }): Line => [
    `${short} from `,
    figure(`decision.${at}.${id}.from`, `Decision ${at}: ${short} before, on ${reading}`, from.product),
    ' to ',
    figure(`decision.${at}.${id}.to`, `Decision ${at}: ${short} after, on ${reading}`, to.product),
    ` on ${reading}; `,
  ])
  return [
    ...parts.slice(0, -1),
    ...(parts.length === 0 ? [] : [` on ${reading}`]),
    ...ends(risks.length, besides),
  ]
}

const ends = (risks: number, besides: string): Line =>
  besides === '' ? [] : [risks === 0 ? besides : `; ${besides}`]

function questionBlocks(examined: Examined): Block[] {
  return [
    heading('What nobody knows'),
    paragraph(describeUnknown(examined).join(' ')),
    heading('Three questions to ask'),
    {
      kind: 'list',
      numbered: true,
      items: chooseQuestions(examined).map(({ about, asks }) => [`${about}. ${asks}`]),
    },
  ]
}

/** A summary and a recommendation to begin with, in minute form. */
export function summaryOf(reading: BoardReading): { summary: string; recommendation: string } {
  const { examined, signed, decisions, standing } = reading
  const { tag, reservations } = describeState(signed, standing)
  const approve = decisions.rows.map(({ title }, at) => `(${at + 1}) ${lowerFirst(withoutStop(title))}`)
  const notes = `the position on paper and on evidence as set out in this paper`
  return {
    summary: [
      `${boardSentence(examined)}.`,
      `${scoresTitle(signed)}.`,
      ...(isTooEarly(examined) ? [] : [gainSentence(examined, decisions)]),
      `The assessment is ${tag === 'Draft' ? 'a draft' : lowerFirst(tag)}${reservations === undefined ? '' : ', with reservations that this paper quotes'}.`,
    ].join(' '),
    recommendation:
      approve.length === 0
        ? `That the Board notes ${notes}.`
        : `That the Board notes ${notes}, and approves: ${approve.join('; ')}.`,
  }
}
