import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { getAssessment, getResult } from '../../src/service/assessments.ts'
import type { OpenHouse } from '../../src/service/house.ts'
import { addTrust, openTestHouse, person, RULE_SET } from '../service/house.ts'
import { appOf, chosenOn, titleOf, valueOn, type Visitor, visitorOf } from './visitor.ts'

let house: OpenHouse
let lead: Visitor
let trust: string
let list: string
let count = 0
beforeAll(async () => {
  house = await openTestHouse()
})
afterAll(() => house.close())
beforeEach(async () => {
  trust = `ash-${++count}`
  list = `/o/${trust}/registers/supplier-register`
  await addTrust(house, trust)
  lead = visitorOf(appOf(house), trust)
})

const SUPPLIERS = RULE_SET.registers.find((one) => one.id === 'supplier-register')
const fed = RULE_SET.questions[SUPPLIERS?.feeds[0] ?? 0]?.id ?? ''
const registerNow = async () =>
  (await getAssessment(house, person(trust), trust)).registers['supplier-register']

/** A form of a row as a browser posts it. */
const SUPPLIER = {
  version: '0',
  'cell-name': 'Blue Lantern & Sons',
  'cell-service': 'Runs the\nrecord',
  'cell-patients-affected': 'many',
  'cell-data-held': 'not-confirmed',
  'cell-charter-evidence-date-day': '1',
  'cell-charter-evidence-date-month': '10',
  'cell-charter-evidence-date-year': '2026',
  'cell-tolerable-outage': '2.5',
  'cell-fallback-tested-special': 'never',
  [`evidence-${fed}`]: 'contract, clause 14',
  [`evidence-${fed}-day`]: '2',
  [`evidence-${fed}-month`]: '9',
  [`evidence-${fed}-year`]: '2026',
}

const FIRST_PAGE = Object.fromEntries(
  Object.entries(SUPPLIER).filter(([name]) => /^cell-(name|service|patients|data-held)/.test(name)),
)
const PARTS = [1, 2, 3, 4, 5]

async function newRow(fields = SUPPLIER): Promise<string> {
  const form = await (await lead.get(`${list}/rows/new`)).text()
  const row = valueOn(form, 'row') ?? ''
  const response = await lead.post(`${list}/rows/new`, { ...fields, row, action: 'continue' })
  expect(response.status).toBe(303)
  expect(response.headers.get('Location')).toBe(list)
  return row
}

