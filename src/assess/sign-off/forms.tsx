/** The forms of the steps that this person can take now; where one cannot be taken yet, what is missing. */
import type { Child } from 'hono/jsx'
import { OFFICES } from '../../report/sign-off.ts'
import { signOffText } from '../../report/handling.ts'
import { countWords, dateWords } from '../../report/words.ts'
import { isNothingMissing, type Missing } from '../../service/explaining.ts'
import type { StateAction } from '../../service/permission.ts'
import type { SignOffView } from '../../service/signing-off.ts'
import { Button } from '../../web/components/button.tsx'
import { type FormFault, messageFor } from '../../web/components/error-summary.tsx'
import { Textarea, TextInput } from '../../web/components/inputs.tsx'
import { InsetText, WarningCallout } from '../../web/components/panels.tsx'
import { Radios } from '../../web/components/radios.tsx'
import { mayDo } from '../editing.ts'
import { paths } from '../../web/paths.ts'
import type { PageContext } from '../../web/web.ts'
import type { TypedStep } from './typed.ts'

export interface SignOffProps {
  c: PageContext
  found: SignOffView
  typed: TypedStep
  faults: readonly FormFault[]
}

export function Forms(props: SignOffProps) {
  const { c, found } = props
  const may = (action: StateAction) => mayDo(c, found.view, action)
  return (
    <div class="wr-no-print" id="next-step">
      {may('submit') && <Submit {...props} />}
      {may('withdraw') && (
        <StepForm {...props} of="withdraw" heading="Withdraw it" button="Withdraw" variant="secondary">
          <p>You can take it back to change something, as long as it is not signed.</p>
          <Text {...props} of="withdraw" name="word" label="A word to the SIRO (optional)" rows={3} />
        </StepForm>
      )}
      {may('sign') && <Sign {...props} />}
      {may('return') && (
        <StepForm {...props} of="return" heading="Or return it" button="Return it" variant="secondary">
          <Text
            {...props}
            of="return"
            name="reasons"
            label="What should the lead look at again?"
            hint="The lead, and later the board, read this."
            rows={4}
          />
        </StepForm>
      )}
      {may('reopen') && (
        <StepForm {...props} of="reopen" heading="Reopen it" button="Reopen" variant="secondary">
          <p>
            What was signed stays as it is. A new draft goes on from it, and replaces it once that one is
            signed.
          </p>
          <Text {...props} of="reopen" name="reasons" label="Why is it opened again?" rows={3} />
        </StepForm>
      )}
    </div>
  )
}

function Submit(props: SignOffProps) {
  const { missing, view } = props.found
  if (!isNothingMissing(missing)) return <NotYet missing={missing} id={view.organisation.id} />
  return (
    <StepForm {...props} of="submit" heading="Submit to the SIRO" button="Submit to the SIRO">
      <p>Nothing can be changed after that, until you withdraw it or the SIRO returns it.</p>
      <Text {...props} of="submit" name="word" label="A word to the SIRO (optional)" rows={3} />
    </StepForm>
  )
}

function NotYet({ missing, id }: { missing: Missing; id: string }) {
  const { unanswered, toConfirm, toExplain } = missing
  return (
    <WarningCallout heading="Not ready for the SIRO yet">
      <p>“We do not know” is an answer too, and can be submitted.</p>
      <ul>
        {unanswered.length > 0 && (
          <li>
            <a href={paths.answers(id, 'unanswered')}>
              {countWords(unanswered.length, 'question')} not answered
            </a>
          </li>
        )}
        {toConfirm.length > 0 && (
          <li>
            <a href={paths.confirm(id)}>
              {countWords(toConfirm.length, 'answer')} carried forward and not confirmed yet
            </a>
          </li>
        )}
        {toExplain.length > 0 && (
          <li>
            <a href={`${paths.checkAnswers(id)}#explain-or-correct`}>
              {countWords(toExplain.length, 'thing')} to explain or correct
            </a>
          </li>
        )}
      </ul>
    </WarningCallout>
  )
}

function Sign(props: SignOffProps) {
  const { found, faults, typed } = props
  if (found.submittedByViewer)
    return (
      <InsetText>
        <p>You submitted this assessment, so somebody else must sign it. You can name a deputy.</p>
      </InsetText>
    )
  const own = typed.of === 'sign'
  return (
    <StepForm {...props} of="sign" heading="Sign it" button="Sign">
      <InsetText>
        <p>{signOffText(dateWords(found.view.assessment.asOf))}</p>
      </InsetText>
      <h3 class="nhsuk-heading-m">Who has seen it?</h3>
      <p>Write a name for each who has. Leave the others empty.</p>
      {OFFICES.map(({ id, name }) => (
        <TextInput
          name={id}
          label={name}
          width={30}
          value={own ? (typed.texts[id] ?? '') : ''}
          error={messageFor(faults, id)}
        />
      ))}
      <Radios
        name="same-line"
        legend={{ text: 'Does the person who submitted it report to you, or you to them?', size: 'm' }}
        hint="It can be signed all the same. It is shown with the signature."
        error={messageFor(faults, 'same-line')}
        value={own ? typed.sameLine : ''}
        items={[
          { value: 'no', text: 'No' },
          { value: 'yes', text: 'Yes' },
        ]}
      />
      <Radios
        name="how"
        legend={{ text: 'How do you sign?', size: 'm' }}
        error={messageFor(faults, 'how')}
        value={own ? typed.how : ''}
        items={[
          { value: 'without', text: 'Without reservations' },
          {
            value: 'with',
            text: 'With reservations',
            conditional: <Text {...props} of="sign" name="reservations" label="Your reservations" rows={4} />,
          },
        ]}
      />
    </StepForm>
  )
}

interface StepFormProps extends SignOffProps {
  of: StateAction & NonNullable<SignOffProps['typed']['of']>
  heading: string
  button: string
  variant?: 'secondary'
  children: Child
}

function StepForm({ found, of, heading, button, variant, children }: StepFormProps) {
  return (
    <section aria-labelledby={`${of}-heading`}>
      <h2 class="nhsuk-heading-l" id={`${of}-heading`}>
        {heading}
      </h2>
      <form action={paths.signOffStep(found.view.organisation.id, of)} method="post" novalidate>
        <input type="hidden" name="seen" value={found.seen} />
        {children}
        <Button {...(variant === undefined ? {} : { variant })}>{button}</Button>
      </form>
    </section>
  )
}

interface TextFieldProps extends SignOffProps {
  of: StepFormProps['of']
  name: string
  label: string
  hint?: string
  rows: number
}

function Text({ typed, faults, of, name, label, hint, rows }: TextFieldProps) {
  const own = typed.of === of
  return (
    <Textarea
      name={name}
      label={label}
      {...(hint === undefined ? {} : { hint })}
      rows={rows}
      value={own ? (typed.texts[name] ?? '') : ''}
      error={own ? messageFor(faults, name) : undefined}
    />
  )
}
