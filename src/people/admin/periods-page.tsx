/** The periods as a list, and the form of one: a new one, or one that has not opened yet. */
import { dateWords } from '../../report/words.ts'
import type { RuleSet } from '../../rules/model.ts'
import { frameworkOf } from '../../scoring/caf.ts'
import { isOpen, isToCome } from '../../service/period-times.ts'
import type { PeriodField } from '../../service/periods.ts'
import type { PeriodRow } from '../../service/releases.ts'
import { Button, LinkButton } from '../../web/components/button.tsx'
import { ErrorSummary, type FormFault, messageFor } from '../../web/components/error-summary.tsx'
import { DateInput, TextInput, type TypedDate } from '../../web/components/inputs.tsx'
import { SummaryCard, Tag } from '../../web/components/lists.tsx'
import { InsetText, NotificationBanner } from '../../web/components/panels.tsx'
import { Radios } from '../../web/components/radios.tsx'
import { Page } from '../../web/layout.tsx'
import type { PageContext } from '../../web/web.ts'
import { addresses } from './addresses.ts'

export function PeriodsPage(props: {
  c: PageContext
  periods: readonly PeriodRow[]
  /** Why a period was not changed. */
  refusal?: string | undefined
}) {
  const { c, periods, refusal } = props
  const { house } = c.get('web')
  const now = house.now()
  return (
    <Page c={c} title="Periods" faulty={refusal !== undefined} current="periods">
      {refusal !== undefined && <NotificationBanner title="Not changed" heading={refusal} />}
      <h1 class="nhsuk-heading-xl">Periods</h1>
      <p>
        In a period everybody is asked the same questions, as at the same day. Organisations start, fill in
        and submit while it is open.
      </p>
      <p>
        Once it has closed, nothing in an assessment changes any more. What was submitted in time can still be
        signed. To let organisations go on, move the closing day to a later one.
      </p>
      <LinkButton href={addresses.addPeriod}>Add a period</LinkButton>
      {periods.length === 0 && <p>There is none yet.</p>}
      {periods.map((period) => (
        <SummaryCard
          heading={period.name}
          id={period.id}
          actions={
            isToCome(period, now)
              ? [{ href: addresses.period(period.id), text: 'Change', about: period.name }]
              : [
                  {
                    href: addresses.periodClosingDay(period.id),
                    text: 'Move the closing day',
                    about: `of ${period.name}`,
                  },
                  ...(isOpen(period, now) && period.ruleSetDigest !== house.ruleSet.digest
                    ? [
                        {
                          href: addresses.periodRuleSet(period.id),
                          text: 'Take the rule set in use',
                          about: `for ${period.name}`,
                        },
                      ]
                    : []),
                ]
          }
          rows={[
            { key: 'State', value: <State period={period} now={now} /> },
            { key: 'Opens', value: `${dateWords(period.opens)}, at 00:00:00` },
            { key: 'Reference date', value: dateWords(period.referenceDate) },
            { key: 'Closes', value: `${dateWords(period.closes)}, at 23:59:59 in London` },
            {
              key: 'Rule set',
              value:
                period.ruleSetDigest === house.ruleSet.digest
                  ? `The one in use, ${house.ruleSet.version}`
                  : 'An earlier one, which is kept',
            },
            { key: 'Framework', value: frameworkWords(house.ruleSet, period) },
          ]}
        />
      ))}
    </Page>
  )
}

function frameworkWords({ frameworks }: RuleSet, { framework }: PeriodRow): string {
  if (framework === undefined) return 'The newest of its rule set'
  return frameworks.find(({ id }) => id === framework)?.short ?? framework
}

function State({ period, now }: { period: PeriodRow; now: Date }) {
  if (isOpen(period, now)) return <Tag colour="green">Open</Tag>
  return isToCome(period, now) ? <Tag colour="blue">To come</Tag> : <Tag colour="grey">Over</Tag>
}

export interface PeriodForm {
  readonly name: string
  readonly opens: TypedDate
  readonly referenceDate: TypedDate
  readonly closes: TypedDate
  /** Id; empty: the newest of the rule set. */
  readonly framework: string
}

/** Ids of the fields that faults lead to. */
export const PERIOD_FIELDS: Readonly<Record<PeriodField, string>> = {
  name: 'name',
  opens: 'opens-date-day',
  referenceDate: 'reference-date-day',
  closes: 'closes-date-day',
  framework: 'framework',
}

export function PeriodPage(props: {
  c: PageContext
  /** Undefined: a new one. */
  period?: PeriodRow
  typed: PeriodForm
  faults: readonly FormFault[]
}) {
  const { c, period, typed, faults } = props
  const title = period === undefined ? 'Add a period' : `Change ${period.name}`
  const { ruleSet } = c.get('web').house
  const dayOf = (field: 'opens' | 'referenceDate' | 'closes', prefix: string, text: string, hint: string) => (
    <DateInput
      prefix={prefix}
      legend={{ text, size: 's' }}
      hint={hint}
      value={typed[field]}
      error={messageFor(faults, PERIOD_FIELDS[field])}
    />
  )
  return (
    <Page
      c={c}
      title={title}
      faulty={faults.length > 0}
      current="periods"
      crumbs={[{ href: addresses.periods, text: 'Periods' }]}
    >
      <ErrorSummary faults={faults} />
      <h1 class="nhsuk-heading-xl">{title}</h1>
      <form
        action={period === undefined ? addresses.addPeriod : addresses.period(period.id)}
        method="post"
        novalidate
      >
        <TextInput
          name="name"
          label="Name"
          labelSize="s"
          hint="As people call it, like Round of 2027."
          width={20}
          value={typed.name}
          error={messageFor(faults, PERIOD_FIELDS.name)}
        />
        {dayOf(
          'opens',
          'opens-',
          'Opens on',
          'At 00:00:00 in London. From then on only the closing day can be moved, to a later one.',
        )}
        {dayOf(
          'referenceDate',
          'reference-',
          'Reference date',
          'Everybody answers as things stand on this day.',
        )}
        {dayOf(
          'closes',
          'closes-',
          'Closes on',
          'At 23:59:59 in London, in summer time or winter time. After that, nothing in an assessment changes; what was submitted can still be signed.',
        )}
        <Radios
          name="framework"
          legend={{ text: 'Version of the Cyber Assessment Framework (CAF)', size: 's' }}
          hint="By which pointers for DSPT evidence are shown first. The others stay one step away."
          value={frameworkOf(ruleSet, typed.framework).id}
          error={messageFor(faults, PERIOD_FIELDS.framework)}
          items={ruleSet.frameworks.map(({ id, short, note }) => ({ value: id, text: short, hint: note }))}
        />
        <InsetText>
          <p>
            It asks the rule set in use, {ruleSet.version}. That is kept whole, so its results can always be
            explained.
          </p>
        </InsetText>
        <Button>{period === undefined ? 'Add the period' : 'Save'}</Button>
      </form>
    </Page>
  )
}
