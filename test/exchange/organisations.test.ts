import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readOrganisations } from '../../src/exchange/organisations.ts'
import { RULE_SET } from '../today.ts'
import { ODS_SAMPLE } from './ods-sample.ts'

const { family } = RULE_SET
const HEADER = 'ods-code,name,cohort,region,icb,lead-ods-code'
const GOOD = 'XA1,Quillmere Hospitals NHS Trust,acute,London,QMF,'

const read = (file: string | Uint8Array) =>
  readOrganisations(typeof file === 'string' ? Buffer.from(file) : file, family)
function rowsOf(file: string | Uint8Array) {
  const result = read(file)
  return result.ok ? result : expect.unreachable(JSON.stringify(result.faults))
}
function faultsOf(file: string | Uint8Array) {
  const result = read(file)
  return result.ok ? expect.unreachable('it was read') : result.faults
}
/** Faults as `line column: message`. */
const toldOf = (file: string | Uint8Array) =>
  faultsOf(file).map(({ line, column = '', message }) => `${line} ${column}: ${message}`)

describe('the ODS export of trusts', () => {
  test('is read as it comes, with names as people write them', () => {
    const { rows } = rowsOf(ODS_SAMPLE)
    expect(rows.map(({ name }) => name)).toEqual([
      'Manchester University NHS Foundation Trust',
      'Shropshire Community Health NHS Trust',
      'Yeovil District Hospital NHS Foundation Trust',
      'Royal National Orthopaedic Hospital NHS Trust',
      "Alder Hey Children's NHS Foundation Trust",
      "The Queen Elizabeth Hospital, King's Lynn, NHS Foundation Trust",
      'Portsmouth Hospitals University National Health Service Trust',
      "Guy's and St Thomas' NHS Foundation Trust",
      'Oxford Health NHS Foundation Trust',
      'Great Ormond Street Hospital for Children NHS Foundation Trust',
      'Velindre NHS Trust',
      'The Newcastle upon Tyne Hospitals NHS Foundation Trust',
      'Lancashire & South Cumbria NHS Foundation Trust',
      'Tees, Esk and Wear Valleys NHS Foundation Trust',
      'Yorkshire Ambulance Service NHS Trust',
      'Kent and Medway NHS and Social Care Partnership Trust',
      'Wirral Community Health and Care NHS Foundation Trust',
    ])
    const official = ODS_SAMPLE.split('\n').map((line) => line.split('","')[1])
    for (const { name, line } of rows) expect(name.toUpperCase()).toBe(official[line - 1])
  })

  test('gives region, board and closing date by its codes', () => {
    const { rows } = rowsOf(ODS_SAMPLE)
    expect(rows[0]).toEqual({
      line: 1,
      odsCode: 'R0A',
      name: 'Manchester University NHS Foundation Trust',
      cohort: 'acute',
      cohortSuggested: 'by-none',
      region: 'North West',
      icb: 'NHS Greater Manchester Integrated Care Board',
      closedOn: null,
    })
    expect(rows.flatMap(({ odsCode, closedOn }) => (closedOn === null ? [] : [[odsCode, closedOn]]))).toEqual(
      [['RA4', '2023-03-31']],
    )
    const regions = family.regions.map(({ name }) => name)
    expect(
      rows.filter(({ region = 'none' }) => !regions.includes(region)).map(({ odsCode }) => odsCode),
    ).toEqual(['RQF'])
  })

  test('suggests a kind of trust that the rule set knows, and says whether a word of the name tells it', () => {
    const kinds = new Set(family.cells.flatMap(({ cohorts }) => cohorts))
    const { rows } = rowsOf(ODS_SAMPLE)
    expect(rows.filter(({ cohort }) => !kinds.has(cohort))).toEqual([])
    const suggested = Object.fromEntries(
      rows.map((row) => [row.odsCode, `${row.cohort} ${row.cohortSuggested}`]),
    )
    expect(suggested).toMatchObject({
      R1D: 'community by-a-word',
      RA4: 'acute by-a-word',
      RAN: 'specialist by-a-word',
      RBS: 'specialist by-a-word',
      RP4: 'specialist by-a-word',
      RX8: 'ambulance by-a-word',
      RXY: 'mental-health by-a-word',
      // It is a mental health trust, but its name does not tell.
      RNU: 'acute by-none',
    })
  })

  test('says of a row without a region of ours why it has none, and refuses nothing for that', () => {
    const found = rowsOf(ODS_SAMPLE.replace('"Y58"', '""').replace('"Y61"', '"Y99"')).rows
    expect(
      found.flatMap(({ odsCode, region, noRegion }) => (region === undefined ? [[odsCode, noRegion]] : [])),
    ).toEqual([
      ['RA4', 'The file gives it no region, as it does to trusts outside England.'],
      ['RCX', 'Its region in the file, Y99, is not one of ours.'],
      ['RQF', 'It is in Wales; there is no region for it here.'],
    ])
    expect(
      found.filter(({ region, noRegion }) => (region === undefined) !== (noRegion !== undefined)),
    ).toEqual([])
  })

  test.each([24, 25, 26])('is read with %i columns too, with or without quotation marks', (count) => {
    const cut = ODS_SAMPLE.replaceAll(/(,"")+$/gm, '')
      .split('\n')
      .filter(Boolean)
    const lines = cut.map((line) => `${line}${',""'.repeat(count - line.split('","').length)}`)
    expect(rowsOf(lines.join('\r\n')).rows.map(({ odsCode }) => odsCode)).toEqual(
      rowsOf(ODS_SAMPLE).rows.map(({ odsCode }) => odsCode),
    )
    expect(rowsOf(lines[0]?.replaceAll('"', '') ?? '').rows[0]?.odsCode).toBe('R0A')
    const wrong = lines.map((line, index) => (index === 2 ? `${line},""` : line))
    expect(toldOf(wrong.join('\n'))).toEqual([
      expect.stringMatching(new RegExp(`^3 : This row has ${count + 1} columns instead of ${count}\\.`)),
    ])
  })

  test('knows the boards of 2023 and those that followed some of them in 2026', () => {
    const icbOf = (code: string) => rowsOf(ODS_SAMPLE.replace('"QOP"', `"${code}"`)).rows[0]?.icb
    expect(icbOf('QMJ')).toBe('NHS North Central London Integrated Care Board')
    expect(icbOf('Z9B2Z')).toBe('NHS West and North London Integrated Care Board')
    expect(icbOf('NHS SURREY AND SUSSEX INTEGRATED CARE BOARD')).toBe(
      'NHS Surrey and Sussex Integrated Care Board',
    )
  })

  test('keeps the code of a board that has no name here', () => {
    expect(rowsOf(ODS_SAMPLE.replace('"QOP"', '"QZZ"')).rows[0]?.icb).toBe('QZZ')
  })

  test('names every wrong cell by line and column', () => {
    const wrong = ODS_SAMPLE.replace('"20230331"', '"20230230"')
      .replace('"RBS"', '"R-S"')
      .replace('"RNU"', '"RJ1"')
      .replace('"YORKSHIRE AMBULANCE SERVICE NHS TRUST"', '""')
      .replace('"RY7",', '"RY7","",')
    expect(toldOf(wrong)).toEqual([
      expect.stringMatching(/^3 column 12 \(closed on\): “20230230” is not a date\./),
      expect.stringMatching(/^5 column 1 \(code\): “R-S” is not an ODS code\./),
      expect.stringMatching(/^9 column 1 \(code\): The code RJ1 is on line 8 already\./),
      expect.stringMatching(/^15 column 2 \(name\): The name is missing\./),
      expect.stringMatching(/^17 : This row has 28 columns instead of 27\./),
    ])
  })
})

