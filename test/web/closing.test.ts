/** The pages of an assessment whose period has closed: read-only, with why and what to do; and forms that were open when it did. */

import type { Hono } from 'hono'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { findExplanations, listToExplain, saveExplanation } from '../../src/service/explaining.ts'
import type { OpenHouse } from '../../src/service/house.ts'
import { assignPart } from '../../src/service/sharing-out.ts'
import { getSignOff } from '../../src/service/reading-sign-off.ts'
import { signAssessment, submitAssessment } from '../../src/service/signing-off.ts'
import { ADMINISTRATOR, insertDemonstrationAccounts } from '../../src/identity/demonstration.ts'
import type { Role } from '../../src/store/person.ts'
import { paths } from '../../src/web/paths.ts'
import type { Env } from '../../src/web/web.ts'
import { CHOICE, NOW, openTestHouse, person, RULE_SET, TEST_PERIOD, REFERENCE_DAY } from '../service/house.ts'
import { openNextPeriod } from '../service/next-period.ts'
import { TRUSTS } from './trusts.ts'
import { appOf, titleOf, valueOn, visitorOf } from './visitor.ts'
import { addTrustWith } from './written-trusts.ts'

const SAID =
  'Test closed on 24 November 2026, so this assessment can no longer be changed. If it must be, ask the national administrators to move the closing day.'
const QUESTION = paths.question('draft', CHOICE.domain, CHOICE.id)
const [YEAR = '', MONTH = '', DAY = ''] = REFERENCE_DAY.split('-')
const REGISTER = RULE_SET.registers[0]?.id ?? ''

let house: OpenHouse
let app: Hono<Env>
const close = (closes = '2026-11-24') =>
  house.db.updateTable('period').set({ closes }).where('id', '=', TEST_PERIOD.id).execute()
const open = () => close('2026-11-25')
beforeAll(async () => {
  house = await openTestHouse()
  for (const id of ['draft', 'submitted', 'signed'])
    await addTrustWith(house, id, TRUSTS['all-best'] as NonNullable<(typeof TRUSTS)[string]>)
  await addTrustWith(house, 'empty', TRUSTS['nothing-answered'] as NonNullable<(typeof TRUSTS)[string]>)
  await insertDemonstrationAccounts(house.db, [], NOW.toISOString(), [ADMINISTRATOR])
  for (const id of ['submitted', 'signed']) {
    const { view, result, seen } = await getSignOff(house, person(id), id)
    const given = await findExplanations(house, person(id), id)
    for (const one of listToExplain(view, result, given))
      await saveExplanation(house, person(id), id, one.about, one.version, 'We looked into it')
    expect(await submitAssessment(house, person(id), id, seen, '')).toEqual({ ok: true })
  }
  const { seen } = await getSignOff(house, person('signed', 'siro'), 'signed')
  const signature = { how: 'without', reservations: '', sameLine: false, seenBy: {} } as const
  await signAssessment(house, person('signed', 'siro'), 'signed', seen, signature)
  const part = { kind: 'domain', target: CHOICE.domain, due: '', note: '' }
  for (const id of ['draft', 'empty'])
    await assignPart(house, person(id), id, { ...part, accountId: person(id, 'contributor').id })
  app = appOf(house)
})
afterAll(() => house.close())
beforeEach(() => close())

const as = (id: string, role: Role = 'lead') => visitorOf(app, id, role)
const read = async (path: string, id: string, role?: Role) => (await as(id, role).get(path)).text()
const textOf = (html: string) =>
  html
    .replace(/<(script|style)[\s\S]*?<\/\1>/g, ' ')
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&#39;', "'")
    .replace(/\s+/g, ' ')
const formsOn = (html: string) =>
  [...html.matchAll(/<form\b[^>]*\baction="(\/o\/[^"]*)"/g)].map((match) => match[1])

