/** Every exported function of the service: which action guards it, and that nobody national gets an organisation's answers from any. */

import { readdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  ANALYSTS,
  demonstrationId,
  enter,
  findDemonstrationPerson,
  insertDemonstrationAccounts,
} from '../../src/identity/demonstration.ts'
import { NOTHING_READ } from '../../src/answers/tool-evidence.ts'
import { findSignedBefore, findSteps } from '../../src/service/beside.ts'
import { packRows } from '../../src/answers/file-rows.ts'
import {
  applyRegisterFile,
  findRegisterFile,
  getRegisterFile,
  getSentFile,
  receiveRegisterFile,
  saveRegisterColumns,
  saveRegisterWords,
} from '../../src/service/register-files.ts'
import { getStatement, receiveStatement, takeStatement } from '../../src/service/row-statements.ts'
import {
  acceptProposal,
  fillRegister,
  getAskedOfExport,
  getToolExport,
  receiveToolExport,
  saveToolColumns,
} from '../../src/service/tool-exports.ts'
import { deleteRow, saveRow, setRegisterComplete } from '../../src/service/register-rows.ts'
import { saveAnswer, saveContext } from '../../src/service/answering.ts'
import { addEvidence, withdrawEvidence } from '../../src/service/bringing-evidence.ts'
import { countEvidence, getEvidence, getEvidenceFile } from '../../src/service/evidence.ts'
import { findOpenFindings, findUnreviewed, saveReview } from '../../src/service/reviewing.ts'
import { getAssessment, getResult } from '../../src/service/assessments.ts'
import {
  addComment,
  findComments,
  findOpenComments,
  setCommentResolved,
} from '../../src/service/commenting.ts'
import {
  assignDomains,
  assignPart,
  endAssignment,
  findOwnAssignments,
  getSharedOut,
} from '../../src/service/sharing-out.ts'
import { findDomainNotes, saveDomainNote } from '../../src/service/noting.ts'
import { findOwnEfforts, saveOwnEffort } from '../../src/service/own-efforts.ts'
import { planAction, savePlan } from '../../src/service/changing-actions.ts'
import { confirmPlan, getPlan, getPlannedAction } from '../../src/service/planned-actions.ts'
import { exportOutside } from '../../src/service/exporting-outside.ts'
import { getPack, getPackFile, exportWorkbook, issuePack, listPacks } from '../../src/service/packs.ts'
import { bringIn, getIncoming } from '../../src/service/bringing-in.ts'
import { exportQuestionnaire, openSentWorkbook } from '../../src/service/workbooks.ts'
import { exportAssessment, recordTable } from '../../src/service/whole-assessments.ts'
import type { Pack } from '../../src/report/pack.ts'
import { findOwners, getRiskRegister, saveRisk } from '../../src/service/risk-register.ts'
import { findAnswerHistory } from '../../src/service/history.ts'
import { confirmAnswers, findOrigins } from '../../src/service/confirming.ts'
import { findNewerRuleSet, getMove, moveAssessment } from '../../src/service/moving.ts'
import { findStartable, getStarting, startAssessment } from '../../src/service/starting.ts'
import { askToRenew, getCalendar } from '../../src/service/evidence-calendar.ts'
import { markAnswers } from '../../src/service/marking.ts'
import { findExplanations, saveExplanation } from '../../src/service/explaining.ts'
import { getSigned, getTrend, listAssessments } from '../../src/service/earlier.ts'
import { askDeletion, confirmDeletion, getKeptData, withdrawDeletion } from '../../src/service/deleting.ts'
import { agreeToHold, askHold, askToLift, liftHold, refuseToLift } from '../../src/service/holds.ts'
import type { House, OpenHouse } from '../../src/service/house.ts'
import { applyImport, getImportPreview, receiveImport } from '../../src/service/importing.ts'
import {
  addOrganisation,
  changeOrganisation,
  getOrganisationRecord,
  searchOrganisations,
} from '../../src/service/organisations.ts'
import {
  addPeriod,
  changePeriod,
  getManagedPeriod,
  listManagedPeriods,
  moveClosingDay,
} from '../../src/service/periods.ts'
import { getRound, getRoundOfAll, remindRound } from '../../src/service/round.ts'
import { adoptRuleSet, getAdoption } from '../../src/service/adopting-rules.ts'
import { endDeputy, endRole, getMembers, giveRole, nameDeputy } from '../../src/service/members.ts'
import {
  inviteMember,
  renewMemberInvitation,
  revokeMemberInvitation,
} from '../../src/service/inviting-members.ts'
import {
  disableAccount,
  endNationalRole,
  getAccountRecord,
  giveNationalRole,
  listAccounts,
} from '../../src/service/accounts.ts'
import {
  inviteAccount,
  renewAccountInvitation,
  revokeAccountInvitation,
} from '../../src/service/inviting-accounts.ts'
import { findAccountByEmail } from '../../src/store/accounts.ts'
import { enableAccount, inviteAgain } from '../../src/service/inviting-again.ts'
import { getNationalView } from '../../src/service/national.ts'
import { findPeerView, getPeerView } from '../../src/service/peers.ts'
import { decideNational, NATIONAL_MATRIX, type NationalAction } from '../../src/service/permission.ts'
import { getProposedRules } from '../../src/service/proposed-rules.ts'
import {
  confirmRelease,
  findRelease,
  exportFigures,
  getReleaseRecord,
  listPeriods,
  prepareRelease,
} from '../../src/service/releases.ts'
import { getSignOff } from '../../src/service/reading-sign-off.ts'
import {
  reopenAssessment,
  returnAssessment,
  signAssessment,
  submitAssessment,
  withdrawAssessment,
} from '../../src/service/signing-off.ts'
import { agreeToShare, endShare, getSharing } from '../../src/service/sharing.ts'
import { proposeShare } from '../../src/service/proposing-shares.ts'
import { exportTrail, getAccountTrail, getTrail } from '../../src/service/trails.ts'
import { insertPeriods } from '../../src/store/periods.ts'
import { insertRuleSet } from '../../src/store/rule-sets.ts'
import { type Person, ROLES } from '../../src/store/person.ts'
import { bringInCaf, getCafIncoming } from '../../src/service/bringing-caf.ts'
import { findCafVersions, getCaf, recordOutcomesTaken, saveCafOutcome, WHOLE } from '../../src/service/caf.ts'
import { insertSupplierNames } from '../../src/store/suppliers.ts'
import { addSigned, ANALYST, OTHER, publishRelease, SECOND, trustsOf, TWO_CELLS } from './country.ts'
import {
  addTrust,
  CHOICE,
  choose,
  nationalPerson,
  NOW,
  openTestHouse,
  person,
  RULE_SET,
  TEST_PERIOD,
  REFERENCE_DAY,
} from './house.ts'
import { OLDER } from './newer-rule-set.ts'

