import { describe, expect, test } from 'vitest'
import type { Figures, Ladder, PublishedCohort, Release } from '../../src/peers/model.ts'
import {
  describeCountry,
  notTakingPart,
  protectsMost,
  reconciledWords,
  shortDomain,
  shortGroup,
} from '../../src/report/country.ts'
import { chartReplays } from '../../src/report/peer-stacks.ts'
import { RULE_SET } from '../service/house.ts'

const scores = (paper: number, evidence: number) => ({
  onPaper: { p50: paper },
  onEvidence: { p50: evidence },
  bands: { of: 20, atLeast: null },
})
const ladder = (reached: number): Ladder => ({
  of: 20,
  atLeast: [reached, reached, reached, reached, reached],
})
const figuresOf = (paper: number, evidence: number, met: readonly [number, number] = [10, 5]): Figures => ({
  size: 20,
  overall: scores(paper, evidence),
  domains: RULE_SET.domains.map(() => scores(paper, evidence)),
  risks: [],
  questions: [],
  incidents: RULE_SET.incidents
    .flatMap(({ chains }) => chains)
    .map(() => ({ onPaper: ladder(met[0]), onEvidence: ladder(met[1]) })),
  lessons: [],
  protects: [{ question: 0, level: 1 }],
})
const ALL = RULE_SET.family.cells.map(({ id }) => id)
const groupOf = (
  figures: Figures,
  of: readonly string[] = ALL,
  title = 'All organisations',
): PublishedCohort => ({
  id: of.join('+'),
  title,
  of,
  figures,
})
const readOf = (group: PublishedCohort, ruleSet = RULE_SET) => ({
  content: { cohorts: [group] } as unknown as Release,
  ruleSet,
  period: { name: 'Round of 2024' },
})

describe('what the country comes to', () => {
  const now = groupOf(figuresOf(45, 10))
  const sentence = (paper: number, evidence: number) =>
    describeCountry({ ruleSet: RULE_SET }, readOf(groupOf(figuresOf(paper, evidence))), now).sentence

  test('is the middle in both readings, and what moved by more than rounding can make', () => {
    const half = 'Half of this group scores 45 or more on paper and 10 or more on evidence'
    expect(sentence(45, 10)).toBe(`${half}: no clear change since Round of 2024`)
    expect(sentence(40, 15)).toBe(`${half}: no clear change since Round of 2024`)
    expect(sentence(35, 10)).toBe(`${half}: up 10 on paper since Round of 2024`)
    expect(sentence(35, 25)).toBe(`${half}: up 10 on paper and down 15 on evidence since Round of 2024`)
    expect(describeCountry({ ruleSet: RULE_SET }, undefined, now).sentence).toBe(half)
  })

  test('is compared with no other group and under no other rules', () => {
    const other = groupOf(figuresOf(0, 0), ALL.slice(1))
    const { sentence: said, chart } = describeCountry({ ruleSet: RULE_SET }, readOf(other), now)
    expect(said).toContain('Round of 2024 had no such group to compare with')
    expect(chart?.groups[0]?.rows.every(({ before }) => before === undefined)).toBe(true)
    const rules = { ...RULE_SET, digest: 'another' }
    expect(describeCountry({ ruleSet: RULE_SET }, readOf(now, rules), now).sentence).toBe(said)
  })

  test('names the domain of the lowest middle and those that moved most, and draws each that is published', () => {
    const figures = figuresOf(45, 10)
    const [first, second] = RULE_SET.domains
    const domains = figures.domains.map((one, index) =>
      index === 1 ? scores(20, 5) : index === 0 ? { ...one, onPaper: {} } : one,
    )
    const found = describeCountry(
      { ruleSet: RULE_SET },
      readOf(groupOf(figuresOf(45, 10))),
      groupOf({ ...figures, domains }),
    )
    expect(found.lowest?.id).toBe(second?.id)
    expect(found.over).toBe(`Most moved since Round of 2024: ${second?.title} down 25 on paper.`)
    const labels = found.chart?.groups[0]?.rows.map(({ label }) => label)
    expect(labels?.[0]).toBe(second?.title)
    expect(labels).not.toContain(first?.title)
    expect(labels).toHaveLength(RULE_SET.domains.length - 1)
  })

  test('is not said where too few count', () => {
    const none = { onPaper: {}, onEvidence: {}, bands: { of: 0, atLeast: null } }
    const found = describeCountry(
      { ruleSet: RULE_SET },
      undefined,
      groupOf({ ...figuresOf(0, 0), overall: none, domains: RULE_SET.domains.map(() => none) }),
    )
    expect(found.sentence).toMatch(/^Too few organisations count/)
    expect([found.chart, found.lowest]).toEqual([undefined, undefined])
  })
})

