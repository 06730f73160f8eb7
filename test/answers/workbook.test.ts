/** Answers as a workbook, and back: nothing is lost on the way, what nobody touched says nothing, and what is wrong is told by its cell. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readOpenedFile } from '../../src/answers/file.ts'
import type { Answers, RegisterAnswers } from '../../src/answers/model.ts'
import { openAnswersFile, type Opened } from '../../src/answers/opening.ts'
import { openWorkbook } from '../../src/answers/workbook-in.ts'
import { headsBeside } from '../../src/answers/workbook-register.ts'
import { COLUMNS, evidenceColumns, idOfPart, layOutWorkbook } from '../../src/answers/workbook-out.ts'
import { cellName, type InSheet } from '../../src/answers/workbook-sheet.ts'
import { writeAnswers } from '../../src/answers/written.ts'
import { RULE_SET } from '../service/house.ts'
import { TRUSTS } from '../web/trusts.ts'
import { answersFor } from './generate.ts'

/** The workbook of these answers, as it would be read again. */
function sheetsOf(answers: Answers): InSheet[] {
  const rowsOf = (id: string) =>
    (answers.registers[id]?.rows ?? []).map((row, index) => ({ id: `r${index}`, row }))
  const about = { ruleSet: RULE_SET, assessmentId: 'here', marking: 'OFFICIAL', about: [] }
  return layOutWorkbook({ ...about, answers, rowsOf }).map(({ name, rows }) => ({
    name,
    rows: rows.map((cells, index) => ({ line: index + 1, cells: cells.map(({ text }) => text) })),
  }))
}

/** The workbook with one cell changed: of the row of this id, in the column of this name. */
function withCell(sheets: readonly InSheet[], id: string, column: string, text: string): InSheet[] {
  let count = 0
  const changed = sheets.map(({ name, rows }) => {
    const head = rows.find(({ cells }) => cells.includes(column))
    const at = head?.cells.indexOf(column) ?? -1
    return {
      name,
      rows: rows.map(({ line, cells }) => {
        if (at < 0 || cells[0] !== id) return { line, cells }
        count++
        return {
          line,
          cells: Array.from({ length: Math.max(cells.length, at + 1) }, (_, one) =>
            one === at ? text : (cells[one] ?? ''),
          ),
        }
      }),
    }
  })
  expect(count, `${id} ${column}`).toBe(1)
  return changed
}

function contentOf(opened: Opened) {
  if (!opened.ok)
    throw new Error(opened.faults.map(({ place, message }) => `${place}: ${message}`).join('\n'))
  return opened.file.content as { answers: Record<string, unknown>; registers: Record<string, unknown> }
}
/** After the reference date. */
const TODAY = '2026-11-30'
const faultsOf = (sheets: readonly InSheet[], isSame = true) => {
  const opened = openWorkbook(RULE_SET, sheets, isSame)
  const read = opened.ok ? readOpenedFile(RULE_SET, opened.file, TODAY) : opened
  return read.ok ? [] : read.faults.map(({ place, message }) => `${place}: ${message}`)
}

describe.each(Object.entries(TRUSTS))('the workbook of %s', (_, answers) => {
  const sheets = sheetsOf(answers)

  test('holds the same answers as its answers file', () => {
    const opened = openWorkbook(RULE_SET, sheets, false)
    if (!opened.ok) contentOf(opened)
    const file = openAnswersFile(JSON.stringify(writeAnswers(RULE_SET, answers)))
    const [theirs, ours] = [file, opened].map(
      (one) => one.ok && readOpenedFile(RULE_SET, one.file, '9999-12-31'),
    )
    expect(ours).toEqual(theirs)
  })

  test('says nothing to the assessment that it came from while nobody touches it', () => {
    const { answers: said, registers } = contentOf(openWorkbook(RULE_SET, sheets, true))
    expect([said, registers]).toEqual([{}, {}])
  })
})

