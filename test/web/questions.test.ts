import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Question } from '../../src/rules/model.ts'
import { getAssessment } from '../../src/service/assessments.ts'
import type { OpenHouse } from '../../src/service/house.ts'
import { addTrust, openTestHouse, person, RULE_SET } from '../service/house.ts'
import { appOf, chosenOn, titleOf, valueOn, type Visitor, visitorOf } from './visitor.ts'

let house: OpenHouse
let lead: Visitor
let trust: string
let count = 0
beforeAll(async () => {
  house = await openTestHouse()
})
afterAll(() => house.close())
beforeEach(async () => {
  trust = `oak-${++count}`
  await addTrust(house, trust)
  lead = visitorOf(appOf(house), trust)
})

const questionOf = (
  type: Question['form']['type'],
  fits: (one: Question) => boolean = () => true,
): Question => {
  const found = RULE_SET.questions.find(
    (one) => one.form.type === type && one.showWhen === undefined && fits(one),
  )
  if (found === undefined) throw new Error(`The rules have no such ${type}.`)
  return found
}
const CHOICE = questionOf('choice')
const NUMBER = questionOf('number')
const DATE = questionOf('date')
const COUNTS = questionOf('percentage')
const LIST = questionOf('checklist')
const SHARE = questionOf('share')
const OPTIONAL = questionOf(
  'checklist',
  (one) => one.notApplicable !== undefined && one.notApplicable.cohorts === undefined,
)

const pathOf = (question: Question, id = trust) => `/o/${id}/questions/${question.domain}/${question.id}`
const stored = async (question: Question) =>
  (await getAssessment(house, person(trust), trust)).answers.answers[question.id]
const versionOf = async (question: Question) =>
  String((await getAssessment(house, person(trust), trust)).versions[question.id] ?? 0)

test('a lead begins with what is open and a way there; a SIRO with the decision, and without things to do', async () => {
  const first = await (await lead.get(`/o/${trust}`)).text()
  expect(first).toMatch(/<h1[^>]*>.*\d+ questions are open<\/h1>/)
  expect(first).toContain(`<a href="/o/${trust}/answers?show=unanswered">Answer what is open</a>`)
  const siro = visitorOf(appOf(house), trust, 'siro')
  const read = await (await siro.get(`/o/${trust}`)).text()
  expect(read).not.toContain('Answer what is open')
  expect(read).toMatch(new RegExp(`service-name" href="/o/${trust}/sign-off"`))
})