const ADMINISTRATOR = nationalPerson('administrator.one', 'One', 'administrator')
/** Another one, whose steps the first one goes on from. */
const KEEPER = nationalPerson('administrator.two', 'Two', 'administrator')

let house: OpenHouse
let published: string
beforeAll(async () => {
  house = await openTestHouse()
  await insertSupplierNames(house.db, ['Blue Lantern'])
  await addSigned(
    house,
    TWO_CELLS.map((one) => ({ ...one, sharesSuppliers: true })),
  )
  published = (await publishRelease(house)).row.id
  await addSigned(house, [...TWO_CELLS, ...trustsOf('odd', 2, { region: 'Elsewhere' })], SECOND)
  await insertRuleSet(house.db, OLDER, NOW.toISOString())
  await insertPeriods(house.db, [OTHER_RULES])
  await insertDemonstrationAccounts(house.db, [], NOW.toISOString(), [
    { ...ADMINISTRATOR, role: 'administrator' },
    { ...KEEPER, role: 'administrator' },
  ])
})
afterAll(() => house.close())

type InOrganisation = (house: House, person: Person, organisationId: string) => Promise<unknown>
const EVIDENCE = { title: 'x', place: 'https://x.example', dated: REFERENCE_DAY, owner: 'x' }
/** Nobody gets as far as what it says. */
const FILE = {
  ...{ content: {}, placeOf: () => '1', digest: undefined, placeOfText: () => '1' },
  texts: { explanations: {}, notes: {} },
  door: 'file',
} as const
const PACK = undefined as unknown as Pack
const register = RULE_SET.registers[0]?.id ?? ''

const INVITEE = { name: 'Rowan', email: 'rowan@example.nhs.uk' }
const BOARD = demonstrationId('london-0', 'board')
const invitedId = async () => (await findAccountByEmail(house.db, INVITEE.email))?.id ?? ''

