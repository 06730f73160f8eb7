/** Kinds of organisation by the id of their cohort → what people call one of them, and many. A kind that is not here goes by its id. */

const NAMES: Readonly<Record<string, readonly [one: string, many: string]>> = {
  acute: ['Acute trust', 'Acute trusts'],
  specialist: ['Specialist trust', 'Specialist trusts'],
  'mental-health': ['Mental health trust', 'Mental health trusts'],
  community: ['Community trust', 'Community trusts'],
  ambulance: ['Ambulance trust', 'Ambulance trusts'],
  icb: ['Integrated care board', 'Integrated care boards'],
  independent: ['Independent provider of NHS care', 'Independent providers of NHS care'],
}

/** Ids of the kinds, in the order of lists. */
export const COHORTS: readonly string[] = Object.keys(NAMES)

export function cohortName(id: string): string {
  return NAMES[id]?.[0] ?? id
}

export function cohortNames(id: string): string {
  return NAMES[id]?.[1] ?? id
}