test('whoever changes an answer where all are checked comes back to it there', async () => {
  const check = await (await lead.get(`/o/${trust}/check-answers`)).text()
  const address = `${pathOf(CHOICE)}?via=check`
  expect(check).toContain(`href="${address}"`)
  expect(check.match(/href="[^"]+\/sign-off">Go on to submit it/g)).toHaveLength(2)
  const page = await (await lead.get(address)).text()
  expect(valueOn(page, 'via')).toBe('check')
  const saved = await lead.post(pathOf(CHOICE), { version: '0', via: 'check', value: '~dont-know' })
  expect(saved.headers.get('location')).toBe(`/o/${trust}/check-answers#${CHOICE.id}`)
  expect(check).toContain(`id="${CHOICE.id}"`)
})

describe('the page of a question', () => {
  test.each(RULE_SET.questions.map((one) => [one.id, one] as const))(
    '%s says who knows and where to look',
    async (_, question) => {
      const page = await (await lead.get(pathOf(question))).text()
      expect(titleOf(page)).toMatch(/ – Ward Round$/)
      expect(page).toContain('Who usually knows')
      expect(page).toContain('OFFICIAL-SENSITIVE')
      expect(page).toContain('fictional')
    },
  )

  test('is titled by question, domain, organisation', async () => {
    const page = await (await lead.get(pathOf(CHOICE))).text()
    const domain = RULE_SET.domains.find((one) => one.id === CHOICE.domain)?.title
    expect(titleOf(page)).toBe(`${CHOICE.text} – ${domain} – ${trust} (fictional) – Ward Round`)
  })

  test('does not exist under another domain, or for an unknown question', async () => {
    expect((await lead.get(`/o/${trust}/questions/board/${CHOICE.id}`)).status).toBe(404)
    expect((await lead.get(`/o/${trust}/questions/${CHOICE.domain}/constructor`)).status).toBe(404)
  })

  test('cannot be typed when a register answers it', async () => {
    const page = await (await lead.get(pathOf(SHARE))).text()
    expect(page).toContain('worked out from the register')
    expect(page).not.toContain('name="value"')
    expect((await lead.post(pathOf(SHARE), { value: 'x', version: '0' })).status).toBe(422)
  })

  test('offers "does not apply" only where it is allowed', async () => {
    expect(await (await lead.get(pathOf(OPTIONAL))).text()).toContain('value="not-applicable"')
    const never = questionOf('choice', (one) => one.notApplicable === undefined)
    expect(await (await lead.get(pathOf(never))).text()).not.toContain('not-applicable')
  })
})

describe('an answer', () => {
  const evidence = {
    assurance: 'evidenced',
    evidence: 'Report 7 <b>&',
    'evidence-day': '1',
    'evidence-month': '6',
    'evidence-year': '2026',
    comment: '\n two lines\nof comment',
  }
  const cases: readonly (readonly [string, Question, Record<string, string | readonly string[]>, object])[] =
    [
      [
        'a level',
        CHOICE,
        { value: CHOICE.levels[1]?.id ?? '' },
        { kind: 'choice', option: CHOICE.levels[1]?.id },
      ],
      ['don’t know of a choice', CHOICE, { value: '~dont-know' }, { kind: 'dont-know' }],
      ['a number', NUMBER, { value: '3' }, { kind: 'number', number: '3' }],
      ['not measured', NUMBER, { value: '', special: 'not-measured' }, { kind: 'not-measured' }],
      ['a date', DATE, { day: '1', month: '2', year: '2026' }, { kind: 'date', date: '2026-02-01' }],
      ['never', DATE, { special: 'never' }, { kind: 'never' }],
      ['two counts', COUNTS, { count: '90', of: '100' }, { kind: 'counts', count: 90, of: 100 }],
      [
        'ticked items',
        LIST,
        { items: itemsOf(LIST).slice(0, 2) },
        { kind: 'ticked', items: itemsOf(LIST).slice(0, 2) },
      ],
      ['none of these', LIST, { special: 'none-of-these' }, { kind: 'ticked', items: [] }],
      [
        'not applicable',
        OPTIONAL,
        { special: 'not-applicable', reason: 'no tenant' },
        { kind: 'not-applicable', reason: 'no tenant' },
      ],
    ]

  test.each(cases)(
    'of %s is saved with its evidence, and the form shows it again as typed',
    async (_, question, fields, value) => {
      const response = await lead.post(pathOf(question), {
        ...fields,
        ...evidence,
        version: '0',
        action: 'continue',
      })
      expect(response.status).toBe(303)
      expect(await stored(question)).toEqual({
        value,
        assurance: 'evidenced',
        evidence: 'Report 7 <b>&',
        evidenceDate: '2026-06-01',
        comment: 'two lines\nof comment',
      })
      const page = await (await lead.get(pathOf(question))).text()
      const again: Record<string, string | string[]> = {}
      for (const [name, given] of Object.entries(fields)) {
        const boxes = question.form.type === 'choice' || ['items', 'special'].includes(name)
        again[name] = boxes ? chosenOn(page, name) : (valueOn(page, name) ?? '')
        expect([again[name]].flat(), name).toEqual(
          [given].flat().filter((one) => boxes === false || one !== ''),
        )
      }
      expect(valueOn(page, 'evidence')).toBe('Report 7 <b>&')
      expect(valueOn(page, 'version')).toBe('1')
      // Saving what stands there already changes nothing.
      await lead.post(pathOf(question), { ...again, ...evidence, version: '0', action: 'continue' })
      expect(await versionOf(question)).toBe('1')
    },
  )

  test('on our word with evidence comes back, for the evidence would not count', async () => {
    const fields = { value: '3', ...evidence, assurance: 'asserted', version: '0', action: 'continue' }
    const response = await lead.post(pathOf(NUMBER), fields)
    const page = await response.text()
    expect(response.status).toBe(422)
    expect(page).toContain('href="#assurance"')
    expect(page).toContain('You gave evidence and chose “Our word”, so it would not count.')
    expect(valueOn(page, 'evidence')).toBe('Report 7 <b>&')
    expect((await lead.post(pathOf(NUMBER), { ...fields, assurance: 'evidenced' })).status).toBe(303)
  })

  test.each([
    ['value', NUMBER, { value: '1,000,000,000,000' }, 'is not a number'],
    ['value', NUMBER, { value: '5,000,000' }, 'Is 5,000,000 meant?'],
    ['of', COUNTS, { count: '90', of: '10,000,000,000' }, 'Is 10,000,000,000 meant?'],
    ['date-day', DATE, { day: '1', month: '1', year: '1900' }, 'Is 1 January 1900 meant?'],
    ['date-day', DATE, { day: '24', month: '11', year: '2026' }, '24 November 2026 is after'],
  ])('that can hardly be meant is asked about at its field (%s)', async (field, question, fields, words) => {
    const response = await lead.post(pathOf(question), { ...fields, version: '0', action: 'continue' })
    const page = await response.text()
    expect(response.status).toBe(422)
    expect(page).toMatch(new RegExp(`href="#${field}"[^>]*>[^<]*${words.replace('?', '\\?')}`))
    expect(page).not.toMatch(/\d{4}-\d\d-\d\d|in a file/)
  })

  test.each([
    [NUMBER, { value: '5,000,000' }, { kind: 'number', number: '5000000' }],
    [COUNTS, { count: '90', of: '10,000,000,000' }, { kind: 'counts', count: 90, of: 10_000_000_000 }],
    [DATE, { day: '1', month: '1', year: '1900' }, { kind: 'date', date: '1900-01-01' }],
  ])(
    'that can hardly be meant is saved once its tick says that it is meant (%#)',
    async (question, fields, value) => {
      const sent = { ...fields, version: '0', action: 'continue' }
      expect(await (await lead.get(pathOf(question))).text()).not.toContain('name="meant"')
      const page = await (await lead.post(pathOf(question), sent)).text()
      expect(page).toContain('If it is meant, save it and tick that it is.')
      expect(page).toMatch(/<input[^>]*name="meant"[^>]*>/)
      expect(page).not.toMatch(/<input[^>]*name="meant"[^>]*checked/)
      const other = await (
        await lead.post(pathOf(question), { ...sent, 'evidence-month': '13', meant: 'yes' })
      ).text()
      expect(other).toMatch(/<input[^>]*name="meant"[^>]*checked/)
      expect((await lead.post(pathOf(question), { ...sent, meant: 'yes' })).status).toBe(303)
      expect((await stored(question))?.value).toEqual(value)
    },
  )

  test('with a fault that no tick takes away comes back without one', async () => {
    const page = await (
      await lead.post(pathOf(NUMBER), { value: 'many', version: '0', action: 'continue' })
    ).text()
    expect(page).not.toContain('name="meant"')
  })

  test('with commas between the thousands is the number', async () => {
    await lead.post(pathOf(COUNTS), { count: '1,200', of: '1,500', version: '0', action: 'continue' })
    expect((await stored(COUNTS))?.value).toEqual({ kind: 'counts', count: 1200, of: 1500 })
  })

  test('with a fault in its support says which field is wrong', async () => {
    const wrong = { ...evidence, 'evidence-month': '13', comment: 'x'.repeat(2001) }
    const page = await (await lead.post(pathOf(NUMBER), { value: '3', ...wrong, version: '0' })).text()
    expect(page).toMatch(/href="#evidence-date-day"[^>]*>Date of the evidence: Type a real date/)
    expect(page).toMatch(/href="#comment"[^>]*>Comment: Keep this to 2000 characters/)
  })

  test('leads to the next question, the next domain, or the list', async () => {
    const places = RULE_SET.domains[0]?.questions.map((index) => RULE_SET.questions[index]) ?? []
    const [first, second] = places
    if (first === undefined || second === undefined)
      throw new Error('The first domain has one question only.')
    const know = (question: Question) => ({
      ...(question.form.type === 'choice' ? { value: '~dont-know' } : { special: 'dont-know' }),
      version: '0',
    })
    const on = await lead.post(pathOf(first), { ...know(first), action: 'continue' })
    expect(on.headers.get('Location')).toBe(pathOf(second))
    const later = await lead.post(pathOf(second), { ...know(second), action: 'back' })
    expect(later.headers.get('Location')).toBe(`/o/${trust}`)
    const last = places.at(-1)
    if (last === undefined) return
    const over = await lead.post(pathOf(last), { ...know(last), action: 'continue' })
    expect(over.headers.get('Location')).toContain(`/questions/${RULE_SET.domains[1]?.id}/`)
  })

  test('can be cleared', async () => {
    await lead.post(pathOf(NUMBER), { value: '3', version: '0', action: 'continue' })
    const response = await lead.post(pathOf(NUMBER), { value: '3', version: '1', action: 'clear' })
    expect(response.headers.get('Location')).toBe(pathOf(NUMBER))
    expect(await stored(NUMBER)).toBeUndefined()
  })
})

describe('a form that comes back', () => {
  test.each([
    ['nothing was chosen', CHOICE, {}, 'value', 'Choose or type an answer.'],
    ['the number is none', NUMBER, { value: 'about five' }, 'value', 'is not a number'],
    ['the date is none', DATE, { day: '31', month: '2', year: '2026' }, 'date-day', 'Type a real date'],
    [
      'the date lies ahead',
      DATE,
      { day: '1', month: '1', year: '2027' },
      'date-day',
      'is after the reference date',
    ],
    ['the part is larger than the whole', COUNTS, { count: '5', of: '4' }, 'count', 'cannot be larger'],
    ['two answers were given', NUMBER, { value: '4', special: 'dont-know' }, 'value', 'Keep one of them'],
    [
      'two boxes after "or" were ticked',
      NUMBER,
      { special: ['dont-know', 'not-measured'] },
      'value',
      'Choose only one',
    ],
    ['the reason is missing', OPTIONAL, { special: 'not-applicable', reason: ' ' }, 'reason', 'Say why'],
    [
      'evidence is missing',
      NUMBER,
      { value: '4', assurance: 'evidenced' },
      'evidence',
      'Say where the evidence is',
    ],
    [
      'a comment is too long',
      NUMBER,
      { value: '4', comment: 'x'.repeat(2001) },
      'comment',
      'Keep this to 2000 characters',
    ],
  ] as const)(
    'because %s has its error at the top and at the field, and everything typed',
    async (_, question, fields, field, message) => {
      const typed = { comment: 'my <comment>', 'evidence-day': '99', ...fields }
      const response = await lead.post(pathOf(question), { ...typed, version: '0', action: 'continue' })
      const page = await response.text()
      expect(response.status).toBe(422)
      expect(titleOf(page)).toMatch(/^Error: /)
      expect(page).toContain('nhsuk-error-summary')
      expect(page).toMatch(new RegExp(`href="#${field}"[^>]*>[^<]*${message}`))
      expect(page).toContain(`id="${field}"`)
      for (const [name, given] of Object.entries(typed)) {
        const boxes = name === 'special' || name === 'assurance'
        const shown = boxes ? chosenOn(page, name) : [valueOn(page, name)]
        expect(shown.sort(), name).toEqual([given].flat().sort())
      }
      expect(await stored(question)).toBeUndefined()
    },
  )

  test('because the database cannot be written says so, and keeps everything typed', async () => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => undefined)
    const typed = { value: '7', comment: 'long text', version: '0' }
    await sql`pragma query_only = on`.execute(house.db)
    const response = await lead.post(pathOf(NUMBER), typed)
    await sql`pragma query_only = off`.execute(house.db)
    const page = await response.text()
    expect(log.mock.calls.map(String).join('')).not.toContain('long text')
    log.mockRestore()
    expect(response.status).toBe(503)
    expect(page).toContain('Not saved')
    expect(valueOn(page, 'value')).toBe('7')
    expect(valueOn(page, 'comment')).toBe('long text')
  })
})

