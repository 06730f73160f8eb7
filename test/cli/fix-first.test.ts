/** What `wardround fix-first` says about one trust. */
import { expect, test } from 'vitest'
import { findFixFirst } from '../../src/planning/fix-first.ts'
import type { FixFirst } from '../../src/planning/model.ts'
import { examine } from '../../src/cli/answers.ts'
import { ruleSet } from '../rules-content/real-rules.ts'
import { good, run, trust } from './run.ts'

test('the data are the list that the page shows', async () => {
  const { code, out } = await run(['fix-first', trust('middling'), '--json'])
  expect(code).toBe(0)
  const found = findFixFirst(await examine(ruleSet, trust('middling')), ruleSet.improvements!)
  expect(JSON.parse(out) as FixFirst).toEqual(JSON.parse(JSON.stringify(found)))
})

test('the sentences begin with what it comes to, then the moves with what they take and change', async () => {
  const { out } = await run(['fix-first', trust('middling')])
  const { moves, now } = findFixFirst(await examine(ruleSet, trust('middling')), ruleSet.improvements!)
  const [first] = moves
  expect(out).toMatch(/^OFFICIAL-SENSITIVE/)
  expect(out.replaceAll(/\s+/g, ' ')).toContain(
    `${now.above.paper} High or Extreme risks down to ${moves.at(-1)?.changes.above.to.paper} on paper`,
  )
  expect(out).toContain(`1 ${first?.action} [${first?.question}]`)
  expect(out).toContain('planning assumptions of this tool, not facts')
})

test('an answers file that has hardly begun is told that it is too early, and no list', async () => {
  const { code, out } = await run(['fix-first', trust('half-answered')])
  expect(code).toBe(0)
  expect(out).toContain('Too early to say what to fix first')
  expect(out).not.toContain('Real work')
})

test('rules that do not say what raising an answer takes are refused', async () => {
  const { code, err } = await run(['fix-first', '-', '--rules', good], { input: '' })
  expect(code).toBe(2)
  expect(err).toContain('improvements.yaml')
})
