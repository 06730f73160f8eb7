/** The limits on a score, and why: what each allows, what it does now, and where it comes from. */
import type { LimitWords } from '../report/results.ts'
import { sourceWords, upperFirst } from '../report/words.ts'
import { Tag } from '../web/components/lists.tsx'
import { paths } from '../web/paths.ts'

export function Limits({ limits, none }: { limits: readonly LimitWords[]; none: string }) {
  if (limits.length === 0) return <p>{none}</p>
  return (
    <ul class="nhsuk-list nhsuk-list--bullet">
      {limits.map((limit) => (
        <li>
          {limit.binds && (
            <>
              <Tag colour="orange">Holds it down</Tag>{' '}
            </>
          )}
          <strong>{limit.because}</strong> {limit.says} Source: {sourceWords(limit.source)}.{' '}
          <a href={paths.scored(limit.id)}>
            The rule<span class="nhsuk-u-visually-hidden"> behind the limit of {limit.atMost}</span>
          </a>
        </li>
      ))}
    </ul>
  )
}

/** The same in a word, for the cell of a table. */
export function limitCount(limits: readonly LimitWords[]): string {
  if (limits.length === 0) return 'None'
  const bind = limits.filter((limit) => limit.binds)
  return upperFirst(
    bind.length > 0
      ? `held at ${Math.min(...bind.map((limit) => limit.atMost))}`
      : `${limits.length}, none lowers it now`,
  )
}
