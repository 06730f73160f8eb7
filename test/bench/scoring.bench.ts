/** One assessment, scored as the product does, as code written by hand for these rules would, and as rule engines of others do; the same results, in the same run. */

import fc from 'fast-check'
import { resolve } from 'node:path'
import type { WholeRow } from '../../src/answers/model.ts'
import { questionsOf } from '../../src/rules/condition.ts'
import { loadRuleSet } from '../../src/rules/rule-set.ts'
import { CompiledConditions, isYes, TRUTH } from '../../src/scoring/compiled-conditions.ts'
import { compileRows } from '../../src/scoring/compiled-rows.ts'
import { compileScorer } from '../../src/scoring/compiled.ts'
import type { Reading } from '../../src/scoring/reading.ts'
import { scoreRow } from '../../src/scoring/score.ts'
import { scoresBeforeLimits } from '../../src/scoring/before-limits.ts'
import { rowsOf } from '../scoring/generate.ts'
import { mayBeAbsent, writeByHand, writeConditions } from './hand-written.ts'
import { askCel, askJsonRules, type Asks } from './rule-engines.ts'
import { median, printTable, type Row } from './table.ts'

const ROWS = 2000
const TURNS = 21
/** Times code written by hand (ours). */
const MOST = 5

const { ruleSet } = loadRuleSet(resolve(import.meta.dirname, '../../rules'), scoresBeforeLimits)
const scorer = compileScorer(ruleSet)
const rowReader = compileRows(ruleSet)
const ends = rowReader.makeRoom()
const found = scorer.makeRoom()
const hand = writeByHand(ruleSet, scorer.helpful)
const width = ruleSet.domains.length + 1
const scores = new Uint8Array(3 * width)
const truths = new Uint8Array(3 * scorer.helpful.length)

export async function benchScoring(): Promise<void> {
  const rows = fc.sample(rowsOf(ruleSet, false), { numRuns: ROWS, seed: 20261130 })
  for (const [index, row] of rows.entries()) compare(row, index < 200)

  const ways: readonly ((row: WholeRow) => void)[] = [
    (row) => hand.score(row, scores),
    (row) => rowReader.score(row, ends),
    (row) => hand.scoreAndAsk(row, scores, truths),
    everything,
  ]
  const times = timeInTurn(ways, rows)
  const [byHand = 1, ours = 1, handAsking = 1, oursAsking = 1] = times
  const line = (what: string, mine: number, other: number): Row => ({
    what,
    measured: `${mine.toFixed(2)} µs, ${(mine / other).toFixed(1)} ×`,
    bar: `≤ ${MOST} × the ${other.toFixed(2)} µs of code written by hand`,
    met: mine / other <= MOST,
  })
  printTable('One assessment (processor time, middle of several turns)', [
    line('low, high and assured', ours, byHand),
    line(
      `with the truth of ${scorer.helpful.length} conditions, and what comes of them`,
      oursAsking,
      handAsking,
    ),
    {
      what: 'with contributions, named answers and texts',
      measured: `${(timeOf(rows.slice(0, 100), (row) => scoreRow(ruleSet, row)) / 1000).toFixed(2)} ms`,
      bar: '',
    },
  ])
  await benchConditions(rows)
}

/** Fewer than the rest: engines of others take milliseconds a row. */
const ASKED_ROWS = 100

