/**
 * The exports that answers are worked out from: what their columns are, under which names products publish them,
 * and which rows count for which question. It reads no file, and guesses nothing of a question that the list cannot show.
 */

import { DAY_MS } from '../calendar.ts'
import type { Column } from '../rules/model.ts'
import type { QuestionId } from '../ids.ts'
import type { AnswerValue } from './model.ts'
import { sameWords } from './register-words.ts'

/** One row as it counts: canonical texts by id of our column; a blank cell is absent. */
export type ToolCells = Readonly<Record<string, string>>

/** What rows show for one question. */
export interface Tally {
  /** Undefined: the list alone does not say it. */
  readonly value: AnswerValue | undefined
  /** A sentence, without the day of the export. */
  readonly how: string
  /** Rows that were not counted, and why. */
  readonly leftOut: readonly string[]
}

/** What the rows are counted with. */
export interface Counting {
  /** ISO date of the export. */
  readonly dated: string
  /** Whether a column stands in the file. */
  readonly has: (column: string) => boolean
  /** The total that somebody gives from another list; undefined: none is asked, or none was given. */
  readonly total: number | undefined
}

export interface ToolQuestion {
  readonly id: QuestionId
  /** Label of the total that the list itself cannot know. */
  readonly total?: string
  /** What the list does not show, as a statement that somebody makes who accepts the answer. */
  readonly states: string
  readonly tally: (rows: readonly ToolCells[], counting: Counting) => Tally
}

export interface ToolKind {
  readonly id: string
  /** A noun phrase. */
  readonly title: string
  /** Where such lists are found. */
  readonly where: string
  readonly row: { readonly one: string; readonly many: string }
  /** The first tells rows apart; `date`, where there is one, says how new a row is. */
  readonly columns: readonly Column[]
  /** Our column, or empty for what is left out, by the words of names that products publish. */
  readonly published: Readonly<Record<string, string>>
  readonly words: Readonly<Record<string, Readonly<Record<string, string>>>>
  readonly questions: readonly ToolQuestion[]
}

/** Id of the column that says how new a row is. */
export const DATE = 'date'

const DAYS_REPORTED = 7

function column(
  id: string,
  type: Column['type'],
  short: string,
  more: Partial<Pick<Column, 'required' | 'options' | 'never'>> = {},
): Column {
  return {
    ...{ id, type, short, text: short, section: '', required: false, forTheRecord: false },
    ...{ options: [], mayBeAhead: false, atMostOnce: false, ...more },
  }
}

const named = (columns: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(columns).map(([name, id]) => [sameWords(name), id]))

const count = (n: number, one: string, many: string) => `${n.toLocaleString('en-GB')} ${n === 1 ? one : many}`
const leftOut = (...all: readonly (readonly [n: number, one: string, many: string])[]) =>
  all.filter(([n]) => n > 0).map((each) => count(...each))

