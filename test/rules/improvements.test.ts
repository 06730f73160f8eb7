/** What raising an answer takes: read from its file, each step with its own effort, and outside the digest. */
import { expect, test } from 'vitest'
import { loadFiles } from '../../src/rules/rule-set.ts'
import { scoresBeforeLimits } from '../../src/scoring/before-limits.ts'
import { goodFiles } from './sample.ts'

const written = `
basis: Ours.
pounds-a-day: 300
sizes:
  - { id: tiny, name: Tiny, days: [1, 2], pounds: [0, 0] }
  - { id: small, name: Small, days: [2, 5], pounds: [0, 1000] }
  - { id: medium, name: Medium, days: [5, 20], pounds: [0, 9000] }
  - { id: large, name: Large, days: [20, 60], pounds: [0, 50000] }
  - { id: huge, name: Huge, days: [60, 200], pounds: [0, 90000] }
prove: { days: [0.5, 1], pounds: [0, 0], weeks: 2 }
find-out: { days: [0.5, 1], pounds: [0, 0], weeks: 2 }
questions:
  ways-in:
    action: Close a door.
    size: small
    days: [3, 4]
    weeks: 4
    needs: { staff-accounts: 50-percent }
    steps:
      two: { weeks: 2, pounds: [0, 7] }
      none: { action: Close the last door., size: medium, needs: { plan-review: within-24-months } }
  staff-accounts: { action: Give more people a second factor., size: medium, weeks: 8 }
  sign-in-settings:
    action: Switch on safe settings.
    size: tiny
    weeks: 2
    items:
      logs-read: { action: Read the logs., weeks: 6 }
      old-sign-in-blocked: { action: Block old sign-in. }
      second-factor: { action: Ask for a second factor. }
  plan-review: { action: Review the plan., size: tiny, weeks: 4 }
  gateway-agreement: { action: Agree on the gateway., size: small, weeks: 12 }
  partner-notice: { action: Get notice into more contracts of your register., size: small, weeks: 26 }
`
const load = (text?: string) =>
  loadFiles(goodFiles(text === undefined ? {} : { 'improvements.yaml': text }), scoresBeforeLimits).ruleSet

test('a step says what is its own, and takes the rest from its question; with a size of its own it takes no range', () => {
  expect(load(written).improvements?.of['ways-in']).toEqual({
    action: 'Close a door.',
    items: {},
    steps: {
      two: {
        action: 'Close a door.',
        days: [3, 4],
        pounds: [0, 7],
        weeks: 2,
        needs: [{ question: 'staff-accounts', level: '50-percent' }],
      },
      one: {
        action: 'Close a door.',
        days: [3, 4],
        pounds: [0, 1000],
        weeks: 4,
        needs: [{ question: 'staff-accounts', level: '50-percent' }],
      },
      none: {
        action: 'Close the last door.',
        days: [5, 20],
        pounds: [0, 9000],
        weeks: 4,
        needs: [{ question: 'plan-review', level: 'within-24-months' }],
      },
    },
  })
})

test('what can be ticked is raised item by item, in the order in which the file has them', () => {
  const { steps, items } = load(written).improvements!.of['sign-in-settings']!
  expect(steps).toEqual({})
  expect(Object.keys(items)).toEqual(['logs-read', 'old-sign-in-blocked', 'second-factor'])
  expect(items['logs-read']).toEqual({
    action: 'Read the logs.',
    days: [1, 2],
    pounds: [0, 0],
    weeks: 6,
    needs: [],
  })
})

test('improvements score nothing: a rule set has the same digest and files with them, without them, and when they change', () => {
  const { improvements: _, ...without } = load(written)
  expect(without).toEqual(load())
  expect(load(written.replace('weeks: 8', 'weeks: 9')).digest).toBe(load().digest)
})
