/**
 * Documents to the cases that rule authors wrote, each with its place.
 * It runs none: the room `scoring` does, and says where a case disagrees.
 */
import type { Documents, TrustFile } from './documents.ts'
import type { Key, Place } from './places.ts'
import type { RawCase } from './schema/cases.ts'

export type { TrustFile } from './documents.ts'

/** Answers, as written, and the results that their author expects of them. */
export interface RuleCase extends Place {
  /** A sentence of the domain. */
  readonly name: string
  readonly case: RawCase
  /**
   * Place of something inside the case, by its keys from the top, such as `['expect', 'domains', 'identity', 'score']`;
   * the nearest written parent when a key is not written.
   */
  readonly placeOf: (...path: readonly Key[]) => Place
}

/** What the case runner needs: the cases in file order, and the answers files they may name. */
export interface Cases {
  readonly cases: readonly RuleCase[]
  readonly trusts: readonly TrustFile[]
}

/** The cases of a rule set in the order of their files. */
export function findCases({ cases, trusts, places }: Documents): Cases {
  return {
    trusts,
    cases: cases.flatMap((file) =>
      file.cases.map((one) => ({
        ...places.of(one),
        name: one.name,
        case: one,
        placeOf: (...path: readonly Key[]) => {
          let place = places.of(one)
          let value: unknown = one
          for (const key of path) {
            if (typeof value !== 'object' || value === null || !(key in value)) break
            place = places.of(value, key)
            value = (value as Record<Key, unknown>)[key]
          }
          return place
        },
      })),
    ),
  }
}
