/**
 * An official name in capitals → the name as people write it, and the kind of trust that it suggests.
 * The kind is a suggestion only: a name is no register of what a trust does.
 */

const SMALL = new Set(['and', 'at', 'by', 'for', 'in', 'of', 'on', 'the', 'to', 'upon', 'with'])
const CAPITALS = new Set(['NHS', 'CIC', 'ICB', 'GP', 'UK', 'LLP'])

/** A name that is all in capitals in upper and lower case; any other stays as it is. Upper case gives the official name back. */
export function readableName(official: string): string {
  if (official !== official.toUpperCase()) return official
  return official.replace(/[\p{L}\p{N}'’]+/gu, (word, at: number) => {
    if (CAPITALS.has(word)) return word
    const lower = word.toLowerCase()
    return at > 0 && SMALL.has(lower) ? lower : `${word.slice(0, 1)}${lower.slice(1)}`
  })
}

/**
 * How a cohort was suggested: a word of the name says so, or no word does and it is the commonest.
 * Of the 2023 export, by our own reading: 2 of 124 suggestions by a word are wrong, and 31 of 83 by none.
 */
export type Suggested = 'by-a-word' | 'by-none'

/** Words of official names with the cohort they suggest; the first that occurs decides. */
const SUGGESTIONS: readonly (readonly [words: RegExp, cohort: string])[] = [
  [/\bambulance\b/i, 'ambulance'],
  [/\bintegrated care board\b/i, 'icb'],
  [/\bmental health\b|\bpartnership\b|\bsocial care\b/i, 'mental-health'],
  [/\bcommunity\b/i, 'community'],
  [/\b(children|women|orthopaedic|cancer|heart|eye|specialist)\b/i, 'specialist'],
  [/\bhospitals?\b/i, 'acute'],
]

/** The cohort that a name suggests, for an administrator to confirm. */
export function suggestCohort(name: string): { readonly cohort: string; readonly suggested: Suggested } {
  const cohort = SUGGESTIONS.find(([words]) => words.test(name))?.[1]
  return cohort === undefined ? { cohort: 'acute', suggested: 'by-none' } : { cohort, suggested: 'by-a-word' }
}
