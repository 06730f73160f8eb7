/**
 * What a SIRO says of each answer that is listed before a signature; it stands still once the assessment is signed.
 * Frozen: it imports nothing of ours and is never edited; text, integer and blob columns only, for SQLite and PostgreSQL.
 */

import { type Kysely, PostgresAdapter, sql } from 'kysely'

const SIGNED = 'A signed assessment is never changed.'

const isSigned = (row: string) =>
  `exists (select 1 from assessment where assessment.id = ${row}.assessment_id and assessment.signed_at is not null)`
const isBeingDeleted = `exists (select 1 from deletion join assessment on assessment.organisation_id = deletion.organisation_id
  where assessment.id = old.assessment_id and deletion.confirmed_at is not null and deletion.proof is null
    and (deletion.assessment_id is null or deletion.assessment_id = assessment.id))`

const sealed = (act: string, when: string) =>
  `create trigger sign_off_mark_sealed_${act} before ${act} on sign_off_mark when ${when}
   begin select raise(abort, '${SIGNED}'); end`

export async function up(db: Kysely<unknown>): Promise<void> {
  const isPostgres = db.getExecutor().adapter instanceof PostgresAdapter
  for (const statement of [
    `create table sign_off_mark (
       assessment_id text not null references assessment (id),
       question_id text not null,
       mark text not null check (mark in ('accepted', 'challenged', 'sent-back')),
       word text not null,
       judged text not null,
       saved_at text not null,
       saved_by text not null,
       constraint sign_off_mark_key primary key (assessment_id, question_id))`,
    ...(isPostgres
      ? [
          `create trigger sign_off_mark_sealed before insert or update or delete on sign_off_mark
           for each row execute function keep_signed_content()`,
          `create trigger never_emptied before truncate on sign_off_mark for each statement execute function keep_whole()`,
        ]
      : [
          sealed('insert', isSigned('new')),
          sealed('update', `${isSigned('old')} or ${isSigned('new')}`),
          sealed('delete', `${isSigned('old')} and not ${isBeingDeleted}`),
        ]),
  ])
    await sql.raw(statement).execute(db)
}
