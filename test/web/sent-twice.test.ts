/**
 * Every form, sent twice with the same bytes, as two clicks send it without JavaScript: nothing is made twice,
 * and the second answer is the page that follows the first, or one that says in words why nothing was done.
 */
import { loadCafFramework } from '../../src/service/loading-caf.ts'
import { COMPLETED, MADE_UP } from '../caf/made-up.ts'
import Sqlite from 'better-sqlite3'
import { hash } from 'node:crypto'
import { serialize } from 'node:v8'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addMonths } from '../../src/calendar.ts'
import { statedColumns, writeStatement } from '../../src/answers/statement.ts'
import { writeCsv } from '../../src/exchange/csv.ts'
import { SESSION } from '../../src/identity/cookies.ts'
import { demonstrationId } from '../../src/identity/demonstration.ts'
import { makeSetUpLink } from '../../src/identity/enrolling.ts'
import { hashPassword } from '../../src/identity/passwords.ts'
import { seal } from '../../src/identity/key.ts'
import { newSecret } from '../../src/identity/codes.ts'
import { beginSession } from '../../src/identity/sessions.ts'
import type { Mail } from '../../src/mail/mailer.ts'
import { saveRow } from '../../src/service/register-rows.ts'
import { askDeletion } from '../../src/service/deleting.ts'
import { sealAssessment } from '../../src/service/signing.ts'
import { savePassword } from '../../src/store/account-details.ts'
import { insertApiKey } from '../../src/store/api-keys.ts'
import { findAssessment } from '../../src/store/assessments.ts'
import { saveTotp } from '../../src/store/codes.ts'
import { insertPasskey } from '../../src/store/passkeys.ts'
import type { Role } from '../../src/store/person.ts'
import { insertPeriods } from '../../src/store/periods.ts'
import { insertRuleSet } from '../../src/store/rule-sets.ts'
import { write } from '../../src/store/transaction.ts'
import { DECLARED } from '../../src/web/app.tsx'
import { paths } from '../../src/web/paths.ts'
import { addSigned, ANALYST, FIRST, OTHER, TWO_CELLS } from '../service/country.ts'
import { ODS_SAMPLE } from '../exchange/ods-sample.ts'
import {
  addTrust,
  CHOICE,
  choose,
  nationalPerson,
  NOW,
  REFERENCE_DAY,
  RULE_SET,
  TEST_PERIOD,
  person,
  openTestHouse,
} from '../service/house.ts'
import { NEXT_PERIOD } from '../service/next-period.ts'
import { OLDER } from '../service/newer-rule-set.ts'
import { newFileWithTables } from '../store/files.ts'
import { browse, codeAt, PASSWORD, secretOn } from './browsing.ts'
import { formOn } from './form-on.ts'
import { openService, type Service, type SignedInPerson } from './signed-in.ts'
import { TRUSTS } from './trusts.ts'
import { type Fields, type Visitor, visitorAt } from './visitor.ts'
import { addTrustWith } from './written-trusts.ts'

let service: Service
/** Beside the service: it sees what was committed. */
let reader: Sqlite.Database
let ada: SignedInPerson
let ben: SignedInPerson
const mails: Mail[] = []
/** Of the first administrator; there is one only while nobody has an account. */
let setUp = ''
const BEST = TRUSTS['all-best'] as NonNullable<(typeof TRUSTS)[string]>
const ANSWERS = JSON.stringify({
  organisation: { name: 'Bringing', cohort: 'acute' },
  'as-of': REFERENCE_DAY,
  answers: { [CHOICE.id]: CHOICE.levels[0]?.id },
})
const VISIT = { address: '192.0.2.9', agent: 'Test browser' }

beforeAll(async () => {
  const file = await newFileWithTables()
  const mailer = (mail: Mail) => Promise.resolve(void mails.push(mail))
  service = await openService({ house: await openTestHouse(file, undefined, { mailer }) })
  reader = new Sqlite(file, { readonly: true })
  setUp = new URL((await makeSetUpLink(service.gate)) ?? '').pathname
  await addSigned(service.house as never, TWO_CELLS)
  ada = await service.signIn({ name: 'Ada', national: 'administrator', isEstablished: true })
  ben = await service.signIn({ name: 'Ben', national: 'administrator', isEstablished: true })
})
afterAll(() => {
  reader.close()
  return service.close()
})

/** Somebody of an organisation, signed in and just proved. */
async function as(organisation: string, role: Role = 'lead'): Promise<Visitor> {
  const token = await beginSession(service.house.db, service.gate, demonstrationId(organisation, role), VISIT)
  return visitorAt(service.app, service.gate.origin, `${SESSION}=${token}`)
}

async function trust(id: string): Promise<string> {
  await addTrust(service.house, id, false)
  return id
}

/** A trust with every answer. */
async function whole(id: string, answers = BEST): Promise<string> {
  await addTrustWith(service.house, id, answers)
  return id
}

/** A trust that signed; and another period that is open. */
async function signed(id: string): Promise<string> {
  await whole(id)
  await write(service.house.db, async (db) => {
    const assessment = await findAssessment(db, id)
    if (assessment !== undefined) await sealAssessment(db, RULE_SET, assessment, NOW.toISOString())
  })
  return id
}

const openNext = () => insertPeriods(service.house.db, [NEXT_PERIOD])

interface Sent {
  readonly who: Pick<Visitor, 'get' | 'post'> & Partial<Visitor>
  /** The page with the form. */
  readonly page: string
  /** Of the form, where it is not the page's own address. */
  readonly action?: string
  readonly typed?: Fields
  readonly file?: { readonly name: string; readonly bytes: Uint8Array<ArrayBuffer> }
  /** It only shows what would be saved. */
  readonly saves?: false
  /** What the page says that answers the second one; undefined: it leads where the first one led. */
  readonly says?: RegExp
  /** Where it leads, where that is another page. */
  readonly leads?: string
  /** What the second one does again, and harms nobody. */
  readonly again?: readonly string[]
}

