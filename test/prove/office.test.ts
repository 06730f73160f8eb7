/** What is issued, opened by an office of its own: the papers of an almost empty trust and of one in its own styles, a workbook of answers that is changed there, and the plan. */

import { execFileSync } from 'node:child_process'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readCsv } from '../../src/exchange/csv.ts'
import { saveAnswer } from '../../src/service/answering.ts'
import { getAssessment } from '../../src/service/assessments.ts'
import type { OpenHouse } from '../../src/service/house.ts'
import { fileAt, issuePapers } from '../documents/issuing.ts'
import { convert, hasOffice } from '../documents/office.ts'
import { figuresOfPage, figuresOfPdf, hasPoppler, textOfPdf, wordWith } from '../documents/read-figures.ts'
import { CHOICE, choose, openTestHouse, person } from '../service/house.ts'
import { saveTrusts } from '../web/trusts.ts'
import { appOf, visitorOf } from '../web/visitor.ts'

let house: OpenHouse
beforeAll(async () => {
  house = await openTestHouse()
  await saveTrusts(house)
})
afterAll(() => house.close())

const office = hasOffice()
const can = office && hasPoppler()
const STYLES = {
  name: 'ours.docx',
  bytes: wordWith({ 'heading 1': 'Heading1', Title: 'Title', Normal: 'Normal' }),
}

test.skipIf(!can).each([
  ['nothing-answered', undefined],
  ['strong', STYLES],
] as const)('papers and workbook of %s open, with the figures of the page', async (trust, styles) => {
  const lead = visitorOf(appOf(house), trust, 'lead')
  const pack = await issuePapers(lead, trust, {}, styles)
  const page = figuresOfPage(await (await lead.get(pack)).text())
  const word = convert(await fileAt(lead, `${pack}/files/part-2.docx`), `${trust}-2.docx`, 'pdf')
  expect(figuresOfPdf(word)).toEqual(page)
  const table = convert(await fileAt(lead, `${pack}/workbook`), `${trust}.xlsx`, 'csv').toString('utf8')
  const rows = readCsv(table).rows.map(({ cells }) => cells)
  expect(Object.fromEntries(rows.slice(1).map(([, key = '', value = '']) => [key, value]))).toEqual(page)
  const open = convert(await fileAt(lead, `${pack}/files/part-1.docx`), `${trust}-1.docx`, 'pdf')
  expect(textOfPdf(open)).toContain('How it is governed')
})

test.skipIf(!office)(
  'the workbook of answers comes back from an office as it went, and with what was changed there',
  async () => {
    const trust = 'strong'
    const lead = visitorOf(appOf(house), trust, 'lead')
    const { versions, answers } = await getAssessment(house, person(trust), trust)
    const own = answers.answers[CHOICE.id] ?? choose(1)
    await saveAnswer(house, person(trust), trust, CHOICE.id, versions[CHOICE.id] ?? 0, {
      ...own,
      comment: '=Was this',
    })
    const bytes = await fileAt(lead, `/o/${trust}/data/answers.xlsx`)
    const send = async (file: Buffer) => {
      const sent = { name: 'answers.xlsx', bytes: new Uint8Array(file) }
      return (await (await lead.upload(`/o/${trust}/bring-in`, {}, sent)).text())
        .replaceAll(/<[^>]+>/g, ' ')
        .replaceAll(/\s+/g, ' ')
    }
    const flat = convert(bytes, 'answers.xlsx', 'fods').toString('utf8')
    expect(await send(convert(Buffer.from(flat), 'same.fods', 'xlsx'))).toContain(
      'all that the file says stands here already',
    )
    const changed = flat.replaceAll(`<text:p>&apos;=Was this</text:p>`, '<text:p>Now this</text:p>')
    const page = await send(convert(Buffer.from(changed), 'changed.fods', 'xlsx'))
    expect(page).toContain('differs in 1.')
    expect(page).toMatch(/=Was this .*Now this/)
  },
)

test.skipIf(!can)('the improvement plan opens on its side', async () => {
  const lead = visitorOf(appOf(house), 'middling', 'lead')
  const plan = convert(await fileAt(lead, '/o/middling/improvement-plan.docx'), 'plan.docx', 'pdf')
  expect(textOfPdf(plan)).toContain('Nothing is planned yet')
  const info = execFileSync('pdfinfo', ['-'], { input: plan, encoding: 'utf8' })
  expect(info).toMatch(/Page size: +84\d\.\d+ x 59\d/)
})
