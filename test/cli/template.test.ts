/** What `wardround template` prints is an answers file. */

import { expect, test } from 'vitest'
import { countedContext } from '../../src/rules/counted.ts'
import { loadRuleSet } from '../../src/rules/rule-set.ts'
import type { Result } from '../../src/scoring/model.ts'
import { scoresBeforeLimits } from '../../src/scoring/before-limits.ts'
import { project, run } from './run.ts'

test('the empty template asks every question, is accepted as it stands, and answers nothing', async () => {
  const template = await run(['template'])
  expect([template.code, template.err]).toEqual([0, ''])
  const { ruleSet } = loadRuleSet(`${project}/rules`, scoresBeforeLimits)
  for (const { id, form, text, levels } of ruleSet.questions) {
    expect(template.out).toContain(form.type === 'share' ? `# ${id} is worked out from` : `\n  ${id}:\n`)
    expect(template.out.replace(/\s*\n\s*# */g, ' ')).toContain(text)
    if (form.type === 'choice')
      for (const level of levels) expect(template.out).toMatch(new RegExp(`\\n {2}# {3}${level.id} `))
  }
  const { code, out } = await run(['score', '-', '--json'], { input: template.out })
  const result = JSON.parse(out) as Result
  expect(code).toBe(0)
  expect(result).toMatchObject({ complete: false, overall: { score: null, low: 0, high: 100, assured: 0 } })
  const counted = ruleSet.questions.length + countedContext(ruleSet).length
  expect(result.unanswered).toHaveLength(counted)
})

test('a row of a register is filled in by taking away the marks, as the template says', async () => {
  const { out } = await run(['template'])
  const lines = out.split('\n')
  const start = lines.findIndex((line) => line.startsWith('  #     - name:'))
  const end = lines.findIndex((line) => line.startsWith('  #       evidence:'))
  const row = lines.slice(start, end).map((line) => line.replace('  # ', '  '))
  const filled = row.map((line) => line.replace('- name:', '- name: Example Pathology'))
  const at = lines.findIndex((line, index) => index > end && line === '    rows: []')
  const file = [...lines.slice(0, at), '    rows:', ...filled, ...lines.slice(at + 1)].join('\n')
  const { code, err } = await run(['score', '-', '--json'], { input: file })
  expect([code, err]).toEqual([0, ''])
})

test.each(['weak', 'middling', 'strong'])('the %s example is accepted and complete', async (name) => {
  const template = await run(['template', '--example', name])
  const { code, out } = await run(['score', '-', '--json'], { input: template.out })
  expect([code, (JSON.parse(out) as Result).complete]).toEqual([0, true])
})