const acts = (act: string) => ({ act })
const textOf = (html: string) => html.replace(/<head[\s\S]*?<\/head>|<[^>]+>/g, ' ').replace(/\s+/g, ' ')
const question = (id: string) => paths.question(id, CHOICE.domain, CHOICE.id)
const idOn = (page: string, pattern: RegExp) => pattern.exec(page)?.[1] ?? ''
const day = (name: string, iso: string) =>
  Object.fromEntries(
    ['year', 'month', 'day'].map((part, index) => [`${name}${part}`, String(Number(iso.split('-')[index]))]),
  )
const REGISTER_FILE = {
  name: 'suppliers.csv',
  bytes: new TextEncoder().encode('Supplier,Patients affected\nSole Supplier,lots\n'),
}
/** What a supplier answers in the workbook that it was sent. */
function reply(): Uint8Array<ArrayBuffer> {
  const register = RULE_SET.registers.find(({ id }) => id === REGISTER)
  if (register === undefined) throw new Error('The rules have no such register.')
  const [sheet] = writeStatement(register, 'row-1', { cells: {}, evidence: {} })
  const answers = [
    'row-1',
    'x',
    ...statedColumns(register).map(({ options }) => options[0]?.text ?? ''),
    '2026-11-01',
    'Manager',
  ]
  return new TextEncoder().encode(writeCsv([sheet?.columns ?? [], answers]))
}
/** The lead of a trust who has sent a file of suppliers. */
async function withFile(id: string, text?: string): Promise<Visitor> {
  const who = await as(await trust(id))
  const bytes = text === undefined ? REGISTER_FILE.bytes : new TextEncoder().encode(text)
  await who.upload(paths.registerFile(id, REGISTER), {}, { ...REGISTER_FILE, bytes })
  return who
}
const DEVICES = 'Device,Last reported,Kind of device\nsrv-1,2026-11-20,Server\n'
const RESTORE_LOG = 'Id,EndTime,Result,System\nr1,2026-11-02T01:00:00Z,Success,Sole System\n'
/** The lead of a trust who has sent the list of a tool: twice, if its columns are to be said first. */
async function withExport(id: string, saysColumns: boolean): Promise<Visitor> {
  const who = await as(await trust(id))
  const send = () =>
    who.upload(
      paths.toolExport(id, EDR),
      { stated: '1', 'total-edr-servers': '2' },
      { name: 'devices.csv', bytes: new TextEncoder().encode(DEVICES) },
    )
  await send()
  const columns = paths.toolColumns(id, EDR)
  if (saysColumns) await who.post(columns, formOn(await (await who.get(columns)).text(), columns))
  if (saysColumns) await send()
  return who
}
/** The lead of a trust who has sent a log that names its only critical system. */
async function withFilling(id: string): Promise<Visitor> {
  const who = await as(await trust(id))
  const row = { cells: { name: 'Sole System' }, evidence: {} }
  await saveRow(service.house, person(id), id, 'critical-systems-register', 'sole', 0, row)
  const file = { name: 'log.csv', bytes: new TextEncoder().encode(RESTORE_LOG) }
  const send = () => who.upload(paths.toolExport(id, RESTORE), { stated: '1' }, file)
  await send()
  const columns = paths.toolColumns(id, RESTORE)
  const page = await (await who.get(columns)).text()
  await who.post(columns, formOn(page, columns, { 'column-3': 'system' }))
  await send()
  return who
}
/** Somebody who signs in with a password and an app. */
async function withPassword(): Promise<SignedInPerson & { readonly secret: string }> {
  const made = await service.signIn()
  const { db } = service.house
  await savePassword(db, made.accountId, await hashPassword(PASSWORD))
  const secret = newSecret()
  await saveTotp(db, made.accountId, seal(service.gate.key, 'totp', secret), 0, NOW.toISOString())
  return { ...made, secret }
}

/** The same, in a browser that keeps the cookies it is given. */
function browsing({ cookie }: SignedInPerson) {
  const browser = browse(service.app)
  browser.setCookie(SESSION, cookie.slice(SESSION.length + 1))
  return browser
}

async function analyst(which: 0 | 1): Promise<Visitor> {
  const token = await beginSession(service.house.db, service.gate, [ANALYST, OTHER][which]?.id ?? '', VISIT)
  return visitorAt(service.app, service.gate.origin, `${SESSION}=${token}`)
}

/** What is done by the service in somebody's name. */
const asPerson = ({ accountId }: SignedInPerson, name: string) =>
  nationalPerson(accountId, name, 'administrator')

/** An answer that nothing shows. */
const onPaper = {
  value: { kind: 'choice', option: CHOICE.levels.at(-1)?.id ?? '' },
  assurance: 'asserted',
} as const

/** A trust whose lead has submitted; gives the lead. */
async function submitted(id: string, answers = BEST): Promise<Visitor> {
  const lead = await as(await whole(id, answers))
  const page = await (await lead.get(paths.signOff(id))).text()
  const action = paths.signOffSteps.submit(id)
  await lead.post(action, formOn(page, action))
  return lead
}

const EVIDENCE = {
  kind: 'link',
  title: 'Report of the directory',
  place: 'Folder 12',
  owner: 'Identity team',
  ...day('dated-', REFERENCE_DAY),
}

const SHARE = (id: string) => ({
  assessment: `${id}-assessment`,
  name: 'Ines',
  email: 'ines@board.example',
  body: 'The board of the region',
  purpose: 'To advise',
  days: '7',
})

/** A trust whose lead has proposed to share what it signed. */
async function proposed(id: string): Promise<Sent> {
  const lead = await as(await signed(id))
  const page = await (await lead.get(paths.newShare(id))).text()
  await lead.post(paths.newShare(id), formOn(page, paths.newShare(id), SHARE(id)))
  return { who: lead, page: paths.sharing(id) }
}

