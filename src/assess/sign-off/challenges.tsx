/** What a SIRO should challenge: what changed, what does not fit together, what is on paper only, what does not apply, what is not known. */
import type { Child } from 'hono/jsx'
import {
  type ChangedAnswer,
  type ChangedRegister,
  type Changes,
  describeChanges,
  ruleSetChangeWords,
} from '../../report/changes.ts'
import { listNotApplicable, listOnPaperOnly, partlyKnown } from '../../report/sign-off.ts'
import { countWords, dateWords, joinWords, shortOf, upperFirst } from '../../report/words.ts'
import type { ToExplain } from '../../service/explaining.ts'
import type { SignOffView } from '../../service/reading-sign-off.ts'
import { Details } from '../../web/components/panels.tsx'
import { Table } from '../../web/components/table.tsx'
import { paths } from '../../web/paths.ts'
import type { ShownForm } from '../../web/shown-form.tsx'
import type { PageContext } from '../../web/web.ts'
import { explainHeading, explainReason } from '../../report/to-explain.ts'
import { HEAVIEST, ListedAnswers } from './marks.tsx'

const examinedOf = ({ view, result, row }: SignOffView) => ({
  ruleSet: view.ruleSet,
  answers: view.answers,
  row,
  result,
})

const listsOf = (found: SignOffView) => ({
  onPaper: listOnPaperOnly(examinedOf(found)),
  notFitting: found.toExplain.filter(({ contradiction }) => contradiction !== undefined),
  notKnown: found.toExplain.filter(({ contradiction }) => contradiction === undefined),
  notApplicable: listNotApplicable(examinedOf(found)),
  changes: changesOf(found),
})

function changesOf({ view, row, earlier }: SignOffView): Changes | undefined {
  if (earlier === undefined) return undefined
  const before = { ruleSet: earlier.view.ruleSet, answers: earlier.view.answers, row: earlier.row }
  return describeChanges(before, { ruleSet: view.ruleSet, answers: view.answers, row })
}

/** How much of each there is to challenge, each a way to its list. */
export function Counts({ found }: { found: SignOffView }) {
  const { onPaper, notFitting, notKnown, notApplicable, changes } = listsOf(found)
  const changed = changes?.domains.flatMap(({ answers }) => answers) ?? []
  const moved = (direction: ChangedAnswer['direction']) =>
    changed.filter((one) => one.direction === direction).length
  const isPartly = notKnown.some(({ questions: [id = ''] }) => partlyKnown(examinedOf(found), id))
  const unexplained = found.toExplain.filter(({ text }) => text === undefined).length
  const counts: readonly (readonly [at: string, count: number, what: string])[] = [
    ['on-paper', onPaper.length, 'on paper only'],
    [
      'not-fitting',
      notFitting.length,
      notFitting.length === 1 ? 'does not fit together' : 'do not fit together',
    ],
    ['not-known', notKnown.length, isPartly ? 'not wholly known' : 'not known'],
    [
      found.listed.length > HEAVIEST ? 'more-listed' : 'on-paper',
      notApplicable.length,
      notApplicable.length === 1 ? 'does not apply' : 'do not apply',
    ],
    ['changed', changed.length, `changed: ${moved('better')} better, ${moved('worse')} worse`],
  ]
  return (
    <>
      <ul class="wr-counts">
        {counts
          .filter(([, count]) => count > 0)
          .map(([at, count, what]) => (
            <li>
              <a href={`#${at}`}>
                <strong>{count}</strong> {what}
              </a>
            </li>
          ))}
      </ul>
      {unexplained > 0 && <p>{upperFirst(countWords(unexplained, 'thing'))} of these not explained yet.</p>}
    </>
  )
}

/** The answers that are listed, with what is said of each; then, folded, what else is to be read of them. */
export function Challenges({
  c,
  found,
  marks,
}: {
  c: PageContext
  found: SignOffView
  marks?: ShownForm | undefined
}) {
  const { view } = found
  const { notFitting, notKnown, changes } = listsOf(found)
  return (
    <>
      <ListedAnswers c={c} found={found} form={marks} />
      {changes && <Changed found={found} changes={changes} />}
      {notFitting.length > 0 && (
        <Fold id="not-fitting" summary="What does not fit together, with the lead’s explanation">
          <Explained view={view} list={notFitting} />
        </Fold>
      )}
      {notKnown.length > 0 && (
        <Fold id="not-known" summary="What is not known, and who will find out">
          <NotKnown view={view} list={notKnown} />
        </Fold>
      )}
      <Notes found={found} />
    </>
  )
}

/** A list that its count leads to: a browser opens what it goes into. */
function Fold({ id, summary, children }: { id: string; summary: string; children: Child }) {
  return (
    <Details summary={summary} printed>
      <div id={id}>{children}</div>
    </Details>
  )
}

interface ToldProps {
  view: SignOffView['view']
  list: readonly ToExplain[]
}

function Explained({ view, list }: ToldProps) {
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

function Changed({ found, changes }: { found: SignOffView; changes: Changes }) {
  const { view, earlier } = found
  if (earlier === undefined) return <></>
  const note = ruleSetChangeWords(earlier.view.ruleSet, view.ruleSet)
  return (
    <Fold
      id="changed"
      summary={`What changed since what was signed as at ${dateWords(earlier.view.assessment.asOf)}`}
    >
      {note !== undefined && <p>{note}</p>}
      {changes.domains.length + changes.registers.length === 0 && <p>Nothing.</p>}
      {changes.domains.map((domain) => (
        <ChangedDomain id={view.organisation.id} domain={domain} />
      ))}
      {changes.registers.map((register) => (
        <ChangedRows register={register} />
      ))}
    </Fold>
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
      <h2 class="nhsuk-heading-s">{register.title}</h2>
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
          caption={`${register.title}: classed differently`}
          captionHidden
          columns={[{ header: 'Row' }, { header: 'What was classed differently' }]}
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
    <Details summary="What the lead says about the domains" printed>
      {written.map(({ id, title }) => (
        <>
          <h2 class="nhsuk-heading-s">{title}</h2>
          <p class="wr-typed">
            <bdi>{found.notes[id]?.value}</bdi>
          </p>
        </>
      ))}
    </Details>
  )
}
