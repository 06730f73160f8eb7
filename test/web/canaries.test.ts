/** What one organisation wrote is never seen by another: a word planted in every field, and everybody else reading everything. */

import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { insertAccounts } from '../../src/store/accounts.ts'
import { insertApiKey } from '../../src/store/api-keys.ts'
import { insertPasskey } from '../../src/store/passkeys.ts'
import { demonstrationId } from '../../src/identity/demonstration.ts'
import { SESSION } from '../../src/identity/cookies.ts'
import { beginSession } from '../../src/identity/sessions.ts'
import { inviteMember } from '../../src/service/inviting-members.ts'
import { ORGANISATION_MATRIX } from '../../src/service/permission.ts'
import { ROLES } from '../../src/store/person.ts'
import { DECLARED } from '../../src/web/app.tsx'
import type { DeclaredRoute } from '../../src/web/routes.ts'
import { CHOICE, NOW, openTestHouse, person, RULE_SET } from '../service/house.ts'
import { plant } from '../service/planted.ts'
import { openService, type Service } from './signed-in.ts'
import { visitorAt } from './visitor.ts'

/** Every planted word of an organisation begins so, and nothing else does. */
const sign = (organisation: string) => `zq-${organisation}-`
const UNKNOWN = 'an-id-of-nothing'
const OF_ELM = new RegExp(sign('elm'), 'i')

/** Every field that was planted. */
const FIELDS = new Set<string>()
let service: Service
const mails: { readonly to: string; readonly text: string }[] = []
const logged: string[] = []

beforeAll(async () => {
  vi.spyOn(console, 'error').mockImplementation((...said) => void logged.push(said.join(' ')))
  const house = await openTestHouse(undefined, undefined, {
    mailer: ({ to, subject, text }) => {
      mails.push({ to, text: `${subject} ${text}` })
      return Promise.resolve()
    },
  })
  service = await openService({ house })
  for (const organisation of ['oak', 'elm']) {
    const word = (field: string) => {
      FIELDS.add(field)
      return `${sign(organisation)}${field}`
    }
    await plant(house, organisation, word)
    const lead = demonstrationId(organisation, 'lead')
    await beginSession(house.db, service.gate, lead, { address: '192.0.2.8', agent: word('session.agent') })
    const passkey = {
      id: organisation,
      accountId: lead,
      label: word('passkey.label'),
      createdAt: NOW.toISOString(),
    }
    const key = {
      id: `key-${organisation}`,
      accountId: lead,
      organisationId: organisation,
      role: 'lead',
    } as const
    const label = word('api_key.label')
    await insertApiKey(house.db, { ...key, scope: 'edit', label, createdAt: NOW.toISOString() })
    await insertPasskey(house.db, {
      ...passkey,
      publicKey: Buffer.from('key'),
      counter: 0,
      transports: [],
      usedAt: undefined,
    })
    const name = `${sign(organisation)}account.name`
    const invitee = { name, email: `${name}@trust.example`, roles: ['contributor'] }
    expect(await inviteMember(house, person(organisation), organisation, invitee)).toMatchObject({ ok: true })
    // Has an account elsewhere, and stands here under the name that was typed.
    const elsewhere = {
      ...invitee,
      name: word('membership.invited_as'),
      email: `known-${organisation}@body.example`,
    }
    const account = { id: `elsewhere-${organisation}`, name: 'Elsewhere', status: 'active' as const }
    await insertAccounts(house.db, [{ ...account, email: elsewhere.email, createdAt: NOW.toISOString() }])
    expect(await inviteMember(house, person(organisation), organisation, elsewhere)).toMatchObject({
      ok: true,
    })
  }
})
afterAll(async () => {
  vi.restoreAllMocks()
  await service?.close()
})

const cookieOf = async (accountId: string) =>
  `${SESSION}=${await beginSession(service.house.db, service.gate, accountId, { address: '192.0.2.9', agent: 'Test' })}`