/** What is done in an organisation. */
const IN_ORGANISATION: Readonly<Record<string, InOrganisation>> = {
  getAssessment,
  getResult,
  findSteps,
  findSignedBefore,
  getPeerView,
  findPeerView,
  saveAnswer: (...who) => saveAnswer(...who, CHOICE.id, 0, choose(0)),
  getEvidence: (...who) => getEvidence(...who, CHOICE.id),
  addEvidence: (...who) => addEvidence(...who, CHOICE.id, EVIDENCE, undefined),
  withdrawEvidence: (...who) => withdrawEvidence(...who, CHOICE.id, 'x'),
  countEvidence: (...who) => countEvidence(...who, CHOICE.id),
  getEvidenceFile: (...who) => getEvidenceFile(...who, 'x'),
  saveReview: (...who) =>
    saveReview(...who, CHOICE.id, 1, {
      how: 'tested',
      independence: 'same-team',
      finding: 'agree',
      note: '',
    }),
  findUnreviewed,
  addComment: (...who) => addComment(...who, CHOICE.id, '', 'x'),
  findComments: (...who) => findComments(...who, CHOICE.id),
  findOpenComments,
  setCommentResolved: (...who) => setCommentResolved(...who, CHOICE.id, '', true),
  findAnswerHistory: (...who) => findAnswerHistory(...who, CHOICE.id),
  getSharedOut,
  findOwnAssignments,
  assignPart: (...who) =>
    assignPart(...who, { accountId: '', kind: 'domain', target: 'identity', due: '', note: '' }),
  assignDomains: (...who) => assignDomains(...who, { accounts: new Map(), days: new Map(), due: '' }),
  endAssignment: (...who) => endAssignment(...who, 'x'),
  findOpenFindings,
  getSignOff,
  listAssessments,
  getSigned: (...who) => getSigned(...who, 'x'),
  getTrend,
  submitAssessment: (...who) => submitAssessment(...who, '', ''),
  withdrawAssessment: (...who) => withdrawAssessment(...who, '', ''),
  returnAssessment: (...who) => returnAssessment(...who, '', ''),
  signAssessment: (...who) =>
    signAssessment(...who, '', { how: 'without', reservations: '', sameLine: false, seenBy: {} }),
  reopenAssessment: (...who) => reopenAssessment(...who, '', ''),
  findExplanations,
  getCalendar,
  askToRenew: (...who) => askToRenew(...who, []),
  markAnswers: (...who) => markAnswers(...who, 'x', []),
  saveExplanation: (...who) => saveExplanation(...who, 'x', 0, 'x'),
  findDomainNotes,
  getCaf,
  recordOutcomesTaken: (...who) => recordOutcomesTaken(...who, { frameworkId: 'x', systemId: WHOLE }),
  findCafVersions: (...who) => findCafVersions(...who, { frameworkId: 'x', systemId: WHOLE, outcome: 'x' }),
  getCafIncoming: (...who) => getCafIncoming(...who, { frameworkId: 'x', systemId: WHOLE }, ''),
  bringInCaf: (...who) => bringInCaf(...who, { frameworkId: 'x', systemId: WHOLE }, '', '', false),
  saveCafOutcome: (...who) =>
    saveCafOutcome(...who, { frameworkId: 'x', systemId: WHOLE, outcome: 'x' }, 0, {
      said: {},
      controls: {},
      overrideBecause: '',
      summary: '',
    }),
  findOwnEfforts: (...who) => findOwnEfforts(...who),
  saveOwnEffort: (...who) =>
    saveOwnEffort(...who, { questionId: 'log-retention', stepId: 'full-year' }, 0, {
      daysLeast: '1',
      daysMost: '1',
      poundsLeast: '0',
      poundsMost: '0',
      weeks: '1',
    }),
  saveDomainNote: (...who) => saveDomainNote(...who, 'identity', 0, 'x'),
  saveContext: (...who) => saveContext(...who, 'scope-parts', 0, 'x'),
  receiveRegisterFile: (...who) => receiveRegisterFile(...who, register, { name: 'x', ...packRows([]) }),
  findRegisterFile: (...who) => findRegisterFile(...who, register),
  getRegisterFile: (...who) => getRegisterFile(...who, register),
  getSentFile: (...who) => getSentFile(...who, register),
  saveRegisterColumns: (...who) => saveRegisterColumns(...who, register, [], undefined),
  saveRegisterWords: (...who) => saveRegisterWords(...who, register, []),
  getStatement: (...who) => getStatement(...who, register, 'row-1'),
  receiveStatement: (...who) =>
    receiveStatement(...who, register, 'row-1', { statedOn: '2026-11-01', statedBy: 'x', cells: {} }),
  takeStatement: (...who) => takeStatement(...who, register, 'row-1', { version: 1, receivedAt: '' }),
  applyRegisterFile: (...who) => applyRegisterFile(...who, register, ''),
  getToolExport: (...who) => getToolExport(...who, 'edr-servers'),
  receiveToolExport: (...who) =>
    receiveToolExport(...who, 'edr-servers', { name: 'x', sha256: '', found: NOTHING_READ }),
  saveToolColumns: (...who) => saveToolColumns(...who, 'edr-servers', [], [], undefined),
  getAskedOfExport: (...who) => getAskedOfExport(...who, 'restore-main-record'),
  fillRegister: (...who) => fillRegister(...who, 'restore-main-record', ''),
  acceptProposal: (...who) => acceptProposal(...who, 'edr-servers', '', 0, false),
  saveRow: (...who) => saveRow(...who, register, 'row-1', 0, { cells: { name: 'x' }, evidence: {} }),
  getPlan,
  getPlannedAction: (...who) => getPlannedAction(...who, undefined),
  planAction: (...who) =>
    planAction(...who, { source: 'own', sourceId: '', questionId: undefined, title: 'x', size: undefined }),
  savePlan: (...who) =>
    savePlan(...who, 'x', 1, {
      ...{ title: 'x', ownerId: undefined, ownerName: '', due: undefined, size: undefined },
      ...{ pounds: undefined, funded: false, reason: '', state: 'open', outcome: '' },
    }),
  confirmPlan: (...who) => confirmPlan(...who, ''),
  exportOutside: (...who) => exportOutside(...who, { recipient: 'x', reason: 'x' }),
  listPacks,
  getIncoming: (...who) => getIncoming(...who, FILE),
  bringIn: (...who) => bringIn(...who, FILE, '', () => true),
  exportAssessment: (...who) => exportAssessment(...who, 'OFFICIAL-SENSITIVE'),
  exportQuestionnaire: (...who) => exportQuestionnaire(...who, 'OFFICIAL-SENSITIVE'),
  openSentWorkbook: (...who) => openSentWorkbook(...who, []),
  recordTable: (...who) => recordTable(...who, 'answers.csv'),
  getPack: (...who) => getPack(...who, 'x'),
  getPackFile: (...who) => getPackFile(...who, 'x', 'part-1.docx'),
  exportWorkbook: (...who) => exportWorkbook(...who, 'x'),
  issuePack: (...who) => issuePack(...who, { id: 'x', revision: 0, pack: PACK, files: [] }),
  getRiskRegister,
  findOwners,
  saveRisk: (...who) =>
    saveRisk(...who, RULE_SET.risks[0]?.id ?? '', 0, {
      ownerName: '',
      acceptedBecause: '',
      overrideBecause: '',
    }),
  getTrail,
  exportTrail,
  getSharing,
  proposeShare: (...who) =>
    proposeShare(...who, {
      ...INVITEE,
      assessment: 'x',
      account: undefined,
      body: 'x',
      purpose: 'x',
      days: '1',
    }),
  agreeToShare: (...who) => agreeToShare(...who, 'x'),
  endShare: (...who) => endShare(...who, 'x'),
  deleteRow: (...who) => deleteRow(...who, register, 'row-1', 1),
  setRegisterComplete: (...who) => setRegisterComplete(...who, register, 0, false),
  getStarting,
  findStartable,
  startAssessment: (...who) => startAssessment(...who, '', 'empty'),
  confirmAnswers: (...who) => confirmAnswers(...who, [{ questionId: CHOICE.id, version: 1 }]),
  findOrigins,
  getMove,
  findNewerRuleSet,
  moveAssessment: (...who) => moveAssessment(...who, ''),
  getMembers,
  inviteMember: (...who) => inviteMember(...who, { ...INVITEE, roles: ['board'] }),
  giveRole: (...who) => giveRole(...who, BOARD, 'reviewer'),
  endRole: (...who) => endRole(...who, BOARD, 'board'),
  nameDeputy: (...who) => nameDeputy(...who, BOARD),
  endDeputy: (...who) => endDeputy(...who, BOARD),
  renewMemberInvitation: (...who) => renewMemberInvitation(...who, BOARD),
  revokeMemberInvitation: (...who) => revokeMemberInvitation(...who, BOARD),
}