test('a form that meets a bug is given back whole, to be sent again', async () => {
  const log = vi.spyOn(console, 'error').mockImplementation(() => undefined)
  const ruleSet = new Proxy(house.ruleSet, {
    get: (set, name) => (name === 'byId' ? undefined : (Reflect.get(set, name) as unknown)),
  })
  const broken = await openTestHouse()
  await addTrust(broken, 'oak')
  const typed = { items: ['a', 'b'], comment: 'first\nsecond', version: '0' }
  const response = await visitorOf(appOf({ ...broken, ruleSet }), 'oak').post(pathOf(LIST, 'oak'), typed)
  const page = await response.text()
  log.mockRestore()
  await broken.close()
  expect(response.status).toBe(500)
  expect(page).toContain('Try again with what I typed')
  expect(page).toContain('OFFICIAL-SENSITIVE')
  expect([...page.matchAll(/name="items" value="(.)"/g)].map((match) => match[1])).toEqual(['a', 'b'])
  expect(valueOn(page, 'comment')).toBe('first\nsecond')
})

describe('two tabs', () => {
  test('see both texts, and the person chooses; nothing was overwritten', async () => {
    await lead.post(pathOf(NUMBER), { value: '3', comment: 'from the first tab', version: '0' })
    const mine = { value: '8', comment: 'from the second tab', version: '0', action: 'continue' }
    const response = await lead.post(pathOf(NUMBER), mine)
    const page = await response.text()
    expect(response.status).toBe(409)
    expect(page).toContain('from the first tab')
    expect(page).toContain('from the second tab')
    expect(await stored(NUMBER)).toMatchObject({ comment: 'from the first tab' })

    const version = valueOn(page, 'version') ?? ''
    const edit = await lead.post(pathOf(NUMBER), { ...mine, version, action: 'edit' })
    expect(valueOn(await edit.text(), 'comment')).toBe('from the second tab')
    expect((await lead.post(pathOf(NUMBER), { ...mine, version })).status).toBe(303)
    expect(await stored(NUMBER)).toMatchObject({ comment: 'from the second tab' })
  })

  test('of fifty saves with one version exactly one is taken', async () => {
    const saves = Array.from({ length: 50 }, (_, index) =>
      lead.save(pathOf(NUMBER), { value: String(index), version: '0' }),
    )
    const statuses = (await Promise.all(saves)).map((one) => one.status)
    expect(statuses.filter((status) => status === 200)).toHaveLength(1)
    expect(statuses.filter((status) => status === 409)).toHaveLength(49)
  })
})

