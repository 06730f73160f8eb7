/** The three columns of something that somebody did (by whom, by what name, when) ↔ one act; for every table that has such columns. */

import type { AccountId } from './column-kinds.ts'
import type { Row } from './tables.ts'

/** Who did something, and when (ISO 8601 UTC). */
export interface Act {
  readonly id: AccountId
  readonly name: string
  readonly at: string
}

type Columns<Step extends string> = `${Step}By` | `${Step}ByName` | `${Step}At`

/** A row of which every step is one act; undefined: nobody has done it yet. */
export type WithActs<Table, Step extends string> = Omit<Row<Table>, Columns<Step>> & {
  readonly [S in Step]: `${S}At` extends keyof Row<Table>
    ? Act | Extract<Row<Table>[`${S}At`], undefined>
    : never
}

/** The row with its acts. */
export function withActs<Table, Step extends string>(
  row: Row<Table>,
  steps: readonly Step[],
): WithActs<Table, Step> {
  const found: Record<string, unknown> = { ...row }
  for (const step of steps) {
    const [id, name, at] = columnsOf(step).map((column) => {
      const value = found[column]
      delete found[column]
      return value
    })
    found[step] = id === undefined ? undefined : { id, name, at }
  }
  return found as WithActs<Table, Step>
}

/** The columns of an act, for a row that is added or changed; undefined takes it back. */
export function actColumns<Step extends string>(step: Step, act: Act): Readonly<Record<Columns<Step>, string>>
export function actColumns<Step extends string>(
  step: Step,
  act: Act | undefined,
): Readonly<Record<Columns<Step>, string | null>>
export function actColumns(step: string, act: Act | undefined): Readonly<Record<string, string | null>> {
  const [by, byName, at] = columnsOf(step)
  return { [by]: act?.id ?? null, [byName]: act?.name ?? null, [at]: act?.at ?? null }
}

const columnsOf = (step: string) => [`${step}By`, `${step}ByName`, `${step}At`] as const
