/**
 * The service from an empty database to next year, as people meet it: set up, imported, opened, invited, shared out, filled in by two,
 * evidenced, reviewed, submitted, returned, signed with a reservation, read by the board, decided on, and started again from what was signed.
 * Each page on the way is judged once.
 */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect } from 'vitest'
import type { Answers } from '../../src/answers/model.ts'
import { saveAnswer } from '../../src/service/answering.ts'
import { saveRow, setRegisterComplete } from '../../src/service/register-rows.ts'
import { findPerson } from '../../src/store/accounts.ts'
import type { Person, Role } from '../../src/store/person.ts'
import { verifyTrail } from '../../src/store/trail-proof.ts'
import { CHOICE, RULE_SET } from '../service/house.ts'
import { TRUSTS } from '../web/trusts.ts'
import {
  addPasskeyDevice,
  CHROMIUM,
  expectAccessible,
  expectNoSidewaysScroll,
  expectValidHtml,
  journey,
  openServiceSite,
  type Site,
} from './harness.ts'

const FILE = `ods-code,name,cohort,region,icb,lead-ods-code
XA1,Quillmere Hospitals (fictional),acute,London,QMF,
XA2,Larkfold Community (fictional),community,Midlands,,
`
const HERE = '/o/xa1'
const BEST = TRUSTS['all-best'] as Answers
let now = new Date('2026-11-25T10:00:00Z')
let site: Site
beforeAll(async () => {
  if (CHROMIUM === undefined) return
  site = await openServiceSite({ now: () => now })
})
afterAll(() => site?.close())

const judged = new Set<string>()
/** Looks at a page the first time that one with this title is met. */
async function judge(page: Page): Promise<void> {
  const title = await page.title()
  if (judged.has(title)) return
  judged.add(title)
  await expectAccessible(page)
  await expectValidHtml(await page.content())
  await expectNoSidewaysScroll(page)
}

async function go(page: Page, path: string): Promise<void> {
  await page.goto(path)
  await judge(page)
}
async function press(page: Page, name: string): Promise<void> {
  const before = page.url()
  await page.getByRole('button', { name, exact: true }).click()
  await page.waitForLoadState()
  if (page.url() !== before) await judge(page)
}
const says = (page: Page, text: string | RegExp) => page.getByText(text).first().waitFor()
async function fillDate(page: Page, group: string, date: string): Promise<void> {
  const [year = '', month = '', day = ''] = date.split('-')
  const fields = page.getByRole('group', { name: group })
  await fields.getByLabel('Day').fill(String(Number(day)))
  await fields.getByLabel('Month').fill(String(Number(month)))
  await fields.getByLabel('Year').fill(year)
}

/** Follows an invitation in a browser of one's own, and enrols a passkey there. */
async function join(link: string): Promise<Page> {
  const page = await site.newPage()
  await addPasskeyDevice(page)
  await go(page, link)
  await press(page, 'Choose how I sign in')
  await enrol(page)
  return page
}
async function enrol(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Make a passkey' }).click()
  await says(page, 'Keep your recovery codes')
  await judge(page)
  await press(page, 'I have kept them')
}
async function signIn(page: Page, path: string): Promise<void> {
  await page.goto(path)
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click()
  await page.waitForURL(`**${path}`)
}
const linkOn = (page: Page) => page.locator('.wr-typed').innerText()

async function addPeriod(
  page: Page,
  name: string,
  [opens, reference, closes]: readonly string[],
): Promise<void> {
  await go(page, '/administration/add-period')
  await page.getByLabel('Name').fill(name)
  await fillDate(page, 'Opens on', opens ?? '')
  await fillDate(page, 'Reference date', reference ?? '')
  await fillDate(page, 'Closes on', closes ?? '')
  await press(page, 'Add the period')
  await says(page, name)
}

