/** The form of one action: what is done, who does it by when, what it takes, and what became of it. */
import { randomUUID } from 'node:crypto'
import * as v from 'valibot'
import { isUnowned, SOURCES } from '../../report/planned-actions.ts'
import type { Improvements } from '../../rules/model.ts'
import { LONGEST_TITLE, LONGEST_WORD, NO_TITLE } from '../../service/changing-actions.ts'
import { saysSomething } from '../../text.ts'
import { type EditedAction, type PlannedWork } from '../../service/planned-actions.ts'
import { anew, choice, day, type GivenIn, hidden, line, text, version, when } from '../../web/fields.tsx'
import { paths } from '../../web/paths.ts'
import { FormBox, type ShownForm } from '../../web/shown-form.tsx'
import { TitledPage } from '../../web/titled-page.tsx'
import type { PageContext } from '../../web/web.ts'

export interface Editing extends EditedAction {
  readonly improvements: Improvements | undefined
}

const STATES = [
  { value: 'open', text: 'Open' },
  { value: 'done', text: 'Done', reveals: ['shown-by'] },
  { value: 'dropped', text: 'Dropped: it will not be done', reveals: ['why-dropped'] },
] as const

/** Pounds as somebody types them. */
const POUNDS = v.pipe(
  v.string(),
  v.transform((typed) => typed.trim().replaceAll(/[£,\s]/g, '')),
  v.regex(/^\d{0,10}$/, 'Enter whole pounds, such as 12000.'),
)

export function actionFields({ action, people, improvements }: Editing) {
  const isNew = action === undefined
  return {
    // So that a form sent twice adds one.
    id: hidden(action?.id ?? randomUUID()),
    version: anew(version(action?.version ?? 0)),
    title: text({
      label: 'What is done',
      hint: 'One thing, in one sentence that begins with a verb.',
      rows: 2,
      most: LONGEST_TITLE,
      first: action?.title,
      shape: v.pipe(v.string(), v.check(saysSomething, NO_TITLE)),
    }),
    owner: choice({
      label: 'Who does it',
      hint: 'Somebody who belongs here is told by email when it is late.',
      as: 'select',
      nothing: 'Nobody yet, or somebody else',
      first: action?.ownerId,
      choices: people.map(({ id, name }) => ({ value: id, text: name })),
    }),
    'owner-name': line({
      label: 'Somebody else',
      hint: 'A person, such as the head of networks; not a team.',
      first: action?.ownerId === undefined ? action?.ownerName : '',
    }),
    due: day({ label: 'By which day', first: action?.due, called: 'By which day' }),
    reason: text({
      label: 'If nobody does it yet, or there is no day: why',
      rows: 2,
      most: LONGEST_WORD,
      first: action?.reason,
    }),
    size: choice({
      label: 'How much work it is',
      as: 'select',
      nothing: 'Not estimated',
      first: action?.size,
      choices: (improvements?.sizes ?? []).map(({ id, name, days }) => ({
        value: id,
        text: `${name}: ${days[0]} to ${days[1]} staff days`,
      })),
    }),
    pounds: line({
      label: 'What it costs in the first year, in pounds',
      hint: 'Without the time of your own staff. Leave it empty if nobody knows.',
      numeric: true,
      width: 10,
      first: action?.pounds === undefined ? '' : String(action.pounds),
      shape: POUNDS,
    }),
    funded: choice({
      label: 'Is the money approved?',
      small: true,
      first: action?.funded === true ? 'yes' : 'no',
      choices: [
        { value: 'yes', text: 'Yes' },
        { value: 'no', text: 'Not yet, or there is none to approve' },
      ],
    }),
    state: when(
      !isNew,
      choice({ label: 'How it stands', small: true, first: action?.state ?? 'open', choices: STATES }),
    ),
    'shown-by': when(
      !isNew,
      text({
        label: 'What shows that it is done',
        hint: 'Say what it is and where it lies, such as “Test report of 3 March, in the audit folder”.',
        rows: 2,
        most: LONGEST_WORD,
        first: action?.state === 'done' ? action.outcome : '',
      }),
    ),
    'why-dropped': when(
      !isNew,
      text({
        label: 'Why it will not be done',
        rows: 2,
        most: LONGEST_WORD,
        first: action?.state === 'dropped' ? action.outcome : '',
      }),
    ),
  }
}

/** What the form says, as it is saved. */
export function workOf(given: GivenIn<ReturnType<typeof actionFields>>): PlannedWork {
  const { title, owner, due, size, pounds, funded, reason, state = 'open' } = given
  return {
    title,
    ownerId: owner === '' ? undefined : owner,
    ownerName: given['owner-name'],
    due: due === '' ? undefined : due,
    size: size === '' ? undefined : size,
    pounds: pounds === '' ? undefined : Number(pounds),
    funded: funded === 'yes',
    reason,
    state: state === 'done' || state === 'dropped' ? state : 'open',
    outcome: (state === 'done' ? given['shown-by'] : given['why-dropped']) ?? '',
  }
}

export function ActionPage({ c, of, form }: { c: PageContext; of: Editing; form: ShownForm }) {
  const { organisation, action } = of
  const list = paths.actions(organisation.id)
  return (
    <TitledPage
      c={c}
      title={action === undefined ? 'A new action' : 'An action'}
      heading={action === undefined ? undefined : <bdi>{action.title}</bdi>}
      size="l"
      caption={action === undefined ? undefined : SOURCES[action.source]}
      organisation={organisation}
      crumbs={[{ href: list, text: 'Actions' }]}
      form={form}
    >
      {action !== undefined && action.state === 'open' && isUnowned(action) && (
        <p>It needs an owner and a day, or the reason why there is none.</p>
      )}
      <FormBox of={form} button="Save the action" cancel={list} />
    </TitledPage>
  )
}
