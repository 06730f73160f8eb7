/** What became of a save: every table with versions is saved by the one rule here. */

import { isDeepStrictEqual } from 'node:util'
import type { VersionedTable } from './column-kinds.ts'

/** Who saved, and when (ISO 8601 UTC). */
export interface Stamp {
  readonly at: string
  readonly by: string
}

/** A value with the version an edit must name. Version 0: never saved. An undefined value was cleared, or never given. */
export interface Versioned<T> {
  readonly version: number
  readonly value: T | undefined
  readonly savedAt: string | undefined
  readonly savedBy: string | undefined
}

/**
 * `saved`: written, under the new version. `same`: it already says so, and nothing was written.
 * `stale`: somebody saved since the version that was seen; nothing was written, and `stored` is what stands there now.
 */
export type Save<T> =
  | { readonly outcome: 'saved' | 'same'; readonly version: number }
  | { readonly outcome: 'stale'; readonly stored: Versioned<T> }

/** A change as somebody asks for it: what they saw, what it shall say (undefined: nothing), and who they are. */
export interface Edit<T> {
  readonly seenVersion: number
  readonly value: T | undefined
  readonly stamp: Stamp
}

/** Nobody ever saved it. */
export const NEVER: Versioned<never> = {
  version: 0,
  value: undefined,
  savedAt: undefined,
  savedBy: undefined,
}

/** Columns of a first version. */
export const firstVersion = ({ at, by }: Stamp): VersionedTable => ({ version: 1, savedAt: at, savedBy: by })

/** Saves the next version, unless it says so already or somebody else saved meanwhile; `put` writes it. Call it inside a transaction. */
export async function saveVersion<T>(
  stored: Versioned<T>,
  { seenVersion, value, stamp }: Edit<T>,
  put: (columns: VersionedTable) => Promise<unknown>,
): Promise<Save<T>> {
  if (isDeepStrictEqual(stored.value, value)) return { outcome: 'same', version: stored.version }
  if (stored.version !== seenVersion) return { outcome: 'stale', stored }
  const version = seenVersion + 1
  await put({ ...firstVersion(stamp), version })
  return { outcome: 'saved', version }
}