describe('the autosave', () => {
  test('says when it saved, and names the version for the next save', async () => {
    const response = await lead.save(pathOf(NUMBER), { value: '3', version: '0' })
    expect(await response.json()).toEqual({ ok: true, versions: { version: 1 }, savedAt: '10:00', next: '' })
  })

  test('says what is wrong as problem+json', async () => {
    const response = await lead.save(pathOf(NUMBER), { value: 'x', version: '0' })
    expect(response.status).toBe(422)
    expect(response.headers.get('Content-Type')).toMatch(/^application\/problem\+json/)
    expect(await response.json()).toMatchObject({ status: 422, faults: [{ field: 'value' }] })
  })

  test('is refused as problem+json too', async () => {
    const board = visitorOf(appOf(house), trust, 'board')
    const response = await board.save(pathOf(NUMBER), { value: '1', version: '0' })
    expect(response.status).toBe(403)
    expect(response.headers.get('Content-Type')).toMatch(/^application\/problem\+json/)
  })
})

describe('who may do what', () => {
  test('a SIRO reads an answer and finds no form, a board member reads no answers', async () => {
    await lead.post(pathOf(NUMBER), { value: '3', version: '0' })
    const siro = visitorOf(appOf(house), trust, 'siro')
    const page = await (await siro.get(pathOf(NUMBER))).text()
    expect(page).not.toContain('data-autosave')
    expect(page).toContain('The cyber lead changes them')
    expect((await siro.post(pathOf(NUMBER), { value: '4', version: '1' })).status).toBe(403)
    const board = visitorOf(appOf(house), trust, 'board')
    for (const path of [
      `/o/${trust}`,
      pathOf(NUMBER),
      `/o/${trust}/check-answers`,
      `/o/${trust}/first-look`,
      `/o/${trust}/answers`,
    ])
      expect((await board.get(path)).status, path).toBe(403)
  })

  test('another trust looks exactly like an unknown one', async () => {
    await addTrust(house, `elm-${count}`)
    const bare = (text: string) => text.replaceAll(`elm-${count}`, 'x').replaceAll('nowhere', 'x')
    for (const path of [
      '',
      '/scope',
      '/first-look',
      '/answers',
      '/check-answers',
      `/questions/${NUMBER.domain}/${NUMBER.id}`,
      '/registers/supplier-register',
    ]) {
      const [other, unknown] = [await lead.get(`/o/elm-${count}${path}`), await lead.get(`/o/nowhere${path}`)]
      expect(other.status).toBe(404)
      expect(unknown.status).toBe(404)
      expect(bare(await other.text())).toBe(bare(await unknown.text()))
    }
  })

  test('nobody is shown the way in', async () => {
    const response = await visitorOf(appOf(house)).get(`/o/${trust}`)
    expect(response.status).toBe(401)
    expect(await response.text()).toContain('Choose a trust and a role')
  })
})

