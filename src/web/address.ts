/** One spelling of an address: the pattern that a route answers to, and the link that leads there. */

/** What a route is declared with. */
export interface Answered<P extends string> {
  readonly pattern: P
}

/** The parts of a pattern that differ: `/o/:organisation/people/:account` has two. */
type PartsOf<P extends string> = P extends `${string}:${string}/${infer Rest}`
  ? [part: string, ...PartsOf<`/${Rest}`>]
  : P extends `${string}:${string}`
    ? [part: string]
    : []

type Link<P extends string, Said extends readonly unknown[]> = Answered<P> & ((...said: Said) => string)

/** Called with its parts, each of which is encoded, it is a link. */
export function address<P extends string>(pattern: P): Link<P, PartsOf<P>> {
  return Object.assign((...parts: PartsOf<P>) => fill(pattern, parts), { pattern })
}

/** As `address`, with a last word that may be said after a question mark. */
export function asking<P extends string>(
  pattern: P,
  name: string,
): Link<P, [...PartsOf<P>, word?: string | number]> {
  const most = pattern.split(':').length - 1
  const link = (...said: [...PartsOf<P>, word?: string | number]) => {
    const word = said[most]
    return `${fill(pattern, said)}${word === undefined ? '' : `?${name}=${encodeURIComponent(word)}`}`
  }
  return Object.assign(link, { pattern })
}

/** As `address`, of what stands beside a question, which is named whole. */
export function ofQuestion<P extends string>(
  pattern: P,
): Link<P, [organisation: string, question: { domain: string; id: string }, further?: string]> {
  const link = (organisation: string, { domain, id }: { domain: string; id: string }, further?: string) =>
    fill(pattern, [organisation, domain, id, further])
  return Object.assign(link, { pattern })
}

function fill(pattern: string, parts: readonly (string | number | undefined)[]): string {
  let next = 0
  return pattern.replaceAll(/:\w+/g, () => encodeURIComponent(parts[next++] ?? ''))
}

/** As a regular expression, for what must be known of a path before any route is asked. */
export function expressionOf(pattern: string): RegExp {
  return new RegExp(`^${pattern.replaceAll('.', '\\.').replaceAll(/:\w+/g, '[^/]+')}$`)
}
