/**
 * A rule set that was kept in an earlier language → the same with what today's language asks for beside it, before its shape is checked.
 * It is for kept rule sets only: a folder of rules is written in today's language, and lacks nothing.
 *
 * Whoever adds a required key, or takes one away, raises `LANGUAGE` and adds a step to `STEPS` that brings the language before to it.
 * A step changes what a kept rule set is read as, never its files: its digest stays.
 */

/** The number of the language that is read and checked today. */
export const LANGUAGE = 1

type Document = Record<string, unknown>

/** By path. */
export type KeptDocuments = ReadonlyMap<string, unknown>

/** What brings a rule set of language n to language n + 1, in order; values are changed in place, since their places are known by identity. */
const STEPS: readonly ((documents: KeptDocuments) => void)[] = []

/** Fills in what a kept rule set lacks. The first rule sets name no language: they are of language 1. */
export function fillIn(documents: KeptDocuments, steps = STEPS): void {
  const ruleSet = documents.get('ruleset.yaml')
  if (!isDocument(ruleSet)) return
  ruleSet['language'] ??= 1
  const { language } = ruleSet
  if (typeof language === 'number') for (const step of steps.slice(language - 1)) step(documents)
}

function isDocument(value: unknown): value is Document {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
