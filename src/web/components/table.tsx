/** A table with its caption; on a narrow screen its rows become small lists, or it scrolls on its own. */
import type { Child } from 'hono/jsx'

export interface TableColumn {
  header: string
  /** Right-aligned, with figures of equal width. */
  numeric?: boolean
}

interface TableProps {
  caption: Child
  captionSize?: 's' | 'm' | 'l'
  captionHidden?: boolean
  columns: readonly TableColumn[]
  /** One cell a column; the first is the row's header. */
  rows: readonly (readonly Child[])[]
  /** `list`: under 641 px each row becomes a small list (default). `scroll`: it scrolls sideways in its own region. */
  narrow?: 'list' | 'scroll'
  /** Rows close together, for a long table of short cells. */
  compact?: boolean
  /** Needed with `scroll`: id of the caption, which names the region. */
  id?: string
}

export function Table(props: TableProps) {
  const asList = props.narrow !== 'scroll'
  const captionId = props.id === undefined ? undefined : `${props.id}-caption`
  const table = (
    <table
      class={`nhsuk-table${asList ? ' nhsuk-table--responsive' : ''}${props.compact ? ' wr-compact' : ''}`}
      role="table"
      id={props.id}
    >
      <caption
        class={`nhsuk-table__caption nhsuk-table__caption--${props.captionSize ?? 'm'}${props.captionHidden ? ' nhsuk-u-visually-hidden' : ''}`}
        id={captionId}
      >
        {props.caption}
      </caption>
      <thead class="nhsuk-table__head" role="rowgroup">
        <tr class="nhsuk-table__row" role="row">
          {props.columns.map((column) => (
            <th class={`nhsuk-table__header${numeric('header', column)}`} scope="col" role="columnheader">
              {column.header}
            </th>
          ))}
        </tr>
      </thead>
      <tbody class="nhsuk-table__body" role="rowgroup">
        {props.rows.map((row) => (
          <tr class="nhsuk-table__row" role="row">
            {row.map((cell, index) => {
              const column = props.columns[index] ?? { header: '' }
              const inside = asList ? (
                <>
                  {index > 0 && (
                    <span class="nhsuk-table__heading" aria-hidden="true">
                      {column.header}{' '}
                    </span>
                  )}
                  <div>{cell}</div>
                </>
              ) : (
                cell
              )
              return index === 0 ? (
                <th class={`nhsuk-table__header${numeric('header', column)}`} scope="row" role="rowheader">
                  {inside}
                </th>
              ) : (
                <td class={`nhsuk-table__cell${numeric('cell', column)}`} role="cell">
                  {inside}
                </td>
              )
            })}
          </tr>
        ))}
      </tbody>
    </table>
  )
  if (asList) return table
  return (
    <div class="nhsuk-scroll" data-module="nhsuk-scroll">
      <div class="nhsuk-scroll__content" role="region" aria-labelledby={captionId} tabindex={0}>
        {table}
      </div>
    </div>
  )
}

function numeric(part: 'header' | 'cell', column: TableColumn): string {
  return column.numeric ? ` nhsuk-table__${part}--numeric` : ''
}
