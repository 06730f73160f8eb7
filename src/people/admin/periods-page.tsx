/** The periods as a list, each with what can be changed of it now. */
import { dateWords } from '../../report/words.ts'
import type { RuleSet } from '../../rules/model.ts'
import { isOpen, isToCome } from '../../service/period-times.ts'
import type { PeriodRow } from '../../service/releases.ts'
import { LinkButton } from '../../web/components/button.tsx'
import { SummaryCard, Tag } from '../../web/components/lists.tsx'
import { paths } from '../../web/paths.ts'
import { TitledPage } from '../../web/titled-page.tsx'
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
    <TitledPage
      c={c}
      title="Periods"
      current="periods"
      form={refusal === undefined ? undefined : { faults: [], refusal, notSaved: false }}
    >
      <p>
        In a period everybody is asked the same questions, as at the same day. Organisations start, fill in
        and submit while it is open.
      </p>
      <p>
        Once it has closed, nothing in an assessment changes any more. What was submitted in time can still be
        signed. To let organisations go on, move the closing day to a later one.
      </p>
      <p>
        <a href={paths.proposedRules}>What proposed rules would move</a>
      </p>
      <LinkButton href={addresses.addPeriod}>Add a period</LinkButton>
      {periods.length === 0 && <p>No period has been set up yet.</p>}
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
    </TitledPage>
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
