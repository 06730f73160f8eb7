/** The risks to patients: the list first, gravest first, then the matrix with the key of its labels. */
import { paths } from '../../web/paths.ts'
import { raw } from 'hono/html'
import { once } from '../../once.ts'
import type { Examined } from '../../report/explain-score.ts'
import { drawMatrix } from '../../charts/matrix.ts'
import { chartRisks, describeRisks } from '../../report/risks.ts'
import { isAnythingKnown } from '../../report/asked.ts'
import { countWords, dateWords, sourceWords } from '../../report/words.ts'
import { InsetText } from '../../web/components/panels.tsx'
import { Table } from '../../web/components/table.tsx'
import { TitledPage } from '../../web/titled-page.tsx'
import type { Findings } from '../examined.ts'
import { SignedNote } from '../signed-note.tsx'
import { RiskTable } from './risk-table.tsx'

const drawRisks = once((examined: Examined) => raw(drawMatrix(chartRisks(examined))))

export function RisksPage({ c, view, found, examined }: Findings) {
  const { id, name } = view.organisation
  const { matrix } = examined.ruleSet
  const rows = describeRisks(examined)
  const open = rows.filter((row) => row.range !== undefined).length
  return (
    <TitledPage
      c={c}
      title="Risks"
      organisation={view.organisation}
      current="risks"
      wide
      caption={name}
      heading="Risks to patients"
    >
      <p>
        Answers as at {dateWords(examined.result.asOf)}. Each risk is rated from 1 to 25, likelihood ×
        consequence: before any control, with your controls on paper, and with those you can show evidence
        for.
      </p>
      <SignedNote found={found} />
      {open > 0 && (
        <InsetText>
          <p>
            {isAnythingKnown(examined)
              ? `${countWords(open, 'risk')} could be lower, depending on answers that are not known.`
              : 'No answer is known yet, so every risk stands where it stands without controls.'}{' '}
            What is not known counts at its worst, and the range is shown.
          </p>
        </InsetText>
      )}
      <RiskTable
        caption="Highest first, as they stand with your controls on paper"
        rows={rows}
        nameOf={(row) => (
          <>
            {row.label}: <a href={paths.risk(id, row.id)}>{row.short}</a>
          </>
        )}
      />
      <h2 class="nhsuk-heading-l">The matrix</h2>
      <p>
        The labels R1 to R{rows.length} are those of the list above and of the table below. Source of the
        matrix: {sourceWords(matrix.source)}. Likelihood is read over {matrix.period}. The cyber readings of
        its steps are our own.
      </p>
      <div class="nhsuk-scroll" data-module="nhsuk-scroll">
        <div
          class="nhsuk-scroll__content wr-chart wr-chart--matrix"
          role="region"
          aria-label="Risk matrix"
          tabindex={0}
        >
          {drawRisks(examined)}
        </div>
      </div>
      <Table
        caption="The same as a table: likelihood × consequence"
        columns={[{ header: 'Risk' }, { header: 'Before controls' }, { header: 'On paper' }]}
        rows={rows
          .toSorted((a, b) => Number(a.label.slice(1)) - Number(b.label.slice(1)))
          .map((row) => [
            `${row.label}: ${row.short}`,
            `${row.axes.before.likelihood} × ${row.axes.before.consequence} = ${row.inherent.product}`,
            `${row.axes.after.likelihood} × ${row.axes.after.consequence} = ${row.residual.product}`,
          ])}
      />
      <Table
        caption="What the steps of the matrix mean"
        columns={[{ header: 'Step' }, { header: 'Likelihood' }, { header: 'Consequence' }]}
        rows={matrix.likelihood.map((step, index) => [
          String(step.at),
          `${step.name}: ${step.reading.replaceAll(' %', '\u00a0%')}`,
          `${matrix.consequence[index]?.name ?? ''}: ${matrix.consequence[index]?.reading ?? ''}`,
        ])}
      />
      <p>
        <a href={paths.scoredRisks}>How risks are rated</a>
      </p>
    </TitledPage>
  )
}
