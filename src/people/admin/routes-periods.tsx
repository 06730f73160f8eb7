/** Periods for an administrator: the list, adding one, changing one that has not opened, and moving the closing day of one that has. */
import { DomainError } from '../../errors.ts'
import { isToCome } from '../../service/period-times.ts'
import {
  addPeriod,
  adoptRuleSet,
  changePeriod,
  getAdoption,
  getManagedPeriod,
  listManagedPeriods,
  moveClosingDay,
  type PeriodField,
  type TypedPeriod,
} from '../../service/periods.ts'
import type { FieldFault } from '../../errors.ts'
import { readForm } from '../../web/forms.ts'
import type { Form } from '../../web/form.ts'
import { showPage } from '../../web/layout.tsx'
import { isoOf, readDate, typedDateOf } from '../../web/typed-date.ts'
import { getPerson, type PageContext } from '../../web/web.ts'
import { newRoutes } from '../../web/routes.ts'
import { addresses } from './addresses.ts'
import { AdoptionPage } from './adoption-page.tsx'
import { ClosingDayPage } from './closing-day-page.tsx'
import { PERIOD_FIELDS, type PeriodForm, PeriodPage, PeriodsPage } from './periods-pages.tsx'

export const periods = newRoutes()

periods.get('manage-periods', addresses.periods, (c) => showPeriods(c))

/** The list; with why a period was not changed. */
async function showPeriods(c: PageContext, refusal?: string) {
  const all = await listManagedPeriods(c.get('web').house, getPerson(c))
  return showPage(c, <PeriodsPage c={c} periods={all} refusal={refusal} />, refusal === undefined ? 200 : 409)
}

periods.get('manage-periods', addresses.addPeriod, (c) => {
  const none = typedDateOf(undefined)
  const typed = { name: '', opens: none, referenceDate: none, closes: none, framework: '' }
  return showPage(c, <PeriodPage c={c} typed={typed} faults={[]} />)
})

periods.post('manage-periods', addresses.addPeriod, async (c) => {
  const typed = readPeriod(await readForm(c))
  const added = await addPeriod(c.get('web').house, getPerson(c), wordsOf(typed))
  if (added.ok) return c.redirect(`${addresses.periods}#${added.id}`, 303)
  return showPage(c, <PeriodPage c={c} typed={typed} faults={placed(added.faults)} />, 422)
})

periods.get('manage-periods', addresses.period, async (c) => {
  const { house } = c.get('web')
  const period = await getManagedPeriod(house, getPerson(c), c.req.param('id'))
  if (!isToCome(period, house.now()))
    return showPeriods(c, `${period.name} has opened. Only its closing day can be moved, to a later one.`)
  const typed = {
    name: period.name,
    opens: typedDateOf(period.opens),
    referenceDate: typedDateOf(period.referenceDate),
    closes: typedDateOf(period.closes),
    framework: period.framework ?? '',
  }
  return showPage(c, <PeriodPage c={c} period={period} typed={typed} faults={[]} />)
})

periods.post('manage-periods', addresses.period, async (c) => {
  const typed = readPeriod(await readForm(c))
  const { house } = c.get('web')
  const [person, id] = [getPerson(c), c.req.param('id')]
  let changed: Awaited<ReturnType<typeof changePeriod>>
  try {
    changed = await changePeriod(house, person, id, wordsOf(typed))
  } catch (error) {
    if (error instanceof DomainError && error.code === 'conflict') return showPeriods(c, error.message)
    throw error
  }
  if (changed.ok) return c.redirect(`${addresses.periods}#${id}`, 303)
  const period = await getManagedPeriod(house, person, id)
  return showPage(c, <PeriodPage c={c} period={period} typed={typed} faults={placed(changed.faults)} />, 422)
})

periods.get('manage-periods', addresses.periodClosingDay, async (c) => {
  const { house } = c.get('web')
  const period = await getManagedPeriod(house, getPerson(c), c.req.param('id'))
  if (isToCome(period, house.now())) return c.redirect(addresses.period(period.id), 303)
  const typed = typedDateOf(period.closes)
  return showPage(c, <ClosingDayPage c={c} period={period} typed={typed} faults={[]} />)
})

periods.post('manage-periods', addresses.periodClosingDay, async (c) => {
  const typed = readDate(await readForm(c), 'closes-')
  const { house } = c.get('web')
  const [person, id] = [getPerson(c), c.req.param('id')]
  const moved = await moveClosingDay(house, person, id, isoOf(typed) ?? '')
  if (moved.ok) return c.redirect(`${addresses.periods}#${id}`, 303)
  const period = await getManagedPeriod(house, person, id)
  return showPage(
    c,
    <ClosingDayPage c={c} period={period} typed={typed} faults={placed(moved.faults)} />,
    422,
  )
})

periods.get('manage-periods', addresses.periodRuleSet, async (c) => {
  const adoption = await getAdoption(c.get('web').house, getPerson(c), c.req.param('id'))
  return showPage(c, <AdoptionPage c={c} adoption={adoption} />)
})

periods.post('manage-periods', addresses.periodRuleSet, async (c) => {
  await readForm(c)
  try {
    await adoptRuleSet(c.get('web').house, getPerson(c), c.req.param('id'))
    return c.redirect(`${addresses.periods}#${c.req.param('id')}`, 303)
  } catch (error) {
    if (error instanceof DomainError && error.code === 'conflict') return showPeriods(c, error.message)
    throw error
  }
})

function readPeriod(form: Form): PeriodForm {
  return {
    name: form.get('name'),
    opens: readDate(form, 'opens-'),
    referenceDate: readDate(form, 'reference-'),
    closes: readDate(form, 'closes-'),
    framework: form.get('framework'),
  }
}

function wordsOf({ name, opens, referenceDate, closes, framework }: PeriodForm): TypedPeriod {
  return {
    name,
    opens: isoOf(opens) ?? '',
    referenceDate: isoOf(referenceDate) ?? '',
    closes: isoOf(closes) ?? '',
    framework: framework === '' ? undefined : framework,
  }
}

function placed(faults: readonly FieldFault<PeriodField>[]) {
  return faults.map(({ field, message }) => ({ field: PERIOD_FIELDS[field], message }))
}
