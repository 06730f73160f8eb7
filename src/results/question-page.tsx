/** One answer's part in the results: what counts, what supports it, what raising it would do, and every rule that reads it. */
import { explainDomain } from '../report/explain-score.ts'
import { weightReasons } from '../report/method.ts'
import { outcomeWords } from '../report/pointers.ts'
import { describeQuestion, type QuestionWords } from '../report/question-words.ts'
import { limitNow, standingName } from '../report/standing-words.ts'
import {
  confirmedName,
  hundredthsWords,
  joinWords,
  roleName,
  sourceWords,
  strengthName,
  upperFirst,
  vantageName,
} from '../report/words.ts'
import type { Domain, Question } from '../rules/model.ts'
import { inPlaceOf } from '../scoring/standing.ts'
import { Pagination } from '../web/components/links.tsx'
import { SummaryList, type SummaryRow } from '../web/components/lists.tsx'
import { Table } from '../web/components/table.tsx'
import { TitledPage } from '../web/titled-page.tsx'
import { paths } from '../web/paths.ts'
import type { Findings } from './examined.ts'
import { SignedNote } from './signed-note.tsx'

interface QuestionPageProps extends Findings {
  readonly domain: Domain
  readonly question: Question
}

export function QuestionResultPage(props: QuestionPageProps) {
  const { c, view, found, examined, domain, question, readsAnswers } = props
  const { id } = view.organisation
  const { ruleSet, result } = examined
  const words = describeQuestion(examined, question.id)
  if (words === undefined) return <></>
  const neighbour = (step: number) => {
    const other = ruleSet.questions[domain.questions[domain.questions.indexOf(question.index) + step] ?? -1]
    return other === undefined
      ? undefined
      : { href: paths.questionResult(id, domain.id, other.id), text: other.short }
  }
  return (
    <TitledPage
      c={c}
      title={question.short}
      within={[domain.title, 'Results']}
      organisation={view.organisation}
      current="results"
      crumbs={[
        { href: paths.results(id), text: 'Results' },
        { href: paths.domainResult(id, domain.id), text: domain.title },
      ]}
      wide
      caption={domain.title}
    >
      <p class="nhsuk-lede-text">{question.text}</p>
      <SignedNote found={found} />
      <SummaryList rows={rowsOf(props, words)} />
      <h2 class="nhsuk-heading-l">What raising it would do</h2>
      <Raises words={words} complete={result.complete} />
      <h2 class="nhsuk-heading-l">Where it is read</h2>
      <Readers words={words} id={id} ruleSet={ruleSet} />
      {readsAnswers && (
        <p>
          <a href={hrefOfAnswer(id, question)}>Look at the answer or change it</a>
        </p>
      )}
      <Pagination previous={neighbour(-1)} next={neighbour(1)} />
    </TitledPage>
  )
}

function hrefOfAnswer(organisation: string, question: Question): string {
  return question.form.type === 'share'
    ? paths.register(organisation, question.form.register)
    : paths.question(organisation, question.domain, question.id)
}

function rowsOf(props: QuestionPageProps, words: QuestionWords): SummaryRow[] {
  const { view, examined, question, readsAnswers } = props
  const { id } = view.organisation
  const { answer } = words.explained
  const change = {
    href: hrefOfAnswer(id, question),
    text: question.form.type === 'share' ? 'Open the register' : 'Change',
    about: 'the answer',
  }
  const given = [
    {
      key: 'Answer',
      value: upperFirst(answer.words),
      ...(readsAnswers ? { actions: [change] } : {}),
    },
    ...(answer.evidence === null
      ? []
      : [{ key: 'Evidence named', value: <span class="wr-typed">{answer.evidence}</span> }]),
    ...(answer.comment === null
      ? []
      : [{ key: 'Comment', value: <span class="wr-typed">{answer.comment}</span> }]),
  ]
  return [
    ...(readsAnswers ? given : []),
    { key: 'Counts on paper as', value: words.counted },
    { key: 'Counts on evidence as', value: words.assured },
    { key: 'What supports it', value: words.support },
    { key: 'Points in the domain', value: pointsWords(examined, props.domain, words) },
    { key: 'Weight', value: <Weight question={question} ruleSet={examined.ruleSet} /> },
    { key: 'Where the levels come from', value: `${upperFirst(sourceWords(question.source))}.` },
    ...(question.doesNotCover === undefined
      ? []
      : [{ key: 'Does not cover', value: upperFirst(question.doesNotCover) }]),
    { key: 'Who usually knows', value: question.knows },
    cafRow(examined.ruleSet, question),
    {
      key: 'The rule',
      value: <a href={paths.scoredQuestion(question.domain, question.id)}>How this question is scored</a>,
    },
  ]
}

