/** The first page of the service: what Ward Round is and is for, and the way to sign in. */
import { NOT_FOR_CARE, PURPOSE } from '../../report/handling.ts'
import { LinkButton } from '../../web/components/button.tsx'
import { InsetText } from '../../web/components/panels.tsx'
import { showPage } from '../../web/layout.tsx'
import { homeOf } from '../../web/navigation.tsx'
import { paths } from '../../web/paths.ts'
import { TitledPage } from '../../web/titled-page.tsx'
import type { PageContext } from '../../web/web.ts'

export function showFirstPage(c: PageContext) {
  const person = c.get('person')
  return showPage(
    c,
    <TitledPage c={c} title="Welcome" heading="Ward Round" current="welcome">
      <p class="nhsuk-body-l">
        Every trust examined the same way, the findings explained, the next step agreed: plain questions about
        a hospital’s own cyber defences. <a href={paths.whyTheseDomains}>Why we ask about these domains</a>
      </p>
      <InsetText>
        <p>{PURPOSE}</p>
        <p>{NOT_FOR_CARE}</p>
      </InsetText>
      {person === undefined ? (
        <>
          <LinkButton href={paths.signIn()}>Sign in</LinkButton>
          <p>
            Accounts are by invitation: ask your organisation’s cyber lead, or the administrator of this
            service.
          </p>
        </>
      ) : (
        <Onward home={homeOf(person)} />
      )}
    </TitledPage>,
  )
}

function Onward({ home }: { home: string }) {
  if (home !== paths.welcome) return <LinkButton href={home}>Go on where you were</LinkButton>
  return (
    <p>
      You have no role here at the moment. Ask your organisation’s cyber lead, or the administrator of this
      service. <a href={paths.account}>Your account</a>
    </p>
  )
}
