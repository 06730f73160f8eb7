/** What a file would change, before anything is saved: what is new, what differs with both texts, what has no place; and the choice. */
import { isDeepStrictEqual } from 'node:util'
import type { ComingAnswer, ComingContext, ComingRow } from '../../answers/incoming.ts'
import type { OpenedFile } from '../../answers/opening.ts'
import type { RegisterRow } from '../../answers/model.ts'
import type { Register, RuleSet } from '../../rules/model.ts'
import { countWords, dateWords, upperFirst } from '../../report/words.ts'
import type { ComingText } from '../../service/bringing-texts.ts'
import { type IncomingPreview, isEmpty, keyOf } from '../../service/bringing-in.ts'
import { SummaryList } from '../../web/components/lists.tsx'
import { Details, WarningCallout } from '../../web/components/panels.tsx'
import { Table } from '../../web/components/table.tsx'
import { anew, choice, hidden, ticks } from '../../web/fields.tsx'
import { paths } from '../../web/paths.ts'
import { FormBox, type ShownForm } from '../../web/shown-form.tsx'
import { TitledPage } from '../../web/titled-page.tsx'
import type { PageContext } from '../../web/web.ts'
import { OutOfDate, RuleSetChanges } from '../carrying/plan-parts.tsx'
import { AnswerWords } from '../questions/answer-words.tsx'
import { cellWords, nameOf } from '../registers/row-words.tsx'
import { contextWords } from '../scope/scope-page.tsx'

export interface Shown {
  readonly preview: IncomingPreview
  /** The file, as the page holds it. */
  readonly packed: string
  /** Of a workbook, the sheet and cell of each thing that comes in, by its key. */
  readonly places: Readonly<Record<string, string>>
}

type Coming = ComingAnswer | ComingContext | ComingRow | ComingText

const comingOf = ({ incoming, texts }: IncomingPreview): readonly Coming[] => [
  ...incoming.context,
  ...incoming.answers,
  ...incoming.rows,
  ...texts,
]
/** Where the file says it, as a path into its answers; undefined: it is no part of them. */
function pathOf(one: Coming): (string | number)[] | undefined {
  if ('kind' in one) return undefined
  return 'question' in one
    ? ['answers', one.question.id]
    : ['registers', one.register.id, 'rows', one.position]
}

export function placesIn(preview: IncomingPreview, { door, placeOf }: OpenedFile): Shown['places'] {
  if (door !== 'table') return {}
  return Object.fromEntries(
    comingOf(preview).flatMap((one) => {
      const path = pathOf(one)
      return path === undefined ? [] : [[keyOf(one), placeOf(path)]]
    }),
  )
}

const isNew = ({ now }: Coming) => now === undefined

/** Nothing that stands here is replaced unless somebody says so. */
export function incomingFields({ preview, packed }: Shown) {
  const differs = comingOf(preview).filter((one) => !isNew(one))
  return {
    file: anew(hidden(packed)),
    seen: anew(hidden(preview.seen)),
    how:
      differs.length === 0
        ? hidden('here')
        : choice({
            label: `Which ${differs.length === 1 ? 'text' : 'texts'} shall stand where they differ?`,
            size: 'm',
            missing: 'Choose which texts shall stand where they differ.',
            choices: [
              { value: 'here', text: 'Those that stand here' },
              { value: 'file', text: 'Those of the file' },
              { value: 'chosen', text: 'Those of the file only where I tick', reveals: ['chosen'] },
            ],
          }),
    chosen: ticks({
      label: 'Take the text of the file',
      choices: differs.map((one) => ({ value: keyOf(one), text: titleOf(one) })),
    }),
  }
}

/** Of what differs, what was chosen to be taken. */
export function isTaken({ how, chosen }: { readonly how: string; readonly chosen: readonly string[] }) {
  return (key: string) => how === 'file' || (how === 'chosen' && chosen.includes(key))
}

export function IncomingPage({ c, shown, form }: { c: PageContext; shown: Shown; form: ShownForm }) {
  const { preview, places } = shown
  const { view } = preview
  const { id, name } = view.organisation
  const coming = comingOf(preview)
  const [fresh, differs] = [coming.filter(isNew), coming.filter((one) => !isNew(one))]
  return (
    <TitledPage
      c={c}
      title="What the file would change"
      caption={<bdi>{name}</bdi>}
      organisation={view.organisation}
      current="tasks"
      crumbs={[
        { href: paths.tasks(id), text: 'Questions' },
        { href: paths.bringIn(id), text: 'Bring answers in' },
      ]}
      form={form}
    >
      {isEmpty(preview) ? (
        <p>Nothing: all that the file says stands here already.</p>
      ) : (
        <p>
          It brings {countWords(fresh.length, 'new entry', 'new entries')}, and differs in {differs.length}.
          Nothing is saved yet.
          {differs.length > 0 && (
            <>
              {' '}
              <a href="#how">Go to the choice</a>
            </>
          )}
        </p>
      )}
      <About preview={preview} />
      {fresh.length > 0 && (
        <Details summary={upperFirst(countWords(fresh.length, 'new entry', 'new entries'))}>
          <SummaryList
            rows={fresh.map((one) => ({
              key: <Title of={one} places={places} />,
              value: <Words of={one} which="then" view={view} />,
            }))}
          />
        </Details>
      )}
      {differs.length > 0 && <Differs differs={differs} places={places} view={view} />}
      {!isEmpty(preview) && (
        <FormBox
          of={form}
          button="Bring it in"
          cancel={{ href: paths.bringIn(id), text: 'Leave everything as it is' }}
        />
      )}
    </TitledPage>
  )
}

