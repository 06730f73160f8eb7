/** What everybody comes through: permission before anything is read, then the place and its state, and every act under its own name. */

import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import {
  changeAssessment,
  changeInOrganisation,
  changeNationally,
  lookAtAssessment,
  lookInOrganisation,
  lookNationally,
} from '../../src/service/acting.ts'
import type { House, OpenHouse } from '../../src/service/house.ts'
import { ofQuestions } from '../../src/service/named.ts'
import { saveStatus } from '../../src/store/assessments.ts'
import { insertOrganisations } from '../../src/store/organisations.ts'
import type { Person } from '../../src/store/person.ts'
import { findTrail } from '../../src/store/trail.ts'
import { addTrust, CHOICE, nationalPerson, NOW, openTestHouse, person } from './house.ts'

let house: OpenHouse
/** A house of which nothing can be read. */
let closed: House
beforeAll(async () => {
  house = await openTestHouse()
  await addTrust(house, 'oak')
  await addTrust(house, 'sent')
  await saveStatus(house.db, 'sent-assessment', 'submitted')
  const named = { name: 'New (fictional)', cohort: 'acute', region: 'London', fictional: true }
  await insertOrganisations(house.db, [{ id: 'new', odsCode: undefined, ...named }])
  closed = {
    ...house,
    get db(): House['db'] {
      throw new Error('The database was asked.')
    },
  }
})
afterAll(() => house.close())

const LEAD = person('oak')
const BOARD = person('oak', 'board')
const contributor = (part?: { kind: 'question'; target: string }): Person => ({
  ...person('oak', 'contributor'),
  assigned: part === undefined ? {} : { oak: [part] },
})
const ANALYST = nationalPerson('analyst.one', 'Ann')
const OF_CHOICE = { action: 'edit-answers', about: ofQuestions(CHOICE.id) } as const

const refused = vi.fn(() => Promise.resolve())

test.each<[string, (who: Person, id: string) => Promise<unknown>]>([
  ['looks at an assessment', (who, id) => lookAtAssessment(closed, who, id, 'read-answers', refused)],
  ['looks at a part of it', (who, id) => lookAtAssessment(closed, who, id, OF_CHOICE, refused)],
  ['changes an assessment', (who, id) => changeAssessment(closed, who, id, OF_CHOICE, refused)],
  ['looks in an organisation', (who, id) => lookInOrganisation(closed, who, id, 'read-members', refused)],
  ['changes something in it', (who, id) => changeInOrganisation(closed, who, id, 'share', refused)],
])('nothing is read before somebody is refused who %s', async (_, act) => {
  await expect(act(BOARD, 'oak')).rejects.toMatchObject({ code: 'not-allowed' })
  const refusals = await Promise.all(
    ['sent', 'unknown', ''].map((id) => act(LEAD, id).catch((error: unknown) => error)),
  )
  expect(refusals[0]).toMatchObject({ code: 'not-found' })
  for (const refusal of refusals) expect(refusal).toEqual(refusals[0])
  expect(refused).not.toHaveBeenCalled()
})

test('nothing is read before who has no such national role is refused', async () => {
  for (const who of [LEAD, ANALYST]) {
    const acts = [lookNationally(closed, who, 'manage-accounts', refused)]
    acts.push(changeNationally(closed, who, 'keep-data', refused))
    for (const act of acts) await expect(act).rejects.toMatchObject({ code: 'not-allowed' })
  }
  expect(refused).not.toHaveBeenCalled()
})

test('who fills in a part changes what is about it, and nothing that is about no part', async () => {
  const theirs = contributor({ kind: 'question', target: CHOICE.id })
  const change = (who: Person, asked: Parameters<typeof changeAssessment>[3]) =>
    changeAssessment(house, who, 'oak', asked, () => Promise.resolve('done'))
  expect(await change(theirs, OF_CHOICE)).toBe('done')
  await expect(change(contributor(), OF_CHOICE)).rejects.toMatchObject({ code: 'not-allowed' })
  await expect(change(theirs, 'edit-answers')).rejects.toMatchObject({ code: 'not-allowed' })
  const both = { action: 'edit-answers', about: ofQuestions(CHOICE.id, 'no-such-question') } as const
  await expect(change(LEAD, both)).rejects.toMatchObject({ code: 'not-found' })
})

test('the state decides on what is its own, on what borrows it, and not where the work asks later', async () => {
  const change = (asked: Parameters<typeof changeAssessment>[3]) =>
    changeAssessment(house, person('sent'), 'sent', asked, () => Promise.resolve('done'))
  await expect(change('edit-answers')).rejects.toMatchObject({ code: 'conflict' })
  await expect(change({ action: 'start-assessment', state: 'edit-answers' })).rejects.toMatchObject({
    code: 'conflict',
  })
  expect(await change('start-assessment')).toBe('done')
  expect(await change({ action: 'submit', state: 'later', alone: true })).toBe('done')
})

test('where nothing was started there is an organisation, and no assessment', async () => {
  const lead = person('new')
  const found = await lookInOrganisation(house, lead, 'new', 'read-members', ({ organisation }) =>
    Promise.resolve(organisation.name),
  )
  expect(found).toBe('New (fictional)')
  await expect(lookAtAssessment(house, lead, 'new', 'read-answers', refused)).rejects.toThrow(
    'No assessment has been started here yet. The cyber lead starts one.',
  )
})

test('an act is entered where it was done, by who did it, at the moment of everything else in it', async () => {
  const act = { action: 'note-saved', object: 'identity' } as const
  const who = { ...LEAD, address: '192.0.2.7' }
  const stamp = await changeAssessment(house, who, 'oak', 'write-note', async (change) => {
    await change.record({ ...act, details: { version: 1 } })
    return change.stamp
  })
  expect(stamp).toEqual({ at: NOW.toISOString(), by: LEAD.name })
  await changeInOrganisation(house, LEAD, 'oak', 'share', ({ record }) => record(act))
  await changeNationally(house, ANALYST, 'prepare-release', ({ record }) => record(act))
  const entry = { at: stamp.at, action: 'note-saved', object: 'identity' }
  const ours = { ...entry, organisationId: 'oak', actorId: LEAD.id, actorName: LEAD.name }
  expect(await findTrail(house.db, 'oak', 10)).toMatchObject([
    { ...ours, details: {} },
    { ...ours, address: '192.0.2.7', details: { version: 1 } },
  ])
  expect((await findTrail(house.db, undefined, 1))[0]).toMatchObject({ ...entry, actorId: ANALYST.id })
})

test('nothing stands of an act that fails', async () => {
  const fails = changeAssessment(house, LEAD, 'oak', 'write-note', async ({ db, record }) => {
    await saveStatus(db, 'oak-assessment', 'submitted')
    await record({ action: 'note-saved', object: 'continuity' })
    throw new Error('It failed.')
  })
  await expect(fails).rejects.toThrow('It failed.')
  const status = await lookAtAssessment(house, LEAD, 'oak', 'read-answers', ({ place }) =>
    Promise.resolve(place.assessment.status),
  )
  expect(status).toBe('draft')
  const entered = await findTrail(house.db, 'oak', 10)
  expect(entered.map(({ object }) => object)).not.toContain('continuity')
})
