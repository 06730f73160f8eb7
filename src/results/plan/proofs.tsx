/** Answers that are true and not shown: the bundles to begin with, and all of them. */
import type { FixFirstWords, ProofWords } from '../../report/fix-first.ts'
import { countWords } from '../../report/words.ts'
import type { Question } from '../../rules/model.ts'
import { Details } from '../../web/components/panels.tsx'
import type { PageContext } from '../../web/web.ts'
import { PlanButton } from '../../web/plan-button.tsx'
import { leadTo } from '../leads.ts'
import { FromTo } from './move-list.tsx'

interface Of {
  c: PageContext
  organisation: string
}

/** Each after those above it. `most`: risks that a bundle shows. */
export function ProofList(props: Of & { proofs: readonly ProofWords[]; most?: number }) {
  const { c, organisation, proofs, most } = props
  return (
    <ul class="wr-moves">
      {proofs.map(({ questions, risks, facts, who }, at) => (
        <li class="wr-move wr-move--proof">
          <div class="wr-move__what">
            <QuestionLinks c={c} organisation={organisation} questions={questions} />
          </div>
          <ul class="wr-move__risks">
            {risks.slice(0, most).map(({ short, from, to }) => (
              <li>
                {short} <FromTo from={from} to={to} />
              </li>
            ))}
            {facts.map((fact) => (
              <li>{fact}</li>
            ))}
          </ul>
          <div>
            Ask: {who.join('; ')}
            <PlanButton
              c={c}
              organisation={organisation}
              source="proof"
              about={questions.map(({ id }) => id).join(' ')}
              of={`proof ${at + 1}`}
            />
          </div>
        </li>
      ))}
    </ul>
  )
}

export function QuestionLinks({ c, organisation, questions }: Of & { questions: readonly Question[] }) {
  return (
    <>
      {questions.map((question, at) => (
        <>
          {at > 0 && '; '}
          <a href={leadTo(c, organisation, question)}>{question.short}</a>
        </>
      ))}
    </>
  )
}

/** What all come to, and those that do not stand in the table above. */
export function AllProofs({ c, organisation, words, first }: Of & { words: FixFirstWords; first: number }) {
  const further = words.proofs.slice(first)
  const told = words.proofs.slice(0, first).reduce((sum, { questions }) => sum + questions.length, 0)
  const left = words.proofCount - told
  return (
    <>
      <p>{words.allProofs}</p>
      {left > 0 && (
        <Details summary={countWords(left, 'more proof')}>
          {further.length > 0 && <ProofList c={c} organisation={organisation} proofs={further} />}
          {words.otherProofs.length > 0 && (
            <p>
              That lower no risk and meet no attack by themselves:{' '}
              <QuestionLinks c={c} organisation={organisation} questions={words.otherProofs} />.
            </p>
          )}
        </Details>
      )}
    </>
  )
}
