/** The pages on which a lead shares the questionnaire out among colleagues. */
import { getCaf } from '../../service/caf.ts'
import { getAssessment } from '../../service/assessments.ts'
import { demandState } from '../../service/permission.ts'
import { assignDomains, assignPart, endAssignment, getSharedOut } from '../../service/sharing-out.ts'
import { paths } from '../../web/paths.ts'
import { askedIn, getPerson, type PageContext, partOf } from '../../web/web.ts'
import { newRoutes } from '../../web/routes.ts'
import {
  assignmentFields,
  AssignPage,
  partsOfFramework,
  partsOfQuestionnaire,
  type Sharing,
} from './assign-page.tsx'
import { dayFieldOf, SharingOutPage, sharingOutFields, whoFieldOf } from './sharing-out-page.tsx'

export const sharingOut = newRoutes()

/** What was done, by the word in the address that leads back to the page. */
const DONE: Readonly<Record<string, string>> = {
  given: 'The part is shared out.',
  shared: 'What you chose is shared out.',
  ended: 'The part is taken back. The answers stay.',
}

sharingOut.form('assign', paths.sharingOut, {
  load: getAll,
  fields: sharingOutFields,
  page: (c, of, form) => <SharingOutPage c={c} {...of} form={form} done={DONE[c.req.query('done') ?? '']} />,
  save: async (c, { due, ...who }, { view: { organisation, ruleSet } }) => {
    const accounts = new Map(ruleSet.domains.map(({ id }) => [id, who[whoFieldOf(id)] ?? '']))
    const days = new Map(ruleSet.domains.map(({ id }) => [id, who[dayFieldOf(id)] ?? '']))
    const form = { accounts, days, due }
    const done = await assignDomains(c.get('web').house, getPerson(c), organisation.id, form)
    if (done.ok) return `${paths.sharingOut(organisation.id)}?done=shared`
    const fieldOf = (field: string) => (accounts.has(field) ? whoFieldOf(field) : field)
    return { faults: done.faults.map(({ field, message }) => ({ field: fieldOf(field), message })) }
  },
})

sharingOut.form('assign', paths.newAssignment, {
  load: async (c) => {
    const found = await getAll(c)
    demandState('assign', found.view)
    const asked = c.get('form')?.get('asked') ?? c.req.query('part') ?? ''
    const parts = asked.startsWith('caf:')
      ? partsOfFramework(await getCaf(...askedIn(c)), asked, found.shared)
      : partsOfQuestionnaire(found.view, asked)
    return { ...found, parts }
  },
  fields: assignmentFields,
  page: (c, of, form) => <AssignPage c={c} of={of} form={form} />,
  save: async (c, { part, account, due, note }, { view: { organisation } }) => {
    const [kind = '', target = ''] = part.split(':')
    const wanted = { accountId: account, kind, target, due, note }
    const done = await assignPart(c.get('web').house, getPerson(c), organisation.id, wanted)
    return done.ok ? `${paths.sharingOut(organisation.id)}?done=given` : done
  },
})

sharingOut.post('assign', paths.endAssignment, async (c) => {
  const id = partOf(c, 'organisation')
  await endAssignment(c.get('web').house, getPerson(c), id, partOf(c, 'assignment'))
  return c.redirect(`${paths.sharingOut(id)}?done=ended`, 303)
})

async function getAll(c: PageContext): Promise<Sharing> {
  const { house } = c.get('web')
  const organisationId = partOf(c, 'organisation')
  const shared = await getSharedOut(house, getPerson(c), organisationId)
  return { view: await getAssessment(house, getPerson(c), organisationId), shared }
}
