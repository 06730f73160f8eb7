/** What a SIRO should challenge: what changed, what does not fit together, what is on paper only, what does not apply, what is not known. */
import type { Child } from 'hono/jsx'
import {
  type ChangedAnswer,
  type ChangedRegister,
  type Changes,
  describeChanges,
  ruleSetChangeWords,
} from '../../report/changes.ts'
import { type Challenged, listNotApplicable, listOnPaperOnly } from '../../report/sign-off.ts'
import { countWords, dateWords, joinWords, shortOf, upperFirst } from '../../report/words.ts'
import type { ToExplain } from '../../service/explaining.ts'
import type { SignOffView } from '../../service/reading-sign-off.ts'
import { Table } from '../../web/components/table.tsx'
import { paths } from '../../web/paths.ts'
import type { PageContext } from '../../web/web.ts'
import { explainHeading, explainReason } from '../../report/to-explain.ts'

/** Rows of the list of what is on paper only; the rest is counted and linked. */
const MOST_ON_PAPER = 20

export function Challenges({ found }: { c: PageContext; found: SignOffView }) {
  const { view, result, row, toExplain } = found
  const { id } = view.organisation
  const examined = { ruleSet: view.ruleSet, answers: view.answers, row, result }
  const onPaper = listOnPaperOnly(examined)
  return (
    <>
      <Changed found={found} />
      <h2 class="nhsuk-heading-l">What does not fit together</h2>
      <Explained view={view} list={toExplain.filter(({ contradiction }) => contradiction !== undefined)} />
      <h2 class="nhsuk-heading-l">What is on paper only</h2>
      <p>
        {onPaper.length === 0
          ? 'Nothing: whatever is stated can be shown.'
          : `${upperFirst(countWords(onPaper.length, 'answer'))} would count for less if only what can be shown counted. The weightiest come first.`}
      </p>
      <ChallengedTable
        id={id}
        caption="Answers on paper only"
        says="What is stated"
        rows={onPaper.slice(0, MOST_ON_PAPER)}
      />
      {onPaper.length > MOST_ON_PAPER && (
        <p>
          <a href={paths.answers(id, 'unevidenced')}>See all that rest on your word only</a>
        </p>
      )}
      <h2 class="nhsuk-heading-l">What does not apply, and why</h2>
      <NotApplicable id={id} rows={listNotApplicable(examined)} />
      <h2 class="nhsuk-heading-l">What is not known</h2>
      <NotKnown view={view} list={toExplain.filter(({ contradiction }) => contradiction === undefined)} />
      <Notes found={found} />
    </>
  )
}

function NotApplicable({ id, rows }: { id: string; rows: readonly Challenged[] }) {
  if (rows.length === 0) return <p>Nothing.</p>
  return <ChallengedTable id={id} caption="Questions that do not apply" says="Why" rows={rows} />
}

function ChallengedTable(props: { id: string; caption: string; says: string; rows: readonly Challenged[] }) {
  if (props.rows.length === 0) return <></>
  return (
    <Table
      caption={props.caption}
      captionHidden
      columns={[{ header: 'Question' }, { header: props.says }]}
      rows={props.rows.map((one) => [
        <a href={paths.question(props.id, one.domain, one.id)}>{one.short}</a>,
        <bdi>{one.says}</bdi>,
      ])}
    />
  )
}

interface ToldProps {
  view: SignOffView['view']
  list: readonly ToExplain[]
}

function Explained({ view, list }: ToldProps) {
  if (list.length === 0) return <p>Nothing: no two answers contradict each other.</p>
  return (
    <Table
      caption="What does not fit together, with the lead’s explanation"
      captionHidden
      columns={[{ header: 'What' }, { header: 'Why it is asked' }, { header: 'The lead explains' }]}
      rows={list.map((one) => [
        explainHeading(view.ruleSet, one),
        explainReason(view.ruleSet, one),
        told(one),
      ])}
    />
  )
}

