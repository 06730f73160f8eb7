/** What to fix first: the sentence, the staircase and the first three moves; then proofs; all else is folded. */
import { once } from '../../once.ts'
import { drawStaircase } from '../../charts/staircase.ts'
import type { FixFirst } from '../../planning/model.ts'
import { chartStairs } from '../../report/fix-first-chart.ts'
import { describeFixFirst } from '../../report/fix-first.ts'
import type { Improvements, RuleSet } from '../../rules/model.ts'
import type { PlannedAction } from '../../service/planned-actions.ts'
import { Details } from '../../web/components/panels.tsx'
import { paths } from '../../web/paths.ts'
import { AnswerFirst, AskedNext, Picture } from '../../web/answer-first.tsx'
import type { Standing } from '../examined.ts'
import { SignedNote } from '../signed-note.tsx'
import { AllMoves, FindOuts, HowRanked, Others } from './folds.tsx'
import { MoveList } from './move-list.tsx'
import { TITLE } from './no-list-pages.tsx'
import { bandsAbove, PlanForm } from './plan-form.tsx'
import { NO_WISH, wordsOf } from './wish.ts'
import { AllProofs, ProofList } from './proofs.tsx'

/** Moves that stand open on the page, and bundles of proofs (ours): what one can begin now. */
const [FIRST, BUNDLES] = [3, 3]
/** Risks that a move or a bundle shows; the folds have each. */
const RISKS = 2

const draw = once((ruleSet: RuleSet) =>
  once((found: FixFirst) => {
    const chart = chartStairs(ruleSet, found)
    return chart && { title: chart.title, svg: drawStaircase(chart) }
  }),
)

export function FixFirstPage(props: {
  findings: Standing
  plan: FixFirst
  improvements: Improvements
  actions: readonly PlannedAction[]
}) {
  const { findings, plan, improvements, actions } = props
  const { c, view, found, examined } = findings
  const { ruleSet } = examined
  const { id } = view.organisation
  const words = describeFixFirst(ruleSet, improvements, plan)
  const picture = draw(ruleSet)(plan)
  const [next] = bandsAbove(examined)
  return (
    <AnswerFirst
      findings={findings}
      title={TITLE}
      current="fix-first"
      sentence={words.headline}
      {...(picture && { picture: <Picture {...picture} /> })}
      toDo={{
        heading: 'Real work, most risk lowered for its effort first',
        ...(words.moves.length > 0 && {
          shown: (
            <MoveList
              c={c}
              organisation={id}
              moves={words.moves.slice(0, FIRST)}
              actions={actions}
              most={RISKS}
            />
          ),
        }),
        presses: [],
        none: 'No known answer can be raised to lower a risk on paper.',
      }}
    >
      <SignedNote found={found} />
      {words.moves.length > 0 && (
        <AllMoves organisation={id} ruleSet={ruleSet} moves={words.moves} first={FIRST} />
      )}
      {words.allProofs !== undefined && (
        <>
          <h2 class="nhsuk-heading-m">Evidence only: already done, not shown</h2>
          {words.proofs.length > 0 && (
            <ProofList
              c={c}
              organisation={id}
              actions={actions}
              proofs={words.proofs.slice(0, BUNDLES)}
              most={RISKS}
            />
          )}
          <AllProofs c={c} organisation={id} actions={actions} words={words} first={BUNDLES} />
        </>
      )}
      <FindOuts c={c} organisation={id} findOuts={words.findOuts} />
      <Others c={c} organisation={id} others={words.others} />
      <Details summary="Plan within money and days, towards a band or against an attack">
        <PlanForm organisation={id} examined={examined} wish={NO_WISH} faults={[]} />
      </Details>
      <HowRanked ruleSet={ruleSet} improvements={improvements} />
      <p class="nhsuk-body-s">
        Days and money are planning assumptions of this tool. Each change is counted after the moves above it.
      </p>
      <AskedNext
        links={[
          ...(next === undefined
            ? []
            : [
                [
                  paths.plan(id, wordsOf({ ...NO_WISH, goal: `reach ${next.id}` })),
                  `The smallest change to be ${next.name} on paper`,
                ] as const,
              ]),
          [paths.whatIf(id), 'What if: try other answers, and see what would move'],
        ]}
      />
    </AnswerFirst>
  )
}
