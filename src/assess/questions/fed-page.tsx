/** A question that a register answers: how its rows were counted, and the way to the register. It cannot be typed. */
import { countShare } from '../../answers/share.ts'
import { countWords, upperFirst } from '../../report/words.ts'
import { ClosedNotice } from '../closed-notice.tsx'
import { ActionLink } from '../../web/components/button.tsx'
import { InsetText } from '../../web/components/panels.tsx'
import { TitledPage } from '../../web/titled-page.tsx'
import { mayRead } from '../editing.ts'
import { paths } from '../../web/paths.ts'
import { questionStates } from '../progress.ts'
import { Guidance, HowItCounts } from './about.tsx'
import { StateTag } from './answer-words.tsx'
import type { QuestionPageProps } from './question-page.tsx'
import { crumbsOf } from './walk.ts'
import { Ways } from './ways.tsx'

export function FedQuestionPage(props: QuestionPageProps) {
  const { c, view, domain, question } = props
  const { id } = view.organisation
  const state = questionStates(view)[question.index]
  const register = state?.register
  const count = countShare(view.ruleSet, question, view.answers)
  const rows = register?.row ?? { one: 'row', many: 'rows' }
  return (
    <TitledPage
      c={c}
      title={question.text}
      within={[domain.title]}
      organisation={view.organisation}
      current="tasks"
      crumbs={crumbsOf(c, id, domain)}
      caption={domain.title}
      size="l"
    >
      <ClosedNotice view={view} />
      <Guidance question={question} cohort={view.answers.organisation.cohort} />
      <InsetText>
        <p>
          This answer is worked out from the register of {rows.many}. {state && <StateTag state={state} />}
        </p>
        {count === undefined || count.unanswered ? (
          <p>
            It is not answered yet: the register must be marked complete, and every {rows.one} that counts
            must have the cells that this question reads.
          </p>
        ) : (
          <p>
            {upperFirst(countWords(count.lowest.top, rows.one, rows.many))} of {count.lowest.bottom} that
            count fulfil it; {count.backed.top} with dated evidence.
            {count.highest.top > count.lowest.top && ' Some cells that could change it are not confirmed.'}
          </p>
        )}
      </InsetText>
      {register && mayRead(c, id, { domain: register.domain }) && (
        <ActionLink href={paths.register(id, register.id)}>Go to the register</ActionLink>
      )}
      <Ways {...props} />
      <HowItCounts ruleSet={view.ruleSet} question={question} />
    </TitledPage>
  )
}
