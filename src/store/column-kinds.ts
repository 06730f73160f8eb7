/** What a column holds beside plain text, numbers and bytes, and whose id it is: the words of which the tables are made. */

import type { ColumnType } from 'kysely'

export type * from '../ids.ts'

/** May be empty: undefined where it is read. What is left out of an `insert` is empty; an update empties it by null, and passes over undefined. */
export type Maybe<T> = ColumnType<T | undefined, T | null | undefined, T | null>

/** Kept as 0 or 1; where `Added` may be undefined, the table knows what to begin with. */
export interface Flag<Added extends boolean | undefined = boolean> extends ColumnType<
  boolean,
  Added,
  boolean
> {
  readonly kept: 'flag'
}

/** Kept as JSON. What stands there was checked before it was written, and is trusted. */
export interface Json<T> extends ColumnType<T, OrNull<T>, OrNull<T>> {
  readonly kept: 'json'
}

type OrNull<T> = undefined extends T ? T | null : T

/** What every row has of which each save is a new version, and names the one that it saw. */
export interface VersionedTable {
  version: number
  /** ISO 8601 UTC. */
  savedAt: string
  savedBy: string
}
