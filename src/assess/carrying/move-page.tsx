/** What moving a draft to its period's rule set would change, with the button that moves it; and the moves before, with what they left behind. */
import { changesSince } from '../../report/trend.ts'
import { dateWords, upperFirst, valueWords } from '../../report/words.ts'
import type { RegisterRow } from '../../answers/model.ts'
import { findQuestion } from '../../rules/find.ts'
import type { Register, RuleSet } from '../../rules/model.ts'
import type { DomainResult, Result } from '../../scoring/model.ts'
import { decide } from '../../service/permission.ts'
import type { MovePreview, MoveView, PastMove } from '../../service/moving.ts'
import { ClosedNotice } from '../closed-notice.tsx'
import { Table } from '../../web/components/table.tsx'
import { isClosed } from '../editing.ts'
import { anew, hidden } from '../../web/fields.tsx'
import { FormBox, type ShownForm } from '../../web/shown-form.tsx'
import { TitledPage } from '../../web/titled-page.tsx'
import { paths } from '../../web/paths.ts'
import { cellWords, nameOf } from '../registers/row-words.tsx'
import { contextWords } from '../scope/scope-page.tsx'
import { instantWords } from '../../web/times.ts'
import type { PageContext } from '../../web/web.ts'
import { RuleSetChanges } from './plan-parts.tsx'

interface MovePageProps {
  c: PageContext
  found: MoveView
  form: ShownForm
}

/** It moves what its page shows. */
export function moveFields({ preview }: MoveView) {
  return { seen: anew(hidden(preview?.seen ?? '')) }
}

export function MovePage({ c, found, form }: MovePageProps) {
  const { view, preview, moves } = found
  const { id, name } = view.organisation
  return (
    <TitledPage
      c={c}
      title={preview === undefined ? 'Rule set of this assessment' : `Move to rule set ${preview.to.version}`}
      caption={<bdi>{name}</bdi>}
      organisation={view.organisation}
      current="tasks"
      crumbs={[{ href: paths.tasks(id), text: 'Questions' }]}
      form={form}
    >
      <ClosedNotice view={view} />
      {preview === undefined ? (
        <p>
          This assessment asks rule set {view.ruleSet.version} of {dateWords(view.ruleSet.date)}.
          {!isClosed(view) && ' There is nothing to move it to.'}
        </p>
      ) : (
        <Preview c={c} found={found} preview={preview} form={form} />
      )}
      {moves.length > 0 && <h2 class="nhsuk-heading-l">Moved before</h2>}
      {moves.map((move) => (
        <Move move={move} view={view} />
      ))}
    </TitledPage>
  )
}

function Preview({ c, found, preview, form }: MovePageProps & { preview: MovePreview }) {
  const { view, result } = found
  const { to, plan, after } = preview
  const { id } = view.organisation
  const mayMove = decide('start-assessment', c.get('person'), id) === 'allowed'
  return (
    <>
      <p>
        This assessment asks version {view.ruleSet.version}. Its period asks version {to.version} of{' '}
        {dateWords(to.date)}. Nothing moves until the cyber lead accepts what is shown here.
      </p>
      <p>
        It can stay as it is, and be signed so. Then it does not count in the published comparison of this
        period.
      </p>
      {changesSince(view.ruleSet, to).map((text) => (
        <p>{text}</p>
      ))}
      <Table
        caption="What it adds up to, before and after"
        columns={[
          { header: 'Part' },
          { header: 'Paper before', numeric: true },
          { header: 'Paper after', numeric: true },
          { header: 'Evidence before', numeric: true },
          { header: 'Evidence after', numeric: true },
        ]}
        rows={scoreRows(view.ruleSet, result, to, after)}
      />
      <RuleSetChanges plan={plan} before={view.ruleSet} ruleSet={to} />
      <p>
        Answers to a question that changed wait to be confirmed, and count on paper only until then. What is
        not carried over stays readable on this page.
      </p>
      {mayMove ? (
        <FormBox
          of={form}
          button="Accept, and move the assessment"
          cancel={{ href: paths.tasks(id), text: 'Leave it as it is' }}
        />
      ) : (
        <p>Your cyber lead decides whether it moves.</p>
      )}
    </>
  )
}

