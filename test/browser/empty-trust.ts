/** A trust of the demonstration as it is on its first day: without answers. */
import type { House } from '../../src/service/house.ts'
import { getAssessment } from '../../src/service/assessments.ts'
import { saveAnswer, saveContext } from '../../src/service/answering.ts'
import { person } from '../service/house.ts'

export async function deleteAnswers(house: House, organisationId: string): Promise<void> {
  const lead = person(organisationId)
  const view = await getAssessment(house, lead, organisationId)
  for (const id of Object.keys(view.answers.answers))
    await saveAnswer(house, lead, organisationId, id, view.versions[id] ?? 0, undefined)
  for (const id of Object.keys(view.answers.context))
    await saveContext(house, lead, organisationId, id, view.versions[id] ?? 0, undefined)
}
