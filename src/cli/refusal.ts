/** What a command refuses, as lines for standard error with an exit code. Thrown by commands, printed by `main` only. */

/** The user's or the rule author's fault, already worded. */
export class Refusal extends Error {
  readonly exitCode: 1 | 2
  readonly lines: readonly string[]

  constructor(exitCode: 1 | 2, lines: readonly string[]) {
    super(lines.join('\n'))
    this.name = 'Refusal'
    this.exitCode = exitCode
    this.lines = lines
  }
}

/** Misuse: one clear line, exit code 2. */
export function misuse(line: string): Refusal {
  return new Refusal(2, [line])
}
