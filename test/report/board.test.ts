import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { NOT_KNOWN } from '../../src/answers/levels.ts'
import { findFixFirst } from '../../src/planning/fix-first.ts'
import { stepInOrder } from '../../src/planning/in-order.ts'
import { isTooEarly } from '../../src/planning/too-early.ts'
import { countAsked } from '../../src/report/asked.ts'
import { attacksSentence, metByNothing } from '../../src/report/attacks.ts'
import {
  boardSentence,
  boardToDo,
  chartGravest,
  chartRange,
  describeUnknown,
  fiveGravest,
  gainSentence,
  scoresTitle,
} from '../../src/report/board.ts'
import {
  type Decided,
  type Decisions,
  describeDecisions,
  describeEarlier,
} from '../../src/report/board-decisions.ts'
import { chooseQuestions } from '../../src/report/board-questions.ts'
import type { Examined } from '../../src/report/explain-score.ts'
import { daysWords } from '../../src/report/fix-first.ts'
import { acceptedSentence } from '../../src/report/risk-list.ts'
import { CLOSING } from '../../src/report/words.ts'
import { scoreRow } from '../../src/scoring/score.ts'
import { RULE_SET } from '../service/house.ts'
import { examine, examineTrust, TRUSTS } from '../web/trusts.ts'
import { anyExamined } from './random-rows.ts'

const everybody = Object.keys(TRUSTS).map((name) => [name, examineTrust(name)] as const)
const improvements = RULE_SET.improvements!
const planOf = (examined: Examined) =>
  isTooEarly(examined) ? undefined : { found: findFixFirst(examined, improvements), improvements }

/** Headings, links, the state line, and the sentences of trend and peers. */
const AROUND = 150

/** As long as anybody can type it. */
const wordy = (state: Decided['state'], isOverdue: boolean, number: number): Decided => ({
  ...{ id: `${state}-${number}`, source: 'own', sourceId: '', questionId: undefined },
  ...{ title: 'a '.repeat(150), ownerName: 'b '.repeat(60), due: undefined, reason: 'c '.repeat(1000) },
  ...{ size: improvements.sizes[2]?.id, pounds: 1_000_000_000, funded: false },
  ...{ state, isOverdue, outcome: 'd '.repeat(1000), savedAt: '2026-11-22T09:00:00Z' },
})
const WORDY = [1, 2, 3, 4].flatMap((number) => [
  wordy('open', true, number),
  wordy('done', false, number),
  wordy('dropped', false, number),
])

/** Words of everything that the page says before what is folded, outside its charts. */
function wordsOf(examined: Examined, actions: readonly Decided[]): number {
  const decisions = describeDecisions(examined, planOf(examined), actions)
  const said = [
    boardSentence(examined),
    gainSentence(examined, decisions),
    scoresTitle(examined),
    attacksSentence(examined),
    ...fiveGravest(examined).map(({ row }) => `${row.short} 1. 20 to 25`),
    ...decisions.rows.flatMap((one) => [
      one.title,
      ...one.risks.map(({ short }) => `${short} evidence 20 to 15`),
      one.besides,
      one.effort.says,
      one.who,
      one.when,
      one.ifNot,
    ]),
    ...describeEarlier(actions, decisions.actions).rows.flatMap(({ title, says }) => [title, says, 'late,']),
    ...chooseQuestions(examined).flatMap((one) => [one.about, one.asks]),
    ...describeUnknown(examined),
    acceptedSentence({ ruleSet: RULE_SET }),
    CLOSING,
  ]
  return said.join(' ').split(/\s+/).length + AROUND
}

test.each(everybody)('the page of %s has at most 700 words', (_, examined) => {
  expect(wordsOf(examined, [])).toBeLessThanOrEqual(700)
  expect(wordsOf(examined, WORDY)).toBeLessThanOrEqual(700)
})

test('the page has at most 700 words, whatever is answered and whatever anybody typed', () => {
  fc.assert(
    fc.property(anyExamined, fc.subarray(WORDY), (examined, actions) => {
      expect(wordsOf(examined, actions)).toBeLessThanOrEqual(700)
    }),
    { numRuns: 30 },
  )
})

