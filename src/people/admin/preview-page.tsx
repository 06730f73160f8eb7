/** What an import would change, in order of how much it asks of the administrator; and the form that applies it. */
import type { Child } from 'hono/jsx'
import * as v from 'valibot'
import type { OrganisationRow as FileRow } from '../../exchange/organisations.ts'
import { countWords, dateWords } from '../../report/words.ts'
import type { ImportPreview } from '../../service/importing.ts'
import { cohortName } from './cohorts.ts'
import { Button } from '../../web/components/button.tsx'
import { messageFor } from '../../web/components/error-summary.tsx'
import { Select } from '../../web/components/inputs.tsx'
import { SummaryList } from '../../web/components/lists.tsx'
import { Details, InsetText } from '../../web/components/panels.tsx'
import { Table } from '../../web/components/table.tsx'
import { anew, type Field, hidden } from '../../web/fields.tsx'
import { FieldOf, type ShownForm } from '../../web/shown-form.tsx'
import { instantWords } from '../../web/times.ts'
import { TitledPage } from '../../web/titled-page.tsx'
import type { PageContext } from '../../web/web.ts'
import { addresses } from './addresses.ts'
import { FIELD_NAMES, kindItems, valueWords } from './words.ts'

/** Name of the field with the kind of one organisation. */
export function kindField(odsCode: string): string {
  return `kind-${odsCode}`
}

/** The kinds that were chosen, by ODS code: a box for each organisation that needs one. */
const KINDS: Field<ReadonlyMap<string, string>, ReadonlyMap<string, string>> = {
  first: new Map(),
  shape: v.custom<ReadonlyMap<string, string>>(() => true),
  read: ({ form }) => {
    const prefix = kindField('')
    const ofKind = form.entries().filter(([name]) => name.startsWith(prefix))
    return new Map(ofKind.map(([name, value]) => [name.slice(prefix.length), value]))
  },
  target: (name) => name,
  show: () => <></>,
}

export function previewFields({ shown }: ImportPreview) {
  return { shown: anew(hidden(shown)), kinds: KINDS }
}

interface PreviewProps {
  c: PageContext
  preview: ImportPreview
  form: ShownForm<ReturnType<typeof previewFields>>
}

export function PreviewPage(props: PreviewProps) {
  const { c, preview, form } = props
  const { plan } = preview
  const canApply = plan.faults.length === 0 && preview.cannot === undefined
  return (
    <TitledPage
      c={c}
      title="What the file would change"
      current="organisations"
      crumbs={[
        { href: addresses.organisations, text: 'Organisations' },
        { href: addresses.import, text: 'Import organisations' },
      ]}
      form={form}
      wide
    >
      {preview.cannot !== undefined && form.refusal === undefined && (
        <InsetText>
          <p>{preview.cannot}</p>
        </InsetText>
      )}
      <p>Sent {instantWords(preview.sentAt)}. Nothing has been changed yet.</p>
      <Counts preview={preview} />
      {plan.faults.length > 0 && (
        <Table
          caption="This cannot be applied: correct the file, and send it again"
          columns={[{ header: 'Line' }, { header: 'What to do' }]}
          rows={plan.faults.map(({ line, message }) => [line, message])}
        />
      )}
      <form action={form.action} method="post" novalidate>
        <FieldOf of={form} name="shown" />
        <Added {...props} />
        <Changes preview={preview} />
        {canApply && <Apply preview={preview} />}
      </form>
      <Untouched preview={preview} />
    </TitledPage>
  )
}

function Counts({ preview: { plan } }: { preview: ImportPreview }) {
  const counts: readonly (readonly [string, number])[] = [
    ['Added', plan.added.length],
    ['Renamed', plan.renamed.length],
    ['Of another kind, region or board', plan.moved.length],
    ['Counted by another', plan.regrouped.length],
    ['Closed, or closing', plan.closed.length],
    ['Reopened', plan.reopened.length],
    ['As they are', plan.unchanged.length],
    ['Not in the file', plan.absent.length],
    ['Left out', plan.leftOut.length + plan.notAdded.length],
  ]
  const some = counts.filter(([, count]) => count > 0)
  return <SummaryList rows={some.map(([key, count]) => ({ key, value: String(count) }))} />
}

function Added(props: PreviewProps) {
  const { added } = props.preview.plan
  const unknown = added.filter(({ cohortSuggested }) => cohortSuggested === 'by-none')
  const suggested = added.filter(({ cohortSuggested }) => cohortSuggested === 'by-a-word')
  const said = added.filter(({ cohortSuggested }) => cohortSuggested === undefined)
  return (
    <>
      {unknown.length > 0 && (
        <>
          <h2 class="nhsuk-heading-l">Which kind are these {unknown.length}?</h2>
          <p>
            Their names do not tell, and a guess would be wrong for one in three. The kind decides with whom
            they are compared. Choose each.
          </p>
          <Kinds {...props} rows={unknown} />
        </>
      )}
      {suggested.length > 0 && (
        <>
          <h2 class="nhsuk-heading-l">Are these {suggested.length} of this kind?</h2>
          <p>A word of the name suggests the kind. That is not always right: change what is not.</p>
          <Kinds {...props} rows={suggested} />
        </>
      )}
      {said.length > 0 && (
        <Table
          caption={`Added, as the file says (${said.length})`}
          columns={[{ header: 'Name' }, { header: 'Code' }, { header: 'Kind' }, { header: 'Region' }]}
          rows={said.map(({ name, odsCode, cohort, region }) => [
            name,
            odsCode,
            cohortName(cohort),
            region ?? '',
          ])}
        />
      )}
    </>
  )
}

