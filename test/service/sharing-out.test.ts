import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { londonDate } from '../../src/calendar.ts'
import { demonstrationId } from '../../src/identity/demonstration.ts'
import { saveAnswer } from '../../src/service/answering.ts'
import { getAssessment } from '../../src/service/assessments.ts'
import { getCafIncoming } from '../../src/service/bringing-caf.ts'
import { findCafVersions, getCaf, saveCafOutcome, WHOLE } from '../../src/service/caf.ts'
import type { OpenHouse } from '../../src/service/house.ts'
import { loadCafFramework } from '../../src/service/loading-caf.ts'
import { cafTarget } from '../../src/service/permission.ts'
import { deleteRow, saveRow } from '../../src/service/register-rows.ts'
import {
  type AssignmentForm,
  assignPart,
  endAssignment,
  findOwnAssignments,
  getSharedOut,
  LONGEST_ASSIGNMENT_NOTE,
} from '../../src/service/sharing-out.ts'
import { getStarting, startAssessment } from '../../src/service/starting.ts'
import { findPerson } from '../../src/store/accounts.ts'
import type { Person } from '../../src/store/person.ts'
import { MADE_UP } from '../caf/made-up.ts'
import { ENGINES } from '../store/engines.ts'
import { addTrust, CHOICE, choose, NOW, openTestHouse, person, RULE_SET } from './house.ts'
import { openNextPeriod } from './next-period.ts'

const LEAD = person('oak')
const HELPER = demonstrationId('oak', 'contributor')
const TODAY = londonDate(NOW)
const SHARE = RULE_SET.questions.find((one) => one.form.type === 'share')

