/** Risks to patients, each before controls, on paper and on evidence, in the order given. */
import type { Child } from 'hono/jsx'
import type { RiskRow } from '../../report/risks.ts'
import { Table } from '../../web/components/table.tsx'
import { BandTag } from './band-tag.tsx'

export function RiskTable(props: {
  caption: string
  captionSize?: 'l'
  captionHidden?: true
  rows: readonly RiskRow[]
  nameOf: (row: RiskRow) => Child
}) {
  const { rows, nameOf, ...caption } = props
  return (
    <div class="wr-risk-table">
      <Table
        {...caption}
        compact
        columns={[
          { header: 'Risk' },
          { header: 'Before controls' },
          { header: 'On paper' },
          { header: 'On evidence' },
        ]}
        rows={rows.map((row) => [
          <>
            {nameOf(row)}
            <span class="nhsuk-body-s wr-line-note">{row.title}</span>
          </>,
          <BandTag rated={row.inherent} />,
          <>
            <BandTag rated={row.residual} />
            {row.range !== undefined && <span class="nhsuk-body-s wr-line-note">{row.range}</span>}
          </>,
          <BandTag rated={row.assured} />,
        ])}
      />
    </div>
  )
}
