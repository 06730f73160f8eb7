/** A plan: what it comes to and how sure that is, its moves with what is spent, what it leaves or what stands in the way; then the form to change it. */
import { drawStaircase } from '../../charts/staircase.ts'
import { describePlan, type ListedPlan, PLAN_BASIS, type ToDescribe } from '../../report/plan.ts'
import type { MoveWords } from '../../report/fix-first.ts'
import { findQuestion } from '../../rules/find.ts'
import { poundWords, shortOf } from '../../report/words.ts'
import type { PlannedAction } from '../../service/planned-actions.ts'
import { ErrorSummary, type FormFault } from '../../web/components/error-summary.tsx'
import { Details } from '../../web/components/panels.tsx'
import { Table } from '../../web/components/table.tsx'
import { paths } from '../../web/paths.ts'
import { TitledPage } from '../../web/titled-page.tsx'
import { AnswerFirst, Picture } from '../../web/answer-first.tsx'
import type { Standing } from '../examined.ts'
import { leadTo } from '../leads.ts'
import { MoveList } from './move-list.tsx'
import { TITLE as FIX_FIRST } from './no-list-pages.tsx'
import { PlanForm } from './plan-form.tsx'
import { NO_WISH, type PlanWish, wordsOf } from './wish.ts'

const TITLE = 'A plan with what there is'
/** Moves that stand in full, and risks and parts of each; the table has all. */
const [FIRST, MOST] = [3, 1]

interface Of {
  findings: Standing
  wish: PlanWish
}

/** Nothing is asked for yet, or what is asked for cannot be meant. */
export function AskPlanPage({ findings, wish, faults }: Of & { faults: readonly FormFault[] }) {
  const { c, view, examined } = findings
  const { organisation } = view
  return (
    <TitledPage
      c={c}
      title={TITLE}
      organisation={organisation}
      current="fix-first"
      crumbs={[{ href: paths.fixFirst(organisation.id), text: FIX_FIRST }]}
      faulty={faults.length > 0}
      above={<ErrorSummary faults={faults} />}
      size="l"
    >
      <p>
        Say what money and staff days there are. The plan is the one that lowers the risks most with them; or
        the cheapest one that reaches a band, or stops a past attack before it does harm.
      </p>
      <PlanForm organisation={organisation.id} examined={examined} wish={wish} faults={faults} />
    </TitledPage>
  )
}

export function PlanPage(props: Of & { of: ToDescribe; actions: readonly PlannedAction[] }) {
  const { findings, wish, of, actions } = props
  const { c, view, examined } = findings
  const { id } = view.organisation
  const words = describePlan(of)
  const { plan, dearer } = words
  const shown = plan ?? dearer
  return (
    <AnswerFirst
      findings={findings}
      title={TITLE}
      within={[FIX_FIRST]}
      current="fix-first"
      sentence={words.headline}
      {...(shown?.stairs && {
        picture: <Picture title={shown.stairs.title} svg={drawStaircase(shown.stairs)} />,
      })}
      toDo={{
        heading: shown?.heading ?? 'No plan',
        ...(shown !== undefined &&
          shown.moves.length > 0 && {
            shown: (
              <>
                {words.sure !== undefined && (
                  <p class="nhsuk-body-s nhsuk-u-margin-bottom-1">
                    {words.sure} {words.again && <a href={paths.plan(id, wordsOf(wish))}>Ask again</a>}
                  </p>
                )}
                <MoveList
                  c={c}
                  organisation={id}
                  moves={shown.moves.slice(0, FIRST)}
                  actions={actions}
                  most={MOST}
                />
              </>
            ),
          }),
        presses: [],
        none: words.sure ?? 'There is nothing to do for it.',
      }}
    >
      {words.inTheWay.length > 0 && (
        <>
          <h2 class="nhsuk-heading-m">What stands in the way</h2>
          {words.inTheWay.map((sentence) => (
            <p>{sentence}</p>
          ))}
          {words.open.length > 0 && (
            <Details summary={`Not known: ${words.open.length}`}>
              <ul class="nhsuk-list nhsuk-list--bullet">
                {words.open.map((one) => (
                  <li>
                    <OpenQuestion findings={findings} question={one} />
                  </li>
                ))}
              </ul>
            </Details>
          )}
        </>
      )}
      {shown !== undefined && shown.moves.length > 0 && (
        <Details summary="Every move: keep it in the plan, or leave it out" printed>
          <PlanTable findings={findings} wish={wish} plan={shown} />
        </Details>
      )}
      {plan !== undefined && dearer !== undefined && (
        <Details summary={dearer.heading}>
          <PlanTable findings={findings} wish={wish} plan={dearer} />
        </Details>
      )}
      <Changed findings={findings} wish={wish} />
      <div class="wr-no-print">
        <Details summary="Change the plan" open={shown === undefined}>
          <PlanForm organisation={id} examined={examined} wish={wish} faults={[]} />
        </Details>
      </div>
      <p class="nhsuk-body-s">{PLAN_BASIS}</p>
    </AnswerFirst>
  )
}

