/** The 5×5 matrix in words: what each likelihood and consequence means here, and the bands of their product. */
import { sourceWords } from '../../report/words.ts'
import type { RuleSet } from '../../rules/model.ts'
import { Table } from '../components/table.tsx'

export function MatrixTables({ ruleSet: { matrix } }: { ruleSet: RuleSet }) {
  return (
    <>
      <Table
        caption={`Likelihood, over ${matrix.period}`}
        captionSize="s"
        columns={[{ header: 'Likelihood' }, { header: 'Reading' }]}
        rows={matrix.likelihood.map(({ at, name, reading }) => [`${at} ${name}`, <span>{reading}</span>])}
      />
      <Table
        caption="Consequence"
        captionSize="s"
        columns={[{ header: 'Consequence' }, { header: 'Reading' }]}
        rows={matrix.consequence.map(({ at, name, reading }) => [`${at} ${name}`, <span>{reading}</span>])}
      />
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
