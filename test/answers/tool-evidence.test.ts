/**
 * Exports of tools → what is proposed, or why not. All rows are made up; the names of columns are those that products publish:
 * Microsoft Graph, userRegistrationDetails (learn.microsoft.com/graph/api/resources/userregistrationdetails, 12 properties of it);
 * Google Workspace, the CSV file of all users (columns that end in [Required] and [READ ONLY], as its users publish them);
 * Microsoft Defender, columns of the device inventory (learn.microsoft.com/defender-endpoint/machines-view-overview, "Computers and mobile");
 * CrowdStrike Falcon, resource device (github.com/CrowdStrike/psfalcon, Find-FalconHostname);
 * Armis and Claroty xDome, fields of a device as their published integrations name them (xsoar.pan.dev, Armis and xDome);
 * Veeam, properties of a session (helpcenter.veeam.com, VBRSession), and Commvault, view CommCellRestoreInfo (documentation.commvault.com). Read on 1 December 2026.
 */

import { describe, expect, test } from 'vitest'
import { type AskedOfExport, type ExportRead, readExport } from '../../src/answers/tool-evidence.ts'
import { findToolKind, TOOL_KINDS } from '../../src/answers/tool-kinds.ts'
import { findQuestion } from '../../src/rules/find.ts'
import { readTable } from '../../src/exchange/table.ts'
import { RULE_SET } from '../service/house.ts'

const ENTRA = `id,userPrincipalName,userDisplayName,userType,isAdmin,isMfaRegistered,isMfaCapable,lastUpdatedDateTime
1,ada@made.up,Ada Made-Up,member,true,true,true,2026-11-20T06:00:00Z
2,bea@made.up,Bea Made-Up,member,false,true,true,2026-11-20T06:00:00Z
3,cyd@made.up,Cyd Made-Up,member,false,true,false,2026-11-20T06:00:00Z
4,dee@made.up,Dee Made-Up,member,false,false,false,2026-11-19T06:00:00Z
5,eve@else.where,Eve Elsewhere,guest,false,true,true,2026-11-20T06:00:00Z
`
const GOOGLE = `First Name [Required],Last Name [Required],Email Address [Required],Status [READ ONLY],Last Sign In [READ ONLY],2sv Enrolled [READ ONLY],2sv Enforced [READ ONLY]
Ada,Made-Up,ada@made.up,Active,2026/11/20 09:00:00,True,True
Bea,Made-Up,bea@made.up,Active,2026/11/20 09:00:00,True,False
Cyd,Made-Up,cyd@made.up,Suspended,Never logged in,False,False
`
const DEFENDER = `Name,Domain,OS platform,Sensor health state,Onboarding status,Last device update
srv-1,made.up,WindowsServer2022,Active,Onboarded,2026-11-20T08:00:00Z
srv-2,made.up,WindowsServer2016,Inactive,Onboarded,2026-11-05T08:00:00Z
srv-3,made.up,WindowsServer2019,Active,Can be onboarded,2026-11-20T08:00:00Z
pc-1,made.up,Windows11,Active,Onboarded,2026-11-13T08:00:00Z
pc-2,made.up,Windows10,Active,Onboarded,2026-11-12T08:00:00Z
`
const FALCON = `device_id,hostname,last_seen,platform_name,product_type_desc
a1,srv-1,2026-11-20T08:00:00Z,Windows,Server
a2,dc-1,2026-11-19T08:00:00Z,Windows,Domain Controller
a3,pc-1,2026-10-01T08:00:00Z,Windows,Workstation
`

const ARMIS = `id,name,lastSeen,site,type,category
1,srv-1,2026-11-20T08:00:00Z,North,Servers,Servers
2,mri-1,2026-11-20T08:00:00Z,North,MRI,Imaging
3,mri-2,2026-11-01T08:00:00Z,South,MRI,Imaging
4,pc-1,2026-10-01T08:00:00Z,South,Laptops,Computers
`
const XDOME = `device_uid,device_site_name,device_type,device_assignees,device_consequence_of_failure,device_last_seen_list
u1,North,Infusion pump,Medical engineering,High,2026-11-20
u2,North,Camera,,Low,2026-11-19
u3,North,Unknown,Estates,Low,2026-11-19
u4,South,Infusion pump,Medical engineering,High,2026-09-19
`

