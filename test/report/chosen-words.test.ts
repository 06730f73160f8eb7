/** Sentences that are one of two: each where it belongs, so that the two cannot change places. */
import { describe, expect, test } from 'vitest'
import { encode } from '../../src/answers/encode.ts'
import type { Answers } from '../../src/answers/model.ts'
import { chartMet } from '../../src/report/attacks.ts'
import { boardToDo, chartRange } from '../../src/report/board.ts'
import { weakDomainsWords } from '../../src/report/describe-condition.ts'
import type { Examined } from '../../src/report/explain-score.ts'
import { saysOf } from '../../src/report/handling.ts'
import { describeForm, weightSentence } from '../../src/report/method.ts'
import { COVER_NAMES, PURPOSES } from '../../src/report/pack-cover.ts'
import { planPaper } from '../../src/report/plan-paper.ts'
import type { Planned } from '../../src/report/planned-actions.ts'
import { chartPoints } from '../../src/report/points.ts'
import { chartProfile } from '../../src/report/profile.ts'
import { describeQuestion } from '../../src/report/question-words.ts'
import { movementsOf } from '../../src/report/trend-lines.ts'
import { describeWhatIf } from '../../src/report/what-if.ts'
import { shorten, valueWords } from '../../src/report/words.ts'
import type { Question } from '../../src/rules/model.ts'
import { score } from '../../src/scoring/score.ts'
import { CHOICE, choose, RULE_SET } from '../service/house.ts'
import { examineTrust, TRUSTS } from '../web/trusts.ts'

const ofType = (type: Question['form']['type']) => RULE_SET.questions.find(({ form }) => form.type === type)!
const examine = (answers: Answers): Examined => {
  const row = encode(RULE_SET, answers)
  return { ruleSet: RULE_SET, answers, row, result: score(RULE_SET, answers, row) }
}

describe('on a cover sheet', () => {
  test('each field and each purpose is called what it is', () => {
    expect(COVER_NAMES).toEqual({
      title: 'Title',
      meeting: 'Meeting',
      on: 'Date of the meeting',
      publicItem: 'Agenda item of Part 1',
      privateItem: 'Agenda item of Part 2',
      presentedBy: 'Presented by',
      purpose: 'Purpose',
      summary: 'Summary',
      recommendation: 'Recommendation',
      references: 'Board assurance framework and register references',
      considered: 'Previously considered by',
      implications: 'Implications',
    })
    expect(PURPOSES).toEqual({
      decision: 'For decision',
      assurance: 'For assurance',
      information: 'For information',
    })
  })

  test('only what is invented is called a demonstration', () => {
    expect(saysOf({ name: 'Oak', fictional: true })).toBe('Demonstration, fictional: Oak')
    expect(saysOf({ name: 'Oak', fictional: false })).toBe('Oak')
  })
})

test('in the paper of the plan each action has its state', () => {
  const action = (more: Partial<Planned>): Planned => ({
    ...{ source: 'own', questionId: undefined, title: 'Do it.', ownerName: 'Head of networks' },
    ...{ due: '2027-03-31', size: undefined, pounds: undefined, funded: false, reason: '' },
    ...{ state: 'open', outcome: '', isOverdue: false, ...more },
  })
  const { row } = examineTrust('middling')
  const actions = [
    action({}),
    action({ isOverdue: true }),
    action({ state: 'done', outcome: 'Test report' }),
    action({ state: 'dropped', outcome: 'The system goes' }),
  ]
  const framework = RULE_SET.frameworks[0]!
  const plan = {
    actions,
    confirmed: undefined,
    examined: { ruleSet: RULE_SET, row },
    framework,
    improvements: undefined,
  }
  const { blocks } = planPaper(plan, {
    organisation: { name: 'Oak', fictional: true },
    marking: 'OFFICIAL-SENSITIVE',
    at: '2026-12-01T09:00:00Z',
  })
  const table = blocks.find((block) => block.kind === 'table')
  expect(table?.caption).toContain('Every action, with the outcome of')
  expect(table?.rows.map((cells) => JSON.stringify(cells.at(-1)))).toEqual([
    expect.stringContaining('"Open"'),
    expect.stringContaining('"Open, past its day"'),
    expect.stringContaining('"Done: Test report"'),
    expect.stringContaining('"Dropped: The system goes"'),
  ])
})

test('how an answer is given is said by the kind of its question', () => {
  expect(describeForm(RULE_SET, ofType('date'))).toMatch(/^You type a date, or say that it never happened/)
  expect(describeForm(RULE_SET, ofType('percentage'))).toMatch(/^You type two counts/)
  expect(describeForm(RULE_SET, ofType('choice'))).toMatch(/^You pick the one statement/)
  expect(describeForm(RULE_SET, ofType('checklist'))).toMatch(/^You tick what is true/)
  const number = { ...ofType('date'), form: { type: 'number', unit: 'hours', better: 'lower' } } as Question
  expect(describeForm(RULE_SET, number)).toBe('You type a number of hours; fewer is better.')
})

