/** What raising one answer takes, step by step: our assumptions, or the organisation's own figures in their place. */
import { daysWords, poundsWords } from '../../report/fix-first.ts'
import { countWords, joinWords, shortOf } from '../../report/words.ts'
import type { Improvements, ImprovementStep, Question, RuleSet } from '../../rules/model.ts'
import { withOwnFigures } from '../../planning/own-efforts.ts'
import { decide } from '../../service/permission.ts'
import type { OwnEffort } from '../../service/own-efforts.ts'
import { Table } from '../../web/components/table.tsx'
import { paths } from '../../web/paths.ts'
import { dayWords } from '../../web/times.ts'
import { TitledPage } from '../../web/titled-page.tsx'
import type { PageContext } from '../../web/web.ts'
import { TITLE } from './no-list-pages.tsx'

export interface EffortsOf {
  readonly organisation: { readonly id: string; readonly name: string }
  readonly ruleSet: RuleSet
  readonly question: Question
  /** Ours, without own figures. */
  readonly improvements: Improvements
  /** Of this question, what was taken back included. */
  readonly own: readonly OwnEffort[]
}

export function EffortsPage({ c, of }: { c: PageContext; of: EffortsOf }) {
  const { organisation, ruleSet, question, improvements, own } = of
  const improvement = withOwnFigures(improvements, own).of[question.id]
  const mayChange = decide('set-efforts', c.get('person'), organisation.id) === 'allowed'
  const steps = Object.entries({ ...improvement?.steps, ...improvement?.items })
  return (
    <TitledPage
      c={c}
      title="What raising this answer takes"
      within={[question.short]}
      caption={question.short}
      size="l"
      organisation={organisation}
      current="fix-first"
      crumbs={[{ href: paths.fixFirst(organisation.id), text: TITLE }]}
    >
      <p>{improvements.basis}</p>
      <Table
        caption="Each step by itself"
        captionHidden
        columns={[{ header: 'Step' }, { header: 'Takes' }, { header: 'Whose figures' }]}
        rows={steps.map(([id, step]) => [
          <>
            {step.action}
            <span class="nhsuk-body-s wr-line-note">To reach: {reachWords(question, id)}</span>
            {step.needs.length > 0 && (
              <span class="nhsuk-body-s wr-line-note">
                Needs first: {joinWords(step.needs.map((need) => shortOf(ruleSet, need.question)))}
              </span>
            )}
          </>,
          takesWords(step),
          <>
            {whoseWords(own.find((one) => one.stepId === id))}
            {mayChange && (
              <>
                {' '}
                <a href={paths.ownEffort(organisation.id, question.id, id)}>
                  Set our own<span class="nhsuk-u-visually-hidden"> for: {step.action}</span>
                </a>
              </>
            )}
          </>,
        ])}
      />
    </TitledPage>
  )
}

/** What stands there once the step is done. */
export function reachWords({ levels, form }: Question, id: string): string {
  const item = form.type === 'checklist' ? form.items.find((one) => one.id === id) : undefined
  return item?.text.text ?? levels.find((level) => level.id === id)?.text ?? id
}

function takesWords({ days, pounds, weeks }: ImprovementStep): string {
  return `${daysWords(days)}, ${poundsWords(pounds)}, about ${countWords(weeks, 'week')}`
}

const whoseWords = (own: OwnEffort | undefined) =>
  own?.value === undefined
    ? 'Planning assumptions of this tool.'
    : `Ours, set by ${own.savedBy} on ${dayWords(own.savedAt ?? '')}.`
