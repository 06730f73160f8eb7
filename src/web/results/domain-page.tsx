/** One domain's score: the lines that add up to it exactly, the limits on it, and what is left out of it. */
import { explainDomain } from '../../report/explain-score.ts'
import { describeDomains } from '../../report/results.ts'
import { type Sum, sumDomain } from '../../report/sums.ts'
import { countWords } from '../../report/words.ts'
import type { Domain } from '../../rules/model.ts'
import { Pagination } from '../components/links.tsx'
import { domainPath } from '../how/addresses.ts'
import { Page } from '../layout.tsx'
import { paths } from '../paths.ts'
import { addresses } from './addresses.ts'
import type { Findings } from './examined.ts'
import { Limits } from './limits.tsx'
import { ScoreCards } from './score-cards.tsx'
import { SumExplained, SumTable } from './sum-table.tsx'

export function DomainResultPage({ c, view, examined, readsAnswers, domain }: Findings & { domain: Domain }) {
  const { id, name } = view.organisation
  const { ruleSet } = examined
  const words = describeDomains(examined).find((one) => one.id === domain.id)
  const sum = sumDomain(examined, domain.id)
  const explained = explainDomain(examined, domain.id)
  if (words === undefined || sum === undefined || explained === undefined) return <></>
  const neighbour = (step: number) => {
    const other = ruleSet.domains[domain.index + step]
    return other === undefined ? undefined : { href: addresses.domain(id, other.id), text: other.title }
  }
  return (
    <Page
      c={c}
      title={domain.title}
      within={['Results']}
      organisation={{ id, name }}
      current="results"
      crumbs={[{ href: paths.results(id), text: 'Results' }]}
      wide
    >
      <h1 class="nhsuk-heading-xl nhsuk-u-margin-bottom-3">
        <span class="nhsuk-caption-xl">Results</span>
        {domain.title}
      </h1>
      <p>{domain.lead}</p>
      <ScoreCards
        paper={{
          heading: 'On paper',
          score: words.paper,
          children: words.open !== undefined && <p>There is a range because {openSentence(words.open)}.</p>,
        }}
        evidence={{ heading: 'On evidence', score: words.evidence }}
      />
      <h2 class="nhsuk-heading-l">How it adds up</h2>
      <Lines id={id} domain={domain} sum={sum} ruleSet={ruleSet} />
      <h2 class="nhsuk-heading-l">Limits on the score, and why</h2>
      <Limits limits={words.limits} none={noLimit(domain)} />
      {explained.leftOut.length > 0 && (
        <>
          <h2 class="nhsuk-heading-l">Left out of the sum</h2>
          <ul class="nhsuk-list nhsuk-list--bullet">
            {explained.leftOut.map((one) => (
              <li>
                <a href={addresses.question(id, domain.id, one.id)}>{one.title}</a>:{' '}
                {one.why === 'hidden' ? 'not asked here, because of the scope' : 'not applicable'}
              </li>
            ))}
          </ul>
        </>
      )}
      <h2 class="nhsuk-heading-l">Its part in the whole</h2>
      <p>
        The domain weighs {domain.weight} in the overall score. {domain.because}{' '}
        <a href={domainPath(domain.id)}>How it is scored</a>
      </p>
      {readsAnswers && (
        <p>
          <a href={paths.domain(id, domain.id)}>The questions and answers of this domain</a>
        </p>
      )}
      <Pagination previous={neighbour(-1)} next={neighbour(1)} />
    </Page>
  )
}

function Lines(props: { id: string; domain: Domain; sum: Sum; ruleSet: Findings['examined']['ruleSet'] }) {
  const { id, domain, sum, ruleSet } = props
  return (
    <>
      <SumTable
        caption="Points of each question in the domain’s score"
        sum={sum}
        of="Question"
        value="Credit"
        hrefOf={(line) =>
          line.kind === 'question'
            ? addresses.question(id, domain.id, line.id)
            : line.kind === 'cap'
              ? paths.scored(line.id)
              : undefined
        }
        noteOf={(line) => {
          const question = ruleSet.questions[ruleSet.byId.get(line.id) ?? -1]
          const level = line.in.paper?.level
          return line.kind !== 'question' || level === undefined
            ? undefined
            : question?.levels.find((one) => one.id === level)?.text
        }}
      />
      <SumExplained sum={sum} of="Question" value="Credit" />
    </>
  )
}

function openSentence(open: string): string {
  const count = Number.parseInt(open, 10)
  return `${countWords(count, 'question')} ${count === 1 ? 'is' : 'are'} not answered`
}

function noLimit(domain: Domain): string {
  return domain.caps.length === 0
    ? 'This domain has no limits.'
    : `None holds now. ${countWords(domain.caps.length, 'rule')} could limit it.`
}