/** A trust whose first risks stand at these numbers, best, at worst and on evidence; all others at 4. */
function withRisks(first: readonly (readonly [low: number, residual: number, assured: number])[]): Examined {
  const examined = examineTrust('middling')
  const risks = examined.result.risks.map((risk, index) => {
    const [low, residual, assured] = first[index] ?? [4, 4, 4]
    return { ...risk, low, residual, high: residual, assured }
  })
  return { ...examined, result: { ...examined.result, risks } }
}
const all = (low: number, residual: number, assured: number) =>
  Array.from({ length: RULE_SET.risks.length }, () => [low, residual, assured] as const)

describe('whether we are within what we accept', () => {
  test.each<[string, (readonly [number, number, number])[]]>([
    ['We are within what we accept, on paper and on evidence', []],
    ['We are within what we accept, on paper and on evidence', [[7, 7, 7]]],
    ['We are within what we accept on paper, not on evidence: one of 16 risks is above it', [[4, 4, 8]]],
    [
      'We are within what we accept on paper, not on evidence: two of 16 risks are above it',
      [
        [4, 4, 8],
        [7, 7, 20],
      ],
    ],
    ['We may be outside what we accept: one of 16 risks may be above it', [[4, 9, 9]]],
    [
      'We may be outside what we accept: one of 16 risks may be above it; two on evidence',
      [
        [4, 9, 9],
        [4, 4, 9],
      ],
    ],
    ['We are outside what we accept: one of 16 risks is above it, on paper and on evidence', [[8, 8, 8]]],
    [
      'We are outside what we accept: two of 16 risks are above it on paper; three on evidence',
      [
        [8, 8, 8],
        [9, 9, 9],
        [4, 4, 8],
      ],
    ],
    [
      'We are outside what we accept: one of 16 risks is above it on paper, and one more may be; two on evidence',
      [
        [8, 8, 8],
        [4, 9, 9],
      ],
    ],
    ['We are outside what we accept: 16 of 16 risks are above it, on paper and on evidence', all(20, 20, 20)],
    ['We are within what we accept on paper, not on evidence: 16 of 16 risks are above it', all(4, 4, 20)],
    [
      'We may be outside what we accept: one of 16 risks may be above it; all on evidence',
      [[4, 9, 9], ...all(4, 4, 20).slice(1)],
    ],
  ])('%s', (said, risks) => {
    expect(boardSentence(withRisks(risks))).toBe(said)
  })

  test('is not said while it is too early', () => {
    const examined = examineTrust('nothing-answered')
    expect(boardSentence(examined)).toBe('Too early to decide: no answer is known yet')
    const { answers } = examined
    const some = examine({
      ...answers,
      answers: { 'training-done': { value: { kind: 'counts', count: 1, of: 2 }, assurance: 'asserted' } },
    })
    expect(boardSentence(some)).toMatch(/^Too early to decide: \d+ of \d+ answers open$/)
  })
})

test('what the decisions come to together is said after what is accepted', () => {
  const examined = examineTrust('middling')
  const accepted = 'What we accept ends at 7 of 25, a line of this tool.'
  const both = (paper: number, evidence: number) => ({ paper, evidence })
  const [one] = describeDecisions(examined, planOf(examined), []).rows
  const said = (
    rows: number,
    from: [number, number],
    to: [number, number],
    of: Examined = withRisks([[20, 20, 25]]),
  ) =>
    gainSentence(of, {
      rows: Array.from({ length: rows }, () => one!),
      above: { from: both(...from), to: both(...to) },
      actions: new Set(),
    })
  expect(gainSentence(examined, { rows: [], above: undefined, actions: new Set() })).toBe(accepted)
  expect(said(3, [4, 8], [1, 3])).toBe(
    `${accepted} The three decisions below bring the risks above it from 4 to 1 on paper and from 8 to 3 on evidence.`,
  )
  expect(said(1, [4, 8], [4, 7])).toBe(
    `${accepted} The decision below brings the risks above it from 8 to 7 on evidence.`,
  )
  expect(said(1, [4, 8], [3, 8], withRisks([[4, 12, 12]]))).toBe(
    `${accepted} The decision below brings the risks that are or may be above it from 4 to 3 on paper.`,
  )
  expect(said(2, [4, 8], [4, 8])).toBe(
    `${accepted} The two decisions below lower risks, but none of them to within it.`,
  )
  expect(said(1, [4, 8], [4, 8])).toBe(
    `${accepted} The decision below lowers risks, but none of them to within it.`,
  )
  const own = describeDecisions(examined, undefined, [action({})])
  expect(gainSentence(examined, own)).toBe(
    `${accepted} The decision below lowers no risk that can be worked out.`,
  )
})