async function shareOf(id: string): Promise<string> {
  const row = await service.house.db
    .selectFrom('proposal')
    .select('id')
    .where('organisationId', '=', id)
    .executeTakeFirstOrThrow()
  return row.id
}

/** Somebody invited who has opened their link. */
async function enrolling() {
  invited++
  const id = `enrolling-${invited}`
  const email = `${id}@trust.example`
  const lead = await as(await trust(id))
  await lead.post(paths.invite(id), { name: 'Ivy', email, roles: ['board'] })
  const who = browse(service.app)
  const text = mails.findLast(({ to }) => to === email)?.text ?? ''
  await who.post(idOn(text, /(\/invitation\/[\w-]+)/), {})
  return who
}
let invited = 0

/** A kind for each organisation of a preview that has none. */
async function kindsOn(page: string): Promise<Fields> {
  const html = await (await ada.visitor.get(page)).text()
  return Object.fromEntries(
    [...html.matchAll(/name="(kind-[^"]+)"/g)].map(([, name = '']) => [name, 'acute']),
  )
}

const REGISTER = RULE_SET.registers[0]?.id ?? ''
const EDR = { domain: 'monitoring', id: 'edr-servers' }
const RESTORE = { domain: 'recovery', id: 'restore-main-record' }

async function answered(id: string): Promise<string> {
  await trust(id)
  const lead = await as(id)
  const page = await (await lead.get(question(id))).text()
  await lead.post(question(id), formOn(page, question(id), { value: choose(1).value.option, action: 'stay' }))
  return id
}

/** Posted without a form of a page, by a script, or by forms that only show or let in. */
const OTHERS: Readonly<Record<string, readonly string[]>> = {
  'posted by scripts of pages: each is answered once by its challenge, or changes nothing': [
    '/account/passkeys/options',
    '/account/passkeys/new',
    '/account/prove/options',
    '/account/prove/passkey',
    '/sign-in/passkey/options',
    '/sign-in/passkey',
    '/sign-in/second/options',
    '/sign-in/second/passkey',
    '/enrol/passkey/options',
    '/enrol/passkey',
    '/session',
  ],
  'leads to the next step of signing in, which is over in minutes': [
    '/account/single-sign-on',
    '/account/prove/single-sign-on',
    '/sign-in/single-sign-on',
    '/invitation/:token/single-sign-on',
    '/enrol/app/start',
  ],
  'there is something to end only once': ['/account/single-sign-on/remove', '/sign-out', '/leave'],
  'shows a list, or gives a table, of which each is entered in the trail': [
    '/administration/accounts',
    '/o/:organisation/trail.csv',
  ],
  'lets into the demonstration': ['/enter', '/enter-as-analyst', '/enter-as-administrator'],
  'is posted twice in its own test (reminding.test.ts, kept-forms.test.ts)': [
    '/reminders/stop/:token',
    '/kept-forms',
  ],
}

test('every form is in the list', () => {
  const posted = DECLARED.filter(({ method }) => method === 'POST').map(({ path }) => path)
  expect([...Object.keys(FORMS), ...Object.values(OTHERS).flat()].sort()).toEqual(posted.sort())
})