describe('our own table', () => {
  test('is read with codes or names, in any capitals, and says only what it holds', () => {
    const { rows } = rowsOf(
      `\u{feff}ODS Code,Name,Cohort,Region\r\nxa1, Quillmere  Hospitals NHS Trust ,Mental health,y56\r\n\r\n,,,\r\nXA2,"Larkfold,\r\nthe second",icb,north east and yorkshire\r\n`,
    )
    expect(rows).toEqual([
      {
        line: 2,
        odsCode: 'XA1',
        name: 'Quillmere Hospitals NHS Trust',
        cohort: 'mental-health',
        region: 'London',
      },
      {
        line: 5,
        odsCode: 'XA2',
        name: 'Larkfold, the second',
        cohort: 'icb',
        region: 'North East and Yorkshire',
      },
    ])
  })

  test('takes columns in any order, boards by code, name or area, and a lead', () => {
    const { rows } = rowsOf(
      `name,lead-ods-code,icb,ods-code,region,cohort\nA,XA2,qop,XA1,London,acute\nB,,Greater Manchester ICB,XA2,London,acute\nC,,NHS Newly Merged Integrated Care Board,XA3,London,acute\nD,,,XA4,London,acute`,
    )
    const board = 'NHS Greater Manchester Integrated Care Board'
    expect(rows.map(({ icb, leadOdsCode }) => [icb, leadOdsCode])).toEqual([
      [board, 'XA2'],
      [board, undefined],
      ['NHS Newly Merged Integrated Care Board', undefined],
      [undefined, undefined],
    ])
  })

  test('names every wrong cell by line and column, also after line breaks in cells', () => {
    expect(
      toldOf(
        [
          HEADER,
          GOOD,
          'XA2,"Lark',
          'fold",hospital,London,,',
          'XA3,Ember,acute,Atlantis,,',
          'XA1,Bramble,acute,London,,',
          ',Heron,,,,',
          'XA5,Otter,acute,London',
          `XA6,${'x'.repeat(151)},acute,London,,`,
          'XA7,Zero\u200bwidth,acute,London,,a b',
          'XA8,"Sorrel"s,acute,London,,',
        ].join('\n'),
      ),
    ).toEqual([
      expect.stringMatching(
        /^3 cohort: “hospital” is not a kind of organisation\. Use one of: acute, mental-health, /,
      ),
      expect.stringMatching(/^5 region: “Atlantis” is not a region\./),
      expect.stringMatching(/^6 ods-code: The code XA1 is on line 2 already\. Keep one of the two rows\.$/),
      expect.stringMatching(/^7 ods-code: The ODS code is missing\./),
      expect.stringMatching(/^7 cohort: A blank cell is not a kind/),
      expect.stringMatching(/^7 region: A blank cell is not a region/),
      expect.stringMatching(/^8 : This row has 4 columns instead of 6\./),
      expect.stringMatching(/^9 name: This name has 151 characters\. Shorten it to at most 150\.$/),
      expect.stringMatching(/^10 name: “Zero width” holds an invisible character\./),
      expect.stringMatching(/^10 lead-ods-code: “a b” is not an ODS code\./),
      expect.stringMatching(/^11 : A quotation mark on this line/),
    ])
  })

  test('names the columns that are missing, unknown or there twice', () => {
    expect(toldOf('ods-code,name,name,kind\nXA1,a,b,c')).toEqual([
      expect.stringMatching(/^1 cohort: The column “cohort” is missing/),
      expect.stringMatching(/^1 region: The column “region” is missing/),
      expect.stringMatching(/^1 name: The column “name” is there twice/),
      expect.stringMatching(
        /^1 kind: We do not know the column “kind”\. .*ods-code, name, cohort, region, icb/,
      ),
    ])
  })

  test('is never taken for the ODS export, however long a row is', () => {
    expect(toldOf(`ods-code,name\nXA1,a${','.repeat(25)}`).map((told) => told.slice(0, 9))).toEqual([
      '1 cohort:',
      '1 region:',
    ])
  })

  test('with nothing below its header has no rows', () => {
    expect(rowsOf(`${HEADER}\n`).rows).toEqual([])
  })
})

