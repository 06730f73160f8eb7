/**
 * `wardround verify`: the trail's chain, the rule sets, every level row, every signed assessment and every release, proved anew.
 * It only reads, also while a Ward Round uses the database; exit code 1 when anything is broken.
 */

import { countWords } from '../report/words.ts'
import { type Check, proveAll } from '../service/proving.ts'
import { atReader, databaseOf } from './at-database.ts'
import type { Options } from './main.ts'
import { print, printJson } from './print.ts'
import { Refusal } from './refusal.ts'

/** @throws Refusal */
export async function verify(options: Options): Promise<void> {
  const proof = await atReader(databaseOf(options.database), proveAll)
  if (options.json === true)
    printJson({
      head: proof.head,
      checks: proof.checks.map((one) => ({ ...one, broken: one.broken ?? null })),
    })
  else
    print([
      ...proof.checks.map((check) => ({ text: sentenceOf(check) })),
      { text: `Head of the trail: ${proof.head}` },
      {
        text: 'Keep it outside this database: as long as it is found again, nothing before it was rewritten.',
      },
    ])
  const broken = proof.checks.find((check) => check.broken !== undefined)?.broken
  if (broken !== undefined)
    throw new Refusal(1, [`BROKEN: ${broken}.`, 'Keep this database as it is, and compare it with a backup.'])
}

const KINDS: Readonly<Record<Check['kind'], readonly [one: string, many: string, holds: string]>> = {
  trail: ['entry of the trail', 'entries of the trail', 'each follows the one before'],
  'rule-sets': ['rule set', 'rule sets', 'each has its digest'],
  assessments: ['assessment', 'assessments', 'each level row and each history is what the answers give'],
  signed: ['signed assessment', 'signed assessments', 'each is what was signed'],
  deletions: ['deletion', 'deletions', 'each has its receipt'],
  releases: ['published comparison', 'published comparisons', 'each is the same, byte for byte'],
}

function sentenceOf({ kind, links, broken }: Check): string {
  const [one, many, holds] = KINDS[kind]
  return `${countWords(links, one, many)}: ${broken === undefined ? holds : `BROKEN: ${broken}`}.`
}
