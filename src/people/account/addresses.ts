/** Addresses of the pages of somebody's own account. */

export const accountPaths = {
  name: '/account/name',
  reminders: '/account/reminders',
  email: '/account/email',
  confirmEmail: '/account/email/:token',
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
  endSession: '/account/sessions/end',
  endOthers: '/account/sessions/end-others',
  prove: '/account/prove',
  proveOptions: '/account/prove/options',
  provePasskey: '/account/prove/passkey',
  proveSso: '/account/prove/single-sign-on',
} as const
