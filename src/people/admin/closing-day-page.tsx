/** The form that moves the closing day of a period that has opened, with what that means. */
import { dateWords } from '../../report/words.ts'
import { hasClosed } from '../../service/period-times.ts'
import type { PeriodRow } from '../../service/releases.ts'
import { Button } from '../../web/components/button.tsx'
import { ErrorSummary, type FormFault, messageFor } from '../../web/components/error-summary.tsx'
import { DateInput, type TypedDate } from '../../web/components/inputs.tsx'
import { Page } from '../../web/layout.tsx'
import type { PageContext } from '../../web/web.ts'
import { addresses } from './addresses.ts'
import { PERIOD_FIELDS } from './periods-pages.tsx'

export function ClosingDayPage(props: {
  c: PageContext
  period: PeriodRow
  typed: TypedDate
  faults: readonly FormFault[]
}) {
  const { c, period, typed, faults } = props
  const title = `Move the closing day of ${period.name}`
  const isOver = hasClosed(period, c.get('web').house.now())
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
      <p>
        It {isOver ? 'closed' : 'closes'} on {dateWords(period.closes)}, at 23:59:59 in London.{' '}
        {isOver
          ? 'As soon as you move that day, organisations can go on with what they have not signed, and SIROs can reopen what is signed.'
          : 'Until the new day, organisations can go on with what they have not signed.'}
      </p>
      <p>
        The reference date stays {dateWords(period.referenceDate)}. The closing day can be moved to a later
        day only. Nobody is told: tell the organisations yourself.
      </p>
      <form action={addresses.periodClosingDay(period.id)} method="post" novalidate>
        <DateInput
          prefix="closes-"
          legend={{ text: 'Closes on', size: 's' }}
          hint="At 23:59:59 in London, in summer time or winter time."
          value={typed}
          error={messageFor(faults, PERIOD_FIELDS.closes)}
        />
        <div class="wr-actions">
          <Button>Move the closing day</Button>
          <a href={addresses.periods}>Leave it as it is</a>
        </div>
      </form>
    </Page>
  )
}
