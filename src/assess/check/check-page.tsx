/** All answers by domain as summary lists, headed by the contradictions: explain or correct. */
import { countShare } from '../../answers/share.ts'
import type { QuestionId } from '../../ids.ts'
import { findQuestion } from '../../rules/find.ts'
import type { Domain } from '../../rules/model.ts'
import { countWords, shortOf, upperFirst } from '../../report/words.ts'
import type { AssessmentView } from '../../service/views.ts'
import { answerShown } from '../../service/content.ts'
import type { ToExplain } from '../../service/explaining.ts'
import { ClosedNotice } from '../closed-notice.tsx'
import { type SummaryRow, SummaryList } from '../../web/components/lists.tsx'
import { Card, Details } from '../../web/components/panels.tsx'
import { mayDo, mayEdit } from '../editing.ts'
import { TitledPage } from '../../web/titled-page.tsx'
import { paths } from '../../web/paths.ts'
import { progressOf, type QuestionState, questionStates, stopsOf, wholeProgress } from '../progress.ts'
import { AnswerWords, StateTag } from '../questions/answer-words.tsx'
import { CHECK } from '../questions/walk.ts'
import { contentOf } from '../registers/register-page.tsx'
import { nameOf } from '../registers/row-words.tsx'
import { contextWords } from '../scope/scope-page.tsx'
import { explainHeading, explainReason } from '../../report/to-explain.ts'
import type { PageContext } from '../../web/web.ts'

/** Things to explain that stand on the page; the rest is folded. */
const FIRST = 2

interface CheckPageProps {
  c: PageContext
  view: AssessmentView
  toExplain: readonly ToExplain[]
}

export function CheckPage({ c, view, toExplain }: CheckPageProps) {
  const { id } = view.organisation
  const { ruleSet } = view
  const verb = mayEdit(c, view) ? 'Change' : 'Read'
  const states = questionStates(view)
  const open = wholeProgress(view, states)
  const onward = (
    <a href={paths.signOff(id)}>{mayDo(c, view, 'submit') ? 'Go on to submit it' : 'See the sign-off'}</a>
  )
  return (
    <TitledPage c={c} title="Check answers" organisation={view.organisation} current="check-answers">
      <ClosedNotice view={view} />
      <p>
        {open.answered} of {countWords(open.shown, 'question')} answered.{' '}
        {open.answered < open.shown && <a href={paths.answers(id, 'unanswered')}>See what is not answered</a>}{' '}
        {onward}
      </p>
      <ToExplainList c={c} view={view} list={toExplain} />
      <h2 class="nhsuk-heading-m">All answers</h2>
      <Details summary={ruleSet.scope.title} printed>
        <SummaryList
          rows={ruleSet.context.map((one) => ({
            key: one.short,
            value: contextWords(
              one,
              one.fromOrganisation ? view.organisation.cohort : view.answers.context[one.id],
            ),
            actions: one.fromOrganisation ? [] : [{ href: paths.scope(id), text: verb, about: one.short }],
          }))}
        />
      </Details>
      {ruleSet.domains.map((domain) => {
        const { answered, shown } = progressOf(states.filter((one) => one.question.domain === domain.id))
        return (
          <Details summary={`${domain.title}: ${answered} of ${shown} answered`} printed>
            <SummaryList rows={rowsOf(view, domain, states, verb)} />
          </Details>
        )
      })}
      <p>{onward}</p>
    </TitledPage>
  )
}

function rowsOf(
  view: AssessmentView,
  domain: Domain,
  states: readonly QuestionState[],
  verb: string,
): SummaryRow[] {
  const { id } = view.organisation
  return stopsOf(domain, states).flatMap((stop): SummaryRow[] => {
    if (stop.kind === 'question') {
      const { question } = stop.state
      return [
        {
          key: question.short,
          id: question.id,
          value: (
            <>
              <StateTag state={stop.state} />
              {stop.state.state !== 'unanswered' && (
                <AnswerWords
                  question={question}
                  answer={answerShown(view, question.id)}
                  cohort={view.answers.organisation.cohort}
                />
              )}
            </>
          ),
          actions: [
            {
              href: `${paths.question(id, domain.id, question.id)}?via=${CHECK}`,
              text: verb,
              about: question.short,
            },
          ],
        },
      ]
    }
    const { register, feeds } = stop
    const { rows, complete } = contentOf(view, register)
    return [
      {
        key: `Register: ${register.title}`,
        value: `${upperFirst(countWords(rows.length, register.row.one, register.row.many))}; ${complete ? 'marked complete' : 'not marked complete'}`,
        actions: [{ href: paths.register(id, register.id), text: verb, about: register.title }],
      },
      ...feeds.map((state): SummaryRow => ({
        key: state.question.short,
        id: state.question.id,
        value: (
          <>
            <StateTag state={state} />
            <p>{shareWords(view, state)}</p>
          </>
        ),
      })),
    ]
  })
}

