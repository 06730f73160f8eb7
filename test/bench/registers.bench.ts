/** A register of 1,000 suppliers and one of 10,000, every cell filled in, brought in from a file: read in a process of its own, worked out, and done. */

import { setTimeout as wait } from 'node:timers/promises'
import { chosenWords, tableRegister } from '../../src/answers/register-words.ts'
import { readPackedApart } from '../../src/documents/read-table.ts'
import { writeWorkbook } from '../../src/documents/spreadsheet.ts'
import { writeTable } from '../../src/exchange/csv.ts'
import type { Column } from '../../src/rules/model.ts'
import {
  applyRegisterFile,
  getRegisterFile,
  getSentFile,
  receiveRegisterFile,
  saveRegisterColumns,
} from '../../src/service/register-files.ts'
import { addTrust, openTestHouse, person, RULE_SET } from '../service/house.ts'
import { printTable } from './table.ts'

const [FEW, MANY] = [1_000, 10_000]
const MOST_GROWTH = 12
const ROUNDS = 3
const MARKING = 'OFFICIAL-SENSITIVE'

const REGISTER = (() => {
  const found = RULE_SET.registers[0]
  if (found === undefined) throw new Error('The rules have no register.')
  return found
})()

export async function benchRegisters(): Promise<void> {
  const [few, many] = [await measure(FEW), await measure(MANY)]
  printTable(
    `A register from a file, ${[FEW, MANY].map((size) => size.toLocaleString('en-GB')).join(' → ')} rows of ${REGISTER.columns.length} cells`,
    [...few].map(([what, before]) => {
      const after = many.get(what) ?? Infinity
      return {
        what,
        measured: `${before.toFixed(0)} → ${after.toFixed(0)} ms = ${(after / before).toFixed(1)} ×`,
        bar: `≤ ${MOST_GROWTH} ×`,
        met: after <= MOST_GROWTH * before,
      }
    }),
  )
  printTable(
    `The longest turn of the event loop, of the processor, with ${MANY.toLocaleString('en-GB')} rows`,
    [...holds].map(([what, ms]) => ({
      what,
      measured: `${ms.toFixed(0)} ms`,
      bar: `≤ ${LONGEST_HOLD_MS} ms`,
      met: ms <= LONGEST_HOLD_MS,
    })),
  )
}

/** Milliseconds of this thread between two turns of the event loop; of each step, the least of several rounds. */
const holds = new Map<string, number>()
/** A page takes up to half as long. The longest turn, of which levels are derived from all rows at once, took 60 to 71 ms on two slow cores. */
const LONGEST_HOLD_MS = 100

async function watchTurns<T>(what: string, work: () => Promise<T>): Promise<T> {
  let [last, longest, goesOn] = [thread(), 0, true]
  const turn = () => {
    longest = Math.max(longest, thread() - last)
    last = thread()
    if (goesOn) setTimeout(turn, 1)
  }
  setTimeout(turn, 1)
  const done = await work()
  await wait(5)
  goesOn = false
  holds.set(what, Math.min(holds.get(what) ?? Infinity, longest))
  return done
}
const thread = () => {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1000
}

/** Milliseconds of each step, of the processor where this process does it; the least of several: other programs on the machine only ever add. */
async function measure(size: number): Promise<ReadonlyMap<string, number>> {
  const least = new Map<string, number>()
  const timed = async <T>(what: string, now: () => number, work: () => Promise<T>): Promise<T> => {
    const before = now()
    const done = size === MANY ? await watchTurns(what, work) : await work()
    least.set(what, Math.min(least.get(what) ?? Infinity, now() - before))
    return done
  }
  const house = await openTestHouse()
  try {
    for (let round = 0; round < ROUNDS; round++) {
      const trust = `trust-${round}`
      await addTrust(house, trust)
      const who = [house, person(trust), trust, REGISTER.id] as const
      const table = tableRegister(REGISTER, suppliers(size))
      const sheets = [{ name: REGISTER.title, ...table }]
      const workbook = await writeWorkbook({ marking: MARKING, says: '', pack: '', sheets })
      await timed('a workbook read apart', clock, () => readPackedApart(workbook))
      const csv = Buffer.from(writeTable(MARKING, table.columns, table.rows))
      const read = await timed('a CSV file read apart', clock, () => readPackedApart(csv))
      if (!read.ok) throw new Error(JSON.stringify(read.faults[0]))
      await timed('its rows kept', processor, () =>
        receiveRegisterFile(...who, { name: 'suppliers.csv', ...read }),
      )
      await saveRegisterColumns(...who, (await getSentFile(...who)).chosen, 'day-first')
      const { counts, plan, shown } = await timed('what it would change', processor, () =>
        getRegisterFile(...who),
      )
      if (counts.added !== size) throw new Error(JSON.stringify(plan.faults[0]))
      await timed('all of it done', processor, () => applyRegisterFile(...who, shown))
    }
  } finally {
    await house.close()
  }
  return least
}

const clock = () => performance.now()
const processor = () => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

function suppliers(count: number) {
  return Array.from({ length: count }, (_, index) => ({
    id: '',
    cells: Object.fromEntries(REGISTER.columns.map((column, at) => [column.id, cellOf(column, index, at)])),
  }))
}

function cellOf(column: Column, index: number, at: number): string {
  if (column.type === 'text') return `${column.short}, number ${index + 1}`
  if (column.type === 'number') return String(index % 9)
  if (column.type === 'date') return `2026-0${(index % 9) + 1}-1${at % 9}`
  const values = chosenWords(column)
  return values[(index + at) % values.length]?.[0] ?? ''
}