const VEEAM = `Id,Name,CreationTime,EndTime,Result,State
r1,Record_restore,2026-04-02T20:00:00Z,2026-04-03T01:00:00Z,Success,Stopped
r2,Record_restore,2026-09-01T20:00:00Z,2026-09-01T21:00:00Z,Failed,Stopped
r3,Record_restore,2026-11-23T20:00:00Z,2026-11-24T01:00:00Z,Success,Stopped
`
const COMMVAULT = `jobid,destclientname,jobstatus,starttime,endtime
7,record-test,Failed,2026-05-01 20:00:00,2026-05-01 21:00:00
8,record-test,Failed to Start,2026-05-02 20:00:00,
`

const rowsIn = (text: string) => text.trim().split('\n').length - 1

async function read(
  kind: 'identity' | 'endpoints' | 'inventory' | 'restores',
  text: string,
  more: Partial<AskedOfExport> = {},
): Promise<ExportRead> {
  const table = await readTable(Buffer.from(text))
  if (!table.ok) throw new Error(table.faults.map(({ message }) => message).join(' '))
  const questions = TOOL_KINDS.find(({ id }) => id === kind)?.questions ?? []
  return readExport(
    {
      kind,
      matching: { columns: {}, words: {} },
      stated: rowsIn(text),
      totals: {},
      lasts: Object.fromEntries(
        questions.map(({ id }) => [id, findQuestion(RULE_SET, id)?.evidenceLasts ?? 0]),
      ),
      ...{ asOf: '2026-11-22', today: '2026-11-25' },
      ...more,
    },
    table.rows,
  )
}
const proposal = (found: ExportRead, question: string) => {
  expect(found.faults).toEqual([])
  return found.read?.proposals.find((one) => one.question === question)
}
const counts = (count: number, of: number) => ({ kind: 'counts', count, of })
const said = ({ faults }: ExportRead) => faults.map(({ line, message }) => `${line}: ${message}`).join('\n')

test('every question that an export can answer is one of the rules, with levels for what is proposed', () => {
  for (const { questions } of TOOL_KINDS)
    for (const { id } of questions) expect(findQuestion(RULE_SET, id), id).toBeDefined()
  const levels = findQuestion(RULE_SET, 'mfa-privileged-cloud')?.levels.map(({ id }) => id)
  expect(levels).toContain('sealed-only')
  expect(findToolKind('edr-servers')?.id).toBe('endpoints')
})

describe('a registration list of the sign-in service', () => {
  test('of Microsoft Entra counts the staff accounts with a factor that policy allows, and leaves guests out', async () => {
    const found = await read('identity', ENTRA)
    expect(found.read?.dated).toBe('2026-11-20')
    expect(proposal(found, 'mfa-staff-accounts')).toEqual({
      question: 'mfa-staff-accounts',
      value: counts(2, 4),
      how: '2 of 4 enabled staff accounts have a second factor.',
      leftOut: ['1 guest or shared account'],
    })
    expect(proposal(found, 'mfa-privileged-cloud')?.value).toEqual({ kind: 'choice', option: 'sealed-only' })
  })

  test('with an administrator without one proposes nothing for administrators: it cannot know who approved it', async () => {
    const found = await read('identity', ENTRA.replace('member,true,true,true', 'member,true,false,false'))
    const admins = proposal(found, 'mfa-privileged-cloud')
    expect(admins?.value).toBeUndefined()
    expect(admins?.how).toContain("1 of 1 administrator's account has no second factor.")
  })

  test('of Google Workspace counts only where the factor is demanded, and leaves suspended accounts out', async () => {
    const found = await read('identity', GOOGLE)
    expect(proposal(found, 'mfa-staff-accounts')).toMatchObject({
      value: counts(1, 2),
      leftOut: ['1 account that cannot sign in'],
    })
    expect(proposal(found, 'mfa-privileged-cloud')?.how).toBe(
      'The file does not say who is an administrator.',
    )
  })
})

