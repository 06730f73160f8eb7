/** The task list of a trust, the first look, and the list of answers by state. */
import { DomainError } from '../../errors.ts'
import { getAssessment, getResult } from '../../service/assessments.ts'
import { findExplanations, listToExplain } from '../../service/explaining.ts'
import { findOpenComments } from '../../service/commenting.ts'
import { decide } from '../../service/permission.ts'
import { findOpenFindings, findUnreviewed } from '../../service/reviewing.ts'
import { findOwnAssignments, getSharedOut } from '../../service/sharing-out.ts'
import { findNewerRuleSet } from '../../service/moving.ts'
import { findStartable } from '../../service/starting.ts'
import type { ResultView } from '../../service/views.ts'
import { showPage } from '../../web/layout.tsx'
import { askedIn, getPerson, type PageContext, partOf } from '../../web/web.ts'
import { newRoutes } from '../../web/routes.ts'
import { mayDo } from '../editing.ts'
import { partState } from '../parts.ts'
import { questionStates } from '../progress.ts'
import { AnswersPage, isShow } from './answers-page.tsx'
import { FirstLookPage } from './first-look-page.tsx'
import { OwnTasksPage } from './own-tasks-page.tsx'
import { TasksPage } from './tasks-page.tsx'
import { paths } from '../../web/paths.ts'

export const tasks = newRoutes()

tasks.page('see-tasks', paths.tasks, async (c) => {
  const organisationId = partOf(c, 'organisation')
  const person = getPerson(c)
  if (decide('read-whole', person, organisationId) !== 'allowed') {
    const { house } = c.get('web')
    const view = await getAssessment(house, person, organisationId)
    const assignments = await findOwnAssignments(house, person, organisationId)
    const mayReview = decide('review-evidence', person, organisationId) === 'allowed'
    const waiting = mayReview ? await findUnreviewed(house, person, organisationId) : undefined
    const openComments = await findOpenComments(house, person, organisationId)
    return showPage(
      c,
      <OwnTasksPage
        c={c}
        view={view}
        assignments={assignments}
        openComments={openComments}
        waiting={waiting}
      />,
    )
  }
  const answered = await getAnswered(c)
  const { id } = answered.view.organisation
  const open = await findOpenComments(c.get('web').house, getPerson(c), id)
  const findings = await findOpenFindings(c.get('web').house, getPerson(c), id)
  const mayStart = decide('start-assessment', person, id) === 'allowed'
  const startable = mayStart ? (await findStartable(c.get('web').house, person, id))?.name : undefined
  const newerRuleSet = await findNewerRuleSet(c.get('web').house, person, id)
  const leads = mayDo(c, answered.view, 'submit')
  const work = leads ? await findWork(c, answered) : { toExplain: 0, late: [] }
  const props = { ...answered, ...work, newerRuleSet, openComments: open, findings, startable }
  return showPage(c, <TasksPage c={c} {...props} />)
})

tasks.page('read-whole', paths.firstLook, async (c) => {
  const answered = await getAnswered(c)
  const { id } = answered.view.organisation
  const sees = decide('assign', getPerson(c), id) === 'allowed'
  const shared = sees ? await getSharedOut(c.get('web').house, getPerson(c), id) : undefined
  return showPage(c, <FirstLookPage c={c} {...answered} shared={shared} />)
})

tasks.page('read-whole', paths.answers, async (c) => {
  const show = c.req.query('show') ?? 'all'
  const answered = await getAnswered(c)
  if (!isShow(show)) throw new DomainError('not-found', 'There is no such list of answers.')
  return showPage(c, <AnswersPage c={c} {...answered} show={show} />)
})

/** What only the lead is told first: how much is to be explained, and which parts are late. */
async function findWork(c: PageContext, { view, result }: ResultView) {
  const { house } = c.get('web')
  const at = askedIn(c)
  const unexplained = listToExplain(view, result, await findExplanations(...at)).filter(
    ({ text }) => text === undefined,
  )
  const { assignments } = await getSharedOut(...at)
  const states = questionStates(view)
  const parts = assignments.map((one) => partState(view.ruleSet, states, one, house.now()))
  return {
    toExplain: unexplained.length,
    late: [...new Set(parts.filter(({ late }) => late).map(({ title }) => title))],
  }
}

function getAnswered(c: PageContext) {
  return getResult(...askedIn(c))
}
