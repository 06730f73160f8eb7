/**
 * Tests of a register's row as written, to tests with every list written out and every option found.
 * Refuses a test that the type of its column cannot pass; it knows no rows, so it tests none.
 */
import { nearest } from './nearest.ts'
import type { RowTest } from './model.ts'
import type { Names, RegisterName } from './names.ts'
import type { RuleCode } from './codes.ts'
import type { RawColumn } from './schema/domain.ts'
import type { RawBound, RawRowTest } from './schema/words.ts'

/** What is wrong with a test, and where. */
export type ReportTest = (
  code: RuleCode,
  node: object,
  key: string | number,
  message: string,
  remedy: string,
) => void

/** Which columns and lists the tests read; filled while compiling. */
export interface Reads {
  readonly columns: Set<string>
  readonly lists: Set<string>
}

/** The values of a tick. */
const tickValues = ['no', 'yes']

/** The compiled lists of a register by name; undefined while the lists themselves are compiled. */
export type Lists = ReadonlyMap<string, readonly RowTest[]> | undefined

/** Tests that must all hold; those that were reported as wrong are left out. */
export function compileTests(
  raw: readonly RawRowTest[],
  register: RegisterName,
  lists: Lists,
  names: Names,
  reads: Reads,
  report: ReportTest,
): RowTest[] {
  return compileAll(raw)

  function compileAll(tests: readonly RawRowTest[]): RowTest[] {
    return tests.flatMap((test, i) =>
      typeof test === 'string' ? listCalled(test, tests, i) : compileTest(test),
    )
  }

  function listCalled(name: string, tests: readonly RawRowTest[], i: number): readonly RowTest[] {
    reads.lists.add(name)
    if (lists === undefined) {
      report('list-names-a-list', tests, i, `a list names another list, “${name}”`, 'Write its tests out.')
      return []
    }
    const list = lists.get(name)
    if (list === undefined)
      report(
        'unknown-id',
        tests,
        i,
        `register “${register.raw.id}” has no list “${name}”`,
        knownNames([...lists.keys()]),
      )
    return list ?? []
  }

  function compileTest(test: Exclude<RawRowTest, string>): RowTest[] {
    if ('any' in test) return [{ kind: 'any', of: compileAll(test.any) }]
    if ('count' in test) {
      test.count.forEach((id, i) => checkOptions(test.in, test, find(id, test.count, i)))
      return [{ kind: 'count', columns: test.count, values: test.in, atLeast: test['at-least'] }]
    }
    const column = find(test.column, test, 'column')
    if (column === undefined) return []
    const needs = (type: RawColumn['type'], key: string) =>
      column.type === type || wrongType(test, key, column, `a ${type} column`)
    if ('is' in test || 'in' in test) {
      const values = 'is' in test ? [test.is] : test.in
      checkOptions(values, test, column)
      return [{ kind: 'in', column: column.id, values }]
    }
    if ('not-older-than-months' in test) {
      needs('date', 'not-older-than-months')
      return [{ kind: 'recent', column: column.id, months: test['not-older-than-months'] }]
    }
    if ('not-expired' in test) {
      needs('date', 'not-expired')
      return [{ kind: 'not-expired', column: column.id }]
    }
    if ('differs-from-answer' in test) {
      needs('date', 'differs-from-answer')
      const question = names.question(test['differs-from-answer'])
      if (question?.raw.type === 'date')
        return [{ kind: 'differs-from-answer', column: column.id, question: question.index }]
      report(
        'unknown-id',
        test,
        'differs-from-answer',
        `no date question is called “${test['differs-from-answer']}”`,
        'Name a question of type date.',
      )
      return []
    }
    if ('at-least' in test) return compare(test, 'at-least', test['at-least'], column)
    if ('at-most' in test) return compare(test, 'at-most', test['at-most'], column)
    return compare(test, 'less-than', test['less-than'], column)
  }

  function compare(
    test: object,
    op: 'at-least' | 'at-most' | 'less-than',
    to: RawBound,
    column: RawColumn,
  ): RowTest[] {
    if (typeof to === 'string') {
      const ids = (column.options ?? []).map(({ id }) => id)
      checkOptions([to], test, column)
      const at = ids.indexOf(to)
      const values = ids.filter((_, i) => (op === 'at-least' ? i >= at : op === 'at-most' ? i <= at : i < at))
      return [{ kind: 'in', column: column.id, values }]
    }
    if (typeof to === 'number') {
      if (column.type !== 'number') wrongType(test, op, column, 'a number column')
      return [{ kind: 'compare', column: column.id, op, to: { number: to } }]
    }
    const other = find(to.column, to, 'column')
    if (other !== undefined && (other.type !== column.type || !['number', 'date'].includes(column.type)))
      wrongType(test, op, column, `the type of “${other.id}”, number or date`)
    return [{ kind: 'compare', column: column.id, op, to: { column: to.column } }]
  }

  function find(id: string, node: object, key: string | number): RawColumn | undefined {
    reads.columns.add(id)
    const column = register.columns.get(id)
    if (column === undefined)
      report(
        'unknown-id',
        node,
        key,
        `register “${register.raw.id}” has no column “${id}”`,
        knownNames([...register.columns.keys()], id),
      )
    return column
  }

  function checkOptions(values: readonly string[], test: object, column: RawColumn | undefined): void {
    if (column === undefined) return
    const key = 'is' in test ? 'is' : 'in' in test ? 'in' : 'at-least' in test ? 'at-least' : 'at-most'
    if (column.type !== 'choice' && column.type !== 'tick') {
      wrongType(test, key, column, 'a choice or tick column')
      return
    }
    const known = column.type === 'tick' ? tickValues : (column.options ?? []).map(({ id }) => id)
    for (const value of values)
      if (!known.includes(value))
        report(
          'unknown-option',
          test,
          key,
          `column “${column.id}” has no option “${value}”`,
          knownNames(known),
        )
  }

  function wrongType(test: object, key: string, column: RawColumn, needed: string): void {
    report(
      'test-column-type',
      test,
      key,
      `column “${column.id}” is a ${column.type} column; ${key} needs ${needed}`,
      'Choose a test that fits the column.',
    )
  }
}

/** Names that are all written out in a remedy; of more, those that look most like the one that was typed. */
const MOST_NAMES = 12

/** A remedy that lists the names that would do. */
export function knownNames(names: readonly string[], typed?: string): string {
  if (names.length === 0) return 'There is none to name.'
  if (typed === undefined || names.length <= MOST_NAMES) return `Write one of: ${names.join(', ')}.`
  const near = nearest(typed, names)
  return near.length === 0
    ? `Write one of the ${names.length} names that there are.`
    : `Write ${near.join(' or ')}, or another of the ${names.length} names that there are.`
}

/** Ids of the columns that a test reads, as often as it does. */
export function columnsRead(test: RowTest): readonly string[] {
  switch (test.kind) {
    case 'any':
      return test.of.flatMap(columnsRead)
    case 'count':
      return test.columns
    case 'compare':
      return 'column' in test.to ? [test.column, test.to.column] : [test.column]
    default:
      return [test.column]
  }
}
