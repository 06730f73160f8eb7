/** Every pack of board papers that was issued, the newest first. */
import { dayWords } from '../../calendar.ts'
import { countWords } from '../../report/words.ts'
import { decide } from '../../service/permission.ts'
import type { PackList } from '../../service/packs.ts'
import { Table } from '../../web/components/table.tsx'
import { paths } from '../../web/paths.ts'
import { TitledPage } from '../../web/titled-page.tsx'
import { getPerson, type PageContext } from '../../web/web.ts'

export function PacksPage({ c, list }: { c: PageContext; list: PackList }) {
  const { organisation, packs } = list
  const [newest] = packs
  return (
    <TitledPage
      c={c}
      title="Board papers"
      heading={
        newest === undefined
          ? 'No board papers have been issued yet'
          : `${countWords(packs.length, 'pack')} of board papers ${packs.length === 1 ? 'was' : 'were'} issued, the last on ${dayWords(newest.issuedAt)}`
      }
      caption="Board papers"
      size="l"
      organisation={organisation}
      crumbs={[{ href: paths.board(organisation.id), text: 'Board page' }]}
      current="board"
      wide
    >
      <p>
        A pack is what a board gets before its meeting: a public paper without results, and a private one
        whose numbers stay as they were when it was issued.
      </p>
      {decide('issue-pack', getPerson(c), organisation.id) === 'allowed' && (
        <a class="nhsuk-button" href={paths.newPack(organisation.id)}>
          Issue board papers
        </a>
      )}
      {packs.length > 0 && (
        <Table
          caption="Issued"
          captionHidden
          columns={['Papers', 'Issued', 'By'].map((header) => ({ header }))}
          rows={packs.map((one) => [
            <a href={paths.pack(organisation.id, one.id)}>
              <bdi>{one.title}</bdi>
            </a>,
            dayWords(one.issuedAt),
            <bdi>{one.issuedBy}</bdi>,
          ])}
        />
      )}
    </TitledPage>
  )
}