test('a weight says how strong what stands behind it is', () => {
  const weighed = (...strengths: readonly ('confirmed' | 'reported' | 'inferred')[]) =>
    weightSentence({
      ...ofType('choice'),
      weight: 3,
      weightEvidence: strengths.map((strength) => ({ incident: 'x', strength })),
    })
  expect(weighed()).toBe('Weight 3: no dossier names it.')
  expect(weighed('confirmed', 'reported', 'inferred', 'inferred')).toBe(
    'Weight 3: confirmed in 1 dossier, reported in 1 dossier, inferred by us in 2 dossiers.',
  )
  expect(weighed('reported')).toBe('Weight 3: reported in 1 dossier.')
})

test('an answer as given, in a few words', () => {
  const number = { ...ofType('date'), form: { type: 'number', unit: 'hours', better: 'lower' } } as Question
  const words = (value: Parameters<typeof valueWords>[1], question = ofType('percentage')) =>
    valueWords(question, value)
  expect(words(undefined)).toBe('not answered')
  expect(words({ kind: 'counts', count: 0, of: 0 })).toBe('nothing to count')
  expect(words({ kind: 'counts', count: 2, of: 3 })).toBe('2 of 3 (66%)')
  expect(words({ kind: 'number', number: '4' }, number)).toBe('4 hours')
  expect(words({ kind: 'never' })).toBe('never')
  expect(words({ kind: 'not-measured' })).toBe('not measured')
  expect(words({ kind: 'dont-know' })).toBe("don't know")
  expect(words({ kind: 'not-applicable', reason: 'no wards' })).toBe('not applicable: no wards')
})

test('a limit on weak domains says how many of which', () => {
  const every = RULE_SET.domains.map((_, index) => index)
  const [first, second] = RULE_SET.domains.map(({ title }) => title)
  const words = (domains: number[], atLeast: number) =>
    weakDomainsWords(RULE_SET, { kind: 'domains', domains, below: 40, atLeast })
  expect(words(every, 1)).toBe('any domain is below 40')
  expect(words([0, 1], 1)).toBe(`${first} or ${second} is below 40`)
  expect(words(every, 2)).toBe('at least 2 of the domains are below 40')
  expect(words([0, 1], 2)).toBe(`at least 2 of ${first} and ${second} are below 40`)
})

test('where an answer cannot be raised, it is said why', () => {
  const best = examineTrust('all-best')
  const typed = RULE_SET.questions.filter(({ form }) => form.type !== 'share')
  const why = (examined: Examined, id: string) => describeQuestion(examined, id)?.noRaise
  expect(why(best, typed[0]!.id)).toBe('The answer is at its highest level already.')
  const without = examine({
    ...best.answers,
    answers: {
      ...best.answers.answers,
      [typed[0]!.id]: { value: { kind: 'not-applicable', reason: 'none here' }, assurance: 'asserted' },
    },
  })
  expect(why(without, typed[0]!.id)).toBe('The question does not concern you, so there is nothing to raise.')
  const alone = examine({ ...best.answers, context: { 'shared-gateway': 'none' } })
  const hidden = typed.filter(({ id }) => why(alone, id)?.startsWith('The question is not asked here'))
  expect(hidden.length).toBeGreaterThan(0)
  for (const { showWhen } of hidden) expect(showWhen).toBeDefined()
})

test('a register says that it is empty, or that nobody called it complete', () => {
  const question = ofType('share')
  const register = RULE_SET.registers.find(
    ({ id }) => question.form.type === 'share' && id === question.form.register,
  )!
  const said = (answers: Answers) => describeQuestion(examine(answers), question.id)?.explained.answer.words
  const best = TRUSTS['all-best']!
  expect(said({ ...best, registers: {} })).toBe(`the register “${register.title}” is empty`)
  const open = { ...best.registers[register.id]!, complete: false }
  expect(said({ ...best, registers: { ...best.registers, [register.id]: open } })).toBe(
    `the register “${register.title}” is not marked complete`,
  )
})

test('the groups of the profile are called by what their domains need', () => {
  const examined = examineTrust('middling')
  const with_ = (low: number, high: number, assured: number) => ({
    ...examined,
    result: {
      ...examined.result,
      domains: examined.result.domains.map((one) => ({ ...one, score: low, low, high, assured })),
    },
  })
  const heading = (low: number, high: number, assured: number) =>
    chartProfile(with_(low, high, assured), undefined, undefined).groups.map((group) => group.heading)
  expect(heading(20, 20, 10)).toEqual(['Needs real work: below 60 on paper'])
  expect(heading(40, 80, 10)).toEqual(['Not known yet: it depends on open answers'])
  expect(heading(90, 90, 10)).toEqual(['Needs proof: 25 points or more rest on our word'])
  expect(heading(90, 90, 80)).toEqual(['Holds up'])
})