/** What is done in none, with its action. */
const NATIONAL: Readonly<
  Record<string, readonly [NationalAction, (house: House, person: Person) => Promise<unknown>]>
> = {
  listPeriods: ['read-national', listPeriods],
  findRelease: ['read-national', findRelease],
  exportFigures: ['read-national', exportFigures],
  getReleaseRecord: ['read-national', (...who) => getReleaseRecord(...who, published)],
  getNationalView: ['read-national', getNationalView],
  getRoundOfAll: ['read-national', getRoundOfAll],
  prepareRelease: ['prepare-release', (...who) => prepareRelease(...who, SECOND.id)],
  confirmRelease: [
    'publish-release',
    async (...who) => {
      const periods = await listPeriods(house, ANALYST)
      const prepared = periods.flatMap((one) => one.prepared ?? [])[0]
      return confirmRelease(...who, prepared?.id ?? published, prepared?.digest ?? '')
    },
  ],
}

/** What analysts and administrators may do alike. */
const BOTH: Readonly<Record<string, (house: House, person: Person) => Promise<unknown>>> = {
  getProposedRules,
}

/** An open period that asks another rule set than the one in use. */
const OTHER_RULES = { ...TEST_PERIOD, id: 'other-rules', name: 'Other rules', ruleSetDigest: OLDER.digest }

