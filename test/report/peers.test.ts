import { describe, expect, test } from 'vitest'
import type { Figures, PublishedCohort, Quantiles, Summary } from '../../src/peers/model.ts'
import { findPosition } from '../../src/peers/position.ts'
import {
  bandWords,
  cellOutcome,
  leftOutWords,
  suppliersWords,
  takePartWords,
  widestOf,
} from '../../src/report/national.ts'
import { MET_BEFORE_HARM } from '../../src/report/outcomes.ts'
import { compareReplays, describePeerReplays } from '../../src/report/peer-incidents.ts'
import {
  compareAnswers,
  describePeerQuestions,
  describeSharedGaps,
  protectsSentence,
} from '../../src/report/peer-questions.ts'
import {
  behindPeers,
  besideSentences,
  chartPanels,
  describeRiskBands,
  describeStanding,
  riskBandHeadings,
  quarterWords,
  standingSentence,
  type StandRow,
} from '../../src/report/peer-standing.ts'
import {
  countWordsOf,
  placeWords,
  restsOnWords,
  rungCount,
  withheldWords,
} from '../../src/report/peer-words.ts'
import { askedLessons } from '../../src/scoring/lessons.ts'
import { RULE_SET } from '../service/house.ts'

const scoresOf = (onPaper: Quantiles) => ({
  onPaper,
  onEvidence: { p50: 20 },
  bands: { of: 20, atLeast: RULE_SET.bands.slice(1).map(() => 10) },
})
const figuresOf = (reached: number): Figures => ({
  size: 20,
  overall: scoresOf({ p25: 30, p50: 45, p75: 60 }),
  domains: RULE_SET.domains.map(() => scoresOf({ p50: 45 })),
  risks: RULE_SET.risks.map(() => ({ of: 20, atLeast: [20, 10, 0] })),
  questions: RULE_SET.questions.map(({ levels }) => ({
    of: 20,
    atLeast: levels.slice(1).map(() => reached),
  })),
  incidents: RULE_SET.incidents
    .flatMap(({ chains }) => chains)
    .map(() => ({
      onPaper: { of: 20, atLeast: [20, 15, 10, 5, 0] },
      onEvidence: { of: 20, atLeast: [15, 10, 5, 0, 0] },
    })),
  lessons: askedLessons(RULE_SET).map(() => ({ of: 20, atLeast: [15, 5] })),
  protects: [],
})
const ownAt = (score: number, level = 0): Summary => ({
  overall: score,
  overallAssured: score,
  domains: RULE_SET.domains.map(() => score),
  domainsAssured: RULE_SET.domains.map(() => score),
  levels: RULE_SET.questions.map(() => level),
  scope: [],
  outcomes: RULE_SET.incidents.flatMap(({ chains }) => chains).map(() => 4),
  outcomesAssured: RULE_SET.incidents.flatMap(({ chains }) => chains).map(() => 0),
  risks: RULE_SET.risks.map(() => 0),
  lessons: askedLessons(RULE_SET).map(() => level),
})
const cohortOf = (id: string, title: string): PublishedCohort => ({
  id,
  title,
  of: [id],
  figures: figuresOf(5),
})
const placeOf = (score: number) => placeWords(findPosition(figuresOf(5), ownAt(score), 4).overall.onPaper)

describe('a count', () => {
  test('near an end says only which half it lies in', () => {
    expect([0, 5, 15, 20].map((count) => countWordsOf(count, 20))).toEqual([
      'half or fewer',
      'about 5 of 20',
      'about 15 of 20',
      'most or all',
    ])
  })

  test('that rests on too few is none', () => {
    expect(rungCount({ of: 5, atLeast: null }, 1)).toBe('too few to say')
  })
})