function About({ preview }: { preview: IncomingPreview }) {
  const { view, from, incoming, plan, remarks, ended, verified } = preview
  const { organisation, ruleSet } = view
  const notes = [
    ...(plan === undefined
      ? []
      : [
          `It is of another day or of other rules, so each answer waits to be confirmed; where its evidence is out of date, one by one. Until then it counts on paper only.`,
        ]),
    ...(verified > 0
      ? [
          `${upperFirst(countWords(verified, 'answer'))} verified there: here evidenced, to be verified again.`,
        ]
      : []),
    ...(ended.length > 0
      ? [
          `A reviewer here ended the evidence of ${ended.map(({ short }) => short).join('; ')}: these come in without it.`,
        ]
      : []),
    ...(remarks.length > 0
      ? [
          `Comments on questions without an answer have no place here: ${remarks.map(({ short }) => short).join('; ')}.`,
        ]
      : []),
    ...incoming.complete.map(({ title }) => `${title}: marked as complete.`),
  ]
  return (
    <>
      {from.organisation.name !== organisation.name && (
        <WarningCallout heading="The file has another name in it">
          <p>
            It says that it is of <bdi>{from.organisation.name}</bdi>.
          </p>
        </WarningCallout>
      )}
      <p>
        The file says how things were on {dateWords(from.asOf)}, under rule set {from.ruleSet.version}.{' '}
        {incoming.same > 0 &&
          `${upperFirst(countWords(incoming.same, 'entry', 'entries'))} of it ${incoming.same === 1 ? 'stands' : 'stand'} here already.`}
      </p>
      {notes.map((note) => (
        <p>{note}</p>
      ))}
      {plan !== undefined && (
        <>
          <RuleSetChanges plan={plan} before={from.ruleSet} ruleSet={ruleSet} />
          <OutOfDate plan={plan} />
        </>
      )}
    </>
  )
}

type View = IncomingPreview['view']

interface DiffersProps {
  differs: readonly Coming[]
  places: Shown['places']
  view: View
}

function Differs({ differs, places, view }: DiffersProps) {
  return (
    <Table
      caption="What differs"
      columns={[{ header: 'About' }, { header: 'Here' }, { header: 'In the file' }]}
      rows={differs.map((one) => [
        <Title of={one} places={places} />,
        <Words of={one} which="now" view={view} />,
        <Words of={one} which="then" view={view} />,
      ])}
    />
  )
}

function Title({ of, places }: { of: Coming; places: Shown['places'] }) {
  const place = places[keyOf(of)]
  return (
    <>
      {titleOf(of)}
      {place !== undefined && (
        <>
          <br />
          <span class="nhsuk-u-secondary-text-colour wr-typed">{place}</span>
        </>
      )}
    </>
  )
}

function titleOf(one: Coming): string {
  if ('kind' in one) return `${one.kind === 'notes' ? 'Note to the SIRO' : 'Explanation'}: ${one.title}`
  return 'question' in one ? one.question.short : `${one.register.title}: ${nameOf(one.register, one.then)}`
}

/** One of the two texts; of a row, the cells in which they differ. */
function Words({ of, which, view }: { of: Coming; which: 'now' | 'then'; view: View }) {
  if ('kind' in of) return <span class="wr-typed">{of[which]}</span>
  if ('register' in of) return <>{cellsOf(view.ruleSet, of.register, of[which], of.now, of.then)}</>
  if ('waits' in of)
    return <AnswerWords question={of.question} answer={of[which]} cohort={view.organisation.cohort} />
  return <span class="wr-typed">{contextWords(of.question, of[which] ?? '')}</span>
}

function cellsOf(
  { questions }: RuleSet,
  register: Register,
  row: RegisterRow | undefined,
  now: RegisterRow | undefined,
  then: RegisterRow,
) {
  const differing = register.columns.filter(({ id }) =>
    now === undefined ? then.cells[id] !== undefined : now.cells[id] !== then.cells[id],
  )
  const evidence = Object.keys({ ...now?.evidence, ...then.evidence }).filter(
    (id) => !isDeepStrictEqual(now?.evidence[id], then.evidence[id]),
  )
  return (
    <ul>
      {differing.map((column) => (
        <li class="wr-typed">
          {column.short}: {cellWords(column, row?.cells[column.id])}
        </li>
      ))}
      {evidence.map((id) => {
        const one = row?.evidence[id]
        return (
          <li class="wr-typed">
            {questions.find((question) => question.id === id)?.short}:{' '}
            {one === undefined ? 'no evidence' : `${one.evidence}, ${dateWords(one.evidenceDate)}`}
          </li>
        )
      })}
    </ul>
  )
}
