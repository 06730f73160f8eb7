/** One domain explained: its weight and limits, and every question with levels, weight, evidence, mapping and source. */
import type { Domain, Question, RuleSet } from '../../rules/model.ts'
import {
  capsOn,
  describeForm,
  describeNoneToCount,
  risksOn,
  weightReasons,
  weightSentence,
} from '../../report/method.ts'
import { outcomeWords } from '../../report/pointers.ts'
import { confirmedName, countWords, mustHaveWords, strengthName, upperFirst } from '../../report/words.ts'
import { SummaryList, type SummaryRow } from '../../web/components/lists.tsx'
import { Pagination } from '../../web/components/links.tsx'
import { TitledPage } from '../../web/titled-page.tsx'
import { paths } from '../../web/paths.ts'
import type { PageContext } from '../../web/web.ts'
import { LimitAsks } from './limits.tsx'
import { Asks, Contents, Section, SourceLine } from './parts.tsx'

export function DomainPage({ c, domain }: { c: PageContext; domain: Domain }) {
  const { ruleSet } = c.get('web').house
  const questions = domain.questions.flatMap((index) => ruleSet.questions[index] ?? [])
  const neighbour = (step: number) => {
    const found = ruleSet.domains[domain.index + step]
    return found === undefined ? undefined : { href: paths.scoredDomain(found.id), text: found.title }
  }
  return (
    <TitledPage
      c={c}
      title={domain.title}
      within={['How it is scored']}
      current="how"
      crumbs={[{ href: paths.howItIsScored, text: 'How it is scored' }]}
      caption="How it is scored"
    >
      <p>{domain.lead}</p>
      <p>
        <strong>Weight {domain.weight}</strong> in the overall score. {domain.because}
      </p>
      <Contents links={questions.map((question) => [question.id, question.short] as const)} />
      {domain.caps.length > 0 && (
        <Section id="limits" heading="Limits on this domain, and why">
          <ul>
            {domain.caps.map((cap) => (
              <li id={cap.id}>
                <strong>At most {cap.atMost}.</strong> {cap.because} <LimitAsks ruleSet={ruleSet} cap={cap} />
              </li>
            ))}
          </ul>
        </Section>
      )}
      {questions.map((question) => (
        <QuestionSection ruleSet={ruleSet} question={question} />
      ))}
      <Pagination previous={neighbour(-1)} next={neighbour(1)} />
    </TitledPage>
  )
}

function QuestionSection({ ruleSet, question }: { ruleSet: RuleSet; question: Question }) {
  return (
    <Section id={question.id} heading={question.short} size="m">
      <p>{question.text}</p>
      {question.hint !== undefined && <p class="nhsuk-u-secondary-text-colour">{question.hint.text}</p>}
      <SummaryList rows={rowsOf(ruleSet, question)} />
    </Section>
  )
}

function rowsOf(ruleSet: RuleSet, question: Question): SummaryRow[] {
  const none = describeNoneToCount(question)
  const limits = capsOn(ruleSet, question)
  const risks = risksOn(ruleSet, question)
  return [
    { key: 'How it is answered', value: [describeForm(ruleSet, question), none].filter(Boolean).join(' ') },
    ...(question.form.type === 'checklist'
      ? [{ key: 'Statements', value: <Items question={question} /> }]
      : []),
    { key: 'Levels and credit', value: <Levels question={question} /> },
    { key: 'Weight', value: <Weight ruleSet={ruleSet} question={question} /> },
    ...(limits.length === 0
      ? []
      : [
          {
            key: 'Limits it can set off',
            value: (
              <ul class="nhsuk-list">
                {limits.map(({ cap, domain }) => (
                  <li>
                    {domain === undefined ? 'Overall score' : domain.title}, at most {cap.atMost}:{' '}
                    {cap.because}
                  </li>
                ))}
              </ul>
            ),
          },
        ]),
    ...(risks.length === 0
      ? []
      : [
          {
            key: 'Risks it lowers',
            value: (
              <ul class="nhsuk-list">
                {risks.map((risk) => (
                  <li>
                    <a href={paths.scoredRisk(risk.id)}>{risk.short}</a>
                  </li>
                ))}
              </ul>
            ),
          },
        ]),
    ...movesRow(ruleSet, question),
    { key: 'CAF outcomes', value: <Outcomes ruleSet={ruleSet} question={question} /> },
    { key: 'Evidence lasts', value: countWords(question.evidenceLasts, 'month') },
    ...(question.notApplicable === undefined
      ? []
      : [{ key: 'Not applicable', value: `Offered when ${question.notApplicable.when}.` }]),
    ...(question.showWhen === undefined
      ? []
      : [{ key: 'Shown only', value: <Asks ruleSet={ruleSet} condition={question.showWhen} /> }]),
    ...(question.doesNotCover === undefined
      ? []
      : [{ key: 'Does not cover', value: upperFirst(question.doesNotCover) }]),
    { key: 'Source of the levels', value: <SourceLine source={question.source} /> },
  ]
}

function movesRow(ruleSet: RuleSet, { id }: Question): SummaryRow[] {
  const move = ruleSet.calibrated?.moves.find(({ question }) => question === id)?.typical
  if (move === undefined) return []
  return [
    {
      key: 'What it can move',
      value: (
        <>
          From its worst to its best, beside typical answers: {move.overall.toFixed(1)} points,{' '}
          {move.risks.toFixed(1)} of risk, {move.attacks.toFixed(2)} attacks, {move.lessons.toFixed(1)}{' '}
          lessons. <a href={`${paths.scoredMoves}#${id}`}>Compare all answers</a>
        </>
      ),
    },
  ]
}

function Levels({ question }: { question: Question }) {
  return (
    <ol class="nhsuk-list">
      {question.levels.map((level) => (
        <li>
          <strong>{level.credit}</strong> {level.text}
        </li>
      ))}
    </ol>
  )
}

function Items({ question: { form } }: { question: Question }) {
  if (form.type !== 'checklist') return <></>
  return (
    <ul>
      {form.items.map((item) => (
        <li>
          {item.text.text} {mustHaveWords(item)}
        </li>
      ))}
    </ul>
  )
}

function Weight({ ruleSet, question }: { ruleSet: RuleSet; question: Question }) {
  return (
    <>
      <p>{weightSentence(question)}</p>
      {question.weightEvidence.length > 0 && (
        <ul>
          {weightReasons(ruleSet, question).flatMap(({ strength, incidents }) =>
            incidents.map(({ incident, confirmed }) => (
              <li>
                <a href={paths.incident(incident.id)}>{incident.title}</a>:{' '}
                {confirmed === undefined ? strengthName(strength) : confirmedName(confirmed)}
              </li>
            )),
          )}
        </ul>
      )}
    </>
  )
}

function Outcomes({ ruleSet, question }: { ruleSet: RuleSet; question: Question }) {
  return (
    <>
      {ruleSet.frameworks.map((framework) => (
        <>
          <p class="nhsuk-u-margin-bottom-1">{framework.short}</p>
          <ul>
            {outcomeWords(framework, question).map((outcome) => (
              <li>{outcome}</li>
            ))}
          </ul>
        </>
      ))}
    </>
  )
}
