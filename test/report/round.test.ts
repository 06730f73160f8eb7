import { expect, test } from 'vitest'
import { listSetUp, type Round, type RoundLine, roundSentence, tableRound } from '../../src/report/round.ts'

const PERIOD = { name: 'Round of 2026', opens: '2026-09-30', closes: '2027-03-30' }
const line = (state: RoundLine['state'], more: Partial<RoundLine> = {}): RoundLine => ({
  id: 'oak',
  odsCode: undefined,
  name: 'Oak (fictional)',
  cohort: 'acute',
  region: 'London',
  state,
  submittedAt: undefined,
  signedAt: undefined,
  isLed: true,
  late: false,
  ...more,
})
const round = (stage: Round['stage'], ...lines: RoundLine[]): Round => ({ period: PERIOD, stage, lines })

test.each<readonly [string, Round]>([
  ['No round is set up yet: nobody can begin', { period: undefined, stage: 'none', lines: [] }],
  [
    'Round of 2026 opens on 30 September 2026; 1 of 2 organisations has a cyber lead',
    round('to-come', line('not-started'), line('not-started', { isLed: false })),
  ],
  ['1 of 1 organisation has signed', round('open', line('signed'))],
  [
    '0 of 3 organisations have signed, 1 waits for a signature and 2 have not started',
    round('open', line('submitted'), line('not-started'), line('not-started')),
  ],
  [
    '0 of 2 organisations have signed and 1 is late',
    round('open', line('being-filled-in', { late: true }), line('not-started')),
  ],
  [
    'Round of 2026 has closed: 2 of 3 organisations have signed',
    round('closed', line('signed'), line('signed'), line('submitted')),
  ],
])('%s', (says, of) => expect(roundSentence(of)).toBe(says))

test('as a table it names who is how far, and nothing else of them', () => {
  const table = tableRound(
    'OFFICIAL',
    round('open', line('submitted', { submittedAt: '2026-12-01T10:00:00Z' })),
  )
  expect(table.split('\r\n').slice(0, 2).join('\n')).toContain(
    'oak,,Oak (fictional),acute,London,submitted,no,2026-12-01T10:00:00Z,,yes',
  )
})

test('nothing is done before anything is there, and leads only once there are organisations', () => {
  const none = { organisations: 0, withoutLead: 0, periods: 0, administrators: 1, analysts: 0, mails: false }
  expect(listSetUp(none).filter(({ done }) => done)).toEqual([])
  const all = { organisations: 2, withoutLead: 0, periods: 1, administrators: 2, analysts: 2, mails: true }
  expect(listSetUp(all).filter(({ done }) => !done)).toEqual([])
})

test('of those of whom it takes two, one is not enough, and is told why', () => {
  const saysOf = (step: string, count: number) =>
    listSetUp({
      ...{ organisations: 2, withoutLead: 1, periods: 1, mails: true },
      ...{ administrators: count, analysts: count },
    }).find((one) => one.step === step)
  expect(saysOf('administrator', 1)).toMatchObject({ done: false, says: 'Some acts take two persons' })
  expect(saysOf('administrator', 2)).toMatchObject({ done: true, says: '2 administrators' })
  expect(saysOf('analysts', 1)).toMatchObject({
    done: false,
    says: 'A comparison is prepared by one and confirmed by another',
  })
  expect(saysOf('analysts', 2)).toMatchObject({ done: true, says: '2 analysts' })
  expect(saysOf('leads', 2)).toMatchObject({ done: false, says: '1 organisation has none who can sign in' })
})