async function invite(lead: Page, name: string, role: Role): Promise<Page> {
  await go(lead, `${HERE}/invite`)
  await lead.getByLabel('Name').fill(name)
  await lead.getByLabel('Email address').fill(`${name.toLowerCase().replaceAll(' ', '.')}@quillmere.example`)
  await lead.locator(`input[name="roles"][value="${role}"]`).check()
  await press(lead, 'Invite')
  return join(await linkOn(lead))
}

/** The account of somebody who was invited, as the service knows them now. */
async function personNamed(name: string): Promise<Person> {
  const { db } = site.house
  const { id } = await db
    .selectFrom('account')
    .select('id')
    .where('name', '=', name)
    .executeTakeFirstOrThrow()
  const person = await findPerson(db, id, now.toISOString())
  if (person === undefined) throw new Error(`${name} is nobody.`)
  return person
}

/** Saves what is left of the questionnaire as these two would, without a page for each of them. */
async function fillTheRest(lead: Person, contributor: Person): Promise<void> {
  const { house } = site
  for (const question of RULE_SET.questions) {
    const answer = BEST.answers[question.id]
    if (answer === undefined || question.id === CHOICE.id) continue
    const who = question.domain === CHOICE.domain ? contributor : lead
    const saved = await saveAnswer(house, who, 'xa1', question.id, 0, {
      value: answer.value,
      assurance: 'asserted',
    })
    expect(saved.ok, question.id).toBe(true)
  }
  for (const [id, { rows }] of Object.entries(BEST.registers)) {
    for (const row of rows) expect((await saveRow(house, lead, 'xa1', id, undefined, 0, row)).ok).toBe(true)
    expect((await setRegisterComplete(house, lead, 'xa1', id, 0, true)).ok).toBe(true)
  }
}

let admin: Page
const people: Partial<Record<Role, Page>> = {}
const as = (role: Role): Page => {
  const page = people[role]
  if (page === undefined) throw new Error(`There is no ${role} yet.`)
  return page
}

journey('an administrator sets the service up, imports, opens a period and invites a lead', async () => {
  admin = await site.newPage()
  await addPasskeyDevice(admin)
  await go(admin, site.setUpLink ?? '')
  await admin.getByLabel('Your full name').fill('Ada Lovelace')
  await admin.getByLabel('Your email address').fill('ada@service.example')
  await press(admin, 'Go on')
  await enrol(admin)

  await go(admin, '/administration/import')
  await admin
    .getByLabel('Which file?')
    .setInputFiles({ name: 'trusts.csv', mimeType: 'text/csv', buffer: Buffer.from(FILE) })
  await press(admin, 'Show what it would change')
  await press(admin, 'Do all of this')
  await says(admin, '2 added, 0 changed')
  await addPeriod(admin, 'Round of 2026', ['2026-11-25', '2026-11-25', '2027-03-31'])

  await go(admin, '/administration/invite')
  await admin.getByLabel('Name').fill('Lena Oak')
  await admin.getByLabel('Email address').fill('lena.oak@quillmere.example')
  await admin.getByLabel('Cyber lead of an organisation that has none').check()
  await admin
    .getByLabel('Which organisation?')
    .selectOption({ label: 'Quillmere Hospitals (fictional) (XA1)' })
  await press(admin, 'Invite')
  people.lead = await join(await linkOn(admin))
  // The administrator never sees what an organisation answers.
  expect((await admin.goto(HERE))?.status()).toBe(404)
})

journey('the lead starts the assessment, brings colleagues in and shares the questionnaire out', async () => {
  const lead = as('lead')
  await go(lead, HERE)
  await lead.getByRole('button', { name: 'Start an assessment' }).click()
  await judge(lead)
  await press(lead, 'Start the assessment')
  for (const [name, role] of [
    ['Carl Ash', 'contributor'],
    ['Rita Elm', 'reviewer'],
    ['Sia Beech', 'siro'],
    ['Bo Yew', 'board'],
  ] as const)
    people[role] = await invite(lead, name, role)
  await go(lead, `${HERE}/people`)
  await go(lead, `${HERE}/sharing-out/new`)
  await lead.getByLabel('What is filled in').selectOption(`domain:${CHOICE.domain}`)
  await lead.getByLabel('Who fills it in').selectOption({ label: 'Carl Ash – Contributor' })
  await fillDate(lead, 'By when (optional)', '2026-12-15')
  await lead.getByLabel('A note to them (optional)').fill('Ask the service desk')
  await press(lead, 'Share out')
  await says(lead, 'Carl Ash')
})

