/** A register as a file: sent, its columns and words said, looked at, and brought in; taken out, and in again. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { getAssessment } from '../../src/service/assessments.ts'
import type { OpenHouse } from '../../src/service/house.ts'
import { applyRegisterFile, getRegisterFile } from '../../src/service/register-files.ts'
import { saveRow } from '../../src/service/register-rows.ts'
import { addTrust, openTestHouse, person } from '../service/house.ts'
import { formOn } from './form-on.ts'
import { appOf, type Fields, type Visitor, visitorOf } from './visitor.ts'

let house: OpenHouse
let lead: Visitor
let trust: string
let list: string
let count = 0
beforeAll(async () => {
  house = await openTestHouse()
})
afterAll(() => house.close())
beforeEach(async () => {
  trust = `elder-${++count}`
  list = `/o/${trust}/registers/supplier-register`
  await addTrust(house, trust)
  lead = visitorOf(appOf(house), trust)
})

const rowsNow = async () =>
  (await getAssessment(house, person(trust), trust)).registers['supplier-register']?.rows ?? []
const plain = (html: string) =>
  html
    .replace(/<head[\s\S]*?<\/head>|<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
    .replaceAll('&quot;', '"')

/** Sends a file; gives where that leads. */
async function send(text: string | Uint8Array<ArrayBuffer>, name = 'suppliers.csv') {
  const bytes = typeof text === 'string' ? new Uint8Array(Buffer.from(text)) : text
  return lead.upload(`${list}/bring-in`, {}, { name, bytes })
}
/** Fills in the form of a page as it stands, but for what is typed; gives where that leads. */
async function fill(path: string, typed: Fields = {}): Promise<string> {
  const shown = await lead.get(path)
  const page = await shown.text()
  expect(shown.status, plain(page)).toBe(200)
  const answer = await lead.post(path, formOn(page, path, typed))
  expect(answer.status, plain(await answer.clone().text())).toBe(303)
  return answer.headers.get('Location') ?? ''
}

const OURS = `Provider,What it does,Hit if lost,Tested on,Notes
Blue Lantern,"Runs the
record",LOTS,31/12/2025,x
Harbour Lab,Tests,Some,never tested,
`

describe('a file of suppliers', () => {
  test('is brought in once somebody said what its columns and words are, and the next one is read the same way', async () => {
    expect((await send(OURS)).headers.get('Location')).toBe(`${list}/bring-in/columns`)
    const said = {
      'column-0': 'name',
      'column-1': 'service',
      'column-2': 'patients-affected',
      'column-3': 'fallback-tested',
      'column-4': '',
      dates: 'day-first',
    }
    expect(await fill(`${list}/bring-in/columns`, said)).toBe(`${list}/bring-in/words`)
    expect(plain(await (await lead.get(`${list}/bring-in/words`)).text())).toContain(
      'Patients affected: LOTS',
    )
    expect(await fill(`${list}/bring-in/words`, { 'word-0': 'many' })).toBe(`${list}/bring-in/preview`)
    const preview = plain(await (await lead.get(`${list}/bring-in/preview`)).text())
    expect(preview).toContain('Added 2')
    expect(await rowsNow()).toEqual([])
    expect(await fill(`${list}/bring-in/preview`)).toBe(list)
    expect((await rowsNow()).map(({ row }) => row)).toEqual([
      {
        cells: {
          name: 'Blue Lantern',
          service: 'Runs the\nrecord',
          'patients-affected': 'many',
          'fallback-tested': '2025-12-31',
        },
        evidence: {},
      },
      {
        cells: {
          name: 'Harbour Lab',
          service: 'Tests',
          'patients-affected': 'some',
          'fallback-tested': 'never',
        },
        evidence: {},
      },
    ])
    expect(plain(await (await lead.get(`/o/${trust}/trail`)).text())).toContain(
      'brought a file into a register',
    )

    const next = OURS.replace('Some', 'lots').replace('31/12/2025', '03/04/2026')
    expect((await send(next)).headers.get('Location')).toBe(`${list}/bring-in/preview`)
    const again = plain(await (await lead.get(`${list}/bring-in/preview`)).text())
    expect(again).toContain('Changed 2')
    expect(again).toContain('3: Harbour Lab'.replace('3', '4'))
    await fill(`${list}/bring-in/preview`)
    const cells = (await rowsNow()).map(({ row }) => row.cells)
    expect(cells.map((one) => [one['patients-affected'], one['fallback-tested']])).toEqual([
      ['many', '2026-04-03'],
      ['many', 'never'],
    ])
  })

  test('with one bad row changes nothing, and says which row and cell, and what to do', async () => {
    await send(
      'Supplier,Tolerable outage,Fallback last tested\nBlue Lantern,4,03/04/2026\n,2,\nHarbour Lab,some days,2026-02-30\nharbour  lab,1,\n',
    )
    await fill(`${list}/bring-in/columns`, {})
    const page = plain(await (await lead.get(`${list}/bring-in/preview`)).text())
    expect(page).toContain('2 Column Fallback last tested What to do "03/04/2026" can be two days.')
    expect(page).toContain('3 Column Supplier What to do Fill this in: What is the supplier called?')
    expect(page).toContain('4 Column Fallback last tested What to do "2026-02-30" is not a date.')
    expect(page).not.toContain('Do all of this')
    expect(await rowsNow()).toEqual([])
  })

  test('is refused where the register changed since it was shown', async () => {
    await send('Supplier,Service\nBlue Lantern,Record\n')
    await fill(`${list}/bring-in/columns`)
    const page = await (await lead.get(`${list}/bring-in/preview`)).text()
    await lead.post(`${list}/rows/new`, {
      version: '0',
      row: 'mine',
      'cell-name': 'Harbour Lab',
      action: 'continue',
    })
    const answer = await lead.post(`${list}/bring-in/preview`, formOn(page, `${list}/bring-in/preview`))
    expect(answer.status).toBe(409)
    expect((await rowsNow()).map(({ row }) => row.cells['name'])).toEqual(['Harbour Lab'])
  })

  test('is refused where the register changes while the file is compared with it', async () => {
    await send('Supplier,Service\nBlue Lantern,Record\n')
    await fill(`${list}/bring-in/columns`)
    const who = [house, person(trust), trust, 'supplier-register'] as const
    const { shown } = await getRegisterFile(...who)
    const applied = applyRegisterFile(...who, shown)
    await saveRow(...who, 'mine', 0, { cells: { name: 'blue lantern' }, evidence: {} })
    await expect(applied).rejects.toThrow('no longer as it was shown')
    expect((await rowsNow()).map(({ row }) => row.cells['name'])).toEqual(['blue lantern'])
  })

  test.each([
    ['with a doubled column', Buffer.from('Supplier,supplier\na,b\n'), 'Column 1 has the same name'],
    ['that was cut off', Buffer.from('PK\x03\x04 and no more'), 'This workbook is damaged or was cut off'],
  ])('%s is refused with the place and what to do, and nothing of it is kept', async (_, bytes, says) => {
    const answer = await send(new Uint8Array(bytes))
    expect(answer.status).toBe(422)
    expect(plain(await answer.text())).toContain(says)
    expect((await lead.get(`${list}/bring-in/preview`)).status).toBe(404)
  })
})

