/** Packs of board papers: listed, issued with their numbers frozen, shown beside what changed since, and their files given out. */
import { writePdfs } from '../../documents/pdf.ts'
import { readStyles } from '../../documents/styles.ts'
import { writeWorkbook } from '../../documents/spreadsheet.ts'
import { writeWord } from '../../documents/word.ts'
import { makePack } from '../../report/pack.ts'
import { exportWorkbook, getPack, getPackFile, issuePack, listPacks, WORKBOOK } from '../../service/packs.ts'
import { showPage } from '../../web/layout.tsx'
import { paths } from '../../web/paths.ts'
import { newRoutes } from '../../web/routes.ts'
import { sendFile } from '../../web/send-table.ts'
import { isoOf } from '../../web/typed-date.ts'
import { askedIn, getPerson, type PageContext, partOf } from '../../web/web.ts'
import { coverFields, coverOf, IssuePage, type ToIssue } from './issue-page.tsx'
import { PackPage } from './pack-page.tsx'
import { PacksPage } from './packs-page.tsx'
import { readPack, readSheets } from './reading.ts'

export const packs = newRoutes()

packs.page('read-packs', paths.packs, async (c) =>
  showPage(c, <PacksPage c={c} list={await listPacks(...askedIn(c))} />),
)

packs.form('issue-pack', paths.newPack, {
  load: toIssue,
  fields: coverFields,
  page: (c, of, form) => <IssuePage c={c} of={of} form={form} />,
  file: 'file',
  check: ({ on }) => (isoOf(on) === '' ? [{ field: 'on', message: 'Say when the meeting is.' }] : []),
  save: async (c, given, { reading, revision }) => {
    const read = given.file && (await readStyles(given.file.name, given.file.bytes))
    if (read?.ok === false) return { faults: [{ field: 'file', message: read.message }] }
    const at = c.get('web').house.now().toISOString()
    const pack = makePack(reading, coverOf(given), { id: given.id, at, byName: getPerson(c).name })
    const { papers } = pack
    const pdfs = await writePdfs([papers[1], papers[2]])
    const files = [
      { name: 'part-1.docx', bytes: await writeWord(papers[1], read?.styles) },
      { name: 'part-2.docx', bytes: await writeWord(papers[2], read?.styles) },
      ...pdfs.map((bytes, at) => ({ name: `part-${at + 1}.pdf`, bytes })),
      {
        name: WORKBOOK,
        bytes: await writeWorkbook({ ...papers[2], sheets: await readSheets(c, pack.figures) }),
      },
    ]
    await issuePack(...askedIn(c), { id: given.id, revision, pack, files })
    return paths.pack(partOf(c, 'organisation'), given.id)
  },
})

packs.page('read-packs', paths.pack, async (c) => {
  const issued = await getPack(...askedIn(c), partOf(c, 'pack'))
  const { reading } = await readPack(c)
  return showPage(
    c,
    <PackPage
      c={c}
      issued={issued}
      now={
        makePack(reading, issued.pack.cover, { ...issued, at: issued.issuedAt, byName: issued.issuedBy })
          .figures
      }
    />,
  )
})

packs.page('read-packs', paths.packFile, async (c) => {
  const { bytes, name } = await getPackFile(...askedIn(c), partOf(c, 'pack'), partOf(c, 'file'))
  return send(c, name, bytes)
})

packs.noted('read-whole', paths.packWorkbook, async (c) => {
  const { bytes, name } = await exportWorkbook(...askedIn(c), partOf(c, 'pack'))
  return send(c, name, bytes)
})

async function toIssue(c: PageContext): Promise<ToIssue> {
  const { reading, revision } = await readPack(c)
  return {
    reading,
    revision,
    organisation: { id: partOf(c, 'organisation'), name: reading.organisation.name },
  }
}

/** Its name begins with its marking. */
async function send(c: PageContext, name: string, bytes: Buffer): Promise<Response> {
  const { pack, issuedAt } = await getPack(...askedIn(c), partOf(c, 'pack'))
  const marking = pack.papers[name.startsWith('part-1') ? 1 : 2].marking
  return sendFile(c, marking, `ward-round-${issuedAt.slice(0, 10)}-${name}`, bytes)
}
