/** The form in which a lead sets the organisation's own figures for one step. */
import type { Effort, ImprovementStep } from '../../rules/model.ts'
import type { OwnEffort, TypedEffort } from '../../service/own-efforts.ts'
import { line, version } from '../../web/fields.tsx'
import { paths } from '../../web/paths.ts'
import { FormBox, type ShownForm } from '../../web/shown-form.tsx'
import { TitledPage } from '../../web/titled-page.tsx'
import type { PageContext } from '../../web/web.ts'
import { type EffortsOf, reachWords } from './efforts-page.tsx'
import { TITLE } from './no-list-pages.tsx'

export interface EffortOf extends EffortsOf {
  readonly stepId: string
  /** With our figures. */
  readonly step: ImprovementStep
  /** Undefined: nobody ever set any. */
  readonly set: OwnEffort | undefined
}

export function effortFields({ step, set }: EffortOf) {
  const first = typedOf(set?.value ?? step)
  const number = (label: string, field: keyof TypedEffort, suffix: string) =>
    line({ label, width: 5, numeric: true, suffix, first: first[field] })
  return {
    version: version(set?.version ?? 0),
    daysLeast: number('Least of our own days', 'daysLeast', 'staff days'),
    daysMost: number('Most of our own days', 'daysMost', 'staff days'),
    poundsLeast: number('Least money, at once and in the first year', 'poundsLeast', 'pounds'),
    poundsMost: number('Most money, at once and in the first year', 'poundsMost', 'pounds'),
    weeks: number('From the decision until it is done', 'weeks', 'weeks'),
  }
}

const typedOf = ({ days, pounds, weeks }: Effort): TypedEffort => ({
  daysLeast: String(days[0]),
  daysMost: String(days[1]),
  poundsLeast: String(pounds[0]),
  poundsMost: String(pounds[1]),
  weeks: String(weeks),
})

export function OwnEffortPage({ c, of, form }: { c: PageContext; of: EffortOf; form: ShownForm }) {
  const { organisation, question, step, stepId } = of
  const list = paths.efforts(organisation.id, question.id)
  return (
    <TitledPage
      c={c}
      title="Our own figures"
      within={[question.short]}
      caption={question.short}
      heading={step.action}
      size="l"
      organisation={organisation}
      current="fix-first"
      crumbs={[
        { href: paths.fixFirst(organisation.id), text: TITLE },
        { href: list, text: 'What raising this answer takes' },
      ]}
      form={form}
    >
      <p>To reach: {reachWords(question, stepId)}</p>
      <p>
        Our figures change the order of moves, and no answer or score. Empty all five to use this tool’s
        again.
      </p>
      <FormBox of={form} button="Save our figures" cancel={list} />
    </TitledPage>
  )
}
