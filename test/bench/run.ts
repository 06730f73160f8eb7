/**
 * `npm run bench`: every benchmark, each a table of what was measured beside its bar. Exit 1 when a bar is missed.
 * `npm run bench -- saves pages` runs those alone.
 */

import { benchAnswers } from './answers.bench.ts'
import { benchBulk } from './bulk.bench.ts'
import { benchGrowth } from './growth.bench.ts'
import { benchLoad } from './load.bench.ts'
import { benchMemory } from './memory.bench.ts'
import { benchPages } from './pages.bench.ts'
import { benchPeers } from './peers.bench.ts'
import { benchPlan } from './plan.bench.ts'
import { benchRegisters } from './registers.bench.ts'
import { benchSaves } from './saves.bench.ts'
import { benchScoring } from './scoring.bench.ts'
import { benchStart } from './start.bench.ts'

const ALL: Readonly<Record<string, () => void | Promise<void>>> = {
  start: benchStart,
  answers: benchAnswers,
  scoring: benchScoring,
  plan: benchPlan,
  bulk: benchBulk,
  pages: benchPages,
  growth: benchGrowth,
  peers: benchPeers,
  memory: benchMemory,
  registers: benchRegisters,
  saves: benchSaves,
  load: benchLoad,
}

const asked = process.argv.slice(2)
const unknown = asked.filter((name) => !(name in ALL))
if (unknown.length > 0) {
  console.error(`There is no benchmark ${unknown.join(', ')}. There are: ${Object.keys(ALL).join(', ')}.`)
  process.exit(2)
}
for (const [name, bench] of Object.entries(ALL)) if (asked.length === 0 || asked.includes(name)) await bench()
