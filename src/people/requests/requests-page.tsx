/** What waits: what somebody asks for that takes two persons, for who may agree to it, who may stop it, and who asked. */
import type { Child } from 'hono/jsx'
import type { Request } from '../../service/waiting.ts'
import { ButtonForm } from '../../web/components/button-form.tsx'
import { SummaryList } from '../../web/components/lists.tsx'
import { Details, NotificationBanner } from '../../web/components/panels.tsx'
import { paths } from '../../web/paths.ts'
import type { ShownForm } from '../../web/shown-form.tsx'
import { instantWords } from '../../web/times.ts'
import { TitledPage } from '../../web/titled-page.tsx'
import type { PageContext } from '../../web/web.ts'

const SAID: Readonly<Record<string, string>> = {
  asked: 'You have asked. It waits for somebody else, or for its day.',
  agreed: 'You have agreed. Somebody else must agree too.',
  done: 'It has taken effect.',
  stopped: 'It is stopped.',
}

interface RequestsProps {
  c: PageContext
  requests: readonly Request[]
  /** What was done last, by the word in the address. */
  done?: string | undefined
  form?: ShownForm
}

export function RequestsPage({ c, requests, done = '', form }: RequestsProps) {
  const said = SAID[done]
  return (
    <TitledPage
      c={c}
      title="What waits"
      current="requests"
      above={said !== undefined && <NotificationBanner success heading={said} />}
      form={form}
    >
      <p>
        Some acts take two persons. One asks, those concerned are told, and somebody else agrees. Anybody who
        is told may stop it until it takes effect.
      </p>
      {requests.length === 0 && <p>Nothing waits for you now.</p>}
      {requests.map((request) => (
        <One request={request} />
      ))}
      <Details summary="Who may agree">
        <p>
          Whoever agrees must have first signed in 30 days ago or earlier. Whoever asks must not have invited
          them, or let them back in, within 90 days.
        </p>
        <p>
          Ward Round cannot know whether two accounts are two people. Before you agree, ask whoever asked: in
          person, or by a number that you knew before.
        </p>
      </Details>
    </TitledPage>
  )
}

function One({ request }: { request: Request }) {
  const { proposal, wish, isOwn, mayAgree, mayFinish } = request
  const reason = proposal.details['reason']
  return (
    <section aria-labelledby={`request-${proposal.id}`}>
      <h2 class="nhsuk-heading-m" id={`request-${proposal.id}`}>
        {isOwn ? 'You ask' : <bdi>{proposal.asked.name} asks</bdi>} to <bdi>{wish}</bdi>
      </h2>
      <SummaryList
        rows={[
          { key: 'Asked', value: instantWords(proposal.asked.at) },
          ...(reason === undefined ? [] : [{ key: 'Reason', value: <bdi>{reason}</bdi> }]),
          ...proposal.agreed.map((one) => ({
            key: 'Agreed',
            value: (
              <bdi>
                {one.name}, {instantWords(one.at)}
              </bdi>
            ),
          })),
          { key: 'Takes effect', value: effectWords(request) },
        ]}
      />
      <div class="wr-actions">
        {mayAgree && <Agreeing request={request} />}
        {mayFinish && <Act id={proposal.id} act="agree" text="Let it take effect now" wish={wish} />}
        <Act
          id={proposal.id}
          act="stop"
          text={isOwn ? 'Withdraw' : 'Stop it'}
          wish={wish}
          isSecondary={isOwn}
        />
      </div>
    </section>
  )
}

function effectWords({ proposal, agreers, isNeverByTime, mayAgree }: Request): Child {
  const who = agreers.join(', ')
  if (mayAgree && agreers.length === 1) return 'When you have agreed'
  if (agreers.length > 0)
    return (
      <bdi>{agreers.length === 1 ? `When ${who} has agreed` : `When one of these has agreed: ${who}`}</bdi>
    )
  if (!isNeverByTime && proposal.dueAt !== undefined)
    return `On ${instantWords(proposal.dueAt)}, unless somebody stops it: nobody else can agree`
  return 'Not yet: nobody can agree to it now'
}

/** What is shared or deleted is agreed to where it is shown. */
function Agreeing({ request: { proposal, wish } }: { request: Request }) {
  const { id, kind, organisationId = '' } = proposal
  if (kind === 'share') return <a href={paths.sharing(organisationId)}>Read it, then agree</a>
  if (kind === 'deletion') return <a href={paths.keeping(organisationId)}>Read it, then confirm</a>
  return <Act id={id} act="agree" text="Agree" wish={wish} />
}

function Act(props: { id: string; act: string; text: string; wish: string; isSecondary?: boolean }) {
  const { id, act, text, wish, isSecondary = false } = props
  return (
    <ButtonForm
      action={paths.request(id)}
      name="act"
      value={act}
      button={text}
      about={`: ${wish}`}
      {...(act === 'agree' ? {} : { variant: isSecondary ? 'secondary' : 'warning' })}
    />
  )
}