/** Every form that a person sends, by its route. */
const FORMS: Readonly<Record<string, () => Sent | Promise<Sent>>> = {
  '/administration/add-organisation': () => ({
    who: ada.visitor,
    page: '/administration/add-organisation',
    typed: { 'ods-code': 'RX9', name: 'New Trust', cohort: 'acute', region: 'London' },
    says: /has the code RX9 already/,
  }),
  '/administration/organisations/:record/:field': async () => ({
    who: ada.visitor,
    page: `/administration/organisations/${await trust('renamed')}/name`,
    typed: { value: 'Renamed Trust' },
  }),
  '/administration/add-period': () => ({
    who: ada.visitor,
    page: '/administration/add-period',
    typed: {
      name: 'Round of 2029',
      ...day('opens-', '2029-01-01'),
      ...day('referenceDate-', '2029-02-01'),
      ...day('closes-', '2029-03-01'),
    },
    says: /There is a period called Round of 2029 already/,
  }),
  '/administration/remind': async () => {
    await trust('reminded')
    return { who: ada.visitor, page: '/administration', action: '/administration/remind' }
  },
  '/administration/periods/:period': async () => {
    await insertPeriods(service.house.db, [
      { ...NEXT_PERIOD, id: 'later', name: 'Later', opens: '2028-01-01', referenceDate: '2028-02-01' },
    ])
    return { who: ada.visitor, page: '/administration/periods/later', typed: { name: 'Much later' } }
  },
  '/administration/periods/:period/closing-day': async () => {
    await insertPeriods(service.house.db, [
      { ...TEST_PERIOD, id: 'moving', name: 'Moving', closes: '2028-01-01' },
    ])
    return {
      who: ada.visitor,
      page: '/administration/periods/moving/closing-day',
      typed: day('closes-', '2028-02-01'),
      says: /Enter a day after 1 February 2028/,
    }
  },
  '/administration/periods/:period/rule-set': async () => {
    await insertRuleSet(service.house.db, OLDER, NOW.toISOString())
    await insertPeriods(service.house.db, [
      { ...TEST_PERIOD, id: 'older', name: 'Older', ruleSetDigest: OLDER.digest },
    ])
    return {
      who: ada.visitor,
      page: '/administration/periods/older/rule-set',
      says: /Older asks the rule set in use already/,
    }
  },
  '/administration/invite': async () => {
    await trust('inviting')
    await service.house.db.deleteFrom('membership').where('organisationId', '=', 'inviting').execute()
    return {
      who: ada.visitor,
      page: '/administration/invite',
      typed: { name: 'Lena', email: 'lena@trust.example', as: 'lead', organisation: 'inviting' },
      says: /has this role already/,
    }
  },
  '/administration/accounts/:account': async () => {
    const { accountId } = await service.signIn({ name: 'Will Be Analyst' })
    return {
      who: ada.visitor,
      page: `/administration/accounts/${accountId}`,
      typed: acts('give-analyst'),
      says: /has this role already/,
    }
  },
  '/administration/import': () => ({
    who: ada.visitor,
    page: '/administration/import',
    file: { name: 'etr.csv', bytes: new TextEncoder().encode(ODS_SAMPLE) },
  }),
  '/administration/import/preview': async () => ({
    who: ada.visitor,
    page: '/administration/import/preview',
    typed: await kindsOn('/administration/import/preview'),
    says: /If you have just imported it, the list of organisations shows so/,
  }),
  '/administration/data/:record': async () => ({
    who: ada.visitor,
    page: `/administration/data/${await trust('held')}`,
    typed: { act: 'hold', hold: 'An inquiry' },
    says: /held already/,
  }),
  '/account/name': async () => ({
    who: (await service.signIn()).visitor,
    page: '/account/name',
    typed: { name: 'Another Name' },
  }),
  '/account/reminders': async () => ({
    who: (await service.signIn()).visitor,
    page: '/account/reminders',
    typed: { mailed: 'sign' },
  }),
  '/account/email': async () => ({
    who: (await service.signIn()).visitor,
    page: '/account/email',
    typed: { email: 'moved@trust.example' },
    // Another link; the earlier one stops working.
    again: ['letters', 'ticket', 'trail'],
  }),
  '/account/email/:token': async () => {
    const { visitor } = await service.signIn()
    await visitor.post('/account/email', { email: 'confirmed@trust.example' })
    const text = mails.findLast(({ to }) => to === 'confirmed@trust.example')?.text ?? ''
    return { who: visitor, page: idOn(text, /(\/account\/email\/[\w-]+)/), says: /link/ }
  },
  '/account/password': async () => ({
    who: (await withPassword()).visitor,
    page: '/account/password',
    typed: { password: 'seventeen violet kettles' },
    again: ['account', 'letters', 'trail'],
  }),
  '/account/sessions/end': async () => {
    const { visitor, accountId } = await service.signIn()
    await beginSession(service.house.db, service.gate, accountId, VISIT)
    return { who: visitor, page: '/account', action: '/account/sessions/end' }
  },
  '/account/sessions/end-others': async () => {
    const { visitor, accountId } = await service.signIn()
    await beginSession(service.house.db, service.gate, accountId, VISIT)
    return { who: visitor, page: '/account', action: '/account/sessions/end-others' }
  },
  '/account/keys/new': async () => {
    const organisation = await trust('keyed')
    return {
      who: (await service.signIn({ organisationId: organisation })).visitor,
      page: '/account/keys/new',
      typed: { label: 'Reporting', seat: `lead.${organisation}`, scope: 'read' },
      says: /This key was made already/,
    }
  },
  '/account/keys/end': async () => {
    const organisation = await trust('key-ended')
    const { visitor, accountId } = await service.signIn({ organisationId: organisation })
    const key = { id: 'key-9', accountId, organisationId: organisation, role: 'lead', scope: 'read' } as const
    await insertApiKey(service.house.db, { ...key, label: 'Old', createdAt: NOW.toISOString() })
    return { who: visitor, page: '/account', action: '/account/keys/end' }
  },
  '/account/passkeys/remove': async () => {
    const { visitor, accountId } = await withPassword()
    await insertPasskey(service.house.db, {
      id: 'key-1',
      accountId,
      label: 'Phone',
      createdAt: NOW.toISOString(),
      publicKey: Buffer.from('key'),
      counter: 0,
      transports: [],
      usedAt: undefined,
    })
    return { who: visitor, page: '/account', action: '/account/passkeys/remove' }
  },
  '/account/app/start': async () => ({
    who: browsing(await withPassword()),
    page: '/account/app/start',
  }),
  '/account/app': async () => {
    const who = browsing(await withPassword())
    await who.post('/account/app/start', {})
    const secret = secretOn(await (await who.get('/account/app')).text())
    return { who, page: '/account/app', typed: { code: codeAt(secret, NOW) }, leads: '/account' }
  },
  '/account/app/remove': async () => {
    const { visitor, accountId } = await withPassword()
    await insertPasskey(service.house.db, {
      id: 'key-2',
      accountId,
      label: 'Phone',
      createdAt: NOW.toISOString(),
      publicKey: Buffer.from('key'),
      counter: 0,
      transports: [],
      usedAt: undefined,
    })
    return { who: visitor, page: '/account', action: '/account/app/remove' }
  },
  '/account/recovery-codes': async () => ({
    who: (await withPassword()).visitor,
    page: '/account/recovery-codes',
    says: /Important: they are not shown again/,
    // Ten others; the earlier ones stop working.
    again: ['letters', 'recovery_code', 'trail'],
  }),
  '/account/prove': async () => {
    const { visitor, secret } = await withPassword()
    return {
      who: visitor,
      page: '/account/prove?next=%2Faccount',
      action: '/account/prove',
      typed: { code: codeAt(secret, NOW) },
      again: ['totp', 'trail'],
    }
  },
  '/o/:organisation/registers/:register': async () => ({
    who: await as(await whole('complete')),
    page: paths.register('complete', REGISTER),
    typed: { complete: 'no' },
  }),
  '/o/:organisation/registers/:register/rows/new': async () => ({
    who: await as(await trust('rows')),
    page: paths.newRow('rows', REGISTER),
    typed: { 'cell-name': 'Sole Supplier', action: 'next' },
  }),
  '/o/:organisation/registers/:register/rows/:row': async () => ({
    who: await as(await whole('changed-row')),
    page: paths.row('changed-row', REGISTER, 'row-1'),
    typed: { 'cell-name': 'Changed', action: 'next' },
  }),
  '/o/:organisation/registers/:register/rows/:row/delete': async () => ({
    who: await as(await whole('deleted-row')),
    page: paths.deleteRow('deleted-row', REGISTER, 'row-1'),
  }),
  '/o/:organisation/registers/:register/rows/:row/statement': async () => ({
    who: await as(await whole('replied')),
    page: paths.statement('replied', REGISTER, 'row-1'),
    file: { name: 'reply.csv', bytes: reply() },
  }),
  '/o/:organisation/registers/:register/rows/:row/statement/taken': async () => {
    const who = await as(await whole('taken'))
    const page = paths.statement('taken', REGISTER, 'row-1')
    await who.upload(page, {}, { name: 'reply.csv', bytes: reply() })
    return { who, page, action: paths.statementTaken('taken', REGISTER, 'row-1') }
  },
  '/o/:organisation/registers/:register/bring-in': async () => ({
    who: await as(await trust('sent-file')),
    page: paths.registerFile('sent-file', REGISTER),
    file: REGISTER_FILE,
  }),
  '/o/:organisation/registers/:register/bring-in/columns': async () => ({
    who: await withFile('columns-said'),
    page: paths.registerColumns('columns-said', REGISTER),
  }),
  '/o/:organisation/registers/:register/bring-in/words': async () => {
    const who = await withFile('words-said')
    const action = paths.registerColumns('words-said', REGISTER)
    await who.post(action, formOn(await (await who.get(action)).text(), action))
    return { who, page: paths.registerWords('words-said', REGISTER), typed: { 'word-0': 'many' } }
  },
  '/o/:organisation/registers/:register/bring-in/preview': async () => ({
    who: await withFile('brought-in', 'Supplier\nSole Supplier\n'),
    page: paths.registerPreview('brought-in', REGISTER),
    says: /If you have just brought it in, the register shows so/,
  }),
  '/o/:organisation/questions/:domain/:question/export': async () => ({
    who: await as(await trust('sent-export')),
    page: paths.toolExport('sent-export', EDR),
    typed: { stated: '1' },
    file: { name: 'devices.csv', bytes: new TextEncoder().encode(DEVICES) },
  }),
  '/o/:organisation/questions/:domain/:question/export/columns': async () => ({
    who: await withExport('export-columns', false),
    page: paths.toolColumns('export-columns', EDR),
  }),
  '/o/:organisation/questions/:domain/:question/export/proposal': async () => ({
    who: await withExport('export-accepted', true),
    page: paths.toolProposal('export-accepted', EDR),
    typed: { states: 'yes' },
  }),
  '/o/:organisation/questions/:domain/:question/export/register': async () => ({
    who: await withFilling('register-filled'),
    page: paths.toolFilling('register-filled', RESTORE),
    typed: { states: 'yes' },
  }),
  '/national/releases': async () => ({
    who: await analyst(0),
    page: '/national/releases',
    typed: { period: FIRST.id },
    // That a limit was met is entered.
    again: ['trail'],
    says: /It is prepared once a day at most/,
  }),
  '/national/releases/:release': async () => {
    const other = await analyst(1)
    const page = await (await other.get('/national/releases')).text()
    return {
      who: other,
      page: idOn(page, /href="(\/national\/releases\/[\w-]+)"/),
    }
  },
  '/o/:organisation/start': async () => {
    await openNext()
    return {
      who: await as(await signed('starting')),
      page: paths.start('starting'),
      typed: { how: 'carried' },
      says: /There is an assessment of Next already/,
    }
  },
  '/o/:organisation/rule-set': async () => {
    await insertRuleSet(service.house.db, OLDER, NOW.toISOString())
    await whole('moving-on')
    await service.house.db
      .updateTable('assessment')
      .set({ ruleSetDigest: OLDER.digest })
      .where('organisationId', '=', 'moving-on')
      .execute()
    return {
      who: await as('moving-on'),
      page: paths.ruleSetMove('moving-on'),
      says: /is under the rule set of its period already/,
    }
  },
  '/o/:organisation/confirm/:domain': async () => {
    await openNext()
    const lead = await as(await signed('confirming'))
    await lead.post(
      paths.start('confirming'),
      formOn(await (await lead.get(paths.start('confirming'))).text(), paths.start('confirming'), {
        how: 'carried',
      }),
    )
    const page = paths.confirmDomain('confirming', CHOICE.domain)
    const boxes = [...(await (await lead.get(page)).text()).matchAll(/<input[^>]*name="answer"[^>]*>/g)]
    const answer = boxes.map(([box]) => idOn(box, /value="([^"]+)"/))
    const leads = `${paths.confirm('confirming')}?confirmed=0&passed-over=${answer.length}`
    return { who: lead, page, typed: { answer }, leads }
  },
  '/o/:organisation/sign-off/submit': async () => ({
    who: await as(await whole('submitting')),
    page: paths.signOff('submitting'),
    action: paths.signOffSteps.submit('submitting'),
    typed: { word: 'Please look at recovery.' },
  }),
  '/o/:organisation/sign-off/withdraw': async () => ({
    who: await submitted('withdrawing'),
    page: paths.signOff('withdrawing'),
    action: paths.signOffSteps.withdraw('withdrawing'),
    typed: { word: 'One answer is wrong.' },
  }),
  '/o/:organisation/sign-off/return': async () => {
    await submitted('returning')
    return {
      who: await as('returning', 'siro'),
      page: paths.signOff('returning'),
      action: paths.signOffSteps.return('returning'),
      typed: { reasons: 'Look again.' },
    }
  },
  '/o/:organisation/evidence-calendar': async () => {
    const evidenceDate = addMonths(REFERENCE_DAY, 1 - CHOICE.evidenceLasts)
    const shown = {
      ...(BEST.answers[CHOICE.id] ?? onPaper),
      assurance: 'evidenced',
      evidence: 'x',
      evidenceDate,
    } as const
    await whole('renewing', { ...BEST, answers: { ...BEST.answers, [CHOICE.id]: shown } })
    return {
      who: await as('renewing'),
      page: paths.evidenceCalendar('renewing'),
      typed: { question: CHOICE.id },
    }
  },
  '/o/:organisation/sign-off/marks': async () => {
    await submitted('marking', { ...BEST, answers: { ...BEST.answers, [CHOICE.id]: onPaper } })
    const who = await as('marking', 'siro')
    const field = `mark-${CHOICE.id}`
    return {
      who,
      page: paths.signOff('marking'),
      action: paths.signOffMarks('marking'),
      typed: { [field]: 'sent-back', [`${field}-word`]: 'Is that so?' },
    }
  },
  '/o/:organisation/sign-off/sign': async () => {
    await submitted('signing')
    return {
      who: await as('signing', 'siro'),
      page: paths.signOff('signing'),
      action: paths.signOffSteps.sign('signing'),
      typed: { how: 'without', 'same-line': 'no' },
    }
  },
  '/o/:organisation/sign-off/reopen': async () => ({
    who: await as(await signed('reopening'), 'siro'),
    page: paths.signOff('reopening'),
    action: paths.signOffSteps.reopen('reopening'),
    typed: { reasons: 'An answer was wrong.' },
  }),
  '/o/:organisation/explain/:about': async () => {
    await addTrustWith(service.house, 'explaining', TRUSTS['middling'] as typeof BEST)
    const lead = await as('explaining')
    const check = await (await lead.get(paths.checkAnswers('explaining'))).text()
    return {
      who: lead,
      page: idOn(check, /href="(\/o\/explaining\/explain\/[^"]+)"/),
      typed: { text: 'Two systems.' },
    }
  },
  '/o/:organisation/scope': async () => ({
    who: await as(await trust('scoped')),
    page: paths.scope('scoped'),
    typed: { 'scope-parts': 'Two hospitals', action: 'next' },
  }),
  '/o/:organisation/questions/:domain/:question': async () => ({
    who: await as(await trust('asked')),
    page: question('asked'),
    typed: { value: choose(1).value.option, comment: 'Once', action: 'next' },
  }),
  '/o/:organisation/questions/:domain/:question/comments': async () => ({
    who: await as(await trust('commented')),
    page: paths.comments('commented', CHOICE),
    typed: { text: 'Is it so everywhere?' },
  }),
  '/o/:organisation/notes/:domain': async () => ({
    who: await as(await trust('noted')),
    page: paths.note('noted', CHOICE.domain),
    typed: { text: 'A word for the SIRO' },
  }),
  '/o/:organisation/actions/new': async () => ({
    who: await as(await trust('planning')),
    page: paths.newAction('planning'),
    typed: { title: 'Close the last way in.', 'owner-name': 'Head of networks' },
  }),
  '/o/:organisation/actions/:action': async () => {
    const lead = await as(await trust('acting'))
    const address = paths.newAction('acting')
    await lead.post(address, formOn(await (await lead.get(address)).text(), address, { title: 'Close it.' }))
    const page = await (await lead.get(paths.actions('acting'))).text()
    return {
      who: lead,
      page: idOn(page, /(\/o\/acting\/actions\/[0-9a-f-]{36})/),
      typed: { title: 'Close it.', state: 'done', 'shown-by': 'Test report' },
    }
  },
  '/o/:organisation/risk-register/new': async () => ({
    who: await as(await trust('risky')),
    page: paths.newRisk('risky'),
    typed: { title: 'If the lifts fail, then patients would wait.', own: '2x3' },
  }),
  '/o/:organisation/risk-register/:risk': async () => ({
    who: await as(await trust('owning')),
    page: paths.riskEntry('owning', RULE_SET.risks[0]?.id ?? ''),
    typed: { 'owner-name': 'Chief nurse', target: '2x4' },
  }),
  '/o/:organisation/fix-first/:question/:step': async () => ({
    who: await as(await trust('own-figures')),
    page: paths.ownEffort('own-figures', CHOICE.id, CHOICE.levels.at(-1)?.id ?? ''),
    typed: { daysMost: '40' },
  }),
  '/o/:organisation/caf-bring-in/:framework/:system': async () => {
    const framework = RULE_SET.frameworks[0]!
    await loadCafFramework(service.house, framework, MADE_UP)
    return {
      who: await as(await trust('completed')),
      page: paths.cafBringIn('completed', framework.id, 'whole'),
      file: { name: 'completed.json', bytes: new TextEncoder().encode(JSON.stringify(COMPLETED)) },
      saves: false,
      says: /What the assessment says/,
    }
  },
  '/o/:organisation/caf-bring-in/:framework/:system/shown': async () => {
    const framework = RULE_SET.frameworks[0]!
    await loadCafFramework(service.house, framework, MADE_UP)
    const lead = await as(await trust('completed-shown'))
    const page = paths.cafBringIn('completed-shown', framework.id, 'whole')
    const file = { name: 'completed.json', bytes: new TextEncoder().encode(JSON.stringify(COMPLETED)) }
    const action = paths.cafBringInShown('completed-shown', framework.id, 'whole')
    return { who: { ...lead, get: () => lead.upload(page, {}, file) }, page, action }
  },
  '/o/:organisation/caf-outcomes/:framework/:system/:outcome': async () => {
    const framework = RULE_SET.frameworks[0]!
    await loadCafFramework(service.house, framework, MADE_UP)
    return {
      who: await as(await trust('outcomes')),
      page: paths.cafOutcome('outcomes', framework.id, 'whole', 'A1.b'),
      typed: { 'said-achieved_A1-b-2': 'true', summary: 'Looked at in May.' },
    }
  },
  '/o/:organisation/plan-action': async () => {
    await addTrustWith(service.house, 'pressing', TRUSTS['middling'] ?? BEST)
    return {
      who: await as('pressing'),
      page: paths.fixFirst('pressing'),
      action: paths.planAction('pressing'),
    }
  },
  '/o/:organisation/insurer/export': async () => ({
    who: await as(await trust('exporting')),
    page: paths.exportOutside('exporting'),
    typed: { recipient: 'Ana Bell, Insurer', reason: 'Renewal' },
    // The same document again, and both stand in the trail.
    says: /^PK/,
    again: ['trail'],
  }),
  '/o/:organisation/bring-in': async () => ({
    who: await as(await trust('bringing')),
    page: paths.bringIn('bringing'),
    file: { name: 'answers.json', bytes: new TextEncoder().encode(ANSWERS) },
    saves: false,
    says: /What the file would change/,
  }),
  '/o/:organisation/bring-in/shown': async () => {
    const lead = await as(await trust('brought'))
    const page = paths.bringIn('brought')
    const file = { name: 'answers.json', bytes: new TextEncoder().encode(ANSWERS) }
    const action = paths.bringInShown('brought')
    // The page that holds the form is the answer to the file.
    const who = { ...lead, get: () => lead.upload(page, {}, file) }
    return { who, page, action, leads: `${page}?answers=0&rows=0&texts=0&waiting=0` }
  },
  '/o/:organisation/packs/new': async () => ({
    who: await as(await trust('issuing')),
    page: paths.newPack('issuing'),
    typed: {
      ...{ meeting: 'Board of Directors', presentedBy: 'Ana Bell' },
      ...{ 'on-day': '10', 'on-month': '12', 'on-year': '2026' },
    },
  }),
  '/o/:organisation/confirm-plan': async () => {
    const lead = await as(await trust('confirmed'))
    const address = paths.newAction('confirmed')
    await lead.post(address, formOn(await (await lead.get(address)).text(), address, { title: 'Close it.' }))
    return {
      who: await as('confirmed', 'siro'),
      page: paths.actions('confirmed'),
      action: paths.confirmPlan('confirmed'),
    }
  },
  '/o/:organisation/sharing-out': async () => ({
    who: await as(await trust('sections-shared-out')),
    page: paths.sharingOut('sections-shared-out'),
    typed: { [`who-${CHOICE.domain}`]: demonstrationId('sections-shared-out', 'contributor') },
  }),
  '/o/:organisation/sharing-out/new': async () => ({
    who: await as(await trust('shared-out')),
    page: paths.newAssignment('shared-out'),
    typed: {
      part: `domain:${CHOICE.domain}`,
      account: demonstrationId('shared-out', 'contributor'),
      note: 'Please',
    },
  }),
  '/o/:organisation/sharing-out/:assignment/end': async () => {
    const lead = await as(await trust('taken-back'))
    const address = paths.newAssignment('taken-back')
    await lead.post(
      address,
      formOn(await (await lead.get(address)).text(), address, {
        part: `domain:${CHOICE.domain}`,
        account: demonstrationId('taken-back', 'contributor'),
      }),
    )
    const list = paths.sharingOut('taken-back')
    const action = idOn(await (await lead.get(list)).text(), /action="([^"]+\/end)"/)
    return { who: lead, page: list, action }
  },
  '/o/:organisation/questions/:domain/:question/evidence': async () => ({
    who: await as(await answered('evidenced')),
    page: paths.evidence('evidenced', CHOICE),
    typed: EVIDENCE,
  }),
  '/o/:organisation/questions/:domain/:question/evidence/review': async () => {
    await answered('reviewed')
    const lead = await as('reviewed')
    const page = paths.evidence('reviewed', CHOICE)
    await lead.post(page, formOn(await (await lead.get(page)).text(), page, EVIDENCE))
    return {
      who: await as('reviewed', 'reviewer'),
      page,
      action: paths.reviewEvidence('reviewed', CHOICE),
      typed: {
        how: 'document-seen',
        independence: 'other-team',
        finding: 'understated',
        note: 'It is better.',
      },
    }
  },
  '/o/:organisation/questions/:domain/:question/evidence/:evidence/withdraw': async () => {
    const lead = await as(await answered('withdrawn'))
    const list = paths.evidence('withdrawn', CHOICE)
    await lead.post(list, formOn(await (await lead.get(list)).text(), list, EVIDENCE))
    return { who: lead, page: idOn(await (await lead.get(list)).text(), /href="([^"]+\/withdraw)"/) }
  },
  '/o/:organisation/sharing/new': async () => ({
    who: await as(await signed('sharing')),
    page: paths.newShare('sharing'),
    typed: SHARE('sharing'),
  }),
  '/o/:organisation/sharing/:share/agree': async () => ({
    ...(await proposed('agreeing')),
    who: await as('agreeing', 'siro'),
    action: paths.agreeToShare('agreeing', await shareOf('agreeing')),
    says: /agreed to already/,
  }),
  '/o/:organisation/sharing/:share/end': async () => ({
    ...(await proposed('ending')),
    action: paths.endShare('ending', await shareOf('ending')),
  }),
  '/o/:organisation/invite': async () => ({
    who: await as(await trust('members')),
    page: paths.invite('members'),
    typed: { name: 'Sam', email: 'sam@trust.example', roles: ['board'] },
    says: /already/,
  }),
  '/o/:organisation/people/:account': async () => {
    const { accountId } = await service.signIn({ organisationId: await trust('roles'), role: 'board' })
    return {
      who: await as('roles'),
      page: paths.member('roles', accountId),
      typed: { act: 'give-role', role: 'contributor' },
      says: /already/,
    }
  },
  '/waiting/:request': async () => {
    await askDeletion(service.house, asPerson(ada, 'Ada'), await trust('waiting'), 'It closed.')
    const page = await (await ben.visitor.get('/waiting')).text()
    return {
      who: ben.visitor,
      page: '/waiting',
      action: idOn(page, /action="(\/waiting\/[0-9a-f-]{36})"/),
      typed: acts('stop'),
      says: /was stopped/,
    }
  },
  '/waiting/stop/:token': async () => {
    await askDeletion(service.house, asPerson(ada, 'Ada'), await trust('stopping'), 'It closed.')
    const text = mails.findLast(({ to }) => to === ben.email)?.text ?? ''
    return {
      who: browse(service.app),
      page: idOn(text, /(\/waiting\/stop\/[\w-]{43})/),
      says: /stops nothing/,
    }
  },
  '/set-up/:token': () => ({
    who: browse(service.app),
    page: setUp,
    typed: { name: 'Ada First', email: 'first@service.example' },
  }),
  '/enrol/password': async () => ({
    who: await enrolling(),
    page: '/enrol/password',
    typed: { password: 'seventeen violet kettles' },
  }),
  '/enrol/app': async () => {
    const who = await enrolling()
    await who.post('/enrol/password', { password: 'seventeen violet kettles' })
    const secret = secretOn(await (await who.get('/enrol/app')).text())
    return { who, page: '/enrol/app', typed: { code: codeAt(secret, NOW) }, leads: '/account' }
  },
  '/sign-in': async () => {
    const { email } = await withPassword()
    return { who: browse(service.app), page: '/sign-in', typed: { email, password: PASSWORD } }
  },
  '/sign-in/second': async () => {
    const { email, secret } = await withPassword()
    const who = browse(service.app)
    await who.post('/sign-in', { email, password: PASSWORD })
    return { who, page: '/sign-in/second', typed: { code: codeAt(secret, NOW) }, leads: '/sign-in' }
  },
  '/forgotten-password': async () => {
    const { email } = await withPassword()
    return {
      who: browse(service.app),
      page: '/forgotten-password',
      typed: { email },
      says: /Look at your email/,
      again: ['letters', 'ticket', 'trail'],
    }
  },
  '/reset/:token': async () => {
    const { email } = await withPassword()
    const who = browse(service.app)
    await who.post('/forgotten-password', { email })
    const text = mails.findLast(({ to }) => to === email)?.text ?? ''
    return {
      who,
      page: idOn(text, /(\/reset\/[\w-]+)/),
      typed: { password: 'seventeen violet kettles' },
      says: /This link no longer works/,
    }
  },
  '/invitation/:token': async () => {
    const lead = await as(await trust('invited'))
    const typed = { name: 'Ivy', email: 'ivy@trust.example', roles: ['board'] }
    await lead.post(paths.invite('invited'), typed)
    const text = mails.findLast(({ to }) => to === 'ivy@trust.example')?.text ?? ''
    return { who: browse(service.app), page: idOn(text, /(\/invitation\/[\w-]+)/) }
  },
}

