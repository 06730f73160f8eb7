/** The form that a plan is asked for with. It saves nothing: what is typed stands in the address of the plan. */
import { isStoppable } from '../../planning/goal.ts'
import type { Examined } from '../../report/explain-score.ts'
import { shortTitle } from '../../report/words.ts'
import { Button } from '../../web/components/button.tsx'
import { type FormFault, messageFor } from '../../web/components/error-summary.tsx'
import { Select, TextInput } from '../../web/components/inputs.tsx'
import { paths } from '../../web/paths.ts'
import type { PlanWish } from './wish.ts'

interface PlanFormProps {
  organisation: string
  examined: Examined
  wish: PlanWish
  faults: readonly FormFault[]
}

export function PlanForm({ organisation, examined, wish, faults }: PlanFormProps) {
  return (
    <form action={paths.plan(organisation)} method="get" class="wr-no-print" novalidate>
      <Select
        name="goal"
        label="What the plan is for"
        value={wish.goal}
        error={messageFor(faults, 'goal')}
        items={goalsOf(examined)}
      />
      <TextInput
        name="budget"
        label="Money that there is, in pounds"
        hint="Leave it empty where it is no limit."
        width={10}
        numeric
        value={wish.budget}
        error={messageFor(faults, 'budget')}
      />
      <TextInput
        name="days"
        label="Days of your own staff that there are"
        hint="Leave it empty where they are no limit."
        width={5}
        numeric
        suffix="staff days"
        value={wish.days}
        error={messageFor(faults, 'days')}
      />
      {wish.keep.map((one) => (
        <input type="hidden" name="keep" value={one} />
      ))}
      {wish.without.map((one) => (
        <input type="hidden" name="without" value={one} />
      ))}
      <Button variant="secondary">Work out the plan</Button>
    </form>
  )
}

/** To lower risks, each band above the present one, and each attack that something published would have stopped. */
function goalsOf(examined: Examined): { value: string; text: string }[] {
  return [
    { value: '', text: 'Lower the risks as far as can be' },
    ...bandsAbove(examined).map(({ id, name }) => ({
      value: `reach ${id}`,
      text: `Be ${name} for the least`,
    })),
    ...examined.ruleSet.incidents
      .filter(({ id }) => isStoppable(examined.ruleSet, id))
      .map((one) => ({ value: `stop ${one.id}`, text: `Stop ${shortTitle(one)} for the least` })),
  ]
}

/** The lowest first. */
export function bandsAbove({ ruleSet, result }: Examined) {
  return ruleSet.bands.filter(({ from }) => from > result.overall.low)
}
