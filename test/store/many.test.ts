import { expect, test } from 'vitest'
import { openDatabase } from '../../src/store/database.ts'
import { insertMany } from '../../src/store/many.ts'
import { ENGINES } from './engines.ts'

const rows = Array.from({ length: 250 }, (_, index) => ({
  kind: 'organisation' as const,
  word: index % 7 === 0 ? `'"${index}` : 'trust',
  id: `trust-${String(index).padStart(3, '0')}`,
}))

test.each(ENGINES)('on $name many rows are added whole, each with its own values', async (engine) => {
  const { db, close } = await openDatabase(await engine.newDatabase())
  try {
    await insertMany(db, 'searchWord', [])
    await insertMany(db, 'searchWord', rows)
    const found = await db.selectFrom('searchWord').select(['kind', 'word', 'id']).orderBy('id').execute()
    expect(found).toEqual(rows)
  } finally {
    await close()
  }
})
