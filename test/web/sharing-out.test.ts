import type { Hono } from 'hono'
import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { londonDate } from '../../src/calendar.ts'
import { demonstrationId } from '../../src/identity/demonstration.ts'
import type { Question } from '../../src/rules/model.ts'
import { saveAnswer } from '../../src/service/answering.ts'
import { saveCafOutcome, WHOLE } from '../../src/service/caf.ts'
import { addComment } from '../../src/service/commenting.ts'
import type { OpenHouse } from '../../src/service/house.ts'
import { loadCafFramework } from '../../src/service/loading-caf.ts'
import { cafTarget } from '../../src/service/permission.ts'
import { assignPart, type AssignmentForm, getSharedOut } from '../../src/service/sharing-out.ts'
import { getStarting, startAssessment } from '../../src/service/starting.ts'
import type { Env } from '../../src/web/web.ts'
import {
  addTrust,
  CHOICE,
  choose,
  NOW,
  openTestHouse,
  person,
  RULE_SET,
  REFERENCE_DAY,
} from '../service/house.ts'
import { MADE_UP } from '../caf/made-up.ts'
import { openNextPeriod } from '../service/next-period.ts'
import { formOn } from './form-on.ts'
import { appOf, titleOf, valueOn, type Visitor, visitorOf } from './visitor.ts'

let house: OpenHouse
let app: Hono<Env>
let lead: Visitor
let helper: Visitor
beforeEach(async () => {
  house = await openTestHouse()
  onTestFinished(() => house.close())
  await addTrust(house, 'oak')
  app = appOf(house)
  lead = visitorOf(app, 'oak')
  helper = visitorOf(app, 'oak', 'contributor')
})

const LIST = '/o/oak/sharing-out'
const HELPER = demonstrationId('oak', 'contributor')
const text = async (response: Response | Promise<Response>) => (await response).text()
const give = (change: Partial<AssignmentForm> = {}) =>
  assignPart(house, person('oak'), 'oak', {
    accountId: HELPER,
    kind: 'question',
    target: CHOICE.id,
    due: '',
    note: '',
    ...change,
  })
const PLACE = { frameworkId: RULE_SET.frameworks[0]!.id, systemId: WHOLE }
const SAYS_NOTHING = { said: {}, controls: {}, override: undefined, overrideBecause: '', summary: 'Lamp oil' }
const pathOf = (question: Question) => `/o/oak/questions/${question.domain}/${question.id}`

