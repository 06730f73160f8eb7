/** How one organisation's data is held and deleted, for administrators: nothing of the data itself. */
import type { AskedDeletion, DeletionRow, KeptData } from '../../service/deleting.ts'
import type { HoldRow } from '../../service/holds.ts'
import { Button } from '../../web/components/button.tsx'
import { ErrorSummary, type FormFault, messageFor } from '../../web/components/error-summary.tsx'
import { Textarea, TextInput } from '../../web/components/inputs.tsx'
import { SummaryList, Tag } from '../../web/components/lists.tsx'
import { Details, WarningCallout } from '../../web/components/panels.tsx'
import { Page } from '../../web/layout.tsx'
import { paths } from '../../web/paths.ts'
import { instantWords } from '../../web/times.ts'
import { getPerson, type PageContext } from '../../web/web.ts'

/** As typed: two reasons and a name. */
export interface TypedKeeping {
  readonly hold: string
  readonly deletion: string
  readonly name: string
}

interface KeepingProps {
  c: PageContext
  kept: KeptData
  typed: TypedKeeping
  faults: readonly FormFault[]
}

export function KeepingPage(props: KeepingProps) {
  const { c, kept, faults } = props
  const { id, name } = kept.organisation
  return (
    <Page
      c={c}
      title="Keep and delete data"
      within={[name]}
      current="organisations"
      faulty={faults.length > 0}
      crumbs={[{ href: paths.organisationRecord(id), text: name }]}
    >
      <ErrorSummary faults={faults} />
      <h1 class="nhsuk-heading-xl" id="main">
        <span class="nhsuk-caption-xl">
          <bdi>{name}</bdi>
        </span>
        Keep and delete data
      </h1>
      <Schedule c={c} />
      <Holds {...props} />
      <Deletions {...props} />
    </Page>
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
function Step(props: {
  id: string
  act: string
  of: string
  text: string
  variant?: 'secondary' | 'warning'
}) {
  return (
    <form action={paths.keeping(props.id)} method="post" novalidate>
      <input type="hidden" name="of" value={props.of} />
      <Button name="act" value={props.act} variant={props.variant ?? 'secondary'}>
        {props.text}
      </Button>
    </form>
  )
}

function Holds({ c, kept, typed, faults }: KeepingProps) {
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
        <form action={paths.keeping(id)} method="post" novalidate>
          <Textarea
            name="hold"
            label="Why is a hold needed?"
            labelSize="s"
            rows={2}
            value={typed.hold}
            error={messageFor(faults, 'hold')}
          />
          <Button name="act" value="hold" variant="secondary">
            Ask for a hold
          </Button>
        </form>
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

function Deletions({ c, kept, typed, faults }: KeepingProps) {
  const { id } = kept.organisation
  const open = kept.asked
  return (
    <>
      <h2 class="nhsuk-heading-l">Delete all data of this organisation</h2>
      <p>
        Two administrators delete every assessment with its answers, registers, evidence, comments and
        signatures, and everybody’s roles here. It cannot be undone. These stay: the record of the
        organisation, accounts, the trail, figures that were published, and older backups.
      </p>
      {open === undefined ? (
        <form action={paths.keeping(id)} method="post" novalidate>
          <Textarea
            name="deletion"
            label="Why is everything to be deleted?"
            labelSize="s"
            rows={2}
            value={typed.deletion}
            error={messageFor(faults, 'deletion')}
          />
          <Button name="act" value="delete" variant="secondary">
            Ask for deletion
          </Button>
        </form>
      ) : (
        <Request c={c} kept={kept} typed={typed} faults={faults} request={open} />
      )}
      {kept.deletions.map((one) => (
        <Done deletion={one} />
      ))}
    </>
  )
}

function Request({ kept, typed, faults, request }: KeepingProps & { request: AskedDeletion }) {
  const { id, name } = kept.organisation
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
        <form action={paths.keeping(id)} method="post" novalidate>
          <input type="hidden" name="of" value={request.id} />
          <TextInput
            name="name"
            label={`To delete everything for good, type the name: ${name}`}
            value={typed.name}
            error={messageFor(faults, 'name')}
          />
          <Button name="act" value="confirm" variant="warning">
            Delete everything
          </Button>
        </form>
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
