/** The people of an organisation: the list, one of them, and inviting. Every act says in words why it was refused. */
import { DomainError } from '../../errors.ts'
import {
  endDeputy,
  endRole,
  getMembers,
  giveRole,
  type Invited,
  inviteMember,
  nameDeputy,
  renewMemberInvitation,
  revokeMemberInvitation,
} from '../../service/members.ts'
import type { ProposalRow } from '../../service/proposals.ts'
import { type Role, ROLES } from '../../store/person.ts'
import { InvitedPage } from '../invited-page.tsx'
import { readForm } from '../../web/forms.ts'
import { showPage } from '../../web/layout.tsx'
import { paths } from '../../web/paths.ts'
import { proveFirst } from '../../web/proof.ts'
import { type Refused, refusedBy } from '../refused.ts'
import { demandRealPeople } from '../real-people.ts'
import { getPerson, type PageContext } from '../../web/web.ts'
import { newRoutes } from '../../web/routes.ts'
import { INVITATION, InvitePage } from './invite-page.tsx'
import { MemberPage } from './member-page.tsx'
import { PeoplePage } from './people-page.tsx'

export const people = newRoutes()

people.page('read-members', paths.people, async (c) => {
  const view = await getMembers(c.get('web').house, getPerson(c), c.req.param('organisation'))
  return showPage(c, <PeoplePage c={c} view={view} />)
})

people.form('manage-members', paths.invite, {
  proof: ({ roles }) => ROLES.some((role) => isOffice(role) && roles.includes(role)),
  load: async (c) => {
    demandRealPeople(c)
    return (await getMembers(c.get('web').house, getPerson(c), c.req.param('organisation'))).organisation
  },
  fields: () => INVITATION,
  page: (c, organisation, form) => <InvitePage c={c} organisation={organisation} form={form} />,
  refusedAt: 'email',
  save: async (c, given, { id, name }) => {
    const done = await inviteMember(c.get('web').house, getPerson(c), id, given)
    if (!done.ok) return done
    return done.invited === undefined
      ? `${paths.requests}?done=asked`
      : showInvited(c, id, name, done.invited, done.waits.length > 0)
  },
})

function showInvited(c: PageContext, id: string, name: string, invited: Invited, waits = false) {
  const back = { href: paths.people(id), text: 'People' }
  return showPage(
    c,
    <InvitedPage
      c={c}
      invited={invited}
      waits={waits}
      organisation={{ id, name }}
      current="people"
      back={back}
    />,
  )
}

people.page('read-members', paths.member, async (c) =>
  showMember(c, c.req.param('organisation'), c.req.param('account')),
)

async function showMember(
  c: PageContext,
  organisationId: string,
  accountId: string,
  again: { refused?: Refused; missing?: boolean } = {},
) {
  const view = await getMembers(c.get('web').house, getPerson(c), organisationId)
  const member = view.members.find(({ id }) => id === accountId)
  if (member === undefined) {
    if (again.refused === undefined)
      throw new DomainError('not-found', 'Nobody of this organisation is here.')
    return c.redirect(paths.people(organisationId), 303)
  }
  const { refused, missing = false } = again
  const status = refused?.status ?? (missing ? 422 : 200)
  return showPage(
    c,
    <MemberPage c={c} view={view} member={member} refusal={refused?.message} missing={missing} />,
    status,
  )
}

people.post('read-members', paths.member, async (c) => {
  const form = await readForm(c)
  const [house, person] = [c.get('web').house, getPerson(c)]
  const [id, account] = [c.req.param('organisation'), c.req.param('account')]
  const role = ROLES.find((one) => one === form.get('role'))
  const act = ACTS.get(form.get('act'))
  if (act === undefined || (act.needsRole === true && role === undefined))
    return showMember(c, id, account, { missing: true })
  const isGrave = form.get('act') === 'name-deputy' || (form.get('act') === 'give-role' && isOffice(role))
  const first = isGrave ? proveFirst(c, paths.member(id, account)) : undefined
  if (first !== undefined) return first
  try {
    const invited = await act.run(house, person, id, account, role ?? 'board')
    if (invited === undefined) return c.redirect(paths.people(id), 303)
    if ('asked' in invited) return c.redirect(`${paths.requests}?done=asked`, 303)
    const { organisation } = await getMembers(house, person, id)
    return showInvited(c, id, organisation.name, invited)
  } catch (error) {
    return showMember(c, id, account, { refused: refusedBy(error) })
  }
})

interface Act {
  readonly needsRole?: boolean
  readonly run: (
    ...who: [...Parameters<typeof endDeputy>, role: Role]
  ) => Promise<Invited | ProposalRow | undefined | void>
}

const isOffice = (role: Role | undefined) => role === 'lead' || role === 'siro'

/** What the buttons of the page of one person do; each service function asks for its own permission. */
const ACTS: ReadonlyMap<string, Act> = new Map<string, Act>([
  ['give-role', { needsRole: true, run: giveRole }],
  ['end-role', { needsRole: true, run: endRole }],
  ['name-deputy', { run: nameDeputy }],
  ['end-deputy', { run: endDeputy }],
  ['renew', { run: renewMemberInvitation }],
  ['revoke', { run: revokeMemberInvitation }],
])