function pointsWords(examined: Findings['examined'], domain: Domain, { explained }: QuestionWords) {
  const whole = explainDomain(examined, domain.id)
  if (explained.hundredths === null || whole === undefined) return 'It is left out of the sum.'
  const of = whole.score === null ? `the lower end, ${whole.low}` : `${whole.low}`
  return `${hundredthsWords(explained.hundredths)} of ${of}, before rounding and limits.`
}

function cafRow({ frameworks }: Findings['examined']['ruleSet'], question: Question): SummaryRow {
  return {
    key: 'Pointer for your DSPT evidence',
    value: (
      <ul class="nhsuk-list">
        {frameworks.map((framework) => (
          <li>
            {framework.short}: {joinWords(outcomeWords(framework, question))}
          </li>
        ))}
      </ul>
    ),
  }
}

function Weight({ question, ruleSet }: { question: Question; ruleSet: Findings['examined']['ruleSet'] }) {
  const reasons = weightReasons(ruleSet, question)
  if (reasons.length === 0) return <>{question.weight}: no dossier names it.</>
  return (
    <>
      <p>{question.weight} of 4, from these dossiers:</p>
      <ul class="nhsuk-list nhsuk-list--bullet">
        {reasons.flatMap(({ strength, incidents }) =>
          incidents.map(({ incident, confirmed }) => (
            <li>
              <a href={paths.incident(incident.id)}>{incident.title}</a>:{' '}
              {confirmed === undefined ? strengthName(strength) : confirmedName(confirmed)}
            </li>
          )),
        )}
      </ul>
    </>
  )
}

function Raises({ words, complete }: { words: QuestionWords; complete: boolean }) {
  if (words.noRaise !== undefined) return <p>{words.noRaise}</p>
  const { state } = words.explained.answer
  return (
    <>
      {state !== 'answered' && (
        <p>
          {state === 'unanswered' ? 'The question is not answered' : 'The answer is not known'}, so first find
          it out. If it turned out to be one of these, then:
        </p>
      )}
      <Table
        caption={
          complete
            ? 'Scores on paper, if the answer were'
            : 'The lower end of the scores on paper, if the answer were'
        }
        columns={[
          { header: 'Answer' },
          { header: 'Domain', numeric: true },
          { header: 'Overall', numeric: true },
          { header: 'Why the overall score stays' },
        ]}
        rows={words.raises.map((raise) => [raise.to, raise.domain, raise.overall, raise.hidden ?? '–'])}
      />
      <p class="nhsuk-body-s">Everything else stays as it is. On evidence it counts once it is supported.</p>
    </>
  )
}

function Readers({
  words,
  id,
  ruleSet,
}: {
  words: QuestionWords
  id: string
  ruleSet: Findings['examined']['ruleSet']
}) {
  const { limits, risks, incidents } = words.explained.readBy
  if (limits.length + risks.length + incidents.length === 0)
    return <p>No limit, risk or past attack reads this answer. It counts in its domain only.</p>
  return (
    <>
      {limits.length > 0 && (
        <Table
          caption="Limits on a score"
          columns={[
            { header: 'Limit' },
            { header: 'On' },
            { header: 'At most', numeric: true },
            { header: 'Now' },
          ]}
          rows={limits.map((limit) => [
            <a href={paths.scored(limit.id)}>{limit.because}</a>,
            limit.on === 'overall'
              ? 'Overall score'
              : (ruleSet.domains.find((one) => one.id === limit.on)?.title ?? limit.on),
            limit.atMost,
            limitNow(limit.holds ? limit : undefined),
          ])}
        />
      )}
      {risks.length > 0 && (
        <Table
          caption="Risks it lowers"
          columns={[{ header: 'Risk' }, { header: 'What lowers it' }, { header: 'Now' }]}
          rows={risks.map((risk) => [
            <a href={paths.risk(id, risk.id)}>{risk.title}</a>,
            risk.because,
            upperFirst(standingName(inPlaceOf(risk))),
          ])}
        />
      )}
      {incidents.length > 0 && (
        <Table
          caption="Past attacks it matters to"
          columns={[
            { header: 'Attack' },
            { header: 'Step' },
            { header: 'What it does there' },
            { header: 'Now' },
          ]}
          rows={incidents.map((one, index) => [
            <>
              <a href={paths.replay(id, one.id)}>{one.title}</a>, {vantageName(one.chain)}
            </>,
            words.steps[index] ?? one.step,
            `${upperFirst(roleName(one.role))} (${strengthName(one.strength)})`,
            upperFirst(standingName(inPlaceOf({ ...one, holds: one.declared }))),
          ])}
        />
      )}
    </>
  )
}