test.each(Object.keys(FORMS))('POST %s, sent twice, makes nothing twice', async (route) => {
  const sent = await (FORMS[route] as () => Sent | Promise<Sent>)()
  const { who, page, action = page, typed = {}, file, says } = sent
  const shown = await who.get(page)
  const fields = formOn(await shown.text(), action, typed)
  const send = () =>
    file === undefined || who.upload === undefined
      ? who.post(action, fields)
      : who.upload(action, fields as Record<string, string>, file)
  const before = everything()
  const first = await send()
  const between = everything()
  const second = await send()
  const after = everything()
  expect(first.status, textOf(await first.clone().text()).slice(0, 900)).toBeLessThan(400)
  if (sent.saves === false) expect(changes(before, between)).toEqual([])
  else expect(changes(before, between), 'the first did something').not.toEqual([])
  // A step on the way in is over in minutes.
  const again = ['sign_in', ...(sent.again ?? [])]
  expect(changes(between, after).filter((one) => !again.includes(one.split(':')[0] ?? ''))).toEqual([])
  if (says === undefined) {
    expect(second.status).toBe(303)
    expect(second.headers.get('Location')).toBe(sent.leads ?? first.headers.get('Location'))
    return
  }
  const text = textOf(await second.text())
  expect(text).toMatch(says)
  expect(second.status).toBeGreaterThanOrEqual(200)
  expect(second.status).toBeLessThan(500)
})