test('the points lost are on paper, or at least those while answers are open, and the rest of them has a name', () => {
  const stages = (name: string) => chartPoints(examineTrust(name)).stages.map(({ stage }) => stage.label)
  expect(stages('middling')).toEqual(['on paper', 'on evidence'])
  expect(stages('nothing-answered')).toEqual(['on paper at least', 'on evidence'])
  const { legend, title } = chartPoints(examineTrust('middling'))
  expect(title).toBe('Where the points went')
  expect(legend.map(({ fill, text }) => `${fill}: ${text}`)).toEqual([
    'nothing: lost on paper',
    'said: said, not shown',
    'shown: shown on evidence',
  ])
  const labels = Object.keys(TRUSTS)
    .flatMap((name) => chartPoints(examineTrust(name)).stages)
    .flatMap(({ steps }) => steps.map(({ label }) => label))
  expect(labels.filter((label) => /others?$/.test(label)).length).toBeGreaterThan(0)
})

test('an answer that is known now is told from one that is another now', () => {
  const question = CHOICE
  const examined = examineTrust('middling')
  const at = (value: Answers['answers'][string]['value']) => ({
    ...examine({
      ...examined.answers,
      answers: { ...examined.answers.answers, [question.id]: { value, assurance: 'asserted' } },
    }),
    period: 'P',
    signed: true,
    asOf: '2025-11-22',
  })
  const moved = (from: Parameters<typeof at>[0], to: Parameters<typeof at>[0]) =>
    movementsOf([at(from), at(to)]).find((one) => one.question === question.id)?.says
  const [worst, best] = [choose(0).value, choose(question.levels.length - 1).value]
  expect(moved({ kind: 'dont-know' }, best)).toMatch(/^Now known “/)
  expect(moved(worst, best)).toMatch(/^Now “/)
  expect(moved(best, { kind: 'dont-know' })).toMatch(/^No longer known: /)
})

test.each([
  [1, 'the score on paper stays 40, 1 more attack is met and 1 more lesson is learned'],
  [2, 'the score on paper stays 40, 2 more attacks are met and 2 more lessons are learned'],
])('what other answers would win is said of %i', (count, said) => {
  const change = { from: { paper: 40, evidence: 40 }, to: { paper: 40, evidence: 40 } }
  const won = { won: RULE_SET.incidents.slice(0, count).map(({ id }) => id), lost: [] }
  const { headline } = describeWhatIf(RULE_SET, {
    changed: 1,
    changes: { overall: change, domains: [], risks: [], above: change, attacks: change, lessons: change },
    limits: [],
    attacks: won,
    lessons: won,
  })
  expect(headline).toBe(`With this other answer ${said}`)
})

test('with other answers only what moves on paper is told', () => {
  const still = { from: { paper: 40, evidence: 40 }, to: { paper: 40, evidence: 10 } }
  const moved = { from: { paper: 40, evidence: 40 }, to: { paper: 50, evidence: 40 } }
  const [one, other] = RULE_SET.domains
  const { scores } = describeWhatIf(RULE_SET, {
    changed: 1,
    changes: {
      ...{ overall: still, risks: [], above: still, attacks: still, lessons: still },
      domains: [
        { id: one?.id ?? '', ...still },
        { id: other?.id ?? '', ...moved },
      ],
    },
    limits: [],
    attacks: { won: [], lost: [] },
    lessons: { won: [], lost: [] },
  })
  expect(scores.map(({ title }) => title)).toEqual(['Overall', other?.title])
})

test('what a board can do, and see, while it is too early', () => {
  const examined = examineTrust('nothing-answered')
  const said = boardToDo(examined, true).map(({ heading, says }) => `${heading}: ${says}`)
  expect(said[0]).toMatch(/^Ask for the day: Ask the lead when /)
  expect(said[1]).toMatch(/^Read what was signed last: It is the last account/)
  const { low, high, assured } = examined.result.overall
  expect(chartRange(examined)).toMatchObject({
    title: 'Where the score lies',
    description: `Between ${low} and ${high} of 100, shown ${assured}.`,
  })
  const met = chartMet(examineTrust('middling'))
  expect(met.title).toMatch(/^\d+ attacks whose way in is published or reported$/)
  expect(met.description).toMatch(/ not met\.$/)
})

test('a text is shortened only where it has more words than may stand', () => {
  expect(shorten('two words', 2)).toBe('two words')
  expect(shorten('three words here', 2)).toBe('three words …')
})

test('what supports an answer is its dated evidence while that counts, what it was after, and else a word', () => {
  const question = ofType('choice')
  const best = TRUSTS['all-best']!
  const said = (change: object) =>
    describeQuestion(
      examine({
        ...best,
        answers: { ...best.answers, [question.id]: { ...best.answers[question.id]!, ...change } },
      }),
      question.id,
    )?.support
  expect(said({ assurance: 'evidenced', evidenceDate: best.asOf })).toMatch(/ It counts for .*, until /)
  expect(said({ assurance: 'evidenced', evidenceDate: '2019-01-01' })).toMatch(/and no longer counts\.$/)
  expect(said({ assurance: 'asserted', evidenceDate: undefined })).toBe(
    'It rests on your word only: no dated evidence is given.',
  )
})
