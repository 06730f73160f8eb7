/** The pages of starting an assessment, of confirming what was carried forward, and of having none yet. */

import type { Hono } from 'hono'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  ADMINISTRATOR,
  demonstrationId,
  insertDemonstrationAccounts,
} from '../../src/identity/demonstration.ts'
import { getAssessment } from '../../src/service/assessments.ts'
import { isConfirmedAlone } from '../../src/service/confirming.ts'
import type { OpenHouse } from '../../src/service/house.ts'
import { insertAssignments } from '../../src/store/assignments.ts'
import { insertOrganisations } from '../../src/store/organisations.ts'
import { type Role, ROLES } from '../../src/store/person.ts'
import { paths } from '../../src/web/paths.ts'
import type { Env } from '../../src/web/web.ts'
import { CHOICE, NOW, openTestHouse, person, RULE_SET } from '../service/house.ts'
import { newFile } from '../store/files.ts'
import { addSignedTrust, openNextPeriod } from '../service/next-period.ts'
import { GONE, NEWER } from '../service/newer-rule-set.ts'
import { TRUSTS } from './trusts.ts'
import { appOf, type Visitor, valueOn, visitorOf } from './visitor.ts'
import { addTrustWith } from './written-trusts.ts'

const questionOf = (id: string) => {
  const question = RULE_SET.questions[RULE_SET.byId.get(id) ?? -1]
  if (question === undefined) throw new Error(id)
  return question
}

const BEST = TRUSTS['all-best'] as NonNullable<(typeof TRUSTS)[string]>

let house: OpenHouse
let app: Hono<Env>
beforeAll(async () => {
  house = await openTestHouse()
  await addSignedTrust(house, 'oak', BEST)
  await openNextPeriod(house)
  for (const id of ['new', 'other']) {
    await insertOrganisations(house.db, [
      {
        id,
        odsCode: undefined,
        name: `${id} (fictional)`,
        cohort: 'acute',
        region: 'London',
        fictional: true,
      },
    ])
    await insertDemonstrationAccounts(house.db, [id], NOW.toISOString())
  }
  app = appOf(house)
})
afterAll(() => house.close())

const as = (id: string, role: Role = 'lead'): Visitor => visitorOf(app, id, role)
const page = async (visitor: Visitor, path: string) => (await visitor.get(path)).text()
const view = () => getAssessment(house, person('oak'), 'oak')

describe('an organisation without an assessment', () => {
  const pages = [
    paths.tasks,
    paths.results,
    paths.risks,
    paths.replays,
    paths.peers,
    paths.board,
    paths.signOff,
    paths.checkAnswers,
    paths.scope,
  ].map((pathOf) => pathOf('new'))

  test.each(pages)('says at %s what to do, and who can', async (path) => {
    const lead = await as('new').get(path)
    expect(lead.status).toBe(200)
    const text = await lead.text()
    expect(text).toContain('No assessment yet')
    expect(text).toContain(`href="${paths.start('new')}"`)
    for (const role of ROLES.filter((one) => one !== 'lead')) {
      const other = await as('new', role).get(path)
      expect([200, 403]).toContain(other.status)
      if (other.status === 200) expect(await other.text()).toContain('Your cyber lead starts it.')
    }
  })

  test('is told the same as data, with the status of what is not there', async () => {
    const response = await as('new').get(paths.results('new'), { Accept: 'application/json' })
    expect(response.status).toBe(404)
    expect((await as('new').post(paths.question('new', CHOICE.domain, CHOICE.id), {})).status).toBe(404)
  })

  test('looks to others as if it did not exist', async () => {
    const [there, nowhere] = [
      await as('other').get(paths.tasks('new')),
      await as('other').get(paths.tasks('nil')),
    ]
    expect([there.status, nowhere.status]).toEqual([404, 404])
    expect(await there.text()).toBe(await nowhere.text())
  })

  test('starts its first one empty', async () => {
    const form = await page(as('new'), paths.start('new'))
    expect(form).toContain('there is nothing to carry forward')
    const seen = valueOn(form, 'seen') ?? ''
    const started = await as('new').post(paths.start('new'), { seen, how: 'empty' })
    expect([started.status, started.headers.get('Location')]).toEqual([303, paths.tasks('new')])
    expect(await page(as('new'), paths.start('new'))).toContain('There is an assessment of Next already')
    const again = await as('new').post(paths.start('new'), { seen, how: 'empty' })
    expect(again.status).toBe(409)
    expect(await again.text()).toContain('There is an assessment of Next already. Go on with that one.')
  })
})