describe('a row', () => {
  test('is saved with its cells and evidence, and the form shows it again as typed', async () => {
    const row = await newRow()
    expect((await registerNow())?.rows[0]?.row).toEqual({
      cells: {
        name: 'Blue Lantern & Sons',
        service: 'Runs the\nrecord',
        'patients-affected': 'many',
        'data-held': 'not-confirmed',
        'charter-evidence-date': '2026-10-01',
        'tolerable-outage': '2.5',
        'fallback-tested': 'never',
      },
      evidence: { [fed]: { evidence: 'contract, clause 14', evidenceDate: '2026-09-02' } },
    })
    const pages = PARTS.map(async (part) => (await lead.get(`${list}/rows/${row}?part=${part}`)).text())
    const page = (await Promise.all(pages)).join('')
    for (const [name, value] of Object.entries({ ...SUPPLIER, version: '1' })) {
      const chosen = /-special$|patients|data-held/.test(name)
      expect(chosen ? chosenOn(page, name) : [valueOn(page, name)], name).toEqual([value])
    }
  })

  test('is filled in page by page, each of which leaves the others as they are', async () => {
    const row = await newRow()
    const path = `${list}/rows/${row}`
    const second = await (await lead.get(`${path}?part=2`)).text()
    expect(valueOn(second, 'cell-name')).toBeUndefined()
    expect(second).toContain('aria-current="step">The eight points of the charter')
    const sent = { row, version: '1', part: '2', 'cell-charter-1': 'yes', action: 'continue' }
    const saved = await lead.post(path, sent)
    expect(saved.headers.get('Location')).toBe(`${path}?part=3`)
    const { cells, evidence } = (await registerNow())!.rows[0]!.row
    expect(cells).toMatchObject({
      name: 'Blue Lantern & Sons',
      'charter-1': 'yes',
      'tolerable-outage': '2.5',
    })
    expect(Object.keys(evidence)).toEqual([fed])
    const last = await lead.post(path, { row, version: '2', part: '5', action: 'list' })
    expect(last.headers.get('Location')).toBe(list)
    const now = (await registerNow())!.rows[0]!.row
    expect([now.cells, now.evidence]).toEqual([cells, {}])
  })

  test('shows a fault of another page with its field', async () => {
    const row = await newRow()
    const wrong = { row, version: '1', part: '1', 'cell-name': '', 'cell-service': 'Kept' }
    const page = await (await lead.post(`${list}/rows/${row}`, wrong)).text()
    expect(page).toContain('href="#cell-name"')
    expect(valueOn(page, 'cell-service')).toBe('Kept')
    expect(page).not.toContain('id="cell-charter-1"')
  })

  test('with one press has everything that is blank not confirmed', async () => {
    const row = await newRow()
    const sent = { row, version: '1', part: '1', ...FIRST_PAGE, action: 'rest' }
    expect((await lead.post(`${list}/rows/${row}`, sent)).headers.get('Location')).toBe(list)
    const { cells } = (await registerNow())!.rows[0]!.row
    expect(cells).toMatchObject({
      name: 'Blue Lantern & Sons',
      'tolerable-outage': '2.5',
      'fallback-tested': 'never',
    })
    for (const { id, unknown } of SUPPLIERS?.columns ?? [])
      if (unknown !== undefined) expect(cells[id], id).toBeDefined()
    expect(Object.values(cells).filter((cell) => cell === 'not-confirmed').length).toBeGreaterThan(10)
  })

  test('is added once when its form is sent twice', async () => {
    const row = await newRow()
    await lead.post(`${list}/rows/new`, { ...SUPPLIER, row, action: 'continue' })
    expect((await registerNow())?.rows).toHaveLength(1)
  })

  test('that is saved by itself while it is typed becomes a row with its own address', async () => {
    const response = await lead.save(`${list}/rows/new`, { ...SUPPLIER, row: 'a1b2' })
    expect(await response.json()).toMatchObject({
      ok: true,
      versions: { version: 1 },
      action: `${list}/rows/a1b2`,
    })
  })

  test('comes back with its faults at their fields and everything typed', async () => {
    const wrong = {
      ...SUPPLIER,
      'cell-name': ' ',
      'cell-tolerable-outage': 'two',
      'cell-charter-evidence-date-month': '13',
      'cell-fallback-tested-day': '1',
      [`evidence-${fed}`]: '',
    }
    const response = await lead.post(`${list}/rows/new`, { ...wrong, row: 'a1b2', action: 'continue' })
    const page = await response.text()
    expect(response.status).toBe(422)
    expect(titleOf(page)).toMatch(/^Error: Add a supplier – Suppliers – /)
    for (const field of [
      'cell-name',
      'cell-tolerable-outage',
      'cell-charter-evidence-date-date-day',
      'cell-fallback-tested-date-day',
      `evidence-${fed}`,
    ]) {
      expect(page, field).toContain(`href="#${field}"`)
      expect(page, field).toContain(`id="${field}"`)
    }
    expect(valueOn(page, 'cell-tolerable-outage')).toBe('two')
    expect(valueOn(page, 'cell-charter-evidence-date-month')).toBe('13')
    expect(valueOn(page, 'cell-service')).toBe('Runs the\nrecord')
    expect(valueOn(page, 'row')).toBe('a1b2')
    expect((await registerNow())?.rows).toEqual([])
  })

  test('with an impossible date of its evidence has the date marked, and says which', async () => {
    const { 'cell-fallback-tested-special': never, ...rest } = SUPPLIER
    expect(never).toBe('never')
    const wrong = {
      ...rest,
      'cell-fallback-tested-day': '1',
      'cell-fallback-tested-month': '1',
      'cell-fallback-tested-year': '1900',
      [`evidence-${fed}-month`]: '13',
    }
    const page = await (await lead.post(`${list}/rows/new`, { ...wrong, row: 'a1b2' })).text()
    const at = `evidence-${fed}-date-day`
    expect(page).toMatch(new RegExp(`href="#${at}"[^>]*>Evidence for “[^”]+”: Type a real date`))
    expect(page).toMatch(new RegExp(`nhsuk-input--error" id="${at}"`))
    expect(page).not.toContain(`href="#evidence-${fed}"`)
    expect(page).toMatch(
      /href="#cell-fallback-tested-date-day"[^>]*>Fallback last tested: Is 1 January 1900 meant/,
    )
  })

  test('with a date that can hardly be meant is saved once its tick says that it is', async () => {
    const { 'cell-fallback-tested-special': never, ...rest } = SUPPLIER
    expect(never).toBe('never')
    const date = { day: '1', month: '1', year: '1900' }
    const boxes = Object.entries(date).map(([part, typed]) => [`cell-fallback-tested-${part}`, typed])
    const sent = { ...rest, ...Object.fromEntries(boxes), row: 'meant-row' } as Record<string, string>
    const page = await (await lead.post(`${list}/rows/new`, sent)).text()
    expect(page).toMatch(/<input[^>]*name="meant"[^>]*>/)
    expect((await lead.post(`${list}/rows/new`, { ...sent, meant: 'yes', action: 'continue' })).status).toBe(
      303,
    )
  })

  test('that two people changed shows what differs, and nothing is overwritten', async () => {
    const row = await newRow()
    const path = `${list}/rows/${row}`
    await lead.post(path, { ...SUPPLIER, version: '1', 'cell-service': 'Theirs' })
    const mine = { ...SUPPLIER, version: '1', 'cell-service': 'Mine', action: 'continue' }
    const response = await lead.post(path, mine)
    const page = await response.text()
    expect(response.status).toBe(409)
    expect(page).toContain('Theirs')
    expect(page).toContain('Mine')
    expect(page).not.toContain('<dt class="nhsuk-summary-list__key">Patients affected</dt>')
    expect((await lead.post(path, { ...mine, version: valueOn(page, 'version') ?? '' })).status).toBe(303)
    expect((await registerNow())?.rows[0]?.row.cells['service']).toBe('Mine')
  })

  test('is deleted only after a question, and not when it changed meanwhile', async () => {
    const row = await newRow()
    const path = `${list}/rows/${row}/delete`
    expect(await (await lead.get(path)).text()).toContain('Blue Lantern')
    expect((await registerNow())?.rows).toHaveLength(1)
    await lead.post(`${list}/rows/${row}`, { ...SUPPLIER, version: '1', 'cell-service': 'Changed' })
    const stale = await lead.post(path, { version: '1' })
    expect(stale.status).toBe(409)
    expect(await stale.text()).toContain('Changed')
    expect((await lead.post(path, { version: '2' })).headers.get('Location')).toBe(list)
    expect((await registerNow())?.rows).toEqual([])
    expect((await lead.get(`${list}/rows/${row}`)).status).toBe(404)
  })
})

