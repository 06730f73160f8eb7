/** What was posted, taken apart: fields as typed, and files. */

import { breakLines } from '../text.ts'

export class Form {
  readonly #fields: URLSearchParams

  constructor(fields: URLSearchParams) {
    this.#fields = fields
  }

  /** The first value of a field as typed, with line breaks as \n; empty when it is absent, or nothing of it can be seen. */
  get(name: string): string {
    return breakLines(this.#fields.get(name) ?? '')
  }

  /** All values of a field, such as the ticked boxes of a group. */
  all(name: string): string[] {
    return this.#fields.getAll(name)
  }

  /** Every field with its value, in the order sent. */
  entries(): readonly (readonly [name: string, value: string])[] {
    return [...this.#fields]
  }
}

/** What was posted: its fields, and its files by the field that carried each. */
export interface Body {
  readonly fields: URLSearchParams
  readonly files: readonly (readonly [field: string, file: File])[]
}
