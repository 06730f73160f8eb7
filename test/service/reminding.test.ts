/** Reminders against a real mail server on this machine: who gets one, how often, what it says, and how it stops. */
import { sql } from 'kysely'
import { randomUUID } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { londonDate } from '../../src/calendar.ts'
import { demonstrationId } from '../../src/identity/demonstration.ts'
import { runJobs } from '../../src/jobs/jobs.ts'
import { createMailer } from '../../src/mail/mailer.ts'
import { saveAnswer } from '../../src/service/answering.ts'
import { addComment, setCommentResolved } from '../../src/service/commenting.ts'
import type { House, OpenHouse } from '../../src/service/house.ts'
import { sendReminders, stopByLink } from '../../src/service/reminding.ts'
import { savePlan } from '../../src/service/changing-actions.ts'
import { type PlannedWork } from '../../src/service/planned-actions.ts'
import { saveCafOutcome, WHOLE } from '../../src/service/caf.ts'
import { loadCafFramework } from '../../src/service/loading-caf.ts'
import { cafTarget } from '../../src/service/permission.ts'
import { MADE_UP } from '../caf/made-up.ts'
import { assignPart, type AssignmentForm } from '../../src/service/sharing-out.ts'
import { createApp } from '../../src/web/app.tsx'
import { insertSignOff } from '../../src/store/sign-offs.ts'
import { findPeriods, savePeriod } from '../../src/store/periods.ts'
import { ENGINES } from '../store/engines.ts'
import { moveClosingDay } from '../../src/service/periods.ts'
import { ADMINISTRATOR } from './administrator.ts'
import { addTrust, CHOICE, choose, openTestHouse, person, REFERENCE_DAY, RULE_SET } from './house.ts'

const ORIGIN = 'https://wardround.trust.example'
const HELPER = demonstrationId('oak', 'contributor')
const DAY_MS = 86_400_000
/** Noon in winter, when London is at UTC. */
const NOON = new Date('2026-12-01T12:00:00Z')
const day = (days: number) => londonDate(new Date(NOON.getTime() + days * DAY_MS))

let received: { to: string; raw: string }[] = []
let smtp: SMTPServer
let url: string
beforeAll(async () => {
  smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    onRcptTo: ({ address }, _session, done) =>
      address.startsWith('nobody') ? done(new Error('no such box')) : done(),
    onData(stream, { envelope }, done) {
      const parts: Buffer[] = []
      stream.on('data', (part: Buffer) => parts.push(part))
      stream.on('end', () => {
        const raw = Buffer.concat(parts).toString('latin1').replace(/=\r\n/g, '').replaceAll('=3D', '=')
        received.push({ to: envelope.rcptTo.map((one) => one.address).join(), raw })
        done()
      })
    },
  })
  const port = await new Promise<number>((resolve) => {
    const listening = smtp.listen(0, '127.0.0.1', () => resolve((listening.address() as AddressInfo).port))
  })
  url = `smtp://127.0.0.1:${port}`
})
afterAll(() => new Promise<void>((resolve) => smtp.close(() => resolve())))
beforeEach(() => {
  received = []
})

