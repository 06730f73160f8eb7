/** What the state of an assessment refuses, each in its own words, and what the end of its period does. */

import { expect, test } from 'vitest'
import { DomainError } from '../../src/errors.ts'
import {
  AFTER_CLOSING,
  demandState,
  isPossible,
  STATES,
  type StateAction,
} from '../../src/service/permission.ts'

test.each([
  ['draft', 'This assessment is still being filled in: it has not been submitted.'],
  ['returned', 'The SIRO returned this assessment: it is being filled in again.'],
  [
    'submitted',
    'This assessment has been submitted and can no longer be changed. The lead can withdraw it, or the SIRO return it.',
  ],
  ['signed', 'This assessment is signed, and never changes. The SIRO can reopen it, which makes a new one.'],
  ['superseded', 'This assessment was replaced by a newer one, and never changes.'],
] as const)('what a %s assessment does not allow: %s', (status, words) => {
  const action = status === 'draft' || status === 'returned' ? 'sign' : 'edit-answers'
  const stage = { assessment: { status }, closed: undefined }
  expect(isPossible(action, stage)).toBe(false)
  expect(() => demandState(action, stage)).toThrow(new DomainError('conflict', words))
})

test('once its period has closed, only what was submitted in time goes on', () => {
  const closed = { name: '2026', closes: '2026-11-30' }
  for (const action of Object.keys(STATES) as StateAction[]) {
    const stage = { assessment: { status: STATES[action][0] }, closed: undefined }
    expect(isPossible(action, stage)).toBe(true)
    expect(() => demandState(action, stage)).not.toThrow()
    expect(isPossible(action, { ...stage, closed })).toBe(AFTER_CLOSING.includes(action))
    if (!AFTER_CLOSING.includes(action))
      expect(() => demandState(action, { ...stage, closed })).toThrow(
        '2026 closed on 30 November 2026, so this assessment can no longer be changed. If it must be, ask the national administrators to move the closing day.',
      )
  }
})
