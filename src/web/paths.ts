/** Addresses of the pages, in one place, so that no link is spelt by hand. */

import { address, asking, ofQuestion, telling } from './address.ts'

const part = encodeURIComponent

export const paths = {
  welcome: '/',
  enter: '/enter',
  enterAsAnalyst: '/enter-as-analyst',
  enterAsAdministrator: '/enter-as-administrator',
  leave: '/leave',
  /** `next` is where to go afterwards; `why` says how somebody got there. */
  signIn: (next?: string, why?: 'kept' | 'not-kept' | 'ended' | 'out') => {
    const query = new URLSearchParams({ ...(next && { next }), ...(why && { why }) }).toString()
    return `/sign-in${query === '' ? '' : `?${query}`}`
  },
  second: '/sign-in/second',
  signOut: '/sign-out',
  forgotten: '/forgotten-password',
  session: '/session',
  /** What was sent after its session had ended; `next` is where to go afterwards. */
  keptForms: asking('/kept-forms', 'next'),
  enrol: '/enrol',
  account: '/account',
  prove: asking('/account/prove', 'next'),
  /** Where the ticket of a new account leads; its token opens it once. */
  invitation: address('/invitation/:token'),
  setUp: address('/set-up/:token'),
  reset: address('/reset/:token'),
  questionnaire: '/questionnaire',
  howItIsScored: '/how-it-is-scored',
  glossary: '/glossary',
  purpose: '/purpose',
  accessibility: '/accessibility',
  privacy: '/privacy',
  cookies: '/cookies',
  foi: '/freedom-of-information',
  peersProtected: '/how-peers-are-protected',
  national: '/national',
  /** How far the country is in the round. */
  nationalRound: '/national/round',
  /** What proposed rules would move. */
  proposedRules: '/national/proposed-rules',
  releases: '/national/releases',
  release: address('/national/releases/:release'),
  releaseFigures: address('/national/releases/:release/figures.csv'),
  nationalFigures: '/national/release.csv',
  nationalDictionary: '/national/dictionary.csv',
  administration: '/administration',
  organisations: '/administration/organisations',
  periods: '/administration/periods',
  accounts: '/administration/accounts',
  importPreview: '/administration/import/preview',
  incidents: '/incidents',
  incident: address('/incidents/:incident'),
  /** Anchor of a question, domain, limit or risk on the page that explains the scoring. */
  scored: (id: string) => `/how-it-is-scored#${part(id)}`,
  scoredDomain: address('/how-it-is-scored/:domain'),
  /** Where a question is explained in full. */
  scoredQuestion: (domain: string, question: string) => `/how-it-is-scored/${part(domain)}#${part(question)}`,
  whyTheseDomains: '/how-it-is-scored/why-these-domains',
  scoredRisks: '/how-it-is-scored/risks',
  scoredMoves: '/how-it-is-scored/what-moves',
  scoredRisk: (risk: string) => `/how-it-is-scored/risks#${part(risk)}`,

  tasks: address('/o/:organisation'),
  /** Starts the assessment of an open period. */
  start: address('/o/:organisation/start'),
  /** What moving the draft to its period's rule set would change, and the moves before. */
  ruleSetMove: address('/o/:organisation/rule-set'),
  /** Answers that were carried forward, to be confirmed. */
  confirm: address('/o/:organisation/confirm'),
  confirmDomain: address('/o/:organisation/confirm/:domain'),
  scope: address('/o/:organisation/scope'),
  firstLook: address('/o/:organisation/first-look'),
  domain: address('/o/:organisation/questions/:domain'),
  question: address('/o/:organisation/questions/:domain/:question'),
  evidence: ofQuestion('/o/:organisation/questions/:domain/:question/evidence'),
  withdrawEvidence: ofQuestion('/o/:organisation/questions/:domain/:question/evidence/:evidence/withdraw'),
  reviewEvidence: ofQuestion('/o/:organisation/questions/:domain/:question/evidence/review'),
  /** An answer worked out from the export of a tool: sent, its columns said, and what it shows. */
  toolExport: ofQuestion('/o/:organisation/questions/:domain/:question/export'),
  toolColumns: ofQuestion('/o/:organisation/questions/:domain/:question/export/columns'),
  toolProposal: ofQuestion('/o/:organisation/questions/:domain/:question/export/proposal'),
  /** What it shows for a register. */
  toolFilling: ofQuestion('/o/:organisation/questions/:domain/:question/export/register'),
  /** What runs out in the next twelve months. */
  evidenceCalendar: address('/o/:organisation/evidence-calendar'),
  evidenceFile: address('/o/:organisation/evidence/:evidence/file'),
  comments: ofQuestion('/o/:organisation/questions/:domain/:question/comments'),
  answerHistory: ofQuestion('/o/:organisation/questions/:domain/:question/history'),
  /** The last link of a reminder. */
  stopReminders: address('/reminders/stop/:token'),
  /** What the lead tells the SIRO about a domain. */
  note: address('/o/:organisation/notes/:domain'),
  sharingOut: address('/o/:organisation/sharing-out'),
  /** `wanted`: what is chosen already, such as `domain:identity`. */
  newAssignment: asking('/o/:organisation/sharing-out/new', 'part'),
  endAssignment: address('/o/:organisation/sharing-out/:assignment/end'),
  answers: asking('/o/:organisation/answers', 'show'),
  register: address('/o/:organisation/registers/:register'),
  newRow: address('/o/:organisation/registers/:register/rows/new'),
  row: asking('/o/:organisation/registers/:register/rows/:row', 'part'),
  /** What a supplier states of itself, beside its row. */
  statement: address('/o/:organisation/registers/:register/rows/:row/statement'),
  statementTaken: address('/o/:organisation/registers/:register/rows/:row/statement/taken'),
  statementWorkbook: address('/o/:organisation/registers/:register/rows/:row/statement/workbook'),
  deleteRow: address('/o/:organisation/registers/:register/rows/:row/delete'),
  /** A register as a file: out, and in by four steps. */
  registerFile: address('/o/:organisation/registers/:register/bring-in'),
  registerDownload: address('/o/:organisation/registers/:register/out/:format'),
  registerColumns: address('/o/:organisation/registers/:register/bring-in/columns'),
  registerWords: address('/o/:organisation/registers/:register/bring-in/words'),
  registerPreview: address('/o/:organisation/registers/:register/bring-in/preview'),
  signOff: address('/o/:organisation/sign-off'),
  signOffSteps: {
    submit: address('/o/:organisation/sign-off/submit'),
    withdraw: address('/o/:organisation/sign-off/withdraw'),
    return: address('/o/:organisation/sign-off/return'),
    sign: address('/o/:organisation/sign-off/sign'),
    reopen: address('/o/:organisation/sign-off/reopen'),
  },
  /** What the SIRO says of the answers that are listed. */
  signOffMarks: address('/o/:organisation/sign-off/marks'),
  /** Explains what does not fit together, or why something is not known. */
  explain: address('/o/:organisation/explain/:about'),
  checkAnswers: address('/o/:organisation/check-answers'),
  results: address('/o/:organisation/results'),
  domainResult: address('/o/:organisation/results/:domain'),
  questionResult: address('/o/:organisation/results/:domain/:question'),
  fixFirst: address('/o/:organisation/fix-first'),
  /** What to do with so much money and so many days: `PlanWish` of `results/plan/wish.ts` in its words. */
  plan: telling('/o/:organisation/plan'),
  /** Other answers than those that are given, by question: nothing is saved. */
  whatIf: telling('/o/:organisation/what-if'),
  /** What raising one answer takes, step by step. */
  efforts: address('/o/:organisation/fix-first/:question'),
  ownEffort: address('/o/:organisation/fix-first/:question/:step'),
  risks: address('/o/:organisation/risks'),
  risk: address('/o/:organisation/risks/:risk'),
  replays: address('/o/:organisation/incidents'),
  /** How one past attack ends for this organisation. */
  replay: asking('/o/:organisation/incidents/:incident', 'step'),
  insurer: address('/o/:organisation/insurer'),
  exportOutside: address('/o/:organisation/insurer/export'),
  /** Under the framework of the period, unless another is asked for. */
  caf: asking('/o/:organisation/caf', 'framework'),
  cafTable: asking('/o/:organisation/caf.csv', 'framework'),
  /** Outcomes of an official framework that the operator loaded; `system` is a critical system or `whole`. */
  cafOutcomes: address('/o/:organisation/caf-outcomes'),
  cafOutcomesOf: address('/o/:organisation/caf-outcomes/:framework/:system'),
  /** A completed assessment: sent, and brought in as it was shown. */
  cafBringIn: address('/o/:organisation/caf-bring-in/:framework/:system'),
  cafBringInShown: address('/o/:organisation/caf-bring-in/:framework/:system/shown'),
  cafBeside: address('/o/:organisation/caf-beside/:framework'),
  cafOutcomesTable: address('/o/:organisation/caf-files/:framework/:system/outcomes.csv'),
  cafOutcome: address('/o/:organisation/caf-outcomes/:framework/:system/:outcome'),
  /** Pages of comparison; `cohort` is the published group that is shown, by itself the narrowest. */
  peers: asking('/o/:organisation/peers', 'cohort'),
  peerQuestions: asking('/o/:organisation/peers/questions', 'cohort'),
  peerIncidents: asking('/o/:organisation/peers/incidents', 'cohort'),
  people: address('/o/:organisation/people'),
  member: address('/o/:organisation/people/:account'),
  invite: address('/o/:organisation/invite'),
  sharing: address('/o/:organisation/sharing'),
  newShare: address('/o/:organisation/sharing/new'),
  agreeToShare: address('/o/:organisation/sharing/:share/agree'),
  endShare: address('/o/:organisation/sharing/:share/end'),
  keeping: address('/administration/data/:record'),
  organisationRecord: address('/administration/organisations/:record'),
  /** What waits for agreement, or can be stopped; `done` is what was done last. */
  requests: asking('/waiting', 'done'),
  request: address('/waiting/:request'),
  stopRequest: address('/waiting/stop/:token'),
  shared: '/shared',
  sharedView: address('/shared/:share'),
  /** What was decided to be done. */
  actions: address('/o/:organisation/actions'),
  actionsTable: address('/o/:organisation/improvement-plan.csv'),
  actionsWord: address('/o/:organisation/improvement-plan.docx'),
  newAction: address('/o/:organisation/actions/new'),
  action: address('/o/:organisation/actions/:action'),
  /** Plans what comes of something, named by the form. */
  planAction: address('/o/:organisation/plan-action'),
  confirmPlan: address('/o/:organisation/confirm-plan'),
  /** What is said of each risk. */
  riskRegister: address('/o/:organisation/risk-register'),
  newRisk: address('/o/:organisation/risk-register/new'),
  riskEntry: address('/o/:organisation/risk-register/:risk'),
  /** A trust's own data, out and in. */
  data: address('/o/:organisation/data'),
  /** `assessment.json`, or a table such as `answers.csv`. */
  dataFile: address('/o/:organisation/data/:file'),
  /** A file of answers: sent, and brought in as it was shown. */
  bringIn: address('/o/:organisation/bring-in'),
  bringInShown: address('/o/:organisation/bring-in/shown'),
  assessmentSchema: '/schemas/assessment-1.json',
  /** Where the API is described to people. */
  api: '/api',
  trail: asking('/o/:organisation/trail', 'before'),
  trailTable: address('/o/:organisation/trail.csv'),
  accountTrail: asking('/trail', 'before'),
  trend: address('/o/:organisation/trend'),
  assessments: address('/o/:organisation/assessments'),
  /** One assessment as it was signed. */
  signed: address('/o/:organisation/signed/:assessment'),
  board: address('/o/:organisation/board'),
  /** Board papers. */
  packs: address('/o/:organisation/packs'),
  newPack: address('/o/:organisation/packs/new'),
  pack: address('/o/:organisation/packs/:pack'),
  packFile: address('/o/:organisation/packs/:pack/files/:file'),
  packWorkbook: address('/o/:organisation/packs/:pack/workbook'),
} as const