describe.each(ENGINES)('on $name', ({ newDatabase }) => {
  let opened: OpenHouse
  beforeEach(async () => {
    opened = await openTestHouse(await newDatabase())
    await addTrust(opened, 'oak')
    await setAccount(HELPER, { email: 'helper@trust.example' })
  })
  afterEach(() => opened.close())

  const houseAt = (now = NOON): House => ({
    ...opened,
    now: () => now,
    origin: ORIGIN,
    mailer: createMailer({ url, from: 'wardround@trust.example' }),
  })
  const later = (days: number) => houseAt(new Date(NOON.getTime() + days * DAY_MS))
  const setAccount = (id: string, change: { email?: string; status?: 'active' | 'disabled' }) =>
    opened.db.updateTable('account').set(change).where('id', '=', id).execute()
  const give = (change: Partial<AssignmentForm> = {}) =>
    assignPart(houseAt(new Date('2026-11-01T12:00:00Z')), person('oak'), 'oak', {
      accountId: HELPER,
      kind: 'question',
      target: CHOICE.id,
      due: day(-1),
      note: 'The secret note',
      ...change,
    })
  const textTo = (to: string) => received.find((one) => one.to.startsWith(to))?.raw ?? ''
  const linkIn = (raw: string) => /\/reminders\/stop\/([\w-]{43})/.exec(raw)?.[1] ?? ''

  test('the SIRO is told of what waits for a signature, the lead of what was returned, and the reviewer of what is to be reviewed', async () => {
    for (const role of ['lead', 'siro', 'reviewer', 'board'] as const)
      await setAccount(demonstrationId('oak', role), { email: `${role}@trust.example` })
    const given = {
      ...choose(1),
      assurance: 'evidenced',
      evidence: 'Report',
      evidenceDate: REFERENCE_DAY,
    } as const
    await saveAnswer(opened, person('oak'), 'oak', CHOICE.id, 0, given)
    await sendReminders(houseAt())
    expect(textTo('reviewer')).toContain('- 1 answer whose evidence waits for your review')
    expect(received).toHaveLength(1)
    const setStatus = (status: 'submitted' | 'returned') =>
      opened.db.updateTable('assessment').set({ status }).where('organisationId', '=', 'oak').execute()
    received = []
    await setStatus('submitted')
    await sendReminders(later(1))
    expect(textTo('siro')).toContain('- an assessment that waits for your signature')
    received = []
    await setStatus('returned')
    await sendReminders(later(2))
    expect(textTo('lead')).toContain('- an assessment that the SIRO returned to you')
    expect(received.map(({ to }) => to).sort()).toEqual(['lead@trust.example', 'reviewer@trust.example'])
  })

  test('the board is told once when the SIRO signed; of one signed long ago nobody is', async () => {
    await setAccount(demonstrationId('oak', 'board'), { email: 'board@trust.example' })
    const at = new Date(NOON.getTime() - 3 * DAY_MS).toISOString()
    const { id } = await opened.db
      .updateTable('assessment')
      .set({ status: 'signed', signedAt: at })
      .where('organisationId', '=', 'oak')
      .returning('id')
      .executeTakeFirstOrThrow()
    const step = { kind: 'signed', at, byId: 'vera', byName: 'Vera', text: '', details: {} } as const
    await insertSignOff(opened.db, id, step)
    expect(await sendReminders(later(5))).toEqual({ sent: 0, failed: 0 })
    expect(await sendReminders(houseAt())).toEqual({ sent: 1, failed: 0 })
    expect(textTo('board')).toContain('- an assessment that the SIRO signed')
    expect(await sendReminders(later(1))).toEqual({ sent: 0, failed: 0 })
  })

  test('everybody is told once of a period that opened, and of one that closes later than it was to', async () => {
    const all = [demonstrationId('oak', 'siro'), HELPER]
    await setAccount(demonstrationId('oak', 'siro'), { email: 'siro@trust.example' })
    const [period] = await findPeriods(opened.db)
    if (period === undefined) throw new Error('There is no period.')
    await savePeriod(opened.db, { ...period, opens: day(0), closes: day(30) })
    expect(await sendReminders(later(-1))).toEqual({ sent: 0, failed: 0 })
    expect(await sendReminders(houseAt())).toEqual({ sent: all.length, failed: 0 })
    expect(textTo('helper')).toContain('- a period that has opened')
    expect(await sendReminders(later(1))).toEqual({ sent: 0, failed: 0 })
    received = []
    await moveClosingDay(later(1), ADMINISTRATOR, period.id, day(60))
    expect(await sendReminders(later(2))).toEqual({ sent: all.length, failed: 0 })
    expect(textTo('siro')).toContain('- a period that closes later')
    expect(await sendReminders(later(3))).toEqual({ sent: 0, failed: 0 })
  })

  test('a part of an official framework that is past its day is named until each of its outcomes is answered', async () => {
    const [framework] = RULE_SET.frameworks
    await loadCafFramework(opened, framework!, MADE_UP)
    const key = { frameworkId: framework!.id, systemId: WHOLE, outcome: 'A1.b' }
    await give({ kind: 'caf', target: cafTarget(key, 'A1.b') })
    await sendReminders(houseAt())
    expect(textTo('helper')).toContain('- 1 part past its day')
    await saveCafOutcome(opened, person('oak'), 'oak', key, 0, {
      ...{ said: { 'not-achieved_A1.b.1': 'not-known', 'achieved_A1.b.2': 'not-known' }, controls: {} },
      ...{ override: undefined, overrideBecause: '', summary: '' },
    })
    expect(await sendReminders(later(7))).toEqual({ sent: 0, failed: 0 })
  })

  test('a kind of mail that somebody turned off is not counted, and alone it sends none', async () => {
    await give()
    await opened.db
      .updateTable('account')
      .set({ notMailed: ['parts'] })
      .where('id', '=', HELPER)
      .execute()
    expect(await sendReminders(houseAt())).toEqual({ sent: 0, failed: 0 })
    await opened.db
      .updateTable('account')
      .set({ notMailed: ['sign'] })
      .where('id', '=', HELPER)
      .execute()
    expect(await sendReminders(houseAt())).toEqual({ sent: 1, failed: 0 })
    expect(textTo('helper')).toContain(`${ORIGIN}/account/reminders`)
  })

  test('whose action is past its day is told, and the lead of every one; of a finished one nobody', async () => {
    await setAccount(demonstrationId('oak', 'lead'), { email: 'lead@trust.example' })
    const plan = async (ownerId: string | undefined, due: string, isDone = false) => {
      const id = randomUUID()
      const work: PlannedWork = {
        ...{ title: 'The secret action', ownerId, ownerName: 'Somebody', due, state: 'open', outcome: '' },
        ...{ size: undefined, pounds: undefined, funded: false, reason: '' },
      }
      await savePlan(houseAt(), person('oak'), 'oak', id, 0, work)
      if (isDone)
        await savePlan(houseAt(), person('oak'), 'oak', id, 1, { ...work, state: 'done', outcome: 'Seen.' })
    }
    await plan(HELPER, day(-1))
    await plan(undefined, day(-2))
    await plan(HELPER, day(-3), true)
    await plan(HELPER, day(0))
    expect(await sendReminders(houseAt())).toEqual({ sent: 2, failed: 0 })
    expect(textTo('helper')).toContain('- 1 action past its day')
    expect(textTo('lead')).toContain('- 2 actions past their day')
    expect(received.map(({ raw }) => raw).join()).not.toContain('secret')
  })

  test('somebody with a late part gets one mail a day, with counts and links and nothing else', async () => {
    await give()
    await saveAnswer(opened, person('oak'), 'oak', CHOICE.id, 0, choose(1, 'The secret comment'))
    expect(await sendReminders(houseAt())).toEqual({ sent: 0, failed: 0 })
    await saveAnswer(opened, person('oak'), 'oak', CHOICE.id, 1, undefined)
    expect(await sendReminders(houseAt())).toEqual({ sent: 1, failed: 0 })
    expect(await sendReminders(houseAt(new Date('2026-12-01T23:59:00Z')))).toEqual({ sent: 0, failed: 0 })
    expect(await sendReminders(later(1))).toEqual({ sent: 1, failed: 0 })
    expect(received.map((one) => one.to)).toEqual(['helper@trust.example', 'helper@trust.example'])
    const raw = received[0]?.raw ?? ''
    expect(raw).toContain('- 1 part past its day')
    expect(raw).toContain(`${ORIGIN}/`)
    for (const secret of ['oak', 'secret', CHOICE.id, CHOICE.text, CHOICE.short, CHOICE.domain])
      expect(raw.toLowerCase()).not.toContain(secret.toLowerCase())
  })

  test('a part is due soon from seven days before, and a part without a day never', async () => {
    await give({ due: day(8) })
    await give({ kind: 'domain', target: CHOICE.domain, due: '' })
    expect(await sendReminders(houseAt())).toMatchObject({ sent: 0 })
    expect(await sendReminders(later(1))).toMatchObject({ sent: 1 })
    expect(received[0]?.raw).toContain('- 1 part due within 7 days')
  })

  test('open comments of others on one’s parts count, and all of them for the lead', async () => {
    await setAccount(demonstrationId('oak', 'lead'), { email: 'lead@trust.example' })
    await give({ due: '' })
    const id = crypto.randomUUID()
    await addComment(opened, person('oak', 'siro'), 'oak', CHOICE.id, id, 'The secret comment')
    await addComment(opened, person('oak'), 'oak', CHOICE.id, crypto.randomUUID(), 'The secret answer')
    expect(await sendReminders(houseAt())).toMatchObject({ sent: 2 })
    const to = Object.fromEntries(received.map((one) => [one.to, one.raw]))
    expect(to['helper@trust.example']).toContain('- 2 open comments')
    expect(to['lead@trust.example']).toContain('- 1 open comment')
    expect(JSON.stringify(received)).not.toContain('secret')
    await setCommentResolved(opened, person('oak', 'siro'), 'oak', CHOICE.id, id, true)
    expect(await sendReminders(later(1))).toMatchObject({ sent: 1 })
  })

  test('the first look is one part, late while one of its questions is open; comments on them count', async () => {
    await give({ kind: 'first-look', target: '' })
    const look = RULE_SET.firstLook.map((index) => RULE_SET.questions[index]!)
    const other = RULE_SET.questions.find((one) => !look.includes(one))!
    for (const { id } of [look[0]!, other])
      await addComment(opened, person('oak', 'siro'), 'oak', id, crypto.randomUUID(), 'Who knows?')
    expect(await sendReminders(houseAt())).toMatchObject({ sent: 1 })
    expect(received[0]?.raw).toContain('- 1 part past its day')
    expect(received[0]?.raw).toContain('- 1 open comment')
  })

  test('nobody is reminded twice by processes that do it at once', async () => {
    await give()
    const done = await Promise.all(Array.from({ length: 5 }, () => sendReminders(houseAt())))
    expect(done.reduce((sum, one) => sum + one.sent, 0)).toBe(1)
    expect(received).toHaveLength(1)
  })

  test('a country is looked through to its last organisation, and other work has its turn between each two', async () => {
    const ids = Array.from({ length: 120 }, (_, index) => `trust-${String(index).padStart(3, '0')}`)
    for (const id of ids) await addTrust(opened, id)
    await opened.db
      .updateTable('account')
      .set((account) => ({ email: sql<string>`${account.ref('id')} || '@trust.example'` }))
      .execute()
    const last = ids.at(-1) ?? ''
    await addComment(opened, person(last, 'siro'), last, CHOICE.id, crypto.randomUUID(), 'Who knows?')
    let turns = 0
    let isDone = false
    const turn = () => {
      turns++
      if (!isDone) setImmediate(turn)
    }
    setImmediate(turn)
    expect(await sendReminders(houseAt())).toEqual({ sent: 1, failed: 0 })
    isDone = true
    expect(received.map(({ to }) => to)).toEqual([`lead.${last}@trust.example`])
    expect(turns).toBeGreaterThanOrEqual(ids.length)
  })

  test('nobody is reminded before eight in London, who left, is disabled or has no address, or of what is submitted', async () => {
    await give()
    expect(await sendReminders(houseAt(new Date('2026-12-01T07:59:00Z')))).toMatchObject({ sent: 0 })
    const refused = async (change: () => Promise<unknown>, back: () => Promise<unknown>) => {
      await change()
      expect(await sendReminders(houseAt())).toEqual({ sent: 0, failed: 0 })
      await back()
    }
    await refused(
      () => setAccount(HELPER, { status: 'disabled' }),
      () => setAccount(HELPER, { status: 'active' }),
    )
    const status = (to: 'draft' | 'submitted') =>
      opened.db.updateTable('assessment').set({ status: to }).execute()
    await refused(
      () => status('submitted'),
      () => status('draft'),
    )
    const ended = (at: string | null) => opened.db.updateTable('membership').set({ endedAt: at }).execute()
    await refused(
      () => ended('2026-11-30T00:00:00.000Z'),
      () => ended(null),
    )
    expect(await sendReminders({ ...houseAt(), mailer: undefined })).toEqual({ sent: 0, failed: 0 })
    expect(await sendReminders(houseAt())).toMatchObject({ sent: 1 })
  })

  test('nobody is reminded to fill in what closed with its period, though an open comment still waits', async () => {
    await give()
    await opened.db
      .updateTable('period')
      .set({ closes: day(-1) })
      .execute()
    expect(await sendReminders(houseAt())).toEqual({ sent: 0, failed: 0 })
    await addComment(opened, person('oak'), 'oak', CHOICE.id, crypto.randomUUID(), 'Who knows?')
    expect(await sendReminders(houseAt())).toMatchObject({ sent: 1 })
    expect(received[0]?.raw).toContain('- 1 open comment')
    expect(received[0]?.raw).not.toContain('part')
    await opened.db
      .updateTable('period')
      .set({ closes: day(1) })
      .execute()
    expect(await sendReminders(later(1))).toMatchObject({ sent: 1 })
    expect(received[1]?.raw).toContain('- 1 part past its day')
  })

  test('a mail server that is down costs nobody their mail: it is tried again later, also after yesterday’s', async () => {
    await give()
    const down = createMailer({ url: 'smtp://127.0.0.1:1', from: 'wardround@trust.example' })
    expect(await sendReminders({ ...houseAt(), mailer: down })).toEqual({ sent: 0, failed: 1 })
    expect(await sendReminders(houseAt())).toEqual({ sent: 1, failed: 0 })
    expect(await sendReminders({ ...later(1), mailer: down })).toEqual({ sent: 0, failed: 1 })
    expect(await sendReminders(later(1))).toEqual({ sent: 1, failed: 0 })
    expect(await sendReminders(later(1))).toEqual({ sent: 0, failed: 0 })
  })

  /** A server that takes each message, and says so only after its sender has lost patience. */
  async function openSlowServer(): Promise<{
    mailer: House['mailer']
    taken: string[]
    close: () => Promise<void>
  }> {
    const taken: string[] = []
    const waiting: (() => void)[] = []
    const slow = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      disableReverseLookup: true,
      onData(stream, { envelope }, done) {
        stream.resume()
        stream.on('end', () => {
          taken.push(envelope.rcptTo.map((one) => one.address).join())
          waiting.push(() => done())
        })
      },
    })
    slow.on('error', () => undefined)
    const port = await new Promise<number>((resolve) => {
      const listening = slow.listen(0, '127.0.0.1', () => resolve((listening.address() as AddressInfo).port))
    })
    const settings = { url: `smtp://127.0.0.1:${port}`, from: 'wardround@trust.example', patienceMs: 1_500 }
    return {
      mailer: createMailer(settings),
      taken,
      close: () => {
        for (const done of waiting) done()
        return new Promise((resolve) => slow.close(() => resolve()))
      },
    }
  }

  test('a mail server that takes a mail and confirms too late gets no second one that day', async () => {
    await give()
    const { mailer, taken, close } = await openSlowServer()
    expect(await sendReminders({ ...houseAt(), mailer })).toEqual({ sent: 0, failed: 1 })
    expect(await sendReminders({ ...houseAt(new Date('2026-12-01T12:30:00Z')), mailer })).toEqual({
      sent: 0,
      failed: 0,
    })
    expect(taken).toEqual(['helper@trust.example'])
    expect(await sendReminders(later(1))).toEqual({ sent: 1, failed: 0 })
    await close()
  })

  test('one so slow that midnight passes sends the rest in the morning, and nobody two on one day', async () => {
    await setAccount(demonstrationId('oak', 'lead'), { email: 'lead@trust.example' })
    await give()
    await addComment(opened, person('oak', 'siro'), 'oak', CHOICE.id, crypto.randomUUID(), 'Why?')
    let now = new Date('2026-12-01T23:59:30Z')
    const house = houseAt()
    const mailer: House['mailer'] = async (mail) => {
      await house.mailer?.(mail)
      now = new Date('2026-12-02T00:01:00Z')
    }
    expect(await sendReminders({ ...house, now: () => now, mailer })).toEqual({ sent: 1, failed: 0 })
    expect(received.map((one) => one.to)).toHaveLength(1)
    now = new Date('2026-12-02T08:00:00Z')
    expect(await sendReminders({ ...house, now: () => now })).toEqual({ sent: 2, failed: 0 })
    expect(await sendReminders({ ...house, now: () => now })).toEqual({ sent: 0, failed: 0 })
  })

  test('an address that the server refuses for good is not tried again today, and no log holds the address', async () => {
    await setAccount(HELPER, { email: 'nobody@trust.example' })
    await give()
    const said: string[] = []
    const error = console.error
    console.error = (line: string) => said.push(line)
    await runJobs(houseAt())
    await runJobs(houseAt())
    console.error = error
    expect(said).toHaveLength(1)
    expect(said[0]).toContain('1 not taken by the mail server')
    expect(said[0]).not.toContain('nobody')
  })

  test('one click stops them: mail programs post by themselves, and looking at the page changes nothing', async () => {
    await give()
    await sendReminders(houseAt())
    const raw = received[0]?.raw ?? ''
    const path = `/reminders/stop/${linkIn(raw)}`
    const unfolded = raw.replace(/\r\n[ \t]+/g, ' ')
    expect(unfolded).toContain(`List-Unsubscribe: <${ORIGIN}${path}>`)
    expect(unfolded).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click')
    const app = createApp(houseAt())
    const looked = await app.request(path)
    expect([looked.status, (await looked.text()).includes('Stop these emails')]).toEqual([200, true])
    expect(await sendReminders(later(1))).toMatchObject({ sent: 1 })
    const click = () =>
      app.request(path, {
        method: 'POST',
        body: 'List-Unsubscribe=One-Click',
        headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      })
    expect([(await click()).status, (await click()).status]).toEqual([200, 200])
    expect(await sendReminders(later(2))).toMatchObject({ sent: 0 })
    const trail = await opened.db.selectFrom('trail').selectAll().orderBy('seq').execute()
    expect(trail.map((one) => one.action)).toEqual(['part-assigned', 'reminders-stopped'])
    expect(JSON.stringify(trail)).not.toContain(linkIn(raw))
    const tickets = await opened.db.selectFrom('ticket').selectAll().execute()
    expect(JSON.stringify(tickets)).not.toContain(linkIn(raw))
  })

  test('an unknown or old link stops nothing', async () => {
    await give()
    await sendReminders(houseAt())
    const token = linkIn(received[0]?.raw ?? '')
    expect(await stopByLink(later(91), token)).toBe(false)
    const other = await createApp(houseAt()).request(`/reminders/stop/${'x'.repeat(43)}`, { method: 'POST' })
    expect(other.status).toBe(404)
    // Any other address still takes only what our own pages send.
    const near = await createApp(houseAt()).request(`/reminders/stop/${token}/x`, { method: 'POST' })
    expect(near.status).toBe(403)
    expect(await sendReminders(later(1))).toMatchObject({ sent: 1 })
    // What is too old is deleted with the next mail.
    await sendReminders(later(92))
    const tickets = await opened.db.selectFrom('ticket').selectAll().execute()
    expect(tickets).toHaveLength(1)
  })
})
