/** What everybody of an organisation without an assessment sees on each of its pages: what to do, and who can. */
import type { NotStarted } from '../service/places.ts'
import { decide } from '../service/permission.ts'
import { LinkButton } from './components/button.tsx'
import { Page } from './layout.tsx'
import { paths } from './paths.ts'
import type { PageContext } from './web.ts'

export function NotStartedPage({ c, organisation }: { c: PageContext } & Pick<NotStarted, 'organisation'>) {
  const { id, name } = organisation
  const person = c.get('person')
  const mayStart = decide('start-assessment', person, id) === 'allowed'
  const readsMembers = decide('read-members', person, id) === 'allowed'
  return (
    <Page c={c} title="No assessment yet" organisation={{ id, name }}>
      <h1 class="nhsuk-heading-xl">
        <span class="nhsuk-caption-xl">
          <bdi>{name}</bdi>
        </span>
        No assessment yet
      </h1>
      <p>There is nothing to show here until the first assessment has been started.</p>
      {mayStart ? (
        <>
          <p>You start it, as cyber lead. Then share the questions out, or begin with the first look.</p>
          <LinkButton href={paths.start(id)}>Start an assessment</LinkButton>
        </>
      ) : (
        <p>
          Your cyber lead starts it.{' '}
          {readsMembers ? (
            <>
              <a href={paths.people(id)}>See who that is.</a> If nobody is, the national administrators give
              somebody the role.
            </>
          ) : (
            <>Ask them, or your SIRO (senior information risk owner) if you do not know who that is.</>
          )}
        </p>
      )}
      <p>
        Meanwhile you can read <a href={paths.questionnaire}>the questions</a>,{' '}
        <a href={paths.howItIsScored}>how it is scored</a> and <a href={paths.incidents}>past attacks</a>.
      </p>
    </Page>
  )
}
