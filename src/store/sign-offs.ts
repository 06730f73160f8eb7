/** The way of an assessment to its signature: one step after the other, only ever added to. */

import { randomUUID } from 'node:crypto'
import type { SignOffKind, SignOffTable } from './tables-of-work.ts'
import type { Handle } from './tables.ts'

/** What a signature says beside its text; every other step has none of it. */
export interface SignOffDetails {
  /** The sentence that was signed. */
  readonly statement?: string
  /** Signed for the SIRO by somebody who stands in. */
  readonly deputy?: boolean
  /** One of the two who submitted and signed reports to the other. */
  readonly sameLine?: boolean
  /** Id of the assessment that goes on from one that was reopened. */
  readonly successor?: string
  /** Who has seen it, by office; absent: not yet. */
  readonly seenBy?: Readonly<Record<string, string>>
}

export interface SignOffStep {
  /** From 1, in the order in which it happened. */
  readonly number: number
  readonly kind: SignOffKind
  /** ISO 8601 UTC. */
  readonly at: string
  readonly byId: string
  readonly byName: string
  /** Reasons, reservations, or a word on the way; may be empty. */
  readonly text: string
  readonly details: SignOffDetails
}

/** The steps of one assessment, the first one first. */
export async function findSignOffs(db: Handle, assessmentId: string): Promise<SignOffStep[]> {
  const rows = await db
    .selectFrom('sign_off')
    .selectAll()
    .where('assessment_id', '=', assessmentId)
    .orderBy('number')
    .execute()
  return rows.map(fromTable)
}

/** Adds the next step. Call it inside a transaction. */
export async function insertSignOff(
  db: Handle,
  assessmentId: string,
  step: Omit<SignOffStep, 'number'>,
): Promise<void> {
  const { last } = await db
    .selectFrom('sign_off')
    .select((column) => column.fn.max('number').as('last'))
    .where('assessment_id', '=', assessmentId)
    .executeTakeFirstOrThrow()
  await insertSignOffs(db, [{ ...step, assessmentId, number: ((last as number | null) ?? 0) + 1 }])
}

/** Adds steps of many assessments, each under its number. */
export async function insertSignOffs(
  db: Handle,
  steps: readonly (SignOffStep & { readonly assessmentId: string })[],
): Promise<void> {
  for (let from = 0; from < steps.length; from += CHUNK)
    await db
      .insertInto('sign_off')
      .values(
        steps.slice(from, from + CHUNK).map((step) => ({
          id: randomUUID(),
          assessment_id: step.assessmentId,
          number: step.number,
          kind: step.kind,
          at: step.at,
          by_id: step.byId,
          by_name: step.byName,
          text: step.text,
          details: JSON.stringify(step.details),
        })),
      )
      .execute()
}

const CHUNK = 1000

function fromTable(row: SignOffTable): SignOffStep {
  return {
    number: row.number,
    kind: row.kind,
    at: row.at,
    byId: row.by_id,
    byName: row.by_name,
    text: row.text,
    details: JSON.parse(row.details) as SignOffDetails,
  }
}