describe('a device list of the endpoint protection', () => {
  test('of Microsoft Defender counts what works and reported in 7 days, against the total of the asset list', async () => {
    const found = await read('endpoints', DEFENDER, { totals: { 'edr-servers': 4, 'edr-devices': 2 } })
    expect(proposal(found, 'edr-servers')).toMatchObject({
      value: counts(1, 4),
      how: '1 server reported in the 7 days before the export, of 4 in the asset list.',
    })
    expect(proposal(found, 'edr-devices')).toMatchObject({
      value: counts(1, 2),
      leftOut: ['3 devices of another kind', '1 PC, tablet or phone that did not report in 7 days'],
    })
  })

  test('of CrowdStrike Falcon counts domain controllers as servers, and without a total proposes nothing', async () => {
    const found = await read('endpoints', FALCON, { totals: { 'edr-servers': 2 } })
    expect(proposal(found, 'edr-servers')?.value).toEqual(counts(2, 2))
    expect(proposal(found, 'edr-devices')).toMatchObject({ value: undefined })
    const fewer = await read('endpoints', FALCON, { totals: { 'edr-servers': 1 } })
    expect(proposal(fewer, 'edr-servers')?.how).toContain('one of the two is not complete')
  })

  test('asks what an unknown word stands for, and reads it the same way once somebody said', async () => {
    const text = DEFENDER.replace('WindowsServer2022', 'Linux')
    const found = await read('endpoints', text, { totals: { 'edr-servers': 4 } })
    expect(found.unknown).toEqual([{ column: 'kind', word: 'Linux', line: 2 }])
    expect(found.read).toBeUndefined()
    const matching = { columns: {}, words: { kind: { linux: 'server' } } }
    const again = await read('endpoints', text, { totals: { 'edr-servers': 4 }, matching })
    expect(proposal(again, 'edr-servers')?.value).toEqual(counts(1, 4))
  })
})

describe('a device list of the network watch', () => {
  test('of Armis counts the sites, and the kinds that are seen at every site that has them', async () => {
    const found = await read('inventory', ARMIS, { totals: { 'ndr-sites': 3 } })
    expect(proposal(found, 'ndr-sites')).toMatchObject({
      value: counts(1, 3),
      how: 'At 1 site devices were seen in the 7 days before the export, of 3 in the list of sites.',
      leftOut: ['1 site at which none was'],
    })
    // Imaging is seen in the north only, and PCs nowhere lately.
    expect(proposal(found, 'ndr-classes')?.value).toEqual({ kind: 'ticked', items: ['servers'] })
    expect(proposal(found, 'devices-known')?.how).toBe(
      'The file does not say whether a device has an owner, or a clinical importance.',
    )
  })

  test('of Claroty xDome counts devices with a full record among those seen in 30 days, and “unknown” is no record', async () => {
    expect((await read('inventory', XDOME)).asksColumns).toBe(true)
    const matching = { columns: { 'device last seen list': 'date' }, words: {} }
    expect(proposal(await read('inventory', XDOME, { matching }), 'devices-known')).toMatchObject({
      value: counts(1, 3),
      leftOut: ['1 device not seen in 30 days', '1 without an owner', '1 without a type'],
    })
  })

  test('asks about kinds that are kinds of the question', () => {
    const form = findQuestion(RULE_SET, 'ndr-classes')?.form
    const items = form?.type === 'checklist' ? form.items.map(({ id }) => id) : []
    const kinds = findToolKind('ndr-classes')?.columns.find(({ id }) => id === 'class')?.options ?? []
    expect(kinds.map(({ id }) => id).filter((id) => id !== 'other')).toEqual(
      items.filter((id) => id !== 'links'),
    )
  })
})