function NotKnown({ view, list }: ToldProps) {
  if (list.length === 0) return <p>Nothing: every answer is known.</p>
  return (
    <Table
      caption="What is not known, with the lead’s explanation"
      captionHidden
      columns={[{ header: 'Question' }, { header: 'Who will find out, and by when' }]}
      rows={list.map((one) => [upperFirst(shortOf(view.ruleSet, one.questions[0] ?? '')), told(one)])}
    />
  )
}

function told({ text }: ToExplain): Child {
  return text === undefined ? 'Not explained' : <bdi>{text}</bdi>
}

function Changed({ found }: { found: SignOffView }) {
  const { view, row, earlier } = found
  if (earlier === undefined)
    return (
      <>
        <h2 class="nhsuk-heading-l">What changed</h2>
        <p>Nothing was signed before, so there is nothing to compare with.</p>
      </>
    )
  const before = { ruleSet: earlier.view.ruleSet, answers: earlier.view.answers, row: earlier.row }
  const changes = describeChanges(before, { ruleSet: view.ruleSet, answers: view.answers, row })
  const note = ruleSetChangeWords(before.ruleSet, view.ruleSet)
  return (
    <>
      <h2 class="nhsuk-heading-l">
        What changed since what was signed as at {dateWords(earlier.view.assessment.asOf)}
      </h2>
      {note !== undefined && <p>{note}</p>}
      {changes.domains.length + changes.registers.length === 0 && <p>Nothing.</p>}
      {changes.domains.map((domain) => (
        <ChangedDomain id={view.organisation.id} domain={domain} />
      ))}
      {changes.registers.map((register) => (
        <ChangedRows register={register} />
      ))}
    </>
  )
}

const DIRECTIONS: Readonly<Record<ChangedAnswer['direction'], string>> = {
  better: 'Better',
  worse: 'Worse',
  'same-level': 'The same level',
  'not-comparable': 'Cannot be compared',
}

function ChangedDomain({ id, domain }: { id: string; domain: Changes['domains'][number] }) {
  return (
    <Table
      caption={domain.title}
      captionSize="s"
      columns={[{ header: 'Question' }, { header: 'Before' }, { header: 'Now' }, { header: 'Change' }]}
      rows={domain.answers.map((one) => [
        <a href={paths.question(id, one.domain, one.id)}>{one.short}</a>,
        <bdi>{one.before}</bdi>,
        <bdi>{one.after}</bdi>,
        DIRECTIONS[one.direction],
      ])}
    />
  )
}

function ChangedRows({ register }: { register: ChangedRegister }) {
  const lines: readonly (readonly [string, Child])[] = [
    ['Came', named(register.came)],
    ['Went', named(register.went)],
  ]
  return (
    <>
      <h3 class="nhsuk-heading-s">{register.title}</h3>
      <ul>
        {lines
          .filter(([, names]) => names !== undefined)
          .map(([what, names]) => (
            <li>
              {what}: {names}
            </li>
          ))}
      </ul>
      {register.classedAnew.length > 0 && (
        <Table
          caption={`${register.title}: classed anew`}
          captionHidden
          columns={[{ header: 'Row' }, { header: 'What was classed anew' }]}
          rows={register.classedAnew.map(({ name, columns }) => [<bdi>{name}</bdi>, joinWords(columns)])}
        />
      )}
    </>
  )
}

function named(names: readonly string[]): Child | undefined {
  return names.length === 0 ? undefined : <bdi>{joinWords(names)}</bdi>
}

function Notes({ found }: { found: SignOffView }) {
  const written = found.view.ruleSet.domains.filter(({ id }) => (found.notes[id]?.value ?? '') !== '')
  if (written.length === 0) return <></>
  return (
    <>
      <h2 class="nhsuk-heading-l">What the lead says about the domains</h2>
      {written.map(({ id, title }) => (
        <>
          <h3 class="nhsuk-heading-s">{title}</h3>
          <p class="wr-typed">
            <bdi>{found.notes[id]?.value}</bdi>
          </p>
        </>
      ))}
    </>
  )
}