test('the title of the profile has both readings, and a range while answers are missing', () => {
  const { result } = examineTrust('middling')
  expect(scoresTitle(examineTrust('middling'))).toBe(
    `${result.overall.score} of 100 on paper, ${result.overall.assured} on evidence`,
  )
  const { overall } = examineTrust('half-answered').result
  expect(scoresTitle(examineTrust('half-answered'))).toContain(
    `Between ${overall.low} and ${overall.high} of 100 on paper`,
  )
})

test.each(everybody)(
  'the five gravest of %s are in the terms of patients, and marked on the matrix by their number in the list',
  (_, examined) => {
    const five = fiveGravest(examined)
    expect(five).toHaveLength(5)
    for (const { row } of five) expect(row.title).toMatch(/^If .+, then .*patients/)
    const left = examined.result.risks.filter((one) => !five.some(({ row }) => row.id === one.id))
    expect(Math.min(...five.map(({ row }) => row.residual.product))).toBeGreaterThanOrEqual(
      Math.max(...left.map((one) => one.residual)),
    )
    const { marks } = chartGravest(
      examined,
      (id) => `/${id}`,
      () => undefined,
    )
    expect(marks.map(({ number, href }) => [number, href])).toEqual(
      five.map(({ number, row }) => [number, `/${row.id}`]),
    )
  },
)

/** An action as it is planned; the first moves of the list it came of. */
const action = (given: Partial<Decided>): Decided => ({
  ...{ id: 'a', source: 'own', sourceId: '', questionId: undefined, title: 'Do it.' },
  ...{ ownerName: 'Head of networks', due: '2027-03-31', reason: '', size: undefined, pounds: undefined },
  ...{ funded: false, state: 'open', outcome: '', isOverdue: false, savedAt: '2026-11-22T09:00:00Z' },
  ...given,
})