/** What the service counts of any request: no thing that anybody made. */
const BESIDE = ['attempt', 'kysely_migration', 'kysely_migration_lock', 'trail_head']

/** What each table holds, as the number of its rows and a digest of them as they are kept, and how many letters went out. */
function everything(): Record<string, string> {
  const version = reader.pragma('data_version', { simple: true })
  // Nothing was committed since.
  if (version !== seen.version) seen = { version, tables: readTables() }
  return { ...seen.tables, letters: String(mails.length) }
}
let seen: { readonly version: unknown; readonly tables: Record<string, string> } = {
  version: undefined,
  tables: {},
}

function readTables(): Record<string, string> {
  tables ??= reader
    .prepare<[], { name: string }>("select name from sqlite_schema where type = 'table'")
    .all()
    .filter(({ name }) => !BESIDE.includes(name) && !name.startsWith('sqlite_'))
    .map(({ name }) => ({ name, all: reader.prepare(`select * from "${name}"`).raw() }))
  return Object.fromEntries(
    tables.map(({ name, all }) => {
      const rows = all.all()
      return [name, `${rows.length} (${hash('sha256', serialize(rows)).slice(0, 8)})`]
    }),
  )
}
let tables: readonly { readonly name: string; readonly all: Sqlite.Statement }[] | undefined

function changes(before: Record<string, string>, after: Record<string, string>): string[] {
  return Object.keys(after).flatMap((name) =>
    before[name] === after[name] ? [] : [`${name}: ${before[name]} → ${after[name]}`],
  )
}
