/** Answers that are true and not shown: the bundles to begin with, and all of them. */
import type { FixFirstWords, ProofWords } from '../../report/fix-first.ts'
import { findOpenAction } from '../../report/planned-actions.ts'
import { countWords } from '../../report/words.ts'
import type { Question } from '../../rules/model.ts'
import type { PlannedAction } from '../../service/planned-actions.ts'
import { Details } from '../../web/components/panels.tsx'
import { PlanButton } from '../../web/plan-button.tsx'
import type { PageContext } from '../../web/web.ts'
import { leadTo } from '../leads.ts'
import { FromTo } from './move-list.tsx'
import { Planned } from './planned.tsx'

interface Of {
  c: PageContext
  organisation: string
}
interface OfPlanned extends Of {
  actions: readonly PlannedAction[]
}

/** Each after those above it. `most`: risks that a bundle shows. */
export function ProofList(props: OfPlanned & { proofs: readonly ProofWords[]; most?: number }) {
  const { c, organisation, actions, proofs, most } = props
  return (
    <ul class="wr-moves">
      {proofs.map(({ questions, risks, facts, who, about }, at) => {
        const action = findOpenAction(actions, 'proof', about)
        return (
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
              {action === undefined ? (
                <>
                  Ask: {who.join('; ')}
                  <PlanButton
                    c={c}
                    organisation={organisation}
                    source="proof"
                    about={about}
                    of={`proof ${at + 1}`}
                  />
                </>
              ) : (
                <Planned organisation={organisation} action={action} />
              )}
            </div>
          </li>
        )
      })}
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
export function AllProofs(props: OfPlanned & { words: FixFirstWords; first: number }) {
  const { c, organisation, actions, words, first } = props
  const further = words.proofs.slice(first)
  const told = words.proofs.slice(0, first).reduce((sum, { questions }) => sum + questions.length, 0)
  const left = words.proofCount - told
  return (
    <>
      <p>{words.allProofs}</p>
      {left > 0 && (
        <Details summary={countWords(left, 'more proof')}>
          {further.length > 0 && (
            <ProofList c={c} organisation={organisation} actions={actions} proofs={further} />
          )}
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
