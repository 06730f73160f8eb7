/** Answers that do not fit together, each with why, what to ask, and the way to the answers. It accuses nobody. */
import type { ContradictionWords } from '../report/results.ts'
import { countWords, rowsWords, upperFirst } from '../report/words.ts'
import { findQuestion } from '../rules/find.ts'
import type { RuleSet } from '../rules/model.ts'
import { SummaryCard, type SummaryRow } from '../web/components/lists.tsx'
import { decide } from '../service/permission.ts'
import { paths } from '../web/paths.ts'
import { getPerson, type PageContext } from '../web/web.ts'
import { PlanButton } from '../web/plan-button.tsx'

interface ContradictionsProps {
  c: PageContext
  found: readonly ContradictionWords[]
  ruleSet: RuleSet
  organisation: string
  readsAnswers: boolean
}

export function Contradictions({ c, found, ruleSet, organisation, readsAnswers }: ContradictionsProps) {
  if (found.length === 0) return <p>No two answers contradict each other.</p>
  return (
    <>
      <p>
        {countWords(found.length, 'place')} where answers do not fit together. This changes no score. Say why
        both hold, or correct one.
      </p>
      {found.map((one) => (
        <SummaryCard
          heading={upperFirst(one.name)}
          level={3}
          id={one.id}
          rows={[
            { key: 'Why', value: one.why },
            { key: 'Ask', value: one.ask },
            ...one.questions.map((id) => questionRow(ruleSet, organisation, id)),
            ...registerRow(one, organisation, readsAnswers),
            ...planRow(c, organisation, one),
          ]}
        />
      ))}
    </>
  )
}

function planRow(c: PageContext, organisation: string, { id, why }: ContradictionWords): SummaryRow[] {
  if (decide('plan-actions', getPerson(c), organisation) !== 'allowed') return []
  const plan = <PlanButton c={c} organisation={organisation} source="contradiction" about={id} of={why} />
  return [{ key: 'Somebody does it', value: plan }]
}

function questionRow(ruleSet: RuleSet, organisation: string, id: string): SummaryRow {
  const question = findQuestion(ruleSet, id)
  return {
    key: 'Answer',
    value:
      question === undefined ? (
        id
      ) : (
        <a href={paths.questionResult(organisation, question.domain, id)}>{question.short}</a>
      ),
  }
}

function registerRow(
  { register }: ContradictionWords,
  organisation: string,
  readsAnswers: boolean,
): SummaryRow[] {
  if (register === undefined) return []
  const rows = rowsWords(register.rows)
  return [
    {
      key: 'Register',
      value: (
        <>
          {readsAnswers ? (
            <a href={paths.register(organisation, register.id)}>{register.title}</a>
          ) : (
            register.title
          )}
          , {rows}
        </>
      ),
    },
  ]
}
