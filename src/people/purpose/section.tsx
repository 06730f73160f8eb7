/** A part of a page of words, with its heading as an anchor. */
import type { Child } from 'hono/jsx'

export function Section({ id, heading, children }: { id: string; heading: string; children: Child }) {
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{heading}</h2>
      {children}
    </section>
  )
}
