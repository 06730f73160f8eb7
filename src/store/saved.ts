/** What became of a save: every table with versions answers in this shape. */

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
