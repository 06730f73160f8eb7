/** What moving a draft to its period's rule set would change, and through which change of the rules, with the button that moves it; the same of rules that are only proposed; and the moves before, with what they left behind. */
import { changesSince } from '../../report/trend.ts'
import { drawStrips } from '../../charts/strips.ts'
import type { Movement } from '../../report/impact.ts'
import { chartOwn, fileWords, kindHeading, movementWords, ownSentence } from '../../report/impact-words.ts'
import { dateWords, joinWords, upperFirst, valueWords } from '../../report/words.ts'
import type { RegisterRow } from '../../answers/model.ts'
import { findQuestion } from '../../rules/find.ts'
import type { Register, RuleSet } from '../../rules/model.ts'
import type { DomainResult, Result } from '../../scoring/model.ts'
import { decide } from '../../service/permission.ts'
import type { MoveView, PastMove } from '../../service/moving.ts'
import { ClosedNotice } from '../closed-notice.tsx'
import { Answer, Picture, type Press } from '../../web/answer-first.tsx'
import { Tag } from '../../web/components/lists.tsx'
import { Details } from '../../web/components/panels.tsx'
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
import type { Moving } from './causes.ts'
import { RuleSetChanges } from './plan-parts.tsx'

interface MovePageProps {
  c: PageContext
  found: Moving
  form: ShownForm
}

/** It moves what its page shows. */
export function moveFields({ preview }: Moving) {
  return { seen: anew(hidden(preview?.seen ?? '')) }
}

export function MovePage(props: MovePageProps) {
  const { c, found, form } = props
  const { view, preview, proposed, moves, movements } = found
  const { id } = view.organisation
  const shown = preview ?? proposed
  return (
    <TitledPage
      c={c}
      title={preview === undefined ? 'Rule set of this assessment' : `Move to rule set ${preview.to.version}`}
      organisation={view.organisation}
      current="tasks"
      crumbs={[{ href: paths.tasks(id), text: 'Questions' }]}
      form={form}
      wide
      size="l"
      above={<Standing found={found} />}
      caption={
        preview === undefined ? 'Rule set of this assessment' : `Move to rule set ${preview.to.version}`
      }
      heading={
        shown === undefined
          ? `This assessment asks rule set ${view.ruleSet.version} of ${dateWords(view.ruleSet.date)}`
          : ownSentence(shown.to.version, movements)
      }
    >
      <ClosedNotice view={view} />
      {shown === undefined ? (
        !isClosed(view) && <p>There is nothing to move it to.</p>
      ) : (
        <Effect {...props} shown={shown} />
      )}
      {moves.length > 0 && <h2 class="nhsuk-heading-m">Moved before</h2>}
      {moves.map((move) => (
        <Move move={move} view={view} />
      ))}
    </TitledPage>
  )
}

function Standing({ found: { view, preview, proposed } }: { found: MoveView }) {
  if (preview !== undefined)
    return (
      <div class="wr-state wr-state--waits">
        <Tag colour="yellow">To decide</Tag>{' '}
        <span>
          This assessment asks version {view.ruleSet.version}. Its period asks version {preview.to.version} of{' '}
          {dateWords(preview.to.date)}.
        </span>
      </div>
    )
  if (proposed === undefined) return <></>
  return (
    <div class="wr-state">
      <Tag colour="blue">Proposed</Tag>{' '}
      <span>
        Version {proposed.to.version} is only proposed. This assessment asks version {view.ruleSet.version},
        and stays as it is.
      </span>
    </div>
  )
}

type Shown = NonNullable<MoveView['proposed']>

