import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { saveAnswer } from '../../src/service/answering.ts'
import { getEvidence } from '../../src/service/evidence.ts'
import type { OpenHouse } from '../../src/service/house.ts'
import { forgetKept } from '../../src/service/kept.ts'
import { ROLES } from '../../src/store/person.ts'
import { attachmentNamed } from '../../src/assess/evidence/download.ts'
import { CSV, JPEG, office, PDF, PNG } from '../exchange/sample-files.ts'
import { addTrust, CHOICE, choose, openTestHouse, person, RULE_SET, REFERENCE_DAY } from '../service/house.ts'
import { appOf, chosenOn, titleOf, valueOn, type Visitor, visitorOf } from './visitor.ts'

let house: OpenHouse
let lead: Visitor
let reviewer: Visitor
const HERE = `/o/oak/questions/${CHOICE.domain}/${CHOICE.id}/evidence`
const [YEAR = '', MONTH = '', DAY = ''] = REFERENCE_DAY.split('-')
const OTHER = RULE_SET.questions.find(({ id }) => id !== CHOICE.id)!
const FIELDS = {
  kind: 'link',
  title: 'Sign-in report',
  place: 'https://intranet.oak.example/a?b=1&c=2',
  'dated-day': DAY,
  'dated-month': MONTH,
  'dated-year': YEAR,
  owner: 'Head of "infrastructure" <b>',
  replaces: '',
}
const AS_FILE = { ...FIELDS, kind: 'file', place: '' }
const view = () => getEvidence(house, person('oak'), 'oak', CHOICE.id)
const page = async (visitor = lead, path = HERE) => (await visitor.get(path)).text()
const bytesOf = (buffer: Buffer) => ({ bytes: new Uint8Array(buffer) })

beforeAll(async () => {
  house = await openTestHouse()
  for (const id of ['oak', 'elm']) await addTrust(house, id)
  const app = appOf(house)
  lead = visitorOf(app, 'oak')
  reviewer = visitorOf(app, 'oak', 'reviewer')
})
afterAll(() => house.close())
beforeEach(async () => {
  for (const table of ['evidenceFile', 'evidence', 'review', 'answerHistory', 'answer'] as const)
    await house.db.deleteFrom(table).execute()
  // Rows went behind its back.
  forgetKept(house)
  await saveAnswer(house, person('oak'), 'oak', CHOICE.id, 0, choose(2))
})

