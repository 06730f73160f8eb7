/** What is asked next, folded: every move with the picture's numbers, what is to be found out, other answers, and how all is ranked. */
import {
  daysWords,
  type FindOutWords,
  graveNames,
  type MoveWords,
  poundsWords,
  rankingWords,
} from '../../report/fix-first.ts'
import { bothReadings, countWords } from '../../report/words.ts'
import type { Improvements, RuleSet } from '../../rules/model.ts'
import { Details } from '../../web/components/panels.tsx'
import { Table } from '../../web/components/table.tsx'
import { paths } from '../../web/paths.ts'
import type { PageContext } from '../../web/web.ts'
import { leadTo } from '../leads.ts'

interface Of {
  c: PageContext
  organisation: string
}

/** The numbers of the picture, and the moves after those that stand open. */
export function AllMoves(props: {
  organisation: string
  ruleSet: RuleSet
  moves: readonly MoveWords[]
  first: number
}) {
  const { organisation, ruleSet, moves, first } = props
  const further = moves.length - Math.min(first, moves.length)
  return (
    <Details summary={further === 0 ? 'The numbers of the picture' : `Moves ${first + 1} to ${moves.length}`}>
      <Table
        caption="Every move, each after those above it"
        captionHidden
        compact
        columns={[
          { header: 'Move' },
          { header: 'Effort' },
          { header: 'Risks that fall on paper' },
          { header: 'Days so far', numeric: true },
          { header: `Still ${graveNames(ruleSet)}` },
        ]}
        rows={moves.map((move) => [
          <>
            {move.number}. {move.action}
            {move.parts.length > 0 && (
              <span class="nhsuk-body-s wr-line-note">With it: {move.parts.join(' ')}</span>
            )}
          </>,
          <>
            <a href={paths.efforts(organisation, move.question.id)}>{move.effort.size}</a>:{' '}
            {move.effort.takes}
          </>,
          move.onPaper.map(({ short, from, to }) => `${short} ${from.product} to ${to.product}`).join('; '),
          `${Math.round(move.daysSpent)}`,
          bothReadings(move.above.paper, move.above.evidence),
        ])}
      />
    </Details>
  )
}

export function FindOuts({ c, organisation, findOuts }: Of & { findOuts: readonly FindOutWords[] }) {
  if (findOuts.length === 0) return <></>
  return (
    <Details summary={`${countWords(findOuts.length, 'answer')} to find out first`}>
      <p>Nobody knows these answers, so they count at their worst, and no work on them is listed.</p>
      <ul class="nhsuk-list nhsuk-list--bullet">
        {findOuts.map(({ question, says }) => (
          <li>
            <a href={leadTo(c, organisation, question)}>{question.short}</a>: {says}
          </li>
        ))}
      </ul>
    </Details>
  )
}

export function Others({ c, organisation, others }: Of & { others: readonly MoveWords[] }) {
  if (others.length === 0) return <></>
  return (
    <Details summary={`${countWords(others.length, 'further answer')} that lower no risk alone`}>
      <ul class="nhsuk-list nhsuk-list--bullet">
        {others.map(({ question, action, effort, facts }) => (
          <li>
            <a href={leadTo(c, organisation, question)}>{action}</a> {effort.size}. {facts.join(' ')}
          </li>
        ))}
      </ul>
    </Details>
  )
}

export function HowRanked({ ruleSet, improvements }: { ruleSet: RuleSet; improvements: Improvements }) {
  return (
    <Details summary="What the sizes mean, and how moves are ranked">
      <p>{improvements.basis}</p>
      <Table
        caption="Sizes of effort"
        captionSize="s"
        columns={[{ header: 'Size' }, { header: 'Staff days' }, { header: 'Money in the first year' }]}
        rows={improvements.sizes.map(({ name, days, pounds }) => [
          name,
          daysWords(days),
          poundsWords(pounds),
        ])}
      />
      {rankingWords(ruleSet, improvements).map((sentence) => (
        <p>{sentence}</p>
      ))}
    </Details>
  )
}
