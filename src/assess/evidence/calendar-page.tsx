/** What is shown on evidence, twelve months ahead: the score as it falls if nothing is renewed, what runs out next, and who is asked to renew it. */
import type { Child } from 'hono/jsx'
import { drawCalendar } from '../../charts/evidence-calendar.ts'
import {
  calendarSentence,
  type CalendarMonth,
  chartCalendar,
  monthWords,
  type RunsOut,
  whenWords,
} from '../../report/evidence-calendar.ts'
import { countWords, joinWords, upperFirst, whoKnows } from '../../report/words.ts'
import { findQuestion } from '../../rules/find.ts'
import type { OrganisationId } from '../../ids.ts'
import type { AssessmentView } from '../../service/views.ts'
import type { CalendarView } from '../../service/evidence-calendar.ts'
import { AnswerFirst, Picture, type Press } from '../../web/answer-first.tsx'
import { ButtonForm } from '../../web/components/button-form.tsx'
import { Details } from '../../web/components/panels.tsx'
import { Table } from '../../web/components/table.tsx'
import { paths } from '../../web/paths.ts'
import { PlanButton } from '../../web/plan-button.tsx'
import type { PageContext } from '../../web/web.ts'
import { isBeingFilledIn, mayDo } from '../editing.ts'
import { questionStates } from '../progress.ts'

/** Rows that stand on the page; the rest is folded. */
const NEXT = 5

interface CalendarProps {
  c: PageContext
  found: CalendarView
}

interface Due {
  readonly one: RunsOut
  readonly month: CalendarMonth
}

export function CalendarPage({ c, found }: CalendarProps) {
  const { view, row, result, calendar, steps } = found
  const { ruleSet, answers } = view
  const examined = { ruleSet, answers, row, result: found.signed?.result ?? result }
  const all = calendar.months.flatMap((month) => month.runsOut.map((one): Due => ({ one, month })))
  return (
    <AnswerFirst
      findings={{ c, view, signed: examined, steps }}
      title="Evidence calendar"
      current="results"
      sentence={calendarSentence(examined, calendar)}
      picture={
        <Picture
          title="The score on evidence, at the end of each month"
          svg={drawCalendar(chartCalendar(calendar))}
        />
      }
      toDo={{
        heading: 'What to do now',
        presses: pressesOf({ c, found }, all),
        none: 'Nothing: all that is stated can be shown.',
      }}
    >
      {all.length > 0 && (
        <>
          <h2 class="nhsuk-heading-m">What runs out next</h2>
          <DueTable c={c} found={found} caption="What runs out next" due={all.slice(0, NEXT)} />
        </>
      )}
      {all.length > NEXT && (
        <Details summary={`${all.length - NEXT} more in the twelve months`} printed>
          <DueTable c={c} found={found} caption="What runs out later" due={all.slice(NEXT)} />
        </Details>
      )}
      <Details summary="The score on evidence, month by month" printed>
        <Months months={calendar.months} />
      </Details>
    </AnswerFirst>
  )
}

/** At most three things, the most urgent first. */
function pressesOf({ c, found }: CalendarProps, all: readonly Due[]): Press[] {
  const { view, result, renewing } = found
  const { id } = view.organisation
  const waiting = all.filter(({ one }) => renewing.get(one.id)?.asked !== true)
  const next = waiting.filter(({ month }) => month === waiting[0]?.month)
  const lapsed = questionStates(view).filter((one) => !one.hidden && one.evidence === 'lapsed').length
  const onWord = (result.overall.score ?? result.overall.low) - result.overall.assured
  return [
    ...(next[0] === undefined ? [] : [mayAsk(c, found) ? asking(id, next) : planning(c, view, next[0])]),
    ...(lapsed === 0
      ? []
      : [
          {
            heading: 'Renew what has run out',
            says: `${countWords(lapsed, 'answer')} would count on evidence again.`,
            href: paths.answers(id, 'stale'),
          },
        ]),
    ...(onWord <= 0
      ? []
      : [
          {
            heading: 'Show what is said',
            says: `${countWords(onWord, 'point')} ${onWord === 1 ? 'rests' : 'rest'} on somebody’s word.`,
            href: paths.answers(id, 'unevidenced'),
          },
        ]),
  ]
}