const CSV = Buffer.from('ods-code,name,cohort,region\nXA1,Quillmere (fictional),acute,London\n')
const NEW_PERIOD = { name: 'Next', opens: '2027-01-01', referenceDate: '2027-01-01', closes: '2027-03-01' }

/** A deletion that somebody asked for. */
async function requested(): Promise<string> {
  const find = async () => (await getKeptData(house, KEEPER, 'odd-1')).asked?.id
  if ((await find()) === undefined) await askDeletion(house, KEEPER, 'odd-1', 'x')
  return (await find()) ?? ''
}

/** A hold that stands, to be lifted if asked so. */
async function held(toBeLifted = false): Promise<string> {
  const find = async () =>
    (await getKeptData(house, KEEPER, 'odd-0')).holds.find((one) => one.lifted === undefined)
  if ((await find()) === undefined) await askHold(house, KEEPER, 'odd-0', 'x')
  const hold = await find()
  if (toBeLifted && hold?.agreed !== undefined && hold.liftAsked === undefined)
    await askToLift(house, KEEPER, hold.id)
  return hold?.id ?? ''
}

/** What administrators do, with its action: no door gives an analyst any of it. */
const ADMINISTRATION: Readonly<
  Record<string, readonly [NationalAction, (house: House, person: Person) => Promise<unknown>]>
