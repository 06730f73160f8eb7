/** An assessment on its way to the signature → what its SIRO reads, with a name for exactly that: what is signed is what was read. */

import { createHash } from 'node:crypto'
import type { LevelRow } from '../answers/model.ts'
import type { OrganisationId } from '../ids.ts'
import { type AssessmentInPeriod, findAssessments } from '../store/assessments.ts'
import { findExplanations } from '../store/explanations.ts'
import { findMarks } from '../store/marks.ts'
import { findDomainNotes } from '../store/notes.ts'
import type { Person } from '../store/person.ts'
import { findSignOffs, type SignOffStep } from '../store/sign-offs.ts'
import type { Handle } from '../store/tables.ts'
import { lookAtAssessment } from './acting.ts'
import { readResult, readResultAnew } from './assessments.ts'
import { type ListedAnswer, listAnswers } from './listed-answers.ts'
import { listMissing, listToExplain, type Missing, type ToExplain } from './explaining.ts'
import type { House } from './house.ts'
import type { DomainNotes } from './noting.ts'
import { placeOf } from './places.ts'
import type { Place, ResultView } from './views.ts'

export type { SignOffStep } from '../store/sign-offs.ts'

export interface SignOffView extends ResultView {
  /** What was scored. */
  readonly row: LevelRow
  /** Names what is shown here: a step sent from this page is taken only while it still is. */
  readonly seen: string
  /** The first one first. */
  readonly steps: readonly SignOffStep[]
  readonly missing: Missing
  readonly toExplain: readonly ToExplain[]
  /** The answers to look at before signing, with what the SIRO said of each. */
  readonly listed: readonly ListedAnswer[]
  readonly notes: DomainNotes
  /** The newest signed assessment before this one. */
  readonly earlier: ResultView | undefined
  /** The person who looks submitted it, and so cannot sign it. */
  readonly submittedByViewer: boolean
}

/** The present assessment as its SIRO reads it before signing. @throws as `lookAtAssessment`. */
export async function getSignOff(
  house: House,
  person: Person,
  organisationId: OrganisationId,
): Promise<SignOffView> {
  return lookAtAssessment(house, person, organisationId, 'read-sign-off', async ({ db, place }) => {
    const { assessment, organisation } = place
    const found = await readResult(db, house, place)
    const given = Object.fromEntries(await findExplanations(db, assessment.id))
    const steps = await findSignOffs(db, assessment.id)
    const signedBefore = await findSignedBefore(db, place)
    const earlier =
      signedBefore === undefined
        ? undefined
        : await readResult(db, house, await placeOf(db, house, organisation, signedBefore))
    const toExplain = listToExplain(found.view, found.result, given)
    return {
      ...found,
      seen: await readSeen(db, place, steps),
      steps,
      missing: listMissing(found, given),
      toExplain,
      listed: listAnswers({ found, toExplain, earlier, marks: await findMarks(db, assessment.id), steps }),
      notes: Object.fromEntries(await findDomainNotes(db, assessment.id)),
      earlier,
      submittedByViewer: submitterOf(steps)?.byId === person.id,
    }
  })
}

/** The newest assessment that was signed before this one. */
export async function findSignedBefore(
  db: Handle,
  { organisation, assessment }: Pick<Place, 'organisation' | 'assessment'>,
): Promise<AssessmentInPeriod | undefined> {
  return (await findAssessments(db, organisation.id)).find(
    (one) => one.id !== assessment.id && one.signedAt !== undefined,
  )
}

/** Everything that the page says and that may change while it is read: the answers, the organisation's record, the words beside them, the marks, and the steps. */
export async function readSeen(
  db: Handle,
  { organisation, assessment: { id, revision } }: Place,
  steps: readonly SignOffStep[],
): Promise<string> {
  const inOrder = (texts: ReadonlyMap<string, unknown>) => [...texts].sort(([a], [b]) => (a < b ? -1 : 1))
  const words = [inOrder(await findExplanations(db, id)), inOrder(await findDomainNotes(db, id))]
  const marks = inOrder(await findMarks(db, id))
  const read = [id, revision, steps.length, organisation, words, marks]
  return createHash('sha256').update(JSON.stringify(read)).digest('hex')
}

/** The step by which it was submitted last. */
export function submitterOf(steps: readonly SignOffStep[]): SignOffStep | undefined {
  return steps.findLast(({ kind }) => kind === 'submitted')
}

/** The answers to look at before signing, for a transaction that also writes. `steps`: of the assessment. */
export async function readListed(
  db: Handle,
  house: House,
  place: Place,
  steps: readonly SignOffStep[],
): Promise<ListedAnswer[]> {
  const found = await readResultAnew(db, place)
  const given = Object.fromEntries(await findExplanations(db, place.assessment.id))
  const before = await findSignedBefore(db, place)
  return listAnswers({
    found,
    toExplain: listToExplain(found.view, found.result, given),
    earlier:
      before === undefined
        ? undefined
        : await readResultAnew(db, await placeOf(db, house, place.organisation, before)),
    marks: await findMarks(db, place.assessment.id),
    steps,
  })
}
