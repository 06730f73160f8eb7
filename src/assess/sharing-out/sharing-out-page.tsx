/** For the lead: each section with who has it and how far it is, and a form that gives several at once; below it, each person's parts. */
import { countWords, dateWords, joinWords } from '../../report/words.ts'
import { closedWords } from '../../service/permission.ts'
import { ButtonForm } from '../../web/components/button-form.tsx'
import { Tag } from '../../web/components/lists.tsx'
import { Details, NotificationBanner } from '../../web/components/panels.tsx'
import { Table } from '../../web/components/table.tsx'
import { choice, day, dayInOne, type Field } from '../../web/fields.tsx'
import type { TypedDate } from '../../web/components/inputs.tsx'
import { FieldOf, FormBox, type ShownForm } from '../../web/shown-form.tsx'
import { isClosed, mayDo } from '../editing.ts'
import { TitledPage } from '../../web/titled-page.tsx'
import { alsoWithWords, type PartState, partState, statesOfPart } from '../parts.ts'
import { paths } from '../../web/paths.ts'
import { progressOf, type QuestionState, questionStates } from '../progress.ts'
import { ProgressTag } from '../tasks/tasks-page.tsx'
import type { PageContext } from '../../web/web.ts'
import type { Sharing } from './assign-page.tsx'

/** Of a domain, by its id: who is asked to fill it in. */
export type WhoField = `who-${string}`
/** Of a domain: its own day. */
export type DayField = `day-${string}`
export type SharingOutFields = { due: Field<TypedDate, string> } & Record<
  WhoField | DayField,
  Field<string, string>
>

export const whoFieldOf = (domain: string): WhoField => `who-${domain}`
export const dayFieldOf = (domain: string): DayField => `day-${domain}`

/** Whoever had a section last time stands in its row, while nobody has it now. */
export function sharingOutFields({ view, shared }: Sharing): SharingOutFields {
  const choices = shared.answerers.map(({ accountId, name }) => ({ value: accountId, text: name }))
  const isHeld = (domain: string) =>
    shared.assignments.some(({ kind, target }) => kind === 'domain' && target === domain)
  const fields = view.ruleSet.domains.flatMap(({ id, title }) => {
    const usual = isHeld(id) ? undefined : shared.usual.get(id)
    const field = choice({
      label: <span class="nhsuk-u-visually-hidden">Who fills in {title}</span>,
      as: 'select',
      nothing: 'No change',
      choices,
      ...(usual !== undefined && { first: usual, hint: 'As last time' }),
    })
    const ownDay = dayInOne({
      label: <span class="nhsuk-u-visually-hidden">Its own day for {title}</span>,
    })
    return [[whoFieldOf(id), field] as const, [dayFieldOf(id), ownDay] as const]
  })
  return {
    ...Object.fromEntries(fields),
    due: day({
      label: 'By when, for all that have no day of their own (optional)',
      size: 's',
      hint: 'For example, 31 3 2027.',
    }),
  }
}

interface SharingOutProps extends Sharing {
  c: PageContext
  form: ShownForm<SharingOutFields>
  /** What was just done, said at the top. */
  done?: string | undefined
}

export function SharingOutPage(props: SharingOutProps) {
  const { c, view, shared, form, done } = props
  const { id } = view.organisation
  const states = questionStates(view)
  const now = c.get('web').house.now()
  const parts = shared.assignments.map((one) => partState(view.ruleSet, states, one, now))
  const late = parts.filter((part) => part.late).length
  return (
    <TitledPage
      c={c}
      title="Who fills in what"
      organisation={view.organisation}
      current="tasks"
      crumbs={[{ href: paths.tasks(id), text: 'Questions' }]}
      wide
      form={form}
      above={done !== undefined && <NotificationBanner success heading={done} />}
    >
      <p>
        A contributor can open what you share out with them, and nothing else. Several people may have the
        same part: each of them may answer.
      </p>
      {late > 0 && (
        <p>
          <Tag colour="red">Late</Tag> {countWords(late, 'part')} past {late === 1 ? 'its' : 'their'} day.
        </p>
      )}
      {mayDo(c, view, 'assign') ? (
        <FormBox of={form} button="Share out">
          <Sections {...props} parts={parts} states={states} />
          <FieldOf of={form} name="due" />
        </FormBox>
      ) : (
        <>
          <p>
            {isClosed(view)
              ? closedWords(view.closed)
              : 'This assessment was submitted or signed: it is not shared out now.'}
          </p>
          <Sections {...props} parts={parts} states={states} />
        </>
      )}
      {mayDo(c, view, 'assign') && (
        <p>
          <a href={paths.newAssignment(id)}>Share out one question, or a part with a note</a>
        </p>
      )}
      <People {...props} parts={parts} states={states} />
    </TitledPage>
  )
}

interface WithStates extends SharingOutProps {
  readonly parts: readonly PartState[]
  readonly states: readonly QuestionState[]
}

