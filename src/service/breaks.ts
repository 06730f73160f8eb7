/** What is proved of one kind → how many there are of it, and what is broken. It is what every proof gives. */

import { faultOf } from '../store/faults.ts'

/** One kind of link: how many there are, and what is broken. */
export interface Check {
  readonly kind:
    | 'trail'
    | 'chains'
    | 'rule-sets'
    | 'assessments'
    | 'signed'
    | 'releases'
    | 'deletions'
    | 'packs'
    | 'periods'
    | 'roles'
    | 'shares'
  readonly links: number
  /** Of them, those that were computed anew, or that the trail speaks of; the others are proved by digest and seal only, or not at all. */
  readonly anew: number
  /** A sentence for each break. */
  readonly breaks: readonly string[]
}

/** `what stands in answer, register was changed since`; without the tables where they are not known. */
export function changedWords(tables: readonly string[]): string {
  return `${tables.length === 0 ? 'something in it' : `what stands in ${tables.join(', ')}`} was changed since`
}

/** What cannot even be read is broken too; what was said about it might quote an answer, and is left out. */
export async function unlessBroken(
  sentence: string,
  prove: () => Promise<readonly string[]>,
): Promise<readonly string[]> {
  try {
    return await prove()
  } catch (error) {
    if (faultOf(error) !== undefined) throw error
    return [sentence]
  }
}
