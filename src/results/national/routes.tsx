/**
 * The country for national analysts: the newest release, its figures as CSV, the periods, and the preparing and confirming of releases.
 * No page here shows or names one organisation.
 */
import { etag } from 'hono/etag'
import { DomainError } from '../../errors.ts'
import { tableDictionary, tableRelease } from '../../report/national-table.ts'
import { widestOf } from '../../report/national.ts'
import { getNationalView } from '../../service/national.ts'
import { demandNational } from '../../service/permission.ts'
import { getProposedRules } from '../../service/proposed-rules.ts'
import {
  confirmRelease,
  findRelease,
  exportFigures,
  getReleaseRecord,
  listPeriods,
  prepareRelease,
} from '../../service/releases.ts'
import type { PublishedRelease } from '../../service/reading-releases.ts'
import { statusOf } from '../../web/faults.ts'
import { readForm } from '../../web/forms.ts'
import { showPage } from '../../web/layout.tsx'
import { paths } from '../../web/paths.ts'
import { sendTable } from '../../web/send-table.ts'
import { getPerson, type PageContext, partOf } from '../../web/web.ts'
import { newRoutes } from '../../web/routes.ts'
import { CountryPage } from './country-page.tsx'
import { NothingPublishedPage, RefusedPage } from './other-pages.tsx'
import { ProposedPage } from './proposed-page.tsx'
import { ReleasePage } from './release-page.tsx'
import { ReleasesPage } from './releases-page.tsx'

export const national = newRoutes()

// Equal comparisons have equal tags; `compress`, further out, marks them as weak.
national.hono.use(`${paths.national}/*`, etag())

national.get('read-national', paths.national, async (c) => {
  const person = getPerson(c)
  const { house } = c.get('web')
  if ((await findRelease(house, person)) === undefined) return showPage(c, <NothingPublishedPage c={c} />)
  const view = await getNationalView(house, person)
  const { content } = view.release
  const asked = c.req.query('group')
  const shown = asked === undefined ? widestOf(content) : content.cohorts.find(({ id }) => id === asked)
  if (shown === undefined) throw new DomainError('not-found', 'There is no such published group.')
  return showPage(c, <CountryPage c={c} view={view} shown={shown} />)
})

national.noted('read-national', paths.nationalFigures, async (c) => {
  return sendFigures(c, await exportFigures(c.get('web').house, getPerson(c)))
})

national.get('read-national', paths.nationalDictionary, (c) => {
  demandNational('read-national', getPerson(c))
  return sendTable(c, 'ward-round-dictionary', tableDictionary(c.get('web').marking))
})

national.get('read-proposed-rules', paths.proposedRules, async (c) => {
  const proposed = await getProposedRules(c.get('web').house, getPerson(c))
  return showPage(c, <ProposedPage c={c} proposed={proposed} />)
})

national.get('read-national', paths.releases, async (c) => {
  const periods = await listPeriods(c.get('web').house, getPerson(c))
  return showPage(c, <ReleasesPage c={c} periods={periods} />)
})

national.post('prepare-release', paths.releases, async (c) => {
  const person = getPerson(c)
  demandNational('prepare-release', person)
  const form = await readForm(c)
  try {
    const { row } = await prepareRelease(c.get('web').house, person, form.get('period'))
    return c.redirect(paths.release(row.id), 303)
  } catch (error) {
    return showRefusal(c, 'This comparison cannot be prepared', error)
  }
})

national.get('read-national', paths.release, async (c) => {
  const record = await getReleaseRecord(c.get('web').house, getPerson(c), partOf(c, 'release'))
  return showPage(c, <ReleasePage c={c} record={record} />)
})

national.noted('read-national', paths.releaseFigures, async (c) => {
  try {
    return sendFigures(c, await exportFigures(c.get('web').house, getPerson(c), partOf(c, 'release')))
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== 'conflict') throw error
    return showRefusal(c, 'These figures cannot be read yet', error)
  }
})

national.post('publish-release', paths.release, async (c) => {
  const person = getPerson(c)
  demandNational('publish-release', person)
  const form = await readForm(c)
  const id = partOf(c, 'release')
  try {
    await confirmRelease(c.get('web').house, person, id, form.get('confirmation'))
    return c.redirect(paths.release(id), 303)
  } catch (error) {
    return showRefusal(c, 'This comparison was not published', error)
  }
})

/** What cannot be done, with what to do about it; anything else is a bug and goes on. */
function showRefusal(c: PageContext, title: string, error: unknown) {
  if (!(error instanceof DomainError)) throw error
  return showPage(c, <RefusedPage c={c} title={title} says={error.message} />, statusOf(error))
}

/** A release's figures, read with its own rule set; the file's name tells the releases of one period apart. */
function sendFigures(c: PageContext, release: PublishedRelease) {
  const { period, row, ruleSet } = release
  const { marking } = c.get('web')
  const text = tableRelease(marking, ruleSet, { ...release, period: period.name, digest: row.digest })
  return sendTable(c, `ward-round-${period.id}-${row.number}`, text)
}