describe('a log of restores of the main record system', () => {
  test('of Veeam gives the day of the last one that succeeded by the reference date', async () => {
    expect(proposal(await read('restores', VEEAM), 'restore-main-record')).toMatchObject({
      value: { kind: 'date', date: '2026-04-03' },
      how: '1 of 3 restores succeeded by the reference date, the last one on 3 April 2026.',
      leftOut: ['1 restore that did not succeed', '1 restore after the reference date'],
    })
  })

  test('of Commvault in which none succeeded proposes nothing, and may be exported long after its newest row', async () => {
    const found = await read('restores', COMMVAULT, { dated: '2026-11-20' })
    expect(found.read?.dated).toBe('2026-11-20')
    expect(proposal(found, 'restore-main-record')).toMatchObject({
      value: undefined,
      how: '0 of 2 restores succeeded by the reference date.',
    })
  })
})

/** The same logs with a column of the trust's own, which names the critical system. */
const named = (log: string, name: string, systems: readonly string[]) =>
  log
    .trim()
    .split('\n')
    .map((line, index) => `${line},${[name, ...systems][index] ?? ''}\n`)
    .join('')
const SYSTEM = { columns: { 'critical system': 'system' }, words: {} }
const bySystem = (log: string, ...systems: string[]) => named(log, 'Critical system', systems)
const REGISTER = RULE_SET.registers.find(({ id }) => id === 'critical-systems-register')
if (REGISTER === undefined) throw new Error('There is no register of critical systems.')
const register = REGISTER
const filledWith = (
  ...rows: readonly (readonly [name: string, last?: string | undefined, main?: 'yes'])[]
) => ({
  register,
  standing: rows.map(([name, last, main], index) => ({
    id: `row-${index + 1}`,
    version: 1,
    row: {
      cells: {
        name,
        ...(last === undefined ? {} : { 'last-full-restore': last }),
        ...(main === undefined ? {} : { 'main-record': main }),
      },
      evidence: {},
    },
  })),
})
const fill = async (log: string, filled: AskedOfExport['filled'], more: Partial<AskedOfExport> = {}) => {
  const found = await read('restores', log, { matching: SYSTEM, filled, ...more })
  expect(found.faults).toEqual([])
  return found.read?.filling
}

