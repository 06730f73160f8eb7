/** What an organisation decided to do: planned once, changed under its version, finished with a word, confirmed as it was seen. */
import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { OpenHouse } from '../../src/service/house.ts'
import { planAction, savePlan } from '../../src/service/changing-actions.ts'
import {
  confirmPlan,
  getPlan,
  getPlannedAction,
  type PlannedWork,
} from '../../src/service/planned-actions.ts'
import { getTrail } from '../../src/service/trails.ts'
import { ENGINES } from '../store/engines.ts'
import { addTrust, CHOICE, openTestHouse, person } from '../service/house.ts'

const WORK: PlannedWork = {
  title: 'Close the last way in on a password alone.',
  ownerId: undefined,
  ownerName: 'Head of networks',
  due: '2027-03-31',
  size: 'small',
  pounds: 5000,
  funded: false,
  reason: '',
  state: 'open',
  outcome: '',
}
const MOVE = {
  source: 'move',
  sourceId: `${CHOICE.id}:best`,
  questionId: CHOICE.id,
  title: 'Raise it.',
  size: 'small',
} as const

describe.each(ENGINES)('on $name', ({ newDatabase }) => {
  let house: OpenHouse
  let now = new Date('2026-12-01T10:00:00Z')
  const [lead, siro, board] = (['lead', 'siro', 'board'] as const).map((role) => person('oak', role))
  const at = () => [house, lead!, 'oak'] as const
  const plan = () => getPlan(house, board!, 'oak')
  const only = async () => {
    const { actions } = await plan()
    expect(actions).toHaveLength(1)
    return actions[0]!
  }
  beforeEach(async () => {
    now = new Date('2026-12-01T10:00:00Z')
    house = await openTestHouse(await newDatabase(), undefined, { now: () => now })
    await addTrust(house, 'oak')
    await addTrust(house, 'elm')
  })
  afterEach(() => house.close())

  test('a move becomes one action however often it is pressed, and another one after it was dropped', async () => {
    const id = await planAction(...at(), MOVE)
    expect(await planAction(...at(), MOVE)).toBe(id)
    expect(await only()).toMatchObject({
      ...MOVE,
      id,
      state: 'open',
      ownerName: '',
      due: undefined,
      version: 1,
    })
    await savePlan(...at(), id, 1, { ...WORK, state: 'dropped', outcome: 'The system goes next month.' })
    expect(await planAction(...at(), MOVE)).not.toBe(id)
    expect((await plan()).actions).toHaveLength(2)
  })

  test('an action of the trust’s own is added once by a form that is sent twice', async () => {
    const id = randomUUID()
    expect(await savePlan(...at(), id, 0, WORK)).toMatchObject({ ok: true, version: 1 })
    await savePlan(...at(), id, 0, WORK)
    expect(await only()).toMatchObject({ ...WORK, source: 'own', isOverdue: false })
  })

  test('who saves over a newer version gets that one, and nothing is lost', async () => {
    const id = await planAction(...at(), MOVE)
    await savePlan(...at(), id, 1, WORK)
    const late = await savePlan(house, siro!, 'oak', id, 1, { ...WORK, title: 'Something else.' })
    expect(late).toMatchObject({ ok: false, conflict: { version: 2, value: WORK } })
    expect(await only()).toMatchObject(WORK)
  })

  test('what is emptied is empty', async () => {
    const id = randomUUID()
    await savePlan(...at(), id, 0, WORK)
    const bare = { ...WORK, ownerName: '', due: undefined, size: undefined, pounds: undefined }
    await savePlan(...at(), id, 1, { ...bare, reason: 'Waits for the new supplier.' })
    expect(await only()).toMatchObject({ ...bare, reason: 'Waits for the new supplier.' })
  })

  test('an owner who belongs here is known by the name that they have here; anybody else by the name that is typed', async () => {
    const { people } = await getPlannedAction(...at(), undefined)
    const [one] = people
    const id = randomUUID()
    await savePlan(...at(), id, 0, { ...WORK, ownerId: one?.id, ownerName: 'Somebody' })
    expect(await only()).toMatchObject({ ownerId: one?.id, ownerName: one?.name })
    await savePlan(...at(), id, 1, { ...WORK, ownerId: 'lead.elm' })
    expect(await only()).toMatchObject({ ownerId: undefined, ownerName: 'Head of networks' })
  })

  test('an open action is late from the day after its own, in London', async () => {
    const id = randomUUID()
    await savePlan(...at(), id, 0, { ...WORK, due: '2026-12-01' })
    now = new Date('2026-12-01T23:59:00Z')
    expect((await only()).isOverdue).toBe(false)
    now = new Date('2026-12-02T00:01:00Z')
    expect((await only()).isOverdue).toBe(true)
    await savePlan(...at(), id, 1, { ...WORK, due: '2026-12-01', state: 'done', outcome: 'Test report.' })
    expect((await only()).isOverdue).toBe(false)
  })

  test.each([
    [{ title: ' ' }, 'title'],
    [{ title: 'x'.repeat(301) }, 'title'],
    [{ pounds: -1 }, 'pounds'],
    [{ pounds: 0.5 }, 'pounds'],
    [{ pounds: NaN }, 'pounds'],
    [{ ownerName: 'x'.repeat(121) }, 'owner-name'],
    [{ reason: 'x'.repeat(2001) }, 'reason'],
    [{ state: 'done' as const }, 'shown-by'],
    [{ state: 'dropped' as const, outcome: '\n' }, 'why-dropped'],
  ])('with %o it is not saved, and the field is named', async (wrong, field) => {
    const saved = await savePlan(...at(), randomUUID(), 0, { ...WORK, ...wrong })
    expect(saved).toMatchObject({ ok: false, faults: [{ field }] })
    expect((await plan()).actions).toEqual([])
  })

  test('a finished action changes no answer, and the trail says who finished it', async () => {
    const id = await planAction(...at(), MOVE)
    await savePlan(...at(), id, 1, { ...WORK, state: 'done', outcome: 'Test report of 3 March.' })
    const { rows } = await getTrail(...at())
    expect(rows.slice(0, 2).map(({ action, object }) => [action, object])).toEqual([
      ['action-done', id],
      ['action-planned', id],
    ])
    expect(rows.some(({ action }) => action.startsWith('answer-'))).toBe(false)
    expect(JSON.stringify(rows)).not.toContain('Test report')
  })

  test('the SIRO confirms what they saw; a change afterwards shows', async () => {
    const id = await planAction(...at(), MOVE)
    const { seen } = await plan()
    await savePlan(...at(), id, 1, WORK)
    await expect(confirmPlan(house, siro!, 'oak', seen)).rejects.toMatchObject({ code: 'conflict' })
    await confirmPlan(house, siro!, 'oak', (await plan()).seen)
    await confirmPlan(house, siro!, 'oak', (await plan()).seen)
    expect((await plan()).confirmation).toEqual({
      at: now.toISOString(),
      byName: siro!.name,
      isOutdated: false,
    })
    await savePlan(...at(), id, 2, { ...WORK, pounds: 6000 })
    expect((await plan()).confirmation?.isOutdated).toBe(true)
  })

  test('nobody finds an action of another organisation', async () => {
    const id = await planAction(...at(), MOVE)
    const other = person('elm', 'lead')
    await expect(getPlannedAction(house, other, 'elm', id)).rejects.toMatchObject({ code: 'not-found' })
    await expect(savePlan(house, other, 'elm', id, 1, WORK)).rejects.toMatchObject({ code: 'not-found' })
    await expect(getPlan(house, other, 'oak')).rejects.toMatchObject({ code: 'not-found' })
    expect((await getPlan(house, other, 'elm')).actions).toEqual([])
    expect(await only()).toMatchObject({ title: MOVE.title })
  })
})