function OpenQuestion({ findings, question: id }: { findings: Standing; question: string }) {
  const question = findQuestion(findings.examined.ruleSet, id)
  if (question === undefined) return <></>
  return <a href={leadTo(findings.c, findings.view.organisation.id, question)}>{question.short}</a>
}

function PlanTable({ findings, wish, plan }: Of & { plan: ListedPlan }) {
  const { id } = findings.view.organisation
  if (plan.moves.length === 0) return <></>
  const answers = plan.moves.flatMap(({ raises }) => raises)
  return (
    <>
      <Table
        caption="Every move, each after those above it"
        captionSize="s"
        compact
        columns={[
          { header: 'Move' },
          { header: 'Effort' },
          { header: 'What it changes on paper' },
          { header: 'Spent so far' },
          { header: 'In the plan' },
        ]}
        rows={plan.moves.map((move) => [
          <>
            {move.number}. {move.action}
            {move.parts.length > 0 && (
              <span class="nhsuk-body-s wr-line-note">With it: {move.parts.join(' ')}</span>
            )}
          </>,
          `${move.effort.size}: ${move.effort.takes}`,
          changesOf(move),
          `${poundWords(Math.round(move.poundsSpent))}, ${Number(move.daysSpent.toFixed(1))} days`,
          <KeepOrLeave organisation={id} wish={wish} move={move} />,
        ])}
      />
      {plan.facts.map((fact) => (
        <p>{fact}</p>
      ))}
      <p>
        <a href={paths.whatIf(id, answers)}>See what these moves change, answer by answer</a>
      </p>
    </>
  )
}

const changesOf = ({ onPaper, facts }: MoveWords) =>
  [...onPaper.map(({ short, from, to }) => `${short} ${from.product} to ${to.product}.`), ...facts].join(' ')

function KeepOrLeave({
  organisation,
  wish,
  move,
}: {
  organisation: string
  wish: PlanWish
  move: MoveWords
}) {
  const { id } = move.question
  const kept = `${id}=${move.to}`
  const of = <span class="nhsuk-u-visually-hidden">: move {move.number}</span>
  const link = (changed: PlanWish) => paths.plan(organisation, wordsOf(changed))
  if (wish.keep.includes(kept)) return <>Kept</>
  return (
    <>
      <a href={link({ ...wish, keep: [...wish.keep, kept] })}>Keep it{of}</a>{' '}
      <a href={link({ ...wish, without: [...wish.without, id] })}>Leave it out{of}</a>
    </>
  )
}

/** What is kept and left out, each with the way back. */
function Changed({ findings, wish }: Of) {
  const { ruleSet } = findings.examined
  const { id } = findings.view.organisation
  if (wish.keep.length + wish.without.length === 0) return <></>
  const without = (list: readonly string[], one: string) => list.filter((other) => other !== one)
  const back = (changed: Partial<PlanWish>, short: string) => (
    <a href={paths.plan(id, wordsOf({ ...NO_WISH, ...wish, ...changed }))}>
      Undo<span class="nhsuk-u-visually-hidden">: {short}</span>
    </a>
  )
  return (
    <ul class="nhsuk-list nhsuk-list--bullet">
      {wish.keep.map((one) => {
        const short = shortOf(ruleSet, one.split('=')[0] ?? '')
        return (
          <li>
            Kept in the plan: {short}. {back({ keep: without(wish.keep, one) }, short)}
          </li>
        )
      })}
      {wish.without.map((one) => {
        const short = shortOf(ruleSet, one)
        return (
          <li>
            Left out of it: {short}. {back({ without: without(wish.without, one) }, short)}
          </li>
        )
      })}
    </ul>
  )
}
