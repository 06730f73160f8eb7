/** An address that somebody else may have written → a path of our own, or none: nobody is ever sent to another host. */

const LONGEST = 1000

/** The path and query of an address, if a browser would read it as one of ours and it is not a step of signing in. */
export function localPath(text: string | undefined): string | undefined {
  if (text === undefined || text.length > LONGEST || !/^\/(?![/\\])/.test(text)) return undefined
  // The parser drops tabs and line breaks and turns \ into /, as browsers do.
  const url = URL.parse(text, 'http://here.invalid')
  if (url === null || url.origin !== 'http://here.invalid' || url.pathname.startsWith('//')) return undefined
  return /^\/(sign-in|sign-out|enrol|invitation|set-up|reset|forgotten-password)(\/|$)/.test(url.pathname)
    ? undefined
    : url.pathname + url.search
}