type Scored = Pick<DomainResult, 'score' | 'low' | 'high' | 'assured'>

/** The whole first, then the domains as they are asked after; a domain that only one of them has stands for itself. */
function scoreRows(before: RuleSet, was: Result, after: RuleSet, is: Result): string[][] {
  const ids = [...after.domains, ...before.domains].map((domain) => domain.id)
  const titleOf = (id: string) =>
    [...after.domains, ...before.domains].find((domain) => domain.id === id)?.title ?? id
  const of = (result: Result, id: string) => result.domains.find((domain) => domain.id === id)
  return [
    rowOf('Overall', was.overall, is.overall),
    ...[...new Set(ids)].map((id) => rowOf(titleOf(id), of(was, id), of(is, id))),
  ]
}

function rowOf(title: string, was: Scored | undefined, is: Scored | undefined): string[] {
  const paper = (one: Scored | undefined) =>
    one === undefined ? 'not asked' : String(one.score ?? `${String(one.low)} to ${String(one.high)}`)
  const evidence = (one: Scored | undefined) => (one === undefined ? 'not asked' : String(one.assured))
  return [title, paper(was), paper(is), evidence(was), evidence(is)]
}

/** Every cell and piece of evidence, a line each. */
function rowWords(register: Register, { cells, evidence }: RegisterRow): string {
  return [
    ...register.columns.flatMap((column) =>
      cells[column.id] === undefined ? [] : [`${column.short}: ${cellWords(column, cells[column.id])}`],
    ),
    ...Object.values(evidence).map((one) => `Evidence: ${one.evidence}, ${dateWords(one.evidenceDate)}`),
  ].join('\n')
}

function Move({ move, view }: { move: PastMove; view: MoveView['view'] }) {
  const { from, to, leftBehind } = move
  const rows = [
    ...leftBehind.answers.map(({ questionId, answer }) => {
      const question = findQuestion(from, questionId)
      const words = question === undefined ? '' : upperFirst(valueWords(question, answer.value))
      const more = [answer.evidence, answer.comment].filter((text) => text !== undefined)
      return [question?.short ?? questionId, <bdi class="wr-typed">{[words, ...more].join('\n')}</bdi>]
    }),
    ...leftBehind.context.map(({ questionId, value }) => {
      const question = from.context[from.contextById.get(questionId) ?? -1]
      return [
        question?.short ?? questionId,
        <bdi>{question === undefined ? value : contextWords(question, value)}</bdi>,
      ]
    }),
    ...leftBehind.registers.flatMap(({ registerId, rows: all }) => {
      const register = from.registers.find((one) => one.id === registerId)
      if (register === undefined) return []
      return all.map((row) => [
        `${register.title}: ${nameOf(register, row)}`,
        <bdi class="wr-typed">{rowWords(register, row)}</bdi>,
      ])
    }),
    ...leftBehind.parts.map(({ registerId, row, short, text }) => {
      const register = to.registers.find((one) => one.id === registerId)
      const stored = view.registers[registerId]?.rows.find((one) => one.id === row)
      const name = register === undefined ? row : nameOf(register, stored?.row)
      return [`${name}: ${short}`, <bdi class="wr-typed">{text}</bdi>]
    }),
  ]
  return (
    <>
      <h3 class="nhsuk-heading-m">
        From version {from.version} to {to.version}
      </h3>
      <p>
        {instantWords(move.at)}, by <bdi>{move.byName}</bdi>
      </p>
      {rows.length === 0 ? (
        <p>Everything was carried over.</p>
      ) : (
        <Table
          caption="What was not carried over, as it stood"
          captionSize="s"
          columns={[{ header: 'Where' }, { header: 'What it said' }]}
          rows={rows}
        />
      )}
    </>
  )
}
