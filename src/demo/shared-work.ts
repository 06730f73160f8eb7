/** The drafts of the present round → a little shared work in each: two parts with the contributor, and two comments. All of it is invented. */

import { daysAfter, londonDate } from '../calendar.ts'
import { demonstrationId } from '../identity/demonstration.ts'
import type { RuleSet } from '../rules/model.ts'
import { type Assignment, insertAssignments } from '../store/assignments.ts'
import { insertComment } from '../store/comments.ts'
import type { Handle } from '../store/tables.ts'
import type { Filled } from './fill.ts'

const LEAD = 'Cyber lead (demonstration)'
const SIRO = 'SIRO (demonstration)'

/** Shares out one domain, due in three weeks, and one question that is late; and adds one comment to each of two questions. */
export async function shareWork(
  db: Handle,
  ruleSet: RuleSet,
  drafts: readonly Filled[],
  now: Date,
): Promise<void> {
  const day = (days: number) => new Date(daysAfter(now, days))
  for (const { assessmentId, organisationId, answers } of drafts) {
    const typed = ruleSet.questions.filter((one) => one.form.type !== 'share' && one.showWhen === undefined)
    const open = typed.find((one) => answers.answers[one.id] === undefined) ?? typed[0]
    const domain = ruleSet.domains.findLast((one) => one.id !== open?.domain)
    if (open === undefined || domain === undefined) return
    const given = {
      accountId: demonstrationId(organisationId, 'contributor'),
      givenAt: day(-14).toISOString(),
      givenBy: LEAD,
    }
    const parts: readonly Assignment[] = [
      {
        ...given,
        id: `${assessmentId}-part-1`,
        kind: 'domain',
        target: domain.id,
        due: londonDate(day(21)),
        note: 'You know these best. Leave a comment where you are not sure.',
      },
      {
        ...given,
        id: `${assessmentId}-part-2`,
        kind: 'question',
        target: open.id,
        due: londonDate(day(-3)),
        note: 'Please ask the team on call.',
      },
    ]
    await insertAssignments(db, assessmentId, parts)
    const at = day(-2).toISOString()
    await insertComment(db, assessmentId, {
      id: `${assessmentId}-comment-1`,
      questionId: open.id,
      text: 'Is this true of every site, or of the main one only?',
      at,
      byName: SIRO,
      byId: demonstrationId(organisationId, 'siro'),
    })
    const first = ruleSet.questions.find((one) => one.domain === domain.id)
    if (first === undefined) continue
    await insertComment(db, assessmentId, {
      id: `${assessmentId}-comment-2`,
      questionId: first.id,
      text: 'The report that shows this is due next month.',
      at,
      byName: LEAD,
      byId: demonstrationId(organisationId, 'lead'),
    })
  }
}
