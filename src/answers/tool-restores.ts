/**
 * The log of restores of a backup program: when the main record system was last restored, and what is newer than the register of critical systems says.
 * Whether a restore was full and anybody could sign in, somebody says: a log shows at most that it was not.
 */

import { dateWords, isDate } from '../calendar.ts'
import { shown } from './given.ts'
import {
  column,
  count,
  type Counting,
  DATE,
  type FilledRegister,
  type Filling,
  leftOut,
  named,
  type Row,
  type Tally,
  type ToolCells,
  type ToolKind,
} from './tool-kind.ts'

const SYSTEM = 'system'
const WHOLE = 'whole'
/** Columns of the register of critical systems. */
const MAIN = 'main-record'
const LAST = 'last-full-restore'

export const RESTORES: ToolKind = {
  id: 'restores',
  title: 'Log of restores',
  where:
    'Veeam: restore sessions. Commvault: restore jobs. Of the main record system only, or with a column that names the system.',
  row: { one: 'restore', many: 'restores' },
  isLog: true,
  columns: [
    column('restore', 'text', 'Number or id of the restore', { required: true }),
    column(DATE, 'date', 'Finished on', { required: true, never: 'Never' }),
    column('result', 'tick', 'It succeeded', { required: true }),
    column(SYSTEM, 'text', 'Critical system that was restored'),
    column(WHOLE, 'tick', 'It was of the whole system'),
  ],
  published: named({
    // Veeam Backup & Replication, a session as Get-VBRRestoreSession gives it.
    ...{ Id: 'restore', Name: '', JobId: '', CreationTime: '', EndTime: DATE, Result: 'result', State: '' },
    // Commvault, view CommCellRestoreInfo. The client is the one that was restored to.
    ...{ jobid: 'restore', destclientname: '', idataagent: '', instance: '', backupset: '' },
    ...{ jobstatus: 'result', jobfailedreason: '', starttime: '', endtime: DATE, duration: '' },
    ...{ starttimeunixsec: '', endtimeunixsec: '', durationunixsec: '', numfiles: '', numbytescomp: '' },
    numbytesuncomp: '',
  }),
  words: {
    // A warning is neither: whoever sends the file says what it was.
    result: { success: 'yes', failed: 'no', killed: 'no', 'failed to start': 'no', none: 'no' },
    [WHOLE]: { full: 'yes', partial: 'no' },
  },
  questions: [
    {
      id: 'restore-main-record',
      states:
        'The restores counted are all of our main record system. The last one was full, to a usable state that users signed in to, by us or before our eyes.',
      tally: tallyMain,
    },
  ],
  fills: {
    register: 'critical-systems-register',
    reads: [MAIN, LAST],
    column: LAST,
    namedBy: SYSTEM,
    states: 'Each of these restores was in full, to a usable state.',
    fill: fillSystems,
  },
}

/** Why a restore does not count, in its order. */
const NOT_DONE = {
  failed: ['restore that did not succeed', 'restores that did not succeed'],
  part: ['restore not said to be of the whole system', 'restores not said to be of the whole system'],
  late: ['restore after the reference date', 'restores after the reference date'],
} as const

/** Undefined: it succeeded by the reference date, and nothing in the log says that it was not full. */
function whyNot(row: ToolCells, { asOf, has }: Counting): keyof typeof NOT_DONE | undefined {
  const date = row[DATE] ?? 'never'
  if (row['result'] !== 'yes' || date === 'never') return 'failed'
  if (has(WHOLE) && row[WHOLE] !== 'yes') return 'part'
  return date > asOf ? 'late' : undefined
}

function countNotDone(rows: readonly ToolCells[], counting: Counting) {
  const whys = rows.map((row) => whyNot(row, counting))
  return Object.entries(NOT_DONE).map(
    ([id, [one, many]]) => [whys.filter((why) => why === id).length, one, many] as const,
  )
}

