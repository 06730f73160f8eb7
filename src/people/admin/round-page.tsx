/** With what an administrator begins: how far the round is, whom to remind, and what is still to be set up. It shows nothing that anybody answered. */
import { drawStrips } from '../../charts/strips.ts'
import {
  chartRound,
  LATE_DAYS,
  listSetUp,
  ROUND_STATES,
  type RoundLine,
  roundSentence,
  type SetUpStep,
} from '../../report/round.ts'
import { countWords, dateWords, upperFirst } from '../../report/words.ts'
import { isWaiting, type RoundView } from '../../service/round.ts'
import { Answer, Picture, type Press } from '../../web/answer-first.tsx'
import { ButtonForm } from '../../web/components/button-form.tsx'
import { Tag } from '../../web/components/lists.tsx'
import { Details } from '../../web/components/panels.tsx'
import { Table } from '../../web/components/table.tsx'
import type { ShownForm } from '../../web/shown-form.tsx'
import { TitledPage } from '../../web/titled-page.tsx'
import { dayWords } from '../../web/times.ts'
import type { PageContext } from '../../web/web.ts'
import { addresses } from './addresses.ts'
import { cohortName } from './cohorts.ts'

/** Rows that stand on the page; the rest is folded. */
const FIRST = 8
/** Things to do on one page. */
const MOST = 3

interface RoundProps {
  c: PageContext
  view: RoundView
  /** What was not done. */
  form?: ShownForm
}

export function RoundPage({ c, view, form }: RoundProps) {
  const steps = listSetUp(view.setUp)
  const open = steps.filter(({ done }) => !done)
  const waiting = view.lines.filter(isWaiting).toSorted((a, b) => Number(b.late) - Number(a.late))
  const others = view.lines.filter((one) => !isWaiting(one))
  return (
    <TitledPage
      c={c}
      title="The round"
      current="round"
      wide
      size="l"
      form={form}
      above={<Standing view={view} />}
      caption="The round"
      heading={roundSentence(view)}
    >
      <Answer
        {...(view.lines.length > 0 && {
          picture: <Picture title="Organisations by region, a box each" svg={drawStrips(chartRound(view))} />,
        })}
        toDo={{
          heading: 'What to do now',
          presses: pressesOf(view, waiting.length, open),
          none: 'Nothing: everybody has submitted.',
        }}
      />
      <Details
        summary={
          open.length === 0 ? 'All is set up' : `Setting up: ${countWords(open.length, 'thing')} to do`
        }
        open={open.length > 0 && view.stage !== 'open'}
      >
        <SetUpList steps={steps} />
      </Details>
      {waiting.length > 0 && (
        <>
          <h2 class="nhsuk-heading-m">Who has not submitted</h2>
          {waiting[0]?.late === true && (
            <p>Late means not submitted {LATE_DAYS} days before the round closes.</p>
          )}
          <Lines caption="Who has not submitted" lines={waiting.slice(0, FIRST)} />
        </>
      )}
      {waiting.length > FIRST && (
        <Details summary={`${waiting.length - FIRST} more who have not submitted`}>
          <Lines caption="More who have not submitted" lines={waiting.slice(FIRST)} />
        </Details>
      )}
      {others.length > 0 && (
        <Details summary={`${countWords(others.length, 'organisation')} that submitted or signed`}>
          <Lines caption="Who has submitted or signed" lines={others} />
        </Details>
      )}
      {view.lines.length > 0 && (
        <p>
          <a href={addresses.roundTable}>All of them as CSV</a>
        </p>
      )}
    </TitledPage>
  )
}

const STAGES = {
  none: ['No round', 'Everybody is asked in a round, which has its days and its questions.'],
  'to-come': ['To come', ''],
  open: ['Open', ''],
  closed: ['Closed', ''],
} as const

/** Which round it is, and its days. */
export function Standing({ view: { period, stage } }: { view: Pick<RoundView, 'period' | 'stage'> }) {
  const [tag, says] = STAGES[stage]
  return (
    <div class={`wr-state${stage === 'none' || stage === 'closed' ? ' wr-state--waits' : ''}`}>
      <Tag colour="blue">{tag}</Tag>{' '}
      <span>
        {period === undefined
          ? says
          : `${period.name}: opens on ${dateWords(period.opens)}, closes on ${dateWords(period.closes)}; answers as at ${dateWords(period.referenceDate)}.`}
      </span>
    </div>
  )
}

const SET_UP: Readonly<Record<SetUpStep, readonly [what: string, href: string | undefined]>> = {
  organisations: ['Bring in the organisations', addresses.import],
  period: ['Set up the round', addresses.addPeriod],
  leads: ['Invite a cyber lead for each', addresses.inviteAccount],
  administrator: ['Invite a second administrator', addresses.inviteAccount],
  analysts: ['Invite two analysts', addresses.inviteAccount],
  mail: ['Set up the mail server', undefined],
}

function pressesOf(view: RoundView, waiting: number, open: ReturnType<typeof listSetUp>): Press[] {
  const says = `${upperFirst(countWords(waiting, 'organisation'))} ${waiting === 1 ? 'has' : 'have'} not submitted.`
  const reminding: Press = {
    heading: 'Remind their cyber leads',
    says: view.reminded ? `${says} They were reminded today.` : `${says} An email each, within half an hour.`,
    href: undefined,
    ...(!view.reminded && {
      button: <ButtonForm action={addresses.remindRound} button="Remind them" variant="secondary" small />,
    }),
  }
  return [
    ...(view.stage === 'open' && waiting > 0 && view.setUp.mails ? [reminding] : []),
    ...open.map(({ step, says: there }) => ({
      heading: SET_UP[step][0],
      says: `${upperFirst(there)}.`,
      href: SET_UP[step][1],
    })),
  ].slice(0, MOST)
}

function SetUpList({ steps }: { steps: ReturnType<typeof listSetUp> }) {
  return (
    <Table
      caption="Setting up"
      captionHidden
      columns={[{ header: 'What' }, { header: 'State' }, { header: 'What is there' }]}
      rows={steps.map(({ step, done, says }) => {
        const [what, href] = SET_UP[step]
        return [
          href === undefined ? what : <a href={href}>{what}</a>,
          done ? <Tag colour="green">Done</Tag> : <Tag colour="yellow">To do</Tag>,
          upperFirst(says),
        ]
      })}
    />
  )
}

function Lines({ caption, lines }: { caption: string; lines: readonly RoundLine[] }) {
  return (
    <Table
      caption={caption}
      captionHidden
      compact
      columns={[
        { header: 'Organisation' },
        { header: 'Kind and region' },
        { header: 'State' },
        { header: 'Cyber lead' },
      ]}
      rows={lines.map((one) => [
        <a href={addresses.organisation(one.id)}>{one.name}</a>,
        `${cohortName(one.cohort)}, ${one.region}`,
        stateWords(one),
        one.isLed ? 'Yes' : <a href={addresses.inviteLeadOf(one.id)}>None: invite one</a>,
      ])}
    />
  )
}

/** `Signed on 3 March 2027`; `Not started: late`. */
function stateWords({ state, late, submittedAt, signedAt }: RoundLine): string {
  const at = state === 'signed' ? signedAt : submittedAt
  return `${ROUND_STATES[state]}${at === undefined ? '' : ` on ${dayWords(at)}`}${late ? ': late' : ''}`
}
