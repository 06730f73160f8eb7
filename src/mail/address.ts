/** Text → whether it is one plain email address. It asks no server whether anybody reads mail there. */

/** Longest address a mail server must take. Source: RFC 5321, section 4.5.3.1.3 (a path of 256 with its two brackets). */
const LONGEST = 254

/** Longest part before the @. Source: RFC 5321, section 4.5.3.1.1. */
const LONGEST_NAME = 64

const NAME = /^[a-z0-9.!#$%&'*+/=?^_`{|}~-]+$/i
const DOMAIN = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$/i

/**
 * Whether a text is one address and nothing else: no name, list, comment, quote, space or line break.
 * Letters outside a to z are refused, because many mail servers still refuse them.
 * Source: HTML standard, "valid email address" of the email input, with the lengths of RFC 5321.
 */
export function isMailAddress(text: string): boolean {
  const at = text.lastIndexOf('@')
  return (
    text.length <= LONGEST &&
    at > 0 &&
    at <= LONGEST_NAME &&
    NAME.test(text.slice(0, at)) &&
    DOMAIN.test(text.slice(at + 1))
  )
}
