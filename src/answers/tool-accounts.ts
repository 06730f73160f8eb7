/** The registration list of a sign-in service: which accounts have a second factor. It cannot show what a sign-in rule demands, and says so. */

import { column, count, DATE, leftOut, named, type ToolCells, type ToolKind } from './tool-kind.ts'

export const IDENTITY: ToolKind = {
  id: 'identity',
  title: 'Registration list of the sign-in service',
  where:
    'Microsoft Entra: authentication methods, user registration details. Google Workspace: users, download users.',
  row: { one: 'account', many: 'accounts' },
  columns: [
    column('account', 'text', 'Account', { required: true }),
    column('factor', 'tick', 'Has a second factor', { required: true }),
    column('demanded', 'tick', 'The second factor is demanded'),
    column('enabled', 'tick', 'Can sign in'),
    column('admin', 'tick', 'Is an administrator'),
    column('kind', 'choice', 'Kind of account', {
      options: [
        { id: 'staff', text: 'Staff' },
        { id: 'guest', text: 'Guest of another organisation' },
        { id: 'shared', text: 'Shared mailbox, room or service' },
      ],
    }),
    column(DATE, 'date', 'Last changed, or last signed in', { never: 'Never' }),
  ],
  published: named({
    // Microsoft Graph, resource userRegistrationDetails.
    ...{ userPrincipalName: 'account', isMfaCapable: 'factor', isAdmin: 'admin', userType: 'kind' },
    ...{ lastUpdatedDateTime: DATE, accountEnabled: 'enabled', id: '', userDisplayName: '' },
    // Registered counts only where the organisation's policy allows the method, which "capable" says.
    ...{ isMfaRegistered: '', isPasswordlessCapable: '', isSsprCapable: '', isSsprEnabled: '' },
    ...{ isSsprRegistered: '', isSystemPreferredAuthenticationMethodEnabled: '', methodsRegistered: '' },
    ...{ systemPreferredAuthenticationMethods: '', userPreferredMethodForSecondaryAuthentication: '' },
    defaultMfaMethod: '',
    // Google Workspace, the file of all users.
    ...{ 'First Name [Required]': '', 'Last Name [Required]': '', 'Email Address [Required]': 'account' },
    ...{ 'Org Unit Path [Required]': '', 'Status [READ ONLY]': 'enabled', Department: '' },
    ...{ 'Last Sign In [READ ONLY]': DATE, '2sv Enrolled [READ ONLY]': 'factor' },
    '2sv Enforced [READ ONLY]': 'demanded',
  }),
  words: {
    enabled: { active: 'yes', enabled: 'yes', suspended: 'no', disabled: 'no', archived: 'no' },
    kind: { member: 'staff', user: 'staff' },
    factor: { enrolled: 'yes', 'not enrolled': 'no', capable: 'yes', 'not capable': 'no' },
    demanded: { enforced: 'yes', 'not enforced': 'no' },
    [DATE]: { 'never logged in': 'never' },
  },
  questions: [
    {
      id: 'mfa-staff-accounts',
      states:
        'The list holds every enabled staff account of our tenant and of NHSmail. On a device that we do not manage, a sign-in rule asks each account counted for its second factor, or refuses it.',
      tally: (rows, { has }) => {
        const enabled = rows.filter(isEnabled)
        const staff = enabled.filter((row) => !isOutside(row))
        const shut = staff.filter(
          (row) => row['factor'] === 'yes' && (!has('demanded') || row['demanded'] === 'yes'),
        )
        return {
          value: { kind: 'counts', count: shut.length, of: staff.length },
          how: `${shut.length.toLocaleString('en-GB')} of ${count(staff.length, 'enabled staff account has', 'enabled staff accounts have')} a second factor${has('demanded') ? ' that is demanded' : ''}.`,
          leftOut: leftOut(
            [rows.length - enabled.length, 'account that cannot sign in', 'accounts that cannot sign in'],
            [enabled.length - staff.length, 'guest or shared account', 'guest or shared accounts'],
          ),
        }
      },
    },
    {
      id: 'mfa-privileged-cloud',
      states:
        'No administrator of a system that others host for us (record, finance, HR) is without a second factor either, except sealed emergency accounts that set off an alert.',
      tally: (rows, { has }) => {
        if (!has('admin'))
          return { value: undefined, how: 'The file does not say who is an administrator.', leftOut: [] }
        const enabled = rows.filter(isEnabled)
        const admins = enabled.filter((row) => row['admin'] === 'yes')
        const without = admins.filter((row) => row['factor'] !== 'yes').length
        const said = `${without.toLocaleString('en-GB')} of ${count(admins.length, "administrator's account has", "administrators' accounts have")} no second factor.`
        const others = leftOut([
          rows.length - enabled.length,
          'account that cannot sign in',
          'accounts that cannot sign in',
        ])
        if (admins.length === 0)
          return { value: undefined, how: 'The file names no administrator.', leftOut: others }
        return without === 0
          ? { value: { kind: 'choice', option: 'sealed-only' }, how: said, leftOut: others }
          : {
              value: undefined,
              how: `${said} Whether each is approved, with an end date, the list does not say: answer it on its page.`,
              leftOut: others,
            }
      },
    },
  ],
}

/** Of a file that does not say who can sign in, everybody counts. */
const isEnabled = (row: ToolCells) => row['enabled'] !== 'no'
const isOutside = (row: ToolCells) => row['kind'] === 'guest' || row['kind'] === 'shared'
