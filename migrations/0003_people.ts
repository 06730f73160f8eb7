/**
 * What real people need: accounts with their factors and sessions, roles, shared work, sign-off, sharing, and a trail nobody can rewrite.
 * Frozen: it imports nothing of ours and is never edited; text, integer and blob columns only, for SQLite and PostgreSQL.
 */

import { type CreateTableBuilder, type Kysely, PostgresAdapter, sql } from 'kysely'

type Table = CreateTableBuilder<string, string>

export async function up(db: Kysely<unknown>): Promise<void> {
  const isPostgres = db.getExecutor().adapter instanceof PostgresAdapter
  const blob = isPostgres ? sql`bytea` : sql`blob`
  const run = async (...statements: string[]) => {
    for (const statement of statements) await sql.raw(statement).execute(db)
  }
  const create = async (name: string, fill: (table: Table) => Table) => {
    await fill(db.schema.createTable(name)).execute()
  }

  // Accounts, what proves them, and what is going on while somebody signs in.
  await create('account', (table) =>
    must(may(key(table), 'email', 'password', 'reminded_at'), 'name', 'status', 'created_at')
      .addColumn('reminders', 'integer', (column) => column.notNull().defaultTo(1))
      .addUniqueConstraint('account_email', ['email'])
      .addCheckConstraint('account_status', sql`status in ('invited', 'active', 'disabled')`),
  )
  await create('sso_identity', (table) =>
    must(of(table, 'account'), 'issuer', 'subject', 'linked_at').addPrimaryKeyConstraint('sso_identity_key', [
      'issuer',
      'subject',
    ]),
  )
  await create('passkey', (table) =>
    must(may(of(key(table), 'account'), 'used_at'), 'label', 'transports', 'created_at')
      .addColumn('public_key', blob, (column) => column.notNull())
      .addColumn('counter', 'integer', (column) => column.notNull()),
  )
  await create('totp', (table) =>
    must(may(of(table, 'account'), 'confirmed_at'), 'secret')
      .addColumn('last_step', 'integer', (column) => column.notNull())
      .addPrimaryKeyConstraint('totp_key', ['account_id']),
  )
  await create('recovery_code', (table) =>
    must(may(of(table, 'account'), 'used_at'), 'hash').addPrimaryKeyConstraint('recovery_code_key', [
      'account_id',
      'hash',
    ]),
  )
  await create('session', (table) =>
    must(
      may(of(key(table, 'token_hash'), 'account'), 'proved_at', 'ended_at'),
      'id',
      'created_at',
      'seen_at',
      'agent',
      'address',
    ).addUniqueConstraint('session_id', ['id']),
  )
  await create('sign_in', (table) =>
    must(may(key(table, 'token_hash'), 'account_id'), 'kind', 'state', 'expires_at'),
  )
  await create('ticket', (table) =>
    must(
      may(key(table, 'token_hash'), 'account_id', 'created_by', 'used_at'),
      'kind',
      'details',
      'created_at',
      'expires_at',
    ),
  )
  await create('attempt', (table) =>
    must(key(table, 'name'), 'since').addColumn('failures', 'integer', (column) => column.notNull()),
  )
  await create('kept_form', (table) =>
    must(of(key(table, 'token_hash'), 'account'), 'path', 'body', 'expires_at'),
  )

  // Who belongs where.
  await run(
    'alter table organisation add column icb text',
    'alter table organisation add column closed_on text',
    'alter table organisation add column successor_id text references organisation (id)',
  )
  await create('organisation_change', (table) =>
    must(may(of(key(table), 'organisation'), 'before', 'after'), 'field', 'at', 'by_id', 'by_name'),
  )
  await create('organisation_upload', (table) =>
    must(of(table, 'account'), 'text', 'at').addPrimaryKeyConstraint('organisation_upload_key', [
      'account_id',
    ]),
  )
  await create('membership', (table) =>
    must(may(of(of(key(table), 'organisation'), 'account'), 'ended_at'), 'role', 'given_at', 'given_by')
      .addColumn('deputy', 'integer', (column) => column.notNull().check(sql`deputy in (0, 1)`))
      .addCheckConstraint(
        'membership_role',
        sql`role in ('lead', 'contributor', 'reviewer', 'siro', 'board')`,
      ),
  )
  await create('national_membership', (table) =>
    must(may(of(key(table), 'account'), 'ended_at'), 'role', 'given_at', 'given_by').addCheckConstraint(
      'national_membership_role',
      sql`role in ('analyst', 'administrator')`,
    ),
  )

  // Working together.
  await create('assignment', (table) =>
    must(
      may(of(of(key(table), 'assessment'), 'account'), 'due', 'ended_at'),
      'kind',
      'target',
      'note',
      'given_at',
      'given_by',
    ).addCheckConstraint('assignment_kind', sql`kind in ('domain', 'question')`),
  )
  await create('comment', (table) =>
    must(
      may(of(key(table), 'assessment'), 'resolved_at', 'resolved_by'),
      'question_id',
      'text',
      'at',
      'by_id',
      'by_name',
    ),
  )
  await create('domain_note', (table) =>
    versioned(must(of(table, 'assessment'), 'domain_id', 'text'), 'domain_note_key', 'domain_id'),
  )
  await create('explanation', (table) =>
    versioned(
      must(of(table, 'assessment'), 'contradiction_id', 'text'),
      'explanation_key',
      'contradiction_id',
    ),
  )
  await create('answer_history', (table) =>
    versioned(
      must(may(of(table, 'assessment'), 'value'), 'question_id', 'saved_by_id'),
      'answer_history_key',
      'question_id',
      'version',
    ),
  )
  await create('evidence', (table) =>
    must(
      may(of(key(table), 'assessment'), 'place', 'type', 'sha256', 'replaces_id', 'ended_at'),
      'question_id',
      'kind',
      'title',
      'dated',
      'owner',
      'value',
      'added_at',
      'added_by',
      'added_by_id',
    )
      .addColumn('size', 'integer', (column) => column.notNull())
      .addCheckConstraint('evidence_kind', sql`kind in ('link', 'file')`),
  )
  await create('evidence_file', (table) =>
    of(of(table, 'evidence'), 'assessment')
      .addColumn('bytes', blob, (column) => column.notNull())
      .addPrimaryKeyConstraint('evidence_file_key', ['evidence_id']),
  )
  await create('review', (table) =>
    must(
      may(of(key(table), 'assessment'), 'evidence', 'evidence_date'),
      'question_id',
      'value',
      'how',
      'independence',
      'finding',
      'note',
      'at',
      'by_id',
      'by_name',
    ).addCheckConstraint(
      'review_finding',
      sql`finding in ('agree', 'overstated', 'understated', 'cannot-tell')`,
    ),
  )

  // One period after the other, and the signature.
  await run(
    'alter table assessment add column predecessor_id text references assessment (id)',
    // What it held was deleted, with proof; the bare row stays, because a published release names it.
    'alter table assessment add column deleted_at text',
  )
  await create('sign_off', (table) =>
    must(of(key(table), 'assessment'), 'kind', 'at', 'by_id', 'by_name', 'text', 'details')
      .addColumn('number', 'integer', (column) => column.notNull())
      .addCheckConstraint(
        'sign_off_kind',
        sql`kind in ('submitted', 'withdrawn', 'returned', 'signed', 'signed-with-reservations', 'reopened')`,
      )
      .addUniqueConstraint('sign_off_number', ['assessment_id', 'number']),
  )
  await create('carried', (table) =>
    must(
      may(of(table, 'assessment'), 'confirmed_at', 'confirmed_by'),
      'question_id',
      'from_assessment_id',
      'answer',
    ).addPrimaryKeyConstraint('carried_key', ['assessment_id', 'question_id']),
  )
  await create('rule_set_move', (table) =>
    must(of(key(table), 'assessment'), 'at', 'by_id', 'by_name', 'from_digest', 'to_digest', 'left_behind'),
  )
  await create('shared_view', (table) =>
    must(
      may(
        of(of(of(key(table), 'organisation'), 'assessment'), 'account'),
        'lead_id',
        'lead_name',
        'lead_at',
        'siro_id',
        'siro_name',
        'siro_at',
        'until',
        'ended_at',
        'ended_by',
      ),
      'body',
      'purpose',
      'asked_at',
    ).addColumn('days', 'integer', (column) => column.notNull()),
  )

  // The trail, and how long data is kept.
  await create('trail_head', (table) =>
    must(table, 'hash')
      .addColumn('id', 'integer', (column) => column.primaryKey().check(sql`id = 1`))
      .addColumn('seq', 'integer', (column) => column.notNull()),
  )
  await create('trail', (table) =>
    must(
      may(table, 'actor_id', 'organisation_id', 'address'),
      'at',
      'actor_name',
      'action',
      'object',
      'details',
      'previous_hash',
      'hash',
    ).addColumn('seq', 'integer', (column) => column.primaryKey()),
  )
  await create('hold', (table) =>
    must(
      may(
        of(key(table), 'organisation'),
        'agreed_by',
        'agreed_by_name',
        'agreed_at',
        'lift_asked_by',
        'lift_asked_by_name',
        'lift_asked_at',
        'lifted_by',
        'lifted_by_name',
        'lifted_at',
      ),
      'reason',
      'asked_by',
      'asked_by_name',
      'asked_at',
    )
      .addCheckConstraint('hold_two_people', sql`agreed_by is null or agreed_by <> asked_by`)
      .addCheckConstraint(
        'hold_lifted_by_two_people',
        sql`lifted_by is null or agreed_by is null or (lift_asked_by is not null and lifted_by <> lift_asked_by)`,
      ),
  )
  // One assessment only when its time is over by the operator's schedule: nobody is asked then.
  await create('deletion', (table) =>
    must(
      may(
        of(key(table), 'organisation'),
        'assessment_id',
        'confirmed_by',
        'confirmed_by_name',
        'confirmed_at',
        'proof',
      ),
      'reason',
      'asked_by',
      'asked_by_name',
      'asked_at',
    ).addCheckConstraint(
      'deletion_two_people',
      sql`confirmed_by is null or assessment_id is not null or confirmed_by <> asked_by`,
    ),
  )

  await run(
    `insert into trail_head (id, seq, hash) values (1, 0, '${'0'.repeat(64)}')`,
    ...INDEXES,
    ...(isPostgres ? SEALED_POSTGRES : SEALED_SQLITE),
  )
}

