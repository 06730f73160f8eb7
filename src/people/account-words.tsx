/** An account's state and its roles in words, the same for its organisation and for an administrator. */
import { type Role, ROLE_HINTS, ROLE_NAMES } from '../store/person.ts'
import type { AccountWithRoles, MemberRole } from '../service/members.ts'
import { Tag } from '../web/components/lists.tsx'

export function roleWords({ role, deputy }: Pick<MemberRole, 'role' | 'deputy'>): string {
  return deputy ? 'Deputy of the SIRO' : ROLE_NAMES[role]
}

export function StateTag({ status }: Pick<AccountWithRoles, 'status'>) {
  if (status === 'active') return <Tag colour="green">In use</Tag>
  return status === 'invited' ? <Tag colour="yellow">Invited</Tag> : <Tag colour="grey">Disabled</Tag>
}

/** A role as one of several to choose from. */
export function roleChoice(role: Role) {
  return { value: role, text: ROLE_NAMES[role], hint: ROLE_HINTS[role] }
}
