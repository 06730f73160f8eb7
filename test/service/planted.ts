/**
 * One organisation that has everything an organisation can have, with a word of the test's choice in every field of free text:
 * for tests of what must never be seen elsewhere, and of text that must stay text.
 */
import { Buffer } from 'node:buffer'
import { randomUUID } from 'node:crypto'
import type { Answer, Answers, RegisterAnswers } from '../../src/answers/model.ts'
import { saveContext } from '../../src/service/answering.ts'
import { packRows } from '../../src/answers/file-rows.ts'
import { receiveRegisterFile, saveRegisterColumns } from '../../src/service/register-files.ts'
import { receiveStatement } from '../../src/service/row-statements.ts'
import { saveRow, setRegisterComplete } from '../../src/service/register-rows.ts'
import { saveCafOutcome, WHOLE } from '../../src/service/caf.ts'
import { loadCafFramework } from '../../src/service/loading-caf.ts'
import { addComment, setCommentResolved } from '../../src/service/commenting.ts'
import { addEvidence } from '../../src/service/bringing-evidence.ts'
import { findExplanations, listToExplain, saveExplanation } from '../../src/service/explaining.ts'
import type { House } from '../../src/service/house.ts'
import { saveDomainNote } from '../../src/service/noting.ts'
import { saveOwnEffort } from '../../src/service/own-efforts.ts'
import { changeOf } from '../../src/service/organisations.ts'
import { type Cover, coverSheet } from '../../src/report/pack-cover.ts'
import { getResult } from '../../src/service/assessments.ts'
import { issuePack } from '../../src/service/packs.ts'
import { savePlan } from '../../src/service/changing-actions.ts'
import { confirmPlan, getPlan } from '../../src/service/planned-actions.ts'
import { saveRisk } from '../../src/service/risk-register.ts'
import { saveReview } from '../../src/service/reviewing.ts'
import { agreeToShare, endShare } from '../../src/service/sharing.ts'
import { proposeShare } from '../../src/service/proposing-shares.ts'
import { assignPart } from '../../src/service/sharing-out.ts'
import { markAnswers } from '../../src/service/marking.ts'
import { getSignOff } from '../../src/service/reading-sign-off.ts'
import {
  reopenAssessment,
  returnAssessment,
  signAssessment,
  submitAssessment,
  withdrawAssessment,
} from '../../src/service/signing-off.ts'
import { insertAccounts } from '../../src/store/accounts.ts'
import { insertOrganisationChanges } from '../../src/store/organisations.ts'
import type { Person, Role } from '../../src/store/person.ts'
import { MADE_UP } from '../caf/made-up.ts'
import { NOTHING_READ } from '../../src/answers/tool-evidence.ts'
import { receiveToolExport } from '../../src/service/tool-exports.ts'
import { TRUSTS } from '../web/trusts.ts'
import { addTrustWith } from '../web/written-trusts.ts'
import { CHOICE, person, RULE_SET, REFERENCE_DAY } from './house.ts'

/** The word for one field, named `table.column`, or `table.column.part` where a column holds several. */
export type Word = (field: string) => string

/** Question that is not known, and says why. */
const NOT_KNOWN = RULE_SET.questions.find(
  (one) => one.form.type === 'choice' && one.id !== CHOICE.id && one.showWhen === undefined,
)
/** Question that does not apply. */
const NOT_APPLICABLE = RULE_SET.questions.find(
  (one) => one.notApplicable !== undefined && one.notApplicable.cohorts === undefined,
)
const DAY = REFERENCE_DAY