const IDENTITY: ToolKind = {
  id: 'identity',
  title: 'Registration list of the sign-in service',
  where:
    'Microsoft Entra: authentication methods, user registration details. Google Workspace: users, download users.',
  row: { one: 'account', many: 'accounts' },
  columns: [
    column('account', 'text', 'Account', { required: true }),
    column('factor', 'tick', 'Has a second factor', { required: true }),
    column('demanded', 'tick', 'The second factor is demanded'),
    column('enabled', 'tick', 'Can sign in'),
    column('admin', 'tick', 'Is an administrator'),
    column('kind', 'choice', 'Kind of account', {
      options: [
        { id: 'staff', text: 'Staff' },
        { id: 'guest', text: 'Guest of another organisation' },
        { id: 'shared', text: 'Shared mailbox, room or service' },
      ],
    }),
    column(DATE, 'date', 'Last changed, or last signed in', { never: 'Never' }),
  ],
  published: named({
    // Microsoft Graph, resource userRegistrationDetails.
    ...{ userPrincipalName: 'account', isMfaCapable: 'factor', isAdmin: 'admin', userType: 'kind' },
    ...{ lastUpdatedDateTime: DATE, accountEnabled: 'enabled', id: '', userDisplayName: '' },
    // Registered counts only where the organisation's policy allows the method, which "capable" says.
    ...{ isMfaRegistered: '', isPasswordlessCapable: '', isSsprCapable: '', isSsprEnabled: '' },
    ...{ isSsprRegistered: '', isSystemPreferredAuthenticationMethodEnabled: '', methodsRegistered: '' },
    ...{ systemPreferredAuthenticationMethods: '', userPreferredMethodForSecondaryAuthentication: '' },
    defaultMfaMethod: '',
    // Google Workspace, the file of all users.
    ...{ 'First Name [Required]': '', 'Last Name [Required]': '', 'Email Address [Required]': 'account' },
    ...{ 'Org Unit Path [Required]': '', 'Status [READ ONLY]': 'enabled', Department: '' },
    ...{ 'Last Sign In [READ ONLY]': DATE, '2sv Enrolled [READ ONLY]': 'factor' },
    '2sv Enforced [READ ONLY]': 'demanded',
  }),
  words: {
    enabled: { active: 'yes', enabled: 'yes', suspended: 'no', disabled: 'no', archived: 'no' },
    kind: { member: 'staff', user: 'staff' },
    factor: { enrolled: 'yes', 'not enrolled': 'no', capable: 'yes', 'not capable': 'no' },
    demanded: { enforced: 'yes', 'not enforced': 'no' },
    [DATE]: { 'never logged in': 'never' },
  },
  questions: [
    {
      id: 'mfa-staff-accounts',
      states:
        'The list holds every enabled staff account of our tenant and of NHSmail. On a device that we do not manage, a sign-in rule asks each account counted for its second factor, or refuses it.',
      tally: (rows, { has }) => {
        const enabled = rows.filter(isEnabled)
        const staff = enabled.filter((row) => !isOutside(row))
        const shut = staff.filter(
          (row) => row['factor'] === 'yes' && (!has('demanded') || row['demanded'] === 'yes'),
        )
        return {
          value: { kind: 'counts', count: shut.length, of: staff.length },
          how: `${shut.length.toLocaleString('en-GB')} of ${count(staff.length, 'enabled staff account has', 'enabled staff accounts have')} a second factor${has('demanded') ? ' that is demanded' : ''}.`,
          leftOut: leftOut(
            [rows.length - enabled.length, 'account that cannot sign in', 'accounts that cannot sign in'],
            [enabled.length - staff.length, 'guest or shared account', 'guest or shared accounts'],
          ),
        }
      },
    },
    {
      id: 'mfa-privileged-cloud',
      states:
        'No administrator of a system that others host for us (record, finance, HR) is without a second factor either, except sealed emergency accounts that set off an alert.',
      tally: (rows, { has }) => {
        if (!has('admin'))
          return { value: undefined, how: 'The file does not say who is an administrator.', leftOut: [] }
        const enabled = rows.filter(isEnabled)
        const admins = enabled.filter((row) => row['admin'] === 'yes')
        const without = admins.filter((row) => row['factor'] !== 'yes').length
        const said = `${without.toLocaleString('en-GB')} of ${count(admins.length, "administrator's account has", "administrators' accounts have")} no second factor.`
        const others = leftOut([
          rows.length - enabled.length,
          'account that cannot sign in',
          'accounts that cannot sign in',
        ])
        if (admins.length === 0)
          return { value: undefined, how: 'The file names no administrator.', leftOut: others }
        return without === 0
          ? { value: { kind: 'choice', option: 'sealed-only' }, how: said, leftOut: others }
          : {
              value: undefined,
              how: `${said} Whether each is approved, with an end date, the list does not say: answer it on its page.`,
              leftOut: others,
            }
      },
    },
  ],
}

/** Of a file that does not say who can sign in, everybody counts. */
const isEnabled = (row: ToolCells) => row['enabled'] !== 'no'
const isOutside = (row: ToolCells) => row['kind'] === 'guest' || row['kind'] === 'shared'

/** Versions of a system, with and without a space before them. */
const platforms = (kind: string, system: string, ...versions: readonly string[]) =>
  Object.fromEntries(
    versions.flatMap((one) => [`${system}${one}`, `${system} ${one}`].map((name) => [name, kind])),
  )

