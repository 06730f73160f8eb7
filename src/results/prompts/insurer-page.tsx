/** What an insurer would ask: answers that are there already, by subject. A prompt, and no insurer's rule. */
import { leadTo } from '../leads.ts'
import { describeInsurer, type InsurerTopic } from '../../report/prompts.ts'
import { dateWords } from '../../report/words.ts'
import type { ResultView } from '../../service/views.ts'
import { SummaryCard } from '../../web/components/lists.tsx'
import { InsetText } from '../../web/components/panels.tsx'
import { TitledPage } from '../../web/titled-page.tsx'
import { paths } from '../../web/paths.ts'
import { examinedOf } from '../examined.ts'
import type { PageContext } from '../../web/web.ts'

export function InsurerPage({ c, found }: { c: PageContext; found: ResultView }) {
  const { organisation, answers } = found.view
  const topics = describeInsurer(examinedOf(found))
  return (
    <TitledPage
      c={c}
      title="What an insurer would ask"
      organisation={organisation}
      crumbs={[{ href: paths.tasks(organisation.id), text: organisation.name }]}
      caption={organisation.name}
    >
      <p>
        These are your own answers as at {dateWords(answers.asOf)}, by the subjects that insurers and schemes
        usually ask about. There is nothing new to fill in.
      </p>
      <InsetText>
        <p>It is a prompt, not any insurer’s rule. What you make from it is not a warranty.</p>
      </InsetText>
      <p>
        Whether to hold a policy is your decision. We score that you know who pays, never that you buy. An
        answer on your word only is worth checking before anybody relies on it.
      </p>
      <p class="wr-no-print">
        <a href={paths.exportOutside(organisation.id)}>Export for an insurer or auditor (Word)</a>. You are
        asked who gets it and why.
      </p>
      <h2>Your answers, by subject</h2>
      {topics.map((topic) => (
        <Topic c={c} organisation={organisation.id} topic={topic} />
      ))}
    </TitledPage>
  )
}

function Topic({ c, organisation, topic }: { c: PageContext; organisation: string; topic: InsurerTopic }) {
  return (
    <SummaryCard
      heading={topic.topic}
      level={3}
      rows={topic.answers.map(({ read, evidence, evidenceDate }) => ({
        key: <a href={leadTo(c, organisation, read.question)}>{read.question.short}</a>,
        value: (
          <>
            <p>{read.answer}</p>
            {read.support !== undefined && <p class="nhsuk-u-font-size-16">Supported: {read.support}.</p>}
            {evidence !== undefined && (
              <p class="nhsuk-u-font-size-16">
                Evidence: {evidence}
                {evidenceDate !== undefined && `, ${dateWords(evidenceDate)}`}
              </p>
            )}
          </>
        ),
      }))}
    />
  )
}
