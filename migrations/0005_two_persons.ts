/**
 * What two persons agree on: when each account first signed in and who let it in, whom a deputy stands for, and what waits for agreement.
 * Deletions and shares that somebody had only asked for move there. Frozen: it imports nothing of ours and is never edited.
 */

import { type Kysely, sql } from 'kysely'

interface Asked {
  id: string
  organisation_id: string
  asked_by: string
  asked_by_name: string
  asked_at: string
}

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table account add column first_signed_in_at text`.execute(db)
  await sql`alter table membership add column deputy_of text references account (id)`.execute(db)
  await db.schema
    .createTable('let_in')
    .addColumn('account_id', 'text', (column) => column.notNull().references('account.id'))
    .addColumn('by_id', 'text', (column) => column.notNull())
    .addColumn('at', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('let_in_key', ['account_id', 'by_id', 'at'])
    .execute()
  await db.schema
    .createTable('proposal')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('organisation_id', 'text', (column) => column.references('organisation.id'))
    .addColumn('account_id', 'text', (column) => column.references('account.id'))
    .addColumn('assessment_id', 'text', (column) => column.references('assessment.id'))
    .addColumn('details', 'text', (column) => column.notNull())
    .addColumn('agreed', 'text', (column) => column.notNull())
    .addColumn('asked_by', 'text', (column) => column.notNull())
    .addColumn('asked_by_name', 'text', (column) => column.notNull())
    .addColumn('asked_at', 'text', (column) => column.notNull())
    .addColumn('due_at', 'text')
    .addColumn('done_at', 'text')
    .addColumn('stopped_at', 'text')
    .addColumn('stopped_by', 'text')
    .addCheckConstraint(
      'proposal_kind',
      sql`kind in ('administrator', 'lead', 'siro', 'deputy', 'way-back', 'share', 'deletion')`,
    )
    .execute()
  await sql`create index proposal_of_organisation on proposal (organisation_id)`.execute(db)
  await sql`create index proposal_waiting on proposal (asked_at) where done_at is null and stopped_at is null`.execute(
    db,
  )

  await fillWhatIsKnown(db)
  await moveDeletions(db)
  await moveShares(db)
}

/** Accounts of a demonstration never sign in: they were there before anybody came. */
async function fillWhatIsKnown(db: Kysely<unknown>): Promise<void> {
  await sql`update account set first_signed_in_at = '2000-01-01T00:00:00.000Z' where email is null`.execute(
    db,
  )
  await sql`update account set first_signed_in_at = (select min(trail.at) from trail
    where trail.actor_id = account.id and trail.action = 'signed-in') where email is not null`.execute(db)
  await sql`insert into let_in (account_id, by_id, at)
    select distinct account.id, trail.actor_id, trail.at from trail inner join account on account.id = trail.object
    where trail.actor_id is not null and (trail.action in ('invitation-renewed', 'account-invited-again', 'account-enabled')
      or (trail.action in ('role-given', 'national-role-given') and trail.details like '%"invited":true%'))`.execute(
    db,
  )
}

async function moveDeletions(db: Kysely<unknown>): Promise<void> {
  const { rows } = await sql<Asked & { reason: string }>`select id, organisation_id, reason, asked_by,
    asked_by_name, asked_at from deletion where confirmed_at is null`.execute(db)
  for (const row of rows) {
    const details = JSON.stringify({ reason: row.reason })
    await sql`insert into proposal (id, kind, organisation_id, details, agreed, asked_by, asked_by_name, asked_at)
      values (${row.id}, 'deletion', ${row.organisation_id}, ${details}, '[]', ${row.asked_by}, ${row.asked_by_name},
      ${row.asked_at})`.execute(db)
  }
  await sql`delete from deletion where confirmed_at is null`.execute(db)
}

async function moveShares(db: Kysely<unknown>): Promise<void> {
  const { rows } = await sql<
    Asked & {
      assessment_id: string
      account_id: string
      body: string
      purpose: string
      days: number
      side: string
    }
  >`select id, organisation_id, assessment_id, account_id, body, purpose, days, asked_at,
    coalesce(lead_id, siro_id) as asked_by, coalesce(lead_name, siro_name) as asked_by_name,
    case when lead_id is null then 'siro' else 'lead' end as side
    from shared_view where until is null and ended_at is null`.execute(db)
  for (const row of rows) {
    const details = JSON.stringify({ body: row.body, purpose: row.purpose, days: Number(row.days) })
    const seat = `${row.side}:${row.organisation_id}`
    const agreed = JSON.stringify([{ seat, id: row.asked_by, name: row.asked_by_name, at: row.asked_at }])
    await sql`insert into proposal (id, kind, organisation_id, account_id, assessment_id, details, agreed, asked_by,
      asked_by_name, asked_at) values (${row.id}, 'share', ${row.organisation_id}, ${row.account_id},
      ${row.assessment_id}, ${details}, ${agreed}, ${row.asked_by}, ${row.asked_by_name}, ${row.asked_at})`.execute(
      db,
    )
  }
  await sql`delete from shared_view where until is null and ended_at is null`.execute(db)
}
