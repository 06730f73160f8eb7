/** The device list of a network watch, or of medical devices: which devices have a full record, and which sites and kinds of device are seen. */

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

/** Kinds of device as `ndr-classes` asks about them, and what is none of them. */
const CLASSES = [
  { id: 'servers', text: 'Server, virtual host or sign-in server' },
  { id: 'pcs', text: 'PC, laptop or printer' },
  { id: 'imaging', text: 'Scanner or other imaging machine' },
  { id: 'laboratory', text: 'Laboratory machine or blood fridge' },
  { id: 'bedside', text: 'Monitor, pump or other bedside device' },
  { id: 'buildings', text: 'Building system or telephone' },
] as const

const DAYS_SEEN = 30

export const INVENTORY: ToolKind = {
  id: 'inventory',
  title: 'Device list of the network watch, or of medical devices',
  where: 'Armis: devices, export. Claroty xDome (before: Medigate): devices, export.',
  row: { one: 'device', many: 'devices' },
  columns: [
    column('device', 'text', 'Device', { required: true }),
    column(DATE, 'date', 'Last seen', { required: true, never: 'Never' }),
    column('owner', 'text', 'Owner'),
    column('type', 'text', 'Type'),
    column('importance', 'text', 'Clinical importance'),
    column('site', 'text', 'Site'),
    column('class', 'choice', 'Kind of device', {
      options: [...CLASSES, { id: 'other', text: 'Something else' }],
    }),
  ],
  published: named({
    // Armis, a device as its interface gives it. Its user is not who answers for it.
    ...{
      id: '',
      name: 'device',
      lastSeen: DATE,
      firstSeen: '',
      site: 'site',
      type: 'type',
      category: 'class',
    },
    ...{ user: '', sensor: '', tags: '', visibility: '', riskLevel: '', ipAddress: '', ipv6: '' },
    ...{ macAddress: '', manufacturer: '', model: '', operatingSystem: '', operatingSystemVersion: '' },
    ...{ purdueLevel: '', accessSwitch: '', boundaries: '' },
    // Claroty xDome. Which of several days a list of days begins with is not published: somebody says it.
    ...{ device_uid: 'device', device_name: '', device_category: 'class', device_type: 'type' },
    ...{ device_subcategory: '', device_site_name: 'site', device_assignees: 'owner' },
    ...{ device_consequence_of_failure: 'importance', device_manufacturer: '', device_model: '' },
    ...{ device_ip_list: '', device_mac_list: '', device_risk_score: '', device_network_list: '' },
  }),
  words: {
    class: { servers: 'servers', laptops: 'pcs', computers: 'pcs', printers: 'pcs', imaging: 'imaging' },
  },
  questions: [
    {
      id: 'devices-known',
      states:
        'The list holds every device on our network, medical, building, mobile and IT, and no guest Wi-Fi. Owner, type and importance were set or confirmed by us, and not only guessed by the tool.',
      tally: tallyKnown,
    },
    {
      id: 'ndr-sites',
      total: 'How many sites have your network?',
      states:
        'The list holds what sensors see in the traffic, and nothing that another tool reported. At each site counted a sensor was healthy in the last 7 days, and reads the traffic to and from the site.',
      tally: tallySites,
    },
    {
      id: 'ndr-classes',
      states:
        'The list holds what healthy sensors see in the traffic to other machines inside, and nothing that another tool reported. No site has a device of a kind counted that the list does not have there.',
      tally: tallyClasses,
    },
  ],
}

function tallyKnown(rows: readonly ToolCells[], { dated, has }: Counting): Tally {
  const facts = [
    ['owner', 'an owner'],
    ['type', 'a type'],
    ['importance', 'a clinical importance'],
  ] as const
  const seen = rows.filter((row) => isRecent(row[DATE], dated, DAYS_SEEN))
  const others = leftOut([
    rows.length - seen.length,
    `device not seen in ${DAYS_SEEN} days`,
    `devices not seen in ${DAYS_SEEN} days`,
  ])
  const missing = facts.filter(([id]) => !has(id)).map(([, words]) => words)
  if (missing.length > 0)
    return {
      value: undefined,
      how: `The file does not say whether a device has ${missing.join(', or ')}.`,
      leftOut: others,
    }
  const full = seen.filter((row) => facts.every(([id]) => isSaid(row[id]))).length
  return {
    value: seen.length === 0 ? undefined : { kind: 'counts', count: full, of: seen.length },
    how: `${full.toLocaleString('en-GB')} of ${count(seen.length, 'device', 'devices')} seen in the ${DAYS_SEEN} days before the export have an owner, a type and a clinical importance.`,
    leftOut: [
      ...others,
      ...facts.flatMap(([id, words]) =>
        leftOut([seen.filter((row) => !isSaid(row[id])).length, `without ${words}`, `without ${words}`]),
      ),
    ],
  }
}

const isSaid = (text = '') =>
  !/^(|-+|n\/?a|none|null|unknown|unassigned|not (set|known|assigned))$/i.test(text.trim())

const sitesOf = (rows: readonly ToolCells[]) =>
  new Set(rows.flatMap(({ site }) => (isSaid(site) ? [(site ?? '').trim().toLowerCase()] : [])))

function tallySites(rows: readonly ToolCells[], { dated, has, total }: Counting): Tally {
  if (!has('site')) return { value: undefined, how: 'The file does not say where a device is.', leftOut: [] }
  const watched = sitesOf(rows.filter((row) => isRecent(row[DATE], dated))).size
  const nowhere = rows.filter(({ site }) => !isSaid(site)).length
  const quiet = sitesOf(rows).size - watched
  return against(
    total,
    watched,
    `At ${count(watched, 'site', 'sites')} devices were seen in the ${DAYS_REPORTED} days before the export`,
    'list of sites',
    leftOut(
      [quiet, `site at which none was`, `sites at which none was`],
      [nowhere, 'device without a site', 'devices without a site'],
    ),
  )
}

function tallyClasses(rows: readonly ToolCells[], { dated, has }: Counting): Tally {
  if (!has('site') || !has('class'))
    return {
      value: undefined,
      how: 'The file does not say of which kind a device is, and where.',
      leftOut: [],
    }
  const seen = CLASSES.filter(({ id }) => {
    const ours = rows.filter((row) => row['class'] === id)
    const sites = sitesOf(ours)
    return sites.size > 0 && sites.size === sitesOf(ours.filter((row) => isRecent(row[DATE], dated))).size
  })
  return {
    value: { kind: 'ticked', items: seen.map(({ id }) => id) },
    how: `Of ${seen.length} of ${CLASSES.length} kinds, devices were seen in the ${DAYS_REPORTED} days before the export at every site at which the list has them. Links to the cloud, suppliers and remote staff are not devices: if they are watched too, tick that on the page of the question.`,
    leftOut: CLASSES.filter((one) => !seen.includes(one)).map(({ text }) => text),
  }
}
