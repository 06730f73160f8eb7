/** The drafts of the present round → the reviews that their checked answers speak of, on the day after the date of the evidence. All of it is invented. */

import { daysAfter } from '../calendar.ts'
import { demonstrationId } from '../identity/demonstration.ts'
import { insertReviews, type ReviewRow } from '../store/reviews.ts'
import type { Handle } from '../store/tables.ts'
import type { Filled } from './fill.ts'
import { VERIFIERS } from './values.ts'

export async function fillReviews(db: Handle, drafts: readonly Filled[]): Promise<void> {
  await insertReviews(
    db,
    drafts.flatMap(({ assessmentId, organisationId, answers }) =>
      Object.entries(answers.answers).flatMap(([questionId, answer]): ReviewRow[] => {
        const { value, evidence, evidenceDate, verifiedBy, verifiedHow } = answer
        if (evidence === undefined || evidenceDate === undefined) return []
        if (verifiedBy === undefined || verifiedHow === undefined) return []
        return [
          {
            id: `${assessmentId}-${questionId}`,
            assessmentId,
            questionId,
            value,
            evidence,
            evidenceDate,
            how: verifiedHow,
            independence: verifiedBy === VERIFIERS[0] ? 'internal-audit' : 'outside-body',
            finding: 'agree',
            note: '',
            at: daysAfter(new Date(`${evidenceDate}T11:00:00.000Z`), 1),
            byId: demonstrationId(organisationId, 'reviewer'),
            byName: verifiedBy,
          },
        ]
      }),
    ),
  )
}
