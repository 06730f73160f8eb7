/** One person of an organisation: which roles end, which are given, the deputy, and an invitation that waits. */
import { decide } from '../../service/permission.ts'
import type { AccountWithRoles, Members } from '../../service/members.ts'
import { ROLES } from '../../store/person.ts'
import { roleChoice, roleWords, StateTag } from '../account-words.tsx'
import { Button } from '../../web/components/button.tsx'
import { ButtonForm } from '../../web/components/button-form.tsx'
import { choice } from '../../web/fields.tsx'
import { paths } from '../../web/paths.ts'
import { FieldOf, type ShownForm } from '../../web/shown-form.tsx'
import { dayWords } from '../../web/times.ts'
import { TitledPage } from '../../web/titled-page.tsx'
import type { PageContext } from '../../web/web.ts'

export interface Member {
  readonly organisation: Members['organisation']
  readonly member: AccountWithRoles
}

/** The roles that this person has not. */
export function otherRoles({ member }: Member) {
  const others = ROLES.filter((role) => !member.roles.some((one) => one.role === role))
  return choice({ label: 'Which role?', choices: others.map(roleChoice) })
}

type Shown = Member & { c: PageContext; form: ShownForm }

export function MemberPage(props: Shown) {
  const { c, organisation, member, form } = props
  const manages = decide('manage-members', c.get('person'), organisation.id) === 'allowed'
  return (
    <TitledPage
      c={c}
      title={member.name}
      heading={<bdi>{member.name}</bdi>}
      organisation={organisation}
      current="people"
      crumbs={[{ href: paths.people(organisation.id), text: 'People' }]}
      form={form}
      state={
        <>
          <StateTag status={member.status} /> {member.email}
        </>
      }
    >
      <h2 class="nhsuk-heading-l">{member.roles.length === 1 ? 'Role' : 'Roles'}</h2>
      {member.roles.map((role) => (
        <div class="nhsuk-card">
          <div class="nhsuk-card__content">
            <h3 class="nhsuk-heading-m">{roleWords(role)}</h3>
            <p>
              Given by <bdi>{role.givenBy}</bdi> on {dayWords(role.givenAt)}.
            </p>
            {manages && (
              <ButtonForm
                {...act(form, 'end-role', 'End this role')}
                about={`: ${roleWords(role)}`}
                sends={{ role: role.role }}
              />
            )}
          </div>
        </div>
      ))}
      {manages && <Give {...props} />}
      <Deputy {...props} />
      {manages && member.status === 'invited' && <Waiting {...props} />}
    </TitledPage>
  )
}

/** One button that does one thing to this person. */
function act({ action }: ShownForm, value: string, button: string) {
  return { action, name: 'act', value, button, variant: 'secondary', small: true } as const
}

function Give({ c, member, form }: Shown) {
  if (member.roles.length === ROLES.length || member.id === c.get('person')?.id) return <></>
  return (
    <>
      <h2 class="nhsuk-heading-l">Give another role</h2>
      <form action={form.action} method="post" novalidate>
        <FieldOf of={form} name="role" />
        <Button name="act" value="give-role">
          Give this role
        </Button>
      </form>
    </>
  )
}

function Deputy({ c, organisation, member, form }: Shown) {
  const person = c.get('person')
  const isSiro = person?.memberships.some(
    (one) => one.organisationId === organisation.id && one.role === 'siro' && one.deputy !== true,
  )
  if (isSiro !== true || member.id === person?.id) return <></>
  const siro = member.roles.find(({ role }) => role === 'siro')
  if (siro !== undefined && !siro.deputy) return <></>
  return (
    <>
      <h2 class="nhsuk-heading-l">Your deputy</h2>
      <p>
        A deputy may do what you may: read every answer, return, and sign. It waits until an established lead
        has agreed, and ends with your own role.
      </p>
      {siro === undefined ? (
        <ButtonForm {...act(form, 'name-deputy', 'Make this person your deputy')} />
      ) : (
        <ButtonForm {...act(form, 'end-deputy', 'End their role as your deputy')} />
      )}
    </>
  )
}

function Waiting({ c, form }: Shown) {
  if (c.get('web').isDemonstration) return <></>
  return (
    <>
      <h2 class="nhsuk-heading-l">Invitation</h2>
      <p>It has not been accepted yet. A link works once, within seven days.</p>
      <ButtonForm {...act(form, 'renew', 'Send a new link')} />
      <ButtonForm {...act(form, 'revoke', 'Take the invitation back')} />
    </>
  )
}
