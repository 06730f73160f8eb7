/**
 * The export of a tool → what it shows for a question, kept for a day without any row of it; and the answer that somebody accepts, with its evidence.
 * What it shows for a register is handed to it as a file of it. What columns and words of such a file mean is remembered for the organisation. The file is read elsewhere.
 */

import { parseEvidence } from '../answers/evidence.ts'
import type { Answer, AnswerFault } from '../answers/model.ts'
import { packRows } from '../answers/file-rows.ts'
import { requiredOf } from '../answers/register-changes.ts'
import { type DateOrder, type Matching, ROW_COLUMN, sameWords } from '../answers/register-words.ts'
import type { AskedOfExport, ExportRead, Proposal } from '../answers/tool-evidence.ts'
import type { FilledRegister, Filling, Fills, ToolKind, ToolQuestion } from '../answers/tool-kind.ts'
import { findToolKind } from '../answers/tool-kinds.ts'
import { DAY_MS, dateWords, londonDate } from '../calendar.ts'
import { DomainError } from '../errors.ts'
import type { OrganisationId, QuestionId } from '../ids.ts'
import { findQuestion } from '../rules/find.ts'
import type { Question, Register } from '../rules/model.ts'
import { findAnswers } from '../store/answers.ts'
import type { Person } from '../store/person.ts'
import { findMatching, saveMatching } from '../store/register-files.ts'
import { findRows } from '../store/registers.ts'
import type { Handle } from '../store/tables.ts'
import { findToolExport, saveToolExport } from '../store/tool-exports.ts'
import { changeAssessment, lookAtAssessment } from './acting.ts'
import { saveAnswer } from './answering.ts'
import { addEvidence, ENDED_BY_REVIEW } from './bringing-evidence.ts'
import type { House } from './house.ts'
import { getQuestion, noSuch, ofQuestions } from './named.ts'
import { decide } from './permission.ts'
import { receiveRegisterFile } from './register-files.ts'
import { supportOf } from './supporting.ts'
import type { Place } from './views.ts'

const NOTHING: Matching = { columns: {}, words: {} }

/** A file as it is kept: its name, its fingerprint and what it shows. */
export interface SentExport {
  readonly name: string
  /** Hexadecimal. */
  readonly sha256: string
  readonly found: ExportRead
}

/** A question that an export can answer, and the last one that this person sent. */
export interface ToolExportView extends Place {
  readonly question: Question
  readonly asks: ToolQuestion
  readonly kind: ToolKind
  readonly matching: Matching
  readonly answer: Answer | undefined
  /** Of the answer, which accepting must name. */
  readonly version: number
  readonly sent: SentExport | undefined
  /** ISO date. */
  readonly today: string
}

const askedOf = (questionId: QuestionId) =>
  ({ action: 'edit-answers', about: ofQuestions(questionId) }) as const

/** @throws DomainError 'not-found' where no export answers the question, or as `lookAtAssessment`. */
export async function getToolExport(
  house: House,
  person: Person,
  organisationId: OrganisationId,
  questionId: QuestionId,
): Promise<ToolExportView> {
  return lookAtAssessment(house, person, organisationId, askedOf(questionId), ({ db, place }) =>
    readView(house, person, db, place, questionId),
  )
}

async function readView(
  house: House,
  person: Person,
  db: Handle,
  place: Place,
  questionId: QuestionId,
): Promise<ToolExportView> {
  const question = getQuestion(place.ruleSet, questionId)
  const kind = findToolKind(questionId)
  const asks = kind?.questions.find(({ id }) => id === questionId)
  if (kind === undefined || asks === undefined) throw noSuch('export')
  const organisationId = place.organisation.id
  const sent = await findToolExport(db, { accountId: person.id, organisationId, kind: kind.id })
  const stored = (await findAnswers(db, place.assessment.id)).get(questionId)
  return {
    ...place,
    ...{ question, asks, kind, answer: stored?.value, version: stored?.version ?? 0 },
    matching: (await findMatching(db, { organisationId, registerId: kind.id })) ?? NOTHING,
    sent: sent !== undefined && sent.expiresAt > house.now().toISOString() ? sent : undefined,
    today: londonDate(house.now()),
  }
}

/**
 * With what a file of this kind is read, but for what somebody types beside it.
 *
 * @throws as `getToolExport`.
 */
