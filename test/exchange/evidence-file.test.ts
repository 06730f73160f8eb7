import { describe, expect, test } from 'vitest'
import { checkEvidenceFile, LARGEST_EVIDENCE_BYTES } from '../../src/exchange/evidence-file.ts'
import { encryptionOf, ID, inBrackets, LOCKED_PDFS } from './locked-pdfs.ts'
import { chunk, CSV, JPEG, lockedOffice, office, PDF, pdfWith, PNG, zip } from './sample-files.ts'

const OFFICE = 'application/vnd.openxmlformats-officedocument'

describe('a file is taken', () => {
  test.each([
    ['report.pdf', PDF, 'application/pdf'],
    ['report.pdf', pdfWith(), 'application/pdf'],
    ['screen.png', PNG, 'image/png'],
    ['photo.jpg', JPEG, 'image/jpeg'],
    ['photo.JPEG', JPEG, 'image/jpeg'],
    ['list.csv', CSV, 'text/csv'],
    ['list.csv', Buffer.concat([Buffer.from('efbbbf', 'hex'), CSV]), 'text/csv'],
    ['policy.docx', office('docx'), `${OFFICE}.wordprocessingml.document`],
    ['list.xlsx', office('xlsx'), `${OFFICE}.spreadsheetml.sheet`],
    ['../../etc/passwd/report.pdf', PDF, 'application/pdf'],
    ['a"b\r\nSet-Cookie: x.pdf', PDF, 'application/pdf'],
  ])('%j by its content', (name, bytes, type) => {
    expect(checkEvidenceFile(name, bytes)).toEqual({ ok: true, type })
  })

  test('of exactly 10 MB', () => {
    const bytes = Buffer.concat([CSV, Buffer.alloc(LARGEST_EVIDENCE_BYTES - CSV.length, 'x')])
    expect(checkEvidenceFile('list.csv', bytes)).toMatchObject({ ok: true })
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
    ['a locked PDF', 'a.pdf', pdfWith({ trailer: '/Encrypt 5 0 R' }), 'asks for a password, or for a key'],
    ['a locked document', 'a.docx', lockedOffice(), 'locked with a password'],
    [
      'an old document',
      'a.docx',
      Buffer.from('d0cf11e0a1b11ae1'.padEnd(1024, '0'), 'hex'),
      'old kind of Office',
    ],
    [
      'an archive whose files are locked',
      'a.docx',
      zip({ '[Content_Types].xml': 'x' }, 1),
      'locked with a password',
    ],
    ['nothing', 'a.pdf', Buffer.alloc(0), 'empty'],
    ['a table with NUL', 'a.csv', Buffer.from('a,b\0c'), 'holds the character NUL'],
    ['a table in UTF-16', 'a.csv', Buffer.from('\ufeffa,b', 'utf16le'), 'text in UTF-16'],
    ['a table of which nothing can be seen', 'a.csv', Buffer.from(' \n\u200b'), 'can be seen'],
    ['a spreadsheet as a table', 'list.csv', office('xlsx'), 'another kind: a spreadsheet'],
    ['a picture as a table', 'list.csv', PNG, 'another kind: a PNG picture'],
    ['a table not in UTF-8', 'a.csv', Buffer.from([0x61, 0xe4, 0x2c]), 'UTF-8'],
    ['a program', 'a.exe', Buffer.from('MZ'), 'of this kind'],
    ['no ending', 'report', PDF, 'of this kind'],
    ['two endings', 'report.pdf.exe', PDF, 'of this kind'],
    ['11 MB', 'a.csv', Buffer.alloc(11 * 1024 * 1024, 'x'), 'larger than 10 MB'],
  ])('%s', (_, name, bytes, message) => {
    expect(checkEvidenceFile(name, bytes)).toEqual({
      ok: false,
      message: expect.stringContaining(message) as string,
    })
  })
})