test('any answers come back as they were, by what went out and by their cells alone', () => {
  const answersRead = (opened: Opened) => {
    contentOf(opened)
    return opened.ok && readOpenedFile(RULE_SET, opened.file, '9999-12-31')
  }
  fc.assert(
    fc.property(answersFor(RULE_SET), ({ registers, answers, ...about }) => {
      // Not every kind of organisation may say that something does not apply to it.
      const said = Object.entries(answers).filter(([, { value }]) => value.kind !== 'not-applicable')
      // Of several rows, more than one can be ticked as the only one; and each has a name.
      const one = Object.entries(registers).map(([id, { rows }]): [string, RegisterAnswers] => [
        id,
        {
          complete: true,
          rows: rows.slice(0, 1).map((row) => ({ ...row, cells: { name: 'A name', ...row.cells } })),
        },
      ])
      const given: Answers = {
        ...about,
        answers: Object.fromEntries(said),
        registers: Object.fromEntries(one),
      }
      const wanted = answersRead(openAnswersFile(JSON.stringify(writeAnswers(RULE_SET, given))))
      const sheets = sheetsOf(given)
      expect(answersRead(openWorkbook(RULE_SET, sheets, false))).toEqual(wanted)
      expect(contentOf(openWorkbook(RULE_SET, sheets, true)).answers).toEqual({})
      const bare = sheets.map((sheet) => ({
        ...sheet,
        rows: sheet.rows.filter(({ cells }) => !cells[0]?.startsWith('answer ')),
      }))
      const typed = answersRead(openWorkbook(RULE_SET, bare, true))
      if (!wanted || !wanted.ok || !typed || !typed.ok) throw new Error('It was refused.')
      expect(typed.answers.answers).toEqual(wanted.answers.answers)
    }),
    { numRuns: 10 },
  )
})

/** A question of this type without an answer here, and one with. */
const ofType = (type: string) => {
  const found = RULE_SET.questions.find((one) => one.form.type === type && one.showWhen === undefined)
  if (found === undefined) throw new Error(`There is no ${type}.`)
  return found
}
const CHOICE = ofType('choice')
const LIST = ofType('checklist')
const SHARE = ofType('percentage')
const NUMBER = ofType('number')
const DATE = ofType('date')
const items = LIST.form.type === 'checklist' ? LIST.form.items.map(({ id }) => id) : []
const NONE = sheetsOf(TRUSTS['nothing-answered'] as Answers)
const ALL = sheetsOf(TRUSTS['all-best'] as Answers)

function saidBy(
  sheets: readonly InSheet[],
  ...cells: (readonly [id: string, column: string, text: string])[]
) {
  const changed = cells.reduce((now, [id, column, text]) => withCell(now, id, column, text), sheets)
  return contentOf(openWorkbook(RULE_SET, changed, true)).answers
}

describe('a cell that somebody filled in', () => {
  const { answer, evidence, date, comment } = COLUMNS

  test('of each type arrives as that answer, and nothing else does', () => {
    const level = CHOICE.levels[1]
    expect(saidBy(NONE, [CHOICE.id, answer, level?.text ?? ''])).toEqual({
      [CHOICE.id]: { value: level?.id },
    })
    expect(saidBy(NONE, [CHOICE.id, answer, 'we do not know'])).toEqual({
      [CHOICE.id]: { value: 'dont-know' },
    })
    expect(saidBy(NONE, [idOfPart(LIST.id, items[0] ?? ''), answer, 'Yes'])).toEqual({
      [LIST.id]: { value: [items[0]] },
    })
    expect(saidBy(NONE, [LIST.id, answer, 'None of these'])).toEqual({ [LIST.id]: { value: [] } })
    expect(
      saidBy(
        NONE,
        [idOfPart(SHARE.id, 'count'), answer, '1,200'],
        [idOfPart(SHARE.id, 'of'), answer, '1500'],
      ),
    ).toEqual({ [SHARE.id]: { value: { count: '1,200', of: '1500' } } })
    expect(saidBy(NONE, [NUMBER.id, answer, '2.5'])).toEqual({ [NUMBER.id]: { value: '2.5' } })
    expect(saidBy(NONE, [DATE.id, answer, '31/12/2025'])).toEqual({ [DATE.id]: { value: '2025-12-31' } })
    expect(saidBy(NONE, [DATE.id, answer, 'It was never done'])).toEqual({ [DATE.id]: { value: 'never' } })
    const scope = RULE_SET.context.find((one) => one.options.length > 0 && !one.fromOrganisation)
    expect(saidBy(NONE, [scope?.id ?? '', answer, scope?.options[1]?.text ?? ''])).toEqual({
      [scope?.id ?? '']: scope?.options[1]?.id,
    })
  })

  test('of evidence or a comment leaves the value that stands beside it', () => {
    const said = saidBy(
      ALL,
      [CHOICE.id, evidence, 'Report 8'],
      [CHOICE.id, date, '2026-11-23'],
      [CHOICE.id, COLUMNS.shows, 'Yes'],
      [CHOICE.id, comment, '=cmd|x'],
    )
    expect(said).toEqual({
      [CHOICE.id]: {
        value: CHOICE.levels.at(-1)?.id,
        assurance: 'evidenced',
        evidence: 'Report 8',
        'evidence-date': '2026-11-23',
        'shows-reference-date': true,
        comment: '=cmd|x',
      },
    })
  })

  test('of another answer goes with the evidence beside it, but for one that nothing can show', () => {
    const [worst] = CHOICE.levels
    expect(saidBy(ALL, [CHOICE.id, answer, worst?.text ?? ''])).toMatchObject({
      [CHOICE.id]: { value: worst?.id, evidence: 'Report' },
    })
    expect(saidBy(ALL, [CHOICE.id, answer, 'We do not know'])).toEqual({
      [CHOICE.id]: { value: 'dont-know' },
    })
  })

  test('takes nothing away when it is emptied', () => {
    const cells = [answer, evidence, date].map((column) => [CHOICE.id, column, ''] as const)
    expect(saidBy(ALL, ...cells)).toEqual({})
    const [first = '', ...others] = items
    const one = [idOfPart(LIST.id, first), answer, 'No'] as const
    const emptied = others.slice(0, 1).map((id) => [idOfPart(LIST.id, id), answer, ''] as const)
    expect(saidBy(ALL, one, ...emptied)).toMatchObject({ [LIST.id]: { value: others } })
  })

  test('says "not applicable" with its reason, and a reason alone is refused', () => {
    const question = RULE_SET.questions.find(
      ({ notApplicable }) => notApplicable?.cohorts === undefined && notApplicable,
    )
    const id = question?.id ?? ''
    const reason = idOfPart(id, 'not-applicable')
    const words = 'It does not apply to us'
    expect(saidBy(NONE, [id, answer, words], [reason, answer, 'No such ward'])).toEqual({
      [id]: { 'not-applicable': 'No such ward' },
    })
    expect(faultsOf(withCell(NONE, reason, answer, 'No such ward')).join()).toContain('A reason is given')
    expect(faultsOf(withCell(NONE, id, answer, words)).join()).toContain('Say why this does not apply')
  })
})