describe('evidence is added', () => {
  test('newer than the reference date, where somebody ticks that it shows that day', async () => {
    const newer = { ...FIELDS, 'dated-day': '24', 'dated-shows-then': 'yes' }
    expect((await lead.upload(HERE, newer)).status).toBe(303)
    expect((await view()).answer?.evidenceDate).toBe('2026-11-24')
    const question = await page(lead, HERE.replace(/\/evidence$/, ''))
    expect(chosenOn(question, 'evidence-shows-then')).toEqual(['yes'])
  })

  test('by reference: the page shows it, and links only to an address of the web', async () => {
    const response = await lead.upload(HERE, FIELDS)
    expect(response.status).toBe(303)
    expect(response.headers.get('Location')).toBe(`${HERE}?done=added`)
    const shown = await page(lead, `${HERE}?done=added`)
    expect(shown).toContain('The evidence is added.')
    expect(await page(lead, HERE.replace(/\/evidence$/, ''))).toContain('Evidence and reviews (1)')
    expect(shown).toContain('<a href="https://intranet.oak.example/a?b=1&amp;c=2"')
    expect(shown).toContain('Head of &quot;infrastructure&quot; &lt;b&gt;')
    await lead.upload(HERE, { ...FIELDS, title: 'Another', place: 'javascript:alert(1)//https://x.example' })
    const second = await page()
    expect(second).toContain('javascript:alert(1)')
    expect(second).not.toMatch(/href="javascript/i)
  })

  test.each([
    ['report.pdf', PDF, 'application/pdf'],
    ['screen.png', PNG, 'image/png'],
    ['photo.jpeg', JPEG, 'image/jpeg'],
    ['list.csv', CSV, 'text/csv; charset=utf-8'],
    [
      'policy.docx',
      office('docx'),
      'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    ],
    ['list.xlsx', office('xlsx'), 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
    ['..\\..\\x"\r\nSet-Cookie: a=b\r\n.pdf', PDF, 'application/pdf'],
  ])('as the file %j, and comes back as a download that a browser only saves', async (name, buffer, type) => {
    expect((await lead.upload(HERE, AS_FILE, { name, ...bytesOf(buffer) })).status).toBe(303)
    const address = /href="(\/o\/oak\/evidence\/[^"]+)"/.exec(await page(reviewer))?.[1] ?? ''
    const response = await reviewer.get(address)
    expect(response.status).toBe(200)
    expect(Buffer.from(await response.arrayBuffer()).equals(buffer)).toBe(true)
    const { headers } = response
    expect(headers.get('Content-Type')).toBe(type)
    expect(headers.get('Content-Disposition')).toMatch(
      /^attachment; filename="Sign-in report\.[a-z]{3,4}"; filename\*=UTF-8''Sign-in%20report\.[a-z]{3,4}$/,
    )
    expect(headers.get('X-Content-Type-Options')).toBe('nosniff')
    expect(headers.get('Content-Security-Policy')).toBe("default-src 'none'; sandbox")
    expect(headers.get('Cache-Control')).toBe('no-store')
    expect(headers.get('Set-Cookie')).toBeNull()
  })

  test('as a newer version of what is there', async () => {
    await lead.upload(HERE, AS_FILE, { name: 'a.pdf', ...bytesOf(PDF) })
    const id = (await view()).pieces[0]?.newest.id ?? ''
    const form = await page(lead, `${HERE}?replaces=${id}`)
    expect([valueOn(form, 'title'), valueOn(form, 'owner'), valueOn(form, 'replaces')]).toEqual([
      AS_FILE.title,
      AS_FILE.owner,
      id,
    ])
    expect(chosenOn(form, 'kind')).toEqual(['file'])
    await lead.upload(HERE, { ...AS_FILE, replaces: id }, { name: 'b.csv', ...bytesOf(CSV) })
    expect(await page()).toContain('1 earlier version')
  })
})

describe('evidence comes back', () => {
  const everythingTyped = (form: string, fields: Readonly<Record<string, string>>) => {
    for (const [name, typed] of Object.entries(fields))
      expect(name === 'kind' ? chosenOn(form, name)[0] : valueOn(form, name), name).toBe(typed)
  }

  test.each([
    ['without a title', { ...FIELDS, title: ' ' }, undefined, 'title', 'Give the evidence a title'],
    ['without a place', { ...FIELDS, place: '' }, undefined, 'place', 'Say where the evidence lies'],
    ['of no date', { ...FIELDS, 'dated-month': '13' }, undefined, 'dated-date-day', 'Type a real date'],
    [
      'of the future',
      { ...FIELDS, 'dated-year': '2099' },
      undefined,
      'dated-date-day',
      'is still to come. Use a date up to today, 25 November 2026',
    ],
    [
      'newer than the reference date',
      { ...FIELDS, 'dated-day': '24' },
      undefined,
      'dated-date-day',
      '24 November 2026 is after the reference date, 22 November 2026. Tick that it shows',
    ],
    ['without an owner', { ...FIELDS, owner: '' }, undefined, 'owner', 'Say who answers'],
    ['without the file', AS_FILE, undefined, 'file', 'Choose the file'],
    ['empty', AS_FILE, { name: 'a.pdf', bytes: Buffer.alloc(0) }, 'file', 'The file is empty'],
    ['of another kind', AS_FILE, { name: 'a.png', bytes: PDF }, 'file', 'content is of another kind'],
    ['with macros', AS_FILE, { name: 'a.docm', bytes: office('docm') }, 'file', 'macros'],
    [
      'too large',
      AS_FILE,
      { name: 'a.csv', bytes: Buffer.alloc(11 * 2 ** 20, 'x') },
      'file',
      'larger than 10 MB',
    ],
  ] as const)(
    '%s, with its error and everything typed but the file',
    async (_, fields, file, field, message) => {
      const response = await lead.upload(
        HERE,
        fields,
        file === undefined ? undefined : { name: file.name, ...bytesOf(file.bytes) },
      )
      const form = await response.text()
      expect(response.status).toBe(422)
      expect(titleOf(form)).toMatch(/^Error: /)
      expect(form).toMatch(new RegExp(`href="#${field}"[^>]*>[^<]*${message}`))
      expect(form).toContain(`id="${field}"`)
      expect(form).toContain('Choose the file again: it was not kept.')
      everythingTyped(form, fields)
      expect((await view()).pieces).toEqual([])
    },
  )

  test('when a reviewer found that it does not show the answer', async () => {
    await lead.upload(HERE, FIELDS)
    const { version } = await view()
    const review = { how: 'tested', independence: 'other-team', finding: 'overstated', note: 'Half of them.' }
    expect((await reviewer.post(`${HERE}/review`, { ...review, version: String(version) })).status).toBe(303)
    const again = await lead.upload(HERE, FIELDS)
    expect(again.status).toBe(422)
    expect(await page(lead, '/o/oak')).toMatch(/What reviewers found[\s\S]*Overstated/)
    const sent = { source: 'review', about: CHOICE.id }
    expect(valueOn(await page(), 'about')).toBe(CHOICE.id)
    expect((await lead.post('/o/oak/plan-action', sent)).status).toBe(303)
    expect((await lead.post('/o/oak/plan-action', { ...sent, about: OTHER.id })).status).toBe(404)
    expect(await again.text()).toContain('Bring other evidence, or change the answer.')
    const typed = await lead.post(HERE.replace('/evidence', ''), {
      version: String(version + 1),
      value: CHOICE.levels[2]?.id ?? '',
      assurance: 'evidenced',
      evidence: `${FIELDS.title} (${FIELDS.place})`,
      'evidence-day': DAY,
      'evidence-month': MONTH,
      'evidence-year': YEAR,
      action: 'continue',
    })
    expect(typed.status).toBe(422)
    expect(await typed.text()).toMatch(/href="#evidence"[^>]*>A reviewer found/)
  })

  test('is not read at all when it is larger still, and the page says what to do', async () => {
    const response = await lead.upload(HERE, AS_FILE, { name: 'a.csv', bytes: new Uint8Array(13 * 2 ** 20) })
    expect(response.status).toBe(413)
    expect(await response.text()).toContain('A file has at most 10 MB, so nothing was saved.')
  })

  test('is refused from another site, broken, with two files, or with a file in another field', async () => {
    const app = appOf(house)
    const own = { 'Sec-Fetch-Site': 'same-origin', Cookie: 'wardround-demonstration=lead.oak' }
    const send = (body: string | FormData, headers: Record<string, string>) =>
      app.request(HERE, { method: 'POST', body, headers })
    const data = (...names: string[]) => {
      const body = new FormData()
      body.append('shown-to', 'lead.oak')
      for (const name of names) body.append(name, new File([CSV], 'a.csv'))
      return body
    }
    expect((await send(data('file'), { ...own, 'Sec-Fetch-Site': 'cross-site' })).status).toBe(403)
    expect((await send('x', { ...own, 'Content-Type': 'multipart/form-data; boundary=y' })).status).toBe(400)
    expect((await send(data('file', 'file'), own)).status).toBe(400)
    expect((await send(data('title'), own)).status).toBe(400)
  })
})

describe('the page', () => {
  test('offers each role what it may do, and says what to do first', async () => {
    await lead.upload(HERE, FIELDS)
    expect(await page()).toMatch(/Add this evidence[\s\S]*/)
    expect(await page()).not.toContain('Record this review')
    expect(await page(reviewer)).toContain('Record this review')
    for (const role of ROLES) {
      const shown = await page(visitorOf(appOf(house), 'oak', role))
      expect(shown.includes('Add this evidence'), role).toBe(role === 'lead')
      expect(shown.includes('/withdraw'), role).toBe(role === 'lead')
      expect(shown.includes(FIELDS.title), role).toBe(['lead', 'reviewer', 'siro'].includes(role))
    }
    const other = RULE_SET.questions.find((one) => one.domain === CHOICE.domain && one.id !== CHOICE.id)
    const unanswered = await page(lead, HERE.replace(CHOICE.id, other?.id ?? ''))
    expect(unanswered).toContain('Answer the question first.')
    expect(unanswered).not.toContain('Add this evidence')
    expect(await page()).toContain('Do not upload anything that shows a patient.')
  })

  test('asks before evidence is withdrawn, and then shows it as withdrawn', async () => {
    await lead.upload(HERE, AS_FILE, { name: 'a.pdf', ...bytesOf(PDF) })
    const id = (await view()).pieces[0]?.newest.id ?? ''
    expect(await page(lead, `${HERE}/${id}/withdraw`)).toContain('It cannot be brought back.')
    expect((await reviewer.post(`${HERE}/${id}/withdraw`, {})).status).toBe(403)
    expect((await lead.post(`${HERE}/${id}/withdraw`, {})).status).toBe(303)
    expect(await page()).toContain('Withdrawn')
    expect((await lead.get(`/o/oak/evidence/${id}/file`)).status).toBe(404)
    expect((await lead.get(`${HERE}/${id}/withdraw`)).status).toBe(404)
  })

  test('of another organisation, or of a question elsewhere, looks like one that is not there', async () => {
    await lead.upload(HERE, AS_FILE, { name: 'a.pdf', ...bytesOf(PDF) })
    const id = (await view()).pieces[0]?.newest.id ?? ''
    const elm = visitorOf(appOf(house), 'elm')
    const bare = async (path: string) => {
      const response = await elm.get(path)
      return [response.status, (await response.text()).replaceAll(/<code>[^<]*<\/code>/g, '')]
    }
    expect(await bare(`/o/elm/evidence/${id}/file`)).toEqual(await bare('/o/elm/evidence/unknown/file'))
    expect(await bare(`/o/oak/evidence/${id}/file`)).toEqual(await bare('/o/nowhere/evidence/unknown/file'))
    expect((await elm.get(HERE)).status).toBe(404)
    const elsewhere = RULE_SET.domains.find((one) => one.id !== CHOICE.domain)?.id ?? ''
    expect((await lead.get(HERE.replace(CHOICE.domain, elsewhere))).status).toBe(404)
  })
})

describe('a review', () => {
  const REVIEW = { how: 'tested', independence: 'outside-body', finding: 'agree', note: '' }

  test('makes the answer checked, and its form comes back with what is missing', async () => {
    await lead.upload(HERE, FIELDS)
    const version = valueOn(await page(reviewer), 'version') ?? ''
    const wrong = await reviewer.post(`${HERE}/review`, { version, finding: 'overstated', note: '' })
    const form = await wrong.text()
    expect(wrong.status).toBe(422)
    for (const field of ['how', 'independence', 'note']) expect(form).toContain(`href="#${field}"`)
    expect(chosenOn(form, 'finding')).toEqual(['overstated'])
    expect((await reviewer.post(`${HERE}/review`, { ...REVIEW, version })).status).toBe(303)
    const shown = await page()
    expect(shown).toContain('Agrees')
    expect(shown).toContain('An outside body')
    expect(await page(lead, HERE.replace('/evidence', ''))).toContain('Checked by Reviewer (demonstration)')
  })

  test('of an answer that changed meanwhile is not saved, and comes back', async () => {
    await lead.upload(HERE, FIELDS)
    const response = await reviewer.post(`${HERE}/review`, { ...REVIEW, note: 'mine', version: '1' })
    const form = await response.text()
    expect(response.status).toBe(409)
    expect(valueOn(form, 'note')).toBe('mine')
    expect(valueOn(form, 'version')).toBe(String((await view()).version))
    expect((await view()).reviews).toEqual([])
  })

  test('is of the reviewer’s role only', async () => {
    await lead.upload(HERE, FIELDS)
    expect((await lead.post(`${HERE}/review`, REVIEW)).status).toBe(403)
    expect((await reviewer.upload(HERE, FIELDS)).status).toBe(403)
  })
})

describe('the name of a download', () => {
  test.each([
    [
      'Übersicht „MFA“',
      `attachment; filename="_bersicht _MFA_.pdf"; filename*=UTF-8''%C3%9Cbersicht%20%E2%80%9EMFA%E2%80%9C.pdf`,
    ],
    [
      'a"b\r\nSet-Cookie: x',
      `attachment; filename="a b Set-Cookie x.pdf"; filename*=UTF-8''a%20b%20Set-Cookie%20x.pdf`,
    ],
    ['../..\\etc/passwd', `attachment; filename="etc passwd.pdf"; filename*=UTF-8''etc%20passwd.pdf`],
    ['\u202egnp', `attachment; filename="gnp.pdf"; filename*=UTF-8''gnp.pdf`],
    [
      'it’s (100%)',
      `attachment; filename="it_s (100_).pdf"; filename*=UTF-8''it%E2%80%99s%20%28100%25%29.pdf`,
    ],
    ['  ', `attachment; filename="evidence.pdf"; filename*=UTF-8''evidence.pdf`],
    ['x\ud800', `attachment; filename="x_.pdf"; filename*=UTF-8''x%EF%BF%BD.pdf`],
  ])('is safe for %j', (title, header) => {
    expect(attachmentNamed(title, 'pdf')).toBe(header)
    expect(() => new Headers({ 'Content-Disposition': header })).not.toThrow()
  })
})
