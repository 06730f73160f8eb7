/**
 * A folder of rules → its checked rule set, worked out once for each content and kept in a folder of the program's own.
 * It keeps no faults, only the newest content, and trusts the folder: whoever can write it can change the program as well.
 */
import { createHash, randomUUID } from 'node:crypto'
import { readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { deserialize, serialize } from 'node:v8'
import { withCalibrated } from './calibrated.ts'
import { deepFreeze } from './freeze.ts'
import { type Files, readWithoutCases } from './load.ts'
import { demandUnchanged } from './published.ts'
import type { LoadedRuleSet } from './rule-set.ts'

type WithoutCases = Omit<LoadedRuleSet, 'cases'>

/**
 * As `loadWithoutCases`, for a program that starts again and again; `home` is the folder that keeps it.
 *
 * @throws RuleIssues with every fault, once.
 */
export async function loadKept(folder: string, home: string): Promise<WithoutCases> {
  const files = readWithoutCases(folder)
  const name = `rules-${digestOf(files)}`
  const loaded = findKept(join(home, name)) ?? (await make(files, home, name))
  demandUnchanged(folder, loaded.ruleSet)
  return { ...loaded, ruleSet: withCalibrated(folder, loaded.ruleSet) }
}

async function make(files: Files, home: string, name: string): Promise<WithoutCases> {
  const { loadFiles } = await import('./rule-set.ts')
  const { ruleSet, warnings, trusts, calibration } = loadFiles(files)
  const made = { ruleSet, warnings, trusts, calibration }
  keep(home, name, serialize(made))
  return made
}

function digestOf(files: Files): string {
  const hash = createHash('sha256')
  for (const [path, text] of Object.entries(files)) hash.update(`${path}\0${text}\0`)
  return hash.digest('hex')
}

/** Undefined when nothing whole is kept there. */
function findKept(path: string): WithoutCases | undefined {
  try {
    return deepFreeze(deserialize(readFileSync(path)) as WithoutCases)
  } catch {
    return undefined
  }
}

/** Whole or not at all; where nothing can be written it is worked out at each start. */
function keep(home: string, name: string, bytes: Uint8Array): void {
  const beside = join(home, `making-${randomUUID()}`)
  try {
    writeFileSync(beside, bytes, { mode: 0o600 })
    const older = readdirSync(home).filter((one) => one.startsWith('rules-') && one !== name)
    renameSync(beside, join(home, name))
    for (const one of older) rmSync(join(home, one), { force: true })
  } catch {
    rmSync(beside, { force: true })
  }
}
