/** The people of an organisation: the list, one of them, and inviting. Every act says in words why it was refused. */
import { DomainError } from '../../errors.ts'
import { endDeputy, endRole, getMembers, giveRole, nameDeputy } from '../../service/members.ts'
import type { Invited } from '../../service/inviting.ts'
import {
  inviteMember,
  renewMemberInvitation,
  revokeMemberInvitation,
} from '../../service/inviting-members.ts'
import type { ProposalRow } from '../../service/proposals.ts'
import { type Role, ROLES } from '../../store/person.ts'
import { roleChoice } from '../account-words.tsx'
import { INVITEE, InvitePage } from '../invite-page.tsx'
import { showInvited } from '../invited-page.tsx'
import { demandRealPeople } from '../real-people.ts'
import { pressed, ticks } from '../../web/fields.tsx'
import { showPage } from '../../web/layout.tsx'
import { paths } from '../../web/paths.ts'
import { proveFirst } from '../../web/proof.ts'
import { newRoutes } from '../../web/routes.ts'
import { askedIn, getPerson, type PageContext, partOf } from '../../web/web.ts'
import { type Member, MemberPage, otherRoles } from './member-page.tsx'
import { PeoplePage } from './people-page.tsx'

export const people = newRoutes()

people.page('read-members', paths.people, async (c) => showPage(c, <PeoplePage c={c} {...await getAll(c)} />))

function getAll(c: PageContext) {
  return getMembers(...askedIn(c))
}

const INVITATION = {
  ...INVITEE,
  roles: ticks({ label: 'Which roles?', choices: ROLES.map(roleChoice) }),
}

people.form('manage-members', paths.invite, {
  load: async (c) => {
    demandRealPeople(c)
    return (await getAll(c)).organisation
  },
  fields: () => INVITATION,
  page: (c, organisation, form) => (
    <InvitePage
      c={c}
      organisation={organisation}
      current="people"
      crumbs={[peopleOf(organisation)]}
      form={form}
    />
  ),
  proof: ({ roles }) => roles.some(isOffice),
  refusedAt: 'email',
  save: async (c, given, organisation) => {
    const done = await inviteMember(c.get('web').house, getPerson(c), organisation.id, given)
    if (!done.ok) return done
    return showInvited(c, done.invited, { ...fromOf(organisation), waits: done.waits.length > 0 })
  },
})

const peopleOf = ({ id }: Member['organisation']) => ({ href: paths.people(id), text: 'People' })
const fromOf = (organisation: Member['organisation']) =>
  ({ organisation, current: 'people', back: peopleOf(organisation) }) as const

type Act = (
  ...who: [...Parameters<typeof endDeputy>, role: Role]
) => Promise<Invited | ProposalRow | undefined | void>

/** What the buttons of the page of one person do; each service function asks for its own permission. */
const ACTS = {
  'give-role': giveRole,
  'end-role': endRole,
  'name-deputy': nameDeputy,
  'end-deputy': endDeputy,
  renew: renewMemberInvitation,
  revoke: revokeMemberInvitation,
} satisfies Record<string, Act>

const isOffice = (role: string) => role === 'lead' || role === 'siro'

people.form('read-members', paths.member, {
  load: async (c) => {
    const { organisation, members } = await getAll(c)
    const member = members.find(({ id }) => id === partOf(c, 'account'))
    if (member === undefined) throw new DomainError('not-found', 'Nobody of this organisation is here.')
    return { organisation, member }
  },
  fields: (of) => ({ act: pressed(ACTS), role: otherRoles(of) }),
  page: (c, of, form) => <MemberPage c={c} {...of} form={form} />,
  save: async (c, { act, role: typed }, { organisation, member }) => {
    const role = ROLES.find((one) => one === typed)
    if (role === undefined && act.endsWith('-role'))
      return { faults: [{ field: 'role', message: 'Choose a role.' }] }
    const isGrave = act === 'name-deputy' || (act === 'give-role' && isOffice(typed))
    const first = isGrave ? proveFirst(c, c.req.path) : undefined
    if (first !== undefined) return first
    const run: Act = ACTS[act]
    const who = [c.get('web').house, getPerson(c), organisation.id, member.id] as const
    const done = await run(...who, role ?? 'board')
    return done ? showInvited(c, done, fromOf(organisation)) : paths.people(organisation.id)
  },
})
