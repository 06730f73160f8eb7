/** Registers in which every column, list and register has a use, and every column what its type needs. */
import type { RuleIssue } from '../../errors.ts'
import type { RegisterName } from '../names.ts'
import { columnsRead } from '../row-test.ts'
import type { RawColumn } from '../schema/domain.ts'
import type { CheckContext, Rule } from './rule.ts'

export const checkRegisters: Rule = (context) =>
  context.names.registers.flatMap((register) => [
    ...checkUse(register, context),
    ...register.raw.columns.flatMap((column) => checkColumn(column, context)),
    ...checkReadTwice(register, context),
  ])

/** Most ways to fill the unknown cells of one row that several tests of a question read. */
const MOST_FILLINGS = 256

/** What unknown cells leave open is exact only if those that several tests of a question read can be filled in every way. */
function checkReadTwice(
  { raw: register, columns }: RegisterName,
  { names, tests, issues, fault }: CheckContext,
): RuleIssue[] {
  if (issues.length > 0) return []
  return names.questions.flatMap(({ raw }) => {
    if (raw.type !== 'share' || raw.register !== register.id) return []
    const read = [raw.share.where ?? [], raw.share.of]
      .flatMap((list) => tests.get(list) ?? [])
      .flatMap(columnsRead)
    const twice = [...new Set(read.filter((column, index) => read.indexOf(column) < index))]
    const ways = twice.map((id) => {
      const column = columns.get(id)
      return column?.type === 'tick' ? 2 : (column?.options?.length ?? Infinity)
    })
    if (ways.reduce((product, one) => product * one, 1) <= MOST_FILLINGS) return []
    return [
      fault(
        'column-read-twice',
        raw,
        'share',
        `several tests of “${raw.id}” read ${twice.join(', ')}, which can be filled in more than ${MOST_FILLINGS} ways`,
        'Ask each once, or give them fewer options.',
      ),
    ]
  })
}

function checkUse(
  { raw }: RegisterName,
  { names, documents, reads, issues, fault }: CheckContext,
): RuleIssue[] {
  const feeds = names.questions.some((one) => one.raw.type === 'share' && one.raw.register === raw.id)
  const asks = (documents.contradictions['register-checks'] ?? []).some((check) => check.register === raw.id)
  if (!feeds && !asks)
    return [
      fault(
        'register-without-use',
        raw,
        'id',
        `register “${raw.id}” feeds no question`,
        'Read it in a share question, or remove it.',
      ),
    ]
  // A test that names what is not there may have meant this column or list; that fault comes first.
  if (issues.length > 0) return []
  const read = reads.get(raw.id)
  const lists = raw.lists ?? {}
  return [
    ...raw.columns
      .filter((column) => column['for-the-record'] !== true && read?.columns.has(column.id) !== true)
      .map((column) =>
        fault(
          'column-without-use',
          column,
          'id',
          `no question or check reads column “${column.id}”`,
          'Read it, mark it for-the-record: true, or remove it.',
        ),
      ),
    ...Object.keys(lists)
      .filter((name) => read?.lists.has(name) !== true)
      .map((name) =>
        fault('list-without-use', lists, name, `no test names the list “${name}”`, 'Name it, or remove it.'),
      ),
  ]
}

/** Keys that belong to one type of column only. */
const keysOfType = [
  ['options', 'choice'],
  ['unit', 'number'],
  ['never', 'date'],
  ['may-be-ahead', 'date'],
  ['at-most-once', 'tick'],
] as const

function checkColumn(column: RawColumn, { fault }: CheckContext): RuleIssue[] {
  const faults = keysOfType
    .filter(([key, type]) => column[key] !== undefined && column.type !== type)
    .map(([key, type]) =>
      fault(
        'column-type',
        column,
        key,
        `${key} is for a ${type} column, and “${column.id}” is a ${column.type}`,
        'Remove the key, or correct the type.',
      ),
    )
  if (column.type === 'choice' && column.options === undefined)
    faults.push(
      fault(
        'column-type',
        column,
        'type',
        `choice column “${column.id}” has no options`,
        'Write options, the worst first.',
      ),
    )
  return faults
}
