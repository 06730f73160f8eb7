/** Addresses that only these pages need. */
import type { Question } from '../../rules/model.ts'
import { decide } from '../../service/permission.ts'
import { paths } from '../paths.ts'
import type { PageContext } from '../web.ts'

/** A trust's own page of one past attack. */
export function replayPath(organisation: string, incident: string): string {
  return `${paths.replays(organisation)}/${encodeURIComponent(incident)}`
}

/** Where a question leads: to its answer for those who may read answers here, and else to how it is scored. */
export function questionPath(
  c: PageContext,
  organisation: string | undefined,
  { id, domain }: Pick<Question, 'id' | 'domain'>,
): string {
  return organisation !== undefined && decide('read-answers', c.get('person'), organisation) === 'allowed'
    ? paths.question(organisation, domain, id)
    : `${paths.howItIsScored}/${encodeURIComponent(domain)}#${encodeURIComponent(id)}`
}
