/** What a service function refused → the status and sentence with which its own page comes again, everything typed still there. */
import { DomainError } from '../errors.ts'

export interface Refused {
  readonly status: 409 | 429
  readonly message: string
}

/** What may be done at another time or in another way. Anything else is thrown on, to its own page. */
export function refusedBy(error: unknown): Refused {
  if (error instanceof DomainError && error.code === 'conflict')
    return { status: 409, message: error.message }
  if (error instanceof DomainError && error.code === 'too-many')
    return { status: 429, message: error.message }
  throw error
}