const key = (table: Table, name = 'id'): Table =>
  table.addColumn(name, 'text', (column) => column.primaryKey())

const of = (table: Table, owner: string): Table =>
  table.addColumn(`${owner}_id`, 'text', (column) => column.notNull().references(`${owner}.id`))

const must = (table: Table, ...names: string[]): Table =>
  names.reduce((so, name) => so.addColumn(name, 'text', (column) => column.notNull()), table)

const may = (table: Table, ...names: string[]): Table =>
  names.reduce((so, name) => so.addColumn(name, 'text'), table)

const versioned = (table: Table, name: string, ...within: string[]): Table =>
  must(table, 'saved_at', 'saved_by')
    .addColumn('version', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint(name, ['assessment_id', ...within])

const INDEXES = [
  'create unique index membership_active on membership (organisation_id, account_id, role) where ended_at is null',
  'create index membership_of_account on membership (account_id)',
  'create unique index national_membership_active on national_membership (account_id, role) where ended_at is null',
  'create unique index assignment_active on assignment (assessment_id, kind, target, account_id) where ended_at is null',
  'create index assignment_of_account on assignment (account_id)',
  'create index passkey_of_account on passkey (account_id)',
  'create index session_of_account on session (account_id)',
  'create index comment_of_question on comment (assessment_id, question_id)',
  'create index evidence_of_question on evidence (assessment_id, question_id)',
  'create index review_of_question on review (assessment_id, question_id)',
  'create index shared_view_of_account on shared_view (account_id)',
  'create index shared_view_of_organisation on shared_view (organisation_id)',
  'create index hold_of_organisation on hold (organisation_id)',
  'create index deletion_of_organisation on deletion (organisation_id)',
  'create index trail_of_actor on trail (actor_id, seq)',
  'create index trail_of_organisation on trail (organisation_id, seq)',
]

/** What belongs to an assessment, and stands still once that is signed. */
const CONTENT = [
  'answer',
  'context_answer',
  'register',
  'register_row',
  'level_row',
  'answer_history',
  'domain_note',
  'explanation',
  'evidence',
  'evidence_file',
  'review',
  'carried',
  'rule_set_move',
]

const SIGNED = 'A signed assessment is never changed.'
const APPENDED = 'The trail is only ever added to.'
const HELD = 'What is under a legal hold is not deleted.'
const PROOF = 'What was deleted stays on record.'

/** Signed: sealed, unless a deletion of it is confirmed and under way; its proof ends it. */
const sealedAssessment = (row: string) =>
  `exists (select 1 from assessment where assessment.id = ${row}.assessment_id and assessment.signed_at is not null)`
const beingDeleted = (organisation: string, assessment: string) =>
  `exists (select 1 from deletion where deletion.organisation_id = ${organisation} and deletion.confirmed_at is not null
     and deletion.proof is null and (deletion.assessment_id is null or deletion.assessment_id = ${assessment}))`
const ownerOf = (row: string) =>
  `(select organisation_id from assessment where assessment.id = ${row}.assessment_id)`
const isHeld = (organisation: string) =>
  `exists (select 1 from hold where hold.organisation_id = ${organisation} and hold.lifted_at is null)`

const SEALED_SQLITE = [
  ...CONTENT.flatMap((table) => [
    `create trigger ${table}_sealed_insert before insert on ${table} when ${sealedAssessment('new')}
     begin select raise(abort, '${SIGNED}'); end`,
    `create trigger ${table}_sealed_update before update on ${table} when ${sealedAssessment('old')} or ${sealedAssessment('new')}
     begin select raise(abort, '${SIGNED}'); end`,
    `create trigger ${table}_sealed_delete before delete on ${table} when ${sealedAssessment('old')}
       and not ${beingDeleted(ownerOf('old'), 'old.assessment_id')}
     begin select raise(abort, '${SIGNED}'); end`,
  ]),
  `create trigger assessment_sealed_update before update on assessment when old.signed_at is not null
     and (new.id <> old.id or new.organisation_id <> old.organisation_id or new.period_id <> old.period_id or new.as_of <> old.as_of
     or new.rule_set_digest <> old.rule_set_digest or new.revision <> old.revision or new.signed_at is not old.signed_at
     or new.predecessor_id is not old.predecessor_id or new.status not in ('signed', 'superseded')
     or (old.status = 'superseded' and new.status <> 'superseded') or old.deleted_at is not null
     or (new.deleted_at is not null and not ${beingDeleted('old.organisation_id', 'old.id')}))
   begin select raise(abort, '${SIGNED}'); end`,
  `create trigger assessment_sealed_delete before delete on assessment when old.signed_at is not null
   begin select raise(abort, '${SIGNED}'); end`,
  `create trigger sign_off_deleted before delete on sign_off when not ${beingDeleted(ownerOf('old'), 'old.assessment_id')}
   begin select raise(abort, '${APPENDED}'); end`,
  ...['insert', 'update'].map(
    (act) =>
      `create trigger deletion_held_${act} before ${act} on deletion when new.confirmed_at is not null and ${isHeld('new.organisation_id')}
       begin select raise(abort, '${HELD}'); end`,
  ),
  `create trigger deletion_insert before insert on deletion when exists (select 1 from deletion where id = new.id)
   begin select raise(abort, '${PROOF}'); end`,
  `create trigger deletion_update before update on deletion when old.proof is not null
   begin select raise(abort, '${PROOF}'); end`,
  `create trigger deletion_delete before delete on deletion when old.confirmed_at is not null
   begin select raise(abort, '${PROOF}'); end`,
  `create trigger hold_delete before delete on hold begin select raise(abort, '${HELD}'); end`,
  ...['sign_off', 'organisation_change'].map(
    (table) =>
      `create trigger ${table}_kept before update on ${table} begin select raise(abort, '${APPENDED}'); end`,
  ),
  // A replacing insert deletes without asking the trigger for deletions.
  `create trigger trail_insert before insert on trail when exists (select 1 from trail where seq = new.seq)
   begin select raise(abort, '${APPENDED}'); end`,
  `create trigger trail_update before update on trail begin select raise(abort, '${APPENDED}'); end`,
  `create trigger trail_delete before delete on trail begin select raise(abort, '${APPENDED}'); end`,
]

const SEALED_POSTGRES = [
  `create function keep_signed_content() returns trigger language plpgsql as $$
   declare of_assessment text := case when tg_op = 'INSERT' then new.assessment_id else old.assessment_id end;
   declare owner text;
   begin
     select organisation_id into owner from assessment where id = of_assessment and signed_at is not null;
     if owner is null and tg_op = 'UPDATE' then
       select organisation_id into owner from assessment where id = new.assessment_id and signed_at is not null;
     end if;
     if owner is not null and not (tg_op = 'DELETE' and ${beingDeleted('owner', 'of_assessment')})
     then raise exception '${SIGNED}'; end if;
     if tg_op = 'DELETE' then return old; end if;
     return new;
   end $$`,
  ...CONTENT.map(
    (table) =>
      `create trigger ${table}_sealed before insert or update or delete on ${table}
       for each row execute function keep_signed_content()`,
  ),
  `create function keep_signed_assessment() returns trigger language plpgsql as $$
   begin
     if old.signed_at is null then
       if tg_op = 'DELETE' then return old; end if;
       return new;
     end if;
     if tg_op = 'DELETE' then raise exception '${SIGNED}'; end if;
     if (new.id, new.organisation_id, new.period_id, new.as_of, new.rule_set_digest, new.revision, new.signed_at)
          <> (old.id, old.organisation_id, old.period_id, old.as_of, old.rule_set_digest, old.revision, old.signed_at)
       or new.signed_at is null or new.predecessor_id is distinct from old.predecessor_id
       or new.status not in ('signed', 'superseded')
       or (old.status = 'superseded' and new.status <> 'superseded') or old.deleted_at is not null
       or (new.deleted_at is not null and not ${beingDeleted('old.organisation_id', 'old.id')})
     then raise exception '${SIGNED}'; end if;
     return new;
   end $$`,
  `create trigger assessment_sealed before update or delete on assessment
   for each row execute function keep_signed_assessment()`,
  `create function keep_appended() returns trigger language plpgsql as $$
   begin raise exception '${APPENDED}'; end $$`,
  `create trigger trail_kept before update or delete on trail for each row execute function keep_appended()`,
  `create trigger trail_whole before truncate on trail for each statement execute function keep_appended()`,
  ...['sign_off', 'organisation_change'].map(
    (table) =>
      `create trigger ${table}_kept before update on ${table} for each row execute function keep_appended()`,
  ),
  `create function keep_sign_off() returns trigger language plpgsql as $$
   begin
     if not ${beingDeleted(ownerOf('old'), 'old.assessment_id')} then raise exception '${APPENDED}'; end if;
     return old;
   end $$`,
  `create trigger sign_off_deleted before delete on sign_off for each row execute function keep_sign_off()`,
  `create function keep_deletion() returns trigger language plpgsql as $$
   begin
     if tg_op = 'DELETE' then
       if old.confirmed_at is not null then raise exception '${PROOF}'; end if;
       return old;
     end if;
     if tg_op = 'UPDATE' and old.proof is not null then raise exception '${PROOF}'; end if;
     if new.confirmed_at is not null and ${isHeld('new.organisation_id')} then raise exception '${HELD}'; end if;
     return new;
   end $$`,
  `create trigger deletion_kept before insert or update or delete on deletion
   for each row execute function keep_deletion()`,
  `create function keep_hold() returns trigger language plpgsql as $$
   begin raise exception '${HELD}'; end $$`,
  `create trigger hold_kept before delete on hold for each row execute function keep_hold()`,
]
