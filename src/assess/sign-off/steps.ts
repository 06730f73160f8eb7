/** The steps on the way to a signature as forms: what each asks for. */
import { OFFICES } from '../../report/sign-off.ts'
import { LONGEST_SIGN_OFF_TEXT } from '../../service/signing-off.ts'
import type { SignOffView } from '../../service/reading-sign-off.ts'
import { anew, choice, hidden, line, text } from '../../web/fields.tsx'

/** A step is taken only of what its page shows. */
const seen = (found: SignOffView) => anew(hidden(found.seen))

const word = () => text({ label: 'A word to the SIRO (optional)', most: LONGEST_SIGN_OFF_TEXT })

export const STEP_FIELDS = {
  submit: (found: SignOffView) => ({ seen: seen(found), word: word() }),
  withdraw: (found: SignOffView) => ({ seen: seen(found), word: word() }),
  return: (found: SignOffView) => ({
    seen: seen(found),
    reasons: text({
      label: 'What should the lead look at again?',
      hint: 'The lead, and later the board, read this.',
      most: LONGEST_SIGN_OFF_TEXT,
      rows: 4,
    }),
  }),
  sign: (found: SignOffView) => ({
    seen: seen(found),
    ...Object.fromEntries(OFFICES.map(({ id, name }) => [id, line({ label: name, width: 30 })])),
    'same-line': choice({
      label: 'Does the person who submitted it report to you, or you to them?',
      hint: 'It can be signed all the same. It is shown with the signature.',
      choices: [
        { value: 'no', text: 'No' },
        { value: 'yes', text: 'Yes' },
      ],
    }),
    how: choice({
      label: 'How do you sign?',
      choices: [
        { value: 'without', text: 'Without reservations' },
        { value: 'with', text: 'With reservations', reveals: ['reservations'] },
      ],
    }),
    reservations: text({ label: 'Your reservations', most: LONGEST_SIGN_OFF_TEXT, rows: 4 }),
  }),
  reopen: (found: SignOffView) => ({
    seen: seen(found),
    reasons: text({ label: 'Why is it opened again?', most: LONGEST_SIGN_OFF_TEXT }),
  }),
}

export type StepName = keyof typeof STEP_FIELDS
