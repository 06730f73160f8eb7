/** Entries of the trail → words and a table. What is done is worded here once; an act of an earlier program keeps its name. */

import { writeTable } from '../exchange/csv.ts'
import type { AccountId } from '../ids.ts'

/** Of an entry, what words need. */
export interface Entry {
  readonly seq: number
  readonly at: string
  readonly actorId: AccountId | undefined
  readonly actorName: string
  readonly address: string | undefined
  readonly action: string
  readonly object: string
  readonly details: Readonly<Record<string, string | number | boolean>>
  readonly hash: string
}

/** What somebody did, as "… did what"; the object follows. */
export const ACTS = {
  'answer-saved': 'saved an answer',
  'answer-cleared': 'cleared an answer',
  'answer-confirmed': 'confirmed an answer that was carried forward',
  'explanation-saved': 'explained what does not fit together, or is not known',
  'explanation-cleared': 'took an explanation back',
  'scope-saved': 'saved an answer about the scope',
  'row-saved': 'saved a row of a register',
  'row-deleted': 'deleted a row of a register',
  'register-imported': 'brought a file into a register',
  'statement-received': 'kept what a supplier states of itself',
  'statement-taken': 'took what a supplier states into its row',
  'register-completed': 'marked a register as complete',
  'register-opened': 'took back that a register is complete',
  'part-assigned': 'asked somebody to fill in a part',
  'assignment-ended': 'took a part back from somebody',
  'comment-added': 'commented on an answer',
  'comment-resolved': 'resolved a comment',
  'comment-reopened': 'opened a comment again',
  'note-saved': 'saved a note to the SIRO',
  'effort-set': 'set own figures for what raising an answer takes',
  'effort-taken-back': 'took own figures for what raising an answer takes back',
  'caf-outcome-saved': 'said how an outcome of a framework stands',
  'caf-brought-in': 'brought a completed assessment of a framework in',
  'caf-framework-loaded': 'loaded a framework',
  'rules-proposed': 'showed proposed rules, with what they would move',
  'evidence-added': 'added evidence',
  'evidence-withdrawn': 'withdrew evidence',
  'evidence-downloaded': 'downloaded evidence',
  'evidence-reviewed': 'reviewed evidence',
  'action-planned': 'planned an action',
  'action-changed': 'changed an action',
  'action-done': 'said that an action is done',
  'action-dropped': 'dropped an action',
  'plan-confirmed': 'confirmed the improvement plan',
  'answers-exported': 'took answers out for somebody outside',
  'pack-issued': 'issued a pack of board papers',
  'risk-entry-saved': 'changed what the risk register says of a risk',
  'share-proposed': 'proposed to share an assessment',
  'share-asked': 'asked to share an assessment',
  'share-stopped': 'stopped that an assessment is shared',
  'administrator-asked': 'asked for a further administrator',
  'administrator-agreed': 'agreed to a further administrator',
  'administrator-due': 'let a further administrator in after the waiting days',
  'administrator-made': 'made an administrator',
  'administrator-stopped': 'stopped a further administrator',
  'lead-asked': 'asked for another cyber lead',
  'lead-agreed': 'agreed to another cyber lead',
  'lead-due': 'let another cyber lead in after the waiting days',
  'lead-stopped': 'stopped another cyber lead',
  'siro-asked': 'asked for another SIRO',
  'siro-agreed': 'agreed to another SIRO',
  'siro-due': 'let another SIRO in after the waiting days',
  'siro-stopped': 'stopped another SIRO',
  'deputy-asked': 'asked for a deputy of the SIRO',
  'deputy-agreed': 'agreed to a deputy of the SIRO',
  'deputy-due': 'let a deputy of the SIRO in after the waiting days',
  'deputy-stopped': 'stopped a deputy of the SIRO',
  'deputy-named': 'named a deputy of the SIRO',
  'way-back-asked': 'asked to let somebody back in',
  'way-back-agreed': 'agreed to let somebody back in',
  'way-back-due': 'let somebody back in after the waiting days',
  'way-back-stopped': 'stopped that somebody is let back in',
  'share-agreed': 'agreed to share an assessment',
  'share-ended': 'ended the sharing of an assessment',
  'share-viewed': 'looked at a shared assessment',
  'organisation-added': 'added an organisation',
  'organisation-changed': 'changed an organisation',
  'organisations-imported': 'imported organisations',
  'period-added': 'added a period',
  'period-changed': 'changed a period',
  'period-closing-moved': 'moved the closing day of a period',
  'period-rule-set-changed': 'gave a period another rule set',
  'assessment-started': 'started an assessment',
  'assessment-moved': 'moved an assessment to another rule set',
  'assessment-submitted': 'submitted an assessment',
  'assessment-withdrawn': 'withdrew an assessment before it was signed',
  'assessment-returned': 'returned an assessment',
  'assessment-signed': 'signed an assessment',
  'assessment-signed-with-reservations': 'signed an assessment with reservations',
  'assessment-reopened': 'opened a signed assessment again',
  'assessment-sealed': 'sealed what was signed',
  'answers-marked': 'marked answers before a signature',
  'round-reminded': 'reminded whoever had not submitted in a round',
  'hold-asked': 'asked for a legal hold',
  'hold-agreed': 'agreed to a legal hold',
  'hold-lift-asked': 'asked to lift a legal hold',
  'hold-kept': 'kept a legal hold that was to be lifted',
  'hold-lifted': 'lifted a legal hold',
  'deletion-asked': 'asked to delete all data',
  'deletion-agreed': 'agreed to delete all data',
  'deletion-stopped': 'stopped that all data is deleted',
  'deletion-withdrawn': 'took back that all data is deleted',
  'data-deleted': 'deleted data',
  'assessment-deleted': 'deleted an assessment by the schedule',
  'release-prepared': 'prepared a comparison',
  'release-published': 'published a comparison',
  'database-restored': 'was restored from a backup',
  'trail-exported': 'exported the trail',
  'data-exported': 'exported answers and results',
  'answers-brought-in': 'brought answers in from a file',
  'trail-anchored': 'bound the chains of the trail together',
  'figures-exported': 'exported the figures of a comparison',
  'service-set-up': 'set up this service',
  'invitation-accepted': 'accepted an invitation',
  'invitation-renewed': 'sent an invitation again',
  'invitation-revoked': 'took an invitation back',
  'account-invited-again': 'took every way in from an account, and invited its owner again',
  'account-disabled': 'disabled an account',
  'account-enabled': 'enabled an account',
  'role-given': 'gave a role',
  'role-ended': 'ended a role',
  'national-role-given': 'gave a national role',
  'national-role-ended': 'ended a national role',
  'signed-in': 'signed in',
  'signed-out': 'signed out',
  'sign-in-failed': 'failed to sign in',
  'limit-met': 'met a limit',
  'second-step-closed': 'closed the second step by wrong codes',
  'second-step-opened': 'opened the second step by a recovery code',
  'access-refused': 'was refused',
  'session-ended': 'ended a session',
  'sessions-ended': 'ended other sessions',
  'proved-again': 'showed again that it is them',
  'proof-failed': 'failed to show again that it is them',
  'factor-added': 'added a way to sign in',
  'factor-removed': 'removed a way to sign in',
  'single-sign-on-linked': 'linked their organisation’s sign-in',
  'password-changed': 'changed their password',
  'reset-asked': 'asked for a new password',
  'password-reset': 'chose a new password by a link',
  'email-change-asked': 'asked for another email address',
  'email-changed': 'changed their email address',
  'name-changed': 'changed their name',
  'key-made': 'made a key of the API',
  'key-ended': 'ended a key of the API',
  'reminders-stopped': 'stopped being reminded, by the link in an email',
  'reminders-changed': 'chose whether to be reminded',
} as const

