/** Evidence belongs to the value it was given for: whether a new value would carry its predecessor's along unasked. */

import type { Answer } from './model.ts'

/** Whether the value changed while its evidence, which still is to count, stayed word for word and date for date. */
export function carriesOldEvidence(before: Answer | undefined, after: Answer): boolean {
  if (before === undefined || before.assurance === 'asserted' || after.assurance === 'asserted') return false
  const sameEvidence = before.evidence === after.evidence && before.evidenceDate === after.evidenceDate
  return sameEvidence && JSON.stringify(before.value) !== JSON.stringify(after.value)
}
