/** What is kept of a signature, for many drawn rows of a small rule set, under the number of its method. */
import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { chanceOf } from '../../src/random.ts'
import { summarise } from '../../src/peers/summary.ts'
import { loadRuleSet } from '../../src/rules/rule-set.ts'
import { METHOD } from '../../src/scoring/model.ts'
import { scoresBeforeLimits } from '../../src/scoring/before-limits.ts'
import { good } from '../rules/sample.ts'

test('the same levels give the same summary for as long as the method has the same number', () => {
  const { ruleSet } = loadRuleSet(good, scoresBeforeLimits)
  const hash = createHash('sha256')
  for (let draw = 0; draw < 200; draw++) {
    const chance = chanceOf('method', String(draw))
    const declared = Uint8Array.from(ruleSet.questions, ({ levels }) => chance.whole(0, levels.length - 1))
    const assured = declared.map((level) => (chance.happens(0.5) ? level : 0))
    const context = Int8Array.from(ruleSet.context, () => 0)
    hash.update(JSON.stringify(summarise(ruleSet, { declared, assured, context })))
  }
  // Where this fails because a result is another on purpose: raise METHOD, and write the new digest beside it.
  expect([METHOD, hash.digest('hex')]).toEqual([
    2,
    'c35d6d20e537cea20ececde35859a7b7334afbfcd11462f4dee1c900a67608ec',
  ])
})