/** Everything that is written into the trail. Entries of earlier programs may have other names. */
export type ActName = keyof typeof ACTS

const WORDS: Readonly<Record<string, string>> = ACTS

/** What was done: `saved an answer`; an unknown act by its name. */
export function actWords(action: string): string {
  return WORDS[action] ?? action.replaceAll('-', ' ')
}

/** Details of an entry in one line: `version: 3, kept: yes`; empty when there are none. */
export function detailWords({ details }: Pick<Entry, 'details'>): string {
  return Object.entries(details)
    .map(
      ([name, value]) =>
        `${name.replaceAll('-', ' ')}: ${value === true ? 'yes' : value === false ? 'no' : value}`,
    )
    .join(', ')
}

const HEADER = [
  'organisation',
  'number',
  'at',
  'who',
  'account',
  'did',
  'action',
  'object',
  'details',
  'from',
  'hash',
]

/** A trail as CSV, its column names in line 1 and marked in its last column; in the order given. It holds no answers. */
export function tableTrail(marking: string, organisation: string, entries: readonly Entry[]): string {
  return writeTable(
    marking,
    HEADER,
    entries.map((one) => [
      organisation,
      one.seq,
      one.at,
      one.actorName,
      one.actorId ?? '',
      actWords(one.action),
      one.action,
      one.object,
      detailWords(one),
      one.address ?? '',
      one.hash,
    ]),
  )
}