function asking(id: OrganisationId, next: readonly Due[]): Press {
  const shorts = next.slice(0, 2).map(({ one }) => one.short)
  return {
    heading: 'Ask for what runs out first',
    says: `${countWords(next.length, 'answer')} in ${monthWords(next[0]?.month.end ?? '')}: ${shorts.join('; ')}${next.length > 2 ? '; …' : ''}`,
    href: undefined,
    button: (
      <ButtonForm
        action={paths.evidenceCalendar(id)}
        button={next.length === 1 ? 'Ask for it' : 'Ask for them'}
        variant="secondary"
        small
        sends={{ question: next.map(({ one }) => one.id) }}
      />
    ),
  }
}

function planning(c: PageContext, view: AssessmentView, { one, month }: Due): Press {
  return {
    heading: 'Renew what runs out first',
    says: `${one.short}, ${whenWords(one, month)}.${isBeingFilledIn(view) ? '' : ' Newer evidence counts from the next assessment on.'}`,
    href: undefined,
    button: (
      <PlanButton c={c} organisation={view.organisation.id} source="proof" about={one.id} of={one.short} />
    ),
  }
}

/** Newer evidence is taken only while it is filled in. */
function mayAsk(c: PageContext, { view }: CalendarView): boolean {
  return isBeingFilledIn(view) && mayDo(c, view, 'comment')
}

function DueTable(props: CalendarProps & { caption: string; due: readonly Due[] }) {
  const { c, found, caption, due } = props
  const { id } = found.view.organisation
  return (
    <Table
      caption={caption}
      captionHidden
      compact
      columns={[{ header: 'Answer' }, { header: 'Runs out' }, { header: 'Who' }, { header: 'Renew it' }]}
      rows={due.map(({ one, month }) => [
        <a href={paths.evidence(id, one)}>{one.short}</a>,
        `${upperFirst(whenWords(one, month))}${one.why === 'age' ? ': too old by then' : ''}`,
        whoHas(found, one),
        <Renew c={c} found={found} one={one} />,
      ])}
    />
  )
}

/** Whoever has the part, or brought the evidence; else who usually knows. */
function whoHas({ view, renewing }: CalendarView, { id }: RunsOut): Child {
  const { holders = [], owner } = renewing.get(id) ?? {}
  if (holders.length > 0) return <bdi>{joinWords(holders)}</bdi>
  if (owner !== undefined) return <bdi>{owner}</bdi>
  const question = findQuestion(view.ruleSet, id)
  return question === undefined ? 'Nobody named' : `Nobody named. Usually: ${whoKnows(question)}`
}

/** Asked already; or the press that asks, or plans it. */
function Renew({ c, found, one }: CalendarProps & { one: RunsOut }) {
  const { id } = found.view.organisation
  if (found.renewing.get(one.id)?.asked === true) return <>Asked</>
  if (!mayAsk(c, found))
    return <PlanButton c={c} organisation={id} source="proof" about={one.id} of={one.short} />
  return (
    <ButtonForm
      action={paths.evidenceCalendar(id)}
      button="Ask"
      about={` for newer evidence: ${one.short}`}
      variant="link"
      sends={{ question: one.id }}
    />
  )
}

function Months({ months }: { months: readonly CalendarMonth[] }) {
  return (
    <Table
      caption="The score on evidence, month by month"
      captionHidden
      columns={[
        { header: 'At the end of' },
        { header: 'On evidence', numeric: true },
        { header: 'Answers that run out', numeric: true },
      ]}
      rows={months.map(({ end, score, runsOut }) => [monthWords(end), score, runsOut.length])}
    />
  )
}