export async function getAskedOfExport(
  house: House,
  person: Person,
  organisationId: OrganisationId,
  questionId: QuestionId,
): Promise<Omit<AskedOfExport, 'stated' | 'dated' | 'totals'>> {
  return lookAtAssessment(house, person, organisationId, askedOf(questionId), async ({ db, place }) => {
    const view = await readView(house, person, db, place, questionId)
    return askedOfExport(view, await findFilled(person, db, view))
  })
}

/** The register that a kind fills in; undefined: there is none in these rules, or this person may not change it. */
export function filledBy(
  { kind, ruleSet, organisation }: ToolExportView,
  person: Person | undefined,
): Register | undefined {
  const register = ruleSet.registers.find(({ id }) => id === kind.fills?.register)
  if (register === undefined) return undefined
  const { domain } = register
  return decide('edit-answers', person, organisation.id, { domain }) === 'allowed' ? register : undefined
}

async function findFilled(
  person: Person,
  db: Handle,
  view: ToolExportView,
): Promise<FilledRegister | undefined> {
  const register = filledBy(view, person)
  if (register === undefined) return undefined
  const read = [requiredOf(register)?.id, ...(view.kind.fills?.reads ?? [])]
  const rows = (await findRows(db, view.assessment.id)).filter(({ registerId }) => registerId === register.id)
  const standing = rows.map(({ id, version, row }) => ({
    ...{ id, version },
    row: {
      cells: Object.fromEntries(Object.entries(row.cells).filter(([column]) => read.includes(column))),
      evidence: {},
    },
  }))
  return { register, standing }
}

function askedOfExport(
  { kind, matching, ruleSet, assessment, today }: ToolExportView,
  filled: FilledRegister | undefined,
): Omit<AskedOfExport, 'stated' | 'dated' | 'totals'> {
  const lasts = kind.questions.flatMap(({ id }) => {
    const question = findQuestion(ruleSet, id)
    return question === undefined ? [] : [[id, question.evidenceLasts] as const]
  })
  return { kind: kind.id, matching, lasts: Object.fromEntries(lasts), filled, asOf: assessment.asOf, today }
}

/** Keeps what a file showed for whoever sent it, for a day. @throws as `changeAssessment`. */
export async function receiveToolExport(
  house: House,
  person: Person,
  organisationId: OrganisationId,
  questionId: QuestionId,
  sent: SentExport,
): Promise<void> {
  await changeAssessment(house, person, organisationId, askedOf(questionId), async ({ db, place }) => {
    const { kind } = await readView(house, person, db, place, questionId)
    const expiresAt = new Date(house.now().getTime() + DAY_MS).toISOString()
    await saveToolExport(db, { accountId: person.id, organisationId, kind: kind.id, ...sent, expiresAt })
  })
}

/**
 * Keeps what the columns and words of the file mean that was sent last, for every file of its kind. `chosen` is in the order of its columns.
 *
 * @throws DomainError 'not-found' where there is none, or as `changeAssessment`.
 */
export async function saveToolColumns(
  house: House,
  person: Person,
  organisationId: OrganisationId,
  questionId: QuestionId,
  chosen: readonly string[],
  said: readonly { readonly column: string; readonly word: string; readonly value: string }[],
  dates: DateOrder,
): Promise<void> {
  await changeAssessment(house, person, organisationId, askedOf(questionId), async ({ db, place, stamp }) => {
    const { kind, matching, sent } = await readView(house, person, db, place, questionId)
    if (sent === undefined) throw new DomainError('not-found', NO_EXPORT)
    const names = sent.found.header.map((name, index) => [sameWords(name), chosen[index] ?? ''] as const)
    const words: Record<string, Record<string, string>> = { ...matching.words }
    for (const { column, word, value } of said) words[column] = { ...words[column], [sameWords(word)]: value }
    await saveMatching(
      db,
      { organisationId, registerId: kind.id },
      {
        columns: { ...matching.columns, ...Object.fromEntries(names) },
        words,
        ...(dates === undefined ? {} : { dates }),
      },
      stamp,
    )
  })
}

export const NO_EXPORT = 'There is no file to look at. Send it again.'

/** What the last file shows for the question. @throws DomainError 'not-found' where there is none. */
export function getProposal({ sent, question }: ToolExportView): {
  readonly proposal: Proposal
  readonly dated: string
  readonly sent: SentExport
} {
  const proposal = sent?.found.read?.proposals.find((one) => one.question === question.id)
  if (sent?.found.read === undefined || proposal === undefined) throw new DomainError('not-found', NO_EXPORT)
  return { proposal, dated: sent.found.read.dated, sent }
}

