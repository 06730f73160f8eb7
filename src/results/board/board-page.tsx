/** The board's page: whether we are within what we accept, two pictures, at most three decisions, what came of earlier ones, three questions; three printed pages. */
import { raw } from 'hono/html'
import type { Child } from 'hono/jsx'
import { drawMatrix } from '../../charts/matrix.ts'
import { drawProfile } from '../../charts/profile.ts'
import {
  boardSentence,
  chartGravest,
  describeUnknown,
  fiveGravest,
  gainSentence,
  scoresTitle,
} from '../../report/board.ts'
import { describeDecisions, describeEarlier } from '../../report/board-decisions.ts'
import { describeGuide, GUIDE } from '../../report/board-guide.ts'
import { type BoardQuestion, chooseQuestions } from '../../report/board-questions.ts'
import { chartProfile, type SignedBefore } from '../../report/profile.ts'
import { acceptedSentence, type TargetOf } from '../../report/risk-list.ts'
import { CLOSING, sourceWords } from '../../report/words.ts'
import { findQuestion } from '../../rules/find.ts'
import type { TrendView } from '../../service/earlier.ts'
import type { PlannedAction } from '../../service/planned-actions.ts'
import { Details } from '../../web/components/panels.tsx'
import { paths } from '../../web/paths.ts'
import { AnswerFirst, Picture } from '../../web/answer-first.tsx'
import type { Narrowest } from '../beside.ts'
import type { Standing } from '../examined.ts'
import type { Plan } from '../plan/plan.ts'
import { NumberTag } from '../risks/band-tag.tsx'
import { SignedNote } from '../signed-note.tsx'
import { DecisionTable, EarlierList } from './decisions.tsx'
import { Thumbnails } from './thumbnails.tsx'

export const TITLE = 'Cyber risk to our patients'

interface BoardPageProps {
  findings: Standing
  /** By the register. */
  targetOf: TargetOf
  actions: readonly PlannedAction[]
  /** Undefined: the rules do not say what raising an answer takes. */
  plan: Plan | undefined
  signed: TrendView['signed']
  before: SignedBefore | undefined
  group: Narrowest | undefined
}

export function BoardPage({ findings, targetOf, actions, plan, signed, before, group }: BoardPageProps) {
  const { c, view, found, examined, readsAnswers } = findings
  const { id } = view.organisation
  const decisions = describeDecisions(examined, plan, actions)
  return (
    <AnswerFirst
      findings={findings}
      title={TITLE}
      within={['Board page']}
      current="board"
      sentence={boardSentence(examined)}
      picture={
        <Picture
          title={scoresTitle(findings.signed)}
          href={paths.results(id)}
          svg={drawProfile(chartProfile(findings.signed, before, group))}
        />
      }
      instead={{
        toDo: gainSentence(examined, decisions),
        beside: <Gravest findings={findings} targetOf={targetOf} />,
      }}
    >
      <SignedNote found={found} />
      <DecisionTable c={c} organisation={id} decisions={decisions.rows} />
      <Thumbnails findings={findings} signed={signed} group={group} />
      <div class="wr-board">
        <div>
          <EarlierList organisation={id} earlier={describeEarlier(actions, decisions.actions)} />
          <Part heading="What nobody knows">
            <p>{describeUnknown(examined).join(' ')}</p>
            {readsAnswers && (
              <p class="wr-no-print">
                <a href={paths.answers(id, 'dont-know')}>Not known</a>,{' '}
                <a href={paths.answers(id, 'unanswered')}>not answered</a>
              </p>
            )}
          </Part>
        </div>
        <Part heading="Three questions to ask">
          <Questions findings={findings} questions={chooseQuestions(examined)} />
        </Part>
      </div>
      <Details summary="What the five gravest risks mean for patients" printed>
        <ol class="nhsuk-list nhsuk-list--number">
          {fiveGravest(examined).map(({ number, row }) => (
            <li value={number}>{row.title}</li>
          ))}
        </ol>
      </Details>
      <Details summary="What NHS England tells non-executives to ask">
        <ul class="nhsuk-list nhsuk-list--bullet">
          {describeGuide(findings.signed).map(({ asks, says }) => (
            <li>
              <strong>{asks}</strong> {says.join(' ')}
            </li>
          ))}
        </ul>
        <p class="nhsuk-body-s">Questions in our words, from: {sourceWords(GUIDE)}. It has more of them.</p>
      </Details>
      <p class="nhsuk-body-s">
        {acceptedSentence(examined)} Days and money are planning assumptions of this tool. {CLOSING}
      </p>
      <PapersLink organisation={id} />
    </AnswerFirst>
  )
}

/** From what the board reads here to what it gets before its meeting. */
export function PapersLink({ organisation }: { organisation: string }) {
  return (
    <p class="wr-no-print">
      <a href={paths.packs(organisation)}>Board papers as Word, PDF and Excel</a>
    </p>
  )
}

export function Part({ heading, children }: { heading: string; children: Child }) {
  return (
    <section class="wr-part">
      <h2 class="nhsuk-heading-m">{heading}</h2>
      {children}
    </section>
  )
}

/** The matrix with the five gravest, and their numbers below it, so that nobody must read the matrix. */
function Gravest({ findings: { view, examined }, targetOf }: Pick<BoardPageProps, 'findings' | 'targetOf'>) {
  const { id } = view.organisation
  return (
    <div class="wr-chart wr-small wr-five-beside">
      <h2 class="nhsuk-heading-s">Five gravest: on paper, and on evidence alone</h2>
      {raw(
        drawMatrix(
          chartGravest(examined, (risk) => paths.risk(id, risk), targetOf),
          'narrow',
        ),
      )}
      <ol class="wr-five">
        {fiveGravest(examined).map(({ number, row }) => (
          <li value={number}>
            <span>
              {number}. <a href={paths.risk(id, row.id)}>{row.short}</a>
            </span>
            <span class="wr-from-to">
              <NumberTag rated={row.residual} /> <NumberTag rated={row.assured} />
            </span>
          </li>
        ))}
      </ol>
    </div>
  )
}

function Questions({ findings, questions }: { findings: Standing; questions: readonly BoardQuestion[] }) {
  const { view, examined } = findings
  return (
    <ol class="nhsuk-list nhsuk-list--number">
      {questions.map(({ about, asks, question: id }) => {
        const question = id === undefined ? undefined : findQuestion(examined.ruleSet, id)
        return (
          <li>
            <strong>
              {question === undefined ? (
                about
              ) : (
                <a href={paths.questionResult(view.organisation.id, question.domain, question.id)}>{about}</a>
              )}
              .
            </strong>{' '}
            {asks}
          </li>
        )
      })}
    </ol>
  )
}