function itemsOf(question: Question): string[] {
  return question.form.type === 'checklist' ? question.form.items.map((item) => item.id) : []
}

test('a changed answer does not take its evidence along unasked; one tick says that it shows this answer too', async () => {
  const fields = {
    assurance: 'evidenced',
    evidence: 'Report 7',
    'evidence-day': '1',
    'evidence-month': '11',
    'evidence-year': '2026',
    action: 'continue',
  }
  const [worst, better] = CHOICE.levels.map((level) => level.id)
  await lead.post(pathOf(CHOICE), { ...fields, value: worst ?? '', version: '0' })
  const asked = await lead.post(pathOf(CHOICE), { ...fields, value: better ?? '', version: '1' })
  expect(asked.status).toBe(422)
  const page = await asked.text()
  expect(page).toContain('Does the same evidence show the changed answer?')
  expect(chosenOn(page, 'value')).toEqual([better])
  expect((await stored(CHOICE))?.value).toEqual({ kind: 'choice', option: worst })
  const kept = await lead.post(pathOf(CHOICE), {
    ...fields,
    value: better ?? '',
    version: '1',
    'evidence-kept': 'yes',
  })
  expect(kept.status).toBe(303)
  expect(await stored(CHOICE)).toMatchObject({ value: { option: better }, assurance: 'evidenced' })
})
