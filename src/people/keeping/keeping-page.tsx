/** How one organisation's data is held and deleted, for administrators: nothing of the data itself. */
import type { AskedDeletion, DeletionRow, KeptData } from '../../service/deleting.ts'
import { type HoldRow, LONGEST_REASON } from '../../service/holds.ts'
import { ButtonForm } from '../../web/components/button-form.tsx'
import { SummaryList, Tag } from '../../web/components/lists.tsx'
import { Details, WarningCallout } from '../../web/components/panels.tsx'
import { anew, hidden, line, text } from '../../web/fields.tsx'
import { paths } from '../../web/paths.ts'
import { FieldOf, FormBox, type ShownForm } from '../../web/shown-form.tsx'
import { instantWords } from '../../web/times.ts'
import { TitledPage } from '../../web/titled-page.tsx'
import { getPerson, type PageContext } from '../../web/web.ts'

/** Two reasons and a name; `of` is the request that the page shows, or what a button is about. */
export function keepingFields({ organisation, asked }: KeptData) {
  const reason = { rows: 2, most: LONGEST_REASON }
  return {
    of: anew(hidden(asked?.id ?? '')),
    hold: text({ label: 'Why is a hold needed?', ...reason }),
    deletion: text({ label: 'Why is everything to be deleted?', ...reason }),
    name: line({ label: `To delete everything for good, type the name: ${organisation.name}` }),
  }
}

interface KeepingProps {
  c: PageContext
  kept: KeptData
  form: ShownForm<ReturnType<typeof keepingFields>>
}

export function KeepingPage(props: KeepingProps) {
  const { id, name } = props.kept.organisation
  return (
    <TitledPage
      c={props.c}
      title="Keep and delete data"
      within={[name]}
      caption={<bdi>{name}</bdi>}
      current="organisations"
      crumbs={[{ href: paths.organisationRecord(id), text: name }]}
      form={props.form}
    >
      <Schedule c={props.c} />
      <Holds {...props} />
      <Deletions {...props} />
    </TitledPage>
  )
}

function Schedule({ c }: { c: PageContext }) {
  const { keepYears } = c.get('web').house
  return (
    <p>
      {keepYears === undefined
        ? 'No schedule is set here: nothing is deleted by itself.'
        : `By the schedule here, what an assessment holds is deleted ${keepYears} ${keepYears === 1 ? 'year' : 'years'} after its reference date.`}
    </p>
  )
}

/** One button that posts what it does, and to what. */
function Step(props: { id: string; act: string; of: string; text: string; variant?: 'warning' }) {
  const { id, act, of, text, variant = 'secondary' } = props
  return (
    <ButtonForm
      action={paths.keeping(id)}
      name="act"
      value={act}
      sends={{ of }}
      button={text}
      variant={variant}
    />
  )
}

function Holds({ c, kept, form }: KeepingProps) {
  const { id } = kept.organisation
  const isHeld = kept.holds.some((hold) => hold.lifted === undefined)
  return (
    <>
      <h2 class="nhsuk-heading-l">Legal hold</h2>
      <p>
        A hold keeps everything from deletion, where the law asks for that. It keeps it from the moment
        somebody asks. A second administrator agrees, and two lift it.
      </p>
      {kept.holds.map((hold) => (
        <Hold c={c} id={id} hold={hold} />
      ))}
      {!isHeld && (
        <FormBox of={form} button="Ask for a hold" act="hold" variant="secondary">
          <FieldOf of={form} name="hold" />
        </FormBox>
      )}
    </>
  )
}

