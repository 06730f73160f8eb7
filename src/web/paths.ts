/** Addresses of the pages, in one place, so that no link is spelt by hand. */

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
  keptForms: (next?: string) => `/kept-forms${next === undefined ? '' : `?next=${part(next)}`}`,
  enrol: '/enrol',
  account: '/account',
  prove: (next: string) => `/account/prove?next=${part(next)}`,
  /** Where the ticket of a new account leads; its token opens it once. */
  invitation: (token: string) => `/invitation/${part(token)}`,
  setUp: (token: string) => `/set-up/${part(token)}`,
  reset: (token: string) => `/reset/${part(token)}`,
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
  releases: '/national/releases',
  release: (id: string) => `/national/releases/${part(id)}`,
  releaseFigures: (id: string) => `/national/releases/${part(id)}/figures.csv`,
  nationalFigures: '/national/release.csv',
  nationalDictionary: '/national/dictionary.csv',
  administration: '/administration',
  organisations: '/administration/organisations',
  periods: '/administration/periods',
  accounts: '/administration/accounts',
  importPreview: '/administration/import/preview',
  incidents: '/incidents',
  incident: (id: string) => `/incidents/${part(id)}`,
  /** Anchor of a question, domain, limit or risk on the page that explains the scoring. */
  scored: (id: string) => `/how-it-is-scored#${part(id)}`,
  scoredDomain: (domain: string) => `/how-it-is-scored/${part(domain)}`,
  /** Where a question is explained in full. */
  scoredQuestion: (domain: string, question: string) => `/how-it-is-scored/${part(domain)}#${part(question)}`,
  whyTheseDomains: '/how-it-is-scored/why-these-domains',
  scoredRisks: '/how-it-is-scored/risks',
  scoredMoves: '/how-it-is-scored/what-moves',
  scoredRisk: (risk: string) => `/how-it-is-scored/risks#${part(risk)}`,

  tasks: (organisation: string) => `/o/${part(organisation)}`,
  /** Starts the assessment of an open period. */
  start: (organisation: string) => `/o/${part(organisation)}/start`,
  /** What moving the draft to its period's rule set would change, and the moves before. */
  ruleSetMove: (organisation: string) => `/o/${part(organisation)}/rule-set`,
  /** Answers that were carried forward, to be confirmed. */
  confirm: (organisation: string) => `/o/${part(organisation)}/confirm`,
  confirmDomain: (organisation: string, domain: string) => `/o/${part(organisation)}/confirm/${part(domain)}`,
  scope: (organisation: string) => `/o/${part(organisation)}/scope`,
  firstLook: (organisation: string) => `/o/${part(organisation)}/first-look`,
  domain: (organisation: string, domain: string) => `/o/${part(organisation)}/questions/${part(domain)}`,
  question: (organisation: string, domain: string, question: string) =>
    `/o/${part(organisation)}/questions/${part(domain)}/${part(question)}`,
  evidence: (organisation: string, { domain, id }: { domain: string; id: string }) =>
    `/o/${part(organisation)}/questions/${part(domain)}/${part(id)}/evidence`,
  withdrawEvidence: (organisation: string, question: { domain: string; id: string }, evidence: string) =>
    `${paths.evidence(organisation, question)}/${part(evidence)}/withdraw`,
  reviewEvidence: (organisation: string, question: { domain: string; id: string }) =>
    `${paths.evidence(organisation, question)}/review`,
  evidenceFile: (organisation: string, evidence: string) =>
    `/o/${part(organisation)}/evidence/${part(evidence)}/file`,
  comments: (organisation: string, { domain, id }: { domain: string; id: string }) =>
    `/o/${part(organisation)}/questions/${part(domain)}/${part(id)}/comments`,
  answerHistory: (organisation: string, { domain, id }: { domain: string; id: string }) =>
    `/o/${part(organisation)}/questions/${part(domain)}/${part(id)}/history`,
  /** The last link of a reminder. */
  stopReminders: (token: string) => `/reminders/stop/${part(token)}`,
  /** What the lead tells the SIRO about a domain. */
  note: (organisation: string, domain: string) => `/o/${part(organisation)}/notes/${part(domain)}`,
  sharingOut: (organisation: string) => `/o/${part(organisation)}/sharing-out`,
  /** `wanted`: what is chosen already, such as `domain:identity`. */
  newAssignment: (organisation: string, wanted?: string) =>
    `/o/${part(organisation)}/sharing-out/new${wanted === undefined ? '' : `?part=${part(wanted)}`}`,
  endAssignment: (organisation: string, assignment: string) =>
    `/o/${part(organisation)}/sharing-out/${part(assignment)}/end`,
  answers: (organisation: string, show?: string) =>
    `/o/${part(organisation)}/answers${show === undefined ? '' : `?show=${part(show)}`}`,
  register: (organisation: string, register: string) =>
    `/o/${part(organisation)}/registers/${part(register)}`,
  newRow: (organisation: string, register: string) =>
    `/o/${part(organisation)}/registers/${part(register)}/rows/new`,
  row: (organisation: string, register: string, row: string) =>
    `/o/${part(organisation)}/registers/${part(register)}/rows/${part(row)}`,
  deleteRow: (organisation: string, register: string, row: string) =>
    `/o/${part(organisation)}/registers/${part(register)}/rows/${part(row)}/delete`,
  signOff: (organisation: string) => `/o/${part(organisation)}/sign-off`,
  signOffStep: (organisation: string, step: string) => `/o/${part(organisation)}/sign-off/${part(step)}`,
  /** Explains what does not fit together, or why something is not known. */
  explain: (organisation: string, about: string) => `/o/${part(organisation)}/explain/${part(about)}`,
  checkAnswers: (organisation: string) => `/o/${part(organisation)}/check-answers`,
  results: (organisation: string) => `/o/${part(organisation)}/results`,
  domainResult: (organisation: string, domain: string) => `/o/${part(organisation)}/results/${part(domain)}`,
  questionResult: (organisation: string, domain: string, question: string) =>
    `/o/${part(organisation)}/results/${part(domain)}/${part(question)}`,
  risks: (organisation: string) => `/o/${part(organisation)}/risks`,
  risk: (organisation: string, risk: string) => `/o/${part(organisation)}/risks/${part(risk)}`,
  replays: (organisation: string) => `/o/${part(organisation)}/incidents`,
  /** How one past attack ends for this organisation. */
  replay: (organisation: string, incident: string) => `/o/${part(organisation)}/incidents/${part(incident)}`,
  insurer: (organisation: string) => `/o/${part(organisation)}/insurer`,
  /** Under the framework of the period, unless another is asked for. */
  caf: (organisation: string, framework?: string) =>
    `/o/${part(organisation)}/caf${framework === undefined ? '' : `?framework=${part(framework)}`}`,
  cafTable: (organisation: string, framework: string) =>
    `/o/${part(organisation)}/caf.csv?framework=${part(framework)}`,
  peers: (organisation: string) => `/o/${part(organisation)}/peers`,
  people: (organisation: string) => `/o/${part(organisation)}/people`,
  member: (organisation: string, account: string) => `/o/${part(organisation)}/people/${part(account)}`,
  invite: (organisation: string) => `/o/${part(organisation)}/invite`,
  sharing: (organisation: string) => `/o/${part(organisation)}/sharing`,
  newShare: (organisation: string) => `/o/${part(organisation)}/sharing/new`,
  agreeToShare: (organisation: string, share: string) =>
    `/o/${part(organisation)}/sharing/${part(share)}/agree`,
  endShare: (organisation: string, share: string) => `/o/${part(organisation)}/sharing/${part(share)}/end`,
  keeping: (organisation: string) => `/administration/data/${part(organisation)}`,
  organisationRecord: (organisation: string) => `/administration/organisations/${part(organisation)}`,
  /** What waits for agreement, or can be stopped. */
  requests: '/waiting',
  request: (id: string) => `/waiting/${part(id)}`,
  stopRequest: (token: string) => `/waiting/stop/${part(token)}`,
  shared: '/shared',
  sharedView: (share: string) => `/shared/${part(share)}`,
  trail: (organisation: string, before?: number) =>
    `/o/${part(organisation)}/trail${before === undefined ? '' : `?before=${before}`}`,
  trailTable: (organisation: string) => `/o/${part(organisation)}/trail.csv`,
  accountTrail: (before?: number) => `/trail${before === undefined ? '' : `?before=${before}`}`,
  trend: (organisation: string) => `/o/${part(organisation)}/trend`,
  assessments: (organisation: string) => `/o/${part(organisation)}/assessments`,
  /** One assessment as it was signed. */
  signed: (organisation: string, assessment: string) => `/o/${part(organisation)}/signed/${part(assessment)}`,
  board: (organisation: string) => `/o/${part(organisation)}/board`,
} as const
