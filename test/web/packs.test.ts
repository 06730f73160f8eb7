/** Board papers: issued once with their numbers frozen, the same figures in page and files, what changed since, and who may do what. */
import Sqlite from 'better-sqlite3'
import { createHash, randomUUID } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { linesOf, textOfLine } from '../../src/report/blocks.ts'
import { provePacks, verifyPackFile } from '../../src/service/verifying-packs.ts'
import { getResult } from '../../src/service/assessments.ts'
import { openReader } from '../../src/store/database.ts'
import { getPack, issuePack } from '../../src/service/packs.ts'
import type { OpenHouse } from '../../src/service/house.ts'
import { type ChosenFile, fileAt, issuePapers, sendCover } from '../documents/issuing.ts'
import {
  figuresOfPage,
  figuresOfPdf,
  figuresOfWord,
  figuresOfWorkbook,
  hasPoppler,
  partOfZip,
  sheetsOf,
  textOfPdf,
  wordWith,
  zipOf,
} from '../documents/read-figures.ts'
import { CHOICE, openTestHouse, person, RULE_SET } from '../service/house.ts'
import { run } from '../cli/run.ts'
import { newFile } from '../store/files.ts'
import { formOn } from './form-on.ts'
import { saveTrusts } from './trusts.ts'
import { appOf, visitorOf } from './visitor.ts'

const TRUST = 'middling'
const AT = `/o/${TRUST}/packs`
const database = newFile()
let house: OpenHouse
beforeAll(async () => {
  house = await openTestHouse(database)
  await saveTrusts(house)
})
afterAll(() => house.close())

const as = (role: 'lead' | 'siro' | 'board' | 'contributor' | 'reviewer') =>
  visitorOf(appOf(house), TRUST, role)

type Typed = Readonly<Record<string, string>>
const send = (typed?: Typed, file?: ChosenFile) => sendCover(as('lead'), TRUST, typed, file)
const issue = (typed?: Typed, file?: ChosenFile) => issuePapers(as('lead'), TRUST, typed, file)

/** One that many tests only read. */
let read: Promise<string> | undefined
const issued = () => (read ??= issue())

const fileOf = (pack: string, name: string, role: 'lead' | 'board' = 'board') =>
  fileAt(as(role), `${pack}/${name}`)

test('a pack says the same figures on its page, in its Word file and in its workbook, under the same keys', async () => {
  const pack = await issued()
  const page = figuresOfPage(await (await as('board').get(pack)).text())
  expect(Object.keys(page).length).toBeGreaterThan(40)
  const word = figuresOfWord(await fileOf(pack, 'files/part-2.docx'))
  expect(word.annex).toEqual(page)
  expect(word.body).toEqual(Object.values(word.annex))
  expect(await figuresOfWorkbook(await fileOf(pack, 'workbook', 'lead'))).toEqual(page)
  // The board's page begins with the same sentence, and says the same two scores.
  const board = await (await as('board').get(`/o/${TRUST}/board`)).text()
  const document = partOfZip(await fileOf(pack, 'files/part-2.docx'), 'word/document.xml')
  const sentence = /<h1[^>]*>(?:<span.*?<\/span>)?([^<]*)<\/h1>/s.exec(board)?.[1] ?? ''
  expect(sentence).toContain('what we accept')
  expect(document).toContain(`${sentence}.`)
  expect(board).toContain(`${page['overall.paper']} of 100 on paper, ${page['overall.evidence']} on evidence`)
})

const CAN_READ_PDF = hasPoppler()

test.skipIf(!CAN_READ_PDF)(
  'a PDF says the same figures, and every sentence and cell of the page',
  async () => {
    const pack = await issue({ implications: '#panic("x") *bold* $x$ \\ <b>' })
    const page = await (await as('board').get(pack)).text()
    const bytes = await fileOf(pack, 'files/part-2.pdf')
    expect(figuresOfPdf(bytes)).toEqual(figuresOfPage(page))
    const pressed = (text: string) => text.replaceAll(/\s/g, '')
    const { papers } = (await getPack(house, person(TRUST, 'board'), TRUST, pack.split('/').at(-1) ?? ''))
      .pack
    for (const part of [1, 2] as const) {
      const said = pressed(textOfPdf(await fileOf(pack, `files/part-${part}.pdf`)))
      // Lines of neighbouring cells stand in each other's way; each word is there.
      const words = linesOf(papers[part].blocks).flatMap((line) => textOfLine(line).split(/\s+/))
      expect(words.filter((word) => !said.includes(word))).toEqual([])
      expect(said).toContain(papers[part].marking)
    }
  },
)