describe('what a board is asked to decide', () => {
  const examined = examineTrust('middling')
  const plan = planOf(examined)!
  const [first, second, third, fourth] = plan.found.moves
  const moveAction = (move: typeof first, given: Partial<Decided> = {}) =>
    action({
      source: 'move',
      sourceId: `${move?.question} ${move?.to}`,
      questionId: move?.question,
      title: move?.action ?? '',
      ...given,
    })
  const decide = (actions: readonly Decided[]) => describeDecisions(examined, plan, actions)
  const questions = ({ rows }: Decisions) => rows.map(({ question }) => question?.id)
  const fall = ({ rows }: Decisions, at: number) =>
    rows[at]?.risks.map(({ id, from, to }) => [id, from.product, to.product])

  test('where nothing is planned: the first moves of what to fix first, not planned yet, with what each lowers there', () => {
    const found = decide([])
    expect(questions(found)).toEqual([first?.question, second?.question, third?.question])
    for (const [at, move] of [first, second, third].entries()) {
      const row = found.rows[at]
      expect(row).toMatchObject({
        planned: false,
        late: false,
        who: expect.stringMatching(/^Not planned yet: who, by when\? Ask: .+\.$/) as unknown,
        when: '',
      })
      expect(fall(found, at)).toEqual(
        move?.changes.risks.slice(0, 2).map(({ id, from, to }) => [id, from.paper, to.paper]),
      )
      expect(row?.effort.boxes).toBe((move?.effort.size ?? 0) + 1)
    }
    expect(found.above).toEqual({ from: first?.changes.above.from, to: third?.changes.above.to })
  })

  test('what is planned comes first, and each falls from where those above it left a risk', () => {
    const found = decide([moveAction(third, { ownerName: 'A. Reed' }), action({ id: 'b' })])
    expect(questions(found)).toEqual([third?.question, undefined, first?.question])
    expect(found.rows[0]).toMatchObject({ planned: true, who: 'A. Reed', when: '31 March 2027' })
    expect(found.actions).toEqual(new Set(['a', 'b']))
    expect(found.rows[1]).toMatchObject({
      risks: [],
      besides: 'Not worked out: it changes no single answer',
      ifNot: 'Nothing is worked out for it.',
    })
    const now = new Map(examined.result.risks.map(({ id, residual }) => [id, residual]))
    for (const { rows } of [found])
      for (const { risks } of rows)
        for (const { id, from, to } of risks) {
          expect(from.product).toBe(now.get(id))
          now.set(id, to.product)
        }
  })

  test('what is late says so', () => {
    const [row] = decide([moveAction(first, { isOverdue: true, due: '2026-10-01' })]).rows
    expect(row).toMatchObject({ late: true, when: '1 October 2026' })
  })

  test('without an owner, a day or an estimate it says so', () => {
    const [row] = decide([moveAction(first, { ownerName: '', due: undefined, reason: 'No budget.' })]).rows
    expect(row).toMatchObject({
      who: 'Nobody yet: No budget.',
      when: 'No day yet',
      effort: { boxes: undefined, says: 'Not estimated yet' },
    })
  })

  test('size and money stand together, approved or not', () => {
    const size = improvements.sizes[2]
    const says = (given: Partial<Decided>) =>
      decide([moveAction(first, { size: size?.id ?? '', ...given })]).rows[0]?.effort
    expect(says({ pounds: 40_000, funded: true })).toEqual({
      boxes: 3,
      says: `${size?.name}: ${size?.days.join(' to ')} days, £40,000, approved`,
    })
    expect(says({ pounds: 40_000 })?.says).toContain('£40,000, not approved yet')
    expect(says({})?.says).toBe(`${size?.name}: ${size?.days.join(' to ')} days`)
  })

  test('the days of a planned move are those of what to fix first, unless somebody said another size', () => {
    const says = (size: number) =>
      decide([moveAction(first, { size: improvements.sizes[size]?.id })]).rows[0]?.effort.says
    const { size, days } = first!.effort
    expect(says(size)).toBe(`${improvements.sizes[size]?.name}: ${daysWords(days)}`)
    const other = size === 0 ? 1 : size - 1
    expect(says(other)).toBe(
      `${improvements.sizes[other]?.name}: ${daysWords(improvements.sizes[other]!.days)}`,
    )
  })

  test('a move that was decided on is not asked again, whatever came of it', () => {
    for (const state of ['done', 'dropped'] as const)
      expect(questions(decide([moveAction(first, { state })]))).toEqual(
        [second, third, fourth].map((one) => one?.question),
      )
    expect(questions(decide([action({ questionId: second?.question })]))).toEqual([
      second?.question,
      first?.question,
      third?.question,
    ])
  })

  test('what is to be shown lowers risks on evidence', () => {
    const [proof] = plan.found.proofs
    const found = decide([action({ source: 'proof', sourceId: proof?.questions.join(' ') ?? '' })])
    const fallen = proof?.changes.risks ?? []
    expect(fallen.length).toBeGreaterThan(0)
    expect(found.rows[0]?.reading).toBe('evidence')
    expect(fall(found, 0)).toEqual(
      fallen.slice(0, 2).map(({ id, from, to }) => [id, from.evidence, to.evidence]),
    )
    expect(found.rows[0]?.ifNot).toMatch(/^On evidence “[^”]+” stays at \d+/)
  })

  test('if not: the risk stays, and an attack that only this meets is named', () => {
    const said = everybody.flatMap(([, one]) => describeDecisions(one, planOf(one), []).rows)
    expect(said.length).toBeGreaterThan(10)
    for (const { ifNot, risks } of said)
      expect(ifNot).toContain(`“${risks[0]?.short}” stays at ${risks[0]?.from.product}`)
    // Of the weak one, some later move meets an attack by itself: the engine says which.
    const weak = examineTrust('weak')
    const { moves } = planOf(weak)!.found
    const nothing = (row: Examined['row']) =>
      metByNothing({ ruleSet: RULE_SET, result: scoreRow(RULE_SET, row) })
    const steps = moves.map((move) => {
      const [step] = stepInOrder(RULE_SET, weak.row, [{ raised: [...move.besides, move], proven: [] }])
      const left = nothing(step!.after)
      return nothing(step!.before).filter((one) => !left.includes(one))[0]
    })
    const at = steps.findIndex((one) => one !== undefined)
    expect(at).toBeGreaterThan(0)
    const [row] = describeDecisions(weak, planOf(weak), [moveAction(moves[at])]).rows
    expect(row?.ifNot).toBe(
      `“${row?.risks[0]?.short}” stays at ${row?.risks[0]?.from.product}; an attack like “${steps[at]}” would not be met.`,
    )
  })

  test.each<[Decided['source'], string]>([
    ['reservation', 'The reservation stands.'],
    ['lesson', 'The lesson stays not learned.'],
    ['contradiction', 'The answers still do not fit together.'],
    ['review', 'The evidence stays as the review found it.'],
  ])('what came of a %s says what stays', (source, says) => {
    expect(decide([action({ source })]).rows[0]?.ifNot).toBe(says)
  })

  test('while it is too early only what is planned is asked, and what nobody knows is not raised', () => {
    const early = examineTrust('nothing-answered')
    expect(describeDecisions(early, undefined, []).rows).toEqual([])
    const [row] = describeDecisions(early, undefined, [moveAction(first)]).rows
    expect(row).toMatchObject({ planned: true, risks: [], besides: 'No risk by itself' })
  })
})

