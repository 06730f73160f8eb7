/** Outcomes of an official framework that the operator loaded: the list, and each outcome with its statements. */
import { DomainError } from '../../errors.ts'
import { describeOutcomes } from '../../report/caf-outcomes.ts'
import { findCafVersions, getCaf, outcomesFor, saveCafOutcome, WHOLE } from '../../service/caf.ts'
import { demand } from '../../service/permission.ts'
import { showPage } from '../../web/layout.tsx'
import { paths } from '../../web/paths.ts'
import { type FormSpec, showForm } from '../../web/form-route.ts'
import { newRoutes } from '../../web/routes.ts'
import { askedIn, type PageContext, partOf } from '../../web/web.ts'
import { comparedIn, ListPage, NoFrameworkPage } from './list-page.tsx'
import { type EditedOutcome, NEXT, outcomeFields, typedOf } from './outcome-fields.tsx'
import { OutcomePage } from './outcome-page.tsx'

export const caf = newRoutes()

caf.page('read-whole', paths.cafOutcomes, async (c) => {
  const view = await getCaf(...askedIn(c))
  const loaded = view.loaded.at(-1)
  if (loaded === undefined) return showPage(c, <NoFrameworkPage c={c} view={view} />)
  return showPage(c, <ListPage c={c} view={view} loaded={loaded} systemId={WHOLE} />)
})

caf.page('read-caf', paths.cafOutcomesOf, async (c) => showPage(c, <ListPage c={c} {...await getList(c)} />))

const form: FormSpec<string, EditedOutcome, ReturnType<typeof outcomeFields>> = {
  load: getOutcome,
  fields: outcomeFields,
  page: (c, of, shown) => <OutcomePage c={c} of={of} form={shown} />,
  save: async (c, given, { loaded, systemId, row: { outcome } }) => {
    const key = { frameworkId: loaded.framework.id, systemId, outcome: outcome.code }
    const saved = await saveCafOutcome(...askedIn(c), key, Number(given['version']), typedOf(outcome, given))
    if (saved.ok) {
      const at = [partOf(c, 'organisation'), loaded.framework.id, systemId] as const
      const all = loaded.official.outcomes
      const next = c.get('form')?.get('act') === NEXT ? all[all.indexOf(outcome) + 1] : undefined
      return next === undefined
        ? `${paths.cafOutcomesOf(...at)}#${outcome.code.replaceAll('.', '-')}`
        : paths.cafOutcome(...at, next.code)
    }
    if ('faults' in saved) return saved
    return {
      refused: `${saved.conflict.savedBy ?? 'Somebody'} saved something else meanwhile. Nothing was overwritten. Save yours again to put it in place of theirs; theirs stays in the list below.`,
    }
  },
}
caf.page('read-caf', paths.cafOutcome, (c) => showForm(c, form))
caf.sent('answer-caf', paths.cafOutcome, form)

/** The framework, with what of it the person may read, and the system of an address. @throws DomainError 'not-found', or 'not-allowed' where that is nothing. */
export async function getList(c: PageContext) {
  const view = await getCaf(...askedIn(c))
  const systemId = partOf(c, 'system')
  const loaded = view.loaded.find(({ framework }) => framework.id === partOf(c, 'framework'))
  if (loaded === undefined) throw new DomainError('not-found', 'No such framework is loaded here.')
  const isKnown =
    systemId === WHOLE ||
    view.systems.some(({ id }) => id === systemId) ||
    view.said.some((one) => one.systemId === systemId)
  if (!isKnown) throw new DomainError('not-found', 'There is no such critical system here.')
  const outcomes = outcomesFor(c.get('person'), 'read-caf', view, loaded, systemId)
  if (outcomes.length === 0) demand('read-caf', c.get('person'), view.organisation.id)
  return { view, loaded: { ...loaded, official: { ...loaded.official, outcomes } }, systemId }
}

async function getOutcome(c: PageContext): Promise<EditedOutcome> {
  const { view, loaded, systemId } = await getList(c)
  const { rows } = describeOutcomes(comparedIn(view), loaded, view.said, systemId)
  const row = rows.find(({ outcome }) => outcome.code === partOf(c, 'outcome'))
  if (row === undefined) throw new DomainError('not-found', 'There is no such outcome here.')
  const key = { frameworkId: loaded.framework.id, systemId, outcome: row.outcome.code }
  const versions = await findCafVersions(...askedIn(c), key)
  const isThere = systemId === WHOLE || view.systems.some(({ id }) => id === systemId)
  const mine = outcomesFor(c.get('person'), 'answer-caf', view, loaded, systemId)
  return {
    view,
    loaded,
    systemId,
    row,
    versions,
    mayAnswer: isThere && mine.includes(row.outcome),
  }
}
