/** One page an organisation: legal holds on its data, and its deletion; each step by one administrator, and the next by another. */
import type { OrganisationId } from '../../ids.ts'
import { askDeletion, confirmDeletion, getKeptData, withdrawDeletion } from '../../service/deleting.ts'
import { agreeToHold, askHold, askToLift, liftHold, refuseToLift } from '../../service/holds.ts'
import type { House } from '../../service/house.ts'
import type { Person } from '../../store/person.ts'
import { pressed } from '../../web/fields.tsx'
import { paths } from '../../web/paths.ts'
import { proveFirst } from '../../web/proof.ts'
import { newRoutes } from '../../web/routes.ts'
import { getPerson, partOf } from '../../web/web.ts'
import { keepingFields, KeepingPage } from './keeping-page.tsx'

export const keeping = newRoutes()

interface Typed {
  readonly of: string
  readonly hold: string
  readonly deletion: string
  readonly name: string
}

/** What a button does; with the field in which its fault stands, if it has one. */
type Act = readonly [
  run: (
    house: House,
    person: Person,
    organisationId: OrganisationId,
    typed: Typed,
  ) => Promise<{ ok: true } | { ok: false; message: string } | void>,
  field?: keyof Typed,
]

const step = (run: (house: House, person: Person, of: string) => Promise<void>): Act => [
  (house, person, _, { of }) => run(house, person, of),
]

const ACTS = {
  hold: [(house, person, id, { hold }) => askHold(house, person, id, hold), 'hold'],
  agree: step(agreeToHold),
  'ask-to-lift': step(askToLift),
  keep: step(refuseToLift),
  lift: step(liftHold),
  delete: [(house, person, id, { deletion }) => askDeletion(house, person, id, deletion), 'deletion'],
  confirm: [(house, person, _, { of, name }) => confirmDeletion(house, person, of, name), 'name'],
  withdraw: step(withdrawDeletion),
} satisfies Record<string, Act>

/** Done only a few minutes after they proved again who they are. */
const FOR_GOOD: readonly string[] = ['delete', 'confirm', 'ask-to-lift', 'lift']

keeping.form('keep-data', paths.keeping, {
  load: (c) => getKeptData(c.get('web').house, getPerson(c), partOf(c, 'record')),
  fields: (kept) => ({ act: pressed(ACTS), ...keepingFields(kept) }),
  page: (c, kept, form) => <KeepingPage c={c} kept={kept} form={form} />,
  save: async (c, { act, ...typed }, { organisation: { id } }) => {
    const first = FOR_GOOD.includes(act) ? proveFirst(c, c.req.path) : undefined
    if (first !== undefined) return first
    const [run, field = 'of']: Act = ACTS[act]
    const done = await run(c.get('web').house, getPerson(c), id, typed)
    return done?.ok === false ? { faults: [{ field, message: done.message }] } : paths.keeping(id)
  },
})
