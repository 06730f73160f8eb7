/**
 * `wardround caf FRAMEWORK [ASSESSMENT]`: the defects of a framework file, or a completed assessment computed anew by it.
 * `--load` keeps the file in a database, which must not be served meanwhile. Exit 1 where the file has a defect or an outcome differs from what is recorded.
 */

import { agrees, LARGEST_ASSESSMENT, readCompleted, recompute } from '../caf/completed.ts'
import { compareProfile } from '../caf/decide.ts'
import type { CafFault, OfficialFramework } from '../caf/model.ts'
import { LARGEST_FRAMEWORK, readFramework } from '../caf/read-framework.ts'
import { addFramework, addRecomputed, faultLine } from '../report/text-caf.ts'
import { loadCafFramework } from '../service/loading-caf.ts'
import { openDatabase } from '../store/database.ts'
import { atDatabase, databaseOf } from './at-database.ts'
import type { Options } from './options.ts'
import { printAs } from './print.ts'
import { misuse, Refusal } from './refusal.ts'
import { loadRules } from './rules.ts'
import { nameOf, readText } from './text-file.ts'

/** @throws Refusal */
export async function caf(file: string, assessment: string | undefined, options: Options): Promise<void> {
  if (file === '-' && assessment === '-') throw misuse('Only one of the two can come from standard input.')
  if (options.load !== undefined && assessment !== undefined)
    throw misuse('--load keeps a framework. Leave the assessment out.')
  const text = await readText(file, LARGEST_FRAMEWORK + 1)
  const { framework, defects } = read(file, text)
  if (options.load !== undefined) await load(text, options.load, options)
  if (assessment === undefined) show(framework, defects, file, options)
  else await showRecomputed(framework, defects, file, assessment, options)
}

function read(file: string, text: string) {
  const found = readFramework(text)
  if (found.ok) return found
  throw new Refusal(
    2,
    found.faults.map((one) => faultLine(nameOf(file), one)),
  )
}

async function load(text: string, id: string, options: Options): Promise<void> {
  const { frameworks } = (await loadRules(options.rules)).ruleSet
  const framework = frameworks.find((one) => one.id === id)
  if (framework === undefined)
    throw misuse(`No framework is called ${id}. Name one of: ${frameworks.map((one) => one.id).join(', ')}.`)
  const database = databaseOf(options.database)
  await atDatabase(database, async () => {
    const { db, close } = await openDatabase(database)
    try {
      await loadCafFramework({ db, now: () => new Date() }, framework, text)
    } finally {
      await close()
    }
  })
  process.stderr.write(`Loaded as ${framework.short}. The trail records it.\n`)
}

function show(
  framework: OfficialFramework,
  defects: readonly CafFault[],
  file: string,
  options: Options,
): void {
  const outcomes = framework.outcomes.map(({ code, title, indicators, profiles, incomputable }) => ({
    code,
    title,
    indicators: indicators.length,
    profiles,
    incomputable,
  }))
  printAs(options, { defects, outcomes }, (page) => {
    addFramework(page, framework)
    if (defects.length > 0) page.heading('Defects of the file')
    for (const defect of defects) page.item(faultLine(file, defect))
  })
  if (defects.length > 0) process.exitCode = 1
}

async function showRecomputed(
  framework: OfficialFramework,
  defects: readonly CafFault[],
  file: string,
  assessment: string,
  options: Options,
): Promise<void> {
  const read = readCompleted(framework, await readText(assessment, LARGEST_ASSESSMENT + 1))
  if (!read.ok)
    throw new Refusal(
      2,
      read.faults.map((one) => faultLine(nameOf(assessment), one)),
    )
  const all = recompute(framework, read.completed)
  const outcomes = all.map((one) => ({
    code: one.outcome.code,
    computed: one.possible,
    recorded: one.given?.recorded ?? null,
    agrees: agrees(one),
    profiles: Object.fromEntries(
      framework.profiles.map((profile) => [profile, compareProfile(one.outcome, profile, one.possible)]),
    ),
  }))
  printAs(options, { defects, unknown: read.completed.unknown, outcomes }, (page) => {
    addRecomputed(page, framework, all, read.completed)
    if (defects.length > 0) page.heading('Defects of the framework file')
    for (const defect of defects) page.item(faultLine(file, defect))
  })
  if (all.some((one) => one.given !== undefined && !agrees(one))) process.exitCode = 1
}
