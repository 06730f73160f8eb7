/** The form that moves the closing day of a period that has opened, with what that means. */
import { dateWords } from '../../report/words.ts'
import { hasClosed } from '../../service/period-times.ts'
import type { PeriodRow } from '../../service/releases.ts'
import { day } from '../../web/fields.tsx'
import { FormBox, type ShownForm } from '../../web/shown-form.tsx'
import { TitledPage } from '../../web/titled-page.tsx'
import type { PageContext } from '../../web/web.ts'
import { addresses } from './addresses.ts'

export function closingFields(period: PeriodRow) {
  const hint = 'At 23:59:59 in London, in summer time or winter time.'
  return { closes: day({ label: 'Closes on', hint, first: period.closes }) }
}

export function ClosingDayPage({ c, period, form }: { c: PageContext; period: PeriodRow; form: ShownForm }) {
  const isOver = hasClosed(period, c.get('web').house.now())
  return (
    <TitledPage
      c={c}
      title={`Move the closing day of ${period.name}`}
      current="periods"
      crumbs={[{ href: addresses.periods, text: 'Periods' }]}
      form={form}
    >
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
      <FormBox
        of={form}
        button="Move the closing day"
        cancel={{ href: addresses.periods, text: 'Leave it as it is' }}
      />
    </TitledPage>
  )
}