describe('the lead', () => {
  test('shares a part out from the page of a domain, and takes it back', async () => {
    expect(await text(lead.get('/o/oak'))).toContain(`href="${LIST}"`)
    const domain = await text(lead.get(`/o/oak/questions/${CHOICE.domain}`))
    expect(domain).toContain(`href="${LIST}/new?part=domain%3A${CHOICE.domain}"`)
    const form = await text(lead.get(`${LIST}/new?part=domain%3A${CHOICE.domain}`))
    expect(form).toMatch(new RegExp(`value="domain:${CHOICE.domain}" selected`))
    const given = await lead.post(`${LIST}/new`, {
      part: `domain:${CHOICE.domain}`,
      account: HELPER,
      'due-day': '1',
      'due-month': '4',
      'due-year': '2099',
      note: 'Ask <b>Estates</b>',
    })
    expect([given.status, given.headers.get('Location')]).toEqual([303, `${LIST}?done=given`])
    const list = await text(lead.get(`${LIST}?done=given`))
    expect(list).toContain('The part is shared out.')
    expect(list).toContain('1 April 2099')
    expect(list).toContain('Ask &lt;b&gt;Estates&lt;/b&gt;')
    const end = /action="([^"]*\/end)"/.exec(list)?.[1] ?? ''
    expect((await lead.post(end, {})).status).toBe(303)
    expect(await text(lead.get(LIST))).not.toContain('Parts by person')
  })

  test('shares several sections out at once, whom each is with and by when, and keeps what was typed', async () => {
    const [first, second, third] = RULE_SET.domains
    if (first === undefined || second === undefined || third === undefined)
      throw new Error('no three domains')
    await give({ kind: 'domain', target: first.id, note: 'Ask Estates' })
    const [mine, theirs] = [person('oak').id, HELPER]
    const chosen = { [`who-${first.id}`]: theirs, [`who-${second.id}`]: mine }
    const day = { 'due-day': '1', 'due-month': '4', 'due-year': '2099' }
    const wrong = await lead.post(LIST, { ...chosen, ...day, 'due-month': '13' })
    const again = await wrong.text()
    expect(wrong.status).toBe(422)
    expect(again).toContain('href="#due-day"')
    expect(valueOn(again, 'due-month')).toBe('13')
    expect(again.match(/<option value="[^"]+" selected/g)).toHaveLength(2)
    const none = await lead.post(LIST, day)
    expect([none.status, await none.text()]).toEqual([
      422,
      expect.stringContaining('Choose who fills in at least one section.'),
    ])
    const stranger = await lead.post(LIST, { ...chosen, [`who-${third.id}`]: 'nobody' })
    expect([stranger.status, await stranger.text()]).toEqual([
      422,
      expect.stringContaining('Choose one of the people listed.'),
    ])
    const given = await lead.post(LIST, { ...chosen, ...day })
    expect([given.status, given.headers.get('Location')]).toEqual([303, `${LIST}?done=shared`])
    const { assignments } = await getSharedOut(house, person('oak'), 'oak')
    const due = '2099-04-01'
    const noted = assignments.map(({ target, accountId, due: by, note }) => [target, accountId, by, note])
    expect(noted).toHaveLength(2)
    expect(noted).toContainEqual([first.id, theirs, due, 'Ask Estates'])
    expect(noted).toContainEqual([second.id, mine, due, ''])
  })

  test('gives a section a day of its own, and says at its row what is wrong with it', async () => {
    const [first, second, third] = RULE_SET.domains.map(({ id }) => id)
    const day = { 'due-day': '1', 'due-month': '4', 'due-year': '2099' }
    const who = { [`who-${first}`]: HELPER, [`who-${second}`]: HELPER }
    for (const [typed, message] of [
      ['31 2 2099', 'Type a real date as day, month and year'],
      ['soon', 'Type a real date as day, month and year'],
      ['1.4.2020', 'The day must be today or later.'],
    ]) {
      const wrong = await lead.post(LIST, { ...who, ...day, [`day-${first}`]: typed ?? '' })
      const again = await wrong.text()
      expect([wrong.status, valueOn(again, `day-${first}`)]).toEqual([422, typed])
      expect(again).toContain(`<a href="#day-${first}">${message}`)
    }
    const alone = await lead.post(LIST, { ...who, ...day, [`day-${third}`]: '1/5/2099' })
    expect(await alone.text()).toContain(`<a href="#who-${third}">Choose who fills it in`)
    await lead.post(LIST, { ...who, ...day, [`day-${first}`]: '1 5 2099' })
    const { assignments } = await getSharedOut(house, person('oak'), 'oak')
    const given = new Map(assignments.map(({ target, due }) => [target, due]))
    expect(given.get(first ?? '')).toBe('2099-05-01')
    expect(given.get(second ?? '')).toBe('2099-04-01')
  })

  test('finds who had a section last time chosen in its row, until somebody has it', async () => {
    const [domain] = RULE_SET.domains
    if (domain === undefined) throw new Error('no domain')
    await loadCafFramework(house, RULE_SET.frameworks[0]!, MADE_UP)
    const outcome = { kind: 'caf', target: cafTarget(PLACE, 'A1.b') }
    await give({ kind: 'domain', target: domain.id })
    await give(outcome)
    expect(await text(lead.get(LIST))).not.toContain('As last time')
    await house.db.updateTable('period').set({ closes: '2026-11-24' }).execute()
    await openNextPeriod(house)
    const { start } = await getStarting(house, person('oak'), 'oak')
    await startAssessment(house, person('oak'), 'oak', start?.seen ?? '', 'empty')
    const page = await text(lead.get(LIST))
    expect(page).toContain('As last time')
    expect(await text(lead.get(`${LIST}/new?part=caf:${cafTarget(PLACE, '')}`))).toMatch(
      /A1\.b Lamp glass, last time [^<]+</,
    )
    expect(page).toMatch(new RegExp(`<option value="${HELPER}" selected`))
    expect((await lead.post(LIST, formOn(page, LIST, {}))).status).toBe(303)
    expect(await text(lead.get(LIST))).not.toContain('As last time')
  })

  test('gets a form with a wrong day back, with everything typed', async () => {
    const typed = {
      part: `question:${CHOICE.id}`,
      account: HELPER,
      'due-day': '31',
      'due-month': '2',
      'due-year': '2027',
      note: 'Two\nlines',
    }
    const response = await lead.post(`${LIST}/new`, typed)
    const page = await response.text()
    expect(response.status).toBe(422)
    expect(titleOf(page)).toMatch(/^Error: /)
    expect(page).toContain('href="#due-day"')
    for (const name of ['due-day', 'due-month', 'due-year', 'note'] as const)
      expect(valueOn(page, name)).toBe(typed[name])
    expect(page).toMatch(new RegExp(`value="${typed.part}" selected`))
    expect(page).toMatch(new RegExp(`value="${HELPER}" selected`))
  })

  test('shares the first look out as one part, and sees who else has some of it', async () => {
    expect(await text(lead.get('/o/oak/first-look'))).toContain(`href="${LIST}/new?part=first-look"`)
    const form = await text(lead.get(`${LIST}/new?part=first-look`))
    expect(form).toMatch(/value="first-look" selected[^>]*>The first look: its 16 questions/)
    const typed = {
      part: 'first-look',
      account: HELPER,
      'due-day': '1',
      'due-month': '4',
      'due-year': '2099',
    }
    expect((await lead.post(`${LIST}/new`, { ...typed, note: '' })).status).toBe(303)
    await give({ kind: 'domain', target: 'cover', accountId: person('oak').id })
    const list = (await text(lead.get(LIST))).replace(/\s+/g, ' ')
    const name = person('oak').name
    expect(list).toContain(`Also with <bdi>${name} (1 question)</bdi>.`)
    const look = (await text(lead.get('/o/oak/first-look'))).replace(/\s+/g, ' ')
    expect(look).toContain('by 1 April 2099')
    expect(look).toContain(`Also with ${name} (1 question).`)
    expect(look).not.toContain('Share them out as one part')
    // What is with somebody by the first look is not left to the lead.
    expect(list).not.toContain('Supplier connections')
    expect(await text(visitorOf(app, 'oak', 'siro').get('/o/oak/first-look'))).not.toContain('by 1 April')
  })

  test('sees what is late, what is done, and what nobody has', async () => {
    await give({ due: londonDate(NOW) })
    expect(await text(lead.get(LIST))).not.toContain('>Late<')
    await house.db.updateTable('assignment').set({ due: '2020-01-01' }).execute()
    const late = await text(lead.get(LIST))
    expect(late).toContain('1 part past its day')
    expect(late).toContain('Nobody: left to the lead')
    await saveAnswer(house, person('oak'), 'oak', CHOICE.id, 0, choose(1))
    expect(await text(lead.get(LIST))).not.toContain('>Late<')
    for (const domain of RULE_SET.domains) await give({ kind: 'domain', target: domain.id })
    expect(await text(lead.get(LIST))).not.toContain('left to the lead')
  })

  test('is alone with these pages', async () => {
    for (const role of ['siro', 'contributor', 'reviewer', 'board'] as const)
      expect((await visitorOf(app, 'oak', role).get(LIST)).status).toBe(403)
  })
})