const ENDPOINTS: ToolKind = {
  id: 'endpoints',
  title: 'Device list of the endpoint protection',
  where: 'Microsoft Defender: device inventory, export. CrowdStrike Falcon: host management, export.',
  row: { one: 'device', many: 'devices' },
  columns: [
    column('device', 'text', 'Device', { required: true }),
    column(DATE, 'date', 'Last reported', { required: true, never: 'Never' }),
    column('kind', 'choice', 'Kind of device', {
      required: true,
      options: [
        { id: 'server', text: 'Server' },
        { id: 'pc', text: 'PC or laptop' },
        { id: 'mobile', text: 'Tablet or phone' },
        { id: 'other', text: 'Something else' },
      ],
    }),
    column('installed', 'tick', 'Protection is installed'),
    column('healthy', 'tick', 'The sensor works'),
  ],
  published: named({
    // Microsoft Defender portal, columns of the device inventory; and its API, resource machine.
    ...{ 'Device Name': 'device', Name: 'device', computerDnsName: 'device', Domain: '', Tags: '' },
    ...{ 'Device ID': '', 'Device AAD id': '', aadDeviceId: '', 'Risk level': '', 'Exposure level': '' },
    ...{ 'OS platform': 'kind', osPlatform: 'kind', 'Windows version': '', 'OS version': '' },
    ...{ 'Sensor health state': 'healthy', 'Health Status': 'healthy', 'Onboarding status': 'installed' },
    ...{ 'Last device update': DATE, lastSeen: DATE, 'First seen': '', firstSeen: '', 'Managed by': '' },
    // CrowdStrike Falcon, resource device.
    ...{ device_id: '', hostname: 'device', last_seen: DATE, first_seen: '', product_type_desc: 'kind' },
    ...{ platform_name: '', os_version: '', agent_version: '', status: '', local_ip: '', external_ip: '' },
    ...{ mac_address: '', serial_number: '', system_manufacturer: '', system_product_name: '' },
  }),
  words: {
    kind: {
      ...platforms('pc', 'windows', '10', '11'),
      ...{ workstation: 'pc', desktop: 'pc', laptop: 'pc', macos: 'pc', mobile: 'mobile' },
      ...{ ios: 'mobile', ipados: 'mobile', android: 'mobile', phone: 'mobile', tablet: 'mobile' },
      ...platforms('server', 'windowsserver', '2012', '2012r2', '2016', '2019', '2022', '2025'),
      ...platforms('server', 'windows server', '2012', '2012 r2', '2016', '2019', '2022', '2025'),
      'domain controller': 'server',
    },
    installed: {
      ...{ onboarded: 'yes', 'can be onboarded': 'no', unsupported: 'no', 'insufficient info': 'no' },
    },
    healthy: {
      ...{ active: 'yes', inactive: 'no', misconfigured: 'no', 'impaired communications': 'no' },
      'no sensor data': 'no',
    },
    [DATE]: {},
  },
  questions: [
    {
      id: 'edr-servers',
      total: 'How many servers are in your asset list?',
      states:
        'Each server counted is set to block, with tamper protection on. The total is of the asset list, with servers that a supplier manages and virtual hosts, and not of this tool.',
      tally: (rows, counting) => tallyReporting(rows, counting, ['server'], 'server', 'servers'),
    },
    {
      id: 'edr-devices',
      total:
        'How many PCs, laptops, tablets and phones that were used in the last 30 days are in your asset list?',
      states:
        'Each PC and laptop counted is set to block, with tamper protection on. The total is of the asset list, and not of this tool. Tablets and phones count only as far as they stand in this file.',
      tally: (rows, counting) =>
        tallyReporting(
          rows,
          counting,
          ['pc', 'mobile'],
          'PC, tablet or phone',
          'PCs, laptops, tablets and phones',
        ),
    },
  ],
}

function tallyReporting(
  rows: readonly ToolCells[],
  { dated, has, total }: Counting,
  kinds: readonly string[],
  one: string,
  many: string,
): Tally {
  const ours = rows.filter((row) => kinds.includes(row['kind'] ?? ''))
  const works = (row: ToolCells, id: string) => !has(id) || row[id] === 'yes'
  const installed = ours.filter((row) => works(row, 'installed') && works(row, 'healthy'))
  const reported = installed.filter((row) => isRecent(row[DATE], dated)).length
  const others = leftOut(
    [rows.length - ours.length, 'device of another kind', 'devices of another kind'],
    [ours.length - installed.length, `${one} without a working sensor`, `${many} without a working sensor`],
    [
      installed.length - reported,
      `${one} that did not report in ${DAYS_REPORTED} days`,
      `${many} that did not report in ${DAYS_REPORTED} days`,
    ],
  )
  const seen = `${count(reported, one, many)} reported in the ${DAYS_REPORTED} days before the export`
  if (total === undefined)
    return { value: undefined, how: `${seen}. No total of the asset list was given.`, leftOut: others }
  if (reported > total)
    return {
      value: undefined,
      how: `${seen}, but the asset list has ${total.toLocaleString('en-GB')}: one of the two is not complete.`,
      leftOut: others,
    }
  return {
    value: { kind: 'counts', count: reported, of: total },
    how: `${seen}, of ${total.toLocaleString('en-GB')} in the asset list.`,
    leftOut: others,
  }
}

function isRecent(date: string | undefined, dated: string): boolean {
  if (date === undefined || date === 'never') return false
  return (Date.parse(dated) - Date.parse(date)) / DAY_MS <= DAYS_REPORTED
}

export const TOOL_KINDS: readonly ToolKind[] = [IDENTITY, ENDPOINTS]

/** The kind of export from which a question can be worked out; undefined: none. */
export function findToolKind(questionId: QuestionId): ToolKind | undefined {
  return TOOL_KINDS.find(({ questions }) => questions.some(({ id }) => id === questionId))
}
