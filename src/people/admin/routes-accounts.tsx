/** Accounts for an administrator: the list and its search, one of them, and inviting. Every act says in words why it was refused. */
import { DomainError } from '../../errors.ts'
import {
  disableAccount,
  endNationalRole,
  getAccountRecord,
  giveNationalRole,
  inviteAccount,
  type InvitedAs,
  listAccounts,
  renewAccountInvitation,
  revokeAccountInvitation,
} from '../../service/accounts.ts'
import type { House } from '../../service/house.ts'
import { enableAccount, inviteAgain } from '../../service/inviting-again.ts'
import type { Invited } from '../../service/members.ts'
import { listOrganisations } from '../../service/organisations.ts'
import type { ProposalRow } from '../../service/proposals.ts'
import type { Person } from '../../store/person.ts'
import type { FormFault } from '../../web/components/error-summary.tsx'
import { readForm } from '../../web/forms.ts'
import { InvitedPage } from '../invited-page.tsx'
import { showPage } from '../../web/layout.tsx'
import { paths } from '../../web/paths.ts'
import { isStale, proveFirst, STALE } from '../../web/proof.ts'
import { demandRealPeople } from '../real-people.ts'
import { type Refused, refusedBy } from '../refused.ts'
import { getPerson, type PageContext } from '../../web/web.ts'
import { newRoutes } from '../../web/routes.ts'
import { AccountPage } from './account-page.tsx'
import { AccountsPage } from './accounts-page.tsx'
import { addresses } from './addresses.ts'
import { InviteAccountPage, type TypedAccount } from './invite-account-page.tsx'

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

accounts.get('manage-accounts', addresses.inviteAccount, (c) => {
  demandRealPeople(c)
  const first = proveFirst(c, addresses.inviteAccount)
  if (first !== undefined) return first
  const organisation = c.req.query('organisation') ?? ''
  const as = organisation === '' ? '' : 'lead'
  return showInvite(c, { name: '', email: '', as, organisation }, [], 200)
})

async function showInvite(
  c: PageContext,
  typed: TypedAccount,
  faults: readonly FormFault[],
  status: 200 | 409 | 422 | 429,
) {
  const organisations = await listOrganisations(c.get('web').house)
  return showPage(
    c,
    <InviteAccountPage c={c} organisations={organisations} typed={typed} faults={faults} />,
    status,
  )
}

accounts.post('manage-accounts', addresses.inviteAccount, async (c) => {
  demandRealPeople(c)
  const form = await readForm(c)
  const typed = {
    name: form.get('name'),
    email: form.get('email'),
    as: form.get('as'),
    organisation: form.get('organisation'),
  }
  const as = invitedAs(typed)
  if (as === undefined) return showInvite(c, typed, [{ field: 'as', message: 'Choose as whom.' }], 422)
  if (isStale(c) && typed.as !== 'analyst')
    return showInvite(c, typed, [{ field: 'as', message: STALE }], 422)
  try {
    const invited = await inviteAccount(c.get('web').house, getPerson(c), typed, as)
    if (!invited.ok) return await showInvite(c, typed, invited.faults, 422)
    return invited.invited === undefined
      ? c.redirect(`${paths.requests}?done=asked`, 303)
      : await showInvited(c, invited.invited)
  } catch (error) {
    const { status, message } = refusedBy(error)
    return showInvite(c, typed, [{ field: 'email', message }], status)
  }
})

function invitedAs({ as, organisation }: TypedAccount): InvitedAs | undefined {
  if (as === 'lead') return { leadOf: organisation }
  return as === 'analyst' || as === 'administrator' ? { national: as } : undefined
}

function showInvited(c: PageContext, invited: Invited) {
  const back = { href: addresses.accounts, text: 'Accounts' }
  return showPage(c, <InvitedPage c={c} invited={invited} current="accounts" back={back} />)
}

accounts.get('manage-accounts', addresses.account, (c) => showAccount(c, c.req.param('id')))

async function showAccount(c: PageContext, id: string, refused?: Refused) {
  const record = await getAccountRecord(c.get('web').house, getPerson(c), id)
  return showPage(c, <AccountPage c={c} record={record} refusal={refused?.message} />, refused?.status ?? 200)
}

accounts.post('manage-accounts', addresses.account, async (c) => {
  const name = (await readForm(c)).get('act')
  const act = ACTS.get(name)
  const id = c.req.param('id')
  if (act === undefined) throw new DomainError('invalid', 'Use the buttons of the page.')
  // What could let somebody in elsewhere is done only by who has just shown who they are.
  if (name === 'invite-again') demandRealPeople(c)
  const first = GRAVE.includes(name) ? proveFirst(c, addresses.account(id)) : undefined
  if (first !== undefined) return first
  try {
    const invited = await act(c.get('web').house, getPerson(c), id)
    if (invited === undefined) return c.redirect(addresses.account(id), 303)
    return 'asked' in invited
      ? c.redirect(`${paths.requests}?done=asked`, 303)
      : await showInvited(c, invited)
  } catch (error) {
    return showAccount(c, id, refusedBy(error))
  }
})

type Act = (house: House, person: Person, id: string) => Promise<Invited | ProposalRow | undefined | void>

const GRAVE: readonly string[] = ['give-administrator', 'invite-again', 'enable']

/** What the buttons of an account's page do. */
const ACTS: ReadonlyMap<string, Act> = new Map<string, Act>([
  ['give-analyst', (...who) => giveNationalRole(...who, 'analyst')],
  ['give-administrator', (...who) => giveNationalRole(...who, 'administrator')],
  ['end-analyst', (...who) => endNationalRole(...who, 'analyst')],
  ['end-administrator', (...who) => endNationalRole(...who, 'administrator')],
  ['disable', disableAccount],
  ['enable', enableAccount],
  ['invite-again', inviteAgain],
  ['renew', renewAccountInvitation],
  ['revoke', revokeAccountInvitation],
])
