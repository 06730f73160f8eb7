import { setTimeout as wait } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { saveAnswer } from '../../src/service/answering.ts'
import { getResult } from '../../src/service/assessments.ts'
import { findOpenComments } from '../../src/service/commenting.ts'
import { atOneMoment } from '../../src/service/moment.ts'
import { ENGINES } from '../store/engines.ts'
import { addTrust, CHOICE, choose, openTestHouse, person } from './house.ts'

const lead = person('oak')

test.each(ENGINES)(
  'everything that is read at one moment on $name is of that moment, and nothing is written through it',
  async ({ newDatabase }) => {
    const house = await openTestHouse(await newDatabase())
    try {
      await addTrust(house, 'oak')
      let saving: ReturnType<typeof saveAnswer> | undefined
      const revisions = await atOneMoment(house, async (then) => {
        const first = await getResult(then, lead, 'oak')
        saving = saveAnswer(house, lead, 'oak', CHOICE.id, 0, choose(0))
        await wait(50)
        await findOpenComments(then, lead, 'oak')
        await expect(saveAnswer(then, lead, 'oak', CHOICE.id, 0, choose(1))).rejects.toThrow('transaction')
        return [first, await getResult(then, lead, 'oak')].map(({ view }) => view.assessment.revision)
      })
      expect(revisions).toEqual([0, 0])
      expect(await saving).toMatchObject({ ok: true })
      expect((await getResult(house, lead, 'oak')).view.assessment.revision).toBe(1)
    } finally {
      await house.close()
    }
  },
)