describe('a place', () => {
  test('is among marks, at one, or beyond the outermost; never a rank', () => {
    expect(placeOf(10)).toBe('below the lower quarter mark')
    expect(placeOf(30)).toBe('at the lower quarter mark')
    expect(placeOf(38)).toBe('between the lower quarter mark and the middle')
    expect(placeOf(44)).toBe('at the middle')
    expect(placeOf(90)).toBe('above the upper quarter mark')
  })

  test('without any mark is said to be in a group too small for marks', () => {
    expect(placeWords({ at: [] })).toBe('in a group too small for marks')
  })
})

describe('a group that is not shown', () => {
  const cohorts = [cohortOf('wide', 'All of them')]
  test('has a plain reason, and what is shown instead', () => {
    const words = (because: 'too-few' | 'not-a-union', instead: string | null) =>
      withheldWords({ id: 'x', title: 'Ambulance trusts', because, instead }, cohorts)
    expect(words('too-few', 'wide')).toMatch(
      /fewer than 10 organisations like this took part.*Shown instead: All of them\./,
    )
    expect(words('not-a-union', 'wide')).toMatch(/counted together with organisations outside it/)
    expect(words('too-few', null)).toContain('Nothing wider can be shown either.')
  })
})

test('what our mark rests on is said for present, open, signed and missing answers', () => {
  const own = { asOf: '2026-11-22', basis: 'present', complete: true } as const
  expect(restsOnWords(own)).toContain('our present answers, as at 22 November 2026')
  expect(restsOnWords({ ...own, complete: false })).toContain('the mark may rise')
  expect(restsOnWords({ ...own, basis: 'signed' })).toContain('what we signed')
  expect(restsOnWords(undefined)).toContain('no mark of ours')
})

test('the panels hold each row that they are given with its marks and ours, and say the same in words', () => {
  const position = findPosition(figuresOf(5), ownAt(38), 4)
  const rows = describeStanding(RULE_SET, figuresOf(5), position)
  const domains = rows.filter(({ domain }) => domain !== undefined)
  const chart = chartPanels('Peers', domains)
  expect(chart.rows.map(({ label }) => label)).toEqual(domains.map(({ title }) => title))
  for (const [index, { onPaper, onEvidence }] of domains.entries()) {
    const [paper, evidence] = chart.rows[index]?.cells ?? []
    expect(paper).toEqual({
      from: onPaper.marks.p25,
      middle: onPaper.marks.p50,
      to: onPaper.marks.p75,
      own: 38,
    })
    expect(evidence?.middle).toBe(onEvidence.marks.p50)
  }
  expect(chart.description).toContain(
    'Recovery: on paper we score 38, below the middle; on evidence we score 38, above the middle',
  )
  const ofNobody = chartPanels('Peers', describeStanding(RULE_SET, figuresOf(5), undefined))
  expect(ofNobody.description).toContain('on paper no mark of ours')
  expect(ofNobody.rows.flatMap(({ cells }) => cells).every(({ own }) => own === undefined)).toBe(true)
})

test.each<[Parameters<typeof quarterWords>[0], string]>([
  [{ above: 'p75', at: [] }, 'in the top quarter'],
  [{ above: 'p90', at: [] }, 'in the top quarter'],
  [{ above: 'p50', at: ['p75'], below: 'p90' }, 'in the top quarter'],
  [{ above: 'p50', at: [], below: 'p75' }, 'above the middle'],
  [{ above: 'p25', at: [], below: 'p50' }, 'in the middle half'],
  [{ above: 'p10', at: ['p25'], below: 'p50' }, 'in the middle half'],
  [{ above: 'p10', at: [], below: 'p25' }, 'in the lowest quarter'],
  [{ at: [], below: 'p10' }, 'in the lowest quarter'],
  [{ at: [], below: 'p50' }, 'below the middle'],
  [{ at: ['p50'] }, 'at the middle'],
  [{ above: 'p50', at: [] }, 'above the middle'],
  [{ at: [] }, 'in a group too small for marks'],
])('%o is %s', (place, words) => expect(quarterWords(place)).toBe(words))

