/** Somebody who is signed in shows again that it is them, and goes on to what they wanted to change. */
import { findHalfWay } from '../../identity/half-way.ts'
import { localPath } from '../../identity/local-path.ts'
import { getOwnAccount } from '../../identity/own-account.ts'
import { askOwner, proveByCode, proveByPasskey } from '../../identity/proving.ts'
import { startSso } from '../../identity/sso.ts'
import { hidden } from '../../web/fields.tsx'
import { readForm } from '../../web/forms.ts'
import { paths } from '../../web/paths.ts'
import { newRoutes } from '../../web/routes.ts'
import { formWith } from '../../web/shown-form.tsx'
import { getGate, getSession, type PageContext } from '../../web/web.ts'
import { halfWayOf, keepHalfWay } from '../sign-in/finishing.tsx'
import { CLOSED, CREDENTIAL, wrongCode } from '../sign-in/parts.tsx'
import { showWayToSso } from '../sign-in/sso-pages.tsx'
import { accountPaths } from './addresses.ts'
import { proofFields, ProvePage } from './change-pages.tsx'

export const proving = newRoutes()

const onward = (text: string | undefined) => localPath(text) ?? paths.account
const getAccount = (c: PageContext) => getOwnAccount(getGate(c), getSession(c))

proving.form('own-account', accountPaths.prove, {
  secret: true,
  load: getAccount,
  fields: (account, c) => proofFields(account, onward(c.req.query('next'))),
  page: (c, account, form) => <ProvePage c={c} account={account} form={form} />,
  save: async (c, { next, code }) => {
    const session = getSession(c)
    const outcome = await proveByCode(getGate(c), c.get('visit'), session, code)
    // A code works once: of a form that was sent twice, the first one proved it.
    if (outcome === 'proved' || (outcome === 'refused' && session.isFresh)) return onward(next)
    if (outcome === 'ended') return paths.signIn(paths.account, 'ended')
    return wrongCode(outcome === 'closed' ? CLOSED : 'This code is not right, or was used already.')
  },
})

proving.post('own-account', accountPaths.proveOptions, async (c) => {
  const asked = await askOwner(getGate(c), c.get('visit'), getSession(c))
  if (asked === undefined) return c.body(null, 429)
  keepHalfWay(c, asked.token)
  return c.json(asked.options)
})

proving.sent('own-account', accountPaths.provePasskey, {
  secret: true,
  load: getAccount,
  fields: () => ({ ...CREDENTIAL, next: hidden('') }),
  page: (c, account, form) => {
    const next = onward(form.typed.next)
    const again = formWith(accountPaths.prove, proofFields(account, next), { next, code: '' }, form)
    return <ProvePage c={c} account={account} form={again} />
  },
  save: async (c, { credential, next }) => {
    const gate = getGate(c)
    const half = await findHalfWay(gate, halfWayOf(c), 'own-passkey')
    keepHalfWay(c, undefined)
    const isProved =
      half !== undefined && (await proveByPasskey(gate, c.get('visit'), getSession(c), half, credential))
    return isProved ? onward(next) : { refused: 'The passkey was not accepted. Try again.' }
  },
})

proving.post('own-account', accountPaths.proveSso, async (c) => {
  const form = await readForm(c)
  const purpose = { purpose: 'prove', accountId: getSession(c).person.id } as const
  const { url, token } = await startSso(getGate(c), purpose, onward(form.get('next')))
  keepHalfWay(c, token)
  return showWayToSso(c, url)
})
