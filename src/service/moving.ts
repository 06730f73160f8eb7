/**
 * A draft whose period has a newer rule set → the same draft under that rule set, once its lead accepted what was shown.
 * Answers whose question changed wait to be confirmed; what has no place any more is kept with the move, to be read. Nothing moves by itself.
 */

import { type CarryPlan, planCarry } from '../answers/carry.ts'
import { encode } from '../answers/encode.ts'
import { asserted } from '../answers/evidence.ts'
import type { Answer } from '../answers/model.ts'
import { movedAnswers, staysComplete } from '../answers/moved.ts'
import { DomainError } from '../errors.ts'
import type { OrganisationId, QuestionId } from '../ids.ts'
import type { Movement } from '../report/impact.ts'
import { findCaused } from '../report/impact-causes.ts'
import type { RuleSet } from '../rules/model.ts'
import type { Result } from '../scoring/model.ts'
import { score } from '../scoring/score.ts'
import { saveContextAnswer } from '../store/answers.ts'
import { saveRuleSetOf } from '../store/assessments.ts'
import { type CarriedAnswer, findUnconfirmed, saveCarried, saveConfirmed } from '../store/carried.ts'
import { findMoves, insertMove, type LeftBehind, type RuleSetMove } from '../store/moves.ts'
import type { Person } from '../store/person.ts'
import { saveRegister, saveRow } from '../store/registers.ts'
import type { Stamp } from '../store/saved.ts'
import type { Handle } from '../store/tables.ts'
import { changeAssessment, lookAtAssessment } from './acting.ts'
import { putAnswer } from './answering.ts'
import { readResult, readResultAnew } from './assessments.ts'
import type { AssessmentView, Place, ResultView } from './views.ts'
import { renewLevels, storedAnswer } from './content.ts'
import type { House } from './house.ts'
import { isPossible } from './permission.ts'
import { findProposal, findProposedVersion } from './proposed-rules.ts'
import { getRuleSet } from './rule-sets.ts'

/** What would come of moving the draft. */
export interface MovePreview {
  readonly to: RuleSet
  readonly plan: CarryPlan
  /** Of the answers as they would stand there. */
  readonly after: Result
  /** Names what is shown here: the draft moves from this page only while it still is. */
  readonly seen: string
}

/** A move that was made, with the rule set that words what it left behind. */
export interface PastMove extends RuleSetMove {
  readonly from: RuleSet
  readonly to: RuleSet
}

export interface MoveView extends ResultView {
  /** Undefined: the assessment is under its period's rule set, or not worked on. */
  readonly preview: MovePreview | undefined
  /** Rules that are only proposed, to look at; undefined where there is a preview, too. */
  readonly proposed: Omit<MovePreview, 'seen'> | undefined
  /** What moves under the one or the other. */
  readonly movements: readonly Movement[]
  /** The newest first. */
  readonly moves: readonly PastMove[]
}

/** The present assessment with what moving it to its period's rule set would do, and the moves before. @throws as `lookAtAssessment`. */
export async function getMove(
  house: House,
  person: Person,
  organisationId: OrganisationId,
): Promise<MoveView> {
  return lookAtAssessment(house, person, organisationId, 'read-whole', async ({ db, place }) => {
    const found = await readResult(db, house, place)
    const to = await findTarget(db, house, place)
    const moves: PastMove[] = []
    for (const move of await findMoves(db, place.assessment.id))
      moves.unshift({
        ...move,
        from: await getRuleSet(db, house.ruleSet, move.fromDigest),
        to: await getRuleSet(db, house.ruleSet, move.toDigest),
      })
    const proposal = to === undefined ? await findProposal(db, house) : undefined
    const { ruleSet, answers } = found.view
    const shown = to ?? proposal
    return {
      ...found,
      preview: to === undefined ? undefined : previewOf(found.view, to),
      proposed: proposal === undefined ? undefined : previewOf(found.view, proposal),
      movements: shown === undefined ? [] : findCaused(ruleSet, answers, shown, []).movements,
      moves,
    }
  })
}

export interface NewerRules {
  readonly version: string
  /** The draft can be moved to it; else it is only proposed. */
  readonly canMove: boolean
}

/** The rule set to which the draft can be moved, or one that is proposed. @throws as `lookAtAssessment`. */
export async function findNewerRuleSet(
  house: House,
  person: Person,
  organisationId: OrganisationId,
): Promise<NewerRules | undefined> {
  return lookAtAssessment(house, person, organisationId, 'read-whole', async ({ db, place }) => {
    const to = await findTarget(db, house, place)
    const version = to?.version ?? (await findProposedVersion(db, house))
    return version === undefined ? undefined : { version, canMove: to !== undefined }
  })
}

/**
 * Moves the draft, as it was shown, all of it or nothing.
 *
 * @throws as `changeAssessment`; 'conflict' too when it changed since, or there is nothing to move to.
 */