test('the sentence at the top says where we are, or that no mark of ours can be shown', () => {
  expect(standingSentence(findPosition(figuresOf(5), ownAt(90), 4))).toBe(
    'Overall we are in the top quarter on paper and above the middle on evidence',
  )
  expect(standingSentence(undefined)).toBe('No mark of ours can be shown beside our peers')
})

describe('beside the sentence', () => {
  const row = (own: number | undefined, marks: object, title = 'Recovery'): StandRow => ({
    domain: 'recovery',
    title,
    onPaper: { marks, own, place: '' },
    onEvidence: { marks: {}, own, place: '' },
  })
  const half = { p25: 20, p50: 30, p75: 40 }

  test('stand how many domains are ahead and behind, and that ahead is not safe', () => {
    expect(besideSentences([row(50, half), row(40, half), row(10, half, 'Board')])).toEqual([
      'On paper one of our domains is above the middle half, one in it and one below.',
      'Ahead is not safe: half of the group scores 30 or less on paper in Recovery.',
    ])
  })
  test('stands that only a middle is published, where it is', () => {
    expect(besideSentences([row(50, { p50: 10 })])[0]).toBe(
      'Of so small a group only the middle is published.',
    )
    expect(besideSentences([row(undefined, half)])).toHaveLength(1)
  })
  test('stand the domains that are behind, furthest first, by the mark that is published', () => {
    const found = behindPeers([row(50, half), row(10, half, 'Board'), row(0, half, 'Suppliers')])
    expect(found.map(({ heading, says }) => [heading, says])).toEqual([
      ['Suppliers', 'We have 0 on paper; three quarters of the group have 20 or more.'],
      ['Board', 'We have 10 on paper; three quarters of the group have 20 or more.'],
    ])
    expect(behindPeers([row(5, { p50: 10 })])[0]?.says).toBe(
      'We have 5 on paper; half of the group has 10 or more.',
    )
    expect(behindPeers([row(undefined, half)])).toEqual([])
  })
})

test('risks are counted from the second highest band down, beside our own band', () => {
  const names = RULE_SET.matrix.bands.map(({ name }) => name)
  const headings = riskBandHeadings(RULE_SET)
  expect(headings).toHaveLength(names.length - 1)
  expect(headings.slice(0, -1).every((heading) => heading.endsWith(' or lower'))).toBe(true)
  expect(headings.at(-1)?.toLowerCase()).toBe(names[0]?.toLowerCase())
  const [risk] = describeRiskBands(RULE_SET, figuresOf(5), ownAt(0))
  expect(risk?.own.toLowerCase()).toBe(names[0]?.toLowerCase())
  expect(risk?.counts).toEqual(['most or all', 'about 10 of 20', 'half or fewer'].slice(0, names.length - 1))
  expect(describeRiskBands(RULE_SET, figuresOf(5), undefined)[0]?.own).toBe('–')
})

test('a shared gap never says that all but a few have it', () => {
  for (const gap of describeSharedGaps(RULE_SET, figuresOf(0), ownAt(0)))
    expect([gap.reached, gap.weReachIt]).toEqual(['half or fewer', false])
  expect(describeSharedGaps(RULE_SET, figuresOf(20), undefined)).toEqual([])
})

test('a shared gap says whether we reach its level: at it we do, below it not, and where it does not apply nothing', () => {
  const ours = (level: number | undefined) =>
    describeSharedGaps(RULE_SET, figuresOf(5), level === undefined ? undefined : ownAt(0, level)).map(
      ({ weReachIt }) => weReachIt,
    )
  expect(new Set(ours(1))).toEqual(new Set([true]))
  expect(new Set(ours(0))).toEqual(new Set([false]))
  expect(new Set([...ours(-1), ...ours(undefined)])).toEqual(new Set([undefined]))
})

