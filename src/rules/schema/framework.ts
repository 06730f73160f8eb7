/** The shape of `frameworks/<id>.yaml`: the outcomes of an official framework by name, and where each stood in the version before. */
import * as v from 'valibot'
import { recordOf, say, shape, someOf, source, text, textUpTo } from './words.ts'

/** Ids of frameworks hold the number of their version, so they may have dots. */
const frameworkId = v.pipe(
  text,
  v.regex(
    /^[a-z0-9]+([-.][a-z0-9]+)*$/,
    say('is not the id of a framework', 'Use small letters, digits, single hyphens and dots.'),
  ),
)

/** Codes of the earlier version. */
const codes = someOf(text)
const relation = v.union(
  [v.picklist(['same', 'renamed', 'new']), shape({ moved: codes }), shape({ split: codes })],
  say('is no relation', 'Write same, renamed, new, { moved: [codes] } or { split: [codes] }.'),
)
export type RawRelation = v.InferOutput<typeof relation>

export const frameworkFile = shape({
  id: frameworkId,
  title: text,
  short: textUpTo(20),
  version: v.pipe(
    text,
    v.regex(/^\d+(\.\d+)+$/, say('is not a version', 'Write it in quotes, such as "4.0".')),
  ),
  source,
  note: v.exactOptional(text),
  outcomes: recordOf(text),
  'relates-to': v.exactOptional(shape({ framework: text, outcomes: recordOf(relation) })),
})
export type FrameworkFile = v.InferOutput<typeof frameworkFile>

/** Codes of the earlier version of which an outcome holds all or a part. */
export function codesBefore(outcome: string, relation: RawRelation): readonly string[] {
  if (relation === 'new') return []
  if (typeof relation === 'string') return [outcome]
  return 'moved' in relation ? relation.moved : relation.split
}

/** Whether an earlier version comes before a later one, number by number. */
export function compareVersions(a: { readonly version: string }, b: { readonly version: string }): number {
  const [first, second] = [a, b].map(({ version }) => version.split('.').map(Number))
  for (const [index, number] of first!.entries()) {
    const other = second![index] ?? 0
    if (number !== other) return number - other
  }
  return first!.length - second!.length
}
