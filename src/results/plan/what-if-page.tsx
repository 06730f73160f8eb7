/** Other answers than those that are given, chosen in a form that saves nothing, and what would move on paper. */
import { stateOf, UNANSWERED } from '../../answers/levels.ts'
import { findWhatIf } from '../../planning/what-if.ts'
import type { Kept } from '../../planning/model.ts'
import type { Examined } from '../../report/explain-score.ts'
import { describeWhatIf, type WhatIfWords } from '../../report/what-if.ts'
import { levelText } from '../../report/words.ts'
import type { Question } from '../../rules/model.ts'
import { Button } from '../../web/components/button.tsx'
import { Select } from '../../web/components/inputs.tsx'
import { Table } from '../../web/components/table.tsx'
import { paths } from '../../web/paths.ts'
import { AnswerFirst } from '../../web/answer-first.tsx'
import type { Standing } from '../examined.ts'
import { FromTo } from './move-list.tsx'
import { TITLE as FIX_FIRST } from './no-list-pages.tsx'

interface WhatIfPageProps {
  findings: Standing
  /** Those that can be chosen. */
  questions: readonly Question[]
  wished: readonly Kept[]
  /** To be chosen next. */
  further: Question | undefined
}

const CHOOSE = 'Other answers'

export function WhatIfPage({ findings, questions, wished, further }: WhatIfPageProps) {
  const { view, examined } = findings
  const { ruleSet, row } = examined
  const { id } = view.organisation
  const found = findWhatIf(ruleSet, row, wished)
  const words = describeWhatIf(ruleSet, found)
  const form = (
    <>
      <p>Nothing is saved here: no answer changes, and nobody else sees it.</p>
      <Wishes findings={findings} questions={questions} wished={wished} further={further} />
    </>
  )
  return (
    <AnswerFirst
      findings={findings}
      title="What if"
      current="fix-first"
      crumbs={[{ href: paths.fixFirst(id), text: FIX_FIRST }]}
      sentence={words.headline}
      toDo={
        found.changed === 0
          ? { heading: CHOOSE, shown: form, presses: [], none: '' }
          : {
              heading: 'What would move, on paper',
              shown: <WouldMove organisation={id} words={words} />,
              presses: [],
              none: '',
            }
      }
    >
      {found.changed > 0 && (
        <>
          <h2 class="nhsuk-heading-m">{CHOOSE}</h2>
          {form}
        </>
      )}
    </AnswerFirst>
  )
}

function Wishes({ findings, questions, wished, further }: WhatIfPageProps) {
  const { examined } = findings
  const chosen = [...wished, ...(further === undefined ? [] : [{ question: further.id, level: '' }])]
  const left = questions.filter(({ id }) => !chosen.some((one) => one.question === id))
  const domainOf = ({ domain }: Question) =>
    examined.ruleSet.domains.find(({ id }) => id === domain)?.title ?? ''
  return (
    <form action={paths.whatIf(findings.view.organisation.id)} method="get" class="wr-no-print" novalidate>
      {chosen.map(({ question: id, level }) => {
        const question = questions.find((one) => one.id === id)
        if (question === undefined) return <></>
        return (
          <Select
            name={id}
            label={question.short}
            labelSize="s"
            hint={`Now: ${nowWords(examined, question)}`}
            value={level}
            items={[
              { value: '', text: 'As it is' },
              ...question.levels.map((one) => ({ value: one.id, text: levelText(question, one.id) })),
            ]}
          />
        )
      })}
      <Select
        name="add"
        label={chosen.length === 0 ? 'The answer to try' : 'One more answer to try'}
        value=""
        items={[
          { value: '', text: chosen.length === 0 ? 'Choose an answer' : 'No more' },
          ...left.map((one) => ({ value: one.id, text: `${domainOf(one)}: ${one.short}` })),
        ]}
      />
      <Button>Show what would move</Button>
    </form>
  )
}

function nowWords({ row }: Examined, { index, levels }: Question): string {
  const byte = row.declared[index] ?? UNANSWERED
  switch (stateOf(byte)) {
    case 'answered':
      return levels[byte]?.text ?? ''
    case 'not-known':
      return 'not known'
    case 'unanswered':
      return 'not answered'
    case 'not-applicable':
      return 'does not apply'
  }
}

function WouldMove({ organisation, words }: { organisation: string; words: WhatIfWords }) {
  return (
    <>
      <Table
        caption="Scores"
        captionSize="s"
        compact
        columns={[{ header: 'Score' }, { header: 'Now' }, { header: 'Then' }]}
        rows={words.scores.map(({ title, from, to }) => [title, from, to])}
      />
      {words.limits.map((because) => (
        <p>The overall score would be held down: {because}</p>
      ))}
      {words.risks.length > 0 && (
        <Table
          caption="Risks"
          captionSize="s"
          compact
          columns={[{ header: 'Risk' }, { header: 'Now and then' }]}
          rows={words.risks.map(({ id, short, from, to }) => [
            <a href={paths.risk(organisation, id)}>{short}</a>,
            <FromTo from={from} to={to} />,
          ])}
        />
      )}
      <Sentences heading="Past attacks" sentences={words.attacks} />
      <Sentences heading="Lessons" sentences={words.lessons} />
      {words.risks.length + words.attacks.length + words.lessons.length === 0 && (
        <p>No risk, attack or lesson moves.</p>
      )}
      <p class="nhsuk-body-s">
        On evidence nothing moves before it is shown. What nobody knows counts at its worst.
      </p>
    </>
  )
}

function Sentences({ heading, sentences }: { heading: string; sentences: readonly string[] }) {
  if (sentences.length === 0) return <></>
  return (
    <>
      <h3 class="nhsuk-heading-s">{heading}</h3>
      <ul class="nhsuk-list nhsuk-list--bullet">
        {sentences.map((one) => (
          <li>{one}</li>
        ))}
      </ul>
    </>
  )
}