test('what would protect most is one answer, or several that are equal, or is not said', () => {
  const [one, two] = RULE_SET.questions
  const raises = [one, two].map((question) => ({ question: question?.index ?? 0, level: 1 }))
  const said = (protects: Figures['protects']) => protectsSentence(RULE_SET, { protects })
  expect(said([])).toBeUndefined()
  expect(said(raises.slice(0, 1))).toMatch(
    /^The single answer that would protect most organisations of this group from most past attacks: /,
  )
  expect(said(raises.slice(0, 1))).toContain(`${one?.short} (`)
  const both = said(raises)
  expect(both).toMatch(/^The single answers, equal by the rounded counts, that would protect most /)
  for (const question of [one, two]) expect(both).toContain(`${question?.short} (`)
})

test('our own answer stands beside the levels, or that it does not apply here', () => {
  const [domain] = describePeerQuestions(RULE_SET, figuresOf(5), ownAt(0, 1))
  expect(domain?.questions[0]?.levels.map(({ ours }) => ours).slice(0, 2)).toEqual([true, false])
  const [none] = describePeerQuestions(RULE_SET, figuresOf(5), ownAt(0, -1))
  expect(none?.questions[0]?.own).toBe('Does not apply here')
  const [lowest] = describePeerQuestions(RULE_SET, figuresOf(5), ownAt(0, 0))
  expect(lowest?.questions[0]?.own).toBe(
    RULE_SET.questions[RULE_SET.domains[0]?.questions[0] ?? -1]?.levels[0]?.text,
  )
  const [nobody] = describePeerQuestions(RULE_SET, figuresOf(5), undefined)
  expect(nobody?.questions[0]?.own).toBe('No answer of ours')
})

describe('our answers beside the middle of a group', () => {
  const last = RULE_SET.questions.map(({ levels }) => levels.length - 1)
  /** The middle at the second level of each question. */
  const figures = {
    ...figuresOf(0),
    questions: RULE_SET.questions.map(({ levels }) => ({
      of: 20,
      atLeast: levels.slice(1).map((_, rung) => (rung === 0 ? 10 : 5)),
    })),
  }
  const all = RULE_SET.questions.length

  test('are lower, at the middle or higher by the rounded counts, and the furthest behind come first', () => {
    const lower = compareAnswers(RULE_SET, figures, { summary: ownAt(0, 0), open: [] })
    expect(lower.sentence).toBe(`We answer ${all} of ${all} questions lower than the middle of our group`)
    const behind = lower.lowest.map(({ question }) => question.levels[1]?.credit ?? 0)
    expect(behind).toHaveLength(3)
    expect(behind[0]).toBe(Math.max(...RULE_SET.questions.map(({ levels }) => levels[1]?.credit ?? 0)))
    for (const { question, middle } of lower.lowest) expect(middle).toBe(question.levels[1]?.id)
    const same = compareAnswers(RULE_SET, figures, { summary: ownAt(0, 1), open: [] })
    expect(same.sentence).toBe('We answer no question lower than the middle of our group')
    expect(same.lowest).toEqual([])
    const best = { ...ownAt(0), levels: last }
    const { chart } = compareAnswers(RULE_SET, figures, { summary: best, open: [] })
    const higher = last.filter((level) => level > 1).length
    const said = chart?.rows.flatMap(({ parts }) => parts).filter(({ fill }) => fill === 'said')
    expect(said?.reduce((sum, { count }) => sum + count, 0)).toBe(higher)
  })

  test('that we do not know are not said to be lower, unless they are higher at worst', () => {
    const [first = 0, second = 1] = RULE_SET.questions.map(({ index }) => index)
    const levels = ownAt(0, 1).levels.map((level, index) => (index === first ? 0 : level))
    const beside = compareAnswers(RULE_SET, figures, {
      summary: { ...ownAt(0), levels },
      open: [first, second],
    })
    expect(beside.sentence).toBe(
      'We answer no question lower than the middle of our group, and do not know one',
    )
    expect(beside.lowest).toEqual([])
  })

  test('are left out where they do not apply, and where too few count it is said', () => {
    const levels = ownAt(0).levels.map((level, index) => (index === 0 ? -1 : level))
    const few = figures.questions.map((ladder, index) => (index === 1 ? { of: 5, atLeast: null } : ladder))
    const beside = compareAnswers(
      RULE_SET,
      { ...figures, questions: few },
      { summary: { ...ownAt(0), levels }, open: [] },
    )
    expect(beside.sentence).toContain(`${all - 2} of ${all - 2} questions`)
    expect(beside.notes).toEqual(['Of 1 question too few count to say.'])
    const nobody = few.map(() => ({ of: 5, atLeast: null }))
    const none = compareAnswers(RULE_SET, { ...figures, questions: nobody }, { summary: ownAt(0), open: [] })
    expect([none.sentence, none.chart, none.notes]).toEqual([
      'Too few of our group count to compare single answers',
      undefined,
      [],
    ])
    expect(compareAnswers(RULE_SET, figures, undefined).sentence).toBe(
      'We have no answers to compare with our group',
    )
  })
})

