import { describe, expect, test } from 'vitest'
import type { OrganisationRow } from '../../src/exchange/organisations.ts'
import { planImport, type Recorded } from '../../src/exchange/plan.ts'

const TODAY = '2026-11-25'
const BASE = { cohort: 'acute', region: 'London', icb: 'NHS Larkfold Integrated Care Board' }
const recorded = (odsCode: string, change: Partial<Recorded> = {}): Recorded => ({
  id: `id-${odsCode}`,
  odsCode,
  name: `Trust ${odsCode}`,
  ...BASE,
  closedOn: undefined,
  leadId: undefined,
  ...change,
})
const row = (odsCode: string, change: Partial<OrganisationRow> = {}): OrganisationRow => ({
  line: 2,
  odsCode,
  name: `Trust ${odsCode}`,
  ...BASE,
  ...change,
})

/** The plan's lists that are not empty, by code. */
function briefly(existing: readonly Recorded[], rows: readonly OrganisationRow[]) {
  const plan = planImport(existing, rows, TODAY)
  const codes = {
    added: plan.added.map(({ odsCode }) => odsCode),
    notAdded: plan.notAdded.map(({ odsCode }) => odsCode),
    leftOut: plan.leftOut.map(({ odsCode }) => odsCode),
    renamed: plan.renamed.map(({ from, to }) => `${from} → ${to}`),
    moved: plan.moved.map(({ what, from, to }) => `${what}: ${from} → ${to}`),
    regrouped: plan.regrouped.map(({ from, to }) => `${from} → ${to}`),
    closed: plan.closed.map(({ from, to }) => `${from} → ${to}`),
    reopened: plan.reopened.map(({ organisation }) => organisation.id),
    unchanged: plan.unchanged.map(({ organisation }) => organisation.id),
    absent: plan.absent.map(({ id }) => id),
    faults: plan.faults.map(({ line, message }) => `${line} ${message}`),
  }
  return Object.fromEntries(Object.entries(codes).filter(([, list]) => list.length > 0))
}

