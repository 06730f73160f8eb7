/** The demonstration in a database of its own for whoever asks: made once in a run for each clock, and copied from there. */
import { copyFileSync, existsSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { seedDemonstration } from '../../src/demo/seed.ts'
import { openHouse } from '../../src/service/house.ts'
import { MADE_ONCE } from '../folders.ts'
import { copyFile, newFile } from '../store/files.ts'
import { NOW, RULE_SET } from '../today.ts'

/** Path of a SQLite file with the demonstration as it was made at `NOW`, or in this run by the machine's clock. */
export async function newDemonstration(clock: 'standing' | 'running' = 'standing'): Promise<string> {
  const kept = join(MADE_ONCE, `demonstration-${clock}.db`)
  if (!existsSync(kept)) await makeDemonstration(kept, clock === 'standing' ? () => NOW : undefined)
  return copyFile(kept)
}

/** Two workers may both make it; what is there is whole. */
async function makeDemonstration(kept: string, now: (() => Date) | undefined): Promise<void> {
  const file = newFile()
  const house = await openHouse(file, RULE_SET, { now })
  await seedDemonstration(house)
  await house.close()
  const beside = `${kept}-${process.pid}`
  copyFileSync(file, beside)
  renameSync(beside, kept)
}
