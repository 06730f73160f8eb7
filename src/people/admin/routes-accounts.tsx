/** Accounts for an administrator: the list and its search, one of them, and inviting. Every act says in words why it was refused. */
import {
  disableAccount,
  endNationalRole,
  getAccountRecord,
  giveNationalRole,
  listAccounts,
} from '../../service/accounts.ts'
import {
  inviteAccount,
  renewAccountInvitation,
  revokeAccountInvitation,
} from '../../service/inviting-accounts.ts'
import type { House } from '../../service/house.ts'
import { enableAccount, inviteAgain } from '../../service/inviting-again.ts'
import type { Invited } from '../../service/inviting.ts'
import { isClosed, listOrganisations } from '../../service/organisations.ts'
import type { ProposalRow } from '../../service/proposals.ts'
import type { Person } from '../../store/person.ts'
import { INVITEE, InvitePage } from '../invite-page.tsx'
import { showInvited } from '../invited-page.tsx'
import { demandRealPeople } from '../real-people.ts'
import { choice, pressed } from '../../web/fields.tsx'
import { readForm } from '../../web/forms.ts'
import { showPage } from '../../web/layout.tsx'
import { proveFirst } from '../../web/proof.ts'
import { newRoutes } from '../../web/routes.ts'
import { todayOf } from '../../web/times.ts'
import { getPerson, type PageContext, partOf } from '../../web/web.ts'
import { AccountPage } from './account-page.tsx'
import { AccountsPage, NATIONAL_NAMES } from './accounts-page.tsx'
import { addresses } from './addresses.ts'
import { organisationItem } from './words.ts'

export const accounts = newRoutes()

accounts.get('manage-accounts', addresses.accounts, (c) => showAccounts(c, ''))

// A name or an address that is searched for must not stand in an address of a page.
accounts.post('manage-accounts', addresses.accounts, async (c) => {
  const form = await readForm(c)
  return showAccounts(c, form.get('search'), form.get('after') || undefined)
})

async function showAccounts(c: PageContext, search: string, after?: string) {
  const found = await listAccounts(c.get('web').house, getPerson(c), search, after)
  return showPage(c, <AccountsPage c={c} found={found} search={search} />)
}

const FROM = { current: 'accounts', back: { href: addresses.accounts, text: 'Accounts' } } as const

accounts.form('manage-accounts', addresses.inviteAccount, {
  load: async (c) => {
    demandRealPeople(c)
    const all = await listOrganisations(c.get('web').house)
    return all.filter((one) => !isClosed(one, todayOf(c)))
  },
  fields: (open, c) => {
    const wanted = c.req.query('organisation')
    return {
      ...INVITEE,
      as: choice({
        label: 'As whom?',
        first: wanted === undefined ? '' : 'lead',
        missing: 'Choose as whom.',
        choices: [
          {
            value: 'lead',
            text: 'Cyber lead of an organisation that has none',
            hint: 'Where there was one before, it waits until somebody else has agreed.',
            reveals: ['organisation'],
          },
          {
            value: 'analyst',
            text: NATIONAL_NAMES.analyst,
            hint: 'Prepares and publishes comparisons; sees no organisation’s answers.',
          },
          {
            value: 'administrator',
            text: NATIONAL_NAMES.administrator,
            hint: 'Manages organisations, periods and accounts; sees no answers. It waits until another administrator has agreed, once an assessment was begun here.',
          },
        ],
      }),
      organisation: choice({
        label: 'Which organisation?',
        hint: 'One without a lead. Afterwards the lead invites its other people.',
        as: 'select',
        first: wanted,
        nothing: 'Choose an organisation',
        choices: open.map(organisationItem),
      }),
    }
  },
  page: (c, _, form) => <InvitePage c={c} current="accounts" crumbs={[FROM.back]} form={form} />,
  proof: ({ as }) => as !== 'analyst',
  refusedAt: 'email',
  save: async (c, { as, organisation, ...invitee }) => {
    const whom = as === 'lead' ? { leadOf: organisation } : { national: as }
    const done = await inviteAccount(c.get('web').house, getPerson(c), invitee, whom)
    return done.ok ? showInvited(c, done.invited, FROM) : done
  },
})

type Act = (house: House, person: Person, id: string) => Promise<Invited | ProposalRow | undefined | void>

/** What the buttons of an account's page do. */
const ACTS = {
  'give-analyst': (...who) => giveNationalRole(...who, 'analyst'),
  'give-administrator': (...who) => giveNationalRole(...who, 'administrator'),
  'end-analyst': (...who) => endNationalRole(...who, 'analyst'),
  'end-administrator': (...who) => endNationalRole(...who, 'administrator'),
  disable: disableAccount,
  enable: enableAccount,
  'invite-again': inviteAgain,
  renew: renewAccountInvitation,
  revoke: revokeAccountInvitation,
} satisfies Record<string, Act>

/** What could let somebody in elsewhere is done only by who has just shown who they are. */
const GRAVE: readonly string[] = ['give-administrator', 'invite-again', 'enable']

accounts.form('manage-accounts', addresses.account, {
  load: (c) => getAccountRecord(c.get('web').house, getPerson(c), partOf(c, 'account')),
  fields: () => ({ act: pressed(ACTS) }),
  page: (c, record, form) => <AccountPage c={c} record={record} form={form} />,
  save: async (c, { act }, { account }) => {
    if (act === 'invite-again') demandRealPeople(c)
    const first = GRAVE.includes(act) ? proveFirst(c, c.req.path) : undefined
    if (first !== undefined) return first
    const run: Act = ACTS[act]
    const done = await run(c.get('web').house, getPerson(c), account.id)
    return done ? showInvited(c, done, FROM) : c.req.path
  },
})