test('a past attack goes further here than at the middle by the rounded counts; a customer is compared by its loss only', () => {
  // Half of the group sees it on paper, and limits it on evidence.
  const open = {
    ...ownAt(0),
    outcomes: ownAt(0).outcomes.map(() => 0),
    outcomesAssured: ownAt(0).outcomes.map(() => 0),
  }
  const worst = compareReplays(RULE_SET, figuresOf(0), open)
  const testable = describePeerReplays(RULE_SET, figuresOf(0), undefined).length
  expect(worst.sentence).toBe(
    `On evidence ${testable} of ${testable} past attacks go further here than at the middle of our group`,
  )
  expect(worst.lowest[0]?.says).toMatch(/Here: nothing in the way\. At the middle: seen in time\.$/)
  const limited = {
    ...open,
    outcomesAssured: open.outcomes.map(() => 1),
    outcomes: open.outcomes.map(() => 1),
  }
  const loss = compareReplays(RULE_SET, figuresOf(0), limited).chart?.rows
  for (const { label, parts } of loss ?? [])
    if (label.startsWith('As a customer')) expect(parts[0]?.count, label).toBe(0)
  expect(loss?.find(({ label }) => label === 'In your place, on evidence')?.parts[0]?.count).toBeGreaterThan(
    0,
  )
  expect(compareReplays(RULE_SET, figuresOf(0), undefined).chart).toBeUndefined()
})

test('on our word alone nothing is stopped, here or at peers', () => {
  const replays = describePeerReplays(RULE_SET, figuresOf(5), ownAt(50))
  expect(replays.length).toBeGreaterThan(10)
  for (const { onPaper } of replays)
    expect([onPaper.own, ...onPaper.shares.map(({ name }) => name)].join()).not.toMatch(/stopped/i)
  expect(replays.find(({ vantage }) => vantage === 'as-a-customer')?.onEvidence.shares.length).toBe(1)
})

test('each share of a replay has its name in either reading, and a customer is counted by its loss only', () => {
  const replays = describePeerReplays(RULE_SET, figuresOf(5), ownAt(50))
  const namesOf = (vantage: (typeof replays)[number]['vantage']) => {
    const found = replays.find((one) => one.vantage === vantage)
    return [found?.onPaper, found?.onEvidence].map((one) => one?.shares.map(({ name }) => name))
  }
  expect(namesOf('in-your-place')).toEqual([
    [MET_BEFORE_HARM, 'Met, if late, or better', 'Seen or better', 'Limited or better'],
    ['Stopped', 'Cut short or better', 'Seen or better', 'Limited or better'],
  ])
  expect(namesOf('as-a-customer')).toEqual([['Limited or better'], ['Limited or better']])
})