describe('the list', () => {
  test('offers to discard a row that was begun and left, and no other; who only reads is offered nothing', async () => {
    const begun = await newRow({ version: '0', 'cell-name': 'Ash Way' } as unknown as typeof SUPPLIER)
    const full = await newRow()
    const page = await (await lead.get(list)).text()
    expect(page).toContain('Not known yet: begun, and a cell is blank')
    expect(page).toContain(`${list}/rows/${begun}/delete`)
    expect(page).not.toContain(`${list}/rows/${full}/delete`)
    const read = await (await visitorOf(appOf(house), trust, 'siro').get(list)).text()
    expect(read).toContain('Ash Way')
    expect(read).not.toContain('/delete')
    const asked = await (await lead.get(`${list}/rows/${begun}/delete`)).text()
    await lead.post(`${list}/rows/${begun}/delete`, { version: valueOn(asked, 'version') ?? '' })
    expect((await registerNow())?.rows.map(({ id }) => id)).toEqual([full])
  })

  test('answers its questions only once it is marked complete', async () => {
    await newRow({
      ...SUPPLIER,
      'cell-data-held': 'patient',
      'cell-notice-in-24-hours': 'yes',
    })
    const isOpen = async () =>
      (await getResult(house, person(trust), trust)).result.unanswered.includes('supplier-notice')
    expect(await isOpen()).toBe(true)
    const version = valueOn(await (await lead.get(list)).text(), 'version') ?? ''
    expect((await lead.post(list, { version, complete: 'yes' })).status).toBe(303)
    expect(await isOpen()).toBe(false)
    expect(await (await lead.get(list)).text()).toMatch(/name="complete"[^>]*checked/)
  })

  test('says of each row how much is filled in, and at which questions it falls short', async () => {
    const counted = { ...SUPPLIER, 'cell-data-held': 'patient' }
    await newRow({ ...counted, 'cell-notice-in-24-hours': 'no' })
    const page = (await (await lead.get(list)).text()).replace(/\s+/g, ' ')
    expect(page).toContain('Critical contracts with 24-hour notice: no')
    expect(page).toContain('Suppliers with a proven fallback: no')
    expect(page).toMatch(/8 of 31/)
    await newRow({ ...counted, 'cell-name': 'Ash Way', 'cell-notice-in-24-hours': 'yes' })
    const both = (await (await lead.get(list)).text()).replace(/\s+/g, ' ')
    expect(both.match(/Critical contracts with 24-hour notice: no/g)).toHaveLength(1)
  })

  test('says that no row counts yet', async () => {
    await newRow({ ...SUPPLIER, 'cell-patients-affected': 'none', 'cell-data-held': 'none' })
    expect(await (await lead.get(list)).text()).toContain('No supplier counts yet')
  })

  test('is read by a SIRO without forms', async () => {
    const row = await newRow()
    const siro = visitorOf(appOf(house), trust, 'siro')
    expect(await (await siro.get(list)).text()).not.toContain('data-autosave')
    expect(await (await siro.get(`${list}/rows/${row}`)).text()).toContain('Blue Lantern')
    for (const path of [`${list}/rows/new`, `${list}/rows/${row}/delete`])
      expect((await siro.get(path)).status).toBe(403)
    for (const path of [list, `${list}/rows/new`, `${list}/rows/${row}`, `${list}/rows/${row}/delete`])
      expect((await siro.post(path, { ...SUPPLIER, row: 'x' })).status, path).toBe(403)
  })
})

