/** The demonstration in a database of its own for whoever asks: each worker makes it once for each clock, and copies it from there. */
import { seedDemonstration } from '../../src/demo/seed.ts'
import { openHouse } from '../../src/service/house.ts'
import { SQLITE } from '../store/engines.ts'
import { newFile } from '../store/files.ts'
import { NOW, RULE_SET } from './house.ts'

const made = new Map<string, Promise<string>>()

/** Path of a SQLite file with the demonstration as it was made at `NOW`, or just now by the machine's clock. */
export async function newDemonstration(clock: 'standing' | 'running' = 'standing'): Promise<string> {
  const kept = made.get(clock) ?? makeDemonstration(clock === 'standing' ? () => NOW : undefined)
  made.set(clock, kept)
  return SQLITE.copyOf(await kept)
}

async function makeDemonstration(now: (() => Date) | undefined): Promise<string> {
  const file = newFile()
  const house = await openHouse(file, RULE_SET, { now })
  await seedDemonstration(house)
  await house.close()
  return file
}
