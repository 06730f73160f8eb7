/** A grave act of somebody who proved nothing lately → the page on which they show again that it is them, and back. */
import { paths } from './paths.ts'
import type { PageContext } from './web.ts'

/** Said beside a form that waited too long: everything typed stays. */
export const STALE =
  'You showed more than 10 minutes ago that it is you. Open this page in another tab, which asks for that, then send this one again.'

/** Whether what takes two persons must wait for a fresh proof; in the demonstration nobody proves anything. */
export function isStale(c: PageContext): boolean {
  return c.get('session')?.isFresh === false
}

/** The way to the proof, and from there to `next`; undefined: it is fresh, go on. */
export function proveFirst(c: PageContext, next: string): Response | undefined {
  return isStale(c) ? c.redirect(paths.prove(next), 303) : undefined
}
