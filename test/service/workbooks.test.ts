/** A workbook that comes back: under the rules that it went out with, to be confirmed where they were others, and beside what was saved since. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Answers } from '../../src/answers/model.ts'
import { layOutWorkbook } from '../../src/answers/workbook-out.ts'
import { cellName, type InSheet } from '../../src/answers/workbook-sheet.ts'
import { readEarlierFiles } from '../../src/rules/earlier.ts'
import { compileFiles } from '../../src/rules/rule-set.ts'
import { columnsRead } from '../../src/rules/row-test.ts'
import { saveAnswer } from '../../src/service/answering.ts'
import { getAssessment } from '../../src/service/assessments.ts'
import { bringIn, getIncoming } from '../../src/service/bringing-in.ts'
import type { OpenHouse } from '../../src/service/house.ts'
import { saveRow } from '../../src/service/register-rows.ts'
import { exportQuestionnaire, openSentWorkbook } from '../../src/service/workbooks.ts'
import { insertRuleSet } from '../../src/store/rule-sets.ts'
import { addTrust, CHOICE, choose, NOW, openTestHouse, person, REFERENCE_DAY, RULE_SET } from './house.ts'
import { ADDED, NEWER } from './newer-rule-set.ts'

let house: OpenHouse
beforeEach(async () => {
  house = await openTestHouse()
  await addTrust(house, 'oak')
})
afterEach(() => house.close())

const LEAD = person('oak')
const now = () => getAssessment(house, LEAD, 'oak')
const put = async (level: number) =>
  saveAnswer(house, LEAD, 'oak', CHOICE.id, (await now()).versions[CHOICE.id] ?? 0, choose(level))

const readBack = (sheets: ReturnType<typeof layOutWorkbook>): InSheet[] =>
  sheets.map(({ name, rows }) => ({
    name,
    rows: rows.map((cells, index) => ({ line: index + 1, cells: cells.map(({ text }) => text) })),
  }))
const take = async () => readBack(await exportQuestionnaire(house, LEAD, 'oak', 'OFFICIAL'))
const withAnswer = (sheets: readonly InSheet[], id: string, text: string, at = 4): InSheet[] =>
  sheets.map(({ name, rows }) => ({
    name,
    rows: rows.map(({ line, cells }) => ({
      line,
      cells: cells[0] === id ? cells.map((cell, one) => (one === at ? text : cell)) : cells,
    })),
  }))
async function look(sheets: readonly InSheet[]) {
  const opened = await openSentWorkbook(house, LEAD, 'oak', sheets)
  if (!opened.ok) return opened
  const read = await getIncoming(house, LEAD, 'oak', opened.file)
  return read.ok ? { ...read, file: opened.file } : read
}
const OTHER_RULES: Answers = {
  organisation: { name: 'oak (fictional)', cohort: 'acute' },
  ...{ asOf: REFERENCE_DAY, context: {}, registers: {} },
  answers: { [CHOICE.id]: choose(1) },
}

test('says nothing of a cell that nobody touched, whatever was saved here since', async () => {
  await put(0)
  const sheets = await take()
  await put(2)
  const seen = await look(sheets)
  expect(seen.ok && seen.preview.incoming.answers).toEqual([])
  const changed = await look(withAnswer(sheets, CHOICE.id, CHOICE.levels[1]?.text ?? ''))
  expect(changed.ok && changed.preview.incoming.answers).toEqual([
    expect.objectContaining({ now: choose(2), then: choose(1) }),
  ])
})

test('of other rules becomes answers to be confirmed, and what these have no place for is named', async () => {
  await insertRuleSet(house.db, NEWER, NOW.toISOString())
  const added = NEWER.questions.find(({ id }) => id === ADDED)
  const sheets = readBack(
    layOutWorkbook({
      ...{
        ruleSet: NEWER,
        assessmentId: 'x',
        answers: OTHER_RULES,
        rowsOf: () => [],
        marking: '',
        about: [],
      },
    }),
  )
  const seen = await look(withAnswer(sheets, ADDED, added?.levels[0]?.text ?? ''))
  if (!seen.ok) throw new Error(seen.faults.map(({ message }) => message).join(' '))
  expect(seen.preview.plan?.left.map(({ before }) => before.id)).toEqual([ADDED])
  expect(await bringIn(house, LEAD, 'oak', seen.file, seen.preview.seen, () => true)).toMatchObject({
    answers: 1,
    waiting: 1,
  })
})

test('of rules that are not kept here is read under ours, and each cell that does not fit is named', async () => {
  const sheets = readBack(
    layOutWorkbook({
      ...{ ruleSet: { ...RULE_SET, digest: '0'.repeat(64) }, assessmentId: 'x', answers: OTHER_RULES },
      ...{ rowsOf: () => [], marking: '', about: [] },
    }),
  )
  const seen = await look(withAnswer(sheets, CHOICE.id, 'none such'))
  expect(seen.ok ? [] : seen.faults.map(({ place, message }) => `${place}: ${message}`)).toEqual([
    expect.stringMatching(/, E\d+: "none such" is not one of the answers/),
  ])
})

describe('of the rules of before, with a character that shows another text or none', () => {
  const BEFORE = compileFiles(readEarlierFiles('rules', '1.0.0'))
  const ROW = { cells: { name: 'Blue Lantern' }, evidence: {} }
  const answers: Answers = {
    ...OTHER_RULES,
    answers: { [CHOICE.id]: choose(1, 'A comment') },
    registers: { 'supplier-register': { complete: true, rows: [ROW] } },
  }
  const layOut = () =>
    readBack(
      layOutWorkbook({
        ...{ ruleSet: BEFORE, assessmentId: 'x', answers, marking: '', about: [] },
        rowsOf: (id) => (id === 'supplier-register' ? [{ id: 'r1', row: ROW }] : []),
      }),
    )
  const told = (seen: Awaited<ReturnType<typeof look>>) =>
    seen.ok ? ['It came in.'] : seen.faults.map(({ place, message }) => `${place}: ${message}`)
  beforeEach(() => insertRuleSet(house.db, BEFORE, NOW.toISOString()))

  test.each([
    [
      'a mark that turns what follows',
      '\u202e',
      /turns the direction of writing \(\\u\{202e\}\) .* Delete it/,
    ],
    [
      'a mark that sets a part apart',
      '\u2066',
      /turns the direction of writing \(\\u\{2066\}\) .* Delete it/,
    ],
    ['NUL', '\0', /cannot be seen \(U\+0000\) .* Delete it/],
    ['half a letter', '\ud800', /cannot be seen \(U\+D800\) .* Delete it/],
  ])('%s: it is refused at each cell, with what to do, and nothing is written', async (_, mark, says) => {
    const before = await now()
    const sheets = layOut()
    expect(told(await look(sheets))).toEqual(['It came in.'])
    for (const first of [CHOICE.id, 'Id', 'r1', 'Row in Ward Round', 'supplier-register']) {
      const sheet = sheets.find(({ rows }) => rows.some(({ cells }) => cells[0] === first))
      const row = sheet?.rows.find(({ cells }) => cells[0] === first)
      for (const at of row?.cells.keys() ?? []) {
        const text = `${row?.cells[at] ?? ''}a${mark}b`
        const [fault = ''] = told(await look(withAnswer(sheets, first, text, at)))
        expect(fault).toMatch(says)
        expect(fault).toContain(`${sheet?.name}, ${cellName(at, (row?.line ?? 0) - 1)}: `)
      }
    }
    // Cells that were emptied leave what the hidden sheet says of them.
    const emptied = withAnswer(sheets, CHOICE.id, '', 8).map((sheet) => ({
      ...sheet,
      rows: sheet.rows.map(({ line, cells }) => ({
        line,
        cells: cells.map((cell) => cell.replace('"A comment"', JSON.stringify(`a${mark}b`))),
      })),
    }))
    expect(told(await look(emptied)).join('\n')).toMatch(says)
    expect(await now()).toEqual(before)
  })
})

test('changes a row of a register that it knows by its name, and ends the evidence of the cells that it changes', async () => {
  const [register] = RULE_SET.registers.filter(({ id }) => id === 'supplier-register')
  const fed = RULE_SET.questions[register?.feeds[0] ?? 0]
  const read = fed?.form.type === 'share' ? [...fed.form.where, ...fed.form.of].flatMap(columnsRead) : []
  const column = register?.columns.find(({ id, type }) => type === 'choice' && read.includes(id))
  if (register === undefined || fed === undefined || column === undefined)
    throw new Error('The rules changed.')
  const [worst, better] = column.options
  const cells = { name: 'Alder', service: 'Hosting', [column.id]: worst?.id ?? '' }
  const evidence = { [fed.id]: { evidence: 'Report', evidenceDate: REFERENCE_DAY } }
  await saveRow(house, LEAD, 'oak', register.id, undefined, 0, { cells, evidence })
  const [row] = (await now()).registers[register.id]?.rows ?? []
  const at = (id: string) => register.columns.findIndex((one) => one.id === id) + 1
  const rowsWith = async (id: string, text: string) => {
    const seen = await look(withAnswer(await take(), row?.id ?? '', text, at(id)))
    return seen.ok ? seen.preview.incoming.rows.map(({ index, then }) => [index, then]) : seen.faults
  }
  expect(await rowsWith('service', 'Clouds')).toEqual([
    [0, { cells: { ...cells, service: 'Clouds' }, evidence }],
  ])
  expect(await rowsWith(column.id, better?.text ?? '')).toEqual([
    [0, { cells: { ...cells, [column.id]: better?.id }, evidence: {} }],
  ])
})