export async function moveAssessment(
  house: House,
  person: Person,
  organisationId: OrganisationId,
  seen: string,
): Promise<void> {
  const asked = { action: 'start-assessment', state: 'edit-answers' } as const
  await changeAssessment(house, person, organisationId, asked, async ({ db, place, stamp, record }) => {
    const { assessment, organisation, ruleSet: from } = place
    const to = await findTarget(db, house, place)
    if (to === undefined)
      throw new DomainError('conflict', 'This assessment is under the rule set of its period already.')
    const { view } = await readResultAnew(db, place)
    const { plan, seen: now } = previewOf(view, to)
    if (seen !== now)
      throw new DomainError(
        'conflict',
        'This assessment changed since you opened the page. Nothing was moved: look at what would change now.',
      )
    const waiting = await findUnconfirmed(db, assessment.id)
    await applyPlan(db, person, view, plan, waiting, stamp)
    await saveRuleSetOf(db, assessment.id, to.digest)
    await insertMove(db, assessment.id, {
      ...{ at: stamp.at, byId: person.id, byName: person.name },
      ...{ fromDigest: from.digest, toDigest: to.digest },
      leftBehind: leftBehindOf(view, plan, waiting),
    })
    await renewLevels(db, to, organisation, { ...assessment, ruleSetDigest: to.digest })
    const counts = { toConfirm: changedOf(plan).length, left: plan.left.length }
    const details = { from: from.digest, to: to.digest, ...counts }
    await record({ action: 'assessment-moved', object: assessment.id, details })
  })
}

/** The rule set of the assessment's period, where that is another one and the assessment is worked on. */
async function findTarget(db: Handle, house: House, place: Place): Promise<RuleSet | undefined> {
  const { ruleSetDigest, period } = place.assessment
  return isPossible('edit-answers', place) && period.ruleSetDigest !== ruleSetDigest
    ? getRuleSet(db, house.ruleSet, period.ruleSetDigest)
    : undefined
}

function previewOf(view: AssessmentView, to: RuleSet): MovePreview {
  const { assessment, answers } = view
  const plan = planCarry(view.ruleSet, answers, to, answers.asOf)
  const moved = movedAnswers(answers, plan)
  return {
    to,
    plan,
    after: score(to, moved, encode(to, moved)),
    seen: [assessment.id, String(assessment.revision), to.digest].join('/'),
  }
}

const changedOf = ({ carried }: CarryPlan) => carried.filter(({ changed }) => changed.length > 0)

/** Writes what changes: answers and cells that have no place are cleared, and answers to changed questions wait to be confirmed. */
async function applyPlan(
  db: Handle,
  person: Person,
  view: AssessmentView,
  plan: CarryPlan,
  waiting: ReadonlyMap<QuestionId, CarriedAnswer>,
  stamp: Stamp,
): Promise<void> {
  const { id } = view.assessment
  const put = (questionId: QuestionId, answer: Answer | undefined) =>
    putAnswer(
      db,
      { assessmentId: id, questionId },
      storedAnswer(view, questionId),
      { seenVersion: view.versions[questionId] ?? 0, value: answer, stamp },
      person,
    )
  for (const { before } of plan.left) {
    await put(before.id, undefined)
    await saveConfirmed(db, { assessmentId: id, questionId: before.id }, stamp)
  }
  for (const { question, answer } of changedOf(plan)) {
    await put(question.id, asserted(answer))
    const before = waiting.get(question.id)
    await saveCarried(db, id, {
      questionId: question.id,
      fromAssessmentId: before?.fromAssessmentId ?? id,
      // With the evidence that it had, which counts again once it is confirmed.
      answer: before === undefined ? answer : { ...before.answer, value: answer.value },
    })
  }
  for (const { question } of plan.contextLeft) {
    const seenVersion = view.versions[question.id] ?? 0
    const key = { assessmentId: id, questionId: question.id }
    await saveContextAnswer(db, key, { seenVersion, value: undefined, stamp })
  }
  for (const one of plan.registers) {
    const registerId = one.register.id
    const stored = view.registers[registerId]
    for (const { index, row, left } of one.rows) {
      const was = stored?.rows[index]
      if (was !== undefined && left.length > 0) {
        const key = { assessmentId: id, registerId, id: was.id }
        await saveRow(db, key, { seenVersion: was.version, value: row, stamp })
      }
    }
    if (stored?.complete === true && !staysComplete(one)) {
      const edit = { seenVersion: stored.version, value: false, stamp }
      await saveRegister(db, { assessmentId: id, registerId }, edit)
    }
  }
}

function leftBehindOf(
  view: AssessmentView,
  plan: CarryPlan,
  waiting: ReadonlyMap<QuestionId, CarriedAnswer>,
): LeftBehind {
  return {
    answers: plan.left.map(({ before, answer }) => ({
      questionId: before.id,
      answer: waiting.get(before.id)?.answer ?? answer,
    })),
    context: plan.contextLeft.map(({ question, value }) => ({ questionId: question.id, value })),
    registers: plan.registersLeft.map(({ register, rows }) => ({ registerId: register.id, rows })),
    parts: plan.registers.flatMap(({ register, rows }) =>
      rows.flatMap(({ index, left }) =>
        left.map(({ short, cell }) => ({
          registerId: register.id,
          row: view.registers[register.id]?.rows[index]?.id ?? '',
          short,
          text: cell,
        })),
      ),
    ),
  }
}
