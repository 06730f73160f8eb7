/** The first page: what Ward Round is and is for, and the way into a fictional trust in any role; or nationally, as an analyst or the administrator. */
import {
  ADMINISTRATOR,
  ANALYSTS,
  cookieOf,
  cookieOfNobody,
  demonstrationId,
  SECOND_ADMINISTRATOR,
  enter,
} from '../../identity/demonstration.ts'
import { DomainError } from '../../errors.ts'
import { NOT_FOR_CARE, PURPOSE } from '../../report/handling.ts'
import { listOnShow, type OnShow } from '../../service/on-show.ts'
import { type Person, ROLE_HINTS, ROLE_NAMES, ROLES } from '../../store/person.ts'
import { compareText } from '../../text.ts'
import { Button } from '../../web/components/button.tsx'
import { ErrorSummary, type FormFault, messageFor } from '../../web/components/error-summary.tsx'
import { ErrorMessage, FormGroup } from '../../web/components/field.tsx'
import { InsetText } from '../../web/components/panels.tsx'
import { Radios } from '../../web/components/radios.tsx'
import { readForm } from '../../web/forms.ts'
import { homeOf, Page, showPage } from '../../web/layout.tsx'
import { paths } from '../../web/paths.ts'
import type { PageContext } from '../../web/web.ts'
import { newRoutes } from '../../web/routes.ts'
import { showFirstPage } from './first-page.tsx'

interface Chosen {
  readonly organisation: string
  readonly role: string
}

export const welcome = newRoutes()

welcome.get('open', paths.welcome, (c) =>
  c.get('web').isDemonstration ? showWelcome(c, { organisation: '', role: '' }, []) : showFirstPage(c),
)

welcome.post('open', paths.enter, async (c) => {
  demandDemonstration(c)
  const form = await readForm(c)
  const chosen = { organisation: form.get('organisation'), role: form.get('role') }
  const faults: FormFault[] = []
  if (chosen.organisation === '') faults.push({ field: 'organisation', message: 'Choose a trust.' })
  if (chosen.role === '') faults.push({ field: 'role', message: 'Choose who you are.' })
  const role = ROLES.find((one) => one === chosen.role)
  const person = role === undefined ? undefined : await enterAs(c, demonstrationId(chosen.organisation, role))
  if (person === undefined) {
    if (faults.length === 0) faults.push({ field: 'organisation', message: 'Choose a trust from the list.' })
    return showWelcome(c, chosen, faults)
  }
  c.header('Set-Cookie', cookieOf(person))
  return c.redirect(homeOf(person), 303)
})

welcome.post('open', paths.enterAsAnalyst, async (c) => {
  demandDemonstration(c)
  const form = await readForm(c)
  const chosen = ANALYSTS.find(({ id }) => id === form.get('analyst'))
  const analyst = chosen === undefined ? undefined : await enterAs(c, chosen.id)
  if (analyst === undefined)
    return showWelcome(c, { organisation: '', role: '' }, [
      { field: 'analyst', message: 'Choose which analyst you are.' },
    ])
  c.header('Set-Cookie', cookieOf(analyst))
  return c.redirect(homeOf(analyst), 303)
})

welcome.post('open', paths.enterAsAdministrator, async (c) => {
  demandDemonstration(c)
  const isSecond = (await readForm(c)).get('which') === 'second'
  const administrator = await enterAs(c, (isSecond ? SECOND_ADMINISTRATOR : ADMINISTRATOR).id)
  if (administrator === undefined) return showWelcome(c, { organisation: '', role: '' }, [])
  c.header('Set-Cookie', cookieOf(administrator))
  return c.redirect(homeOf(administrator), 303)
})

welcome.post('open', paths.leave, (c) => {
  demandDemonstration(c)
  c.header('Set-Cookie', cookieOfNobody())
  c.header('Clear-Site-Data', '"storage"')
  return c.redirect(paths.welcome, 303)
})

/** @throws DomainError 'not-found' where people have accounts: nobody enters as somebody else. */
function demandDemonstration(c: PageContext): void {
  if (!c.get('web').isDemonstration)
    throw new DomainError('not-found', 'Here everybody signs in with an account of their own.')
}

function enterAs(c: PageContext, accountId: string): Promise<Person | undefined> {
  const { house } = c.get('web')
  return enter(house.db, accountId, house.now().toISOString())
}