journey('two people fill it in side by side, and neither overwrites the other', async () => {
  const [lead, contributor] = [as('lead'), as('contributor')]
  await go(contributor, HERE)
  await says(contributor, 'Ask the service desk')
  const path = `${HERE}/questions/${CHOICE.domain}/${CHOICE.id}`
  await Promise.all([go(lead, path), contributor.goto(path)])
  const [worst, best] = [CHOICE.levels[0]?.id ?? '', CHOICE.levels.at(-1)?.id ?? '']
  await contributor.locator(`input[type=radio][value="${best}"]`).check()
  await press(contributor, 'Save and continue')
  await lead.locator(`input[type=radio][value="${worst}"]`).check()
  await lead.getByRole('button', { name: 'Save and come back later', exact: true }).click()
  await says(lead, /Carl Ash/)
  await judge(lead)
  // The scope, by the lead.
  await go(lead, `${HERE}/scope`)
  await lead.locator('input[name="shared-gateway"][value="none"]').check()
  await lead.getByRole('button', { name: 'Save and continue', exact: true }).click()
  await lead.waitForURL('**/questions/**')
  await fillTheRest(await personNamed('Lena Oak'), await personNamed('Carl Ash'))
  await go(lead, HERE)
  await says(lead, /(\d+) of \1 questions answered/)
})

journey('evidence is added by one and reviewed by another', async () => {
  const [contributor, reviewer] = [as('contributor'), as('reviewer')]
  const path = `${HERE}/questions/${CHOICE.domain}/${CHOICE.id}/evidence`
  await go(contributor, path)
  await contributor.getByLabel('What is it?').fill('Report of the sign-in service')
  await contributor.getByLabel('As a file').check()
  await contributor.getByLabel('File', { exact: true }).setInputFiles({
    name: 'report.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from('way in,factors\nVPN,2\n'),
  })
  await fillDate(contributor, 'Date of what it shows', '2026-11-20')
  await contributor.getByLabel('Who answers for it?').fill('Service desk')
  await press(contributor, 'Add this evidence')
  await says(contributor, 'Report of the sign-in service')

  await go(reviewer, HERE)
  await go(reviewer, path)
  await reviewer.locator('input[name="how"][value="document-seen"]').check()
  await reviewer.locator('input[name="independence"][value="other-team"]').check()
  await reviewer.locator('input[name="finding"][value="agree"]').check()
  await press(reviewer, 'Record this review')
  await says(reviewer, 'Rita Elm')
})

journey(
  'the lead submits, the SIRO returns it once and then signs with a reservation, and the board reads',
  async () => {
    const [lead, siro, board] = [as('lead'), as('siro'), as('board')]
    const submit = async () => {
      await go(lead, `${HERE}/sign-off`)
      await lead.getByLabel('A word to the SIRO (optional)').fill('Two suppliers are still to answer')
      await press(lead, 'Submit to the SIRO')
      await says(lead, 'Withdraw')
    }
    await submit()
    await go(siro, HERE)
    await go(siro, `${HERE}/sign-off`)
    await siro.getByText('Or return it').click()
    await siro.locator('textarea[name="reasons"]').fill('Look at the backups again')
    await press(siro, 'Return it')
    await go(lead, `${HERE}/sign-off`)
    await says(lead, 'Look at the backups again')
    await submit()
    await go(siro, `${HERE}/sign-off`)
    await siro.getByText('Who has seen it?').click()
    await siro.getByLabel('Caldicott Guardian').fill('Cal Rowan')
    await siro
      .getByRole('group', { name: /Does the person who submitted it/ })
      .getByLabel('No')
      .check()
    await siro.getByLabel('With reservations', { exact: true }).check()
    await siro.getByLabel('Your reservations').fill('The restore of March has not been repeated')
    await press(siro, 'Sign')
    await says(siro, 'The restore of March has not been repeated')

    for (const page of ['results', 'risks', 'incidents', 'board', 'peers', 'trend', 'sign-off'])
      await go(board, `${HERE}/${page}`)
    await says(board, 'The restore of March has not been repeated')
    expect((await board.goto(`${HERE}/answers`))?.status()).toBe(403)
  },
)

