/**
 * Who acts: the roles inside an organisation, the national ones, and the person as every room above the store knows one.
 * It decides nothing: `identity` finds the person, `service/permission.ts` says what they may do.
 */

export const ROLES = ['lead', 'siro', 'board'] as const

/** Role of a person in one organisation (DESIGN §6). */
export type Role = (typeof ROLES)[number]

export const NATIONAL_ROLES = ['analyst'] as const

/** Role of a person who belongs to no organisation and reads no organisation's answers (DESIGN §6). */
export type NationalRole = (typeof NATIONAL_ROLES)[number]

/** Somebody of one organisation. */
export interface Member {
  /** As written into "saved by". */
  readonly name: string
  readonly role: Role
  readonly organisationId: string
}

/** Somebody of none. */
export interface National {
  /** Tells two people of one name apart: whoever prepares a release cannot be the one who publishes it. */
  readonly id: string
  readonly name: string
  readonly role: NationalRole
  readonly organisationId?: undefined
}

export type Person = Member | National