describe('a contributor', () => {
  test('without a part is told so, and is led nowhere else', async () => {
    expect(await text(helper.get('/o/oak'))).toContain('Nothing yet.')
    await expectNoBrokenLinks(helper, ['/o/oak'])
  })

  test('sees the part with its day and note, goes to the next open question, and comes back', async () => {
    const own = RULE_SET.questions.filter((one) => one.form.type === 'choice' && one.showWhen === undefined)
    const [first, second] = [own[0], own.at(-1)]
    if (first === undefined || second === undefined) throw new Error('The rules have no two choices.')
    await give({ target: first.id, due: '2099-01-02', note: 'By the board' })
    await give({ target: second.id })
    const page = await text(helper.get('/o/oak'))
    expect(page).toContain('2 January 2099')
    expect(page).toContain('By the board')
    expect(page).toContain(`href="${pathOf(first)}"`)
    const saved = await helper.post(pathOf(first), {
      value: first.levels[0]?.id ?? '',
      version: '0',
      action: 'continue',
    })
    expect(saved.headers.get('Location')).toBe(pathOf(second))
    const last = await helper.post(pathOf(second), {
      value: second.levels[0]?.id ?? '',
      version: '0',
      action: 'continue',
    })
    expect(last.headers.get('Location')).toBe('/o/oak')
    await expectNoBrokenLinks(helper, ['/o/oak', pathOf(first), `${pathOf(first)}?via=first-look`])
  })

  test.each(RULE_SET.domains.map((one) => one.id))(
    'who was given all of %s meets no page that refuses them',
    async (target) => {
      await give({ kind: 'domain', target })
      await expectNoBrokenLinks(helper, ['/o/oak'])
    },
  )

  test('with the first look walks along its questions and no others, and comes back', async () => {
    await give({ kind: 'first-look', due: '2099-01-02' })
    const look = RULE_SET.firstLook.map((index) => RULE_SET.questions[index]!)
    const page = await text(helper.get('/o/oak'))
    expect(page).toContain('The first look')
    expect(page).toContain('2 January 2099')
    let path = /<a class="nhsuk-action-link" href="([^"]+)"/.exec(page)?.[1]?.replaceAll('&amp;', '&') ?? ''
    for (const [at, question] of look.entries()) {
      expect(path).toBe(`${pathOf(question)}?via=first-look`)
      expect(await text(helper.get(path))).toContain(`${at + 1} of 16 – First look`)
      const saved = await helper.post(path, {
        ...(question.form.type === 'choice' ? { value: '~dont-know' } : { special: 'dont-know' }),
        via: 'first-look',
        version: '0',
        action: 'continue',
      })
      path = saved.headers.get('Location') ?? ''
    }
    expect(path).toBe('/o/oak')
    const other = RULE_SET.questions.find((one) => !look.includes(one))!
    expect((await helper.get(pathOf(other))).status).toBe(403)
    expect((await helper.get('/o/oak/first-look')).status).toBe(403)
    await expectNoBrokenLinks(helper, ['/o/oak', `${pathOf(look[0]!)}?via=first-look`])
  })

  test('and a reviewer see where something is asked, and nothing of other parts', async () => {
    const other = RULE_SET.questions.find((one) => one.form.type === 'choice' && one.domain !== CHOICE.domain)
    if (other === undefined) throw new Error('The rules have no two domains of choices.')
    await give()
    for (const { id } of [CHOICE, CHOICE, other])
      await addComment(house, person('oak'), 'oak', id, randomUUID(), 'Every site?')
    const page = await text(helper.get('/o/oak'))
    expect(page).toContain(`<a href="${pathOf(CHOICE)}/comments">${CHOICE.short} (2)</a>`)
    expect(page).not.toContain(pathOf(other))
    const review = await text(visitorOf(app, 'oak', 'reviewer').get('/o/oak'))
    expect(review).toMatch(/2 open comments\.[^]*1 open comment\.|1 open comment\.[^]*2 open comments\./)
  })

  test('cannot open the scope, the lists of all answers, or what was not given', async () => {
    await give()
    const other = RULE_SET.questions.find((one) => one.domain !== CHOICE.domain)
    const closed = ['/o/oak/scope', '/o/oak/answers', '/o/oak/check-answers', '/o/oak/first-look']
    for (const path of [...closed, other === undefined ? '' : pathOf(other)])
      expect((await helper.get(path)).status, path).toBe(403)
  })
})

