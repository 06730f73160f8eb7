/** Periods for an administrator: the list, adding one, changing one that has not opened, and moving the closing day of one that has. */
import { isToCome } from '../../service/period-times.ts'
import {
  addPeriod,
  changePeriod,
  getManagedPeriod,
  listManagedPeriods,
  moveClosingDay,
} from '../../service/periods.ts'
import { adoptRuleSet, getAdoption } from '../../service/adopting-rules.ts'
import type { PeriodRow } from '../../service/releases.ts'
import { showPage } from '../../web/layout.tsx'
import { newRoutes } from '../../web/routes.ts'
import { getPerson, type PageContext, partOf } from '../../web/web.ts'
import { addresses } from './addresses.ts'
import { AdoptionPage } from './adoption-page.tsx'
import { ClosingDayPage, closingFields } from './closing-day-page.tsx'
import { periodFields, PeriodPage } from './period-page.tsx'
import { PeriodsPage } from './periods-page.tsx'

export const periods = newRoutes()

periods.get('manage-periods', addresses.periods, (c) => showPeriods(c))

/** The list; with why a period was not changed. */
async function showPeriods(c: PageContext, refusal?: string) {
  const all = await listManagedPeriods(c.get('web').house, getPerson(c))
  return showPage(c, <PeriodsPage c={c} periods={all} refusal={refusal} />, refusal === undefined ? 200 : 409)
}

periods.form('manage-periods', addresses.addPeriod, {
  load: (c) => c.get('web').house.ruleSet,
  fields: (ruleSet) => periodFields(ruleSet, undefined),
  page: (c, _, form) => <PeriodPage c={c} form={form} />,
  save: async (c, given) => {
    const added = await addPeriod(c.get('web').house, getPerson(c), wordsOf(given))
    return added.ok ? atPeriod(added.id) : added
  },
})

periods.form('manage-periods', addresses.period, {
  load: async (c) => {
    const period = await getPeriod(c)
    if (isToCome(period, c.get('web').house.now())) return period
    return showPeriods(c, `${period.name} has opened. Only its closing day can be moved, to a later one.`)
  },
  fields: (period, c) => periodFields(c.get('web').house.ruleSet, period),
  page: (c, period, form) => <PeriodPage c={c} period={period} form={form} />,
  save: async (c, given, { id }) => {
    const changed = await changePeriod(c.get('web').house, getPerson(c), id, wordsOf(given))
    return changed.ok ? atPeriod(id) : changed
  },
})

periods.form('manage-periods', addresses.periodClosingDay, {
  load: async (c): Promise<PeriodRow | Response> => {
    const period = await getPeriod(c)
    return isToCome(period, c.get('web').house.now()) ? c.redirect(addresses.period(period.id), 303) : period
  },
  fields: closingFields,
  page: (c, period, form) => <ClosingDayPage c={c} period={period} form={form} />,
  save: async (c, { closes }, { id }) => {
    const moved = await moveClosingDay(c.get('web').house, getPerson(c), id, closes)
    return moved.ok ? atPeriod(id) : moved
  },
})

periods.form('manage-periods', addresses.periodRuleSet, {
  load: (c) => getAdoption(c.get('web').house, getPerson(c), partOf(c, 'period')),
  fields: () => ({}),
  page: (c, adoption, form) => <AdoptionPage c={c} adoption={adoption} form={form} />,
  save: async (c, _, { period: { id } }) => {
    await adoptRuleSet(c.get('web').house, getPerson(c), id)
    return atPeriod(id)
  },
})

function getPeriod(c: PageContext) {
  return getManagedPeriod(c.get('web').house, getPerson(c), partOf(c, 'period'))
}

const atPeriod = (id: string) => `${addresses.periods}#${id}`

/** No framework chosen means the newest. */
function wordsOf<T extends { readonly framework: string }>(given: T) {
  return { ...given, framework: given.framework === '' ? undefined : given.framework }
}