/** What stands in the parts of addresses that name nothing of an organisation. */
const CONTENT: Readonly<Record<string, string>> = {
  domain: CHOICE.domain,
  question: CHOICE.id,
  register: RULE_SET.registers[0]?.id ?? '',
  incident: RULE_SET.incidents[0]?.id ?? '',
  risk: RULE_SET.risks[0]?.id ?? '',
  about: `not-known.${CHOICE.id}`,
  step: CHOICE.levels[1]?.id ?? '',
  framework: RULE_SET.frameworks.at(-1)?.id ?? '',
  system: 'whole',
  outcome: 'A1.a',
}

type Ids = Readonly<Record<string, string>>

/** Ids of what belongs to an organisation, by the name that they have in addresses and forms. */
async function idsOf(organisation: string): Promise<Ids> {
  const one = async (table: 'assignment' | 'registerRow' | 'comment') => {
    const assessments = sql<string>`(select id from assessment where organisation_id = ${organisation})`
    const { id } = await service.house.db
      .selectFrom(table)
      .select('id')
      .where('assessmentId', 'in', assessments)
      .orderBy(sql`length(id)`, 'desc')
      .executeTakeFirstOrThrow()
    return id
  }
  const file = async () => {
    const { id } = await service.house.db
      .selectFrom('evidence')
      .innerJoin('assessment', 'assessment.id', 'evidence.assessmentId')
      .select('evidence.id')
      .where('organisationId', '=', organisation)
      .where('kind', '=', 'file')
      .executeTakeFirstOrThrow()
    return id
  }
  return {
    evidence: await file(),
    assignment: await one('assignment'),
    row: await one('registerRow'),
    comment: await one('comment'),
    account: demonstrationId(organisation, 'contributor'),
  }
}

function fill({ path }: DeclaredRoute, organisation: string, ids: Ids): string {
  const filled: Ids = { ...CONTENT, organisation, ...ids }
  return path.replace(/:([a-z-]+)(\{[^}]*\})?/gi, (_, name: string) =>
    encodeURIComponent(filled[name] ?? 'none'),
  )
}

interface Answered {
  readonly status: number
  /** Headers and body: everything that was sent. */
  readonly sent: string
}

async function ask(cookie: string, method: string, path: string, fields: Ids = {}): Promise<Answered> {
  const visitor = visitorAt(service.app, service.gate.origin, cookie)
  const response = await (method === 'GET' ? visitor.get(path) : visitor.post(path, fields))
  const sent = `${JSON.stringify([...response.headers])}\n${await response.text()}`
  return { status: response.status, sent }
}