describe('what was decided before', () => {
  test('late ones that are not asked again stand first, then what is over, the newest first', () => {
    const actions = [
      action({ id: 'shown', isOverdue: true }),
      action({ id: 'late', title: 'Late one.', isOverdue: true, due: '2026-10-01' }),
      action({ id: 'old', title: 'Old one.', state: 'done', outcome: 'Report.', savedAt: '2025-01-01' }),
      action({ id: 'new', title: 'New one.', state: 'dropped', outcome: 'It goes.', savedAt: '2026-01-01' }),
      action({ id: 'open' }),
    ]
    expect(describeEarlier(actions, new Set(['shown']))).toMatchObject({
      rows: [
        { title: 'Late one', tag: 'Late', says: 'Head of networks, due 1 October 2026' },
        { title: 'New one', tag: 'Dropped', says: 'It goes.' },
        { title: 'Old one', tag: 'Done', says: 'Report.' },
      ],
      more: '',
    })
    expect(describeEarlier(actions, new Set()).more).toBe('1 more')
  })

  test('nothing, where nothing is over or late', () => {
    expect(describeEarlier([action({})], new Set()).rows).toEqual([])
    const none = (actions: Parameters<typeof describeEarlier>[0]) =>
      describeEarlier(actions, new Set(actions.map(({ id }) => id))).none
    expect(none([])).toBe('Nothing was decided before.')
    expect(none([action({})])).toBe('Nothing that was decided is done, dropped or late.')
    expect(none([action({ isOverdue: true })])).toBe(
      'Nothing that was decided is done or dropped yet; what is late stands above.',
    )
  })
})

test('while it is too early a board can ask, read what was signed, and have the questions answered', () => {
  const examined = examineTrust('nothing-answered')
  expect(boardToDo(examined, true).map(({ about }) => about)).toEqual(['day', 'signed', 'questions'])
  expect(boardToDo(examined, false).map(({ about }) => about)).toEqual(['day', 'questions'])
  const { low, high } = examined.result.overall
  expect(chartRange(examined).groups[0]?.rows[0]).toMatchObject({ paper: low, high })
})

test('the three questions are the largest answer without evidence, the oldest test and the largest unknown', () => {
  const answers = {
    ...examineTrust('nothing-answered').answers,
    answers: {
      'mfa-remote-ways-in': { value: { kind: 'number', number: '0' }, assurance: 'asserted' },
      'board-training': { value: { kind: 'date', date: '2025-01-02' }, assurance: 'asserted' },
      'alert-watch': { value: { kind: 'dont-know' }, assurance: 'asserted' },
      'training-done': { value: { kind: 'dont-know' }, assurance: 'asserted' },
    },
  } as const
  const [unevidenced, oldest, unknown] = chooseQuestions(examine(answers))
  expect(unevidenced?.question).toBe('mfa-remote-ways-in')
  expect(oldest).toMatchObject({ question: 'board-training' })
  expect(oldest?.asks).toContain('2 January 2025')
  expect(unknown?.question).toBe('alert-watch')
})

