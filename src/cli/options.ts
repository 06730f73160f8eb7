/** What stands after a command on the command line. */

/** Every option that a command may have. */
export interface Options {
  readonly rules?: string
  readonly json?: boolean
  readonly publish?: boolean
  readonly write?: boolean
  readonly example?: string
  readonly demo?: boolean
  readonly database?: string
  readonly organisation?: string
  readonly schema?: boolean
  readonly head?: string
  readonly replace?: string
  readonly from?: string
  readonly to?: string
  readonly budget?: string
  readonly days?: string
  readonly reach?: string
  readonly stop?: string
  readonly load?: string
  readonly show?: boolean
  /** `question=level`. */
  readonly keep?: readonly string[]
  readonly without?: readonly string[]
}