function Hold({ c, id, hold }: { c: PageContext; id: string; hold: HoldRow }) {
  const me = getPerson(c).id
  const { asked, agreed, liftAsked, lifted } = hold
  return (
    <>
      <SummaryList
        rows={[
          { key: 'State', value: holdTag(hold) },
          { key: 'Reason', value: <bdi>{hold.reason}</bdi> },
          { key: 'Asked for by', value: byWords(asked) },
          ...(agreed === undefined ? [] : [{ key: 'Agreed to by', value: byWords(agreed) }]),
          ...(liftAsked === undefined ? [] : [{ key: 'To be lifted, says', value: byWords(liftAsked) }]),
          ...(lifted === undefined ? [] : [{ key: 'Lifted by', value: byWords(lifted) }]),
        ]}
      />
      {lifted === undefined && (
        <div class="wr-actions">
          {agreed === undefined && asked.id !== me && (
            <Step id={id} act="agree" of={hold.id} text="Agree to this hold" />
          )}
          {agreed === undefined && <Step id={id} act="lift" of={hold.id} text="Withdraw this hold" />}
          {agreed !== undefined && liftAsked === undefined && (
            <Step id={id} act="ask-to-lift" of={hold.id} text="Ask to lift this hold" />
          )}
          {liftAsked !== undefined && liftAsked.id !== me && (
            <Step id={id} act="lift" of={hold.id} text="Lift this hold" variant="warning" />
          )}
          {liftAsked !== undefined && <Step id={id} act="keep" of={hold.id} text="Keep this hold" />}
        </div>
      )}
    </>
  )
}

function holdTag({ agreed, liftAsked, lifted }: HoldRow) {
  if (lifted !== undefined) return <Tag colour="grey">Lifted</Tag>
  if (agreed === undefined) return <Tag colour="yellow">Holds; somebody else must agree</Tag>
  return liftAsked === undefined ? (
    <Tag colour="blue">Holds</Tag>
  ) : (
    <Tag colour="yellow">Holds; somebody else must lift it</Tag>
  )
}

function Deletions({ kept, form }: KeepingProps) {
  const { asked, deletions } = kept
  return (
    <>
      <h2 class="nhsuk-heading-l">Delete all data of this organisation</h2>
      <p>
        Two administrators delete every assessment with its answers, registers, evidence, comments and
        signatures, and everybody’s roles here. It cannot be undone. These stay: the record of the
        organisation, accounts, the trail, figures that were published, and older backups.
      </p>
      {asked === undefined ? (
        <FormBox of={form} button="Ask for deletion" act="delete" variant="secondary">
          <FieldOf of={form} name="deletion" />
        </FormBox>
      ) : (
        <Request id={kept.organisation.id} request={asked} form={form} />
      )}
      {deletions.map((one) => (
        <Done deletion={one} />
      ))}
    </>
  )
}

function Request(props: Pick<KeepingProps, 'form'> & { id: string; request: AskedDeletion }) {
  const { id, request, form } = props
  return (
    <WarningCallout heading="Deletion asked for" level={3}>
      <p>
        {byWords(request.asked)}: <bdi>{request.reason}</bdi>
      </p>
      {!request.mayConfirm ? (
        <p>
          Another administrator must confirm it, who first signed in 30 days ago or earlier, and whom this one
          did not let in within 90 days. The organisation’s leads and SIRO are told, and may stop it.
        </p>
      ) : (
        <FormBox of={form} button="Delete everything" act="confirm" variant="warning">
          <FieldOf of={form} name="name" />
        </FormBox>
      )}
      <Step id={id} act="withdraw" of={request.id} text="Withdraw the request" />
    </WarningCallout>
  )
}

function Done({ deletion }: { deletion: DeletionRow }) {
  const { assessmentId, confirmed, proof, reason } = deletion
  return (
    <Details
      summary={`${assessmentId === undefined ? 'Everything' : 'One assessment'} was deleted on ${instantWords(confirmed.at)}`}
    >
      <p>
        {byWords(confirmed)}: <bdi>{reason}</bdi>. This is the receipt. Its digest is in the trail of
        accounts.
      </p>
      <pre class="wr-typed">{proof}</pre>
    </Details>
  )
}

function byWords({ name, at }: DeletionRow['asked']): string {
  return `${name}, ${instantWords(at)}`
}
