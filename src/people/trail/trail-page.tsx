/** Who did what, when and from where, the newest first; never an answer itself. */
import { findQuestion } from '../../rules/find.ts'
import { actWords, detailWords } from '../../report/trail-words.ts'
import type { OrganisationTrail, TrailPart, TrailRow } from '../../service/trails.ts'
import { ButtonForm } from '../../web/components/button-form.tsx'
import { Pagination } from '../../web/components/links.tsx'
import { Table } from '../../web/components/table.tsx'
import { paths } from '../../web/paths.ts'
import { instantWords } from '../../web/times.ts'
import { TitledPage } from '../../web/titled-page.tsx'
import type { PageContext } from '../../web/web.ts'

export function TrailPage({ c, found }: { c: PageContext; found: OrganisationTrail }) {
  const { id, name } = found.organisation
  return (
    <TitledPage c={c} title="Trail" organisation={found.organisation} caption={name} wide>
      <Explained />
      <Entries c={c} part={found} />
      <Pagination {...pagesOf(c, found, (before) => paths.trail(id, before))} />
      <p>The whole trail as a table (CSV). The export itself is entered in the trail.</p>
      <ButtonForm action={paths.trailTable(id)} button="Export the trail" variant="secondary" />
    </TitledPage>
  )
}

export function AccountTrailPage({ c, found }: { c: PageContext; found: TrailPart }) {
  return (
    <TitledPage c={c} title="Trail of accounts" current="trail" marked wide>
      <Explained />
      <p>
        It holds what concerns accounts and the country. Only an organisation’s lead reads what is done inside
        it.
      </p>
      <Entries c={c} part={found} />
      <Pagination {...pagesOf(c, found, (before) => paths.accountTrail(before))} />
    </TitledPage>
  )
}

function Explained() {
  return (
    <p>
      Who did what, the newest first. Entries are only ever added: nobody can change or delete one, and each
      is chained to the one before. No entry holds an answer.
    </p>
  )
}

function Entries({ c, part }: { c: PageContext; part: TrailPart }) {
  if (part.rows.length === 0) return <p>There is no entry here.</p>
  return (
    <Table
      caption="Entries"
      captionHidden
      columns={[{ header: 'When' }, { header: 'Who' }, { header: 'Did what' }, { header: 'From where' }]}
      rows={part.rows.map((row) => [
        <span class="wr-count">{instantWords(row.at)}</span>,
        <bdi>{row.actorName}</bdi>,
        <Act c={c} row={row} />,
        row.address ?? 'Not recorded',
      ])}
    />
  )
}

function Act({ c, row }: { c: PageContext; row: TrailRow }) {
  const details = detailWords(row)
  return (
    <span>
      {actWords(row.action)}: <bdi>{nameOf(c, row.object)}</bdi>
      {details !== '' && (
        <span class="nhsuk-body-s wr-line-note">
          <bdi>{details}</bdi>
        </span>
      )}
    </span>
  )
}

/** A question by its short name, anything else as the entry has it. */
function nameOf(c: PageContext, object: string): string {
  const { ruleSet } = c.get('web').house
  return findQuestion(ruleSet, object)?.short ?? object
}

function pagesOf(c: PageContext, { before }: TrailPart, address: (before?: number) => string) {
  return {
    previous: c.req.query('before') === undefined ? undefined : { href: address(), text: 'The newest' },
    next: before === undefined ? undefined : { href: address(before), text: 'Older' },
  }
}