test('a register of thousands is read fifty rows at a time, found by name, and comes back to the row that was changed', async () => {
  const names = Array.from({ length: 1_200 }, (_, index) => `Supplier ${index + 1}`)
  await send(`Supplier\n${names.join('\n')}\n`)
  await fill(`${list}/bring-in/columns`)
  await fill(`${list}/bring-in/preview`)
  const shown = async (query: string) => plain(await (await lead.get(`${list}${query}`)).text())
  const first = await shown('')
  expect(first).toContain('1,200 suppliers')
  expect(first).toContain('Shown are 1 to 50.')
  expect(first).not.toContain('Delete Supplier 51 ')
  expect(await shown('?from=1150')).toContain('Shown are 1,151 to 1,200.')
  expect(await shown('?search=supplier+119')).toContain('11 suppliers found for “supplier 119”.')
  const [row] = (await rowsNow()).filter(({ row }) => row.cells['name'] === 'Supplier 777')
  const page = `${list}/rows/${row?.id}`
  const answer = await lead.post(page, {
    version: '1',
    row: row?.id ?? '',
    'cell-name': 'Supplier 777',
    action: 'continue',
  })
  expect(answer.headers.get('Location')).toBe(`${list}?at=${row?.id}#row-${row?.id}`)
  expect(await shown(`?at=${row?.id}`)).toContain('Shown are 751 to 800.')
})

test.each(['csv', 'xlsx'])(
  'a register that goes out as %s and comes in again changes nothing',
  async (format) => {
    const texts = ['=1+1', "'=1+1", 'a\nb', '_x0041_', ' "q", ']
    const known = {
      name: 'x',
      'patients-affected': 'many',
      'tolerable-outage': '2.50',
      'fallback-tested': 'never',
    }
    await send(
      `Supplier,Service,Patients affected,Tolerable outage,Fallback last tested\n${texts
        .map((text, index) => `${known.name}${index},"${text.replaceAll('"', '""')}",Many,2.50,Never tested`)
        .join('\n')}`,
    )
    await fill(`${list}/bring-in/columns`)
    await fill(`${list}/bring-in/preview`)
    const before = await rowsNow()
    expect(before).toHaveLength(texts.length)
    const out = await lead.get(`${list}/out/${format}`)
    expect(out.status).toBe(200)
    const bytes = new Uint8Array(await out.arrayBuffer())
    const sent = await send(bytes, `suppliers.${format}`)
    expect(sent.status, plain(await sent.clone().text())).toBe(303)
    await fill(`${list}/bring-in/columns`)
    const page = plain(await (await lead.get(`${list}/bring-in/preview`)).text())
    expect(page).toContain(`As they are ${texts.length}`)
    expect(page).toContain('The file would change nothing.')
    expect(await rowsNow()).toEqual(before)
  },
)