describe('an import', () => {
  test('of what is there already changes nothing', () => {
    expect(briefly([recorded('XA1')], [row('XA1')])).toEqual({ unchanged: ['id-XA1'] })
  })

  test('adds what is not there, unless it has a closing date', () => {
    const rows = [row('XA1', { closedOn: null }), row('XA2', { closedOn: '2025-03-31' }), row('XA3')]
    expect(briefly([], rows)).toEqual({ added: ['XA1', 'XA3'], notAdded: ['XA2'] })
  })

  test('compares closing dates with today: what will close is open until then', () => {
    const later = '2027-03-31'
    expect(briefly([], [row('XA1', { closedOn: later }), row('XA2', { closedOn: TODAY })])).toEqual({
      added: ['XA1'],
      notAdded: ['XA2'],
    })
    expect(briefly([recorded('XA1', { closedOn: later })], [])).toEqual({ absent: ['id-XA1'] })
    expect(briefly([recorded('XA1')], [row('XA1', { closedOn: later })])).toEqual({
      closed: [`undefined → ${later}`],
    })
  })

  test('leaves out a row without a region of ours, unless its organisation is here: then the region stays', () => {
    const { region, ...without } = row('XA1', { closedOn: '2025-03-31' })
    expect(region).toBe('London')
    expect(briefly([], [without])).toEqual({ leftOut: ['XA1'] })
    expect(briefly([recorded('XA1')], [without])).toEqual({ closed: ['undefined → 2025-03-31'] })
  })

  test('lists what the file does not name, and never deletes it', () => {
    const existing = [recorded('XA1'), recorded('XA2', { closedOn: '2024-01-01' })]
    expect(briefly(existing, [])).toEqual({ absent: ['id-XA1'] })
    expect(briefly([{ ...recorded('XA1'), odsCode: undefined }], [])).toEqual({ absent: ['id-XA1'] })
  })

  test('lists each change of one organisation by itself', () => {
    const change = {
      name: 'Ember',
      cohort: 'community',
      region: 'Midlands',
      icb: 'Other',
      closedOn: '2025-03-31',
    }
    expect(briefly([recorded('XA1')], [row('XA1', change)])).toEqual({
      renamed: ['Trust XA1 → Ember'],
      moved: [
        'cohort: acute → community',
        'region: London → Midlands',
        'icb: NHS Larkfold Integrated Care Board → Other',
      ],
      closed: ['undefined → 2025-03-31'],
    })
  })

  test('changes nothing that the row does not say', () => {
    const existing = [recorded('XA1', { closedOn: '2024-01-01', leadId: 'id-XA2' }), recorded('XA2')]
    const silent = { line: 2, odsCode: 'XA1', name: 'Trust XA1', cohort: 'acute', region: 'London' }
    expect(briefly(existing, [silent, row('XA2')])).toEqual({ unchanged: ['id-XA1', 'id-XA2'] })
  })

  test('never lets a suggested cohort replace a recorded one', () => {
    const suggested = { cohort: 'mental-health', cohortSuggested: 'by-a-word' } as const
    expect(briefly([recorded('XA1')], [row('XA1', suggested)])).toEqual({ unchanged: ['id-XA1'] })
  })

  test('takes capitals alone for no new name', () => {
    expect(briefly([recorded('XA1')], [row('XA1', { name: 'TRUST XA1' })])).toEqual({ unchanged: ['id-XA1'] })
  })

  test('closes on another day, and reopens, only where the file says so', () => {
    const closed = [recorded('XA1', { closedOn: '2024-01-01' })]
    expect(briefly(closed, [row('XA1', { closedOn: '2024-02-01' })])).toEqual({
      closed: ['2024-01-01 → 2024-02-01'],
    })
    expect(briefly(closed, [row('XA1', { closedOn: '2024-01-01' })])).toEqual({ unchanged: ['id-XA1'] })
    expect(briefly(closed, [row('XA1', { closedOn: null })])).toEqual({ reopened: ['id-XA1'] })
  })
})

describe('a lead', () => {
  test('is another organisation, or the organisation itself again', () => {
    const existing = [recorded('XA1'), recorded('XA2', { leadId: 'id-XA1' })]
    expect(briefly(existing, [row('XA1'), row('XA2', { leadOdsCode: 'XA2' })])).toEqual({
      regrouped: ['XA1 → XA2'],
      unchanged: ['id-XA1'],
    })
    const rows = [row('XA3', { leadOdsCode: 'XA4' }), row('XA4')]
    expect(briefly([], rows)).toEqual({ added: ['XA3', 'XA4'] })
  })

  test('must be there', () => {
    const rows = [row('XA1', { leadOdsCode: 'XA9' }), row('XA2', { leadOdsCode: 'XA3', line: 7 })]
    expect(briefly([recorded('XA3')], [...rows, row('XA9', { closedOn: '2020-01-01' })])).toMatchObject({
      faults: ['2 No organisation has the code XA9. Add it, or name another lead for XA1.'],
    })
  })

  test('must count itself, also where only one side of the chain is in the file', () => {
    const fault = /^5 XA2 cannot lead XA3: XA1 leads it\./
    const three = [recorded('XA1'), recorded('XA2'), recorded('XA3')]
    const chain = [row('XA2', { leadOdsCode: 'XA1' }), row('XA3', { leadOdsCode: 'XA2', line: 5 })]
    expect(planImport(three, chain, TODAY).faults.map(({ line, message }) => `${line} ${message}`)).toEqual([
      expect.stringMatching(fault),
    ])
    const led = [recorded('XA1'), recorded('XA2'), recorded('XA3', { leadId: 'id-XA2' })]
    const upper = [row('XA2', { leadOdsCode: 'XA1', line: 5 })]
    expect(planImport(led, upper, TODAY).faults.map(({ line, message }) => `${line} ${message}`)).toEqual([
      expect.stringMatching(fault),
    ])
  })
})
