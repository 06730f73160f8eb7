/** The board's page: ten minutes' reading, three printed pages, at most 700 words. */
import type { Child } from 'hono/jsx'
import { type BoardPage as Board, describeBoard } from '../../report/board.ts'
import { findQuestion } from '../../rules/find.ts'
import type { RuleSet } from '../../rules/model.ts'
import { TitledPage } from '../../web/titled-page.tsx'
import { paths } from '../../web/paths.ts'
import type { Findings } from '../examined.ts'
import { SignedNote } from '../signed-note.tsx'

/** `beside`: the sentence of the published comparison; undefined while there is none to stand in. */
export function BoardPage({
  c,
  view,
  found,
  signed,
  readsAnswers,
  beside,
}: Findings & { beside: string | undefined }) {
  const { id } = view.organisation
  const board = describeBoard(signed)
  const { ruleSet } = view
  return (
    <TitledPage
      c={c}
      title="Board page"
      organisation={view.organisation}
      current="board"
      heading="Cyber risk to our patients"
    >
      <p class="nhsuk-body-s">{board.about}</p>

      <Part heading="What we are asked to decide">
        <Decide decide={board.decide} id={id} ruleSet={ruleSet} />
      </Part>

      <Part heading="Where we stand">
        <p class="nhsuk-lede-text nhsuk-u-margin-bottom-3">
          <a href={paths.results(id)}>{board.scores.sentence}</a>
        </p>
        <SignedNote found={found} />
        {board.scores.further.length > 0 && <p>{board.scores.further.join(' ')}</p>}
        {beside !== undefined && (
          <p>
            <a href={paths.peers(id)}>{beside}</a>
          </p>
        )}
      </Part>

      <Part heading="Five risks to patients">
        <p>{board.risks.lead}</p>
        <ol class="nhsuk-list nhsuk-list--number">
          {board.risks.rows.map((row) => (
            <li>
              {row.title} <a href={paths.risk(id, row.id)}>{row.says}</a>
            </li>
          ))}
        </ol>
      </Part>

      <Part heading="What past attacks would have met here">
        <p>{board.attacks.join(' ')}</p>
        <p class="wr-no-print">
          <a href={paths.replays(id)}>Each attack, step by step</a>
        </p>
      </Part>

      <Part heading="Three questions to ask">
        <ol class="nhsuk-list nhsuk-list--number">
          {board.ask.map((one) => (
            <li>
              <strong>
                <About ruleSet={ruleSet} id={id} question={one.question}>
                  {one.about}
                </About>
                .
              </strong>{' '}
              {one.asks}
            </li>
          ))}
        </ol>
      </Part>

      <Part heading="What nobody knows">
        <p>{board.unknown.join(' ')}</p>
        {readsAnswers && (
          <p class="wr-no-print">
            <a href={paths.answers(id, 'dont-know')}>Not known</a>,{' '}
            <a href={paths.answers(id, 'unanswered')}>not answered</a>
          </p>
        )}
      </Part>
    </TitledPage>
  )
}

function Part({ heading, children }: { heading: string; children: Child }) {
  return (
    <section class="wr-part">
      <h2 class="nhsuk-heading-m nhsuk-u-margin-bottom-2">{heading}</h2>
      {children}
    </section>
  )
}

function Decide({ decide, id, ruleSet }: { decide: Board['decide']; id: string; ruleSet: RuleSet }) {
  return (
    <>
      <p>{decide.lead}</p>
      {decide.raises.length > 0 && (
        <ol class="nhsuk-list nhsuk-list--number">
          {decide.raises.map((raise) => (
            <li>
              <strong>
                <About ruleSet={ruleSet} id={id} question={raise.question}>
                  {raise.short}
                </About>
              </strong>
              , {raise.to} {raise.says}
            </li>
          ))}
        </ol>
      )}
    </>
  )
}

/** Words about a question, leading to its part in the results. */
function About(props: { ruleSet: RuleSet; id: string; question: string | undefined; children: Child }) {
  const question = props.question === undefined ? undefined : findQuestion(props.ruleSet, props.question)
  if (question === undefined) return <>{props.children}</>
  return <a href={paths.questionResult(props.id, question.domain, question.id)}>{props.children}</a>
}
