import { describe, expect, test } from 'vitest'
import { checkEvidenceFile, LARGEST_EVIDENCE_BYTES } from '../../src/exchange/evidence-file.ts'
import { CSV, JPEG, office, PDF, PNG, zip } from './sample-files.ts'

const OFFICE = 'application/vnd.openxmlformats-officedocument'

describe('a file is taken', () => {
  test.each([
    ['report.pdf', PDF, 'application/pdf'],
    ['screen.png', PNG, 'image/png'],
    ['photo.jpg', JPEG, 'image/jpeg'],
    ['photo.JPEG', JPEG, 'image/jpeg'],
    ['list.csv', CSV, 'text/csv'],
    ['list.csv', Buffer.concat([Buffer.from('efbbbf', 'hex'), CSV]), 'text/csv'],
    ['policy.docx', office('docx'), `${OFFICE}.wordprocessingml.document`],
    ['list.xlsx', office('xlsx'), `${OFFICE}.spreadsheetml.sheet`],
    ['../../etc/passwd/report.pdf', PDF, 'application/pdf'],
    ['a"b\r\nSet-Cookie: x.pdf', PDF, 'application/pdf'],
  ])('%j by its content', async (name, bytes, type) => {
    expect(await checkEvidenceFile(name, bytes)).toEqual({ ok: true, type })
  })

  test('of exactly 10 MB', async () => {
    const bytes = Buffer.concat([CSV, Buffer.alloc(LARGEST_EVIDENCE_BYTES - CSV.length, 'x')])
    expect(await checkEvidenceFile('list.csv', bytes)).toMatchObject({ ok: true })
  })
})

describe('a file is refused, saying why', () => {
  test.each([
    ['an archive', 'all.zip', zip({ 'a.txt': 'x' }), 'of this kind'],
    ['an archive renamed', 'all.docx', zip({ 'a.txt': 'x' }), 'content is of another kind'],
    ['an archive as a table', 'all.csv', zip({ 'a.txt': 'x' }), 'content is of another kind'],
    ['a page as an image', 'page.png', Buffer.from('<!doctype html><script>1</script>'), 'another kind'],
    ['a page', 'page.html', Buffer.from('<!doctype html>'), 'of this kind'],
    ['a drawing', 'a.svg', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'of this kind'],
    ['a PDF as an image', 'report.png', PDF, 'content is of another kind'],
    ['a spreadsheet as a document', 'list.docx', office('xlsx'), 'content is of another kind'],
    ['macros', 'list.docm', office('docm'), 'macros'],
    ['macros renamed', 'list.docx', office('docm'), 'macros'],
    ['macros in a table', 'list.xlsm', office('xlsm'), 'macros'],
    ['macros hidden', 'list.xlsx', office('xlsx', { 'xl/vbaProject.bin': 'x' }), 'macros'],
    ['a locked PDF', 'a.pdf', Buffer.concat([PDF, Buffer.from('trailer<</Encrypt 5 0 R>>')]), 'locked'],
    ['a locked document', 'a.docx', Buffer.from('d0cf11e0a1b11ae1'.padEnd(1024, '0'), 'hex'), 'locked'],
    ['nothing', 'a.pdf', Buffer.alloc(0), 'empty'],
    ['a table with NUL', 'a.csv', Buffer.from('a,b\0c'), 'content is of another kind'],
    ['a table not in UTF-8', 'a.csv', Buffer.from([0x61, 0xe4, 0x2c]), 'UTF-8'],
    ['a program', 'a.exe', Buffer.from('MZ'), 'of this kind'],
    ['no ending', 'report', PDF, 'of this kind'],
    ['two endings', 'report.pdf.exe', PDF, 'of this kind'],
    ['11 MB', 'a.csv', Buffer.alloc(11 * 1024 * 1024, 'x'), 'larger than 10 MB'],
  ])('%s', async (_, name, bytes, message) => {
    expect(await checkEvidenceFile(name, bytes)).toEqual({
      ok: false,
      message: expect.stringContaining(message) as string,
    })
  })
})
