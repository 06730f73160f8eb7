/** Items of a list without which few others count are named wherever the list is read, so that a number of ticks hides none. */
import { expect, test } from 'vitest'
import { encodeValue } from '../../src/answers/encode.ts'
import { writeTemplate } from '../../src/report/text-template.ts'
import { mustHaveWords, valueWords } from '../../src/report/words.ts'
import { RULE_SET } from '../service/house.ts'

const lists = RULE_SET.questions.flatMap((question) =>
  question.form.type === 'checklist' ? [{ question, items: question.form.items }] : [],
)

test('what an item costs while it is not ticked is said in words', () => {
  const said = (withoutItAtMost: number) =>
    mustHaveWords({ id: 'item', text: { text: 'It is.', for: {} }, withoutItAtMost })
  expect(said(0)).toBe('Without it none counts.')
  expect(said(1)).toBe('Without it one at most counts.')
  expect(said(3)).toBe('Without it three at most count.')
  expect(mustHaveWords({ id: 'item', text: { text: 'It is.', for: {} } })).toBeUndefined()
})

test('an answer says how many of its ticks count when a must-have is not among them', () => {
  const limited = lists.flatMap(({ question, items }) =>
    items
      .filter((item) => item.withoutItAtMost !== undefined)
      .map((item) => ({ question, items, without: item, most: item.withoutItAtMost ?? 0 })),
  )
  expect(limited.length).toBeGreaterThan(10)
  for (const { question, items, without, most } of limited) {
    const value = {
      kind: 'ticked',
      items: items.filter((item) => item !== without).map(({ id }) => id),
    } as const
    const counted = encodeValue(question, value, '2026-11-22')
    expect(counted, question.id).toBeLessThanOrEqual(most)
    expect(valueWords(question, value), question.id).toMatch(/^\d+ of \d+ ticked, of which \w+ counts?$/)
    const all = { kind: 'ticked', items: items.map(({ id }) => id) } as const
    expect(valueWords(question, all), question.id).toBe(`${items.length} of ${items.length} ticked`)
  }
})

test('the file to fill in says it beside each item', () => {
  const template = writeTemplate(RULE_SET, '2026-11-22').replace(/\s*\n\s*# */g, ' ')
  for (const { question, items } of lists)
    for (const item of items) {
      const words = mustHaveWords(item)
      if (words !== undefined) expect(template, question.id).toContain(words)
    }
})
