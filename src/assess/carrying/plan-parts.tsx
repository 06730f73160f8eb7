/** A plan of what is carried over → the parts of a preview: what the rule set changed, what is out of date, registers, and what maps as it is. */
import type { CarriedItem, CarriedRegister, CarryPlan, LeftItem, StaleCell } from '../../answers/carry.ts'
import { countWords, dateWords, joinWords, upperFirst, valueWords } from '../../report/words.ts'
import type { RuleSet } from '../../rules/model.ts'
import { Details } from '../../web/components/panels.tsx'
import { Table } from '../../web/components/table.tsx'
import { nameOf } from '../registers/row-words.tsx'
import { contextWords } from '../scope/scope-page.tsx'

interface PlanProps {
  plan: CarryPlan
  /** The rule set from then on. */
  ruleSet: RuleSet
}

/** What is asked otherwise, not any more, or for the first time; nothing where it is the same rule set. */
export function RuleSetChanges({ plan, before, ruleSet }: PlanProps & { before: RuleSet }) {
  const changed = plan.carried.filter((one) => one.changed.length > 0)
  const columns = plan.registers.filter(
    ({ added, changed: otherwise }) => added.length + otherwise.length > 0,
  )
  const cells = plan.registers.flatMap(({ register, rows }) =>
    rows.flatMap(({ row, left }) => left.map((one) => ({ register, row, ...one }))),
  )
  const nothing =
    changed.length + plan.left.length + plan.added.length + plan.contextLeft.length === 0 &&
    columns.length + cells.length + plan.registersLeft.length === 0
  return (
    <>
      <h2 class="nhsuk-heading-l">What the rule set changed</h2>
      <p>
        {before.digest === ruleSet.digest
          ? `The rule set is the same as then: version ${ruleSet.version}.`
          : `The rule set changed from version ${before.version} to ${ruleSet.version}.`}{' '}
        {nothing && 'Every question asks what it asked then.'}
      </p>
      {plan.left.length > 0 && (
        <Details summary={`${upperFirst(countWords(plan.left.length, 'answer'))} not carried over`} expander>
          <Table
            caption="Answers not carried over"
            captionHidden
            columns={[{ header: 'Question' }, { header: 'Answer then' }, { header: 'Why' }]}
            rows={plan.left.map((one) => [
              one.before.short,
              <bdi class="wr-typed">{upperFirst(valueWords(one.before, one.answer.value))}</bdi>,
              LEFT_WORDS[one.why],
            ])}
          />
        </Details>
      )}
      {changed.length > 0 && (
        <Details
          summary={`${upperFirst(countWords(changed.length, 'answer'))} to a question that changed`}
          expander
        >
          <Table
            caption="Answers to a question that changed"
            captionHidden
            columns={[{ header: 'Question' }, { header: 'Answer then' }, { header: 'What changed' }]}
            rows={changed.map(({ question, before: was, answer, changed: what }) => [
              question.short,
              <bdi class="wr-typed">{upperFirst(valueWords(was, answer.value))}</bdi>,
              what.map((one) => CHANGE_WORDS[one]).join(' '),
            ])}
          />
        </Details>
      )}
      {plan.added.length > 0 && (
        <Details summary={upperFirst(countWords(plan.added.length, 'new question'))} expander>
          <ul>
            {plan.added.map(({ text }) => (
              <li>{text}</li>
            ))}
          </ul>
        </Details>
      )}
      {(columns.length > 0 || cells.length > 0 || plan.registersLeft.length > 0) && (
        <Details summary="What changes in the registers" expander>
          <ul>
            {plan.registersLeft.map(({ register, rows }) => (
              <li>
                {register.title} is not asked for any more:{' '}
                {countWords(rows.length, register.row.one, register.row.many)} not carried over
              </li>
            ))}
            {columns.map(({ register, added, changed: otherwise }) => (
              <li>
                {register.title}, to be marked complete again:{' '}
                {[
                  ...(added.length > 0 ? [`new columns ${joinWords(added.map(({ short }) => short))}`] : []),
                  ...(otherwise.length > 0
                    ? [`asked otherwise ${joinWords(otherwise.map(({ short }) => short))}`]
                    : []),
                ].join('; ')}
              </li>
            ))}
            {cells.map(({ register, row, short, cell }) => (
              <li>
                <bdi>{nameOf(register, row)}</bdi>, {short}: <bdi>“{cell}”</bdi> is not carried over
              </li>
            ))}
          </ul>
        </Details>
      )}
      {plan.contextLeft.length > 0 && (
        <>
          <h3 class="nhsuk-heading-m">Scope</h3>
          <ul>
            {plan.contextLeft.map(({ question, value }) => (
              <li>
                {question.short}: <bdi>“{contextWords(question, value)}”</bdi> is not carried over
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  )
}

const LEFT_WORDS: Readonly<Record<LeftItem['why'], string>> = {
  gone: 'The question is not asked any more.',
  register: 'A register answers it now.',
  'not-an-answer': 'This is not one of the answers any more.',
}

const CHANGE_WORDS = {
  question: 'It is worded otherwise.',
  answers: 'What can be answered is different.',
} as const

/** Answers and rows that time has changed. */
export function OutOfDate({ plan }: Pick<PlanProps, 'plan'>) {
  const stale = plan.carried.filter((one) => one.stale.length > 0)
  const rows = plan.registers.flatMap(({ register, rows: all }) =>
    all.flatMap(({ row, stale: cells }) => (cells.length === 0 ? [] : [{ register, row, cells }])),
  )
  return (
    <>
      <h2 class="nhsuk-heading-l">What is out of date by then</h2>
      {stale.length === 0 && rows.length === 0 && <p>Nothing.</p>}
      {stale.length > 0 && (
        <Details summary={`${upperFirst(countWords(stale.length, 'answer'))}`} expander>
          <Table
            caption="Answers with something out of date"
            captionHidden
            columns={[{ header: 'Question' }, { header: 'Answer' }, { header: 'What is out of date' }]}
            rows={stale.map((one) => [
              one.question.short,
              <bdi class="wr-typed">{upperFirst(valueWords(one.question, one.answer.value))}</bdi>,
              staleWords(one),
            ])}
          />
        </Details>
      )}
      {rows.length > 0 && (
        <Details summary={`${upperFirst(countWords(rows.length, 'row'))} of registers`} expander>
          <Table
            caption="Rows with something out of date"
            captionHidden
            columns={[{ header: 'Row' }, { header: 'Register' }, { header: 'What is out of date' }]}
            rows={rows.map(({ register, row, cells }) => [
              <bdi>{nameOf(register, row)}</bdi>,
              register.title,
              cellsWords(cells),
            ])}
          />
        </Details>
      )}
    </>
  )
}

function staleWords({ question, answer, stale }: CarriedItem): string {
  return [
    ...(stale.includes('evidence')
      ? [
          `Its evidence of ${dateWords(answer.evidenceDate ?? '')} counts for ${countWords(question.evidenceLasts, 'month')}.`,
        ]
      : []),
    ...(stale.includes('date') ? ['The date counts for less.'] : []),
  ].join(' ')
}

const CELL_WORDS: Readonly<Record<StaleCell['why'], string>> = {
  expired: 'expired on',
  'too-old': 'counts for less, of',
  evidence: 'evidence of',
}

/** A few of them in full, and how many more. */
const MOST_CELLS = 4

function cellsWords(cells: readonly StaleCell[]): string {
  const more = cells.length - MOST_CELLS
  const named = cells
    .slice(0, MOST_CELLS)
    .map(({ short, date, why }) => `${short}: ${CELL_WORDS[why]} ${dateWords(date)}`)
  return [...named, ...(more > 0 ? [`and ${String(more)} more`] : [])].join('; ')
}

/** Every answer, row and scope answer that is carried over as it is, domain by domain; and what does not apply, with the reasons. */
export function CarriedAsItIs({ plan, ruleSet }: PlanProps) {
  const without = plan.carried.filter(({ answer }) => answer.value.kind === 'not-applicable')
  return (
    <>
      <h2 class="nhsuk-heading-l">Everything that is carried over</h2>
      {without.length > 0 && (
        <p>
          {upperFirst(countWords(without.length, 'answer'))} “does not apply”: the reasons are carried over,
          and are confirmed like any other answer.
        </p>
      )}
      {ruleSet.domains.map((domain) => {
        const own = plan.carried.filter(({ question }) => question.domain === domain.id)
        const registers = plan.registers.filter(({ register }) => register.domain === domain.id)
        if (own.length + registers.length === 0) return <></>
        return (
          <Details summary={`${domain.title} (${heldWords(own.length, registers)})`}>
            {own.length > 0 && (
              <Table
                caption={domain.title}
                captionHidden
                columns={[{ header: 'Question' }, { header: 'Answer' }]}
                rows={own.map(({ question, answer }) => [
                  question.short,
                  <bdi class="wr-typed">{upperFirst(valueWords(question, answer.value))}</bdi>,
                ])}
              />
            )}
            {registers.map(({ register, rows }) => (
              <p>
                {register.title}:{' '}
                {rows.map(({ row }, index) => (
                  <>
                    {index > 0 && ', '}
                    <bdi>{nameOf(register, row)}</bdi>
                  </>
                ))}
              </p>
            ))}
          </Details>
        )
      })}
      {plan.context.length > 0 && (
        <Details summary={`${ruleSet.scope.title} (${countWords(plan.context.length, 'answer')})`}>
          <Table
            caption={ruleSet.scope.title}
            captionHidden
            columns={[{ header: 'Question' }, { header: 'Answer' }]}
            rows={plan.context.map(({ question, value }) => [
              question.short,
              <bdi>{contextWords(question, value)}</bdi>,
            ])}
          />
        </Details>
      )}
    </>
  )
}

function heldWords(answers: number, registers: readonly CarriedRegister[]): string {
  return [
    ...(answers > 0 ? [countWords(answers, 'answer')] : []),
    ...registers.map(({ register, rows }) => countWords(rows.length, register.row.one, register.row.many)),
  ].join(', ')
}
