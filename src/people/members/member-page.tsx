/** One person of an organisation: which roles end, which are given, the deputy, and an invitation that waits. */
import type { Child } from 'hono/jsx'
import { decide } from '../../service/permission.ts'
import type { AccountWithRoles, Members } from '../../service/members.ts'
import { ROLE_HINTS, ROLE_NAMES, ROLES } from '../../store/person.ts'
import { roleWords, StateTag } from '../account-words.tsx'
import { Button } from '../../web/components/button.tsx'
import { NotificationBanner } from '../../web/components/panels.tsx'
import { Radios } from '../../web/components/radios.tsx'
import { ErrorSummary } from '../../web/components/error-summary.tsx'
import { Page } from '../../web/layout.tsx'
import { paths } from '../../web/paths.ts'
import { dayWords } from '../../web/times.ts'
import type { PageContext } from '../../web/web.ts'

interface MemberProps {
  c: PageContext
  view: Members
  member: AccountWithRoles
  /** Why the last act was refused. */
  refusal?: string | undefined
  /** No role was chosen. */
  missing?: boolean
}

export function MemberPage(props: MemberProps) {
  const { c, view, member, refusal } = props
  const { id, name } = view.organisation
  const manages = decide('manage-members', c.get('person'), id) === 'allowed'
  const faults = props.missing === true ? [{ field: 'role', message: 'Choose a role.' }] : []
  return (
    <Page
      c={c}
      title={member.name}
      faulty={refusal !== undefined || faults.length > 0}
      organisation={{ id, name }}
      current="people"
      crumbs={[{ href: paths.people(id), text: 'People' }]}
    >
      <ErrorSummary faults={faults} />
      {refusal !== undefined && <NotificationBanner title="Not done" heading={refusal} />}
      <h1 class="nhsuk-heading-xl">
        <bdi>{member.name}</bdi>
      </h1>
      <p>
        <StateTag status={member.status} /> {member.email}
      </p>
      <h2 class="nhsuk-heading-l">{member.roles.length === 1 ? 'Role' : 'Roles'}</h2>
      {member.roles.map((role) => (
        <div class="nhsuk-card">
          <div class="nhsuk-card__content">
            <h3 class="nhsuk-heading-m">{roleWords(role)}</h3>
            <p>
              Given by <bdi>{role.givenBy}</bdi> on {dayWords(role.givenAt)}.
            </p>
            {manages && (
              <Act of={props} act="end-role" role={role.role} text="End this role">
                : {roleWords(role)}
              </Act>
            )}
          </div>
        </div>
      ))}
      {manages && <Give {...props} />}
      <Deputy {...props} />
      {manages && member.status === 'invited' && <Waiting {...props} />}
    </Page>
  )
}

/** One button that does one thing to this person. */
function Act(props: { of: MemberProps; act: string; role?: string; text: string; children?: Child }) {
  const { view, member } = props.of
  return (
    <form action={paths.member(view.organisation.id, member.id)} method="post" novalidate>
      {props.role !== undefined && <input type="hidden" name="role" value={props.role} />}
      <Button name="act" value={props.act} variant="secondary" small>
        {props.text}
        {props.children !== undefined && <span class="nhsuk-u-visually-hidden">{props.children}</span>}
      </Button>
    </form>
  )
}

function Give(props: MemberProps) {
  const { c, view, member, missing } = props
  const others = ROLES.filter((role) => !member.roles.some((one) => one.role === role))
  if (others.length === 0 || member.id === c.get('person')?.id) return <></>
  return (
    <>
      <h2 class="nhsuk-heading-l">Give another role</h2>
      <form action={paths.member(view.organisation.id, member.id)} method="post" novalidate>
        <Radios
          name="role"
          legend={{ text: 'Which role?', size: 's' }}
          error={missing === true ? 'Choose a role.' : undefined}
          items={others.map((role) => ({ value: role, text: ROLE_NAMES[role], hint: ROLE_HINTS[role] }))}
        />
        <Button name="act" value="give-role">
          Give this role
        </Button>
      </form>
    </>
  )
}

function Deputy(props: MemberProps) {
  const { c, view, member } = props
  const { id } = view.organisation
  const person = c.get('person')
  const isSiro = person?.memberships.some(
    (one) => one.organisationId === id && one.role === 'siro' && one.deputy !== true,
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
        <Act of={props} act="name-deputy" text="Make this person your deputy" />
      ) : (
        <Act of={props} act="end-deputy" text="End that they are your deputy" />
      )}
    </>
  )
}

function Waiting(props: MemberProps) {
  if (props.c.get('web').isDemonstration) return <></>
  return (
    <>
      <h2 class="nhsuk-heading-l">Invitation</h2>
      <p>It has not been accepted yet. A link works once, within seven days.</p>
      <Act of={props} act="renew" text="Send a new link" />
      <Act of={props} act="revoke" text="Take the invitation back" />
    </>
  )
}