describe('an organisation that signed before', () => {
  test('sees what would be carried forward, chooses, and starts', async () => {
    expect(await page(as('oak'), paths.tasks('oak'))).toContain('Start the assessment of Next')
    expect(await page(as('oak', 'siro'), paths.tasks('oak'))).not.toContain('Start the assessment of Next')
    const form = await page(as('oak'), paths.start('oak'))
    for (const text of [
      'What can be carried forward',
      'The rule set is the same as then',
      'What is out of date by then',
      `${Object.keys((await view()).answers.answers).length} answers`,
    ])
      expect(form).toContain(text)
    const seen = valueOn(form, 'seen') ?? ''
    const without = await as('oak').post(paths.start('oak'), { seen })
    expect(without.status).toBe(422)
    expect(await without.text()).toContain('Choose how you want to start.')
    const other = await as('oak').post(paths.start('oak'), { seen: 'x', how: 'carried' })
    expect(other.status).toBe(409)
    const changed = await other.text()
    expect(changed).toContain('Nothing was started')
    expect(changed).toMatch(/value="carried"[^>]*checked/)
    expect((await view()).assessment.status).toBe('signed')
    expect((await as('oak').post(paths.start('oak'), { seen, how: 'carried' })).status).toBe(303)
    expect((await view()).assessment.status).toBe('draft')
  })

  test('sees what is to be confirmed on each page of the questionnaire', async () => {
    const count = Object.keys((await view()).toConfirm).length
    const tasks = await page(as('oak'), paths.tasks('oak'))
    expect(tasks).toContain('Confirm what was carried forward')
    expect(tasks).toContain(`${count} of them to be confirmed`)
    expect(await page(as('oak'), paths.domain('oak', CHOICE.domain))).toContain('To confirm')
    const question = await page(as('oak'), paths.question('oak', CHOICE.domain, CHOICE.id))
    expect(question).toContain('This answer was carried forward from Test.')
    expect(question).toContain('Confirm and continue')
    expect(valueOn(question, 'evidence')).toBe('Report')
    const read = await page(as('oak', 'siro'), paths.question('oak', CHOICE.domain, CHOICE.id))
    expect(read).toContain('This answer was carried forward from Test.')
    expect(await page(as('oak'), paths.answers('oak', 'to-confirm'))).toContain(`To confirm (${count})`)
    expect(await page(as('oak'), paths.signOff('oak'))).toContain('carried forward and not confirmed yet')
    const register = RULE_SET.registers[0]
    expect(await page(as('oak'), paths.register('oak', register?.id ?? ''))).toContain('were carried forward')
  })

  test('confirms one on its page, as it is', async () => {
    const path = paths.question('oak', CHOICE.domain, CHOICE.id)
    const answer = (await view()).toConfirm[CHOICE.id]
    const [year, month, day] = (answer?.evidenceDate ?? '').split('-')
    const saved = await as('oak').post(path, {
      version: '1',
      value: answer?.value.kind === 'choice' ? answer.value.option : '',
      assurance: 'evidenced',
      evidence: 'Report',
      'evidence-day': day ?? '',
      'evidence-month': month ?? '',
      'evidence-year': year ?? '',
      action: 'continue',
    })
    expect(saved.status).toBe(303)
    const now = await view()
    expect(now.toConfirm[CHOICE.id]).toBeUndefined()
    expect(now.answers.answers[CHOICE.id]).toEqual(answer)
  })

  test('confirms those of one part together, and what is wrong comes back with its ticks', async () => {
    const domain = RULE_SET.domains.find(({ id }) => id !== CHOICE.domain)?.id ?? ''
    const path = paths.confirmDomain('oak', domain)
    const form = await page(as('oak'), path)
    const boxes = [
      ...form.matchAll(/name="answer"[^>]*value="([^"]+)"|value="([^"]+)"[^>]*name="answer"/g),
    ].map((match) => match[1] ?? match[2] ?? '')
    expect(boxes.length).toBeGreaterThan(2)
    expect(form).not.toMatch(/type="checkbox"[^>]*checked/)
    for (const wrong of [{}, { answer: 'nothing:1' }, { answer: '<script>' }, { answer: `${CHOICE.id}:x` }]) {
      const response = await as('oak').post(path, wrong)
      expect(response.status).toBe(422)
      const text = await response.text()
      expect(text).toContain('Tick what is true.')
      expect(text).not.toMatch(/type="checkbox"[^>]*checked/)
    }
    const done = await as('oak').post(path, { answer: boxes.slice(1) })
    expect(done.status).toBe(303)
    const after = await page(as('oak'), done.headers.get('Location') ?? '')
    expect(after).toContain(`${boxes.length - 1} answers confirmed`)
    const again = await as('oak').post(path, { answer: boxes })
    expect(await page(as('oak'), again.headers.get('Location') ?? '')).toContain('passed over')
    const rest = await page(as('oak'), path)
    expect(rest).not.toContain('name="answer"')
    // What is left has evidence that is out of date, and is confirmed one by one.
    const { answers, toConfirm, versions } = await view()
    const alone = Object.entries(toConfirm).find(
      ([id, one]) => isConfirmedAlone(questionOf(id), one, answers.asOf) && questionOf(id).domain === domain,
    )
    if (alone === undefined) return expect(rest).toContain('Nothing is left to confirm here.')
    expect(rest).toContain('One by one: their evidence is out of date')
    expect(rest).toContain(`href="${paths.question('oak', domain, alone[0])}"`)
    const refused = await as('oak').post(path, { answer: `${alone[0]}:${String(versions[alone[0]])}` })
    expect(refused.status).toBe(422)
    expect(await refused.text()).toContain('is out of date. Confirm this answer on its own page.')
  })

  test('lets a contributor confirm what is assigned, and nothing else', async () => {
    const contributor = as('oak', 'contributor')
    expect(await page(contributor, paths.confirm('oak'))).toContain('has been confirmed or changed')
    const waiting = Object.keys((await view()).toConfirm)
    const { answers, toConfirm } = await view()
    const [own, other] = waiting
      .filter((id) => {
        const answer = toConfirm[id]
        return answer !== undefined && !isConfirmedAlone(questionOf(id), answer, answers.asOf)
      })
      .map(questionOf)
    if (own === undefined || other === undefined) throw new Error('Nothing waits.')
    await insertAssignments(house.db, (await view()).assessment.id, [
      {
        id: 'part',
        accountId: demonstrationId('oak', 'contributor'),
        kind: 'question',
        target: own.id,
        due: undefined,
        note: '',
        givenAt: NOW.toISOString(),
        givenBy: 'Test',
      },
    ])
    expect(await page(contributor, paths.tasks('oak'))).toContain('Confirm 1 answer carried forward')
    const path = paths.confirmDomain('oak', own.domain)
    const form = await page(contributor, path)
    expect(form).toContain(`${own.id}:1`)
    expect(form).not.toContain(`${other.id}:1`)
    expect((await contributor.post(path, { answer: `${other.id}:1` })).status).toBe(403)
    expect((await contributor.post(path, { answer: `${own.id}:1` })).status).toBe(303)
  })

  test('shows who may not confirm nothing of it', async () => {
    for (const role of ['reviewer', 'siro', 'board'] as const) {
      expect((await as('oak', role).get(paths.confirm('oak'))).status).toBe(403)
      expect((await as('oak', role).get(paths.start('oak'))).status).toBe(403)
    }
    expect((await as('oak').get(paths.confirmDomain('oak', 'none'))).status).toBe(404)
  })
})

