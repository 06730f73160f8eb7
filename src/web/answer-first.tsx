/** The pattern of every page of findings: where it stands, the sentence that says so what, one picture, at most three things to do; then the rest. */
import { raw } from 'hono/html'
import type { Child } from 'hono/jsx'
import type { Examined } from '../report/explain-score.ts'
import { describeState } from '../report/state-line.ts'
import type { SignOffStep } from '../service/reading-sign-off.ts'
import type { AssessmentView } from '../service/views.ts'
import type { Crumb } from './components/links.tsx'
import { Tag } from './components/lists.tsx'
import type { Section } from './navigation.tsx'
import { PlanButton } from './plan-button.tsx'
import type { Became } from './shown-form.tsx'
import { TitledPage } from './titled-page.tsx'
import type { PageContext } from './web.ts'

/** What is shown, and where it stands on its way to the signature. */
interface Shown {
  readonly c: PageContext
  readonly view: AssessmentView
  /** With the figures that it was signed with. */
  readonly signed: Examined
  /** The first one first. */
  readonly steps: readonly SignOffStep[]
}

/** One thing to do, with one press. */
export interface Press {
  readonly heading: string
  readonly says: string
  /** Undefined: this person cannot do it. */
  readonly href: string | undefined
  /** The button that does it, where it is not on a page of its own. */
  readonly button?: Child
}

interface AnswerFirstProps {
  findings: Shown
  /** Name of the page: in the title, and over the sentence. */
  title: string
  within?: readonly string[]
  current: Section
  crumbs?: readonly Crumb[]
  sentence: string
  /** Undefined: there is nothing to draw. */
  picture?: Child
  /** Over the things to do, and why there is none where there is none. */
  toDo?: {
    readonly heading: string
    readonly presses: readonly Press[]
    readonly none: string
    /** In the place of presses: things to do that say more than a press, beside a narrower picture. */
    readonly shown?: Child
  }
  /** In the place of things to do beside the picture: what to do in one sentence over it, and what belongs beside it. */
  instead?: { readonly toDo: Child; readonly beside: Child }
  /** The form of the page: what is wrong with it stands at the top. */
  form?: Became | undefined
  children?: Child
}

export function AnswerFirst(props: AnswerFirstProps) {
  const { findings, title, sentence, picture, toDo, instead, children } = props
  const { c, view, signed, steps } = findings
  return (
    <TitledPage
      c={c}
      title={title}
      {...(props.within && { within: props.within })}
      {...(props.crumbs && { crumbs: props.crumbs })}
      organisation={view.organisation}
      current={props.current}
      form={props.form}
      wide
      size="l"
      above={
        <State
          of={describeState(signed, {
            status: view.assessment.status,
            signedAt: view.assessment.signedAt,
            steps,
          })}
          plan={
            <PlanButton
              c={c}
              organisation={view.organisation.id}
              source="reservation"
              about={view.assessment.id}
              of="the reservations"
            />
          }
        />
      }
      caption={title}
      heading={sentence}
    >
      <Answer picture={picture} toDo={toDo} instead={instead} />
      {children}
    </TitledPage>
  )
}

/** The picture, and beside it what to do: of a page that speaks of no assessment too. */
export function Answer({
  picture,
  toDo,
  instead,
}: {
  [part in 'picture' | 'toDo' | 'instead']?: AnswerFirstProps[part] | undefined
}) {
  return (
    <>
      {instead && <p class="wr-answer__to-do">{instead.toDo}</p>}
      <div
        class={`wr-answer${toDo?.shown === undefined ? '' : ' wr-answer--to-do'}${picture === undefined ? ' wr-answer--alone' : ''}`}
      >
        {picture !== undefined && <div class="wr-answer__picture">{picture}</div>}
        {toDo && <ToDo {...toDo} />}
        {instead?.beside}
      </div>
    </>
  )
}

function State({
  of: { tag, waits, says, reservations },
  plan,
}: {
  of: ReturnType<typeof describeState>
  plan: Child
}) {
  return (
    <div class={`wr-state${waits ? ' wr-state--waits' : ''}`}>
      <Tag colour={waits ? 'yellow' : 'blue'}>{tag}</Tag> <span>{says}</span>
      {reservations !== undefined && (
        <blockquote>
          <span class="wr-typed">{reservations}</span> {plan}
        </blockquote>
      )}
    </div>
  )
}

function ToDo({ heading, presses, none, shown }: NonNullable<AnswerFirstProps['toDo']>) {
  return (
    <section class="wr-answer__to-do">
      <h2 class="nhsuk-heading-m">{heading}</h2>
      {shown}
      {shown === undefined && presses.length === 0 && <p>{none}</p>}
      {presses.map((one) => (
        <div class="wr-do">
          <h3 class="nhsuk-heading-s">
            {one.href === undefined ? one.heading : <a href={one.href}>{one.heading}</a>}
          </h3>
          <p>{one.says}</p>
          {one.button}
        </div>
      ))}
    </section>
  )
}

/** A chart in its box, with the line that names it. */
export function Picture(props: {
  title: string
  /** Where its numbers come from. */
  href?: string
  svg: string
  /** Under the chart. */
  children?: Child
}) {
  const { title, href, svg, children } = props
  return (
    <div class="wr-chart">
      <h2 class="nhsuk-heading-s">{href === undefined ? title : <a href={href}>{title}</a>}</h2>
      {raw(svg)}
      {children}
    </div>
  )
}

/** What a reader asks next. */
export function AskedNext({ links }: { links: readonly (readonly [href: string, text: string])[] }) {
  return (
    <div class="wr-no-print">
      <h2 class="nhsuk-heading-m">What people ask next</h2>
      <ul class="nhsuk-list nhsuk-list--bullet">
        {links.map(([href, text]) => (
          <li>
            <a href={href}>{text}</a>
          </li>
        ))}
      </ul>
    </div>
  )
}
