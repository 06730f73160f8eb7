/** Everything that was decided to be done: what is late first, then what is open, with who does it by when; what is over is folded. */
import {
  confirmationWords,
  countStates,
  isUnowned,
  planHeadline,
  SOURCES,
  takesWords,
  whoAndWhen,
} from '../../report/planned-actions.ts'
import { findQuestion } from '../../rules/find.ts'
import { decide } from '../../service/permission.ts'
import type { Plan, PlannedAction } from '../../service/planned-actions.ts'
import { ButtonForm } from '../../web/components/button-form.tsx'
import { Tag } from '../../web/components/lists.tsx'
import { Details, NotificationBanner } from '../../web/components/panels.tsx'
import { Table } from '../../web/components/table.tsx'
import { paths } from '../../web/paths.ts'
import { TitledPage } from '../../web/titled-page.tsx'
import { getPerson, type PageContext } from '../../web/web.ts'
import { leadTo } from '../leads.ts'

interface ActionsPageProps {
  c: PageContext
  plan: Plan
  /** Why something was not done. */
  says?: string | undefined
}

export function ActionsPage({ c, plan, says }: ActionsPageProps) {
  const { organisation, actions, confirmation, seen } = plan
  const may = (action: 'plan-actions' | 'confirm-plan') =>
    decide(action, getPerson(c), organisation.id) === 'allowed'
  const open = actions.filter(({ state }) => state === 'open')
  const over = actions.filter(({ state }) => state !== 'open')
  const needsWord = actions.length > 0 && confirmation?.isOutdated !== false
  return (
    <TitledPage
      c={c}
      title="Actions"
      heading={planHeadline(actions)}
      size="l"
      caption="Actions"
      organisation={organisation}
      current="actions"
      above={says !== undefined && <NotificationBanner title="Not done" heading={says} />}
      state={actions.length > 0 && `${countStates(actions).join(', ')}. ${confirmationWords(confirmation)}.`}
      wide
    >
      {actions.length === 0 && (
        <p>
          An action is what somebody does by a day. Plan one from{' '}
          <a href={paths.fixFirst(organisation.id)}>what to fix first</a>, or add one of your own.
        </p>
      )}
      <div class="wr-actions">
        {may('plan-actions') && (
          <a class="nhsuk-button nhsuk-button--secondary" href={paths.newAction(organisation.id)}>
            Add an action
          </a>
        )}
        {may('confirm-plan') && needsWord && (
          <ButtonForm
            action={paths.confirmPlan(organisation.id)}
            button="Confirm this plan as SIRO"
            sends={{ seen }}
          />
        )}
      </div>
      {open.length > 0 && (
        <Table
          caption="Open"
          captionHidden
          columns={['What is done', 'Who', 'By when', 'What it takes'].map((header) => ({ header }))}
          rows={open.map((one) => rowOf(c, plan, one, may('plan-actions')))}
        />
      )}
      {over.length > 0 && (
        <Details summary={`What is over: ${countStates(over).slice(1).join(', ')}`}>
          <Table
            caption="Done and dropped"
            captionHidden
            columns={['What was decided', 'What became of it', 'The answer'].map((header) => ({ header }))}
            rows={over.map((one) => [
              <Title c={c} plan={plan} one={one} mayEdit={may('plan-actions')} />,
              <>
                {one.state === 'done' ? 'Done: ' : 'Dropped: '}
                <bdi>{one.outcome}</bdi>
              </>,
              one.state === 'done' ? <Again c={c} plan={plan} one={one} /> : '',
            ])}
          />
        </Details>
      )}
      {actions.length > 0 && (
        <p class="wr-no-print">
          Download the improvement plan: <a href={paths.actionsWord(organisation.id)}>Word</a>,{' '}
          <a href={paths.actionsTable(organisation.id)}>CSV</a>. Each action has the outcome of the official
          framework and the gap beside it.
        </p>
      )}
    </TitledPage>
  )
}

function rowOf(c: PageContext, plan: Plan, one: PlannedAction, mayEdit: boolean) {
  const { who, when } = whoAndWhen(one)
  return [
    <Title c={c} plan={plan} one={one} mayEdit={mayEdit} />,
    <bdi>{who}</bdi>,
    <>
      <bdi>{when}</bdi> {one.isOverdue && <Tag colour="red">Late</Tag>}
      {!one.isOverdue && isUnowned(one) && <Tag colour="yellow">Not settled</Tag>}
    </>,
    takesWords(one, c.get('web').house.ruleSet.improvements),
  ]
}

function Title(props: { c: PageContext; plan: Plan; one: PlannedAction; mayEdit: boolean }) {
  const { plan, one, mayEdit } = props
  const title = <bdi>{one.title}</bdi>
  return (
    <>
      {mayEdit ? <a href={paths.action(plan.organisation.id, one.id)}>{title}</a> : title}
      <br />
      <span class="nhsuk-hint nhsuk-u-margin-bottom-0">{SOURCES[one.source]}</span>
    </>
  )
}

/** A finished action changes no answer: it leads to the one that may be another now, and proposes what it was to become. */
function Again({ c, plan, one }: { c: PageContext; plan: Plan; one: PlannedAction }) {
  const { ruleSet } = c.get('web').house
  const question = one.questionId === undefined ? undefined : findQuestion(ruleSet, one.questionId)
  if (question === undefined) return <></>
  const [, level = ''] = one.source === 'move' ? one.sourceId.split(' ') : []
  const href = leadTo(c, plan.organisation.id, question)
  return (
    <a href={level === '' ? href : `${href}?${new URLSearchParams({ level }).toString()}`}>
      Is the answer another now? {question.short}
    </a>
  )
}