> = {
  getOrganisationRecord: ['manage-organisations', (...who) => getOrganisationRecord(...who, 'london-0')],
  addOrganisation: [
    'manage-organisations',
    (...who) =>
      addOrganisation(
        ...who,
        { 'ods-code': 'XB1', name: 'x (fictional)', cohort: 'acute', region: 'London', icb: '' },
        true,
      ),
  ],
  changeOrganisation: [
    'manage-organisations',
    (...who) => changeOrganisation(...who, 'london-0', { field: 'icb', seen: '', typed: 'QMF' }),
  ],
  searchOrganisations: ['manage-organisations', (...who) => searchOrganisations(...who, 'london')],
  receiveImport: ['manage-organisations', (...who) => receiveImport(...who, CSV)],
  getImportPreview: ['manage-organisations', (...who) => getImportPreview(...who, true)],
  applyImport: [
    'manage-organisations',
    async (...who) => applyImport(...who, (await getImportPreview(...who, true)).shown, new Map(), true),
  ],
  listAccounts: ['manage-accounts', (...who) => listAccounts(...who, 'cyber lead')],
  getAccountRecord: ['manage-accounts', (...who) => getAccountRecord(...who, BOARD)],
  inviteAccount: ['manage-accounts', (...who) => inviteAccount(...who, INVITEE, { national: 'analyst' })],
  renewAccountInvitation: [
    'manage-accounts',
    async (...who) => renewAccountInvitation(...who, await invitedId()),
  ],
  revokeAccountInvitation: [
    'manage-accounts',
    async (...who) => revokeAccountInvitation(...who, await invitedId()),
  ],
  giveNationalRole: ['manage-accounts', (...who) => giveNationalRole(...who, BOARD, 'analyst')],
  endNationalRole: ['manage-accounts', (...who) => endNationalRole(...who, BOARD, 'analyst')],
  disableAccount: ['manage-accounts', (...who) => disableAccount(...who, BOARD)],
  enableAccount: ['manage-accounts', (...who) => enableAccount(...who, BOARD)],
  inviteAgain: ['manage-accounts', (...who) => inviteAgain(...who, BOARD)],
  getKeptData: ['keep-data', (...who) => getKeptData(...who, 'london-0')],
  askDeletion: ['keep-data', (...who) => askDeletion(...who, 'odd-1', 'x')],
  withdrawDeletion: ['keep-data', async (...who) => withdrawDeletion(...who, await requested())],
  confirmDeletion: [
    'keep-data',
    async (...who) => confirmDeletion(...who, await requested(), 'odd-1 (fictional)'),
  ],
  askHold: ['keep-data', (...who) => askHold(...who, 'london-0', 'x')],
  agreeToHold: ['keep-data', async (...who) => agreeToHold(...who, await held())],
  askToLift: ['keep-data', async (...who) => askToLift(...who, await held())],
  refuseToLift: ['keep-data', async (...who) => refuseToLift(...who, await held())],
  liftHold: ['keep-data', async (...who) => liftHold(...who, await held(true))],
  getAccountTrail: ['read-account-trail', getAccountTrail],
  getRound: ['follow-round', getRound],
  remindRound: [
    'follow-round',
    (of, person) => remindRound({ ...of, mailer: () => Promise.resolve() }, person),
  ],
  listManagedPeriods: ['manage-periods', listManagedPeriods],
  getManagedPeriod: ['manage-periods', (...who) => getManagedPeriod(...who, SECOND.id)],
  getAdoption: ['manage-periods', (...who) => getAdoption(...who, SECOND.id)],
  adoptRuleSet: ['manage-periods', (...who) => adoptRuleSet(...who, OTHER_RULES.id)],
  addPeriod: ['manage-periods', (...who) => addPeriod(...who, NEW_PERIOD)],
  changePeriod: [
    'manage-periods',
    (...who) => changePeriod(...who, 'next', { ...NEW_PERIOD, name: 'After' }),
  ],
  moveClosingDay: ['manage-periods', (...who) => moveClosingDay(...who, SECOND.id, '2099-12-31')],
}

/** Names that exist; the same for everybody, and nothing that anybody answered. */
const FOR_EVERYBODY = ['listOrganisations', 'listOnShow']

/** Only what a trust granted to this one account: `sharing.test.ts`. */
const GRANTED = ['listShared', 'viewShared']

/** Whom a request concerns, and nobody else: `two-persons.test.ts`. */
const CONCERNED = ['settleProposal', 'listRequests', 'countToTell', 'stopRequest']