describe('a draft whose period has closed', () => {
  test.each([
    ['the question', QUESTION],
    ['its domain', paths.domain('draft', CHOICE.domain)],
    ['a register', paths.register('draft', REGISTER)],
    ['the scope', paths.scope('draft')],
    ['all answers', paths.checkAnswers('draft')],
    ['the evidence', paths.evidence('draft', CHOICE)],
    ['who fills in what', paths.sharingOut('draft')],
    ['the task list', paths.tasks('draft')],
    ['the sign-off', paths.signOff('draft')],
    ['what is to be confirmed', paths.confirm('draft')],
  ])('says at %s why nothing changes and what to do, and offers no form', async (_, path) => {
    const page = await read(path, 'draft')
    expect(textOf(page)).toContain(SAID)
    expect(textOf(page).split(SAID)).toHaveLength(2)
    expect(formsOn(page)).toEqual([])
    expect(textOf(page)).not.toMatch(
      /Share (out|this)|Go on\b|Start here|saved as you go|Write a note|Explain it/,
    )
    await open()
    const before = await read(path, 'draft')
    expect(textOf(before)).not.toContain('Test closed on')
  })

  test('is read in every answer, and the same pages are forms again once the closing day is moved', async () => {
    expect(formsOn(await read(QUESTION, 'draft'))).toEqual([])
    expect(textOf(await read(QUESTION, 'draft'))).toContain(CHOICE.levels.at(-1)?.text ?? 'no level')
    const moved = await visitorOf(app).post(
      '/administration/periods/test/closing-day',
      { 'closes-day': '25', 'closes-month': '11', 'closes-year': '2026' },
      { Cookie: `wardround-demonstration=${ADMINISTRATOR.id}` },
    )
    expect(moved.status).toBe(303)
    expect(formsOn(await read(QUESTION, 'draft'))).toContain(QUESTION)
  })

  test('says so to a contributor and to a reviewer, who are not asked for anything', async () => {
    for (const role of ['contributor', 'reviewer'] as const) {
      const text = textOf(await read(paths.tasks('empty'), 'empty', role))
      expect(text).toContain('Test closed on 24 November 2026')
      expect(text).not.toMatch(/\bStart with\b|saved as you go|is signed/)
    }
    await open()
    expect(textOf(await read(paths.tasks('empty'), 'empty', 'contributor'))).toContain('Start with')
  })

  test('does not invite to the first look, which can still be read', async () => {
    const text = textOf(await read(paths.tasks('empty'), 'empty'))
    expect(text).not.toContain('Start the first look')
    expect(text).toContain('The first look (0 of')
    expect(textOf(await read(paths.firstLook('empty'), 'empty'))).toContain(SAID)
    await open()
    expect(textOf(await read(paths.tasks('empty'), 'empty'))).toContain('Start the first look')
  })

  test('shows the way to the assessment of a newer period that is open', async () => {
    expect(await read(paths.tasks('draft'), 'draft')).not.toContain(`href="${paths.start('draft')}"`)
    await openNextPeriod(house)
    const page = await read(paths.tasks('draft'), 'draft')
    expect(page).toContain(`href="${paths.start('draft')}"`)
    expect(textOf(page)).toContain('Start the assessment of Next')
    await house.db.deleteFrom('period').where('id', '=', 'next').execute()
  })

  test.each([
    ['a row', paths.newRow('draft', REGISTER)],
    ['a note', paths.note('draft', CHOICE.domain)],
    ['a part', paths.newAssignment('draft')],
  ])('refuses the empty form of %s with the same sentence', async (_, path) => {
    const answer = await as('draft').get(path)
    expect(answer.status).toBe(409)
    expect(textOf(await answer.text())).toContain(SAID)
    await open()
    expect((await as('draft').get(path)).status).toBe(200)
  })
})

