/** Addresses of the steps of signing in, beside those that other pages link to. */
import { address } from '../../web/address.ts'
import { paths } from '../../web/paths.ts'

export const signInPaths = {
  signIn: paths.signIn(),
  passkeyOptions: '/sign-in/passkey/options',
  passkey: '/sign-in/passkey',
  second: paths.second,
  secondOptions: '/sign-in/second/options',
  secondPasskey: '/sign-in/second/passkey',
  sso: '/sign-in/single-sign-on',
  enrol: paths.enrol,
  enrolOptions: '/enrol/passkey/options',
  enrolPasskey: '/enrol/passkey',
  enrolPassword: '/enrol/password',
  enrolApp: '/enrol/app',
  enrolAppStart: '/enrol/app/start',
  /** Accepts an invitation through somebody's organisation. */
  invitationSso: address('/invitation/:token/single-sign-on'),
} as const
