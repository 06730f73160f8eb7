/** Rows of a benchmark → a printed table; a row that misses its bar is marked, and sets the exit code. */

export interface Row {
  readonly what: string
  readonly measured: string
  readonly bar: string
  /** Undefined: printed for information, without a bar. */
  readonly met?: boolean
}

export function printTable(title: string, rows: readonly Row[]): void {
  const width = (key: 'what' | 'measured') => Math.max(...rows.map((row) => row[key].length))
  console.log(`\n${title}`)
  for (const { what, measured, bar, met } of rows) {
    const mark = met === undefined ? ' ' : met ? '✓' : '✗'
    console.log(`${mark} ${what.padEnd(width('what'))}  ${measured.padEnd(width('measured'))}  ${bar}`)
    if (met === false) process.exitCode = 1
  }
}

/** The middle of several timings, in milliseconds. */
export function median(times: readonly number[]): number {
  const sorted = times.toSorted((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? 0
}
