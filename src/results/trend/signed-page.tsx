/** One signed assessment as it stands for ever: who signed what, both scores, domains, risks, past attacks; and the answers for who may read them. */
import { findQuestion } from '../../rules/find.ts'
import { describeHeadline, signedWords } from '../../report/results.ts'
import { assuranceName } from '../../report/standing-words.ts'
import { dateWords, TWO_READINGS, upperFirst, valueWords } from '../../report/words.ts'
import type { AssessmentView } from '../../service/views.ts'
import type { SignedView } from '../../service/earlier.ts'
import { decide } from '../../service/permission.ts'
import { Details, InsetText } from '../../web/components/panels.tsx'
import { Table } from '../../web/components/table.tsx'
import { TitledPage } from '../../web/titled-page.tsx'
import { paths } from '../../web/paths.ts'
import type { PageContext } from '../../web/web.ts'
import { SignedFindings } from './signed-findings.tsx'
import { Explained, Signature } from './signature.tsx'

export function SignedPage({ c, signed }: { c: PageContext; signed: SignedView }) {
  const { view, result, row, period } = signed
  const { ruleSet, answers, assessment } = view
  const { id } = view.organisation
  const examined = { ruleSet, answers, row, result }
  const readsAnswers = decide('read-whole', c.get('person'), id) === 'allowed'
  return (
    <TitledPage
      c={c}
      title={`${period.name}, as signed`}
      organisation={view.organisation}
      current="results"
      crumbs={[
        { href: paths.results(id), text: 'Results' },
        { href: paths.assessments(id), text: 'All assessments' },
      ]}
      wide
      caption="As it was signed"
      heading={period.name}
    >
      {assessment.status === 'superseded' && (
        <InsetText>
          <p>
            <strong>A newer one has replaced this.</strong> It was reopened and signed again. This one stays
            as it was.
          </p>
        </InsetText>
      )}
      <p>
        Answers as at {dateWords(assessment.asOf)}, scored with rule set {ruleSet.version} of{' '}
        {dateWords(ruleSet.date)}. {TWO_READINGS}
      </p>
      <Signature signed={signed} />
      <SignedFindings
        examined={examined}
        says={signed.signed === undefined ? [] : signedWords(ruleSet, signed.today, signed.signed)}
        between={describeHeadline(examined).between}
      />
      <h2 class="nhsuk-heading-l">What was explained</h2>
      <Explained signed={signed} />
      {readsAnswers && <Answers view={view} />}
    </TitledPage>
  )
}

/** The answers as they were typed; what a register answered stands in the results above. */
function Answers({ view }: { view: AssessmentView }) {
  const { ruleSet, answers } = view
  return (
    <>
      <h2 class="nhsuk-heading-l">The answers as signed</h2>
      {ruleSet.domains.map((domain) => (
        <Details summary={domain.title}>
          <Table
            caption={`Answers: ${domain.title}`}
            captionHidden
            columns={[{ header: 'Question' }, { header: 'Answer' }, { header: 'Rests on' }]}
            rows={domain.questions.flatMap((index) => {
              const id = ruleSet.questions[index]?.id ?? ''
              const [question, answer] = [findQuestion(ruleSet, id), answers.answers[id]]
              if (question === undefined || answer === undefined) return []
              return [
                [
                  question.short,
                  <span class="wr-typed">{upperFirst(valueWords(question, answer.value))}</span>,
                  <span class="wr-typed">
                    {upperFirst(assuranceName(answer.assurance))}
                    {answer.evidence !== undefined && `: ${answer.evidence}`}
                    {answer.evidenceDate !== undefined && `, of ${dateWords(answer.evidenceDate)}`}
                  </span>,
                ],
              ]
            })}
          />
        </Details>
      ))}
    </>
  )
}
