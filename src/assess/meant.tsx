/** That a date or number which can hardly be meant is meant: a tick that a form offers once it was asked about. Nothing of it is kept. */
import * as v from 'valibot'
import { Checkboxes } from '../web/components/checkboxes.tsx'
import type { Field } from '../web/fields.tsx'
import type { Form } from '../web/form.ts'

const FIELD = 'meant'

export const readMeant = (form: Form) => form.get(FIELD) === 'yes'

/** As a field of a form, which shows its tick itself. */
export function meantField(): Field<boolean, boolean> {
  return {
    first: false,
    shape: v.boolean(),
    is: 'hidden',
    read: ({ form }) => readMeant(form),
    target: () => FIELD,
    show: () => <></>,
  }
}

/** As a field, to carry a form through another page unseen. */
export function meantFields(isMeant: boolean): (readonly [name: string, value: string])[] {
  return isMeant ? [[FIELD, 'yes']] : []
}

/** What was read of a form → whether its tick alone would take a fault away: then the form comes back with it. */
export function asksMeant<T extends { readonly isMeant: boolean }>(
  typed: T,
  faults: readonly unknown[],
  faultsOf: (typed: T) => readonly unknown[],
): boolean {
  return !typed.isMeant && faultsOf({ ...typed, isMeant: true }).length < faults.length
}

/** `isAsked`: what was typed gave rise to the question. */
export function MeantTick({ isAsked, isMeant }: { isAsked: boolean; isMeant: boolean }) {
  if (!isAsked && !isMeant) return <></>
  return (
    <Checkboxes
      name={FIELD}
      legend={{ text: 'Is it meant?' }}
      small
      items={[
        {
          value: 'yes',
          text: 'It is meant: I have checked what is asked about above',
          checked: isMeant,
        },
      ]}
    />
  )
}
