/** Ten new recovery codes → the one page that shows them, to be printed, downloaded or written down; it says what they need beside them. */
import { accountPaths } from '../account/addresses.ts'
import { LinkButton } from '../../web/components/button.tsx'
import { WarningCallout } from '../../web/components/panels.tsx'
import { showPage } from '../../web/layout.tsx'
import { dayWords } from '../../web/times.ts'
import { TitledPage } from '../../web/titled-page.tsx'
import { getGate, type PageContext } from '../../web/web.ts'

export interface NewCodes {
  readonly codes: readonly string[]
  /** Of the account that they open. */
  readonly email: string
  /** The account has a password, or its owner's organisation signs them in: something that a code can come after. */
  readonly hasFirst: boolean
  readonly onward: string
}

export function showCodes(c: PageContext, made: NewCodes) {
  const hasMail = getGate(c).mailer !== undefined
  const mustSet = !made.hasFirst && !hasMail
  return showPage(
    c,
    <TitledPage c={c} title="Keep your recovery codes" size="l" scripts={['print.js']}>
      <p>
        Each of these opens the second step once, when your passkey or your phone is lost. It comes after a
        password, or after your organisation’s sign-in.
      </p>
      {!made.hasFirst && (
        <p>
          {hasMail
            ? 'You have no password, and need none now. If your passkey is lost, ask for one by email on the page for signing in, and use one of these codes then.'
            : 'You have no password yet. Set one now: without it, these codes open nothing.'}
        </p>
      )}
      <p class="wr-print-only">
        {made.email}, {getGate(c).origin}, {dayWords(getGate(c).now())}
      </p>
      <ul class="wr-codes nhsuk-u-font-size-22">
        {made.codes.map((code) => (
          <li>{code}</li>
        ))}
      </ul>
      <p class="wr-actions wr-no-print">
        <LinkButton href={fileOf(c, made)} download="ward-round-recovery-codes.txt" variant="secondary">
          Download them
        </LinkButton>
        <button class="nhsuk-button nhsuk-button--secondary" type="button" data-print hidden>
          Print them
        </button>
      </p>
      <WarningCallout heading="Important: they are not shown again">
        <p>
          Print them, or keep them in your password manager. Do not keep them with your password on paper.
        </p>
      </WarningCallout>
      <div class="wr-actions wr-no-print">
        {mustSet && <LinkButton href={accountPaths.password}>Set a password</LinkButton>}
        <LinkButton href={made.onward} {...(mustSet ? { variant: 'secondary' } : {})}>
          I have kept them
        </LinkButton>
      </div>
    </TitledPage>,
  )
}

/** A file of plain text, inside its own address: the codes go to the browser once and never back. */
function fileOf(c: PageContext, { codes, email }: NewCodes): string {
  const { origin, now } = getGate(c)
  const lines = [
    'Recovery codes of Ward Round',
    origin,
    `Account: ${email}`,
    `Made on ${dayWords(now())}; earlier ones open nothing.`,
    'Each opens the second step once, after a password or your organisation’s sign-in.',
    '',
    ...codes,
    '',
  ]
  return `data:text/plain;charset=utf-8,${encodeURIComponent(lines.join('\r\n'))}`
}