journey(
  'what the page says to fix first gets an owner and a day, a risk a target, and the board its papers',
  async () => {
    const [lead, siro, board] = [as('lead'), as('siro'), as('board')]
    await go(lead, `${HERE}/fix-first`)
    await lead
      .getByRole('button', { name: /^Plan this/ })
      .first()
      .click()
    await lead.waitForURL('**/actions/**')
    await judge(lead)
    const title = await lead.getByLabel('What is done').inputValue()
    await lead.getByLabel('Who does it').selectOption({ label: 'Lena Oak' })
    await fillDate(lead, 'By which day', '2027-06-30')
    await press(lead, 'Save the action')
    await says(lead, '30 June 2027')

    const risk = RULE_SET.risks[0]
    await go(lead, `${HERE}/risk-register/${risk?.id ?? ''}`)
    await lead.getByLabel('Who owns it').selectOption({ label: 'Sia Beech' })
    await lead.getByLabel('What we accept, from 1 to 25').fill('9')
    await press(lead, 'Save')
    await go(siro, `${HERE}/actions`)
    await press(siro, 'Confirm this plan as SIRO')
    await says(siro, /confirmed this plan as SIRO/)

    await go(lead, `${HERE}/packs`)
    await lead.getByRole('link', { name: 'Issue board papers' }).click()
    await judge(lead)
    await lead.getByLabel('Meeting', { exact: true }).fill('Board of Directors')
    await fillDate(lead, 'Date of the meeting', '2026-12-18')
    await lead.getByLabel('Presented by').fill('Sia Beech, SIRO')
    await press(lead, 'Issue the papers')
    await lead.waitForURL(/\/packs\/[0-9a-f-]{36}$/)
    await board.goto(new URL(lead.url()).pathname)
    await judge(board)
    expect(await board.locator('main').textContent()).toContain(title.slice(0, 40))
    for (const [name, begins] of [
      ['part-1.docx', 'PK'],
      ['part-2.docx', 'PK'],
      ['part-2.pdf', '%PDF'],
    ] as const) {
      const file = await board.request.get(`${new URL(lead.url()).pathname}/files/${name}`)
      expect((await file.body()).subarray(0, begins.length).toString(), name).toBe(begins)
    }
  },
)

journey('next year’s assessment starts from what was signed, to be confirmed', async () => {
  now = new Date('2027-11-25T10:00:00Z')
  await signIn(admin, '/administration/periods')
  await addPeriod(admin, 'Round of 2027', ['2027-11-25', '2027-11-25', '2028-03-31'])
  const lead = as('lead')
  await signIn(lead, HERE)
  await go(lead, `${HERE}/start`)
  await says(lead, 'Round of 2027')
  await lead.getByLabel('With the answers carried forward').check()
  await press(lead, 'Start the assessment')
  await go(lead, `${HERE}/confirm/${CHOICE.domain}`)
  for (const box of await lead.getByRole('checkbox').all()) await box.check()
  await press(lead, 'Confirm what is ticked')
  await says(lead, /confirmed/)
  await go(lead, `${HERE}/sign-off`)
  await says(lead, /carried forward and not confirmed yet/)
  // What was planned last year is late.
  await go(lead, `${HERE}/actions`)
  await says(lead, /past its day/)
  await go(lead, `${HERE}/trail`)
  expect(await verifyTrail(site.house.db)).toMatchObject({ breaks: { entries: [], chains: [] } })
})
