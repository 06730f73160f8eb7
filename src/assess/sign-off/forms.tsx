/** The forms of the steps that this person can take now; where one cannot be taken yet, what is missing. */
import type { Child } from 'hono/jsx'
import { signOffText } from '../../report/handling.ts'
import { markedSentence } from '../../report/listed.ts'
import { OFFICES } from '../../report/sign-off.ts'
import { countWords, dateWords } from '../../report/words.ts'
import { isNothingMissing, type Missing } from '../../service/explaining.ts'
import { countMarks } from '../../service/listed-answers.ts'
import type { SignOffView } from '../../service/reading-sign-off.ts'
import { Details, InsetText, WarningCallout } from '../../web/components/panels.tsx'
import { paths } from '../../web/paths.ts'
import { FieldOf, FormBox, newForm, type ShownForm, TypedInto } from '../../web/shown-form.tsx'
import type { PageContext } from '../../web/web.ts'
import { mayDo } from '../editing.ts'
import { STEP_FIELDS, type StepName } from './steps.ts'

export interface SignOffProps {
  c: PageContext
  found: SignOffView
  /** The step that was sent and not taken, with what was typed. */
  sent?: { readonly of: StepName; readonly form: ShownForm }
  /** What was said of answers and not kept. */
  marks?: ShownForm
}

export function Forms(props: SignOffProps) {
  const { c, found, sent } = props
  const may = (step: StepName) => mayDo(c, found.view, step)
  const isShown: Readonly<Record<StepName, boolean>> = {
    submit: may('submit') && isNothingMissing(found.missing),
    withdraw: may('withdraw'),
    sign: may('sign') && !found.submittedByViewer,
    return: may('return'),
    reopen: may('reopen'),
  }
  return (
    <div class="wr-no-print wr-decision" id="next-step">
      {sent && !isShown[sent.of] && <TypedInto of={sent.form} />}
      {!may('submit') && !may('sign') && !Object.values(isShown).includes(true) && (
        <p>Nothing: the next step is somebody else’s, or there is none.</p>
      )}
      {isShown.submit && (
        <StepForm {...props} of="submit" heading="Submit to the SIRO" button="Submit to the SIRO">
          <p>Nothing can be changed after that, until you withdraw it or the SIRO returns it.</p>
        </StepForm>
      )}
      {may('submit') && !isShown.submit && <NotYet missing={found.missing} id={found.view.organisation.id} />}
      {isShown.withdraw && (
        <StepForm {...props} of="withdraw" heading="Withdraw it" button="Withdraw" variant="secondary">
          <p>You can take it back to change something, as long as it is not signed.</p>
        </StepForm>
      )}
      {isShown.sign && (
        <StepForm {...props} of="sign" heading="Sign it" button="Sign">
          <p class="wr-small">
            {signOffText(dateWords(found.view.assessment.asOf), markedSentence(countMarks(found.listed)))}
          </p>
        </StepForm>
      )}
      {may('sign') && !isShown.sign && (
        <InsetText>
          <p>You submitted this assessment, so somebody else must sign it. You can name a deputy.</p>
        </InsetText>
      )}
      {isShown.return && (
        <Details summary="Or return it" open={sent?.of === 'return'}>
          <StepForm {...props} of="return" heading="Return it" button="Return it" variant="secondary" />
        </Details>
      )}
      {isShown.reopen && (
        <StepForm {...props} of="reopen" heading="Reopen it" button="Reopen" variant="secondary">
          <p>
            What was signed stays as it is. A new draft goes on from it, and replaces it once that one is
            signed.
          </p>
        </StepForm>
      )}
    </div>
  )
}

interface StepFormProps extends SignOffProps {
  of: StepName
  heading: string
  button: string
  variant?: 'secondary'
  children?: Child
}

function StepForm({ found, sent, of, heading, button, variant, children }: StepFormProps) {
  const form =
    sent?.of === of
      ? sent.form
      : newForm(paths.signOffSteps[of](found.view.organisation.id), STEP_FIELDS[of](found))
  return (
    <section aria-labelledby={`${of}-heading`}>
      <h3
        class={of === 'sign' ? 'nhsuk-u-visually-hidden' : 'nhsuk-heading-s nhsuk-u-margin-bottom-2'}
        id={`${of}-heading`}
      >
        {heading}
      </h3>
      {children}
      <FormBox of={form} button={button} variant={variant}>
        {of === 'sign' ? <SignFields of={form} /> : undefined}
      </FormBox>
    </section>
  )
}

/** How it is signed, side by side; those who have seen it are folded until one is named. */
function SignFields({ of }: { of: ShownForm }) {
  const isNamed = OFFICES.some(({ id }) => of.typed[id] !== '')
  return (
    <>
      <div class="wr-side-by-side">
        <FieldOf of={of} name="how" />
        <FieldOf of={of} name="same-line" />
      </div>
      <Details summary="Who has seen it?" open={isNamed}>
        <p>Write a name for each who has. Leave the others empty.</p>
        {OFFICES.map(({ id }) => (
          <FieldOf of={of} name={id} />
        ))}
      </Details>
    </>
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
