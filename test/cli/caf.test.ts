/** What `wardround caf` says of a framework file and of a completed assessment. */

import { expect, test } from 'vitest'
import { COMPLETED, MADE_UP } from '../caf/made-up.ts'
import { fileWith, run } from './run.ts'

test('a sound framework is counted, and one with a defect is named at its line with exit code 1', async () => {
  const sound = await run(['caf', fileWith(MADE_UP)])
  expect([sound.code, sound.err]).toEqual([0, ''])
  expect(sound.out.replaceAll(/\s+/g, ' ')).toContain(
    '2 outcomes with 7 indicators (3 achieved, 1 partially achieved and 3 not achieved), and the profiles baseline and enhanced.',
  )
  const file = fileWith(MADE_UP.replace('              partially-achieved: {}\n', ''))
  const { code, out } = await run(['caf', file])
  expect(code).toBe(1)
  expect(out).toContain('A1.b has no group partially-achieved')
})

test('an assessment that records something else differs, outcome by outcome, with what the framework does not have', async () => {
  const framework = fileWith(MADE_UP)
  const same = await run(['caf', framework, fileWith(JSON.stringify(COMPLETED))])
  expect([same.code, same.out]).toEqual([
    0,
    expect.stringContaining('each of the 2 recorded outcomes is what is recorded.'),
  ])
  const changed = structuredClone(COMPLETED) as Record<string, unknown> & typeof COMPLETED
  changed['A1.b'].indicators['achieved_A1.b.2'] = false
  changed['Z9.z'] = {}
  const { code, out } = await run(['caf', framework, fileWith(JSON.stringify(changed, null, 1))])
  expect(code).toBe(1)
  expect(out).toContain('A1.b Lamp glass: Achieved is recorded; the rule gives not achieved.')
  expect(out).toContain('"Z9.z" is not an outcome of this framework')
  const broken = await run([
    'caf',
    framework,
    fileWith('{"A1.a": {"indicators": {"achieved_A1.a.4": "yes"}}}'),
  ])
  expect([broken.code, broken.out]).toEqual([2, ''])
  expect(broken.err).toContain(':1 "yes" is not an answer to achieved_A1.a.4. Write true or false.')
})