describe('a file that is neither', () => {
  test.each([
    ['a spreadsheet', Buffer.from('PK\u0003\u0004 and more'), 1, 'XLSX'],
    ['an old spreadsheet', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1]), 1, 'XLS'],
    ['a PDF', Buffer.from('%PDF-1.7'), 1, 'PDF'],
    ['UTF-16', Buffer.from(`\u{feff}${HEADER}`, 'utf16le'), 1, 'UTF-16'],
    ['nothing', Buffer.alloc(0), 1, 'empty'],
    ['a byte order mark alone', Buffer.from('\u{feff} \r\n'), 1, 'empty'],
    ['blank cells alone', Buffer.from('\n,,,\n'), 1, HEADER],
    ['a table without a header that we know', Buffer.from('\nname;code\na;b'), 2, HEADER],
    ['more than 5 MB', Buffer.alloc(5_000_001, 'a'), 1, '5 MB'],
    [
      'more than 10,000 rows, many of them blank',
      Buffer.from(`${HEADER}\n${',\n'.repeat(10_000)}${GOOD}`),
      1,
      '10,000 rows',
    ],
    ['more than 10,000 rows', Buffer.from(`${HEADER}\n${'a\n'.repeat(10_001)}`), 1, '10,000 rows'],
  ])('%s: is refused with what to do', (_what, bytes, line, said) => {
    const faults = faultsOf(bytes)
    expect(faults).toHaveLength(1)
    expect(faults[0]).toMatchObject({ line, message: expect.stringContaining(said) as string })
  })

  test('lines that are not UTF-8, or hold NUL, are named beside the other faults', () => {
    const lines = [
      HEADER,
      'XA1,Si\u00e2n,acute,London,,',
      GOOD.replace('XA1', 'XA2'),
      'XA3,a,acute,Atlantis,,',
    ]
    const latin = Buffer.from([...lines, 'XA4,Q\0,acute,London,,'].join('\r\n'), 'latin1')
    expect(toldOf(latin)).toEqual([
      expect.stringMatching(/^2 : This line is not in UTF-8/),
      expect.stringMatching(/^4 region: “Atlantis”/),
      expect.stringMatching(/^5 : This line holds the character NUL/),
    ])
  })
})