describe('a log of restores that names systems', () => {
  const RECORD = 'Blue Lantern Record'

  test('of Veeam dates the last one of each system of the register that succeeded by the reference date', async () => {
    const log = bySystem(VEEAM, 'blue  lantern record', 'row-2', RECORD)
    expect(await fill(log, filledWith([RECORD, '2025-06-01'], ['Harbour Lab'], ['Bleeps', 'never']))).toEqual(
      {
        dates: [{ id: 'row-1', date: '2026-04-03', line: 2 }],
        how: 'The log has a newer full restore of 1 of the 3 critical systems in the register.',
        leftOut: [
          '1 critical system that the log shows no full restore of',
          '1 critical system of the register that the log does not name',
          '1 restore that did not succeed',
          '1 restore after the reference date',
        ],
        unknown: [],
        unknownCount: 0,
      },
    )
  })

  test('of Commvault in which none succeeded dates none', async () => {
    const log = bySystem(COMMVAULT, RECORD, RECORD)
    expect(await fill(log, filledWith([RECORD]), { dated: '2026-11-20' })).toMatchObject({
      dates: [],
      how: 'The log has no newer full restore of any critical system in the register.',
    })
  })

  test('takes no date back: one of last year counts only where nothing newer stands', async () => {
    const log = bySystem(VEEAM.replaceAll('2026', '2025'), RECORD, '', 'Harbour Lab')
    const filled = filledWith([RECORD, '2025-04-03'], ['Harbour Lab', 'not-confirmed'])
    expect(await fill(log, filled)).toMatchObject({
      dates: [{ id: 'row-2', date: '2025-11-24', line: 4 }],
      leftOut: [
        '1 critical system whose date in the register is as new or newer',
        '1 restore that names no system',
        '1 restore that did not succeed',
      ],
    })
  })

  test('lists what the register does not have, and decides nothing where two systems have one name', async () => {
    const log = bySystem(VEEAM, 'srv-old', 'SRV-OLD', 'Bleeps')
    expect(await fill(log, filledWith(['Bleeps'], ['bleeps']))).toMatchObject({
      dates: [],
      leftOut: [
        '2 critical systems of the register that the log does not name',
        '1 restore whose name more than one critical system of the register has',
        '1 restore that did not succeed',
        '1 restore after the reference date',
      ],
      unknown: ['"SRV-OLD"'],
      unknownCount: 1,
    })
    expect((await fill(log, filledWith()))?.how).toBe(
      'No critical system stands in the register yet. Add them there, and send the log again.',
    )
  })

  test('counts no restore of a part, and none of which nobody says that it was whole', async () => {
    const whole = named(bySystem(VEEAM, RECORD, RECORD, 'Bleeps'), 'Extent', ['Partial', 'Full', ''])
    const matching = { columns: { ...SYSTEM.columns, extent: 'whole' }, words: {} }
    const filled = filledWith([RECORD, undefined, 'yes'], ['Bleeps'])
    expect(await fill(whole, filled, { matching })).toMatchObject({
      dates: [],
      leftOut: [
        '2 critical systems that the log shows no full restore of',
        '1 restore that did not succeed',
        '2 restores not said to be of the whole system',
      ],
    })
    const main = proposal(await read('restores', whole, { matching, filled }), 'restore-main-record')
    expect(main).toMatchObject({ value: undefined, how: '0 of 2 restores succeeded by the reference date.' })
  })

  test('counts a doubled row once, and refuses two that differ, or one that is still to come, by its row', async () => {
    const log = bySystem(VEEAM, RECORD, RECORD, RECORD)
    const again = `${log}${log.split('\n')[1]}\n`
    const filled = filledWith([RECORD])
    expect((await fill(again, filled))?.dates).toEqual([{ id: 'row-1', date: '2026-04-03', line: 2 }])
    const refused = async (text: string) => said(await read('restores', text, { matching: SYSTEM, filled }))
    expect(await refused(again.replace(/Lantern Record\n$/, 'Lamp\n'))).toBe(
      '5: Row 2 is of the same restore, and says something else. Delete the row that is wrong, or export the file again.',
    )
    expect(await refused(log.replace('2026-11-24T', '2026-12-24T'))).toBe(
      '4: 24 December 2026 is still to come. Correct the date.',
    )
  })

  test('answers for the main record system with its own restores only, and with none where the register is not known', async () => {
    const log = bySystem(VEEAM, RECORD, RECORD, 'Bleeps')
    const main = async (filled: AskedOfExport['filled']) =>
      proposal(await read('restores', log, { matching: SYSTEM, filled }), 'restore-main-record')
    expect(await main(filledWith([RECORD, undefined, 'yes'], ['Bleeps']))).toMatchObject({
      value: { kind: 'date', date: '2026-04-03' },
      how: '1 of 2 restores succeeded by the reference date, the last one on 3 April 2026.',
      leftOut: ['1 restore of another system', '1 restore that did not succeed'],
    })
    for (const filled of [filledWith([RECORD], ['Bleeps']), undefined])
      expect((await main(filled))?.value).toBeUndefined()
  })
})

