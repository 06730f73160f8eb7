/** Keys of the API, made with a fresh proof and ended by their owner. */
import { endKey, makeKey } from '../../identity/api-keys.ts'
import { findOrganisation } from '../../store/organisations.ts'
import { KEY_SCOPES } from '../../store/person.ts'
import { readForm } from '../../web/forms.ts'
import { newRoutes } from '../../web/routes.ts'
import { getGate, getSession, type PageContext } from '../../web/web.ts'
import { readName } from '../../text.ts'
import { accountPaths } from './addresses.ts'
import { ChangePage } from './change-pages.tsx'
import { atAccount, getFresh } from './fresh.ts'
import { keyFields, type Seat, seatValue, showKey } from './key-pages.tsx'

export const keys = newRoutes()

/** Characters (ours). */
const LONGEST_LABEL = 60

keys.form('own-account', accountPaths.newKey, {
  secret: true,
  load: async (c) => {
    const session = getFresh(c)
    return session instanceof Response ? session : { session, seats: await findSeats(c) }
  },
  fields: ({ seats, session }) => keyFields(seats, session),
  page: (c, { seats }, form) => (
    <ChangePage c={c} title="Make a key of the API" form={form} button="Make the key">
      {seats.length === 0 && (
        <p>You have no role in an organisation, so there is nothing that a key opens.</p>
      )}
    </ChangePage>
  ),
  save: async (c, given, { session, seats }) => {
    const named = readName(given.label, LONGEST_LABEL, 'Say what the key is for.')
    if ('message' in named) return { faults: [{ field: 'label', ...named }] }
    const seat = seats.find((one) => seatValue(one) === given.seat)
    const scope = KEY_SCOPES.find((one) => one === given.scope)
    const isOurs = /^[0-9a-f-]{36}$/.test(given.id)
    if (seat === undefined || scope === undefined || !isOurs)
      return { refused: 'Choose a role, and what it may do.' }
    const { organisationId, role } = seat
    const wanted = { id: given.id, label: named.name, organisationId, role, scope }
    return showKey(c, named.name, await makeKey(getGate(c), c.get('visit'), session, wanted))
  },
})

keys.post('own-account', accountPaths.endKey, async (c) => {
  const form = await readForm(c)
  await endKey(getGate(c), c.get('visit'), getSession(c), form.get('id'))
  return c.redirect(atAccount('key'), 303)
})

/** The roles of whoever asks, with the names of their organisations. */
async function findSeats(c: PageContext): Promise<Seat[]> {
  const { house } = c.get('web')
  const seats: Seat[] = []
  for (const one of getSession(c).person.memberships) {
    const organisation = await findOrganisation(house.db, one.organisationId)
    seats.push({ ...one, organisation: organisation?.name ?? one.organisationId })
  }
  return seats
}