describe('a part of an official framework', () => {
  const [framework] = RULE_SET.frameworks
  const OUTCOMES = `/o/oak/caf-outcomes/${framework!.id}/whole`
  const target = (code: string) => cafTarget(PLACE, code)
  const words = async (page: Promise<string>) => (await page).replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
  beforeEach(() => loadCafFramework(house, framework!, MADE_UP))

  test('is shared out by the lead from the list of outcomes, as an objective, a principle or one outcome, and taken back', async () => {
    const path = /href="([^"]*part=caf[^"]*)"/.exec(await text(lead.get(OUTCOMES)))?.[1] ?? ''
    const form = await text(lead.get(path))
    expect(form).toContain(`>A Keeping the light: 2 outcomes</option>`)
    expect(form).toContain(`>A1 The lamp: 2 outcomes</option>`)
    expect(form).toContain(`<option value="caf:${target('A1.b')}">A1.b Lamp glass</option>`)
    const empty = await lead.post(`${LIST}/new`, formOn(form, `${LIST}/new`, {}))
    expect([empty.status, await empty.text()]).toEqual([422, expect.stringContaining('A1.b Lamp glass')])
    const typed = { part: `caf:${target('A1')}`, account: HELPER, note: 'Ask the keeper.' }
    expect((await lead.post(`${LIST}/new`, formOn(form, `${LIST}/new`, typed))).status).toBe(303)
    const list = await text(lead.get(LIST))
    expect(list).toContain(`${framework!.short}, A1 The lamp: The whole organisation`)
    const end = /action="([^"]+\/end)"/.exec(list)?.[1] ?? ''
    await lead.post(end, formOn(list, end, {}))
    expect(await text(lead.get(LIST))).not.toContain('A1 The lamp')
    expect((await helper.get(OUTCOMES)).status).toBe(403)
  })

  test('stands among the own questions of who has it, leads from outcome to outcome of the part, and to nothing else', async () => {
    await saveCafOutcome(house, person('oak'), 'oak', { ...PLACE, outcome: 'A1.a' }, 0, SAYS_NOTHING)
    await give({ kind: 'caf', target: target('A1.b'), due: '2099-01-02', note: 'Ask the keeper.' })
    const page = await words(text(helper.get('/o/oak')))
    expect(page).toContain('1 outcome of an official framework is open')
    expect(page).toMatch(/A1\.b Lamp glass: The whole organisation .*Not started .*2 January 2099/)
    const path = /nhsuk-action-link" href="([^"]+)"/.exec(await text(helper.get('/o/oak')))?.[1] ?? ''
    expect(path).toBe(`${OUTCOMES}/A1.b`)
    const form = await text(helper.get(path))
    expect(form).not.toContain('A1.a')
    const typed = { 'said-achieved_A1-b-2': 'true', 'said-not-achieved_A1-b-1': 'not-true' }
    const saved = await helper.post(path, formOn(form, path, typed))
    expect(saved.headers.get('Location')).toBe(`${OUTCOMES}#A1-b`)
    const list = await words(text(helper.get(OUTCOMES)))
    expect(list).toContain('Of 1 outcome: 1 achieved')
    for (const other of ['Lamp oil', 'Bring a completed', 'Share outcomes', 'beside our answers', 'Download'])
      expect(list).not.toContain(other)
    expect(await words(text(helper.get('/o/oak')))).toMatch(/Nothing waits for you .*Answered/)
    const fields = formOn(form, path, typed)
    for (const other of [`${OUTCOMES}/A1.a`, `/o/oak/caf-outcomes/${framework!.id}/nowhere/A1.b`]) {
      const [seen, sent] = [await helper.get(other), await helper.post(other, fields)]
      expect([403, 404], other).toContain(seen.status)
      expect([403, 404], other).toContain(sent.status)
    }
    const closed = ['caf-outcomes', `caf-beside/${framework!.id}`, `caf-bring-in/${framework!.id}/whole`]
    for (const one of [...closed, `caf-files/${framework!.id}/whole/outcomes.csv`])
      expect((await helper.get(`/o/oak/${one}`)).status, one).toBe(403)
    expect(await house.db.selectFrom('cafOutcome').selectAll().execute()).toHaveLength(2)
    await expectNoBrokenLinks(helper, ['/o/oak'])
  })

  test('is late once its day has passed, until each of its outcomes is answered', async () => {
    await give({ kind: 'caf', target: target('A') })
    await house.db.updateTable('assignment').set({ due: '2026-01-02' }).execute()
    expect(await words(text(helper.get('/o/oak')))).toContain(
      '1 part is late and 2 outcomes of an official framework are open',
    )
    expect(await words(text(lead.get('/o/oak')))).toContain('A Keeping the light: The whole organisation')
  })
})

test('a reviewer sees the questions with live evidence that nobody has reviewed', async () => {
  const reviewer = visitorOf(app, 'oak', 'reviewer')
  expect(await text(reviewer.get('/o/oak'))).toContain('There is none at the moment.')
  const answer = { ...choose(1), assurance: 'evidenced', evidence: 'Report', evidenceDate: REFERENCE_DAY }
  await saveAnswer(house, person('oak'), 'oak', CHOICE.id, 0, { ...answer, assurance: 'evidenced' })
  expect(await text(reviewer.get('/o/oak'))).toContain(`href="${pathOf(CHOICE)}/evidence"`)
  await expectNoBrokenLinks(reviewer, ['/o/oak'])
})

/** Follows every link inside the organisation from these pages on. */
async function expectNoBrokenLinks(visitor: Visitor, from: readonly string[]): Promise<void> {
  const seen = new Set(from)
  for (const path of seen) {
    const response = await visitor.get(path)
    expect(response.status, path).toBe(200)
    const page = await response.text()
    for (const [, href = ''] of page.matchAll(/href="(\/o\/[^"#]*)/g)) seen.add(href.replaceAll('&amp;', '&'))
  }
}