/** Everything that links lead to from here. */
async function crawl(cookie: string, starts: readonly string[]): Promise<Map<string, Answered>> {
  const pages = new Map<string, Answered>()
  const queue = [...starts]
  for (let path = queue.pop(); path !== undefined; path = queue.pop()) {
    if (pages.has(path)) continue
    const answered = await ask(cookie, 'GET', path)
    pages.set(path, answered)
    for (const [, href = ''] of answered.sent.matchAll(/\shref="(\/[^"#]*)/g))
      queue.push(href.replaceAll('&amp;', '&'))
  }
  return pages
}

const showing = (pages: ReadonlyMap<string, Answered>) =>
  [...pages].filter(([, { sent }]) => OF_ELM.test(sent)).map(([path]) => path)

describe('a word in every field', () => {
  /** Columns that hold no words of a person: codes, times, ids, digests, and JSON of what was chosen from a list. */
  const NOT_WORDS =
    /(^|_)(id|at|hash|digest|status|kind|role|type|due|dated|date|sha256|finding|how|independence|until|on|action|object|as_of)$/
  const NOT_WORDS_EITHER = [
    ...['level_row.declared', 'level_row.assured', 'level_row.context', 'context_answer.value'],
    ...['evidence.value', 'review.value', 'signed_summary.summary', 'organisation_change.field'],
    ...['improvement_override.effort', 'account.not_mailed'],
    // One of three names, and a digest.
    ...['sign_off_mark.mark', 'sign_off_mark.judged'],
    ...['organisation.ods_code', 'organisation.cohort', 'organisation.region', 'assignment.target'],
    ...[
      'api_key.scope',
      'api_key.prefix',
      'account.password',
      'passkey.public_key',
      'passkey.transports',
      'totp.secret',
    ],
    // Steps of signing in, and forms that are kept sealed.
    ...['sign_in.state', 'sso_identity.issuer', 'sso_identity.subject', 'kept_form.path', 'kept_form.body'],
    // Packed; what pages read of them is beside them.
    'register_upload.rows',
    // Words of a file's columns and cells, in small letters and without their signs.
    'register_matching.matching',
    // Ids of answers.
    'row_statement.cells',
    // What it came of, by ids, and one of five sizes.
    // One of five names.
    'pack_file.name',
    ...['planned_action.source', 'planned_action.size', 'planned_action.state'],
    ...[
      'caf_outcome.outcome',
      'ticket.details',
      'ticket.created_by',
      'proposal.asked_by',
      'membership.deputy_of',
    ],
    // The chain of an organisation or an account, by its id.
    ...['trail.chain', 'trail_bound.chain', 'trail_head.chain'],
    // Made anew from names that are searched for.
    'search_word.word',
  ]
  /** Written by somebody who is not of the organisation, or by the program. */
  const OF_OTHERS = [
    'membership.given_by',
    'national_membership.given_by',
    'session.address',
    'trail.address',
  ]
  /** Tables that hold nothing of one organisation. */
  const OF_NOBODY = [
    'hold',
    'caf_framework',
    'proposed_rule_set',
    'deletion',
    'rule_set',
    'period',
    'release',
    'release_member',
    'supplier_name',
    'attempt',
    'organisation_upload',
  ]

  test('is in every column of text that an organisation fills', async () => {
    const { db } = service.house
    const missing: string[] = []
    for (const table of await db.introspection.getTables()) {
      if (OF_NOBODY.includes(table.name) || table.name.startsWith('migration')) continue
      for (const { name } of table.columns.filter(({ dataType }) => /text|blob/i.test(dataType))) {
        const column = `${table.name}.${name}`
        if (NOT_WORDS.test(name) || NOT_WORDS_EITHER.includes(column) || OF_OTHERS.includes(column)) continue
        const found = await sql`select 1 from ${sql.table(table.name)}
          where instr(${sql.ref(name)}, ${sign('elm')}) > 0 limit 1`.execute(db)
        if (found.rows.length === 0) missing.push(column)
      }
    }
    expect(missing).toEqual([])
  })
})

describe('nothing of elm is seen', () => {
  const routes = DECLARED.filter(({ guard }) => guard in ORGANISATION_MATRIX)

  test('by the lead of oak, who sees everything of oak, wherever links lead', async () => {
    const pages = await crawl(await cookieOf(demonstrationId('oak', 'lead')), [
      '/o/oak',
      '/o/elm',
      '/account',
    ])
    expect(showing(pages)).toEqual([])
    expect(pages.get('/o/elm')?.status).toBe(404)
    expect(pages.size).toBeGreaterThan(150)
    const { cookie } = await service.signIn({ national: 'administrator' })
    pages.set('administration', await ask(cookie, 'GET', '/administration/organisations/oak'))
    const all = [...pages.values()].map(({ sent }) => sent).join('\n')
    const seen = new Set([...all.matchAll(/zq-oak-([a-z_.-]*[a-z])/g)].map(([, field]) => field))
    expect([...FIELDS].filter((field) => !seen.has(field))).toEqual([])
  })

  test.each(['contributor', 'board'] as const)('by a %s of oak, wherever links lead', async (role) => {
    const pages = await crawl(await cookieOf(demonstrationId('oak', role)), [
      '/',
      '/o/oak',
      '/o/elm',
      '/account',
    ])
    expect(showing(pages)).toEqual([])
  })

  test('by any role of oak that asks for each page', async () => {
    const own = await idsOf('oak')
    for (const role of ROLES) {
      const cookie = await cookieOf(demonstrationId('oak', role))
      for (const route of routes.filter(({ method }) => method === 'GET'))
        for (const organisation of ['oak', 'elm']) {
          const { sent } = await ask(cookie, 'GET', fill(route, organisation, own))
          expect(OF_ELM.test(sent), `${role} ${route.path}`).toBe(false)
        }
    }
  })

  test('by an analyst, wherever links lead', async () => {
    const { cookie } = await service.signIn({ national: 'analyst' })
    expect(showing(await crawl(cookie, ['/', '/national', '/o/elm']))).toEqual([])
  })

  test('by the administrator, other than the names that administration is about', async () => {
    const { cookie } = await service.signIn({ national: 'administrator' })
    const pages = await crawl(cookie, ['/', '/administration', '/o/elm', '/trail'])
    for (const [path, { sent }] of pages) {
      const rest = sent.replaceAll(/zq-elm-(organisation|organisation_change|account)\.[a-z_]+/g, '')
      expect(OF_ELM.test(rest), path).toBe(false)
    }
  })

  test('by nobody in particular', async () => {
    expect(showing(await crawl('', ['/', '/o/elm', '/national']))).toEqual([])
  })

  test('by asking one’s own organisation for what has an id of elm: that is answered as an id of nothing is', async () => {
    const [theirs, own] = [await idsOf('elm'), await idsOf('oak')]
    for (const role of ROLES) {
      const cookie = await cookieOf(demonstrationId('oak', role))
      for (const route of routes) {
        const named = Object.keys(theirs).filter((name) => route.path.includes(`:${name}`))
        for (const name of named) {
          const ids = { ...own, [name]: theirs[name] ?? '' }
          const nothing = { ...own, [name]: UNKNOWN }
          const [other, unknown] = [
            await ask(cookie, route.method, fill(route, 'oak', ids)),
            await ask(cookie, route.method, fill(route, 'oak', nothing)),
          ]
          const where = `${role} ${route.method} ${route.path}`
          expect([other.status, OF_ELM.test(other.sent)], where).toEqual([unknown.status, false])
          const [told, toldOfNothing] = [
            withoutIds(other.sent, ids[name] ?? ''),
            withoutIds(unknown.sent, UNKNOWN),
          ]
          expect(told === toldOfNothing, where).toBe(true)
        }
      }
    }
  })

  test('by posting ids of elm into one’s own forms, nor does anything of elm change', async () => {
    const theirs = await idsOf('elm')
    const before = await fingerprint()
    for (const role of ROLES) {
      const cookie = await cookieOf(demonstrationId('oak', role))
      for (const route of routes.filter(({ method }) => method === 'POST')) {
        const fields = {
          ...theirs,
          id: theirs['comment'] ?? '',
          organisation: 'elm',
          replaces: theirs['evidence'] ?? '',
        }
        const { sent } = await ask(cookie, 'POST', fill(route, 'oak', await idsOf('oak')), fields)
        expect(OF_ELM.test(sent), `${role} ${route.path}`).toBe(false)
      }
    }
    expect(await fingerprint()).toBe(before)
  })

  test('in any log, or in mail to anybody else', () => {
    expect(logged.filter((line) => OF_ELM.test(line))).toEqual([])
    expect(mails.filter(({ to }) => /elm/.test(to)).length).toBeGreaterThan(2)
    for (const { to, text } of mails) if (!/elm/.test(to)) expect(text).not.toMatch(OF_ELM)
  })
})

/** The id that was asked for may stand in the address of a form or of the way back. */
const withoutIds = (sent: string, id: string) =>
  sent.replaceAll(encodeURIComponent(id), '·').replaceAll(id, '·')

/** Everything of elm, as one text. */
async function fingerprint(): Promise<string> {
  const { db } = service.house
  const rows = []
  for (const table of ['answer', 'registerRow', 'comment', 'evidence', 'assignment', 'explanation'] as const)
    rows.push(
      await db
        .selectFrom(table)
        .selectAll()
        .where('assessmentId', 'in', sql<string>`(select id from assessment where organisation_id = 'elm')`)
        .execute(),
    )
  rows.push(await db.selectFrom('membership').selectAll().where('organisationId', '=', 'elm').execute())
  return JSON.stringify(rows)
}