describe('a newer rule set', () => {
  let newer: OpenHouse
  let pages: Hono<Env>
  beforeAll(async () => {
    const file = newFile()
    const older = await openTestHouse(file)
    await addTrustWith(older, 'oak', BEST)
    await insertDemonstrationAccounts(older.db, [], NOW.toISOString(), [ADMINISTRATOR])
    await older.close()
    newer = await openTestHouse(file, NEWER)
    pages = appOf(newer)
  })
  afterAll(() => newer.close())
  const by = (role: Role) => visitorOf(pages, 'oak', role)
  const administrator = { Cookie: `wardround-demonstration=${ADMINISTRATOR.id}` }

  test('is taken by an administrator for an open period, who sees what that means', async () => {
    const visitor = visitorOf(pages)
    expect(await page(by('lead'), paths.ruleSetMove('oak'))).toContain('There is nothing to move it to.')
    const list = await (await visitor.get('/administration/periods', administrator)).text()
    expect(list).toContain('/administration/periods/test/rule-set')
    const asked = await (await visitor.get('/administration/periods/test/rule-set', administrator)).text()
    expect(asked).toContain('1 assessment begun and not signed')
    expect(asked).not.toContain('signed assessment')
    const taken = await visitor.post('/administration/periods/test/rule-set', {}, administrator)
    expect(taken.status).toBe(303)
    const again = await visitor.post('/administration/periods/test/rule-set', {}, administrator)
    expect(again.status).toBe(409)
    expect(await again.text()).toContain('asks the rule set in use already')
  })

  test('is shown to lead and SIRO with what would change; the lead accepts; what has no place stays readable', async () => {
    expect(await page(by('lead'), paths.tasks('oak'))).toContain(
      `This period asks a newer rule set, version ${NEWER.version}`,
    )
    const path = paths.ruleSetMove('oak')
    const shown = await page(by('lead'), path)
    const siro = await page(by('siro'), path)
    for (const text of [
      '2 answers not carried over',
      '2 answers to a question that changed',
      '1 new question',
    ]) {
      expect(shown).toContain(text)
      expect(siro).toContain(text)
    }
    expect(shown).toContain('What it adds up to, before and after')
    expect(siro).toContain('Your cyber lead decides whether it moves.')
    expect((await by('siro').post(path, { seen: valueOn(shown, 'seen') ?? '' })).status).toBe(403)
    const stale = await by('lead').post(path, { seen: 'x' })
    expect(stale.status).toBe(409)
    expect(await stale.text()).toContain('Nothing was moved')
    expect((await by('lead').post(path, { seen: valueOn(shown, 'seen') ?? '' })).status).toBe(303)
    const after = await page(by('lead'), path)
    expect(after).toContain(`From version ${RULE_SET.version} to ${NEWER.version}`)
    const best = RULE_SET.questions.find(({ id }) => id === GONE)?.levels.at(-1)?.text
    expect(best && after.includes(best), best).toBe(true)
    expect(await page(by('lead'), paths.confirm('oak'))).toContain('2 answers to confirm')
    const domain = await page(by('lead'), paths.confirmDomain('oak', 'board'))
    expect(domain).toContain('The question is worded otherwise now.')
    expect(domain).not.toMatch(/type="checkbox"[^>]*checked/)
  })
})
