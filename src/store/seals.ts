/**
 * Everything that a signed assessment, or a published release, holds → its seal, chained into the trail at signing, and made again by whoever verifies.
 * It reads the columns that `forms.ts` lists under the seal's own form, so that a single changed byte gives another digest and a new column does not.
 *
 * Whoever adds a column to a table of these lists, or a table: what to do stands at the top of `forms.ts`.
 */

import { createHash } from 'node:crypto'
import { columnsOf, FORM } from './forms.ts'
import type { AssessmentId, ReleaseId } from './column-kinds.ts'
import { raw } from './rows.ts'
import type { Handle } from './tables.ts'

interface Part {
  /** What puts the rows of one assessment in order. */
  readonly order: readonly string[]
  /** The form from which on it is sealed. */
  readonly since: number
}

/** The tables whose rows stand still once an assessment is signed, in the order in which they are read; a new one comes last. */
const CONTENT: Readonly<Record<string, Part>> = {
  answer: { order: ['question_id'], since: 1 },
  context_answer: { order: ['question_id'], since: 1 },
  register: { order: ['register_id'], since: 1 },
  register_row: { order: ['register_id', 'id'], since: 1 },
  level_row: { order: [], since: 1 },
  answer_history: { order: ['question_id', 'version'], since: 1 },
  domain_note: { order: ['domain_id'], since: 1 },
  explanation: { order: ['contradiction_id'], since: 1 },
  evidence: { order: ['id'], since: 1 },
  review: { order: ['id'], since: 1 },
  carried: { order: ['question_id'], since: 1 },
  rule_set_move: { order: ['id'], since: 1 },
  signed_summary: { order: [], since: 1 },
  comment: { order: ['id'], since: 2 },
  sign_off_mark: { order: ['question_id'], since: 6 },
}

/** The act by which a seal enters the trail; its object is the assessment. */
export const SEALED = 'assessment-sealed'

/** As it stands in the details of an entry of the trail. */
export interface Seal {
  /** SHA-256, hexadecimal, of all of it; the same on both engines. */
  readonly digest: string
  /** The form of its columns. */
  readonly form: number
  /** Each table with the beginning of its own digest, `answer:0123456789abcdef …`: it names where a change is, the digest proves that there is none. */
  readonly parts: string
}

/** The form of a seal or receipt as it was kept; the first ones had no number. */
export const formOf = (kept: Readonly<Record<string, unknown>>) => Number(kept['form'] ?? 1)

/** Seals everything in a signed assessment. Whether it was superseded since does not count. */
export async function sealSigned(db: Handle, assessmentId: AssessmentId, form = FORM): Promise<Seal> {
  return (await sealAllSigned(db, [assessmentId], form))[0] as Seal
}

/** Assessments read at once: their whole content is in memory meanwhile. */
const AT_ONCE = 32

/** As `sealSigned`, of many, in the order in which they are named. */
export async function sealAllSigned(db: Handle, ids: readonly AssessmentId[], form = FORM): Promise<Seal[]> {
  const seals: Seal[] = []
  for (let from = 0; from < ids.length; from += AT_ONCE)
    seals.push(...(await sealTogether(db, ids.slice(from, from + AT_ONCE), form)))
  return seals
}

async function sealTogether(db: Handle, ids: readonly AssessmentId[], form: number): Promise<Seal[]> {
  const find = (table: string, key: 'id' | 'assessment_id') =>
    raw(db).selectFrom(table).select(columnsOf(table, form)).where(key, 'in', ids).orderBy(key)
  const sealings = new Map<string, Sealing>()
  for (const assessment of await find('assessment', 'id').execute()) {
    const sealing = new Sealing(form)
    sealing.add('assessment', [{ ...assessment, status: 'signed' }])
    sealings.set(String(assessment['id']), sealing)
  }
  const addAll = (
    table: string,
    rows: readonly Readonly<Record<string, unknown>>[],
    heading: (count: number) => string,
  ) => {
    const byAssessment = Map.groupBy(rows, (row) => row['assessment_id'])
    for (const [id, sealing] of sealings) {
      const own = byAssessment.get(id) ?? []
      sealing.add(table, own, heading(own.length))
    }
  }
  for (const [table, { order, since }] of Object.entries(CONTENT)) {
    if (since > form) continue
    let query = find(table, 'assessment_id')
    for (const column of order) query = query.orderBy(column)
    addAll(table, await query.execute(), (count) => `\n${table} ${count}`)
  }
  // What follows the signature is that it was opened again.
  const steps = await raw(db)
    .selectFrom('sign_off')
    .select(columnsOf('sign_off', form))
    .where('assessment_id', 'in', ids)
    .where('kind', '<>', 'reopened')
    .orderBy('assessment_id')
    .orderBy('number')
    .execute()
  addAll('sign_off', steps, () => '')
  return ids.map((id) => {
    const sealing = sealings.get(id)
    if (sealing === undefined) throw new Error(`There is no assessment ${id} to seal.`)
    return sealing.end()
  })
}

/** Seals everything of a published release: its texts, its two analysts, and who contributed. */
export async function sealPublished(db: Handle, releaseId: ReleaseId, form = FORM): Promise<Seal> {
  const seal = new Sealing(form)
  const release = await raw(db)
    .selectFrom('release')
    .select(columnsOf('release', form))
    .where('id', '=', releaseId)
    .executeTakeFirstOrThrow()
  const members = await raw(db)
    .selectFrom('release_member')
    .select(columnsOf('release_member', form))
    .where('release_id', '=', releaseId)
    .orderBy('organisation_id')
    .execute()
  seal.add('release', [release])
  seal.add('release_member', members)
  return seal.end()
}

/** The tables in which what is there now differs from what was sealed, by the details of that entry; empty where they do not say which. */
export function findChangedTables(
  kept: Readonly<Record<string, unknown>>,
  now: Pick<Seal, 'parts'>,
): string[] {
  const { parts } = kept
  if (typeof parts !== 'string') return []
  const before = new Set(parts.split(' '))
  const changed = now.parts.split(' ').filter((part) => !before.has(part))
  return changed.map((part) => part.split(':')[0] ?? '')
}

/** Rows, one table after the other, on their way into a seal. */
class Sealing {
  readonly #whole = createHash('sha256')
  readonly #parts: string[] = []
  readonly #form: number

  constructor(form: number) {
    this.#form = form
  }

  add(table: string, rows: readonly object[], heading = ''): void {
    const part = createHash('sha256')
    this.#whole.update(heading)
    for (const row of rows) {
      const text = textOf(row)
      this.#whole.update(text)
      part.update(`${text}\n`)
    }
    this.#parts.push(`${table}:${part.digest('hex').slice(0, 16)}`)
  }

  end(): Seal {
    return { digest: this.#whole.digest('hex'), form: this.#form, parts: this.#parts.join(' ') }
  }
}

/** A row whatever the order of its columns; bytes as base64. It is of the columns of one form: never of all that a table has. */
export function textOf(row: object): string {
  const columns = Object.entries(row)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]: [string, unknown]) => [
      name,
      Buffer.isBuffer(value) ? value.toString('base64') : value,
    ])
  return JSON.stringify(columns)
}
