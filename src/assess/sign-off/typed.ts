/** What was typed into one of the forms on the way to the signature, right or wrong, so that it can come back. */

export interface TypedStep {
  /** The form that was sent; undefined: none. */
  readonly of: 'submit' | 'withdraw' | 'return' | 'sign' | 'reopen' | undefined
  /** `without` or `with` reservations. */
  readonly how: string
  readonly sameLine: string
  /** By name of the field. */
  readonly texts: Readonly<Record<string, string>>
  /** It could not be saved, and no fault of the person's. */
  readonly notSaved?: boolean
}

export const NOTHING_TYPED: TypedStep = { of: undefined, how: '', sameLine: '', texts: {} }