function Effect({ c, found, form, shown }: MovePageProps & { shown: Shown }) {
  const { view, result, preview, movements, caused } = found
  const { to, plan, after } = shown
  const { id } = view.organisation
  const mayMove = preview !== undefined && decide('start-assessment', c.get('person'), id) === 'allowed'
  const says = changesSince(view.ruleSet, to)
  return (
    <>
      <Answer
        picture={<Picture title="What moves, a box each" svg={drawStrips(chartOwn(result, movements))} />}
        toDo={{
          heading: 'What to do now',
          presses: pressesOf(movements.length > 0, preview !== undefined, mayMove),
          none: '',
        }}
      />
      {movements.length > 0 && (
        <Details summary="What moves, and because of which change" id="moves" printed>
          <Causes
            found={found}
            shown={shown}
            caused={caused ?? movements.map((one) => ({ ...one, files: undefined }))}
          />
        </Details>
      )}
      <Details summary="Scores before and after">
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
      </Details>
      {says.length > 0 && (
        <Details summary="What the rule authors say">
          {says.map((text) => (
            <p>{text}</p>
          ))}
        </Details>
      )}
      <div id="answers">
        <RuleSetChanges plan={plan} before={view.ruleSet} ruleSet={to} />
      </div>
      {preview !== undefined && (
        <div id="decide">
          <p>
            Answers to a question that changed wait to be confirmed, and count on paper only until then. What
            is not carried over stays readable on this page.
          </p>
          <p>
            Nothing moves until the cyber lead accepts what is shown here. It can stay as it is, and be signed
            so. Then it does not count in the published comparison of this period.
          </p>
          {mayMove && (
            <FormBox
              of={form}
              button="Accept, and move the assessment"
              cancel={{ href: paths.tasks(id), text: 'Leave it as it is' }}
            />
          )}
        </div>
      )}
    </>
  )
}

function pressesOf(moves: boolean, isAsked: boolean, mayMove: boolean): Press[] {
  const looking: Press = {
    heading: 'Look at what moves, and why',
    says: 'Each move stands with the change of the rules that makes it.',
    href: '#moves',
  }
  return [
    ...(moves ? [looking] : []),
    {
      heading: 'Look at what is asked otherwise',
      says: 'Which answers are carried over, and which are not.',
      href: '#answers',
    },
    isAsked
      ? {
          heading: 'Decide',
          says: mayMove ? 'Accept it, or leave it as it is.' : 'Your cyber lead decides whether it moves.',
          href: '#decide',
        }
      : {
          heading: 'Tell who wrote the rules',
          says: 'They see only rounded counts of all organisations, and never yours.',
          href: undefined,
        },
  ]
}

/** Undefined files: it could not be found in time. */
type Told = Movement & { readonly files: readonly string[] | undefined }

function Causes({ found, shown, caused }: { found: Moving; shown: Shown; caused: readonly Told[] }) {
  const { to, after } = shown
  const told = (one: Told) =>
    one.kind === 'score' || one.kind === 'domain'
      ? scoreMoveWords(to, one.id, found.result, after)
      : upperFirst(movementWords(to, one))
  return (
    <Table
      caption="What moves, and because of which change"
      captionHidden
      columns={[{ header: 'What' }, { header: 'From and to' }, { header: 'Because of' }]}
      rows={caused.map((one) => [
        kindHeading(one.kind),
        told(one),
        one.files === undefined
          ? 'Still being found: open this page again'
          : one.files.length === 0
            ? 'Several changes together'
            : joinWords(one.files.map((file) => fileWords(to, file))),
      ])}
    />
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

/** `Recovery: 47 → 49 on paper, 15 → 14 on evidence`. */
function scoreMoveWords(to: RuleSet, id: string, was: Result, is: Result): string {
  const of = (result: Result) => result.domains.find((domain) => domain.id === id) ?? result.overall
  const domain = to.domains.find((one) => one.id === id)
  const [, paper, paperAfter, evidence, evidenceAfter] = rowOf('', of(was), of(is))
  return `${domain === undefined ? '' : `${domain.title}: `}${paper} → ${paperAfter} on paper, ${evidence} → ${evidenceAfter} on evidence`
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
