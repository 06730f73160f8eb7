/** The form in which the lead explains what does not fit together, or why something is not known. */
import { explainHeading, explainReason } from '../../report/to-explain.ts'
import { shortOf, upperFirst } from '../../report/words.ts'
import { findQuestion } from '../../rules/find.ts'
import type { AssessmentView } from '../../service/views.ts'
import { LONGEST_EXPLANATION, type ToExplain } from '../../service/explaining.ts'
import { text, version } from '../../web/fields.tsx'
import { paths } from '../../web/paths.ts'
import { FormBox, type ShownForm } from '../../web/shown-form.tsx'
import { TitledPage } from '../../web/titled-page.tsx'
import type { PageContext } from '../../web/web.ts'

export interface Asked {
  readonly view: AssessmentView
  readonly one: ToExplain
}

export function explainFields({ one }: Asked) {
  return {
    version: version(one.version),
    text: text({
      label: 'Or explain it',
      size: 'm',
      hint: 'The SIRO reads this. It never changes a score.',
      most: LONGEST_EXPLANATION,
      rows: 6,
      first: one.from === 'explanation' ? one.text : '',
    }),
  }
}

export function ExplainPage({ c, of, form }: { c: PageContext; of: Asked; form: ShownForm }) {
  const { view, one } = of
  const { ruleSet, organisation } = view
  const { id } = organisation
  return (
    <TitledPage
      c={c}
      title={explainHeading(ruleSet, one)}
      within={['Explain or correct']}
      caption="Explain or correct"
      size="l"
      organisation={organisation}
      current="check-answers"
      crumbs={[{ href: paths.checkAnswers(id), text: 'Check answers' }]}
      form={form}
    >
      <p>{explainReason(ruleSet, one)}</p>
      <p>To correct it, change an answer:</p>
      <ul>
        {one.questions.map((question) => {
          const found = findQuestion(ruleSet, question)
          const href = found === undefined ? paths.scope(id) : paths.question(id, found.domain, found.id)
          return (
            <li>
              <a href={href}>{upperFirst(shortOf(ruleSet, question))}</a>
            </li>
          )
        })}
      </ul>
      <FormBox of={form} button="Save the explanation" cancel={paths.checkAnswers(id)} />
    </TitledPage>
  )
}
