/** A case that names what is not there says which of it. */
import { expect, test } from 'vitest'
import { runCases } from '../../src/scoring/cases.ts'
import { RULE_SET } from '../service/house.ts'

const [question] = RULE_SET.questions

test.each([
  [{ nobody: 'yes' }, 'there is no question "nobody"'],
  [{ [question!.id]: 'nowhere' }, `"${question!.id}" has no level "nowhere"`],
])('a case of %o', (levels, said) => {
  const one = {
    name: 'one',
    case: { base: 'none', levels },
    placeOf: () => ({ file: 'limits.yaml', line: 1 }),
  }
  const found = runCases(RULE_SET, { cases: [one], trusts: [] } as never)
  expect(found.map(({ message }) => message)).toEqual([`case "one": ${said}`])
})
