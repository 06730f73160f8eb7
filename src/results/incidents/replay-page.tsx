/** One past attack against a trust's answers: where it ends, its steps to be pressed with the pressed one beside them, what would stop it; the rest is folded. */
import { attackSentence, firstStep } from '../../report/attack.ts'
import { type ChainReplay, describeReplays } from '../../report/replay.ts'
import { describeCheapest, uncoveredBy } from '../../report/cheapest.ts'
import { OUR_READING, wayInWords } from '../../report/incidents.ts'
import { lessonsOf } from '../../report/lessons.ts'
import { CLOSING, dateWords, endSentence, shortTitle } from '../../report/words.ts'
import type { Incident } from '../../rules/model.ts'
import { Details } from '../../web/components/panels.tsx'
import { paths } from '../../web/paths.ts'
import { AnswerFirst, AskedNext } from '../../web/answer-first.tsx'
import type { Standing } from '../examined.ts'
import { leadTo } from '../leads.ts'
import { SignedNote } from '../signed-note.tsx'
import { ChainList } from './chain-list.tsx'
import { CUSTOMER } from './customer.ts'
import { LessonList } from './lesson-list.tsx'
import { ReplaySteps, StepCard } from './replay-steps.tsx'

interface ReplayPageProps {
  findings: Standing
  incident: Incident
  /** As the address asks for it: the number of a step, after `customer-` in the chain of a customer; undefined: not asked. */
  asked: string | undefined
}

export function ReplayPage({ findings, incident, asked }: ReplayPageProps) {
  const { c, view, found, examined, signed } = findings
  const { id } = view.organisation
  const replays = describeReplays(examined, incident)
  const wanted = asked?.startsWith(CUSTOMER) === true ? 'as-a-customer' : 'in-your-place'
  const replay = replays.find(({ chain }) => chain.vantage === wanted) ?? replays[0]
  if (replay === undefined) return <></>
  const said = describeReplays(signed, incident).find(({ chain }) => chain === replay.chain) ?? replay
  const number = Number(asked?.replace(CUSTOMER, ''))
  const shown = replay.steps.find((step) => step.number === number) ?? replay.steps[firstStep(replay) - 1]
  const hrefOf = (one: ChainReplay, step: number) =>
    `${paths.replay(id, incident.id, `${one.chain.vantage === 'as-a-customer' ? CUSTOMER : ''}${step}`)}#step`
  return (
    <AnswerFirst
      findings={findings}
      title={`Past attacks here: ${shortTitle(incident)}`}
      current="replays"
      sentence={attackSentence(said)}
      picture={
        <div class="wr-chart">
          <h2 class="nhsuk-heading-s">
            {OTHERWISE[replay.chain.vantage]}: press a step to see what stands there
          </h2>
          <ChainList replay={replay} shown={shown?.number ?? 1} hrefOf={(step) => hrefOf(replay, step)} />
        </div>
      }
      instead={{
        toDo: <Stopping findings={findings} replay={replay} />,
        beside: shown && (
          <div id="step" class="wr-pressed">
            <StepCard c={c} organisation={id} replay={replay} step={shown} brief />
          </div>
        ),
      }}
    >
      <SignedNote found={found} />
      <AskedNext
        links={[
          ...replays
            .filter((one) => one !== replay)
            .map((one): [string, string] => [hrefOf(one, firstStep(one)), OTHERWISE[one.chain.vantage]]),
          [paths.incident(incident.id), `What happened: the dossier, as at ${dateWords(incident.asAt)}`],
          [paths.replays(id), 'All past attacks here'],
        ]}
      />
      <Folded findings={findings} incident={incident} replay={replay} />
      <p class="nhsuk-body-s">
        <strong>{CLOSING}</strong> {OUR_READING}
      </p>
    </AnswerFirst>
  )
}

const OTHERWISE: Readonly<Record<ChainReplay['chain']['vantage'], string>> = {
  'in-your-place': 'If this attack came at us',
  'as-a-customer': 'If it happened to our supplier',
}

const ACTIONS = { 'find-out': 'Find out', evidence: 'Give evidence for', raise: 'Raise' } as const

/** What would stop it, in one sentence: the cheapest change, with the way to each answer of it. */
function Stopping({ findings: { c, view, examined }, replay }: { findings: Standing; replay: ChainReplay }) {
  const cheapest = describeCheapest(examined, replay)
  if (cheapest === undefined) return <>{replay.notExposed}</>
  return (
    <>
      {cheapest.lead}{' '}
      {cheapest.changes.map(({ action, question, to }, index) => (
        <>
          {index > 0 && ' '}
          {ACTIONS[action]} <a href={leadTo(c, view.organisation.id, question)}>{question.short}</a>:{' '}
          {endSentence(to)}
        </>
      ))}
    </>
  )
}

function Folded({
  findings,
  incident,
  replay,
}: {
  findings: Standing
  incident: Incident
  replay: ChainReplay
}) {
  const { c, view, examined } = findings
  const cheapest = describeCheapest(examined, replay)
  const uncovered = cheapest === undefined ? [] : uncoveredBy(cheapest)
  return (
    <>
      <Details summary="Where it ends and why, and what this attack was" printed>
        <p>{incident.summary}</p>
        <p>{wayInWords(incident).sentence}</p>
        {incident.note !== undefined && <p>{incident.note}</p>}
        {replay.ends.map(({ reading, sentence }) => (
          <p>
            <strong>{reading}:</strong> {sentence}
          </p>
        ))}
        {uncovered.length > 0 && (
          <>
            <p>
              <strong>What the change does not cover</strong>
            </p>
            <ul>
              {uncovered.map((text) => (
                <li>{text}</li>
              ))}
            </ul>
          </>
        )}
      </Details>
      <Details summary="All steps, with the controls at each and our answers">
        <ReplaySteps c={c} organisation={view.organisation.id} replay={replay} />
      </Details>
      {incident.lessons.length > 0 && (
        <Details summary={lessonsOf(examined, incident) ?? 'What it teaches'}>
          <LessonList c={c} organisation={view.organisation.id} examined={examined} incident={incident} />
        </Details>
      )}
    </>
  )
}
