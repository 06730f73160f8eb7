/** Kinds of organisation by the id of their cohort → what people call one of them. A kind that is not here goes by its id. */

const NAMES: Readonly<Record<string, string>> = {
  acute: 'Acute trust',
  specialist: 'Specialist trust',
  'mental-health': 'Mental health trust',
  community: 'Community trust',
  ambulance: 'Ambulance trust',
  icb: 'Integrated care board',
  independent: 'Independent provider of NHS care',
}

/** Ids of the kinds, in the order of lists. */
export const COHORTS: readonly string[] = Object.keys(NAMES)

export function cohortName(id: string): string {
  return NAMES[id] ?? id
}
