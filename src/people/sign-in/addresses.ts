/** Addresses of the steps of signing in, beside those that other pages link to. */

export const signInPaths = {
  signIn: '/sign-in',
  passkeyOptions: '/sign-in/passkey/options',
  passkey: '/sign-in/passkey',
  second: '/sign-in/second',
  secondOptions: '/sign-in/second/options',
  secondPasskey: '/sign-in/second/passkey',
  sso: '/sign-in/single-sign-on',
  enrol: '/enrol',
  enrolOptions: '/enrol/passkey/options',
  enrolPasskey: '/enrol/passkey',
  enrolPassword: '/enrol/password',
  enrolApp: '/enrol/app',
  enrolAppStart: '/enrol/app/start',
} as const
