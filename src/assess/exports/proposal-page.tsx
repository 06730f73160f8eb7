/** What an export shows for a question: the answer with its count and total, how it was counted, what was left out, and accepting it. */
import { encodeValue } from '../../answers/encode.ts'
import { dateWords } from '../../calendar.ts'
import { valueWords } from '../../report/words.ts'
import { findQuestion } from '../../rules/find.ts'
import type { Question } from '../../rules/model.ts'
import { aboutQuestion, decide } from '../../service/permission.ts'
import { filledBy, getProposal, type ToolExportView } from '../../service/tool-exports.ts'
import { SummaryList } from '../../web/components/lists.tsx'
import { InsetText } from '../../web/components/panels.tsx'
import { anew, hidden, ticks, version, when } from '../../web/fields.tsx'
import { paths } from '../../web/paths.ts'
import { FormBox, type ShownForm } from '../../web/shown-form.tsx'
import type { PageContext } from '../../web/web.ts'
import { ExportFrame } from './export-page.tsx'

export const tick = (label: string, text: string) =>
  ticks({ label, small: true, choices: [{ value: 'yes', text }] })

export function proposalFields(view: ToolExportView) {
  const { sent, dated } = getProposal(view)
  const { asOf } = view.assessment
  return {
    shown: anew(hidden(sent.sha256)),
    version: anew(version(view.version)),
    states: tick('What the list does not show', view.asks.states),
    then: when(
      dated > asOf,
      tick('The export is newer than the reference date', `It was so on ${dateWords(asOf)} too.`),
    ),
  }
}

type ProposalForm = ShownForm<ReturnType<typeof proposalFields>>

export function ProposalPage({
  c,
  view,
  form,
}: {
  c: PageContext
  view: ToolExportView
  form: ProposalForm
}) {
  const { organisation, question, kind } = view
  const { proposal, dated, sent } = getProposal(view)
  const { value, how, leftOut } = proposal
  const at = [organisation.id, question] as const
  const level = value && question.levels[encodeValue(question, value, view.assessment.asOf)]
  const others = kind.questions
    .map(({ id }) => findQuestion(view.ruleSet, id))
    .filter((one): one is Question => one !== undefined && one.id !== question.id && mayAnswer(c, view, one))
    .map((one) => ({ href: paths.toolProposal(organisation.id, one), text: one.short }))
  const register = filledBy(view, c.get('person'))
  const filling = sent.found.read?.filling
  const all =
    register === undefined || filling === undefined
      ? others
      : [...others, { href: paths.toolFilling(...at), text: `${register.title}: ${filling.how}` }]
  return (
    <ExportFrame {...{ c, view, form }} title="What the export shows">
      {level === undefined ? (
        <InsetText>
          <p>No answer is proposed. {how}</p>
        </InsetText>
      ) : (
        <p class="nhsuk-lede-text">{how}</p>
      )}
      <SummaryList
        rows={[
          ...(level === undefined ? [] : [{ key: 'The answer', value: level.text }]),
          { key: 'The answer now', value: valueWords(question, view.answer?.value) },
          { key: 'Not counted', value: leftOut.length === 0 ? 'Nothing' : <LeftOut all={leftOut} /> },
          {
            key: 'The file',
            value: (
              <>
                <bdi class="wr-typed">{sent.name}</bdi>, exported {dateWords(dated)}
              </>
            ),
          },
          { key: 'Its fingerprint', value: <span class="wr-typed">{sent.sha256}</span> },
        ]}
      />
      {level === undefined ? (
        <p>
          <a href={paths.question(organisation.id, question.domain, question.id)}>Answer it on its page</a>,
          or <a href={paths.toolExport(...at)}>send another file</a>.
        </p>
      ) : (
        <FormBox
          of={form}
          button="Accept this answer"
          cancel={{ href: paths.toolExport(...at), text: 'Send another file' }}
        />
      )}
      {all.length > 0 && (
        <>
          <h2 class="nhsuk-heading-m">The same file shows also</h2>
          <ul class="nhsuk-list">
            {all.map(({ href, text }) => (
              <li>
                <a href={href}>{text}</a>
              </li>
            ))}
          </ul>
        </>
      )}
      {register !== undefined && filling === undefined && (
        <p>
          Does a column of the file name the system? Then the file also fills in the register {register.title}
          : <a href={paths.toolColumns(...at)}>say which column it is</a>.
        </p>
      )}
    </ExportFrame>
  )
}

export function LeftOut({ all }: { all: readonly string[] }) {
  return (
    <ul class="nhsuk-list">
      {all.map((one) => (
        <li>{one}</li>
      ))}
    </ul>
  )
}

const mayAnswer = (c: PageContext, view: ToolExportView, question: Question) =>
  decide('edit-answers', c.get('person'), view.organisation.id, aboutQuestion(view.ruleSet, question)) ===
  'allowed'