test('size is domain weight × question weight × credit at stake, and not the place in the questionnaire', () => {
  const weightOf = (id: string) => {
    const question = RULE_SET.questions[RULE_SET.byId.get(id) ?? -1]
    const domain = RULE_SET.domains.find((one) => one.id === question?.domain)
    return (domain?.weight ?? 0) * (question?.weight ?? 0)
  }
  const choices = RULE_SET.questions.filter((one) => one.form.type === 'choice')
  const light = choices.find((one) => weightOf(one.id) === 1 || weightOf(one.id) === 2)
  const heavy = choices.findLast((one) => weightOf(one.id) > weightOf(light?.id ?? ''))
  expect(light?.index).toBeLessThan(heavy?.index ?? 0)
  const both = (answerOf: (question: typeof light) => unknown) =>
    examine({
      ...examineTrust('nothing-answered').answers,
      answers: Object.fromEntries(
        [light, heavy].map((one) => [one?.id, answerOf(one)]),
      ) as Examined['answers']['answers'],
    })
  const unknown = both(() => ({ value: { kind: 'dont-know' }, assurance: 'asserted' }))
  expect(chooseQuestions(unknown)[2]?.question).toBe(heavy?.id)
  const stated = both((one) => ({
    value: { kind: 'choice', option: one?.levels.at(-1)?.id },
    assurance: 'asserted',
  }))
  expect(chooseQuestions(stated)[0]?.question).toBe(heavy?.id)
})

test('what is not known for certain has only its missing credit at stake', () => {
  const { ruleSet, answers, row, result } = examineTrust('nothing-answered')
  const pair = RULE_SET.domains
    .flatMap((domain) => domain.questions.map((index) => RULE_SET.questions[index]))
    .filter((one) => one !== undefined)
  const first = pair.find((one) => one.levels.length > 2 && one.weight === 1)
  const second = pair.find(
    (one) => one.domain === first?.domain && one.weight === 1 && one.index > first.index,
  )
  expect(second).toBeDefined()
  const declared = Uint8Array.from(row.declared)
  // The first counts at the level before its best, the second at its worst; both are not known.
  declared[first?.index ?? 0] = NOT_KNOWN | ((first?.levels.length ?? 1) - 2)
  declared[second?.index ?? 0] = NOT_KNOWN
  const notKnown = [first?.id ?? '', second?.id ?? '']
  const asked = chooseQuestions({
    ruleSet,
    answers,
    row: { ...row, declared },
    result: { ...result, notKnown },
  })
  expect(asked[2]?.question).toBe(second?.id)
})

test('evidence can be the oldest test', () => {
  const answers = {
    ...examineTrust('nothing-answered').answers,
    answers: {
      'alert-watch': {
        value: { kind: 'choice', option: 'always-no-authority' },
        assurance: 'evidenced',
        evidence: 'Contract',
        evidenceDate: '2024-05-06',
      },
      'board-training': { value: { kind: 'date', date: '2025-01-02' }, assurance: 'asserted' },
    },
  } as const
  expect(chooseQuestions(examine(answers))[1]).toMatchObject({
    question: 'alert-watch',
    asks: 'Its evidence is of 6 May 2024. Is it still true, and who will look again?',
  })
})

test('what nobody knows is counted and named, and a whole round of it too', () => {
  const examined = examineTrust('nothing-answered')
  const asked = countAsked(examined)
  expect(describeUnknown(examined)[0]).toContain(`${asked} of ${asked} questions are not answered`)
  expect(chooseQuestions(examined)[0]?.asks).toContain('No answer is known yet')
  expect(chooseQuestions(examined)[1]?.asks).toContain('No test and no evidence carries a date')
  expect(chooseQuestions(examineTrust('all-worst'))[0]?.asks).toContain('No answer counts for us yet')
})

test('where everything is at its best, nothing is asked for that cannot be had', () => {
  const examined = examineTrust('all-best')
  expect(describeDecisions(examined, planOf(examined), []).rows).toEqual([])
  expect(chooseQuestions(examined)[0]?.asks).toContain('Every answer that counts for us is supported')
  expect(chooseQuestions(examined)[2]?.asks).toContain('Nothing is marked as not known')
  expect(describeUnknown(examined)).toEqual(['Every question is answered, and none with “don’t know”.'])
})

test('every question named is one of the rule set', () => {
  for (const [, examined] of everybody)
    for (const { question } of chooseQuestions(examined))
      if (question !== undefined)
        expect(RULE_SET.byId.has(question) || RULE_SET.contextById.has(question)).toBe(true)
})
