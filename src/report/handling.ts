/** The words of purpose and handling, the same behind every door; ours. */

export const PURPOSE =
  'Ward Round helps an organisation find and fix its own weaknesses. It must not be used to rank organisations, set pay or targets, choose suppliers by score, or discipline staff. A low score honestly given is worth more than a high one nobody checked.'

export const NOT_FOR_CARE = 'Not for use in patient care; not a medical device, nor a clinical safety case.'

/** Of a paper without any answer or result. Source: Government Security Classifications Policy, Cabinet Office, 2023: what the public sector writes is OFFICIAL at least. */
export const PUBLIC_MARKING = 'OFFICIAL'

export const MARKING_NOTE =
  'This marking tells you how to handle the document. It does not decide whether it can be released under the Freedom of Information Act.'

/** What a SIRO signs. `date`: the assessment's reference date, in words; `marked`: what they said of the answers listed, as a sentence. */
export function signOffText(date: string, marked: string): string {
  return `I have reviewed this assessment as Senior Information Risk Owner. ${marked} To the best of my knowledge it is a fair account of our position on ${date}, subject to the reservations below. It is not a warranty, an audit or our DSPT return.`
}

export const NO_PATIENTS = 'Do not upload anything that shows a patient.'

/** Exemptions that an FOI lead may wish to consider, of the Freedom of Information Act 2000; never advice. */
export const FOI_SECTIONS: readonly { readonly section: string; readonly about: string }[] = [
  { section: 'section 31', about: 'law enforcement, which includes preventing crime' },
  { section: 'section 24', about: 'national security' },
  { section: 'section 36', about: 'the effective conduct of public affairs' },
  { section: 'section 38', about: 'health and safety' },
  { section: 'section 41', about: 'information given in confidence' },
  { section: 'section 43', about: 'commercial interests' },
]

/** Whose paper it is, at the foot of each page; a fictional one says so. */
export function saysOf({ name, fictional }: { readonly name: string; readonly fictional: boolean }): string {
  return `${fictional ? 'Demonstration, fictional: ' : ''}${name}`
}
