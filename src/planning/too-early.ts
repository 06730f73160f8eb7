/** A row of levels → whether so much of it is open that nothing is concluded from it: the same for every page. */

import { stateOf, UNANSWERED } from '../answers/levels.ts'
import type { LevelRow } from '../answers/model.ts'
import { once } from '../once.ts'
import type { RuleSet } from '../rules/model.ts'
import { shownIn } from './rungs.ts'

/** Most of what is asked is unanswered or not known (ours: with less than half, what is found says more of the gaps than of the trust). */
export const isTooEarly = once(
  ({ ruleSet, row }: { readonly ruleSet: RuleSet; readonly row: LevelRow }): boolean => {
    const shown = shownIn(ruleSet, row)
    const asked = ruleSet.questions.filter(({ index }) => shown(index))
    const open = asked.filter(({ index }) => isOpen(row.declared[index] ?? UNANSWERED))
    return 2 * open.length > asked.length
  },
)

const isOpen = (byte: number) => ['unanswered', 'not-known'].includes(stateOf(byte))