async function showWelcome(c: PageContext, chosen: Chosen, faults: readonly FormFault[]) {
  const { house } = c.get('web')
  const trusts = await listOnShow(house)
  const finished = trusts.find(({ status }) => status === 'signed')
  const person = c.get('person')
  return showPage(
    c,
    <Page c={c} title="Welcome" faulty={faults.length > 0} current="welcome">
      <ErrorSummary faults={faults} />
      <h1 class="nhsuk-heading-xl">A ward round for a hospital’s cyber defences</h1>
      <p class="nhsuk-lede-text">
        Every trust is examined the same way, the findings are explained, and the next step is agreed.
      </p>
      <p>
        Answer plain questions about your defences. Ward Round shows what your answers add up to: a score that
        explains itself, the risks to patients, and what real attacks on health services would have met here.
        It keeps apart what you state (<em>on paper</em>) and what you can show (<em>on evidence</em>).{' '}
        <a href={paths.whyTheseDomains}>Why we ask about these domains</a>
      </p>
      <p>
        Begin with the first look: the {house.ruleSet.firstLook.length} questions that say most. “We do not
        know” is always an answer.
      </p>
      {finished && (
        <form action={paths.enter} method="post">
          <input type="hidden" name="organisation" value={finished.organisation.id} />
          <input type="hidden" name="role" value="board" />
          <Button>See a finished example</Button>
        </form>
      )}
      <InsetText>
        <p>{PURPOSE}</p>
        <p>{NOT_FOR_CARE}</p>
      </InsetText>
      {person && (
        <p>
          You are here as {person.name}. <a href={homeOf(person)}>Go on where you were</a>, or choose again.
        </p>
      )}
      <h2 class="nhsuk-heading-l">Enter the demonstration</h2>
      <form action={paths.enter} method="post" novalidate>
        <TrustSelect trusts={trusts} chosen={chosen.organisation} faults={faults} />
        <Radios
          name="role"
          legend={{ text: 'Who are you?', size: 'm' }}
          error={messageFor(faults, 'role')}
          value={chosen.role}
          items={ROLES.map((role) => ({
            value: role,
            text: ROLE_NAMES[role],
            hint: ROLE_HINTS[role],
          }))}
        />
        <Button>Enter</Button>
      </form>
      <h2 class="nhsuk-heading-l">Or see the country</h2>
      <p>
        National analysts see groups of trusts, and never one trust’s answers. What one prepares, the other
        confirms.
      </p>
      <form action={paths.enterAsAnalyst} method="post" novalidate>
        <Radios
          name="analyst"
          legend={{ text: 'Which analyst are you?', size: 'm' }}
          error={messageFor(faults, 'analyst')}
          value=""
          items={ANALYSTS.map(({ id, name }) => ({ value: id, text: name }))}
        />
        <Button variant="secondary">Enter as an analyst</Button>
      </form>
      <h2 class="nhsuk-heading-l">Or keep the register</h2>
      <p>
        The administrator keeps organisations, periods and accounts, and sees nothing that anybody answered. A
        second one agrees to a further administrator, to legal holds and to deletions.
      </p>
      <div class="wr-actions">
        <form action={paths.enterAsAdministrator} method="post">
          <Button variant="secondary">Enter as the administrator</Button>
        </form>
        <form action={paths.enterAsAdministrator} method="post">
          <input type="hidden" name="which" value="second" />
          <Button variant="secondary">Enter as the second one</Button>
        </form>
      </div>
    </Page>,
    faults.length > 0 ? 422 : 200,
  )
}

/** The states as a visitor would choose among them, in the order in which an assessment goes through them. */
const STATES: readonly (readonly [words: string, statuses: readonly (string | undefined)[]])[] = [
  ['Not started', [undefined]],
  ['Being filled in', ['draft']],
  ['Returned by the SIRO', ['returned']],
  ['Waiting for a signature', ['submitted']],
  ['Signed', ['signed']],
]

function TrustSelect(props: { trusts: readonly OnShow[]; chosen: string; faults: readonly FormFault[] }) {
  const error = messageFor(props.faults, 'organisation')
  const sorted = props.trusts.toSorted((a, b) => compareText(a.organisation.name, b.organisation.name))
  return (
    <FormGroup error={error !== undefined}>
      <label class="nhsuk-label nhsuk-label--m" for="organisation">
        Which trust?
      </label>
      <div class="nhsuk-hint" id="organisation-hint">
        All of them are invented. Any likeness to a real one is chance.
      </div>
      {error !== undefined && <ErrorMessage id="organisation-error">{error}</ErrorMessage>}
      <select
        class={`nhsuk-select${error === undefined ? '' : ' nhsuk-select--error'}`}
        id="organisation"
        name="organisation"
        aria-describedby={error === undefined ? 'organisation-hint' : 'organisation-hint organisation-error'}
      >
        <option value="">Choose a trust</option>
        {STATES.map(([words, statuses]) => ({
          words,
          members: sorted.filter(({ status }) => statuses.includes(status)),
        }))
          .filter(({ members }) => members.length > 0)
          .map(({ words, members }) => (
            <optgroup label={words}>
              {members.map(({ organisation: { id, name, region } }) => (
                <option value={id} selected={id === props.chosen}>
                  {name} ({region})
                </option>
              ))}
            </optgroup>
          ))}
      </select>
    </FormGroup>
  )
}