test('who takes part and who does not are all there are, in the bands in which they are said', () => {
  expect(reconciledWords(95, 130)).toBe(
    'Of 130 organisations 95 to 99 take part and 31 to 35 do not: together all 130.',
  )
  expect(reconciledWords(10, 12)).toBe(
    'Of 12 organisations 10 to 12 take part and 0 to 2 do not: together all 12.',
  )
  expect(reconciledWords(0, 12)).toBe('Of 12 organisations fewer than 10 take part.')
  const none = { inGroups: 0, otherRuleSet: 0, unplaced: [] }
  expect(notTakingPart(none)).toBe('Those who do not take part had not signed when it was prepared.')
  expect(notTakingPart({ inGroups: 4, otherRuleSet: 2, unplaced: [{ organisations: 1 }] })).toBe(
    'Of those who do not, 4 signed and count through the lead of their group, 2 signed under another rule set and 1 signed and have no place in the cohorts’ file; the others had not signed when it was prepared.',
  )
})

test('a narrow name says once what the cells of a group have in common', () => {
  const cells = RULE_SET.family.cells.filter(({ id }) => ['acute-london', 'acute-east'].includes(id))
  const merged = groupOf(
    figuresOf(0, 0),
    cells.map(({ id }) => id),
    'Acute trusts in London and Acute trusts in the East of England',
  )
  expect(shortGroup(RULE_SET, merged)).toBe('Acute trusts in London and the East of England')
  expect(shortGroup(RULE_SET, groupOf(figuresOf(0, 0)))).toBe('All organisations')
  expect(RULE_SET.domains.map(({ title }) => shortDomain(title))).toContain('Gateways')
  const names = RULE_SET.domains.map(({ title }) => shortDomain(title))
  expect(new Set(names).size).toBe(names.length)
})

test('a bar of a past attack is no more exact than the words of its counts', () => {
  const partsOf = (paper: number, evidence: number) => {
    const [row] = chartReplays(RULE_SET, groupOf(figuresOf(0, 0, [paper, evidence]))).groups[0]?.rows ?? []
    return row?.parts.filter(({ share }) => share > 0).map(({ fill, share }) => [fill, share])
  }
  expect(partsOf(10, 5)).toEqual([
    ['shown', 0.25],
    ['said', 0.25],
  ])
  // Few of them, or nearly all, is said as half: so it is drawn.
  expect(partsOf(0, 0)).toEqual([['unknown', 0.5]])
  expect(partsOf(20, 20)).toEqual([
    ['shown', 0.5],
    ['unknown', 0.5],
  ])
  expect(partsOf(20, 0)).toEqual([
    ['unknown', 0.5],
    ['unknown', 0.5],
  ])
  expect(partsOf(15, 0)).toEqual([
    ['unknown', 0.5],
    ['said', 0.25],
  ])
})

test('what would meet most attacks is one answer, and that others are equal is said', () => {
  const one = protectsMost(RULE_SET, groupOf(figuresOf(0, 0)))
  expect(one?.question).toBe(RULE_SET.questions[0]?.id)
  expect(one?.says).not.toContain('equal')
  const two = { ...figuresOf(0, 0), protects: [0, 1].map((question) => ({ question, level: 1 })) }
  expect(protectsMost(RULE_SET, groupOf(two))?.says).toContain('Others are equal by the rounded counts.')
  expect(protectsMost(RULE_SET, groupOf({ ...two, protects: [] }))).toBeUndefined()
})
