/**
 * Every fault that the check found → what an author should mend, causes before what follows from them.
 * A name that many places use is told once; no fault is left out.
 */
import { sortIssues, type RuleIssue } from '../errors.ts'
import type { RuleCode } from './codes.ts'
import { showUnseen } from './letters.ts'

/** Faults of a name, from which others follow: what is not found can have no use, weight or level. */
const NAMES: readonly RuleCode[] = [
  'file-name',
  'duplicate-id',
  'retired-id',
  'unknown-id',
  'unknown-level',
  'unknown-option',
]

/** How many further places of one name are written out. */
const MOST_PLACES = 4

/** The faults in the order in which to mend them; unseen letters of a message are written as their numbers. */
export function tellCauses(issues: readonly RuleIssue[]): RuleIssue[] {
  const isOfName = ({ code }: RuleIssue) => (NAMES as readonly string[]).includes(code)
  const sorted = sortIssues(issues)
  return [...joinNames(sorted.filter(isOfName)), ...sorted.filter((issue) => !isOfName(issue))].map(
    (issue) => ({ ...issue, message: showUnseen(issue.message), remedy: showUnseen(issue.remedy) }),
  )
}

/** The first place of each name that nothing has, with the others in its message. */
function joinNames(issues: readonly RuleIssue[]): RuleIssue[] {
  const named = Map.groupBy(issues, ({ code, file, line, message }) => {
    const name = /no [^“”]+(?: of “[^”]*”)? is called “[^”]*”$/.exec(message)?.[0]
    return name === undefined ? `${file}:${line} ${code} ${message}` : `${code} ${name}`
  })
  return [...named.values()].flatMap(([first, ...others]) => {
    if (first === undefined || others.length === 0) return first === undefined ? [] : [first]
    const places = others.slice(0, MOST_PLACES).map(({ file, line }) => `${file}:${line}`)
    const more = others.length > MOST_PLACES ? ` and ${others.length - MOST_PLACES} more` : ''
    return [{ ...first, message: `${first.message}; it stands at ${places.join(', ')}${more} too` }]
  })
}
