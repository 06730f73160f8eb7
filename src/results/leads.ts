/** Where a question leads: to its answer for those who may read answers here, and else to how it is scored. */
import type { Question } from '../rules/model.ts'
import { decide } from '../service/permission.ts'
import { paths } from '../web/paths.ts'
import type { PageContext } from '../web/web.ts'

/** `organisation` undefined: on a page of nobody's, where a question leads to how it is scored. */
export function leadTo(
  c: PageContext,
  organisation: string | undefined,
  { id, domain }: Pick<Question, 'id' | 'domain'>,
): string {
  return organisation !== undefined && decide('read-answers', c.get('person'), organisation) === 'allowed'
    ? paths.question(organisation, domain, id)
    : paths.scoredQuestion(domain, id)
}
