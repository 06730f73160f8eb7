/** Answers leave the organisation for somebody outside → who took them, for whom and why, in the trail; nothing is given without. */

import type { OrganisationId } from '../ids.ts'
import type { Person } from '../store/person.ts'
import { tidyLine, tidyText } from '../text.ts'
import { changeAssessment } from './acting.ts'
import { recordExport } from './exporting.ts'
import type { House } from './house.ts'

/** Characters (ours). */
export const MOST_RECIPIENT = 120
export const MOST_REASON = 500

/**
 * Enters the export before it is given.
 *
 * @throws as `changeAssessment`; DomainError 'too-many'.
 */
export async function exportOutside(
  house: House,
  person: Person,
  organisationId: OrganisationId,
  { recipient, reason }: { readonly recipient: string; readonly reason: string },
): Promise<void> {
  await changeAssessment(house, person, organisationId, 'export-outside', async (change) => {
    const details = {
      recipient: tidyLine(recipient).slice(0, MOST_RECIPIENT),
      reason: tidyText(reason).slice(0, MOST_REASON),
    }
    await recordExport(change, {
      ...{ action: 'answers-exported', object: change.place.assessment.id, organisationId },
      details,
    })
  })
}