function shareWords(view: AssessmentView, { question }: QuestionState): string {
  const count = countShare(view.ruleSet, question, view.answers)
  if (count === undefined || count.unanswered) return 'Not answered until the register is complete'
  return `${count.lowest.top} of ${count.lowest.bottom} that count, ${count.backed.top} with dated evidence`
}

function ToExplainList({
  c,
  view,
  list,
}: {
  c: PageContext
  view: AssessmentView
  list: readonly ToExplain[]
}) {
  if (list.length === 0) return <></>
  const mayExplain = mayDo(c, view, 'explain')
  const open = list.filter(({ text }) => text === undefined)
  const explained = list.filter(({ text }) => text !== undefined)
  return (
    <section>
      <h2 class="nhsuk-heading-l" id="explain-or-correct">
        Explain or correct
      </h2>
      <p>
        {upperFirst(countWords(list.length, 'thing'))} in your answers {list.length === 1 ? 'does' : 'do'} not
        fit together, or {list.length === 1 ? 'is' : 'are'} not known; {explained.length} of {list.length}{' '}
        explained. Correct an answer, or explain it for the SIRO. It never changes the score by itself.
      </p>
      {open.slice(0, FIRST).map((one) => (
        <ExplainCard view={view} one={one} mayExplain={mayExplain} />
      ))}
      {open.length > FIRST && (
        <Details summary={`${open.length - FIRST} more to explain or correct`} printed>
          {open.slice(FIRST).map((one) => (
            <ExplainCard view={view} one={one} mayExplain={mayExplain} />
          ))}
        </Details>
      )}
      {explained.length > 0 && (
        <Details summary={`${upperFirst(countWords(explained.length, 'thing'))} explained`} printed>
          {explained.map((one) => (
            <ExplainCard view={view} one={one} mayExplain={mayExplain} />
          ))}
        </Details>
      )}
    </section>
  )
}

function ExplainCard({
  view,
  one,
  mayExplain,
}: {
  view: AssessmentView
  one: ToExplain
  mayExplain: boolean
}) {
  const { id } = view.organisation
  const { ruleSet } = view
  const check = ruleSet.registerChecks.find((found) => found.id === one.about)
  const register = ruleSet.registers.find((found) => found.id === check?.register)
  return (
    <Card heading={explainHeading(view.ruleSet, one)} level={3}>
      <p>{explainReason(view.ruleSet, one)}</p>
      <ul>
        {one.questions.map((question) => (
          <li>
            <a href={hrefOf(view, question)}>{shortOf(ruleSet, question)}</a>
          </li>
        ))}
        {register &&
          (one.contradiction?.rows ?? []).map((position) => {
            const row = contentOf(view, register).rows[position - 1]
            return (
              row && (
                <li>
                  <a href={paths.row(id, register.id, row.id)}>
                    <bdi>{nameOf(register, row.row)}</bdi>
                  </a>
                </li>
              )
            )
          })}
      </ul>
      {one.text !== undefined && (
        <p class="wr-typed">
          <strong>Explained:</strong> <bdi>{one.text}</bdi>
        </p>
      )}
      {mayExplain && (
        <p>
          <a href={paths.explain(id, one.about)}>
            {one.from === 'explanation' ? 'Change the explanation' : 'Explain it'}
            <span class="nhsuk-u-visually-hidden">: {explainHeading(view.ruleSet, one)}</span>
          </a>
        </p>
      )}
    </Card>
  )
}

/** Where a question is changed: its page, its register, or the scope page. */
function hrefOf({ ruleSet, organisation }: AssessmentView, questionId: QuestionId): string {
  const question = findQuestion(ruleSet, questionId)
  if (question === undefined) return paths.scope(organisation.id)
  return `${paths.question(organisation.id, question.domain, question.id)}?via=${CHECK}`
}
