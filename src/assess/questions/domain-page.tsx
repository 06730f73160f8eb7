/** The questions of one domain with their states, the register beside those that it feeds. */
import type { Domain } from '../../rules/model.ts'
import { countWords } from '../../report/words.ts'
import type { AssessmentView } from '../../service/views.ts'
import type { DomainNotes } from '../../service/noting.ts'
import { waitingFor } from '../carrying/waiting.ts'
import { ClosedNotice } from '../closed-notice.tsx'
import { ActionLink } from '../../web/components/button.tsx'
import { Tag, type Task, TaskList } from '../../web/components/lists.tsx'
import { Pagination } from '../../web/components/links.tsx'
import { TitledPage } from '../../web/titled-page.tsx'
import { isBeingFilledIn, mayDo, mayRead } from '../editing.ts'
import { paths } from '../../web/paths.ts'
import { progressOf, questionStates, type Stop, stopsOf } from '../progress.ts'
import type { PageContext } from '../../web/web.ts'
import { StateTag } from './answer-words.tsx'
import { NoteText } from '../../web/components/note.tsx'
import { aboutOf, isOpen, placesOf } from './walk.ts'

interface DomainPageProps {
  c: PageContext
  view: AssessmentView
  domain: Domain
  /** Open comments by question. */
  openComments: Readonly<Record<string, number>>
  /** To the SIRO; undefined: none, or not for this person. */
  note: DomainNotes[string] | undefined
}

export function DomainPage({ c, view, domain, openComments, note }: DomainPageProps) {
  const { id } = view.organisation
  const states = questionStates(view)
  const own = states.filter((one) => one.question.domain === domain.id)
  const stops = stopsOf(domain, states)
  const { answered, shown } = progressOf(own)
  const waiting = waitingFor(c, view, domain).length
  const hidden = own.filter((one) => one.hidden).length
  const open = placesOf(c, view, states).find((place) => place.domain === domain.id && isOpen(place.stop))
  const next = isBeingFilledIn(view) ? open : undefined
  const { domains } = view.ruleSet
  const mayWrite = mayDo(c, view, 'write-note')
  const link = (other: Domain | undefined) =>
    other && mayRead(c, id, { domain: other.id })
      ? { href: paths.domain(id, other.id), text: other.title }
      : undefined
  return (
    <TitledPage
      c={c}
      title={domain.title}
      organisation={view.organisation}
      current="tasks"
      crumbs={[{ href: paths.tasks(id), text: 'Questions' }]}
    >
      <p class="nhsuk-lede-text">{domain.lead}</p>
      <ClosedNotice view={view} />
      <p>
        {answered} of {countWords(shown, 'question')} answered.
        {hidden > 0 && (
          <> {countWords(hidden, 'question')} not asked, because of your answers on the scope page.</>
        )}
      </p>
      {mayDo(c, view, 'assign') && (
        <p>
          <a href={paths.newAssignment(id, `domain:${domain.id}`)}>Share this part out</a>
        </p>
      )}
      {waiting > 0 && (
        <p>
          <a href={paths.confirmDomain(id, domain.id)}>
            Confirm {countWords(waiting, 'answer')} carried forward, together
          </a>
        </p>
      )}
      {next && <ActionLink href={next.href}>{answered === 0 ? 'Start' : 'Go on'}</ActionLink>}
      <TaskList id={domain.id} tasks={stops.map((stop) => taskOf(c, view, stop, openComments))} />
      {(note?.value !== undefined || mayWrite) && <h2 class="nhsuk-heading-m">Note for the SIRO</h2>}
      <NoteText note={note} />
      {mayWrite && (
        <p>
          <a href={paths.note(id, domain.id)}>
            {note?.value === undefined ? 'Write a note for the SIRO' : 'Change the note'}
          </a>
        </p>
      )}
      <Pagination previous={link(domains[domain.index - 1])} next={link(domains[domain.index + 1])} />
    </TitledPage>
  )
}

function taskOf(
  c: PageContext,
  view: AssessmentView,
  stop: Stop,
  openComments: DomainPageProps['openComments'],
): Task {
  const { id } = view.organisation
  if (stop.kind === 'question') {
    const { question } = stop.state
    const open = openComments[question.id] ?? 0
    return {
      name: question.text,
      href: paths.question(id, question.domain, question.id),
      hint: `Who usually knows: ${question.knows}${open === 0 ? '' : ` (${countWords(open, 'open comment')})`}`,
      status: <StateTag state={stop.state} />,
    }
  }
  const { register, feeds } = stop
  const rows = view.registers[register.id]?.rows.length ?? 0
  return {
    name: `Register: ${register.title}`,
    ...(mayRead(c, id, aboutOf(view.ruleSet, stop)) ? { href: paths.register(id, register.id) } : {}),
    hint: (
      <>
        {countWords(rows, register.row.one, register.row.many)}. It answers{' '}
        {countWords(feeds.length, 'question')}:
        <ul class="nhsuk-list nhsuk-list--bullet nhsuk-u-margin-top-2">
          {feeds.map(({ question }) => (
            <li>{question.short}</li>
          ))}
        </ul>
      </>
    ),
    status: view.registers[register.id]?.complete ? (
      <Tag colour="green">Complete</Tag>
    ) : (
      <Tag colour="blue">{rows === 0 ? 'Not started' : 'Not complete'}</Tag>
    ),
  }
}
