/** Files of a rule set → the one that was compiled of the very same texts, as long as anybody holds it: no second is made beside it. */
import { createHash } from 'node:crypto'
import type { Files } from './load.ts'
import type { RuleSet } from './model.ts'

const held = new Map<string, WeakRef<RuleSet>>()

export function findHeld(files: Files): RuleSet | undefined {
  return held.get(digestOf(files))?.deref()
}

export function hold(files: Files, ruleSet: RuleSet): RuleSet {
  held.set(digestOf(files), new WeakRef(ruleSet))
  return ruleSet
}

/** Of every path and text. */
export function digestOf(files: Files): string {
  const hash = createHash('sha256')
  for (const [path, text] of Object.entries(files)) hash.update(`${path}\0${text}\0`)
  return hash.digest('hex')
}
