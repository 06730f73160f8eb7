/** Registers in which every column, list and register has a use, and every column what its type needs. */
import type { RuleIssue } from '../../errors.ts'
import type { RegisterName } from '../names.ts'
import type { RawColumn } from '../schema/domain.ts'
import type { CheckContext, Rule } from './rule.ts'

export const checkRegisters: Rule = (context) =>
  context.names.registers.flatMap((register) => [
    ...checkUse(register, context),
    ...register.raw.columns.flatMap((column) => checkColumn(column, context)),
  ])

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
