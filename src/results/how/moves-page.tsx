/** What each answer can move, alone: points, risks, attacks and lessons. Those that move most attacks and risks stand first. */
import { findQuestion } from '../../rules/find.ts'
import type { Calibrated } from '../../rules/model.ts'
import type { Question } from '../../rules/model.ts'
import { Details } from '../../web/components/panels.tsx'
import { TitledPage } from '../../web/titled-page.tsx'
import { Table } from '../../web/components/table.tsx'
import { paths } from '../../web/paths.ts'
import type { PageContext } from '../../web/web.ts'

export function MovesPage({ c }: { c: PageContext }) {
  const { ruleSet } = c.get('web').house
  const moves = (ruleSet.calibrated?.moves ?? []).flatMap((move) => {
    const question = findQuestion(ruleSet, move.question)
    return question === undefined ? [] : [{ question, move }]
  })
  const first = moves.toSorted(
    (a, b) => b.move.typical.attacks - a.move.typical.attacks || b.move.typical.risks - a.move.typical.risks,
  )
  return (
    <TitledPage
      c={c}
      title="What each answer can move"
      within={['How it is scored']}
      current="how"
      crumbs={[{ href: paths.howItIsScored, text: 'How it is scored' }]}
      caption="How it is scored"
    >
      <p class="nhsuk-lede-text">
        One answer goes from its worst to its best, and all others stay. The figures are means over made-up
        organisations.
      </p>
      {first.length === 0 ? (
        <p>Nothing was worked out for these rules.</p>
      ) : (
        <>
          <Moves caption="Beside typical answers" moves={first} of="typical" />
          <Details summary="With all other answers at their worst">
            <Moves caption="With all others at their worst" moves={first} of="worst" />
          </Details>
        </>
      )}
      <p>
        An answer that moves nothing alone can still matter beside others. This does not say what to do first
        in your organisation.
      </p>
    </TitledPage>
  )
}

interface Moved {
  readonly question: Question
  readonly move: Calibrated['moves'][number]
}

function Moves({
  caption,
  moves,
  of,
}: {
  caption: string
  moves: readonly Moved[]
  of: 'typical' | 'worst'
}) {
  return (
    <Table
      caption={caption}
      captionSize="s"
      columns={[
        { header: 'Answer' },
        { header: 'Points', numeric: true },
        { header: 'Risk taken away', numeric: true },
        { header: 'Attacks met', numeric: true },
        { header: 'Lessons', numeric: true },
      ]}
      rows={moves.map(({ question, move }) => [
        <a
          id={of === 'typical' ? question.id : undefined}
          href={paths.scoredQuestion(question.domain, question.id)}
        >
          {question.short}
        </a>,
        move[of].overall.toFixed(1),
        move[of].risks.toFixed(1),
        move[of].attacks.toFixed(2),
        move[of].lessons.toFixed(1),
      ])}
    />
  )
}