/** The truth of conditions alone, in one reading. */
async function benchConditions(rows: readonly WholeRow[]): Promise<void> {
  const conditions = scorer.helpful.filter(
    (one) => !questionsOf(one).some((index) => mayBeAbsent(ruleSet.questions[index]!)),
  )
  const readings = rows.slice(0, ASKED_ROWS).map((row): Reading => {
    rowReader.enter(row, 0)
    const { levels, context } = rowReader.worst
    return { levels: Int8Array.from(levels), context: Int8Array.from(context) }
  })
  const compiled = new CompiledConditions(conditions, 'help')
  const ways: readonly (readonly [string, Asks])[] = [
    ['written by hand', writeConditions(ruleSet, conditions)],
    [
      'ours',
      (reading, truths) => {
        compiled.run(reading)
        for (let at = 0; at < truths.length; at++) truths[at] = compiled.holds(at) ? 1 : 0
      },
    ],
    ['@marcbachmann/cel-js', askCel(ruleSet, conditions)],
    ['json-rules-engine', askJsonRules(conditions)],
  ]
  const found = new Uint8Array(conditions.length)
  const answers: string[] = []
  const times: number[] = []
  for (const [name, ask] of ways) {
    const all: number[] = []
    for (const reading of readings) {
      await ask(reading, found)
      all.push(...found)
    }
    answers.push(all.join(''))
    if (answers[0] !== answers.at(-1)) throw new Error(`${name} finds other truths.`)
    const turns: number[] = []
    for (let turn = 0; turn < 5; turn++) {
      const before = process.cpuUsage()
      for (const reading of readings) await ask(reading, found)
      const { user, system } = process.cpuUsage(before)
      turns.push((user + system) / readings.length)
    }
    times.push(median(turns))
  }
  const [byHand = 1, ours = 1] = times
  printTable(
    `The truth of the ${conditions.length} conditions whose answers are always there, in one reading`,
    ways.map(([what], at): Row => {
      const time = times[at] ?? 0
      return {
        what,
        measured: `${time.toFixed(2)} µs`,
        bar: `${(time / byHand).toFixed(1)} × written by hand, ${(time / ours).toFixed(1)} × ours`,
      }
    }),
  )
}

/** Scores, risks, attacks, lessons and conditions in the three readings. */
function everything(row: WholeRow): void {
  rowReader.enter(row, 0)
  scorer.find(rowReader.worst, found)
  scorer.find(rowReader.bound, found)
  scorer.find(rowReader.assured, found)
}

/** @throws where a way finds something else than the next one */
function compare(row: WholeRow, alsoWhole: boolean): void {
  hand.scoreAndAsk(row, scores, truths)
  rowReader.score(row, ends)
  const ours = [
    [ends.low, ...ends.domains.low],
    [ends.high, ...ends.domains.high],
    [ends.assured, ...ends.domains.assured],
  ].flat()
  same('scores', ours, [...scores])
  const readings = [rowReader.worst, rowReader.bound, rowReader.assured]
  for (const [turn, reading] of readings.entries()) {
    scorer.find(reading, found)
    const word = (truth: number) => (truth === TRUTH.absent ? 2 : isYes(truth) ? 1 : 0)
    same(
      'truths',
      scorer.helpful.map((_, index) => word(scorer.helps.at(index))),
      [...truths.subarray(turn * scorer.helpful.length, (turn + 1) * scorer.helpful.length)],
    )
  }
  if (!alsoWhole) return
  const { overall, domains } = scoreRow(ruleSet, row)
  const all = [overall, ...domains]
  same(
    'whole',
    ours,
    [all.map(({ low }) => low), all.map(({ high }) => high), all.map(({ assured }) => assured)].flat(),
  )
}

function same(what: string, first: readonly number[], second: readonly number[]): void {
  if (first.join() !== second.join())
    throw new Error(`Not the same ${what} from number ${first.findIndex((one, at) => one !== second[at])}.`)
}

/** Microseconds a row of each way, turn by turn so that what else runs here slows all alike. */
function timeInTurn(ways: readonly ((row: WholeRow) => void)[], rows: readonly WholeRow[]): number[] {
  const times = ways.map((): number[] => [])
  for (let turn = 0; turn < TURNS; turn++)
    for (const [index, way] of ways.entries()) times[index]?.push(timeOf(rows, way))
  return times.map((all) => median(all))
}

function timeOf(rows: readonly WholeRow[], way: (row: WholeRow) => void): number {
  const before = process.cpuUsage()
  for (const row of rows) way(row)
  const { user, system } = process.cpuUsage(before)
  return (user + system) / rows.length
}
