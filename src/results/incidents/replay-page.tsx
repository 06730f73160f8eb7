/** One past attack against a trust's answers: each chain drawn, its steps in words, and the cheapest change. */
import { leadTo } from '../leads.ts'
import { raw } from 'hono/html'
import { drawChain } from '../../charts/chain.ts'
import { drawingOf } from '../../report/chain-drawing.ts'
import { type ChainReplay, describeReplays } from '../../report/replay.ts'
import type { Examined } from '../../report/explain-score.ts'
import { wayInWords } from '../../report/incidents.ts'
import { evidenceOutcome, paperOutcome } from '../../report/outcomes.ts'
import { CLOSING, dateWords, vantageMeaning } from '../../report/words.ts'
import type { Incident } from '../../rules/model.ts'
import type { ResultView } from '../../service/views.ts'
import { SummaryList } from '../../web/components/lists.tsx'
import { Details, InsetText } from '../../web/components/panels.tsx'
import { TitledPage } from '../../web/titled-page.tsx'
import { paths } from '../../web/paths.ts'
import { examinedOf, signedOf } from '../examined.ts'
import { SignedNote } from '../signed-note.tsx'
import type { PageContext } from '../../web/web.ts'
import { CheapestChange } from './cheapest-change.tsx'
import { LessonList } from './lesson-list.tsx'
import { OurReading } from './parts.tsx'
import { EvidenceTag, PaperTag } from './replays-page.tsx'
import { ReplaySteps } from './replay-steps.tsx'

interface ReplayPageProps {
  c: PageContext
  found: ResultView
  incident: Incident
}

export function ReplayPage({ c, found, incident }: ReplayPageProps) {
  const { organisation } = found.view
  const examined = examinedOf(found)
  const replays = describeReplays(examined, incident)
  const asSigned = describeReplays(signedOf(found), incident)
  return (
    <TitledPage
      c={c}
      title={incident.title}
      within={['What real attacks would have met here']}
      organisation={organisation}
      current="replays"
      crumbs={[
        { href: paths.tasks(organisation.id), text: organisation.name },
        { href: paths.replays(organisation.id), text: 'What real attacks would have met here' },
      ]}
      wide
      caption={organisation.name}
    >
      <div class="nhsuk-grid-row">
        <div class="nhsuk-grid-column-two-thirds">
          <p>{incident.summary}</p>
          <p>
            {wayInWords(incident).sentence} <a href={paths.incident(incident.id)}>Read the dossier</a>, as at{' '}
            {dateWords(incident.asAt)}.
          </p>
          {incident.note !== undefined && <p>{incident.note}</p>}
          <SignedNote found={found} />
          <OurReading />
          {replays.length > 1 && (
            <ul>
              {replays.map(({ chain }) => (
                <li>
                  <a href={`#${chain.vantage}`}>{HEADINGS[chain.vantage]}</a>
                </li>
              ))}
            </ul>
          )}
        </div>
      </div>
      {replays.map((replay, index) => (
        <Chain
          c={c}
          examined={examined}
          organisation={organisation.id}
          replay={replay}
          signed={asSigned[index]?.result ?? replay.result}
        />
      ))}
      <LessonList examined={examined} incident={incident} />
      <p>
        <strong>{CLOSING}</strong>
      </p>
    </TitledPage>
  )
}

const HEADINGS: Readonly<Record<ChainReplay['chain']['vantage'], string>> = {
  'in-your-place': 'If this attack came at you',
  'as-a-customer': 'If it happened to your supplier',
}

interface ChainProps {
  c: PageContext
  examined: Examined
  organisation: string
  replay: ChainReplay
  /** With the outcomes that it was signed with. */
  signed: ChainReplay['result']
}

function Chain({ c, examined, organisation, replay, signed: result }: ChainProps) {
  const { chain, notExposed, notKnown } = replay
  return (
    <section aria-labelledby={chain.vantage}>
      <h2 id={chain.vantage} class="nhsuk-heading-l">
        {HEADINGS[chain.vantage]}
      </h2>
      <p>{vantageMeaning(chain.vantage)}</p>
      {notExposed !== undefined ? (
        <InsetText>
          <p>{notExposed} This attack does not concern you, and is not counted.</p>
        </InsetText>
      ) : (
        <>
          <SummaryList
            rows={[
              {
                key: 'On paper',
                value: (
                  <>
                    <p>
                      <PaperTag result={result} />
                    </p>
                    <p>
                      {result.outcome === 'not-known' ? notKnown?.sentence : paperOutcome(result)?.sentence}
                    </p>
                  </>
                ),
              },
              {
                key: 'On evidence',
                value: (
                  <>
                    <p>
                      <EvidenceTag result={result} />
                    </p>
                    <p>{evidenceOutcome(result)?.sentence}</p>
                  </>
                ),
              },
              {
                key: 'Where it ends, and why',
                value: replay.ends.map(({ reading, sentence }) => (
                  <p>
                    <strong>{reading}:</strong> {sentence}
                  </p>
                )),
              },
              ...reachRows(replay),
            ]}
          />
          {notKnown !== undefined && <NotKnown c={c} organisation={organisation} notKnown={notKnown} />}
          <CheapestChange c={c} examined={examined} organisation={organisation} replay={replay} />
        </>
      )}
      <div class="nhsuk-grid-row">
        <div class="nhsuk-grid-column-one-third">
          {raw(drawChain(drawingOf(replay, `drawing-${chain.vantage}`)))}
          <Details summary="How to read the drawing">
            <p>
              An arrow is the attack, a circle what the defender does, a diamond harm. An eight-sided sign is
              where it ends, an eye where it is seen, two bars where it is limited, and a question mark what
              is not known.
            </p>
            <p>
              A filled sign is evidenced. An empty one rests on your word only. A broken line is as far as the
              attack comes on evidence, and a dotted one what it does not reach.
            </p>
          </Details>
        </div>
        <div class="nhsuk-grid-column-two-thirds">
          <ReplaySteps c={c} organisation={organisation} replay={replay} />
        </div>
      </div>
    </section>
  )
}

/** How many attack steps are passed; nothing for a chain that holds none. */
function reachRows({ chain, result }: ChainReplay) {
  const attacks = chain.steps.filter((step) => step.kind === 'attack').length
  if (attacks === 0 || result.atWorst === null || result.atBest === null) return []
  const paper =
    result.atBest.reach === result.atWorst.reach
      ? `${result.atWorst.reach}`
      : `${result.atBest.reach} to ${result.atWorst.reach}`
  return [
    {
      key: 'Attack steps it passes',
      value: `${paper} of ${attacks} on paper, ${result.assuredReach ?? attacks} of ${attacks} on evidence`,
    },
  ]
}

function NotKnown(props: {
  c: PageContext
  organisation: string
  notKnown: NonNullable<ChainReplay['notKnown']>
}) {
  const { questions, scope } = props.notKnown
  if (questions.length + scope.length === 0) return <></>
  return (
    <Details summary={`Answers that decide it: ${questions.length + scope.length}`}>
      <ul>
        {scope.map((question) => (
          <li>
            <a href={paths.scope(props.organisation)}>{question.short}</a>
          </li>
        ))}
        {questions.map((question) => (
          <li>
            <a href={leadTo(props.c, props.organisation, question)}>{question.short}</a>
          </li>
        ))}
      </ul>
    </Details>
  )
}
