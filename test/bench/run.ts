/** `npm run bench`: every benchmark, each a table of what was measured beside its bar. Exit 1 when a bar is missed. */

import { benchAnswers } from './answers.bench.ts'
import { benchBulk } from './bulk.bench.ts'
import { benchLoad } from './load.bench.ts'
import { benchPages } from './pages.bench.ts'
import { benchPeers } from './peers.bench.ts'
import { benchSaves } from './saves.bench.ts'
import { benchScoring } from './scoring.bench.ts'
import { benchStart } from './start.bench.ts'

await benchStart()
benchAnswers()
await benchScoring()
await benchBulk()
await benchPages()
await benchPeers()
await benchSaves()
await benchLoad()
