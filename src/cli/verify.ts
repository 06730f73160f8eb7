/**
 * `wardround verify`: the trail's chains, the rule sets, every level row, every signed assessment and every release, proved anew, and what decides access.
 * It only reads, also while a Ward Round uses the database; every break is named, with exit code 1.
 */

import { countWords } from '../report/words.ts'
import type { Check } from '../service/breaks.ts'
import { proveAll, proveOrganisation } from '../service/proving.ts'
import { atReader, databaseOf } from './at-database.ts'
import type { Options } from './options.ts'
import { print, printJson } from './print.ts'
import { Refusal } from './refusal.ts'

/** @throws Refusal */
export async function verify(options: Options): Promise<void> {
  const { organisation, head: keptHead } = options
  const proof = await atReader(databaseOf(options.database), (db) =>
    organisation === undefined ? proveAll(db, keptHead) : proveOrganisation(db, organisation, keptHead),
  )
  if (options.json === true) printJson(proof)
  else
    print([
      ...proof.checks.map((check) => ({ text: sentenceOf(check) })),
      ...(proof.head === null
        ? [
            {
              text: 'The trail has no head yet: a running service binds its chains together every half hour.',
            },
          ]
        : [
            { text: `Head of the trail: ${proof.head}` },
            {
              text: 'Keep it outside this database. As long as --head finds it again, nothing before it was rewritten.',
            },
          ]),
    ])
  const breaks = proof.checks.flatMap((check) => check.breaks)
  if (breaks.length > 0)
    throw new Refusal(1, [
      ...breaks.map((one) => `BROKEN: ${one}.`),
      'Keep this database as it is, and compare it with a backup.',
    ])
}

const BY_SEAL = 'proved by digest and seal only'
const IN_TRAIL = 'recorded in it'
const UNSAID = 'not, which nothing proves'

/** `anew` and `rest` are said of those kinds that a method makes, or of which the trail need not speak. */
const KINDS: Readonly<
  Record<Check['kind'], readonly [one: string, many: string, holds: string, anew?: string, rest?: string]>
> = {
  trail: ['entry of the trail', 'entries of the trail', 'each follows the one before'],
  chains: [
    'chain of the trail',
    'chains of the trail',
    'each ends where its head and the anchors say',
    'bound by anchors up to the newest entry',
    'with newer entries',
  ],
  'rule-sets': ['rule set', 'rule sets', 'each has its digest'],
  assessments: [
    'assessment',
    'assessments',
    'each level row and each history is what the answers give',
    'level rows made again',
    BY_SEAL,
  ],
  signed: ['signed assessment', 'signed assessments', 'each is what was signed', 'computed again', BY_SEAL],
  packs: ['pack of board papers', 'packs of board papers', 'each is what was issued'],
  deletions: ['deletion', 'deletions', 'each has its receipt'],
  releases: [
    'published comparison',
    'published comparisons',
    'each is what was published',
    'computed again, byte for byte',
    BY_SEAL,
  ],
  periods: ['period', 'periods', 'nothing contradicts the trail', IN_TRAIL, UNSAID],
  roles: ['role', 'roles', 'nothing contradicts the trail', IN_TRAIL, UNSAID],
  shares: ['share outside', 'shares outside', 'nothing contradicts the trail', IN_TRAIL, UNSAID],
}

/** How many there are and what holds of them; what is broken is said below, link by link. */
function sentenceOf({ kind, links, anew, breaks }: Check): string {
  const [one, many, holds, made, remaining] = KINDS[kind]
  const found = breaks.length === 0 ? holds : `${countWords(breaks.length, 'break', 'breaks')}, named below`
  const sentence = `${countWords(links, one, many)}: ${found}.`
  if (made === undefined || links === 0) return sentence
  const rest = links - anew
  return `${sentence} ${String(anew)} ${made}${rest === 0 ? '' : `, and ${String(rest)} ${remaining ?? ''}`}.`
}
