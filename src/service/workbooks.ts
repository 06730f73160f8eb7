/** The answers of a draft ↔ a workbook in which they are filled in away from here: what stands in it, and what of one that came back can be looked at. Nothing is kept of either. */

import type { Opened } from '../answers/opening.ts'
import { refuseTurns } from '../answers/sent-file.ts'
import { findWentOut, openWorkbook } from '../answers/workbook-in.ts'
import { layOutWorkbook, type OutSheet } from '../answers/workbook-out.ts'
import type { InSheet } from '../answers/workbook-sheet.ts'
import type { OrganisationId } from '../ids.ts'
import type { Person } from '../store/person.ts'
import { findRuleSetVersion } from '../store/rule-sets.ts'
import { changeAssessment, lookAtAssessment } from './acting.ts'
import { readContent } from './content.ts'
import type { House } from './house.ts'
import { getRuleSet } from './rule-sets.ts'
import { recordTaken } from './whole-assessments.ts'

/** Its name among the files that can be taken. */
export const WORKBOOK = 'answers.xlsx'

const ABOUT = [
  'Fill in the yellow cells. Then send this file under “Bring answers in from a file”: you see what it would change before anything is saved.',
  'Where a cell has a list, choose from it. “We do not know” is an answer: it is better than a guess.',
  'A cell that you leave as it is changes nothing. A cell that you empty takes nothing away.',
  'Of a checklist, say Yes or No beside each item. With a Yes beside some, a blank cell is a No.',
  'Evidence is a link, or the document and its place; give its date beside it. Do not add anything that shows a patient.',
  'Of a register, each row is found by its name. Add rows below; rows are deleted only on the pages.',
  'Do not rename or delete columns, nor the ids at the left. Rows may be sorted.',
]

/**
 * The sheets of the present assessment, once it is entered in the trail that somebody took them.
 *
 * @throws as `exportAssessment`.
 */
export async function exportQuestionnaire(
  house: House,
  person: Person,
  organisationId: OrganisationId,
  marking: string,
): Promise<OutSheet[]> {
  return changeAssessment(house, person, organisationId, 'read-whole', async (change) => {
    const { db, place } = change
    const { ruleSet, organisation, assessment } = place
    await recordTaken(change, place, WORKBOOK)
    const { answers, registers } = await readContent(db, ruleSet, organisation, assessment)
    const rowsOf = (id: string) => registers[id]?.rows ?? []
    return layOutWorkbook({ ruleSet, assessmentId: assessment.id, answers, rowsOf, marking, about: ABOUT })
  })
}

/** A workbook that came back, under the rules that it went out with, or today's where they are not kept here. @throws as `lookAtAssessment`. */
export async function openSentWorkbook(
  house: House,
  person: Person,
  organisationId: OrganisationId,
  sheets: readonly InSheet[],
): Promise<Opened> {
  const asked = { action: 'start-assessment', state: 'edit-answers' } as const
  return lookAtAssessment(house, person, organisationId, asked, async ({ db, place }) => {
    const went = findWentOut(sheets)
    const isKept = went !== undefined && (await findRuleSetVersion(db, went.digest)) !== undefined
    const before = isKept ? await getRuleSet(db, house.ruleSet, went.digest) : place.ruleSet
    const isSame = went?.assessmentId === place.assessment.id && before.digest === place.ruleSet.digest
    return refuseTurns(openWorkbook(before, sheets, isSame))
  })
}
