/** The first page of the demonstration: what Ward Round is and is for, and the way into a fictional trust in any role, or nationally. */
import * as v from 'valibot'
import { ANALYSTS } from '../../identity/demonstration.ts'
import { NOT_FOR_CARE, PURPOSE } from '../../report/handling.ts'
import type { OnShow } from '../../service/on-show.ts'
import { ROLES } from '../../store/person.ts'
import { compareText } from '../../text.ts'
import { ButtonForm } from '../../web/components/button-form.tsx'
import { ErrorMessage, FormGroup } from '../../web/components/field.tsx'
import { InsetText } from '../../web/components/panels.tsx'
import { choice, type Field, line } from '../../web/fields.tsx'
import { homeOf } from '../../web/navigation.tsx'
import { paths } from '../../web/paths.ts'
import { FormBox, newForm, type ShownForm } from '../../web/shown-form.tsx'
import { TitledPage } from '../../web/titled-page.tsx'
import type { PageContext } from '../../web/web.ts'
import { roleChoice } from '../account-words.tsx'

export function enterFields(trusts: readonly OnShow[]) {
  const organisation: Field<string, string> = {
    ...line({ label: 'Which trust?' }),
    shape: v.pipe(v.string(), v.nonEmpty('Choose a trust.')),
    show: ({ value, error }) => <TrustSelect trusts={trusts} chosen={value} error={error} />,
  }
  const role = choice({
    label: 'Who are you?',
    size: 'm',
    missing: 'Choose who you are.',
    choices: ROLES.map(roleChoice),
  })
  return { organisation, role }
}

export const ANALYST = {
  analyst: choice({
    label: 'Which analyst are you?',
    size: 'm',
    missing: 'Choose which analyst you are.',
    choices: ANALYSTS.map(({ id, name }) => ({ value: id, text: name })),
  }),
}

interface WelcomeProps {
  c: PageContext
  trusts: readonly OnShow[]
  /** One of its forms, which came back. */
  form?: ShownForm
}

export function WelcomePage({ c, trusts, form }: WelcomeProps) {
  const formAt = (action: string, fields: ShownForm['fields']) =>
    form?.action === action ? form : newForm(action, fields)
  const entering = formAt(paths.enter, enterFields(trusts))
  const analyst = formAt(paths.enterAsAnalyst, ANALYST)
  const finished = trusts.find(({ status }) => status === 'signed')
  const person = c.get('person')
  return (
    <TitledPage
      c={c}
      title="Welcome"
      heading="A ward round for a hospital’s cyber defences"
      current="welcome"
      form={form}
    >
      <p class="nhsuk-lede-text">
        Every trust is examined the same way, the findings are explained, and the next step is agreed.
      </p>
      <p>
        Answer plain questions about your defences. Ward Round shows what your answers add up to: a score that
        explains itself, the risks to patients, and what real attacks on health services would have met here.
        It separates what you state (<em>on paper</em>) from what you can show (<em>on evidence</em>).{' '}
        <a href={paths.whyTheseDomains}>Why we ask about these domains</a>
      </p>
      <p>
        Begin with the first look: the {c.get('web').house.ruleSet.firstLook.length} questions that say most.
        “We do not know” is always an answer.
      </p>
      {finished && (
        <ButtonForm
          action={paths.enter}
          sends={{ organisation: finished.organisation.id, role: 'board' }}
          button="See a finished example"
        />
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
      <FormBox of={entering} button="Enter" />
      <h2 class="nhsuk-heading-l">Or see the country</h2>
      <p>
        National analysts see groups of trusts, and never one trust’s answers. What one prepares, the other
        confirms.
      </p>
      <FormBox of={analyst} button="Enter as an analyst" variant="secondary" />
      <h2 class="nhsuk-heading-l">Or run the service</h2>
      <p>
        The administrator manages organisations, periods and accounts, and sees nothing that anybody answered.
        A second one agrees to a further administrator, to legal holds and to deletions.
      </p>
      <div class="wr-actions">
        <ButtonForm
          action={paths.enterAsAdministrator}
          button="Enter as the administrator"
          variant="secondary"
        />
        <ButtonForm
          action={paths.enterAsAdministrator}
          sends={{ which: 'second' }}
          button="Enter as the second one"
          variant="secondary"
        />
      </div>
    </TitledPage>
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

function TrustSelect(props: { trusts: readonly OnShow[]; chosen: string; error: string | undefined }) {
  const { trusts, error } = props
  const sorted = trusts.toSorted((a, b) => compareText(a.organisation.name, b.organisation.name))
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