/** Adds the organisation: assessed, returned, signed with reservations and reopened, with everything beside it. */
export async function plant(house: House, organisationId: string, word: Word): Promise<void> {
  await addTrustWith(house, organisationId, wordedAnswers(word))
  await house.db
    .updateTable('organisation')
    .set({ icb: word('organisation.icb'), sharesSuppliers: true })
    .where('id', '=', organisationId)
    .execute()
  const renamed = changeOf(
    { ...person(organisationId), name: word('organisation_change.by_name') },
    { at: house.now().toISOString() },
    organisationId,
    'name',
    word('organisation_change.before'),
    word('organisation_change.after'),
  )
  await insertOrganisationChanges(house.db, [renamed])
  const who = await nameEverybody(house, organisationId, word)
  await addRows(house, organisationId, who, word)
  await workTogether(house, organisationId, who, word)
  await plan(house, organisationId, who, word)
  await signAndReopen(house, organisationId, who, word)
  await share(house, organisationId, who, word)
  await carry(house, organisationId, who, word)
}

type Who = (role: Role) => Person

/** A file of suppliers that somebody sent and has not brought in. */
async function plantFile(house: House, lead: Person, organisationId: string, word: Word): Promise<void> {
  const register = RULE_SET.registers[0]?.id ?? ''
  const rows = [
    { line: 1, cells: ['Supplier', 'Patients affected'] },
    { line: 2, cells: [word('register_upload.head'), word('register_upload.head')] },
  ]
  await receiveRegisterFile(house, lead, organisationId, register, {
    name: word('register_upload.name'),
    ...packRows(rows),
  })
  await saveRegisterColumns(house, lead, organisationId, register, ['name', 'patients-affected'], undefined)
  await receiveToolExport(house, lead, organisationId, 'edr-servers', {
    name: word('tool_export.name'),
    sha256: '0'.repeat(64),
    found: {
      ...NOTHING_READ,
      header: [word('tool_export.found.header')],
      unknown: [{ column: 'kind', word: word('tool_export.found.word'), line: 2 }],
      read: {
        dated: DAY,
        rows: 1,
        proposals: [
          { question: 'edr-servers', value: { kind: 'counts', count: 1, of: 2 }, how: 'One.', leftOut: [] },
        ],
      },
    },
  })
  await receiveToolExport(house, lead, organisationId, 'restore-main-record', {
    name: word('tool_export.name'),
    sha256: '0'.repeat(64),
    found: {
      ...NOTHING_READ,
      read: {
        ...{ dated: DAY, rows: 1 },
        proposals: [{ question: 'restore-main-record', value: undefined, how: 'None.', leftOut: [] }],
        filling: {
          ...{ dates: [], how: 'None.', leftOut: [] },
          unknown: [word('tool_export.found.unknown')],
          unknownCount: 1,
        },
      },
    },
  })
}

async function nameEverybody(house: House, organisationId: string, word: Word): Promise<Who> {
  const who: Who = (role) => ({ ...person(organisationId, role), name: word('account.name') })
  for (const role of ['lead', 'contributor', 'reviewer', 'siro', 'board'] as const)
    await house.db
      .updateTable('account')
      .set({ name: word('account.name') })
      .where('id', '=', who(role).id)
      .execute()
  return who
}

function wordedAnswers(word: Word): Answers {
  const { answers, registers, ...best } = TRUSTS['all-best'] as Answers
  const worded: [string, Answer][] = Object.entries(answers).map(([id, answer]) => [
    id,
    {
      ...answer,
      evidence: word('answer.value.evidence'),
      comment: word('answer.value.comment'),
      assurance: 'verified',
      verifiedBy: word('answer.value.verified-by'),
      verifiedHow: 'document-seen',
    },
  ])
  const said: Record<string, Answer> = Object.fromEntries(worded)
  if (NOT_KNOWN !== undefined)
    said[NOT_KNOWN.id] = {
      value: { kind: 'dont-know' },
      assurance: 'asserted',
      comment: word('answer.value.comment'),
    }
  if (NOT_APPLICABLE !== undefined)
    said[NOT_APPLICABLE.id] = {
      value: { kind: 'not-applicable', reason: word('answer.value.reason') },
      assurance: 'asserted',
    }
  return {
    ...best,
    organisation: { name: word('organisation.name'), cohort: 'acute' },
    answers: said,
    registers: Object.fromEntries(
      Object.entries(registers).map(([id, register]) => [id, wordedRegister(id, register, word)]),
    ),
  }
}

const columnsOf = (id: string) => RULE_SET.registers.find((one) => one.id === id)?.columns ?? []