test.skipIf(!CAN_READ_PDF)(
  'a PDF is tagged, names its language and claims PDF/UA-1, and its picture has words',
  async () => {
    const bytes = await fileOf(await issued(), 'files/part-2.pdf')
    const raw = Buffer.from(bytes).toString('latin1')
    for (const mark of ['pdfuaid:part>1<', '/Lang', '/StructTreeRoot', '/Alt', 'wardround-pack:'])
      expect(raw).toContain(mark)
    expect(bytes.length).toBeLessThan(5_000_000)
  },
)

test('letters of every kind issue a pack: a PDF says which it cannot draw, and no file holds what XML cannot', async () => {
  const title = 'Board 🏥 中文 العربية \ufffe & <b>'
  const pack = await issue({ title })
  const document = partOfZip(await fileOf(pack, 'files/part-2.docx'), 'word/document.xml')
  expect(document).toContain('Board 🏥 中文 العربية \ufffd &amp; &lt;b&gt;')
  if (!CAN_READ_PDF) return
  const pdf = textOfPdf(await fileOf(pack, 'files/part-2.pdf'))
  expect(pdf).toContain('The Word document has them.')
  expect(pdf).toContain('Board \ufffd \ufffd\ufffd')
  expect(textOfPdf(await fileOf(await issued(), 'files/part-2.pdf'))).not.toContain('has them')
})

test('the workbook holds answers, sums, risks, attacks, lessons and actions, marked in each row and page, and nothing in it is a formula', async () => {
  const address = `/o/${TRUST}/actions/new`
  const form = formOn(await (await as('lead').get(address)).text(), address, { title: '=HYPERLINK("x")' })
  expect((await as('lead').post(address, form)).status).toBe(303)
  const bytes = await fileOf(await issue(), 'workbook', 'lead')
  const sheets = await sheetsOf(bytes)
  expect(Object.keys(sheets)).toEqual([
    ...['Figures', 'Answers', 'Contributions', 'Risks', 'Incidents', 'Lessons', 'Actions'],
  ])
  for (const rows of Object.values(sheets)) {
    expect(rows.length).toBeGreaterThan(1)
    for (const row of rows.slice(1)) expect(row.at(-1)).toBe('OFFICIAL-SENSITIVE')
  }
  expect(sheets['Actions']?.[1]).toContain(`'=HYPERLINK("x")`)
  for (const [at] of Object.keys(sheets).entries()) {
    const xml = partOfZip(bytes, `xl/worksheets/sheet${at + 1}.xml`)
    expect(xml).not.toMatch(/<f[ >]/)
    expect(xml).toContain('<oddHeader>&amp;COFFICIAL-SENSITIVE</oddHeader>')
  }
  // What a score adds up from comes to the score.
  const sum = (sheets['Contributions'] ?? []).filter(([score]) => score === 'Overall score')
  const total = sum.reduce((points, row) => points + Math.round(100 * Number(row[4])), 0)
  expect(String(total / 100)).toBe((await figuresOfWorkbook(bytes))['overall.paper']?.split(' ')[0])
})

test('who takes the workbook stands in the trail; the board gets none: it holds the answers', async () => {
  const pack = await issued()
  await fileOf(pack, 'workbook', 'lead')
  expect(await (await as('lead').get(`/o/${TRUST}/trail`)).text()).toContain('exported answers and results')
  expect((await as('board').get(`${pack}/workbook`)).status).toBe(403)
  expect((await as('board').get(`${pack}/files/workbook.xlsx`)).status).toBe(404)
  expect(await (await as('board').get(pack)).text()).not.toContain('(Excel)')
})

