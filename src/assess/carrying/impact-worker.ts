/** A process of its own: tries every changed file of a rule set by itself on one assessment, which takes a second or more. */

import { once } from 'node:events'
import type { Answers } from '../../answers/model.ts'
import { findCaused } from '../../report/impact-causes.ts'
import type { RuleSet } from '../../rules/model.ts'
import { compileAlone } from '../../rules/rule-set.ts'

export interface CausesOrder {
  readonly before: RuleSet
  readonly answers: Answers
  readonly after: RuleSet
}

const [{ before, answers, after }] = (await once(process, 'message')) as [CausesOrder]
const { movements } = findCaused(before, answers, after, compileAlone(before, after))
process.send?.(movements, () => process.disconnect())
