/** Addresses of the pages of somebody's own account. */
import { address } from '../../web/address.ts'
import { paths } from '../../web/paths.ts'

export const accountPaths = {
  name: '/account/name',
  reminders: '/account/reminders',
  email: '/account/email',
  confirmEmail: address('/account/email/:token'),
  password: '/account/password',
  newPasskey: '/account/passkeys/new',
  newPasskeyOptions: '/account/passkeys/options',
  removePasskey: '/account/passkeys/remove',
  app: '/account/app',
  startApp: '/account/app/start',
  removeApp: '/account/app/remove',
  codes: '/account/recovery-codes',
  linkSso: '/account/single-sign-on',
  unlinkSso: '/account/single-sign-on/remove',
  newKey: '/account/keys/new',
  endKey: '/account/keys/end',
  endSession: '/account/sessions/end',
  endOthers: '/account/sessions/end-others',
  prove: paths.prove(),
  proveOptions: '/account/prove/options',
  provePasskey: '/account/prove/passkey',
  proveSso: '/account/prove/single-sign-on',
} as const