describe('what is wrong', () => {
  const sheetOf = (id: string) => NONE.find(({ rows }) => rows.some(({ cells }) => cells[0] === id))
  const cellAt = (id: string, letter: string) => {
    const sheet = sheetOf(id)
    return `${sheet?.name}, ${letter}${sheet?.rows.find(({ cells }) => cells[0] === id)?.line}`
  }
  const { answer, evidence, date } = COLUMNS

  test.each([
    ['no answer of the list', CHOICE.id, answer, 'perhaps', 'E', /"perhaps" is not one of the answers/],
    ['a date that can be two', DATE.id, answer, '03/04/2026', 'E', /can be two/],
    ['a date to come', DATE.id, answer, '2031-01-01', 'E', /after the reference date/],
    ['no number', NUMBER.id, answer, 'many', 'E', /none of the answers|not a number/],
    ['a hidden character', CHOICE.id, COLUMNS.comment, 'a\0b', 'I', /cannot be seen/],
    ['half a letter', CHOICE.id, COLUMNS.comment, 'a\ud800', 'I', /U\+D800/],
    ['a mark that turns what follows', CHOICE.id, COLUMNS.comment, '\u202eabc', 'I', /turns the direction/],
    ['neither yes nor no', idOfPart(LIST.id, items[0] ?? ''), answer, 'partly', 'E', /neither Yes nor No/],
    [
      'a no beside blank cells',
      idOfPart(LIST.id, items[0] ?? ''),
      answer,
      'No',
      undefined,
      /Yes or No here too/,
    ],
    ['a date of evidence alone', CHOICE.id, date, '2026-11-01', undefined, /./],
    ['evidence that is newer', CHOICE.id, date, '2026-11-23', undefined, /say Yes in the column beside it/],
    ['evidence alone', CHOICE.id, evidence, 'Report', undefined, /./],
  ] as const)('%s is told at its cell', (_, id, column, text, letter, says) => {
    const faults = faultsOf(withCell(NONE, id, column, text))
    expect(faults.join('\n')).toMatch(says)
    expect(faults[0]).toContain(letter === undefined ? sheetOf(id)?.name : cellAt(id, letter))
  })

  test('an answer said twice, in its cell and below, is refused', () => {
    const twice = withCell(
      withCell(NONE, LIST.id, answer, 'We do not know'),
      idOfPart(LIST.id, items[0] ?? ''),
      answer,
      'Yes',
    )
    expect(faultsOf(twice)).toEqual([expect.stringContaining(`${cellAt(LIST.id, 'E')}: This says`)])
  })

  const changed = (id: string, change: (sheet: InSheet) => InSheet) =>
    NONE.map((sheet) => (sheet === sheetOf(id) ? change(sheet) : sheet))
  const column = (sheet: InSheet, to: (cells: readonly string[]) => readonly string[]) => ({
    ...sheet,
    rows: sheet.rows.map(({ line, cells }) => ({ line, cells: to(cells) })),
  })

  test('columns that are doubled, missing or none of ours, rows that stand twice and ids that nobody knows are named', () => {
    const doubled = changed(CHOICE.id, (sheet) =>
      column(sheet, (cells) => [...cells.slice(0, 9), cells[4] ?? '']),
    )
    expect(faultsOf(doubled).join()).toMatch(/, J3: The column “Answer” stands twice/)
    const missing = changed(CHOICE.id, (sheet) => column(sheet, (cells) => cells.slice(0, 4)))
    expect(faultsOf(missing).join()).toMatch(/A3: The column “Answer” is missing/)
    const strange = withCell(
      changed(CHOICE.id, (sheet) => column(sheet, (cells) => [...cells.slice(0, 9), 'Mine'])),
      CHOICE.id,
      'Mine',
      'Mine',
    )
    expect(faultsOf(strange).join()).toMatch(/J3: The column "Mine" is not one of ours/)
    const again = changed(CHOICE.id, (sheet) => {
      const row = sheet.rows.find(({ cells }) => cells[0] === CHOICE.id)
      return { ...sheet, rows: [...sheet.rows, { line: 90, cells: row?.cells ?? [] }] }
    })
    expect(faultsOf(again).join()).toMatch(/A90: .* stands in .* already/)
    const unheard = changed(CHOICE.id, (sheet) => ({
      ...sheet,
      rows: [
        ...sheet.rows,
        { line: 90, cells: ['unheard', '', '', '', 'x'] },
        { line: 91, cells: ['', '', '', '', 'x'] },
      ],
    }))
    expect(faultsOf(unheard).join()).toMatch(
      /A91: This row has no id.*A90: There is no question "unheard"|A90.*A91/,
    )
    const headless = changed(CHOICE.id, (sheet) => ({
      ...sheet,
      rows: sheet.rows.filter(({ line }) => line !== 3),
    }))
    expect(faultsOf(headless).join()).toMatch(/A1: The row that names the columns is missing/)
    expect(faultsOf(NONE.filter(({ name }) => name !== 'As it went out')).join()).toContain(
      'was not taken out here',
    )
  })
})

