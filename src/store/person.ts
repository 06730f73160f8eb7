/**
 * Who acts: the organisation roles, and the person as every room above the store knows one.
 * It decides nothing: `identity` finds the person, `service/permission.ts` says what they may do.
 */

export const ROLES = ['lead', 'siro', 'board'] as const

/** Role of a person in one organisation (DESIGN §6). */
export type Role = (typeof ROLES)[number]

export interface Person {
  /** As written into "saved by". */
  readonly name: string
  readonly role: Role
  readonly organisationId: string
}
