import { EventEmitter, once } from 'node:events'
import { expect, test } from 'vitest'
import { demonstrationId } from '../../src/identity/demonstration.ts'
import { startJobs } from '../../src/jobs/jobs.ts'
import type { House } from '../../src/service/house.ts'
import { assignPart } from '../../src/service/sharing-out.ts'
import { verifyTrail } from '../../src/store/trail-proof.ts'
import { addTrust, CHOICE, openTestHouse, person } from '../service/house.ts'

test('the jobs begin at once, and ending them waits for the mail that is on its way and sends no other', async () => {
  const opened = await openTestHouse()
  await addTrust(opened, 'oak')
  const calls = new EventEmitter()
  const mailed: string[] = []
  let take: () => void = () => undefined
  const house: House = {
    ...opened,
    now: () => new Date('2026-12-01T12:00:00Z'),
    mailer: async ({ to }) => {
      mailed.push(to)
      const taken = new Promise<void>((resolve) => (take = resolve))
      calls.emit('mail')
      await taken
    },
  }
  for (const role of ['lead', 'contributor'] as const) {
    const accountId = demonstrationId('oak', role)
    const email = `${role}@trust.example`
    await opened.db.updateTable('account').set({ email }).where('id', '=', accountId).execute()
    const part = { kind: 'question', target: CHOICE.id, due: '2026-12-02', note: '' }
    await assignPart(house, person('oak'), 'oak', { ...part, accountId })
  }
  const first = once(calls, 'mail')
  const end = startJobs(house)
  await first
  const ended = end()
  take()
  await ended
  expect(mailed).toHaveLength(1)
  // Meanwhile the trail was bound together, whatever the mail server did.
  expect(await verifyTrail(opened.db)).toMatchObject({ chains: 1, bound: 1 })
  await opened.close()
})
