/** How peers answered each question, next to our own answer, and the gaps that most of them share. For participants. */
import { paths } from '../../web/paths.ts'
import { describeCounted } from '../../report/peer-counted.ts'
import { describePeerQuestions, describeSharedGaps, protectsSentence } from '../../report/peer-questions.ts'
import { upperFirst } from '../../report/words.ts'
import type { ViewedCohort } from '../../service/peers.ts'
import { InsetText } from '../../web/components/panels.tsx'
import { Table } from '../../web/components/table.tsx'
import { type Chosen, CountsExplained, Lines, PeerPage } from './parts.tsx'

export function QuestionsPage(chosen: Chosen) {
  const { shown } = chosen
  return (
    <PeerPage {...chosen} room="peerQuestions">
      {shown !== undefined && <Questions {...chosen} shown={shown} />}
    </PeerPage>
  )
}

function Questions({ view, shown }: Chosen & { shown: ViewedCohort }) {
  const { ruleSet } = view.release
  const { id } = view.organisation
  const { figures } = shown.cohort
  const protects = protectsSentence(ruleSet, figures)
  const counted = describeCounted(view.release, shown.cohort)
  return (
    <>
      <InsetText>
        <p>
          <strong>For organisations that took part.</strong> Do not pass these figures on. They say how many
          reach a level, never who.
        </p>
      </InsetText>
      <CountsExplained />
      <h2 class="nhsuk-heading-l" id="shared-gaps">
        Gaps most trusts share
      </h2>
      {protects !== undefined && <p>{protects}</p>}
      <Table
        caption="The weightiest gaps that most of this group share"
        captionHidden
        columns={[
          { header: 'Question' },
          { header: 'What most do not reach yet' },
          { header: 'Reach it' },
          { header: 'We' },
        ]}
        rows={describeSharedGaps(ruleSet, figures, view.own?.summary).map((gap) => [
          <a href={paths.questionResult(id, gap.domain, gap.id)}>{gap.short}</a>,
          gap.level,
          upperFirst(gap.reached),
          gap.weReachIt === undefined ? '–' : gap.weReachIt ? 'We reach it' : 'We do not yet',
        ])}
      />
      {describePeerQuestions(ruleSet, figures, view.own?.summary).map((domain, index) => (
        <>
          <h2 class="nhsuk-heading-l" id={domain.id}>
            {domain.title}
          </h2>
          <p>Counted in {counted.domains[index]}.</p>
          <Table
            caption={`${domain.title}: our answer, and how many of the group reach each level`}
            captionHidden
            columns={[
              { header: 'Question' },
              { header: 'Our answer' },
              { header: 'At least this level in the group' },
            ]}
            rows={domain.questions.map((question) => [
              <a href={paths.questionResult(id, domain.id, question.id)}>{upperFirst(question.short)}</a>,
              question.own,
              <Lines
                lines={question.levels.map((level) => (
                  <>
                    <strong>{upperFirst(level.reached)}:</strong> {level.text}
                    {level.ours && ' (we too)'}
                  </>
                ))}
              />,
            ])}
          />
        </>
      ))}
    </>
  )
}