/** The register with the word in each cell of free text, and as evidence. */
function wordedRegister(id: string, register: RegisterAnswers, word: Word): RegisterAnswers {
  const free = columnsOf(id)
    .filter(({ type }) => type === 'text')
    .map((column) => [column.id, word(`register_row.cells.${column.id}`)] as const)
  return {
    ...register,
    rows: register.rows.map(({ cells, evidence }) => ({
      cells: { ...cells, ...Object.fromEntries(free) },
      evidence: Object.fromEntries(
        Object.entries(evidence).map(([question, one]) => [
          question,
          { ...one, evidence: word('register_row.evidence') },
        ]),
      ),
    })),
  }
}

/** One more row in each register, under an id that no other organisation has. */
async function addRows(house: House, organisationId: string, who: Who, word: Word): Promise<void> {
  const { registers } = wordedAnswers(word)
  for (const [id, { rows }] of Object.entries(registers)) {
    const row = rows[0]
    if (row === undefined) throw new Error(`There is no row in ${id}.`)
    // Only one row may be ticked as the main one.
    const ticks = columnsOf(id).filter(({ type }) => type === 'tick')
    const cells = { ...row.cells, ...Object.fromEntries(ticks.map((column) => [column.id, ''])) }
    await succeed(saveRow(house, who('lead'), organisationId, id, undefined, 0, { ...row, cells }))
    const { version } = await house.db
      .selectFrom('register')
      .select('version')
      .where('assessmentId', '=', `${organisationId}-assessment`)
      .where('registerId', '=', id)
      .executeTakeFirstOrThrow()
    await succeed(setRegisterComplete(house, who('lead'), organisationId, id, version, false))
    await succeed(setRegisterComplete(house, who('lead'), organisationId, id, version + 1, true))
  }
}

async function workTogether(house: House, organisationId: string, who: Who, word: Word): Promise<void> {
  const lead = who('lead')
  for (const isResolved of [false, true]) {
    const id = randomUUID()
    await succeed(addComment(house, lead, organisationId, CHOICE.id, id, word('comment.text')))
    await setCommentResolved(house, lead, organisationId, CHOICE.id, id, isResolved)
  }
  await succeed(saveContext(house, lead, organisationId, 'shared-gateway', 1, 'host'))
  await saveDomainNote(house, lead, organisationId, CHOICE.domain, 0, word('domain_note.text'))
  const step = { questionId: CHOICE.id, stepId: CHOICE.levels[1]!.id }
  const figures = { daysLeast: '1', daysMost: '2', poundsLeast: '0', poundsMost: '9', weeks: '3' }
  await succeed(saveOwnEffort(house, lead, organisationId, step, 0, figures))
  await plantFile(house, lead, organisationId, word)
  await plantOutcome(house, lead, organisationId, word)
  await receiveStatement(house, lead, organisationId, RULE_SET.registers[0]?.id ?? '', 'row-1', {
    statedOn: '2026-11-01',
    statedBy: word('row_statement.stated_by'),
    cells: { 'charter-1': 'yes' },
  })
  await succeed(
    assignPart(house, lead, organisationId, {
      accountId: who('contributor').id,
      kind: 'domain',
      target: CHOICE.domain,
      due: '2026-12-01',
      note: word('assignment.note'),
    }),
  )
  const given = { title: word('evidence.title'), dated: DAY, owner: word('evidence.owner') }
  const bytes = Buffer.from(`name,text\n1,${word('evidence_file.bytes')}\n`)
  await succeed(
    addEvidence(house, lead, organisationId, CHOICE.id, { ...given, place: '' }, { name: 'seen.csv', bytes }),
  )
  const place = word('evidence.place')
  await succeed(addEvidence(house, lead, organisationId, CHOICE.id, { ...given, place }, undefined))
  const { version } = await house.db
    .selectFrom('answer')
    .select('version')
    .where('assessmentId', '=', `${organisationId}-assessment`)
    .where('questionId', '=', CHOICE.id)
    .executeTakeFirstOrThrow()
  await succeed(
    saveReview(house, who('reviewer'), organisationId, CHOICE.id, version, {
      how: 'document-seen',
      independence: 'other-team',
      finding: 'overstated',
      note: word('review.note'),
    }),
  )
}

