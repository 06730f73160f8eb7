/** What the pages in plain text say of an attack and of what to fix first: all that belongs there, and nothing where there is nothing. */
import { expect, test } from 'vitest'
import { describeCheapest, uncoveredBy } from '../../src/report/cheapest.ts'
import { describeReplays } from '../../src/report/replay.ts'
import { describeLevels, paperLevel } from '../../src/report/shared-levels.ts'
import { describePointers } from '../../src/report/pointers.ts'
import { frameworkOf } from '../../src/scoring/caf.ts'
import { addScore } from '../../src/report/text-score.ts'
import { TextPage } from '../../src/report/text-page.ts'
import { addReplay } from '../../src/report/text-replay.ts'
import { RULE_SET } from '../service/house.ts'
import { examineTrust } from '../web/trusts.ts'

const examined = examineTrust('middling')

/** As one line: a page breaks its lines where they are full. */
function textOf(fill: (page: TextPage) => void): string {
  const page = new TextPage()
  fill(page)
  return page.lines.map(({ text }) => text.trim()).join(' ')
}

test('an attack is told with its sources, each with whoever published it', () => {
  const without = [...RULE_SET.incidents].flatMap((incident) => {
    const text = textOf((page) => addReplay(page, examined, incident)).replaceAll(' ', '')
    return incident.sources.flatMap(({ id, publisher, title }) => {
      const said = `${id}:${publisher === undefined ? '' : `${publisher},`}${title}`.replaceAll(' ', '')
      return text.includes(said) ? [] : [said]
    })
  })
  expect(without).toEqual([])
})

test('what the cheapest change does not cover is said with it, and where nothing is to be changed nothing is', () => {
  for (const incident of RULE_SET.incidents) {
    const text = textOf((page) => addReplay(page, examined, incident))
    const changes = describeReplays(examined, incident).flatMap((replay) => {
      const change = describeCheapest(examined, replay)
      return change?.kind === 'change' ? [change] : []
    })
    for (const words of changes.flatMap(uncoveredBy)) expect(text).toContain(words)
    if (changes.length === 0) expect(text, incident.id).not.toMatch(/does not cover|No single change/)
  }
})

test('every question that is asked stands in its domain with its level on paper', () => {
  const domains = describeLevels(examined)
  expect(domains.map(({ id }) => id)).toEqual(RULE_SET.domains.map(({ id }) => id))
  for (const { question, paper } of domains.flatMap(({ lines }) =>
    lines.map((line) => ({ ...line, question: RULE_SET.questions.find(({ id }) => id === line.id)! })),
  ))
    expect(paper, question.id).toBe(paperLevel(question, examined.row.declared[question.index] ?? 0))
})

test('outcomes that are only touched, or not examined here, are named where there are any', () => {
  const { outcomes, notExamined } = describePointers(examined, frameworkOf(RULE_SET))
  const touched = outcomes.filter(({ of }) => of === 0).map(({ id }) => id)
  const text = textOf((page) => addScore(page, examined))
  const lines = [
    ['Only touched, by our inference: ', touched],
    ['Not examined here: ', notExamined],
  ] as const
  for (const [begins, ids] of lines) {
    if (ids.length === 0) expect(text).not.toContain(begins)
    else expect(text).toContain(`${begins}${ids.join(', ')}`)
  }
})

test('the other frameworks are named where there are any', () => {
  const [first, ...others] = RULE_SET.frameworks
  expect(others.length).toBeGreaterThan(0)
  const says = (frameworks: typeof RULE_SET.frameworks) =>
    textOf((page) => addScore(page, { ...examined, ruleSet: { ...RULE_SET, frameworks } })).includes(
      'With --json also by',
    )
  expect(says(RULE_SET.frameworks)).toBe(true)
  expect(says([first!])).toBe(false)
})

test('a line has the style that was asked for, or none', () => {
  const page = new TextPage().line('Title', 'strong').line('plain').paragraph('quiet', 0, 'quiet')
  expect(page.lines).toEqual([
    { text: 'Title', style: 'strong' },
    { text: 'plain' },
    { text: 'quiet', style: 'quiet' },
  ])
})
