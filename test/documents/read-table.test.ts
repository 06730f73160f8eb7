/** The process that reads a table: what takes too much is refused, and the next file is read. */
import { expect, test } from 'vitest'
import { readTableApart } from '../../src/documents/read-table.ts'

const FILE = Buffer.from('Supplier\nBlue Lantern\n')

test('a file that takes too long is refused with what to do, and holds up no other', async () => {
  const slow = readTableApart(FILE, { ms: 1, mb: 64 })
  const next = readTableApart(FILE)
  expect(JSON.stringify(await slow)).toContain('too much time or memory to read. Send a sheet')
  expect(await next).toMatchObject({ ok: true, rows: [{ cells: ['Supplier'] }, { cells: ['Blue Lantern'] }] })
})

test('whoever comes while many are being read is asked to try again', async () => {
  const first = Array.from({ length: 5 }, () => readTableApart(FILE, { ms: 1, mb: 64 }))
  await expect(readTableApart(FILE)).rejects.toThrow(
    'Other files are being worked on. Try again in a moment.',
  )
  await Promise.all(first)
})
