/**
 * A score → one table of the lines it adds up from, on paper, on evidence and at most, side by side.
 * Lines and scores are the scorer's own, in each of its readings; this only lays them beside each other.
 */

import { once } from '../once.ts'
import { findQuestion } from '../rules/find.ts'
import type { Limit, Domain, RuleSet } from '../rules/model.ts'
import { contributionsOfDomain, contributionsOfOverall } from '../scoring/domains.ts'
import type { Contribution } from '../scoring/model.ts'
import { type Reading, type Readings, readingsOf } from '../scoring/reading.ts'
import { scoreReading } from '../scoring/score.ts'
import type { Examined } from './explain-score.ts'

/** The reading a column shows: as stated, what evidence carries, and with every unanswered question at its best. */
export type Column = 'paper' | 'evidence' | 'most'

/** One line of the sum, in each reading in which it counts. */
export interface SumLine {
  readonly kind: Contribution['kind']
  readonly id: string
  /** A question's noun phrase, a domain's title, why a limit exists. */
  readonly title: string
  readonly weight?: number
  readonly in: Readonly<Partial<Record<Column, Contribution>>>
  /** Limit lines: the highest score it allows. */
  readonly atMost?: number
}

/** Lines that add up, column by column, to exactly 100 × the score. */
export interface Sum {
  /** `most` only while something is unanswered. */
  readonly columns: readonly Column[]
  readonly scores: Readonly<Record<Column, number>>
  readonly lines: readonly SumLine[]
  /** Sum of the weights of question or domain lines, in each reading. */
  readonly weights: Readonly<Record<Column, number>>
}

/** How each column is read, and which of several possible contexts it shows: the lowest, except at most. */
const READ: Readonly<Record<Column, { reading: keyof Readings; lowest: boolean }>> = {
  paper: { reading: 'worst', lowest: true },
  evidence: { reading: 'assured', lowest: true },
  most: { reading: 'bound', lowest: false },
}
const COLUMNS = Object.keys(READ) as Column[]

/** The sum behind a domain's score; undefined for an id that is no domain. */
export function sumDomain(examined: Examined, id: string): Sum | undefined {
  const { ruleSet } = examined
  const domain = ruleSet.domains.find((one) => one.id === id)
  const found = examined.result.domains.find((one) => one.id === id)
  if (domain === undefined || found === undefined) return undefined
  return layOut(examined, found.score === null, domain.caps, (column) => {
    const { reading, domains } = pick(examined, column, (one) => one.domains[domain.index]?.score ?? 0)
    const scored = domains[domain.index]
    if (scored === undefined) return { score: 0, lines: [] }
    return { score: scored.score, lines: contributionsOfDomain(ruleSet, domain, scored, reading) }
  })
}

/** The sum behind the overall score. */
export const sumOverall = once((examined: Examined): Sum => {
  const { ruleSet, result } = examined
  return layOut(examined, !result.complete, ruleSet.caps, (column) => {
    const { domains, overall } = pick(examined, column, (one) => one.overall.score)
    return { score: overall.score, lines: contributionsOfOverall(ruleSet, domains, overall) }
  })
})

type Scored = ReturnType<typeof scoreReading> & { readonly reading: Reading }

function pick({ ruleSet, row }: Examined, column: Column, scoreOf: (one: Scored) => number): Scored {
  const { reading, lowest } = READ[column]
  return readingsOf(ruleSet, row)
    .map((one) => scoreReading(ruleSet, one[reading]))
    .reduce((a, b) => ((lowest ? scoreOf(b) < scoreOf(a) : scoreOf(b) > scoreOf(a)) ? b : a))
}

function layOut(
  { ruleSet }: Examined,
  open: boolean,
  caps: readonly Limit[],
  read: (column: Column) => { score: number; lines: readonly Contribution[] },
): Sum {
  const found = { paper: read('paper'), evidence: read('evidence'), most: read('most') }
  const columns = COLUMNS.filter((column) => column !== 'most' || open)
  const all = columns.flatMap((column) => found[column].lines)
  const lines = [...new Set(all.map((line) => `${line.kind} ${line.id}`))].map((key): SumLine => {
    const of = (column: Column) => found[column].lines.find((line) => `${line.kind} ${line.id}` === key)
    const any = all.find((line) => `${line.kind} ${line.id}` === key)
    if (any === undefined) throw new Error('A line of a sum was lost.')
    const cap = any.kind === 'cap' ? caps.find((one) => one.id === any.id) : undefined
    return {
      kind: any.kind,
      id: any.id,
      title: titleOf(ruleSet, any, cap),
      ...(any.weight === undefined ? {} : { weight: any.weight }),
      in: Object.fromEntries(
        columns.flatMap((column) => (of(column) === undefined ? [] : [[column, of(column)]])),
      ),
      ...(cap === undefined ? {} : { atMost: cap.atMost }),
    }
  })
  const each = <T>(value: (column: Column) => T) => ({
    paper: value('paper'),
    evidence: value('evidence'),
    most: value('most'),
  })
  return {
    columns,
    scores: each((column) => found[column].score),
    lines: [...lines].sort((a, b) => place(ruleSet, caps, a) - place(ruleSet, caps, b)),
    weights: each((column) => found[column].lines.reduce((sum, line) => sum + (line.weight ?? 0), 0)),
  }
}

function titleOf(ruleSet: RuleSet, line: Contribution, cap: Limit | undefined): string {
  switch (line.kind) {
    case 'question':
      return findQuestion(ruleSet, line.id)?.short ?? line.id
    case 'domain':
      return domainOf(ruleSet, line.id)?.title ?? line.id
    case 'cap':
      return cap?.because ?? line.id
    case 'rounding':
      return 'Rounding to whole points'
  }
}

/** Questions and domains in their own order, then rounding, then limits in theirs. */
function place(ruleSet: RuleSet, caps: readonly Limit[], line: Pick<SumLine, 'kind' | 'id'>): number {
  switch (line.kind) {
    case 'question':
      return ruleSet.byId.get(line.id) ?? 0
    case 'domain':
      return domainOf(ruleSet, line.id)?.index ?? 0
    case 'rounding':
      return 10_000
    case 'cap':
      return 20_000 + caps.findIndex((cap) => cap.id === line.id)
  }
}

function domainOf(ruleSet: RuleSet, id: string): Domain | undefined {
  return ruleSet.domains.find((domain) => domain.id === id)
}
