/** What each answer can move, alone: points, risks, attacks and lessons. Those that move most attacks and risks stand first. */
import { Page } from '../layout.tsx'
import { Table } from '../components/table.tsx'
import { paths } from '../paths.ts'
import type { PageContext } from '../web.ts'
import { moveCells } from './calibration.tsx'

export function MovesPage({ c }: { c: PageContext }) {
  const { ruleSet } = c.get('web').house
  const moves = (ruleSet.calibrated?.moves ?? []).flatMap((move) => {
    const question = ruleSet.questions[ruleSet.byId.get(move.question) ?? -1]
    return question === undefined ? [] : [{ question, move }]
  })
  const first = moves.toSorted(
    (a, b) => b.move.typical.attacks - a.move.typical.attacks || b.move.typical.risks - a.move.typical.risks,
  )
  return (
    <Page
      c={c}
      title="What each answer can move"
      within={['How it is scored']}
      current="how"
      crumbs={[{ href: paths.howItIsScored, text: 'How it is scored' }]}
    >
      <h1>
        <span class="nhsuk-caption-l">How it is scored</span> What each answer can move
      </h1>
      <p class="nhsuk-lede-text">
        One answer goes from its worst to its best, and all others stay. The first four figures are means over
        made-up organisations with typical answers. The last four are for one with everything else at its
        worst.
      </p>
      {first.length === 0 ? (
        <p>Nothing was worked out for these rules.</p>
      ) : (
        <Table
          caption="From its worst to its best"
          captionHidden
          narrow="scroll"
          columns={[
            { header: 'Answer' },
            ...['typical', 'all at worst'].flatMap((from) =>
              ['points', 'risk taken away', 'attacks met', 'lessons'].map((what) => ({
                header: `${what}, ${from}`,
                numeric: true,
              })),
            ),
          ]}
          rows={first.map(({ question, move }) => [
            <a id={question.id} href={paths.scoredQuestion(question.domain, question.id)}>
              {question.short}
            </a>,
            ...moveCells(move),
          ])}
        />
      )}
      <p>
        An answer that moves nothing alone can still matter beside others. This does not say what to do first
        in your organisation.
      </p>
    </Page>
  )
}