test('any bytes are answered with rows or with faults that have a line', () => {
  const piece = fc.oneof(
    fc.uint8Array({ maxLength: 4 }),
    fc
      .constantFrom('"', ',', '\n', '\r\n', HEADER, GOOD, ODS_SAMPLE.slice(0, 200))
      .map((text) => Buffer.from(text)),
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const bytes = Buffer.concat(pieces)
      const lines = bytes.toString('latin1').split(/\r\n|[\r\n]/).length
      const result = read(bytes)
      const places = result.ok ? result.rows : result.faults
      expect(places.filter(({ line }) => line < 1 || line > lines)).toEqual([])
      expect(result.ok || result.faults.length > 0).toBe(true)
    }),
  )
})

test('of 10,000 rows with one in a hundred wrong, every wrong one has its own line, after quoted line breaks', () => {
  const kinds = [
    'XB{},Name,acute,Atlantis,,',
    'XB{},Name,hospital,London,,',
    'X B{},Name,acute,London,,',
    'XB{},Name,acute,London,',
    'XB{},Name,,London,,',
  ]
  const lines = [HEADER]
  const wrong: number[] = []
  for (let row = 0; row < 10_000; row++) {
    const isWrong = row % 100 === 37
    if (isWrong) wrong.push(lines.length + 1)
    const text = isWrong
      ? (kinds[((row / 100) % 5) | 0] ?? '').replace('{}', String(row))
      : `XA${row},"Name\nin ""two"" lines",acute,London,,`
    lines.push(...text.split('\n'))
  }
  expect(wrong).toHaveLength(100)
  for (const end of ['\n', '\r\n']) expect(faultsOf(lines.join(end)).map(({ line }) => line)).toEqual(wrong)
})