describe.each(ENGINES)('on $name', ({ newDatabase }) => {
  let house: OpenHouse
  beforeEach(async () => {
    house = await openTestHouse(await newDatabase())
    await addTrust(house, 'oak')
    await addTrust(house, 'elm')
  })
  afterEach(() => house.close())

  const give = (change: Partial<AssignmentForm> = {}, who: Person = LEAD) =>
    assignPart(house, who, 'oak', {
      accountId: HELPER,
      kind: 'question',
      target: CHOICE.id,
      due: '',
      note: '',
      ...change,
    })
  const present = async () => (await getSharedOut(house, LEAD, 'oak')).assignments
  const helper = async () => {
    const found = await findPerson(house.db, HELPER, NOW.toISOString())
    if (found === undefined) throw new Error('There is no contributor.')
    return found
  }
  const fieldsOf = async (change: Partial<AssignmentForm>) => {
    const given = await give(change)
    return given.ok ? [] : given.faults.map((one) => one.field)
  }

  test('a contributor may answer what was given at the next request, until it is taken back', async () => {
    const answer = async (version: number, level: number) =>
      saveAnswer(house, await helper(), 'oak', CHOICE.id, version, choose(level))
    await expect(answer(0, 0)).rejects.toMatchObject({ code: 'not-allowed' })
    expect(await give({ due: TODAY, note: ' Ask the network team. ' })).toEqual({ ok: true })
    expect(await answer(0, 0)).toMatchObject({ ok: true })
    const own = await findOwnAssignments(house, await helper(), 'oak')
    expect(own).toMatchObject([{ target: CHOICE.id, due: TODAY, note: 'Ask the network team.' }])
    await endAssignment(house, LEAD, 'oak', own[0]?.id ?? '')
    await endAssignment(house, LEAD, 'oak', own[0]?.id ?? '')
    await expect(answer(1, 1)).rejects.toMatchObject({ code: 'not-allowed' })
    const trail = await house.db.selectFrom('trail').selectAll().orderBy('seq').execute()
    expect(trail.map((one) => one.action)).toEqual(['part-assigned', 'answer-saved', 'assignment-ended'])
    expect(JSON.stringify(trail)).not.toContain('network team')
  })

  test('a part of an assessment that was never signed is over when a newer one is begun', async () => {
    await give({ kind: 'domain', target: CHOICE.domain })
    await assignPart(house, person('elm'), 'elm', {
      accountId: demonstrationId('elm', 'contributor'),
      kind: 'question',
      target: CHOICE.id,
      due: '',
      note: '',
    })
    expect((await helper()).assigned).toMatchObject({ oak: [{ target: CHOICE.domain }] })
    await house.db.updateTable('period').set({ closes: '2026-11-24' }).execute()
    await openNextPeriod(house)
    const { start } = await getStarting(house, LEAD, 'oak')
    await startAssessment(house, LEAD, 'oak', start?.seen ?? '', 'empty')
    expect((await helper()).assigned).toEqual({})
    const save = async () => saveAnswer(house, await helper(), 'oak', CHOICE.id, 0, choose(0))
    await expect(save()).rejects.toMatchObject({ code: 'not-allowed' })
    // Nor does it come back with the only part that the lead gives and ends there.
    await give()
    expect(await save()).toMatchObject({ ok: true })
    await endAssignment(house, LEAD, 'oak', (await present())[0]?.id ?? '')
    expect((await helper()).assigned).toEqual({})
    // Of another organisation nothing ended.
    const other = await findPerson(house.db, demonstrationId('elm', 'contributor'), NOW.toISOString())
    expect(other?.assigned).toMatchObject({ elm: [{ target: CHOICE.id }] })
  })

  test('giving a part again changes its day and note; several people may have one part', async () => {
    await give({ kind: 'domain', target: CHOICE.domain })
    await give({ kind: 'domain', target: CHOICE.domain, due: TODAY, note: 'Sooner' })
    await give({ kind: 'domain', target: CHOICE.domain, accountId: LEAD.id })
    const found = await present()
    expect(found).toHaveLength(2)
    expect(found.find((one) => one.accountId === HELPER)).toMatchObject({ due: TODAY, note: 'Sooner' })
    expect(found.find((one) => one.accountId === LEAD.id)).toMatchObject({ due: undefined })
  })

  const LOOK = RULE_SET.firstLook.map((index) => RULE_SET.questions[index]!)
  const OTHER = RULE_SET.questions.find(
    (one) => one.form.type === 'choice' && !LOOK.includes(one) && one.showWhen === undefined,
  )!

  test('who was given the first look may answer exactly its questions, until it is taken back', async () => {
    expect(await give({ kind: 'first-look', target: '', due: TODAY })).toEqual({ ok: true })
    expect(await present()).toMatchObject([{ kind: 'first-look', target: 'first-look', due: TODAY }])
    const who = await helper()
    for (const question of RULE_SET.questions) {
      const saved = saveAnswer(house, who, 'oak', question.id, 0, undefined)
      if (LOOK.includes(question)) expect(await saved, question.id).toMatchObject({ ok: true })
      else await expect(saved, question.id).rejects.toMatchObject({ code: 'not-allowed' })
    }
    const [given] = await findOwnAssignments(house, who, 'oak')
    await endAssignment(house, LEAD, 'oak', given?.id ?? '')
    await expect(saveAnswer(house, await helper(), 'oak', LOOK[0]!.id, 0, undefined)).rejects.toMatchObject({
      code: 'not-allowed',
    })
  })

  const [FRAMEWORK] = RULE_SET.frameworks
  const place = { frameworkId: FRAMEWORK!.id, systemId: WHOLE }
  const caf = (code: string, systemId = WHOLE) => ({
    kind: 'caf',
    target: cafTarget({ ...place, systemId }, code),
  })
  const sayOf = (outcome: string, who: Person, systemId = WHOLE) =>
    saveCafOutcome(house, who, 'oak', { ...place, systemId, outcome }, 0, {
      ...{ said: { 'not-achieved_A1.b.1': 'not-true', 'achieved_A1.b.2': 'true' }, controls: {} },
      ...{ override: undefined, overrideBecause: '', summary: `Of ${outcome}` },
    })

  test('who was given a part of an official framework reads and answers exactly its outcomes, until it is taken back', async () => {
    await loadCafFramework(house, FRAMEWORK!, MADE_UP)
    await saveRow(house, LEAD, 'oak', 'critical-systems-register', 'theatre', 0, {
      ...{ cells: { name: 'Theatre list' }, evidence: {} },
    })
    await sayOf('A1.a', LEAD)
    await expect(sayOf('A1.b', await helper())).rejects.toMatchObject({ code: 'not-allowed' })
    expect(await getCaf(house, await helper(), 'oak')).toMatchObject({ said: [], systems: [] })
    for (const wrong of [caf('B'), caf('A1.b', 'nowhere'), { kind: 'caf', target: 'A1.b' }])
      expect(await fieldsOf(wrong)).toEqual(['part'])
    expect(await give({ ...caf('A1.b'), due: TODAY })).toEqual({ ok: true })
    await give({ ...caf('A1'), accountId: LEAD.id })
    const who = await helper()
    const [own] = await findOwnAssignments(house, who, 'oak')
    expect(own).toMatchObject({
      alsoWith: [{ name: LEAD.name, count: 1 }],
      caf: {
        title: `${FRAMEWORK!.short}, A1.b Lamp glass: The whole organisation`,
        outcomes: [{ code: 'A1.b', isToAnswer: true }],
      },
    })
    expect((await present()).find((one) => one.accountId === LEAD.id)?.caf?.outcomes).toHaveLength(2)
    await expect(sayOf('A1.a', who)).rejects.toMatchObject({ code: 'not-allowed' })
    await expect(sayOf('A1.b', who, 'theatre')).rejects.toMatchObject({ code: 'not-allowed' })
    expect(await sayOf('A1.b', who)).toMatchObject({ ok: true })
    const seen = await getCaf(house, who, 'oak')
    expect(seen.said.map(({ outcome }) => outcome)).toEqual(['A1.b'])
    expect(seen).toMatchObject({ systems: [], isPart: true })
    await expect(findCafVersions(house, who, 'oak', { ...place, outcome: 'A1.a' })).rejects.toMatchObject({
      code: 'not-allowed',
    })
    expect(await findCafVersions(house, who, 'oak', { ...place, outcome: 'A1.b' })).toHaveLength(1)
    await expect(getCafIncoming(house, who, 'oak', place, '{}')).rejects.toMatchObject({
      code: 'not-allowed',
    })
    expect((await findOwnAssignments(house, who, 'oak'))[0]?.caf?.outcomes).toEqual([
      { code: 'A1.b', isToAnswer: false },
    ])
    await endAssignment(house, LEAD, 'oak', own?.id ?? '')
    expect((await getCaf(house, await helper(), 'oak')).said).toEqual([])
    await expect(sayOf('A1.b', await helper())).rejects.toMatchObject({ code: 'not-allowed' })
  })

  test('a part of a system is of that system alone, and of none once the register does not have it', async () => {
    await loadCafFramework(house, FRAMEWORK!, MADE_UP)
    const row = { cells: { name: 'Theatre list' }, evidence: {} }
    await saveRow(house, LEAD, 'oak', 'critical-systems-register', 'theatre', 0, row)
    await give(caf('A', 'theatre'))
    const who = await helper()
    await expect(sayOf('A1.b', who)).rejects.toMatchObject({ code: 'not-allowed' })
    expect(await sayOf('A1.b', who, 'theatre')).toMatchObject({ ok: true })
    expect((await getCaf(house, who, 'oak')).systems).toEqual([{ id: 'theatre', name: 'Theatre list' }])
    await deleteRow(house, LEAD, 'oak', 'critical-systems-register', 'theatre', 1)
    await expect(sayOf('A1.a', who, 'theatre')).rejects.toMatchObject({ code: 'not-found' })
    expect((await findOwnAssignments(house, who, 'oak'))[0]?.caf).toBeUndefined()
  })

  test('of answers somebody with the first look reads those of the first look, and nothing else', async () => {
    await give({ kind: 'first-look' })
    const mine = LOOK.find((one) => one.form.type === 'choice')!
    for (const { id, levels } of [mine, OTHER])
      await saveAnswer(house, LEAD, 'oak', id, 0, {
        value: { kind: 'choice', option: levels[0]!.id },
        assurance: 'asserted',
      })
    const { answers } = await getAssessment(house, await helper(), 'oak')
    expect(Object.keys(answers.answers)).toEqual([mine.id])
    expect(Object.keys(answers.registers).flatMap((id) => answers.registers[id]!.rows)).toEqual([])
  })

  test('two people may have the same questions in two parts, and each is told of the other', async () => {
    const { domain } = LOOK[0]!
    await give({ kind: 'first-look' })
    await give({ kind: 'domain', target: domain, accountId: LEAD.id })
    const both = LOOK.filter((one) => one.domain === domain).length
    const shared = await present()
    const [look, part] = [HELPER, LEAD.id].map((id) => shared.find((one) => one.accountId === id))
    expect(look?.alsoWith).toEqual([{ name: LEAD.name, count: both }])
    expect(part?.alsoWith).toMatchObject([{ count: both }])
    expect((await findOwnAssignments(house, await helper(), 'oak'))[0]?.alsoWith).toEqual(look?.alsoWith)
    await house.db.updateTable('account').set({ status: 'disabled' }).where('id', '=', LEAD.id).execute()
    expect((await present()).find((one) => one.accountId === HELPER)?.alsoWith).toEqual([])
  })

  test('a first look that the rules do not have cannot be given', async () => {
    const bare = { ...house, ruleSet: { ...RULE_SET, firstLook: [] } }
    const given = await assignPart(bare, LEAD, 'oak', {
      accountId: HELPER,
      kind: 'first-look',
      target: '',
      due: '',
      note: '',
    })
    expect(given).toMatchObject({ ok: false, faults: [{ field: 'part' }] })
  })

  test('an unknown, ended or disabled person is refused, and one of another organisation', async () => {
    for (const accountId of ['', 'nobody', demonstrationId('oak', 'board'), demonstrationId('elm', 'lead')])
      expect(await fieldsOf({ accountId }), accountId).toEqual(['account'])
    await house.db.updateTable('account').set({ status: 'disabled' }).where('id', '=', HELPER).execute()
    expect(await fieldsOf({})).toEqual(['account'])
    await house.db.updateTable('account').set({ status: 'active' }).execute()
    await house.db
      .updateTable('membership')
      .set({ endedAt: NOW.toISOString() })
      .where('accountId', '=', HELPER)
      .execute()
    expect(await fieldsOf({})).toEqual(['account'])
    expect(await present()).toEqual([])
  })

  test('an unknown part, a question of a register, a day that passed or is none, and a long note are refused', async () => {
    for (const target of ['', 'constructor', SHARE?.id ?? ''])
      expect(await fieldsOf({ target }), target).toEqual(['part'])
    expect(await fieldsOf({ kind: 'register' })).toEqual(['part'])
    for (const due of [undefined, '2026-02-30', 'soon', '2020-01-01'])
      expect(await fieldsOf({ due }), due).toEqual(['due'])
    expect(await fieldsOf({ note: 'x'.repeat(LONGEST_ASSIGNMENT_NOTE + 1) })).toEqual(['note'])
    expect(await fieldsOf({ accountId: '', target: '', due: 'x' })).toEqual(['part', 'account', 'due'])
  })

  test('a submitted assessment is not shared out, and only the lead shares out', async () => {
    await give()
    const [first] = await present()
    await expect(give({}, person('oak', 'siro'))).rejects.toMatchObject({ code: 'not-allowed' })
    await expect(give({}, await helper())).rejects.toMatchObject({ code: 'not-allowed' })
    await expect(give({}, person('elm'))).rejects.toMatchObject({ code: 'not-found' })
    await house.db.updateTable('assessment').set({ status: 'submitted' }).execute()
    await expect(give()).rejects.toMatchObject({ code: 'conflict' })
    await expect(endAssignment(house, LEAD, 'oak', first?.id ?? '')).rejects.toMatchObject({
      code: 'conflict',
    })
  })

  test('an assignment of another organisation cannot be taken back', async () => {
    await give()
    const [ours] = await present()
    await endAssignment(house, person('elm'), 'elm', ours?.id ?? '')
    expect(await present()).toEqual([ours])
  })
})

test('the day of an instant is that of London', () => {
  expect(londonDate(new Date('2026-06-30T23:30:00Z'))).toBe('2026-07-01')
  expect(londonDate(new Date('2026-12-31T23:30:00Z'))).toBe('2026-12-31')
})
