/** Our answers beside the middle of a group: how many are lower, by domain, and the furthest behind; each answer and what most lack are folded. For participants. */
import { drawStrips } from '../../charts/strips.ts'
import { paths } from '../../web/paths.ts'
import { describeCounted } from '../../report/peer-counted.ts'
import {
  compareAnswers,
  describePeerQuestions,
  describeSharedGaps,
  type LowerAnswer,
  protectsSentence,
} from '../../report/peer-questions.ts'
import { MIDDLE_EXPLAINED } from '../../report/peer-sides.ts'
import { restsOnWords } from '../../report/peer-words.ts'
import { upperFirst } from '../../report/words.ts'
import type { ViewedCohort } from '../../service/peers.ts'
import { Details } from '../../web/components/panels.tsx'
import { Table } from '../../web/components/table.tsx'
import { type Asked, CountsExplained, ForParticipants, Lines, PeerPage } from './parts.tsx'

export function QuestionsPage(asked: Asked) {
  const { view, shown } = asked
  if (shown === undefined) return <PeerPage {...asked} room="peerQuestions" />
  const beside = compareAnswers(view.release.ruleSet, shown.cohort.figures, view.own)
  const { chart, lowest, notes } = beside
  return (
    <PeerPage
      {...asked}
      room="peerQuestions"
      sentence={beside.sentence}
      chart={
        chart && {
          over: ['One box is one question, by our answer on paper.', ...notes],
          svg: drawStrips(chart),
        }
      }
      {...(chart && {
        toDo: {
          heading: 'Furthest behind: try these',
          none: 'No answer is lower than the middle. That says nothing of how safe the group is.',
          presses: lowest.map((one) => ({
            heading: upperFirst(one.question.short),
            says: one.says,
            href: tryHref(asked, one),
          })),
        },
      })}
      note={
        <>
          <ForParticipants />
          <p class="nhsuk-body-s">
            {MIDDLE_EXPLAINED} {restsOnWords(view.own)}
          </p>
        </>
      }
      links={[[paths.fixFirst(view.organisation.id), 'What to fix first']]}
    >
      <Gaps view={view} shown={shown} />
      <Domains view={view} shown={shown} />
    </PeerPage>
  )
}

/** What would move if we answered as the middle does; undefined where today's rules do not have that answer. */
function tryHref({ view, findings }: Asked, { question, middle }: LowerAnswer): string | undefined {
  const now = findings.examined.ruleSet.questions.find(({ id }) => id === question.id)
  return now?.levels.some(({ id }) => id === middle)
    ? paths.whatIf(view.organisation.id, [[question.id, middle]])
    : undefined
}

type Shown = Pick<Asked, 'view'> & { readonly shown: ViewedCohort }

function Gaps({ view, shown }: Shown) {
  const { ruleSet } = view.release
  const { figures } = shown.cohort
  const protects = protectsSentence(ruleSet, figures)
  return (
    <Details summary="Gaps most trusts share" id="shared-gaps">
      {protects !== undefined && <p>{protects}</p>}
      <CountsExplained />
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
          <a href={paths.questionResult(view.organisation.id, gap.domain, gap.id)}>{gap.short}</a>,
          gap.level,
          upperFirst(gap.reached),
          gap.weReachIt === undefined ? '–' : gap.weReachIt ? 'We reach it' : 'We do not yet',
        ])}
      />
    </Details>
  )
}

function Domains({ view, shown }: Shown) {
  const { ruleSet } = view.release
  const counted = describeCounted(view.release, shown.cohort)
  return (
    <>
      {describePeerQuestions(ruleSet, shown.cohort.figures, view.own?.summary).map((domain, index) => (
        <Details summary={domain.title} id={domain.id}>
          <CountsExplained />
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
              <a href={paths.questionResult(view.organisation.id, domain.id, question.id)}>
                {upperFirst(question.short)}
              </a>,
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
        </Details>
      ))}
    </>
  )
}
