/** An explanation in plain text says only what is there: the range or the score, and each list with its heading. */

import { describe, expect, test } from 'vitest'
import { explain } from '../../src/report/explain.ts'
import type { Examined } from '../../src/report/explain-score.ts'
import { addExplanation } from '../../src/report/text-explain.ts'
import { TextPage } from '../../src/report/text-page.ts'
import { RULE_SET } from '../service/house.ts'
import { examineTrust } from '../web/trusts.ts'

function explained(examined: Examined, id: string): string {
  const explanation = explain(examined, id)
  if (explanation === undefined) throw new Error(`nothing explains ${id}`)
  const page = new TextPage(4000)
  addExplanation(page, examined, explanation)
  return page.lines.map(({ text }) => text).join('\n')
}

test('a score says what adds up to it, and a range to its low end', () => {
  const [whole, part] = [examineTrust('middling'), examineTrust('half-answered')]
  expect(explained(whole, 'overall')).toMatch(
    new RegExp(`^What adds up to ${whole.result.overall.score}$`, 'm'),
  )
  expect(explained(part, 'overall')).toMatch(
    new RegExp(`^What adds up to ${part.result.overall.low}, the low end of the range$`, 'm'),
  )
})

describe('the whole and a domain', () => {
  const [domain] = RULE_SET.domains
  const [whole, part] = ['overall', domain?.id ?? ''].map((id) => explained(examineTrust('middling'), id))

  test('are worked out from scores, and from credit', () => {
    expect(whole).toContain('A line is score × weight')
    expect(part).toContain('A line is credit × weight')
    expect(whole).toMatch(/Points +Weight +Score +From/)
    expect(part).toMatch(/Points +Weight +Credit +From/)
  })

  test('have their own questions, weight and hint', () => {
    expect(part).toContain('Question by question')
    expect(whole).not.toContain('Question by question')
    expect(part).toContain(`Weight ${domain?.weight} in the overall score: ${domain?.because}`)
    expect(whole).not.toContain('in the overall score:')
    expect(whole).toContain('Explain a domain by its id')
    expect(part).not.toContain('Explain a domain by its id')
  })
})

test('a question about the scope says what it decides, and nothing of what it does not', () => {
  const examined = examineTrust('middling')
  for (const { id } of RULE_SET.context) {
    const explanation = explain(examined, id)
    if (explanation?.kind !== 'context') throw new Error(`${id} is not about the scope.`)
    const text = explained(examined, id)
    expect(text.includes('whether these questions concern you')).toBe(explanation.showsQuestions.length > 0)
    expect(text.includes('whether these attacks could reach you')).toBe(explanation.exposesTo.length > 0)
    expect(text).toContain(`Answer: ${explanation.answer ?? 'not answered'}`)
  }
})

test('a question names what reads it under a heading, and none where nothing does', () => {
  const examined = examineTrust('middling')
  for (const { id, caf } of RULE_SET.questions) {
    const explanation = explain(examined, id)
    if (explanation?.kind !== 'question') throw new Error(`${id} is no question.`)
    const text = explained(examined, id)
    const { limits, risks, incidents } = explanation.readBy
    expect(text.includes('Limits that read it')).toBe(limits.length > 0)
    expect(text.includes('Risks that it can lower')).toBe(risks.length > 0)
    expect(text.includes('Past attacks in which it matters')).toBe(incidents.length > 0)
    expect(text.includes('It does not cover: ')).toBe(explanation.doesNotCover !== null)
    for (const framework of RULE_SET.frameworks)
      if ((caf[framework.id] ?? []).length > 0) expect(text).toContain(`${framework.short}: `)
    expect(text.includes('It is out of the sum of')).toBe(explanation.hundredths === null)
  }
})

test('limits and what is left out have their headings where there are any, and only there', () => {
  const seen = new Set<boolean>()
  for (const name of ['middling', 'very-weak', 'all-best'])
    for (const one of examineTrust(name).result.domains) {
      const examined = examineTrust(name)
      const text = explained(examined, one.id)
      expect(text.includes('Limits that hold'), `${name} ${one.id}`).toBe(one.caps.length > 0)
      seen.add(one.caps.length > 0)
      const explanation = explain(examined, one.id)
      if (explanation?.kind !== 'domain') throw new Error(one.id)
      expect(text.includes('Left out of the sum')).toBe(explanation.leftOut.length > 0)
    }
  expect(seen.size).toBe(2)
})
