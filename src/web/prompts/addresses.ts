/** Addresses of the pages that are made from answers without new typing. */
import type { Question } from '../../rules/model.ts'
import { decide } from '../../service/permission.ts'
import { paths } from '../paths.ts'
import type { PageContext } from '../web.ts'

/** "What an insurer would ask" of a trust. */
export function insurerPath(organisation: string): string {
  return `${paths.tasks(organisation)}/insurer`
}

/** A trust's pointers to CAF outcomes. */
export function cafPath(organisation: string): string {
  return `${paths.tasks(organisation)}/caf`
}

/** Where a question leads: to its answer for those who may read answers here, and else to how it is scored. */
export function questionPath(c: PageContext, organisation: string, { id, domain }: Question): string {
  return decide('read-answers', c.get('person'), organisation) === 'allowed'
    ? paths.question(organisation, domain, id)
    : `${paths.howItIsScored}/${encodeURIComponent(domain)}#${encodeURIComponent(id)}`
}
