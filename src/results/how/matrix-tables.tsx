/** The 5×5 matrix in words: what each likelihood and consequence means here, and the bands of their product. */
import { sourceWords } from '../../report/words.ts'
import type { MatrixStep, RuleSet } from '../../rules/model.ts'
import { SummaryList, type SummaryRow } from '../../web/components/lists.tsx'
import { Table } from '../../web/components/table.tsx'

export function MatrixTables({ ruleSet: { matrix } }: { ruleSet: RuleSet }) {
  return (
    <>
      <h3>Likelihood, over {matrix.period}</h3>
      <SummaryList rows={matrix.likelihood.toReversed().map(rowOf)} />
      <h3>Consequence</h3>
      <SummaryList rows={matrix.consequence.toReversed().map(rowOf)} />
      <Table
        caption="Bands of the product"
        captionSize="s"
        columns={[{ header: 'Band' }, { header: 'Likelihood × consequence', numeric: true }]}
        rows={matrix.bands.map((band, index) => [
          band.name,
          `${band.from} to ${(matrix.bands[index + 1]?.from ?? 26) - 1}`,
        ])}
      />
      <p>
        Source of the matrix: {sourceWords(matrix.source)}. The cyber readings of it are our own judgement.
      </p>
    </>
  )
}

function rowOf({ at, name, reading }: MatrixStep): SummaryRow {
  return { key: `${at} ${name}`, value: reading }
}