describe('the scope page', () => {
  const scope = () => `/o/${trust}/scope`
  const contextNow = async () => (await getAssessment(house, person(trust), trust)).answers.context

  test('saves each answer by itself, and leaves blank ones open', async () => {
    const response = await lead.post(scope(), {
      'scope-parts': 'All of us',
      'shared-gateway': 'host',
      action: 'continue',
    })
    expect(response.headers.get('Location')).toContain(`/questions/${RULE_SET.domains[0]?.id}/`)
    expect(await contextNow()).toEqual({ 'scope-parts': 'All of us', 'shared-gateway': 'host' })
    const page = await (await lead.get(scope())).text()
    expect(valueOn(page, 'scope-parts')).toBe('All of us')
    expect(chosenOn(page, 'shared-gateway')).toEqual(['host'])
  })

  test('clears an answer that was emptied', async () => {
    await lead.post(scope(), { 'scope-parts': 'All of us' })
    await lead.post(scope(), { 'scope-parts': '', 'version-scope-parts': '1' })
    expect(await contextNow()).toEqual({})
  })

  test('shows both texts when somebody changed one meanwhile', async () => {
    await lead.post(scope(), { 'scope-parts': 'First text' })
    const response = await lead.post(scope(), {
      'scope-parts': 'Second text',
      'version-scope-parts': '0',
      'scope-it-provider': 'own-team',
    })
    const page = await response.text()
    expect(response.status).toBe(409)
    expect(page).toContain('First text')
    expect(valueOn(page, 'scope-parts')).toBe('Second text')
    const version = valueOn(page, 'version-scope-parts') ?? ''
    const provider = valueOn(page, 'version-scope-it-provider') ?? ''
    await lead.post(scope(), {
      'scope-parts': 'Second text',
      'version-scope-parts': version,
      'scope-it-provider': 'own-team',
      'version-scope-it-provider': provider,
    })
    expect(await contextNow()).toMatchObject({
      'scope-parts': 'Second text',
      'scope-it-provider': 'own-team',
    })
  })

  test('refuses an option that is none, with everything typed', async () => {
    const response = await lead.post(scope(), { 'scope-parts': 'Kept', 'shared-gateway': 'perhaps' })
    expect(response.status).toBe(422)
    expect(valueOn(await response.text(), 'scope-parts')).toBe('Kept')
  })
})