/** A framework, and an outcome of it with a word in each of its texts. */
async function plantOutcome(house: House, lead: Person, organisationId: string, word: Word): Promise<void> {
  const framework = house.ruleSet.frameworks.at(-1)!
  await loadCafFramework(house, framework, MADE_UP)
  const key = { frameworkId: framework.id, systemId: WHOLE, outcome: 'A1.a' }
  await succeed(
    saveCafOutcome(house, lead, organisationId, key, 0, {
      said: { 'achieved_A1.a.4': 'other-control' },
      controls: { 'achieved_A1.a.4': word('caf_outcome.value.control') },
      override: 'achieved',
      overrideBecause: word('caf_outcome.value.because'),
      summary: word('caf_outcome.value.summary'),
    }),
  )
}

async function plan(house: House, organisationId: string, who: Who, word: Word): Promise<void> {
  const id = randomUUID()
  const at = [house, who('lead'), organisationId, id] as const
  const work = {
    ...{ ownerId: undefined, ownerName: word('planned_action.owner_name'), due: DAY, size: 'small' },
    ...{ pounds: 100, funded: true, reason: word('planned_action.reason') },
    title: word('planned_action.title'),
    outcome: word('planned_action.outcome'),
  }
  await succeed(savePlan(...at, 0, { ...work, state: 'open' }))
  await succeed(savePlan(...at, 1, { ...work, state: 'done' }))
  await succeed(
    saveRisk(house, who('lead'), organisationId, randomUUID(), 0, {
      own: { title: word('risk_entry.value.title'), likelihood: 2, consequence: 2 },
      ownerName: word('risk_entry.value.owner'),
      acceptedBecause: word('risk_entry.value.accepted'),
      acceptedUntil: DAY,
      override: { likelihood: 1, consequence: 1 },
      overrideBecause: word('risk_entry.value.override'),
    }),
  )
  await issue(house, organisationId, who('lead'), word)
  const { seen } = await getPlan(house, who('siro'), organisationId)
  await confirmPlan(house, who('siro'), organisationId, seen)
}

/** A pack with a word in every field of its cover. */
async function issue(house: House, organisationId: string, lead: Person, word: Word): Promise<void> {
  const said = (name: string) => word(`pack.reading.${name}`)
  const cover: Cover = {
    ...{ title: word('pack.title'), meeting: said('meeting'), on: DAY, purpose: 'decision' },
    ...{ publicItem: said('item'), privateItem: said('item'), presentedBy: said('presented') },
    ...{ summary: said('summary'), recommendation: said('recommendation'), references: said('references') },
    ...{ considered: said('considered'), implications: said('implications') },
  }
  const sheet = (part: 1 | 2) =>
    coverSheet(cover, { ...cover, part, organisation: organisationId, marking: 'OFFICIAL-SENSITIVE' })
  const paper = (part: 1 | 2) => ({
    ...{ part, title: cover.title, marking: 'OFFICIAL-SENSITIVE', says: 'Issued', pack: '', issuedAt: '' },
    blocks: [sheet(part)],
  })
  const { view } = await getResult(house, lead, organisationId)
  await issuePack(house, lead, organisationId, {
    id: randomUUID(),
    revision: view.assessment.revision,
    pack: { form: 1, cover, figures: [], papers: { 1: paper(1), 2: paper(2) } },
    files: [{ name: 'part-1.docx', bytes: Buffer.from(word('pack_file.bytes')) }],
  })
}

