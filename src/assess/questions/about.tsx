/** What a person needs to answer a question: hint, who knows, where to look, what to count; and how the answer counts. */
import type { ContextQuestion, Question, RuleSet } from '../../rules/model.ts'
import { codesOf } from '../../report/pointers.ts'
import { joinWords, sourceWords, withoutStop, wordsFor } from '../../report/words.ts'
import { Table } from '../../web/components/table.tsx'
import { Details } from '../../web/components/panels.tsx'
import { paths } from '../../web/paths.ts'

type Asked = Pick<ContextQuestion, 'hint' | 'knows' | 'where' | 'count' | 'not'>

/** Hint and the four practical lines; what is missing is left out. */
export function Guidance({ question, cohort }: { question: Asked; cohort: string }) {
  const facts = [
    ['Who usually knows', question.knows],
    ['Where to look', question.where],
    ['Count this', question.count],
    ['Do not count', question.not],
  ].filter((fact): fact is [string, string] => fact[1] !== undefined && fact[1] !== '')
  return (
    <>
      {question.hint && <p>{wordsFor(question.hint, cohort)}</p>}
      {facts.length > 0 && (
        <dl class="wr-facts">
          {facts.map(([name, text]) => (
            <div>
              <dt>{name}</dt>
              <dd>{text}</dd>
            </div>
          ))}
        </dl>
      )}
    </>
  )
}

/** The levels with their credits, the weight, the source and what the question does not cover. */
export function HowItCounts({ ruleSet, question }: { ruleSet: RuleSet; question: Question }) {
  const dossiers = question.weightEvidence.map(
    ({ incident }) => ruleSet.incidents.find((one) => one.id === incident)?.title ?? incident,
  )
  return (
    <Details summary="How this answer counts">
      <Table
        caption="Levels, from worst to best"
        captionSize="s"
        columns={[{ header: 'Level' }, { header: 'Credit', numeric: true }]}
        rows={question.levels.map((level) => [level.text, `${level.credit}%`])}
      />
      <p>
        The question weighs {question.weight} of 4
        {dossiers.length > 0 ? `, because of what is known of: ${joinWords(dossiers)}` : ''}. Where the levels
        come from: {sourceWords(question.source)}.
      </p>
      {question.doesNotCover !== undefined && <p>It does not cover {withoutStop(question.doesNotCover)}.</p>}
      <p>
        It points to these outcomes:{' '}
        {ruleSet.frameworks
          .map((framework) => `${joinWords(codesOf(framework, question))} of ${framework.short}`)
          .join('; ')}
        .
      </p>
      <p>
        “We do not know” counts as the first level, and is shown as not known, never as “no”.{' '}
        <a href={paths.scored(question.id)}>More on how it is scored</a>
      </p>
    </Details>
  )
}
