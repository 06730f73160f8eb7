import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { deleteRow, saveRow, setRegisterComplete } from '../../src/service/register-rows.ts'
import { saveAnswer, saveContext } from '../../src/service/answering.ts'
import { getAssessment, getResult, readResultAnew } from '../../src/service/assessments.ts'
import { getPlace } from '../../src/service/places.ts'
import { confirmAnswers } from '../../src/service/confirming.ts'
import { addEvidence, withdrawEvidence } from '../../src/service/bringing-evidence.ts'
import type { OpenHouse } from '../../src/service/house.ts'
import { saveReview } from '../../src/service/reviewing.ts'
import { forgetKept } from '../../src/service/kept.ts'
import { reopenAssessment } from '../../src/service/signing-off.ts'
import { getSignOff } from '../../src/service/reading-sign-off.ts'
import { getStarting, startAssessment } from '../../src/service/starting.ts'
import { read, write } from '../../src/store/transaction.ts'
import { ENGINES } from '../store/engines.ts'
import { TRUSTS } from '../web/trusts.ts'
import { CHOICE, choose, openTestHouse, person, RULE_SET, REFERENCE_DAY } from './house.ts'
import { addSignedTrust, openNextPeriod } from './next-period.ts'

const lead = person('oak')
const BEST = CHOICE.levels.length - 1
const PIECE = { title: 'Report', place: '', dated: REFERENCE_DAY, owner: 'Owner' }
const FILE = { name: 'report.csv', bytes: Buffer.from('name\na\n') }
const REVIEW = { how: 'tested', independence: 'internal-audit', finding: 'overstated', note: 'Seen' } as const
const [REGISTER] = RULE_SET.registers
const SCOPE = RULE_SET.context.find((one) => !one.fromOrganisation && one.type === 'choice')

describe.each(ENGINES)('an assessment that is kept in memory on $name', ({ newDatabase }) => {
  let house: OpenHouse

  beforeEach(async () => {
    house = await openTestHouse(await newDatabase())
    await addSignedTrust(house, 'oak', TRUSTS['all-best'] as NonNullable<(typeof TRUSTS)[string]>)
  })
  afterEach(() => house.close())

  const version = async (id: string) => (await getAssessment(house, lead, 'oak')).versions[id] ?? 0

  /** What a page shows is what stands in the database, twice: as it is read, and as it is kept. */
  async function expectTrue(): Promise<void> {
    const anew = await read(house.db, async (db) => readResultAnew(db, await getPlace(db, house, 'oak')))
    for (let reading = 0; reading < 2; reading += 1) {
      expect(await getResult(house, lead, 'oak')).toEqual(anew)
      expect(await getAssessment(house, lead, 'oak')).toEqual(anew.view)
    }
  }

  test('is what the database says after every kind of change', async () => {
    if (REGISTER === undefined || SCOPE === undefined) throw new Error('The rules have no register or scope.')
    let evidence = ''
    const changes: Readonly<Record<string, () => Promise<unknown>>> = {
      reopened: async () =>
        reopenAssessment(
          house,
          person('oak', 'siro'),
          'oak',
          (await getSignOff(house, lead, 'oak')).seen,
          'Look',
        ),
      answered: async () => saveAnswer(house, lead, 'oak', CHOICE.id, await version(CHOICE.id), choose(0)),
      cleared: async () => saveAnswer(house, lead, 'oak', CHOICE.id, await version(CHOICE.id), undefined),
      'answered again': async () =>
        saveAnswer(house, lead, 'oak', CHOICE.id, await version(CHOICE.id), choose(BEST)),
      evidenced: async () => {
        const done = await addEvidence(house, lead, 'oak', CHOICE.id, PIECE, FILE)
        if (done.ok) evidence = done.evidenceId
      },
      reviewed: async () =>
        saveReview(house, person('oak', 'reviewer'), 'oak', CHOICE.id, await version(CHOICE.id), REVIEW),
      withdrawn: () => withdrawEvidence(house, lead, 'oak', CHOICE.id, evidence),
      scoped: async () =>
        saveContext(house, lead, 'oak', SCOPE.id, await version(SCOPE.id), SCOPE.options[0]?.id),
      'row added': () => saveRow(house, lead, 'oak', REGISTER.id, 'one', 0, { cells: {}, evidence: {} }),
      'row deleted': () => deleteRow(house, lead, 'oak', REGISTER.id, 'one', 1),
      opened: async () => {
        const { registers } = await getAssessment(house, lead, 'oak')
        await setRegisterComplete(
          house,
          lead,
          'oak',
          REGISTER.id,
          registers[REGISTER.id]?.version ?? 0,
          false,
        )
      },
      renamed: () =>
        house.db.updateTable('organisation').set({ name: 'New' }).where('id', '=', 'oak').execute(),
    }
    for (const [name, change] of Object.entries(changes)) {
      const before = await getResult(house, lead, 'oak')
      await change()
      await expectTrue()
      const { view } = await getResult(house, lead, 'oak')
      expect(view, `${name} changes what is shown`).not.toEqual(before.view)
    }
  })

  test('is the new one once the next is started, and after its carried answers were confirmed', async () => {
    await openNextPeriod(house)
    await getResult(house, lead, 'oak')
    const { start } = await getStarting(house, lead, 'oak')
    await startAssessment(house, lead, 'oak', start?.seen ?? '', 'carried')
    await expectTrue()
    const { toConfirm, versions } = await getAssessment(house, lead, 'oak')
    const waiting = Object.keys(toConfirm).slice(0, 3)
    expect(waiting).toHaveLength(3)
    await confirmAnswers(
      house,
      lead,
      'oak',
      waiting.map((questionId) => ({ questionId, version: versions[questionId] ?? 0 })),
    )
    await expectTrue()
    expect(Object.keys((await getAssessment(house, lead, 'oak')).toConfirm)).not.toContain(waiting[0])
  })

  test('holds nothing of a change that was taken back', async () => {
    await reopenAssessment(
      house,
      person('oak', 'siro'),
      'oak',
      (await getSignOff(house, lead, 'oak')).seen,
      'Look',
    )
    // The change is stamped, and fails when it is entered in the trail.
    let asked = 0
    const failing = { ...house, now: () => (++asked > 1 ? new Date(Number.NaN) : house.now()) }
    await expect(saveAnswer(failing, lead, 'oak', CHOICE.id, 1, choose(0))).rejects.toThrow()
    await expectTrue()
    await saveAnswer(house, lead, 'oak', CHOICE.id, await version(CHOICE.id), choose(1))
    await expectTrue()
  })

  test('is one object until it changes, and is dropped when data is deleted', async () => {
    const first = await getResult(house, lead, 'oak')
    expect(await getResult(house, lead, 'oak')).toBe(first)
    forgetKept(house)
    expect(await getResult(house, lead, 'oak')).not.toBe(first)
    expect(await write(house.db, async (db) => readResultAnew(db, await getPlace(db, house, 'oak')))).toEqual(
      first,
    )
  })
})
