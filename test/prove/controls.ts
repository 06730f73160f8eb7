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
const GUARDS = 'test/web/guards.test.ts'

export const CONTROLS: readonly Control[] = [
  {
    abuse: 1,
    what: 'somebody of another organisation finds nothing there',
    file: PERMISSION,
    from: "  if (leaves.length === 0) return 'not-found'\n  if (leaves.includes('yes')) return 'allowed'\n",
    to: "  if (leaves.length === 0 || leaves.includes('yes')) return 'allowed'\n",
    test: 'test/web/matrix.test.ts',
    named: 'GET /o/:organisation/results',
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
    from: '>= MOST_EXPORTS)',
    to: '>= Infinity)',
    test: 'test/web/trail.test.ts',
  },
  {
    abuse: 6,
    what: 'an export is in the trail',
    file: 'src/service/exporting.ts',
    from: '  await record(db, house, person, act)\n',
    to: '',
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
    abuse: 13,
    what: 'a form of another site is refused',
    file: 'src/web/security.ts',
    from: '  if (!isOurOwn(c)) throw new HTTPException(403)\n',
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
]
