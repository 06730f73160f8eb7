/** One pack as it was issued: what changed since, its files with their digests, and both papers. */
import { changesSince, type FigureChange } from '../../report/pack.ts'
import { countWords, upperFirst } from '../../report/words.ts'
import { dayWords } from '../../calendar.ts'
import { decide } from '../../service/permission.ts'
import { type IssuedPack, WORKBOOK } from '../../service/packs.ts'
import type { Figure } from '../../report/blocks.ts'
import { Details } from '../../web/components/panels.tsx'
import { Table } from '../../web/components/table.tsx'
import { paths } from '../../web/paths.ts'
import { TitledPage } from '../../web/titled-page.tsx'
import { getPerson, type PageContext } from '../../web/web.ts'
import { PaperBlocks } from './paper.tsx'

interface PackPageProps {
  c: PageContext
  issued: IssuedPack
  /** As the same paper would say them now. */
  now: readonly Figure[]
}

export function PackPage({ c, issued, now }: PackPageProps) {
  const { organisation, pack, files, id } = issued
  const changes = changesSince(pack.figures, now)
  const readsWorkbook = decide('read-whole', getPerson(c), organisation.id) === 'allowed'
  const given = files.filter(({ name }) => name !== WORKBOOK || readsWorkbook)
  return (
    <TitledPage
      c={c}
      title="Board papers"
      heading={<bdi>{issued.title}</bdi>}
      caption="Board papers"
      size="l"
      organisation={organisation}
      crumbs={[{ href: paths.packs(organisation.id), text: 'Board papers' }]}
      current="board"
      state={
        <>
          Issued on {dayWords(issued.issuedAt)} by <bdi>{issued.issuedBy}</bdi>. {changedWords(changes)}
        </>
      }
      wide
    >
      <Table
        caption="Files"
        captionSize="s"
        columns={['File', 'Digest (SHA-256)'].map((header) => ({ header }))}
        rows={given.map(({ name, sha256 }) => [
          <a
            href={
              name === WORKBOOK
                ? paths.packWorkbook(organisation.id, id)
                : paths.packFile(organisation.id, id, name)
            }
            download
          >
            {FILES[name] ?? name}
          </a>,
          <code class="wr-digest">{sha256}</code>,
        ])}
      />
      {!files.some(({ name }) => name.endsWith('.pdf')) && (
        <p>This service cannot make PDFs where it runs. Print this page instead: both parts are on it.</p>
      )}
      {changes.length > 0 && (
        <Details summary={`Changes since issue: ${countWords(changes.length, 'figure')}`}>
          <Table
            caption="Changes since issue"
            captionHidden
            compact
            columns={['Figure', 'As issued', 'Now'].map((header) => ({ header }))}
            rows={changes.map(({ label, from, to }) => [label, from ?? 'Not there', to ?? 'Gone'])}
          />
        </Details>
      )}
      {([1, 2] as const).map((part) => (
        <Details summary={part === 1 ? 'Part 1: public' : 'Part 2: private'} printed>
          <p>
            <strong>{pack.papers[part].marking}</strong>. <bdi>{pack.papers[part].says}</bdi>
          </p>
          <PaperBlocks blocks={pack.papers[part].blocks} />
        </Details>
      ))}
    </TitledPage>
  )
}

/** What each file is, by its name. */
const FILES: Readonly<Record<string, string>> = {
  'part-1.docx': 'Part 1 (Word)',
  'part-1.pdf': 'Part 1 (PDF)',
  'part-2.docx': 'Part 2 (Word)',
  'part-2.pdf': 'Part 2 (PDF)',
  [WORKBOOK]: 'Answers, sums, risks, attacks, lessons and actions (Excel)',
}

function changedWords(changes: readonly FigureChange[]): string {
  if (changes.length === 0) return 'No figure has changed since.'
  return `${upperFirst(countWords(changes.length, 'figure'))} ${changes.length === 1 ? 'has' : 'have'} changed since.`
}