describe('a PDF is locked when its newest trailer says so, and not because something in it speaks of it', () => {
  const inner = pdfWith({ trailer: '/Encrypt 5 0 R' }).toString('latin1')
  test.each([
    ['a link', { objects: '<</Type/Annot/A<</S/URI/URI(https://trust.example/Encryption-Policy)>>>>' }],
    ['a title', { objects: '<</Title(How /Encrypt works)/Subject(trailer<</Encrypt 5 0 R>>)>>' }],
    ['a name', { objects: '<</Type/EncryptedPayload/Subtype/Example/Version 1>>' }],
    ['a locked PDF attached', { objects: `<</Length ${inner.length}>>stream\n${inner}\nendstream` }],
    ['a comment', { trailer: '% /Encrypt 5 0 R\n' }],
    ['a string of the trailer', { trailer: '/Note((a) \\) /Encrypt 5 0 R)' }],
    ['a dictionary inside', { trailer: '/Own<</Encrypt 5 0 R/List[<</Encrypt 5 0 R>>]>>' }],
    ['the value of another key', { trailer: '/Own/Encrypt/More 1' }],
    ['nothing', { trailer: '/Encrypt null' }],
  ])('taken: %s', (_, parts) => {
    expect(checkEvidenceFile('a.pdf', pdfWith(parts))).toMatchObject({ ok: true })
    expect(checkEvidenceFile('a.pdf', pdfWith({ ...parts, asStream: true }))).toMatchObject({ ok: true })
  })

  test.each([
    ['a reference', { trailer: '/Encrypt 5 0 R' }],
    ['a dictionary', { trailer: '/Encrypt<</Filter/Standard>>' }],
    ['after a reference, a string and a list', { trailer: '/Info 4 0 R/Note(x)/ID[<00><01>]/Encrypt 5 0 R' }],
    ['a name written with a number', { trailer: '/#45ncrypt 5 0 R' }],
  ])('refused: %s', (_, parts) => {
    for (const one of [parts, { ...parts, asStream: true }, { ...parts, before: '\r\n\r\n' }])
      expect(checkEvidenceFile('a.pdf', pdfWith(one))).toMatchObject({ ok: false })
    // A table that is not where the file says: readers look for the last trailer.
    const moved = Buffer.from(
      pdfWith(parts)
        .toString('latin1')
        .replace(/startxref\n\d+/, 'startxref\n7'),
      'latin1',
    )
    expect(checkEvidenceFile('a.pdf', moved)).toMatchObject({ ok: false })
  })

  describe.each(LOCKED_PDFS)('encrypted, $name', (one) => {
    const isTaken = (encryption: string, trailer = `/ID[${ID}<00>]`) =>
      [false, true].map((asStream) => {
        const parts = { objects: `<<>>endobj\n24 0 obj\n${encryption}\n`, asStream }
        return checkEvidenceFile('a.pdf', pdfWith({ ...parts, trailer: `/Encrypt 24 0 R${trailer}` })).ok
      })

    test('is taken where an empty password opens it, however its strings are written', () => {
      expect(isTaken(encryptionOf(one, 'open'))).toEqual([true, true])
      expect(isTaken(encryptionOf(one, 'open', inBrackets))).toEqual([true, true])
      const direct = pdfWith({ trailer: `/Encrypt ${encryptionOf(one, 'open')}/ID[${ID}${ID}]` })
      expect(checkEvidenceFile('a.pdf', direct)).toMatchObject({ ok: true })
    })

    test('is refused where it asks for a password, or another handler locks it', () => {
      expect(isTaken(encryptionOf(one, 'locked'))).toEqual([false, false])
      expect(isTaken(encryptionOf(one, 'locked', inBrackets))).toEqual([false, false])
      expect(isTaken(encryptionOf(one, 'open').replace('/Standard', '/Adobe.PubSec'))).toEqual([false, false])
      expect(isTaken(encryptionOf(one, 'open').replace(/\/R \d/, '/R 7'))).toEqual([false, false])
      expect(isTaken(`${encryptionOf(one, 'open')}endobj\n24 0 obj ${encryptionOf(one, 'locked')}`)).toEqual([
        false,
        false,
      ])
    })
  })

  test('up to 1,024 bytes may stand before its header, and no more', () => {
    for (const before of ['\n', '\ufeff', 'x'.repeat(1024)])
      expect(checkEvidenceFile('a.pdf', pdfWith({ before })), before).toMatchObject({ ok: true })
    expect(checkEvidenceFile('a.pdf', pdfWith({ before: 'x'.repeat(1025) }))).toMatchObject({ ok: false })
  })

  test('one that is damaged, or made to be slow, is read to its end', () => {
    for (const trailer of ['('.repeat(60_000), '<<'.repeat(30_000), '%'.repeat(60_000), '/A '.repeat(20_000)])
      expect(checkEvidenceFile('a.pdf', pdfWith({ trailer })).ok).toBe(true)
  })
})

describe('valid text is text, whatever its first letters', () => {
  test.each([
    'BMS name',
    'MZ number',
    'GIF89a',
    'ID3 tag',
    'RIFF',
    '%PDF-',
    '#!/bin/sh',
    '<?xml',
    'PK',
    'OggS',
    '8BPS',
  ])('%s', (start) => {
    expect(checkEvidenceFile('list.csv', Buffer.from(`${start},Owner\r\n1,Jo\r\n`))).toMatchObject({
      ok: true,
    })
  })

  test('and a document that names a macro in its text holds none', () => {
    const named = office('xlsx', { 'xl/sharedStrings.xml': '<t>remove vbaProject.bin</t>' })
    expect(checkEvidenceFile('list.xlsx', named)).toMatchObject({ ok: true })
  })

  test('and a picture that moves is a picture', () => {
    const moving = Buffer.concat([PNG.subarray(0, 33), chunk('acTL', Buffer.alloc(8)), PNG.subarray(33)])
    expect(checkEvidenceFile('screen.png', moving)).toMatchObject({ ok: true })
  })
})