test('a replay of which no control can be tested is left out, and the others keep their place', () => {
  const isFirst = (one: (typeof RULE_SET.incidents)[number]) =>
    one === RULE_SET.incidents.find(({ kind }) => kind === 'dossier')
  const incidents = RULE_SET.incidents.map((one) =>
    isFirst(one)
      ? {
          ...one,
          chains: one.chains.map((chain) => ({
            ...chain,
            steps: chain.steps.map((step) => ({ ...step, controls: [] })),
          })),
        }
      : one,
  )
  const left = describePeerReplays({ ...RULE_SET, incidents }, figuresOf(5), undefined)
  const all = describePeerReplays(RULE_SET, figuresOf(5), undefined)
  expect(left.length).toBeLessThan(all.length)
  expect(left).toEqual(
    all.filter(({ incident }) => !isFirst(RULE_SET.incidents.find(({ id }) => id === incident)!)),
  )
})

test('our own outcome of a replay is evidenced where both readings agree, and is none without answers of ours', () => {
  const agreed = describePeerReplays(RULE_SET, figuresOf(5), {
    ...ownAt(50),
    outcomesAssured: ownAt(50).outcomes,
  })
  const stated = describePeerReplays(RULE_SET, figuresOf(5), ownAt(50))
  expect(agreed[0]?.onPaper.own).toBe('Stopped')
  expect(stated[0]?.onPaper.own).not.toBe('Stopped')
  expect(agreed[0]?.onEvidence.own).toBe('Stopped')
  const none = describePeerReplays(RULE_SET, figuresOf(5), undefined)
  expect(
    none
      .flatMap(({ onPaper, onEvidence }) => [onPaper.own, onEvidence.own])
      .every((one) => one === undefined),
  ).toBe(true)
})

test('the counts of suppliers are said to be there, or that too few agreed', () => {
  expect(suppliersWords('too-few')).toMatch(/^Fewer than 10 agreed .* there are no counts\.$/)
  expect(suppliersWords('counted')).toMatch(/^Shared suppliers are counted too/)
})

describe('a dry run', () => {
  test('says why cells are counted together, and which are too small', () => {
    expect(cellOutcome({ of: ['a', 'b'], contributors: 10 })).toMatch(
      /^Counted together.* Enough to count\.$/,
    )
    expect(cellOutcome({ of: ['a'], contributors: 0 })).toBe('Too few to count.')
  })

  test('gives contributors in bands', () => {
    expect([0, 10, 15].map(bandWords)).toEqual(['fewer than 10', '10 to 14', '15 to 19'])
    const words = [
      [0, 0, '–'],
      [0, 7, 'too few to say, of 7'],
      [0, 12, 'fewer than 10 of 12'],
      [10, 13, '10 to 13 of 13'],
      [10, 10, '10 of 10'],
      [10, 40, '10 to 14 of 40'],
      // Some have moved or gone since.
      [10, 8, '10 to 14, and 8 are there now'],
    ] as const
    for (const [contributors, organisations, said] of words)
      expect(takePartWords(contributors, organisations)).toBe(said)
  })

  test('says who is left out', () => {
    expect(leftOutWords({ inGroups: 0, otherRuleSet: 0, unplaced: [] })).toEqual([])
    expect(
      leftOutWords({
        inGroups: 4,
        otherRuleSet: 1,
        unplaced: [{ cohort: 'x', region: 'y', organisations: 2 }],
      }),
    ).toEqual([
      'Of these, 2 organisations of kind “x” in region “y” have no place in the cohorts’ file, and no figure counts them.',
      'Besides, 4 organisations had signed and count through the lead of their group of trusts.',
      'Besides, 1 organisation had signed under another rule set than the period’s, and is not in it.',
    ])
  })
})

test('the widest group is the union of most cells', () => {
  const wide = { ...cohortOf('wide', 'All'), of: ['a', 'b'] }
  expect(widestOf({ cohorts: [cohortOf('a', 'A'), wide, cohortOf('b', 'B')] })?.id).toBe('wide')
  expect(widestOf({ cohorts: [] })).toBeUndefined()
})
