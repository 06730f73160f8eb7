/** The people of an organisation with their roles, for its lead and its SIRO. */
import { decide } from '../../service/permission.ts'
import type { MemberRole, Members } from '../../service/members.ts'
import { roleWords, StateTag } from '../account-words.tsx'
import { LinkButton } from '../../web/components/button.tsx'
import { SummaryCard } from '../../web/components/lists.tsx'
import { InsetText } from '../../web/components/panels.tsx'
import { paths } from '../../web/paths.ts'
import { TitledPage } from '../../web/titled-page.tsx'
import type { PageContext } from '../../web/web.ts'

export function PeoplePage({ c, organisation, members }: Members & { c: PageContext }) {
  const { id } = organisation
  const { isDemonstration } = c.get('web')
  const manages = decide('manage-members', c.get('person'), id) === 'allowed'
  const names = decide('name-deputy', c.get('person'), id) === 'allowed'
  return (
    <TitledPage c={c} title="People" organisation={organisation} current="people">
      <p>
        What somebody may do here follows from their roles. A change counts from their next page. A further
        cyber lead, SIRO or deputy waits until somebody else has agreed:{' '}
        <a href={paths.requests()}>see what waits</a>.
      </p>
      {manages &&
        (isDemonstration ? (
          <InsetText>
            <p>
              In the demonstration nobody can be invited: there is one person for each role. Their roles can
              be changed.
            </p>
          </InsetText>
        ) : (
          <LinkButton href={paths.invite(id)}>Invite somebody</LinkButton>
        ))}
      {members.map((one) => (
        <SummaryCard
          heading={<bdi>{one.name}</bdi>}
          actions={
            manages || names
              ? [{ href: paths.member(id, one.id), text: 'Change', about: `roles of ${one.name}` }]
              : []
          }
          rows={[
            { key: one.roles.length === 1 ? 'Role' : 'Roles', value: <Roles of={one.roles} /> },
            ...(one.email === undefined ? [] : [{ key: 'Email', value: one.email }]),
            { key: 'Account', value: <StateTag status={one.status} /> },
          ]}
        />
      ))}
    </TitledPage>
  )
}

function Roles({ of }: { of: readonly MemberRole[] }) {
  return (
    <>
      {of.map((role, index) => (
        <>
          {index > 0 && <br />}
          {roleWords(role)}
        </>
      ))}
    </>
  )
}
