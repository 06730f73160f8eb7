/** What a file would change in a register: how many rows, each cell that changes, and every fault by its row; and the form that does all of it. */
import { countWords } from '../../report/words.ts'
import { Button } from '../../web/components/button.tsx'
import { SummaryList } from '../../web/components/lists.tsx'
import { InsetText } from '../../web/components/panels.tsx'
import { Table } from '../../web/components/table.tsx'
import { anew, hidden } from '../../web/fields.tsx'
import { paths } from '../../web/paths.ts'
import { FieldOf, type ShownForm } from '../../web/shown-form.tsx'
import type { PageContext } from '../../web/web.ts'
import { FileFaults, FileFrame, type FilePlace } from './file-page.tsx'
import { cellWords, nameOf } from './row-words.tsx'

export function filePreviewFields({ file }: FilePlace) {
  return { shown: anew(hidden(file.shown)) }
}

/** More are counted, not listed. */
const MOST_LISTED = 100

type PreviewProps = FilePlace & { c: PageContext; form: ShownForm<ReturnType<typeof filePreviewFields>> }

export function FilePreviewPage(props: PreviewProps) {
  const { c, view, register, file, form } = props
  const { plan, counts: all, upload } = file
  const at = [view.organisation.id, register.id] as const
  const isOurs = upload.head.isOurs === true
  const isReady = plan.faults.length === 0 && plan.unknown.length === 0
  const counts = [
    ['Added', all.added],
    ['Changed', all.updated],
    ['As they are', plan.unchanged],
    ['Not in the file: they stay', plan.absent],
    ['Evidence ends, because a cell that it was given for changes', all.ended],
    ['Faults', all.faults],
  ] as const
  return (
    <FileFrame {...{ c, view, register, form }} title="What the file would change" wide>
      <p>
        <bdi class="wr-typed">{upload.name}</bdi>: {countWords(upload.head.rows, isOurs ? 'date' : 'row')}.
        Nothing has been changed yet.{' '}
        {!isOurs && <a href={paths.registerColumns(...at)}>Change what its columns are</a>}
      </p>
      <SummaryList
        rows={counts
          .filter(([, count]) => count > 0)
          .map(([key, count]) => ({ key, value: count.toLocaleString('en-GB') }))}
      />
      {plan.unknown.length > 0 && (
        <InsetText>
          <p>
            <a href={paths.registerWords(...at)}>
              Say what {countWords(plan.unknown.length, 'word')} of the file{' '}
              {plan.unknown.length === 1 ? 'stands' : 'stand'} for
            </a>
          </p>
        </InsetText>
      )}
      {plan.faults.length > 0 && (
        <>
          <p>
            This cannot be done: correct the file, and <a href={paths.registerFile(...at)}>send it again</a>.
          </p>
          <FileFaults faults={plan.faults} count={all.faults} />
        </>
      )}
      {isReady && <Apply {...props} />}
      <Changes {...props} />
    </FileFrame>
  )
}

function Apply({ view, register, file, form }: PreviewProps) {
  const { added, updated } = file.counts
  const back = paths.register(view.organisation.id, register.id)
  if (added + updated === 0)
    return (
      <InsetText>
        <p>
          The file would change nothing. <a href={back}>Back to the {register.row.many}</a>
        </p>
      </InsetText>
    )
  return (
    <form action={form.action} method="post" novalidate>
      <FieldOf of={form} name="shown" />
      <div class="wr-actions">
        <Button>Do all of this</Button>
        <a href={back}>Do nothing</a>
      </div>
    </form>
  )
}

function Changes({ register, file: { plan, counts } }: PreviewProps) {
  const cells = plan.updated.flatMap(({ line, row, next, columns }) =>
    columns.map((column) => [
      `${line}: ${nameOf(register, row)}`,
      column.short,
      cellWords(column, row.cells[column.id]),
      cellWords(column, next.cells[column.id]),
    ]),
  )
  const added = plan.added.slice(0, MOST_LISTED)
  return (
    <>
      {cells.length > 0 && (
        <Table
          caption="Changed, by row of the file"
          captionSize="l"
          columns={[{ header: 'Row' }, { header: 'What' }, { header: 'Now' }, { header: 'Then' }]}
          rows={cells
            .slice(0, MOST_LISTED)
            .map((some) => some.map((text) => <bdi class="wr-typed">{text}</bdi>))}
        />
      )}
      {counts.cells > MOST_LISTED && <p>And {counts.cells - MOST_LISTED} more cells.</p>}
      {added.length > 0 && (
        <Table
          caption="Added, by row of the file"
          captionSize="l"
          columns={[{ header: 'Row' }, { header: 'Name' }]}
          rows={added.map(({ line, row }) => [line, <bdi class="wr-typed">{nameOf(register, row)}</bdi>])}
        />
      )}
      {counts.added > added.length && <p>And {counts.added - added.length} more.</p>}
    </>
  )
}
