/** What was carried forward and waits to be confirmed: the answers that somebody may confirm, and registers that nobody has marked since. */
import type { RegisterId } from '../../ids.ts'
import type { Domain } from '../../rules/model.ts'
import type { AssessmentView } from '../../service/views.ts'
import { aboutQuestion } from '../../service/permission.ts'
import { mayEdit } from '../editing.ts'
import { type QuestionState, questionStates } from '../progress.ts'
import type { PageContext } from '../../web/web.ts'

/** The answers that this person may confirm now, of one domain or of all, in the order of the questions. */
export function waitingFor(c: PageContext, view: AssessmentView, domain?: Domain): QuestionState[] {
  return questionStates(view).filter(
    ({ toConfirm, hidden, question }) =>
      toConfirm &&
      !hidden &&
      (domain === undefined || question.domain === domain.id) &&
      mayEdit(c, view, aboutQuestion(view.ruleSet, question)),
  )
}

/** Whether the rows of a register were carried forward, and nobody has marked it since. */
export function isRegisterCarried(
  { assessment, registers }: AssessmentView,
  registerId: RegisterId,
): boolean {
  const register = registers[registerId]
  return assessment.predecessorId !== undefined && register?.version === 0 && register.rows.length > 0
}
