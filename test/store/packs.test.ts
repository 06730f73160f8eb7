/** Issued packs on both engines: kept byte for byte, never changed, proved, and gone with their assessment. */
import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import type { Pack } from '../../src/report/pack.ts'
import { getPackFile, issuePack } from '../../src/service/packs.ts'
import { provePacks, verifyPackFile } from '../../src/service/verifying-packs.ts'
import { addTrust, openTestHouse, person } from '../service/house.ts'
import { ENGINES } from './engines.ts'

test.each(ENGINES)('on $name a pack is kept byte for byte, proved, and never changed', async (engine) => {
  const house = await openTestHouse(await engine.newDatabase())
  try {
    await addTrust(house, 'oak')
    const [id, bytes] = [randomUUID(), Buffer.from([0, 1, 254, 255])]
    const pack = { cover: { title: 'Cyber “risk” \\ ú' }, figures: [], papers: {} } as unknown as Pack
    const { revision } = await house.db.selectFrom('assessment').select('revision').executeTakeFirstOrThrow()
    await issuePack(house, person('oak'), 'oak', {
      id,
      revision,
      pack,
      files: [{ name: 'part-1.docx', bytes }],
    })
    const kept = await getPackFile(house, person('oak', 'board'), 'oak', id, 'part-1.docx')
    expect(Buffer.compare(kept.bytes, bytes)).toBe(0)
    expect(await provePacks(house.db)).toMatchObject({ links: 1, breaks: [] })
    expect((await verifyPackFile(house.db, bytes)).is).toBe('issued')
    for (const change of [
      house.db.updateTable('pack').set({ title: 'x' }),
      house.db.updateTable('packFile').set({ sha256: 'x' }),
    ])
      await expect(change.execute()).rejects.toThrow()
  } finally {
    await house.close()
  }
})
