/** The log of restores of a backup program: when the last one succeeded. Of what it was, and whether anybody could sign in, somebody says. */

import { dateWords } from '../calendar.ts'
import { column, count, DATE, leftOut, named, type ToolKind } from './tool-kind.ts'

export const RESTORES: ToolKind = {
  id: 'restores',
  title: 'Log of restores of the main record system',
  where: 'Veeam: restore sessions. Commvault: restore jobs. Only those of the main record system.',
  row: { one: 'restore', many: 'restores' },
  isLog: true,
  columns: [
    column('restore', 'text', 'Number or id of the restore', { required: true }),
    column(DATE, 'date', 'Finished on', { required: true, never: 'Never' }),
    column('result', 'tick', 'It succeeded', { required: true }),
  ],
  published: named({
    // Veeam Backup & Replication, a session as Get-VBRRestoreSession gives it.
    ...{ Id: 'restore', Name: '', JobId: '', CreationTime: '', EndTime: DATE, Result: 'result', State: '' },
    // Commvault, view CommCellRestoreInfo.
    ...{ jobid: 'restore', destclientname: '', idataagent: '', instance: '', backupset: '' },
    ...{ jobstatus: 'result', jobfailedreason: '', starttime: '', endtime: DATE, duration: '' },
    ...{ starttimeunixsec: '', endtimeunixsec: '', durationunixsec: '', numfiles: '', numbytescomp: '' },
    numbytesuncomp: '',
  }),
  words: {
    // A warning is neither: whoever sends the file says what it was.
    result: { success: 'yes', failed: 'no', killed: 'no', 'failed to start': 'no', none: 'no' },
  },
  questions: [
    {
      id: 'restore-main-record',
      states:
        'The file holds restores of our main record system only. The last one that succeeded was full, to a usable state that users signed in to, by us or before our eyes.',
      tally: (rows, { asOf }) => {
        const finished = rows.filter((row) => row['result'] === 'yes' && (row[DATE] ?? 'never') !== 'never')
        const then = finished.filter((row) => (row[DATE] ?? '') <= asOf)
        const last = then
          .map((row) => row[DATE] ?? '')
          .toSorted()
          .at(-1)
        const others = leftOut(
          [rows.length - finished.length, 'restore that did not succeed', 'restores that did not succeed'],
          [
            finished.length - then.length,
            'restore after the reference date',
            'restores after the reference date',
          ],
        )
        const so = `${then.length.toLocaleString('en-GB')} of ${count(rows.length, 'restore', 'restores')} succeeded by the reference date`
        return last === undefined
          ? { value: undefined, how: `${so}.`, leftOut: others }
          : {
              value: { kind: 'date', date: last },
              how: `${so}, the last one on ${dateWords(last)}.`,
              leftOut: others,
            }
      },
    },
  ],
}