describe('the list of tasks', () => {
  test('starts with the first look, and counts what is answered', async () => {
    const before = await (await lead.get(`/o/${trust}`)).text()
    expect(before).toContain('Start the first look')
    expect(before).toMatch(/\b0 of \d+ questions answered/)
    expect(before).toMatch(/between 0 and 100/)
  })

  test('finds answers by their state', async () => {
    const [first] = RULE_SET.questions
    if (first === undefined) throw new Error('The rules have no question.')
    await lead.post(
      `/o/${trust}/questions/${first.domain}/${first.id}`,
      first.form.type === 'choice' ? { value: '~dont-know' } : { special: 'dont-know' },
    )
    const known = await (await lead.get(`/o/${trust}/answers?show=dont-know`)).text()
    expect(known).toContain(first.short)
    expect(known).toContain('1 question.')
    expect(await (await lead.get(`/o/${trust}/answers?show=stale`)).text()).toContain('There are none.')
    expect((await lead.get(`/o/${trust}/answers?show=toString`)).status).toBe(404)
  })

  test('leads the first look from question to question to a range', async () => {
    const open = async () => {
      const page = await (await lead.get(`/o/${trust}/first-look`)).text()
      return /<a class="nhsuk-action-link" href="([^"]+)"/.exec(page)?.[1]?.replaceAll('&amp;', '&') ?? ''
    }
    let path = await open()
    let steps = 0
    while (path.includes('/questions/') && steps++ < 20) {
      const question = RULE_SET.questions.find((one) => path.includes(`/${one.id}?`))
      const choice = question?.form.type === 'choice'
      const response = await lead.post(path, {
        ...(choice ? { value: '~dont-know' } : { special: 'dont-know' }),
        via: 'first-look',
        version: '0',
        action: 'continue',
      })
      path = response.headers.get('Location') ?? ''
    }
    expect(steps).toBe(RULE_SET.firstLook.length)
    expect(path).toBe(`/o/${trust}/first-look`)
    const done = await (await lead.get(path)).text()
    expect(done).toContain(
      `None of the ${RULE_SET.firstLook.length} answers is known, so nothing can be said of past attacks.`,
    )
    expect(done).toMatch(/between \d+ and \d+/)
    expect(done.replace(/\s+/g, ' ')).toMatch(/none of \d+ past attacks would have met nothing here/)
    // Other tests answered a little before; of these two nothing is asked at first.
    expect(done.replace(/\s+/g, ' ')).toMatch(/Nothing is answered yet on: .*Board and Workforce\./)
  })
})

test('the blank questionnaire holds every question in the words of the kind of organisation', async () => {
  const anybody = visitorOf(appOf(house))
  for (const cohort of ['acute', 'ambulance', 'icb']) {
    const page = await (await anybody.get(`/questionnaire?cohort=${cohort}`)).text()
    for (const question of RULE_SET.questions)
      expect(page, question.id).toContain(question.text.replaceAll("'", '&#39;'))
    const own = RULE_SET.questions.find((one) => one.hint?.for[cohort] !== undefined)
    if (own?.hint) expect(page).toContain(own.hint.for[cohort]?.replaceAll("'", '&#39;').slice(0, 40))
  }
})

test('what people typed is text on every page, whatever it says', async () => {
  const payload = '<script>alert(1)</script>"><img src=x onerror=alert(2)>javascript:alert(3)'
  const row = await newRow({ ...SUPPLIER, 'cell-name': payload, 'cell-service': payload })
  await lead.post(`/o/${trust}/scope`, { 'scope-parts': payload })
  await lead.post(`/o/${trust}/questions/identity/mfa-remote-ways-in`, {
    value: '1',
    comment: payload,
    assurance: 'evidenced',
    evidence: payload,
    'evidence-day': '1',
    'evidence-month': '1',
    'evidence-year': '2026',
  })
  for (const path of [
    '',
    '/scope',
    '/check-answers',
    '/registers/supplier-register',
    `/registers/supplier-register/rows/${row}`,
    `/registers/supplier-register/rows/${row}/delete`,
    '/questions/identity/mfa-remote-ways-in',
  ]) {
    const page = await (await lead.get(`/o/${trust}${path}`)).text()
    expect(page, path).not.toMatch(/<script>alert|<img src=x|href="javascript:/)
  }
})
