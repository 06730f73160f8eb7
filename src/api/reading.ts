/** What programs read: the key's own bounds, the whole assessment, what it adds up to, the plan and the trail. Each is what the pages read. */
import * as v from 'valibot'
import { ACTION_SHAPE, ENTRY_SHAPE, KEY_SHAPE, OUTCOME_SHAPE, RESULTS_SHAPE } from './shapes.ts'
import { standingOf } from '../caf/answered.ts'
import type { OfficialFramework } from '../caf/model.ts'
import { standingId } from '../report/caf-outcomes.ts'
import { ATTACK, LESSON, RISK } from '../report/result-shapes.ts'
import { SHAPES } from '../report/whole-assessment.ts'
import type { Result } from '../scoring/model.ts'
import { getResult } from '../service/assessments.ts'
import { type CafVersion, getCaf, WHOLE, writeSaid } from '../service/caf.ts'
import { getPlan } from '../service/planned-actions.ts'
import { getTrail } from '../service/trails.ts'
import { exportAssessment } from '../service/whole-assessments.ts'
import { askedIn, type PageContext } from '../web/web.ts'
import { getKey } from '../web/by-key.ts'
import { cursorOf, newApiRoutes, PAGED, partShape, type Shape } from './routes.ts'

export const reading = newApiRoutes('Reading')

const OWN = '/organisations/:organisation'

reading.add(
  'GET',
  'key',
  '/key',
  {
    id: 'getKey',
    about: 'What this key is: its organisation, its role, and whether it may edit answers.',
    gives: KEY_SHAPE,
  },
  (c) => {
    const { organisationId: organisation, role, scope, label } = getKey(c)
    return Promise.resolve({ organisation, role, scope, label })
  },
)

reading.add(
  'GET',
  'read-whole',
  `${OWN}/assessment`,
  {
    id: 'getAssessment',
    about: 'Everything that is kept of the present assessment, as one document. It is entered in the trail.',
    gives: SHAPES.whole,
  },
  async (c) => exportAssessment(...askedIn(c), c.get('web').marking),
)

reading.add(
  'GET',
  'read-results',
  `${OWN}/results`,
  {
    id: 'getResults',
    about:
      'The scores of the present assessment, overall and by domain, each with the lines that it adds up from.',
    gives: RESULTS_SHAPE,
  },
  async (c) => {
    const { status, result } = await findResult(c)
    const { asOf, complete, overall, domains } = result
    return { status, 'as-of': asOf, complete, overall, domains }
  },
)

/** Lists of what is found in the answers, by the word of their address. */
const FOUND = [
  ['risks', 'getRisks', 'risks', RISK, 'Each risk, on paper and on evidence.'],
  ['attacks', 'getAttacks', 'incidents', ATTACK, 'How each past attack would have ended here.'],
  [
    'lessons',
    'getLessons',
    'lessons',
    LESSON,
    'Each lesson of these attacks, and whether it is learned here.',
  ],
] as const

for (const [word, id, part, shape, about] of FOUND)
  reading.add(
    'GET',
    'read-results',
    `${OWN}/${word}`,
    { id, about, gives: v.object({ items: v.array<Shape>(shape) }) },
    async (c) => ({ items: (await findResult(c)).result[part] }),
  )

/** Actions of one part of the list (ours). */
const MOST_ACTIONS = 100

reading.add(
  'GET',
  'read-actions',
  `${OWN}/actions`,
  {
    id: 'getActions',
    about: 'What was decided to be done, the oldest first: who does it by when, and what came of it.',
    query: PAGED,
    gives: partShape(ACTION_SHAPE),
  },
  async (c, { query }) => {
    const { actions } = await getPlan(...askedIn(c))
    // No action is ever taken away, and none changes its place here: a cursor says how many were given.
    const from = cursorOf(query) ?? 0
    const to = from + MOST_ACTIONS
    const items = actions
      .toSorted((a, b) => compare(a.madeAt, b.madeAt) || compare(a.id, b.id))
      .slice(from, to)
    return {
      items: items.map((one) => ({
        ...{ id: one.id, title: one.title, owner: one.ownerName, due: one.due, state: one.state },
        ...{ size: one.size, pounds: one.pounds, funded: one.funded, overdue: one.isOverdue },
        ...{ question: one.questionId, reason: one.reason, outcome: one.outcome, version: one.version },
      })),
      next: actions.length > to ? String(to) : undefined,
    }
  },
)

reading.add(
  'GET',
  'read-whole',
  `${OWN}/caf`,
  {
    id: 'getFrameworkOutcomes',
    about:
      'How each outcome of the official frameworks that are loaded stands, and what was said of it: of the organisation, and of each critical system of which something was said.',
    gives: v.object({ items: v.array<Shape>(OUTCOME_SHAPE) }),
  },
  async (c) => {
    const { loaded, said } = await getCaf(...askedIn(c))
    return { items: loaded.flatMap(({ framework, official }) => outcomesOf(framework.id, official, said)) }
  },
)

function outcomesOf(framework: string, { outcomes }: OfficialFramework, said: readonly CafVersion[]) {
  const own = said.filter((one) => one.frameworkId === framework)
  return [...new Set([WHOLE, ...own.map(({ systemId }) => systemId)])].flatMap((system) =>
    outcomes.map((outcome) => {
      const { code, title } = outcome
      const found = own.find((one) => one.systemId === system && one.outcome === code)
      const nothing = { ...{ frameworkId: framework, systemId: system, outcome: code }, ...NEVER_SAID }
      return {
        ...writeSaid(found ?? nothing),
        title,
        status: standingId(standingOf(outcome, found?.value)),
      }
    }),
  )
}

const NEVER_SAID = { value: undefined, version: 0, savedAt: undefined, savedBy: undefined }

reading.add(
  'GET',
  'read-trail',
  `${OWN}/trail`,
  {
    id: 'getTrail',
    about: 'What was done in the organisation, the newest first.',
    query: PAGED,
    gives: partShape(ENTRY_SHAPE),
  },
  async (c, { query }) => {
    const { rows, before } = await getTrail(...askedIn(c), cursorOf(query))
    return {
      items: rows.map((one) => ({
        ...{ number: one.seq, at: one.at, by: one.actorName, action: one.action, object: one.object },
        ...{ details: one.details, from: one.address, hash: one.hash },
      })),
      next: before?.toString(),
    }
  },
)

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

/** With the figures that it was signed with, where it is. */
async function findResult(c: PageContext): Promise<{ readonly status: string; readonly result: Result }> {
  const { view, result, signed } = await getResult(...askedIn(c))
  return { status: view.assessment.status, result: signed?.result ?? result }
}