function tallyMain(all: readonly ToolCells[], counting: Counting): Tally {
  const isMain = (row: ToolCells) => {
    const found = counting.find(row)
    return 'one' in found && found.one?.row.cells[MAIN] === 'yes'
  }
  const rows = counting.has(SYSTEM) ? all.filter(isMain) : all
  if (rows.length === 0)
    return {
      value: undefined,
      how: 'The file names systems, and none of them is known here as the main record system. For this answer, send its restores only, without that column.',
      leftOut: leftOut([all.length, 'restore', 'restores']),
    }
  const done = rows.filter((row) => whyNot(row, counting) === undefined)
  const last = done
    .map((row) => row[DATE] ?? '')
    .toSorted()
    .at(-1)
  const so = `${done.length.toLocaleString('en-GB')} of ${count(rows.length, 'restore', 'restores')} succeeded by the reference date`
  return {
    value: last === undefined ? undefined : { kind: 'date', date: last },
    how: last === undefined ? `${so}.` : `${so}, the last one on ${dateWords(last)}.`,
    leftOut: leftOut(
      [all.length - rows.length, 'restore of another system', 'restores of other systems'],
      ...countNotDone(rows, counting),
    ),
  }
}

/** Names that are told; more are counted. */
const MOST_UNKNOWN = 50

/** The last restore of each system that the register has, where it is newer than the date there: no date goes back. */
function fillSystems(
  rows: readonly Row[],
  { register, standing }: FilledRegister,
  counting: Counting,
): Filling {
  const { one, many } = register.row
  const last = new Map<string, { readonly date: string; readonly line: number }>()
  const unknown = new Map<string, string>()
  const nameless = { blank: 0, shared: 0 }
  for (const { line, cells } of rows) {
    const found = counting.find(cells)
    const name = cells[SYSTEM] ?? ''
    if (name === '') nameless.blank += 1
    else if ('message' in found) nameless.shared += 1
    else if (found.one === undefined) unknown.set(name.toLowerCase(), shown(name))
    else {
      const before = last.get(found.one.id) ?? { date: '', line }
      const date = whyNot(cells, counting) === undefined ? (cells[DATE] ?? '') : ''
      last.set(found.one.id, date > before.date ? { date, line } : before)
    }
  }
  const named = standing.flatMap(({ id, row }) => {
    const one = last.get(id)
    return one === undefined ? [] : [{ id, ...one, stands: row.cells[LAST] ?? '' }]
  })
  const dated = named.filter(({ date }) => date !== '')
  const newer = dated.filter(({ date, stands }) => !isDate(stands) || date > stands)
  return {
    dates: newer.map(({ id, date, line }) => ({ id, date, line })),
    how: howMany(newer.length, standing.length, register),
    leftOut: leftOut(
      [
        dated.length - newer.length,
        `${one} whose date in the register is as new or newer`,
        `${many} whose dates in the register are as new or newer`,
      ],
      [
        named.length - dated.length,
        `${one} that the log shows no full restore of`,
        `${many} that the log shows no full restore of`,
      ],
      [
        standing.length - named.length,
        `${one} of the register that the log does not name`,
        `${many} of the register that the log does not name`,
      ],
      [nameless.blank, 'restore that names no system', 'restores that name no system'],
      [
        nameless.shared,
        `restore whose name more than one ${one} of the register has`,
        `restores whose name more than one ${one} of the register has`,
      ],
      ...countNotDone(
        rows.map(({ cells }) => cells),
        counting,
      ),
    ),
    unknown: [...unknown.values()].slice(0, MOST_UNKNOWN),
    unknownCount: unknown.size,
  }
}

function howMany(newer: number, all: number, { row }: FilledRegister['register']): string {
  if (all === 0) return `No ${row.one} stands in the register yet. Add them there, and send the log again.`
  if (newer === 0) return `The log has no newer full restore of any ${row.one} in the register.`
  return `The log has a newer full restore of ${newer.toLocaleString('en-GB')} of the ${count(all, row.one, row.many)} in the register.`
}