test('the public paper holds no figure and nothing that was typed about results', async () => {
  const pack = await issue({ summary: 'We score 47', implications: 'Costly', references: 'BAF 4' })
  const paper = partOfZip(await fileOf(pack, 'files/part-1.docx'), 'word/document.xml')
  for (const secret of ['We score 47', 'Costly', 'BAF 4', 'overall.paper', 'on evidence'])
    expect(paper).not.toContain(secret)
  expect(figuresOfWord(await fileOf(pack, 'files/part-1.docx')).body).toEqual([])
  expect(paper).toContain('Ana Bell, digital officer')
})

test('numbers stay as issued; what changed since is said, figure by figure', async () => {
  const pack = await issue()
  const before = await (await as('board').get(pack)).text()
  expect(before).toContain('No figure has changed since.')
  const address = `/o/${TRUST}/questions/${CHOICE.domain}/${CHOICE.id}`
  const value = CHOICE.levels[0]?.id ?? ''
  const saved = await as('lead').save(address, { value, version: '1', assurance: 'asserted' })
  expect(saved.status).toBe(200)
  const after = await (await as('board').get(pack)).text()
  expect(figuresOfPage(after)).toEqual(figuresOfPage(before))
  expect(after).toMatch(/\d+ figures? ha(s|ve) changed since\./)
  expect(after).toContain('Changes since issue')
  const next = await issue()
  const now = figuresOfPage(await (await as('board').get(next)).text())
  expect(now).not.toEqual(figuresOfPage(before))
  const word = figuresOfWord(await fileOf(next, 'files/part-2.docx'))
  expect([word.annex, word.body]).toEqual([now, Object.values(now)])
  expect(await figuresOfWorkbook(await fileOf(next, 'workbook', 'lead'))).toEqual(now)
  if (CAN_READ_PDF) expect(figuresOfPdf(await fileOf(next, 'files/part-2.pdf'))).toEqual(now)
})

test('papers wear the styles of a document of the trust, with ours where it has none', async () => {
  const bytes = wordWith({ 'heading 1': 'berschrift1' })
  const pack = await issue({}, { name: 'Vorlage.docx', bytes })
  const file = await fileOf(pack, 'files/part-2.docx')
  const styles = partOfZip(file, 'word/styles.xml')
  expect(styles).toContain('w:styleId="berschrift1"')
  expect(styles).toContain('w:styleId="Title"')
  expect(partOfZip(file, 'word/document.xml')).toContain('<w:pStyle w:val="berschrift1"/>')
})

test.each([
  ['a text that says it is a document', 'notes.docx', new Uint8Array(Buffer.from('Hello'))],
  ['a picture', 'logo.png', new Uint8Array(Buffer.from('PNG'))],
])(
  'styles cannot be read from %s: the form says why, keeps the cover, and issues nothing',
  async (_, name, bytes) => {
    const answer = await send({ meeting: 'Kept' }, { name, bytes })
    const page = await answer.text()
    expect(answer.status).toBe(422)
    expect(page).toContain('our own styles')
    expect(page).toContain('value="Kept"')
  },
)

test('styles that are damaged, or define what is not there, are refused', async () => {
  const [whole, unsafe, other] = [
    '<w:styles xmlns:w="x"><w:style></w:styles>',
    '<!DOCTYPE a [<!ENTITY b "c">]><w:styles xmlns:w="x"></w:styles>',
    '<styles></styles>',
  ].map((xml) => zipOf('word/styles.xml', xml))
  for (const bytes of [whole, unsafe, other])
    expect((await send({}, { name: 'a.docx', bytes: bytes ?? new Uint8Array() })).status).toBe(422)
})

test('a cover without its meeting, day or presenter, or with too long a summary, comes back with every fault', async () => {
  const answer = await send({
    ...{ meeting: '', presentedBy: ' ', 'on-day': '', 'on-month': '', 'on-year': '' },
    summary: 'word '.repeat(151),
  })
  const page = await answer.text()
  expect(answer.status).toBe(422)
  for (const fault of ['for which meeting', 'who presents', 'when the meeting is', 'It has 151.'])
    expect(page).toContain(fault)
})

