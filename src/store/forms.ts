/**
 * The columns that seals, receipts and proofs are made of: a written list for each form, so that an old one is made again exactly as it was.
 * It reads no database; a test compares it with the tables that the migrations make.
 *
 * Whoever adds a column or a table does one of two things, and the test `test/store/forms.test.ts` says when neither was done:
 *
 * 1. What belongs to an assessment or a release: append one more form to `ADDED`, with the new columns only
 *    (`{ evidence: 'shown_on' }`). A new table also gets its place in the list of the room that reads it: `CONTENT` of `seals.ts`, with the form
 *    from which on it is sealed, and `OF_ASSESSMENT` of `forgetting.ts` if it is deleted with an assessment.
 *    Nothing else: what was sealed before keeps its own form, and is proved by it.
 * 2. Anything else: name it in `NOT_SEALED`, with the reason.
 *
 * A form that was ever used is never changed. A column that a form names is never renamed or dropped, and a migration never rewrites its values.
 */

/** What each form adds to the one before it, columns by table; the first is that of databases without any number. */
const ADDED: readonly Readonly<Record<string, string>>[] = [
  {
    answer: 'assessment_id question_id saved_at saved_by value version',
    answer_history: 'assessment_id question_id saved_at saved_by saved_by_id value version',
    assessment:
      'as_of deleted_at id organisation_id period_id predecessor_id revision rule_set_digest signed_at status',
    assignment: 'account_id assessment_id due ended_at given_at given_by id kind note target',
    carried: 'answer assessment_id confirmed_at confirmed_by from_assessment_id question_id',
    comment: 'assessment_id at by_id by_name id question_id resolved_at resolved_by text',
    context_answer: 'assessment_id question_id saved_at saved_by value version',
    domain_note: 'assessment_id domain_id saved_at saved_by text version',
    evidence:
      'added_at added_by added_by_id assessment_id dated ended_at id kind owner place question_id replaces_id sha256 size title type value',
    explanation: 'assessment_id contradiction_id saved_at saved_by text version',
    level_row: 'assessment_id assured context declared digest revision',
    membership: 'account_id deputy ended_at given_at given_by id organisation_id role',
    register: 'assessment_id complete register_id saved_at saved_by version',
    register_row: 'assessment_id cells evidence id position register_id saved_at saved_by version',
    release:
      'bytes concentration confirmed_at confirmed_by confirmed_by_name digest id number period_id prepared_at prepared_by prepared_by_name previous_id report rule_set_digest status',
    release_member: 'assessment_id cell cohort organisation_id region release_id shares_suppliers',
    review:
      'assessment_id at by_id by_name evidence evidence_date finding how id independence note question_id value',
    rule_set_move: 'assessment_id at by_id by_name from_digest id left_behind to_digest',
    shared_view:
      'account_id asked_at assessment_id body days ended_at ended_by id lead_at lead_id lead_name organisation_id purpose siro_at siro_id siro_name until',
    sign_off: 'assessment_id at by_id by_name details id kind number text',
    signed_summary: 'assessment_id rule_set_digest summary',
  },
  {
    level_row: 'method',
    membership: 'invited_as',
    release: 'method',
    shared_view: 'known_as',
    signed_summary: 'method',
  },
  { membership: 'deputy_of' },
  {
    plan_confirmation: 'at by_id by_name digest id organisation_id',
    planned_action:
      'due funded id made_at made_by organisation_id outcome owner_id owner_name pounds question_id reason saved_at saved_by size source source_id state title version',
    risk_entry: 'organisation_id risk_id saved_at saved_by value version',
  },
  {
    pack: 'assessment_id id issued_at issued_by issued_by_id organisation_id reading title',
    pack_file: 'assessment_id bytes name pack_id sha256',
  },
  { sign_off_mark: 'assessment_id judged mark question_id saved_at saved_by word' },
]

/** The form of what is sealed today. */
export const FORM = ADDED.length

/** Columns by table, of each form. */
const FORMS = ADDED.map((_, index) => {
  const columns: Record<string, string[]> = {}
  for (const [table, added] of ADDED.slice(0, index + 1).flatMap((one) => Object.entries(one)))
    columns[table] = [...(columns[table] ?? []), ...added.split(' ')].sort()
  return columns
})

/**
 * The columns of a table in a form, in alphabetical order.
 *
 * @throws Error where the form does not have the table, or a newer program made the form.
 */
export function columnsOf(table: string, form: number): readonly string[] {
  const columns = FORMS[form - 1]?.[table]
  if (columns === undefined) throw new Error(`Form ${String(form)} does not say what is sealed of ${table}.`)
  return columns
}

/** Tables, or columns as `table.column`, that are in no form, with the reason. */
export const NOT_SEALED: Readonly<Record<string, string>> = {
  account: 'An account goes on changing; what is changed of it is in the trail, as an act.',
  api_key: 'A way in, as a hash; making and ending it is in the trail, as an act.',
  attempt: 'It passes.',
  caf_framework: 'Somebody else’s text; its digest is in the trail, as an act.',
  caf_outcome: 'Beside the assessment, and no part of what is signed; saving it is in the trail, as an act.',
  deletion: 'Its receipt repeats it, and the digest of the receipt is in the trail.',
  'evidence_file.assessment_id': 'Its evidence says it too.',
  'evidence_file.bytes': 'Their digest is a column of the evidence.',
  'evidence_file.evidence_id': 'Bytes under another name do not have the digest of that evidence.',
  hold: 'It keeps data, and discloses none; what is done to it is in the trail, as an act.',
  improvement_override:
    'It plans work, and changes no answer and no result; setting it is in the trail, as an act.',
  kept_form: 'It passes.',
  let_in: 'Inviting somebody, and letting them back in, is in the trail, as an act.',
  'membership.met_at': 'Set at a first sign-in; it opens nothing.',
  organisation: 'A record of the register, which is corrected as often as the official one is.',
  national_membership: 'Giving and ending it is in the trail, as an act.',
  organisation_change: 'As the register.',
  organisation_upload: 'It passes.',
  passkey: 'A way in; adding and removing it is in the trail, as an act.',
  period: 'What is changed of it is in the trail, with what it became.',
  proposal: 'It waits, or is over; asking, agreeing and stopping are in the trail, as acts.',
  proposed_rule_set: 'It scores nothing; that it was shown, with its digest, is in the trail, as an act.',
  recovery_code: 'A way in, as a hash.',
  register_matching:
    'How files are read; what is brought in by them is in the register, and in the trail as an act.',
  register_upload: 'It passes.',
  row_statement:
    'What a supplier says of itself is no answer, counts nowhere and is not shown at sign-off; receiving it, and taking it into the row, are in the trail, as acts.',
  tool_export: 'It passes; what is accepted of it is an answer with its evidence.',
  rule_set: 'Its digest is its key, and is made anew from its files.',
  search_word: 'Made anew from names.',
  session: 'It passes.',
  sign_in: 'It passes.',
  sso_identity: 'A way in; linking it is in the trail, as an act.',
  supplier_name: 'Each release repeats the list by which it counted.',
  ticket: 'It passes.',
  totp: 'A way in, sealed with a key outside the database.',
  trail: 'It is made of chains, proved by themselves.',
  trail_bound: 'What the anchors of the trail say too.',
  trail_head: 'The ends of those chains.',
}

/** Every column that today's form names, by table: for whoever compares the list with the tables. */
export const SEALED_COLUMNS: Readonly<Record<string, readonly string[]>> = FORMS.at(-1) ?? {}