/** What the last file would fill in of a register. @throws DomainError 'not-found' where that is nothing. */
export function getFilling(
  view: ToolExportView,
  person: Person | undefined,
): {
  readonly filling: Filling
  readonly fills: Fills
  readonly register: Register
  readonly sent: SentExport
} {
  const { sent, kind } = view
  const register = filledBy(view, person)
  const filling = sent?.found.read?.filling
  if (sent === undefined || kind.fills === undefined || register === undefined || filling === undefined)
    throw new DomainError('not-found', NO_EXPORT)
  return { filling, fills: kind.fills, register, sent }
}

/**
 * Hands what was shown to the register as a file of it, which changes nothing before somebody has looked at what it would change. `shown` is the
 * fingerprint of the file that was seen.
 *
 * @throws DomainError 'conflict' where another file was sent by now; else as `getToolExport`, `getFilling` and `receiveRegisterFile`.
 */
export async function fillRegister(
  house: House,
  person: Person,
  organisationId: OrganisationId,
  questionId: QuestionId,
  shown: string,
): Promise<void> {
  const view = await getToolExport(house, person, organisationId, questionId)
  const { filling, fills, register, sent } = getFilling(view, person)
  if (sent.sha256 !== shown || filling.dates.length === 0) throw new DomainError('conflict', ANOTHER_FILE)
  // A row is found by its id. Its name is not said, so that one that was renamed since stays so.
  const header = { line: 1, cells: [ROW_COLUMN, requiredOf(register)?.id ?? '', fills.column] }
  const rows = filling.dates.map(({ id, date, line }) => ({ line, cells: [id, '', date] }))
  const { head, packed } = packRows([header, ...rows])
  const file = { name: sent.name, head: { ...head, isOurs: true }, packed } as const
  await receiveRegisterFile(house, person, organisationId, register.id, file)
}

const ANOTHER_FILE = 'You sent another file meanwhile. Look at what it shows.'

export type Accepted = { readonly ok: true } | { readonly ok: false; readonly faults: readonly AnswerFault[] }

/**
 * Saves the answer that was shown, with the file as its evidence by name, fingerprint and day. `shown` is the fingerprint of the file that was seen.
 *
 * @throws DomainError 'conflict' where another file or answer stands there by now; else as `saveAnswer` and `addEvidence`.
 */
export async function acceptProposal(
  house: House,
  person: Person,
  organisationId: OrganisationId,
  questionId: QuestionId,
  shown: string,
  seenVersion: number,
  showsAsOf: boolean,
): Promise<Accepted> {
  const view = await getToolExport(house, person, organisationId, questionId)
  const { proposal, dated, sent } = getProposal(view)
  if (sent.sha256 !== shown || proposal.value === undefined) throw new DomainError('conflict', ANOTHER_FILE)
  const { value: given, faults } = parseEvidence(
    {
      title: view.kind.title,
      place: placeWords(proposal, dated, sent),
      ...{ dated, owner: person.name, showsAsOf, isMeant: true },
    },
    { asOf: view.assessment.asOf, today: view.today },
  )
  if (faults.length > 0) return { ok: false, faults }
  const { comment } = view.answer ?? {}
  const answer: Answer = {
    value: proposal.value,
    assurance: 'evidenced',
    ...supportOf({ ...given, sha256: undefined }),
    ...(comment === undefined ? {} : { comment }),
  }
  const at = [house, person, organisationId, questionId] as const
  const saved = await saveAnswer(...at, seenVersion, answer)
  if (!saved.ok && 'conflict' in saved)
    throw new DomainError(
      'conflict',
      'Somebody changed this answer meanwhile. Look at how it stands, and accept again.',
    )
  if (!saved.ok) return { ok: false, faults: [{ field: '', message: ENDED_BY_REVIEW }] }
  const added = await addEvidence(...at, given, undefined)
  return added.ok ? { ok: true } : added
}

/** Where the evidence lies, which the reviewer reads: enough to draw the same file again, and to know it. */
function placeWords({ how, leftOut }: Proposal, dated: string, { name, sha256 }: SentExport): string {
  const others = leftOut.length === 0 ? '' : ` Not counted: ${leftOut.join(', ')}.`
  return `${name.slice(0, 200)}, exported ${dateWords(dated)}, SHA-256 ${sha256}; the file is not kept here. ${how}${others}`
}
