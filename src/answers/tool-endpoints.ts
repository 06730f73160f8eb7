/** The device list of an endpoint protection: which devices reported. How many there are it cannot know: that total is given from the asset list. */

import {
  against,
  column,
  count,
  type Counting,
  DATE,
  DAYS_REPORTED,
  isRecent,
  leftOut,
  named,
  type Tally,
  type ToolCells,
  type ToolKind,
} from './tool-kind.ts'

/** Versions of a system, with and without a space before them. */
const platforms = (kind: string, system: string, ...versions: readonly string[]) =>
  Object.fromEntries(
    versions.flatMap((one) => [`${system}${one}`, `${system} ${one}`].map((name) => [name, kind])),
  )

export const ENDPOINTS: ToolKind = {
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
  return against(
    total,
    reported,
    `${count(reported, one, many)} reported in the ${DAYS_REPORTED} days before the export`,
    'asset list',
    others,
  )
}