/** For the rooms above the pages or this room alone: they take no person, and no door calls them for one. */
const INSIDE: readonly string[] = [
  'isWaiting',
  'findRoundCall',
  'listAnswers',
  'markedAs',
  'countMarks',
  'readListed',
  'findSignedBefore',
  'countIn',
  'measureImpact',
  'readLoadedFile',
  'writeSaid',
  'showProposedRules',
  'findProposedVersion',
  'findProposal',
  'findNews',
  'aboutQuestion',
  'aboutOutcome',
  'cafTarget',
  'checkHealth',
  'recordRefusal',
  'recordTaken',
  'makeAdministrator',
  'loadCafFramework',
  'getLoaded',
  'findCafParts',
  'findLoaded',
  'findSystems',
  'nameOfSystem',
  'outcomesFor',
  'demandSystem',
  'findSubject',
  'knownAsOf',
  'nameTyped',
  'countInvitation',
  'changedWords',
  'detailsOfPublished',
  'findBrought',
  'freshenLevels',
  'isConfirmedAlone',
  'proveAssessments',
  'provePeriods',
  'proveRoles',
  'proveShares',
  'unlessBroken',
  'settleDue',
  'findToStop',
  'stopRequestByLink',
  'ask',
  'agree',
  'finish',
  'stop',
  'getProposal',
  'mayAsk',
  'recordStep',
  'standingOf',
  'organisationsOf',
  'waitingDays',
  'wishOf',
  'lettersFor',
  'send',
  'findEstablished',
  'endRequestsOf',
  'giveRoles',
  'giveNational',
  'endRoleOf',
  'endDeputiesOf',
  'hasRole',
  'takesTwo',
  'comesBackByTwo',
  'enable',
  'letBackIn',
  'changeAccounts',
  'demandOther',
  'giveNationalOrAsk',
  'findNames',
  'getMember',
  'giveOrAsk',
  'findSigned',
  'withField',
  'readField',
  'codeFaults',
  'nameFaults',
  'getAccount',
  'tell',
  'rolesThat',
  'roleInSentence',
  'questionsOfPart',
  'sendReminders',
  'isStopLink',
  'stopByLink',
  'openHouse',
  'newOrganisationId',
  'changeOf',
  'fieldOf',
  'isInvented',
  'readInvitee',
  'findOrAddInvitee',
  'isWithoutRoles',
  'renewInvitation',
  'demandLinkMayBeShown',
  'sendInvitation',
  'getWaiting',
  'demandNotSelf',
  'isLead',
  'opensAt',
  'closesAt',
  'isOpen',
  // Of a period, and of an organisation.
  'hasClosed',
  'isClosed',
  'isToCome',
  'decide',
  'decideNational',
  'demand',
  'decideForSome',
  'demandForSome',
  'demandState',
  'isPossible',
  'closedWords',
  'covers',
  'record',
  'actingAs',
  'demandNational',
  'organisationNotFound',
  'nothingPublished',
  'getPlace',
  'placeOf',
  'closedPeriodOf',
  'readResult',
  'readResultAnew',
  'forgetKept',
  'findKept',
  'keepView',
  'rememberPlaces',
  'atOneMoment',
  'listToExplain',
  'listUnreviewed',
  'listMissing',
  'isNothingMissing',
  'lookAtAssessment',
  'changeAssessment',
  'lookInOrganisation',
  'changeInOrganisation',
  'lookNationally',
  'changeNationally',
  'edit',
  'editKnown',
  'toSaved',
  'putAnswer',
  'getQuestion',
  'getRegister',
  'ofQuestions',
  'ofRegister',
  'noSuch',
  'restsOn',
  'earlierOf',
  'readSeen',
  'submitterOf',
  'supportOf',
  'isReviewOf',
  'isEndedByReview',
  'endsEvidence',
  'whatToDoFirst',
  'readBefore',
  'readContent',
  'storedAnswer',
  'withAnswer',
  'renewLevels',
  'answerShown',
  'whyNotWords',
  'NotStarted',
  'PeriodClosed',
  'getRuleSet',
  'isLater',
  'getPeriod',
  'countSignedIn',
  'readRelease',
  'placeAmong',
  'regionOf',
  'gather',
  'cellId',
  'gatherBefore',
  'demandPreparable',
  'orderRelease',
  'runWorker',
  'readReport',
  'gatherReliance',
  'compute',
  'storePrepared',
  'demandActive',
  'sealAssessment',
  'recordSeals',
  'recordExport',
  'recordDownload',
  'deleteOutdated',
  'faultOfReason',
  'bindTrail',
  'proveAll',
  'readWholeOf',
  'keyOf',
  'isEmpty',
  'readTexts',
  'saveTexts',
  'explainedWords',
  'faultsOfRegister',
  'filledBy',
  'getFilling',
  'planFile',
  'planWhole',
  'getProposal',
  'verifyPackFile',
  'provePacks',
  'proveOrganisation',
  'verifyReleases',
]

test('every function of the service stands in one of these lists', async () => {
  const folder = resolve(import.meta.dirname, '../../src/service')
  const files = readdirSync(folder).filter((name) => !name.endsWith('-worker.ts'))
  const exported: string[] = []
  for (const name of files) {
    const module = (await import(resolve(folder, name))) as Readonly<Record<string, unknown>>
    exported.push(...Object.keys(module).filter((key) => typeof module[key] === 'function'))
  }
  const listed = [IN_ORGANISATION, NATIONAL, ADMINISTRATION, BOTH]
    .flatMap((list) => Object.keys(list))
    .concat(FOR_EVERYBODY, GRANTED, CONCERNED, INSIDE)
  expect(exported.toSorted()).toEqual(listed.toSorted())
})

