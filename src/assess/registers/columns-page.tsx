/** What each column of a file is: guessed by its name or remembered, with the first value in it, and corrected by whoever sent it. */
import { type DateOrder, ROW_COLUMN } from '../../answers/register-words.ts'
import { choice, type Field } from '../../web/fields.tsx'
import { paths } from '../../web/paths.ts'
import { FormBox, type ShownForm } from '../../web/shown-form.tsx'
import type { PageContext } from '../../web/web.ts'
import { FileFrame, type SentPlace } from './file-page.tsx'

export const columnField = (index: number) => `column-${index}`
const DATE_ORDERS = ['day-first', 'month-first'] as const

export function columnsFields({ file: { register, upload, chosen, matching } }: SentPlace) {
  const { header, samples } = upload.head
  const choices = [
    ...register.columns.map(({ id, short }) => ({ value: id, text: short })),
    { value: 'row', text: ROW_COLUMN },
  ]
  const columns = header.cells.map((name, index): [string, Field<string, string>] => {
    const sample = samples[index] ?? ''
    return [
      columnField(index),
      choice({
        label: <bdi class="wr-typed">{name}</bdi>,
        hint:
          sample === '' ? (
            'No row has anything in it.'
          ) : (
            <bdi class="wr-typed">Such as: {shortened(sample)}</bdi>
          ),
        as: 'select',
        first: chosen[index] ?? '',
        nothing: 'Leave it out',
        choices,
      }),
    ]
  })
  return {
    ...Object.fromEntries(columns),
    dates: dateOrderField(matching.dates),
  }
}

export const dateOrderField = (first: DateOrder) =>
  choice({
    label: 'Which day is 03/04/2026 in this file?',
    hint: 'Only for dates written so. 2026-04-03, and dates that Excel knows as dates, are read as they are.',
    first: first ?? '',
    choices: [
      { value: 'day-first', text: '3 April: the day first' },
      { value: 'month-first', text: '4 March: the month first' },
      { value: '', text: 'I do not know. A date that can be two days is then a fault.' },
    ],
  })

/** What was chosen of it. */
export const dateOrderOf = (given: string | undefined): DateOrder => DATE_ORDERS.find((one) => one === given)

const shortened = (text: string) => (text.length > 60 ? `${text.slice(0, 60)}…` : text)

export function ColumnsPage(props: SentPlace & { c: PageContext; form: ShownForm }) {
  const { c, view, register, file, form } = props
  return (
    <FileFrame {...{ c, view, register, form }} title="What is in each column?">
      <p>
        <bdi class="wr-typed">{file.upload.name}</bdi> has these columns. Correct what was guessed wrongly.
        What you say here is kept, and your next file is read the same way.
      </p>
      <FormBox of={form} button="Continue" cancel={paths.registerFile(view.organisation.id, register.id)} />
    </FileFrame>
  )
}
