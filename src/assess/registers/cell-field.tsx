/** The field of one cell by the type of its column, with "not confirmed" and "never" after the "or". */
import { NOT_CONFIRMED } from '../../answers/rows.ts'
import type { Column } from '../../rules/model.ts'
import { upperFirst } from '../../report/words.ts'
import { type CheckboxItem, Checkboxes } from '../../web/components/checkboxes.tsx'
import { ErrorMessage, Fieldset, FormGroup } from '../../web/components/field.tsx'
import { DateInput, TextInput, Textarea } from '../../web/components/inputs.tsx'
import { type RadioItem, Radios } from '../../web/components/radios.tsx'
import { cellField, type TypedCell } from './typed-row.ts'

interface CellProps {
  column: Column
  cell: TypedCell
  error: string | undefined
}

/** Options so short that they fit beside each other. */
const SHORT = 16

export function CellField({ column, cell, error }: CellProps) {
  const name = cellField(column)
  switch (column.type) {
    case 'text':
      return column.required ? (
        <TextInput name={name} label={column.text} {...hintOf(column)} value={cell.value} error={error} />
      ) : (
        <Textarea
          name={name}
          label={column.text}
          {...hintOf(column)}
          rows={2}
          value={cell.value}
          error={error}
        />
      )
    case 'choice': {
      const items: RadioItem[] = column.options.map((option) => ({ value: option.id, text: option.text }))
      if (column.unknown !== undefined) items.push({ value: NOT_CONFIRMED, text: column.unknown })
      const inline = column.options.every((option) => option.text.length <= SHORT)
      return (
        <Radios
          name={name}
          legend={{ text: column.text }}
          {...hintOf(column)}
          error={error}
          value={cell.value}
          items={items}
          small
          inline={inline}
        />
      )
    }
    case 'tick':
      return (
        <Checkboxes
          name={name}
          legend={{ text: column.short, hidden: true }}
          error={error}
          items={[{ value: 'yes', text: column.text, checked: cell.value === 'yes', ...hintOf(column) }]}
        />
      )
    case 'number':
    case 'date':
      return <TypedCellField column={column} cell={cell} error={error} />
  }
}

function TypedCellField({ column, cell, error }: CellProps) {
  const name = cellField(column)
  const [first, ...rest] = specialBoxes(column, cell)
  const field =
    column.type === 'date' ? (
      <DateInput prefix={`${name}-`} legend={{ text: 'Date', hidden: true }} value={cell.date} />
    ) : (
      <TextInput
        name={name}
        label={column.unit === undefined ? 'Number' : upperFirst(column.unit)}
        width={5}
        numeric
        value={cell.value}
      />
    )
  const errorId = error === undefined ? undefined : `${name}-group-error`
  return (
    <FormGroup error={error !== undefined}>
      <Fieldset legend={{ text: column.text }} describedBy={errorId}>
        {column.hint !== undefined && <p class="nhsuk-hint">{column.hint}</p>}
        {errorId !== undefined && <ErrorMessage id={errorId}>{error}</ErrorMessage>}
        <div class="wr-typed-value" data-or="typed">
          {field}
        </div>
        {first !== undefined && (
          <div data-or="special">
            <Checkboxes
              name={`${name}-special`}
              legend={{ text: 'or', hidden: true }}
              items={[first, ...rest]}
              small
            />
          </div>
        )}
      </Fieldset>
    </FormGroup>
  )
}

function specialBoxes(column: Column, cell: TypedCell): CheckboxItem[] {
  const words: (readonly [string, string])[] = []
  if (column.never !== undefined) words.push(['never', column.never])
  if (column.unknown !== undefined) words.push([NOT_CONFIRMED, column.unknown])
  return words.map(([value, text]) => ({
    value,
    text,
    checked: cell.special.includes(value),
    exclusive: true,
  }))
}

function hintOf(column: Column): { hint?: string } {
  return column.hint === undefined ? {} : { hint: column.hint }
}
