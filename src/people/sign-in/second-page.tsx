/** The second step: a passkey, a code of the authenticator app, or a recovery code. */
import type { findSecondFactors } from '../../identity/signing-in.ts'
import { Button } from '../../web/components/button.tsx'
import { ErrorSummary, type FormFault } from '../../web/components/error-summary.tsx'
import { Details, InsetText } from '../../web/components/panels.tsx'
import { Page, showPage } from '../../web/layout.tsx'
import { paths } from '../../web/paths.ts'
import type { PageContext } from '../../web/web.ts'
import { signInPaths } from './addresses.ts'
import { CodeInput, PasskeyForm } from './parts.tsx'

export function showSecond(
  c: PageContext,
  ways: Awaited<ReturnType<typeof findSecondFactors>>,
  faults: readonly FormFault[],
) {
  const takesApp = ways.authenticator && !ways.isClosed
  return showPage(
    c,
    <Page
      c={c}
      title="Second step"
      faulty={faults.length > 0}
      back={{ href: paths.signIn(), text: 'Begin again' }}
      scripts={['passkey.js']}
    >
      <ErrorSummary faults={faults} />
      <h1 class="nhsuk-heading-l">Show that it is you</h1>
      {ways.passkey && (
        <PasskeyForm
          does="get"
          action={signInPaths.secondPasskey}
          options={signInPaths.secondOptions}
          button="Use a passkey"
        />
      )}
      {ways.isClosed && (
        <InsetText>
          <p>
            Too many wrong codes were typed since the last right one, and codes of the app open nothing now.
            One of your recovery codes opens them again.
          </p>
        </InsetText>
      )}
      <form action={signInPaths.second} method="post" novalidate>
        <CodeInput
          recovery={!takesApp}
          label={takesApp ? 'Code of your authenticator app' : 'Recovery code'}
          hint={
            takesApp
              ? 'Six digits, new every 30 seconds; each works once. A recovery code can be typed here too.'
              : 'Letters and digits in groups of four, from the list that you kept. Each works once.'
          }
          faults={faults}
        />
        <Button {...(ways.passkey ? { variant: 'secondary' } : {})}>Sign in</Button>
      </form>
      <Details summary="I have neither">
        <p>
          Use one of the ten recovery codes that you kept when you began
          {ways.recoveryCodes === 0 && ' (none of yours is left)'}. If you have none, ask the administrator of
          this service to invite you again. Nobody can skip this step for you.
        </p>
      </Details>
    </Page>,
    faults.length > 0 ? 422 : 200,
  )
}
