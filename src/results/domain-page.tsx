/** One domain's score: the lines that add up to it exactly, the limits on it, and what is left out of it. */
import { UNANSWERED } from '../answers/levels.ts'
import { explainDomain, leftOutName } from '../report/explain-score.ts'
import { byTodayWords, describeDomains } from '../report/results.ts'
import { paperLevel } from '../report/shared-levels.ts'
import { type Sum, sumDomain, type SumLine } from '../report/sums.ts'
import { countWords } from '../report/words.ts'
import { findQuestion } from '../rules/find.ts'
import type { Domain } from '../rules/model.ts'
import type { DomainNotes } from '../service/noting.ts'
import { Pagination } from '../web/components/links.tsx'
import { TitledPage } from '../web/titled-page.tsx'
import { paths } from '../web/paths.ts'
import { NoteText } from '../web/components/note.tsx'
import type { Findings } from './examined.ts'
import { Limits } from './limits.tsx'
import { ScoreCards } from '../web/components/score-cards.tsx'
import { SignedNote } from './signed-note.tsx'
import { SumExplained, SumTable } from './sum-table.tsx'

interface DomainResultProps extends Findings {
  readonly domain: Domain
  /** Of the lead to the SIRO. */
  readonly note: DomainNotes[string] | undefined
}

export function DomainResultPage(props: DomainResultProps) {
  const { c, view, found, examined, signed, readsAnswers, domain, note } = props
  const { id } = view.organisation
  const { ruleSet } = examined
  const words = describeDomains(signed).find((one) => one.id === domain.id)
  const today = examined.result.domains[domain.index]
  const sum = sumDomain(examined, domain.id)
  const explained = explainDomain(examined, domain.id)
  if (words === undefined || sum === undefined || explained === undefined) return <></>
  const neighbour = (step: number) => {
    const other = ruleSet.domains[domain.index + step]
    return other === undefined ? undefined : { href: paths.domainResult(id, other.id), text: other.title }
  }
  return (
    <TitledPage
      c={c}
      title={domain.title}
      within={['Results']}
      organisation={view.organisation}
      current="results"
      crumbs={[{ href: paths.results(id), text: 'Results' }]}
      wide
      caption="Results"
    >
      <p>{domain.lead}</p>
      <SignedNote found={found} />
      <ScoreCards
        paper={{
          heading: 'On paper',
          score: words.paper,
          children: words.open !== undefined && <p>There is a range because {words.open.sentence}.</p>,
        }}
        evidence={{ heading: 'On evidence', score: words.evidence }}
      />
      <h2 class="nhsuk-heading-l">How it adds up</h2>
      {signed !== examined && today !== undefined && <p>{byTodayWords(ruleSet, today)}</p>}
      <Lines id={id} domain={domain} sum={sum} examined={examined} />
      <h2 class="nhsuk-heading-l">Limits on the score, and why</h2>
      <Limits limits={words.limits} none={noLimit(domain)} />
      {explained.leftOut.length > 0 && (
        <>
          <h2 class="nhsuk-heading-l">Left out of the sum</h2>
          <ul class="nhsuk-list nhsuk-list--bullet">
            {explained.leftOut.map((one) => (
              <li>
                <a href={paths.questionResult(id, domain.id, one.id)}>{one.title}</a>: {leftOutName(one.why)}
              </li>
            ))}
          </ul>
        </>
      )}
      {note?.value !== undefined && <h2 class="nhsuk-heading-l">Note of the cyber lead</h2>}
      <NoteText note={note} />
      <h2 class="nhsuk-heading-l">Its part in the whole</h2>
      <p>
        The domain weighs {domain.weight} in the overall score. {domain.because}{' '}
        <a href={paths.scoredDomain(domain.id)}>How it is scored</a>
      </p>
      {readsAnswers && (
        <p>
          <a href={paths.domain(id, domain.id)}>The questions and answers of this domain</a>
        </p>
      )}
      <Pagination previous={neighbour(-1)} next={neighbour(1)} />
    </TitledPage>
  )
}

function Lines(props: { id: string; domain: Domain; sum: Sum; examined: Findings['examined'] }) {
  const { id, domain, sum, examined } = props
  return (
    <>
      <SumTable
        caption="Points of each question in the domain’s score"
        sum={sum}
        of="Question"
        value="Credit"
        hrefOf={(line) =>
          line.kind === 'question'
            ? paths.questionResult(id, domain.id, line.id)
            : line.kind === 'cap'
              ? paths.scored(line.id)
              : undefined
        }
        noteOf={(line) => (line.kind === 'question' ? lineSays(examined, line) : undefined)}
      />
      <SumExplained sum={sum} of="Question" value="Credit" />
    </>
  )
}

/** What stands behind a question's points: its level, or that nothing is known, which is never shown as a level. */
function lineSays({ ruleSet, row }: Findings['examined'], line: SumLine): string | undefined {
  const question = findQuestion(ruleSet, line.id)
  if (question === undefined || line.in.paper === undefined) return undefined
  return paperLevel(question, row.declared[question.index] ?? UNANSWERED)
}

function noLimit(domain: Domain): string {
  return domain.caps.length === 0
    ? 'This domain has no limits.'
    : `None holds now. ${countWords(domain.caps.length, 'rule')} could limit it.`
}