function Kinds({ c, form, rows }: PreviewProps & { rows: readonly FileRow[] }) {
  const items = [{ value: '', text: 'Choose a kind' }, ...kindItems(c.get('web').house.ruleSet)]
  return (
    <>
      {rows.map((row) => (
        <Select
          name={kindField(row.odsCode)}
          label={row.name}
          hint={`${row.odsCode}, ${row.region ?? ''}`}
          items={items}
          value={form.typed.kinds.get(row.odsCode) ?? (row.cohortSuggested === 'by-a-word' ? row.cohort : '')}
          error={messageFor(form.faults, kindField(row.odsCode))}
        />
      ))}
    </>
  )
}

function Changes({ preview: { plan } }: { preview: ImportPreview }) {
  const none: ReadonlyMap<string, string> = new Map()
  const rows: Child[][] = [
    ...plan.renamed.map(({ row, from, to }) => [row.odsCode, FIELD_NAMES.name, from ?? '–', to]),
    ...plan.moved.map(({ row, what, from, to }) => [
      `${row.name} (${row.odsCode})`,
      FIELD_NAMES[what],
      valueWords(what, from, none),
      valueWords(what, to, none),
    ]),
    ...plan.regrouped.map(({ row, from, to }) => [
      `${row.name} (${row.odsCode})`,
      FIELD_NAMES.lead,
      from === row.odsCode ? 'Itself' : (from ?? '–'),
      to === row.odsCode ? 'Itself' : to,
    ]),
    ...plan.closed.map(({ row, from, to }) => [
      `${row.name} (${row.odsCode})`,
      FIELD_NAMES['closed-on'],
      from === undefined ? 'Open' : dateWords(from),
      dateWords(to),
    ]),
    ...plan.reopened.map(({ row, organisation }) => [
      `${row.name} (${row.odsCode})`,
      FIELD_NAMES['closed-on'],
      dateWords(organisation.closedOn ?? ''),
      'Open',
    ]),
  ]
  if (rows.length === 0) return <></>
  return (
    <>
      <Table
        caption="Changed"
        captionSize="l"
        columns={[{ header: 'Organisation' }, { header: 'What' }, { header: 'Now' }, { header: 'Then' }]}
        rows={rows}
      />
      {plan.closed.length > 0 && (
        <p>
          The file does not say which organisation a closed one merged into. Choose that on its own page
          afterwards.
        </p>
      )}
    </>
  )
}

function Apply({ preview: { plan } }: { preview: ImportPreview }) {
  const changes = [plan.renamed, plan.moved, plan.regrouped, plan.closed, plan.reopened].flat().length
  if (plan.added.length + changes === 0)
    return (
      <InsetText>
        <p>
          The file would change nothing. <a href={addresses.organisations}>Back to the organisations</a>
        </p>
      </InsetText>
    )
  return (
    <>
      <p>
        This adds {countWords(plan.added.length, 'organisation')} and makes {countWords(changes, 'change')}.
        What was before is kept on the page of each.
      </p>
      <div class="wr-actions">
        <Button>Do all of this</Button>
        <a href={addresses.organisations}>Do nothing</a>
      </div>
    </>
  )
}

function Untouched({ preview: { plan } }: { preview: ImportPreview }) {
  const out = [
    ...plan.leftOut.map(({ line, odsCode, name, noRegion = '' }) => ({
      line,
      what: `${name} (${odsCode})`,
      reason: noRegion,
    })),
    ...plan.notAdded.map(({ line, odsCode, name, closedOn }) => ({
      line,
      what: `${name} (${odsCode})`,
      reason: `It closed on ${dateWords(closedOn ?? '')}, and is not here.`,
    })),
  ]
  return (
    <>
      {out.length > 0 && (
        <Details summary={`Left out of the file: ${out.length}`}>
          <ul class="nhsuk-list nhsuk-list--bullet">
            {out.map(({ line, what, reason }) => (
              <li>
                Line {line}: {what}. {reason}
              </li>
            ))}
          </ul>
        </Details>
      )}
      {plan.absent.length > 0 && (
        <Details summary={`Open here, and not in the file: ${plan.absent.length}`}>
          <p>They stay as they are. If one has closed, record that on its own page.</p>
          <ul class="nhsuk-list nhsuk-list--bullet">
            {plan.absent.map(({ id, name }) => (
              <li>
                <a href={addresses.organisation(id)}>{name}</a>
              </li>
            ))}
          </ul>
        </Details>
      )}
    </>
  )
}
