/** A register as a file: how it is taken out, sending one, and every fault of the last one by its row. */
import type { Child } from 'hono/jsx'
import type { Fault } from '../../exchange/csv.ts'
import type { RegisterFile, SentFile } from '../../service/register-files.ts'
import { decide } from '../../service/permission.ts'
import { Table } from '../../web/components/table.tsx'
import { file } from '../../web/fields.tsx'
import { paths } from '../../web/paths.ts'
import { FormBox, type ShownForm } from '../../web/shown-form.tsx'
import { TitledPage } from '../../web/titled-page.tsx'
import type { PageContext } from '../../web/web.ts'
import type { Place } from './register-page.tsx'

/** More faults are counted, not listed. */
const MOST_FAULTS = 200

export const FILE = {
  file: file({
    label: 'Which file?',
    size: 'm',
    hint: 'An Excel workbook, of which the first sheet is read, or CSV in UTF-8. At most 20,000 rows and 10 MB. The first row names the columns.',
    accept: ['xlsx', 'csv'],
  }),
}

/** What the pages of a sent file stand on. */
export interface SentPlace extends Place {
  readonly file: SentFile
}

export interface FilePlace extends Place {
  readonly file: RegisterFile
}

interface FramedProps extends Place {
  c: PageContext
  title: string
  form: ShownForm
  wide?: boolean
  children: Child
}

/** What these pages have in common. */
export function FileFrame({ c, view, register, title, form, wide = false, children }: FramedProps) {
  const { organisation } = view
  return (
    <TitledPage
      c={c}
      title={title}
      caption={register.title}
      within={[register.title]}
      organisation={organisation}
      current="tasks"
      crumbs={[
        { href: paths.tasks(organisation.id), text: 'Questions' },
        { href: paths.register(organisation.id, register.id), text: register.title },
      ]}
      form={form}
      wide={wide}
    >
      {children}
    </TitledPage>
  )
}

interface FilePageProps extends Place {
  c: PageContext
  form: ShownForm
  /** A file that was sent and not brought in. */
  sent: (Pick<SentFile, 'isKnown'> & { readonly name: string }) | undefined
  /** Of the file that was sent now. */
  faults?: readonly Fault[]
}

export function FilePage({ c, view, register, form, sent, faults = [] }: FilePageProps) {
  const { id } = view.organisation
  const download = (format: string) => paths.registerDownload(id, register.id, format)
  const { many } = register.row
  return (
    <FileFrame {...{ c, view, register, form }} title={`A file of ${many}`}>
      <p>
        You see what the file would change before anything happens. Then all of it is done, or nothing. A file
        never deletes a {register.row.one}, and a blank cell leaves what stands.
      </p>
      {sent !== undefined && (
        <p>
          You sent <bdi class="wr-typed">{sent.name}</bdi> and have not brought it in:{' '}
          <a href={(sent.isKnown ? paths.registerPreview : paths.registerColumns)(id, register.id)}>
            go on with it
          </a>
          .
        </p>
      )}
      <FileFaults faults={faults} />
      <FormBox of={form} button="Show what it would change" />
      <h2 class="nhsuk-heading-m">Which columns?</h2>
      <p>
        Your own. You say once what each of them is, and what your words stand for; the next file is read the
        same way. What is brought in is your word, never evidence: where it changes a cell that had evidence,
        that evidence ends.
      </p>
      {decide('read-whole', c.get('person'), id) === 'allowed' && (
        <>
          <h2 class="nhsuk-heading-m">Take the list out</h2>
          <p>
            As an <a href={download('xlsx')}>Excel workbook</a> or as <a href={download('csv')}>CSV</a>.
            Change it there, and send it here again. This is entered in the trail.
          </p>
        </>
      )}
    </FileFrame>
  )
}

/** `count`: of all, where fewer are given. */
export function FileFaults({ faults, count = faults.length }: { faults: readonly Fault[]; count?: number }) {
  if (faults.length === 0) return <></>
  const shown = faults.slice(0, MOST_FAULTS)
  return (
    <>
      <Table
        caption="What is wrong, by row of the file"
        columns={[{ header: 'Row or line' }, { header: 'Column' }, { header: 'What to do' }]}
        rows={shown.map(({ line, column, message }) => [
          line,
          column === undefined ? 'The whole row' : <bdi class="wr-typed">{column}</bdi>,
          <bdi>{message}</bdi>,
        ])}
      />
      {count > shown.length && <p>And {count - shown.length} more.</p>}
    </>
  )
}
