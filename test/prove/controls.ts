/** The controls against each abuse case of the threat model: where each stands, what it is without it, and the test that must then fail. */

export interface Control {
  /** Number of the abuse case. */
  readonly abuse: number
  readonly what: string
  readonly file: string
  /** Occurs once in the file. */
  readonly from: string
  /** The same without the control. */
  readonly to: string
  readonly test: string
  /** Only the tests of the file whose names match; undefined: all. */
  readonly named?: string
}

const PERMISSION = 'src/service/permission.ts'
const SIGN_IN = 'test/web/sign-in.test.ts'
const SESSIONS = 'test/web/sessions.test.ts'
const GUARDS = 'test/web/guards.test.ts'

export const CONTROLS: readonly Control[] = [
  {
    abuse: 1,
    what: 'somebody of another organisation finds nothing there',
    file: PERMISSION,
    from: '.filter((one) => one.organisationId === organisationId)\n    .map(',
    to: '.map(',
    test: 'test/web/matrix.test.ts',
    named: 'GET /o/:organisation/results',
  },
  {
    abuse: 1,
    what: 'what an id names is looked for in one’s own organisation only',
    file: 'src/store/evidence.ts',
    from: ".where('assessment.organisation_id', '=', organisationId)",
    to: ".where('assessment.organisation_id', '<>', '')",
    test: 'test/web/canaries.test.ts',
    named: 'an id of nothing',
  },
  {
    abuse: 5,
    what: 'a national role opens no organisation',
    file: PERMISSION,
    from: '  return (person?.memberships ?? [])\n',
    to: "  if ((person?.national ?? []).length > 0) return ['yes']\n  return (person?.memberships ?? [])\n",
    test: 'test/web/matrix.test.ts',
    named: 'GET /o/:organisation/results',
  },
  {
    abuse: 6,
    what: 'only so many exports within an hour',
    file: 'src/service/exporting.ts',
    from: '>= most)',
    to: '>= Infinity)',
    test: 'test/web/trail.test.ts',
  },
  {
    abuse: 6,
    what: 'an export is in the trail',
    file: 'src/service/exporting.ts',
    from: "'-exported', MOST_EXPORTS)\n  await record(db, house, person, act)\n",
    to: "'-exported', MOST_EXPORTS)\n",
    test: 'test/web/trail.test.ts',
  },
  {
    abuse: 6,
    what: 'a disabled account loses its sessions',
    file: 'src/service/accounts.ts',
    from: 'await endSessions(db, id, house.now().toISOString())',
    to: '0',
    test: 'test/service/accounts.test.ts',
  },
  {
    abuse: 7,
    what: 'what is signed is not changed, whoever tries',
    file: 'migrations/0003_people.ts',
    from: "when ${sealedAssessment('old')} or ${sealedAssessment('new')}",
    to: 'when 0',
    test: 'test/service/signing-off.test.ts',
    named: 'SQLite',
  },
  {
    abuse: 7,
    what: 'the trail is only added to',
    file: 'migrations/0003_people.ts',
    from: 'create trigger trail_update before update on trail begin',
    to: 'create trigger trail_update before update of seq on trail begin',
    test: 'test/store/trail.test.ts',
  },
  {
    abuse: 7,
    what: 'the chain holds everything that an entry says',
    file: 'src/store/trail.ts',
    from: '    row.details,\n  ]',
    to: '  ]',
    test: 'test/store/trail.test.ts',
  },
  {
    abuse: 8,
    what: 'only the owner of the program reads its file',
    file: 'src/store/sqlite.ts',
    from: 'chmodSync(path, 0o600)',
    to: 'chmodSync(path, 0o644)',
    test: 'test/store/sqlite.test.ts',
  },
  {
    abuse: 8,
    what: 'a session is stored as its hash',
    file: 'src/store/tokens.ts',
    from: "return createHash('sha256').update(token).digest('hex')",
    to: 'return token',
    test: 'test/store/sessions.test.ts',
  },
  {
    abuse: 10,
    what: 'no script in a page runs',
    file: 'src/web/security.ts',
    from: `"script-src 'self'"`,
    to: `"script-src 'self' 'unsafe-inline'"`,
    test: GUARDS,
  },
  {
    abuse: 11,
    what: 'no cell that is written begins a formula',
    file: 'src/exchange/csv.ts',
    from: '.test(text) ? `',
    to: '.test(text) && false ? `',
    test: 'test/exchange/csv.test.ts',
  },
  {
    abuse: 12,
    what: 'ten failures, then a wait',
    file: 'src/identity/limits.ts',
    from: 'const MOST_FAILURES = 10',
    to: 'const MOST_FAILURES = 1e9',
    test: SIGN_IN,
  },
  {
    abuse: 12,
    what: 'an unknown address is answered as a wrong password is',
    file: 'src/identity/signing-in.ts',
    from: "visit, 'password')\n      return { outcome: 'refused' }",
    to: "visit, 'password')\n      return { outcome: account === undefined ? 'over' : 'refused' }",
    test: SIGN_IN,
  },
  {
    abuse: 13,
    what: 'a form of another site is refused',
    file: 'src/web/security.ts',
    from: '  if (!isOurOwn(c) && !ONE_CLICK.test(c.req.path)) throw new HTTPException(403)\n',
    to: '',
    test: GUARDS,
  },
  {
    abuse: 13,
    what: 'no other site shows our pages in a frame',
    file: 'src/web/security.ts',
    from: `  "frame-ancestors 'none'",\n`,
    to: '',
    test: GUARDS,
  },
  {
    abuse: 13,
    what: 'no script reads the cookie of a session',
    file: 'src/identity/cookies.ts',
    from: 'Secure; HttpOnly; SameSite=Lax',
    to: 'Secure; SameSite=Lax',
    test: SIGN_IN,
  },
  {
    abuse: 13,
    what: 'a session ends half an hour after the last thing that was done',
    file: 'src/identity/sessions.ts',
    from: 'export const IDLE_MINUTES = 30',
    to: 'export const IDLE_MINUTES = 3000',
    test: SESSIONS,
  },
  {
    abuse: 12,
    what: 'five codes, then the password again',
    file: 'src/identity/limits.ts',
    from: 'most: 5 }',
    to: 'most: 500 }',
    test: SIGN_IN,
  },
  {
    abuse: 12,
    what: 'a code of the authenticator app opens once',
    file: 'src/identity/signing-in.ts',
    from: 'return step !== undefined && useTotpStep(db, accountId, step)',
    to: 'return step !== undefined',
    test: SIGN_IN,
  },
  {
    abuse: 13,
    what: 'signing in leads to no other host',
    file: 'src/identity/local-path.ts',
    from: "if (url === null || url.origin !== 'http://here.invalid' || url.pathname.startsWith('//')) return undefined",
    to: 'return text',
    test: SIGN_IN,
  },
  {
    abuse: 13,
    what: 'a form that came too late is sent for nobody else',
    file: 'src/identity/kept-forms.ts',
    from: "  if (form.accountId !== accountId) return 'others'\n",
    to: '',
    test: SESSIONS,
  },
  {
    abuse: 10,
    what: 'a comment stays text',
    file: 'src/web/questions/comments-page.tsx',
    from: '<bdi>{comment.text}</bdi>',
    to: '<bdi dangerouslySetInnerHTML={{ __html: comment.text }} />',
    test: 'test/browser/stored-text.test.ts',
  },
  {
    abuse: 11,
    what: 'a file is what its name says',
    file: 'src/exchange/evidence-file.ts',
    from: 'if (!agrees)',
    to: 'if (!agrees && false)',
    test: 'test/exchange/evidence-file.test.ts',
  },
  {
    abuse: 12,
    what: 'the second step closes after twenty wrong codes, for as long as it takes',
    file: 'src/identity/second-step.ts',
    from: 'export const MOST_WRONG_CODES = 20',
    to: 'export const MOST_WRONG_CODES = 1e9',
    test: SIGN_IN,
    named: 'is closed after twenty',
  },
  {
    abuse: 12,
    what: 'only so many begin by a passkey from one address',
    file: 'src/identity/limits.ts',
    from: 'address: 100, everybody: 1000',
    to: 'address: 1e9, everybody: 1e9',
    test: SIGN_IN,
    named: 'begins by a passkey a hundred times',
  },
  {
    abuse: 13,
    what: 'a passkey that counts back is a copy',
    file: 'src/identity/passkeys.ts',
    from: 'newCounter <= counter',
    to: 'newCounter < 0',
    test: SIGN_IN,
    named: 'whose counter went back',
  },
]
