/** The registers, read and changed by a program row by row, in the words of an answers file. A change names the version that it saw. */
import * as v from 'valibot'
import type { AnswerFault } from '../answers/model.ts'
import { parseRow } from '../answers/parse-row.ts'
import { writeRow } from '../answers/written.ts'
import { SHAPES } from '../report/whole-assessment.ts'
import { getAssessment } from '../service/assessments.ts'
import type { RegisterView } from '../service/content.ts'
import { getRegister, noSuch } from '../service/named.ts'
import { decide, demand } from '../service/permission.ts'
import { deleteRow, saveRow, setRegisterComplete } from '../service/register-rows.ts'
import type { AssessmentView } from '../service/views.ts'
import { ApiProblem } from '../web/problems.ts'
import { datesOf } from '../web/times.ts'
import { askedIn, getPerson, type PageContext, partOf } from '../web/web.ts'
import { newApiRoutes, setTag, STALE } from './routes.ts'
import { REGISTER_SHAPE, STATED_ROW_SHAPE } from './shapes.ts'

export const registers = newApiRoutes('Registers')

const OWN = '/organisations/:organisation/registers'
const ONE = `${OWN}/:register` as const
const ROW = `${ONE}/rows/:row` as const

registers.add(
  'GET',
  'read-answers',
  OWN,
  {
    id: 'listRegisters',
    about: 'Every register with its rows.',
    gives: v.object({ items: v.array(REGISTER_SHAPE) }),
  },
  async (c) => {
    const view = await getAssessment(...askedIn(c))
    const person = getPerson(c)
    const mine = view.ruleSet.registers.filter(
      ({ domain }) => decide('read-answers', person, view.organisation.id, { domain }) === 'allowed',
    )
    return { items: mine.map(({ id }) => state(view, id)) }
  },
)

registers.add(
  'GET',
  'read-answers',
  ONE,
  {
    id: 'getRegister',
    about: 'One register with its rows. Its ETag is that of the statement that it is complete.',
    gives: REGISTER_SHAPE,
    hasTag: true,
  },
  getOne,
)

registers.add(
  'PUT',
  'edit-answers',
  ONE,
  {
    id: 'putRegister',
    about: 'States that every row that belongs in the register is there, or takes it back.',
    body: v.strictObject({ complete: v.boolean() }),
    gives: REGISTER_SHAPE,
    hasTag: true,
  },
  async (c, { body, seen }) => {
    const saved = await setRegisterComplete(...askedIn(c), partOf(c, 'register'), seen, body.complete)
    if (!saved.ok) throw new ApiProblem(412, STALE, { present: await getOne(c), given: body })
    return getOne(c)
  },
)

registers.add(
  'GET',
  'read-answers',
  ROW,
  {
    id: 'getRow',
    about: 'One row. Its ETag is the version that a change must name.',
    gives: STATED_ROW_SHAPE,
    hasTag: true,
  },
  async (c) => {
    const found = await getOneRow(c)
    if (found.version === 0) throw noSuch('row')
    return found
  },
)

registers.add(
  'PUT',
  'edit-answers',
  ROW,
  {
    id: 'putRow',
    about: 'Adds a row, with a new UUID and If-Match "0", or changes one.',
    body: SHAPES.row,
    gives: STATED_ROW_SHAPE,
    hasTag: true,
  },
  async (c, { body, seen }) => {
    const { ruleSet, answers } = await getAssessment(...askedIn(c))
    const register = getRegister(ruleSet, partOf(c, 'register'))
    const parsed = parseRow(ruleSet, register, body, datesOf(c, answers.asOf), 'file')
    if (!parsed.ok) throw faulty(parsed.faults)
    const saved = await saveRow(...askedIn(c), register.id, partOf(c, 'row'), seen, parsed.value)
    if (saved.ok) return getOneRow(c)
    if ('faults' in saved) throw faulty(saved.faults)
    throw new ApiProblem(412, STALE, { present: await getOneRow(c), given: body })
  },
)

registers.add(
  'DELETE',
  'edit-answers',
  ROW,
  { id: 'deleteRow', about: 'Takes one row away.', gives: STATED_ROW_SHAPE, hasTag: true },
  async (c, { seen }) => {
    const saved = await deleteRow(...askedIn(c), partOf(c, 'register'), partOf(c, 'row'), seen)
    if (!saved.ok) throw new ApiProblem(412, STALE, { present: await getOneRow(c) })
    return getOneRow(c)
  },
)

/** @throws DomainError 'not-found' or 'not-allowed'. */
async function getOne(c: PageContext): Promise<v.InferInput<typeof REGISTER_SHAPE>> {
  const view = await getAssessment(...askedIn(c))
  const { id, domain } = getRegister(view.ruleSet, partOf(c, 'register'))
  demand('read-answers', getPerson(c), view.organisation.id, { domain })
  const found = state(view, id)
  setTag(c, found.version)
  return found
}

/** One row, or that there is none. @throws as `getOne`. */
async function getOneRow(c: PageContext): Promise<v.InferInput<typeof STATED_ROW_SHAPE>> {
  const id = partOf(c, 'row')
  const found = (await getOne(c)).rows.find((one) => one.id === id) ?? { id, version: 0 }
  setTag(c, found.version)
  return found
}

function state(view: AssessmentView, id: string): v.InferInput<typeof REGISTER_SHAPE> {
  const { version, complete, rows }: RegisterView = view.registers[id] ?? NONE
  const register = getRegister(view.ruleSet, id)
  const dates = { asOf: view.answers.asOf, today: '9999-12-31' }
  return {
    ...{ register: id, version, complete },
    rows: rows.map((one) => ({
      ...{ id: one.id, version: one.version },
      row: writeRow(view.ruleSet, register, one.row, dates) as v.InferInput<typeof SHAPES.row>,
    })),
  }
}

const NONE: RegisterView = { version: 0, complete: false, savedAt: undefined, rows: [] }

function faulty(faults: readonly AnswerFault[]): ApiProblem {
  return new ApiProblem(422, 'This is not a row of the register.', { faults: [...faults] })
}
