/** What would lower a risk: the answers a control asks for, each with what stands there today. */
import { paths } from '../../web/paths.ts'
import type { Need } from '../../report/risks.ts'
import { standingName } from '../../report/standing-words.ts'
import { shortOf, upperFirst } from '../../report/words.ts'
import { findQuestion } from '../../rules/find.ts'
import type { RuleSet } from '../../rules/model.ts'
import { isInPlace } from '../../scoring/standing.ts'

interface NeedsProps {
  needs: Need
  ruleSet: RuleSet
  organisation: string
}

export function Needs({ needs, ruleSet, organisation }: NeedsProps) {
  const parts = 'of' in needs ? needs.of : [needs]
  const lead =
    parts.length < 2
      ? 'It asks for:'
      : 'of' in needs && needs.kind === 'any'
        ? 'Any one of these is enough:'
        : 'All of these together:'
  return (
    <>
      <p class="nhsuk-u-margin-bottom-2">{lead}</p>
      <ul class="nhsuk-list nhsuk-list--bullet">
        {parts.map((part) => (
          <li>
            {'of' in part ? (
              <Needs needs={part} ruleSet={ruleSet} organisation={organisation} />
            ) : (
              <Answer need={part} ruleSet={ruleSet} organisation={organisation} />
            )}
          </li>
        ))}
      </ul>
    </>
  )
}

function Answer(props: { need: Exclude<Need, { of: unknown }>; ruleSet: RuleSet; organisation: string }) {
  const { need, ruleSet, organisation } = props
  return (
    <>
      <QuestionLink ruleSet={ruleSet} organisation={organisation} id={need.question} />: {need.asks}.{' '}
      <strong>{need.kind === 'context' ? scopeName(need.met) : upperFirst(standingName(need.met))}</strong>
      {(need.met === 'not-in-place' || need.met === 'on-your-word') && (
        <span class="nhsuk-body-s wr-line-note">Now: {need.now}</span>
      )}
    </>
  )
}

/** The scope is what somebody said they are: it is so or not, and nothing evidences it. */
function scopeName(met: Exclude<Need, { of: unknown }>['met']): string {
  if (met === 'not-known') return upperFirst(standingName(met))
  return isInPlace(met) ? 'So, by your scope' : 'Not so, by your scope'
}

/** A question's noun phrase, leading to its part in the results; a question about the scope has none. */
export function QuestionLink(props: { ruleSet: RuleSet; organisation: string; id: string }) {
  const { ruleSet, organisation, id } = props
  const question = findQuestion(ruleSet, id)
  if (question === undefined) return <>{shortOf(ruleSet, id)}</>
  return <a href={paths.questionResult(organisation, question.domain, id)}>{question.short}</a>
}
