/** Invitations are for real people only: the demonstration has accounts without any proof, and nobody to write to. */
import { DomainError } from '../errors.ts'
import type { PageContext } from '../web/web.ts'

/** @throws DomainError 'invalid' in the demonstration. */
export function demandRealPeople(c: PageContext): void {
  if (c.get('web').isDemonstration)
    throw new DomainError(
      'invalid',
      'In the demonstration nobody can be invited: there is one person for each role already.',
    )
}