describe('a form that was open in a browser when the period closed', () => {
  const typed = {
    version: '1',
    via: '',
    value: CHOICE.levels[0]?.id ?? '',
    assurance: 'asserted',
    comment: 'Ask the <b>theatres</b> first.',
    action: 'continue',
  }

  test('comes back with the sentence and everything typed, and is saved once the closing day is moved', async () => {
    const refused = await as('draft').post(QUESTION, typed)
    const page = await refused.text()
    expect(refused.status).toBe(409)
    expect(titleOf(page)).toContain('This period has closed')
    expect(textOf(page)).toContain(SAID)
    for (const [name, value] of Object.entries(typed)) expect(valueOn(page, name), name).toBe(value)
    // What was written can be read and copied, for it may take days.
    expect(page).toMatch(/<textarea[^>]*name="comment"/)
    expect(formsOn(page)).toEqual([QUESTION])
    await open()
    const again = Object.fromEntries(Object.keys(typed).map((name) => [name, valueOn(page, name) ?? '']))
    expect((await as('draft').post(QUESTION, again)).status).toBe(303)
    expect(await read(QUESTION, 'draft')).toContain('Ask the &lt;b&gt;theatres&lt;/b&gt; first.')
  })

  test('is told so as data when the autosave script sends it', async () => {
    const refused = await as('draft').save(QUESTION, { ...typed, version: '1' })
    expect(refused.status).toBe(409)
    expect(refused.headers.get('Content-Type')).toContain('application/problem+json')
    expect(await refused.json()).toMatchObject({ title: 'This period has closed', detail: SAID })
  })

  test.each([
    ['a row', paths.newRow('draft', REGISTER), { row: '', version: '0', 'cell-name': 'Harbour Lab Ltd' }],
    ['a note', paths.note('draft', CHOICE.domain), { version: '0', text: 'For the SIRO' }],
    ['the submission', `${paths.signOff('draft')}/submit`, { seen: 'x', word: 'Please look' }],
    [
      'evidence',
      paths.evidence('draft', CHOICE),
      {
        kind: 'link',
        title: 'Minutes of the board',
        place: 'Board papers',
        owner: 'Head of IT',
        'dated-day': DAY,
        'dated-month': MONTH,
        'dated-year': YEAR,
      },
    ],
  ])('keeps the words of %s', async (_, path, fields: Readonly<Record<string, string>>) => {
    const refused = await as('draft').post(path, fields)
    const page = await refused.text()
    expect([refused.status, textOf(page).includes(SAID)]).toEqual([409, true])
    for (const [name, value] of Object.entries(fields)) expect(valueOn(page, name), name).toBe(value)
  })
})

describe('an assessment that was submitted in time', () => {
  test('can still be signed or returned, and the SIRO is told what returning it means now', async () => {
    const page = await read(paths.signOff('submitted'), 'submitted', 'siro')
    expect(formsOn(page)).toEqual(['sign', 'return'].map((step) => `${paths.signOff('submitted')}/${step}`))
    expect(textOf(page)).toContain('Test closed on 24 November 2026. The SIRO can still sign this assessment')
    expect(textOf(page)).toContain(
      'nobody can correct it and submit it again, unless the national administrators',
    )
    const lead = await read(paths.signOff('submitted'), 'submitted')
    expect(formsOn(lead)).toEqual([])
    await open()
    expect(formsOn(await read(paths.signOff('submitted'), 'submitted'))).toEqual([
      `${paths.signOff('submitted')}/withdraw`,
    ])
    expect(textOf(await read(paths.signOff('submitted'), 'submitted', 'siro'))).not.toContain(
      'Test closed on',
    )
  })

  test('says on its task list that it waits for the SIRO', async () => {
    const text = textOf(await read(paths.tasks('submitted'), 'submitted', 'siro'))
    expect(text).toContain('waits for your signature')
    expect(text).toContain('Test closed on 24 November 2026')
  })
})

describe('a signed assessment of a closed period', () => {
  test('is not offered to be reopened, and says why to its SIRO only', async () => {
    const page = await read(paths.signOff('signed'), 'signed', 'siro')
    expect(formsOn(page)).toEqual([])
    expect(textOf(page)).toContain('Test closed on 24 November 2026, so it cannot be reopened')
    expect(textOf(await read(paths.signOff('signed'), 'signed', 'board'))).not.toContain('Test closed on')
    expect(textOf(await read(paths.tasks('signed'), 'signed'))).not.toContain('Test closed on')
    await open()
    expect(formsOn(await read(paths.signOff('signed'), 'signed', 'siro'))).toEqual([
      `${paths.signOff('signed')}/reopen`,
    ])
  })
})