describe('an analyst', () => {
  test.each(Object.entries(IN_ORGANISATION))(
    'finds nothing with %s, in an organisation or an unknown one',
    async (_, act) => {
      const refusals = await Promise.all(
        ['london-0', 'unknown', ''].map((id) => act(house, ANALYST, id).catch((error: unknown) => error)),
      )
      expect(refusals[0]).toMatchObject({ code: 'not-found' })
      for (const refusal of refusals) expect(refusal).toEqual(refusals[0])
    },
  )

  test.each(Object.entries(NATIONAL))(
    'reads nothing that one organisation answered with %s',
    async (_, [action, act]) => {
      // The analyst who did not prepare it publishes what is prepared.
      const found = await act(house, action === 'publish-release' ? OTHER : ANALYST)
      expectNobodyIn(found)
    },
  )

  test('is entered only where every organisation is fictional', async () => {
    const other = await openTestHouse()
    const at = NOW.toISOString()
    await addTrust(other, 'a')
    await insertDemonstrationAccounts(other.db, [], at, ANALYSTS)
    expect(await enter(other.db, ANALYST.id, at)).toEqual(ANALYST)
    const cookie = `wardround-demonstration=${OTHER.id}`
    expect(await findDemonstrationPerson(other.db, cookie, at)).toEqual(OTHER)
    await addTrust(other, 'real', false)
    expect(await enter(other.db, ANALYST.id, at)).toBeUndefined()
    expect(await findDemonstrationPerson(other.db, cookie, at)).toBeUndefined()
    await other.close()
  })
})

describe('an administrator', () => {
  test.each(Object.entries(ADMINISTRATION))(
    'does %s, and reads nothing that anybody answered',
    async (_, [action, act]) => {
      expect(decideNational(action, ADMINISTRATOR)).toBe('allowed')
      const found = JSON.stringify(await act(house, ADMINISTRATOR)) ?? ''
      expect(found).not.toMatch(/"(assessment|assessmentId|summary|answers|levels|declared|assured)":/)
    },
  )

  test.each(Object.entries({ ...IN_ORGANISATION }))('finds nothing with %s', async (_, act) => {
    await expect(act(house, ADMINISTRATOR, 'london-0')).rejects.toMatchObject({ code: 'not-found' })
  })

  test.each(Object.entries(NATIONAL))('may not do what analysts do: %s', async (_, [, act]) => {
    await expect(act(house, ADMINISTRATOR)).rejects.toMatchObject({ code: 'not-allowed' })
  })
})

describe('what is national', () => {
  test.each(Object.entries(ADMINISTRATION))('is refused to an analyst: %s', async (_, [, act]) => {
    await expect(act(house, ANALYST)).rejects.toMatchObject({ code: 'not-allowed' })
  })

  test.each(Object.entries({ ...NATIONAL, ...ADMINISTRATION }))(
    'is refused to an organisation’s people: %s',
    async (_, [, act]) => {
      for (const role of ROLES) {
        await expect(act(house, person('london-0', role))).rejects.toMatchObject({ code: 'not-allowed' })
      }
    },
  )

  test.each(Object.entries(BOTH))('is for both, and for nobody of an organisation: %s', async (_, act) => {
    for (const somebody of [ANALYST, ADMINISTRATOR]) await act(house, somebody)
    for (const role of ROLES)
      await expect(act(house, person('london-0', role))).rejects.toMatchObject({ code: 'not-allowed' })
  })

  test('is refused to nobody', () => {
    for (const action of Object.keys(NATIONAL_MATRIX) as NationalAction[])
      expect(decideNational(action, undefined)).toBe('not-allowed')
  })
})

/** No organisation's id, name or assessment, and no list with one entry for each of them. */
function expectNobodyIn(found: unknown): void {
  // The rule set is the same for everybody, and long.
  const text = JSON.stringify(found, (key, value: unknown) => (key === 'ruleSet' ? undefined : value))
  expect(text.length).toBeGreaterThan(2)
  expect(text).not.toMatch(/london-\d|midlands-\d|odd-\d|\(fictional\)"?,/)
  expect(text).not.toMatch(/"(organisation|assessment|organisationId|assessmentId|summary)":/)
}
