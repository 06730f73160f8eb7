/** What a guide tells non-executives to ask is answered by the scores of the result, and by where most is lost. */
import { expect, test } from 'vitest'
import { describeGuide } from '../../src/report/board-guide.ts'
import { RULE_SET } from '../service/house.ts'
import { examineTrust, TRUSTS } from '../web/trusts.ts'

test.each(Object.keys(TRUSTS))('each question of %s is answered by its domains', (name) => {
  const examined = examineTrust(name)
  const said = describeGuide(examined)
  expect(said.map(({ says }) => says.length)).toEqual([3, 1, 1, 1])
  for (const sentence of said.flatMap(({ says }) => says)) {
    const domain = RULE_SET.domains.find(({ title }) => sentence.startsWith(`${title}: `))
    const found = examined.result.domains.find(({ id }) => id === domain?.id)
    const onPaper = found?.low === found?.high ? found?.low : `${found?.low} to ${found?.high}`
    expect(sentence).toContain(`: ${onPaper} on paper, ${found?.assured} on evidence`)
    const lost = RULE_SET.questions.find(({ short }) => sentence.endsWith(`; most is lost at “${short}”.`))
    expect(lost?.domain).toBe(found?.low === 100 ? undefined : domain?.id)
  }
})

test('where nothing is in place most is lost at what weighs most in its domain', () => {
  const [, privileged] = describeGuide(examineTrust('all-worst'))
  const most = RULE_SET.questions
    .filter(({ domain }) => domain === 'privileged')
    .toSorted((a, b) => b.weight - a.weight)[0]
  expect(privileged?.says).toEqual([
    `Privileged access: 0 on paper, 0 on evidence; most is lost at “${most?.short}”.`,
  ])
})