async function signAndReopen(house: House, organisationId: string, who: Who, word: Word): Promise<void> {
  const [lead, siro] = [who('lead'), who('siro')]
  const seen = async () => (await getSignOff(house, siro, organisationId)).seen
  const text = word('sign_off.text')
  const { view, result } = await getSignOff(house, lead, organisationId)
  const asked = listToExplain(view, result, await findExplanations(house, lead, organisationId))
  for (const { about, version } of asked)
    await saveExplanation(house, lead, organisationId, about, version, word('explanation.text'))
  await succeed(submitAssessment(house, lead, organisationId, await seen(), text))
  await succeed(withdrawAssessment(house, lead, organisationId, await seen(), text))
  await succeed(submitAssessment(house, lead, organisationId, await seen(), text))
  const { listed } = await getSignOff(house, siro, organisationId)
  const mark = {
    questionId: listed[0]?.id ?? '',
    mark: 'sent-back',
    word: word('sign_off_mark.word'),
  } as const
  await succeed(markAnswers(house, siro, organisationId, await seen(), [mark]))
  await succeed(returnAssessment(house, siro, organisationId, await seen(), text))
  await succeed(submitAssessment(house, lead, organisationId, await seen(), text))
  await succeed(
    signAssessment(house, siro, organisationId, await seen(), {
      how: 'with',
      reservations: text,
      sameLine: true,
      seenBy: { 'caldicott-guardian': word('sign_off.details') },
    }),
  )
  await succeed(reopenAssessment(house, siro, organisationId, await seen(), text))
}

/** Shown to two people outside, and ended for one of them; and stopped before anybody agreed. */
async function share(house: House, organisationId: string, who: Who, word: Word): Promise<void> {
  for (const which of ['first', 'second', 'third']) {
    const email = `${which}-outside-${organisationId}@body.example`
    // One has an account already, which nobody here is told.
    const known = { id: `known-${organisationId}`, name: 'Known elsewhere', email, status: 'active' } as const
    if (which === 'second')
      await insertAccounts(house.db, [{ ...known, createdAt: house.now().toISOString() }])
    const proposed = await proposeShare(house, who('lead'), organisationId, {
      assessment: `${organisationId}-assessment`,
      name: word(which === 'second' ? 'shared_view.known_as' : 'account.name'),
      email,
      account: undefined,
      body: word('shared_view.body'),
      purpose: word('shared_view.purpose'),
      days: '7',
    })
    if (!proposed.ok) throw new Error(`Planting failed: ${JSON.stringify(proposed)}`)
    if (which !== 'third') await agreeToShare(house, who('siro'), organisationId, proposed.id)
    if (which !== 'second') await endShare(house, who('siro'), organisationId, proposed.id)
  }
}

/** An answer that came from the assessment before, and was confirmed; and a move to another rule set that left it behind. */
async function carry(house: House, organisationId: string, who: Who, word: Word): Promise<void> {
  const draft = await house.db
    .selectFrom('assessment')
    .select(['id', 'predecessorId'])
    .where('organisationId', '=', organisationId)
    .where('status', '=', 'draft')
    .executeTakeFirstOrThrow()
  const comment = word('answer.value.comment')
  const answer: Answer = { value: { kind: 'never' }, assurance: 'asserted', comment }
  await house.db
    .insertInto('carried')
    .values({
      assessmentId: draft.id,
      questionId: CHOICE.id,
      fromAssessmentId: draft.predecessorId ?? '',
      answer,
      confirmedAt: house.now().toISOString(),
      confirmedBy: who('lead').name,
    })
    .execute()
  await house.db
    .insertInto('ruleSetMove')
    .values({
      id: randomUUID(),
      assessmentId: draft.id,
      at: house.now().toISOString(),
      byId: who('lead').id,
      byName: who('lead').name,
      fromDigest: RULE_SET.digest,
      toDigest: RULE_SET.digest,
      leftBehind: {
        answers: [{ questionId: CHOICE.id, answer }],
        context: [],
        registers: [],
        parts: [
          { registerId: 'suppliers', row: word('register_row.cells.name'), short: 'Note', text: 'Gone' },
        ],
      },
    })
    .execute()
}

async function succeed(done: Promise<{ readonly ok: boolean }>): Promise<void> {
  const outcome = await done
  if (!outcome.ok) throw new Error(`Planting failed: ${JSON.stringify(outcome)}`)
}