/** One row a section: how far it is, who has it, and who is to. */
function Sections({ c, view, shared, form, parts, states }: WithStates) {
  const editable = mayDo(c, view, 'assign')
  const isHere = ({ assignment }: PartState) =>
    shared.answerers.some(({ accountId }) => accountId === assignment.accountId)
  const columns = [
    'Section',
    'So far',
    'Who has it',
    ...(editable ? ['Share it out with', 'Its own day, such as 31 3 2027'] : []),
  ]
  return (
    <Table
      caption="Sections, with who fills them in"
      captionHidden
      columns={columns.map((header) => ({ header }))}
      rows={view.ruleSet.domains.map(({ id, title }) => {
        const own = statesOfPart(view.ruleSet, { kind: 'domain', target: id }, states)
        const some = parts.filter(isHere).flatMap((part) => {
          const held = statesOfPart(view.ruleSet, part.assignment, states)
          const count = own.filter((one) => held.includes(one) && !one.hidden).length
          return count === 0 ? [] : [{ part, count }]
        })
        const all = own.filter((one) => !one.hidden).length
        return [
          title,
          <ProgressTag {...progressOf(own)} />,
          some.length === 0 ? (
            'Nobody: left to the lead'
          ) : (
            <ul class="nhsuk-list nhsuk-u-margin-bottom-0">
              {some.map(({ part, count }) => (
                <li>
                  <bdi>{nameOf(shared, part)}</bdi>
                  {count < all && ` (${count} of ${all})`}
                  {part.assignment.due !== undefined && `, by ${dateWords(part.assignment.due)}`}{' '}
                  {part.late && <Tag colour="red">Late</Tag>}
                </li>
              ))}
            </ul>
          ),
          ...(editable
            ? [<FieldOf of={form} name={whoFieldOf(id)} />, <FieldOf of={form} name={dayFieldOf(id)} />]
            : []),
        ]
      })}
    />
  )
}

const nameOf = ({ answerers }: Sharing['shared'], { assignment }: PartState): string =>
  answerers.find(({ accountId }) => accountId === assignment.accountId)?.name ?? ''

/** Each person's parts with their notes, to be taken back; those of people who left stand open. */
function People({ c, view, shared, parts, states }: WithStates) {
  const editable = mayDo(c, view, 'assign')
  const { id } = view.organisation
  const people = shared.answerers.flatMap(({ accountId, name }) => {
    const own = parts.filter(({ assignment }) => assignment.accountId === accountId)
    return own.length === 0 ? [] : [{ name, own }]
  })
  const gone = parts.filter((part) => !people.some(({ own }) => own.includes(part)))
  return (
    <>
      {gone.length > 0 && (
        <>
          <h2 class="nhsuk-heading-m">People who can no longer fill it in</h2>
          <p>They left, or their role changed. Share these parts out again.</p>
          <Parts id={id} who="people who left" parts={gone} editable={editable} />
        </>
      )}
      {people.length > 0 && (
        <Details summary={`Parts by person: ${joinWords(people.map(({ name }) => name))}`}>
          {people.map(({ name, own }) => {
            const all = new Set(
              own.flatMap(({ assignment }) => statesOfPart(view.ruleSet, assignment, states)),
            )
            const { answered, shown } = progressOf([...all])
            return (
              <>
                <h3 class="nhsuk-heading-s nhsuk-u-margin-bottom-2">
                  <bdi>{name}</bdi>
                </h3>
                {shown > 0 && (
                  <p>
                    {answered} of {countWords(shown, 'question')} answered.
                  </p>
                )}
                <Parts id={id} who={name} parts={own} editable={editable} />
              </>
            )
          })}
        </Details>
      )}
    </>
  )
}

function Parts(props: { id: string; who: string; parts: readonly PartState[]; editable: boolean }) {
  const { id, who, parts, editable } = props
  const columns = ['Part', 'So far', 'Due', 'Note', ...(editable ? ['Change'] : [])]
  return (
    <Table
      caption={`Parts of ${who}`}
      captionHidden
      columns={columns.map((header) => ({ header }))}
      rows={parts.map(({ assignment, title, progress, late }) => [
        <>
          {assignment.kind === 'question' ? `Question: ${title}` : title}
          {alsoWithWords(assignment) !== undefined && (
            <div class="nhsuk-hint nhsuk-u-margin-bottom-0">
              Also with <bdi>{alsoWithWords(assignment)}</bdi>.
            </div>
          )}
        </>,
        <ProgressTag {...progress} />,
        <>
          <span class="wr-count">
            {assignment.due === undefined ? 'No day set' : dateWords(assignment.due)}
          </span>{' '}
          {late && <Tag colour="red">Late</Tag>}
        </>,
        <bdi class="wr-typed">{assignment.note}</bdi>,
        ...(editable
          ? [
              <ButtonForm
                action={paths.endAssignment(id, assignment.id)}
                button="Take back"
                about={` ${title} from ${who}`}
                variant="link"
              />,
            ]
          : []),
      ])}
    />
  )
}
