/** Sending a file of organisations: what it may be, and every faulty row of the last one by its line. */
import type { Fault } from '../../exchange/csv.ts'
import { Details } from '../../web/components/panels.tsx'
import { Table } from '../../web/components/table.tsx'
import { file } from '../../web/fields.tsx'
import { FormBox, type ShownForm } from '../../web/shown-form.tsx'
import { TitledPage } from '../../web/titled-page.tsx'
import type { PageContext } from '../../web/web.ts'
import { addresses } from './addresses.ts'

/** More faults are counted, not listed. */
const MOST_FAULTS = 200

export const IMPORT = {
  file: file({
    label: 'Which file?',
    size: 'm',
    hint: 'The export “etr” of the Organisation Data Service as it is, or a table of your own. At most 5 MB, CSV in UTF-8.',
    accept: ['csv'],
  }),
}

export function ImportPage(props: {
  c: PageContext
  form: ShownForm
  /** Of the file that was sent. */
  faults?: readonly Fault[]
}) {
  const { c, form, faults = [] } = props
  return (
    <TitledPage
      c={c}
      title="Import organisations"
      current="organisations"
      crumbs={[{ href: addresses.organisations, text: 'Organisations' }]}
      form={form}
    >
      <p>
        You see what the file would change before anything happens. Then all of it is done, or nothing. An
        import never deletes an organisation.
      </p>
      {faults.length > 0 && <Faults faults={faults} />}
      <FormBox of={form} button="Show what it would change" />
      <Details summary="How a table of your own looks">
        <p>The first line names the columns. The last two may be left out; the order is free.</p>
        <p>
          <code class="wr-typed">ods-code,name,cohort,region,icb,lead-ods-code</code>
        </p>
        <ul class="nhsuk-list nhsuk-list--bullet">
          <li>
            cohort: one of{' '}
            {[...new Set(c.get('web').house.ruleSet.family.cells.flatMap((cell) => cell.cohorts))].join(', ')}
          </li>
          <li>region: its name or code, like London or Y56</li>
          <li>icb: name or code of the integrated care board, or blank</li>
          <li>
            lead-ods-code: the code of the trust by which its group counts in comparisons; its own code if it
            counts itself; blank to leave that as it is
          </li>
        </ul>
      </Details>
    </TitledPage>
  )
}

function Faults({ faults }: { faults: readonly Fault[] }) {
  const shown = faults.slice(0, MOST_FAULTS)
  return (
    <>
      <Table
        caption="What is wrong, by line"
        columns={[{ header: 'Line' }, { header: 'Column' }, { header: 'What to do' }]}
        rows={shown.map(({ line, column, message }) => [line, column ?? 'The whole row', message])}
      />
      {faults.length > shown.length && <p>And {faults.length - shown.length} more.</p>}
    </>
  )
}
