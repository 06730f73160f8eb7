/** The form by which somebody makes a key of the API, and the one page that shows it. */
import type { Session } from '../../identity/sessions.ts'
import { randomUUID } from 'node:crypto'
import { decideForSome } from '../../service/permission.ts'
import { KEY_SCOPES, type KeyScope, type Membership, ROLE_NAMES } from '../../store/person.ts'
import { LinkButton } from '../../web/components/button.tsx'
import { WarningCallout } from '../../web/components/panels.tsx'
import { choice, hidden, line } from '../../web/fields.tsx'
import { showPage } from '../../web/layout.tsx'
import { paths } from '../../web/paths.ts'
import { TitledPage } from '../../web/titled-page.tsx'
import type { PageContext } from '../../web/web.ts'

/** What a key may do, as its owner chooses it. */
export const SCOPE_WORDS: Readonly<Record<KeyScope, string>> = {
  read: 'Reads only',
  edit: 'Reads, and edits answers',
}

/** One role of somebody in one organisation, which a key can have. */
export interface Seat extends Membership {
  readonly organisation: string
}

export const seatValue = ({ organisationId, role }: Membership) => `${role}.${organisationId}`

export function keyFields(seats: readonly Seat[], { person }: Session) {
  const edits = seats.some(
    ({ organisationId }) => decideForSome('edit-answers', person, organisationId) === 'allowed',
  )
  return {
    id: hidden(randomUUID()),
    label: line({ label: 'What is it for?', hint: 'Such as: the reporting tool of the board.' }),
    seat: choice({
      label: 'In which of your roles?',
      choices: seats.map((one) => ({
        value: seatValue(one),
        text: `${ROLE_NAMES[one.role]}, ${one.organisation}`,
      })),
      ...(seats[0] !== undefined && { first: seatValue(seats[0]) }),
      missing: 'Choose one of your roles.',
    }),
    scope: choice({
      label: 'What may it do?',
      choices: KEY_SCOPES.filter((scope) => scope === 'read' || edits).map((value) => ({
        value,
        text: SCOPE_WORDS[value],
        hint:
          value === 'edit' ? 'Where your role may. It never signs, invites, shares or agrees.' : undefined,
      })),
      first: 'read',
      missing: 'Choose what it may do.',
    }),
  }
}

/** The one page that shows a new key. */
export function showKey(c: PageContext, label: string, token: string) {
  return showPage(
    c,
    <TitledPage c={c} title="Keep your key" size="l">
      <p>
        The key for <bdi>{label}</bdi>:
      </p>
      <p class="wr-codes nhsuk-u-font-size-22">
        <code>{token}</code>
      </p>
      <WarningCallout heading="Important: it is not shown again">
        <p>
          Put it where the program keeps its secrets, and nowhere else. Whoever has it can do what it may, in
          your name: what it does stands in the trail as yours. It ends with your role, or when you end it.
        </p>
      </WarningCallout>
      <p>
        A program sends it as <code>Authorization: Bearer</code>.
      </p>
      <LinkButton href={paths.account}>I have kept it</LinkButton>
    </TitledPage>,
  )
}