test('the board reads packs and issues none; who only answers or reviews sees none', async () => {
  const pack = await issued()
  expect((await as('board').get(pack)).status).toBe(200)
  expect(await (await as('board').get(AT)).text()).not.toContain(`${AT}/new`)
  expect((await as('board').get(`${AT}/new`)).status).toBe(403)
  for (const role of ['contributor', 'reviewer'] as const)
    for (const path of [AT, pack, `${pack}/files/part-2.docx`])
      expect((await as(role).get(path)).status).toBe(403)
  const other = visitorOf(appOf(house), 'strong', 'lead')
  expect((await other.get(pack.replace(TRUST, 'strong'))).status).toBe(404)
  expect((await other.get(`${pack.replace(TRUST, 'strong')}/files/part-2.docx`)).status).toBe(404)
})

test('each file bears its marking in its name, and the digests are in the trail', async () => {
  const pack = await issued()
  const named = async (name: string) =>
    (await as('lead').get(`${pack}/files/${name}`)).headers.get('Content-Disposition')
  expect(await named('part-1.docx')).toMatch(/filename="OFFICIAL-ward-round-/)
  expect(await named('part-2.docx')).toMatch(/filename="OFFICIAL-SENSITIVE-ward-round-/)
  const page = await (await as('lead').get(pack)).text()
  const digest = createHash('sha256')
    .update(await fileOf(pack, 'files/part-2.docx'))
    .digest('hex')
  expect(page).toContain(digest)
  const trail = await (await as('lead').get(`/o/${TRUST}/trail`)).text()
  expect(trail).toContain(digest)
})

/** The database as it is now, in another file. */
async function backupTo(path: string): Promise<void> {
  const own = new Sqlite(database, { readonly: true })
  await own.backup(path)
  own.close()
}

describe('a file of a pack', () => {
  const FILES = ['files/part-1.docx', 'files/part-2.docx', 'workbook']

  test('is known byte for byte, and named with its pack', async () => {
    const pack = await issued()
    for (const name of [...FILES, ...(CAN_READ_PDF ? ['files/part-2.pdf'] : [])]) {
      const found = await verifyPackFile(house.db, Buffer.from(await fileOf(pack, name, 'lead')))
      expect([found.is, found.file?.packId]).toEqual(['issued', pack.split('/').at(-1)])
    }
  })

  test('that was changed since is known by what it says of itself; one of another service too', async () => {
    const pack = await issued()
    for (const name of [...FILES, ...(CAN_READ_PDF ? ['files/part-2.pdf'] : [])]) {
      const bytes = Buffer.concat([await fileOf(pack, name, 'lead'), Buffer.from('\n')])
      expect((await verifyPackFile(house.db, bytes)).is).toBe('changed')
    }
    const other = Buffer.from(`wardround-pack:${randomUUID()}`)
    expect((await verifyPackFile(house.db, other)).is).toBe('unknown')
    expect((await verifyPackFile(house.db, Buffer.from('Minutes'))).is).toBe('none')
  })

  test('is proved with everything else, and what was changed of it, or is gone, is named', async () => {
    const pack = (await issued()).split('/').at(-1) ?? ''
    const breaksWith = async (change: string) => {
      const copy = `${database}-${randomUUID()}`
      await backupTo(copy)
      const other = new Sqlite(copy)
      for (const one of ['pack', 'pack_file']) other.exec(`drop trigger ${one}_kept`)
      other.pragma('foreign_keys = off')
      other.exec(change)
      other.close()
      const reader = await openReader(copy)
      const { breaks } = await provePacks(reader.db)
      await reader.close()
      return breaks
    }
    const changed = `pack ${pack} of board papers`
    expect(await breaksWith('select 1')).toEqual([])
    expect(
      await Promise.all(
        [
          `update pack set reading = replace(reading, 'Board of', 'Bored of') where id = '${pack}'`,
          `update pack set issued_by = 'X' where id = '${pack}'`,
          `update pack_file set bytes = bytes || x'00' where pack_id = '${pack}' and name = 'part-1.docx'`,
          `delete from pack_file where pack_id = '${pack}' and name = 'part-1.docx'`,
          `delete from pack where id = '${pack}'`,
        ].map(breaksWith),
      ),
    ).toEqual([
      [`${changed} does not say what was issued`],
      [`${changed} does not say what was issued`],
      [`${changed} has other files than were issued`],
      [`${changed} has other files than were issued`],
      [`${changed} was issued, and is not there any more`],
    ])
  })

  test('that stands in the table, and not in the trail, is called broken', async () => {
    const [id, bytes] = [randomUUID(), Buffer.from('Another paper')]
    const row = await house.db.selectFrom('pack').selectAll().executeTakeFirstOrThrow()
    await house.db
      .insertInto('pack')
      .values({ ...row, id })
      .execute()
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    const file = { packId: id, assessmentId: row.assessmentId, name: 'part-2.docx', sha256, bytes }
    await house.db.insertInto('packFile').values(file).execute()
    expect((await verifyPackFile(house.db, bytes)).is).toBe('contradicted')
    await expect(
      house.db.updateTable('packFile').set({ bytes }).where('packId', '=', id).execute(),
    ).rejects.toThrow('as it was issued')
  })

  test('is answered on the command line, with exit code 1 unless it is what was issued', async () => {
    const path = `${database}-paper.docx`
    writeFileSync(path, await fileOf(await issued(), 'files/part-2.docx'))
    const good = await run(['verify-pack', path, '--database', database])
    expect([good.code, good.out]).toEqual([0, expect.stringContaining('byte for byte what was issued')])
    writeFileSync(path, 'x')
    const bad = await run(['verify-pack', path, '--database', database])
    expect([bad.code, bad.err]).toEqual([1, expect.stringContaining('none of the board papers')])
  })
})

describe('answers for an insurer or auditor', () => {
  const address = `/o/${TRUST}/insurer/export`
  const ask = async (typed: Readonly<Record<string, string>>) => {
    const page = await (await as('siro').get(address)).text()
    return as('siro').post(address, formOn(page, address, typed))
  }

  test('leave for somebody who is named on each page, with a reason that the trail keeps', async () => {
    const answer = await ask({ recipient: 'Ines Dale, Harbour Insurance', reason: 'Renewal of the policy' })
    expect(answer.headers.get('Content-Disposition')).toContain('"OFFICIAL-SENSITIVE-')
    const bytes = new Uint8Array(await answer.arrayBuffer())
    expect(partOfZip(bytes, 'word/footer1.xml')).toContain('for Ines Dale, Harbour Insurance only')
    const body = partOfZip(bytes, 'word/document.xml')
    for (const { topic } of RULE_SET.insurer) expect(body).toContain(topic)
    expect(body).toContain('not a warranty')
    const trail = await (await as('lead').get(`/o/${TRUST}/trail`)).text()
    for (const said of [
      'took answers out for somebody outside',
      'Ines Dale, Harbour Insurance',
      'Renewal of the policy',
    ])
      expect(trail).toContain(said)
  })

  test('do not leave without a name and a reason, nor by the board', async () => {
    const answer = await ask({ recipient: ' ', reason: '' })
    expect(answer.status).toBe(422)
    expect(await answer.text()).toMatch(/Say who gets it[\s\S]*Say why they get it/)
    expect((await as('board').get(address)).status).toBe(403)
  })
})

test('where nothing can be typeset the page says so, and is printed instead', async () => {
  const lead = person(TRUST, 'lead')
  const { pack } = await getPack(house, lead, TRUST, (await issued()).split('/').at(-1) ?? '')
  const { view } = await getResult(house, lead, TRUST)
  const id = randomUUID()
  const files = [{ name: 'part-2.docx', bytes: Buffer.from('x') }]
  await issuePack(house, lead, TRUST, { id, revision: view.assessment.revision, pack, files })
  expect(await (await as('lead').get(`${AT}/${id}`)).text()).toContain('cannot make PDFs')
  expect(await (await as('lead').get(await issued())).text()).not.toContain('cannot make PDFs')
})

test('answers that were saved while papers were made stop their issue', async () => {
  const lead = person(TRUST, 'lead')
  const { pack } = await getPack(house, lead, TRUST, (await issued()).split('/').at(-1) ?? '')
  const late = issuePack(house, lead, TRUST, { id: randomUUID(), revision: -1, pack, files: [] })
  await expect(late).rejects.toThrow('press once more')
})
