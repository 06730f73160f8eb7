/**
 * What a comparison with peers needs: periods, groups of trusts, what a signed assessment counts as, and releases that never change.
 * Frozen: it imports nothing of ours and is never edited; text, integer and blob columns only, for SQLite and PostgreSQL.
 */

import { type Kysely, PostgresAdapter, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  const isPostgres = db.getExecutor().adapter instanceof PostgresAdapter
  const run = async (...statements: string[]) => {
    for (const statement of statements) await sql.raw(statement).execute(db)
  }

  await db.schema
    .createTable('period')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('name', 'text', (column) => column.notNull().unique())
    .addColumn('opens', 'text', (column) => column.notNull())
    .addColumn('reference_date', 'text', (column) => column.notNull())
    .addColumn('closes', 'text', (column) => column.notNull())
    .addColumn('rule_set_digest', 'text', (column) => column.notNull().references('rule_set.digest'))
    .execute()
  // Until now a period was only a name.
  await run(
    `insert into period (id, name, opens, reference_date, closes, rule_set_digest)
     select period, period, min(as_of), max(as_of), max(as_of), max(rule_set_digest) from assessment group by period`,
  )
  await run(...(isPostgres ? ASSESSMENT_POSTGRES : ASSESSMENT_SQLITE), ...ASSESSMENT_INDEXES)

  await run(
    'alter table organisation add column lead_id text references organisation (id)',
    'alter table organisation add column shares_suppliers integer not null default 0 check (shares_suppliers in (0, 1))',
  )

  await db.schema
    .createTable('supplier_name')
    .addColumn('name', 'text', (column) => column.primaryKey())
    .execute()

  await db.schema
    .createTable('signed_summary')
    .addColumn('assessment_id', 'text', (column) => column.primaryKey().references('assessment.id'))
    .addColumn('rule_set_digest', 'text', (column) => column.notNull().references('rule_set.digest'))
    .addColumn('summary', 'text', (column) => column.notNull())
    .execute()

  await db.schema
    .createTable('release')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('number', 'integer', (column) => column.notNull())
    .addColumn('previous_id', 'text', (column) => column.references('release.id'))
    .addColumn('period_id', 'text', (column) => column.notNull().references('period.id'))
    .addColumn('rule_set_digest', 'text', (column) => column.notNull().references('rule_set.digest'))
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('bytes', 'text', (column) => column.notNull())
    .addColumn('digest', 'text', (column) => column.notNull())
    .addColumn('concentration', 'text', (column) => column.notNull())
    .addColumn('report', 'text', (column) => column.notNull())
    .addColumn('prepared_by', 'text', (column) => column.notNull())
    .addColumn('prepared_by_name', 'text', (column) => column.notNull())
    .addColumn('prepared_at', 'text', (column) => column.notNull())
    .addColumn('confirmed_by', 'text')
    .addColumn('confirmed_by_name', 'text')
    .addColumn('confirmed_at', 'text')
    .addCheckConstraint(
      'release_two_people',
      sql`(status = 'prepared' and confirmed_by is null) or (status = 'published' and confirmed_by is not null and confirmed_by <> prepared_by)`,
    )
    .execute()
  await db.schema
    .createTable('release_member')
    .addColumn('release_id', 'text', (column) => column.notNull().references('release.id'))
    .addColumn('organisation_id', 'text', (column) => column.notNull().references('organisation.id'))
    .addColumn('assessment_id', 'text', (column) => column.notNull().references('assessment.id'))
    .addColumn('cohort', 'text', (column) => column.notNull())
    .addColumn('region', 'text', (column) => column.notNull())
    .addColumn('cell', 'text')
    .addColumn('shares_suppliers', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('release_member_key', ['release_id', 'organisation_id'])
    .execute()
  await run(
    `create unique index release_number on "release" (number) where status = 'published'`,
    `create unique index release_prepared on "release" (period_id) where status = 'prepared'`,
    ...(isPostgres ? IMMUTABLE_POSTGRES : IMMUTABLE_SQLITE),
  )
}

/** SQLite adds no reference to a column that is there: the table is made again, and what refers to it is checked at the end. */
const ASSESSMENT_SQLITE = [
  'pragma defer_foreign_keys = on',
  'create table assessment_before as select * from assessment',
  'drop table assessment',
  `create table assessment (
     id text primary key,
     organisation_id text not null references organisation (id),
     period_id text not null references period (id),
     as_of text not null,
     rule_set_digest text not null references rule_set (digest),
     status text not null,
     revision integer not null,
     signed_at text
   )`,
  `insert into assessment
     select id, organisation_id, period, as_of, rule_set_digest, status, revision, null from assessment_before`,
  'drop table assessment_before',
]

const ASSESSMENT_POSTGRES = [
  'alter table assessment drop constraint assessment_period',
  'alter table assessment rename column period to period_id',
  'alter table assessment add constraint assessment_of_period foreign key (period_id) references period (id)',
  'alter table assessment add column signed_at text',
]

/** In one period an organisation works on one assessment at most, and one at most is its signed one. */
const ASSESSMENT_INDEXES = [
  `create unique index assessment_open on assessment (organisation_id, period_id)
   where status in ('draft', 'submitted', 'returned')`,
  `create unique index assessment_signed on assessment (organisation_id, period_id) where status = 'signed'`,
  'create index assessment_newest on assessment (organisation_id, as_of)',
  'create index assessment_in_period on assessment (period_id, status)',
]

const SEALED = 'A published release is never changed or deleted.'
const KEPT = 'A prepared release is published as it is, or deleted.'

/** A release is inserted as prepared, changes only by being published as it is, and then not at all; nor do its members. */
const IMMUTABLE_SQLITE = [
  // A replacing insert deletes without asking the trigger for deletions.
  `create trigger release_inserted before insert on "release"
   when new.status <> 'prepared' or exists (select 1 from "release" where id = new.id and status = 'published')
   begin select raise(abort, 'A release is prepared before it is published.'); end`,
  `create trigger release_updated before update on "release" when old.status = 'published'
   begin select raise(abort, '${SEALED}'); end`,
  `create trigger release_kept before update on "release" when old.status = 'prepared'
     and (new.status <> 'published' or new.id <> old.id or new.number <> old.number or new.previous_id is not old.previous_id
     or new.period_id <> old.period_id or new.rule_set_digest <> old.rule_set_digest or new.bytes <> old.bytes
     or new.digest <> old.digest or new.concentration <> old.concentration or new.report <> old.report
     or new.prepared_by <> old.prepared_by or new.prepared_by_name <> old.prepared_by_name or new.prepared_at <> old.prepared_at)
   begin select raise(abort, '${KEPT}'); end`,
  `create trigger release_deleted before delete on "release" when old.status = 'published'
   begin select raise(abort, '${SEALED}'); end`,
  ...['insert', 'delete'].map((act) => {
    const row = act === 'insert' ? 'new' : 'old'
    return `create trigger release_member_${act} before ${act} on release_member
     when exists (select 1 from "release" where id = ${row}.release_id and status = 'published')
     begin select raise(abort, '${SEALED}'); end`
  }),
  `create trigger release_member_update before update on release_member begin select raise(abort, '${KEPT}'); end`,
]

const IMMUTABLE_POSTGRES = [
  `create function keep_release() returns trigger language plpgsql as $$
   begin
     if tg_op = 'INSERT' then
       if new.status <> 'prepared' then raise exception 'A release is prepared before it is published.'; end if;
       return new;
     end if;
     if old.status = 'published' then raise exception '${SEALED}'; end if;
     if tg_op = 'DELETE' then return old; end if;
     if new.status <> 'published'
       or (new.id, new.number, new.period_id, new.rule_set_digest, new.bytes, new.digest, new.concentration, new.report,
           new.prepared_by, new.prepared_by_name, new.prepared_at)
          <> (old.id, old.number, old.period_id, old.rule_set_digest, old.bytes, old.digest, old.concentration, old.report,
           old.prepared_by, old.prepared_by_name, old.prepared_at)
       or new.previous_id is distinct from old.previous_id
     then raise exception '${KEPT}'; end if;
     return new;
   end $$`,
  `create trigger release_kept before insert or update or delete on "release"
   for each row execute function keep_release()`,
  `create function keep_release_member() returns trigger language plpgsql as $$
   declare of_release text := case when tg_op = 'INSERT' then new.release_id else old.release_id end;
   begin
     if tg_op = 'UPDATE' then raise exception '${KEPT}'; end if;
     if exists (select 1 from "release" where id = of_release and status = 'published')
     then raise exception '${SEALED}'; end if;
     if tg_op = 'DELETE' then return old; end if;
     return new;
   end $$`,
  `create trigger release_member_kept before insert or update or delete on release_member
   for each row execute function keep_release_member()`,
]
