/**
 * A folder of rules → its checked rule set, and the files of an earlier one → that rule set: worked out once for each content, and kept in
 * a folder of the program's own. It keeps no faults, and few contents; and trusts the folder: whoever can write it can change the program as well.
 */
import { randomUUID } from 'node:crypto'
import { readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { deserialize, serialize } from 'node:v8'
import { withCalibrated } from './calibrated.ts'
import type { FindScores } from './check/binding.ts'
import { deepFreeze } from './freeze.ts'
import { digestOf, hold } from './held.ts'
import { type Files, readWithoutCases } from './load.ts'
import type { RuleSet } from './model.ts'
import { demandUnchanged } from './published.ts'
import type { LoadedRuleSet } from './rule-set.ts'

type WithoutCases = Omit<LoadedRuleSet, 'cases'>

/**
 * As `loadWithoutCases`, for a program that starts again and again; `home` is the folder that keeps it.
 *
 * @throws RuleIssues with every fault, once.
 */
export async function loadKept(folder: string, home: string, findScores: FindScores): Promise<WithoutCases> {
  const files = readWithoutCases(folder)
  const loaded = await findOrMake(home, 'rules', files, async (): Promise<WithoutCases> => {
    const { loadFiles } = await import('./rule-set.ts')
    const { ruleSet, warnings, trusts, calibration } = loadFiles(files, findScores)
    return { ruleSet, warnings, trusts, calibration }
  })
  demandUnchanged(folder, loaded.ruleSet)
  return { ...loaded, ruleSet: withCalibrated(folder, loaded.ruleSet) }
}

/**
 * As `compileFiles`, for a program that starts again and again; `home` is the folder that keeps it, if there is one.
 *
 * @throws RuleIssues when the files cannot be compiled at all.
 */
export async function compileKept(files: Files, home: string | undefined): Promise<RuleSet> {
  const compile = async (): Promise<RuleSet> => (await import('./rule-set.ts')).compileFiles(files)
  return home === undefined ? compile() : hold(files, await findOrMake(home, 'earlier', files, compile))
}

/** As `compileKept`, for what another room makes of one file. */
export async function makeKept<T>(text: string, home: string | undefined, make: () => T): Promise<T> {
  return home === undefined
    ? make()
    : findOrMake(home, 'framework', { '': text }, () => Promise.resolve(make()))
}

/** So many of each kind stay. */
const MOST = { rules: 1, earlier: 4, framework: 4 }
type Kind = keyof typeof MOST

async function findOrMake<T>(home: string, kind: Kind, files: Files, make: () => Promise<T>): Promise<T> {
  const name = `${kind}-${digestOf(files)}`
  const known = findKept<T>(join(home, name))
  if (known !== undefined) return known
  const made = await make()
  keep(home, kind, name, serialize(made))
  return made
}

/** Undefined when nothing whole is kept there. */
function findKept<T>(path: string): T | undefined {
  try {
    return deepFreeze(deserialize(readFileSync(path)) as T)
  } catch {
    return undefined
  }
}

/** Whole or not at all; where nothing can be written it is worked out at each start. */
function keep(home: string, kind: Kind, name: string, bytes: Uint8Array): void {
  const beside = join(home, `making-${randomUUID()}`)
  try {
    writeFileSync(beside, bytes, { mode: 0o600 })
    const others = readdirSync(home)
      .filter((one) => one.startsWith(`${kind}-`) && one !== name)
      .map((one) => ({ path: join(home, one), made: statSync(join(home, one)).mtimeMs }))
      .sort((a, b) => b.made - a.made)
    renameSync(beside, join(home, name))
    for (const { path } of others.slice(MOST[kind] - 1)) rmSync(path, { force: true })
  } catch {
    rmSync(beside, { force: true })
  }
}
