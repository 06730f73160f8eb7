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
  readonly head?: string
  readonly replace?: string
}
