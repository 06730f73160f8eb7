/** How the outcomes of an official framework compare with a profile, in one sentence. */
import { expect, test } from 'vitest'
import { profileSentence } from '../../src/report/caf-outcomes.ts'

const said = (...against: string[]) =>
  profileSentence(
    { rows: against.map((one) => ({ profiles: [{ name: 'Basic', against: one }] })) } as never,
    'Basic',
  )

test('an outcome of which a profile asks nothing is counted by itself, and said only where there is one', () => {
  expect(said('met', 'met', 'not-met', 'not-known')).toBe(
    'The profile Basic asks something of 4: 2 met, 1 not met, 1 not known.',
  )
  expect(said('met', 'no-requirement')).toBe(
    'The profile Basic asks something of 1: 1 met, 0 not met, 0 not known. 1 outcome without a requirement.',
  )
})