describe('a file that is not the list of that day is refused, or gives another figure', () => {
  const lines = ENTRA.trim().split('\n')
  const without = [...lines.slice(0, 2), ...lines.slice(3)].join('\n')
  const twice = [...lines, lines[2]].join('\n')

  test('where a row is missing: by the number that the tool says; and where that number is the file’s, the figure differs', async () => {
    expect(said(await read('identity', without, { stated: 5 }))).toContain(
      'The tool says 5 accounts, and the file has 4.',
    )
    expect(proposal(await read('identity', without), 'mfa-staff-accounts')?.value).toEqual(counts(1, 3))
  })

  test('where a row stands twice: by the same number; else it counts once and is said', async () => {
    expect(said(await read('identity', twice, { stated: 5 }))).toContain('and the file has 6.')
    expect(proposal(await read('identity', twice), 'mfa-staff-accounts')).toMatchObject({
      value: counts(2, 4),
      leftOut: ['1 guest or shared account', '1 doubled row'],
    })
    const differing = twice.replace(/true,true,(\S+)$/, 'false,false,$1')
    expect(said(await read('identity', differing))).toContain('7: Row 3 is of the same account')
  })

  test('where it is of last year: it shows nothing at the reference date, and no typed day makes it newer', async () => {
    const old = ENTRA.replaceAll('2026-11', '2025-11')
    const found = await read('identity', old)
    expect(proposal(found, 'mfa-staff-accounts')).toMatchObject({ value: undefined })
    expect(proposal(found, 'mfa-staff-accounts')?.how).toContain('evidence of this answer lasts 6 months')
    expect(said(await read('identity', old, { dated: '2026-11-20' }))).toContain(
      'the newest date in it is 20 November 2025',
    )
  })

  test('where no date stands in it and none is given, or one lies ahead', async () => {
    const dateless = 'Account,Has a second factor\na,yes\n'
    const matching = { columns: { account: 'account', 'has a second factor': 'factor' }, words: {} }
    expect(said(await read('identity', dateless, { matching }))).toContain('No date stands in the file.')
    const dated = await read('identity', dateless, { matching, dated: '2026-11-20' })
    expect(proposal(dated, 'mfa-staff-accounts')?.value).toEqual(counts(1, 1))
    expect(said(await read('identity', ENTRA.replace('2026-11-19', '2026-12-19')))).toContain(
      '5: 19 December 2026 is still to come.',
    )
  })
})

describe('a broken file is refused with the place and what to do', () => {
  test.each([
    ['cut off within a row', ENTRA.slice(0, -40), '6: This row has fewer cells'],
    ['with a doubled column', ENTRA.replace('isAdmin', 'userType'), 'has the same name'],
    ['without the column that counts', ENTRA.replace('isMfaCapable', 'isSsprCapable'), 'Say which column'],
    [
      'with a word for a date',
      ENTRA.replace('2026-11-19T06:00:00Z', '31/31/2026'),
      '"31/31/2026" is not a date',
    ],
    ['with an account left blank', ENTRA.replace('bea@made.up', ''), '3: Nothing stands here.'],
    ['without rows', `${ENTRA.split('\n')[0]}\n`, 'No account stands in the file.'],
  ])('%s', async (_, text, says) => {
    const found = await read('identity', text)
    expect(said(found)).toContain(says)
    expect(found.read).toBeUndefined()
  })

  test.each([
    ['another encoding', Buffer.from('a,b\n\xe9,1\n', 'latin1'), 'not in UTF-8'],
    ['a NUL', Buffer.from('a,b\nx\0,1\n'), 'NUL'],
    ['a mark that turns writing round', Buffer.from('a,b\nx\u202e,1\n'), 'turns the direction'],
    ['100,000 rows', Buffer.from(`a,b\n${'x,1\n'.repeat(100_000)}`), 'more than 50,000 rows'],
  ])('with %s', async (_, bytes, says) => {
    const table = await readTable(bytes, 50_000)
    expect(table.ok ? '' : table.faults[0]?.message).toContain(says)
  })

  test('in which a column of names was taken for words asks nothing of them, and keeps none', async () => {
    const rows = Array.from({ length: 30 }, (_, index) => `pc-${index},2026-11-20,Name ${index}`)
    const matching = { columns: { who: 'kind', device: 'device', 'last reported': 'date' }, words: {} }
    const found = await read('endpoints', `Device,Last reported,Who\n${rows.join('\n')}\n`, { matching })
    expect(found.unknown).toEqual([])
    expect(said(found)).toContain('More than 20 different words')
  })
})

test('dates in four styles are the same day, with and without a time', async () => {
  for (const date of ['2026-11-19', '19/11/2026 08:00', '2026/11/19 08:00:00', '46345'])
    expect(
      (await read('identity', ENTRA.replaceAll(/2026-11-\d\dT06:00:00Z/g, date))).read?.dated,
      date,
    ).toBe('2026-11-19')
})