describe('the sheet of a register', () => {
  const register = RULE_SET.registers.find(({ id }) => id === 'supplier-register')
  const [name, service] = (register?.columns ?? [])
    .filter(({ type }) => type === 'text')
    .map(({ short }) => short)
  const rowsSaid = (sheets: readonly InSheet[], isSame = true) =>
    (
      contentOf(openWorkbook(RULE_SET, sheets, isSame)).registers['supplier-register'] as
        | { rows: object[] }
        | undefined
    )?.rows
  const add = (sheets: readonly InSheet[], cells: readonly string[]) =>
    sheets.map((sheet) =>
      sheet.rows.some((row) => row.cells[0] === 'supplier-register')
        ? { ...sheet, rows: [...sheet.rows, { line: 99, cells }] }
        : sheet,
    )

  test('adds a row, and of a row that it knows says only what changed', () => {
    expect(rowsSaid(add(NONE, ['', 'Birch']))).toEqual([{ name: 'Birch' }])
    const said = rowsSaid(withCell(ALL, 'r0', service ?? '', 'Another service'))
    const was = (TRUSTS['all-best'] as Answers).registers['supplier-register']?.rows[0]?.cells['name']
    expect(said?.[0]).toEqual({ name: was, service: 'Another service' })
  })

  test('refuses a row that was renamed, stands twice, or has a cell of no value, each at its cell', () => {
    expect(faultsOf(withCell(ALL, 'r0', name ?? '', 'Other')).join()).toMatch(
      /, B7: This supplier was called/,
    )
    expect(faultsOf(add(ALL, ['r0', 'x'])).join()).toMatch(/, A99: This supplier stands in row 7 already/)
    const choice = register?.columns.find(({ type }) => type === 'choice')?.short ?? ''
    expect(faultsOf(withCell(ALL, 'r0', choice, 'perhaps')).join()).toMatch(
      /7: "perhaps" is not one of the answers/,
    )
  })

  const [fed, other] = evidenceColumns(RULE_SET, register!)
  const EVIDENCE = { evidence: 'contracts/1', evidenceDate: '2026-10-01' }
  /** One supplier, of which something shows one of its cells. */
  const SHOWN: Answers = {
    ...(TRUSTS['all-best'] as Answers),
    registers: {
      'supplier-register': {
        complete: false,
        rows: [{ cells: { name: 'Birch' }, evidence: { [fed!.id]: EVIDENCE } }],
      },
    },
  }
  const sheets = sheetsOf(SHOWN)
  const registersRead = (some: readonly InSheet[], isSame: boolean) => {
    const opened = openWorkbook(RULE_SET, some, isSame)
    const read = opened.ok ? readOpenedFile(RULE_SET, opened.file, TODAY) : opened
    if (!read.ok) throw new Error(JSON.stringify(read.faults))
    return read.answers.registers
  }

  test('holds the evidence of each row, and says of it only what changed', () => {
    expect(rowsSaid(sheets)).toBeUndefined()
    expect(registersRead(sheets, false)).toEqual(SHOWN.registers)
    const dated = withCell(sheets, 'r0', fed!.date, '2026-11-02')
    const then = { evidence: 'contracts/1', 'evidence-date': '2026-11-02' }
    expect(rowsSaid(dated)).toEqual([{ name: 'Birch', evidence: { [fed!.id]: then } }])
    const both = withCell(withCell(sheets, 'r0', other!.evidence, 'a/b'), 'r0', other!.date, '2026-11-01')
    const second = { [other!.id]: { evidence: 'a/b', 'evidence-date': '2026-11-01' } }
    expect(rowsSaid(both)).toEqual([{ name: 'Birch', evidence: second }])
    expect(registersRead(both, true)['supplier-register']?.rows[0]).toEqual({
      cells: { name: 'Birch' },
      evidence: { [other!.id]: { evidence: 'a/b', evidenceDate: '2026-11-01' } },
    })
    // Beside a cell that is another now, what was there shows nothing any more.
    const changed = withCell(sheets, 'r0', service ?? '', 'Another service')
    expect(rowsSaid(changed, false)).toEqual([{ name: 'Birch', service: 'Another service' }])
    expect(rowsSaid(withCell(sheets, 'r0', fed!.evidence, ''))).toBeUndefined()
  })

  test('refuses evidence that is half said, or newer without a word for it, each at its cell', () => {
    const place = (column: string) =>
      cellName(
        sheets
          .flatMap(({ rows }) => rows.find(({ cells }) => cells.includes(column))?.cells ?? [])
          .indexOf(column),
        6,
      )
    expect(faultsOf(withCell(sheets, 'r0', other!.evidence, 'a/b')).join()).toMatch(
      new RegExp(`, ${place(other!.date)}: .*Give the date of the evidence`),
    )
    expect(faultsOf(withCell(sheets, 'r0', other!.date, '2026-11-01')).join()).toMatch(
      new RegExp(`, ${place(other!.evidence)}: .*Say where the evidence is`),
    )
    expect(faultsOf(withCell(sheets, 'r0', fed!.date, 'soon')).join()).toMatch(
      new RegExp(`, ${place(fed!.date)}: "soon" is not a date`),
    )
    const newer = withCell(sheets, 'r0', fed!.date, '2026-11-28')
    expect(faultsOf(newer).join()).toContain(`, ${place(fed!.date)}: `)
    expect(faultsOf(withCell(newer, 'r0', COLUMNS.shows, 'Yes'))).toEqual([])
    expect(faultsOf(withCell(sheets, 'r0', COLUMNS.shows, 'perhaps')).join()).toContain('neither Yes nor No')
  })

  test('is read without the columns of evidence, as workbooks of before are', () => {
    const beside = headsBeside(RULE_SET, register!).filter((one) => one !== 'Row in Ward Round')
    const old = sheets.map(({ name, rows }) => {
      const head = rows.find(({ cells }) => cells.includes(fed!.evidence))
      const kept = (_: string, at: number) => !beside.includes(head?.cells[at] ?? '')
      return {
        name,
        rows:
          head === undefined ? rows : rows.map(({ line, cells }) => ({ line, cells: cells.filter(kept) })),
      }
    })
    expect(rowsSaid(withCell(old, 'r0', service ?? '', 'Another'))).toEqual([
      { name: 'Birch', service: 'Another' },
    ])
  })
})
