/** What a question offers beside its levels, numbers and dates, in the words of the page and of a workbook. */

import type { Question } from '../rules/model.ts'

/** `none-of-these` belongs to a checklist only. */
export type Special =
  | 'dont-know'
  | 'not-applicable'
  | 'none-exist'
  | 'never'
  | 'not-measured'
  | 'none-of-these'

export interface SpecialWords {
  readonly special: Special
  readonly text: string
}

/** The answers after the "or" that this question offers to this kind of organisation, in their order. */
export function specialsOf({ form, noneExist, notApplicable }: Question, cohort: string): SpecialWords[] {
  const specials: SpecialWords[] = []
  if (form.type === 'checklist') specials.push({ special: 'none-of-these', text: 'None of these' })
  if (noneExist !== undefined) specials.push({ special: 'none-exist', text: noneExist.text })
  if (form.type === 'number') specials.push({ special: 'not-measured', text: 'We have not measured it' })
  if (form.type === 'date') specials.push({ special: 'never', text: 'It was never done' })
  specials.push({ special: 'dont-know', text: 'We do not know' })
  if (notApplicable !== undefined && notApplicable.cohorts?.includes(cohort) !== false)
    specials.push({ special: 'not-applicable', text: 'It does not apply to us' })
  return specials
}
