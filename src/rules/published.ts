/**
 * `published.json` of a rules folder: the digest under which each version was published, so that nobody changes one without a new number.
 * It is no part of the rule set, and changes no digest. A folder without the file has published nothing.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { RuleIssues } from '../errors.ts'
import type { RuleCode } from './codes.ts'
import type { RuleSet } from './model.ts'

const FILE = 'published.json'

/** @throws RuleIssues when the rule set's version was published with another content, or the file cannot be read. */
export function demandUnchanged(folder: string, { version, digest }: RuleSet): void {
  const published = readPublished(folder)[version]
  if (published === undefined || published === digest) return
  throw fault(
    'version-published',
    'ruleset.yaml',
    `version ${version} was published with other content`,
    'Give what you changed a new version, with an entry in the list of changes.',
  )
}

/** Writes down that this version is published as it stands; what was published before stays. */
export function publish(folder: string, ruleSet: RuleSet): void {
  demandUnchanged(folder, ruleSet)
  const published = { ...readPublished(folder), [ruleSet.version]: ruleSet.digest }
  writeFileSync(join(folder, FILE), `${JSON.stringify(published, null, 2)}\n`)
}

function readPublished(folder: string): Readonly<Record<string, string>> {
  const path = join(folder, FILE)
  if (!existsSync(path)) return {}
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Record<string, string>
  } catch {
    throw fault('not-text', FILE, 'the file is not JSON', 'Restore it from an earlier copy of the rules.')
  }
}

function fault(code: RuleCode, file: string, message: string, remedy: string): RuleIssues {
  return new RuleIssues([{ code, file, line: 1, message, remedy }])
}
